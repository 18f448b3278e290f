//! What can be wrong with Slack.

use anyhow::Result;

use super::Report;
use crate::chat::{ChatError, Place};
use crate::clock::Clock;
use crate::config::SlackKeys;
use crate::platform::slack::{Identity, PLATFORM, Slack};

/// Slack believes nobody's clock that is further off than five minutes; this is worth a look before.
const SKEW_SECONDS: i64 = 60;

/// What `[slack.groups]` needs beside the manifest.
const GROUPS_SCOPE: &str = "usergroups:read";

/// Asks Slack, without anybody in the workspace noticing.
pub(super) async fn look(keys: &SlackKeys, places: &[Place], report: &mut Report) -> Result<()> {
    let slack = super::super::slack::slack(keys, Clock::Wall, crate::words::Locale::En)?;
    match slack.web().identity().await {
        Ok(identity) => known(&identity, !keys.groups.is_empty(), report),
        Err(error) => {
            report.wrong("[slack] bot_token", said(&error));
            return Ok(());
        }
    }
    match &keys.app_token {
        None => report.ok("[slack] events", "over HTTP, at /slack/events, /slack/interactivity, /slack/commands"),
        Some(app_token) => match slack.web().socket_opens(app_token).await {
            Ok(()) => report.ok("[slack] app_token", "Socket Mode opens"),
            Err(error) => report.wrong("[slack] app_token", said(&error)),
        },
    }
    if !keys.groups.is_empty() {
        slack.follow_groups(keys.groups.keys().cloned());
        match slack.look_at_groups().await {
            Ok(()) => report.ok("[slack.groups]", "all there"),
            Err(error) => report.wrong("[slack.groups]", said(&error)),
        }
    }
    for place in places.iter().filter(|place| place.platform == PLATFORM) {
        channel(&slack, place, report).await;
    }
    Ok(())
}

fn known(identity: &Identity, with_groups: bool, report: &mut Report) {
    report.ok("[slack] bot_token", format!("it is {} in the workspace {}", identity.user, identity.team));
    let scopes = commands::SLACK_SCOPES.iter().map(|(scope, _)| *scope);
    let missing: Vec<_> = scopes
        .chain(with_groups.then_some(GROUPS_SCOPE))
        .filter(|scope| !identity.scopes.iter().any(|has| has == scope))
        .collect();
    if identity.scopes.is_empty() {
        report.warning("[slack] scopes", "Slack did not say which there are; compare them with squall manifest slack");
    } else if missing.is_empty() {
        report.ok("[slack] scopes", "all there");
    } else {
        let cure = match missing[..] {
            [GROUPS_SCOPE] => "add it under OAuth & Permissions, and reinstall the app",
            _ => "paste squall manifest slack into the app's manifest, and reinstall the app",
        };
        report.wrong("[slack] scopes", format!("{} missing; {cure}", missing.join(", ")));
    }
    match identity.ahead.map(|ahead| ahead.num_seconds()) {
        Some(ahead) if ahead.abs() > SKEW_SECONDS => {
            let side = if ahead > 0 { "ahead of" } else { "behind" };
            let off = format!("{} s {side} Slack's; let it be set: timedatectl set-ntp true", ahead.abs());
            report.wrong("[slack] clock", off);
        }
        Some(_) => report.ok("[slack] clock", "as Slack's"),
        None => report.warning("[slack] clock", "Slack did not say the time"),
    }
}

async fn channel(slack: &Slack, place: &Place, report: &mut Report) {
    let found = async { slack.is_in(&slack.resolve(place).await?).await }.await;
    match found {
        Ok(true) => report.ok("[slack] channel", place),
        Ok(false) => {
            report.wrong("[slack] channel", format!("{place}: Squall is not in it; type there: /invite @squall"));
        }
        Err(error) => report.wrong("[slack] channel", format!("{place}: {}", said(&error))),
    }
}

/// The reason and the cure, in one line.
fn said(error: &ChatError) -> String {
    match error {
        ChatError::Retry { reason, .. } | ChatError::Unknown { reason } => {
            format!("{reason}; try again, and see https://slack-status.com and this machine's way to slack.com")
        }
        _ => error.to_string(),
    }
}
