//! What is asked of an alert by a button, a form or an emoji.

use super::number;

/// Something to press on an alert's card. Ids are row numbers: `A-7` is 7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertAction {
    /// Open an incident from it.
    Open(i64),
    Acknowledge(i64),
    /// No crisis yet: keep watching.
    Keep(i64),
    Snooze(i64),
    /// Asks for the reason in a form, which comes back as [`AlertAction::DismissReason`].
    Dismiss(i64),
    DismissReason(i64),
    /// The mentions behind it; pages count from 0.
    Mentions {
        alert: i64,
        page: u32,
    },
}

impl AlertAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Dismiss(_) => true,
            Self::Open(_)
            | Self::Acknowledge(_)
            | Self::Keep(_)
            | Self::Snooze(_)
            | Self::DismissReason(_)
            | Self::Mentions { .. } => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        match self {
            Self::Open(alert) => ("alert-open", alert.to_string()),
            Self::Acknowledge(alert) => ("alert-ack", alert.to_string()),
            Self::Keep(alert) => ("alert-keep", alert.to_string()),
            Self::Snooze(alert) => ("alert-snooze", alert.to_string()),
            Self::Dismiss(alert) => ("alert-dismiss", alert.to_string()),
            Self::DismissReason(alert) => ("alert-dismiss-reason", alert.to_string()),
            Self::Mentions { alert, page } => ("alert-mentions", format!("{alert}:{page}")),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = || number::<i64>(rest);
        Some(match verb {
            "alert-open" => Self::Open(id()?),
            "alert-ack" => Self::Acknowledge(id()?),
            "alert-keep" => Self::Keep(id()?),
            "alert-snooze" => Self::Snooze(id()?),
            "alert-dismiss" => Self::Dismiss(id()?),
            "alert-dismiss-reason" => Self::DismissReason(id()?),
            "alert-mentions" => {
                let (alert, page) = rest.split_once(':')?;
                Self::Mentions { alert: number(alert)?, page: number(page)? }
            }
            _ => return None,
        })
    }
}
