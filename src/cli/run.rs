//! `squall run`: the bot, on the platforms and sources that the config names.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use commands::EmojiAction;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tracing_subscriber::EnvFilter;

#[cfg(feature = "discord")]
use super::discord;
use super::stage::hints;
use super::{out, slack};
use crate::app::{self, App, INLET};
use crate::chat::{Chat, Intake, Place};
use crate::checkpoint::Anchor;
use crate::clock::{Clock, micros};
use crate::config::{LogFormat, LogSettings, Settings, known, team};
use crate::courier::Platforms;
use crate::http;
use crate::plan::Plan;
use crate::platform::sandbox::{Access, Sandbox, SandboxConfig, router};
use crate::publisher::Publisher;
use crate::retro;
use crate::statement::rules::Rules;
use crate::stop::Stopper;
use crate::store::{Store, StoreError};
use crate::watch::Watch;

/// What people did and is not kept yet.
const EVENTS: usize = 4096;
/// Between looks whether the database is there at last.
const AGAIN: Duration = Duration::from_secs(1);
/// What was taken is finished within this time, or left for the next start: service managers are patient for ten seconds.
const DRAIN: Duration = Duration::from_secs(8);
/// Bounds of the histograms, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The bot, on the platforms that the config names; the sandbox when none.
///
/// Example: squall run --config squall.toml
#[derive(Debug, Args)]
pub struct Run {
    /// squall.toml when absent and there; else everything has its default.
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Run {
    /// Works until the process is told to end.
    pub async fn run(self) -> Result<()> {
        let settings = Settings::load(self.config.as_deref())?;
        log(&settings.log)?;
        let clock = Clock::Wall;
        let mut home = settings.home()?;
        let decided = Decided::read(&settings)?;
        let keys = settings.slack.keys().map_err(crate::config::ConfigError::from)?;
        let discord_keys = settings.discord.keys().map_err(crate::config::ConfigError::from)?;
        let discord_roles = discord_keys.iter().flat_map(|keys| keys.roles.clone());
        let slack_groups = keys.iter().flat_map(|keys| keys.groups.clone());
        let member_roles = discord_roles.chain(slack_groups).collect();
        let mut watches =
            team::watches(&settings.watch, &home, clock.now()).map_err(crate::config::ConfigError::from)?;
        let also = team::also(&settings.policy).map_err(crate::config::ConfigError::from)?;
        let ops = team::ops(&settings.policy).map_err(crate::config::ConfigError::from)?;
        let endpoints = settings.source.endpoints()?;
        let prometheus = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS)?
            .install_recorder()?;
        let store = patiently(|| Store::open(&settings.store.url)).await?;
        let listener = TcpListener::bind(settings.http.listen).await.with_context(|| {
            format!("can't listen on {}; set [http] listen to a free address", settings.http.listen)
        })?;

        let channels = channels(&home.channel, &watches);
        let sandbox = Sandbox::new(SandboxConfig { channels, ..SandboxConfig::default() });
        let (intake, arrivals) = Intake::new(EVENTS);
        sandbox.tell(intake.clone());
        let mut platforms: Platforms = [(sandbox.platform(), Arc::clone(&sandbox) as Arc<dyn Chat>)].into();
        let ended = http::Ended::default();
        if let Some(keys) = &keys {
            slack::connect(keys, clock.clone(), &mut home, &mut watches, &mut platforms, &intake, &ended).await?;
        }
        #[cfg(feature = "discord")]
        let discord = match &discord_keys {
            Some(keys) => {
                let connected = discord::connect(keys, clock.clone(), &mut home, &mut watches, &mut platforms);
                Some((keys, connected.await?))
            }
            None => None,
        };
        #[cfg(not(feature = "discord"))]
        drop(discord_keys);
        everybody_is_somebody(&settings, &platforms).await?;
        // Unique among the processes that share the store.
        let holder = format!("{}-{}", std::process::id(), micros(clock.now()));
        let mut app = App::new(store.clone(), clock.clone(), home, platforms, holder)?;
        app.reception = app.reception.with(|setup| setup.member_roles = Arc::new(member_roles));
        decided.hold(&mut app).await?;
        patiently(|| app.listen_for(&watches)).await?;
        patiently(|| app.stand_also_in(&also)).await?;
        patiently(|| app.tell_ops_in(ops.as_ref())).await?;
        #[cfg(feature = "discord")]
        if let Some((keys, discord)) = discord {
            discord::hear(keys, discord, Arc::new(app.reception.clone()), intake.clone(), ended.clone());
        }

        let (inlet, deliveries) = mpsc::channel(INLET);
        let app = app.with_inlet(inlet.clone());
        let access = match settings.http.token.clone() {
            Some(token) => Access::by_token(token, settings.http.hosts.clone())?,
            None => Access::default(),
        };
        let render: http::Render = Arc::new(move || prometheus.render());
        let (stopper, stop) = Stopper::new();
        let doors = http::Doors::until(stop.clone());
        let mut routes = http::pages(router(Arc::clone(&sandbox), access, hints()))
            .merge(http::health(store.clone(), ended, doors.clone(), (app.progress(), &inlet), render))
            .merge(http::hooks(endpoints, inlet, clock.clone()));
        if let Some(secret) = keys.and_then(|keys| keys.signing_secret) {
            routes = routes.merge(http::slack(secret, intake.clone(), clock));
        }
        let address = listener.local_addr()?;
        sandbox.is_served_at(&format!("http://{address}/"));
        out::say(format_args!("http://{address}/")).ok();
        tracing::info!(%address, engine = store.engine(), "ready");
        // From here on the doors hold the ways in, and nobody else does.
        drop(intake);
        let served = http::serve(listener, routes, doors);
        let ended = until_told(served, app::live(app, deliveries, arrivals, stop), &stopper, &sandbox).await;
        // Who still holds a connection is let go with the process.
        let _ = tokio::time::timeout(AGAIN, store.close()).await;
        ended
    }
}

