//! What the public does while the team works: how many, how they feel, who among them, in the press or not, in which
//! languages and countries; and whether it is over, or begins again.

pub mod desk;
pub mod store;
pub mod voice;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::IncidentKind;
use super::severity::Signals;
use crate::clock::Time;
use crate::id::{IncidentId, WatchId};
use crate::mention::MEDIA;
use crate::reading::Lang;

/// How often it is looked at.
pub const EVERY: Duration = Duration::minutes(5);
/// How long it must have been calm before its end is proposed.
pub const CALM_FOR: Duration = Duration::hours(2);
/// How long after "not yet" its end is proposed again.
pub const ASK_AGAIN: Duration = Duration::hours(6);
/// How long after its end it is looked at for a relapse.
pub const RELAPSE_WITHIN: Duration = Duration::hours(24);
/// Voices and negative ones of an hour are usual up to this many times the usual, and a few.
const CALM_FACTOR: f64 = 1.5;
const CALM_MARGIN: f64 = 2.0;
/// From this many times the usual it has begun again, with at least a few voices.
const LOUD_FACTOR: f64 = 3.0;
const LOUD_LEAST: f64 = 10.0;
/// With fewer mentions a share of negative ones says nothing.
const WORTH_A_SHARE: u64 = 5;

/// What is known about the public and an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Situation {
    pub incident: IncidentId,
    /// What hears of it; none when nobody said.
    pub watch: Option<WatchId>,
    /// From then on what the public says belongs to it.
    pub since: Time,
    pub usual: Usual,
    pub looked_at: Time,
    /// Since when voices and mood have been as usual.
    pub calm_since: Option<Time>,
    pub figures: Figures,
}

/// What an hour of the week before held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    pub voices: f64,
    pub negative: f64,
}

/// What was heard since it began.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Floods counted as what they are.
    pub voices: u64,
    pub mentions: u64,
    pub mood: Mood,
    /// People who may have seen it.
    pub reach: u64,
    /// Voices and negative mentions of the last hour.
    pub hour: Hour,
    /// The fastest quarter of an hour, as voices an hour.
    pub peak: f64,
    /// Pieces in the media.
    pub press: u64,
    /// Those whom most people follow.
    pub influencers: Vec<Influencer>,
    /// Most first.
    pub languages: Vec<Spoken>,
    pub new_languages: Vec<Lang>,
    /// The first word in a language that hardly spoke of it before.
    pub first_foreign: Option<Foreign>,
    /// Of the authors, as far as sources know them, and of the media by their addresses; most first.
    pub countries: Vec<Country>,
    /// Mentions that are kept and gone where they were said.
    #[serde(skip_serializing_if = "is_zero")]
    pub gone: u64,
    /// Around each statement, oldest first.
    pub statements: Vec<Around>,
}

/// Mentions by how they feel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mood {
    pub negative: u64,
    pub neutral: u64,
    pub positive: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hour {
    pub voices: f64,
    pub negative: u64,
    pub total: u64,
}

/// Somebody whom many follow. The name is public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Influencer {
    pub author: String,
    pub platform: String,
    pub followers: u64,
}

/// How one language speaks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    pub language: Lang,
    pub mood: Mood,
}

/// How much comes from one country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "CountryTold")]
pub struct Country {
    /// ISO 3166-1 alpha-2: `IT`.
    pub code: String,
    pub mentions: u64,
}

/// Older records have codes alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum CountryTold {
    Counted { code: String, mentions: u64 },
    Code(String),
}

impl From<CountryTold> for Country {
    fn from(told: CountryTold) -> Self {
        match told {
            CountryTold::Counted { code, mentions } => Self { code, mentions },
            CountryTold::Code(code) => Self { code, mentions: 0 },
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foreign {
    pub language: Lang,
    pub at: Time,
}

/// The hour before a statement and what has passed of the hour after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Around {
    pub at: Time,
    pub before: Hour,
    pub after: Hour,
    /// How much of the hour after has passed.
    pub minutes: u32,
}

/// What a look at the public means for an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Goes,
    /// As usual since then.
    Calm {
        since: Time,
    },
    /// It had been as usual, and is loud again.
    Relapse,
}

impl Mood {
    pub fn total(&self) -> u64 {
        self.negative + self.neutral + self.positive
    }

