//! Incidents: roles, where they stand, how grave they are.

use commands::{IncidentAction, IncidentCommand, Open, Phase, Role};

use super::asking::{Act, Asking, only_answer};
use super::statement::people_moved;
use super::timeline::Kept;
use super::{Answer, Answered, ReceptionError, alert, evidence, export, private, situation, timeline};
use crate::alert::desk::Decision;
use crate::chat::ChatEvent;
use crate::gate::{Allowed, Begin, Work};
use crate::id::IncidentId;
use crate::incident::Refused;
use crate::incident::desk;
use crate::incident::proposal::desk::Answer as Verdict;
use crate::incident::{self, Incident, clock, reminders, roles};
use crate::person::Person;
use crate::post::Post;
use crate::refusal::Decided;
use crate::store::Tx;
use crate::words::word;

/// Something that changes an incident.
pub(super) enum Change {
    Give { role: Role, to: Option<String> },
    Move { to: Phase, reason: String },
    Severity { severity: u8, reason: String },
    Kind(commands::IncidentKind),
    Update { text: String },
    Snooze,
    Acknowledge,
}

/// Answers a command about incidents.
pub(super) async fn handle(asking: &Asking<'_>, command: IncidentCommand) -> Answered {
    let (named, change) = match command {
        IncidentCommand::Open(Open::Alert { alert, title, private: true }) => {
            return private::aside(asking, alert, title).await;
        }
        IncidentCommand::Open(Open::Alert { alert, title, private: false }) => {
            return alert::decided(asking, alert, Decision::Open, title).await;
        }
        IncidentCommand::Open(Open::ByHand { title, private: true }) => return private::open(asking, title).await,
        IncidentCommand::Open(Open::ByHand { title, private: false }) => return open(asking, title).await,
        IncidentCommand::Note(asked) => return timeline::note(asking, asked).await,
        IncidentCommand::Timeline(asked) => return timeline::page(asking, asked.incident, 0).await,
        IncidentCommand::Situation(asked) => return situation::whole(asking, asked.incident).await,
        IncidentCommand::Watch(asked) => return situation::set_watch(asking, &asked).await,
        IncidentCommand::Export(asked) => return export::record(asking, asked).await,
        IncidentCommand::Roles(asked) => return who(asking, asked.incident).await,
        IncidentCommand::Take(asked) => (asked.incident, Change::Give { role: asked.role, to: None }),
        IncidentCommand::Assign(asked) => (asked.incident, Change::Give { role: asked.role, to: Some(asked.person) }),
        IncidentCommand::Move(asked) => {
            (asked.incident, Change::Move { to: asked.to, reason: asked.reason.unwrap_or_default() })
        }
        IncidentCommand::Severity(asked) => {
            let reason = asked.reason.unwrap_or_default();
            (asked.incident, Change::Severity { severity: asked.severity, reason })
        }
        IncidentCommand::Update(asked) => (asked.incident, Change::Update { text: asked.text }),
        IncidentCommand::Kind(asked) => (asked.incident, Change::Kind(asked.kind)),
    };
    change_incident(asking, named, change).await.map(Some)
}

/// Does what a button or a form of an incident stands for.
pub(super) async fn act(asking: &Asking<'_>, action: IncidentAction, act: Act<'_>) -> Answered {
    let (id, change) = match (action, act) {
        (IncidentAction::Timeline { incident, page }, _) => return timeline::page(asking, Some(incident), page).await,
        (IncidentAction::TimelineAdd { incident, message }, _) => {
            let message = timeline::message(asking, message);
            return timeline::keep(asking, message, None, (Kept::Asked, Some(incident))).await;
        }
        (IncidentAction::TimelineUndo(entry), _) => return timeline::undo(asking, entry).await,
        (IncidentAction::Situation(incident), _) => return situation::whole(asking, Some(incident)).await,
        (IncidentAction::Evidence { incident, page }, _) => return evidence::page(asking, Some(incident), page).await,
        (IncidentAction::EvidenceAdd { incident, message }, _) => {
            let message = timeline::message(asking, message);
            return evidence::keep(asking, message, None, Some(incident)).await;
        }
        (IncidentAction::ProposalAccept(id), _) => return situation::answered(asking, id, Verdict::Accept).await,
        (IncidentAction::ProposalDismiss(id), _) => return situation::answered(asking, id, Verdict::Dismiss).await,
        (IncidentAction::Private(id), _) => return private::close(asking, IncidentId(id)).await,
        (IncidentAction::Roles(id), _) => return who(asking, Some(id)).await,
        (IncidentAction::Role { incident, role }, _) => return ways_to_give(asking, IncidentId(incident), role).await,
        (IncidentAction::Take { incident, role }, _) => (incident, Change::Give { role, to: None }),
        (IncidentAction::Assign { incident, role, person }, _) => (incident, Change::Give { role, to: Some(person) }),
        (IncidentAction::Move { incident, to }, Act::Pressed { trigger }) if to != Phase::Closed => {
            return asking.open(trigger, &incident::voice::reason_form(asking.locale, incident, to)).await;
        }
        (IncidentAction::Move { incident, to }, Act::Pressed { .. }) => {
            (incident, Change::Move { to, reason: String::new() })
        }
        (IncidentAction::Move { incident, to }, Act::FilledIn(answers)) => {
            (incident, Change::Move { to, reason: only_answer(answers).to_owned() })
        }
        (IncidentAction::Update(incident), Act::Pressed { trigger }) => {
            return asking.open(trigger, &incident::voice::news_form(asking.locale, incident)).await;
        }
        (IncidentAction::Update(incident), Act::FilledIn(answers)) => {
            (incident, Change::Update { text: only_answer(answers).to_owned() })
        }
        (IncidentAction::Severity { incident, severity }, _) => {
            (incident, Change::Severity { severity, reason: String::new() })
        }
        (IncidentAction::Acknowledge(incident), _) => (incident, Change::Acknowledge),
        (IncidentAction::Snooze(incident), _) => (incident, Change::Snooze),
    };
    // Who pressed sees it on the card and in the thread; only what did not happen needs words.
    let quiet = matches!(change, Change::Move { .. } | Change::Severity { .. });
    let answer = change_incident(asking, Some(id), change).await?;
    Ok((!quiet).then_some(answer))
}

