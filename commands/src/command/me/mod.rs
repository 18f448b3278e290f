//! A person's own page and settings: `me`, `me quiet`, `me alert`.

mod alert;
mod home;
mod quiet;

pub use alert::*;
pub use home::*;
pub use quiet::*;

use crate::command::Entry;

/// What a person asks for themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeCommand {
    Home(MeHome),
    Quiet(MeQuiet),
    Alert(MeAlert),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[&home::ENTRY, &quiet::ENTRY, &alert::ENTRY];
