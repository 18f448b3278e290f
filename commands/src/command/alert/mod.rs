//! Alerts: `alert list|show|ack|keep|snooze|dismiss`.

mod acknowledge;
mod dismiss;
mod keep;
mod list;
mod show;
mod snooze;

pub use acknowledge::*;
pub use dismiss::*;
pub use keep::*;
pub use list::*;
pub use show::*;
pub use snooze::*;

use crate::command::Entry;

/// What is asked of alerts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertCommand {
    List(AlertList),
    Show(AlertShow),
    Acknowledge(AlertAcknowledge),
    Keep(AlertKeep),
    Snooze(AlertSnooze),
    Dismiss(AlertDismiss),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] =
    &[&list::ENTRY, &show::ENTRY, &acknowledge::ENTRY, &keep::ENTRY, &snooze::ENTRY, &dismiss::ENTRY];