    /// The share that is negative; none of too few mentions.
    pub fn share(&self) -> Option<f64> {
        share(self.negative, self.total())
    }
}

impl Hour {
    pub fn share(&self) -> Option<f64> {
        share(self.negative, self.total)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
fn share(negative: u64, total: u64) -> Option<f64> {
    (total >= WORTH_A_SHARE).then(|| negative as f64 / total as f64)
}

impl Usual {
    /// Whether an hour is nothing unusual, in voices and in mood.
    #[expect(clippy::cast_precision_loss, reason = "mentions of an hour")]
    pub fn is_calm(&self, hour: &Hour) -> bool {
        let calm = |now: f64, usual: f64| now <= usual * CALM_FACTOR + CALM_MARGIN;
        calm(hour.voices, self.voices) && calm(hour.negative as f64, self.negative)
    }

    /// Whether an hour is as loud as a new beginning.
    pub fn is_loud(&self, hour: &Hour) -> bool {
        hour.voices >= (self.voices * LOUD_FACTOR).max(LOUD_LEAST)
    }

    /// How many times the usual, in whole multiples.
    pub fn times(&self, voices: f64) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative")]
        let times = (voices / self.voices.max(1.0)).max(0.0) as u64;
        times
    }
}

impl Situation {
    /// What the last look means, and since when it has been calm. `over` says that people called it over.
    pub fn course(&self, over: bool, now: Time) -> Course {
        let hour = &self.figures.hour;
        match self.calm_since {
            // What is over and was calm begins again only when it is loud.
            Some(_) if over && self.usual.is_loud(hour) => Course::Relapse,
            Some(since) if over || self.usual.is_calm(hour) => Course::Calm { since },
            None if self.usual.is_calm(hour) => Course::Calm { since: now },
            _ => Course::Goes,
        }
    }

    /// What the matrix of severity looks at.
    pub fn signals(&self, kind: Option<IncidentKind>) -> Signals {
        let figures = &self.figures;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 0 to 1")]
        let percent = |share: f64| (share * 100.0).round() as u64;
        Signals {
            new_languages: u64::try_from(figures.new_languages.len()).unwrap_or_default(),
            speed: self.usual.times(figures.hour.voices.max(figures.peak)),
            reach: figures.reach,
            negative_percent: figures.mood.share().map_or(0, percent),
            press: figures.press,
            kind,
        }
    }

    /// Minutes from the first word to the first in another language.
    pub fn minutes_to_foreign(&self) -> Option<u64> {
        self.figures.first_foreign.map(|first| u64::try_from((first.at - self.since).num_minutes()).unwrap_or_default())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// Whether media speak on a platform.
pub fn is_press(platform: &str) -> bool {
    MEDIA.contains(&platform)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Time {
        Time::UNIX_EPOCH + Duration::minutes(minute)
    }

    fn situation(voices: f64, negative: u64, calm_since: Option<Time>) -> Situation {
        let hour = Hour { voices, negative, total: negative + 4 };
        Situation {
            incident: IncidentId(1),
            watch: Some(WatchId(1)),
            since: at(0),
            usual: Usual { voices: 12.0, negative: 1.0 },
            looked_at: at(0),
            calm_since,
            figures: Figures { hour, ..Figures::default() },
        }
    }

    #[test]
    fn it_is_calm_when_voices_and_mood_are_as_usual_and_since_then() {
        assert_eq!(situation(90.0, 60, None).course(false, at(5)), Course::Goes);
        assert_eq!(situation(14.0, 12, None).course(false, at(5)), Course::Goes, "few voices, but angry ones");
        assert_eq!(situation(14.0, 3, None).course(false, at(5)), Course::Calm { since: at(5) });
        assert_eq!(situation(14.0, 3, Some(at(2))).course(false, at(5)), Course::Calm { since: at(2) });
        assert_eq!(situation(25.0, 3, Some(at(2))).course(false, at(5)), Course::Goes, "it begins anew");
    }

    #[test]
    fn only_what_had_calmed_down_relapses() {
        assert_eq!(situation(90.0, 60, None).course(true, at(5)), Course::Goes, "it was called over while it was loud");
        assert_eq!(situation(25.0, 3, Some(at(2))).course(true, at(5)), Course::Calm { since: at(2) });
        assert_eq!(situation(36.0, 3, Some(at(2))).course(true, at(5)), Course::Relapse);
        assert_eq!(situation(36.0, 3, Some(at(2))).course(false, at(5)), Course::Goes, "nobody called it over");
    }

    #[test]
    fn countries_of_older_records_are_read() {
        let figures: Figures =
            serde_json::from_str(r#"{ "countries": ["IT", { "code": "GR", "mentions": 4 }] }"#).unwrap();
        let codes: Vec<(&str, u64)> =
            figures.countries.iter().map(|country| (country.code.as_str(), country.mentions)).collect();
        assert_eq!(codes, [("IT", 0), ("GR", 4)]);
        assert!(!serde_json::to_string(&figures).unwrap().contains("gone"), "older records keep their form");
    }

    #[test]
    fn a_share_of_few_says_nothing() {
        assert_eq!(Mood { negative: 3, neutral: 1, positive: 0 }.share(), None);
        assert_eq!(Mood { negative: 3, neutral: 1, positive: 1 }.share(), Some(0.6));
    }
}
