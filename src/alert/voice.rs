//! An alert's facts as its living card, and what is said in its thread.

mod list;

use commands::{Action, AlertAction, Locale};

use super::{Alert, AlertState, Driver};
use crate::clock::Time;
use crate::home::Room;
use crate::person::Person;
use crate::post::chart::{Chart, ChartKind, VolumeLabels};
use crate::post::{Block, Button, Field, Form, Input, InputKind, Post, Quote, Rich, Span, Style, Tone};
use crate::words::{Args, decimal, language_name, number, percent, say, word};

pub use list::{flood, list, mentions, precision, trial};

/// Fewer decisions tell nothing about how far a watch's alerts can be believed.
const WORTH_TELLING: u32 = 3;
/// From this severity on the card is red.
const DANGER_FROM: u8 = 6;

/// The living card: what, how unusual, since when, who drives it, and what one can do.
pub fn card(room: &Room, alert: &Alert) -> Post {
    let locale = room.locale;
    let title = say(locale, "alert-title", &Args::new().text("watch", alert.name.as_str()));
    let mut blocks = vec![Block::Heading(title), Block::Text(Rich::words(gist(locale, alert))), fields(locale, alert)];
    blocks.extend(alert.evidence.drivers.iter().map(|driver| Block::Quote(quote(locale, driver))));
    blocks.extend(chart(room, alert));
    blocks.push(Block::Context(Rich::words(background(locale, alert))));
    blocks.extend(decision(locale, alert).map(Block::Context));
    blocks.extend(
        alert.over_at.map(|at| Block::Context(Rich::say(locale, "alert-over", Args::new(), &[("at", Span::Time(at))]))),
    );
    let buttons = buttons(locale, alert);
    blocks.push(Block::Buttons(buttons));
    Post { summary: format!("{} {}", alert.id, gist(locale, alert)), blocks, tone: tone(alert) }
}

/// What it is, in one sentence.
pub fn gist(locale: Locale, alert: &Alert) -> String {
    let figures = &alert.figures;
    let args = Args::new()
        .count(locale, "observed", whole(figures.observed))
        .count(locale, "minutes", u64::from(figures.window_minutes))
        .text("expected", usual(locale, figures.expected))
        .text("watch", alert.name.as_str());
    say(locale, "alert-gist", &args)
}

fn fields(locale: Locale, alert: &Alert) -> Block {
    let (figures, evidence) = (&alert.figures, &alert.evidence);
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let mut fields = vec![
        field("alert-severity", Span::Strong(format!("{}/10", figures.severity))),
        field("alert-factor", Span::Words(format!("×{}", number(locale, whole(figures.factor))))),
        field("alert-since", Span::Time(alert.raised_at)),
    ];
    if evidence.total > 0 {
        let share = percent(locale, f64::from(evidence.negative) / f64::from(evidence.total));
        fields
            .push(field("alert-mood", Span::Words(say(locale, "alert-negative", &Args::new().text("percent", share)))));
    }
    Block::Fields(fields)
}

/// Which languages are new, what it was compared with, and how the watch's alerts fared before.
fn background(locale: Locale, alert: &Alert) -> String {
    let mut said = Vec::new();
    if !alert.evidence.new_languages.is_empty() {
        let names: Vec<String> =
            alert.evidence.new_languages.iter().map(|language| language_name(locale, language.tag())).collect();
        said.push(say(locale, "alert-new-languages", &Args::new().text("languages", names.join(", "))));
    }
    said.push(word(locale, if alert.figures.cold_start { "alert-baseline-cold" } else { "alert-baseline" }));
    let record = alert.evidence.record;
    if record.decided() >= WORTH_TELLING {
        let args = Args::new().count(locale, "decided", u64::from(record.decided()));
        said.push(say(locale, "alert-record", &args.count(locale, "opened", u64::from(record.opened))));
    }
    said.join(" ")
}

fn quote(locale: Locale, driver: &Driver) -> Quote {
    let followers = driver
        .followers
        .map(|followers| say(locale, "common-followers", &Args::new().count(locale, "followers", followers)));
    let language = Some(language_name(locale, driver.language.tag())).filter(|_| driver.language.tag() != "und");
    let platform = (!driver.platform.is_empty()).then(|| driver.platform.clone());
    let note: Vec<String> = [followers, language, platform].into_iter().flatten().collect();
    Quote { author: driver.author.clone(), text: driver.text.clone(), note: note.join(" · "), url: driver.url.clone() }
}

fn chart(room: &Room, alert: &Alert) -> Option<Block> {
    let points = alert.evidence.points.clone();
    let last = points.last()?;
    let locale = room.locale;
    let args = Args::new()
        .count(locale, "last", u64::from(last.negative + last.neutral + last.positive))
        .text("expected", usual(locale, last.expected))
        .text("watch", alert.name.as_str());
    let labels = VolumeLabels::new(locale, room.zone, "common-expected");
    Some(Block::Chart(Chart {
        title: say(locale, "alert-chart-title", &args),
        alt: say(locale, "alert-chart-alt", &args),
        kind: ChartKind::Volume { points, labels, events: Vec::new() },
    }))
}

