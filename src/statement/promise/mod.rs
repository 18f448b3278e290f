//! What a statement promises in public: "we will be back by noon". When that is due, so that somebody is reminded before.

pub mod desk;
pub mod store;

use std::sync::LazyLock;

use chrono::{Days, Duration, NaiveTime};
use chrono_tz::Tz;
use regex::Regex;

use super::checks::{folded, time_promised};
use super::{Kind, Statement};
use crate::clock::{Time, when_shown};

/// Where nothing says when: "we will be back soon" is an hour.
const SOON: Duration = Duration::hours(1);
/// How long before it is due the team is reminded, at most; of a short promise half its time.
const BEFORE: Duration = Duration::minutes(15);

/// In every language, as [`folded`] leaves them.
const NOON: [&str; 5] = ["noon", "mezzogiorno", "обяд", "μεσημερι", "中午"];
const TOMORROW: [&str; 6] = ["tomorrow", "domani", "утре", "αυριο", "明天", "明日"];

/// A promise that stands in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The words that promise.
    pub words: String,
    pub due: Time,
    pub kept: Option<Time>,
}

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"([0-9]{1,3}|[一兩二三四五六])\s*(\p{L}+)").ok());
static CLOCK: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b").ok());
static HALVES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(1[0-2]|[1-9])\s?([ap])\.?m\b").ok());

/// What it promises and when that is due, if it promises anything with a time. An internal memo promises the public nothing.
pub fn of(statement: &Statement, zone: Tz, now: Time) -> Option<Promise> {
    let public = statement.texts.all().iter().filter(|_| statement.kind != Kind::Memo);
    let mut found = public.filter_map(|variant| {
        let words = time_promised(&variant.language, variant.words.text())?;
        let due = when(&variant.language, variant.words.text(), zone, now);
        Some(Promise { words, due: due.unwrap_or(now + SOON), kept: None })
    });
    found.next()
}

/// When to remind of it.
pub fn remind_at(due: Time, now: Time) -> Time {
    due - ((due - now) / 2).min(BEFORE)
}

/// The moment that the words name: so many hours from now, or an hour of the day.
fn when(language: &str, text: &str, zone: Tz, now: Time) -> Option<Time> {
    let text = folded(text);
    if let Some(pattern) = COUNT.as_ref() {
        for found in pattern.captures_iter(&text) {
            if let Some(minutes) = unit_of(language, &found[2]) {
                return number(&found[1]).map(|count| now + Duration::minutes(minutes * count));
            }
        }
    }
    let time = hour(&text)?;
    let local = now.with_timezone(&zone);
    let tomorrow = TOMORROW.iter().any(|word| text.contains(word));
    let mut day = local.date_naive();
    if tomorrow || time <= local.time() {
        day = day.checked_add_days(Days::new(1))?;
    }
    when_shown(zone, day.and_time(time))
}

fn hour(text: &str) -> Option<NaiveTime> {
    if let Some(found) = CLOCK.as_ref()?.captures(text) {
        return NaiveTime::from_hms_opt(found[1].parse().ok()?, found[2].parse().ok()?, 0);
    }
    if let Some(found) = HALVES.as_ref()?.captures(text) {
        let hour: u32 = found[1].parse().ok()?;
        return NaiveTime::from_hms_opt(hour % 12 + if &found[2] == "p" { 12 } else { 0 }, 0, 0);
    }
    NOON.iter().any(|word| text.contains(word)).then(|| NaiveTime::from_hms_opt(12, 0, 0))?
}

/// Minutes of the unit that a word begins with.
fn unit_of(language: &str, word: &str) -> Option<i64> {
    let units: [&str; 3] = match language {
        "it" => ["minut", "or", "giorn"],
        "bg" => ["минут", "час", "дн"],
        "el" => ["λεπτ", "ωρ", "ημερ"],
        "zh-Hant" => ["分鐘", "小時", "天"],
        _ => ["minute", "hour", "day"],
    };
    units.iter().zip([1, 60, 24 * 60]).find(|(unit, _)| word.starts_with(**unit)).map(|(_, minutes)| minutes)
}

fn number(digits: &str) -> Option<i64> {
    let spelled = ["一", "二", "三", "四", "五", "六"];
    match digits {
        "兩" => Some(2),
        other => {
            let place = spelled.iter().position(|spelled| *spelled == other);
            place.and_then(|place| i64::try_from(place + 1).ok()).or_else(|| other.parse().ok())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_due_when_its_words_say() {
        let now: Time = "2026-03-02T08:10:00Z".parse().unwrap();
        let at = |text: &str| Some(text.parse::<Time>().unwrap());
        for (language, words, due) in [
            ("en", "We will be back within 2 hours.", at("2026-03-02T10:10:00Z")),
            ("en", "We will be back by noon.", at("2026-03-02T10:00:00Z")),
            ("en", "We will be back by 6 pm.", at("2026-03-02T16:00:00Z")),
            ("en", "We will be back by 9:30.", at("2026-03-03T07:30:00Z")),
            ("it", "Torneremo entro 30 minuti.", at("2026-03-02T08:40:00Z")),
            ("it", "Torneremo entro le 18:00.", at("2026-03-02T16:00:00Z")),
            ("bg", "Ще се върнем до 3 часа.", at("2026-03-02T11:10:00Z")),
            ("el", "Θα επανέλθουμε σε 2 ώρες.", at("2026-03-02T10:10:00Z")),
            ("zh-Hant", "我們會在兩小時內說明。", at("2026-03-02T10:10:00Z")),
            ("zh-Hant", "我們中午前會說明。", at("2026-03-02T10:00:00Z")),
            ("en", "We will be back soon.", None),
        ] {
            assert_eq!(when(language, words, chrono_tz::Europe::Sofia, now), due, "{words}");
        }
    }

    #[test]
    fn the_team_is_reminded_before_it_is_due() {
        let now: Time = "2026-03-02T08:00:00Z".parse().unwrap();
        assert_eq!(remind_at(now + Duration::hours(2), now), now + Duration::minutes(105));
        assert_eq!(remind_at(now + Duration::minutes(10), now), now + Duration::minutes(5));
    }
}
