//! What stands in the incident's thread and channel: its card, and what is said below it; errands, in the transaction of the
//! fact.

use super::{Due, Incident, roles, situation, store, voice};
use crate::alert::{self, Alert};
use crate::chat::Place;
use crate::clock::Time;
use crate::home::{Home, Room};
use crate::post::Post;
use crate::store::card::{self, Card};
use crate::store::{Result, StoreError, Tx, timer};
use crate::words::Locale;

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
