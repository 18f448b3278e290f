//! `squall import`: files of mentions, through the intake, into the store.

mod preview;
mod rejects;

use std::path::{Path, PathBuf};
use std::pin::{Pin, pin};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::{mpsc, oneshot};

use super::out;
use crate::clock::Clock;
use crate::config::Settings;
use crate::id::WatchId;
use crate::listen::{self, Ears, Scribe};
use crate::mention::RawMention;
use crate::reading::Reader;
use crate::sources::file::{FileError, Mentions, Options, Survey};
use crate::sources::{DayOrder, Delivery, FieldMap, Rejected, Taken};
use crate::store::{Store, StoreError};
use crate::watch;
use rejects::Rejects;

/// Mentions that are committed together.
const BATCH: usize = 1_000;
/// Batches that were read and wait for the database.
const READ_AHEAD: usize = 2;
/// Likeness from which a name may have been meant.
const ALIKE: f64 = 0.6;

/// What the person asked for.
#[derive(Debug, Args)]
pub struct Import {
    /// JSON lines or CSV, as exported: encoding, delimiter, header and the order of dates are found.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Every mention belongs to this watch, whatever its query says.
    #[arg(long)]
    watch: Option<String>,
    /// TOML that names columns: text = "Post body".
    #[arg(long)]
    map: Option<PathBuf>,
    /// Of dates without a zone, such as Europe/Rome.
    #[arg(long, default_value = "UTC", value_parser = zone)]
    zone: Tz,
    /// Of dates like 03/04/2026, where the file does not settle it.
    #[arg(long, value_enum)]
    dates: Option<DatesName>,
    /// Show how the files would be read, and touch nothing.
    #[arg(long)]
    dry_run: bool,
    /// Which squall.toml names the database.
    #[arg(long)]
    config: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DatesName {
    DayFirst,
    MonthFirst,
}

/// An argument is wrong; says what would be right.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WrongArgument(pub(super) String);

fn zone(name: &str) -> Result<Tz, String> {
    let known = || chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    name.parse().map_err(|_| format!("it is no time zone{}", meant(name, known())))
}

/// `; did you mean ...?` where something is like what was typed.
fn meant<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let typed = typed.to_lowercase();
    let like = |name: &str| strsim::normalized_damerau_levenshtein(&typed, &name.to_lowercase());
    let best =
        known.map(|name| (like(name), name)).filter(|(like, _)| *like >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| format!("; did you mean `{name}`?")).unwrap_or_default()
}

impl Import {
    /// Imports, or shows what an import would do.
    pub async fn run(self) -> Result<()> {
        let settings = Settings::load(self.config.as_deref())?;
        let options = self.options()?;
        let (mut surveys, mut failed) = (Vec::new(), 0);
        for file in &self.files {
            match survey(file, &options) {
                Ok(survey) => surveys.push((file.as_path(), survey)),
                Err(error) if self.files.len() == 1 || error.is::<WrongArgument>() => return Err(error),
                Err(error) => {
                    out::note(format_args!("squall: {error:#}"));
                    failed += 1;
                }
            }
        }
        if self.dry_run {
            for (file, survey) in &surveys {
                preview::write(&file.display().to_string(), survey, &mut out::Out)?;
            }
        } else if !surveys.is_empty() {
            let store = Store::open(&settings.store.url).await?;
            let done = import(&store, self.watch.as_deref(), &surveys).await;
            store.close().await;
            done?;
        }
        if failed > 0 {
            bail!("{failed} of {} files can't be read; the others were", self.files.len());
        }
        Ok(())
    }

    fn options(&self) -> Result<Options> {
        let map = match &self.map {
            None => FieldMap::default(),
            Some(path) => {
                let wrong = |why: String| WrongArgument(format!("the map {} {why}", path.display()));
                let text = std::fs::read_to_string(path).map_err(|error| wrong(format!("can't be read: {error}")))?;
                FieldMap::parse(&text).map_err(|error| wrong(format!("is wrong: {error}")))?
            }
        };
        let order = self.dates.map(|name| match name {
            DatesName::DayFirst => DayOrder::DayFirst,
            DatesName::MonthFirst => DayOrder::MonthFirst,
        });
        Ok(Options { map, zone: self.zone, order })
    }
}

fn survey(file: &Path, options: &Options) -> Result<Survey> {
    let bar = ProgressBar::new_spinner().with_message(format!("looking through {}", file.display()));
    bar.enable_steady_tick(std::time::Duration::from_millis(100));
    let survey = Survey::of(file, options);
    bar.finish_and_clear();
    survey.map_err(|error| match error {
        FileError::WrongColumn { .. } => WrongArgument(format!("{}: {error}", file.display())).into(),
        error => anyhow::Error::new(error).context(file.display().to_string()),
    })
}

/// What the whole import came to.
#[derive(Debug, Default)]
struct Sum {
    taken: Taken,
    rejected: u64,
}

impl Sum {
    fn line(&self) -> String {
        let Taken { new, duplicates, unmatched, .. } = self.taken;
        format!("{new} taken, {duplicates} known before, {unmatched} unmatched, {} rejected", self.rejected)
    }
}

