//! What the bot says about surveys.

use chrono::Duration;
use commands::{Action, RetroAction, RetroVerb, Role};

use super::anonymity::{KeptIn, Told, told};
use super::questions::{Question, Takes};
use super::results::{Hidden, Results, Scale, Text};
use super::trends::{Reading, Trends};
use super::{No, Refused, Survey, action};
use crate::id::SurveyId;
use crate::incident::Incident;
use crate::incident::voice::title as incident_title;
use crate::person::Person;
use crate::post::chart::{ChartKind, SplitLabels, SplitRow};
use crate::post::{Block, Button, Chart, Field, Form, Input, InputKind, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, decimal, percent, say, word};

/// The longest answer, in characters.
const LONGEST: usize = 1_000;
/// Answers in words that a message shows of a question; all are in the report.
const QUOTED: usize = 4;
/// Of each, in characters.
const QUOTE: usize = 240;

/// The living card, in the incident's thread.
pub fn card(locale: Locale, survey: &Survey, incident: &Incident, kept_in: KeptIn) -> Post {
    let title = title(locale, survey, incident);
    let mut blocks = vec![Block::Heading(title.clone())];
    if survey.is_open() {
        blocks.push(Block::Text(Rich::words(word(locale, "retro-intro"))));
    }
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let count = turnout(locale, "retro-count", told(survey), survey.asked(), None);
    let mut fields = vec![field("retro-answers", Span::Strong(count))];
    fields.push(if survey.is_open() {
        field("retro-until", Span::Time(survey.closes_at))
    } else {
        field("retro-state", Span::Words(word(locale, "retro-closed")))
    });
    blocks.push(Block::Fields(fields));
    if survey.is_open() {
        blocks.push(Block::Context(Rich::words(kept(locale, survey, kept_in))));
        blocks.push(Block::Buttons(buttons(locale, survey.id)));
    }
    Post { summary: title, blocks, tone: if survey.is_open() { Tone::Plain } else { Tone::Good } }
}

