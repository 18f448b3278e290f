//! Which call it is, under the name that Discord's published API gives to it.

/// A known call and the ids in its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub operation: &'static str,
    pub ids: Vec<String>,
    /// The path's pattern in the published API: `/channels/{channel_id}/messages`.
    pub pattern: &'static str,
}

/// Method, pattern, name. A `{}` takes one id; `@me` and `@original` stand before the patterns that would take them.
const ROUTES: &[(&str, &str, &str)] = &[
    ("GET", "/gateway", "get_gateway"),
    ("GET", "/gateway/bot", "get_bot_gateway"),
    ("GET", "/oauth2/applications/@me", "get_my_oauth2_application"),
    ("GET", "/applications/@me", "get_my_application"),
    ("GET", "/applications/{application_id}/commands", "list_application_commands"),
    ("PUT", "/applications/{application_id}/commands", "bulk_set_application_commands"),
    ("GET", "/applications/{application_id}/guilds/{guild_id}/commands", "list_guild_application_commands"),
    ("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", "bulk_set_guild_application_commands"),
    ("GET", "/users/@me", "get_my_user"),
    ("GET", "/users/@me/guilds", "list_my_guilds"),
    ("POST", "/users/@me/channels", "create_dm"),
    ("GET", "/users/{user_id}", "get_user"),
    ("GET", "/guilds/{guild_id}", "get_guild"),
    ("GET", "/guilds/{guild_id}/channels", "list_guild_channels"),
    ("GET", "/guilds/{guild_id}/roles", "list_guild_roles"),
    ("GET", "/guilds/{guild_id}/members/search", "search_guild_members"),
    ("GET", "/guilds/{guild_id}/members/{user_id}", "get_guild_member"),
    ("GET", "/guilds/{guild_id}/threads/active", "get_active_guild_threads"),
    ("GET", "/channels/{channel_id}", "get_channel"),
    ("PATCH", "/channels/{channel_id}", "update_channel"),
    ("POST", "/channels/{channel_id}/typing", "trigger_typing_indicator"),
    ("GET", "/channels/{channel_id}/messages", "list_messages"),
    ("POST", "/channels/{channel_id}/messages", "create_message"),
    ("GET", "/channels/{channel_id}/messages/pins", "list_pins"),
    ("PUT", "/channels/{channel_id}/messages/pins/{message_id}", "create_pin"),
    ("DELETE", "/channels/{channel_id}/messages/pins/{message_id}", "delete_pin"),
    ("GET", "/channels/{channel_id}/pins", "deprecated_list_pins"),
    ("PUT", "/channels/{channel_id}/pins/{message_id}", "deprecated_create_pin"),
    ("DELETE", "/channels/{channel_id}/pins/{message_id}", "deprecated_delete_pin"),
    ("GET", "/channels/{channel_id}/messages/{message_id}", "get_message"),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}", "update_message"),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}", "delete_message"),
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads", "create_thread_from_message"),
    ("GET", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}", "list_message_reactions_by_emoji"),
    ("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", "add_my_message_reaction"),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", "delete_my_message_reaction"),
    ("POST", "/channels/{channel_id}/threads", "create_thread"),
    ("GET", "/channels/{channel_id}/threads/archived/public", "list_public_archived_threads"),
    ("GET", "/channels/{channel_id}/threads/archived/private", "list_private_archived_threads"),
    ("GET", "/channels/{channel_id}/users/@me/threads/archived/private", "list_my_private_archived_threads"),
    ("GET", "/channels/{channel_id}/thread-members", "list_thread_members"),
    ("PUT", "/channels/{channel_id}/thread-members/@me", "join_thread"),
    ("DELETE", "/channels/{channel_id}/thread-members/@me", "leave_thread"),
    ("GET", "/channels/{channel_id}/thread-members/{user_id}", "get_thread_member"),
    ("PUT", "/channels/{channel_id}/thread-members/{user_id}", "add_thread_member"),
    ("DELETE", "/channels/{channel_id}/thread-members/{user_id}", "delete_thread_member"),
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", "create_interaction_response"),
    ("POST", "/webhooks/{webhook_id}/{webhook_token}", "execute_webhook"),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "get_original_webhook_message"),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "update_original_webhook_message"),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", "delete_original_webhook_message"),
    ("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "get_webhook_message"),
    ("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "update_webhook_message"),
    ("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", "delete_webhook_message"),
];

/// The call behind a method and a path without its version.
pub fn of(method: &str, path: &str) -> Option<Route> {
    let steps: Vec<&str> = path.trim_matches('/').split('/').collect();
    ROUTES.iter().filter(|(known, ..)| *known == method).find_map(|(_, pattern, operation)| {
        let ids = matches(pattern, &steps)?;
        Some(Route { operation, ids, pattern })
    })
}

fn matches(pattern: &str, steps: &[&str]) -> Option<Vec<String>> {
    let wanted: Vec<&str> = pattern.trim_matches('/').split('/').collect();
    let mut ids = Vec::new();
    for (wanted, step) in wanted.iter().zip(steps) {
        if wanted.starts_with('{') {
            ids.push((*step).to_owned());
        } else if wanted != step {
            return None;
        }
    }
    (wanted.len() == steps.len()).then_some(ids)
}

impl Route {
    /// What a bucket is told apart by: the channel, the server, the webhook with its token.
    pub fn major(&self) -> String {
        match self.pattern.split('/').nth(1) {
            Some("channels" | "guilds") => self.ids[0].clone(),
            Some("webhooks" | "interactions") => self.ids[..2].join("/"),
            _ => String::new(),
        }
    }

    /// The token of the interaction that it belongs to; such a call needs no other.
    pub fn token(&self) -> Option<&str> {
        matches!(self.pattern.split('/').nth(1), Some("webhooks" | "interactions")).then(|| self.ids[1].as_str())
    }
}
