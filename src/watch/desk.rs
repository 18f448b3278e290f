//! Adding, changing, pausing and removing watches.

use commands::{Channel, Kind, Schedule as Asked, WatchAdd, WatchEdit, WatchOptions};
use serde_json::json;

use super::{DigestSchedule, Query, Refused, Watch, WatchKind, WatchState, same_name, store};
use crate::chat::Place;
use crate::clock::Time;
use crate::gate::{Allowed, Run};
use crate::home::Home;
use crate::id::WatchId;
use crate::person::{Actor, Person};
use crate::reading::Lang;
use crate::refusal::Decided;
use crate::schedule::Schedule;
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx};

/// A watch as it is now, or why not.
pub type Answer = Decided<Watch, Refused>;

/// Starts listening. Without a channel of its own a watch belongs where it was asked for.
pub async fn add(tx: &mut Tx, home: &Home, asked: WatchAdd, by: &Allowed<Run>, place: &Place, now: Time) -> Answer {
    let mut watch =
        Watch { channel: Some(place.to_string()), ..Watch::new(super::name(&asked.name), asked.query, now) };
    change(&mut watch, asked.options, home, place)?;
    if store::by_name(tx, &watch.name).await?.is_some() {
        return Err(Refused::Taken(watch.name).into());
    }
    match store::add(tx, &watch).await? {
        None => Err(Refused::Taken(watch.name).into()),
        Some(id) => {
            watch.id = id;
            write_down(tx, &watch, by, "watch.added", now).await?;
            Ok(watch)
        }
    }
}

/// Changes what was said; the rest stays.
pub async fn edit(tx: &mut Tx, home: &Home, asked: WatchEdit, by: &Allowed<Run>, place: &Place, now: Time) -> Answer {
    let mut watch = find(tx, &asked.watch).await?;
    watch.query = asked.query.unwrap_or(watch.query);
    watch.name = asked.rename.map_or(watch.name, |name| super::name(&name));
    change(&mut watch, asked.options, home, place)?;
    if !store::save(tx, &watch, now).await? {
        return Err(Refused::Taken(watch.name).into());
    }
    write_down(tx, &watch, by, "watch.edited", now).await?;
    Ok(watch)
}

/// Stops listening for a while, or listens again.
pub async fn set_state(tx: &mut Tx, name: &str, state: WatchState, by: &Allowed<Run>, now: Time) -> Answer {
    let mut watch = find(tx, name).await?;
    if watch.state != state {
        watch.state = state;
        store::save(tx, &watch, now).await?;
        let action = if state == WatchState::Paused { "watch.paused" } else { "watch.resumed" };
        write_down(tx, &watch, by, action, now).await?;
    }
    Ok(watch)
}

/// Ends a watch. What it heard is kept, its name is free again.
pub async fn remove(tx: &mut Tx, id: WatchId, by: &Allowed<Run>, now: Time) -> Result<Option<Watch>> {
    let found = store::by_id(tx, id).await?.filter(|watch| watch.state != WatchState::Removed);
    let Some(watch) = found else { return Ok(None) };
    // Its row keeps its history under a name that nobody types.
    let name = format!("{} ({})", watch.name, watch.id);
    let removed = Watch { name, state: WatchState::Removed, ..watch.clone() };
    store::save(tx, &removed, now).await?;
    write_down(tx, &watch, by, "watch.removed", now).await?;
    Ok(Some(watch))
}

/// The watch with this name.
pub async fn find(tx: &mut Tx, name: &str) -> Answer {
    let watches = store::list(tx).await?.good;
    let typed = name.to_lowercase();
    if let Some(watch) = watches.iter().find(|watch| same_name(&watch.name, name)) {
        return Ok(watch.clone());
    }
    let near = watches.iter().map(|watch| (strsim::osa_distance(&watch.name.to_lowercase(), &typed), &watch.name));
    let meant = near.min().filter(|(distance, _)| *distance <= typed.chars().count().div_ceil(3));
    Err(Refused::Unknown(name.to_owned(), meant.map(|(_, name)| name.clone())).into())
}

/// Applies options, and checks what the watch would then be.
fn change(watch: &mut Watch, options: WatchOptions, home: &Home, place: &Place) -> std::result::Result<(), Refused> {
    Query::parse(&watch.query).map_err(|error| Refused::Query(watch.query.clone(), error))?;
    if let Some(kind) = options.kind {
        watch.kind = kind.into();
    }
    if let Some(tags) = options.languages {
        watch.languages = tags.iter().map(|tag| Lang::from_tag(tag)).collect();
    }
    watch.sources = options.sources.unwrap_or_else(|| std::mem::take(&mut watch.sources));
    if let Some(Channel::Id(channel) | Channel::Name(channel)) = options.channel {
        watch.channel = Some(Place { channel, thread: None, ..place.clone() }.to_string());
    }
    let zone = options.zone.or_else(|| watch.digest.as_ref().map(|digest| digest.zone.clone()));
    let zone = zone.unwrap_or_else(|| home.zone.name().to_owned());
    let cron = match options.digest {
        Some(Asked::Off) => None,
        Some(Asked::Cron(cron)) => Some(cron),
        None => watch.digest.take().map(|digest| digest.cron),
    };
    watch.digest = cron.map(|cron| schedule(cron, &zone)).transpose()?;
    Ok(())
}

fn schedule(cron: String, zone: &str) -> std::result::Result<DigestSchedule, Refused> {
    let parsed = Schedule::parse(&cron, zone).map_err(Refused::Schedule)?;
    Ok(DigestSchedule { cron, zone: parsed.zone().to_owned() })
}

impl From<Kind> for WatchKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Brand => Self::Brand,
            Kind::Product => Self::Product,
            Kind::Person => Self::Person,
            Kind::Competitor => Self::Competitor,
            Kind::Industry => Self::Industry,
        }
    }
}

async fn write_down(tx: &mut Tx, watch: &Watch, by: &Person, action: &str, at: Time) -> Result<()> {
    let (actor, subject) = (Actor::from(by), watch.id.to_string());
    let detail = json!({ "name": watch.name, "query": watch.query }).to_string();
    ledger::append(tx, &Entry { at, actor: &actor, action, subject: &subject, detail: &detail }).await.map(drop)
}
