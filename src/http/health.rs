//! `/healthz`, `/readyz` and `/metrics`, for whoever watches the watcher.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::store::{Store, errand};

/// A database that needs longer is not ready.
const WITHIN: Duration = Duration::from_secs(2);

/// Renders the metrics in the text format of Prometheus.
pub type Render = Arc<dyn Fn() -> String + Send + Sync>;

#[derive(Clone)]
struct Health {
    store: Store,
    render: Render,
}

/// Alive, ready (the database answers), and the numbers.
pub fn health(store: Store, render: Render) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(Health { store, render })
}

async fn ready(State(health): State<Health>) -> (StatusCode, String) {
    match tokio::time::timeout(WITHIN, waiting(&health.store)).await {
        Ok(Ok(_)) => (StatusCode::OK, "ready\n".into()),
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
