//! What happens to an alert, as the ledger keeps it. No timeline tells it: there is no incident yet.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Alert, Figures};
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Subject};
use crate::person::Actor;
use crate::store::{Result, Tx};

/// What happened to an alert.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    Raised {
        watch: &'a str,
        figures: &'a Figures,
    },
    Escalated {
        figures: &'a Figures,
    },
    Over,
    Awake,
    /// People are asked again whether it is a crisis.
    Reviewed,
    Acknowledged,
    Snoozed {
        until: Time,
    },
    Kept {
        reason: &'a str,
    },
    Dismissed {
        reason: &'a str,
    },
    Opened,
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, alert: &Alert, actor: &Actor, happened: Happened<'_>, now: Time) -> Result<()> {
    let subject = Subject { id: alert.id.to_string(), incident: None };
    fact::write(tx, &subject, actor, &happened, now).await
}

impl Fact for Happened<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Raised { .. } => "alert.raised",
            Self::Escalated { .. } => "alert.escalated",
            Self::Over => "alert.over",
            Self::Awake => "alert.awake",
            Self::Reviewed => "alert.reviewed",
            Self::Acknowledged => "alert.acknowledged",
            Self::Snoozed { .. } => "alert.snoozed",
            Self::Kept { .. } => "alert.kept",
            Self::Dismissed { .. } => "alert.dismissed",
            Self::Opened => "alert.opened",
        })
    }

    fn detail(&self) -> Json {
        match self {
            Self::Raised { watch, figures } => json!({
                "watch": watch, "severity": figures.severity, "observed": figures.observed,
                "expected": figures.expected,
            }),
            Self::Escalated { figures } => json!({ "severity": figures.severity }),
            Self::Snoozed { until } => json!({ "until": until }),
            Self::Kept { reason } | Self::Dismissed { reason } => json!({ "reason": reason }),
            Self::Over | Self::Awake | Self::Reviewed | Self::Acknowledged | Self::Opened => json!({}),
        }
    }

    fn told(&self) -> Vec<Done> {
        Vec::new()
    }
}
