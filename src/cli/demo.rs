//! `squall demo`: the scenario's alert on the sandbox page, for a person to decide about.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use commands::Locale;

use super::{replay, scenario};
use crate::chat::Place;
use crate::chat::sandbox::{Access, Hint, Hints, Sandbox, SandboxConfig, router};
use crate::clock::Clock;
use crate::reception::Reception;

/// Prints one URL and serves until Ctrl-C.
pub async fn run(port: u16) -> Result<()> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
        .await
        .with_context(|| format!("port {port} is taken; pick another with --port"))?;
    let sandbox = Sandbox::new(SandboxConfig::default());
    let access = Access { token: None, allowed_hosts: Vec::new() };
    let app = router(Arc::clone(&sandbox), access, hints()).into_make_service_with_connect_info::<SocketAddr>();
    println!("http://{}/", listener.local_addr()?);
    let page = tokio::spawn(async move { crate::http::serve(listener, app).await });
    let talk = talk(&sandbox);
    tokio::select! {
        ended = page => ended?,
        failed = talk => failed,
        stopped = tokio::signal::ctrl_c() => {
            sandbox.close();
            Ok(stopped?)
        }
    }
}

/// Raises what the scenario raises, then does what people ask for.
async fn talk(sandbox: &Sandbox) -> Result<()> {
    let mut events = sandbox.listen();
    let mut reception = Reception::new(sandbox, Locale::En);
    let crisis = Place { platform: "sandbox".into(), channel: "crisis".into(), thread: None };
    for mut alert in replay::alerts(&scenario::mentions(Clock::Wall.now()), scenario::QUERY)? {
        alert.watch = "Nimbus".into();
        reception.raise(&crisis, alert).await?;
    }
    while let Some(event) = events.recv().await {
        if let Err(error) = reception.receive(event).await {
            tracing::error!(%error, "an event of the chat was not answered");
        }
    }
    Ok(())
}

fn hints() -> Hints {
    Arc::new(|locale| {
        let rows = commands::help(locale).arguments;
        rows.into_iter().map(|(usage, summary)| Hint { usage, summary }).collect()
    })
}
