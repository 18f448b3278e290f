//! The roles of incidents in the store.

use commands::{Role, Seat};

use super::Held;
use crate::clock::{Time, from_micros, micros};
use crate::id::IncidentId;
use crate::people::roster::{self, Member};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all};

/// The roles that somebody has, in the order of [`Role::ALL`].
pub async fn held(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Held>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, i64),
        "select role, platform, person, given_at from incident_role where incident_id = $1",
        incident.0
    )?;
    let held = |(role, platform, user, at): (String, String, String, i64)| {
        Some(Held { role: Role::named(&role)?, person: Person { platform, user }, at: from_micros(at) })
    };
    let mut all: Vec<Held> = rows.into_iter().filter_map(held).collect();
    all.sort_by_key(|held| held.role);
    Ok(all)
}

/// The same, each with everybody who gave it.
pub async fn given(tx: &mut Tx, incident: IncidentId) -> Result<Vec<(Held, Vec<Actor>)>> {
    let givers = roster::store::givers(tx, &incident.to_string()).await?;
    let of = |held: &Held| {
        let same = |member: &Member| member.role == held.role && member.person == held.person;
        givers.iter().filter(|(member, _)| same(member)).map(|(_, by)| by.clone()).collect()
    };
    Ok(held(tx, incident).await?.into_iter().map(|held| (held.clone(), of(&held))).collect())
}

/// From now on the role is this person's.
pub async fn give(tx: &mut Tx, incident: IncidentId, role: Role, to: &Person, by: &Person, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into incident_role (incident_id, role, platform, person, given_by, given_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (incident_id, role) do update set \
         platform = excluded.platform, person = excluded.person, given_by = excluded.given_by, \
         given_at = excluded.given_at",
        incident.0,
        role.name(),
        to.platform.as_str(),
        to.user.as_str(),
        by.to_string(),
        micros(now)
    )?;
    roster::store::forget_others(tx, &incident.to_string(), role, to).await?;
    confirm(tx, incident, role, to, by, now).await
}

/// Somebody gives a role to who has it already.
pub async fn confirm(tx: &mut Tx, incident: IncidentId, role: Role, to: &Person, by: &Person, now: Time) -> Result<()> {
    let member = Member { role, person: to.clone(), seat: Seat::Holder };
    roster::store::give(tx, &incident.to_string(), &member, by, now).await
}
