//! Changing who speaks for the company.

use serde_json::json;

use super::{Said, Speaker, store};
use crate::clock::Time;
use crate::gate::{Allowed, Run};
use crate::people::roster::{self, Member, Role, Seat};
use crate::person::{Accounts, Actor, Person};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// Puts what was said on record. Who speaks for the company is on the roster too.
pub async fn record(
    tx: &mut Tx,
    accounts: &Accounts,
    person: &Person,
    said: Said,
    by: &Allowed<Run>,
    now: Time,
) -> Result<Speaker> {
    let known = store::list(tx).await?.into_iter().find(|speaker| speaker.person == *person);
    let speaker = known.unwrap_or_else(|| Speaker::new(person.clone())).with(said);
    store::save(tx, &speaker).await?;
    let detail = json!({
        "person": person.to_string(),
        "languages": speaker.languages,
        "topics": speaker.topics,
        "backup": speaker.backup.as_ref().map(Person::to_string),
        "trained": speaker.trained.map(|day| day.to_string()),
    })
    .to_string();
    let actor = Actor::from(by.by());
    let entry = Entry { at: now, actor: &actor, action: "speaker.recorded", subject: "spokesperson", detail: &detail };
    ledger::append(tx, &entry).await?;
    let listed = roster::store::list(tx).await?;
    if !roster::has(accounts, &listed, person, Role::Spokesperson, None) {
        let member = Member { role: Role::Spokesperson, person: person.clone(), seat: Seat::Holder };
        roster::desk::add(tx, &member, by, now).await?;
    }
    Ok(speaker)
}

/// Takes somebody off the record; the ledger keeps what it said. False when they were not on it.
pub async fn remove(tx: &mut Tx, person: &Person, by: &Allowed<Run>, now: Time) -> Result<bool> {
    let removed = store::forget(tx, person).await?;
    if removed {
        let (actor, detail) = (Actor::from(by.by()), json!({ "person": person.to_string() }).to_string());
        let entry =
            Entry { at: now, actor: &actor, action: "speaker.removed", subject: "spokesperson", detail: &detail };
        ledger::append(tx, &entry).await?;
    }
    Ok(removed)
}
