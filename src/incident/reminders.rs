//! Telling the team what is new, and reminding it to: updates at their cadence, words in public before the silence grows
//! long. Timers are rows, so that a restart loses none.

use chrono::Duration;

use super::fact::{self, Happened};
use super::thread::{say, show};
use super::{Due, Incident, Refused, clock, roles, situation, store, voice};
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::IncidentId;
use crate::person::Actor;
use crate::refusal::Decided;
use crate::store::{Result, Tx, timer};

/// From the opening on, and again when it is reopened.
pub(super) async fn start(tx: &mut Tx, incident: &Incident, now: Time) -> Result<()> {
    timer::set(tx, &Due::Update(incident.id), now + clock::cadence(incident.severity)).await?;
    timer::set(tx, &Due::Silent(incident.id), next_words(incident, now)).await
}

/// It is over: nobody needs to be reminded.
pub(super) async fn stop(tx: &mut Tx, id: IncidentId) -> Result<()> {
    timer::cancel(tx, &Due::Update(id)).await?;
    timer::cancel(tx, &Due::Silent(id)).await
}

/// A person tells the team what is new. The next reminder is a cadence away.
pub async fn update(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    text: &str,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<(), Refused> {
    if incident.state.is_over() {
        return Err(Refused::Over.into());
    }
    incident.told_at = Some(now);
    store::save(tx, incident).await?;
    fact::write(tx, incident.id, &by.by().into(), Happened::Updated { text }, now).await?;
    timer::set(tx, &Due::Update(incident.id), next_update(incident, now)).await?;
    say(tx, home, incident, &format!("update:{}", micros(now)), now, |locale| voice::news(locale, by, text)).await?;
    show(tx, home, incident, now).await?;
    Ok(())
}

/// When the next update is due after one at `now`.
pub fn next_update(incident: &Incident, now: Time) -> Time {
    now + clock::cadence(incident.severity)
}

/// A person wants no reminder for a while; everybody can see that in the timeline.
pub async fn snooze(tx: &mut Tx, incident: &Incident, by: &Allowed<Work>, now: Time) -> Decided<(), Refused> {
    if incident.state.is_over() {
        return Err(Refused::Over.into());
    }
    let until = now + clock::SNOOZE;
    timer::set(tx, &Due::Update(incident.id), until).await?;
    timer::set(tx, &Due::Silent(incident.id), until).await?;
    fact::write(tx, incident.id, &by.by().into(), Happened::Snoozed { until }, now).await?;
    Ok(())
}

/// An update is due: asks the lead for it, in the thread.
pub async fn due(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    let Some(incident) = store::lock(tx, id).await?.filter(|incident| !incident.state.is_over()) else {
        return Ok(());
    };
    let since = now - incident.told_at.unwrap_or(incident.opened_at);
    remind(tx, home, &incident, Happened::UpdateDue { minutes: minutes(since) }, now).await?;
    timer::set(tx, &Due::Update(id), next_update(&incident, now)).await
}

/// When words in public are missed after a silence that begins at `now`.
fn next_words(incident: &Incident, now: Time) -> Time {
    let spoke = incident.stated_at.is_some();
    now + if spoke { clock::silence_again(incident.severity) } else { clock::silence(incident.severity) }
}

/// Nothing was said in public for long.
pub async fn silent(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    let incident = store::lock(tx, id).await?;
    let Some(incident) = incident.filter(|incident| !incident.state.is_over()) else { return Ok(()) };
    let spoke = situation::store::statements(tx, id).await?.pop();
    let since = now - spoke.unwrap_or(incident.opened_at);
    remind(tx, home, &incident, Happened::Silent { minutes: minutes(since) }, now).await?;
    timer::set(tx, &Due::Silent(id), next_words(&incident, now)).await
}

fn minutes(since: Duration) -> u64 {
    u64::try_from(since.num_minutes()).unwrap_or_default()
}

async fn remind(tx: &mut Tx, home: &Home, incident: &Incident, missed: Happened<'_>, now: Time) -> Result<()> {
    let (name, key, minutes) = match missed {
        Happened::UpdateDue { minutes } => ("due", "incident-due", minutes),
        Happened::Silent { minutes } => ("silent", "incident-silent", minutes),
        _ => return Ok(()),
    };
    let held = roles::store::held(tx, incident.id).await?;
    fact::write(tx, incident.id, &Actor::Squall, missed, now).await?;
    let name = format!("{name}:{}", micros(now));
    say(tx, home, incident, &name, now, |locale| voice::reminder(locale, incident, key, &held, minutes)).await
}

/// The team spoke in public. Whoever publishes says so here.
pub async fn stated(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    store::stated(tx, id, now).await?;
    situation::store::spoke(tx, id, now).await?;
    let Some(incident) = store::get(tx, id).await? else { return Ok(()) };
    if situation::store::get(tx, id).await?.is_some_and(|situation| situation.watch.is_some()) {
        // How the public was before it stands on the card at once.
        timer::set(tx, &Due::Look(id), now).await?;
    }
    if !incident.state.is_over() {
        timer::set(tx, &Due::Silent(id), next_words(&incident, now)).await?;
    }
    show(tx, home, &incident, now).await
}
