//! What happens to an action after an incident, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Item, State};
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Slot, Subject, Value};
use crate::person::Actor;
use crate::store::{Result, Tx};

/// What happened to an action.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened {
    Added,
    Done,
    Dropped,
    Assigned,
}

/// What happened, and to which.
struct About<'a> {
    item: &'a Item,
    happened: Happened,
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, item: &Item, actor: &Actor, happened: Happened, now: Time) -> Result<()> {
    let subject = Subject { id: item.id.to_string(), incident: Some(item.incident) };
    fact::write(tx, &subject, actor, &About { item, happened }, now).await
}

impl About<'_> {
    fn why(&self) -> &str {
        match &self.item.state {
            State::Dropped { why, .. } => why,
            _ => "",
        }
    }
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Added => "action.added",
            Happened::Done => "action.done",
            Happened::Dropped => "action.dropped",
            Happened::Assigned => "action.assigned",
        })
    }

    fn detail(&self) -> Json {
        let Item { incident, text, owner, due, .. } = self.item;
        let incident = incident.to_string();
        json!({ "incident": incident, "text": text, "owner": owner, "due": due, "reason": self.why() })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.happened {
            Happened::Added => "action-did-add",
            Happened::Done => "action-did-done",
            Happened::Dropped => "action-did-drop",
            Happened::Assigned => "action-did-assign",
        };
        let what = Value::Text(format!("{} {}", self.item.id, self.item.text));
        let done = Done::new(key).with(Slot::What, what).with(Slot::Who, Value::Person(self.item.owner.clone()));
        vec![done.because(self.why())]
    }
}
