//! `[[escalation]]` and `[[oncall]]`: whom to tell of an incident, and who is on call.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use commands::Role;
use serde::Deserialize;

use super::approval::ApproverSettings;
use crate::escalation::rota::Rota;
use crate::escalation::{Level, Policy, Step, Whom};
use crate::home::Home;
use crate::post::hours;

/// `[[escalation]]`: what holds from a severity on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EscalationSettings {
    /// 1 to 10.
    pub severity_from: u8,
    pub steps: Vec<StepSettings>,
    /// How often all steps are gone through.
    #[serde(default = "twice")]
    pub rounds: u32,
}

/// Some people, and how long they are waited for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSettings {
    /// `role:lead`, `deputy:lead`, `oncall`, `oncall:NAME`, `slack:U012`, or a name of `[approvers.accounts]`.
    pub tell: Vec<String>,
    #[serde(default = "ten")]
    pub wait_minutes: i64,
}

/// `[[oncall]]`: people who take turns.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OncallSettings {
    pub name: String,
    pub people: Vec<String>,
    /// The first day of the first one's turn: `2026-01-05`.
    pub starts: String,
    /// When one hands over to the next: `09:00`.
    #[serde(default = "morning")]
    pub handover: String,
    /// How many days a turn lasts.
    #[serde(default = "week")]
    pub days: u32,
    /// IANA name; that of `[language]` when absent.
    pub zone: Option<String>,
    /// `09:00-18:00`; always when absent.
    pub hours: Option<String>,
}

/// What is wrong, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum EscalationError {
    #[error("[[escalation]] severity_from = {0}; use 1 to 10")]
    Severity(u8),
    #[error("two [[escalation]] have severity_from = {0}; join them")]
    Twice(u8),
    #[error("the [[escalation]] with severity_from = {0} has no steps; write steps = [{{ tell = [\"role:lead\"] }}]")]
    NoSteps(u8),
    #[error("a step of the [[escalation]] with severity_from = {0} tells nobody; write tell = [\"role:lead\"]")]
    NoBody(u8),
    #[error("[[escalation]] wait_minutes = {0}; use 1 to 1440")]
    Wait(i64),
    #[error("[[escalation]] rounds = {0}; use 1 to 10")]
    Rounds(u32),
    #[error(
        "[[escalation]] tells {0:?}; write role:lead, deputy:lead, oncall, oncall:NAME, slack:U012 or a name of [approvers.accounts]"
    )]
    Whom(String),
    #[error("[[escalation]] tells {0:?}, but no [[oncall]] has that name")]
    NoRota(String),
    #[error("[[oncall]] {name:?}: starts = {starts:?} is no day; write 2026-01-05")]
    Starts { name: String, starts: String },
    #[error("[[oncall]] {name:?}: handover = {handover:?} is no time; write 09:00")]
    Handover { name: String, handover: String },
    #[error("[[oncall]] {name:?}: days = {days}; use 1 to 366")]
    Days { name: String, days: u32 },
    #[error("[[oncall]] {name:?}: zone = {zone:?} is no time zone; use a name such as Europe/Sofia")]
    Zone { name: String, zone: String },
    #[error("[[oncall]] {name:?}: hours = {hours:?} are no hours; write them as 09:00-18:00")]
    Hours { name: String, hours: String },
    #[error("[[oncall]] {0:?} has no people; name at least one")]
    NoPeople(String),
    #[error("[[oncall]] {name:?}: {person:?} is nobody; write slack:U012 or a name of [approvers.accounts]")]
    Person { name: String, person: String },
    #[error("two [[oncall]] are called {0:?}; rename one")]
    SameName(String),
}

fn twice() -> u32 {
    2
}

fn ten() -> i64 {
    10
}

fn week() -> u32 {
    7
}

fn morning() -> String {
    "09:00".to_owned()
}

/// Who is on call.
pub fn rotas(
    settings: &[OncallSettings],
    approvers: &ApproverSettings,
    home: &Home,
) -> Result<Vec<Rota>, EscalationError> {
    let mut names = BTreeSet::new();
    if let Some(same) = settings.iter().find(|rota| !names.insert(rota.name.to_lowercase())) {
        return Err(EscalationError::SameName(same.name.clone()));
    }
    settings.iter().map(|settings| settings.rota(approvers, home)).collect()
}

