//! A text as the reader sees it: folded characters and tokens over them.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// A longer text is read up to here, so that one mention costs a bounded time.
const LONGEST: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters (and digits) of a script that puts spaces between words.
    Word,
    Number,
    /// A run of a script without spaces: Chinese, Japanese, Thai.
    Unspaced,
    Emoji,
    /// Letters drawn with punctuation: `:-)`.
    Emoticon,
    /// A run of `!` and `?`, or dots.
    Mark,
    /// Other punctuation that ends a clause.
    Stop,
    Link,
    Handle,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    from: u32,
    to: u32,
}

/// A text, folded: lower case, without the accents of Latin and Greek letters, without invisible characters, and no
/// letter more than twice in a row (`soooo` is `soo`).
pub struct Text<'t> {
    raw: &'t str,
    chars: Vec<char>,
    /// Where each folded character starts in `raw`, and one more for the end.
    starts: Vec<u32>,
    pub tokens: Vec<Token>,
}

impl<'t> Text<'t> {
    pub fn new(raw: &'t str) -> Self {
        let mut text = Self { raw, chars: Vec::new(), starts: Vec::new(), tokens: Vec::new() };
        text.fold();
        text.tokenise();
        text
    }

    /// In folded characters.
    pub fn length(&self) -> usize {
        self.chars.len()
    }

    pub fn folded(&self, token: Token) -> &[char] {
        self.chars.get(token.from as usize..token.to as usize).unwrap_or_default()
    }

    pub fn raw(&self, token: Token) -> &'t str {
        self.raw_slice(token, 0, (token.to - token.from) as usize)
    }

    /// The part of a token between two of its folded characters, as it was written.
    pub fn raw_slice(&self, token: Token, from: usize, to: usize) -> &'t str {
        let start = |index: usize| self.starts.get(token.from as usize + index).map_or(0, |&start| start as usize);
        self.raw.get(start(from)..start(to)).unwrap_or_default().trim()
    }

    fn fold(&mut self) {
        let guess = self.raw.len().min(LONGEST);
        self.chars.reserve(guess);
        self.starts.reserve(guess + 1);
        let mut end = self.raw.len();
        for (at, c) in self.raw.char_indices() {
            if self.chars.len() == LONGEST {
                end = at;
                break;
            }
            let folded = fold_char(c);
            if folded == '\0' {
                // A breve that came on its own makes a letter of its own.
                if let ('\u{306}', Some(last @ 'и')) = (c, self.chars.last_mut()) {
                    *last = 'й';
                }
                continue;
            }
            if let [.., a, b] = self.chars[..]
                && a == folded
                && b == folded
                && folded.is_alphabetic()
            {
                continue;
            }
            self.chars.push(folded);
            self.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        self.starts.push(u32::try_from(end).unwrap_or(u32::MAX));
    }

    fn tokenise(&mut self) {
        let mut at = 0;
        while let Some(&first) = self.chars.get(at) {
            let rest = &self.chars[at..];
            let starts = at == 0 || !is_word(self.chars[at - 1]);
            let (kind, length) = match first {
                _ if first.is_whitespace() => (None, 1),
                'h' | 'w' if starts && link(rest) => (Some(Kind::Link), until_space(rest)),
                '@' if rest.get(1).is_some_and(|&c| is_word(c)) => {
                    (Some(Kind::Handle), 1 + run(&rest[1..], |c| is_word(c) || c == '_'))
                }
                ':' | ';' | '=' | '<' | '^' | '(' if starts && emoticon(rest) => {
                    (Some(Kind::Emoticon), until_space(rest))
                }
                _ if is_unspaced(first) => (Some(Kind::Unspaced), run(rest, is_unspaced)),
                _ if first.is_numeric() && number(rest) => (Some(Kind::Number), run(rest, is_number)),
                _ if is_word(first) => (Some(Kind::Word), word(rest)),
                '!' | '?' | '…' => (Some(Kind::Mark), run(rest, |c| matches!(c, '!' | '?' | '…'))),
                '.' if rest.get(1) == Some(&'.') => (Some(Kind::Mark), run(rest, |c| c == '.')),
                '.' | ',' | ';' | ':' | '。' | '、' | '·' | '\u{37e}' => (Some(Kind::Stop), 1),
                _ if is_emoji(first) => (Some(Kind::Emoji), 1),
                _ => (None, 1),
            };
            if let (Some(kind), Ok(from), Ok(to)) = (kind, u32::try_from(at), u32::try_from(at + length)) {
                self.tokens.push(Token { kind, from, to });
            }
            at += length.max(1);
        }
    }
}

fn run(chars: &[char], belongs: impl Fn(char) -> bool) -> usize {
    chars.iter().position(|&c| !belongs(c)).unwrap_or(chars.len())
}

fn until_space(chars: &[char]) -> usize {
    run(chars, |c| !c.is_whitespace())
}

