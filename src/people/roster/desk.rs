//! Changing the roster.

use serde_json::json;

use super::{Member, Role, Seat, store};
use crate::clock::Time;
use crate::gate::{Allowed, Run};
use crate::people;
use crate::person::{Actor, Person};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// Puts somebody on the roster.
pub async fn add(tx: &mut Tx, member: &Member, by: &Allowed<Run>, now: Time) -> Result<()> {
    put(tx, member, by, now).await
}

/// A platform gave or took a role, and the roster follows: `by` stands for the platform. False when it was so already.
pub async fn follow(tx: &mut Tx, member: &Member, given: bool, by: &Person, now: Time) -> Result<bool> {
    if given {
        return put(tx, member, by, now).await.map(|()| true);
    }
    take(tx, member.role, &member.person, by, now).await
}

async fn put(tx: &mut Tx, member: &Member, by: &Person, now: Time) -> Result<()> {
    store::add(tx, member, by, now).await?;
    let deputy = member.seat == Seat::Deputy;
    write_down(tx, by, "roster.added", (member.role, &member.person, deputy), now).await
}

/// Says where somebody works.
pub async fn belongs(tx: &mut Tx, person: &Person, department: &str, by: &Allowed<Run>, now: Time) -> Result<()> {
    people::store::save_department(tx, person, department).await?;
    let detail = json!({ "person": person.to_string(), "department": department }).to_string();
    let (actor, subject) = (Actor::from(by.by()), person.to_string());
    let entry = Entry { at: now, actor: &actor, action: "roster.department", subject: &subject, detail: &detail };
    ledger::append(tx, &entry).await.map(drop)
}

/// Where those on the roster work, as far as somebody said.
pub async fn departments(tx: &mut Tx, roster: &[Member]) -> Result<Vec<(Person, String)>> {
    let mut departments: Vec<(Person, String)> = Vec::new();
    for Member { person, .. } in roster {
        let is_new = departments.iter().all(|(known, _)| known != person);
        if let Some(department) = people::store::department(tx, person).await?.filter(|_| is_new) {
            departments.push((person.clone(), department));
        }
    }
    Ok(departments)
}

/// Takes somebody off the roster. False when they did not have the role.
pub async fn remove(tx: &mut Tx, role: Role, person: &Person, by: &Allowed<Run>, now: Time) -> Result<bool> {
    take(tx, role, person, by, now).await
}

async fn take(tx: &mut Tx, role: Role, person: &Person, by: &Person, now: Time) -> Result<bool> {
    let removed = store::remove(tx, role, person).await?;
    if removed {
        write_down(tx, by, "roster.removed", (role, person, false), now).await?;
    }
    Ok(removed)
}

async fn write_down(
    tx: &mut Tx,
    by: &Person,
    action: &str,
    (role, person, deputy): (Role, &Person, bool),
    at: Time,
) -> Result<()> {
    let detail = json!({ "role": role.name(), "person": person.to_string(), "deputy": deputy }).to_string();
    let actor = Actor::from(by);
    let entry = Entry { at, actor: &actor, action, subject: role.name(), detail: &detail };
    ledger::append(tx, &entry).await.map(drop)
}
