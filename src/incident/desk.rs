//! Opening an incident: from an alert, or by hand.

use serde_json::json;

use super::{BY_HAND_SEVERITY, Incident, store, voice};
use crate::alert::{self, Alert, desk::card_in};
use crate::chat::{PersonRef, Place};
use crate::clock::Time;
use crate::home::Home;
use crate::id::IncidentId;
use crate::store::card::Card;
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
    let subject = alert.id.to_string();
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
    let subject = incident.id.to_string();
    let card = Card { about: "incident", subject: &subject, channel: &channel };
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
    Ok(Some(incident))
}
