//! The query language: what a watch listens for.
//!
//! ```text
//! acme  "acme bank"  acm*  #acme  @acme  $ACME      words, phrases, beginnings, tags, handles, tickers
//! a b   a AND b   a OR b   a | b   NOT a   -a  (…)  NOT binds first, then NEAR, AND, OR
//! a NEAR/5 (b OR c)                                 within five words of each other, either order
//! lang:el  source:import  platform:x  author:anna   about the mention, not in its words
//! ```

use std::fmt;
use std::str::FromStr;

use super::fold::Sigil;
use super::{QueryError, parse};
use crate::reading::Lang;

/// A query that parses and can't match everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Expr);

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Expr {
    Term(Term),
    Field(Field),
    /// One of the left within `words` of one of the right; neighbours are one apart.
    Near {
        words: usize,
        left: Vec<Term>,
        right: Vec<Term>,
    },
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
}

/// A word or a phrase, folded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Term {
    pub text: String,
    /// Only when the first word carries this sign.
    pub sigil: Option<Sigil>,
    /// Whether the last word may go on.
    pub prefix: bool,
}

/// A condition on the mention itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Lang(Language),
    Source(String),
    Platform(String),
    Author(String),
}

/// A language as people ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// `zh`: traditional and simplified.
    Chinese,
    One(Lang),
}

impl Query {
    /// Reads a query. The error marks the place and suggests a way out.
    pub fn parse(query: &str) -> Result<Self, QueryError> {
        parse::parse(query).map(Self)
    }

    pub(crate) fn root(&self) -> &Expr {
        &self.0
    }
}

impl Expr {
    /// Whether this can only be true because of something that was said, and not merely left unsaid.
    pub fn is_positive(&self) -> bool {
        match self {
            Self::Term(_) | Self::Field(_) | Self::Near { .. } => true,
            Self::Not(_) => false,
            Self::And(parts) => parts.iter().any(Self::is_positive),
            Self::Or(parts) => parts.iter().all(Self::is_positive),
        }
    }

    /// Joins parts of the same kind into one, and a single part into itself.
    pub fn joined(parts: Vec<Self>, wrap: fn(Vec<Self>) -> Self) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        let and = matches!(wrap(Vec::new()), Self::And(_));
        for part in parts {
            match part {
                Self::And(inner) if and => flat.extend(inner),
                Self::Or(inner) if !and => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            1 => flat.swap_remove(0),
            _ => wrap(flat),
        }
    }
}

impl Language {
    /// The languages that a tag asks for. None for a tag that is not known.
    pub fn from_tag(tag: &str) -> Option<Self> {
        if tag.eq_ignore_ascii_case("zh") {
            return Some(Self::Chinese);
        }
        let lang = Lang::from_tag(tag);
        (lang != Lang::UND || tag.eq_ignore_ascii_case("und")).then_some(Self::One(lang))
    }

    pub fn has(self, lang: Lang) -> bool {
        match self {
            Self::Chinese => lang.tag().starts_with("zh"),
            Self::One(one) => one.wants(lang),
        }
    }

    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::One(lang) => lang.tag(),
        }
    }
}

impl FromStr for Query {
    type Err = QueryError;

    fn from_str(query: &str) -> Result<Self, QueryError> {
        Self::parse(query)
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_expr(f, &self.0, 0)
    }
}

/// Writes a part, in parentheses when what stands around it (`outer`) binds tighter.
fn write_expr(f: &mut fmt::Formatter<'_>, expr: &Expr, outer: u8) -> fmt::Result {
    let (binds, between, parts) = match expr {
        Expr::Or(parts) => (1, " OR ", parts),
        Expr::And(parts) => (2, " ", parts),
        Expr::Not(inner) => {
            f.write_str("NOT ")?;
            return write_expr(f, inner, 3);
        }
        Expr::Near { words, left, right } => {
            write_near(f, *words, left, right, outer >= 3)?;
            return Ok(());
        }
        Expr::Term(term) => return write!(f, "{term}"),
        Expr::Field(field) => return write!(f, "{field}"),
    };
    if outer >= binds {
        f.write_str("(")?;
    }
    for (n, part) in parts.iter().enumerate() {
        if n > 0 {
            f.write_str(between)?;
        }
        write_expr(f, part, binds)?;
    }
    if outer >= binds { f.write_str(")") } else { Ok(()) }
}

fn write_near(f: &mut fmt::Formatter<'_>, words: usize, left: &[Term], right: &[Term], wrapped: bool) -> fmt::Result {
    let side = |terms: &[Term]| {
        let list = terms.iter().map(Term::to_string).collect::<Vec<_>>().join(" OR ");
        if terms.len() == 1 { list } else { format!("({list})") }
    };
    let near = format!("{} NEAR/{words} {}", side(left), side(right));
    if wrapped { write!(f, "({near})") } else { f.write_str(&near) }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = self.sigil.map(|sigil| sigil.sign().to_string()).unwrap_or_default();
        let star = if self.prefix { "*" } else { "" };
        let quote = if self.text.contains(' ') { "\"" } else { "" };
        write!(f, "{quote}{sign}{}{star}{quote}", self.text)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lang(language) => write!(f, "lang:{}", language.tag()),
            Self::Source(value) => write!(f, "source:\"{value}\""),
            Self::Platform(value) => write!(f, "platform:\"{value}\""),
            Self::Author(value) => write!(f, "author:\"{value}\""),
        }
    }
}
