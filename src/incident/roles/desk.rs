//! Giving roles: the person is briefed, and the thread and the card say it.

use commands::{Phase, Role};

use super::{Held, holder, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::incident::Refused;
use crate::incident::desk;
use crate::incident::fact::{self, Happened};
use crate::incident::{Due, Incident, State, permission, private};
use crate::people::{self, roster, speakers};
use crate::person::Person;
use crate::refusal::{Decided, unless_refused};
use crate::store::{Result, Tx, timer};

/// Gives a role. Who takes it themselves is `by` and `to`.
pub async fn give(
    tx: &mut Tx,
    home: &Home,
    incident: &mut Incident,
    role: Role,
    (to, by): (&Person, &Allowed<Work>),
    now: Time,
) -> Decided<(), Refused> {
    if incident.state.is_over() {
        return Err(Refused::Over.into());
    }
    let held = store::held(tx, incident.id).await?;
    let holder = holder(&held, role).cloned();
    let roster = roster::store::list(tx).await?;
    let accounts = &home.accounts;
    if holder.as_ref().is_some_and(|holder| accounts.same(holder, to)) {
        if !may_confirm(tx, home, incident, role, (to, by)).await?
            || !permission::gives(accounts, by, role, &held, &roster)
        {
            return Err(Refused::Held { role, by: to.clone() }.into());
        }
        confirm(tx, home, incident, role, (to, by), now).await?;
        return Ok(());
    }
    if let Some(holder) = holder.filter(|_| !permission::gives(accounts, by, role, &held, &roster)) {
        return Err(Refused::Held { role, by: holder }.into());
    }
    store::give(tx, incident.id, role, to, by, now).await?;
    private::let_in(tx, home, incident, to, by, now).await?;
    fact::write(tx, incident.id, &by.by().into(), Happened::Assigned { role, to }, now).await?;
    if role == Role::Lead {
        lead(tx, incident, by, now).await?;
    }
    let held = store::held(tx, incident.id).await?;
    desk::say(tx, home, incident, &format!("role:{}:{}", role.name(), micros(now)), now, |locale| {
        voice::given(locale, role, to, by)
    })
    .await?;
    brief(tx, home, incident, role, to, &held, now).await?;
    desk::show(tx, home, incident, now).await?;
    Ok(())
}

/// Whether a person's word adds anything to a role that somebody has: it is another human's, and was not given yet.
async fn may_confirm(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    role: Role,
    (to, by): (&Person, &Person),
) -> Result<bool> {
    let given = store::given(tx, incident.id).await?;
    let mut givers = given.iter().filter(|(held, _)| held.role == role).flat_map(|(_, givers)| givers);
    let gave = givers.any(|giver| giver.person().is_some_and(|giver| home.accounts.same(giver, by)));
    Ok(!gave && !home.accounts.same(to, by))
}

/// Somebody else gives the role to who has it: from now on it counts also where one's own word or the first giver's does not.
async fn confirm(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    role: Role,
    (to, by): (&Person, &Person),
    now: Time,
) -> Result<()> {
    store::confirm(tx, incident.id, role, to, by, now).await?;
    fact::write(tx, incident.id, &by.into(), Happened::Confirmed { role, to }, now).await?;
    let name = format!("role:{}:{by}:{}", role.name(), micros(now));
    desk::say(tx, home, incident, &name, now, |locale| voice::confirmed(locale, role, to, by)).await
}

/// Somebody leads: the work has begun, and nobody needs to be reminded.
async fn lead(tx: &mut Tx, incident: &mut Incident, by: &Person, now: Time) -> Result<()> {
    incident.led_at.get_or_insert(now);
    timer::cancel(tx, &Due::Nag(incident.id, 1)).await?;
    if incident.state == State::Open {
        let moved = unless_refused(desk::write_move(tx, incident, Phase::Responding, &by.into(), "", now).await)?;
        debug_assert!(moved.is_some(), "what is open can be responded to");
    }
    crate::incident::store::save(tx, incident).await
}

/// Tells who takes a role what they need to know, in their own conversation with the bot.
async fn brief(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    role: Role,
    to: &Person,
    held: &[Held],
    now: Time,
) -> Result<()> {
    let alert = desk::alert_of(tx, incident).await?;
    let locale = people::store::to_reach(tx, to).await?.locale_or(home);
    let mut post = voice::brief(locale, incident, role, held, alert.as_ref());
    if role == Role::Spokesperson {
        let speakers = speakers::store::list(tx).await?;
        let speaker = speakers.iter().find(|speaker| home.accounts.same(&speaker.person, to));
        // Before the buttons.
        let last = post.blocks.len().saturating_sub(1);
        post.blocks.insert(last, speakers::voice::briefing(locale, speaker));
    }
    let name = format!("brief:{}:{}", role.name(), micros(now));
    desk::tell(tx, incident, &Place::direct(to), &name, &post, now).await
}
