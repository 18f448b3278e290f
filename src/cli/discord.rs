//! Discord for the verbs: connected by the config's keys, its channels by their ids, its gateway kept.

use std::sync::Arc;

use anyhow::{Context, Result};

use super::slack::chance;
use crate::chat::{Chat, Intake, Offers, Place};
use crate::clock::Clock;
use crate::config::DiscordKeys;
use crate::courier::Platforms;
use crate::home::Home;
use crate::http::Ended;
use crate::platform::discord::{Discord, Gateway, GatewayEnd, PLATFORM, Rest, RestConfig, Threads};
use crate::watch::Watch;
use crate::words::Locale;

/// Discord, by its keys. Nothing is asked of it yet.
pub(super) fn discord(keys: &DiscordKeys, clock: Clock, locale: Locale) -> Result<Arc<Discord>> {
    let config = RestConfig { api_url: keys.api_url.clone(), token: keys.bot_token.clone(), clock };
    let rest = Rest::new(config).context("no certificate authorities are found; install ca-certificates")?;
    let threads = if keys.private_threads { Threads::Private } else { Threads::Public };
    Ok(Discord::new(rest, keys.guilds.clone(), threads, locale))
}

/// Connects: the bot speaks through `platforms`. Names of channels become their ids, which is how events name them.
pub(super) async fn connect(
    keys: &DiscordKeys,
    clock: Clock,
    home: &mut Home,
    watches: &mut [Watch],
    platforms: &mut Platforms,
) -> Result<Arc<Discord>> {
    let discord = discord(keys, clock, home.locale)?;
    home.channel = resolved(&discord, &home.channel).await?;
    for watch in watches {
        if let Some(place) = watch.channel.as_deref().and_then(Place::parse) {
            watch.channel = Some(resolved(&discord, &place).await?.to_string());
        }
    }
    platforms.insert(discord.platform(), Arc::clone(&discord) as Arc<dyn Chat>);
    Ok(discord)
}

/// Hears what people do, into `events`, and lets Discord show the commands.
pub(super) fn hear(keys: &DiscordKeys, discord: Arc<Discord>, offers: Arc<dyn Offers>, events: Intake, ended: Ended) {
    let application = keys.application.clone();
    let gateway = Gateway {
        discord: Arc::clone(&discord),
        events,
        offers,
        message_content: keys.message_content,
        roles: keys.roles.keys().cloned().collect(),
        address: keys.gateway_url.clone(),
        chance: Box::new(chance),
    };
    tokio::spawn(async move {
        if let Err(error) = registered(&discord, application).await {
            tracing::error!(%error, "Discord does not show the commands; see squall doctor");
        }
    });
    tokio::spawn(async move {
        ended.begins(PLATFORM);
        let end = gateway.run().await;
        if matches!(end, GatewayEnd::NobodyListens) {
            return;
        }
        tracing::error!(%end, "what people do in Discord is not heard any more; mend it and start Squall again");
        ended.ends(PLATFORM, end.to_string());
    });
}

async fn registered(discord: &Discord, application: Option<String>) -> Result<()> {
    let application = match application {
        Some(application) => application,
        None => {
            let identity = discord.identity().await?;
            tracing::info!(name = identity.name, "Discord knows the bot");
            identity.application
        }
    };
    let changed = discord.register(&application, &commands::discord_registration()).await?;
    tracing::info!(changed, "the commands are registered with Discord");
    Ok(())
}

async fn resolved(discord: &Discord, place: &Place) -> Result<Place> {
    if place.platform != PLATFORM {
        return Ok(place.clone());
    }
    discord.resolve(place).await.with_context(|| {
        format!("{place} is not found; set [discord] guilds for names, or use its id (discord:ID): right-click, Copy Channel ID")
    })
}
