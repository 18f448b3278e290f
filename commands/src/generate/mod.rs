//! What is made from the commands' descriptions, so that it can't disagree with them.

mod discord;
mod docs;
mod slack;
mod yaml;

pub use discord::{discord_invite, discord_permissions, discord_registration};
pub use docs::docs_markdown;
pub use slack::{SLACK_EVENTS, SLACK_SCOPES, slack_manifest, slack_manifest_json, slack_manifest_yaml};
