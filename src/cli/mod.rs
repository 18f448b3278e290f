//! The verbs of the binary. Each is a file that does its work on readers and writers, so that tests need no process.

pub mod backtest;
pub mod replay;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};

use crate::signal::Sensitivity;

/// A chat-ops bot for social-media crises.
#[derive(Debug, Parser)]
#[command(name = "squall", version, about)]
pub struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
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
        /// How fast the virtual clock runs. Only `max` is there yet.
        #[arg(long, default_value = "max", value_parser = ["max"])]
        speed: String,
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
    },
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

impl Cli {
    /// Does what the arguments ask for.
    pub fn run(self) -> Result<()> {
        match self.verb {
            Verb::Replay { files, query, transcript, speed: _ } => replay_files(&files, &query, transcript),
            Verb::Backtest { series, out, sensitivity } => {
                let input = open(&series)?;
                let mut scored = Vec::new();
                backtest::run(input, &mut scored, sensitivity.into()).with_context(|| series.display().to_string())?;
                std::fs::write(&out, scored).with_context(|| format!("can't write {}", out.display()))
            }
            Verb::Manifest { platform, json } => {
                let text = match (platform, json) {
                    (ManifestOf::Slack, false) => commands::slack_manifest_yaml(),
                    (ManifestOf::Slack, true) => commands::slack_manifest_json(),
                    (ManifestOf::Discord, _) => format!("{:#}\n", commands::discord_registration()),
                };
                Ok(std::io::stdout().write_all(text.as_bytes())?)
            }
        }
    }
}

fn replay_files(files: &[PathBuf], query: &str, transcript: Option<PathBuf>) -> Result<()> {
    let mut mentions = Vec::new();
    for file in files {
        let recording = crate::sources::recording::read(&mut open(file)?)?;
        for rejected in &recording.rejected {
            eprintln!("{}:{}: {}", file.display(), rejected.line, rejected.reason);
        }
        mentions.extend(recording.mentions);
    }
    mentions.sort_by_key(|mention| mention.created_at);
    let mut transcript_to: Box<dyn Write> = match &transcript {
        Some(path) => {
            let file = File::create(path).with_context(|| format!("can't write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(std::io::stdout().lock()),
    };
    let summary = replay::run(&mentions, query, &mut transcript_to)?;
    transcript_to.flush()?;
    eprintln!("{} mentions, {} matched, {} alerts", mentions.len(), summary.matched, summary.alerts);
    Ok(())
}

fn open(path: &PathBuf) -> Result<BufReader<File>> {
    File::open(path).map(BufReader::new).with_context(|| format!("can't read {}", path.display()))
}
