//! Where the bot speaks when nobody said otherwise, in which language and zone, when it keeps quiet, and who is who.

use chrono::{Days, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::charge::Charge;
use crate::chat::Place;
use crate::clock::{Time, when_shown};
use crate::gate::{Allowed, Run};
use crate::person::Accounts;
use crate::store::{Result, Tx, setting};
use crate::words::Locale;

const LANGUAGE: &str = "language";
const HOME: &str = "home";
const ALSO: &str = "also";
/// The page on which whoever opens it plays everybody.
const EVERYBODYS: &str = "sandbox";
const OPS: &str = "ops";

/// What the operator decided for all watches.
#[derive(Clone, Debug, PartialEq)]
pub struct Home {
    /// For watches without a channel of their own.
    pub channel: Place,
    /// For channels without a language of their own.
    pub locale: Locale,
    /// Times in cards and quiet hours are of this zone.
    pub zone: Tz,
    pub quiet: Option<QuietHours>,
    /// Whose accounts are whose.
    pub accounts: Accounts,
    /// Who is in charge of how it is set up.
    pub charge: Charge,
}

/// When the bot keeps quiet, unless it is grave; in the zone of whoever set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: NaiveTime,
    pub until: NaiveTime,
    /// An alert of this severity or more is heard all the same.
    pub unless_severity: u8,
}

/// A channel, and how to speak there.
#[derive(Clone, Debug, PartialEq)]
pub struct Room {
    pub channel: Place,
    pub locale: Locale,
    pub zone: Tz,
}

impl Home {
    /// In this channel, in English, by UTC, never quiet.
    pub fn new(channel: Place) -> Self {
        let (locale, zone, quiet) = (Locale::En, Tz::UTC, None);
        Self { channel, locale, zone, quiet, accounts: Accounts::default(), charge: Charge::default() }
    }

    /// The room of a watch's channel (`sandbox:crisis`), or the home's own.
    pub async fn room(&self, tx: &mut Tx, channel: Option<&str>) -> Result<Room> {
        let channel = channel.and_then(Place::parse).unwrap_or_else(|| self.channel.clone());
        let locale = self.locale(tx, &channel).await?;
        Ok(Room { channel, locale, zone: self.zone })
    }

    /// The language of a channel.
    pub async fn locale(&self, tx: &mut Tx, channel: &Place) -> Result<Locale> {
        let set = setting::word(tx, &channel_scope(channel), LANGUAGE, Locale::nearest).await?;
        Ok(set.unwrap_or(self.locale))
    }

    /// Whether the team works where nobody is told apart, and everybody is in charge.
    pub fn everybody_in_charge(&self) -> bool {
        self.channel.platform == EVERYBODYS
    }

    /// Until when it keeps quiet about something of this severity; none when it may speak.
    pub fn quiet_until(&self, now: Time, severity: u8) -> Option<Time> {
        self.quiet.and_then(|quiet| quiet.until_when(now, self.zone, severity))
    }
}

impl QuietHours {
    /// Until when it is quiet about something of this severity, in this zone; none when it is not.
    pub fn until_when(&self, now: Time, zone: Tz, severity: u8) -> Option<Time> {
        let local = now.with_timezone(&zone).naive_local();
        let within = |time: NaiveTime| {
            if self.from <= self.until {
                self.from <= time && time < self.until
            } else {
                self.from <= time || time < self.until
            }
        };
        if severity >= self.unless_severity || !within(local.time()) {
            return None;
        }
        let day = if local.time() < self.until { local.date() } else { local.date().checked_add_days(Days::new(1))? };
        when_shown(zone, day.and_time(self.until))
    }
}

/// Where alerts and incidents stand too, beside their own channel.
pub async fn also(tx: &mut Tx) -> Result<Vec<Place>> {
    let places = |lines: &str| lines.lines().map(Place::parse).collect();
    Ok(setting::word(tx, HOME, ALSO, places).await?.unwrap_or_default())
}

/// From now on alerts and incidents stand in these places too.
pub async fn stand_also_in(tx: &mut Tx, places: &[Place]) -> Result<()> {
    let lines: Vec<String> = places.iter().map(Place::to_string).collect();
    setting::set(tx, HOME, ALSO, &lines.join("\n")).await
}

/// Where the operators are told what Squall can't mend by itself: their own channel, or the home's.
pub async fn ops(tx: &mut Tx, home: &Home) -> Result<Room> {
    let set = setting::get(tx, HOME, OPS).await?;
    home.room(tx, set.as_deref()).await
}

/// From now on the operators are told there; in the home's channel without.
pub async fn tell_ops_in(tx: &mut Tx, place: Option<&Place>) -> Result<()> {
    match place {
        Some(place) => setting::set(tx, HOME, OPS, &place.to_string()).await,
        None => setting::clear(tx, HOME, OPS).await,
    }
}

/// From now on the bot speaks this language in the channel.
pub async fn speak_in(tx: &mut Tx, channel: &Place, locale: Locale, _: &Allowed<Run>) -> Result<()> {
    setting::set(tx, &channel_scope(channel), LANGUAGE, locale.tag()).await
}

fn channel_scope(channel: &Place) -> String {
    format!("channel:{channel}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(from: u32, until: u32) -> Home {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Home {
            zone: chrono_tz::Europe::Sofia,
            quiet: Some(QuietHours { from: hour(from), until: hour(until), unless_severity: 8 }),
            ..Home::new(Place::parse("sandbox:#crisis").unwrap())
        }
    }

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    #[test]
    fn a_quiet_night_ends_in_the_morning_of_the_zone() {
        let night = home(22, 7);
        assert_eq!(night.quiet_until(at("2026-07-01T20:30:00Z"), 5), Some(at("2026-07-02T04:00:00Z")), "23:30 there");
        assert_eq!(night.quiet_until(at("2026-07-02T03:59:00Z"), 5), Some(at("2026-07-02T04:00:00Z")));
        assert_eq!(night.quiet_until(at("2026-07-02T04:00:00Z"), 5), None);
        assert_eq!(home(13, 15).quiet_until(at("2026-07-01T10:30:00Z"), 5), Some(at("2026-07-01T12:00:00Z")));
    }

    #[test]
    fn what_is_grave_is_heard_at_night() {
        assert_eq!(home(22, 7).quiet_until(at("2026-07-01T20:30:00Z"), 8), None);
    }
}
