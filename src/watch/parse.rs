//! From a typed query to its parts: a lexer of words and a precedence climber above it.

use std::ops::Range;

use super::error::{Problem, QueryError};
use super::fold::fold;
use super::query::{Expr, Field, Language, Term};

const LONGEST: usize = 2_000;
const DEEPEST: usize = 20;
const FARTHEST: usize = 50;
const FIELDS: &[&str] = &["lang", "source", "platform", "author"];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'q> {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(&'q str),
    /// A bare word with whatever is attached to it.
    Word(&'q str),
    Phrase(&'q str),
    /// `name:` and its value.
    Field(&'q str, &'q str),
}

type Spanned<'q> = (Token<'q>, Range<usize>);

fn wrong<T>(span: Range<usize>, problem: Problem) -> Result<T, QueryError> {
    Err(QueryError { span, problem })
}

pub(super) fn parse(query: &str) -> Result<Expr, QueryError> {
    if let Some((cut, _)) = query.char_indices().nth(LONGEST) {
        return wrong(cut..query.len(), Problem::TooLong);
    }
    let tokens = lex(query)?;
    if tokens.is_empty() {
        return wrong(0..query.len(), Problem::Empty);
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let root = parser.or()?;
    if let Some((_, span)) = parser.tokens.get(parser.at) {
        return wrong(span.clone(), Problem::CloseParenthesis);
    }
    let whole = tokens.first().map_or(0, |t| t.1.start)..tokens.last().map_or(0, |t| t.1.end);
    if root.is_positive() { Ok(root) } else { wrong(whole, Problem::OnlyNot) }
}

/// The quote that closes this one. `'` opens only as a word's first sign, where it is not an apostrophe.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some(&['"', '“', '”', '„', '‟', '＂']),
        '«' | '»' => Some(&['«', '»']),
        '「' | '『' => Some(&['」', '』']),
        '\'' | '‘' | '‚' => Some(&['\'', '’', '‘']),
        _ => None,
    }
}

fn lex(query: &str) -> Result<Vec<Spanned<'_>>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = query.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        let rest = query.get(next..).unwrap_or_default();
        let glued = rest.chars().next().is_some_and(|c| !c.is_whitespace());
        let (token, end) = match c {
            _ if c.is_whitespace() => {
                at = next;
                continue;
            }
            '(' | '（' => (Token::Open, next),
            ')' | '）' => (Token::Close, next),
            '|' => (Token::Or, next + rest.len() - rest.trim_start_matches('|').len()),
            '-' | '−' | '–' if glued => (Token::Not, next),
            _ => match closing(c) {
                Some(closers) => quoted(query, at, next, closers)?,
                None => word(query, at)?,
            },
        };
        tokens.push((token, at..end));
        at = end;
    }
    Ok(tokens)
}

fn quoted<'q>(query: &'q str, at: usize, next: usize, closers: &[char]) -> Result<(Token<'q>, usize), QueryError> {
    let rest = query.get(next..).unwrap_or_default();
    match rest.char_indices().find(|(_, c)| closers.contains(c)) {
        Some((length, c)) => Ok((Token::Phrase(rest.get(..length).unwrap_or_default()), next + length + c.len_utf8())),
        None => wrong(at..query.len(), Problem::OpenQuote),
    }
}

fn word(query: &str, at: usize) -> Result<(Token<'_>, usize), QueryError> {
    let rest = query.get(at..).unwrap_or_default();
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | ')' | '（' | '）' | '|' | '"' | '“' | '”' | '„' | '«' | '»' | '「' | '『')
    };
    let length = rest.find(ends).unwrap_or(rest.len());
    let typed = rest.get(..length).unwrap_or_default();
    let token = match typed {
        "AND" | "&&" | "&" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        _ if typed == "NEAR" => Token::Near(""),
        _ => match (typed.strip_prefix("NEAR/"), typed.split_once(':')) {
            (Some(words), _) => Token::Near(words),
            (None, Some((name, value)))
                if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()) && !value.starts_with("//") =>
            {
                let from = at + name.len() + 1;
                let opens = rest.get(name.len() + 1..).and_then(|value| value.chars().next());
                if let (true, Some((open, closers))) = (value.is_empty(), opens.and_then(|c| Some((c, closing(c)?)))) {
                    let (token, end) = quoted(query, from, from + open.len_utf8(), closers)?;
                    let value = if let Token::Phrase(value) = token { value } else { "" };
                    return Ok((Token::Field(name, value), end));
                }
                Token::Field(name, value)
            }
            _ => Token::Word(typed),
        },
    };
    Ok((token, at + length))
}

