//! The routes that Squall calls, and what Discord counts together. serenity has them all, but only with its HTTP client,
//! which brings a TLS library of yesterday into the tree.

use std::mem::Discriminant;

use serenity::model::id::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId, UserId};

/// A route. It may hold the token of an interaction and is never shown.
pub enum Route {
    Gateway,
    GatewayBot,
    Application,
    Me,
    MyGuilds,
    MyDirects,
    User(UserId),
    Channel(ChannelId),
    Messages(ChannelId),
    Message(ChannelId, MessageId),
    Threads(ChannelId),
    ThreadOn(ChannelId, MessageId),
    ThreadMember(ChannelId, UserId),
    MyArchivedThreads(ChannelId),
    Guild(GuildId),
    GuildChannels(GuildId),
    GuildRoles(GuildId),
    GuildMember(GuildId, UserId),
    ActiveThreads(GuildId),
    Commands(ApplicationId),
    GuildCommands(ApplicationId, GuildId),
    Response(InteractionId, String),
    Original(ApplicationId, String),
    Followups(ApplicationId, String),
}

/// What is counted together: a route, by its channel, server, application or interaction
/// (discord.com/developers/docs/topics/rate-limits).
pub type Bucket = (Discriminant<Route>, Option<u64>);

impl Route {
    /// Below the address of the API.
    pub fn path(&self) -> String {
        match self {
            Self::Gateway => "/gateway".into(),
            Self::GatewayBot => "/gateway/bot".into(),
            Self::Application => "/oauth2/applications/@me".into(),
            Self::Me => "/users/@me".into(),
            Self::MyGuilds => "/users/@me/guilds".into(),
            Self::MyDirects => "/users/@me/channels".into(),
            Self::User(user) => format!("/users/{user}"),
            Self::Channel(channel) => format!("/channels/{channel}"),
            Self::Messages(channel) => format!("/channels/{channel}/messages"),
            Self::Message(channel, message) => format!("/channels/{channel}/messages/{message}"),
            Self::Threads(channel) => format!("/channels/{channel}/threads"),
            Self::ThreadOn(channel, message) => format!("/channels/{channel}/messages/{message}/threads"),
            Self::ThreadMember(channel, user) => format!("/channels/{channel}/thread-members/{user}"),
            Self::MyArchivedThreads(channel) => format!("/channels/{channel}/users/@me/threads/archived/private"),
            Self::Guild(guild) => format!("/guilds/{guild}"),
            Self::GuildChannels(guild) => format!("/guilds/{guild}/channels"),
            Self::GuildRoles(guild) => format!("/guilds/{guild}/roles"),
            Self::GuildMember(guild, user) => format!("/guilds/{guild}/members/{user}"),
            Self::ActiveThreads(guild) => format!("/guilds/{guild}/threads/active"),
            Self::Commands(application) => format!("/applications/{application}/commands"),
            Self::GuildCommands(application, guild) => format!("/applications/{application}/guilds/{guild}/commands"),
            Self::Response(interaction, token) => format!("/interactions/{interaction}/{token}/callback"),
            Self::Original(application, token) => format!("/webhooks/{application}/{token}/messages/@original"),
            Self::Followups(application, token) => format!("/webhooks/{application}/{token}"),
        }
    }

    pub fn bucket(&self) -> Bucket {
        let of = match self {
            Self::Gateway | Self::GatewayBot | Self::Application => None,
            Self::Me | Self::MyGuilds | Self::MyDirects | Self::User(_) => None,
            Self::Channel(id) | Self::Messages(id) | Self::Threads(id) | Self::MyArchivedThreads(id) => Some(id.get()),
            Self::Message(id, _) | Self::ThreadOn(id, _) | Self::ThreadMember(id, _) => Some(id.get()),
            Self::Guild(id) | Self::GuildChannels(id) | Self::GuildRoles(id) | Self::ActiveThreads(id) => {
                Some(id.get())
            }
            Self::GuildMember(id, _) => Some(id.get()),
            Self::Commands(id) | Self::GuildCommands(id, _) => Some(id.get()),
            Self::Original(id, _) | Self::Followups(id, _) => Some(id.get()),
            Self::Response(id, _) => Some(id.get()),
        };
        (std::mem::discriminant(self), of)
    }

    /// Whether it answers a person: such calls are no part of the global limit.
    pub fn answers(&self) -> bool {
        matches!(self, Self::Response(..) | Self::Original(..) | Self::Followups(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_channel_is_counted_by_itself_and_its_messages_together() {
        let message = |channel, message| Route::Message(ChannelId::new(channel), MessageId::new(message)).bucket();
        assert_eq!(message(7, 1), message(7, 2));
        assert_ne!(message(7, 1), message(8, 1));
        assert_ne!(message(7, 1), Route::Messages(ChannelId::new(7)).bucket());
    }
}
