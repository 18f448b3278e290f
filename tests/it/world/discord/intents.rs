//! Which events a session hears. https://docs.discord.com/developers/events/gateway#gateway-intents

pub const GUILDS: u64 = 1;
pub const GUILD_MEMBERS: u64 = 1 << 1;
pub const GUILD_PRESENCES: u64 = 1 << 8;
pub const GUILD_MESSAGES: u64 = 1 << 9;
pub const GUILD_MESSAGE_REACTIONS: u64 = 1 << 10;
pub const DIRECT_MESSAGES: u64 = 1 << 12;
pub const DIRECT_MESSAGE_REACTIONS: u64 = 1 << 13;
pub const MESSAGE_CONTENT: u64 = 1 << 15;
/// Every bit that means something.
pub const ALL: u64 = 0x7f_ffff & !(1 << 17 | 1 << 18 | 1 << 19 | 1 << 22) | 1 << 24 | 1 << 25 | 1 << 20 | 1 << 21;

/// What an event needs; 0: it always comes.
pub fn needed(event: &str, direct: bool) -> u64 {
    match event {
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" if direct => DIRECT_MESSAGE_REACTIONS,
        "MESSAGE_REACTION_ADD" | "MESSAGE_REACTION_REMOVE" => GUILD_MESSAGE_REACTIONS,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "CHANNEL_PINS_UPDATE" if direct => DIRECT_MESSAGES,
        "MESSAGE_CREATE" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => GUILD_MESSAGES,
        _ if event.starts_with("GUILD_MEMBER") => GUILD_MEMBERS,
        _ if ["GUILD_", "CHANNEL_", "THREAD_"].iter().any(|kind| event.starts_with(kind)) => GUILDS,
        _ => 0,
    }
}
