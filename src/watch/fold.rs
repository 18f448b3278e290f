//! Folding: what queries and texts are turned into before they are compared.
//!
//! A folded text is words in lower case with one space between them. Punctuation, symbols and emoji separate
//! words. What is held equal:
//!
//! - case, accents and full or half width, in every script; Greek tonos and final sigma with them;
//! - `ß` and `ss`, `æ` and `ae`, `ø` and `o`, `ł` and `l`, and all four Turkish i's;
//! - Russian `ё` and `е`, because people write either. `й` and `ї` are letters of their own and stay.
//!
//! Traditional and simplified Chinese differ, and so do voiced and plain kana. Characters without width
//! (joiners, directions, soft hyphens) vanish. Of a link only the host's words count: paths and tracking
//! parameters are not what somebody said.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// What marks a word as more than a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sigil {
    /// `#acme`
    Tag,
    /// `@acme`
    Handle,
    /// `$ACME`
    Cash,
}

impl Sigil {
    /// The sign that people type.
    pub fn sign(self) -> char {
        match self {
            Self::Tag => '#',
            Self::Handle => '@',
            Self::Cash => '$',
        }
    }

    fn of(c: char) -> Option<Self> {
        match c {
            '#' => Some(Self::Tag),
            '@' => Some(Self::Handle),
            '$' => Some(Self::Cash),
            _ => None,
        }
    }
}

/// A folded text. Kept and refilled, so that folding allocates nothing once it is warm.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// The byte at which each word starts. In scripts without spaces each character is a word.
    words: Vec<u32>,
    /// The words that carry a sign, by the byte at which they start.
    sigils: Vec<(u32, Sigil)>,
    last: Option<char>,
    waiting: Option<Sigil>,
    in_tag: bool,
    link: Link,
}

/// How far into a link the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    Outside,
    Slashes(u8),
    Host,
    Path,
}

/// Folds a text on its own.
pub fn fold(text: &str) -> Folded {
    let mut folded = Folded::default();
    folded.push(text);
    folded
}

impl Folded {
    /// Forgets the text and keeps the room.
    pub fn clear(&mut self) {
        self.text.clear();
        self.words.clear();
        self.sigils.clear();
        self.finish();
    }

    /// Appends another text. No phrase reaches from one text into the next.
    pub fn push(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for c in text.chars() {
            self.take(c);
        }
        self.finish();
    }

    fn finish(&mut self) {
        (self.last, self.waiting, self.in_tag, self.link) = (None, None, false, Link::Outside);
    }

