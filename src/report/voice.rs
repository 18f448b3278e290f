//! What the bot says about reports.

mod audience;
pub(super) mod debrief;
mod paper;
mod record;
mod said;
mod survey;

use commands::{Action, ReportAction, ReportVerb};

use super::clocks::Reading;
use super::facts::Facts;
use super::{No, Report, Summary, Version};
use crate::id::IncidentId;
use crate::incident::timeline::voice::who;
use crate::incident::voice::title_of;
use crate::person::Person;
use crate::post::{Block, Button, Field, Form, Input, InputKind, Post, Rich, Span, Style, Tone, inert};
use crate::words::{Args, Locale, say, word};

pub use paper::{draft, paper};

/// Characters of the record that a chat shows; the file has all.
const SHOWN: usize = 2_400;
/// Characters of each part of the summary that the card shows.
const CARD: usize = 700;
/// The longest part of a summary, in characters; each platform's form takes as much.
const LONGEST: usize = 2_000;

/// The card in the incident's thread: what people say of it, the clocks, which version it is, and what can be done.
pub fn card(locale: Locale, version: &Version) -> Post {
    let facts = &version.facts;
    let mut blocks = vec![Block::Heading(title(locale, "report-title", facts.id))];
    let summary = version.summary.read(locale, facts);
    for (key, words) in summary.parts() {
        let words = match words.is_empty() {
            true => Span::Words(word(locale, "report-unsaid")),
            false => Span::Public(cut(words, CARD)),
        };
        blocks.push(Block::Text(Rich(vec![Span::Strong(word(locale, key)), Span::Words('\n'.to_string()), words])));
    }
    let ran = facts.clocks.iter().filter_map(|reading| clock(locale, reading));
    let clocks: Vec<Field> = ran.collect();
    blocks.extend((!clocks.is_empty()).then_some(Block::Fields(clocks)));
    let stamp = Report::from(version.clone()).stamp;
    blocks.extend(stamp.map(|stamp| Block::Context(paper::stamped(locale, &stamp))));
    let command = format!("squall export incident {} --version {} --format html", facts.id, version.number);
    blocks.push(Block::Context(file(locale, command)));
    blocks.push(Block::Buttons(buttons(locale, version)));
    let tone = if version.is_final() { Tone::Good } else { Tone::Plain };
    Post { summary: title(locale, "report-title", facts.id), blocks, tone }
}

/// How to get all of it as a file.
fn file(locale: Locale, command: String) -> Rich {
    Rich::say(locale, "report-file", Args::new(), &[("command", Span::Code(command))])
}

fn buttons(locale: Locale, version: &Version) -> Vec<Button> {
    let button = |verb: ReportVerb, key: &str, style: Style| Button {
        action: action(verb, version),
        label: word(locale, key),
        style,
        confirm: None,
    };
    let mut buttons = vec![
        button(ReportVerb::Edit, "report-edit", Style::Plain),
        button(ReportVerb::Refresh, "report-refresh", Style::Plain),
    ];
    if !version.is_final() {
        let confirm = Some(word(locale, "report-finish-confirm"));
        buttons.push(Button { confirm, ..button(ReportVerb::Finish, "report-finish", Style::Primary) });
    }
    buttons
}

fn action(verb: ReportVerb, version: &Version) -> String {
    Action::Report(ReportAction { verb, incident: version.incident.0, version: version.number }).encode()
}

/// The summary, to be said in other words. It begins with what there is to read.
pub fn form(locale: Locale, version: &Version) -> Form {
    let read = version.summary.read(locale, &version.facts);
    let input = |(key, words): (&str, &str)| Input {
        key: key.to_owned(),
        label: word(locale, key),
        hint: None,
        kind: InputKind::Text { max: LONGEST },
        required: false,
        initial: (!words.is_empty()).then(|| cut(words, LONGEST)),
        check: None,
    };
    Form {
        action: action(ReportVerb::Edit, version),
        title: word(locale, "report-edit"),
        submit: word(locale, "report-save"),
        inputs: read.parts().map(input).into(),
    }
}

/// The summary that a form brings. What the facts say by themselves is nobody's words, so that each reader has it in
/// their own language.
pub fn filled(locale: Locale, version: &Version, answers: &[(String, String)]) -> Summary {
    let drafted = draft(locale, &version.facts);
    let said = |key: &str, drafted: &str, before: &str| {
        let words = answers.iter().find(|(name, _)| name == key).map_or(before, |(_, words)| words.trim());
        if words == drafted { String::new() } else { words.to_owned() }
    };
    let before = &version.summary;
    Summary {
        what: said("report-what", &drafted.what, &before.what),
        why: said("report-why", &drafted.why, &before.why),
        lessons: said("report-lessons", &drafted.lessons, &before.lessons),
    }
}

