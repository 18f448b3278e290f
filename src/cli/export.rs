//! `squall export incident`: the whole record of an incident as a file, as it stands or as a version of its report had it.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};

use super::out::{Out, note};
use crate::clock::Clock;
use crate::config::Settings;
use crate::id::IncidentId;
use crate::report::{Report, desk, machine, voice};
use crate::store::{Store, Tx};
use crate::words::Locale;

/// Write the whole record of an incident: clocks, reactions, statements, decisions, survey, timeline, evidence.
///
/// Example: squall export incident INC-12 --version 2 --format html --out inc-12.html
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The record of one incident; to standard output unless a file is named.
    Incident {
        /// `INC-12`, or `12`.
        #[arg(value_parser = number)]
        id: i64,
        #[arg(long, value_enum, default_value = "md")]
        format: FormatName,
        /// `en`, `it`, `bg`, `el` or `zh-Hant`; that of `[language]` when absent.
        #[arg(long, value_parser = language)]
        language: Option<Locale>,
        /// The report as this version of it had it; without it, the record as it stands now.
        #[arg(long)]
        version: Option<u32>,
        /// Gets the record, whole or not at all.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Which squall.toml holds; the one of this folder when absent.
        #[arg(long)]
        config: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FormatName {
    Md,
    Html,
    Json,
    Csv,
}

impl From<FormatName> for commands::Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Md => Self::Markdown,
            FormatName::Html => Self::Html,
            FormatName::Json => Self::Json,
            FormatName::Csv => Self::Csv,
        }
    }
}

fn number(typed: &str) -> Result<i64, String> {
    let digits = typed.trim_start_matches("INC-").trim_start_matches("inc-");
    digits.parse().ok().filter(|id| *id > 0).ok_or_else(|| "write the number of an incident, such as INC-12".to_owned())
}

pub(super) fn language(typed: &str) -> Result<Locale, String> {
    Locale::nearest(typed).ok_or_else(|| "use en, it, bg, el or zh-Hant".to_owned())
}

impl Export {
    pub async fn run(self) -> Result<()> {
        let What::Incident { id, format, language, version, out, config } = self.what;
        let settings = Settings::load(config.as_deref())?;
        let home = settings.home()?;
        let locale = language.unwrap_or(home.locale);
        let store = Store::existing(&settings.store.url).await?;
        let report = read(&mut store.read().await?, IncidentId(id), version).await;
        store.close().await;
        let text = written(&report?, format.into(), locale, home.zone)?;
        match out {
            Some(path) => std::fs::write(&path, text).with_context(|| format!("can't write {}", path.display())),
            None => Ok(Out.write_all(text.as_bytes())?),
        }
    }
}

/// A version, or the record as it stands now.
async fn read(tx: &mut Tx, id: IncidentId, version: Option<u32>) -> Result<Report> {
    let Some(number) = version else {
        let Some(report) = desk::live(tx, id, Clock::Wall.now()).await? else {
            bail!("there is no incident {id}; /crisis status shows those that are open");
        };
        return Ok(report);
    };
    let Some(report) = desk::kept(tx, id, number).await? else {
        bail!("there is no version {number} of the report of {id}; /crisis retro report {id} shows the latest");
    };
    if report.stamp.as_ref().is_some_and(|stamp| !stamp.holds) {
        note(format_args!(
            "squall: version {number} of the report of {id} is not what was written: its row was changed"
        ));
    }
    Ok(report)
}

/// The record in a format.
pub fn written(report: &Report, format: commands::Format, locale: Locale, zone: chrono_tz::Tz) -> Result<String> {
    Ok(match format {
        commands::Format::Markdown => voice::paper(locale, zone, report).markdown(zone),
        commands::Format::Html => voice::paper(locale, zone, report).html(locale, zone),
        commands::Format::Json => format!("{:#}\n", machine::json(report, locale)?),
        commands::Format::Csv => machine::csv(&report.facts, locale),
    })
}
