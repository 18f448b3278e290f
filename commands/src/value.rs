//! What an argument can be, and how each kind is read from what a person typed.

use crate::Quiet;
use crate::fold::{fold, invisible, is_dash, trim_end_mark};
use crate::link::is_web;
pub use crate::schedule::Schedule;
use crate::token::unquote;
use crate::{Locale, words};

/// The kinds of values, for those who describe them: refusals, help, the platforms' registrations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A new watch's name.
    Name,
    /// An existing watch, by name.
    Watch,
    /// A query, exactly as typed.
    Query,
    /// Free text.
    Text,
    /// The name of a command.
    Topic,
    /// An alert: `A-7`.
    Alert,
    /// An incident: `INC-3`.
    Incident,
    /// A statement: `S-1`.
    Statement,
    /// A statement's revision: `v2`.
    Revision,
    /// A task: `K-4`.
    Task,
    /// An action after an incident: `ACT-3`.
    Item,
    /// A decision about conduct: `C-4`.
    Measure,
    /// An address of the web.
    Link,
    /// Somebody of the team: `@nikos`.
    Person,
    /// Some of the team: `@nikos, @maya`.
    People,
    /// A day of the calendar: `2026-12-07`.
    Day,
    /// A day and a time: `2026-12-07 15:00`.
    Moment,
    /// One of these.
    Choice(&'static [&'static str]),
    /// A length of time; these are offered.
    Span(&'static [&'static str]),
    /// A language of the bot.
    Language,
    /// Languages of mentions: `el,bg`.
    Languages,
    /// Names of sources: `bluesky,rss`.
    Sources,
    /// A channel of the chat.
    Channel,
    /// Five-field cron, or `off`.
    Schedule,
    /// An IANA time zone.
    Zone,
    /// From when until when: `22:00-07:00`, or `off`.
    Hours,
    /// 1 to 10.
    Severity,
    /// Names of watches with commas between, or `all`.
    Watches,
}

impl Takes {
    /// Whether it takes all words that remain, as the last positional argument.
    pub(crate) fn is_greedy(self) -> bool {
        matches!(
            self,
            Self::Watch | Self::Watches | Self::Query | Self::Text | Self::Topic | Self::Span(_) | Self::Moment
        )
    }

    /// What may stand there, shortly: `brand|product`, `el,bg`, `#crisis`.
    pub(crate) fn shape(self, locale: Locale) -> String {
        match self {
            Self::Choice(values) | Self::Span(values) => values.join("|"),
            Self::Language => Locale::ALL.map(Locale::tag).join("|"),
            Self::Languages => "el,bg".to_owned(),
            Self::Sources => "bluesky,rss".to_owned(),
            Self::Channel => "#crisis".to_owned(),
            Self::Schedule => "\"0 9 * * 1-5\"|off".to_owned(),
            Self::Zone => "Europe/Sofia".to_owned(),
            Self::Hours => "22:00-07:00|off".to_owned(),
            Self::Severity => "6".to_owned(),
            Self::Watches => format!("{0},{0}", words::name(locale, "option-name").to_uppercase()),
            Self::Alert => "A-7".to_owned(),
            Self::Incident => "INC-3".to_owned(),
            Self::Statement => "S-1".to_owned(),
            Self::Revision => "v2".to_owned(),
            Self::Task => "K-4".to_owned(),
            Self::Item => "ACT-3".to_owned(),
            Self::Measure => "C-4".to_owned(),
            Self::Link => "https://...".to_owned(),
            Self::Person => "@nikos".to_owned(),
            Self::People => "@nikos,@maya".to_owned(),
            Self::Day => "2026-12-07".to_owned(),
            Self::Moment => "2026-12-07 15:00".to_owned(),
            Self::Name | Self::Watch => words::name(locale, "option-name").to_uppercase(),
            Self::Query => words::name(locale, "option-query").to_uppercase(),
            Self::Text | Self::Topic => words::name(locale, "option-text").to_uppercase(),
        }
    }
}