/// Opens an incident because a person saw it before the numbers did.
async fn open(asking: &Asking<'_>, title: String) -> Answered {
    let mut tx = asking.begin().await?;
    let place = asking.channel();
    let opened = incident::opening::by_hand(
        &mut tx,
        asking.home(),
        (title, false),
        &asking.may::<Begin>()?,
        &place,
        asking.now(),
    )
    .await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(opened.map_or_else(
        || Post::line(word(asking.locale, "common-not-here")),
        |incident| incident::voice::done(asking.locale, &incident),
    ))))
}

/// How one role can be given: the first half of a choice.
async fn ways_to_give(asking: &Asking<'_>, id: IncidentId, role: Role) -> Answered {
    let found = incident::store::get(&mut asking.read().await?, id).await?;
    Ok(Some(match found {
        Some(incident) => Answer::about("incident", id, roles::voice::give(asking.locale, &incident, role)),
        None => Answer::new(incident::voice::unknown(asking.locale, id)),
    }))
}

/// Who has which role.
async fn who(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let held = roles::store::held(&mut tx, incident.id).await?;
    Ok(Some(Answer::about("incident", incident.id, roles::voice::roles(asking.locale, &incident, &held))))
}

/// Changes the incident that is meant. Answers what is whispered.
pub(super) async fn change_incident(
    asking: &Asking<'_>,
    named: Option<i64>,
    change: Change,
) -> Result<Answer, ReceptionError> {
    if let Change::Give { to, .. } = &change {
        asking.anybody(to.as_deref()).await?;
    }
    let mut tx = asking.begin().await?;
    let meant = meant_or_last(asking, &mut tx, named, &change).await?;
    let meant = asking.found(&mut tx, meant).await?;
    // Locked, so that two people who decide at once do it one after the other.
    let unknown = || Answer::new(incident::voice::unknown(asking.locale, meant.id));
    let mut incident = incident::store::lock(&mut tx, meant.id).await?.ok_or_else(unknown)?;
    let now = asking.now();
    let by = &asking.may::<Work>()?;
    let done = apply(asking, &mut tx, &mut incident, &change, by).await;
    done.map_err(|error| asking.refuse(error, |locale, no| incident::voice::refused(locale, &incident, no)))?;
    if matches!(change, Change::Give { .. }) {
        people_moved(asking, &mut tx).await?;
    }
    asking.commit(tx).await?;
    let post = match change {
        Change::Give { role, to } => {
            roles::voice::done(asking.locale, &incident, role, &person(asking.event, to.as_deref()))
        }
        Change::Update { .. } => {
            let next = reminders::next_update(&incident, now);
            incident::voice::until(asking.locale, &incident, "incident-news-done", next)
        }
        Change::Snooze => incident::voice::until(asking.locale, &incident, "incident-snoozed", now + clock::SNOOZE),
        Change::Acknowledge => incident::voice::acknowledged_done(asking.locale, &incident),
        Change::Kind(kind) => incident::voice::kind_set(asking.locale, &incident, kind),
        Change::Move { .. } | Change::Severity { .. } => incident::voice::changed(asking.locale, &incident),
    };
    Ok(Answer::about("incident", incident.id, post))
}

async fn apply(
    asking: &Asking<'_>,
    tx: &mut Tx,
    incident: &mut Incident,
    change: &Change,
    by: &Allowed<Work>,
) -> Decided<(), Refused> {
    let (home, now) = (asking.home(), asking.now());
    match change {
        Change::Give { role, to } => {
            let to = person(asking.event, to.as_deref());
            roles::desk::give(tx, home, incident, *role, (&to, by), now).await
        }
        Change::Move { to, reason } => desk::go(tx, home, incident, *to, reason, by, now).await,
        Change::Severity { severity, reason } => {
            desk::set_severity(tx, home, incident, *severity, reason, by, now).await
        }
        Change::Kind(kind) => desk::set_kind(tx, home, incident, *kind, by, now).await,
        Change::Update { text } => reminders::update(tx, home, incident, text, by, now).await,
        Change::Snooze => reminders::snooze(tx, incident, by, now).await,
        Change::Acknowledge => desk::acknowledge(tx, home, incident, by, now).await,
    }
}

/// Somebody on the platform of the event; who acted when nobody is named.
fn person(event: &ChatEvent, user: Option<&str>) -> Person {
    let user = user.unwrap_or(&event.person.user).to_owned();
    event.person.beside(user)
}

/// Reopening means what is not open any more: without a name, the last that was resolved.
async fn meant_or_last(
    asking: &Asking<'_>,
    tx: &mut Tx,
    named: Option<i64>,
    change: &Change,
) -> Result<desk::Meant, ReceptionError> {
    let meant = asking.meant(tx, named).await?;
    let goes_on = matches!(change, Change::Move { to: Phase::Responding | Phase::Closed, .. });
    if goes_on && meant == desk::Meant::None {
        return Ok(asking.last_resolved(tx).await?.map_or(desk::Meant::None, desk::Meant::This));
    }
    Ok(meant)
}
