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

/// Serves until the process ends.
pub async fn serve(
    listener: TcpListener,
    app: IntoMakeServiceWithConnectInfo<Router, SocketAddr>,
) -> anyhow::Result<()> {
    Ok(axum::serve(listener, app).await?)
}
