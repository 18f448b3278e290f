//! What the bot says about incidents.

mod checklist;
mod overview;
pub mod parts;

use commands::{Action, IncidentAction, IncidentKind, Phase};

use super::roles::{Held, holder, voice::who};
use super::similar::Past;
use super::situation::{self, Situation};
use super::timeline::{Done, voice::sentence};
use super::{Begun, Incident, Refused, Role, State};
use crate::alert::{self, Alert, voice::gist};
use crate::clock::Time;
use crate::home::Room;
use crate::id::IncidentId;
use crate::person::Person;
use crate::post::{Block, Button, Field, Form, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, say, word};

pub use overview::{overview, row};
pub use parts::{button, length, line, minutes, state, title, title_of, tone};

/// Lines of others that the card shows.
const LINES: usize = 6;

/// The living card: where it stands, who does what, what raised it, and what one can do. `lines` are what later parts of
/// the journey have to say.
pub fn card(
    room: &Room,
    incident: &Incident,
    held: &[Held],
    (alert, situation): (Option<&Alert>, Option<&Situation>),
    lines: &[Done],
) -> Post {
    let locale = room.locale;
    let title = title(locale, incident);
    let mut blocks = vec![Block::Heading(title.clone()), fields(locale, incident, held, alert)];
    blocks.extend(who(locale, held).map(Block::Context));
    blocks.extend(situation.and_then(|situation| situation::voice::fields(locale, situation)));
    if !lines.is_empty() {
        blocks.push(Block::List(lines.iter().take(LINES).map(|line| sentence(locale, line)).collect()));
    }
    // What the alert's card showed, without its name and its numbers of the first minute.
    let shown = |block: &Block| !matches!(block, Block::Heading(_) | Block::Buttons(_) | Block::Fields(_));
    blocks.extend(alert.into_iter().flat_map(|alert| alert::voice::card(room, alert).blocks).filter(shown));
    blocks.push(Block::Buttons(buttons(locale, incident, held)));
    blocks.extend(make_private(locale, incident).map(|button| Block::Buttons(vec![button])));
    Post { summary: title, blocks, tone: tone(incident) }
}

/// Where it stands, in short.
pub(super) fn fields(locale: Locale, incident: &Incident, held: &[Held], alert: Option<&Alert>) -> Block {
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let lead = holder(held, Role::Lead).map(|person| Span::Person(person.clone()));
    let mut fields = vec![
        field("incident-state", Span::Strong(state(locale, incident.state))),
        field("alert-severity", Span::Strong(format!("{}/10", incident.severity))),
        field("incident-lead", lead.unwrap_or_else(|| Span::Words(word(locale, "incident-lead-none")))),
    ];
    fields.extend(incident.kind.map(|kind| field("incident-kind", Span::Words(kind.label(locale)))));
    fields.extend(incident.origin.map(|origin| {
        let name = word(locale, &format!("incident-origin-{}", origin.name()));
        field("incident-origin", Span::Words(name))
    }));
    fields.push(field("incident-opened-by", Span::Person(incident.opened_by.clone())));
    fields.push(field("alert-since", Span::Time(incident.opened_at)));
    fields.extend(incident.told_at.map(|at| field("incident-told", Span::Time(at))));
    fields.extend(clocks(locale, incident, alert).map(|clocks| field("incident-clocks", Span::Words(clocks))));
    Block::Fields(fields)
}

/// How long it took until somebody saw it, led, and spoke in public.
fn clocks(locale: Locale, incident: &Incident, alert: Option<&Alert>) -> Option<String> {
    let clock = |key: &str, from: Time, to: Option<Time>| {
        let args = Args::new().text("length", length(locale, minutes(from, to?)));
        Some(say(locale, key, &args))
    };
    let seen = alert.and_then(|alert| clock("incident-clock-seen", alert.raised_at, incident.noticed_at));
    let led = clock("incident-clock-led", incident.opened_at, incident.led_at);
    let spoke = clock("incident-clock-spoke", incident.opened_at, incident.stated_at);
    let clocks: Vec<String> = [seen, led, spoke].into_iter().flatten().collect();
    (!clocks.is_empty()).then(|| clocks.join(" · "))
}

