//! What happens to an incident, as the ledger and its timeline keep it.

use std::borrow::Cow;

use commands::{IncidentKind, Role};
use serde_json::{Value as Json, json};

use super::State;
use super::proposal::What;
use crate::clock::Time;
use crate::fact::{self, Done, Fact, Slot, Subject, Value};
use crate::id::{AlertId, IncidentId, ProposalId};
use crate::person::{Actor, Person};
use crate::post::shortened;
use crate::store::{Result, Tx};

/// What happened to an incident.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    /// With these words, which its title may be too short for.
    Opened {
        words: &'a str,
        title: &'a str,
        alert: Option<AlertId>,
    },
    /// Another alert about the same matter.
    Again {
        alert: AlertId,
    },
    Moved {
        from: State,
        to: State,
        reason: &'a str,
    },
    Graver {
        from: u8,
        to: u8,
        reason: &'a str,
    },
    Kind {
        kind: IncidentKind,
    },
    Assigned {
        role: Role,
        to: &'a Person,
    },
    /// Somebody else stands for a role too.
    Confirmed {
        role: Role,
        to: &'a Person,
    },
    Acknowledged,
    /// Those alone see it from now on who are named in it.
    MadePrivate,
    /// Somebody was let in.
    LetIn {
        person: &'a Person,
    },
    /// Somebody looked into what is private.
    LookedIn,
    /// Nobody leads, for the nth time.
    Leaderless {
        nth: u32,
    },
    Updated {
        text: &'a str,
    },
    Snoozed {
        until: Time,
    },
    UpdateDue {
        minutes: u64,
    },
    Silent {
        minutes: u64,
    },
    Listens {
        watch: &'a str,
    },
    Proposed {
        proposal: ProposalId,
        what: &'a What,
    },
    Accepted {
        proposal: ProposalId,
    },
    Dismissed {
        proposal: ProposalId,
    },
    /// Words of the public, with their author when somebody chose them.
    Kept {
        hashes: &'a [String],
        author: Option<&'a str>,
    },
    /// What became of words that the team keeps; none where they are gone.
    MessageChanged {
        source: &'a str,
        before: &'a str,
        words: Option<&'a str>,
    },
    GoneInPublic {
        source: &'a str,
        before: &'a str,
    },
}

use Happened::{
    Accepted, Acknowledged, Again, Assigned, Confirmed, Dismissed, GoneInPublic, Graver, Kept, Kind, Leaderless, LetIn,
    Listens, LookedIn, MadePrivate, MessageChanged, Moved, Opened, Proposed, Silent, Snoozed, UpdateDue, Updated,
};

/// Writes it down.
pub(super) async fn write(
    tx: &mut Tx,
    incident: IncidentId,
    actor: &Actor,
    happened: Happened<'_>,
    now: Time,
) -> Result<()> {
    fact::write(tx, &Subject::of(incident), actor, &happened, now).await
}

