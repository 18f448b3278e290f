//! `/healthz`, `/readyz` and `/metrics`, for whoever watches the watcher.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use super::doors::Doors;
use crate::store::{Store, errand};

/// A database that needs longer is not ready.
const WITHIN: Duration = Duration::from_secs(2);

/// Renders the metrics in the text format of Prometheus.
pub type Render = Arc<dyn Fn() -> String + Send + Sync>;

/// What has ended for good and only a person can mend, by platform. `/readyz` tells, and `squall_platform_ended` is 1.
/// Squall stays ready: what else it does goes on.
#[derive(Clone, Default)]
pub struct Ended(Arc<Mutex<BTreeMap<&'static str, String>>>, Arc<AtomicBool>);

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

    /// The process is told to end: nothing more is taken in.
    pub fn stops(&self) {
        self.1.store(true, Ordering::Release);
    }

    fn is_stopping(&self) -> bool {
        self.1.load(Ordering::Acquire)
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
    render: Render,
}

/// Alive, ready (the database answers), and the numbers.
pub fn health(store: Store, ended: Ended, doors: Doors, render: Render) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(Health { store, ended, doors, render })
}

async fn ready(State(health): State<Health>) -> (StatusCode, String) {
    if let Some(trouble) = health.doors.trouble() {
        return (StatusCode::SERVICE_UNAVAILABLE, format!("{trouble}\n"));
    }
    if health.ended.is_stopping() {
        return (StatusCode::SERVICE_UNAVAILABLE, "Squall stops\n".into());
    }
    match tokio::time::timeout(WITHIN, waiting(&health.store)).await {
        Ok(Ok(_)) => (StatusCode::OK, format!("ready\n{}", health.ended.said())),
        Ok(Err(error)) => (StatusCode::SERVICE_UNAVAILABLE, format!("{error}\n")),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer in time\n".into()),
    }
}

async fn metrics(State(health): State<Health>) -> String {
    if let Ok((waiting, failed)) = waiting(&health.store).await {
        #[expect(clippy::cast_precision_loss, reason = "a gauge")]
        let (waiting, failed) = (waiting as f64, failed as f64);
        metrics::gauge!("squall_errands_waiting").set(waiting);
        metrics::gauge!("squall_errands_given_up").set(failed);
    }
    (health.render)()
}

async fn waiting(store: &Store) -> Result<(i64, i64), crate::store::StoreError> {
    errand::counts(&mut store.read().await?).await
}
