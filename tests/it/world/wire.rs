//! The line between the product and its platform, where a story lets things go wrong.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use squall::chat::{Abilities, Chat, ChatError, Membership, MessageRef, Place, Profile, Room, Said};
use squall::post::{Form, Post};

/// What happens to the next thing that the bot posts or edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The platform wants to be asked later, after this many milliseconds.
    Busy(u64),
    /// It arrives, and the answer is lost.
    Unanswered,
    /// It is lost, and so is the answer.
    Lost,
    /// The platform will not take it until somebody has mended something.
    Blocked,
    /// The platform will never take it.
    Refused,
    /// What was to be edited is not there any more.
    Gone,
    /// It arrives, and the process ends before it can know.
    Crash,
}

/// What meets a trouble.
pub enum Doing<'a> {
    Post,
    Edit(&'a MessageRef),
}

/// What lies ahead on a line, whichever process uses it, and what came through.
#[derive(Default)]
pub struct Ahead {
    troubles: Mutex<VecDeque<Trouble>>,
    arrived: Mutex<Vec<String>>,
    /// People who see no channel, where the platform itself shows every one to everybody.
    pub shut_out: Mutex<HashSet<String>>,
    /// What people are, where the platform itself tells nobody apart.
    pub memberships: Mutex<HashMap<String, Membership>>,
}

impl Ahead {
    pub fn will_meet(&self, troubles: &[Trouble]) {
        self.troubles.lock().unwrap().extend(troubles);
    }

    /// The keys of the posts that reached the platform, told apart from what the platform then kept.
    pub fn arrived(&self) -> Vec<String> {
        self.arrived.lock().unwrap().clone()
    }
}

/// Lets the platform itself meet a trouble, over the wire; false where the line has to feign it.
pub type Befalls = Box<dyn Fn(&Doing<'_>, Trouble) -> bool + Send + Sync>;

/// A platform behind an unreliable line.
pub struct Wire {
    chat: Arc<dyn Chat>,
    ahead: Arc<Ahead>,
    befalls: Befalls,
}

impl Wire {
    pub fn new(chat: Arc<dyn Chat>, ahead: Arc<Ahead>, befalls: Befalls) -> Self {
        Self { chat, ahead, befalls }
    }

    fn before(&self, doing: &Doing<'_>) -> Result<Option<Trouble>, ChatError> {
        let trouble = self.ahead.troubles.lock().unwrap().pop_front();
        let reason = "the line is bad".to_owned();
        match trouble.filter(|trouble| !(self.befalls)(doing, *trouble)) {
            Some(Trouble::Busy(ms)) => Err(ChatError::Retry { reason, after_ms: Some(ms) }),
            Some(Trouble::Lost) => Err(ChatError::Unknown { reason }),
            Some(Trouble::Blocked) => Err(ChatError::Blocked { reason, cure: "mend it".into() }),
            Some(Trouble::Refused) => Err(ChatError::GiveUp { reason, cure: "invite the bot".into() }),
            Some(Trouble::Gone) => Err(ChatError::Gone { reason }),
            other => Ok(other),
        }
    }
}

fn after(trouble: Option<Trouble>) -> Result<(), ChatError> {
    match trouble {
        Some(Trouble::Unanswered) => Err(ChatError::Unknown { reason: "the answer is lost".into() }),
        Some(Trouble::Crash) => panic!("the process ends here, as the story wants it"),
        _ => Ok(()),
    }
}

#[async_trait]
impl Chat for Wire {
    fn platform(&self) -> &'static str {
        self.chat.platform()
    }

    fn abilities(&self) -> Abilities {
        self.chat.abilities()
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        let trouble = self.before(&Doing::Post)?;
        self.ahead.arrived.lock().unwrap().push(key.to_owned());
        let posted = self.chat.post(to, post, key).await?;
        after(trouble).map(|()| posted)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        let trouble = self.before(&Doing::Edit(message))?;
        self.chat.edit(message, post).await?;
        after(trouble)
    }

    async fn open_thread(&self, on: &MessageRef, known: Option<&str>, title: &str) -> Result<Place, ChatError> {
        self.chat.open_thread(on, known, title).await
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.chat.whisper(to, person, post, key).await
    }

    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.chat.ask(trigger, form).await
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        self.chat.find(place, key).await
    }

    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError> {
        self.chat.read(message).await
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        self.chat.permalink(message).await
    }

    async fn profile(&self, user: &str) -> Result<Profile, ChatError> {
        self.chat.profile(user).await
    }

    async fn has_left(&self, user: &str) -> Result<bool, ChatError> {
        self.chat.has_left(user).await
    }

    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError> {
        let shut_out = self.ahead.shut_out.lock().unwrap().contains(user);
        Ok(!shut_out && self.chat.can_see(place, user).await?)
    }

    async fn open_room(&self, beside: &Place, room: &Room<'_>) -> Result<Place, ChatError> {
        self.chat.open_room(beside, room).await
    }

    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError> {
        self.chat.let_in(room, user).await
    }

    async fn membership(&self, place: &Place, user: &str) -> Result<Membership, ChatError> {
        let told = self.ahead.memberships.lock().unwrap().get(user).cloned();
        match told {
            Some(membership) => Ok(membership),
            None => self.chat.membership(place, user).await,
        }
    }

    async fn settled(&self, event: &str) {
        self.chat.settled(event).await;
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        self.chat.show_home(user, post).await
    }
}
