//! Something is wrong: the facts of an alert, how it moves with the public's voice, and what people may do about it.

pub mod card;
pub mod desk;
pub mod direct;
pub mod evidence;
mod fact;
pub mod store;
pub mod trial;
pub mod voice;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::clock::{Time, micros};
use crate::id::{AlertId, WatchId};
use crate::person::Person;
use crate::post::chart::VolumePoint;
use crate::reading::Lang;
use crate::signal::{Judgement, Spike};

/// An episode speaks again when it is this much more severe than when it last spoke.
const ESCALATION: u8 = 2;
/// The card's numbers move when the voices grew by this factor...
const WORTH_SHOWING: f64 = 1.1;
/// ...and at most this often, in seconds.
const SHOWN_EVERY_SECONDS: i64 = 30;

/// When people are asked again.
pub const REVIEW_AFTER: Duration = Duration::minutes(30);

/// One episode of trouble with a watch. It lasts until the watch has been calm for hours.
#[derive(Clone, Debug, PartialEq)]
pub struct Alert {
    pub id: AlertId,
    pub watch: WatchId,
    /// The watch's name.
    pub name: String,
    pub kind: Kind,
    pub figures: Figures,
    /// The highest severity that it spoke at.
    pub peak: u8,
    pub evidence: Evidence,
    pub raised_at: Time,
    pub updated_at: Time,
    /// When it had calmed down.
    pub over_at: Option<Time>,
    pub state: AlertState,
}

/// What is unusual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// More voices than usual.
    #[default]
    Volume,
}

/// How unusual it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// 1 to 10.
    pub severity: u8,
    /// Voices within the window, floods counted as what they are.
    pub observed: f64,
    pub expected: f64,
    pub factor: f64,
    pub window_minutes: u32,
    /// There was less than a day of history to compare with.
    pub cold_start: bool,
}

/// Why it is believed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The loudest mentions behind it, at most three.
    pub drivers: Vec<Driver>,
    /// Languages that hardly spoke of it in the week before.
    pub new_languages: Vec<Lang>,
    /// Negative mentions of the window, out of all of them.
    pub negative: u32,
    pub total: u32,
    /// The last hours, for the chart.
    pub points: Vec<VolumePoint>,
    /// What became of the watch's alerts before.
    #[serde(default)]
    pub record: Record,
}

/// What people decided about alerts: how far they can be believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// An incident was opened from them.
    pub opened: u32,
    /// Somebody said that they were no crisis.
    pub dismissed: u32,
}

impl Record {
    pub fn decided(self) -> u32 {
        self.opened + self.dismissed
    }

    /// The share of alerts that were a crisis; none while nobody decided.
    pub fn precision(self) -> Option<f64> {
        (self.decided() > 0).then(|| f64::from(self.opened) / f64::from(self.decided()))
    }
}

/// A mention that drives an alert. Author and text are public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    pub author: String,
    pub text: String,
    pub followers: Option<u64>,
    pub language: Lang,
    pub platform: String,
    pub url: Option<String>,
}

/// What people decided about an alert.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AlertState {
    #[default]
    Raised,
    /// Somebody looks at it.
    Acknowledged { by: Person },
    /// It says nothing until then.
    Snoozed { by: Person, until: Time },
    /// No crisis yet, by somebody's word; people are asked again while it goes on.
    Kept { by: Person, reason: String },
    /// Not a crisis, by somebody's word.
    Dismissed { by: Person, reason: String },
    /// An incident was opened from it.
    Opened { by: Person },
}

/// Why a decision about an alert was not taken: the person comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyDecided;

/// What becomes of the episode now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Course {
    /// Nothing that people should see.
    Same,
    /// A new alert.
    Raise(Figures),
    /// The card shows new numbers.
    Update(Figures),
    /// The card shows new numbers, and the bot speaks again.
    Escalate(Figures),
    /// It has calmed down.
    Over,
}

/// What is said below a card that people have seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Escalated,
    Awake,
}

/// What the timers of alerts are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// A snooze ends.
    Wake(AlertId),
    /// It is asked again about what is being watched.
    Review(AlertId),
    /// Quiet hours end: what was raised within them is shown, and what was to be said is said.
    Speak(AlertId, Option<News>),
    /// An alert moved that an incident was opened from: its card is the incident's to show.
    Opened(AlertId),
    /// The quiet hours of a person end who wants alerts.
    Direct(AlertId, Person, Option<News>),
}

