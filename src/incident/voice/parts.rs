//! What several voices of an incident say alike.

use commands::{Action, IncidentAction};

use crate::clock::Time;
use crate::id::IncidentId;
use crate::incident::{Incident, State};
use crate::post::{Button, Style, Tone};
use crate::words::{Args, Locale, say, word};

/// From this severity on the card is red.
const DANGER_FROM: u8 = 6;

/// `INC-1: nimbus`: of threads and lists.
pub fn title(locale: Locale, incident: &Incident) -> String {
    title_of(locale, incident.id, &incident.title)
}

/// The same of an incident's number and title.
pub fn title_of(locale: Locale, id: IncidentId, title: &str) -> String {
    let args = Args::new().text("id", id.to_string()).text("title", crate::post::inert(title));
    say(locale, "incident-title", &args)
}

/// A button of an incident.
pub fn button(locale: Locale, action: IncidentAction, key: &str, style: Style) -> Button {
    Button { action: Action::Incident(action).encode(), label: word(locale, key), style, confirm: None }
}

/// How alarming its card looks.
pub fn tone(incident: &Incident) -> Tone {
    match incident.state {
        State::Closed { .. } => Tone::Plain,
        State::Resolved { .. } => Tone::Good,
        _ if incident.severity >= DANGER_FROM => Tone::Danger,
        _ => Tone::Warning,
    }
}

/// Where it stands, in a word.
pub fn state(locale: Locale, state: State) -> String {
    match state {
        State::Open => word(locale, "incident-open"),
        other => commands::value_label(locale, other.name()),
    }
}

/// `40 min`, `5 h`
pub fn length(locale: Locale, minutes: u64) -> String {
    match minutes {
        0..120 => say(locale, "incident-minutes", &Args::new().count(locale, "minutes", minutes)),
        _ => say(locale, "similar-hours", &Args::new().count(locale, "hours", (minutes + 30) / 60)),
    }
}

/// A question of a form that is answered in a line, or in a paragraph.
pub fn line(key: &str, label: String, required: bool) -> crate::post::Input {
    let kind = crate::post::InputKind::Text { max: 1_000 };
    crate::post::Input { key: key.into(), label, hint: None, kind, required, initial: None, check: None }
}

/// Whole minutes from one moment to another.
pub fn minutes(from: Time, to: Time) -> u64 {
    u64::try_from((to - from).num_minutes()).unwrap_or_default()
}
