//! What the bot says about the public and an incident: the four questions that everybody asks, and what follows.

use commands::{Action, AlertAction, IncidentAction};

use super::{Around, Country, Hour, Influencer, Mood, Situation, Spoken};
use crate::home::Room;
use crate::incident::Incident;
use crate::incident::voice::button;
use crate::post::chart::{ChartKind, SplitLabels, SplitRow};
use crate::post::{Block, Button, Chart, Field, Post, Rich, Span, Style, Tone};
use crate::words::{Args, Locale, language_name, number, percent, say, word};

/// Between values that stand in a row.
const DOT: &str = " · ";
/// Minutes after a statement in which what follows says nothing yet.
const SETTLES: u32 = 5;
/// Languages and countries that are named; the rest is small.
const LANGUAGES: usize = 5;
const COUNTRIES: usize = 8;

/// For the living card: how many, how they feel, who, in the press or not; in which languages and countries.
pub fn fields(locale: Locale, situation: &Situation) -> Option<Block> {
    situation.watch?;
    let field = |key: &str, value: Rich| Field { label: word(locale, key), value };
    let mut fields = vec![
        field("situation-voices", Rich::words(voices(locale, situation))),
        field("situation-mood", Rich::words(feeling(locale, situation))),
        field("situation-who", influencers(locale, &situation.figures.influencers)),
        field("situation-press", Rich::words(press(locale, situation.figures.press))),
    ];
    let languages = languages(locale, situation);
    if !languages.is_empty() {
        fields.push(field("situation-languages", Rich::words(languages)));
    }
    let spoke = situation.figures.statements.last();
    fields.extend(spoke.map(|around| field("situation-around", latest(locale, around))));
    let figures = &situation.figures;
    if !figures.countries.is_empty() {
        fields.push(field("situation-countries", Rich::words(countries(locale, &figures.countries))));
    }
    if figures.gone > 0 {
        fields.push(field("situation-gone", Rich::words(gone(locale, figures.gone))));
    }
    Some(Block::Fields(fields))
}

/// The whole picture, for who asks.
pub fn whole(room: &Room, incident: &Incident, situation: &Situation) -> Post {
    let locale = room.locale;
    let title = about(locale, "situation-title", incident);
    let mut blocks = vec![Block::Heading(title.clone())];
    match fields(locale, situation) {
        Some(fields) => blocks.push(fields),
        None => blocks.push(Block::Text(Rich::words(about(locale, "situation-unheard", incident)))),
    }
    blocks.extend(statements(locale, situation));
    blocks.extend(chart(locale, incident, &situation.figures.languages));
    if situation.watch.is_some() {
        blocks.push(Block::Context(Rich::say(
            locale,
            "situation-since",
            Args::new(),
            &[("since", Span::Time(situation.since)), ("at", Span::Time(situation.looked_at))],
        )));
    }
    blocks.push(Block::Buttons(buttons(locale, incident)));
    Post { summary: title, blocks, tone: Tone::Plain }
}

fn buttons(locale: Locale, incident: &Incident) -> Vec<Button> {
    let mut buttons = Vec::new();
    buttons.extend(incident.alert.map(|alert| Button {
        action: Action::Alert(AlertAction::Mentions { alert: alert.0, page: 0 }).encode(),
        label: word(locale, "alert-mentions"),
        style: Style::Plain,
        confirm: None,
    }));
    let evidence = IncidentAction::Evidence { incident: incident.id.0, page: 0 };
    buttons.push(button(locale, evidence, "evidence-show", Style::Plain));
    buttons
}

/// Whispered: nothing is counted, and the way.
pub fn unheard(locale: Locale, incident: &Incident) -> Post {
    Post::line(about(locale, "situation-unheard", incident))
}

/// In the thread: it had calmed down, people called it over, and it has begun again.
pub fn relapsed(locale: Locale, incident: &Incident, situation: &Situation) -> Post {
    let args = Args::new()
        .text("id", incident.id.to_string())
        .count(locale, "voices", whole_number(situation.figures.hour.voices))
        .text("usual", usual(locale, situation.usual.voices));
    Post { tone: Tone::Danger, ..Post::line(say(locale, "situation-relapsed", &args)) }
}

/// Whispered: which watch hears of it now.
pub fn heard(locale: Locale, incident: &Incident, watch: &str) -> Post {
    Post::line(say(locale, "situation-heard", &Args::new().text("id", incident.id.to_string()).text("watch", watch)))
}

fn voices(locale: Locale, situation: &Situation) -> String {
    let figures = &situation.figures;
    let args = Args::new()
        .count(locale, "voices", figures.voices)
        .count(locale, "reach", figures.reach)
        .count(locale, "hour", whole_number(figures.hour.voices))
        .text("usual", usual(locale, situation.usual.voices));
    say(locale, "situation-voices-of", &args)
}

fn feeling(locale: Locale, situation: &Situation) -> String {
    let of = |share: Option<f64>| share.map(|share| percent(locale, share));
    let Some(all) = of(situation.figures.mood.share()) else { return word(locale, "situation-mood-few") };
    let args = Args::new().text("percent", all);
    match of(situation.figures.hour.share()) {
        Some(hour) => say(locale, "situation-mood-hour", &args.text("hour", hour)),
        None => say(locale, "situation-mood-of", &args),
    }
}