impl News {
    /// As a timer and an errand's key hold it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Escalated => "escalated",
            Self::Awake => "awake",
        }
    }

    /// The name of the errand that tells it.
    pub(crate) fn errand(self, now: Time) -> String {
        format!("{}:{}", self.name(), micros(now))
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Escalated, Self::Awake].into_iter().find(|news| news.name() == name)
    }
}

/// Decides what a judgement means for the open alert of a watch, or for a watch without one.
pub fn course(open: Option<&Alert>, judgement: &Judgement, now: Time) -> Course {
    match (open, judgement) {
        (None, Judgement::Unusual { spike, .. }) => Course::Raise(spike.into()),
        (None, _) | (Some(_), Judgement::Ebbing) => Course::Same,
        (Some(_), Judgement::Calm) => Course::Over,
        (Some(alert), Judgement::Unusual { spike, .. }) => {
            let figures = Figures::from(spike);
            if alert.may_speak(now) && figures.severity >= alert.peak.saturating_add(ESCALATION) {
                return Course::Escalate(figures);
            }
            let grown =
                figures.severity > alert.figures.severity || figures.observed >= alert.figures.observed * WORTH_SHOWING;
            let due = (now - alert.updated_at).num_seconds() >= SHOWN_EVERY_SECONDS;
            if grown && due { Course::Update(figures) } else { Course::Same }
        }
    }
}

impl Alert {
    /// Whether nobody has settled it: people may still decide.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, AlertState::Dismissed { .. } | AlertState::Opened { .. })
    }

    /// An incident has its own thread and a snooze its peace; neither hears escalations.
    fn may_speak(&self, now: Time) -> bool {
        match self.state {
            AlertState::Opened { .. } => false,
            AlertState::Snoozed { until, .. } => until <= now,
            _ => true,
        }
    }

    /// Somebody looks at it. Saying so twice changes nothing.
    pub fn acknowledge(&mut self, by: &Person) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Acknowledged { by: by.clone() })
    }

    /// It says nothing until then.
    pub fn snooze(&mut self, by: &Person, until: Time) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Snoozed { by: by.clone(), until })
    }

    /// It is no crisis yet.
    pub fn keep(&mut self, by: &Person, reason: &str) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Kept { by: by.clone(), reason: reason.to_owned() })
    }

    /// It is no crisis.
    pub fn dismiss(&mut self, by: &Person, reason: &str) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Dismissed { by: by.clone(), reason: reason.to_owned() })
    }

    /// An incident is opened from it. This undoes a dismissal.
    pub fn open(&mut self, by: &Person) -> Result<(), AlreadyDecided> {
        if matches!(self.state, AlertState::Opened { .. }) {
            return Err(AlreadyDecided);
        }
        self.state = AlertState::Opened { by: by.clone() };
        Ok(())
    }

    /// The snooze is over. False when people decided otherwise meanwhile, or it calmed down.
    pub fn wake(&mut self, now: Time) -> bool {
        let slept = matches!(self.state, AlertState::Snoozed { until, .. } if until <= now);
        let wakes = slept && self.over_at.is_none();
        if wakes {
            self.state = AlertState::Raised;
        }
        wakes
    }

    /// It got worse: the numbers that it speaks at now. What was put aside is up for decision again.
    pub fn escalate(&mut self, figures: Figures) {
        self.figures = figures;
        self.peak = figures.severity;
        if matches!(self.state, AlertState::Dismissed { .. } | AlertState::Snoozed { .. } | AlertState::Kept { .. }) {
            self.state = AlertState::Raised;
        }
    }

    fn decide(&mut self, state: AlertState) -> Result<(), AlreadyDecided> {
        if !self.is_open() {
            return Err(AlreadyDecided);
        }
        self.state = state;
        Ok(())
    }
}

impl From<&Spike> for Figures {
    fn from(spike: &Spike) -> Self {
        Self {
            severity: spike.severity,
            observed: spike.observed,
            expected: spike.expected,
            factor: spike.factor,
            window_minutes: u32::try_from(spike.window_seconds / 60).unwrap_or_default(),
            cold_start: spike.cold_start,
        }
    }
}

impl Kind {
    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Volume => "volume",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