/// To one person who is asked, or asked again.
pub fn letter(locale: Locale, survey: &Survey, incident: &Incident, kept_in: KeptIn, again: bool) -> Post {
    let title = title(locale, survey, incident);
    let key = if again { "retro-remind" } else { "retro-ask" };
    let until = [("until", Span::Time(survey.closes_at))];
    let blocks = vec![
        Block::Heading(title.clone()),
        Block::Text(Rich::say(locale, key, Args::new(), &until)),
        Block::Context(Rich::words(kept(locale, survey, kept_in))),
        Block::Buttons(buttons(locale, survey.id)),
    ];
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// `R-1: retrospective of INC-1: nimbus`.
pub fn title(locale: Locale, survey: &Survey, incident: &Incident) -> String {
    let args = Args::new().text("id", survey.id.to_string()).text("title", incident_title(locale, incident));
    say(locale, "retro-title", &args)
}

/// Exactly what is kept of an answer, before the first one is given, and by whom else.
fn kept(locale: Locale, survey: &Survey, kept_in: KeptIn) -> String {
    if !survey.anonymous {
        return word(locale, "retro-kept-named");
    }
    let beside = match kept_in {
        KeptIn::File => "retro-kept-file",
        KeptIn::Server => "retro-kept-server",
    };
    let kept = say(locale, "retro-kept-anonymous", &Args::new().count(locale, "least", survey.least as u64));
    format!("{kept} {}", word(locale, beside))
}

/// How many answered, in the sentence of a key: as it is, in steps, or only that they are too few. The report says the same.
pub fn turnout(locale: Locale, key: &str, told: Told, asked: usize, declined: Option<usize>) -> String {
    let args = Args::new().count(locale, "asked", asked as u64);
    let (key, args) = match told {
        Told::Exactly(answered) => (key.to_owned(), args.count(locale, "answered", answered as u64)),
        Told::AtLeast(answered) => (format!("{key}-some"), args.count(locale, "answered", answered as u64)),
        Told::FewerThan(least) => (format!("{key}-few"), args.count(locale, "least", least as u64)),
    };
    say(locale, &key, &args.count(locale, "declined", declined.unwrap_or_default() as u64))
}

/// What is not shown, because too few said something; nothing when nothing was left out.
pub fn left_out(locale: Locale, least: usize, answered: Told, questions: usize) -> Option<String> {
    let args = Args::new().count(locale, "least", least as u64).count(locale, "count", questions as u64);
    match answered {
        Told::FewerThan(_) => Some(say(locale, "retro-nothing-shown", &args)),
        _ if questions > 0 => Some(say(locale, "retro-left-out", &args)),
        _ => None,
    }
}

/// To who is in charge and would close it before its time: what that hides, and the way.
pub fn closing(locale: Locale, survey: &Survey, hidden: Hidden) -> Post {
    let args = Args::new().text("id", survey.id.to_string()).count(locale, "least", survey.least as u64);
    let (key, questions) = match hidden {
        Hidden::All => ("retro-closing-all", 0),
        Hidden::Questions(questions) => ("retro-closing-some", questions),
        Hidden::Nothing => ("retro-closing-nothing", 0),
    };
    let mut post = Post::line(say(locale, key, &args.count(locale, "count", questions as u64)));
    let close = button(locale, RetroVerb::Close, survey.id, "", "retro-close-now", Style::Danger);
    post.blocks.push(Block::Buttons(vec![close]));
    post
}

fn button(locale: Locale, verb: RetroVerb, survey: SurveyId, receipt: &str, key: &str, style: Style) -> Button {
    let action = Action::Retro(RetroAction { verb, survey: survey.0, receipt: receipt.to_owned() }).encode();
    Button { action, label: word(locale, key), style, confirm: None }
}

fn buttons(locale: Locale, survey: SurveyId) -> Vec<Button> {
    vec![
        button(locale, RetroVerb::Answer, survey, "", "retro-answer", Style::Primary),
        button(locale, RetroVerb::Later, survey, "", "retro-later", Style::Plain),
        button(locale, RetroVerb::Decline, survey, "", "retro-decline", Style::Plain),
    ]
}

/// The questions for a person, with what they answered before. `receipt` comes back with the answers.
pub fn form(locale: Locale, survey: &Survey, by: &Person, receipt: &str) -> Form {
    let given = survey.given(by, receipt);
    let asked: Vec<&Question> = survey.asks(by).collect();
    let input = |(at, question): (usize, &&Question)| Input {
        key: question.id.clone(),
        label: question.words(locale).to_owned(),
        hint: (at == 0).then(|| word(locale, "retro-hint")),
        kind: match question.takes {
            Takes::Text => InputKind::Text { max: LONGEST },
            Takes::Scale => InputKind::Choice {
                options: (1..=5).map(|n| (n.to_string(), word(locale, &format!("retro-scale-{n}")))).collect(),
            },
        },
        required: false,
        initial: given.get(&question.id).cloned(),
        check: None,
    };
    let inputs = asked.iter().enumerate().map(input).collect();
    let action =
        Action::Retro(RetroAction { verb: RetroVerb::Answer, survey: survey.id.0, receipt: receipt.to_owned() })
            .encode();
    Form { action, title: word(locale, "retro-form"), submit: word(locale, "retro-send"), inputs }
}

/// To who answered. Of an anonymous survey the button holds the receipt: nobody else can change these answers, and who
/// loses it can't either.
pub fn thanks(locale: Locale, survey: &Survey, receipt: &str) -> Post {
    let key = if survey.anonymous { "retro-thanks-anonymous" } else { "retro-thanks" };
    let mut post = Post::line(word(locale, key));
    if survey.is_open() {
        let change = button(locale, RetroVerb::Answer, survey.id, receipt, "retro-change", Style::Plain);
        post.blocks.push(Block::Buttons(vec![change]));
    }
    post
}

/// A sentence about a survey.
pub fn done(locale: Locale, key: &str, survey: &Survey) -> Post {
    let args = Args::new().text("id", survey.id.to_string()).count(locale, "asked", survey.asked() as u64);
    Post::line(say(locale, key, &args))
}

pub fn refused(locale: Locale, no: No) -> Post {
    let (key, id) = match no {
        No::Unknown => ("retro-unknown", String::new()),
        No::NotOver => ("retro-not-over", String::new()),
        No::Another(other) => ("retro-another", other.to_string()),
        No::NotInCharge => ("retro-not-in-charge", String::new()),
        No::Refused(Refused::Closed) => ("retro-is-closed", String::new()),
        No::Refused(Refused::Empty) => ("retro-empty", String::new()),
        No::Refused(Refused::Answered) => ("retro-answered-before", String::new()),
    };
    Post::line(say(locale, key, &Args::new().text("id", id)))
}

/// What the answers say together; before the end only how many there are.
pub fn results(locale: Locale, survey: &Survey, results: &Results) -> Post {
    let title = say(locale, "retro-results", &Args::new().text("id", survey.id.to_string()));
    let rate = turnout(locale, "retro-rate", results.answered, results.asked, results.declined);
    let mut blocks = vec![Block::Heading(title.clone()), Block::Text(Rich::words(rate.clone()))];
    blocks.extend(left(locale, results.left).map(|words| Block::Context(Rich::words(words))));
    if survey.is_open() {
        blocks.push(Block::Context(Rich::words(word(locale, "retro-hidden"))));
        return Post { summary: format!("{title}. {rate}"), blocks, tone: Tone::Plain };
    }
    if !results.scales.is_empty() {
        blocks.push(Block::Chart(chart(locale, survey, &results.scales)));
    }
    if !results.apart.is_empty() {
        blocks.push(Block::Text(Rich::words(word(locale, "retro-apart"))));
        blocks.push(Block::List(
            results
                .apart
                .iter()
                .map(|apart| {
                    let role = |(role, mean): (Role, f64)| format!("{} {}", role.label(locale), decimal(locale, mean));
                    let args = Args::new()
                        .text("question", survey.questions[apart.question].words(locale))
                        .text("low", role(apart.low))
                        .text("high", role(apart.high));
                    Rich::words(say(locale, "retro-apart-line", &args))
                })
                .collect(),
        ));
    }
    for text in &results.texts {
        blocks.extend(quotes(locale, survey, text));
    }
    let left_out = left_out(locale, survey.least, results.answered, results.left_out);
    blocks.extend(left_out.map(|words| Block::Context(Rich::words(words))));
    blocks.push(Block::Buttons(vec![action::voice::add_button(locale, survey.incident)]));
    Post { summary: format!("{title}. {rate}"), blocks, tone: Tone::Good }
}

/// Who is not counted, because they are not there any more; nothing when there is nobody.
pub fn left(locale: Locale, left: usize) -> Option<String> {
    (left > 0).then(|| say(locale, "retro-left", &Args::new().count(locale, "left", left as u64)))
}

/// What the past says.
pub fn trends(locale: Locale, trends: &Trends) -> Post {
    if trends.incidents == 0 {
        return Post::line(word(locale, "retro-trends-none"));
    }
    let title = say(locale, "retro-trends", &Args::new().count(locale, "incidents", trends.incidents as u64));
    let field = |reading: &Reading| {
        let length = |time: Option<Duration>| time.map_or_else(|| "–".to_owned(), |time| length(locale, time));
        let value = match reading.lately {
            None => word(locale, "retro-clock-never"),
            Some(_) => {
                let args = Args::new().text("lately", length(reading.lately)).text("before", length(reading.before));
                say(locale, "retro-clock-lately", &args)
            }
        };
        Field { label: word(locale, &format!("retro-clock-{}", reading.clock.name())), value: Rich::words(value) }
    };
    let mut blocks = vec![Block::Heading(title.clone()), Block::Fields(trends.clocks.iter().map(field).collect())];
    if !trends.again.is_empty() {
        let kinds: Vec<String> =
            trends.again.iter().map(|(kind, times)| format!("{} ({times})", kind.label(locale))).collect();
        let again = format!("{} {}", word(locale, "retro-trends-again"), kinds.join(", "));
        blocks.push(Block::Text(Rich::words(again)));
    }
    if !trends.causes.is_empty() {
        let mut causes = Rich::words(format!("{} ", word(locale, "retro-trends-causes")));
        for (n, (cause, times)) in trends.causes.iter().enumerate() {
            causes.0.extend((n > 0).then(|| Span::Words(", ".into())));
            causes.0.extend([Span::Public(cause.clone()), Span::Words(format!(" ({times})"))]);
        }
        blocks.push(Block::Text(causes));
    }
    if let Some(share) = trends.alerts.precision() {
        let args = Args::new()
            .count(locale, "opened", trends.alerts.opened.into())
            .count(locale, "dismissed", trends.alerts.dismissed.into())
            .text("share", percent(locale, share));
        blocks.push(Block::Context(Rich::words(say(locale, "retro-trends-alerts", &args))));
    }
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// `7 min`, `5 h`, `3 d`
fn length(locale: Locale, time: Duration) -> String {
    let (key, count) = match time {
        time if time < Duration::hours(3) => ("retro-minutes", time.num_minutes()),
        time if time < Duration::days(3) => ("retro-hours", time.num_hours()),
        time => ("retro-days", time.num_days()),
    };
    say(locale, key, &Args::new().count(locale, "count", count.unsigned_abs()))
}

fn quotes(locale: Locale, survey: &Survey, text: &Text) -> Vec<Block> {
    let question = Block::Text(Rich(vec![Span::Strong(survey.questions[text.question].words(locale).to_owned())]));
    let shown = |(role, answer): &(Option<Role>, String)| {
        let cut: String = answer.chars().take(QUOTE).collect();
        let cut = if cut.len() < answer.len() { format!("{cut}…") } else { cut };
        let mut rich = Rich(vec![Span::Public(cut)]);
        if let Some(role) = role {
            rich.0.push(Span::Words(format!(" ({})", role.label(locale))));
        }
        rich
    };
    let mut blocks = vec![question, Block::List(text.answers.iter().take(QUOTED).map(shown).collect())];
    if !text.themes.is_empty() {
        let mut themes = Rich::words(format!("{} ", word(locale, "retro-themes")));
        for (at, (theme, people)) in text.themes.iter().enumerate() {
            themes.0.push(Span::Public(theme.clone()));
            let comma = if at + 1 < text.themes.len() { ", " } else { "" };
            themes.0.push(Span::Words(format!(" ({people}){comma}")));
        }
        blocks.push(Block::Context(themes));
    }
    if let Some(more) = text.answers.len().checked_sub(QUOTED).filter(|more| *more > 0) {
        let more = Args::new().count(locale, "more", more as u64);
        blocks.push(Block::Context(Rich::words(say(locale, "retro-more", &more))));
    }
    blocks
}

/// One bar a question: who does not agree, who is undecided, who agrees.
fn chart(locale: Locale, survey: &Survey, scales: &[Scale]) -> Chart {
    let row = |scale: &Scale| {
        let [one, two, three, four, five] = scale.counts;
        let label = format!("{} · {}", decimal(locale, scale.mean()), survey.questions[scale.question].words(locale));
        SplitRow { label, negative: one + two, neutral: three, positive: four + five }
    };
    let rows: Vec<SplitRow> = scales.iter().map(row).collect();
    let labels = SplitLabels::of_agreement(locale);
    let alt: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
    let title = word(locale, "retro-chart");
    Chart { alt: format!("{title} {}", alt.join(" ")), title, kind: ChartKind::Split { rows, labels } }
}
