//! `[language]`, `[policy]` and `[[watch]]`: how the bot lives with its team.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use commands::EmojiAction;
use serde::Deserialize;

use crate::chat::Place;
use crate::clock::Time;
use crate::home::{Home, QuietHours};
use crate::id::WatchId;
use crate::post::hours;
use crate::reading::Lang;
use crate::schedule::{Schedule, ScheduleError};
use crate::watch::{self, DigestSchedule, Query, Watch, WatchKind, WatchState};
use crate::words::Locale;

/// In which language and zone the bot speaks when nobody said otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguageSettings {
    /// `en`, `it`, `bg`, `el` or `zh-Hant`.
    pub default: String,
    /// IANA name.
    pub zone: String,
}

/// Where the bot speaks, and when it keeps quiet.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PolicySettings {
    /// For watches without a channel of their own: `sandbox:#crisis`.
    pub channel: String,
    /// Where alerts and incidents stand too: `discord:123`. A decision in one place is seen in all.
    pub also: Vec<String>,
    /// Where the operators are told what Squall can't mend by itself; `channel` when absent.
    pub ops: Option<String>,
    /// `22:00-07:00`, in the zone of `[language]`.
    pub quiet_hours: Option<String>,
    /// An alert of this severity (1 to 10) or more is heard in quiet hours too.
    pub quiet_unless_severity: u8,
    /// What emoji on an alert mean, beside or instead of what they mean by themselves: `fire = "open"`.
    pub reactions: BTreeMap<String, Reaction>,
}

/// What a reaction on an alert's card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    Acknowledge,
    Open,
    Snooze,
    Dismiss,
    Nothing,
}

/// `[[watch]]`: listened for from the first start on. What people change in the chat stays as they changed it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchSettings {
    pub name: String,
    pub query: String,
    #[serde(default)]
    pub kind: WatchKind,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default)]
    pub sources: Vec<String>,
    pub channel: Option<String>,
    /// Five-field cron.
    pub digest: Option<String>,
    /// Of the digest; that of `[language]` when absent.
    pub zone: Option<String>,
}

/// What is wrong, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum TeamError {
    #[error("[policy] also = {0:?} is no channel by its id; write slack:C012ABCDEF or discord:123456789012345678")]
    Also(String),
    #[error("[policy] ops = {0:?} is no channel by its id; write slack:C012ABCDEF or discord:123456789012345678")]
    Ops(String),
    #[error("[language] default = {0:?} is no language of the bot; use en, it, bg, el or zh-Hant")]
    Language(String),
    #[error("[language] zone = {0:?} is no time zone; use a name such as Europe/Sofia")]
    Zone(String),
    #[error("{0:?} is no channel; write a platform and a channel of it, such as sandbox:#crisis")]
    Channel(String),
    #[error("[policy] quiet_hours = {0:?} are no hours; write them as 22:00-07:00")]
    QuietHours(String),
    #[error("[policy] quiet_unless_severity = {0}; use 1 to 10")]
    Severity(u8),
    #[error("the query of the watch {name:?} is wrong\n{shown}")]
    Query { name: String, shown: String },
    #[error("{tag:?} in the watch {name:?} is no language that can be told; use tags such as el or zh-Hant")]
    Tag { name: String, tag: String },
    #[error("the digest of the watch {name:?} is wrong: {source}")]
    Digest { name: String, source: ScheduleError },
    #[error("two watches are called {0:?}; rename one")]
    Twice(String),
}

impl Default for LanguageSettings {
    fn default() -> Self {
        Self { default: "en".into(), zone: "UTC".into() }
    }
}

impl Default for PolicySettings {
    fn default() -> Self {
        Self {
            channel: "sandbox:#crisis".into(),
            also: Vec::new(),
            ops: None,
            quiet_hours: None,
            quiet_unless_severity: 8,
            reactions: BTreeMap::new(),
        }
    }
}

impl Reaction {
    /// What it does; nothing is a choice too.
    pub fn action(self) -> Option<EmojiAction> {
        match self {
            Self::Acknowledge => Some(EmojiAction::Acknowledge),
            Self::Open => Some(EmojiAction::Open),
            Self::Snooze => Some(EmojiAction::Snooze),
            Self::Dismiss => Some(EmojiAction::Dismiss),
            Self::Nothing => None,
        }
    }
}

/// The home that both sections describe.
pub fn home(language: &LanguageSettings, policy: &PolicySettings) -> Result<Home, TeamError> {
    let locale = Locale::nearest(&language.default).ok_or_else(|| TeamError::Language(language.default.clone()))?;
    let zone: Tz = language.zone.parse().map_err(|_| TeamError::Zone(language.zone.clone()))?;
    if !(1..=10).contains(&policy.quiet_unless_severity) {
        return Err(TeamError::Severity(policy.quiet_unless_severity));
    }
    let hours = |text: &String| {
        let (from, until) = hours(text)?;
        Some(QuietHours { from, until, unless_severity: policy.quiet_unless_severity })
    };
    let quiet = match &policy.quiet_hours {
        None => None,
        Some(text) => Some(hours(text).ok_or_else(|| TeamError::QuietHours(text.clone()))?),
    };
    Ok(Home { locale, zone, quiet, ..Home::new(channel(&policy.channel)?) })
}

/// Where alerts and incidents stand too.
pub fn also(policy: &PolicySettings) -> Result<Vec<Place>, TeamError> {
    policy
        .also
        .iter()
        .map(|text| channel(text).ok().filter(is_id).ok_or_else(|| TeamError::Also(text.clone())))
        .collect()
}