/// Serves and works until the process is told to end, and then until what was taken is finished, for a while.
async fn until_told(
    served: impl Future<Output = Result<()>>,
    working: impl Future<Output = Result<()>>,
    stopper: &Stopper,
    sandbox: &Sandbox,
) -> Result<()> {
    let stopping = async {
        told_to_end().await?;
        tracing::info!("told to end: what was taken is finished, nothing more is taken");
        stopper.stop();
        sandbox.close();
        tokio::time::sleep(DRAIN).await;
        tracing::warn!("not all was finished in time; the rest is kept for the next start");
        Ok(())
    };
    tokio::select! {
        ended = async { tokio::try_join!(served, working).map(drop) } => ended,
        stopped = stopping => stopped,
    }
}

/// Does it again until the database is there. What only a person can mend is told at once.
async fn patiently<T, F: Future<Output = Result<T, StoreError>>>(doing: impl Fn() -> F) -> Result<T, StoreError> {
    loop {
        match doing().await {
            Err(error) if error.is_passing() => {
                tracing::warn!(%error, "Squall waits for the database");
                tokio::time::sleep(AGAIN).await;
            }
            done => return done,
        }
    }
}

/// Refuses to start where the settings name somebody whom no platform knows. A platform that is away refuses nobody.
async fn everybody_is_somebody(settings: &Settings, platforms: &Platforms) -> Result<()> {
    let found = known::look(settings, platforms).await;
    for platform in &found.unasked {
        tracing::warn!(
            platform,
            "it is not known whether everybody whom the settings name is there; see squall doctor"
        );
    }
    let lines: Vec<String> = found.nobody.iter().map(ToString::to_string).collect();
    anyhow::ensure!(lines.is_empty(), "{}", lines.join("\n"));
    Ok(())
}

/// How the team works, as the operator decided.
struct Decided {
    reactions: BTreeMap<String, Option<EmojiAction>>,
    rules: Arc<Rules>,
    plan: Arc<Plan>,
    retros: retro::plan::Plan,
    severity: Option<String>,
    publisher: Option<Publisher>,
    anchor: Option<Anchor>,
}

impl Decided {
    fn read(settings: &Settings) -> Result<Self> {
        let reactions = settings.policy.reactions.iter();
        Ok(Self {
            reactions: reactions.map(|(emoji, means)| (emoji.clone(), means.action())).collect(),
            rules: Arc::new(settings.rules()?),
            plan: Arc::new(settings.plan()?),
            retros: settings.retros()?,
            severity: settings.severity()?,
            publisher: settings.publisher.publisher().map_err(crate::config::ConfigError::from)?,
            anchor: settings.checkpoint.anchor().map_err(crate::config::ConfigError::from)?,
        })
    }

    /// From now on the app works like this.
    async fn hold(self, app: &mut App) -> Result<()> {
        app.reception = app.reception.with(|setup| {
            setup.reactions = self.reactions;
            setup.plan = self.plan;
        });
        app.rule_by(self.rules);
        if let Some(publisher) = self.publisher {
            app.hand_out_to(publisher);
        }
        app.sign_by(self.anchor).await?;
        let app = &*app;
        // The settings may be others than those of the last start.
        if let Err(error) = patiently(|| app.people_moved()).await {
            // Whatever is decided about a statement looks again.
            tracing::error!(%error, "it is not known whether everybody who approved still may");
        }
        patiently(|| app.hold_retros(&self.retros)).await?;
        Ok(patiently(|| app.grade_by(self.severity.as_deref())).await?)
    }
}

/// The channels that the sandbox opens with.
fn channels(home: &Place, watches: &[Watch]) -> Vec<String> {
    let named = watches.iter().filter_map(|watch| Place::parse(watch.channel.as_deref()?));
    let here =
        [home.clone()].into_iter().chain(named).filter(|place| place.platform == crate::platform::sandbox::PLATFORM);
    let mut channels: Vec<String> = here.map(|place| place.channel).collect();
    channels.push("general".to_owned());
    let mut seen = std::collections::BTreeSet::new();
    channels.retain(|channel| seen.insert(channel.clone()));
    channels
}

/// Ctrl-C, or the signal that service managers send.
async fn told_to_end() -> Result<()> {
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        stopped = tokio::signal::ctrl_c() => Ok(stopped?),
        _ = term.recv() => Ok(()),
    }
}

/// Starts the log; `RUST_LOG` goes before the config.
fn log(settings: &LogSettings) -> Result<()> {
    let filter = match std::env::var("RUST_LOG") {
        Ok(filter) => EnvFilter::try_new(filter).context("RUST_LOG is wrong")?,
        Err(_) => EnvFilter::try_new(&settings.level).context("[log] level is wrong; write info, or squall=debug")?,
    };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(|| out::Log);
    let started = match settings.format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
    started.map_err(anyhow::Error::from_boxed)
}