fn decision(locale: Locale, alert: &Alert) -> Option<Rich> {
    let person = |by: &Person| ("by", Span::Person(by.clone()));
    let (key, args, spans) = match &alert.state {
        AlertState::Raised => return None,
        AlertState::Acknowledged { by } => ("alert-acknowledged", Args::new(), vec![person(by)]),
        AlertState::Opened { by } => ("alert-opened", Args::new(), vec![person(by)]),
        AlertState::Snoozed { by, until } => {
            ("alert-snoozed", Args::new(), vec![person(by), ("until", Span::Time(*until))])
        }
        AlertState::Dismissed { by, reason } if reason.is_empty() => {
            let reason = word(locale, "alert-no-reason");
            ("alert-dismissed", Args::new().text("reason", reason), vec![person(by)])
        }
        AlertState::Kept { by, reason } if reason.is_empty() => ("alert-kept", Args::new(), vec![person(by)]),
        AlertState::Kept { by, reason } => {
            ("alert-kept-because", Args::new(), vec![person(by), ("reason", Span::Public(reason.clone()))])
        }
        // A person's words, not ours: they can't format or ping either.
        AlertState::Dismissed { by, reason } => {
            ("alert-dismissed", Args::new(), vec![person(by), ("reason", Span::Public(reason.clone()))])
        }
    };
    Some(Rich::say(locale, key, args, &spans))
}

fn buttons(locale: Locale, alert: &Alert) -> Vec<Button> {
    let id = alert.id.0;
    let mentions =
        button(locale, Action::Alert(AlertAction::Mentions { alert: id, page: 0 }), "alert-mentions", Style::Plain);
    match alert.state {
        AlertState::Opened { .. } => vec![mentions],
        // A dismissal can be undone.
        AlertState::Dismissed { .. } => {
            vec![button(locale, Action::Alert(AlertAction::Open(id)), "alert-open", Style::Plain), mentions]
        }
        _ => {
            let [open, keep, dismiss] = triage(locale, id);
            let acknowledge = button(locale, Action::Alert(AlertAction::Acknowledge(id)), "alert-ack", Style::Primary);
            let snooze = button(locale, Action::Alert(AlertAction::Snooze(id)), "alert-snooze", Style::Plain);
            vec![open, acknowledge, keep, snooze, dismiss, mentions]
        }
    }
}

/// Is it a crisis? Yes, not yet, no.
fn triage(locale: Locale, id: i64) -> [Button; 3] {
    [
        button(locale, Action::Alert(AlertAction::Open(id)), "alert-open", Style::Danger),
        button(locale, Action::Alert(AlertAction::Keep(id)), "alert-keep", Style::Plain),
        button(locale, Action::Alert(AlertAction::Dismiss(id)), "alert-dismiss", Style::Plain),
    ]
}

fn button(locale: Locale, action: Action, key: &str, style: Style) -> Button {
    Button { action: action.encode(), label: word(locale, key), style, confirm: None }
}

fn tone(alert: &Alert) -> Tone {
    match alert.state {
        AlertState::Dismissed { .. } => Tone::Plain,
        _ if alert.over_at.is_some() => Tone::Good,
        _ if alert.figures.severity >= DANGER_FROM => Tone::Danger,
        _ => Tone::Warning,
    }
}

/// It got worse: said in the channel, because the card was seen before.
pub fn escalated(locale: Locale, alert: &Alert) -> Post {
    let args = Args::new()
        .text("id", alert.id.to_string())
        .text("severity", alert.figures.severity.to_string())
        .count(locale, "observed", whole(alert.figures.observed))
        .count(locale, "minutes", u64::from(alert.figures.window_minutes));
    Post { tone: Tone::Danger, ..Post::line(say(locale, "alert-escalated", &args)) }
}

/// It has been watched for a while, and it goes on.
pub fn review(locale: Locale, alert: &Alert) -> Post {
    let minutes = u64::try_from(super::REVIEW_AFTER.num_minutes()).unwrap_or_default();
    let args = Args::new()
        .text("id", alert.id.to_string())
        .text("severity", alert.figures.severity.to_string())
        .count(locale, "minutes", minutes);
    let question = say(locale, "alert-review", &args);
    let blocks = vec![
        Block::Text(Rich::words(question.clone())),
        Block::Context(Rich::words(gist(locale, alert))),
        Block::Buttons(triage(locale, alert.id.0).into()),
    ];
    Post { summary: question, blocks, tone: Tone::Warning }
}

/// The snooze is over.
pub fn awake(locale: Locale, alert: &Alert) -> Post {
    Post { tone: Tone::Warning, ..Post::line(about(locale, "alert-awake", alert)) }
}

