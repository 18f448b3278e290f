//! What the model looks at in a text: words, pairs of words, runs of letters inside words, and what the vocabulary
//! says of them.

use super::text::{Kind, Text, Token};
use super::vocabulary::{Entry, LONGEST_PHRASE, Languages, Vocabulary, whole};

/// A negator reaches over so many words, unless the clause ends first.
const REACH: u8 = 3;
/// What the vocabulary says is so much louder than what the model found out by itself.
const KNOWN: f32 = 2.0;
/// What stands before a "but" counts so much of what it would.
const BEFORE_BUT: f32 = 0.6;
/// Runs of letters that are looked at inside a word, its borders included.
const RUNS: std::ops::RangeInclusive<usize> = 3..=5;
/// Stands for any number, which is a word like others to its neighbours ("3 weeks", "40 min").
const NUMBER: u32 = 0x00A7_1E55;

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
    /// The vocabulary says it.
    pub known: bool,
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
    Triple,
    Skip,
    Shield,
    Length,
    Turned,
}

impl Features {
    /// What is seen in a text in one of these languages.
    pub fn of(text: &Text, vocabulary: &Vocabulary, spoken: Languages) -> Self {
        let mut of = Self::default();
        of.seen.reserve(text.length() * 4);
        let mut walk = Walk {
            of: &mut of,
            vocabulary,
            spoken,
            negated: 0,
            boost: 1.0,
            last: Vec::new(),
            clause: 0,
            judged: Vec::new(),
            turned: false,
        };
        for &token in &text.tokens {
            let folded = text.folded(token);
            match token.kind {
                Kind::Word => walk.word(token, folded),
                Kind::Unspaced => walk.unspaced(token, folded),
                Kind::Emoji | Kind::Emoticon => {
                    walk.piece(token, 0, folded.len(), false);
                    let hash = whole(folded);
                    walk.see(Sort::Sign, hash);
                    walk.judge(vocabulary.word(folded, hash).polarity(spoken), 1);
                }
                Kind::Number => walk.number(),
                Kind::Mark | Kind::Stop | Kind::Link | Kind::Handle => walk.other(token, folded),
            }
        }
        walk.sum_up(text);
        of
    }
}

/// What the vocabulary said of one or more pieces.
struct Judged {
    at: usize,
    /// The first of the pieces.
    piece: usize,
    /// Above nothing praise, after negation.
    leans: f32,
}

struct Walk<'w> {
    of: &'w mut Features,
    vocabulary: &'w Vocabulary,
    spoken: Languages,
    negated: u8,
    boost: f32,
    /// The hashes of the last words of the clause.
    last: Vec<u32>,
    /// Where in `last` the clause begins.
    clause: usize,
    judged: Vec<Judged>,
    /// A "but" has been.
    turned: bool,
}

