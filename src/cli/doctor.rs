//! `squall doctor`: one line for each thing that can be wrong, and the cure.

#[cfg(feature = "discord")]
mod discord;
mod people;
mod slack;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

use super::out;
use crate::chat::Place;
use crate::clock::{Clock, Time};
use crate::config::{Settings, team};
use crate::fault::{self, Fault};
use crate::home::Home;
use crate::post::plain_time;
use crate::statement::proof;
use crate::store::{Store, StoreError, errand, lease, ledger};
use crate::watch::{self, Query, WatchState};
use crate::{signal, watch::Watch};

/// A source that was silent for longer than this is worth a look.
const SILENT_HOURS: i64 = 24;

/// Check config, database, sources and channels; one line each, and the cure.
///
/// Example: squall doctor --config squall.toml
#[derive(Debug, Args)]
pub struct Doctor {
    /// Which squall.toml holds; the one of this folder when absent.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// What was found, one line each.
struct Report {
    wrong: usize,
    told: std::io::Result<()>,
}

impl Report {
    fn ok(&mut self, what: &str, found: impl std::fmt::Display) {
        self.tell(format_args!("ok       {what}: {found}"));
    }

    fn warning(&mut self, what: &str, found: impl std::fmt::Display) {
        self.tell(format_args!("warning  {what}: {found}"));
    }

    fn wrong(&mut self, what: &str, found: impl std::fmt::Display) {
        self.wrong += 1;
        self.tell(format_args!("wrong    {what}: {found}"));
    }

