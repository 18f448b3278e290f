//! What is promised in public is remembered, reminded of before it is due, and kept by the next words in public.

use chrono::Duration;

use super::{Promise, of, remind_at, store};
use crate::clock::Time;
use crate::home::Home;
use crate::id::StatementId;
use crate::person::Actor;
use crate::statement::desk::{Answer, At, No, write_down};
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::store::{Stored, lock};
use crate::statement::{Due, Kind, Refused, State, roster};
use crate::store::{Result, Tx, timer};

/// Words stand in public: what they promise is remembered, and what was promised before is kept by them.
pub(in crate::statement) async fn published(tx: &mut Tx, at: At<'_>, stored: &Stored) -> Result<()> {
    let statement = &stored.statement;
    if let Some(incident) = statement.incident.filter(|_| statement.kind != Kind::Memo) {
        for id in store::open_ones(tx, incident).await?.into_iter().filter(|id| *id != statement.id) {
            if let Some(old) = lock(tx, id).await? {
                keep(tx, at.home, at.rules, (&old, &Actor::Squall), at.now).await?;
            }
        }
    }
    if store::get(tx, statement.id).await?.is_some() {
        return Ok(());
    }
    match of(statement, at.home.zone, at.now) {
        Some(promise) => remember(tx, at, stored, &promise).await,
        None => Ok(()),
    }
}

async fn remember(tx: &mut Tx, at: At<'_>, stored: &Stored, promise: &Promise) -> Result<()> {
    let id = stored.statement.id;
    store::put(tx, id, promise).await?;
    timer::set(tx, &Due::PromiseSoon(id), remind_at(promise.due, at.now)).await?;
    timer::set(tx, &Due::PromiseDue(id), promise.due).await?;
    let happened = Happened::Promised { words: &promise.words, due: promise.due };
    write_down(tx, &stored.statement, &at.by.into(), happened, at.now).await
}

/// A person says when it is due.
pub async fn set(tx: &mut Tx, at: At<'_>, id: StatementId, span: Duration) -> Answer<Promise> {
    let Some(stored) = lock(tx, id).await? else { return Err(No::Unknown(id).into()) };
    if !matches!(stored.statement.state, State::Published(_)) {
        return Err(No::Refused(Refused::NoPromise, Box::new(stored.statement), false).into());
    }
    let words = of(&stored.statement, at.home.zone, at.now).map(|promise| promise.words).unwrap_or_default();
    let promise = Promise { words, due: at.now + span, kept: None };
    remember(tx, at, &stored, &promise).await?;
    let rules = roster::now(tx, at.rules, Some(&stored.statement), at.now).await?;
    tell(tx, at.home, &rules, &stored, Told::Card, at.now).await?;
    Ok((stored, promise))
}

/// A person says that it was kept.
pub async fn kept(tx: &mut Tx, at: At<'_>, id: StatementId) -> Answer<()> {
    let Some(stored) = lock(tx, id).await? else { return Err(No::Unknown(id).into()) };
    if !keep(tx, at.home, at.rules, (&stored, &at.by.into()), at.now).await? {
        return Err(No::Refused(Refused::NoPromise, Box::new(stored.statement), false).into());
    }
    Ok((stored, ()))
}

async fn keep(tx: &mut Tx, home: &Home, rules: &Rules, (stored, by): (&Stored, &Actor), now: Time) -> Result<bool> {
    let id = stored.statement.id;
    if !store::keep(tx, id, now).await? {
        return Ok(false);
    }
    for due in [Due::PromiseSoon(id), Due::PromiseDue(id)] {
        timer::cancel(tx, &due).await?;
    }
    write_down(tx, &stored.statement, by, Happened::PromiseKept, now).await?;
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    tell(tx, home, &rules, stored, Told::Kept, now).await?;
    Ok(true)
}

/// It is due soon, or now, and nobody has kept it.
pub async fn due(tx: &mut Tx, home: &Home, rules: &Rules, id: StatementId, soon: bool, now: Time) -> Result<()> {
    let Some(stored) = lock(tx, id).await? else { return Ok(()) };
    let Some(promise) = store::get(tx, id).await?.filter(|promise| promise.kept.is_none()) else { return Ok(()) };
    if !matches!(stored.statement.state, State::Published(_)) {
        return Ok(());
    }
    let rules = roster::now(tx, rules, Some(&stored.statement), now).await?;
    let (words, due) = (promise.words.as_str(), promise.due);
    let told = if soon { Told::PromiseSoon { words, due } } else { Told::PromiseDue { words } };
    if !soon {
        write_down(tx, &stored.statement, &Actor::Squall, Happened::PromiseDue { words }, now).await?;
    }
    tell(tx, home, &rules, &stored, told, now).await
}
