//! What can be wrong with Discord.

use anyhow::Result;

use super::Report;
use crate::chat::{ChatError, Place};
use crate::clock::Clock;
use crate::config::DiscordKeys;
use crate::platform::discord::{Discord, PLATFORM};

/// Tokens of interactions live for seconds; a clock that is further off is worth a look.
const SKEW_SECONDS: i64 = 60;
/// Sessions of the gateway a day below which something is wrong: it begins anew again and again.
const FEW_SESSIONS: u64 = 100;

/// Asks Discord, without anybody in the servers noticing.
pub(super) async fn look(keys: &DiscordKeys, places: &[Place], report: &mut Report) -> Result<()> {
    let discord = super::super::discord::discord(keys, Clock::Wall, crate::words::Locale::En)?;
    let identity = match discord.identity().await {
        Ok(identity) => identity,
        Err(error) => {
            report.wrong("[discord] bot_token", said(&error));
            return Ok(());
        }
    };
    report.ok("[discord] bot_token", format!("{}, application {}", identity.name, identity.application));
    if keys.application.as_ref().is_some_and(|id| *id != identity.application) {
        let cure = format!("set it to {:?}, or leave it out", identity.application);
        report.wrong("[discord] application_id", format!("the token is of another application; {cure}"));
    }
    let turn_on = "turn it on under Bot, Privileged Gateway Intents, or set message_content = false";
    match (keys.message_content, identity.content) {
        (true, false) => report.wrong("[discord] message_content", format!("it is not granted; {turn_on}")),
        (true, true) => report.ok("[discord] message_content", "granted"),
        (false, _) => report.ok("[discord] message_content", "not asked for; nothing needs it"),
    }
    match identity.sessions {
        left if left < FEW_SESSIONS => {
            report.warning("[discord] gateway", format!("{left} sessions left today; the log says why they ended"));
        }
        _ => report.ok("[discord] gateway", "a session can begin"),
    }
    match discord.rest().ahead().await.map(|ahead| ahead.num_seconds()) {
        Some(ahead) if ahead.abs() > SKEW_SECONDS => {
            let cure = "let it be set: timedatectl set-ntp true";
            report.wrong("[discord] clock", format!("{ahead} s ahead of Discord's; {cure}"));
        }
        Some(_) => report.ok("[discord] clock", "as Discord's"),
        None => report.warning("[discord] clock", "Discord did not say the time"),
    }
    let invite = commands::discord_invite(&identity.application, keys.private_threads);
    for guild in &keys.guilds {
        match discord.guild(guild).await {
            Ok(name) => report.ok("[discord] server", format!("{name} ({guild})")),
            Err(_) => report.wrong("[discord] server", format!("{guild}: the bot is not in it; invite it: {invite}")),
        }
    }
    for place in places.iter().filter(|place| place.platform == PLATFORM) {
        let needed = commands::discord_permissions(keys.private_threads);
        channel(&discord, place, &identity.user, needed, &invite, report).await;
    }
    Ok(())
}

async fn channel(
    discord: &Discord,
    place: &Place,
    bot: &str,
    needed: impl Iterator<Item = &'static (&'static str, u64, &'static str)>,
    invite: &str,
    report: &mut Report,
) {
    let has = match discord.permissions(place, bot).await {
        Ok(has) => has,
        Err(error) => return report.wrong("[discord] channel", format!("{place}: {}", said(&error))),
    };
    let missing = needed.filter(|(_, bit, _)| has & bit == 0);
    let missing: Vec<_> = missing.map(|(name, ..)| *name).collect();
    if missing.is_empty() {
        return report.ok("[discord] channel", place);
    }
    let cure = format!("allow it in the channel's settings, Permissions, or invite the bot again: {invite}");
    report.wrong("[discord] channel", format!("{place}: {} missing; {cure}", missing.join(", ")));
}

/// The reason and the cure, in one line.
fn said(error: &ChatError) -> String {
    match error {
        ChatError::Retry { reason, .. } | ChatError::Unknown { reason } => reason.clone(),
        _ => error.to_string(),
    }
}
