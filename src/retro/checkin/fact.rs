//! Whether a company has recovered, as the ledger and the timeline keep the question and its answer.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::Checkin;
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Slot, Subject, Value};
use crate::person::Actor;
use crate::store::{Result, Tx};

/// What happened to a question.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened {
    Asked,
    /// The incident goes on again.
    Withdrawn,
    Answered {
        recovered: bool,
    },
}

/// What happened, and to which.
struct About<'a> {
    checkin: &'a Checkin,
    happened: Happened,
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, checkin: &Checkin, actor: &Actor, happened: Happened, now: Time) -> Result<()> {
    let subject = Subject { id: checkin.id.to_string(), incident: Some(checkin.incident) };
    fact::write(tx, &subject, actor, &About { checkin, happened }, now).await
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Asked => "checkin.asked",
            Happened::Withdrawn => "checkin.withdrawn",
            Happened::Answered { recovered: true } => "checkin.recovered",
            Happened::Answered { recovered: false } => "checkin.not_yet",
        })
    }

    fn detail(&self) -> Json {
        let Checkin { incident, days, figures, .. } = self.checkin;
        let figures = figures.map(|figures| (figures.day.voices, figures.usual_voices()));
        json!({
            "incident": incident.to_string(), "days": days, "voices": figures.map(|f| f.0),
            "usual": figures.map(|f| f.1),
        })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.happened {
            Happened::Asked => "checkin-did-ask",
            Happened::Withdrawn => return Vec::new(),
            Happened::Answered { recovered: true } => "checkin-did-recovered",
            Happened::Answered { recovered: false } => "checkin-did-not-yet",
        };
        vec![Done::new(key).with(Slot::Count, Value::Number(self.checkin.days.into()))]
    }
}
