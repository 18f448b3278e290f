//! What happens to a survey, as the ledger and the timeline keep it. Of an anonymous one the ledger learns who was asked and
//! nothing of what they did.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Participant, Survey};
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Subject};
use crate::person::Actor;
use crate::store::{Result, Tx};

/// What happened to a survey.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    Opened,
    Answered,
    Invited {
        person: &'a Participant,
    },
    /// Somebody is not there any more, and nobody waits for them.
    Left {
        person: &'a Participant,
    },
    /// `answered` where it may be told.
    Closed {
        asked: usize,
        answered: Option<usize>,
    },
}

/// What happened, and to which.
struct About<'a> {
    survey: &'a Survey,
    happened: Happened<'a>,
}

/// Writes it down.
pub(super) async fn write(
    tx: &mut Tx,
    survey: &Survey,
    actor: &Actor,
    happened: Happened<'_>,
    now: Time,
) -> Result<()> {
    let subject = Subject { id: survey.id.to_string(), incident: Some(survey.incident) };
    fact::write(tx, &subject, actor, &About { survey, happened }, now).await
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Opened => "survey.opened",
            Happened::Answered => "survey.answered",
            Happened::Invited { .. } => "survey.invited",
            Happened::Left { .. } => "survey.left",
            Happened::Closed { .. } => "survey.closed",
        })
    }

    fn detail(&self) -> Json {
        match self.happened {
            Happened::Opened => {
                let asked: Vec<&Participant> = self.survey.seats.keys().collect();
                let incident = self.survey.incident.to_string();
                json!({ "incident": incident, "anonymous": self.survey.anonymous, "asked": asked })
            }
            Happened::Answered => json!({}),
            Happened::Invited { person } | Happened::Left { person } => json!({ "asked": person }),
            Happened::Closed { asked, answered } => json!({ "asked": asked, "answered": answered }),
        }
    }

    fn told(&self) -> Vec<Done> {
        match self.happened {
            Happened::Opened => vec![Done::new("retro-did-open")],
            Happened::Closed { .. } => vec![Done::new("retro-did-close")],
            Happened::Answered | Happened::Invited { .. } | Happened::Left { .. } => Vec::new(),
        }
    }
}