fn buttons(locale: Locale, incident: &Incident, held: &[Held]) -> Vec<Button> {
    let id = incident.id.0;
    let act = |action, key: &str, style| button(locale, action, key, style);
    let move_to = |to, key: &str| act(IncidentAction::Move { incident: id, to }, key, Style::Plain);
    let mut buttons = Vec::new();
    if incident.state.is_over() {
        buttons.push(move_to(Phase::Responding, "incident-reopen"));
        if matches!(incident.state, State::Resolved { .. }) {
            buttons.push(move_to(Phase::Closed, "incident-close"));
        }
    } else {
        if holder(held, Role::Lead).is_none() {
            buttons.push(lead(locale, incident));
        }
        buttons.push(act(IncidentAction::Roles(id), "incident-roles", Style::Plain));
        buttons.push(act(IncidentAction::Update(id), "incident-update", Style::Plain));
        buttons.push(move_to(Phase::Resolved, "incident-resolve"));
    }
    buttons.push(act(IncidentAction::Timeline { incident: id, page: 0 }, "incident-timeline", Style::Plain));
    buttons.push(act(IncidentAction::Situation(id), "incident-situation", Style::Plain));
    buttons
}

/// Closes it to everybody who is not named in it, after a question.
fn make_private(locale: Locale, incident: &Incident) -> Option<Button> {
    let make = button(locale, IncidentAction::Private(incident.id.0), "incident-make-private", Style::Plain);
    let sure = Some(word(locale, "incident-make-private-sure"));
    (!incident.private && !incident.state.is_over()).then_some(Button { confirm: sure, ..make })
}

/// One click from the card to a lead.
fn lead(locale: Locale, incident: &Incident) -> Button {
    let take = IncidentAction::Take { incident: incident.id.0, role: Role::Lead };
    button(locale, take, "incident-take-lead", Style::Primary)
}

/// The first words in an incident's thread.
pub fn opened(locale: Locale, incident: &Incident, from: Option<&Alert>, begun: &Begun) -> Post {
    let by = Span::Person(incident.opened_by.clone());
    let args = Args::new().text("id", incident.id.to_string());
    let first = Rich::say(locale, "incident-opened", args, &[("by", by)]);
    let mut blocks = vec![Block::Text(first)];
    blocks.extend(from.map(|alert| {
        let args = Args::new().text("gist", gist(locale, alert));
        Block::Context(Rich::words(say(locale, "incident-from", &args)))
    }));
    if begun.evidence > 0 {
        let args = Args::new().count(locale, "count", begun.evidence);
        blocks.push(Block::Context(Rich::words(say(locale, "evidence-count", &args))));
    }
    if !begun.similar.is_empty() {
        blocks.push(Block::Context(Rich::words(word(locale, "similar-title"))));
        blocks.push(Block::List(begun.similar.iter().map(|past| like(locale, past)).collect()));
    }
    blocks.extend(checklist::begin(locale, incident, begun.likely.as_ref()));
    Post { summary: title(locale, incident), blocks, tone: Tone::Plain }
}

/// `INC-3: lumo (severity 7/10, over after 5 h). What ended it: the refund`
fn like(locale: Locale, past: &Past) -> Rich {
    let title = Args::new().text("id", past.id.to_string()).text("title", crate::post::inert(&past.title));
    let args = Args::new()
        .text("title", say(locale, "incident-title", &title))
        .text("severity", past.severity.to_string())
        .text("length", length(locale, minutes(past.opened_at, past.over_at)));
    if past.how.is_empty() {
        return Rich::words(say(locale, "similar-line", &args));
    }
    let how = Span::Public(past.how.clone());
    Rich(vec![Span::Words(say(locale, "similar-how", &args)), Span::Words(" ".into()), how])
}

