//! What the bot says about debriefs.

use commands::{Action, DebriefAction, DebriefVerb};

use super::Refused;
use super::{Debrief, NotNow, SUMMARY, State};
use crate::clock::Time;
use crate::incident::Incident;
use crate::incident::voice::title as incident_title;
use crate::person::Person;
use crate::post::{Block, Button, Field, Form, Input, InputKind, Post, Rich, Span, Style, Tone};
use crate::retro::Participant;
use crate::words::{Args, Locale, say, word};

/// The living card, in the incident's thread.
pub fn card(locale: Locale, incident: &Incident, debrief: &Debrief, now: Time) -> Post {
    let heading = title(locale, incident);
    let field = |key: &str, value: Rich| Field { label: word(locale, key), value };
    let mut fields = vec![field("debrief-when", Rich(vec![Span::Time(debrief.at)]))];
    let mut blocks = vec![Block::Heading(heading.clone())];
    let begun = now >= debrief.at;
    if !begun {
        fields.push(field("debrief-coming", names(debrief.who(true))));
        fields.push(field("debrief-not-coming", names(debrief.who(false))));
        fields.push(field("debrief-silent", names(debrief.silent())));
    } else {
        fields.push(field("debrief-there", names(debrief.attended())));
    }
    blocks.push(Block::Fields(fields));
    let mut tone = Tone::Plain;
    if let State::Held { by, summary, .. } = &debrief.state {
        let by = [("by", person(by)), ("summary", Span::Public(summary.clone()))];
        blocks.push(Block::Text(Rich::say(locale, "debrief-summary-of", Args::new(), &by)));
        tone = Tone::Good;
    }
    blocks.push(Block::Buttons(buttons(locale, debrief, begun)));
    Post { summary: heading, blocks, tone }
}

fn title(locale: Locale, incident: &Incident) -> String {
    say(locale, "debrief-title", &Args::new().text("title", incident_title(locale, incident)))
}

fn person(by: &Person) -> Span {
    Span::Person(by.clone())
}

/// `@maya, @nikos`, or a dash.
fn names<'a>(people: impl Iterator<Item = &'a Participant>) -> Rich {
    let mut spans = Vec::new();
    for (n, one) in people.enumerate() {
        spans.extend((n > 0).then(|| Span::Words(", ".into())));
        spans.push(person(one));
    }
    if spans.is_empty() { Rich::words("–".to_owned()) } else { Rich(spans) }
}

fn buttons(locale: Locale, debrief: &Debrief, begun: bool) -> Vec<Button> {
    let button = |verb, key: &str, style| Button {
        action: Action::Debrief(DebriefAction { verb, debrief: debrief.id.0 }).encode(),
        label: word(locale, key),
        style,
        confirm: None,
    };
    if !begun {
        return vec![
            button(DebriefVerb::Come, "debrief-come", Style::Primary),
            button(DebriefVerb::Miss, "debrief-miss", Style::Plain),
        ];
    }
    let mut buttons = vec![button(DebriefVerb::There, "debrief-was-there", Style::Plain)];
    if debrief.is_planned() {
        buttons.push(button(DebriefVerb::Summary, "debrief-summary", Style::Primary));
    }
    buttons
}

/// To one person who had a part in the incident: it is called, or begins soon.
pub fn letter(locale: Locale, incident: &Incident, debrief: &Debrief, again: bool) -> Post {
    let heading = title(locale, incident);
    let key = if again { "debrief-soon-letter" } else { "debrief-letter" };
    let spans = [("by", person(&debrief.by)), ("at", Span::Time(debrief.at))];
    let blocks = vec![
        Block::Heading(heading.clone()),
        Block::Text(Rich::say(locale, key, Args::new(), &spans)),
        Block::Buttons(buttons(locale, debrief, false)),
    ];
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// To who called it: a day has passed, and nobody wrote what it came to.
pub fn unsaid(locale: Locale, incident: &Incident, debrief: &Debrief) -> Post {
    let heading = title(locale, incident);
    let words = Rich::words(word(locale, "debrief-unsaid"));
    let buttons = Block::Buttons(buttons(locale, debrief, true));
    let blocks = vec![Block::Heading(heading.clone()), Block::Text(words), buttons];
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// In the thread: an hour before.
pub fn soon(locale: Locale, debrief: &Debrief) -> Post {
    let at = [("at", Span::Time(debrief.at))];
    let said = Rich::say(locale, "debrief-soon", Args::new(), &at);
    Post { summary: word(locale, "debrief-soon-short"), blocks: vec![Block::Text(said)], tone: Tone::Plain }
}

/// In the thread: it begins, and what is asked of those who come.
pub fn begins(locale: Locale, debrief: &Debrief) -> Post {
    let mut spans = Vec::new();
    for one in debrief.who(true) {
        spans.extend([person(one), Span::Words(" ".into())]);
    }
    spans.push(Span::Words(word(locale, "debrief-begins")));
    let buttons = Block::Buttons(buttons(locale, debrief, true));
    Post { summary: word(locale, "debrief-begins"), blocks: vec![Block::Text(Rich(spans)), buttons], tone: Tone::Plain }
}

/// The form that asks what it came to.
pub fn form(locale: Locale, debrief: i64) -> Form {
    Form {
        action: Action::Debrief(DebriefAction { verb: DebriefVerb::Summary, debrief }).encode(),
        title: word(locale, "debrief-form"),
        submit: word(locale, "alert-send"),
        inputs: vec![Input {
            key: "summary".into(),
            label: word(locale, "debrief-ask"),
            hint: None,
            kind: InputKind::Text { max: SUMMARY },
            required: true,
            initial: None,
            check: None,
        }],
    }
}

/// Whispered: what became of it.
pub fn done(locale: Locale, key: &str, debrief: &Debrief) -> Post {
    let rich = Rich::say(locale, key, Args::new(), &[("at", Span::Time(debrief.at))]);
    Post { summary: debrief.id.to_string(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// Whispered: why nothing happened, and the way.
pub fn refused(locale: Locale, refused: Refused) -> Post {
    Post::line(word(
        locale,
        match refused {
            Refused::Unknown => "common-not-here",
            Refused::NotNow(NotNow::Early) => "debrief-early",
            Refused::NotNow(NotNow::Over) => "debrief-over",
            Refused::NotNow(NotNow::Past) => "debrief-past",
            Refused::NotNow(NotNow::Already) => "debrief-already",
            Refused::NotNow(NotNow::Empty) => "debrief-empty",
        },
    ))
}
