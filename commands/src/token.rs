//! Cuts what a person typed into words, keeping quoted runs together and remembering where each stood, so that a query
//! can be handed on exactly as typed.

use std::ops::Range;

/// A word, or a quoted run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// As typed, with quotes.
    pub raw: &'a str,
    /// Where it stands in the line, in bytes.
    pub at: Range<usize>,
}

impl<'a> Token<'a> {
    /// What is meant: the inside, when the whole word is one quoted run.
    pub fn text(&self) -> &'a str {
        unquote(self.raw)
    }

    /// Whether the whole word is one quoted run.
    pub fn quoted(&self) -> bool {
        self.text().len() != self.raw.len()
    }
}

/// The words of a line. Any white space separates (no-break and ideographic spaces too), except between quotes.
pub(crate) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = line[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let end = word_end(line, start);
        found.push(Token { raw: &line[start..end], at: start..end });
        at = end;
    }
    found
}

/// The inside of a quoted run, or the text itself.
pub(crate) fn unquote(raw: &str) -> &str {
    match raw.chars().next().and_then(|open| closing(raw, 0, open, None)) {
        Some(inside) if inside.end + last_len(&raw[inside.end..]) == raw.len() => raw[inside].trim(),
        _ => raw,
    }
}

fn last_len(rest: &str) -> usize {
    rest.chars().next().map_or(0, char::len_utf8)
}

/// Where the word that starts here ends. Quotes may stand inside it: `--name="a b"`, `("a b"`.
fn word_end(line: &str, start: usize) -> usize {
    let mut at = start;
    let mut before = None;
    while let Some(c) = line[at..].chars().next() {
        if c.is_whitespace() {
            break;
        }
        if let Some(inside) = closing(line, at, c, before) {
            at = inside.end + last_len(&line[inside.end..]);
            before = Some('"');
            continue;
        }
        before = Some(c);
        at += c.len_utf8();
    }
    at
}

/// When `open` at `at` opens a quotation that is also closed, the span of its inside. A quotation that never ends is
/// no quotation, and an apostrophe within a word is none either.
fn closing(line: &str, at: usize, open: char, before: Option<char>) -> Option<Range<usize>> {
    let within_word = before.is_some_and(char::is_alphanumeric);
    let closers: &[char] = match open {
        '"' | '＂' if !within_word => &['"', '＂', '”'],
        '\'' if !within_word => &['\'', '’'],
        '‘' if !within_word => &['’', '\''],
        '‚' => &['‘', '’'],
        '“' | '„' | '‟' => &['”', '“', '"'],
        '”' if !within_word => &['”'],
        '«' => &['»'],
        '»' if !within_word => &['«', '»'],
        '‹' => &['›'],
        '「' | '｢' => &['」', '｣'],
        '『' => &['』'],
        '《' => &['》'],
        '〝' => &['〞', '〟'],
        _ => return None,
    };
    let apostrophe = matches!(open, '\'' | '‘' | '‚');
    let inside = at + open.len_utf8();
    line[inside..].char_indices().find_map(|(offset, c)| {
        let after = line[inside + offset + c.len_utf8()..].chars().next();
        let ends = closers.contains(&c) && !(apostrophe && after.is_some_and(char::is_alphanumeric));
        (ends && offset > 0).then_some(inside..inside + offset)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        tokens(line).iter().map(Token::text).collect()
    }

    #[test]
    fn quotes_of_every_keyboard_hold_words_together() {
        for line in [
            "a \"b c\" d",
            "a “b c” d",
            "a „b c“ d",
            "a „b c” d",
            "a « b c » d",
            "a »b c« d",
            "a 「b c」 d",
            "a 『b c』 d",
            "a ＂b c＂ d",
            "a 'b c' d",
            "a ‘b c’ d",
            "a ‚b c‘ d",
            "a ”b c” d",
            "a “b c\" d",
        ] {
            assert_eq!(texts(line), ["a", "b c", "d"], "{line}");
        }
    }

    #[test]
    fn an_apostrophe_or_an_open_quote_holds_nothing() {
        assert_eq!(texts("don't stop 'til it's done"), ["don't", "stop", "'til", "it's", "done"]);
        assert_eq!(texts("a \"b c"), ["a", "\"b", "c"]);
        assert_eq!(texts("a 55\" tv \"x"), ["a", "55\"", "tv", "\"x"]);
    }

    #[test]
    fn every_white_space_separates() {
        assert_eq!(texts("\u{a0}a\u{3000}b\tc\nd "), ["a", "b", "c", "d"]);
    }

    #[test]
    fn the_place_and_the_quotes_are_kept() {
        let line = "x (\"a b\" OR c) --n=\"d e\"";
        let raw: Vec<_> = tokens(line).into_iter().map(|token| token.raw).collect();
        assert_eq!(raw, ["x", "(\"a b\"", "OR", "c)", "--n=\"d e\""]);
        assert!(tokens(line).iter().all(|token| &line[token.at.clone()] == token.raw));
    }
}
