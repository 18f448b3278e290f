//! The sandbox: a chat platform of one local page. It is the demo, the training ground, the test rig and the
//! default. Everything lives in memory, within bounds; nothing survives a restart.

mod act;
mod answers;
mod guard;
mod limits;
mod message;
mod people;
mod state;
#[cfg(test)]
mod tests;
mod view;
mod web;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use async_trait::async_trait;
use tokio::sync::{broadcast, mpsc};

use crate::chat::{Abilities, Chat, ChatError, ChatEvent, Intake, Membership, MessageRef, Place, Profile, Room, Said};
use crate::clock::Clock;
use crate::post::{Form, Post};

pub use act::{Act, Refusal};
pub use guard::Access;
pub use limits::Cut;
pub use message::{Author, Body, Change, Message, OpenForm};
pub use people::{SandboxPerson, default_people};
pub use web::{Hint, Hints, router};

use state::State;

/// The platform's name in places and persons.
pub const PLATFORM: &str = "sandbox";
/// Events that wait for the bot; when it is full, people are told to try again.
const EVENTS: usize = 1_024;
/// Changes that a slow page may be behind before it has to start over.
const CHANGES: usize = 512;

/// How a sandbox starts.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// Channel ids without the `#`.
    pub channels: Vec<String>,
    pub people: Vec<SandboxPerson>,
    pub clock: Clock,
}

impl Default for SandboxConfig {
    fn default() -> Self {
        Self { channels: vec!["crisis".into(), "general".into()], people: default_people(), clock: Clock::Wall }
    }
}

/// The chat platform itself. Shared behind an [`Arc`] between the bot, the page and scripts.
#[derive(Debug)]
pub struct Sandbox {
    state: Mutex<State>,
    events: Mutex<Events>,
    changes: broadcast::Sender<Change>,
    clock: Clock,
    /// Where the page is served: `http://127.0.0.1:8080/`.
    address: OnceLock<String>,
}

#[derive(Debug)]
struct Events {
    to: Intake,
    waiting: Option<mpsc::Receiver<ChatEvent>>,
}

impl Sandbox {
    pub fn new(config: SandboxConfig) -> Arc<Self> {
        let (to, waiting) = mpsc::channel(EVENTS);
        let changes = broadcast::Sender::new(CHANGES);
        let state = State::new(config.channels, config.people, config.clock.now(), changes.clone());
        Arc::new(Self {
            state: Mutex::new(state),
            events: Mutex::new(Events { to: to.into(), waiting: Some(waiting) }),
            changes,
            clock: config.clock,
            address: OnceLock::new(),
        })
    }

    /// What people do, for one reader. What happened before the first call waits for it; a later call takes over.
    pub fn listen(&self) -> mpsc::Receiver<ChatEvent> {
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        events.waiting.take().unwrap_or_else(|| {
            let (to, from) = mpsc::channel(EVENTS);
            events.to = to.into();
            from
        })
    }

    /// From now on what people do goes here, and the page hears of it when it is kept.
    pub fn tell(&self, to: Intake) {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).to = to;
    }

    /// Does what a person would do on the page, with the same events.
    pub fn act(&self, person: &str, act: Act) -> Result<Option<String>, Refusal> {
        Ok(self.begin(person, act, true)?.said)
    }

    /// As [`Sandbox::act`]; answers once what was done is kept.
    pub async fn act_and_wait(&self, person: &str, act: Act) -> Result<Option<String>, Refusal> {
        let act::Begun { said, kept } = self.begin(person, act, false)?;
        if let Some(kept) = kept {
            kept.answer().await.map_err(|_| Refusal::Busy)?;
        }
        Ok(said)
    }

    fn begin(&self, person: &str, act: Act, is_patient: bool) -> Result<act::Begun, Refusal> {
        let to = self.events.lock().unwrap_or_else(PoisonError::into_inner).to.clone();
        act::act(&mut self.state(), (&to, is_patient), self.clock.now(), person, act)
    }

    /// Every change from now on. Subscribe, then look, then wait: nothing is missed.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// The messages of a channel and its threads, oldest first, whispers to anybody included.
    pub fn messages(&self, channel: &str) -> Vec<Message> {
        let channel = channel.trim_start_matches('#');
        self.state().messages().filter(|message| message.channel == channel).cloned().collect()
    }

    /// A person's own page, if it was ever shown.
    pub fn home(&self, person: &str) -> Option<Message> {
        self.state().home(person).cloned()
    }

    /// The forms that stand open before a person.
    pub fn forms(&self, person: &str) -> Vec<OpenForm> {
        self.state().forms(person).cloned().collect()
    }

    pub fn people(&self) -> Vec<SandboxPerson> {
        self.state().people.clone()
    }

    /// Somebody leaves the team: nothing reaches them any more, and what they said stays.
    pub fn leaves(&self, person: &str) {
        self.state().people.retain(|known| known.id != person);
    }

    /// Says where the page is served, so that messages can be linked to. The first word counts.
    pub fn is_served_at(&self, url: &str) {
        let _ = self.address.set(url.to_owned());
    }

    /// Ends every page's stream of changes, so that a listener can shut down.
    pub fn close(&self) {
        self.state().close();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves chat messages behind, not half of an invariant.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Chat for Sandbox {
    fn platform(&self) -> &'static str {
        PLATFORM
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, whispers: true, forms: true, reactions: true, home: true, pace_ms: 0 }
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        self.state().post(to, None, post, key, self.clock.now())
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        self.state().edit(message, post, self.clock.now())
    }

    async fn open_thread(&self, on: &MessageRef, _known: Option<&str>, title: &str) -> Result<Place, ChatError> {
        self.state().open_thread(on, title)
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.state().post(to, Some(person), post, key, self.clock.now()).map(drop)
    }

    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.state().ask(trigger, form, self.clock.now())
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        Ok(self.state().find(place, key))
    }

    async fn read(&self, message: &MessageRef) -> Result<Option<Said>, ChatError> {
        Ok(self.state().message(&message.message).map(Message::said))
    }

    async fn permalink(&self, message: &MessageRef) -> Result<Option<String>, ChatError> {
        let stands = self.state().message(&message.message).is_some();
        let address = self.address.get().filter(|_| stands);
        Ok(address.map(|address| format!("{address}#{}", message.message)))
    }

    async fn profile(&self, user: &str) -> Result<Profile, ChatError> {
        let state = self.state();
        let known = state.person(user).map(|person| Profile {
            name: Some(person.name.clone()),
            locale: Some(person.locale.tag().to_owned()),
            zone: Some(person.zone.clone()),
        });
        Ok(known.unwrap_or_default())
    }

    async fn has_left(&self, user: &str) -> Result<bool, ChatError> {
        Ok(self.state().person(user).is_none())
    }

    /// Whoever may open the page plays everybody on it, and sees every channel; as one of them, only the rooms that this one
    /// was let into.
    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError> {
        Ok(self.state().is_in(user, &place.channel))
    }

    async fn open_room(&self, _beside: &Place, room: &Room<'_>) -> Result<Place, ChatError> {
        self.state().open_room(room)
    }

    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError> {
        self.state().let_in(&room.channel, user)
    }

    /// Whoever may open the page plays everybody, also those in charge.
    async fn membership(&self, _place: &Place, _user: &str) -> Result<Membership, ChatError> {
        Ok(Membership { everybody_runs_it: true, ..Membership::default() })
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        self.state().show_home(user, post, self.clock.now())
    }
}
