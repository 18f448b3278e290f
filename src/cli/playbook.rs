//! `squall playbook`: the checklists of a team, checked and copied.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::out;
use crate::config::Settings;
use crate::config::plan::put_all;
use crate::playbook::{SHIPPED, Shelf, store, write};
use crate::store::{Store, StoreError};

/// Check the playbooks of a folder, copy those that ship into one, or write those that hold now.
///
/// Example: squall playbook copy playbooks
#[derive(Debug, Args)]
pub struct Playbook {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say what is wrong in the playbooks of a folder: file, line and cure.
    ///
    /// Example: squall playbook check playbooks
    Check {
        /// The folder of the playbooks, a file for each.
        folder: PathBuf,
    },
    /// Write the playbooks that ship into a folder, to be edited. Files that are there stay as they are.
    ///
    /// Example: squall playbook copy playbooks
    Copy {
        /// The folder of the playbooks, a file for each.
        folder: PathBuf,
    },
    /// Print a playbook as it holds now: of the folder, shipped, or approved after an incident, whichever is the latest.
    ///
    /// Example: squall playbook show complaint --config squall.toml
    Show {
        /// `every`, or a kind of crisis.
        name: String,
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    /// Write all playbooks as they hold now into a folder. Files that are there are written anew, without their comments.
    ///
    /// Example: squall playbook export playbooks --config squall.toml
    Export {
        /// The folder of the playbooks, a file for each.
        folder: PathBuf,
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

impl Playbook {
    pub async fn run(self) -> Result<()> {
        match self.verb {
            Verb::Check { folder } => {
                let found = put_all(&mut Shelf::default(), &folder)?;
                out::say(format_args!("{found} playbooks are good"))?;
            }
            Verb::Copy { folder } => {
                std::fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
                let mut there = 0;
                for (name, text) in SHIPPED {
                    let path = folder.join(format!("{name}.toml"));
                    if path.exists() {
                        there += 1;
                        continue;
                    }
                    std::fs::write(&path, text).with_context(|| format!("can't write {}", path.display()))?;
                    out::say(path.display()).ok();
                }
                if there == SHIPPED.len() {
                    bail!("all playbooks are in {} already; nothing was written", folder.display());
                }
                let folder = folder.display().to_string();
                out::note(format_args!("name the folder in squall.toml: [playbooks] folder = {folder:?}"));
            }
            Verb::Show { name, config } => {
                let shelf = current(config.as_deref()).await?;
                let Some(playbook) = shelf.all().find(|playbook| playbook.name == name) else {
                    let names: Vec<&str> = shelf.all().map(|playbook| playbook.name.as_str()).collect();
                    bail!("no playbook is called {name:?}; there are {}", names.join(", "));
                };
                out::Out.write_all(write::toml(playbook).as_bytes())?;
            }
            Verb::Export { folder, config } => {
                let settings = Settings::load(config.as_deref())?;
                // What holds now is in the database: without one there is nothing to write.
                let store = Store::existing(&settings.store.url).await?;
                let shelf = changed(store, &settings.plan()?.playbooks).await?;
                std::fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
                for playbook in shelf.all() {
                    let path = folder.join(format!("{}.toml", playbook.name));
                    let text = write::toml(playbook);
                    std::fs::write(&path, text).with_context(|| format!("can't write {}", path.display()))?;
                    // Who reads only the beginning stops nothing.
                    out::say(format_args!("{}: version {}", path.display(), playbook.version)).ok();
                }
            }
        }
        Ok(())
    }
}

/// The playbooks as they hold now. Before there is a database, those of the folder or that ship hold.
async fn current(config: Option<&Path>) -> Result<Shelf> {
    let settings = Settings::load(config)?;
    let shelf = settings.plan()?.playbooks;
    match Store::existing(&settings.store.url).await {
        Err(StoreError::Nothing(_)) => Ok(shelf),
        store => changed(store?, &shelf).await,
    }
}

/// With what was approved after incidents.
async fn changed(store: Store, shelf: &Shelf) -> Result<Shelf> {
    let current = store::current(&mut store.read().await?, shelf).await?.into_owned();
    store.close().await;
    Ok(current)
}