impl OncallSettings {
    fn rota(&self, approvers: &ApproverSettings, home: &Home) -> Result<Rota, EscalationError> {
        let name = || self.name.clone();
        if self.people.is_empty() {
            return Err(EscalationError::NoPeople(name()));
        }
        let nobody = |person: &String| EscalationError::Person { name: name(), person: person.clone() };
        let person = |written: &String| approvers.person(written).ok_or_else(|| nobody(written));
        let people = self.people.iter().map(person).collect::<Result<_, _>>()?;
        if !(1..=366).contains(&self.days) {
            return Err(EscalationError::Days { name: name(), days: self.days });
        }
        let starts: NaiveDate =
            self.starts.parse().map_err(|_| EscalationError::Starts { name: name(), starts: self.starts.clone() })?;
        let handover = NaiveTime::parse_from_str(&self.handover, "%H:%M")
            .map_err(|_| EscalationError::Handover { name: name(), handover: self.handover.clone() })?;
        let zone: Tz = match &self.zone {
            Some(zone) => zone.parse().map_err(|_| EscalationError::Zone { name: name(), zone: zone.clone() })?,
            None => home.zone,
        };
        let told = self
            .hours
            .as_ref()
            .map(|text| hours(text).ok_or_else(|| EscalationError::Hours { name: name(), hours: text.clone() }));
        Ok(Rota { name: name(), people, starts, handover, days: self.days, zone, hours: told.transpose()? })
    }
}

/// Whom to tell, from the least severe on.
pub fn policy(
    settings: &[EscalationSettings],
    approvers: &ApproverSettings,
    rotas: &[Rota],
) -> Result<Policy, EscalationError> {
    let mut levels: Vec<Level> = Vec::new();
    for settings in settings {
        let from = settings.severity_from;
        if !(1..=10).contains(&from) {
            return Err(EscalationError::Severity(from));
        }
        if levels.iter().any(|level| level.severity_from == from) {
            return Err(EscalationError::Twice(from));
        }
        if settings.steps.is_empty() {
            return Err(EscalationError::NoSteps(from));
        }
        if !(1..=10).contains(&settings.rounds) {
            return Err(EscalationError::Rounds(settings.rounds));
        }
        let steps = settings.steps.iter().map(|step| step.step(from, approvers, rotas)).collect::<Result<_, _>>()?;
        levels.push(Level { severity_from: from, steps, rounds: settings.rounds });
    }
    levels.sort_by_key(|level| level.severity_from);
    Ok(Policy { levels })
}

impl StepSettings {
    fn step(&self, from: u8, approvers: &ApproverSettings, rotas: &[Rota]) -> Result<Step, EscalationError> {
        if self.tell.is_empty() {
            return Err(EscalationError::NoBody(from));
        }
        if !(1..=24 * 60).contains(&self.wait_minutes) {
            return Err(EscalationError::Wait(self.wait_minutes));
        }
        let whom = |written: &String| {
            let unknown = || EscalationError::Whom(written.clone());
            Ok(match written.split_once(':') {
                None if written == "oncall" => Whom::OnCall(None),
                Some(("oncall", name)) => match rotas.iter().find(|rota| rota.name == name) {
                    Some(rota) => Whom::OnCall(Some(rota.name.clone())),
                    None => return Err(EscalationError::NoRota(written.clone())),
                },
                Some(("role", role)) => Whom::Role(Role::named(role).ok_or_else(unknown)?),
                Some(("deputy", role)) => Whom::Deputies(Role::named(role).ok_or_else(unknown)?),
                _ => Whom::Person(approvers.person(written).ok_or_else(unknown)?),
            })
        };
        let tell = self.tell.iter().map(whom).collect::<Result<_, _>>()?;
        Ok(Step { tell, wait: Duration::minutes(self.wait_minutes) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;

    #[test]
    fn whom_to_tell_is_read_and_what_is_wrong_is_named_with_what_would_be_right() {
        let rota = "[[oncall]]\nname = \"day\"\npeople = [\"slack:U1\", \"lena\"]\nstarts = \"2026-01-05\"\n\
                    [approvers.accounts]\nlena = [\"slack:U2\"]\n";
        let level = |step: &str| format!("[[escalation]]\nseverity_from = 7\nsteps = [{step}]\n{rota}");
        let plan = |text: &str| Settings::parse(text).unwrap().plan().map_err(|error| error.to_string());
        let good = plan(&level("{ tell = [\"oncall:day\", \"role:lead\"], wait_minutes = 5 }, { tell = [\"lena\"] }"));
        let good = good.unwrap();
        assert_eq!((good.rotas.len(), good.escalation.levels[0].steps.len()), (1, 2));
        for (text, says) in [
            (level("{ tell = [\"boss\"] }"), "tells \"boss\"; write role:lead"),
            (level("{ tell = [\"role:boss\"] }"), "tells \"role:boss\""),
            (level("{ tell = [\"oncall:night\"] }"), "no [[oncall]] has that name"),
            (level("{ tell = [] }"), "tells nobody"),
            (level(""), "has no steps"),
            (level("{ tell = [\"oncall\"], wait_minutes = 0 }"), "use 1 to 1440"),
            (rota.replace("2026-01-05", "monday"), "write 2026-01-05"),
            (rota.replace("\"lena\"]", "\"bob\"]"), "\"bob\" is nobody"),
            (rota.replace("starts", "hours = \"day\"\nstarts"), "09:00-18:00"),
        ] {
            let error = plan(&text).unwrap_err();
            assert!(error.contains(says) && !error.contains('\n'), "{text}: {error}");
        }
    }
}
