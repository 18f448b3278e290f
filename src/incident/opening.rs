//! How an incident begins: from an alert, by hand, or as one that goes on.

use chrono::Duration;
use commands::Phase;

use super::desk::write_move;
use super::fact::{self, Happened};
use super::likely::likely;
use super::similar::alike;
use super::situation::{self, Situation};
use super::thread::{card_in, say, show};
use super::{BY_HAND_SEVERITY, Begun, Due, Incident, Origin, State, clock, evidence, reminders, store, titled, voice};
use crate::alert::{self, Alert};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Begin, Work};
use crate::home::{Home, Room};
use crate::id::IncidentId;
use crate::person::{Actor, Person};
use crate::refusal::unless_refused;
use crate::store::{Result, Tx, timer};

/// Kept mentions, the loudest, whose words may tell the kind of crisis.
const DRIVERS: i64 = 10;
/// An alert about what was called over so lately is the same matter.
const SAME_MATTER: Duration = Duration::days(7);

/// From an alert whose opening was decided in the same transaction. The alert's card becomes the incident's. Where the
/// watch has an incident that nobody closed, it goes on there, unless the person gives it a title of its own.
pub async fn from_alert(
    tx: &mut Tx,
    home: &Home,
    alert: &Alert,
    title: Option<String>,
    by: &Allowed<Work>,
    now: Time,
) -> Result<Option<Incident>> {
    if title.is_none()
        && let Some(id) = situation::store::of_watch(tx, alert.watch, now - SAME_MATTER).await?
    {
        return again(tx, home, id, alert, by, now).await;
    }
    let words = title.unwrap_or_else(|| alert.name.clone());
    let incident = Incident {
        alert: Some(alert.id),
        severity: alert.figures.severity,
        origin: Origin::suggested(alert),
        ..new(&words, by, now)
    };
    let Some(incident) = open(tx, incident, &words, by).await? else { return Ok(None) };
    let since = alert.raised_at - Duration::minutes(i64::from(alert.figures.window_minutes));
    let situation = situation::desk::begin(tx, &incident, Some((alert.watch, since)), now).await?;
    let rooms = alert::desk::rooms(tx, home, alert).await?;
    begin(tx, &incident, Some(alert), Some(&situation), &rooms, now).await?;
    Ok(Some(incident))
}

/// From an alert, in private: nothing that others see of the alert leads to it.
pub async fn aside(
    tx: &mut Tx,
    home: &Home,
    alert: &Alert,
    title: Option<String>,
    (by, room): (&Allowed<Work>, &Place),
    now: Time,
) -> Result<Option<Incident>> {
    let words = title.unwrap_or_else(|| alert.name.clone());
    let severity = alert.figures.severity;
    let incident = Incident { private: true, severity, origin: Origin::suggested(alert), ..new(&words, by, now) };
    let Some(incident) = open(tx, incident, &words, by).await? else { return Ok(None) };
    let since = alert.raised_at - Duration::minutes(i64::from(alert.figures.window_minutes));
    situation::desk::begin(tx, &incident, Some((alert.watch, since)), now).await?;
    stand(tx, home, &incident, room, now).await?;
    Ok(Some(incident))
}

/// Lets an incident stand in a channel where it did not stand before.
pub(super) async fn stand(tx: &mut Tx, home: &Home, incident: &Incident, channel: &Place, now: Time) -> Result<()> {
    let channel = Place { thread: None, ..channel.clone() };
    let locale = home.locale(tx, &channel).await?;
    let situation = situation::store::get(tx, incident.id).await?;
    let room = Room { channel, locale, zone: home.zone };
    begin(tx, incident, None, situation.as_ref(), &[room], now).await
}

/// By a person who saw it before the numbers did, in the channel where they said so, or in a room of its own.
pub async fn by_hand(
    tx: &mut Tx,
    home: &Home,
    (words, private): (String, bool),
    by: &Allowed<Begin>,
    place: &Place,
    now: Time,
) -> Result<Option<Incident>> {
    let incident = Incident { private, ..new(&words, by, now) };
    let Some(incident) = open(tx, incident, &words, by).await? else { return Ok(None) };
    let heard = situation::desk::heard_by(tx, &words).await?;
    let heard = heard.map(|watch| (watch, now - Duration::hours(1)));
    situation::desk::begin(tx, &incident, heard, now).await?;
    stand(tx, home, &incident, place, now).await?;
    Ok(Some(incident))
}

