//! Channels by name, and the bot's conversations with people.

use std::collections::HashMap;

use slack_morphism::api::SlackApiConversationsMembersResponse;

use super::trouble::{Kind, Trouble};
use super::wire::{Channels, CreateChannel, Invite, OneChannel, OpenDirect};
use super::{PLATFORM, Slack, address, next_page};
use crate::chat::{ChatError, Place, Room};

/// Conversations that are remembered; beyond them Slack is asked again.
const REMEMBERED: usize = 10_000;

impl Slack {
    /// The place by its id: events carry ids, people write names. Answers a place that has its id at once.
    pub async fn resolve(&self, place: &Place) -> Result<Place, ChatError> {
        if is_id(&place.channel) || place.direct_to().is_some() {
            return Ok(place.clone());
        }
        let mut known = self.channels.lock().await;
        if !known.contains_key(&place.channel) {
            known.extend(self.listed().await?);
        }
        let channel = known.get(&place.channel).cloned().ok_or_else(|| ChatError::GiveUp {
            reason: format!("Slack shows Squall no channel #{}", place.channel),
            cure: "name one that exists and is not archived; if it is private, type there: /invite @squall".into(),
        })?;
        Ok(Place { channel, ..place.clone() })
    }

    /// Whether the bot is in the channel. Fails where nobody can write any more.
    pub async fn is_in(&self, place: &Place) -> Result<bool, ChatError> {
        let asked = self.web.get("conversations.info", &[("channel", place.channel.clone())]).await?;
        let OneChannel { channel } = asked;
        if channel.is_archived {
            let mut archived = Trouble::new(Kind::Blocked, "conversations.info", "is_archived");
            archived.channel.clone_from(&place.channel);
            return Err(archived.into());
        }
        Ok(channel.is_member)
    }

    /// Whether a person joined the channel. Slack lists who did, a page at a time.
    pub(super) async fn is_member(&self, place: &Place, user: &str) -> Result<bool, Trouble> {
        let mut cursor = String::new();
        loop {
            let page = [("channel", place.channel.clone()), ("limit", "999".into()), ("cursor", cursor)];
            let answer: SlackApiConversationsMembersResponse = self.web.get("conversations.members", &page).await?;
            if answer.members.iter().any(|member| member.0 == user) {
                return Ok(true);
            }
            match next_page(answer.response_metadata) {
                Some(next) => cursor = next,
                None => return Ok(false),
            }
        }
    }

    /// A private channel with these people in it: the one of this name where it was opened before.
    pub(super) async fn private_channel(&self, room: &Room<'_>) -> Result<Place, Trouble> {
        let name = room.name();
        let opened = self.web.call(&CreateChannel { name: &name, is_private: true }).await;
        let channel = match opened {
            Ok(OneChannel { channel }) => channel.id,
            Err(trouble) if trouble.code == "name_taken" => match self.listed().await?.remove(&name) {
                Some(channel) => channel,
                None => return Err(trouble),
            },
            Err(trouble) => return Err(trouble),
        };
        for person in room.people {
            self.invite(&channel, person).await?;
        }
        Ok(Place { platform: PLATFORM.into(), channel, thread: None })
    }

    /// Lets somebody into a channel that the bot is in.
    pub(super) async fn invite(&self, channel: &str, user: &str) -> Result<(), Trouble> {
        match self.web.call(&Invite { channel, users: user }).await {
            Err(trouble) if trouble.code != "already_in_channel" => Err(trouble),
            _ => Ok(()),
        }
    }

    /// Channels that the bot may see, by name.
    async fn listed(&self) -> Result<HashMap<String, String>, Trouble> {
        let (mut found, mut cursor) = (HashMap::new(), String::new());
        loop {
            let types = ("types", "public_channel,private_channel".to_owned());
            let page = [types, ("exclude_archived", "true".into()), ("limit", "999".into()), ("cursor", cursor)];
            let answer: Channels = self.web.get("conversations.list", &page).await?;
            found.extend(answer.channels.into_iter().filter_map(|channel| Some((channel.name?, channel.id))));
            match next_page(answer.response_metadata) {
                Some(next) => cursor = next,
                None => return Ok(found),
            }
        }
    }

    /// The channel that a place is in, by Slack's own id: a conversation with a person is opened, which shows nothing.
    pub(super) async fn channel(&self, place: &Place) -> Result<String, Trouble> {
        let (to, _) = address::to(place);
        if place.direct_to() != Some(to) {
            return Ok(to.to_owned());
        }
        let mut known = self.directs.lock().await;
        if let Some(channel) = known.get(to) {
            return Ok(channel.clone());
        }
        let channel = self.web.call(&OpenDirect { users: to }).await?.channel.id.0;
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(to.to_owned(), channel.clone());
        Ok(channel)
    }
}

/// Whether it is the id of a channel, of a person or of a direct message, and not a name: names have no capitals.
fn is_id(channel: &str) -> bool {
    channel.starts_with(['C', 'G', 'D', 'U', 'W'])
        && channel.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
