//! Transcripts: every effect on the chat as a line of JSON, with the words in plain.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use serde_json::{Value, json};

use crate::alert;
use crate::chat::{Abilities, Chat, ChatError, Membership, MessageRef, Place, Profile, Room, Said};
use crate::clock::Clock;
use crate::id::AlertId;
use crate::person::Person;
use crate::post::{Form, Post};
use crate::store::Store;

/// A platform whose effects are written down.
pub struct Recorder {
    chat: Arc<dyn Chat>,
    store: Store,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    out: Box<dyn Write + Send>,
    /// The keys that messages were posted under, by message: an edit has none of its own.
    keys: HashMap<String, String>,
    failed: Option<std::io::Error>,
}

/// What an effect is about, from the errand's key: `alert:A-7:sandbox:crisis:card:1`.
struct About<'a> {
    about: &'a str,
    subject: Option<&'a str>,
}

impl<'a> About<'a> {
    fn of(key: &'a str) -> Self {
        let mut parts = key.splitn(3, ':');
        let about = parts.next().filter(|about| !about.is_empty()).unwrap_or("system");
        Self { about, subject: parts.next().filter(|subject| !subject.is_empty()) }
    }
}

impl Recorder {
    pub fn new(chat: Arc<dyn Chat>, store: Store, clock: Clock, out: Box<dyn Write + Send>) -> Self {
        Self { chat, store, clock, state: Mutex::new(State { out, keys: HashMap::new(), failed: None }) }
    }

    /// Ends the transcript: everything is on disk, or the error says what is not.
    pub fn finish(&self) -> std::io::Result<()> {
        let mut state = self.state();
        match state.failed.take() {
            Some(error) => Err(error),
            None => state.out.flush(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, line: &Value) {
        let mut state = self.state();
        if let Err(error) = writeln!(state.out, "{line}") {
            state.failed.get_or_insert(error);
        }
    }

    fn line(&self, effect: &str, place: &Place, message: Option<&str>, key: &str, post: &Post) -> Value {
        let about = About::of(key);
        json!({
            "at": self.clock.now(),
            "effect": effect,
            "platform": place.platform,
            "channel": place.channel,
            "thread": place.thread,
            "message": message,
            "about": about.about,
            "subject": about.subject,
            "text": post.plain(),
            "buttons": post.buttons().map(|button| button.label.as_str()).collect::<Vec<_>>(),
        })
    }

    /// The figures of an alert, for its first post.
    async fn figures(&self, key: &str) -> Option<Value> {
        let about = About::of(key);
        let id =
            about.subject.and_then(AlertId::parse).filter(|_| about.about == "alert" && key.ends_with(":card:1"))?;
        let alert = alert::store::get(&mut self.store.read().await.ok()?, id).await.ok()??;
        let figures = alert.figures;
        Some(json!({
            "kind": alert.kind.name(),
            "severity": figures.severity,
            "observed": figures.observed,
            "expected": figures.expected,
            "factor": figures.factor,
        }))
    }
}

#[async_trait]
impl Chat for Recorder {
    fn platform(&self) -> &'static str {
        self.chat.platform()
    }

    fn abilities(&self) -> Abilities {
        self.chat.abilities()
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        let message = self.chat.post(to, post, key).await?;
        let mut line = self.line("post", &message.place, Some(&message.message), key, post);
        if let (Some(figures), Value::Object(line)) = (self.figures(key).await, &mut line) {
            line.insert("alert".into(), figures);
        }
        self.write(&line);
        self.state().keys.insert(message.message.clone(), key.to_owned());
        Ok(message)
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        self.chat.edit(message, post).await?;
        let key = self.state().keys.get(&message.message).cloned().unwrap_or_default();
        self.write(&self.line("edit", &message.place, Some(&message.message), &key, post));
        Ok(())
    }

    async fn open_thread(&self, on: &MessageRef, known: Option<&str>, title: &str) -> Result<Place, ChatError> {
        let thread = self.chat.open_thread(on, known, title).await?;
        let key = self.state().keys.get(&on.message).cloned().unwrap_or_default();
        // Opening it again only asks where it is.
        let known = format!("thread:{}", on.message);
        if self.state().keys.insert(known, String::new()).is_none() {
            self.write(&self.line("thread", &thread, Some(&on.message), &key, &Post::line(title)));
        }
        Ok(thread)
    }

    async fn whisper(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.chat.whisper(to, person, post, key).await?;
        let mut line = self.line("whisper", to, None, key, post);
        if let Value::Object(line) = &mut line {
            line.insert("person".into(), person.into());
        }
        self.write(&line);
        Ok(())
    }

    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.chat.ask(trigger, form).await?;
        let labels: Vec<&str> = form.inputs.iter().map(|input| input.label.as_str()).collect();
        let text = format!("{}: {}", form.title, labels.join(", "));
        let place = Place { platform: self.platform().into(), channel: String::new(), thread: None };
        self.write(&self.line("form", &place, None, "", &Post::line(text)));
        Ok(())
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

    async fn open_room(&self, beside: &Place, room: &Room<'_>) -> Result<Place, ChatError> {
        self.chat.open_room(beside, room).await
    }

    async fn let_in(&self, room: &Place, user: &str) -> Result<(), ChatError> {
        self.chat.let_in(room, user).await
    }

    async fn membership(&self, place: &Place, user: &str) -> Result<Membership, ChatError> {
        self.chat.membership(place, user).await
    }

    async fn can_see(&self, place: &Place, user: &str) -> Result<bool, ChatError> {
        self.chat.can_see(place, user).await
    }

    async fn show_home(&self, user: &str, post: &Post) -> Result<(), ChatError> {
        self.chat.show_home(user, post).await?;
        let person = Person { platform: self.platform().into(), user: user.into() };
        self.write(&self.line("home", &Place::direct(&person), None, "", post));
        Ok(())
    }
}
