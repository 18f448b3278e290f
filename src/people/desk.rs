//! A person changes how they want to be spoken to, or leaves.

use serde_json::{Map, Value, json};

use super::{Due, Settings, store};
use crate::clock::Time;
use crate::person::{Actor, Person};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx, timer};

/// Stands in the ledger for the chat platform, which said so.
const PLATFORM: &str = "platform";

/// A person is not there any more: their platform says so.
pub async fn left(tx: &mut Tx, person: &Person, now: Time) -> Result<()> {
    if store::has_left(tx, person).await? {
        return Ok(());
    }
    store::save_left(tx, person, Some(now)).await?;
    note(tx, person, &person.beside(PLATFORM), "person.left", now).await?;
    timer::set(tx, &Due::Left(person.clone()), now).await
}

/// Who does something is here.
pub async fn is_here(tx: &mut Tx, person: &Person, now: Time) -> Result<()> {
    store::save_left(tx, person, None).await?;
    note(tx, person, person, "person.back", now).await
}

async fn note(tx: &mut Tx, person: &Person, by: &Person, action: &str, at: Time) -> Result<()> {
    let (actor, subject) = (Actor::from(by), person.to_string());
    ledger::append(tx, &Entry { at, actor: &actor, action, subject: &subject, detail: "{}" }).await.map(drop)
}

/// Changes a person's settings, and writes down what changed. Answers how they stand now.
pub async fn change(
    tx: &mut Tx,
    person: &Person,
    now: Time,
    change: impl FnOnce(Settings) -> Settings + Send,
) -> Result<Settings> {
    let before = store::settings(tx, person).await?;
    let after = change(before.clone());
    if before == after {
        return Ok(after);
    }
    store::save(tx, person, &after).await?;
    let (before, after_all) = (facts(&before), facts(&after));
    let changed: Map<String, Value> =
        after_all.into_iter().filter(|(name, value)| before.get(name) != Some(value)).collect();
    let (actor, subject, detail) = (Actor::from(person), person.to_string(), Value::Object(changed).to_string());
    let entry = Entry { at: now, actor: &actor, action: "person.settings", subject: &subject, detail: &detail };
    ledger::append(tx, &entry).await?;
    Ok(after)
}

fn facts(settings: &Settings) -> Map<String, Value> {
    let facts = json!({
        "language": settings.locale.map(|locale| locale.tag()),
        "zone": settings.zone.map(|zone| zone.name()),
        "quiet": settings.quiet,
        "alerts": settings.alerts,
    });
    match facts {
        Value::Object(facts) => facts,
        _ => Map::new(),
    }
}