fn link(rest: &[char]) -> bool {
    let head: String = rest.iter().take(8).collect();
    // Collections of texts often leave a bare `http` where a link was.
    head.starts_with("http://")
        || head.starts_with("https://")
        || head.starts_with("ww.")
        || (head.starts_with("http") && rest.get(4).is_none_or(|c| c.is_whitespace()))
}

/// Two to four characters between spaces, mostly punctuation.
fn emoticon(rest: &[char]) -> bool {
    let length = until_space(rest);
    (2..=4).contains(&length)
        && rest[..length].iter().filter(|c| c.is_alphanumeric()).count() <= 1
        && !rest[..length].iter().all(|&c| c == '(' || c == ':')
}

fn number(rest: &[char]) -> bool {
    rest[..run(rest, is_word)].iter().all(|c| c.is_numeric())
}

fn is_number(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | '%' | ':')
}

/// A word with the apostrophes that English keeps inside (`don't`), not those that join words (`l'amore`).
fn word(rest: &[char]) -> usize {
    let spaced = |c| is_word(c) && !is_unspaced(c);
    let length = run(rest, spaced);
    if rest.get(length) == Some(&'\'') {
        let tail = run(&rest[length + 1..], spaced);
        if matches!(rest[length + 1..length + 1 + tail], ['t' | 's' | 'm' | 'd'] | ['r' | 'v', 'e'] | ['l', 'l']) {
            return length + 1 + tail;
        }
    }
    length
}

/// Letters and digits, and the vowel signs of South Asian scripts.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{900}'..='\u{963}' | '\u{980}'..='\u{DFF}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}')
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '々' | '〇')
}

pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

fn is_unspaced(c: char) -> bool {
    is_han(c)
        || is_kana(c)
        || matches!(c, '\u{E00}'..='\u{E4E}' | '\u{E80}'..='\u{ECD}' | '\u{1000}'..='\u{103F}' | '\u{1780}'..='\u{17D3}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}')
}

/// Folds one character; `\0` is one to leave out.
pub fn fold_char(c: char) -> char {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| (0..0x2000).map(fold_slowly).collect());
    match c {
        'a'..='z' | '0'..='9' | ' ' => c,
        '\u{0}'..='\u{1FFF}' => TABLE.get(c as usize).copied().unwrap_or(c),
        '’' | '‘' | '＇' => '\'',
        '“' | '”' | '„' => '"',
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' => '\0',
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}' => '\0',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map_or(c, fold_char),
        '\u{3000}' => ' ',
        _ => c,
    }
}

fn fold_slowly(code: u32) -> char {
    let Some(c) = char::from_u32(code) else { return '\0' };
    match c {
        '\u{0}' => return ' ',
        '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{61C}' => return '\0',
        'ς' => return 'σ',
        'ё' | 'Ё' => return 'е',
        'ß' => return 's',
        'ı' | 'İ' => return 'i',
        _ => {}
    }
    let lower = c.to_lowercase().next().unwrap_or(c);
    // Only Latin and Greek letters lose their marks: in Cyrillic a mark makes another letter.
    if !matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{3FF}' | '\u{1E00}'..='\u{1FFF}') {
        return lower;
    }
    let mut base = None;
    decompose_canonical(lower, |part| {
        base.get_or_insert(part);
    });
    match base.unwrap_or(lower) {
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ς' => 'σ',
        folded => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<(Kind, String)> {
        let text = Text::new(text);
        text.tokens.iter().map(|&token| (token.kind, text.folded(token).iter().collect())).collect()
    }

    #[test]
    fn a_text_is_cut_where_its_script_cuts_it() {
        assert_eq!(
            tokens("Sooooo BAD, don't l'amore @Brand_1 https://a.example/x 3.5% :-( 今天壞了!!"),
            [
                (Kind::Word, "soo"),
                (Kind::Word, "bad"),
                (Kind::Stop, ","),
                (Kind::Word, "don't"),
                (Kind::Word, "l"),
                (Kind::Word, "amore"),
                (Kind::Handle, "@brand_1"),
                (Kind::Link, "https://a.example/x"),
                (Kind::Number, "3.5%"),
                (Kind::Emoticon, ":-("),
                (Kind::Unspaced, "今天壞了"),
                (Kind::Mark, "!!"),
            ]
            .map(|(kind, text)| (kind, text.to_owned()))
        );
    }

    #[test]
    fn accents_and_invisible_characters_fold_away_but_cyrillic_letters_stay_themselves() {
        let words: Vec<_> =
            tokens("ΑΊΣΧΟΣ αίσχος perché ma\u{200b}d Ｂａｄ й и\u{306} ＡＢＣ").into_iter().map(|t| t.1).collect();
        assert_eq!(words, ["αισχοσ", "αισχοσ", "perche", "mad", "bad", "й", "й", "abc"]);
    }

    #[test]
    fn what_is_shown_is_what_was_written() {
        let text = Text::new("Che SCHIFOOOOO!");
        assert_eq!(text.raw(text.tokens[1]), "SCHIFOOOOO");
    }
}
