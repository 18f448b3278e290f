//! Slack for the verbs: connected by the config's keys, its channels by their ids, its socket kept.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::chat::{Chat, ChatError, Intake, Place};
use crate::clock::Clock;
use crate::config::SlackKeys;
use crate::courier::Platforms;
use crate::home::Home;
use crate::http::Ended;
use crate::platform::slack::{PLATFORM, Slack, Socket, SocketEnd, Web, WebConfig};
use crate::watch::Watch;
use crate::words::Locale;

/// Between attempts to reach Slack at the start, unless Slack says another time.
const AGAIN: Duration = Duration::from_secs(5);
/// How often it is asked who is in the user groups.
const GROUPS: Duration = Duration::from_secs(300);

/// Slack, by its keys. Nothing is asked of it yet.
pub(super) fn slack(keys: &SlackKeys, clock: Clock, locale: Locale) -> Result<Arc<Slack>> {
    let config = WebConfig { api_url: keys.api_url.clone(), bot_token: keys.bot_token.clone(), clock };
    let web = Web::new(config).context("no certificate authorities are found; install ca-certificates")?;
    Ok(Slack::new(web, locale))
}

/// Connects: the bot speaks through `platforms`, and hears into `events`. Names of channels become their ids, which
/// is how events name them.
pub(super) async fn connect(
    keys: &SlackKeys,
    clock: Clock,
    home: &mut Home,
    watches: &mut [Watch],
    platforms: &mut Platforms,
    events: &Intake,
    ended: &Ended,
) -> Result<()> {
    let slack = slack(keys, clock.clone(), home.locale)?;
    home.channel = resolved(&slack, &home.channel).await?;
    let mut places = vec![home.channel.clone()];
    for watch in watches {
        if let Some(place) = watch.channel.as_deref().and_then(Place::parse) {
            let place = resolved(&slack, &place).await?;
            watch.channel = Some(place.to_string());
            places.push(place);
        }
    }
    platforms.insert(slack.platform(), Arc::clone(&slack) as Arc<dyn Chat>);
    let in_charge = home.charge.roles_of(PLATFORM).map(str::to_owned);
    let groups: Vec<String> = keys.groups.keys().cloned().chain(in_charge).collect();
    if !groups.is_empty() {
        slack.follow_groups(groups.into_iter());
        tokio::spawn(keep_groups(Arc::clone(&slack)));
    }
    let web = slack.web().clone();
    let socket = keys.app_token.clone().map(|app_token| Socket {
        web: web.clone(),
        app_token,
        events: events.clone(),
        clock,
        chance: Box::new(chance),
    });
    let ended = ended.clone();
    tokio::spawn(async move {
        match web.identity().await {
            Ok(identity) => tracing::info!(team = identity.team, "Slack knows the bot"),
            Err(error) => tracing::error!(%error, "Slack does not know the bot; see squall doctor"),
        }
        for place in places.iter().filter(|place| place.platform == PLATFORM) {
            match slack.is_in(place).await {
                Ok(true) => {}
                Ok(false) => {
                    tracing::error!(%place, "Squall is not in a channel of its own; type there: /invite @squall")
                }
                Err(error) => tracing::warn!(%error, %place, "it is not known whether Squall may speak there"),
            }
        }
        if let Some(socket) = socket {
            ended.begins(PLATFORM);
            let end = socket.run().await;
            if matches!(end, SocketEnd::NobodyListens) {
                return;
            }
            tracing::error!(%end, "what people do in Slack is not heard any more; mend it and start Squall again");
            ended.ends(PLATFORM, end.to_string());
        }
    });
    Ok(())
}

/// Knows who is in the user groups.
async fn keep_groups(slack: Arc<Slack>) {
    loop {
        if let Err(error) = slack.look_at_groups().await {
            tracing::warn!(%error, "it is not known who is in [slack.groups]; see squall doctor");
        }
        tokio::time::sleep(GROUPS).await;
    }
}

/// The place by its id. Waits for Slack where time can help: whoever sends mentions is not turned away meanwhile.
async fn resolved(slack: &Slack, place: &Place) -> Result<Place> {
    if place.platform != PLATFORM {
        return Ok(place.clone());
    }
    loop {
        let after_ms = match slack.resolve(place).await {
            Err(error @ (ChatError::Retry { .. } | ChatError::Blocked { .. })) => {
                tracing::error!(%error, %place, "a channel can't be found yet; its id (slack:C...) needs no looking up");
                if let ChatError::Retry { after_ms, .. } = error { after_ms } else { None }
            }
            found => {
                let needless = || format!("{place} is not found; its id (slack:C...) needs no looking up");
                return found.with_context(needless);
            }
        };
        tokio::time::sleep(after_ms.map_or(AGAIN, Duration::from_millis)).await;
    }
}

/// From 0 to 1.
pub(super) fn chance() -> f64 {
    let drawn = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(drawn >> 32).unwrap_or_default()) / f64::from(u32::MAX)
}
