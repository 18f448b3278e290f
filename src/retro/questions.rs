//! What a survey asks: questions as TOML, in the five languages, for everybody or for some roles and kinds of crisis.

use std::collections::{BTreeMap, BTreeSet};

use commands::{IncidentKind, Role};
use serde::{Deserialize, Serialize};

use crate::words::Locale;

/// The questions that ship with Squall: a short block of scales, the five questions of practice, and one more by role.
const SHIPPED: &str = include_str!("questions.toml");
/// More would not be answered.
const MOST: usize = 20;
/// The longest question, in characters: Discord's limit of a label with its description.
const LONGEST: usize = 140;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Goes with the answers, so that they are found again when the words change.
    pub id: String,
    pub takes: Takes,
    /// By language tag; English is always there.
    pub ask: BTreeMap<String, String>,
    /// Names of roles; everybody when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Names of kinds of crisis; all when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// How much they agree, from 1 to 5.
    Scale,
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    question: Vec<Question>,
}

impl Question {
    pub fn is_for(&self, role: Option<Role>) -> bool {
        self.roles.is_empty() || role.is_some_and(|role| self.roles.iter().any(|name| name == role.name()))
    }

    /// Whether it is asked of some roles only.
    pub fn of_roles(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Whether this answers it.
    pub fn takes(&self, answer: &str) -> bool {
        match self.takes {
            Takes::Scale => scale(answer).is_some(),
            Takes::Text => !answer.is_empty(),
        }
    }

    /// In the person's language, or in English.
    pub fn words(&self, locale: Locale) -> &str {
        self.ask.get(locale.tag()).or_else(|| self.ask.get("en")).map_or(&*self.id, String::as_str)
    }
}

/// From 1 to 5.
pub fn scale(answer: &str) -> Option<u8> {
    answer.parse().ok().filter(|n| (1..=5).contains(n))
}

/// Reads a file of questions; says in one line what is wrong with it, and where.
pub fn read(text: &str) -> Result<Vec<Question>, String> {
    let file: File = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
        format!("line {line}: {}", error.message().lines().next().unwrap_or_default())
    })?;
    let questions = file.question;
    if questions.is_empty() || questions.len() > MOST {
        return Err(format!("{} questions; ask 1 to {MOST}", questions.len()));
    }
    let mut seen = BTreeSet::new();
    for question in &questions {
        let id = &question.id;
        let wrong = |what: String| Err(format!("question {id:?}: {what}"));
        if id.is_empty() || id.len() > 40 || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return wrong("an id has 1 to 40 letters, digits or _".into());
        }
        if !seen.insert(id) {
            return wrong("its id is taken by another one".into());
        }
        if let Some(role) = question.roles.iter().find(|role| Role::named(role).is_none()) {
            return wrong(format!("no role {role:?}; use {}", Role::ALL.map(Role::name).join(", ")));
        }
        if let Some(kind) = question.kinds.iter().find(|kind| IncidentKind::named(kind).is_none()) {
            return wrong(format!("no kind {kind:?}; use {}", IncidentKind::ALL.map(IncidentKind::name).join(", ")));
        }
        if !question.ask.contains_key("en") {
            return wrong("write it in English too: ask.en".into());
        }
        let tags = Locale::ALL.map(Locale::tag);
        if let Some(tag) = question.ask.keys().find(|tag| !tags.contains(&tag.as_str())) {
            return wrong(format!("no language {tag:?}; use {}", tags.join(", ")));
        }
        if question.ask.values().any(|words| words.trim().is_empty() || words.chars().count() > LONGEST) {
            return wrong(format!("a question has 1 to {LONGEST} characters"));
        }
    }
    Ok(questions)
}

/// The questions that ship with Squall.
pub fn shipped() -> Vec<Question> {
    read(SHIPPED).unwrap_or_default()
}

/// Those for an incident of this kind.
pub fn of_kind(questions: &[Question], kind: Option<IncidentKind>) -> Vec<Question> {
    let fits = |question: &&Question| {
        question.kinds.is_empty() || kind.is_some_and(|kind| question.kinds.iter().any(|name| name == kind.name()))
    };
    questions.iter().filter(fits).cloned().collect()
}
