//! Who does what in an incident.

pub mod desk;
pub mod store;
pub mod voice;

use commands::Role;

use crate::clock::Time;
use crate::person::Person;

/// A role that somebody has in an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub role: Role,
    pub person: Person,
    /// Since when.
    pub at: Time,
}

/// Who has a role.
pub fn holder(held: &[Held], role: Role) -> Option<&Person> {
    held.iter().find(|held| held.role == role).map(|held| &held.person)
}
