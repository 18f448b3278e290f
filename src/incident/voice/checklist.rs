//! How a checklist begins: with the kind of crisis that is likely, or any other.

use commands::{Action, IncidentKind, TaskAction};

use crate::incident::Incident;
use crate::post::{Block, Button, Pick, PickOf, Style};
use crate::words::{Args, Locale, say, word};

/// One click for the kind that is likely, and a menu of all kinds.
pub(super) fn begin(locale: Locale, incident: &Incident, likely: Option<IncidentKind>) -> Vec<Block> {
    let begin = |kind| Action::Task(TaskAction::Begin { incident: incident.id.0, kind }).encode();
    let button = |kind: IncidentKind| Button {
        action: begin(kind),
        label: say(locale, "task-begin-kind", &Args::new().text("kind", kind.label(locale))),
        style: Style::Primary,
        confirm: None,
    };
    let whole = begin(IncidentKind::Complaint);
    let action = whole.rsplit_once(':').map_or(whole.as_str(), |(action, _)| action).to_owned();
    let kinds = IncidentKind::ALL.map(|kind| (kind.name().to_owned(), kind.label(locale))).to_vec();
    let mut blocks: Vec<Block> = likely.map(|kind| Block::Buttons(vec![button(kind)])).into_iter().collect();
    blocks.push(Block::Pick(Pick { action, label: word(locale, "task-begin-menu"), of: PickOf::Options(kinds) }));
    blocks
}
