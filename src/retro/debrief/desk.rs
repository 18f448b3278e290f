//! Calling a debrief, asking who comes, and keeping what it came to. Timers are rows, so that a restart loses none.

use chrono::Duration;

use super::fact::{self, Happened};
use super::{BEFORE, Debrief, Guest, Hour, NotNow, Refused, State, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Asked, Work};
use crate::home::Home;
use crate::id::DebriefId;
use crate::incident::desk::{say, show_within};
use crate::incident::{self, Incident};
use crate::people;
use crate::person::Person;
use crate::post::Post;
use crate::refusal::Decided;
use crate::retro::desk::took_part;
use crate::retro::{Due, plan};
use crate::store::card::Card;
use crate::store::{Result, Tx, timer};
use crate::words::Locale;

/// When whoever called it is asked for a summary.
const UNSAID_AFTER: Duration = Duration::days(1);

/// The debrief as it is now, or why not.
pub type Answer = Decided<Debrief, Refused>;

/// A person calls a debrief, or moves the one that is called. Everybody who had a part in the incident is asked to come.
pub async fn call(tx: &mut Tx, home: &Home, incident: &Incident, at: Time, by: &Allowed<Work>, now: Time) -> Answer {
    if at <= now {
        return Err(Refused::NotNow(NotNow::Past).into());
    }
    let planned = store::of_incident(tx, incident.id).await?.into_iter().rfind(Debrief::is_planned);
    let (debrief, happened) = match planned {
        Some(planned) => {
            let Some(mut debrief) = store::lock(tx, planned.id).await? else { return Err(Refused::Unknown.into()) };
            if let Err(why) = debrief.move_to(at, now) {
                return Err(Refused::NotNow(why).into());
            }
            store::save(tx, &debrief).await?;
            (debrief, Happened::Moved)
        }
        None => {
            let guests = took_part(tx, home, incident).await?.into_iter().map(|(person, _)| (person, Guest::default()));
            let mut debrief = Debrief {
                id: DebriefId(0),
                incident: incident.id,
                at,
                guests: guests.collect(),
                state: State::Planned,
                by: by.by().clone(),
            };
            debrief.id = store::add(tx, &debrief).await?;
            (debrief, Happened::Called)
        }
    };
    let due = |hour| Due::Debrief(debrief.id, hour);
    timer::set(tx, &due(Hour::Now), at).await?;
    timer::set(tx, &due(Hour::Unsaid), plan::working(at + UNSAID_AFTER, home.zone)).await?;
    if at - BEFORE > now {
        timer::set(tx, &due(Hour::Soon), at - BEFORE).await?;
    }
    fact::write(tx, &debrief, &by.by().into(), happened, now).await?;
    show(tx, home, incident, &debrief, now).await?;
    for person in debrief.guests.keys().filter(|person| !home.accounts.same(person, by)) {
        letter(tx, home, incident, &debrief, person, ("call", false), now).await?;
    }
    Ok(debrief)
}

/// A person comes, or does not.
pub async fn reply(tx: &mut Tx, home: &Home, id: DebriefId, comes: bool, by: &Allowed<Asked>, now: Time) -> Answer {
    change(tx, home, id, now, |debrief| debrief.reply(&debrief.asked_as(by, &home.accounts), comes)).await
}

/// A person was there.
pub async fn attend(tx: &mut Tx, home: &Home, id: DebriefId, by: &Allowed<Asked>, now: Time) -> Answer {
    change(tx, home, id, now, |debrief| debrief.attend(&debrief.asked_as(by, &home.accounts), now)).await
}

/// What it came to: kept with who was there, and said in the thread.
pub async fn hold(tx: &mut Tx, home: &Home, id: DebriefId, summary: &str, by: &Allowed<Work>, now: Time) -> Answer {
    let debrief =
        change(tx, home, id, now, |debrief| debrief.hold(&debrief.asked_as(by, &home.accounts), summary, now)).await?;
    for hour in Hour::ALL {
        timer::cancel(tx, &Due::Debrief(id, hour)).await?;
    }
    fact::write(tx, &debrief, &by.by().into(), Happened::Held, now).await?;
    Ok(debrief)
}

async fn change(
    tx: &mut Tx,
    home: &Home,
    id: DebriefId,
    now: Time,
    transition: impl FnOnce(&mut Debrief) -> std::result::Result<(), NotNow>,
) -> Answer {
    let Some(mut debrief) = store::lock(tx, id).await? else { return Err(Refused::Unknown.into()) };
    if let Err(why) = transition(&mut debrief) {
        return Err(Refused::NotNow(why).into());
    }
    store::save(tx, &debrief).await?;
    if let Some(incident) = incident::store::get(tx, debrief.incident).await? {
        show(tx, home, &incident, &debrief, now).await?;
    }
    Ok(debrief)
}

/// It begins in an hour: who comes, and who said nothing, hears of it. Or it begins: the thread does. Or it was yesterday, and
/// nobody wrote what it came to: who called it is asked, once.
pub async fn due(tx: &mut Tx, home: &Home, id: DebriefId, hour: Hour, now: Time) -> Result<()> {
    let Some(debrief) = store::lock(tx, id).await?.filter(Debrief::is_planned) else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, debrief.incident).await? else { return Ok(()) };
    if hour == Hour::Now {
        let name = format!("{id}:now:{}", micros(debrief.at));
        say(tx, home, &incident, &name, now, |locale| voice::begins(locale, &debrief)).await?;
        return show(tx, home, &incident, &debrief, now).await;
    }
    if hour == Hour::Unsaid {
        let post = |locale| voice::unsaid(locale, &incident, &debrief);
        return write(tx, home, &debrief, &debrief.by, ("unsaid", now), post).await;
    }
    for person in debrief.who(true).chain(debrief.silent()) {
        letter(tx, home, &incident, &debrief, person, ("soon", true), now).await?;
    }
    let name = format!("{id}:soon:{}", micros(debrief.at));
    say(tx, home, &incident, &name, now, |locale| voice::soon(locale, &debrief)).await
}

/// Writes to one person, in their language. Who asked to be left alone at this hour is.
async fn letter(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    debrief: &Debrief,
    person: &Person,
    (name, again): (&str, bool),
    now: Time,
) -> Result<()> {
    let post = |locale| voice::letter(locale, incident, debrief, again);
    let settings = people::store::to_reach(tx, person).await?;
    if settings.quiet_until(home, now, 1).is_some_and(|at| at >= debrief.at) {
        return Ok(());
    }
    write(tx, home, debrief, person, (name, now), post).await
}

async fn write(
    tx: &mut Tx,
    home: &Home,
    debrief: &Debrief,
    person: &Person,
    (name, now): (&str, Time),
    post: impl FnOnce(Locale) -> Post,
) -> Result<()> {
    let settings = people::store::to_reach(tx, person).await?;
    let at = settings.quiet_until(home, now, 1).unwrap_or(now);
    let post = post(settings.locale_or(home));
    let (subject, place) = (debrief.id.to_string(), Place::direct(person));
    let name = format!("{name}:{}", micros(debrief.at));
    Card { about: "debrief", subject: &subject, channel: &place }.announce(tx, &name, &post, at).await
}

/// Shows it in the incident's thread, as it stands.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, debrief: &Debrief, now: Time) -> Result<()> {
    let subject = debrief.id.to_string();
    let post = |locale| voice::card(locale, incident, debrief, now);
    show_within(tx, home, incident, ("debrief", &subject), now, post).await
}
