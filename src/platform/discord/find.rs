//! Looking for a message that may have been sent: by its mark, in what stands in the channel, or among a forum's posts.

use serenity::model::channel::Nonce;

use super::calls::{self, id};
use super::rest::Call;
use super::trouble::{Kind, Trouble};
use super::wire::{self, Route};
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
        let is_it = |message: &&wire::Message| {
            matches!(&message.nonce, Some(Nonce::String(theirs)) if *theirs == nonce) || mark::is_on(message, key)
        };
        let mut query = format!("limit={PAGE}");
        for _ in 0..PAGES {
            let call = Call::get(DOING, Route::Messages(id(channel, DOING)?));
            let page: Vec<wire::Message> = self.rest.read(call.channel(channel).query(query)).await?;
            let found = page.iter().find(is_it);
            if found.is_some() || page.len() < PAGE {
                return Ok(found.map(|message| message.id.to_string()));
            }
            let Some(oldest) = page.last() else { return Ok(None) };
            query = format!("limit={PAGE}&before={}", oldest.id);
        }
        Ok(None)
    }

    /// The first message of a post has the post's id.
    async fn among_posts(&self, forum: &str, key: &str) -> Result<Option<String>, Trouble> {
        let Some(guild) = self.channel(forum).await?.guild else { return Ok(None) };
        let call = Call::get(DOING, Route::ActiveThreads(id(&guild, DOING)?));
        let active: wire::ThreadList = self.rest.read(call.channel(forum)).await?;
        let of_forum = |thread: &wire::Channel| thread.parent_id.is_some_and(|parent| parent.to_string() == forum);
        let mut posts: Vec<_> = active.threads.into_iter().filter(of_forum).map(|thread| thread.id).collect();
        // Ids grow with time.
        posts.sort_unstable_by(|one, other| other.cmp(one));
        for post in posts.into_iter().take(POSTS).map(|post| post.to_string()) {
            let route = Route::Message(id(&post, DOING)?, calls::message(&post, DOING)?);
            match self.rest.read::<wire::Message>(Call::get(DOING, route).channel(&post)).await {
                Ok(message) if mark::is_on(&message, key) => return Ok(Some(post)),
                Ok(_) => {}
                Err(trouble) if trouble.kind == Kind::Gone => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(None)
    }
}
