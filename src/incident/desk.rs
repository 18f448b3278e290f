//! Opening an incident, from an alert or by hand; and finding the one that is meant.

use serde_json::json;

use super::timeline::{self, Done, Slot, Value};
use super::{BY_HAND_SEVERITY, Incident, store, voice};
use crate::alert::{self, Alert};
use crate::chat::{MessageRef, PersonRef, Place};
use crate::clock::Time;
use crate::home::{Home, Room};
use crate::id::{AlertId, IncidentId};
use crate::store::card::{self, Card};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// From an alert whose opening was decided in the same transaction. Its thread is under the alert's card.
pub async fn from_alert(
    tx: &mut Tx,
    home: &Home,
    alert: &Alert,
    title: Option<String>,
    by: &PersonRef,
    now: Time,
) -> Result<Option<Incident>> {
    let incident = Incident {
        id: IncidentId(0),
        alert: Some(alert.id),
        title: title.unwrap_or_else(|| alert.name.clone()),
        severity: alert.figures.severity,
        opened_by: by.user.clone(),
        opened_at: now,
    };
    let Some(incident) = open(tx, incident, by).await? else { return Ok(None) };
    let id = incident.id;
    let subject = incident.anchor();
    for room in alert::desk::rooms(tx, home, alert).await? {
        let card = card_in(&subject, &room.channel);
        card.open_thread(tx, &voice::title(room.locale, &incident), now).await?;
        card.say(tx, &format!("{id}:opened"), &voice::opened(room.locale, &incident, Some(alert)), now).await?;
    }
    Ok(Some(incident))
}

/// By a person who saw it before the numbers did, in the channel where they said so.
pub async fn by_hand(
    tx: &mut Tx,
    home: &Home,
    title: String,
    by: &PersonRef,
    place: &Place,
    now: Time,
) -> Result<Option<Incident>> {
    let incident = Incident {
        id: IncidentId(0),
        alert: None,
        title,
        severity: BY_HAND_SEVERITY,
        opened_by: by.user.clone(),
        opened_at: now,
    };
    let Some(incident) = open(tx, incident, by).await? else { return Ok(None) };
    let channel = Place { thread: None, ..place.clone() };
    let locale = home.locale(tx, &channel).await?;
    let subject = incident.anchor();
    let card = card_in(&subject, &channel);
    card.show(tx, &voice::card(locale, &incident), now).await?;
    card.open_thread(tx, &voice::title(locale, &incident), now).await?;
    card.say(tx, "opened", &voice::opened(locale, &incident, None), now).await?;
    Ok(Some(incident))
}

/// Stores it and writes it down. Nothing when its alert has an incident already.
async fn open(tx: &mut Tx, mut incident: Incident, by: &PersonRef) -> Result<Option<Incident>> {
    let Some(id) = store::open(tx, &incident).await? else { return Ok(None) };
    incident.id = id;
    let (actor, subject) = (by.to_string(), incident.id.to_string());
    let detail = json!({ "title": incident.title, "alert": incident.alert.map(|alert| alert.to_string()) }).to_string();
    let at = incident.opened_at;
    let entry = Entry { at, actor: &actor, action: "incident.opened", subject: &subject, detail: &detail };
    ledger::append(tx, &entry).await?;
    let done = match incident.alert {
        Some(alert) => Done::new("timeline-did-opened-from").with(Slot::What, Value::Text(alert.to_string())),
        None => Done::new("timeline-did-opened"),
    };
    timeline::did(tx, incident.id, &actor, done, at).await?;
    Ok(Some(incident))
}

/// The incident that somebody means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    This(Incident),
    /// Nobody has this number.
    Unknown(IncidentId),
    /// Nothing is open.
    None,
    /// All that are open; nobody said which.
    Several(Vec<Incident>),
}

/// The incident that was named, or that of the thread, or the only one that is open.
pub async fn meant(tx: &mut Tx, place: &Place, named: Option<i64>) -> Result<Meant> {
    if let Some(id) = named.map(IncidentId) {
        return Ok(store::get(tx, id).await?.map_or(Meant::Unknown(id), Meant::This));
    }
    if let Some(subject) = card::subject_of_thread(tx, place).await?
        && let Some(incident) = of_subject(tx, &subject).await?
    {
        return Ok(Meant::This(incident));
    }
    let mut open = store::open_ones(tx).await?;
    Ok(match open.len() {
        0 => Meant::None,
        1 => Meant::This(open.remove(0)),
        _ => Meant::Several(open),
    })
}

/// The incident that a message is about: that of its thread, that whose card it is, or the only one that is open.
pub async fn meant_by(tx: &mut Tx, message: &MessageRef) -> Result<Meant> {
    if let Some(subject) = card::subject_of(tx, message).await?
        && let Some(incident) = of_subject(tx, &subject).await?
    {
        return Ok(Meant::This(incident));
    }
    meant(tx, &message.place, None).await
}

async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Option<Incident>> {
    match (IncidentId::parse(subject), AlertId::parse(subject)) {
        (Some(id), _) => store::get(tx, id).await,
        (_, Some(alert)) => store::of_alert(tx, alert).await,
        _ => Ok(None),
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
/// begins with the incident's id; another card in its thread: [`Card::show_within`].
pub fn card_in<'a>(anchor: &'a str, channel: &'a Place) -> Card<'a> {
    let about = if anchor.starts_with("A-") { "alert" } else { "incident" };
    Card { about, subject: anchor, channel }
}
