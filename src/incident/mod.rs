//! The team at work. So far the minimum: an incident has a title, a state and a thread.

pub mod desk;
pub mod store;
pub mod timeline;
pub mod voice;

use crate::clock::Time;
use crate::id::{AlertId, IncidentId};

/// Severity of an incident that a person opened without an alert.
pub const BY_HAND_SEVERITY: u8 = 5;

/// Something that the team works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub id: IncidentId,
    /// What raised it; none when a person saw it first.
    pub alert: Option<AlertId>,
    /// In a person's words, or the watch's name.
    pub title: String,
    /// 1 to 10.
    pub severity: u8,
    /// The platform's id of the person.
    pub opened_by: String,
    pub opened_at: Time,
}

impl Incident {
    /// The subject of its card: the alert's own when an alert raised it, because that card stands there already.
    pub fn anchor(&self) -> String {
        self.alert.map_or_else(|| self.id.to_string(), |alert| alert.to_string())
    }
}
