//! What happens to incidents: each use case loads, decides purely, and saves facts, ledger, timeline and errands in the
//! transaction that it is given.

use commands::{IncidentKind, Phase, Role};

use super::fact::Happened;
pub use super::meant::{Meant, meant, meant_by};
use super::{Due, Incident, NotNow, clock, fact, permission, reminders, roles, situation, store, voice};
use crate::alert::{self, Alert};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::home::{Home, Room};
use crate::id::{AlertId, IncidentId};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::post::Post;
use crate::refusal::{Decided, Refusal};
use crate::store::card::{self, Card};
use crate::store::{Result, StoreError, Tx, timer};
use crate::words::Locale;

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

/// A person brings it into another state.
pub async fn go(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    to: Phase,
    reason: &str,
    by: &Person,
    now: Time,
) -> Decided<(), Refused> {
    may_decide(tx, home, incident, by).await?;
    write_move(tx, incident, to, &by.into(), reason, now).await.map_err(|error| error.map(Refused::NotNow))?;
    store::save(tx, incident).await?;
    let name = format!("state:{}:{}", to.name(), micros(now));
    say(tx, home, incident, &name, now, |locale| voice::moved(locale, incident, by, reason)).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// Goes to a state and writes it down; the caller saves.
pub(super) async fn write_move(
    tx: &mut Tx,
    incident: &mut Incident,
    to: Phase,
    by: &Actor,
    reason: &str,
    now: Time,
) -> Decided<(), NotNow> {
    let before = incident.state;
    let state = before.go(to, now)?;
    incident.state = state;
    fact::write(tx, incident.id, by, Happened::Moved { from: before, to: state, reason }, now).await?;
    if state.is_over() {
        timer::cancel(tx, &Due::Nag(incident.id, 1)).await?;
        timer::set(tx, &Due::Over(incident.id), now).await?;
        reminders::stop(tx, incident.id).await?;
    } else if before.is_over() {
        reminders::start(tx, incident, now).await?;
    }
    Ok(())
}

/// A person says how grave it is.
pub async fn set_severity(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    severity: u8,
    reason: &str,
    by: &Person,
    now: Time,
) -> Decided<(), Refused> {
    may_decide(tx, home, incident, by).await?;
    let before = std::mem::replace(&mut incident.severity, severity);
    if before == severity {
        return Err(Refused::NotNow(NotNow::Already).into());
    }
    store::save(tx, incident).await?;
    let happened = Happened::Graver { from: before, to: severity, reason };
    fact::write(tx, incident.id, &by.into(), happened, now).await?;
    let name = format!("severity:{severity}:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::graver(locale, incident, before, by, reason)).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// A person says what kind of crisis it is.
pub async fn set_kind(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    kind: IncidentKind,
    by: &Person,
    now: Time,
) -> Decided<(), Refused> {
    if incident.kind == Some(kind) {
        return Err(Refused::NotNow(NotNow::Already).into());
    }
    incident.kind = Some(kind);
    store::save(tx, incident).await?;
    fact::write(tx, incident.id, &by.into(), Happened::Kind { kind }, now).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// Who is in charge decides; while nobody leads, anybody.
pub async fn may_decide(tx: &mut Tx, home: &Home, incident: &Incident, by: &Person) -> Decided<(), Refused> {
    let held = roles::store::held(tx, incident.id).await?;
    let roster = roster::store::list(tx).await?;
    let lead = roles::holder(&held, Role::Lead).filter(|_| !permission::decides(&home.accounts, by, &held, &roster));
    match lead {
        Some(lead) => Err(Refused::NotYours { lead: lead.clone() }.into()),
        None => Ok(()),
    }
}

/// Nobody leads: the thread hears it, and who is on the roster is asked in person, more of them each time.
pub async fn nag(tx: &mut Tx, home: &Home, id: IncidentId, nth: u32, now: Time) -> Result<()> {
    let Some(incident) = store::lock(tx, id).await? else { return Ok(()) };
    let held = roles::store::held(tx, id).await?;
    if incident.state.is_over() || roles::holder(&held, Role::Lead).is_some() {
        return Ok(());
    }
    let roster = roster::store::list(tx).await?;
    let asked = clock::asked(&roster, nth);
    fact::write(tx, id, &Actor::Squall, Happened::Leaderless { nth }, now).await?;
    let mut people = Vec::new();
    for person in asked {
        let settings = people::store::to_reach(tx, person).await?;
        // Who sleeps is not woken for what is not grave enough for them.
        if settings.quiet_until(home, now, incident.severity).is_none() {
            people.push(person.clone());
        }
    }
    say(tx, home, &incident, &format!("nag:{}", micros(now)), now, |locale| {
        voice::leaderless(locale, &incident, &people, now)
    })
    .await?;
    let alert = alert_of(tx, &incident).await?;
    for person in &people {
        let locale = people::store::to_reach(tx, person).await?.locale_or(home);
        let page = voice::page(locale, &incident, alert.as_ref(), now);
        tell(tx, &incident, &Place::direct(person), &format!("page:{}", micros(now)), &page, now).await?;
    }
    if nth < clock::REMINDERS {
        let next = now + clock::without_lead(incident.severity, nth);
        timer::set(tx, &Due::Nag(id, nth + 1), next).await?;
    }
    Ok(())
}

/// Somebody has read a page: nobody else is asked for a while.
pub async fn acknowledge(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    by: &Person,
    now: Time,
) -> Decided<(), Refused> {
    if incident.state.is_over() {
        return Err(Refused::Over.into());
    }
    fact::write(tx, incident.id, &by.into(), Happened::Acknowledged, now).await?;
    let held = roles::store::held(tx, incident.id).await?;
    if roles::holder(&held, Role::Lead).is_none() {
        timer::set(tx, &Due::Nag(incident.id, 1), now + clock::ACKNOWLEDGED).await?;
    }
    let name = format!("acknowledged:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::acknowledged(locale, incident, by)).await?;
    Ok(())
}

/// The alert moved, and its card is the incident's: shows it anew.
pub async fn alert_moved(tx: &mut Tx, home: &Home, alert: AlertId, now: Time) -> Result<()> {
    match store::of_alert(tx, alert).await? {
        Some(incident) => show(tx, home, &incident, now).await,
        None => Ok(()),
    }
}

/// Shows the card as things stand.
pub async fn show(tx: &mut Tx, home: &Home, incident: &Incident, now: Time) -> Result<()> {
    timer::set(tx, &Due::Changed(incident.id), now).await?;
    let held = roles::store::held(tx, incident.id).await?;
    let alert = alert_of(tx, incident).await?;
    let situation = situation::store::get(tx, incident.id).await?;
    let lines = store::lines(tx, incident.id).await?;
    let anchor = incident.anchor();
    for room in rooms(tx, home, incident).await? {
        let post = voice::card(&room, incident, &held, (alert.as_ref(), situation.as_ref()), &lines);
        card_in(&anchor, &room.channel).show(tx, &post, now).await?;
    }
    Ok(())
}

/// Says something in the thread of each room, once per `name`.
pub async fn say(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    name: &str,
    now: Time,
    post: impl Fn(Locale) -> Post,
) -> Result<()> {
    let (anchor, name) = (incident.anchor(), format!("{}:{name}", incident.id));
    for room in rooms(tx, home, incident).await? {
        card_in(&anchor, &room.channel).say(tx, &name, &post(room.locale), now).await?;
    }
    Ok(())
}

/// Shows another card in the incident's thread, in each room: posted the first time, edited from then on. `about` and
/// `subject` are the [`Card`]'s.
pub async fn show_within(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    (about, subject): (&str, &str),
    now: Time,
    post: impl Fn(Locale) -> Post,
) -> Result<()> {
    let anchor = incident.anchor();
    for room in rooms(tx, home, incident).await? {
        let card = Card { about, subject, channel: &room.channel };
        card.show_within(tx, &anchor, &post(room.locale), now).await?;
    }
    Ok(())
}

/// Says something to a person, or in a channel, once per `name`.
pub async fn tell(tx: &mut Tx, incident: &Incident, to: &Place, name: &str, post: &Post, now: Time) -> Result<()> {
    let subject = incident.id.to_string();
    Card { about: "incident", subject: &subject, channel: to }.announce(tx, name, post, now).await
}

/// The alert that it was opened from. The team works on without one that can't be read.
pub async fn alert_of(tx: &mut Tx, incident: &Incident) -> Result<Option<Alert>> {
    let Some(alert) = incident.alert else { return Ok(None) };
    match alert::store::get(tx, alert).await {
        Err(error @ StoreError::Spoilt(_)) => {
            tracing::error!(incident = %incident.id, %error, "an incident is shown without its alert");
            Ok(None)
        }
        found => found,
    }
}

/// The rooms where the incident's card stands; its thread is under each.
pub async fn rooms(tx: &mut Tx, home: &Home, incident: &Incident) -> Result<Vec<Room>> {
    let mut rooms = Vec::new();
    for channel in card::channels(tx, &incident.anchor()).await? {
        rooms.push(home.room(tx, Some(&channel.to_string())).await?);
    }
    Ok(rooms)
}

/// The incident's card in a channel, by [`Incident::anchor`]. What is said below it: [`Card::say`], with a name that
/// begins with the incident's id; another card in its thread: [`show_within`].
pub fn card_in<'a>(anchor: &'a str, channel: &'a Place) -> Card<'a> {
    let about = if anchor.starts_with("A-") { "alert" } else { "incident" };
    Card { about, subject: anchor, channel }
}
