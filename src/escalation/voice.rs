//! What the bot says to those who are told of an incident, and about who is on call.

use commands::{Action, IncidentAction, OncallAction, Role};

use super::rota::Rota;
use super::{Answered, State};
use crate::alert::{Alert, voice::gist};
use crate::clock::Time;
use crate::id::IncidentId;
use crate::incident::Incident;
use crate::incident::voice::{button as of_incident, title};
use crate::person::Person;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, say, word};

/// For somebody who is told: what it is, and a button to answer; later who answered.
pub fn page(locale: Locale, incident: &Incident, alert: Option<&Alert>, state: &State) -> Post {
    let title = title(locale, incident);
    let args = Args::new().text("severity", incident.severity.to_string());
    let since = [("at", Span::Time(incident.opened_at))];
    let mut blocks = vec![Block::Heading(title.clone()), Block::Text(Rich::say(locale, "page-ask", args, &since))];
    blocks.extend(alert.map(|alert| Block::Text(Rich::words(gist(locale, alert)))));
    let timeline = IncidentAction::Timeline { incident: incident.id.0, page: 0 };
    let timeline = of_incident(locale, timeline, "incident-timeline", Style::Plain);
    let State::Acknowledged { by, .. } = state else {
        let lead = IncidentAction::Take { incident: incident.id.0, role: Role::Lead };
        blocks.push(Block::Buttons(vec![
            acknowledge(locale, incident),
            of_incident(locale, lead, "incident-take-lead", Style::Plain),
            timeline,
        ]));
        return Post { summary: title, blocks, tone: Tone::Danger };
    };
    let by = [("by", Span::Person(by.clone()))];
    blocks.push(Block::Context(Rich::say(locale, "page-answered-by", Args::new(), &by)));
    blocks.push(Block::Buttons(vec![timeline]));
    Post { summary: title, blocks, tone: Tone::Plain }
}

fn acknowledge(locale: Locale, incident: &Incident) -> Button {
    let action = Action::Oncall(OncallAction::Answer(incident.id.0)).encode();
    Button { action, label: word(locale, "page-acknowledge"), style: Style::Primary, confirm: None }
}

/// In the thread: somebody looks at it.
pub fn answered(locale: Locale, incident: &Incident, by: &Person) -> Post {
    let args = Args::new().text("id", incident.id.to_string());
    let summary = say(locale, "page-answered", &args.clone().text("by", by.user.as_str()));
    let rich = Rich::say(locale, "page-answered", args, &[("by", Span::Person(by.clone()))]);
    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// In the thread: all were told, and nobody answered.
pub fn unanswered(locale: Locale, incident: &Incident) -> Post {
    let sentence = say(locale, "page-unanswered", &Args::new().text("id", incident.id.to_string()));
    let blocks = vec![Block::Text(Rich::words(sentence.clone())), Block::Buttons(vec![acknowledge(locale, incident)])];
    Post { summary: sentence, blocks, tone: Tone::Danger }
}

/// Whispered to who answered.
pub fn thanks(locale: Locale, incident: IncidentId, answer: &Result<(), Answered>) -> Post {
    let args = Args::new().text("id", incident.to_string());
    match answer {
        Ok(()) => Post::line(say(locale, "page-thanks", &args)),
        Err(Answered { by: Some(by) }) => {
            let rich = Rich::say(locale, "page-late", args.clone(), &[("by", Span::Person(by.clone()))]);
            let summary = say(locale, "page-late", &args.text("by", ""));
            Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
        }
        Err(Answered { by: None }) => Post::line(say(locale, "page-none", &args)),
    }
}

/// Who is on call now, by each rota, and who comes next.
pub fn rotas(locale: Locale, rotas: &[(&Rota, Option<Person>, Option<Person>)], now: Time) -> Post {
    let title = word(locale, "oncall-title");
    if rotas.is_empty() {
        return Post::line(word(locale, "oncall-none"));
    }
    let named = |who: &Option<Person>| match who {
        Some(who) => Span::Person(who.clone()),
        None => Span::Words(word(locale, "oncall-nobody")),
    };
    let row = |(rota, who, next): &(&Rota, Option<Person>, Option<Person>)| {
        let until = rota.turn(now).map_or(now, |turn| turn.until);
        let spans = [("who", named(who)), ("next", named(next)), ("at", Span::Time(until))];
        let name = [Span::Strong(rota.name.clone()), Span::Words(word(locale, "timeline-colon"))];
        Rich([name.to_vec(), Rich::say(locale, "oncall-row", Args::new(), &spans).0].concat())
    };
    let rows = rotas.iter().map(row).collect();
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::List(rows)], tone: Tone::Plain }
}

/// Whispered: somebody takes over.
pub fn swapped(locale: Locale, rota: &str, person: &Person, until: Time) -> Post {
    let args = Args::new().text("rota", crate::post::inert(rota));
    let spans = [("who", Span::Person(person.clone())), ("at", Span::Time(until))];
    let summary = say(locale, "oncall-swapped", &args.clone().text("who", "").text("at", ""));
    Post { summary, blocks: vec![Block::Text(Rich::say(locale, "oncall-swapped", args, &spans))], tone: Tone::Plain }
}

/// There are several rotas, or none of that name.
pub fn which_rota(locale: Locale, rotas: &[Rota]) -> Post {
    let names: Vec<&str> = rotas.iter().map(|rota| rota.name.as_str()).collect();
    match names.is_empty() {
        true => Post::line(word(locale, "oncall-none")),
        false => Post::line(say(locale, "oncall-which", &Args::new().text("list", names.join(", ")))),
    }
}
