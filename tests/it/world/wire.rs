//! The line between the product and its platform, which can be told to fail.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use squall::chat::sandbox::Sandbox;
use squall::chat::{Abilities, Chat, ChatError, MessageRef, Place, Profile, Said};
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
    /// The platform will never take it.
    Refused,
    /// What was to be edited is not there any more.
    Gone,
    /// It arrives, and the process ends before it can know.
    Crash,
}

/// A platform behind an unreliable line.
pub struct Wire {
    sandbox: Arc<Sandbox>,
    ahead: Mutex<VecDeque<Trouble>>,
    /// How often a post reached the platform, told apart from what the platform then kept.
    arrived: Mutex<Vec<String>>,
}

impl Wire {
    pub fn new(sandbox: Arc<Sandbox>) -> Self {
        Self { sandbox, ahead: Mutex::default(), arrived: Mutex::default() }
    }

    /// The next posts and edits meet these, one each.
    pub fn will_meet(&self, troubles: &[Trouble]) {
        self.ahead.lock().unwrap().extend(troubles);
    }

    /// The keys of the posts that reached the platform.
    pub fn arrived(&self) -> Vec<String> {
        self.arrived.lock().unwrap().clone()
    }

    fn before(&self) -> Result<Option<Trouble>, ChatError> {
        let reason = "the line is bad".to_owned();
        match self.ahead.lock().unwrap().pop_front() {
            Some(Trouble::Busy(ms)) => Err(ChatError::Retry { reason, after_ms: Some(ms) }),
            Some(Trouble::Lost) => Err(ChatError::Unknown { reason }),
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
        self.sandbox.platform()
    }

    fn abilities(&self) -> Abilities {
        self.sandbox.abilities()
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        let trouble = self.before()?;
        self.arrived.lock().unwrap().push(key.to_owned());
        let posted = self.sandbox.post(to, post, key).await?;
        after(trouble).map(|()| posted)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        let trouble = self.before()?;
        self.sandbox.edit(message, post).await?;
        after(trouble)
    }

    async fn open_thread(&self, on: &MessageRef, title: &str) -> Result<Place, ChatError> {
        self.sandbox.open_thread(on, title).await
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.sandbox.whisper(to, person, post, key).await
    }

    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.sandbox.ask(trigger, form).await
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        self.sandbox.find(place, key).await
    }

    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError> {
        self.sandbox.read(message).await
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        self.sandbox.permalink(message).await
    }

    async fn profile(&self, user: &str) -> Result<Profile, ChatError> {
        self.sandbox.profile(user).await
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        self.sandbox.show_home(user, post).await
    }
}