struct Parser<'t, 'q> {
    tokens: &'t [Spanned<'q>],
    at: usize,
    depth: usize,
}

impl<'t, 'q> Parser<'t, 'q> {
    fn peek(&self) -> Option<&'t Token<'q>> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn take(&mut self) -> Option<&'t Spanned<'q>> {
        let taken = self.tokens.get(self.at);
        self.at += 1;
        taken
    }

    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.and()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.and()?);
        }
        Ok(Expr::joined(parts, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.near()?];
        loop {
            match self.peek() {
                Some(Token::And) => self.at += 1,
                None | Some(Token::Or | Token::Close) => return Ok(Expr::joined(parts, Expr::And)),
                Some(_) => {}
            }
            parts.push(self.near()?);
        }
    }

    fn near(&mut self) -> Result<Expr, QueryError> {
        let from = self.at;
        let left = self.not()?;
        let Some(Token::Near(typed)) = self.peek() else { return Ok(left) };
        let operator = self.tokens.get(self.at).map_or(0..0, |(_, span)| span.clone());
        let words = match typed.parse::<usize>() {
            Ok(words @ 1..=FARTHEST) => words,
            _ => return wrong(operator, Problem::NearRange),
        };
        let left = terms(left, self.span(from))?;
        self.at += 1;
        let from = self.at;
        let right = self.not()?;
        let right = terms(right, self.span(from))?;
        match self.tokens.get(self.at) {
            Some((Token::Near(_), span)) => wrong(span.clone(), Problem::NearOperand),
            _ => Ok(Expr::Near { words, left, right }),
        }
    }

    /// The bytes from the token `from` up to here.
    fn span(&self, from: usize) -> Range<usize> {
        let tokens = self.tokens.get(from..self.at).unwrap_or_default();
        tokens.first().map_or(0, |t| t.1.start)..tokens.last().map_or(0, |t| t.1.end)
    }

    fn not(&mut self) -> Result<Expr, QueryError> {
        if self.peek() != Some(&Token::Not) {
            return self.primary();
        }
        self.deeper(|parser| {
            Ok(match parser.not()? {
                Expr::Not(inner) => *inner,
                inner => Expr::Not(Box::new(inner)),
            })
        })
    }

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Result<Expr, QueryError>) -> Result<Expr, QueryError> {
        let span = self.tokens.get(self.at).map_or(0..0, |(_, span)| span.clone());
        if self.depth == DEEPEST {
            return wrong(span, Problem::TooDeep);
        }
        self.at += 1;
        self.depth += 1;
        let expr = inner(self);
        self.depth -= 1;
        expr
    }

    fn primary(&mut self) -> Result<Expr, QueryError> {
        let Some((token, span)) = self.tokens.get(self.at) else {
            return self.dangling(self.at.saturating_sub(1));
        };
        match token {
            Token::Open => {
                let expr = self.deeper(Self::or)?;
                match self.take() {
                    Some((Token::Close, _)) => Ok(expr),
                    _ => wrong(span.clone(), Problem::OpenParenthesis),
                }
            }
            Token::Word(typed) | Token::Phrase(typed) => {
                self.at += 1;
                term(typed, span.clone()).map(Expr::Term)
            }
            Token::Field(name, value) => {
                self.at += 1;
                field(name, value, span.clone()).map(Expr::Field)
            }
            Token::Close | Token::And | Token::Or | Token::Not | Token::Near(_) => self.dangling(self.at),
        }
    }

    /// Something is missing beside the token at `at`.
    fn dangling<T>(&self, at: usize) -> Result<T, QueryError> {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        match (self.tokens.get(at), before) {
            (Some((Token::Open, span)), _) => wrong(span.clone(), Problem::OpenParenthesis),
            (Some((Token::Close, close)), Some((Token::Open, open))) => wrong(open.start..close.end, Problem::Empty),
            (Some((Token::Close, span)), None) => wrong(span.clone(), Problem::CloseParenthesis),
            (Some((Token::Close, _)), Some((token, span))) | (Some((token, span)), _) => {
                let operator = match token {
                    Token::And => "AND",
                    Token::Or => "OR",
                    Token::Near(_) => "NEAR",
                    _ => "NOT",
                };
                wrong(span.clone(), Problem::Dangling { operator: operator.to_owned() })
            }
            (None, _) => wrong(0..0, Problem::Empty),
        }
    }
}

