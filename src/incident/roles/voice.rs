//! What the bot says about the roles of an incident.

use commands::{Action, IncidentAction, Role};

use super::Held;
use crate::alert::{Alert, voice::gist};
use crate::incident::Incident;
use crate::incident::voice::parts::{button, title};
use crate::person::Person;
use crate::post::{Block, Pick, PickOf, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, say, word};

/// In the thread: somebody has a role now.
pub fn given(locale: Locale, role: Role, to: &Person, by: &Person) -> Post {
    let key = if to == by { "incident-role-taken" } else { "incident-role-given" };
    about(locale, key, role, to, by)
}

/// In the thread: somebody else stands for a role that was taken.
pub fn confirmed(locale: Locale, role: Role, to: &Person, by: &Person) -> Post {
    about(locale, "incident-role-confirmed", role, to, by)
}

fn about(locale: Locale, key: &str, role: Role, to: &Person, by: &Person) -> Post {
    let spans = [("who", Span::Person(to.clone())), ("by", Span::Person(by.clone()))];
    let args = Args::new().text("what", role.label(locale));
    let summary = say(locale, key, &args.clone().text("who", to.user.as_str()).text("by", by.user.as_str()));
    Post { summary, blocks: vec![Block::Text(Rich::say(locale, key, args, &spans))], tone: Tone::Plain }
}

/// For who takes a role: what happened, who else is there, and what is theirs to do.
pub fn brief(locale: Locale, incident: &Incident, role: Role, held: &[Held], alert: Option<&Alert>) -> Post {
    let args = Args::new().text("role", role.label(locale)).text("title", title(locale, incident));
    let heading = say(locale, "incident-brief", &args);
    let mut blocks = vec![Block::Heading(heading.clone())];
    blocks.push(Block::Text(Rich::words(word(locale, &format!("incident-duty-{}", role.name())))));
    blocks.extend(alert.map(|alert| Block::Text(Rich::words(gist(locale, alert)))));
    blocks.push(Block::Context(Rich::say(
        locale,
        "incident-brief-since",
        Args::new().text("severity", incident.severity.to_string()),
        &[("at", Span::Time(incident.opened_at))],
    )));
    blocks.extend(who(locale, held).map(Block::Context));
    let id = incident.id.0;
    blocks.push(Block::Buttons(vec![
        button(locale, IncidentAction::Timeline { incident: id, page: 0 }, "incident-timeline", Style::Plain),
        button(locale, IncidentAction::Update(id), "incident-update", Style::Plain),
    ]));
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// `lead @giulia · legal @nikos`, when anybody has a role.
pub fn who(locale: Locale, held: &[Held]) -> Option<Rich> {
    let mut spans = Vec::new();
    for (n, held) in held.iter().enumerate() {
        spans.extend((n > 0).then(|| Span::Words(" · ".into())));
        spans.push(Span::Words(format!("{} ", held.role.label(locale))));
        spans.push(Span::Person(held.person.clone()));
    }
    (!spans.is_empty()).then_some(Rich(spans))
}

/// Who has which role, and a menu to give one.
pub fn roles(locale: Locale, incident: &Incident, held: &[Held]) -> Post {
    let heading = say(locale, "incident-roles-title", &Args::new().text("id", incident.id.to_string()));
    let row = |role: Role| {
        let holder = super::holder(held, role).map(|person| Span::Person(person.clone()));
        let free = || Span::Words(word(locale, "incident-role-free"));
        let colon = Span::Words(word(locale, "timeline-colon"));
        Rich(vec![Span::Strong(role.label(locale)), colon, holder.unwrap_or_else(free)])
    };
    let options = Role::ALL.into_iter().map(|role| (role.name().to_owned(), role.label(locale))).collect();
    let pick = Pick {
        action: Action::Incident(IncidentAction::Role { incident: incident.id.0, role: Role::Lead }).menu(),
        label: word(locale, "incident-role-give"),
        of: PickOf::Options(options),
    };
    let blocks =
        vec![Block::Heading(heading.clone()), Block::List(Role::ALL.into_iter().map(row).collect()), Block::Pick(pick)];
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// Who shall have the role: oneself with a button, somebody else from a menu.
pub fn give(locale: Locale, incident: &Incident, role: Role) -> Post {
    let args = Args::new().text("role", role.label(locale)).text("id", incident.id.to_string());
    let question = say(locale, "incident-role-who", &args);
    let id = incident.id.0;
    let pick = Pick {
        action: Action::Incident(IncidentAction::Assign { incident: id, role, person: String::new() }).menu(),
        label: word(locale, "incident-role-person"),
        of: PickOf::People,
    };
    let take = button(locale, IncidentAction::Take { incident: id, role }, "incident-role-mine", Style::Primary);
    let blocks = vec![Block::Text(Rich::words(question.clone())), Block::Buttons(vec![take]), Block::Pick(pick)];
    Post { summary: question, blocks, tone: Tone::Plain }
}

/// Whispered to who gave or took a role.
pub fn done(locale: Locale, incident: &Incident, role: Role, to: &Person) -> Post {
    let args = Args::new().text("role", role.label(locale)).text("id", incident.id.to_string());
    let rich = Rich::say(locale, "incident-role-done", args.clone(), &[("who", Span::Person(to.clone()))]);
    let summary = say(locale, "incident-role-done", &args.text("who", to.user.as_str()));
    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}
