//! How a checklist begins: with the kind of crisis that is likely, or any other.

use commands::{Action, IncidentKind, TaskAction};

use crate::incident::Incident;
use crate::incident::likely::{Because, Likely};
use crate::post::{Block, Button, Pick, PickOf, Rich, Span, Style};
use crate::words::{Args, Locale, say, word};

/// The kind that is likely, why, and one click for it; and a menu of all kinds.
pub(super) fn begin(locale: Locale, incident: &Incident, likely: Option<&Likely>) -> Vec<Block> {
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
    let proposed = |likely: &Likely| [Block::Context(why(locale, likely)), Block::Buttons(vec![button(likely.kind)])];
    let mut blocks: Vec<Block> = likely.into_iter().flat_map(proposed).collect();
    blocks.push(Block::Pick(Pick { action, label: word(locale, "task-begin-menu"), of: PickOf::Options(kinds) }));
    blocks
}

fn why(locale: Locale, likely: &Likely) -> Rich {
    let args = Args::new().text("kind", likely.kind.label(locale));
    match &likely.because {
        Because::Words(words) => {
            let words = words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ");
            Rich::say(locale, "incident-likely-words", args, &[("words", Span::Public(words))])
        }
        Because::Alike(id) => Rich::words(say(locale, "incident-likely-alike", &args.text("id", id.to_string()))),
        Because::Origin(origin) => {
            let origin = word(locale, &format!("incident-origin-{}", origin.name()));
            Rich::words(say(locale, "incident-likely-origin", &args.text("origin", origin)))
        }
    }
}
