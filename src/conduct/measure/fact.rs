//! What happens to what a team decided about its conduct, as the ledger and the timeline keep it: `hold.begun`, `shut.agreed`.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Kind, Measure, State};
use crate::fact::{Done, Fact, Slot, Value};
use crate::person::Person;

/// Characters of what was decided that a timeline shows.
const SHOWN: usize = 120;

/// What happened to a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Happened {
    Begun,
    Agreed,
    Against,
    /// Enough people agreed.
    Decided,
    Done,
    Lifted,
    Due,
}

/// What happened, and to which.
pub(super) struct About<'a> {
    pub measure: &'a Measure,
    pub happened: Happened,
}

impl Happened {
    fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Agreed => "agreed",
            Self::Against => "against",
            Self::Decided => "decided",
            Self::Done => "done",
            Self::Lifted => "lifted",
            Self::Due => "due",
        }
    }
}

impl About<'_> {
    fn why(&self) -> &str {
        match &self.measure.state {
            State::Over { why, .. } => why,
            _ if self.happened == Happened::Begun => &self.measure.why,
            _ => "",
        }
    }
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Owned(format!("{}.{}", self.measure.kind.name(), self.happened.name()))
    }

    fn detail(&self) -> Json {
        let Measure { id, what, basis, people, due, .. } = self.measure;
        let people: Vec<&Person> = people.iter().map(|(person, _)| person).collect();
        json!({
            "measure": id.to_string(), "what": what, "why": self.why(), "basis": basis, "people": people, "due": due,
        })
    }

    fn told(&self) -> Vec<Done> {
        let Measure { id, what, basis, kind, .. } = self.measure;
        let mut what: String = format!("{id} {what}").trim().chars().take(SHOWN).collect();
        if *kind == Kind::Takedown {
            what = format!("{what} ({basis})");
        }
        let key = format!("measure-did-{}-{}", kind.name(), self.happened.name());
        vec![Done::new(&key).with(Slot::What, Value::Text(what)).because(self.why())]
    }
}
