//! The roster in the store.

use super::{Member, Role, Seat};
use crate::clock::{Time, micros};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all};

/// Everybody on the roster, in the order in which they were added.
pub async fn list(tx: &mut Tx) -> Result<Vec<Member>> {
    Ok(given(tx).await?.into_iter().map(|(member, _)| member).collect())
}

/// The same, each with who put them on it.
pub async fn given(tx: &mut Tx) -> Result<Vec<(Member, Actor)>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, String, String),
        "select role, platform, person, seat, added_by from roster order by added_at, role, platform, person"
    )?;
    // A role of a newer Squall is nobody's here.
    let member = |(role, platform, user, seat, by): (String, String, String, String, String)| {
        let seat = if seat == "deputy" { Seat::Deputy } else { Seat::Holder };
        Some((Member { role: Role::named(&role)?, person: Person { platform, user }, seat }, Actor::stored(&by)))
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// Puts somebody on it, or changes their seat.
pub async fn add(tx: &mut Tx, member: &Member, by: &Person, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into roster (role, platform, person, seat, added_by, added_at) values ($1, $2, $3, $4, $5, $6) \
         on conflict (role, platform, person) do update set seat = excluded.seat",
        member.role.name(),
        member.person.platform.as_str(),
        member.person.user.as_str(),
        match member.seat {
            Seat::Holder => "holder",
            Seat::Deputy => "deputy",
        },
        by.to_string(),
        micros(now)
    )?;
    Ok(())
}

/// Takes somebody off it. False when they did not have the role.
pub async fn remove(tx: &mut Tx, role: Role, person: &Person) -> Result<bool> {
    let removed = execute!(
        tx,
        "delete from roster where role = $1 and platform = $2 and person = $3",
        role.name(),
        person.platform.as_str(),
        person.user.as_str()
    )?;
    Ok(removed == 1)
}
