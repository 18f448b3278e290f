//! A fact is written once: by whom, about what, when. The ledger keeps it, and the timeline of its incident tells it; whoever
//! reads either reads the same.

mod store;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::IncidentId;
use crate::person::{Actor, Person};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// Something that happened in a feature.
pub trait Fact {
    /// As the ledger names it: `statement.drafted`.
    fn action(&self) -> Cow<'static, str>;
    /// The rest of it, for the ledger.
    fn detail(&self) -> serde_json::Value;
    /// How a timeline tells it, mostly in one line; none of what no timeline keeps.
    fn told(&self) -> Vec<Done>;
}

/// What a fact is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// As the ledger names it: `S-7`.
    pub id: String,
    /// In whose timeline it stands.
    pub incident: Option<IncidentId>,
}

/// Writes it down.
pub async fn write(tx: &mut Tx, subject: &Subject, actor: &Actor, fact: &impl Fact, now: Time) -> Result<()> {
    let (action, detail) = (fact.action(), fact.detail().to_string());
    let entry = Entry { at: now, actor, action: &action, subject: &subject.id, detail: &detail };
    ledger::append(tx, &entry).await?;
    if let Some(incident) = subject.incident {
        for done in fact.told() {
            store::tell(tx, incident, actor, &done, now).await?;
        }
    }
    Ok(())
}

/// Something that was done, told to each reader in their language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// A sentence of the words files.
    pub key: String,
    /// The values that the sentence names.
    #[serde(default)]
    pub values: Vec<(Slot, Value)>,
    /// In a person's words; empty when nobody said.
    #[serde(skip)]
    pub why: String,
}

/// The name of a value in the sentence: `{ $from }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    What,
    Who,
    From,
    To,
    Count,
}

/// A value of the sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A word of the words files, by its key.
    Word(String),
    /// A value of the command language by its stored name: a role, a kind of crisis, a phase.
    Label(String),
    /// Somebody's own words.
    Text(String),
    Person(Person),
    Time(Time),
    /// The sentence may write it as `{ $countText }` and choose its plural by `{ $count }`.
    Number(u64),
}

impl Subject {
    /// Of an incident itself.
    pub fn of(incident: IncidentId) -> Self {
        Self { id: incident.to_string(), incident: Some(incident) }
    }
}

impl Done {
    /// The sentence of this key, without values.
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }

    #[must_use]
    pub fn with(mut self, slot: Slot, value: Value) -> Self {
        self.values.push((slot, value));
        self
    }

    #[must_use]
    pub fn because(self, why: &str) -> Self {
        Self { why: why.trim().to_owned(), ..self }
    }
}

impl Slot {
    /// As the sentences name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::Who => "who",
            Self::From => "from",
            Self::To => "to",
            Self::Count => "count",
        }
    }
}