    fn tell(&mut self, line: std::fmt::Arguments<'_>) {
        if self.told.is_ok() {
            self.told = out::say(line);
        }
    }
}

impl Doctor {
    /// Checks everything that can be checked without anybody noticing.
    pub async fn run(self) -> Result<()> {
        let settings = Settings::load(self.config.as_deref())?;
        let home = settings.home()?;
        let now = Clock::Wall.now();
        let mut report = Report { wrong: 0, told: Ok(()) };
        report.ok("config", format!("speaks {} in {}, zone {}", home.locale, home.channel, home.zone));
        charge(&home, &mut report);
        let mut places = vec![home.channel.clone()];
        match settings.rules() {
            Ok(rules) if rules.policies.is_empty() => {
                report.ok("[[approval]]", "none; a second reader approves statements");
            }
            Ok(rules) => report.ok("[[approval]]", format!("{} in the config", rules.policies.len())),
            Err(error) => report.wrong("[[approval]]", error),
        }
        match settings.plan() {
            Ok(plan) => report.ok("[playbooks]", format!("{} kinds of crisis", plan.playbooks.all().count() - 1)),
            Err(error) => error.to_string().lines().for_each(|line| report.wrong("[playbooks]", line)),
        }
        match settings.retros() {
            Ok(plan) => report.ok("[retro]", format!("{} questions", plan.questions.len())),
            Err(error) => report.wrong("[retro]", error),
        }
        let configured = team::watches(&settings.watch, &home, now);
        match &configured {
            Ok(watches) => {
                report.ok("[[watch]]", format!("{} in the config", watches.len()));
                places.extend(watches.iter().filter_map(|watch| Place::parse(watch.channel.as_deref()?)));
            }
            Err(error) => report.wrong("[[watch]]", error),
        }
        match settings.source.endpoints() {
            Ok(endpoints) if endpoints.is_empty() => {
                report.warning("[[source.webhook]]", "none; mentions come by squall import alone");
            }
            Ok(endpoints) => {
                let paths: Vec<String> =
                    endpoints.iter().map(|endpoint| format!("/hooks/mentions/{}", endpoint.name)).collect();
                report.ok("[[source.webhook]]", paths.join(", "));
            }
            Err(error) => report.wrong("[[source.webhook]]", error),
        }
        match tokio::net::TcpListener::bind(settings.http.listen).await {
            Ok(_) => report.ok("[http]", format!("{} is free", settings.http.listen)),
            Err(error) => report.warning(
                "[http]",
                format!("{}: {error}; fine if that is squall itself, else set [http] listen", settings.http.listen),
            ),
        }
        match settings.slack.keys() {
            Ok(None) => {}
            Ok(Some(keys)) => slack::look(&keys, &places, &mut report).await?,
            Err(error) => report.wrong("[slack]", error),
        }
        match settings.discord.keys() {
            Ok(None) => {}
            #[cfg(feature = "discord")]
            Ok(Some(keys)) => discord::look(&keys, &places, &mut report).await?,
            #[cfg(not(feature = "discord"))]
            Ok(Some(_)) => {}
            Err(error) => report.wrong("[discord]", error),
        }
        people::look(&settings, &mut report).await?;
        match Store::existing(&settings.store.url).await {
            Ok(store) => {
                report.ok("[store]", format!("{}, the schema is up to date", store.engine()));
                store.close().await;
                // Whether it can be written is tried too, and undone.
                let store = Store::open(&settings.store.url).await?;
                look_inside(&store, configured.as_deref().unwrap_or_default(), now, &mut report).await?;
                store.close().await;
            }
            Err(StoreError::Nothing(_)) => report.ok("[store]", "nothing is there yet; squall run makes it"),
            Err(error) => report.wrong("[store]", error),
        }
        report.told?;
        match report.wrong {
            0 => Ok(()),
            wrong => bail!("{wrong} wrong; the cure is in the line"),
        }
    }
}

/// Who may change how Squall is set up.
fn charge(home: &Home, report: &mut Report) {
    let (people, roles) = (home.charge.people.len(), home.charge.roles.len());
    if home.everybody_in_charge() {
        report.ok("[people]", "in the sandbox everybody is in charge");
    } else if home.charge.is_named() {
        report.ok("[people]", format!("{people} people and {roles} roles or groups are in charge"));
    } else {
        let cure = "name who is in admins = [\"slack:U012\"]";
        report.warning(
            "[people]",
            format!("nobody is named, so the workspace's or server's admins are in charge; {cure}"),
        );
    }
}

async fn look_inside(store: &Store, configured: &[Watch], now: Time, report: &mut Report) -> Result<()> {
    let mut tx = store.write().await?;
    // Writing is tried, and undone.
    match lease::hold(&mut tx, "doctor", "doctor", now, now).await {
        Ok(_) => report.ok("writing", "works"),
        Err(error) => report.wrong("writing", error),
    }
    drop(tx);
    let mut tx = store.read().await?;
    faults(&fault::store::all(&mut tx).await?, report);
    watches(&watch::store::list(&mut tx).await?.good, configured, report);
    for (source, last) in signal::store::sources(&mut tx).await? {
        let silent = (now - crate::clock::from_micros(last)).num_hours();
        if silent >= SILENT_HOURS {
            report.warning("source", format!("{source} was last heard {silent} h ago; look whether it still sends"));
        } else {
            report.ok("source", format!("{source} was heard within the last day"));
        }
    }
    let (waiting, given_up) = errand::counts(&mut tx).await?;
    if given_up > 0 {
        report.warning("messages", format!("{given_up} could not be delivered; the log says why"));
    } else {
        report.ok("messages", format!("{waiting} wait"));
    }
    match ledger::check(&mut tx).await? {
        Ok(head) => report.ok("ledger", format!("{} rows, every hash holds", head.seq)),
        Err(broken) => report.wrong("ledger", format!("{broken}; restore a backup, and ask who changed it")),
    }
    for disagreement in proof::desk::disagreements(&mut tx).await?.1 {
        report.wrong("approvals", format!("{disagreement}; ask who changed it, and publish nothing of it"));
    }
    Ok(())
}

fn faults(faults: &[Fault], report: &mut Report) {
    if faults.is_empty() {
        report.ok("rows", "none is left out");
    }
    for Fault { work, of, cause, since, tries, again_at, .. } in faults {
        let when = format!("since {}, tried {tries} times, again at {}", plain_time(*since), plain_time(*again_at));
        report.wrong("rows", format!("{work} leaves out {} {} ({when}): {cause}", of.table, of.row));
    }
}

fn watches(watches: &[Watch], configured: &[Watch], report: &mut Report) {
    if watches.is_empty() && !configured.is_empty() {
        report.ok("watches", "none yet; squall run adds those of the config");
    } else if watches.is_empty() {
        report.warning("watches", "none; add one with /crisis watch add, or [[watch]] in squall.toml");
    }
    for watch in watches {
        let paused = if watch.state == WatchState::Paused { ", paused" } else { "" };
        match Query::parse(&watch.query) {
            Ok(_) => report.ok("watch", format!("{}{paused}", watch.name)),
            Err(error) => report.wrong("watch", format!("{}: {}", watch.name, error.render(&watch.query))),
        }
    }
}