impl Walk<'_> {
    fn piece(&mut self, token: Token, from: usize, to: usize, joins: bool) {
        self.of.pieces.push(Piece { token, from, to, joins });
    }

    /// Something seen in the last piece.
    fn see(&mut self, sort: Sort, hash: u32) {
        let piece = u32::try_from(self.of.pieces.len().wrapping_sub(1)).unwrap_or(u32::MAX);
        self.of.seen.push(Feature { hash: mix(hash, sort as u32), piece, value: 1.0, known: false });
    }

    fn know(&mut self, sort: Sort, hash: u32, piece: u32, value: f32) {
        self.of.seen.push(Feature { hash: mix(hash, sort as u32), piece, value: value * KNOWN, known: true });
    }

    /// What the vocabulary says of the last `words` pieces; it counts alike in all languages.
    fn judge(&mut self, polarity: f32, words: usize) {
        let boost = std::mem::replace(&mut self.boost, 1.0);
        if polarity == 0.0 {
            return;
        }
        let negated = self.negated > 0;
        let sort = match (polarity > 0.0, negated) {
            (true, false) => Sort::Praise,
            (false, false) => Sort::Blame,
            (true, true) => Sort::PraiseNegated,
            (false, true) => Sort::BlameNegated,
        };
        let count = self.of.pieces.len();
        let piece = u32::try_from(count.wrapping_sub(1)).unwrap_or(u32::MAX);
        let leans = if negated { -0.7 * polarity * boost } else { polarity * boost };
        self.judged.push(Judged { at: self.of.seen.len(), piece: count.saturating_sub(words), leans });
        self.know(sort, 0, piece, (polarity * boost).abs().min(4.0));
    }

    /// A phrase says more than its words: what was said of these is taken back.
    fn take_back(&mut self, words: usize) {
        let first = self.of.pieces.len().saturating_sub(words);
        while let Some(judged) = self.judged.pop_if(|judged| judged.piece >= first) {
            if let Some(feature) = self.of.seen.get_mut(judged.at) {
                feature.value = 0.0;
            }
        }
    }

    /// What an entry does besides praise and blame.
    fn obey(&mut self, entry: Entry) {
        self.negated = if entry.negates(self.spoken) { REACH } else { self.negated.saturating_sub(1) };
        let boost = entry.boost(self.spoken);
        if boost != 1.0 {
            self.boost = boost;
        }
        if entry.contrasts(self.spoken) && !self.of.seen.is_empty() {
            self.turn();
        }
    }

    /// A "but": what was before it matters less.
    fn turn(&mut self) {
        for feature in &mut self.of.seen {
            feature.value *= BEFORE_BUT;
        }
        for judged in &mut self.judged {
            judged.leans *= BEFORE_BUT;
        }
        self.turned = true;
        self.negated = 0;
    }

    fn word(&mut self, token: Token, folded: &[char]) {
        self.piece(token, 0, folded.len(), false);
        let hash = whole(folded);
        let entry = self.vocabulary.word(folded, hash);
        self.see(Sort::Word, hash);
        if self.negated > 0 {
            self.see(Sort::Negated, hash);
        }
        self.context(hash);
        self.judge(entry.polarity(self.spoken), 1);
        if let Some((phrase, words)) = self.vocabulary.phrase(&self.last[self.clause..]) {
            let polarity = phrase.polarity(self.spoken);
            if polarity != 0.0 || phrase.shields(self.spoken) {
                self.take_back(words);
                self.judge(polarity, words);
            }
            self.shield(phrase);
            self.obey(phrase);
        }
        self.shield(entry);
        self.obey(entry);
        self.runs(folded);
    }

    fn shield(&mut self, entry: Entry) {
        if entry.shields(self.spoken) {
            self.know(Sort::Shield, 0, u32::MAX, 1.0);
        }
    }

    /// The word with those before it in its clause.
    fn context(&mut self, hash: u32) {
        let clause = &self.last[self.clause..];
        let one = clause.last().copied().unwrap_or_default();
        let two = clause.len().checked_sub(2).and_then(|at| clause.get(at)).copied();
        self.see(Sort::Pair, mix(one, hash));
        if let Some(two) = two {
            self.see(Sort::Triple, mix(mix(two, one), hash));
            self.see(Sort::Skip, mix(two, hash));
        }
        self.last.push(hash);
        if self.last.len() > 8 * LONGEST_PHRASE {
            self.last.drain(..self.last.len() - LONGEST_PHRASE);
            self.clause = 0;
        }
    }

    fn runs(&mut self, folded: &[char]) {
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
            let next = at + length.max(1);
            // A character is a part of words that we don't know; by itself it is a word only where it stands alone.
            let polarity = if length == 1 && folded.len() > 2 { 0.0 } else { entry.polarity(self.spoken) };
            self.piece(token, at, next, polarity == 0.0);
            self.judge(polarity, 1);
            self.shield(entry);
            self.obey(entry);
            for start in at..next {
                let mut hash = START;
                for &c in folded[start..].iter().take(4) {
                    hash = step(hash, c);
                    self.see(Sort::Han, hash);
                }
                if start == 0 && self.last.last() == Some(&NUMBER) {
                    self.see(Sort::Pair, mix(NUMBER, step(START, folded[0])));
                }
            }
            at = next;
        }
        self.last.push(START);
    }

    fn number(&mut self) {
        self.of.seen.push(Feature { hash: mix(3, Sort::Shape as u32), piece: u32::MAX, value: 1.0, known: false });
        self.last.push(NUMBER);
    }

    /// Marks, links and handles say something by being there; they are no reason that could be shown.
    fn other(&mut self, token: Token, folded: &[char]) {
        let first = folded.first().copied().unwrap_or(' ');
        let shape = match token.kind {
            Kind::Mark => first as u32 * 8 + u32::try_from(folded.len().min(3)).unwrap_or(0),
            Kind::Link => 1,
            Kind::Handle => 2,
            _ => 0,
        };
        if matches!(token.kind, Kind::Mark | Kind::Stop) {
            self.negated = 0;
            self.boost = 1.0;
            self.clause = self.last.len();
        }
        if shape > 0 {
            self.of.seen.push(Feature {
                hash: mix(shape, Sort::Shape as u32),
                piece: u32::MAX,
                value: 1.0,
                known: false,
            });
        }
    }

    /// What the vocabulary says of the text as a whole.
    fn sum_up(&mut self, text: &Text) {
        let last = self.judged.last().map_or(0, |judged| if judged.leans > 0.0 { 1 } else { 2 });
        if self.turned {
            self.know(Sort::Turned, last, u32::MAX, 1.0);
        }
        let length = u32::try_from(text.tokens.len()).unwrap_or(u32::MAX).max(1).ilog2();
        self.of.seen.push(Feature {
            hash: mix(length, Sort::Length as u32),
            piece: u32::MAX,
            value: 1.0,
            known: false,
        });
    }
}

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// Spreads over all bits, for the model takes the upper ones.
fn mix(a: u32, b: u32) -> u32 {
    let hash = (a ^ b.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
    (hash ^ hash >> 15).wrapping_mul(0xC2B2_AE35)
}
