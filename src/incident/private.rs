//! Incidents that those alone see who are named in them: they stand in a room that the platform lets nobody else into.

use chrono::Duration;

use super::fact::{self, Happened};
use super::thread::{alert_of, rooms, show};
use super::{Incident, NotNow, Refused, desk, opening, store, voice};
use crate::alert;
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::IncidentId;
use crate::person::Person;
use crate::refusal::Decided;
use crate::store::card::{self, Card};
use crate::store::{Result, Tx, setting};

/// What stands in place of the subject of a card that is left behind: nothing finds the incident by it.
const BEHIND: &str = ":left";

/// Who looks again within it is not written down again.
const AGAIN: Duration = Duration::hours(1);

/// Closes it to everybody who is not named in it: it goes on in `room`, and what is said in its old thread is not about it
/// any more. Who decides about the incident decides this.
pub async fn close(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    room: &Place,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    desk::may_decide(tx, home, incident, by).await?;
    if incident.private {
        return Err(Refused::NotNow(NotNow::Already).into());
    }
    let (before, alert) = (incident.anchor(), alert_of(tx, incident).await?);
    let left = rooms(tx, home, incident).await?;
    incident.private = true;
    incident.alert = None;
    store::save(tx, incident).await?;
    fact::write(tx, incident.id, &by.by().into(), Happened::MadePrivate, now).await?;
    for at in left {
        let about = if alert.is_some() { "alert" } else { "incident" };
        let behind = format!("{before}{BEHIND}");
        let subject = if alert.is_some() { before.as_str() } else { behind.as_str() };
        if alert.is_none() {
            card::rename(tx, &before, subject, &at.channel).await?;
        }
        let card = Card { about, subject, channel: &at.channel };
        let post = alert.as_ref().map_or_else(|| voice::elsewhere(at.locale), |alert| alert::voice::card(&at, alert));
        card.show(tx, &post, now).await?;
        card.say(tx, &format!("elsewhere:{}", micros(now)), &voice::elsewhere(at.locale), now).await?;
    }
    opening::stand(tx, home, incident, room, now).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// Who is named in a private incident is let into its rooms, by the account that they have there.
pub async fn let_in(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    person: &Person,
    by: &Person,
    now: Time,
) -> Result<()> {
    if !incident.private {
        return Ok(());
    }
    let subject = incident.id.to_string();
    for room in rooms(tx, home, incident).await? {
        let account = home.accounts.on(person, &room.channel.platform);
        if account.platform != room.channel.platform {
            continue;
        }
        let card = Card { about: "incident", subject: &subject, channel: &room.channel };
        card.let_in(tx, &account, now).await?;
    }
    if person == by {
        return Ok(());
    }
    fact::write(tx, incident.id, &by.into(), Happened::LetIn { person }, now).await
}

/// Somebody looked into a private incident: the ledger keeps who.
pub async fn looked(tx: &mut Tx, id: IncidentId, by: &Person, now: Time) -> Result<()> {
    let (scope, name) = (format!("looked:{id}"), by.to_string());
    let last = setting::word(tx, &scope, &name, setting::moment).await?;
    if last.is_some_and(|at| now - at < AGAIN) {
        return Ok(());
    }
    setting::set(tx, &scope, &name, &micros(now).to_string()).await?;
    fact::write(tx, id, &by.into(), Happened::LookedIn, now).await
}
