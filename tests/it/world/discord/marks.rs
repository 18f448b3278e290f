//! What is put on messages: reactions and pins.

use serde_json::{Value, json};

use super::messages::readable;
use super::refusals::{Answer, nothing, ok, refuse};
use super::state::{State, stamp};
use super::{BOT_USER, messages, permissions};

const MAX_PINS: usize = 250;
const MAX_REACTIONS: usize = 20;

impl State {
    /// Somebody's emoji comes or goes. Nothing is told when nothing changed.
    pub fn reacted(&mut self, channel: &str, id: &str, user: &str, emoji: &str, added: bool) {
        let Some(message) = self.message_mut(channel, id) else { return };
        let author = message.author.clone();
        let mine = (emoji.to_owned(), user.to_owned());
        match message.reactions.iter().position(|one| *one == mine) {
            Some(at) if !added => drop(message.reactions.remove(at)),
            None if added => message.reactions.push(mine),
            _ => return,
        }
        let mut told = json!({
            "user_id": user, "channel_id": channel, "message_id": id, "emoji": { "id": null, "name": emoji },
            "burst": false, "type": 0,
        });
        if let Some(guild) = self.guild_of(channel) {
            told["guild_id"] = json!(guild.id);
            if added {
                told["member"] = self.member_json(guild, user);
                told["message_author_id"] = json!(author);
            }
        }
        self.dispatches(if added { "MESSAGE_REACTION_ADD" } else { "MESSAGE_REACTION_REMOVE" }, told);
    }

    /// Somebody pins a message, or takes the pin away. A pin is also said in the channel.
    pub fn pins(&mut self, channel: &str, id: &str, user: &str, added: bool) {
        let Some(message) = self.message_mut(channel, id) else { return };
        if std::mem::replace(&mut message.pinned, added) == added {
            return;
        }
        let guild = self.channels[channel].guild.clone();
        let last = added.then(|| stamp(self.clock.now()));
        let told = json!({ "guild_id": guild, "channel_id": channel, "last_pin_timestamp": last });
        self.dispatches("CHANNEL_PINS_UPDATE", told);
        self.message_updated(channel, id);
        if added {
            let at = self.clock.now();
            let mut said = messages::Message::new(self.id(), channel, user, at);
            said.kind = 6;
            said.reference = Some(json!({ "type": 0, "message_id": id, "channel_id": channel, "guild_id": guild }));
            self.shows(said);
        }
    }
}

/// `PUT` and `DELETE …/reactions/{emoji}/@me`
pub fn react(state: &mut State, channel: &str, id: &str, emoji: &str, added: bool) -> Answer {
    let message = readable(state, channel, id)?;
    let new = !message.reactions.iter().any(|(name, _)| name == emoji);
    let kinds: std::collections::BTreeSet<&String> = message.reactions.iter().map(|(name, _)| name).collect();
    if added && new && kinds.len() >= MAX_REACTIONS {
        return Err(refuse(30_010));
    }
    if state.is_archived(channel) {
        return Err(refuse(50_083));
    }
    if added && new && !state.may(channel, permissions::ADD_REACTIONS) {
        return Err(refuse(50_013));
    }
    state.reacted(channel, id, BOT_USER, emoji, added);
    nothing()
}

/// `GET …/reactions/{emoji}`
pub fn who_reacted(state: &State, channel: &str, id: &str, emoji: &str) -> Answer {
    let message = readable(state, channel, id)?;
    let who = message.reactions.iter().filter(|(name, _)| name == emoji);
    ok(who.map(|(_, user)| state.user(user)).collect())
}

/// `PUT` and `DELETE /channels/{channel}/messages/pins/{message}`, and the older way without `messages`.
pub fn pin(state: &mut State, channel: &str, id: &str, added: bool) -> Answer {
    readable(state, channel, id)?;
    if state.is_archived(channel) {
        return Err(refuse(50_083));
    }
    if !state.may(channel, permissions::PIN_MESSAGES) && !state.may(channel, permissions::MANAGE_MESSAGES) {
        return Err(refuse(50_013));
    }
    let pinned = state.channels[channel].messages.iter().filter(|message| message.pinned).count();
    if added && pinned >= MAX_PINS {
        return Err(refuse(30_003));
    }
    state.pins(channel, id, BOT_USER, added);
    nothing()
}

/// `GET /channels/{channel}/messages/pins`; the older way answers the messages alone.
pub fn list_pins(state: &State, channel: &str, older: bool) -> Answer {
    let found = state.seen(channel)?;
    let pinned = found.messages.iter().rev().filter(|message| message.pinned);
    let shown = pinned.map(|message| state.message_json(message, state.message_content));
    if older {
        return ok(shown.collect());
    }
    let items: Vec<Value> =
        shown.map(|message| json!({ "pinned_at": message["timestamp"], "message": message })).collect();
    ok(json!({ "items": items, "has_more": false }))
}
