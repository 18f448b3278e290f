//! The stage of replays and the demo: the whole product on a fresh SQLite file, the sandbox chat and a virtual clock.

use std::io::Write;
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::{Duration, DurationRound};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::transcript::Recorder;
use crate::app::App;
use crate::chat::{Chat, ChatEvent, Place};
use crate::clock::{Clock, Time, from_micros, micros};
use crate::home::Home;
use crate::http::Doors;
use crate::mention::RawMention;
use crate::platform::sandbox::{Access, Hint, Hints, Sandbox, SandboxConfig, router};
use crate::store::{Store, timer};
use crate::{alert, watch};

/// While something may happen by itself, the clock moves by this much at most.
const HOP: Duration = Duration::minutes(10);
/// Up to this many mentions are played second by second; more are played in about as many steps.
const STEPS: usize = 20_000;

/// How fast a stage plays.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    Max,
    /// Virtual seconds in a real one.
    Times(f64),
}

impl std::str::FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.parse::<f64>() {
            _ if text == "max" => Ok(Self::Max),
            Ok(times) if times.is_finite() && times > 0.0 => Ok(Self::Times(times)),
            _ => Err("say how many times faster than life, such as 60, or max".into()),
        }
    }
}

/// The product, its chat and its clock.
pub struct Stage {
    pub app: App,
    pub sandbox: Arc<Sandbox>,
    pub speed: Speed,
    recorder: Option<Arc<Recorder>>,
    events: mpsc::Receiver<ChatEvent>,
    /// Holds the database; it goes with the stage.
    _directory: TempDir,
}

impl Stage {
    /// Sets the stage at this moment. Effects are written to `transcript`.
    pub async fn set(at: Time, transcript: Option<Box<dyn Write + Send>>, speed: Speed) -> Result<Self> {
        let directory = tempfile::tempdir().context("can't make a temporary directory")?;
        let store = Store::scratch(&directory.path().join("squall.db")).await?;
        let clock = Clock::at(at);
        let sandbox = Sandbox::new(SandboxConfig { clock: clock.clone(), ..SandboxConfig::default() });
        let recorder =
            transcript.map(|out| Arc::new(Recorder::new(Arc::clone(&sandbox) as _, store.clone(), clock.clone(), out)));
        let chat: Arc<dyn Chat> = match &recorder {
            Some(recorder) => Arc::clone(recorder) as _,
            None => Arc::clone(&sandbox) as _,
        };
        let channel = Place { platform: chat.platform().into(), channel: "crisis".into(), thread: None };
        let home = Home::new(channel);
        let platforms = [(chat.platform(), chat)].into();
        let app = App::new(store, clock, home, platforms, "stage".into())?;
        let events = sandbox.listen();
        Ok(Self { app, sandbox, speed, recorder, events, _directory: directory })
    }

    /// Serves the sandbox page beside the play; answers its URL.
    pub async fn serve(&self, port: u16) -> Result<String> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .await
            .with_context(|| format!("port {port} is taken; pick another with --port"))?;
        let url = format!("http://{}/", listener.local_addr()?);
        self.sandbox.is_served_at(&url);
        let page = router(Arc::clone(&self.sandbox), Access::default(), hints());
        tokio::spawn(async move { crate::http::serve(listener, page, Doors::default()).await });
        Ok(url)
    }

    /// Plays mentions, which must be in order of time. Answers how many a watch listened for.
    pub async fn play(&mut self, mentions: Vec<RawMention>) -> Result<usize> {
        let grain = grain(&mentions);
        let step_of = |mention: &RawMention| mention.created_at.timestamp().div_euclid(grain);
        let mut matched = 0;
        let mut rest = mentions.into_iter().peekable();
        while let Some(first) = rest.next() {
            let step = step_of(&first);
            let mut together = vec![first];
            while let Some(next) = rest.next_if(|next| step_of(next) == step) {
                together.push(next);
            }
            let at = together.last().map_or_else(|| self.app.clock.now(), |last| last.created_at);
            self.advance_to(at).await?;
            let taken = self.app.hear(together).await?;
            matched += taken.new + taken.duplicates;
            self.app.deliver().await?;
        }
        Ok(matched)
    }

    /// Lets time pass: what is due on the way happens when it is due, and people are heard.
    pub async fn advance_to(&mut self, at: Time) -> Result<()> {
        // The clock counts microseconds; a moment between two of them would never come.
        let at = from_micros(micros(at));
        while self.app.clock.now() < at {
            let now = self.app.clock.now();
            let mut next = at;
            if self.is_awake().await? {
                next = now.duration_trunc(HOP).map_or(at, |whole| whole + HOP).min(at);
            }
            if let Speed::Times(times) = self.speed {
                let real = (next - now).to_std().unwrap_or_default().div_f64(times);
                self.hear_people(real).await?;
            }
            self.app.clock.advance_to(next);
            if next < at {
                self.app.settle().await?;
            }
        }
        Ok(())
    }

    /// Whether something may happen by itself.
    async fn is_awake(&self) -> Result<bool> {
        let mut tx = self.app.store.read().await?;
        Ok(!alert::store::ongoing(&mut tx).await?.good.is_empty()
            || timer::any_waits(&mut tx).await?
            || watch::store::list(&mut tx).await?.good.iter().any(|watch| watch.digest.is_some()))
    }

    /// Does what people ask for within this time of the real clock.
    pub async fn hear_people(&mut self, within: std::time::Duration) -> Result<()> {
        let end = tokio::time::Instant::now() + within;
        while let Ok(Some(event)) = tokio::time::timeout_at(end, self.events.recv()).await {
            self.receive(event).await;
        }
        Ok(())
    }

    /// Does what people did until now.
    pub async fn hear_people_now(&mut self) {
        while let Ok(event) = self.events.try_recv() {
            self.receive(event).await;
        }
    }

    async fn receive(&mut self, event: ChatEvent) {
        if let Err(error) = self.app.receive(event).await {
            tracing::error!(%error, "an event of the chat was not answered");
        }
    }

    /// From here on the stage's clock goes with the machine's, until Ctrl-C.
    pub async fn hand_over(&mut self) -> Result<()> {
        let mut tick = tokio::time::interval(std::time::Duration::from_millis(500));
        loop {
            tokio::select! {
                Some(event) = self.events.recv() => self.receive(event).await,
                _ = tick.tick() => {
                    self.app.clock.advance_to(Clock::Wall.now());
                    self.app.settle().await?;
                }
                stopped = tokio::signal::ctrl_c() => {
                    self.sandbox.close();
                    return Ok(stopped?);
                }
            }
        }
    }

    /// Ends the transcript.
    pub fn finish(&self) -> Result<()> {
        match &self.recorder {
            Some(recorder) => recorder.finish().context("can't write the transcript"),
            None => Ok(()),
        }
    }
}

/// The length of a step, in seconds.
fn grain(mentions: &[RawMention]) -> i64 {
    let (Some(first), Some(last)) = (mentions.first(), mentions.last()) else { return 1 };
    let steps = i64::try_from(STEPS).unwrap_or(i64::MAX);
    if mentions.len() <= STEPS { 1 } else { (last.created_at - first.created_at).num_seconds() / steps + 1 }
}

/// The commands, as the composer of the page offers them.
pub fn hints() -> Hints {
    Arc::new(|locale| {
        let rows = commands::help(locale).arguments;
        rows.into_iter().map(|(usage, summary)| Hint { usage, summary }).collect()
    })
}
