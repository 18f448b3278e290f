//! The roster: who has which role in the company, and who stands in for them.

pub mod desk;
pub mod store;
pub mod voice;

use std::collections::BTreeMap;

pub use commands::{Role, Seat};

use crate::person::{Accounts, Person};

/// Stands as the giver for the platform that gave or took a role: `discord:roles`, `slack:roles`.
pub const PLATFORM: &str = "roles";

/// Somebody's seat on the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub role: Role,
    pub person: Person,
    pub seat: Seat,
}

/// Those who have a role, its deputies after its holders, in the order in which they were added.
pub fn of(roster: &[Member], role: Role) -> Vec<&Member> {
    let mut members: Vec<&Member> = roster.iter().filter(|member| member.role == role).collect();
    members.sort_by_key(|member| member.seat);
    members
}

/// Whether a person has a role, in this seat or any.
pub fn has(accounts: &Accounts, roster: &[Member], person: &Person, role: Role, seat: Option<Seat>) -> bool {
    let is = |member: &&Member| accounts.same(&member.person, person) && seat.is_none_or(|seat| member.seat == seat);
    of(roster, role).iter().any(is)
}

/// The members by role, of the roles that anybody has.
pub fn by_role(roster: &[Member]) -> BTreeMap<Role, Vec<&Member>> {
    Role::ALL.into_iter().map(|role| (role, of(roster, role))).filter(|(_, members)| !members.is_empty()).collect()
}
