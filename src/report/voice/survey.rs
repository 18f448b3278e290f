//! What those who had a part in it said afterwards, and what they do about it.

use super::super::facts::{Answer, Answers, Apart, By, Facts, Question, Recovery, Scale, Survey, Todo};
use crate::incident::timeline::voice::who;
use crate::post::chart::{ChartKind, SplitLabels, SplitRow};
use crate::post::{Block, Chart, Part, Rich, Span, Table};
use crate::retro::anonymity::Told;
use crate::retro::voice::{left, left_out, turnout};
use crate::words::{Args, Locale, decimal, number, say, word};

pub(super) fn section(locale: Locale, facts: &Facts) -> Vec<Part> {
    let Some(survey) = &facts.survey else { return Vec::new() };
    let answered = match (survey.answered, survey.answered_at_least) {
        (Some(answered), _) => Told::Exactly(answered),
        (None, Some(answered)) => Told::AtLeast(answered),
        (None, None) => Told::FewerThan(survey.withheld_below.unwrap_or_default()),
    };
    let rate = turnout(locale, "retro-rate", answered, survey.asked, survey.declined);
    let title = say(locale, "retro-results", &Args::new().text("id", survey.id.as_str()));
    let mut parts = vec![Part::Section(title), Block::Text(Rich::words(rate)).into()];
    parts.extend(left(locale, survey.left).map(|words| Block::Context(Rich::words(words)).into()));
    if survey.open {
        parts.push(Block::Context(Rich::words(word(locale, "retro-hidden"))).into());
    }
    parts.extend((!survey.scales.is_empty()).then(|| Block::Chart(chart(locale, survey)).into()));
    if !survey.apart.is_empty() {
        parts.push(Block::Heading(word(locale, "retro-apart")).into());
        parts.push(Block::List(survey.apart.iter().map(|apart| differ(locale, apart)).collect()).into());
    }
    parts.extend(survey.texts.iter().flat_map(|answers| written(locale, answers)));
    let least = survey.withheld_below.filter(|_| !survey.open);
    let left_out = least.and_then(|least| left_out(locale, least, answered, survey.left_out));
    parts.extend(left_out.map(|words| Block::Context(Rich::words(words)).into()));
    parts
}

/// What the team does so that the next one goes better.
pub(super) fn actions(locale: Locale, facts: &Facts) -> Vec<Part> {
    if facts.actions.is_empty() {
        return Vec::new();
    }
    let row = |todo: &Todo| {
        let mut state = Rich::words(word(locale, &format!("report-action-{}", todo.state)));
        if !todo.why.is_empty() {
            state.0.extend([Span::Words(word(locale, "timeline-colon")), Span::Public(todo.why.clone())]);
        }
        let what = Rich(vec![Span::Strong(format!("{} ", todo.id)), Span::Public(todo.text.clone())]);
        vec![Rich(vec![Span::Time(todo.due)]), Rich(vec![who(locale, &todo.owner)]), what, state]
    };
    let columns = ["report-column-due", "report-column-who", "report-column-what", "incident-state"];
    let head = columns.map(|key| word(locale, key)).to_vec();
    let table = Table { head, rows: facts.actions.iter().map(row).collect() };
    vec![Part::Section(word(locale, "report-actions")), table.into()]
}

/// Whether it has recovered, each time that the team was asked.
pub(super) fn recovery(locale: Locale, facts: &Facts) -> Vec<Part> {
    if facts.recovery.is_empty() {
        return Vec::new();
    }
    let row = |recovery: &Recovery| {
        let days = Args::new().count(locale, "count", u64::from(recovery.days));
        let key = match recovery.recovered {
            Some(true) => "report-recovered",
            Some(false) => "report-not-yet",
            None => "report-unanswered",
        };
        let by =
            recovery.said.iter().flat_map(|By { by, at }| [who(locale, by), Span::Words(", ".into()), Span::Time(*at)]);
        let heard = recovery.voices.zip(recovery.usual_voices).map(|(voices, usual)| {
            let args = Args::new().count(locale, "voices", super::whole(voices));
            say(locale, "checkin-voices-of", &args.text("usual", number(locale, super::whole(usual))))
        });
        vec![
            Rich::words(say(locale, "retro-days", &days)),
            Rich(by.collect()),
            Rich(vec![Span::Strong(word(locale, key))]),
            Rich::words(heard.unwrap_or_default()),
        ]
    };
    let columns = ["report-column-after", "report-column-who", "report-column-what", "report-volume"];
    let head = columns.map(|key| word(locale, key)).to_vec();
    let table = Table { head, rows: facts.recovery.iter().map(row).collect() };
    vec![Part::Section(word(locale, "report-recovery")), table.into()]
}

fn asked(locale: Locale, question: &Question) -> &str {
    question.get(locale.tag()).or_else(|| question.get("en")).map_or("", String::as_str)
}

/// One bar a question: who does not agree, who is undecided, who agrees.
fn chart(locale: Locale, survey: &Survey) -> Chart {
    let row = |scale: &Scale| {
        let [one, two, three, four, five] = scale.counts;
        let label = format!("{} · {}", decimal(locale, scale.mean), asked(locale, &scale.question));
        SplitRow { label, negative: one + two, neutral: three, positive: four + five }
    };
    let rows: Vec<SplitRow> = survey.scales.iter().map(row).collect();
    let labels = SplitLabels::of_agreement(locale);
    let alt: Vec<&str> = rows.iter().map(|row| row.label.as_str()).collect();
    let title = word(locale, "retro-chart");
    Chart { alt: format!("{title} {}", alt.join(" ")), title, kind: ChartKind::Split { rows, labels } }
}

fn differ(locale: Locale, apart: &Apart) -> Rich {
    let role =
        |(role, mean): &(String, f64)| format!("{} {}", commands::value_label(locale, role), decimal(locale, *mean));
    let args = Args::new()
        .text("question", asked(locale, &apart.question))
        .text("low", role(&apart.low))
        .text("high", role(&apart.high));
    Rich::words(say(locale, "retro-apart-line", &args))
}

/// Everything that people wrote in answer to a question.
fn written(locale: Locale, answers: &Answers) -> Vec<Part> {
    let line = |answer: &Answer| {
        let mut rich = Rich(vec![Span::Public(answer.text.clone())]);
        let role = answer.role.iter().map(|role| format!(" ({})", commands::value_label(locale, role)));
        rich.0.extend(role.map(Span::Words));
        rich
    };
    let mut parts: Vec<Part> = vec![
        Block::Heading(asked(locale, &answers.question).to_owned()).into(),
        Block::List(answers.answers.iter().map(line).collect()).into(),
    ];
    if !answers.themes.is_empty() {
        let mut themes = Rich::words(format!("{} ", word(locale, "retro-themes")));
        for (n, (theme, people)) in answers.themes.iter().enumerate() {
            themes.0.extend((n > 0).then(|| Span::Words(", ".into())));
            themes.0.extend([Span::Public(theme.clone()), Span::Words(format!(" ({people})"))]);
        }
        parts.push(Block::Context(themes).into());
    }
    parts
}
