//! The team at work: an incident, where it stands, who does what in it, and what happened.

pub mod clock;
pub mod desk;
pub mod evidence;
mod fact;
pub mod likely;
pub mod meant;
pub mod opening;
pub mod permission;
pub mod private;
pub mod proposal;
pub mod reminders;
pub mod roles;
pub mod severity;
pub mod similar;
pub mod situation;
pub mod state;
pub mod store;
pub mod thread;
pub mod timeline;
pub mod voice;

pub use commands::{IncidentKind, Phase, Role};
pub use state::{NotNow, State};

use crate::alert::Alert;
use crate::clock::Time;
use crate::id::{AlertId, IncidentId};
use crate::mention::MEDIA;
use crate::person::Person;
use crate::refusal::Refusal;

/// Severity of an incident that a person opened without an alert.
pub const BY_HAND_SEVERITY: u8 = 5;

/// Followers from which an author is heard as a medium of their own.
const INFLUENCER: u64 = 100_000;

/// What the timers of incidents are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The public is looked at.
    Look(IncidentId),
    /// An update is asked for.
    Update(IncidentId),
    /// Nothing was said in public for long.
    Silent(IncidentId),
    /// Nobody leads; which reminder it is, from 1.
    Nag(IncidentId, u32),
    /// It began: later parts of the journey hear of it, at once.
    Begun(IncidentId),
    /// Something about it changed: later parts of the journey hear of it, at once.
    Changed(IncidentId),
    /// It is over, perhaps once more: what comes after begins, at once.
    Over(IncidentId),
}

/// Why something was not done. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is resolved or closed.
    Over,
    NotNow(NotNow),
    /// Somebody has the role and nobody asked them.
    Held {
        role: Role,
        by: Person,
    },
    /// It is for who is in charge to decide.
    NotYours {
        lead: Person,
    },
}

impl Refusal for Refused {}

/// What is said when it begins, beside the card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Begun {
    /// Mentions that are kept.
    pub evidence: u64,
    /// Incidents of the past that were like it.
    pub similar: Vec<similar::Past>,
    /// The kind of crisis that these, or the first drivers, suggest.
    pub likely: Option<likely::Likely>,
}

/// Something that the team works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub id: IncidentId,
    /// What raised it; none when a person saw it first.
    pub alert: Option<AlertId>,
    /// In a person's words, or the watch's name.
    pub title: String,
    /// 1 to 10.
    pub severity: u8,
    pub state: State,
    /// Nobody said yet.
    pub kind: Option<IncidentKind>,
    pub origin: Option<Origin>,
    /// Whether those alone see it who are named in it.
    pub private: bool,
    pub opened_by: Person,
    pub opened_at: Time,
    /// When somebody first did anything about what raised it, or opened it.
    pub noticed_at: Option<Time>,
    /// When somebody first led.
    pub led_at: Option<Time>,
    /// When the team first spoke in public.
    pub stated_at: Option<Time>,
    /// When the team was last told what is new.
    pub told_at: Option<Time>,
}

/// Where it came from, as far as its first drivers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Many who are nobody in particular.
    Public,
    Influencer,
    Media,
}

impl Origin {
    pub const ALL: [Self; 3] = [Self::Public, Self::Influencer, Self::Media];

    /// What the first drivers of an alert suggest.
    pub fn suggested(alert: &Alert) -> Option<Self> {
        let drivers = &alert.evidence.drivers;
        let by_media = drivers.iter().any(|driver| MEDIA.contains(&driver.platform.as_str()));
        let followed = drivers.iter().filter_map(|driver| driver.followers).max();
        match followed {
            _ if drivers.is_empty() => None,
            _ if by_media => Some(Self::Media),
            Some(followers) if followers >= INFLUENCER => Some(Self::Influencer),
            _ => Some(Self::Public),
        }
    }

    /// The origin that is stored so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.name() == name)
    }

    /// As it is stored.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Influencer => "influencer",
            Self::Media => "media",
        }
    }
}

/// Characters of a title that is made of somebody's words.
const TITLE: usize = 80;

/// A title of somebody's words, on one line; none of no words.
pub fn titled(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut title: String = line.chars().take(TITLE).collect();
    if title.len() < line.len() {
        title.push('…');
    }
    (!title.is_empty()).then_some(title)
}

impl Incident {
    /// The subject of its card: the alert's own when an alert raised it, because that card stands there already.
    pub fn anchor(&self) -> String {
        self.alert.map_or_else(|| self.id.to_string(), |alert| alert.to_string())
    }
}
