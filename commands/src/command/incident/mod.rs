//! Incidents: opened, told, led. Their commands need no noun before them: `open`, `note`, `take`.

mod course;
mod export;
mod note;
mod open;
mod role;
mod situation;
mod timeline;

pub use course::*;
pub use export::*;
pub use note::*;
pub use open::*;
pub use role::*;
pub use situation::*;
pub use timeline::*;

use crate::command::Entry;

/// What is asked of incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentCommand {
    Open(Open),
    Note(Note),
    Update(Update),
    Timeline(Timeline),
    Situation(Situation),
    Export(Export),
    Take(Take),
    Assign(Assign),
    Roles(Roles),
    Move(Move),
    Severity(Severity),
    Kind(SetKind),
    Watch(SetWatch),
}

/// What happens in an incident, in the order of help.
pub(super) static RECORD: &[&Entry] =
    &[&open::ENTRY, &note::ENTRY, &note::UPDATE, &timeline::ENTRY, &situation::ENTRY, &export::ENTRY];

/// Who does what in it, and where it stands.
pub(super) static COURSE: &[&Entry] = &[
    &role::TAKE,
    &role::ASSIGN,
    &role::ROLES,
    &course::RESOLVE,
    &course::REOPEN,
    &course::STATE,
    &course::SEVERITY,
    &course::KIND,
    &situation::WATCH,
];
