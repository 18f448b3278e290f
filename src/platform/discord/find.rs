//! Looking for a message that may have been sent: by its mark, in what stands in the channel, or among a forum's posts.

use serde_json::Value;
use serenity::http::{LightMethod, Route};

use super::calls::{self, id};
use super::rest::Call;
use super::trouble::{Kind, Trouble};
use super::{Discord, mark, nonce};
use crate::chat::{MessageRef, Place};

/// Messages of a page; Discord allows 100.
const PAGE: usize = 100;
/// How far back it is looked, in pages: a busy channel says no more in the minutes that a process is away.
const PAGES: usize = 5;
/// A forum's youngest posts.
const POSTS: usize = 10;

const DOING: &str = "look for a message";

impl Discord {
    /// The message of this key, if it stands there.
    pub(super) async fn found(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, Trouble> {
        let channel = self.address(place).await?;
        let looked = match place.thread.is_none() && self.is_forum(&channel).await? {
            true => self.among_posts(&channel, key).await,
            false => self.among_messages(&channel, key).await,
        };
        match looked {
            Ok(found) => Ok(found.map(|message| MessageRef { place: place.clone(), message })),
            // Rather twice than never: without the permission to read there is no looking, and no thread no message.
            Err(trouble) if matches!(trouble.kind, Kind::Blocked | Kind::Refused | Kind::Gone) => Ok(None),
            Err(trouble) => Err(trouble),
        }
    }

    async fn among_messages(&self, channel: &str, key: &str) -> Result<Option<String>, Trouble> {
        let nonce = nonce(key);
        let mut query = format!("limit={PAGE}");
        for _ in 0..PAGES {
            let route = Route::ChannelMessages { channel_id: id(channel, DOING)? };
            let page = self.rest.call(Call::new(DOING, LightMethod::Get, route).channel(channel).query(query)).await?;
            let all = page.as_array().map_or(&[][..], Vec::as_slice);
            let found = all.iter().find(|message| message["nonce"] == nonce.as_str() || mark::is_on(message, key));
            if found.is_some() || all.len() < PAGE {
                return Ok(found.and_then(id_of));
            }
            let Some(oldest) = all.last().and_then(id_of) else { return Ok(None) };
            query = format!("limit={PAGE}&before={oldest}");
        }
        Ok(None)
    }

    /// The first message of a post has the post's id.
    async fn among_posts(&self, forum: &str, key: &str) -> Result<Option<String>, Trouble> {
        let Some(guild) = self.channel(forum).await?.guild else { return Ok(None) };
        let route = Route::GuildThreadsActive { guild_id: id(&guild, DOING)? };
        let active = self.rest.call(Call::new(DOING, LightMethod::Get, route).channel(forum)).await?;
        let threads = active["threads"].as_array().into_iter().flatten();
        let mut posts: Vec<String> = threads.filter(|thread| thread["parent_id"] == forum).filter_map(id_of).collect();
        // Ids grow with time, and so does their length.
        posts.sort_by_key(|id| std::cmp::Reverse((id.len(), id.clone())));
        for post in posts.into_iter().take(POSTS) {
            let route =
                Route::ChannelMessage { channel_id: id(&post, DOING)?, message_id: calls::message(&post, DOING)? };
            match self.rest.call(Call::new(DOING, LightMethod::Get, route).channel(&post)).await {
                Ok(message) if mark::is_on(&message, key) => return Ok(Some(post)),
                Ok(_) => {}
                Err(trouble) if trouble.kind == Kind::Gone => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(None)
    }
}

fn id_of(told: &Value) -> Option<String> {
    told["id"].as_str().map(str::to_owned)
}