impl Takes {
    /// What would be right, for a refusal.
    pub(crate) fn cure(self, locale: Locale) -> String {
        let expected = match self {
            Self::Choice(values) | Self::Span(values) => values.join(", "),
            Self::Language => Locale::ALL.map(Locale::tag).join(", "),
            Self::Name => words::word(locale, "expected-name"),
            Self::Watch => words::word(locale, "expected-watch"),
            Self::Query => words::word(locale, "expected-query"),
            Self::Text => words::word(locale, "expected-text"),
            Self::Topic => words::word(locale, "expected-command"),
            Self::Alert => words::word(locale, "expected-alert"),
            Self::Incident => words::word(locale, "expected-incident"),
            Self::Statement => words::word(locale, "expected-statement"),
            Self::Revision => words::word(locale, "expected-revision"),
            Self::Task => words::word(locale, "expected-task"),
            Self::Item => words::word(locale, "expected-action"),
            Self::Measure => words::word(locale, "expected-measure"),
            Self::Link => words::word(locale, "expected-link"),
            Self::Person => words::word(locale, "expected-person"),
            Self::People => words::word(locale, "expected-people"),
            Self::Day => words::word(locale, "expected-day"),
            Self::Moment => words::word(locale, "expected-moment"),
            Self::Languages => words::word(locale, "expected-languages"),
            Self::Sources => words::word(locale, "expected-sources"),
            Self::Channel => words::word(locale, "expected-channel"),
            Self::Schedule => words::word(locale, "expected-schedule"),
            Self::Zone => words::word(locale, "expected-zone"),
            Self::Hours => words::word(locale, "expected-hours"),
            Self::Severity => words::word(locale, "expected-severity"),
            Self::Watches => words::word(locale, "expected-watches"),
        };
        words::say(locale, "refusal-expected", &[("expected", expected)])
    }
}

/// A kind of value. `read` gets what was typed, without the quotes except for [`Query`].
pub trait Value {
    type Out;
    const TAKES: Takes;
    fn read(typed: &str) -> Option<Self::Out>;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident: $out:ty = $takes:expr, $read:expr;)*) => {$(
        $(#[$doc])*
        pub enum $kind {}
        impl Value for $kind {
            type Out = $out;
            const TAKES: Takes = $takes;
            fn read(typed: &str) -> Option<$out> {
                ($read)(typed)
            }
        }
    )*};
}

kinds! {
    /// A new watch's name: at most [`MAX_NAME`] characters, on one line.
    Name: String = Takes::Name, read_name;
    /// An existing watch, by name.
    Watch: String = Takes::Watch, read_name;
    /// A query, exactly as typed.
    Query: String = Takes::Query, some_text;
    /// Free text.
    Text: String = Takes::Text, |typed: &str| some_text(unquote(typed.trim()));
    /// The name of a command.
    Topic: String = Takes::Topic, |typed: &str| some_text(unquote(typed.trim()));
    /// An alert's number.
    Alert: i64 = Takes::Alert, |typed: &str| read_number(typed, &['a', 'α', 'а', '#']);
    /// An incident's number.
    Incident: i64 = Takes::Incident, read_incident;
    /// An incident's number, or that it is none of them.
    Belongs: Option<i64> = Takes::Incident, read_belongs;
    /// The number of a statement's revision.
    Revision: u32 = Takes::Revision, read_revision;
    /// A statement's number.
    Statement: i64 = Takes::Statement, |typed: &str| read_number(typed, &['s', 'с', 'σ', 'ς', '#']);
    /// A task's number.
    Task: i64 = Takes::Task, |typed: &str| read_number(typed, &['k', 'к', 'κ', '#']);
    /// The number of an action after an incident.
    Item: i64 = Takes::Item, |typed: &str| read_number(typed, &['a', 'c', 't', 'α', 'а', 'с', 'т', '#']);
    /// The number of a decision about conduct.
    Measure: i64 = Takes::Measure, |typed: &str| read_number(typed, &['c', 'с', 'ц', 'ψ', '#']);
    /// An address of the web.
    Link: String = Takes::Link, read_link;
    /// What a statement is for.
    Purpose: String = Takes::Choice(PURPOSES), |typed: &str| read_choice(typed, PURPOSES);
    /// Where a statement will stand in public.
    Outlet: String = Takes::Choice(OUTLETS), |typed: &str| read_choice(typed, OUTLETS);
    /// Yes or no.
    Yes: bool = Takes::Choice(&["on", "off"]), |typed: &str| Some(read_choice(typed, &["on", "off"])? == "on");
    /// A person, by the platform's own id.
    Person: String = Takes::Person, read_person;
    /// Some people, by the platform's own ids.
    People: Vec<String> = Takes::People, read_people;
    /// A language of the bot, by tag or by name in any language.
    Language: Locale = Takes::Language, read_language;
    /// Tags of languages; `all` is none in particular.
    Languages: Vec<String> = Takes::Languages, read_languages;
    /// Names of sources; `all` is none in particular.
    Sources: Vec<String> = Takes::Sources, read_list;
    /// A channel.
    Place: Channel = Takes::Channel, Channel::read;
    /// When digests come.
    When: Schedule = Takes::Schedule, Schedule::read;
    /// An IANA time zone's name. Whether it exists is for the owner of the zone tables to say.
    Zone: String = Takes::Zone, read_zone;
    /// From when until when, or never.
    Hours: Quiet = Takes::Hours, Quiet::read;
    /// How grave an alert is, 1 to 10.
    Severity: u8 = Takes::Severity, read_severity;
    /// Names of watches; `all` is none in particular.
    Watches: Vec<String> = Takes::Watches, read_watches;
}

