//! `squall playbook`: the checklists of a team, checked and copied.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use crate::config::plan::put_all;
use crate::playbook::{SHIPPED, Shelf};

/// Check the playbooks of a folder, or copy those that ship into one.
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
    Check { folder: PathBuf },
    /// Write the playbooks that ship into a folder, to be edited. Files that are there stay as they are.
    ///
    /// Example: squall playbook copy playbooks
    Copy { folder: PathBuf },
}

impl Playbook {
    pub fn run(self) -> Result<()> {
        match self.verb {
            Verb::Check { folder } => {
                let found = put_all(&mut Shelf::default(), &folder)?;
                println!("{found} playbooks are good");
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
                    println!("{}", path.display());
                }
                if there == SHIPPED.len() {
                    bail!("all playbooks are in {} already; nothing was written", folder.display());
                }
                eprintln!("name the folder in squall.toml: [playbooks] folder = {:?}", folder.display().to_string());
            }
        }
        Ok(())
    }
}
