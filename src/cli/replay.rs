//! `squall replay`: recorded mentions on a virtual clock, through the whole product, into a fresh database.

use std::io::Write;

use anyhow::Result;

use super::out;
use super::stage::{Speed, Stage};
use crate::alert;
use crate::clock::Time;
use crate::mention::RawMention;
use crate::watch::{Query, Watch};

/// The query can't be read; shows the place.
#[derive(Debug, thiserror::Error)]
#[error("the query is wrong\n{0}")]
pub struct WrongQuery(pub(super) String);

/// What a replay came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub matched: usize,
    pub alerts: i64,
}

/// How to play.
pub struct Options {
    pub query: String,
    pub speed: Speed,
    pub transcript: Option<Box<dyn Write + Send>>,
    /// Serves the sandbox page on this port, and stays until Ctrl-C.
    pub sandbox: Option<u16>,
}

/// Plays `mentions`, which must be in order of time.
pub async fn run(mentions: Vec<RawMention>, options: Options) -> Result<Summary> {
    Query::parse(&options.query).map_err(|error| WrongQuery(error.render(&options.query)))?;
    let start = mentions.first().map_or_else(Time::default, |first| first.created_at);
    let mut stage = Stage::set(start, options.transcript, options.speed).await?;
    listen_for(&stage, &options.query, start).await?;
    if let Some(port) = options.sandbox {
        out::note(stage.serve(port).await?);
    }
    let matched = stage.play(mentions).await?;
    let alerts = alert::store::count(&mut stage.app.store.read().await?).await?;
    stage.finish()?;
    if options.sandbox.is_some() {
        out::note("the recording is over; Ctrl-C ends");
        stage.hand_over().await?;
        stage.finish()?;
    }
    Ok(Summary { matched, alerts })
}

async fn listen_for(stage: &Stage, query: &str, at: Time) -> Result<()> {
    let watch = Watch::new(query, query, at);
    stage.app.listen_for(&[watch]).await?;
    Ok(())
}
