//! Whom an incident's escalation told and who answered, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use crate::clock::Time;
use crate::fact::{Done, Fact, Slot, Value};
use crate::person::Person;

/// What happened to an escalation.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    /// A step of the level with this severity told these.
    Sent {
        step: u32,
        told: &'a [Person],
        level: u8,
    },
    Unanswered,
    Acknowledged {
        minutes: i64,
    },
}

/// Somebody takes over a rota until then. It is about no incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swapped<'a> {
    pub person: &'a Person,
    pub until: Time,
}

impl Fact for Happened<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Sent { .. } => "page.sent",
            Self::Unanswered => "page.unanswered",
            Self::Acknowledged { .. } => "page.acknowledged",
        })
    }

    fn detail(&self) -> Json {
        match self {
            Self::Sent { step, told, level } => json!({ "step": step, "told": told, "level": level }),
            Self::Unanswered => json!({}),
            Self::Acknowledged { minutes } => json!({ "minutes": minutes }),
        }
    }

    /// A line for each who was told.
    fn told(&self) -> Vec<Done> {
        let to = |person: &Person| Done::new("page-did-tell").with(Slot::Who, Value::Person(person.clone()));
        match self {
            Self::Sent { told, .. } => told.iter().map(to).collect(),
            Self::Unanswered => vec![Done::new("page-did-nobody")],
            Self::Acknowledged { .. } => vec![Done::new("page-did-answer")],
        }
    }
}

impl Fact for Swapped<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed("oncall.swapped")
    }

    fn detail(&self) -> Json {
        json!({ "person": self.person, "until": self.until })
    }

    fn told(&self) -> Vec<Done> {
        Vec::new()
    }
}
