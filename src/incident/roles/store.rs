//! The roles of incidents in the store.

use commands::Role;

use super::Held;
use crate::clock::{Time, from_micros, micros};
use crate::id::IncidentId;
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all};

/// The roles that somebody has, in the order of [`Role::ALL`].
pub async fn held(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Held>> {
    Ok(given(tx, incident).await?.into_iter().map(|(held, _)| held).collect())
}

/// The same, each with who gave it.
pub async fn given(tx: &mut Tx, incident: IncidentId) -> Result<Vec<(Held, Actor)>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, i64, String),
        "select role, platform, person, given_at, given_by from incident_role where incident_id = $1",
        incident.0
    )?;
    let held = |(role, platform, user, at, by): (String, String, String, i64, String)| {
        let held = Held { role: Role::named(&role)?, person: Person { platform, user }, at: from_micros(at) };
        Some((held, Actor::stored(&by)))
    };
    let mut all: Vec<(Held, Actor)> = rows.into_iter().filter_map(held).collect();
    all.sort_by_key(|(held, _)| held.role);
    Ok(all)
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
    Ok(())
}
