//! `squall watch test`: what a query would have matched and alerted in the stored mentions.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{WrongQuery, out};
use crate::alert::{trial, voice};
use crate::clock::Clock;
use crate::config::Settings;
use crate::store::Store;
use crate::watch::{self, Query};
use crate::words::Locale;

/// Try a query on the stored mentions.
///
/// Example: squall watch test 'acme NEAR/5 late'
#[derive(Debug, Args)]
pub struct Watch {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// What a query, or the query of a watch, would have matched and alerted.
    ///
    /// Example: squall watch test 'acme NEAR/5 late'
    Test {
        /// A query, or the name of a watch.
        query: String,
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

impl Watch {
    pub async fn run(self) -> Result<()> {
        let Task::Test { query, config } = self.task;
        let settings = Settings::load(config.as_deref())?;
        let store = Store::existing(&settings.store.url).await?;
        let mut tx = store.read().await?;
        let query = watch::store::by_name(&mut tx, &query).await?.map_or(query, |watch| watch.query);
        let parsed = Query::parse(&query).map_err(|error| WrongQuery(error.render(&query)))?;
        let tried = trial::run(&mut tx, &parsed, Clock::Wall.now()).await?;
        drop(tx);
        store.close().await;
        Ok(out::say(voice::trial(Locale::En, &query, &tried).plain())?)
    }
}
