//! What the bot says when it asks whether a company has recovered.

use commands::{Action, CheckinAction};

use super::Refused;
use super::{Checkin, Figures, NotNow, State};
use crate::clock::Time;
use crate::incident::Incident;
use crate::incident::situation::voice::{usual, whole_number};
use crate::person::Person;
use crate::post::{Block, Button, Field, Post, Rich, Span, Style, Tone};
use crate::retro::action;
use crate::words::{Args, Locale, percent, say, word};

/// The card, in the incident's thread: what the public says, what is still to be done, and the question.
pub fn card(
    locale: Locale,
    incident: &Incident,
    checkin: &Checkin,
    items: &[action::Item],
    lead: Option<&Person>,
    now: Time,
) -> Post {
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "days", checkin.days.into());
    let heading = say(locale, "checkin-title", &args);
    let mut question: Vec<Span> = lead.map(|lead| Span::Person(lead.clone())).into_iter().collect();
    question.push(Span::Words(format!(
        "{}{}",
        if lead.is_some() { " " } else { "" },
        word(locale, "checkin-question")
    )));
    let mut blocks = vec![Block::Heading(heading.clone()), Block::Text(Rich(question))];
    blocks.push(match &checkin.figures {
        Some(figures) => Block::Fields(fields(locale, figures)),
        None => Block::Context(Rich::words(word(locale, "checkin-unheard"))),
    });
    let open: Vec<action::Item> = items.iter().filter(|item| item.is_open()).cloned().collect();
    blocks.extend(action::voice::open_ones(locale, &open, now));
    if !open.is_empty() {
        blocks.push(Block::List(open.iter().map(|item| action::voice::line(locale, item, now)).collect()));
    }
    let mut tone = Tone::Plain;
    match &checkin.state {
        State::Answered { recovered, by, at } => {
            let key = if *recovered { "checkin-said-recovered" } else { "checkin-said-not-yet" };
            let spans = [("by", Span::Person(by.clone())), ("at", Span::Time(*at))];
            blocks.push(Block::Text(Rich::say(locale, key, Args::new(), &spans)));
            tone = if *recovered { Tone::Good } else { Tone::Warning };
        }
        State::Withdrawn { at } => {
            let at = [("at", Span::Time(*at))];
            blocks.push(Block::Context(Rich::say(locale, "checkin-withdrawn", Args::new(), &at)));
        }
        State::Planned | State::Asked => {}
    }
    let buttons = buttons(locale, checkin);
    blocks.extend((!buttons.is_empty()).then_some(Block::Buttons(buttons)));
    Post { summary: heading, blocks, tone }
}

fn fields(locale: Locale, figures: &Figures) -> Vec<Field> {
    let field = |key: &str, value: String| Field { label: word(locale, key), value: Rich::words(value) };
    let voices = Args::new()
        .count(locale, "voices", whole_number(figures.day.voices))
        .text("usual", usual(locale, figures.usual_voices()));
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| percent(locale, share));
    let mood = match figures.day.share() {
        Some(day) => {
            let args = Args::new().text("percent", percent(locale, day)).text("usual", share(figures.usual_share()));
            say(locale, "checkin-mood-of", &args)
        }
        None => word(locale, "situation-mood-few"),
    };
    vec![field("situation-voices", say(locale, "checkin-voices-of", &voices)), field("situation-mood", mood)]
}

fn buttons(locale: Locale, checkin: &Checkin) -> Vec<Button> {
    let button = |recovered: bool| {
        let (action, key, style) = match recovered {
            true => (CheckinAction::Recovered(checkin.id.0), "checkin-recovered", Style::Primary),
            false => (CheckinAction::NotYet(checkin.id.0), "proposal-not-yet", Style::Plain),
        };
        let action = Action::Checkin(action).encode();
        Button { action, label: word(locale, key), style, confirm: None }
    };
    let add = || action::voice::add_button(locale, checkin.incident);
    match checkin.state {
        State::Planned | State::Withdrawn { .. } => Vec::new(),
        State::Asked => vec![button(true), button(false), add()],
        State::Answered { recovered, .. } => vec![button(!recovered), add()],
    }
}

/// Whispered to who answered.
pub fn answered(locale: Locale, checkin: &Checkin) -> Post {
    Post::line(say(locale, "checkin-done", &Args::new().text("id", checkin.incident.to_string())))
}

/// Whispered: why nothing happened.
pub fn refused(locale: Locale, refused: Refused) -> Post {
    Post::line(word(
        locale,
        match refused {
            Refused::Unknown | Refused::NotNow(NotNow::NotAsked) => "common-not-here",
            Refused::NotNow(NotNow::Already) => "checkin-already",
            Refused::NotNow(NotNow::Withdrawn) => "checkin-taken-back",
        },
    ))
}
