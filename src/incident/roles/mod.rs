//! Who does what in an incident.

pub mod desk;
pub mod store;
pub mod voice;

use commands::Role;

use crate::chat::PersonRef;
use crate::clock::Time;

/// A role that somebody has in an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub role: Role,
    pub person: PersonRef,
    /// Since when.
    pub at: Time,
}

/// Who has a role.
pub fn holder(held: &[Held], role: Role) -> Option<&PersonRef> {
    held.iter().find(|held| held.role == role).map(|held| &held.person)
}