    /// The folded words, with one space between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of the word that the byte at `offset` belongs to.
    pub fn word_at(&self, offset: usize) -> usize {
        self.words.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// The sign of the word that starts at `offset`.
    pub fn sigil_at(&self, offset: usize) -> Option<Sigil> {
        let found = self.sigils.binary_search_by_key(&offset, |(start, _)| *start as usize).ok()?;
        self.sigils.get(found).map(|(_, sigil)| *sigil)
    }

    /// Whether a word starts or ends at `offset`. Scripts without spaces may be cut anywhere.
    pub fn is_boundary(&self, offset: usize) -> bool {
        let (before, after) = self.around(offset);
        !before.is_some_and(is_word)
            || !after.is_some_and(is_word)
            || before.is_some_and(is_unspaced)
            || after.is_some_and(is_unspaced)
    }

    /// Whether a run of word characters ends at `offset`, in any script.
    pub fn is_end(&self, offset: usize) -> bool {
        !self.around(offset).1.is_some_and(is_word)
    }

    fn around(&self, offset: usize) -> (Option<char>, Option<char>) {
        let bytes = self.text.as_bytes();
        let plain =
            |at: Option<usize>| at.and_then(|at| bytes.get(at)).filter(|b| b.is_ascii()).map(|b| char::from(*b));
        let before = plain(offset.checked_sub(1)).or_else(|| self.text.get(..offset)?.chars().next_back());
        let after = plain(Some(offset)).or_else(|| self.text.get(offset..)?.chars().next());
        (before, after)
    }

    fn take(&mut self, c: char) {
        if self.link != Link::Outside && !self.stays_in_link(c) {
            return;
        }
        if c.is_ascii() {
            return self.put(c.to_ascii_lowercase());
        }
        match c {
            // Full decomposition would glue `TM` to the name.
            '™' | '℠' | '℡' => self.put(' '),
            'й' | 'Й' => self.put('й'),
            'ї' | 'Ї' => self.put('ї'),
            // Han, kana and Hangul are already in their simplest form, and kana must keep their voice.
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => {
                self.put(c)
            }
            _ => decompose_compatible(c, |part| part.to_lowercase().for_each(|low| self.simplify(low))),
        }
    }

    /// One decomposed character in lower case.
    fn simplify(&mut self, c: char) {
        match c {
            _ if is_silent(c) => {}
            '\u{306}' if self.last == Some('и') => self.replace('й'),
            '\u{308}' if self.last == Some('і') => self.replace('ї'),
            // Voice marks of kana, and Hangul spelled in jamo, join what stands before them.
            '\u{3099}' | '\u{309A}' | '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}' => {
                match self.last.and_then(|last| compose(last, c)) {
                    Some(whole) => self.replace(whole),
                    None => self.put(c),
                }
            }
            _ if is_accent(c) => {}
            'ς' => self.put('σ'),
            'ı' => self.put('i'),
            'ł' => self.put('l'),
            'ø' => self.put('o'),
            'đ' => self.put('d'),
            'ß' => "ss".chars().for_each(|c| self.put(c)),
            'æ' => "ae".chars().for_each(|c| self.put(c)),
            'œ' => "oe".chars().for_each(|c| self.put(c)),
            _ => self.put(c),
        }
    }

    fn replace(&mut self, whole: char) {
        self.text.pop();
        self.text.push(whole);
        self.last = Some(whole);
    }

    /// Writes a simple character: a part of a word, or a separator.
    fn put(&mut self, c: char) {
        if !is_word(c) {
            return self.separate(c);
        }
        let starts = !self.last.is_some_and(is_word);
        if starts && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        let sigil = self.waiting.take().filter(|sigil| *sigil != Sigil::Cash || c.is_alphabetic());
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        if starts || is_unspaced(c) || self.last.is_some_and(is_unspaced) {
            self.words.push(at);
        }
        if let Some(sigil) = sigil {
            self.sigils.push((at, sigil));
            self.in_tag = sigil == Sigil::Tag;
        }
        self.text.push(c);
        self.last = Some(c);
    }

    fn separate(&mut self, c: char) {
        let after_word = self.last.is_some_and(|last| is_word(last) && !is_unspaced(last));
        // An address (`info@acme.com`) holds no handle, but tags are often written without a space between.
        let opens = !after_word || (self.in_tag && c == '#');
        self.waiting = Sigil::of(c).filter(|_| opens && self.link == Link::Outside);
        if c == ':' && (self.text.ends_with("https") || self.text.ends_with("http")) {
            self.link = Link::Slashes(2);
        }
        self.in_tag = false;
        self.last = Some(' ');
    }

    /// Follows a link. False for a character that is not read.
    fn stays_in_link(&mut self, c: char) -> bool {
        self.link = match (self.link, c) {
            (Link::Slashes(left), '/') => {
                if left > 1 {
                    Link::Slashes(left - 1)
                } else {
                    Link::Host
                }
            }
            (Link::Host | Link::Path, '/' | '?' | '#') => Link::Path,
            (Link::Host, c) if c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '_') => Link::Host,
            (Link::Path, c) if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>') => Link::Path,
            _ => Link::Outside,
        };
        if self.link == Link::Path {
            self.last = Some(' ');
        }
        self.link != Link::Path
    }
}

/// Whether a folded character is part of a word.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' } else { c.is_alphanumeric() || is_combining_mark(c) }
}

/// Scripts that run on without spaces, and Hangul, whose particles stick to their nouns.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{312F}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Characters without width, which tell nothing: joiners, directions, variation selectors, soft hyphens.
fn is_silent(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{640}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Marks that change how a letter is said and not which letter it is.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}'
        | '\u{670}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}
