//! `squall demo`: the whole product on a temporary database and the sandbox page, playing a scenario.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

use super::out;
use super::scenario::{self, Scenario};
use super::stage::{Speed, Stage};
use crate::clock::Clock;

/// A quiet week and then trouble about an invented brand, on the sandbox page.
///
/// Example: squall demo --port 8080
#[derive(Debug, Args)]
pub struct Demo {
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Scripted people act instead of you; the transcript goes to standard output, and it ends.
    #[arg(long)]
    headless: bool,
    /// How many times faster than life the trouble comes, or `max`. The quiet week always comes at once.
    #[arg(long, default_value = "40")]
    speed: Speed,
    #[arg(long, default_value = "glass", value_parser = scenario::NAMES)]
    scenario: String,
    /// Writes every effect on the chat into this file, a line of JSON each.
    #[arg(long)]
    transcript: Option<PathBuf>,
}

impl Demo {
    /// Plays, and then is the person's until Ctrl-C; headless, ends by itself.
    pub async fn run(self) -> Result<()> {
        let now = Clock::Wall.now();
        let speed = if self.headless { Speed::Max } else { self.speed };
        let plays = match speed {
            Speed::Max => chrono::Duration::zero(),
            Speed::Times(times) => chrono::Duration::from_std(scenario::trouble_lasts().to_std()?.div_f64(times))?,
        };
        let scenario = scenario::glass(now + plays);
        let transcript = super::transcript_to(self.transcript.as_ref(), self.headless)?;
        let mut stage = Stage::set(scenario.start, transcript, Speed::Max).await?;
        if !self.headless {
            out::say(stage.serve(self.port).await?).ok();
        }
        play(&mut stage, scenario, speed).await?;
        if self.headless {
            super::journey::act_it_through(&mut stage).await?;
        } else {
            out::note("the trouble is yours now; Ctrl-C ends");
            stage.hand_over().await?;
        }
        stage.finish()
    }
}

async fn play(stage: &mut Stage, scenario: Scenario, speed: Speed) -> Result<()> {
    stage.app.listen_for(&scenario.watches).await?;
    stage.play(scenario.quiet).await?;
    stage.speed = speed;
    stage.play(scenario.trouble).await?;
    stage.app.settle().await?;
    Ok(())
}

/// Where transcripts go: a file, or standard output when there is nothing else to print.
pub(super) fn transcript_to(file: Option<&PathBuf>, print: bool) -> Result<Option<Box<dyn Write + Send>>> {
    match file {
        Some(path) => {
            let file = std::fs::File::create(path).with_context(|| format!("can't write {}", path.display()))?;
            Ok(Some(Box::new(std::io::BufWriter::new(file))))
        }
        None if print => Ok(Some(Box::new(out::Out))),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alert;
    use crate::id::IncidentId;
    use crate::retro;

    #[tokio::test]
    async fn the_quiet_week_raises_nothing_and_the_trouble_one_alert() {
        let end: crate::clock::Time = "2026-11-21T12:00:00Z".parse().unwrap();
        let scenario = scenario::glass(end);
        let trouble_from = end - scenario::trouble_lasts();
        let mut stage = Stage::set(scenario.start, None, Speed::Max).await.unwrap();
        play(&mut stage, scenario, Speed::Max).await.unwrap();
        let alerts = alert::store::ongoing(&mut stage.app.store.read().await.unwrap()).await.unwrap().good;
        assert_eq!(alert::store::count(&mut stage.app.store.read().await.unwrap()).await.unwrap(), 1);
        let minutes = (alerts[0].raised_at - trouble_from).num_minutes();
        assert!((1..=20).contains(&minutes), "raised after {minutes} minutes of trouble");
        assert_eq!(alerts[0].evidence.drivers.len(), 3);
    }

    #[tokio::test]
    async fn the_team_gets_from_the_alert_to_the_report() {
        let scenario = scenario::glass("2026-11-21T12:00:00Z".parse().unwrap());
        let mut stage = Stage::set(scenario.start, None, Speed::Max).await.unwrap();
        play(&mut stage, scenario, Speed::Max).await.unwrap();
        super::super::journey::act_it_through(&mut stage).await.unwrap();
        let survey =
            retro::store::of_incident(&mut stage.app.store.read().await.unwrap(), IncidentId(1)).await.unwrap();
        let results = retro::results::results(&survey.unwrap());
        assert_eq!((results.exactly(), results.texts.len()), (Some(3), 3));
        let mut tx = stage.app.store.read().await.unwrap();
        let report = crate::report::store::latest(&mut tx, IncidentId(1)).await.unwrap().unwrap();
        assert!(report.is_final() && report.number == 3 && report.facts.survey.unwrap().answered == Some(3));
        assert!(report.summary.lessons.starts_with("Call the plant") && report.summary.what.is_empty());
    }
}
