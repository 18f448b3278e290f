//! Where an incident stands, and where it may go from there.

use commands::Phase;

use crate::clock::Time;
use crate::refusal::Refusal;

/// Where an incident stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody leads yet.
    #[default]
    Open,
    Responding,
    /// It is watched, and little is done.
    Monitoring,
    Resolved {
        at: Time,
    },
    /// The record is complete.
    Closed {
        at: Time,
    },
}

/// Why it can't go there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It stands there.
    Already,
    /// Only what is resolved can be closed.
    Unresolved,
    /// What is closed can only be reopened.
    Closed,
}

impl Refusal for NotNow {}

impl State {
    /// Goes to a phase. `Responding` is also how what is over is opened again.
    pub fn go(self, to: Phase, now: Time) -> Result<Self, NotNow> {
        match (self, to) {
            (Self::Responding, Phase::Responding)
            | (Self::Monitoring, Phase::Monitoring)
            | (Self::Resolved { .. }, Phase::Resolved)
            | (Self::Closed { .. }, Phase::Closed) => Err(NotNow::Already),
            (_, Phase::Responding) => Ok(Self::Responding),
            (Self::Closed { .. }, _) => Err(NotNow::Closed),
            (_, Phase::Monitoring) => Ok(Self::Monitoring),
            (_, Phase::Resolved) => Ok(Self::Resolved { at: now }),
            (Self::Resolved { .. }, Phase::Closed) => Ok(Self::Closed { at: now }),
            (_, Phase::Closed) => Err(NotNow::Unresolved),
        }
    }

    /// Whether the team is done with it.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Resolved { .. } | Self::Closed { .. })
    }

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Responding => Phase::Responding.name(),
            Self::Monitoring => Phase::Monitoring.name(),
            Self::Resolved { .. } => Phase::Resolved.name(),
            Self::Closed { .. } => Phase::Closed.name(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> Time {
        Time::UNIX_EPOCH + chrono::Duration::minutes(minute)
    }

    proptest! {
        /// Whatever people ask for, in whatever order.
        #[test]
        fn no_way_leads_where_it_should_not(asked in proptest::collection::vec(0..4_usize, 0..40)) {
            let mut state = State::Open;
            for (minute, to) in (0..).zip(asked) {
                let (before, to) = (state, Phase::ALL[to]);
                match state.go(to, at(minute)) {
                    Ok(after) => {
                        prop_assert_eq!(after.name(), to.name(), "it goes where it was sent");
                        prop_assert_ne!(before.name(), after.name(), "and never stays");
                        let closes = matches!(after, State::Closed { .. });
                        prop_assert!(!closes || matches!(before, State::Resolved { .. }), "only the resolved is closed");
                        let opens = matches!(before, State::Closed { .. });
                        prop_assert!(!opens || after == State::Responding, "the closed is only reopened");
                        prop_assert_ne!(after, State::Open, "nobody goes back to before there was a lead");
                        if let State::Resolved { at: since } | State::Closed { at: since } = after {
                            prop_assert_eq!(since, at(minute));
                        }
                        state = after;
                    }
                    Err(NotNow::Already) => prop_assert_eq!(before.name(), to.name()),
                    Err(NotNow::Unresolved) => prop_assert!(to == Phase::Closed && !before.is_over()),
                    Err(NotNow::Closed) => {
                        let closed = matches!(before, State::Closed { .. });
                        prop_assert!(closed);
                    }
                }
            }
        }

        /// From everywhere there is a way to work on it again, and a way to its end.
        #[test]
        fn there_is_always_a_way_on(asked in proptest::collection::vec(0..4_usize, 0..20)) {
            let state = asked.into_iter().fold(State::Open, |state, to| state.go(Phase::ALL[to], at(0)).unwrap_or(state));
            let responding = if state == State::Responding { state } else { state.go(Phase::Responding, at(1)).unwrap() };
            let resolved = responding.go(Phase::Resolved, at(2)).unwrap();
            prop_assert_eq!(resolved.go(Phase::Closed, at(3)), Ok(State::Closed { at: at(3) }));
        }
    }
}
