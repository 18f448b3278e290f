//! Who is on call: people take turns, each for some days, in a time zone. Pure.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use crate::clock::{Time, when_shown};
use crate::person::Person;

/// People who take turns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rota {
    pub name: String,
    /// In the order of their turns, as `slack:U012` or a name of `[approvers.accounts]`; at least one.
    pub people: Vec<Person>,
    /// The first day of the first one's turn.
    pub starts: NaiveDate,
    /// When one hands over to the next.
    pub handover: NaiveTime,
    /// How many days a turn lasts.
    pub days: u32,
    /// Of the handover and the hours.
    pub zone: Tz,
    /// Nobody is on call at other times; always when none. They may span midnight.
    pub hours: Option<(NaiveTime, NaiveTime)>,
}

/// A turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn<'a> {
    pub person: &'a Person,
    pub until: Time,
    /// Who comes after.
    pub next: &'a Person,
}

/// Somebody takes over for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    pub rota: String,
    pub person: Person,
    pub from: Time,
    pub until: Time,
}

impl Swap {
    pub fn holds(&self, rota: &str, now: Time) -> bool {
        self.rota == rota && self.from <= now && now < self.until
    }
}

impl Rota {
    /// Whose turn it is, whatever the hours. None of a rota without people.
    pub fn turn(&self, now: Time) -> Option<Turn<'_>> {
        let local = now.with_timezone(&self.zone).naive_local();
        // Before the handover it is still yesterday's turn.
        let day = if local.time() < self.handover { local.date() - Days::new(1) } else { local.date() };
        let length = i64::from(self.days.max(1));
        let nth = (day - self.starts).num_days().div_euclid(length);
        let people = i64::try_from(self.people.len()).ok().filter(|people| *people > 0)?;
        let of = |nth: i64| self.people.get(usize::try_from(nth.rem_euclid(people)).ok()?);
        let next_day = self.starts + chrono::Duration::days((nth + 1) * length);
        Some(Turn { person: of(nth)?, until: self.moment(next_day.and_time(self.handover)), next: of(nth + 1)? })
    }

    /// Whether somebody is on call at this hour.
    pub fn is_manned(&self, now: Time) -> bool {
        let time = now.with_timezone(&self.zone).time();
        self.hours.is_none_or(
            |(from, until)| {
                if from <= until { from <= time && time < until } else { from <= time || time < until }
            },
        )
    }

    /// Who is on call now.
    pub fn on_call(&self, now: Time) -> Option<&Person> {
        self.turn(now).filter(|_| self.is_manned(now)).map(|turn| turn.person)
    }

    fn moment(&self, local: NaiveDateTime) -> Time {
        when_shown(self.zone, local).unwrap_or_else(|| local.and_utc())
    }
}
