//! What is listened for: watches are added, changed, tried out and ended.

use commands::{WatchAction, WatchCommand};

use super::asking::Asking;
use super::{Answer, Answered};
use crate::alert::{trial, voice as alert_voice};
use crate::id::WatchId;
use crate::post::Post;
use crate::store::Tx;
use crate::watch::{Query, Refused, WatchState, desk, store, voice};
use crate::words::word;

/// Answers a command about watches.
pub(super) async fn handle(asking: &Asking<'_>, command: WatchCommand) -> Answered {
    match command {
        WatchCommand::List(_) => {
            let watches = store::list(&mut asking.read().await?).await?.good;
            Ok(Some(Answer::new(voice::list(asking.locale, &watches))))
        }
        WatchCommand::Test(asked) => test(asking, asked.query).await,
        WatchCommand::Remove(asked) => {
            let found = desk::find(&mut asking.read().await?, &asked.watch).await;
            let watch = found.map_err(|error| asking.refuse(error, voice::refused))?;
            Ok(Some(Answer::new(voice::ask_remove(asking.locale, &watch))))
        }
        WatchCommand::Add(asked) => {
            let by = &asking.run().await?;
            let mut tx = asking.begin().await?;
            let place = asking.channel();
            let added = desk::add(&mut tx, asking.home(), asked, by, &place, asking.now()).await;
            done(asking, tx, "watch-added", added).await
        }
        WatchCommand::Edit(asked) => {
            let by = &asking.run().await?;
            let mut tx = asking.begin().await?;
            let place = asking.channel();
            let edited = desk::edit(&mut tx, asking.home(), asked, by, &place, asking.now()).await;
            done(asking, tx, "watch-edited", edited).await
        }
        WatchCommand::Pause(asked) => set_state(asking, &asked.watch, WatchState::Paused, "watch-paused").await,
        WatchCommand::Resume(asked) => set_state(asking, &asked.watch, WatchState::Active, "watch-resumed").await,
    }
}

/// Does what a button of a watch stands for.
pub(super) async fn act(asking: &Asking<'_>, action: WatchAction) -> Answered {
    let WatchAction::Remove(id) = action;
    let by = &asking.run().await?;
    let mut tx = asking.begin().await?;
    let removed = desk::remove(&mut tx, WatchId(id), by, asking.now()).await?;
    asking.commit(tx).await?;
    let post = match removed {
        Some(watch) => voice::done(asking.locale, "watch-removed", &watch),
        None => Post::line(word(asking.locale, "common-not-here")),
    };
    Ok(Some(Answer::new(post)))
}

async fn set_state(asking: &Asking<'_>, name: &str, state: WatchState, key: &str) -> Answered {
    let by = &asking.run().await?;
    let mut tx = asking.begin().await?;
    let changed = desk::set_state(&mut tx, name, state, by, asking.now()).await;
    done(asking, tx, key, changed).await
}

/// What a query, or the query of a watch, would have caught.
async fn test(asking: &Asking<'_>, typed: String) -> Answered {
    let mut tx = asking.read().await?;
    let typed = match store::by_name(&mut tx, &typed).await? {
        Some(watch) => watch.query,
        None => typed,
    };
    let query = match Query::parse(&typed) {
        Ok(query) => query,
        Err(error) => {
            return Ok(Some(Answer::new(voice::refused(asking.locale, &Refused::Query(typed, error)))));
        }
    };
    let trial = trial::run(&mut tx, &query, asking.now()).await?;
    Ok(Some(Answer::new(alert_voice::trial(asking.locale, &typed, &trial))))
}

async fn done(asking: &Asking<'_>, tx: Tx, key: &str, done: desk::Answer) -> Answered {
    let watch = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::done(asking.locale, key, &watch))))
}
