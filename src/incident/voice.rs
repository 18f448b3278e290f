//! What the bot says about incidents.

use crate::alert::{Alert, voice::gist};
use crate::id::IncidentId;
use crate::incident::Incident;
use crate::post::{Block, Field, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, say, word};

/// `INC-1: nimbus`: of threads and lists.
pub fn title(locale: Locale, incident: &Incident) -> String {
    let args = Args::new().text("id", incident.id.to_string()).text("title", crate::post::inert(&incident.title));
    say(locale, "incident-title", &args)
}

/// The first words in an incident's thread.
pub fn opened(locale: Locale, incident: &Incident, from: Option<&Alert>) -> Post {
    let by = Span::Person(incident.opened_by.clone());
    let args = Args::new().text("id", incident.id.to_string());
    let first = Rich::say(locale, "incident-opened", args, &[("by", by)]);
    let mut blocks = vec![Block::Text(first)];
    blocks.extend(from.map(|alert| {
        let args = Args::new().text("gist", gist(locale, alert));
        Block::Context(Rich::words(say(locale, "incident-from", &args)))
    }));
    Post { summary: title(locale, incident), blocks, tone: Tone::Plain }
}

/// The card of an incident that no alert raised.
pub fn card(locale: Locale, incident: &Incident) -> Post {
    let title = title(locale, incident);
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let fields = vec![
        field("incident-state", Span::Strong(word(locale, "incident-open"))),
        field("incident-opened-by", Span::Person(incident.opened_by.clone())),
        field("alert-since", Span::Time(incident.opened_at)),
    ];
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::Fields(fields)], tone: Tone::Danger }
}

/// Whispered to who opened it.
pub fn done(locale: Locale, incident: &Incident) -> Post {
    Post::line(say(locale, "incident-done", &Args::new().text("id", incident.id.to_string())))
}

/// No incident has this number.
pub fn unknown(locale: Locale, id: IncidentId) -> Post {
    Post::line(say(locale, "incident-unknown", &Args::new().text("id", id.to_string())))
}

/// Nothing is open.
pub fn none(locale: Locale) -> Post {
    Post::line(word(locale, "incident-none"))
}

/// Several are open, and nobody said which.
pub fn which(locale: Locale, incidents: &[Incident]) -> Post {
    let titles: Vec<String> = incidents.iter().take(6).map(|incident| title(locale, incident)).collect();
    let first = incidents.first().map(|incident| incident.id.to_string()).unwrap_or_default();
    Post::line(say(locale, "incident-which", &Args::new().text("list", titles.join(", ")).text("first", first)))
}
