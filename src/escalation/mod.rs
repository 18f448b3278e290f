//! Whom to tell of an incident, how long to wait for an answer, and whom to tell then; and who is on call.

pub mod desk;
mod fact;
pub mod rota;
pub mod store;
pub mod voice;

use chrono::Duration;
use commands::Role;

use crate::clock::Time;
use crate::id::IncidentId;
use crate::person::Person;

/// What the timers of escalations are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// The wait of a step is over.
    Next(IncidentId),
    /// The quiet hours of a person end who is told in this round, from 1.
    Later(IncidentId, Person, u32),
}

/// What the operator decided about telling people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// From the least severe on.
    pub levels: Vec<Level>,
}

/// What holds from a severity on, until the next level begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// 1 to 10.
    pub severity_from: u8,
    /// At least one.
    pub steps: Vec<Step>,
    /// How often all steps are gone through.
    pub rounds: u32,
}

/// Some people, and how long they are waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub tell: Vec<Whom>,
    pub wait: Duration,
}

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Who has the role in the incident; nobody yet: its holders by the roster.
    Role(Role),
    /// Its deputies by the roster.
    Deputies(Role),
    /// Who is on call by this rota, or by any.
    OnCall(Option<String>),
    /// `slack:U012`, or a name of `[approvers.accounts]`.
    Person(Person),
}

impl Policy {
    /// What holds for an incident of this severity.
    pub fn level(&self, severity: u8) -> Option<&Level> {
        self.levels.iter().rev().find(|level| level.severity_from <= severity)
    }
}

impl Level {
    /// The step after this many, as often as the level goes through them.
    pub fn step(&self, gone: u32) -> Option<&Step> {
        let steps = u32::try_from(self.steps.len()).ok().filter(|steps| *steps > 0)?;
        let goes_on = gone < steps.saturating_mul(self.rounds);
        goes_on.then(|| self.steps.get(usize::try_from(gone % steps).ok()?)).flatten()
    }

    /// In which round this many steps are, from 1.
    pub fn round(&self, gone: u32) -> u32 {
        gone / u32::try_from(self.steps.len()).unwrap_or(1).max(1) + 1
    }
}

/// How far telling people about an incident has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    pub incident: IncidentId,
    /// Of the level that it goes by.
    pub severity_from: u8,
    pub begun_at: Time,
    /// Steps that were gone.
    pub gone: u32,
    pub state: State,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Paging,
    /// By `sandbox:maya`.
    Acknowledged {
        by: Person,
        at: Time,
    },
    /// All were told, and nobody answered.
    Unanswered,
    /// The incident is over.
    Over,
}

/// Somebody answered already, or there is nothing to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub by: Option<Person>,
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Paging => "paging",
            Self::Acknowledged { .. } => "acknowledged",
            Self::Unanswered => "unanswered",
            Self::Over => "over",
        }
    }
}

impl Escalation {
    /// Nobody was told yet.
    pub fn new(incident: IncidentId, level: &Level, now: Time) -> Self {
        Self { incident, severity_from: level.severity_from, begun_at: now, gone: 0, state: State::Paging }
    }

    /// Somebody answers, also when it comes late.
    pub fn acknowledge(&mut self, by: &Person, now: Time) -> Result<(), Answered> {
        match &self.state {
            State::Paging | State::Unanswered => {
                self.state = State::Acknowledged { by: by.clone(), at: now };
                Ok(())
            }
            State::Acknowledged { by, .. } => Err(Answered { by: Some(by.clone()) }),
            State::Over => Err(Answered { by: None }),
        }
    }

    /// The people of the next step are told; none when all were told, or it does not go on.
    pub fn advance<'a>(&mut self, level: &'a Level) -> Option<&'a Step> {
        if self.state != State::Paging {
            return None;
        }
        match level.step(self.gone) {
            Some(step) => {
                self.gone += 1;
                Some(step)
            }
            None => {
                self.state = State::Unanswered;
                None
            }
        }
    }

    /// Whether it begins anew: the incident became grave enough for another level.
    pub fn is_below(&self, level: &Level) -> bool {
        level.severity_from > self.severity_from || self.state == State::Over
    }
}

#[cfg(test)]
mod tests;