/// Where the operators are told.
pub fn ops(policy: &PolicySettings) -> Result<Option<Place>, TeamError> {
    let by_id = |text: &String| channel(text).ok().filter(is_id).ok_or_else(|| TeamError::Ops(text.clone()));
    policy.ops.as_ref().map(by_id).transpose()
}

/// Whether a place is said as events say it.
fn is_id(place: &Place) -> bool {
    match place.platform.as_str() {
        "slack" => place.channel.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()),
        "discord" => place.channel.bytes().all(|byte| byte.is_ascii_digit()),
        _ => true,
    }
}

/// The watches, checked.
pub fn watches(settings: &[WatchSettings], home: &Home, now: Time) -> Result<Vec<Watch>, TeamError> {
    let mut watches: Vec<Watch> = Vec::with_capacity(settings.len());
    for settings in settings {
        if watches.iter().any(|watch| watch::same_name(&watch.name, &settings.name)) {
            return Err(TeamError::Twice(settings.name.clone()));
        }
        watches.push(settings.watch(home, now)?);
    }
    Ok(watches)
}

impl WatchSettings {
    fn watch(&self, home: &Home, now: Time) -> Result<Watch, TeamError> {
        let name = || self.name.clone();
        Query::parse(&self.query)
            .map_err(|error| TeamError::Query { name: name(), shown: error.render(&self.query) })?;
        let language = |tag: &String| match Lang::from_tag(tag) {
            Lang::UND => Err(TeamError::Tag { name: name(), tag: tag.clone() }),
            language => Ok(language),
        };
        let digest = self.digest.as_ref().map(|cron| {
            let zone = self.zone.as_deref().unwrap_or_else(|| home.zone.name());
            let parsed = Schedule::parse(cron, zone).map_err(|source| TeamError::Digest { name: name(), source })?;
            Ok(DigestSchedule { cron: cron.clone(), zone: parsed.zone().to_owned() })
        });
        Ok(Watch {
            id: WatchId(0),
            name: watch::name(&self.name),
            kind: self.kind,
            query: self.query.clone(),
            languages: self.languages.iter().map(language).collect::<Result<_, _>>()?,
            sources: self.sources.clone(),
            channel: self.channel.as_deref().map(channel).transpose()?.map(|place| place.to_string()),
            digest: digest.transpose()?,
            state: WatchState::Active,
            created_at: now,
        })
    }
}

fn channel(text: &str) -> Result<Place, TeamError> {
    Place::parse(text).ok_or_else(|| TeamError::Channel(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn read(text: &str) -> Result<(Home, Vec<Watch>), String> {
        let settings = Settings::parse(text).map_err(|error| error.to_string())?;
        let home = home(&settings.language, &settings.policy).map_err(|error| error.to_string())?;
        let watches = watches(&settings.watch, &home, Time::default()).map_err(|error| error.to_string())?;
        Ok((home, watches))
    }

    #[test]
    fn a_team_in_sofia_sleeps_at_night_and_listens_for_acme() {
        let (home, watches) = read(
            "[language]\ndefault = \"bg\"\nzone = \"Europe/Sofia\"\n[policy]\nquiet_hours = \"22:00-07:00\"\n\
             [[watch]]\nname = \"acme\"\nquery = \"acme OR акме\"\ndigest = \"0 9 * * 1-5\"\nlanguages = [\"bg\"]\n",
        )
        .unwrap();
        assert_eq!((home.locale, home.zone), (Locale::Bg, chrono_tz::Europe::Sofia));
        assert!(home.quiet.is_some_and(|quiet| quiet.unless_severity == 8));
        assert_eq!(watches[0].digest.as_ref().map(|digest| digest.zone.as_str()), Some("Europe/Sofia"));
    }

    #[test]
    fn the_example_says_what_holds_without_it_and_every_line_of_it_is_good() {
        let example = include_str!("../../examples/squall.toml");
        let (home, watches) = read(example).unwrap();
        let (default, none) = read("").unwrap();
        assert_eq!((home, &watches), (default, &none));
        // Without their signs the lines that are commented out are settings too; a sentence begins with a capital.
        let setting = |line: &str| match line.trim_start_matches(['#', ' ']) {
            bare if line.starts_with('#') && !bare.starts_with(char::is_uppercase) && bare.contains(['=', '[']) => {
                bare.to_owned()
            }
            _ => line.to_owned(),
        };
        let all: Vec<String> = example.lines().map(setting).collect();
        let all = all.join("\n").replace("url = \"sqlite:squall.db\"", "");
        let (home, watches) = read(&all).unwrap();
        assert!(home.quiet.is_some() && watches.len() == 1);
    }

    #[test]
    fn what_is_wrong_is_named_with_what_would_be_right() {
        for (text, says) in [
            ("[language]\ndefault = \"tlh\"", "use en, it, bg, el or zh-Hant"),
            ("[language]\nzone = \"Sofia\"", "Europe/Sofia"),
            ("[policy]\nchannel = \"crisis\"", "sandbox:#crisis"),
            ("[policy]\nquiet_hours = \"late\"", "22:00-07:00"),
            ("[policy]\nquiet_unless_severity = 11", "1 to 10"),
            ("[[watch]]\nname = \"a\"\nquery = \"(acme\"", "^"),
            ("[[watch]]\nname = \"a\"\nquery = \"acme\"\ndigest = \"every day\"", "\"a\""),
            ("[[watch]]\nname = \"a\"\nquery = \"b\"\n[[watch]]\nname = \"A\"\nquery = \"b\"", "rename one"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(says), "{text}: {error}");
        }
    }
}