/// The card of another alert about the same matter: where it goes on.
pub fn goes_on(room: &Room, incident: &Incident, alert: &Alert) -> Post {
    let mut post = alert::voice::card(room, alert);
    let args = Args::new().text("id", title(room.locale, incident));
    let goes_on = Block::Context(Rich::words(say(room.locale, "situation-goes-on", &args)));
    let buttons = post.blocks.len().saturating_sub(1);
    post.blocks.insert(buttons, goes_on);
    post
}

/// In the thread: another alert belongs here.
pub fn again(locale: Locale, alert: &Alert, by: &Person) -> Post {
    let args = Args::new().text("alert", alert.id.to_string()).text("gist", gist(locale, alert));
    Post { tone: Tone::Warning, ..told(locale, "situation-again", args, by, "") }
}

/// In the thread: it stands elsewhere now.
pub fn moved(locale: Locale, incident: &Incident, by: &Person, reason: &str) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).text("state", state(locale, incident.state));
    told(locale, "incident-moved", args, by, reason)
}

/// In the thread: somebody says how grave it is.
pub fn graver(locale: Locale, incident: &Incident, before: u8, by: &Person, reason: &str) -> Post {
    let args = Args::new().text("from", before.to_string()).text("to", incident.severity.to_string());
    told(locale, "incident-graver", args, by, reason)
}

/// A sentence about what somebody did, and why.
pub(super) fn told(locale: Locale, key: &str, args: Args, by: &Person, reason: &str) -> Post {
    let summary = say(locale, key, &args.clone().text("by", by.user.as_str()));
    let mut rich = Rich::say(locale, key, args, &[("by", Span::Person(by.clone()))]);
    if !reason.is_empty() {
        rich.0.extend([Span::Words(" ".into()), Span::Public(reason.to_owned())]);
    }
    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// In the thread: nobody leads. `asked` are those who are asked in person.
pub fn leaderless(locale: Locale, incident: &Incident, asked: &[Person], now: Time) -> Post {
    let args =
        Args::new().text("id", incident.id.to_string()).count(locale, "minutes", minutes(incident.opened_at, now));
    let sentence = say(locale, "incident-leaderless", &args);
    let mut spans = vec![Span::Words(sentence.clone())];
    for person in asked {
        spans.extend([Span::Words(" ".into()), Span::Person(person.clone())]);
    }
    let blocks = vec![Block::Text(Rich(spans)), Block::Buttons(vec![lead(locale, incident)])];
    Post { summary: sentence, blocks, tone: Tone::Warning }
}

/// For somebody who is asked to lead, in their own conversation.
pub fn page(locale: Locale, incident: &Incident, alert: Option<&Alert>, now: Time) -> Post {
    let args =
        Args::new().text("id", incident.id.to_string()).count(locale, "minutes", minutes(incident.opened_at, now));
    let mut blocks = vec![
        Block::Heading(title(locale, incident)),
        Block::Text(Rich::words(say(locale, "incident-leaderless", &args))),
    ];
    blocks.extend(alert.map(|alert| Block::Text(Rich::words(gist(locale, alert)))));
    let acknowledge = IncidentAction::Acknowledge(incident.id.0);
    blocks.push(Block::Buttons(vec![
        lead(locale, incident),
        button(locale, acknowledge, "incident-acknowledge", Style::Plain),
    ]));
    Post { summary: title(locale, incident), blocks, tone: Tone::Danger }
}

/// In the thread: what is new.
pub fn news(locale: Locale, by: &Person, text: &str) -> Post {
    told(locale, "incident-news", Args::new(), by, text)
}

/// In the thread: something is due, and the lead is asked for it. `key` is the sentence.
pub fn reminder(locale: Locale, incident: &Incident, key: &str, held: &[Held], minutes: u64) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "minutes", minutes);
    let sentence = say(locale, key, &args);
    let mut spans = vec![Span::Words(sentence.clone())];
    spans.extend(
        holder(held, Role::Lead).into_iter().flat_map(|lead| [Span::Words(" ".into()), Span::Person(lead.clone())]),
    );
    let id = incident.id.0;
    let buttons = vec![
        button(locale, IncidentAction::Update(id), "incident-update", Style::Primary),
        button(locale, IncidentAction::Snooze(id), "incident-snooze", Style::Plain),
    ];
    let blocks = vec![Block::Text(Rich(spans)), Block::Buttons(buttons)];
    Post { summary: sentence, blocks, tone: Tone::Warning }
}