/// In the thread: there is a new version that people should know of. `called` is the name of who made it.
pub fn news(locale: Locale, version: &Version, called: &str) -> Post {
    let key = if version.is_final() { "report-news-final" } else { "report-news-edited" };
    let args = || Args::new().text("id", version.incident.to_string()).text("version", version.number.to_string());
    let summary = say(locale, key, &args().text("by", inert(called)));
    let said = Rich::say(locale, key, args(), &[("by", who(locale, &version.by))]);
    let tone = if version.is_final() { Tone::Good } else { Tone::Plain };
    Post { summary, blocks: vec![Block::Text(said)], tone }
}

/// Whispered: there is a version now, and where it is.
pub fn done(locale: Locale, version: &Version) -> Post {
    let args = Args::new().text("id", version.incident.to_string()).text("version", version.number.to_string());
    Post::line(say(locale, "report-done", &args))
}

/// Whispered: why there is none. What the person wrote comes back.
pub fn refused(locale: Locale, no: &No) -> Post {
    let (key, number) = match no {
        No::Unknown => ("report-unknown", 0),
        No::NotOver => ("report-not-over", 0),
        No::Already => ("report-already", 0),
        No::NotYours(others) => return not_yours(locale, others),
        No::Newer { number, .. } => ("report-newer", *number),
    };
    let mut post = Post::line(say(locale, key, &Args::new().text("version", number.to_string())));
    if let No::Newer { theirs, .. } = no {
        let wrote = theirs.parts().into_iter().filter(|(_, words)| !words.is_empty());
        post.blocks.extend(wrote.map(|(_, words)| Block::Code(words.to_owned())));
    }
    post
}

/// It is for others: these, as far as they are known.
fn not_yours(locale: Locale, others: &[Person]) -> Post {
    let words = word(locale, "report-not-yours");
    let mut rich = Rich::words(words.clone());
    for (n, person) in others.iter().enumerate() {
        rich.0.push(Span::Words(if n == 0 { " " } else { ", " }.to_owned()));
        rich.0.push(Span::Person(person.clone()));
    }
    Post { summary: words, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// Whispered: the beginning of the record, and how to get the file.
pub fn shown(locale: Locale, facts: &Facts, text: &str, format: &str) -> Post {
    let command = format!("squall export incident {} --format {format}", facts.id);
    let start: String = text.chars().take(SHOWN).collect();
    let mut blocks = Vec::new();
    blocks.extend((!start.is_empty()).then_some(Block::Code(start)));
    blocks.push(Block::Context(file(locale, command)));
    Post { summary: title_of(locale, facts.id, &facts.title), blocks, tone: Tone::Plain }
}

/// A clock that ran, and its median where there is one.
fn clock(locale: Locale, reading: &Reading) -> Option<Field> {
    let now = length(locale, reading.seconds?);
    let value = match reading.median_seconds {
        None => now,
        Some(before) => {
            let args = Args::new().text("now", now).text("before", length(locale, before));
            say(locale, "report-clock-against", &args)
        }
    };
    Some(Field { label: paper::clock(locale, reading), value: Rich::words(value) })
}

/// In what a length of time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Minutes,
    Hours,
    Days,
}

impl Unit {
    fn of(seconds: u64) -> Self {
        match seconds / 3_600 {
            0..3 => Self::Minutes,
            3..72 => Self::Hours,
            _ => Self::Days,
        }
    }

    fn seconds(self) -> u64 {
        match self {
            Self::Minutes => 60,
            Self::Hours => 3_600,
            Self::Days => 24 * 3_600,
        }
    }

    /// Above bars of this scale.
    fn heading(self) -> &'static str {
        match self {
            Self::Minutes => "report-in-minutes",
            Self::Hours => "report-in-hours",
            Self::Days => "report-in-days",
        }
    }
}

/// `7 min`, `5 h`, `3 d`
fn length(locale: Locale, seconds: u64) -> String {
    let unit = Unit::of(seconds);
    let key = match unit {
        Unit::Minutes => "retro-minutes",
        Unit::Hours => "retro-hours",
        Unit::Days => "retro-days",
    };
    say(locale, key, &Args::new().count(locale, "count", (seconds + unit.seconds() / 2) / unit.seconds()))
}

/// A word as a label begins.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn title(locale: Locale, key: &str, id: IncidentId) -> String {
    say(locale, key, &Args::new().text("id", id.to_string()))
}

fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64
}

/// Voices for people: whole ones.
fn whole(voices: f64) -> u64 {
    crate::incident::situation::voice::whole_number(voices)
}
