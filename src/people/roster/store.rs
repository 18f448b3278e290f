//! The roster in the store.

use super::{Member, Role, Seat};
use crate::clock::{Time, micros};
use crate::person::{Actor, Person};
use crate::store::{Result, Tx};
use crate::{execute, fetch_all};

/// What the roster of the company is called where it stands beside those of incidents.
const COMPANY: &str = "company";

/// Everybody on the roster, in the order in which they were added.
pub async fn list(tx: &mut Tx) -> Result<Vec<Member>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, String),
        "select role, platform, person, seat from roster order by added_at, role, platform, person"
    )?;
    Ok(rows.into_iter().filter_map(|(role, platform, user, seat)| member(&role, platform, user, &seat)).collect())
}

/// The same, each with everybody who put them on it.
pub async fn given(tx: &mut Tx) -> Result<Vec<(Member, Vec<Actor>)>> {
    let givers = givers(tx, COMPANY).await?;
    let of = |member: &Member| givers.iter().filter(|(given, _)| given == member).map(|(_, by)| by.clone()).collect();
    Ok(list(tx).await?.into_iter().map(|member| (member.clone(), of(&member))).collect())
}

/// A role of a newer Squall is nobody's here.
fn member(role: &str, platform: String, user: String, seat: &str) -> Option<Member> {
    let seat = if seat == seat_name(Seat::Deputy) { Seat::Deputy } else { Seat::Holder };
    Some(Member { role: Role::named(role)?, person: Person { platform, user }, seat })
}

/// As it is stored.
fn seat_name(seat: Seat) -> &'static str {
    match seat {
        Seat::Holder => "holder",
        Seat::Deputy => "deputy",
    }
}

/// Who gave which seat within a scope: the company, or an incident (`INC-7`).
pub async fn givers(tx: &mut Tx, scope: &str) -> Result<Vec<(Member, Actor)>> {
    let rows = fetch_all!(
        tx,
        (String, String, String, String, String),
        "select role, platform, person, seat, given_by from role_given where scope = $1 order by given_at, given_by",
        scope
    )?;
    let given = |(role, platform, user, seat, by): (String, String, String, String, String)| {
        member(&role, platform, user, &seat).map(|member| (member, Actor::stored(&by)))
    };
    Ok(rows.into_iter().filter_map(given).collect())
}

/// Remembers who gave a seat. Several may give the same.
pub async fn give(tx: &mut Tx, scope: &str, member: &Member, by: &Person, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into role_given (scope, role, platform, person, seat, given_by, given_at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        scope,
        member.role.name(),
        member.person.platform.as_str(),
        member.person.user.as_str(),
        seat_name(member.seat),
        by.to_string(),
        micros(now)
    )
    .map(drop)
}

/// Forgets who gave a role to anybody but this person within a scope.
pub async fn forget_others(tx: &mut Tx, scope: &str, role: Role, person: &Person) -> Result<()> {
    execute!(
        tx,
        "delete from role_given where scope = $1 and role = $2 and not (platform = $3 and person = $4)",
        scope,
        role.name(),
        person.platform.as_str(),
        person.user.as_str()
    )
    .map(drop)
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
        seat_name(member.seat),
        by.to_string(),
        micros(now)
    )?;
    give(tx, COMPANY, member, by, now).await
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
    execute!(
        tx,
        "delete from role_given where scope = $1 and role = $2 and platform = $3 and person = $4",
        COMPANY,
        role.name(),
        person.platform.as_str(),
        person.user.as_str()
    )?;
    Ok(removed == 1)
}
