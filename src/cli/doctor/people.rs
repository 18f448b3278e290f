//! Whether everybody whom the settings name is somebody on their platform.

use std::sync::Arc;

use anyhow::Result;

use super::Report;
use crate::chat::Chat;
use crate::clock::Clock;
use crate::config::{Settings, known};
use crate::courier::Platforms;
use crate::platform::sandbox::{Sandbox, SandboxConfig};
use crate::words::Locale;

/// Asks every platform that can be reached, without anybody there noticing.
pub(super) async fn look(settings: &Settings, report: &mut Report) -> Result<()> {
    let sandbox = Sandbox::new(SandboxConfig::default());
    let mut platforms: Platforms = [(sandbox.platform(), sandbox as Arc<dyn Chat>)].into();
    if let Ok(Some(keys)) = settings.slack.keys() {
        let slack = super::super::slack::slack(&keys, Clock::Wall, Locale::En)?;
        platforms.insert(slack.platform(), slack);
    }
    #[cfg(feature = "discord")]
    if let Ok(Some(keys)) = settings.discord.keys() {
        let discord = super::super::discord::discord(&keys, Clock::Wall, Locale::En)?;
        platforms.insert(discord.platform(), discord);
    }
    let found = known::look(settings, &platforms).await;
    for nobody in &found.nobody {
        report.wrong("people", nobody);
    }
    let unasked: Vec<&str> = found.unasked.iter().map(String::as_str).collect();
    // Why a platform can't be asked stands in a line of its own.
    let beside = if unasked.is_empty() { String::new() } else { format!("; not asked: {}", unasked.join(", ")) };
    if found.nobody.is_empty() && found.known + unasked.len() > 0 {
        report.ok("people", format!("{} of the accounts that are named are known{beside}", found.known));
    }
    Ok(())
}