impl Fact for Happened<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Opened { .. } => "incident.opened",
            Again { .. } => "incident.again",
            Moved { .. } => "incident.moved",
            Graver { .. } => "incident.severity",
            Kind { .. } => "incident.kind",
            Assigned { .. } => "incident.assigned",
            Confirmed { .. } => "incident.role_confirmed",
            Acknowledged => "incident.acknowledged",
            MadePrivate => "incident.private",
            LetIn { .. } => "incident.let_in",
            LookedIn => "incident.looked_in",
            Leaderless { .. } => "incident.leaderless",
            Updated { .. } => "incident.updated",
            Snoozed { .. } => "incident.snoozed",
            UpdateDue { .. } => "incident.due",
            Silent { .. } => "incident.silent",
            Listens { .. } => "incident.watch",
            Proposed { .. } => "proposal.made",
            Accepted { .. } => "proposal.accepted",
            Dismissed { .. } => "proposal.dismissed",
            Kept { .. } => "evidence.kept",
            MessageChanged { words: Some(_), .. } => "message.edited",
            MessageChanged { words: None, .. } => "message.deleted",
            GoneInPublic { .. } => "evidence.removed",
        })
    }

    fn detail(&self) -> Json {
        match self {
            Opened { words, alert, .. } => json!({ "title": words, "alert": alert.map(|alert| alert.to_string()) }),
            Again { alert } => json!({ "alert": alert.to_string() }),
            Moved { from, to, reason } => json!({ "from": from.name(), "to": to.name(), "reason": reason }),
            Graver { from, to, reason } => json!({ "from": from, "to": to, "reason": reason }),
            Kind { kind } => json!({ "kind": kind.name() }),
            Assigned { role, to } | Confirmed { role, to } => json!({ "role": role.name(), "person": to }),
            Leaderless { nth } => json!({ "reminder": nth }),
            Updated { text } => json!({ "text": text }),
            Snoozed { until } => json!({ "until": until }),
            UpdateDue { minutes } | Silent { minutes } => json!({ "minutes": minutes }),
            Listens { watch } => json!({ "watch": watch }),
            Proposed { proposal, what: What::Severity { to, because, .. } } => {
                json!({ "proposal": proposal.to_string(), "severity": to, "because": because })
            }
            Proposed { proposal, what: What::Resolve } | Accepted { proposal } | Dismissed { proposal } => {
                json!({ "proposal": proposal.to_string() })
            }
            Kept { hashes, .. } => json!({ "hashes": hashes }),
            MessageChanged { source, before, words } => {
                json!({ "message": source, "before": before, "words": words })
            }
            GoneInPublic { source, before } => json!({ "message": source, "before": before, "words": null }),
            LetIn { person } => json!({ "person": person }),
            Acknowledged | MadePrivate | LookedIn => json!({}),
        }
    }

    fn told(&self) -> Vec<Done> {
        let number = |number: u64| Value::Number(number);
        let text = |text: &str| Value::Text(text.to_owned());
        vec![match self {
            Opened { words, title, alert } => {
                let done = match alert {
                    Some(alert) => Done::new("timeline-did-opened-from").with(Slot::What, text(&alert.to_string())),
                    None => Done::new("timeline-did-opened"),
                };
                if title == words { done } else { done.because(words) }
            }
            Again { alert } => Done::new("timeline-did-again").with(Slot::What, text(&alert.to_string())),
            Moved { from, to, reason } => Done::new("timeline-did-state")
                .with(Slot::From, state(*from))
                .with(Slot::To, state(*to))
                .because(reason),
            Graver { from, to, reason } => graver("timeline-did-severity", *from, *to).because(reason),
            Kind { kind } => Done::new("timeline-did-kind").with(Slot::What, Value::Label(kind.name().to_owned())),
            Assigned { role, to } => Done::new("timeline-did-role")
                .with(Slot::What, Value::Label(role.name().to_owned()))
                .with(Slot::Who, Value::Person((*to).clone())),
            // Who looked in is for the ledger alone: those who read the timeline are among them.
            Confirmed { .. } | LookedIn => return Vec::new(),
            MadePrivate => Done::new("timeline-did-private"),
            LetIn { person } => Done::new("timeline-did-let-in").with(Slot::Who, Value::Person((*person).clone())),
            Acknowledged => Done::new("timeline-did-acknowledged"),
            Leaderless { nth } => Done::new("timeline-did-nag").with(Slot::Count, number(u64::from(*nth))),
            Updated { text } => Done::new("timeline-did-update").because(text),
            Snoozed { until } => Done::new("timeline-did-snoozed").with(Slot::To, Value::Time(*until)),
            UpdateDue { minutes } => Done::new("timeline-did-due").with(Slot::Count, number(*minutes)),
            Silent { minutes } => Done::new("timeline-did-silent").with(Slot::Count, number(*minutes)),
            Listens { watch } => Done::new("timeline-did-watch").with(Slot::What, text(watch)),
            Proposed { what: What::Severity { to, instead_of, .. }, .. } => {
                graver("timeline-did-proposed-severity", *instead_of, *to)
            }
            Proposed { what: What::Resolve, .. } => Done::new("timeline-did-proposed-resolve"),
            Dismissed { .. } => Done::new("timeline-did-not-proposed"),
            Kept { author: Some(author), .. } => Done::new("timeline-did-evidence").with(Slot::What, text(author)),
            // What was accepted is told as what was done; what is kept by itself stands among the evidence.
            Accepted { .. } | Kept { author: None, .. } => return Vec::new(),
            MessageChanged { before, words, .. } => {
                let key = if words.is_some() { "timeline-did-edited" } else { "timeline-did-deleted" };
                Done::new(key).with(Slot::What, text(&shortened(before, 80))).because(words.unwrap_or_default())
            }
            GoneInPublic { before, .. } => {
                Done::new("timeline-did-removed").with(Slot::What, text(&shortened(before, 80)))
            }
        }]
    }
}

fn graver(key: &str, from: u8, to: u8) -> Done {
    let number = |grade: u8| Value::Number(u64::from(grade));
    Done::new(key).with(Slot::From, number(from)).with(Slot::To, number(to))
}

fn state(state: State) -> Value {
    match state {
        State::Open => Value::Word("incident-open".to_owned()),
        other => Value::Label(other.name().to_owned()),
    }
}