/// Whispered: when the next reminder comes. `incident-news-done`, `incident-snoozed`.
pub fn until(locale: Locale, incident: &Incident, key: &str, at: Time) -> Post {
    let args = Args::new().text("id", incident.id.to_string());
    let rich = Rich::say(locale, key, args.clone(), &[("at", Span::Time(at))]);
    let summary = say(locale, key, &args.text("at", crate::post::plain_time(at)));
    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// The form that asks what is new.
pub fn news_form(locale: Locale, incident: i64) -> Form {
    Form {
        action: Action::Incident(IncidentAction::Update(incident)).encode(),
        title: word(locale, "incident-update"),
        submit: word(locale, "alert-send"),
        inputs: vec![line("text", word(locale, "incident-news-ask"), true)],
    }
}

/// In the thread: somebody has read a page.
pub fn acknowledged(locale: Locale, incident: &Incident, by: &Person) -> Post {
    told(locale, "incident-acknowledged", Args::new().text("id", incident.id.to_string()), by, "")
}

/// Whispered to who has read it.
pub fn acknowledged_done(locale: Locale, incident: &Incident) -> Post {
    Post::line(say(locale, "incident-acknowledged-done", &Args::new().text("id", incident.id.to_string())))
}

/// The form that asks why it is brought into a state.
pub fn reason_form(locale: Locale, incident: i64, to: Phase) -> Form {
    let key = if to == Phase::Resolved { "incident-resolve" } else { "incident-reopen" };
    Form {
        action: Action::Incident(IncidentAction::Move { incident, to }).encode(),
        title: word(locale, key),
        submit: word(locale, "alert-send"),
        inputs: vec![line("reason", word(locale, "incident-reason"), false)],
    }
}

/// Whispered to who opened it.
pub fn done(locale: Locale, incident: &Incident) -> Post {
    Post::line(say(locale, "incident-done", &Args::new().text("id", incident.id.to_string())))
}

/// Whispered: the card and the thread say it now.
pub fn changed(locale: Locale, incident: &Incident) -> Post {
    let args = Args::new()
        .text("id", incident.id.to_string())
        .text("state", state(locale, incident.state))
        .text("severity", incident.severity.to_string());
    Post::line(say(locale, "incident-changed", &args))
}

/// Whispered: what kind of crisis it is now.
pub fn kind_set(locale: Locale, incident: &Incident, kind: IncidentKind) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).text("kind", kind.label(locale));
    Post::line(say(locale, "incident-kind-set", &args))
}

/// Whispered: why it was not done, and the way.
pub fn refused(locale: Locale, incident: &Incident, refused: &Refused) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).text("state", state(locale, incident.state));
    let (key, args, person) = match refused {
        Refused::Over => ("incident-over", args, None),
        Refused::NotNow(super::NotNow::Already) => ("incident-already", args, None),
        Refused::NotNow(super::NotNow::Unresolved) => ("incident-unresolved", args, None),
        Refused::NotNow(super::NotNow::Closed) => ("incident-over", args, None),
        Refused::Held { role, by } => ("incident-held", args.text("role", role.label(locale)), Some(by)),
        Refused::NotYours { lead } => ("incident-not-yours", args, Some(lead)),
    };
    let Some(person) = person else { return Post::line(say(locale, key, &args)) };
    let rich = Rich::say(locale, key, args.clone(), &[("who", Span::Person(person.clone()))]);
    let summary = say(locale, key, &args.text("who", person.user.as_str()));
    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// Where it stood before those alone saw it who are named in it: nothing of it is said there any more.
pub fn elsewhere(locale: Locale) -> Post {
    Post::line(word(locale, "incident-elsewhere"))
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
