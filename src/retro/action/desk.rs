//! What happens to actions: they are added, done, dropped and handed on by people, and reminded of by timers, which are
//! rows, so that a restart loses none.

use chrono::Duration;

use super::fact::{self, Happened};
use super::{DUE, Item, LATER, NotNow, Refused, State, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{ActionId, IncidentId};
use crate::incident::desk::{say, show_within};
use crate::incident::{self, Incident};
use crate::people::{self, Settings};
use crate::person::Person;
use crate::post::Post;
use crate::refusal::Decided;
use crate::retro::Due;
use crate::retro::plan::working;
use crate::store::card::Card;
use crate::store::{Result, Tx, timer};
use crate::words::Locale;

/// The action as it is now, or why not.
pub type Answer = Decided<Item, Refused>;

/// An action to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    pub text: String,
    /// Whoever adds it when none.
    pub owner: Option<Person>,
    /// From now on; [`DUE`] when none.
    pub due: Option<Duration>,
}

/// A person adds an action after an incident.
pub async fn add(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    new: New,
    by: &Allowed<Work>,
    now: Time,
) -> Result<Item> {
    let mut item = Item {
        id: ActionId(0),
        incident: incident.id,
        text: new.text.trim().to_owned(),
        owner: new.owner.unwrap_or_else(|| by.by().clone()),
        due: now + new.due.unwrap_or(DUE),
        state: State::Open,
        reminded: 0,
        added_by: by.by().clone(),
        added_at: now,
    };
    item.id = store::add(tx, &item).await?;
    arm(tx, home, &item, now).await?;
    fact::write(tx, &item, &by.by().into(), Happened::Added, now).await?;
    handed(tx, home, incident, &item, by, now).await?;
    show(tx, home, incident, now).await?;
    Ok(item)
}

/// A person did it.
pub async fn done(tx: &mut Tx, home: &Home, id: ActionId, by: &Allowed<Work>, now: Time) -> Answer {
    change(tx, home, id, Happened::Done, by, now, |item| item.done(by, now)).await
}

/// It will not be done, and why.
pub async fn drop(tx: &mut Tx, home: &Home, id: ActionId, why: &str, by: &Allowed<Work>, now: Time) -> Answer {
    change(tx, home, id, Happened::Dropped, by, now, |item| item.drop(by, why, now)).await
}

/// Somebody else does it.
pub async fn assign(tx: &mut Tx, home: &Home, id: ActionId, to: &Person, by: &Allowed<Work>, now: Time) -> Answer {
    let item = change(tx, home, id, Happened::Assigned, by, now, |item| item.assign(to)).await?;
    if let Some(incident) = incident::store::get(tx, item.incident).await? {
        handed(tx, home, &incident, &item, by, now).await?;
    }
    Ok(item)
}

/// Its owner wants to be reminded later.
pub async fn later(tx: &mut Tx, home: &Home, id: ActionId, now: Time) -> Answer {
    let Some(item) = store::lock(tx, id).await? else { return Err(Refused::Unknown(id).into()) };
    if !item.is_open() {
        return Err(Refused::NotNow(Box::new(item), NotNow::Already).into());
    }
    let zone = people::store::to_reach(tx, &item.owner).await?.zone_or(home);
    // The same reminder comes once more.
    let nth = item.reminded.saturating_sub(1);
    timer::set(tx, &Due::Action(id, nth), working(now + LATER, zone)).await?;
    Ok(item)
}

async fn change(
    tx: &mut Tx,
    home: &Home,
    id: ActionId,
    happened: Happened,
    by: &Person,
    now: Time,
    transition: impl FnOnce(&mut Item) -> std::result::Result<(), NotNow>,
) -> Answer {
    let Some(mut item) = store::lock(tx, id).await? else { return Err(Refused::Unknown(id).into()) };
    if let Err(why) = transition(&mut item) {
        return Err(Refused::NotNow(Box::new(item), why).into());
    }
    store::save(tx, &item).await?;
    arm(tx, home, &item, now).await?;
    fact::write(tx, &item, &by.into(), happened, now).await?;
    if let Some(incident) = incident::store::get(tx, item.incident).await? {
        show(tx, home, &incident, now).await?;
    }
    Ok(item)
}

/// Its timer waits for the next reminder, when its owner works; there is none once it is over.
async fn arm(tx: &mut Tx, home: &Home, item: &Item, now: Time) -> Result<()> {
    let Some((nth, at)) = item.next_reminder(now) else { return timer::cancel(tx, &Due::Action(item.id, 0)).await };
    let zone = people::store::to_reach(tx, &item.owner).await?.zone_or(home);
    timer::set(tx, &Due::Action(item.id, nth), working(at, zone)).await
}

/// A reminder is due: its owner gets it in person; the last one is said in the thread too.
pub async fn remind(tx: &mut Tx, home: &Home, id: ActionId, nth: u32, now: Time) -> Result<()> {
    let Some(mut item) = store::lock(tx, id).await?.filter(Item::is_open) else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, item.incident).await? else { return Ok(()) };
    let in_thread = item.remind(nth);
    store::save(tx, &item).await?;
    let name = format!("remind:{}", micros(now));
    letter(tx, home, &item, &name, now, |locale| voice::reminder(locale, &incident, &item, now)).await?;
    if in_thread {
        let name = format!("{id}:late:{}", micros(now));
        say(tx, home, &incident, &name, now, |locale| voice::late(locale, &incident, &item)).await?;
    }
    arm(tx, home, &item, now).await?;
    show(tx, home, &incident, now).await
}

/// Who was given an action by somebody else hears of it.
async fn handed(tx: &mut Tx, home: &Home, incident: &Incident, item: &Item, by: &Person, now: Time) -> Result<()> {
    if home.accounts.same(&item.owner, by) {
        return Ok(());
    }
    let name = format!("yours:{}", micros(now));
    letter(tx, home, item, &name, now, |locale| voice::yours(locale, incident, item, by)).await
}

/// Writes to its owner, in their language, when their quiet hours let it.
async fn letter(
    tx: &mut Tx,
    home: &Home,
    item: &Item,
    name: &str,
    now: Time,
    post: impl FnOnce(Locale) -> Post,
) -> Result<()> {
    let settings: Settings = people::store::to_reach(tx, &item.owner).await?;
    let at = settings.quiet_until(home, now, 1).unwrap_or(now);
    let (subject, place) = (item.id.to_string(), Place::direct(&item.owner));
    let card = Card { about: "action", subject: &subject, channel: &place };
    card.announce(tx, name, &post(settings.locale_or(home)), at).await
}

/// Shows the actions in the incident's thread, as they are now.
pub async fn show(tx: &mut Tx, home: &Home, incident: &Incident, now: Time) -> Result<()> {
    let items = store::of_incident(tx, incident.id).await?;
    let subject = subject(incident.id);
    let post = |locale| voice::card(locale, incident, &items, now);
    show_within(tx, home, incident, ("action", &subject), now, post).await
}

/// Of the card that holds an incident's actions.
fn subject(incident: IncidentId) -> String {
    format!("{incident}:actions")
}
