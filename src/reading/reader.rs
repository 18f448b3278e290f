//! The reader: one text in, its reading out.

use super::features::{Features, Piece};
use super::language::identify;
use super::model::Model;
use super::text::Text;
use super::tongue::Tongues;
use super::vocabulary::{Languages, Vocabulary};
use super::{Because, Reading, Sentiment};

/// How many reasons are named at most.
const REASONS: usize = 5;
/// Characters of an unspaced script are joined to a reason of this length.
const LONGEST_REASON: usize = 4;
/// A piece that pulls less than this is no reason.
const FAINT: f32 = 0.05;

/// Reads texts. Shared by all who read: it holds no state between texts.
pub struct Reader {
    vocabulary: &'static Vocabulary,
    tongues: Tongues,
    model: Model,
}

impl Reader {
    /// The reader that ships. The error says which of the files built into the binary is broken.
    pub fn shipped() -> Result<Self, String> {
        Self::with_model(include_bytes!("../../assets/reading/model.bin"))
    }

    /// The reader that ships, with what `squall train` made of other texts. The error says what is wrong with it.
    pub fn with(tongues: Tongues, model: Model) -> Result<Self, String> {
        Ok(Self { vocabulary: Vocabulary::shipped()?, tongues, model })
    }

    /// A reader with a model that `squall train` wrote. The error says what is wrong with it.
    pub fn with_model(bytes: &[u8]) -> Result<Self, String> {
        let tongues = Tongues::from_bytes(include_bytes!("../../assets/reading/tongues.bin"))?;
        Self::with(tongues, Model::from_bytes(bytes)?)
    }

    /// Reads one text. `declared` is the language that the source says it is in, a hint that decides only where
    /// the text itself does not. Takes any text, and of a very long one its first 4,000 characters.
    pub fn read(&self, text: &str, declared: Option<&str>) -> Reading {
        let text = Text::new(text);
        let (language, script) = identify(&text, self.vocabulary, &self.tongues, declared);
        let features = Features::of(&text, self.vocabulary, Languages::of(language.tag()));
        let mut pulls = vec![[0.0; 2]; features.pieces.len()];
        let place = Languages::place(language.tag());
        let lean = self.model.lean(&features, place, |piece, [usual, brand]| {
            if let Some(pull) = pulls.get_mut(piece as usize) {
                pull[0] += usual;
                pull[1] += brand;
            }
        });
        let share = Model::share(&lean);
        let pull = |[usual, brand]: [f32; 2]| usual * (1.0 - share) + brand * share;
        let pulls = pulls.into_iter().map(pull).zip(features.pieces).collect();
        let probabilities = self.model.probabilities(&lean, place);
        let [negative, neutral, positive] = probabilities;
        let (sentiment, confidence) = if negative > neutral && negative > positive {
            (Sentiment::Negative, negative)
        } else if positive > neutral {
            (Sentiment::Positive, positive)
        } else {
            (Sentiment::Neutral, neutral)
        };
        let because = because(&text, pulls);
        Reading { language, script, sentiment, score: positive - negative, confidence, probabilities, because }
    }
}

/// The pieces that pull most, strongest first; of two that are written alike, one.
fn because(text: &Text, mut pulls: Vec<(f32, Piece)>) -> Vec<Because> {
    pulls.dedup_by(|(pull, next), (sum, piece)| {
        let joins = piece.joins && next.joins && piece.to == next.from && piece.to - piece.from < LONGEST_REASON;
        let alike = joins && (*pull > 0.0) == (*sum > 0.0);
        if alike {
            *sum += *pull;
            piece.to = next.to;
        }
        alike
    });
    pulls.retain(|(pull, _)| pull.abs() >= FAINT);
    pulls.sort_by(|(a, _), (b, _)| b.abs().total_cmp(&a.abs()));
    let mut because: Vec<Because> = Vec::with_capacity(REASONS.min(pulls.len()));
    for (weight, piece) in pulls {
        let written = text.raw_slice(piece.token, piece.from, piece.to);
        if !because.iter().any(|said| said.text == written) {
            because.push(Because { text: written.to_owned(), weight });
        }
        if because.len() == REASONS {
            break;
        }
    }
    because
}
