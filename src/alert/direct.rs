//! Alerts by direct message: who asked for them has a card of their own, which lives as the channel's does.
//!
//! It comes once, when the alert first reaches what the person asked for, and is edited from then on. What came in their
//! quiet hours is told when these end, if it still goes on.

use super::card::card_in;
use super::{Alert, AlertState, Due, News, store, voice};
use crate::chat::Place;
use crate::clock::Time;
use crate::fault;
use crate::home::{Home, Room};
use crate::id::AlertId;
use crate::people::{self, Settings};
use crate::person::Person;
use crate::progress::Work;
use crate::store::{Result, Tx, card, timer};

/// Shows the alert to who has it already, and to who wants it and may be disturbed.
pub async fn show(tx: &mut Tx, home: &Home, alert: &Alert, now: Time) -> Result<()> {
    let standing = card::conversations(tx, &alert.id.to_string()).await?;
    for place in &standing {
        show_in(tx, home, alert, place, now).await?;
    }
    let wanting = people::store::wanting_alerts(tx).await?;
    for (person, settings) in fault::desk::note_spoilt(tx, Work::Judging, wanting, now).await? {
        let place = Place::direct(&person);
        if goes_on(alert) && wants(&settings, alert) && !standing.contains(&place) {
            match settings.quiet_until(home, now, alert.figures.severity) {
                Some(end) => timer::set(tx, &Due::Direct(alert.id, person, None), end).await?,
                None => show_in(tx, home, alert, &place, now).await?,
            }
        }
    }
    Ok(())
}

/// It got worse: told below the cards that stood before.
pub(super) async fn escalated(tx: &mut Tx, home: &Home, alert: &Alert, standing: &[Place], now: Time) -> Result<()> {
    for place in standing {
        let Some(person) = place.person() else { continue };
        let settings = people::store::to_reach(tx, &person).await?;
        if !wants(&settings, alert) {
            continue;
        }
        match settings.quiet_until(home, now, alert.figures.severity) {
            Some(end) => timer::set(tx, &Due::Direct(alert.id, person, Some(News::Escalated)), end).await?,
            None => say_escalated(tx, home, &settings, alert, place, now).await?,
        }
    }
    Ok(())
}

/// A person's quiet hours ended.
pub async fn speak(
    tx: &mut Tx,
    home: &Home,
    id: AlertId,
    person: &Person,
    news: Option<News>,
    now: Time,
) -> Result<()> {
    let Some(alert) = store::lock(tx, id).await?.filter(goes_on) else { return Ok(()) };
    let (settings, place) = (people::store::to_reach(tx, person).await?, Place::direct(person));
    if !wants(&settings, &alert) {
        return Ok(());
    }
    if !card::conversations(tx, &id.to_string()).await?.contains(&place) {
        return show_in(tx, home, &alert, &place, now).await;
    }
    match news {
        Some(News::Escalated) => say_escalated(tx, home, &settings, &alert, &place, now).await,
        _ => Ok(()),
    }
}

/// Neither calmed down nor put aside by somebody.
fn goes_on(alert: &Alert) -> bool {
    alert.over_at.is_none() && !matches!(alert.state, AlertState::Dismissed { .. })
}

fn wants(settings: &Settings, alert: &Alert) -> bool {
    settings.want(alert.watch, alert.figures.severity)
}

async fn show_in(tx: &mut Tx, home: &Home, alert: &Alert, place: &Place, now: Time) -> Result<()> {
    let Some(person) = place.person() else { return Ok(()) };
    let settings = people::store::to_reach(tx, &person).await?;
    let room = Room { channel: place.clone(), locale: settings.locale_or(home), zone: settings.zone_or(home) };
    card_in(&alert.id.to_string(), place).show(tx, &voice::card(&room, alert), now).await
}

async fn say_escalated(
    tx: &mut Tx,
    home: &Home,
    settings: &Settings,
    alert: &Alert,
    place: &Place,
    now: Time,
) -> Result<()> {
    let post = voice::escalated(settings.locale_or(home), alert);
    let name = News::Escalated.errand(now);
    card_in(&alert.id.to_string(), place).announce(tx, &name, &post, now).await
}
