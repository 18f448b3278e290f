//! A person changes how they want to be spoken to.

use serde_json::{Map, Value, json};

use super::{Settings, store};
use crate::chat::PersonRef;
use crate::clock::Time;
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// Changes a person's settings, and writes down what changed. Answers how they stand now.
pub async fn change(
    tx: &mut Tx,
    person: &PersonRef,
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
    let (actor, detail) = (person.to_string(), Value::Object(changed).to_string());
    let entry = Entry { at: now, actor: &actor, action: "person.settings", subject: &actor, detail: &detail };
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
