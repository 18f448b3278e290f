//! `squall export incident`: the whole record of an incident as a file.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};

use crate::clock::Clock;
use crate::config::Settings;
use crate::id::IncidentId;
use crate::incident::export::{self, Dossier};
use crate::post::Block;
use crate::store::{Store, Tx};
use crate::words::Locale;
use crate::{retro, statement};

/// Write the whole record of an incident: timeline, evidence, situation, statements.
///
/// Example: squall export incident INC-12 --format html --out inc-12.html
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
        /// Gets the record, whole or not at all.
        #[arg(long)]
        out: Option<PathBuf>,
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

fn language(typed: &str) -> Result<Locale, String> {
    Locale::nearest(typed).ok_or_else(|| "use en, it, bg, el or zh-Hant".to_owned())
}

impl Export {
    pub async fn run(self) -> Result<()> {
        let What::Incident { id, format, language, out, config } = self.what;
        let settings = Settings::load(config.as_deref())?;
        let home = settings.home()?;
        let locale = language.unwrap_or(home.locale);
        let store = Store::open(&settings.store.url).await?;
        let mut tx = store.read().await?;
        let id = IncidentId(id);
        let Some(dossier) = export::desk::gather(&mut tx, id, Clock::Wall.now()).await? else {
            bail!("there is no incident {id}; /crisis status shows those that are open");
        };
        let mut more = statements(&mut tx, id, locale).await?;
        more.extend(retrospective(&mut tx, id, locale).await?);
        drop(tx);
        store.close().await;
        let text = written(&dossier, format.into(), locale, home.zone, more)?;
        match out {
            Some(path) => std::fs::write(&path, text).with_context(|| format!("can't write {}", path.display())),
            None => Ok(std::io::stdout().write_all(text.as_bytes())?),
        }
    }
}

/// The record in a format.
pub fn written(
    dossier: &Dossier,
    format: commands::Format,
    locale: Locale,
    zone: chrono_tz::Tz,
    more: Vec<Block>,
) -> Result<String> {
    let record = |more| export::voice::record(locale, zone, dossier, more);
    Ok(match format {
        commands::Format::Markdown => record(more).markdown(zone),
        commands::Format::Html => record(more).html(locale, zone)?,
        commands::Format::Json => format!("{:#}\n", export::json(dossier, locale)),
        commands::Format::Csv => export::csv(dossier, locale),
    })
}

/// What the team said in public about it, or meant to.
async fn statements(tx: &mut Tx, id: IncidentId, locale: Locale) -> Result<Vec<Block>> {
    let stored = statement::store::all(tx).await?.into_iter().map(|stored| stored.statement);
    let ours: Vec<statement::Statement> = stored.filter(|statement| statement.incident == Some(id)).collect();
    if ours.is_empty() {
        return Ok(Vec::new());
    }
    let mut blocks = statement::voice::list(locale, &ours, &[]).blocks;
    let variants = ours.iter().flat_map(|statement| statement.texts.all());
    blocks.extend(variants.map(|variant| Block::Code(variant.words.text().to_owned())));
    Ok(blocks)
}

/// What those who had a part in it said afterwards.
async fn retrospective(tx: &mut Tx, id: IncidentId, locale: Locale) -> Result<Vec<Block>> {
    let survey = retro::store::of_incident(tx, id).await?;
    Ok(survey.map_or_else(Vec::new, |survey| {
        retro::voice::results(locale, &survey, &retro::results::results(&survey)).blocks
    }))
}