/// What is whispered to the person who decided: `acknowledge`, `snooze`, `dismiss` or `open` was done.
pub fn done(locale: Locale, alert: &Alert, minutes: u64) -> Post {
    let key = match alert.state {
        AlertState::Snoozed { .. } => "alert-done-snooze",
        AlertState::Kept { .. } => "alert-done-keep",
        AlertState::Dismissed { .. } => "alert-done-dismiss",
        AlertState::Opened { .. } => "alert-done-open",
        _ => "alert-done-acknowledge",
    };
    let args = Args::new().text("id", alert.id.to_string()).count(locale, "minutes", minutes);
    Post::line(say(locale, key, &args))
}

/// What a reaction was understood as. `what` is one of `acknowledge`, `open`, `snooze`, `dismiss`.
pub fn understood(locale: Locale, what: &str, alert: &Alert) -> Post {
    Post::line(about(locale, &format!("alert-understood-{what}"), alert))
}

/// Somebody was faster.
pub fn decided(locale: Locale) -> Post {
    Post::line(word(locale, "alert-decided"))
}

/// No alert has this number.
pub fn unknown(locale: Locale, id: crate::id::AlertId) -> Post {
    Post::line(say(locale, "alert-unknown", &Args::new().text("id", id.to_string())))
}

/// The form that asks why it is no crisis.
pub fn reason_form(locale: Locale, id: crate::id::AlertId) -> Form {
    Form {
        action: Action::Alert(AlertAction::DismissReason(id.0)).encode(),
        title: word(locale, "alert-dismiss"),
        submit: word(locale, "alert-send"),
        inputs: vec![Input {
            key: "reason".into(),
            label: word(locale, "alert-reason"),
            hint: None,
            kind: InputKind::Line { max: 300 },
            required: true,
            initial: None,
            check: None,
        }],
    }
}

fn about(locale: Locale, key: &str, alert: &Alert) -> String {
    say(locale, key, &Args::new().text("id", alert.id.to_string()))
}

/// Below ten a digit behind the point matters.
fn usual(locale: Locale, expected: f64) -> String {
    if expected >= 9.95 { number(locale, whole(expected)) } else { decimal(locale, expected) }
}

/// Voices for people: whole ones.
fn whole(voices: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
    let voices = voices.round().max(0.0) as u64;
    voices
}

/// How long a snooze is, in whole minutes.
pub fn minutes_until(now: Time, until: Time) -> u64 {
    u64::try_from((until - now).num_minutes()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert::tests::alert as some_alert;
    use crate::chat::Place;
    use crate::reading::Lang;

    fn alert(state: AlertState) -> Alert {
        let mut alert = Alert { state, ..some_alert(8, 41.2) };
        alert.evidence.drivers = vec![Driver {
            author: "@maria".into(),
            text: "@everyone run".into(),
            followers: Some(9_100),
            language: Lang::from_tag("el"),
            platform: "x".into(),
            url: None,
        }];
        (alert.evidence.negative, alert.evidence.total) = (30, 40);
        alert.evidence.new_languages = vec![Lang::from_tag("el")];
        alert
    }

    fn room(locale: Locale) -> Room {
        Room { channel: Place::parse("sandbox:crisis").unwrap(), locale, zone: chrono_tz::UTC }
    }

    #[test]
    fn every_language_says_it_whole_and_in_its_own_words() {
        let cards: std::collections::BTreeSet<String> =
            Locale::ALL.iter().map(|&locale| card(&room(locale), &alert(AlertState::Raised)).plain()).collect();
        assert_eq!(cards.len(), Locale::ALL.len());
        for card in cards {
            assert!(card.contains("41") && card.contains("15") && card.contains("75%"), "{card}");
            assert!(!card.contains("alert-") && !card.contains('{') && !card.contains("lang-"), "{card}");
        }
    }

    #[test]
    fn public_words_stay_in_quotes() {
        let card = card(&room(Locale::En), &alert(AlertState::Raised));
        assert!(!card.summary.contains("@everyone"));
        assert!(card.blocks.iter().any(|block| matches!(block, Block::Quote(quote) if quote.text == "@everyone run")));
    }

    #[test]
    fn a_dismissed_alert_says_who_and_why_and_can_only_be_opened_after_all() {
        let state = AlertState::Dismissed { by: "nikos".into(), reason: "an old video".into() };
        let card = card(&room(Locale::En), &alert(state));
        let actions: Vec<_> = card.buttons().filter_map(|button| Action::decode(&button.action)).collect();
        assert_eq!(
            actions,
            [Action::Alert(AlertAction::Open(7)), Action::Alert(AlertAction::Mentions { alert: 7, page: 0 })]
        );
        let said = |block: &Block| {
            matches!(block, Block::Context(Rich(spans))
                if spans.contains(&Span::Person("nikos".into())) && spans.contains(&Span::Public("an old video".into())))
        };
        assert!(card.blocks.iter().any(said), "{card:?}");
    }
}
