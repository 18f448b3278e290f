//! The reader: one text in, its reading out.

use super::language::identify;
use super::text::{Kind, Text};
use super::vocabulary::{Languages, Vocabulary};
use super::{Because, Reading, Sentiment};

/// Reads texts. Shared by all who read: it holds no state between texts.
pub struct Reader {
    vocabulary: Vocabulary,
}

impl Reader {
    /// The reader that ships. The error says which of the files built into the binary is broken.
    pub fn shipped() -> Result<Self, String> {
        Ok(Self { vocabulary: Vocabulary::shipped()? })
    }

    /// Reads one text. `declared` is the language that the source says it is in, a hint that decides only where
    /// the text itself does not. Takes any text, and of a very long one its first 4,000 characters.
    pub fn read(&self, text: &str, declared: Option<&str>) -> Reading {
        let text = Text::new(text);
        let (language, script) = identify(&text, &self.vocabulary, declared);
        let spoken = Languages::of(language.tag());
        let mut because = Vec::new();
        let mut negated = 0;
        for &token in &text.tokens {
            let folded = text.folded(token);
            match token.kind {
                Kind::Word | Kind::Emoji | Kind::Emoticon => {
                    let entry = self.vocabulary.word(folded);
                    let polarity = f32::from(entry.polarity(spoken)) * if negated > 0 { -0.7 } else { 1.0 };
                    negated = if entry.negates(spoken) { 3 } else { i32::max(negated - 1, 0) };
                    if polarity != 0.0 {
                        because.push(Because { text: text.raw(token).to_owned(), weight: polarity });
                    }
                }
                Kind::Unspaced => {
                    let mut at = 0;
                    while at < folded.len() {
                        let (entry, length) = self.vocabulary.longest(&folded[at..]);
                        let polarity = f32::from(entry.polarity(spoken));
                        if polarity != 0.0 {
                            because.push(Because {
                                text: text.raw_slice(token, at, at + length).to_owned(),
                                weight: polarity,
                            });
                        }
                        at += length.max(1);
                    }
                }
                _ => negated = 0,
            }
        }
        let lean: f32 = because.iter().map(|because| because.weight).sum();
        because.truncate(5);
        reading(language, script, lean, because)
    }
}

fn reading(language: super::Lang, script: &'static str, lean: f32, because: Vec<Because>) -> Reading {
    let lean = lean.clamp(-8.0, 8.0);
    let odds = [(-lean).exp(), 1.2, lean.exp()];
    let sum: f32 = odds.iter().sum();
    let probabilities = odds.map(|odd| odd / sum);
    let [negative, neutral, positive] = probabilities;
    let (sentiment, confidence) = if negative > neutral && negative > positive {
        (Sentiment::Negative, negative)
    } else if positive > neutral {
        (Sentiment::Positive, positive)
    } else {
        (Sentiment::Neutral, neutral)
    };
    Reading { language, script, sentiment, score: positive - negative, confidence, probabilities, because }
}
