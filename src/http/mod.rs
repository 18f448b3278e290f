//! The listener: the sandbox page, the signed webhook, Slack over HTTP, health and metrics.

mod health;
mod hooks;
mod slack;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
use tokio::net::TcpListener;

pub use health::{Ended, Render, health};
pub use hooks::hooks;
pub use slack::slack;

use crate::stop::Stop;

/// Serves until it is time to end, and answers what was asked before.
pub async fn serve(
    listener: TcpListener,
    app: IntoMakeServiceWithConnectInfo<Router, SocketAddr>,
    stop: Stop,
) -> anyhow::Result<()> {
    Ok(axum::serve(listener, app).with_graceful_shutdown(async move { stop.told().await }).await?)
}
