//! Changing the roster.

use serde_json::json;

use super::{Member, Role, Seat, store};
use crate::chat::PersonRef;
use crate::clock::Time;
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// Puts somebody on the roster.
pub async fn add(tx: &mut Tx, member: &Member, by: &PersonRef, now: Time) -> Result<()> {
    store::add(tx, member, by, now).await?;
    let deputy = member.seat == Seat::Deputy;
    write_down(tx, by, "roster.added", (member.role, &member.person, deputy), now).await
}

/// Takes somebody off the roster. False when they did not have the role.
pub async fn remove(tx: &mut Tx, role: Role, person: &PersonRef, by: &PersonRef, now: Time) -> Result<bool> {
    let removed = store::remove(tx, role, person).await?;
    if removed {
        write_down(tx, by, "roster.removed", (role, person, false), now).await?;
    }
    Ok(removed)
}

async fn write_down(
    tx: &mut Tx,
    by: &PersonRef,
    action: &str,
    (role, person, deputy): (Role, &PersonRef, bool),
    at: Time,
) -> Result<()> {
    let detail = json!({ "role": role.name(), "person": person.to_string(), "deputy": deputy }).to_string();
    let actor = by.to_string();
    let entry = Entry { at, actor: &actor, action, subject: role.name(), detail: &detail };
    ledger::append(tx, &entry).await.map(drop)
}
