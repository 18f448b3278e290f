//! Something is wrong: the facts of an alert, and what people may do about it.

pub mod voice;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::AlertId;

/// An alert, as its card shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    pub id: AlertId,
    /// The name of the watch that heard it.
    pub watch: String,
    /// 1 to 10.
    pub severity: u8,
    /// Voices within the window, floods counted as what they are.
    pub observed: f64,
    pub expected: f64,
    pub factor: f64,
    pub window_minutes: u32,
    pub raised_at: Time,
    /// The loudest mentions behind it, by followers, at most three.
    pub drivers: Vec<Driver>,
    pub state: AlertState,
}

/// A mention that drives an alert. All of it is public.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    pub author: String,
    pub text: String,
    pub followers: Option<u64>,
    pub url: Option<String>,
}

/// What became of an alert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertState {
    #[default]
    Raised,
    /// Somebody looks at it.
    Acknowledged { by: String },
    /// Not a crisis, by somebody's word.
    Dismissed { by: String, reason: String },
    /// An incident was opened from it.
    Opened { by: String },
}

impl Alert {
    /// Whether people may still decide about it.
    pub fn is_open(&self) -> bool {
        matches!(self.state, AlertState::Raised | AlertState::Acknowledged { .. })
    }
}

/// Why a decision about an alert was not taken: the person who pressed comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AlreadyDecided;

impl Alert {
    /// Somebody looks at it. Saying so twice changes nothing.
    pub fn acknowledge(&mut self, by: &str) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Acknowledged { by: by.to_owned() })
    }

    /// It is no crisis.
    pub fn dismiss(&mut self, by: &str, reason: &str) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Dismissed { by: by.to_owned(), reason: reason.to_owned() })
    }

    /// An incident is opened from it.
    pub fn open(&mut self, by: &str) -> Result<(), AlreadyDecided> {
        self.decide(AlertState::Opened { by: by.to_owned() })
    }

    fn decide(&mut self, state: AlertState) -> Result<(), AlreadyDecided> {
        if !self.is_open() {
            return Err(AlreadyDecided);
        }
        self.state = state;
        Ok(())
    }
}
