//! What the bot proposes because of what the public does. People accept it or dismiss it; nothing happens by itself.

pub mod desk;
pub mod store;
pub mod voice;

use super::severity::{Reason, Said};
use crate::clock::Time;
use crate::id::{IncidentId, ProposalId};
use crate::person::Person;

/// A proposal about an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub id: ProposalId,
    pub incident: IncidentId,
    pub what: What,
    pub made_at: Time,
    pub state: State,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A graver severity.
    Severity { to: u8, instead_of: u8, because: Vec<Reason> },
    /// It is over.
    Resolve,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Accepted {
        by: Person,
        at: Time,
    },
    Dismissed {
        by: Person,
        at: Time,
    },
    /// People decided the same without it, or it does not hold any more.
    Overtaken {
        at: Time,
    },
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted { .. } => "accepted",
            Self::Dismissed { .. } => "dismissed",
            Self::Overtaken { .. } => "overtaken",
        }
    }
}

impl What {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Severity { .. } => "severity",
            Self::Resolve => "resolve",
        }
    }
}

/// What becomes of the newest proposal of a severity when the matrix says this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Nothing,
    /// A new one.
    Propose,
    /// The open one says other numbers.
    Change,
    /// The open one does not hold any more.
    Overtake,
}

/// `last` is the newest proposal of a severity. What was dismissed is proposed again only when it got graver still.
pub fn next(severity: u8, said: &Said, last: Option<&Proposal>) -> Next {
    let of_severity = |proposal: &Proposal| match proposal.what {
        What::Severity { to, instead_of, .. } => Some((to, instead_of, proposal.state.clone())),
        What::Resolve => None,
    };
    let graver = said.severity > severity;
    match last.and_then(of_severity) {
        Some((.., State::Open)) if !graver => Next::Overtake,
        Some((to, instead_of, State::Open)) if to == said.severity && instead_of == severity => Next::Nothing,
        Some((.., State::Open)) => Next::Change,
        Some((to, _, State::Dismissed { .. })) if said.severity <= to => Next::Nothing,
        _ if graver => Next::Propose,
        _ => Next::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(severity: u8) -> Said {
        Said { severity, because: Vec::new() }
    }

    fn proposal(to: u8, instead_of: u8, state: State) -> Proposal {
        let what = What::Severity { to, instead_of, because: Vec::new() };
        Proposal { id: ProposalId(1), incident: IncidentId(1), what, made_at: Time::UNIX_EPOCH, state }
    }

    #[test]
    fn only_what_is_graver_is_proposed_and_once() {
        assert_eq!(next(5, &said(5), None), Next::Nothing);
        assert_eq!(next(5, &said(8), None), Next::Propose);
        let open = proposal(8, 5, State::Open);
        assert_eq!(next(5, &said(8), Some(&open)), Next::Nothing);
        assert_eq!(next(5, &said(9), Some(&open)), Next::Change);
        assert_eq!(next(8, &said(8), Some(&open)), Next::Overtake, "a person set it meanwhile");
    }

    #[test]
    fn what_was_dismissed_comes_back_only_when_it_is_graver_still() {
        let dismissed = proposal(8, 5, State::Dismissed { by: "maya".into(), at: Time::UNIX_EPOCH });
        assert_eq!(next(5, &said(8), Some(&dismissed)), Next::Nothing);
        assert_eq!(next(5, &said(9), Some(&dismissed)), Next::Propose);
        let accepted = proposal(8, 5, State::Accepted { by: "maya".into(), at: Time::UNIX_EPOCH });
        assert_eq!(next(8, &said(9), Some(&accepted)), Next::Propose);
        assert_eq!(next(8, &said(8), Some(&accepted)), Next::Nothing);
    }
}
