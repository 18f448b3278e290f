//! What is asked of an incident by a button.

use super::number;
use crate::command::{Phase, Role};

/// Something to press in an incident. Ids are row numbers: `INC-3` is 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentAction {
    /// A page of the timeline; pages count from 0, the newest.
    Timeline { incident: i64, page: u32 },
    /// Adds a message to the timeline of the incident that was meant.
    TimelineAdd { incident: i64, message: Message },
    /// Takes an entry away again.
    TimelineUndo(i64),
    /// Who has which role, and a menu to give one.
    Roles(i64),
    /// How one role can be given: the first half of a choice.
    Role { incident: i64, role: Role },
    /// The person takes the role themselves.
    Take { incident: i64, role: Role },
    /// Gives the role to a person, by the platform's own id.
    Assign { incident: i64, role: Role, person: String },
    /// Brings it into a state. Of some, asks for the reason in a form, which comes back as the same.
    Move { incident: i64, to: Phase },
    /// Says what is new. Asks in a form, which comes back as the same.
    Update(i64),
    /// Says how grave it is.
    Severity { incident: i64, severity: u8 },
    /// Asks for no reminder for a while.
    Snooze(i64),
    /// The person has read a page about it.
    Acknowledge(i64),
    /// What the public does.
    Situation(i64),
    /// A page of what is kept of the public; pages count from 0.
    Evidence { incident: i64, page: u32 },
    /// Keeps a message as evidence of the incident that was meant.
    EvidenceAdd { incident: i64, message: Message },
    /// Closes it to everybody who is not named in it.
    Private(i64),
    /// Agrees with what the bot proposes: `P-1`.
    ProposalAccept(i64),
    /// Decides against it.
    ProposalDismiss(i64),
}

/// A message by the ids of its platform, which hold no colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub channel: String,
    pub message: String,
    /// The thread that it stands in.
    pub thread: Option<String>,
}

impl IncidentAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(&self) -> bool {
        match self {
            Self::Update(_) => true,
            Self::Move { to, .. } => *to != Phase::Closed,
            Self::Timeline { .. }
            | Self::TimelineAdd { .. }
            | Self::TimelineUndo(_)
            | Self::Roles(_)
            | Self::Role { .. }
            | Self::Take { .. }
            | Self::Assign { .. }
            | Self::Severity { .. }
            | Self::Snooze(_)
            | Self::Acknowledge(_)
            | Self::Situation(_)
            | Self::Evidence { .. }
            | Self::EvidenceAdd { .. }
            | Self::Private(_)
            | Self::ProposalAccept(_)
            | Self::ProposalDismiss(_) => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Timeline { incident, page } => ("timeline", format!("{incident}:{page}")),
            Self::TimelineAdd { incident, message } => ("timeline-add", format!("{incident}:{}", message.parts())),
            Self::TimelineUndo(entry) => ("timeline-undo", entry.to_string()),
            Self::Roles(incident) => ("roles", incident.to_string()),
            Self::Role { incident, role } => ("role", format!("{incident}:{}", role.name())),
            Self::Take { incident, role } => ("role-take", format!("{incident}:{}", role.name())),
            Self::Assign { incident, role, person } => ("role-assign", format!("{incident}:{}:{person}", role.name())),
            Self::Move { incident, to } => ("incident-move", format!("{incident}:{}", to.name())),
            Self::Update(incident) => ("incident-update", incident.to_string()),
            Self::Severity { incident, severity } => ("incident-severity", format!("{incident}:{severity}")),
            Self::Snooze(incident) => ("incident-snooze", incident.to_string()),
            Self::Acknowledge(incident) => ("incident-ack", incident.to_string()),
            Self::Situation(incident) => ("situation", incident.to_string()),
            Self::Evidence { incident, page } => ("evidence", format!("{incident}:{page}")),
            Self::EvidenceAdd { incident, message } => ("evidence-add", format!("{incident}:{}", message.parts())),
            Self::Private(incident) => ("incident-private", incident.to_string()),
            Self::ProposalAccept(proposal) => ("proposal-accept", proposal.to_string()),
            Self::ProposalDismiss(proposal) => ("proposal-dismiss", proposal.to_string()),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = || number::<i64>(rest);
        let pair = || rest.split_once(':');
        Some(match verb {
            "timeline" => {
                let (incident, page) = pair()?;
                Self::Timeline { incident: number(incident)?, page: number(page)? }
            }
            "timeline-add" => {
                let (incident, message) = pair()?;
                Self::TimelineAdd { incident: number(incident)?, message: Message::decode(message)? }
            }
            "timeline-undo" => Self::TimelineUndo(id()?),
            "roles" => Self::Roles(id()?),
            "role" => {
                let (incident, role) = pair()?;
                Self::Role { incident: number(incident)?, role: Role::named(role)? }
            }
            "role-take" => {
                let (incident, role) = pair()?;
                Self::Take { incident: number(incident)?, role: Role::named(role)? }
            }
            "role-assign" => {
                let (incident, (role, person)) = pair().and_then(|(id, rest)| Some((id, rest.split_once(':')?)))?;
                let person = Some(person.to_owned()).filter(|person| !person.is_empty())?;
                Self::Assign { incident: number(incident)?, role: Role::named(role)?, person }
            }
            "incident-move" => {
                let (incident, to) = pair()?;
                let to = Phase::ALL.into_iter().find(|phase| phase.name() == to)?;
                Self::Move { incident: number(incident)?, to }
            }
            "incident-update" => Self::Update(id()?),
            "incident-severity" => {
                let (incident, severity) = pair()?;
                let severity = number(severity).filter(|severity| (1..=10).contains(severity))?;
                Self::Severity { incident: number(incident)?, severity }
            }
            "incident-snooze" => Self::Snooze(id()?),
            "incident-ack" => Self::Acknowledge(id()?),
            "incident-private" => Self::Private(id()?),
            "situation" => Self::Situation(id()?),
            "evidence" => {
                let (incident, page) = pair()?;
                Self::Evidence { incident: number(incident)?, page: number(page)? }
            }
            "evidence-add" => {
                let (incident, message) = pair()?;
                Self::EvidenceAdd { incident: number(incident)?, message: Message::decode(message)? }
            }
            "proposal-accept" => Self::ProposalAccept(id()?),
            "proposal-dismiss" => Self::ProposalDismiss(id()?),
            _ => return None,
        })
    }
}

impl Message {
    fn parts(&self) -> String {
        let thread = self.thread.as_ref().map(|thread| format!(":{thread}")).unwrap_or_default();
        format!("{}:{}{thread}", self.channel, self.message)
    }

    fn decode(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        let (channel, message, thread) = (next()?, next()?, next());
        parts.next().is_none().then_some(Self { channel, message, thread })
    }
}
