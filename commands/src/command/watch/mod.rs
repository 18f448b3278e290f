//! What is listened for: `watch list|add|edit|test|pause|resume|remove`.

mod add;
mod edit;
mod list;
mod options;
mod pause;
mod remove;
mod resume;
mod test;

pub use add::*;
pub use edit::*;
pub use list::*;
pub use options::*;
pub use pause::*;
pub use remove::*;
pub use resume::*;
pub use test::*;

use crate::command::Entry;

/// What is asked of watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchCommand {
    List(WatchList),
    Add(WatchAdd),
    Edit(WatchEdit),
    Test(WatchTest),
    Pause(WatchPause),
    Resume(WatchResume),
    Remove(WatchRemove),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] =
    &[&list::ENTRY, &add::ENTRY, &edit::ENTRY, &test::ENTRY, &pause::ENTRY, &resume::ENTRY, &remove::ENTRY];
