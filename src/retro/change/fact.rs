//! What happens to a change of a playbook, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::Change;
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Slot, Subject, Value};
use crate::person::Actor;
use crate::playbook::{Playbook, write};
use crate::store::{Result, Tx};

/// What happened to a change.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    Proposed,
    Rejected,
    /// The playbook is so from now on: the ledger has its whole text.
    Changed {
        after: &'a Playbook,
    },
}

/// What happened, and to which.
struct About<'a> {
    change: &'a Change,
    happened: Happened<'a>,
}

/// Writes it down.
pub(super) async fn record(
    tx: &mut Tx,
    change: &Change,
    actor: &Actor,
    happened: Happened<'_>,
    now: Time,
) -> Result<()> {
    let subject = Subject { id: change.id.to_string(), incident: Some(change.incident) };
    fact::write(tx, &subject, actor, &About { change, happened }, now).await
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Proposed => "playbook.proposed",
            Happened::Rejected => "playbook.rejected",
            Happened::Changed { .. } => "playbook.changed",
        })
    }

    fn detail(&self) -> Json {
        let Change { incident, action, playbook, base, what, .. } = self.change;
        let file = match self.happened {
            Happened::Changed { after } => Some(write::toml(after)),
            Happened::Proposed | Happened::Rejected => None,
        };
        json!({
            "incident": incident.to_string(), "action": action.to_string(), "playbook": playbook, "base": base,
            "change": what, "file": file,
        })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.happened {
            Happened::Proposed => "change-did-propose",
            Happened::Rejected => "change-did-reject",
            Happened::Changed { .. } => "change-did-approve",
        };
        let what = Value::Text(format!("{} {}", self.change.action, self.change.playbook));
        vec![Done::new(key).with(Slot::What, what)]
    }
}
