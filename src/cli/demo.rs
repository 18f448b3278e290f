//! `squall demo`: the whole product on a temporary database and the sandbox page, playing a scenario.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::scenario::{self, Scenario};
use super::stage::{Speed, Stage};
use crate::alert;
use crate::chat::sandbox::{Act, Body, Message};
use crate::clock::Clock;
use commands::Action;

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
            println!("{}", stage.serve(self.port).await?);
        }
        play(&mut stage, scenario, speed).await?;
        if self.headless {
            act_it_through(&mut stage).await?;
        } else {
            eprintln!("the trouble is yours now; Ctrl-C ends");
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

/// The team decides about the alert, opens the incident and looks around.
async fn act_it_through(stage: &mut Stage) -> Result<()> {
    let alerts = alert::store::ongoing(&mut stage.app.store.read().await?).await?;
    let alert = alerts.first().context("the scenario raised no alert; please report it")?;
    let open = Action::AlertOpen(alert.id.0).encode();
    let card = card_with(stage, &open)?;
    let say = |words: &str| Act::Say { channel: "crisis".into(), thread: None, words: words.into() };
    let acts = [
        ("maya", say("/crisis status")),
        ("maya", Act::React { message: card.clone(), emoji: "eyes".into(), added: true }),
        (
            "giulia",
            Act::Press { message: card.clone(), action: Action::AlertMentions { alert: alert.id.0, page: 0 }.encode() },
        ),
        ("giulia", Act::Press { message: card, action: open }),
        ("nikos", say("/crisis watch test nimbus AND (γυαλί OR glass)")),
        ("elitsa", say("/crisis digest nimbus 24h")),
        ("chiaying", say("/crisis 狀態")),
    ];
    for (person, act) in acts {
        let later = stage.app.clock.now() + chrono::Duration::seconds(20);
        stage.app.clock.advance_to(later);
        if let Err(refusal) = stage.sandbox.act(person, act) {
            bail!("{person} could not act: {refusal}");
        }
        stage.hear_people_now().await;
        stage.app.settle().await?;
    }
    Ok(())
}

/// The message that has a button.
fn card_with(stage: &Stage, action: &str) -> Result<String> {
    let has = |message: &&Message| match &message.body {
        Body::Card { post, .. } => post.buttons().any(|button| button.action == action),
        _ => false,
    };
    let messages = stage.sandbox.messages("crisis");
    let card = messages.iter().find(has).context("the alert has no card; please report it")?;
    Ok(card.id.clone())
}

/// Where transcripts go: a file, or standard output when there is nothing else to print.
pub(super) fn transcript_to(file: Option<&PathBuf>, print: bool) -> Result<Option<Box<dyn Write + Send>>> {
    match file {
        Some(path) => {
            let file = std::fs::File::create(path).with_context(|| format!("can't write {}", path.display()))?;
            Ok(Some(Box::new(std::io::BufWriter::new(file))))
        }
        None if print => Ok(Some(Box::new(std::io::stdout()))),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_quiet_week_raises_nothing_and_the_trouble_one_alert() {
        let end: crate::clock::Time = "2026-11-21T12:00:00Z".parse().unwrap();
        let scenario = scenario::glass(end);
        let trouble_from = end - scenario::trouble_lasts();
        let mut stage = Stage::set(scenario.start, None, Speed::Max).await.unwrap();
        play(&mut stage, scenario, Speed::Max).await.unwrap();
        let alerts = alert::store::ongoing(&mut stage.app.store.read().await.unwrap()).await.unwrap();
        assert_eq!(alert::store::count(&mut stage.app.store.read().await.unwrap()).await.unwrap(), 1);
        let minutes = (alerts[0].raised_at - trouble_from).num_minutes();
        assert!((1..=20).contains(&minutes), "raised after {minutes} minutes of trouble");
        assert_eq!(alerts[0].evidence.drivers.len(), 3);
    }
}
