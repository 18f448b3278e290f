//! What happens to a debrief, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Debrief, State};
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Slot, Subject, Value};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};

/// What happened to a debrief.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened {
    Called,
    Moved,
    Held,
}

/// What happened, and to which.
struct About<'a> {
    debrief: &'a Debrief,
    happened: Happened,
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, debrief: &Debrief, actor: &Actor, happened: Happened, now: Time) -> Result<()> {
    let subject = Subject { id: debrief.id.to_string(), incident: Some(debrief.incident) };
    fact::write(tx, &subject, actor, &About { debrief, happened }, now).await
}

impl About<'_> {
    fn summary(&self) -> &str {
        match (&self.happened, &self.debrief.state) {
            (Happened::Held, State::Held { summary, .. }) => summary,
            _ => "",
        }
    }
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Called => "debrief.called",
            Happened::Moved => "debrief.moved",
            Happened::Held => "debrief.held",
        })
    }

    fn detail(&self) -> Json {
        let there: Vec<&Person> = self.debrief.attended().collect();
        let (incident, at) = (self.debrief.incident.to_string(), self.debrief.at);
        json!({ "incident": incident, "at": at, "there": there, "summary": self.summary() })
    }

    fn told(&self) -> Vec<Done> {
        let at = |key| Done::new(key).with(Slot::To, Value::Time(self.debrief.at));
        vec![match self.happened {
            Happened::Called => at("debrief-did-call"),
            Happened::Moved => at("debrief-did-move"),
            Happened::Held => Done::new("debrief-did-hold").because(self.summary()),
        }]
    }
}
