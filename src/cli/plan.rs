//! `squall plan check`: what is missing before a crisis, as `/crisis plan check` says it.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};

use super::out;
use crate::clock::Clock;
use crate::config::Settings;
use crate::plan::{desk, voice};
use crate::store::Store;
use crate::words::Locale;

/// See whether the team is ready before anything happens.
///
/// Example: squall plan check --language it
#[derive(Debug, Args)]
pub struct Plan {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say what is missing, each with its cure. Ends with 1 while anything is.
    Check {
        /// `en`, `it`, `bg`, `el` or `zh-Hant`; that of `[language]` when absent.
        #[arg(long, value_parser = super::export::language)]
        language: Option<Locale>,
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

impl Plan {
    pub async fn run(self) -> Result<()> {
        let Verb::Check { language, config } = self.verb;
        let settings = Settings::load(config.as_deref())?;
        let (home, rules, plan) = (settings.home()?, settings.rules()?, settings.plan()?);
        let store = Store::existing(&settings.store.url).await?;
        let mut tx = store.read().await?;
        let found = desk::readiness(&mut tx, &home, &rules, &plan, Clock::Wall.now()).await?;
        drop(tx);
        store.close().await;
        let post = voice::readiness(language.unwrap_or(home.locale), &found);
        out::say(post.plain())?;
        if !found.gaps.is_empty() {
            bail!("{} of {} things are missing", found.gaps.len(), found.checks);
        }
        Ok(())
    }
}