/// Every card, list and refusal repeats the title, so it is short; the timeline has all the words.
fn new(words: &str, by: &Person, now: Time) -> Incident {
    let title = titled(words).unwrap_or_else(|| words.to_owned());
    Incident {
        id: IncidentId(0),
        alert: None,
        title,
        severity: BY_HAND_SEVERITY,
        state: State::Open,
        kind: None,
        origin: None,
        private: false,
        opened_by: by.clone(),
        opened_at: now,
        noticed_at: Some(now),
        led_at: None,
        stated_at: None,
        told_at: None,
    }
}

/// Stores it and writes it down. Nothing when its alert has an incident already.
async fn open(tx: &mut Tx, mut incident: Incident, words: &str, by: &Person) -> Result<Option<Incident>> {
    let Some(id) = store::open(tx, &incident).await? else { return Ok(None) };
    incident.id = id;
    incident.noticed_at = store::get(tx, id).await?.and_then(|stored| stored.noticed_at);
    let at = incident.opened_at;
    let opened = Happened::Opened { words, title: &incident.title, alert: incident.alert };
    fact::write(tx, id, &by.into(), opened, at).await?;
    timer::set(tx, &Due::Nag(id, 1), at + clock::without_lead(incident.severity, 0)).await?;
    reminders::start(tx, &incident, at).await?;
    timer::set(tx, &Due::Begun(id), at).await?;
    timer::set(tx, &Due::Changed(id), at).await?;
    Ok(Some(incident))
}

/// The card, the thread, and the first words in it.
async fn begin(
    tx: &mut Tx,
    incident: &Incident,
    alert: Option<&Alert>,
    situation: Option<&Situation>,
    rooms: &[Room],
    now: Time,
) -> Result<()> {
    let similar = alike(incident, situation.and_then(|situation| situation.watch), store::past(tx).await?);
    let drivers = evidence::store::page(tx, incident.id, 0, DRIVERS).await?;
    let likely = likely(incident, &similar, drivers.iter().map(|kept| kept.words.text.as_str()));
    let begun = Begun { evidence: evidence::store::count(tx, incident.id).await?, similar, likely };
    let anchor = incident.anchor();
    for room in rooms {
        let card = card_in(&anchor, &room.channel);
        card.show(tx, &voice::card(room, incident, &[], (alert, situation), &[]), now).await?;
        card.open_thread(tx, &voice::title(room.locale, incident), now).await?;
        let name = format!("{}:opened", incident.id);
        card.say(tx, &name, &voice::opened(room.locale, incident, alert, &begun), now).await?;
    }
    // The alert asked for its card to be shown anew.
    match incident.alert {
        Some(alert) => timer::cancel(tx, &alert::Due::Opened(alert)).await,
        None => Ok(()),
    }
}

/// Another alert about the same matter: it goes on in the same thread, opened again where it was called over.
async fn again(
    tx: &mut Tx,
    home: &Home,
    id: IncidentId,
    alert: &Alert,
    by: &Person,
    now: Time,
) -> Result<Option<Incident>> {
    let Some(mut incident) = store::lock(tx, id).await? else { return Ok(None) };
    let (subject, actor) = (alert.id.to_string(), Actor::from(by));
    fact::write(tx, id, &actor, Happened::Again { alert: alert.id }, now).await?;
    if incident.state.is_over() {
        let moved = unless_refused(write_move(tx, &mut incident, Phase::Responding, &actor, "", now).await)?;
        debug_assert!(moved.is_some(), "what is over can be opened again");
        store::save(tx, &incident).await?;
    }
    timer::set(tx, &Due::Look(id), now).await?;
    // The alert's own card says where it goes on; nobody else shows it from now on.
    timer::cancel(tx, &alert::Due::Opened(alert.id)).await?;
    for room in alert::desk::rooms(tx, home, alert).await? {
        let post = voice::goes_on(&room, &incident, alert);
        alert::card::card_in(&subject, &room.channel).show(tx, &post, now).await?;
    }
    let name = format!("again:{}", micros(now));
    say(tx, home, &incident, &name, now, |locale| voice::again(locale, alert, by)).await?;
    show(tx, home, &incident, now).await?;
    Ok(Some(incident))
}
