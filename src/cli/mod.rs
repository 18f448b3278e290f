//! The verbs of the binary. Each is a file that does its work on readers and writers, so that tests need no process.

pub mod audit;
pub mod backtest;
mod demo;
#[cfg(feature = "discord")]
mod discord;
mod doctor;
pub mod export;
pub mod import;
mod plan;
mod playbook;
mod journey;
mod out;
pub mod replay;
mod run;
mod scenario;
pub mod score;
mod slack;
mod stage;
pub mod train;
mod transcript;
mod watch;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand, ValueEnum};

use crate::config::plan::PlanError;
use crate::config::{ConfigError, Settings};
use crate::reading::Reader;
use crate::signal::Sensitivity;
use crate::store::ledger::Broken;
use crate::store::{Store, StoreError};

use demo::transcript_to;
pub use import::WrongArgument;
pub use replay::WrongQuery;
pub use stage::Speed;

/// A chat-ops bot for social-media crises.
#[derive(Debug, Parser)]
#[command(name = "squall", version, about)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Demo(demo::Demo),
    Run(run::Run),
    Doctor(doctor::Doctor),
    /// Take in mentions from JSON lines or CSV, vendor exports among them.
    ///
    /// Example: squall import export.csv --dry-run
    Import(import::Import),
    /// Play recorded mentions on a virtual clock and print what the bot would raise.
    ///
    /// Example: squall replay october.jsonl --query '$ACME' --transcript out.jsonl
    Replay {
        /// Recordings: JSONL with id, created_at, text, lang, author, followers, retweet_of.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// What to listen for, in the query language of watches.
        #[arg(long)]
        query: String,
        /// Where the transcript goes; standard output when absent.
        #[arg(long)]
        transcript: Option<PathBuf>,
        /// How many times faster than life, or `max`.
        #[arg(long, default_value = "max")]
        speed: Speed,
        /// Shows it on the sandbox page, and stays until Ctrl-C.
        #[arg(long)]
        sandbox: bool,
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Read texts: language, sentiment, and the words that decided.
    ///
    /// Example: echo '{"id": 1, "text": "Never again!"}' | squall score
    Score {
        /// JSONL with id, text and, where known, lang; standard input when absent.
        file: Option<PathBuf>,
        /// A model that `squall train` wrote, instead of the one that ships.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Train a reading model from labelled texts, `<lang>.train.jsonl` and `<lang>.dev.jsonl`.
    ///
    /// Example: squall train --data labelled --out model.bin
    Train {
        /// The directory of the files: JSONL with lang, source, label and text.
        #[arg(long)]
        data: PathBuf,
        /// Gets the model, for `score --model`.
        #[arg(long)]
        out: PathBuf,
        /// The project's own texts: `rows/*.jsonl` and `tongues/<lang>.txt`.
        #[arg(long)]
        own: Option<PathBuf>,
        /// Gets what tells languages apart, learned with `--own`.
        #[arg(long, requires = "own")]
        tongues: Option<PathBuf>,
        /// Train on these sources alone.
        #[arg(long, value_delimiter = ',')]
        sources: Vec<String>,
    },
    /// Run the volume detector over a series, strictly online.
    ///
    /// Example: squall backtest --series volume.csv --out scored.csv
    Backtest {
        /// CSV with `timestamp,value`.
        #[arg(long)]
        series: PathBuf,
        /// Gets `timestamp,value,anomaly_score`; 1.0 and more is where an alert would start.
        #[arg(long)]
        out: PathBuf,
        #[arg(long, value_enum, default_value = "balanced")]
        sensitivity: SensitivityName,
    },
    /// Print the Slack app manifest or the Discord command registration.
    ///
    /// Example: squall manifest slack > manifest.yaml
    Manifest {
        platform: ManifestOf,
        /// JSON instead of YAML.
        #[arg(long)]
        json: bool,
        /// The link that invites the Discord application of this id, with the least permissions.
        #[arg(long, value_name = "APPLICATION_ID")]
        invite: Option<u64>,
        /// With what `private_threads = true` needs.
        #[arg(long, requires = "invite")]
        private_threads: bool,
    },
    /// Bring the database's schema up to date.
    ///
    /// Example: squall migrate --config squall.toml
    Migrate {
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
    Plan(plan::Plan),
    Playbook(playbook::Playbook),
    Audit(audit::Audit),
    Export(export::Export),
    Watch(watch::Watch),
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ManifestOf {
    Slack,
    Discord,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SensitivityName {
    Fewer,
    Balanced,
    More,
}

impl From<SensitivityName> for Sensitivity {
    fn from(name: SensitivityName) -> Self {
        match name {
            SensitivityName::Fewer => Self::Fewer,
            SensitivityName::Balanced => Self::Balanced,
            SensitivityName::More => Self::More,
        }
    }
}

/// Says why it failed, and how the process ends. That nobody reads the output any more is no failure.
pub fn failed(error: &anyhow::Error) -> ExitCode {
    if out::nobody_reads() {
        return ExitCode::SUCCESS;
    }
    out::note(format_args!("squall: {error:#}"));
    ExitCode::from(exit_status(error))
}

/// The exit status that an error asks for: 2 when arguments or config are wrong, 1 when the work failed.
pub fn exit_status(error: &anyhow::Error) -> u8 {
    let wrong_url = matches!(error.downcast_ref(), Some(StoreError::Url(_) | StoreError::Nothing(_)));
    let nothing_written = matches!(error.downcast_ref(), Some(Broken::Empty));
    let wrong = wrong_url
        || nothing_written
        || error.is::<ConfigError>()
        || error.is::<PlanError>()
        || error.is::<WrongQuery>()
        || error.is::<WrongArgument>();
    if wrong { 2 } else { 1 }
}

impl Cli {
    /// Does what the arguments ask for.
    pub fn run(self) -> Result<()> {
        match self.verb {
            Verb::Demo(demo) => run_async(demo.run()),
            Verb::Replay { files, query, transcript, speed, sandbox, port } => {
                let transcript = transcript_to(transcript.as_ref(), true)?;
                let sandbox = sandbox.then_some(port);
                run_async(replay_files(&files, replay::Options { query, speed, transcript, sandbox }))
            }
            Verb::Import(import) => run_async(import.run()),
            Verb::Score { file, model } => score_texts(file.as_ref(), model.as_ref()),
            Verb::Train { data, out, own, tongues, sources } => {
                let trained = train::run(&data, own.as_deref(), &sources)?;
                out::say(trained.table)?;
                if let (Some(file), Some(learned)) = (tongues, trained.tongues) {
                    std::fs::write(&file, learned.to_bytes())
                        .with_context(|| format!("can't write {}", file.display()))?;
                }
                std::fs::write(&out, trained.model.to_bytes()).with_context(|| format!("can't write {}", out.display()))
            }
            Verb::Backtest { series, out, sensitivity } => {
                let input = open(&series)?;
                let mut scored = Vec::new();
                backtest::run(input, &mut scored, sensitivity.into()).with_context(|| series.display().to_string())?;
                std::fs::write(&out, scored).with_context(|| format!("can't write {}", out.display()))
            }
            Verb::Manifest { platform, json, invite, private_threads } => {
                let text = match (platform, json) {
                    (ManifestOf::Discord, _) if invite.is_some() => {
                        format!(
                            "{}\n",
                            commands::discord_invite(&invite.unwrap_or_default().to_string(), private_threads)
                        )
                    }
                    (ManifestOf::Slack, _) if invite.is_some() => {
                        anyhow::bail!("--invite is for Discord: squall manifest discord --invite APPLICATION_ID")
                    }
                    (ManifestOf::Slack, false) => commands::slack_manifest_yaml(),
                    (ManifestOf::Slack, true) => commands::slack_manifest_json(),
                    (ManifestOf::Discord, _) => format!("{:#}\n", commands::discord_registration()),
                };
                Ok(out::Out.write_all(text.as_bytes())?)
            }
            Verb::Migrate { config } => run_async(migrate(Settings::load(config.as_deref())?)),
            Verb::Plan(plan) => run_async(plan.run()),
            Verb::Playbook(playbook) => run_async(playbook.run()),
            Verb::Audit(audit) => run_async(audit.run()),
            Verb::Export(export) => run_async(export.run()),
            Verb::Watch(watch) => run_async(watch.run()),
            Verb::Run(run) => run_async(run.run()),
            Verb::Doctor(doctor) => run_async(doctor.run()),
        }
    }
}

fn run_async(work: impl Future<Output = Result<()>>) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}

async fn migrate(settings: Settings) -> Result<()> {
    let store = Store::open(&settings.store.url).await?;
    let engine = store.engine();
    store.close().await;
    Ok(out::say(format_args!("the {engine} schema is up to date"))?)
}

async fn replay_files(files: &[PathBuf], options: replay::Options) -> Result<()> {
    let mut mentions = Vec::new();
    for file in files {
        let recording = crate::sources::recording::read(&mut open(file)?)?;
        for rejected in &recording.rejected {
            out::note(format_args!("{}:{}: {}", file.display(), rejected.line, rejected.reason));
        }
        mentions.extend(recording.mentions);
    }
    mentions.sort_by_key(|mention| mention.created_at);
    let played = mentions.len();
    let summary = replay::run(mentions, options).await?;
    out::note(format_args!("{played} mentions, {} matched, {} alerts", summary.matched, summary.alerts));
    Ok(())
}

fn score_texts(file: Option<&PathBuf>, model: Option<&PathBuf>) -> Result<()> {
    let reader = match model {
        Some(path) => {
            let bytes = std::fs::read(path).with_context(|| format!("can't read {}", path.display()))?;
            Reader::with_model(&bytes).map_err(anyhow::Error::msg).with_context(|| path.display().to_string())?
        }
        None => Reader::shipped().map_err(anyhow::Error::msg)?,
    };
    let input: Box<dyn BufRead + Send> = match file {
        Some(path) => Box::new(open(path)?),
        None => Box::new(BufReader::new(std::io::stdin())),
    };
    let mut out = BufWriter::new(out::Out);
    let scored = score::run(&reader, input, &mut out, &mut out::Notes)?;
    if scored.bad > 0 {
        bail!("{} of {} lines could not be read; the others were answered", scored.bad, scored.bad + scored.answered);
    }
    Ok(())
}

fn open(path: &PathBuf) -> Result<BufReader<File>> {
    File::open(path).map(BufReader::new).with_context(|| format!("can't read {}", path.display()))
}
