//! `/healthz`, `/readyz`, `/intakez` and `/metrics`, for whoever watches the watcher.
//!
//! `/readyz` says whether this Squall does its work, loop by loop: whoever is on call asks it. `/intakez` says whether
//! mentions may be sent here: a balancer asks it, so that a judge that is stuck turns no mentions away.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::sync::mpsc::WeakSender;

use super::doors::Doors;
use crate::fault;
use crate::progress::{Progress, Work};
use crate::sources::{Delivery, Inlet};
use crate::store::{Store, errand};

/// A database that needs longer is not ready.
const WITHIN: Duration = Duration::from_secs(2);

/// What takes mentions in.
const INTAKE: [Work; 2] = [Work::Listening, Work::Committing];

/// Renders the metrics in the text format of Prometheus.
pub type Render = Arc<dyn Fn() -> String + Send + Sync>;

/// What has ended for good and only a person can mend, by platform. `/readyz` tells, and `squall_platform_ended` is 1.
/// Squall stays ready: what else it does goes on.
#[derive(Clone, Default)]
pub struct Ended(Arc<Mutex<BTreeMap<&'static str, String>>>);

impl Ended {
    /// The platform is listened to from now on.
    pub fn begins(&self, platform: &'static str) {
        metrics::gauge!("squall_platform_ended", "platform" => platform).set(0.0);
        self.all().remove(platform);
    }

    /// The platform is not listened to any more; `why` names the cure.
    pub fn ends(&self, platform: &'static str, why: String) {
        metrics::gauge!("squall_platform_ended", "platform" => platform).set(1.0);
        self.all().insert(platform, why);
    }

    fn all(&self) -> std::sync::MutexGuard<'_, BTreeMap<&'static str, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn said(&self) -> String {
        self.all().iter().map(|(platform, why)| format!("{platform} is not heard any more: {why}\n")).collect()
    }
}

#[derive(Clone)]
struct Health {
    store: Store,
    ended: Ended,
    doors: Doors,
    progress: Progress,
    /// It keeps nobody from ending: what is sent through it is none of ours.
    inlet: WeakSender<Delivery>,
    render: Render,
}

/// Alive, ready, open for mentions, and the numbers.
pub fn health(
    store: Store,
    ended: Ended,
    doors: Doors,
    (progress, inlet): (Progress, &Inlet),
    render: Render,
) -> Router {
    let inlet = inlet.downgrade();
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/intakez", get(takes_in))
        .route("/metrics", get(metrics))
        .with_state(Health { store, ended, doors, progress, inlet, render })
}

/// A line for each thing that keeps it from its work, or `ready`, with what a person should look at all the same.
async fn ready(State(health): State<Health>) -> (StatusCode, String) {
    if let Err(why) = health.is_open() {
        return unavailable(&[why]);
    }
    let stuck: Vec<String> = health.progress.stuck().iter().map(ToString::to_string).collect();
    match health.faults().await {
        Ok(faults) if stuck.is_empty() => (StatusCode::OK, format!("ready\n{}{faults}", health.ended.said())),
        Ok(_) => unavailable(&stuck),
        Err(why) => unavailable(&stuck.into_iter().chain([why]).collect::<Vec<_>>()),
    }
}

/// Whether mentions may be sent here.
async fn takes_in(State(health): State<Health>) -> (StatusCode, String) {
    if let Err(why) = health.is_open() {
        return unavailable(&[why]);
    }
    let stuck = health.progress.stuck().into_iter().filter(|stuck| INTAKE.contains(&stuck.work));
    let stuck: Vec<String> = stuck.map(|stuck| stuck.to_string()).collect();
    if !stuck.is_empty() {
        return unavailable(&stuck);
    }
    if health.inlet.upgrade().is_none_or(|inlet| inlet.capacity() == 0) {
        return unavailable(&["the queue is full"]);
    }
    match health.faults().await {
        Ok(_) => (StatusCode::OK, "open\n".into()),
        Err(why) => unavailable(&[why]),
    }
}

fn unavailable(why: &[impl AsRef<str>]) -> (StatusCode, String) {
    (StatusCode::SERVICE_UNAVAILABLE, why.iter().map(|why| format!("{}\n", why.as_ref())).collect())
}

impl Health {
    /// Whether anything is let in at all.
    fn is_open(&self) -> Result<(), String> {
        self.doors.trouble().map_or(Ok(()), |trouble| Err(trouble.to_string()))
    }

    /// What the database says is left out; or why it says nothing.
    async fn faults(&self) -> Result<String, String> {
        let count = async { fault::store::count(&mut self.store.read().await?).await };
        match tokio::time::timeout(WITHIN, count).await {
            Ok(Ok(0)) => Ok(String::new()),
            Ok(Ok(count)) => Ok(format!("{count} stored rows are left out; squall doctor names them\n")),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the database does not answer in time".into()),
        }
    }
}

async fn metrics(State(health): State<Health>) -> String {
    if let Ok((waiting, failed)) = waiting(&health.store).await {
        #[expect(clippy::cast_precision_loss, reason = "a gauge")]
        let (waiting, failed) = (waiting as f64, failed as f64);
        metrics::gauge!("squall_errands_waiting").set(waiting);
        metrics::gauge!("squall_errands_given_up").set(failed);
    }
    for (work, age) in health.progress.ages() {
        metrics::gauge!("squall_progress_age_seconds", "loop" => work.name()).set(age.as_seconds_f64());
    }
    (health.render)()
}

async fn waiting(store: &Store) -> Result<(i64, i64), crate::store::StoreError> {
    errand::counts(&mut store.read().await?).await
}