async fn import(store: &Store, watch: Option<&str>, surveys: &[(&Path, Survey)]) -> Result<()> {
    let watch = match watch {
        Some(name) => Some(find_watch(store, name).await?),
        None => None,
    };
    let reader = Reader::shipped().map_err(anyhow::Error::msg)?;
    let ears = Ears::new(Arc::new(reader))?;
    let mut intake = Intake { ears, scribe: Scribe::new(store.clone(), Clock::Wall), store, watch };
    let mut stop = pin!(async { _ = tokio::signal::ctrl_c().await });
    let (mut sum, mut unwritten) = (Sum::default(), None);
    for (file, survey) in surveys {
        let mut rejects = Rejects::of(file);
        let fed = intake.feed(survey, &mut rejects, &mut sum.taken, stop.as_mut()).await;
        sum.rejected += rejects.count;
        if let Err(error) = fed {
            out::say(sum.line()).ok();
            return Err(error.context("stopped; what was taken stays, import the same again for the rest"));
        }
        let count = rejects.count;
        match rejects.finish() {
            Ok(Some(path)) => {
                let path = path.display();
                out::note(format_args!("{count} rejected, each with its line and reason, in {path}"));
            }
            Ok(None) => {}
            Err((path, error)) => unwritten = unwritten.or(Some((path, error))),
        }
    }
    out::say(sum.line())?;
    if sum.taken.unmatched > sum.taken.new + sum.taken.duplicates {
        out::note(format_args!("most are in no watch and were not stored: {}", cure(store).await?));
    }
    match unwritten {
        Some((path, error)) => Err(error).with_context(|| format!("can't write {}", path.display())),
        None => Ok(()),
    }
}

async fn watches(store: &Store) -> Result<Vec<String>, StoreError> {
    let watches = watch::store::list(&mut store.read().await?).await?.good;
    Ok(watches.into_iter().map(|watch| watch.name).collect())
}

async fn find_watch(store: &Store, name: &str) -> Result<WatchId> {
    if let Some(watch) = watch::store::by_name(&mut store.read().await?, name).await? {
        return Ok(watch.id);
    }
    let watches = watches(store).await?;
    let meant = meant(name, watches.iter().map(String::as_str));
    let there = match watches.as_slice() {
        [] => "; there is none yet, add one in the chat with /crisis watch add".to_owned(),
        some if meant.is_empty() => format!("; there are: {}", some.join(", ")),
        _ => meant,
    };
    Err(WrongArgument(format!("there is no watch `{name}`{there}")).into())
}

async fn cure(store: &Store) -> Result<String, StoreError> {
    Ok(match watches(store).await?.as_slice() {
        [] => "add a watch in the chat with /crisis watch add, and import again".into(),
        some => format!("add a watch that hears them, or import with --watch NAME (there are: {})", some.join(", ")),
    })
}

/// What was read of a file since the last part.
#[derive(Default)]
struct Part {
    mentions: Vec<RawMention>,
    rejected: Vec<Rejected>,
    /// Bytes of the file, all parts together.
    read: u64,
}

struct Intake<'a> {
    ears: Ears,
    scribe: Scribe,
    store: &'a Store,
    watch: Option<WatchId>,
}

impl Intake<'_> {
    /// Imports a file part by part; each is committed or not at all.
    async fn feed(
        &mut self,
        survey: &Survey,
        rejects: &mut Rejects,
        taken: &mut Taken,
        mut stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<()> {
        let bar = progress(survey.size);
        let (to_intake, mut parts) = mpsc::channel(READ_AHEAD);
        let mentions = survey.mentions()?;
        let reading = tokio::task::spawn_blocking(move || read(mentions, &to_intake));
        loop {
            let next = tokio::select! {
                biased;
                () = stop.as_mut() => bail!("interrupted"),
                next = parts.recv() => next,
            };
            let Some(part) = next else { break };
            part.rejected.iter().for_each(|rejected| rejects.add(rejected));
            // `take` answers itself what it tells the sender of a delivery.
            let (answer, _) = oneshot::channel();
            let delivery =
                Delivery { key: None, mentions: part.mentions, removals: Vec::new(), watch: self.watch, answer };
            *taken += listen::take(&mut self.ears, &mut self.scribe, self.store, vec![delivery]).await?;
            bar.set_position(part.read);
        }
        bar.finish_and_clear();
        reading.await?.context("the file can't be read further")
    }
}

fn read(mut mentions: Mentions, to_intake: &mpsc::Sender<Part>) -> std::io::Result<()> {
    let mut part = Part::default();
    while let Some(next) = mentions.next() {
        match next? {
            Ok(mention) => part.mentions.push(mention),
            Err(rejected) => part.rejected.push(rejected),
        }
        if part.mentions.len() == BATCH || part.rejected.len() == BATCH {
            part.read = mentions.read();
            // Nobody listens any more after an interruption.
            if to_intake.blocking_send(std::mem::take(&mut part)).is_err() {
                return Ok(());
            }
        }
    }
    part.read = mentions.read();
    let _ = to_intake.blocking_send(part);
    Ok(())
}

/// On standard error, on a terminal alone.
fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {percent}% of {total_bytes}, {eta} left");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
