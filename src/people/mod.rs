//! The people of the team: how each of them wants to be spoken to.

pub mod desk;
pub mod names;
pub mod roster;
pub mod speakers;
pub mod store;
pub mod voice;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::home::{Home, QuietHours};
use crate::id::WatchId;
use crate::person::Person;
use crate::words::Locale;

/// An alert of this severity or more wakes a person who said nothing else about it.
pub const WAKES_FROM: u8 = 8;
/// More than any alert has: nothing wakes.
pub const NEVER: u8 = 11;

/// What the timers of people are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Somebody is not there any more: later parts of the journey hear of it, at once.
    Left(Person),
}

/// What a person chose for themselves. What they did not choose is as their platform tells, or as everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub locale: Option<Locale>,
    pub zone: Option<Tz>,
    pub told: Told,
    /// When they get no message that they did not ask for.
    pub quiet: Option<QuietHours>,
    /// The alerts that they get by direct message; none when they never asked.
    pub alerts: Option<Wanted>,
}

/// What a person's platform told of them last; not every platform tells it, and not whenever something is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub locale: Option<Locale>,
    pub zone: Option<Tz>,
}

/// Which alerts a person wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// From this severity on, 1 to 10.
    pub severity: u8,
    /// Only of these watches; of all when empty.
    pub watches: Vec<WatchId>,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { severity: 1, watches: Vec::new() }
    }
}

impl Settings {
    /// The language that they are written to in.
    pub fn locale_or(&self, home: &Home) -> Locale {
        self.locale.or(self.told.locale).unwrap_or(home.locale)
    }

    /// The zone that their hours and times are of.
    pub fn zone_or(&self, home: &Home) -> Tz {
        self.zone.or(self.told.zone).unwrap_or(home.zone)
    }

    /// Whether they want to hear of an alert of this severity.
    pub fn want(&self, watch: WatchId, severity: u8) -> bool {
        let listed = |wanted: &Wanted| wanted.watches.is_empty() || wanted.watches.contains(&watch);
        self.alerts.as_ref().is_some_and(|wanted| severity >= wanted.severity && listed(wanted))
    }

    /// Until when they are not to be disturbed by something of this severity; none when they may be.
    pub fn quiet_until(&self, home: &Home, now: Time, severity: u8) -> Option<Time> {
        self.quiet.and_then(|quiet| quiet.until_when(now, self.zone_or(home), severity))
    }
}

/// The settings that a form came back with, over those that stand, and the names of watches that nobody knows. What a
/// platform let through although it does not pass its check stays as it stands.
pub fn filled_in(
    answers: &[(String, String)],
    before: Settings,
    watches: &[(WatchId, String)],
) -> (Settings, Vec<String>) {
    let answer = |key: &str| answers.iter().find(|(known, _)| known == key).map(|(_, answer)| answer.trim());
    let mut settings = before;
    settings.locale = answer("language").and_then(Locale::nearest).or(settings.locale);
    settings.zone = answer("zone").and_then(|zone| zone.parse().ok()).or(settings.zone);
    let wakes = answer("wake").and_then(|wake| wake.parse().ok());
    settings.quiet = match answer("quiet") {
        Some("") => None,
        Some(hours) => crate::post::hours(hours)
            .map(|(from, until)| QuietHours { from, until, unless_severity: wakes.unwrap_or(WAKES_FROM) })
            .or(settings.quiet),
        None => settings.quiet,
    };
    let (named, unknown) = named(answer("watches").unwrap_or_default(), watches);
    settings.alerts = match answer("alerts") {
        None => settings.alerts,
        Some(severity) => severity.parse().ok().map(|severity| Wanted { severity, watches: named }),
    };
    (settings, unknown)
}

/// The watches that are called so, by names with commas between, and the names that none has.
pub fn named(names: &str, watches: &[(WatchId, String)]) -> (Vec<WatchId>, Vec<String>) {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for name in names.split([',', '，', '、']).map(str::trim).filter(|name| !name.is_empty()) {
        match watches.iter().find(|(_, known)| known.to_lowercase() == name.to_lowercase()) {
            Some((id, _)) => found.push(*id),
            None => unknown.push(name.to_owned()),
        }
    }
    (found, unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Place;

    fn home() -> Home {
        let channel = Place::parse("sandbox:crisis").unwrap();
        Home::new(channel)
    }

    fn answers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned())).collect()
    }

    fn watches() -> Vec<(WatchId, String)> {
        vec![(WatchId(1), "lumo".into()), (WatchId(2), "Acme Parcels".into())]
    }

    #[test]
    fn a_form_changes_what_it_asks_for() {
        let given = answers(&[
            ("language", "it"),
            ("zone", "Europe/Rome"),
            ("quiet", "22:00-07:00"),
            ("wake", "9"),
            ("alerts", "6"),
            ("watches", "LUMO、 acme parcels"),
        ]);
        let (settings, unknown) = filled_in(&given, Settings::default(), &watches());
        assert_eq!(unknown, [""; 0]);
        assert_eq!((settings.locale, settings.zone), (Some(Locale::It), Some(chrono_tz::Europe::Rome)));
        assert_eq!(settings.quiet.map(|quiet| quiet.unless_severity), Some(9));
        assert_eq!(settings.alerts, Some(Wanted { severity: 6, watches: vec![WatchId(1), WatchId(2)] }));
        let (off, _) = filled_in(&answers(&[("quiet", ""), ("alerts", "off")]), settings.clone(), &watches());
        assert_eq!(off, Settings { quiet: None, alerts: None, ..settings });
    }

    #[test]
    fn what_cannot_be_read_changes_nothing() {
        let (stand, _) =
            filled_in(&answers(&[("quiet", "22-23:00"), ("zone", "Europe/Rome")]), Settings::default(), &[]);
        let wrong = answers(&[("language", "klingon"), ("zone", "Sofia"), ("quiet", "late")]);
        assert_eq!(filled_in(&wrong, stand.clone(), &[]), (stand, vec![]));
        let (_, unknown) =
            filled_in(&answers(&[("alerts", "1"), ("watches", "lumo, nimbus")]), Settings::default(), &watches());
        assert_eq!(unknown, ["nimbus"]);
    }

    #[test]
    fn who_wants_what_and_when() {
        let at = |text: &str| -> Time { text.parse().unwrap() };
        let (settings, _) = filled_in(
            &answers(&[("zone", "Asia/Taipei"), ("quiet", "22:00-07:00"), ("alerts", "4"), ("watches", "lumo")]),
            Settings::default(),
            &watches(),
        );
        assert!(settings.want(WatchId(1), 4) && !settings.want(WatchId(1), 3) && !settings.want(WatchId(2), 9));
        assert!(!Settings::default().want(WatchId(1), 10), "who never asked");
        let (home, night) = (home(), at("2026-03-02T15:00:00Z"));
        assert_eq!(settings.quiet_until(&home, night, 7), Some(at("2026-03-02T23:00:00Z")), "23:00 in Taipei");
        assert_eq!(settings.quiet_until(&home, night, WAKES_FROM), None, "grave enough");
        assert_eq!(settings.quiet_until(&home, at("2026-03-02T23:00:00Z"), 1), None);
    }
}
