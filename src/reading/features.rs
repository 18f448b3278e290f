//! What the model looks at in a text: words, pairs of words, runs of letters inside words, and what the vocabulary
//! says of them.

use super::text::{Kind, Text, Token};
use super::vocabulary::{Languages, Vocabulary};

/// A negator reaches over so many words, unless the clause ends first.
const REACH: u8 = 3;
/// What the vocabulary says is so much louder than what the model found out by itself.
pub const KNOWN: f32 = 4.0;
/// Runs of letters that are looked at inside a word, its borders included.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;

/// A word, an emoji, or a word inside a run of a script without spaces: what can be named as a reason.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub token: Token,
    /// The part of the token, in folded characters.
    pub from: usize,
    pub to: usize,
    /// Other pieces of the same run may join it when it is shown.
    pub joins: bool,
}

/// Something seen, hashed, and the piece that it is part of.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    pub hash: u32,
    pub piece: u32,
    /// How much of it there is.
    pub value: f32,
}

/// Everything seen in a text.
#[derive(Debug, Default)]
pub struct Features {
    pub pieces: Vec<Piece>,
    pub seen: Vec<Feature>,
}

/// What kind of feature a hash stands for.
#[derive(Clone, Copy)]
enum Sort {
    Word = 1,
    Negated,
    Pair,
    Run,
    Han,
    Praise,
    Blame,
    PraiseNegated,
    BlameNegated,
    Sign,
    Shape,
}

impl Features {
    /// What is seen in a text in one of these languages.
    pub fn of(text: &Text, vocabulary: &Vocabulary, spoken: Languages) -> Self {
        let mut of = Self::default();
        of.seen.reserve(text.length() * 3);
        let mut walk = Walk { of: &mut of, vocabulary, spoken, negated: 0, previous: 0 };
        for &token in &text.tokens {
            let folded = text.folded(token);
            match token.kind {
                Kind::Word => walk.word(token, folded),
                Kind::Unspaced => walk.unspaced(token, folded),
                Kind::Emoji | Kind::Emoticon => {
                    walk.piece(token, 0, folded.len(), false);
                    walk.see(Sort::Sign, whole(folded));
                    walk.judge(vocabulary.word(folded).polarity(spoken));
                }
                Kind::Mark | Kind::Stop | Kind::Link | Kind::Handle | Kind::Number => walk.other(token, folded),
            }
        }
        of
    }
}

struct Walk<'w> {
    of: &'w mut Features,
    vocabulary: &'w Vocabulary,
    spoken: Languages,
    negated: u8,
    /// The hash of the word before, 0 at the start of a clause.
    previous: u32,
}

impl Walk<'_> {
    fn piece(&mut self, token: Token, from: usize, to: usize, joins: bool) {
        self.of.pieces.push(Piece { token, from, to, joins });
    }

    /// Something seen in the last piece.
    fn see(&mut self, sort: Sort, hash: u32) {
        let piece = u32::try_from(self.of.pieces.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let known = matches!(sort, Sort::Praise | Sort::Blame | Sort::PraiseNegated | Sort::BlameNegated);
        let value = if known { KNOWN } else { 1.0 };
        self.of.seen.push(Feature { hash: mix(hash, sort as u32), piece, value });
    }

    /// What the vocabulary says counts alike in all languages.
    fn judge(&mut self, polarity: i8) {
        let sort = match (polarity, self.negated > 0) {
            (1.., false) => Sort::Praise,
            (..=-1, false) => Sort::Blame,
            (1.., true) => Sort::PraiseNegated,
            (..=-1, true) => Sort::BlameNegated,
            (0, _) => return,
        };
        self.see(sort, 0);
    }

    fn word(&mut self, token: Token, folded: &[char]) {
        self.piece(token, 0, folded.len(), false);
        let hash = whole(folded);
        let entry = self.vocabulary.word(folded);
        self.see(Sort::Word, hash);
        if self.negated > 0 {
            self.see(Sort::Negated, hash);
        }
        self.judge(entry.polarity(self.spoken));
        self.see(Sort::Pair, mix(self.previous, hash));
        self.previous = hash;
        self.negated = if entry.negates(self.spoken) { REACH } else { self.negated.saturating_sub(1) };
        // The borders are characters of their own, which no word has.
        let at = |index: usize| match index.checked_sub(1) {
            None => '<',
            Some(index) => folded.get(index).copied().unwrap_or('>'),
        };
        for start in 0..folded.len() {
            let mut hash = START;
            for (index, end) in (start..folded.len() + 2).take(*RUNS.end()).enumerate() {
                hash = step(hash, at(end));
                if index + 1 >= *RUNS.start() {
                    self.see(Sort::Run, hash);
                }
            }
        }
    }

    /// A word at a time where the vocabulary knows one, else a character at a time.
    fn unspaced(&mut self, token: Token, folded: &[char]) {
        let mut at = 0;
        while at < folded.len() {
            let (entry, length) = self.vocabulary.longest(&folded[at..]);
            let (polarity, next) = (entry.polarity(self.spoken), at + length.max(1));
            self.piece(token, at, next, polarity == 0);
            self.judge(polarity);
            self.negated = if entry.negates(self.spoken) { REACH } else { self.negated.saturating_sub(1) };
            for start in at..next {
                let mut hash = START;
                for &c in folded[start..].iter().take(3) {
                    hash = step(hash, c);
                    self.see(Sort::Han, hash);
                }
            }
            at = next;
        }
    }

    /// Marks, links and handles say something by being there; they are no reason that could be shown.
    fn other(&mut self, token: Token, folded: &[char]) {
        let first = folded.first().copied().unwrap_or(' ');
        let shape = match token.kind {
            Kind::Mark => first as u32 * 8 + u32::try_from(folded.len().min(3)).unwrap_or(0),
            Kind::Link => 1,
            Kind::Handle => 2,
            Kind::Number => 3,
            _ => 0,
        };
        if matches!(token.kind, Kind::Mark | Kind::Stop) {
            self.negated = 0;
            self.previous = 0;
        }
        if shape > 0 {
            self.of.seen.push(Feature { hash: mix(shape, Sort::Shape as u32), piece: u32::MAX, value: 1.0 });
        }
    }
}

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

fn whole(folded: &[char]) -> u32 {
    folded.iter().fold(START, |hash, &c| step(hash, c))
}

/// Spreads over all bits, for the model takes the upper ones.
fn mix(a: u32, b: u32) -> u32 {
    let hash = (a ^ b.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    (hash ^ hash >> 15).wrapping_mul(0xC2B2_AE35)
}
