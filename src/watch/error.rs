//! What is wrong with a query, where, and the way out.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::words::{self, Args, Locale};

/// A query that can't be used. Its author must change it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bytes {}..{}: {}", .span.start, .span.end, .problem.key())]
pub struct QueryError {
    /// The bytes of the query that are wrong.
    pub span: Range<usize>,
    pub problem: Problem,
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    Empty,
    TooLong,
    TooDeep,
    /// It would match everything that does not say the word.
    OnlyNot,
    /// An operator without something on one side.
    Dangling {
        operator: String,
    },
    OpenParenthesis,
    CloseParenthesis,
    OpenQuote,
    /// Nothing in it is a letter or a digit.
    NothingToHear,
    Wildcard,
    NearRange,
    NearOperand,
    UnknownField {
        name: String,
        meant: Option<&'static str>,
    },
    NoValue {
        name: String,
    },
    UnknownLanguage {
        tag: String,
        meant: Option<&'static str>,
    },
}

/// How much of a long query is shown around the place.
const SHOWN: usize = 60;

impl Problem {
    fn key(&self) -> &'static str {
        match self {
            Self::Empty => "watch-query-empty",
            Self::TooLong => "watch-query-too-long",
            Self::TooDeep => "watch-query-too-deep",
            Self::OnlyNot => "watch-query-only-not",
            Self::Dangling { .. } => "watch-query-dangling",
            Self::OpenParenthesis => "watch-query-open-parenthesis",
            Self::CloseParenthesis => "watch-query-close-parenthesis",
            Self::OpenQuote => "watch-query-open-quote",
            Self::NothingToHear => "watch-query-nothing",
            Self::Wildcard => "watch-query-wildcard",
            Self::NearRange => "watch-query-near-range",
            Self::NearOperand => "watch-query-near-operand",
            Self::UnknownField { meant: Some(_), .. } => "watch-query-field-meant",
            Self::UnknownField { .. } => "watch-query-field",
            Self::NoValue { .. } => "watch-query-no-value",
            Self::UnknownLanguage { meant: Some(_), .. } => "watch-query-language-meant",
            Self::UnknownLanguage { .. } => "watch-query-language",
        }
    }

    fn args(&self) -> Args {
        match self {
            Self::Dangling { operator } => Args::new().text("operator", operator.clone()),
            Self::UnknownField { name, meant } => {
                Args::new().text("name", name.clone()).text("meant", meant.unwrap_or_default())
            }
            Self::NoValue { name } => Args::new().text("name", name.clone()),
            Self::UnknownLanguage { tag, meant } => {
                Args::new().text("name", tag.clone()).text("meant", meant.unwrap_or_default())
            }
            _ => Args::new(),
        }
    }
}

impl QueryError {
    /// The sentence: what is wrong and what to do instead.
    pub fn sentence(&self, locale: Locale) -> String {
        words::say(locale, self.problem.key(), &self.problem.args())
    }

    /// The query with a caret line under the place. Columns are display widths; long queries are cut around it.
    pub fn mark(&self, query: &str) -> String {
        let line: String =
            query.chars().map(|c| if c.is_whitespace() || c.width().is_none() { ' ' } else { c }).collect();
        // Replacing a character may change its length in bytes, so the place is counted in characters.
        let start = query.get(..self.span.start).map_or(0, |before| before.chars().count());
        let length = query.get(self.span.clone()).map_or(1, |place| place.chars().count());
        let skipped = start.saturating_sub(SHOWN / 2);
        let left = if skipped > 0 { "…" } else { "" };
        let before: String = line.chars().skip(skipped).take(start - skipped).collect();
        let place: String = line.chars().skip(start).take(length.min(SHOWN)).collect();
        let after: String = line.chars().skip(start + length.min(SHOWN)).take(SHOWN / 2).collect();
        let right = if line.chars().count() > start + length.min(SHOWN) + SHOWN / 2 { "…" } else { "" };
        let indent = " ".repeat(left.width() + before.width());
        format!("{left}{before}{place}{after}{right}\n{indent}{}", "^".repeat(place.width().max(1)))
    }

    /// The marked query and the sentence, for a terminal or a code block.
    pub fn say(&self, locale: Locale, query: &str) -> String {
        format!("{}\n{}", self.mark(query), self.sentence(locale))
    }

    /// [`QueryError::say`] in English, for logs and the binary.
    pub fn render(&self, query: &str) -> String {
        self.say(Locale::En, query)
    }
}