/// What may stand beside NEAR: a term, or terms joined by OR.
fn terms(expr: Expr, span: Range<usize>) -> Result<Vec<Term>, QueryError> {
    let parts = match expr {
        Expr::Or(parts) => parts,
        one => vec![one],
    };
    parts
        .into_iter()
        .map(|part| if let Expr::Term(term) = part { Ok(term) } else { wrong(span.clone(), Problem::NearOperand) })
        .collect()
}

fn term(typed: &str, span: Range<usize>) -> Result<Term, QueryError> {
    let (stem, prefix) = typed.strip_suffix('*').map_or((typed, false), |stem| (stem, true));
    if stem.contains('*') || (prefix && !stem.ends_with(|c: char| c.is_alphanumeric() || c == '_')) {
        return wrong(span, Problem::Wildcard);
    }
    let folded = fold(stem);
    if folded.text().is_empty() {
        return wrong(span, Problem::NothingToHear);
    }
    // A beginning of one letter would hear nearly everything; one ideograph is a word.
    if prefix && folded.text().len() < 2 {
        return wrong(span, Problem::Wildcard);
    }
    Ok(Term { text: folded.text().to_owned(), sigil: folded.sigil_at(0), prefix })
}

fn field(name: &str, value: &str, span: Range<usize>) -> Result<Field, QueryError> {
    let lower = name.to_ascii_lowercase();
    let Some(known) = FIELDS.iter().find(|known| **known == lower) else {
        let meant = closest(&lower, FIELDS);
        return wrong(span.start..span.start + name.len(), Problem::UnknownField { name: name.to_owned(), meant });
    };
    let value: String = value.trim().chars().filter(|c| !c.is_control() && *c != '"').collect();
    if value.is_empty() {
        return wrong(span, Problem::NoValue { name: (*known).to_owned() });
    }
    Ok(match *known {
        "lang" => match Language::from_tag(&value) {
            Some(language) => Field::Lang(language),
            None => return wrong(span, Problem::UnknownLanguage { meant: meant_language(&value), tag: value }),
        },
        "source" => Field::Source(value.to_lowercase()),
        "platform" => Field::Platform(value.to_lowercase()),
        _ => match fold(value.trim_start_matches('@')).text() {
            "" => return wrong(span, Problem::NothingToHear),
            handle => Field::Author(handle.to_owned()),
        },
    })
}

/// The one of `known` that `typed` probably means.
pub(super) fn closest<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let scored = known.iter().map(|known| (strsim::normalized_damerau_levenshtein(typed, known), *known));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score >= 0.5).map(|(_, known)| known)
}

/// Tags and names that people write instead of ours.
fn meant_language(typed: &str) -> Option<&'static str> {
    let lower = typed.to_lowercase();
    Some(match lower.as_str() {
        "zh-tw" | "zh-hk" | "zh-mo" | "tw" | "cht" | "中文" => "zh-Hant",
        "zh-cn" | "zh-sg" | "cn" | "chs" | "chinese" => "zh-Hans",
        "gr" | "greek" | "ell" => "el",
        "english" | "eng" | "uk-en" => "en",
        "italian" | "ita" => "it",
        "bulgarian" | "bul" => "bg",
        "jp" | "japanese" => "ja",
        "kr" | "korean" => "ko",
        "ua" => "uk",
        _ => return lower.split_once(['-', '_']).and_then(|(main, _)| Language::from_tag(main)).map(Language::tag),
    })
}