/// Those whom many follow, by the names that they gave themselves.
pub fn influencers(locale: Locale, named: &[Influencer]) -> Rich {
    if named.is_empty() {
        return Rich::words(word(locale, "situation-who-none"));
    }
    let mut spans = Vec::new();
    for (n, influencer) in named.iter().enumerate() {
        spans.extend((n > 0).then(|| Span::Words(DOT.into())));
        spans.push(Span::Public(influencer.author.clone()));
        let followers = Args::new().count(locale, "followers", influencer.followers);
        spans.push(Span::Words(format!(" ({})", say(locale, "common-followers", &followers))));
    }
    Rich(spans)
}

fn press(locale: Locale, pieces: u64) -> String {
    match pieces {
        0 => word(locale, "situation-press-none"),
        _ => say(locale, "situation-press-of", &Args::new().count(locale, "pieces", pieces)),
    }
}

fn languages(locale: Locale, situation: &Situation) -> String {
    let known = situation.figures.languages.iter().filter(|spoken| spoken.language.tag() != "und");
    let named = known.take(LANGUAGES).map(|spoken| {
        format!("{} {}", language_name(locale, spoken.language.tag()), number(locale, spoken.mood.total()))
    });
    let mut said: Vec<String> = named.collect();
    if let Some((first, minutes)) = situation.figures.first_foreign.zip(situation.minutes_to_foreign()) {
        let args = Args::new().text("language", language_name(locale, first.language.tag()));
        said.push(say(locale, "situation-foreign", &args.count(locale, "minutes", minutes)));
    }
    said.join(DOT)
}

/// `IT 40 · GR 12 +3`: most first, and how many more.
pub fn countries(locale: Locale, countries: &[Country]) -> String {
    let named = countries.iter().take(COUNTRIES).map(|country| match country.mentions {
        0 => country.code.clone(),
        mentions => format!("{} {}", country.code, number(locale, mentions)),
    });
    let named = named.collect::<Vec<_>>().join(DOT);
    match u64::try_from(countries.len().saturating_sub(COUNTRIES)) {
        Ok(more) if more > 0 => format!("{named} +{}", number(locale, more)),
        _ => named,
    }
}

/// How much of what is kept is not in public any more.
pub fn gone(locale: Locale, gone: u64) -> String {
    say(locale, "situation-gone-of", &Args::new().count(locale, "gone", gone))
}

/// How it was before the last statement, and how it is since.
fn latest(locale: Locale, around: &Around) -> Rich {
    let key = if around.minutes < SETTLES { "situation-around-new" } else { "situation-around-of" };
    let args = Args::new()
        .text("before", hour(locale, &around.before))
        .text("after", hour(locale, &around.after))
        .count(locale, "minutes", u64::from(around.minutes));
    Rich::say(locale, key, args, &[("at", Span::Time(around.at))])
}

/// Before and after each statement, when there were any.
pub fn statements(locale: Locale, situation: &Situation) -> Option<Block> {
    let around = situation.figures.statements.iter();
    let lines: Vec<Rich> = around.map(|around| statement(locale, around)).collect();
    (!lines.is_empty()).then_some(Block::List(lines))
}

fn statement(locale: Locale, around: &Around) -> Rich {
    let args = Args::new()
        .text("before", hour(locale, &around.before))
        .text("after", hour(locale, &around.after))
        .count(locale, "minutes", u64::from(around.minutes));
    Rich::say(locale, "situation-statement", args, &[("at", Span::Time(around.at))])
}

/// `40 voices, 75% negative`
pub fn hour(locale: Locale, hour: &Hour) -> String {
    let args = Args::new().count(locale, "voices", whole_number(hour.voices));
    match hour.share() {
        Some(share) => say(locale, "situation-hour", &args.text("percent", percent(locale, share))),
        None => say(locale, "situation-hour-few", &args),
    }
}

/// How each language feels.
pub fn chart(locale: Locale, incident: &Incident, spoken: &[Spoken]) -> Option<Block> {
    let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |spoken: &Spoken| {
        let Mood { negative, neutral, positive } = spoken.mood;
        let label = language_name(locale, spoken.language.tag());
        SplitRow { label, negative: count(negative), neutral: count(neutral), positive: count(positive) }
    };
    let rows: Vec<SplitRow> = spoken.iter().filter(|spoken| spoken.mood.total() > 0).take(LANGUAGES).map(row).collect();
    let first = rows.first()?.label.clone();
    let labels = SplitLabels::of_sentiment(locale);
    let args = Args::new().text("id", incident.id.to_string()).text("language", first);
    let (title, alt) = (say(locale, "situation-chart", &args), say(locale, "situation-chart-alt", &args));
    Some(Block::Chart(Chart { title, alt, kind: ChartKind::Split { rows, labels } }))
}

/// What is usual, in whole voices: less than one is said so.
pub fn usual(locale: Locale, voices: f64) -> String {
    if voices > 0.0 && voices < 1.0 { "<1".to_owned() } else { number(locale, whole_number(voices)) }
}

/// Voices for people: whole ones.
pub fn whole_number(voices: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
    let voices = voices.round().max(0.0) as u64;
    voices
}

fn about(locale: Locale, key: &str, incident: &Incident) -> String {
    say(locale, key, &Args::new().text("id", incident.id.to_string()))
}