/// What statements are for.
pub const PURPOSES: &[&str] = &["holding", "reactive", "correction", "apology", "reply", "memo", "video"];

/// Where statements stand in public.
pub const OUTLETS: &[&str] =
    &["press", "x", "threads", "bluesky", "mastodon", "instagram", "facebook", "linkedin", "tiktok", "youtube", "line"];

/// The longest name of a watch, in characters: it must fit a button and a list.
pub const MAX_NAME: usize = 40;

/// The languages that a mention can be found in, as BCP 47 tags: those that the reader knows.
pub const MENTION_LANGUAGES: &[&str] = &[
    "en", "it", "bg", "el", "zh-Hant", "zh-Hans", "zh", "es", "fr", "de", "pt", "ru", "uk", "mk", "sr", "ar", "hi",
    "ja", "ko", "nl", "pl", "tr", "ro", "sv", "da", "no", "fi", "cs", "hu", "hr", "ca", "id", "vi", "th", "he", "fa",
    "sk", "sl", "be", "el-Latn", "bg-Latn",
];

/// A channel as a person names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The platform's own id, from a mention (`<#C012|crisis>`) or a picker.
    Id(String),
    /// The name, without `#`.
    Name(String),
}

impl Channel {
    fn read(typed: &str) -> Option<Self> {
        let typed = trim_end_mark(typed.trim());
        if let Some(inside) = typed.strip_prefix("<#").and_then(|rest| rest.strip_suffix('>')) {
            return some_text(inside.split('|').next()?).map(Self::Id);
        }
        if typed.len() >= 15 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::Id(typed.to_owned()));
        }
        let name = typed.trim_start_matches(['#', '＃']);
        (!name.contains(char::is_whitespace)).then(|| some_text(name).map(Self::Name))?
    }
}

fn read_severity(typed: &str) -> Option<u8> {
    let folded = fold(trim_end_mark(typed.trim()));
    let severity = folded.strip_suffix("/10").unwrap_or(&folded).parse().ok()?;
    (1..=10).contains(&severity).then_some(severity)
}

/// Names between commas of any script. `all` empties the list.
fn read_watches(typed: &str) -> Option<Vec<String>> {
    if words::is_called(trim_end_mark(typed.trim()), "value-all") {
        return Some(Vec::new());
    }
    typed.split([',', '，', '、']).filter(|name| !name.trim().is_empty()).map(read_name).collect()
}

fn some_text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

fn read_name(typed: &str) -> Option<String> {
    let name: String = unquote(typed.trim()).chars().filter(|c| !invisible(*c)).collect();
    let name = name.trim_end_matches(['.', ',', ';', '。', '，']);
    let one_line = name.chars().count() <= MAX_NAME && !name.contains(char::is_control);
    one_line.then(|| some_text(name))?
}

