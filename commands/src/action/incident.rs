//! What is asked of an incident by a button.

use super::number;

/// Something to press in an incident. Ids are row numbers: `INC-3` is 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentAction {
    /// A page of the timeline; pages count from 0, the newest.
    Timeline { incident: i64, page: u32 },
    /// Adds a message to the timeline of the incident that was meant.
    TimelineAdd { incident: i64, message: Message },
    /// Takes an entry away again.
    TimelineUndo(i64),
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
    /// The verb, and what follows it.
    pub(super) fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Timeline { incident, page } => ("timeline", format!("{incident}:{page}")),
            Self::TimelineAdd { incident, message } => ("timeline-add", format!("{incident}:{}", message.parts())),
            Self::TimelineUndo(entry) => ("timeline-undo", entry.to_string()),
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