/// `A-7` as people write it: lower case, with any dash, without it, with a Greek or Cyrillic letter, or the number alone.
fn read_number(typed: &str, letters: &[char]) -> Option<i64> {
    let folded = fold(trim_end_mark(typed.trim()));
    let number = folded.trim_start_matches(letters).trim_start_matches(is_dash);
    (folded.len() - number.len() <= 8 && number.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| number.parse().ok())?
}

/// `INC-3` as people write it: lower case, with any dash or none, or the number alone.
fn read_incident(typed: &str) -> Option<i64> {
    let folded = fold(trim_end_mark(typed.trim()));
    let number = folded.trim_start_matches('#');
    let number = number.strip_prefix("inc").unwrap_or(number).trim_start_matches(is_dash);
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.parse().ok())?
}

fn read_belongs(typed: &str) -> Option<Option<i64>> {
    let none = words::is_called(trim_end_mark(typed.trim()), "value-off");
    if none { Some(None) } else { read_incident(typed).map(Some) }
}

/// `v2` as a card shows it, or the number alone.
fn read_revision(typed: &str) -> Option<u32> {
    let folded = fold(trim_end_mark(typed.trim()));
    let digits = folded.strip_prefix('v').unwrap_or(&folded);
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?;
    number.filter(|revision| *revision > 0)
}

/// Platforms put links in brackets, and a label behind a bar.
fn read_link(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let inside = typed.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let link = inside.map_or(typed, |inside| inside.split('|').next().unwrap_or(inside));
    is_web(link).then(|| link.to_owned())
}

fn read_choice(typed: &str, choices: &[&str]) -> Option<String> {
    let called = |choice: &&&str| words::is_called(typed, &format!("value-{choice}"));
    choices.iter().find(called).map(|choice| (*choice).to_owned())
}

/// A person as platforms write a mention: `<@U012|nikos>`, `<@!8035>`, `@nikos`.
fn read_person(typed: &str) -> Option<String> {
    let typed = trim_end_mark(typed.trim());
    let inside = match typed.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>')) {
        Some(inside) => inside.trim_start_matches('!').split('|').next()?,
        None => typed.trim_start_matches(['@', '＠']),
    };
    let is_id = inside.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    (is_id && inside.chars().count() <= 60).then(|| some_text(inside))?
}

/// The people whom a line names, by the platform's own ids: `@nikos`, `<@U012|nikos>`.
pub fn people_in(line: &str) -> Vec<String> {
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    words.filter(|word| word.starts_with(['@', '＠']) || word.starts_with("<@")).filter_map(read_person).collect()
}

/// People between commas of any script, or spaces.
fn read_people(typed: &str) -> Option<Vec<String>> {
    let mentions = typed.split([',', '，', '、']).flat_map(str::split_whitespace);
    let people: Option<Vec<String>> = mentions.map(read_person).collect();
    people.filter(|people| !people.is_empty())
}

fn read_language(typed: &str) -> Option<Locale> {
    let typed = trim_end_mark(typed.trim());
    let named = Locale::ALL.into_iter().find(|locale| words::is_called(typed, &format!("value-{}", locale.tag())));
    named.or_else(|| Locale::nearest(&fold(typed)))
}

fn read_languages(typed: &str) -> Option<Vec<String>> {
    let tag = |word: String| {
        let known = MENTION_LANGUAGES.iter().find(|tag| tag.eq_ignore_ascii_case(&word)).copied();
        let named = || Locale::ALL.into_iter().find(|l| words::is_called(&word, &format!("value-{}", l.tag())));
        known.or_else(|| named().map(Locale::tag)).map(str::to_owned)
    };
    read_list(typed)?.into_iter().map(tag).collect()
}

/// Words between commas of any script, folded. `all` empties the list.
fn read_list(typed: &str) -> Option<Vec<String>> {
    let split = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '+');
    let found: Vec<String> =
        typed.split(split).map(|word| fold(trim_end_mark(word))).filter(|word| !word.is_empty()).collect();
    match found.as_slice() {
        [] => None,
        [one] if words::is_called(one, "value-all") => Some(Vec::new()),
        _ => Some(found),
    }
}

fn read_zone(typed: &str) -> Option<String> {
    let zone = trim_end_mark(typed.trim());
    let ok = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+');
    (!zone.is_empty() && zone.len() <= 40 && zone.chars().all(ok)).then(|| zone.to_owned())
}
