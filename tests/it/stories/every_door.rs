//! Every command and every button reaches its desk: what people do is answered with words or a form, or has an effect.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use commands::{Action, AlertAction, Command, MeAction};
use squall::chat::{
    Abilities, Chat, ChatError, ChatEvent, Happened, Membership, MessageRef, Place, Profile, Room, Said,
};
use squall::post::{Form, Post};

use crate::world::{World, minutes, stories};

stories!(every_example_of_every_command_is_answered, every_button_and_every_form_is_answered);

/// A platform, of which is kept what it was asked to say to one person alone.
struct Listening {
    chat: Arc<dyn Chat>,
    said: Mutex<Vec<String>>,
}

impl Listening {
    fn keep(&self, words: String) {
        self.said.lock().unwrap().push(words);
    }

    fn heard(&self) -> Vec<String> {
        std::mem::take(&mut *self.said.lock().unwrap())
    }
}

#[async_trait]
impl Chat for Listening {
    fn platform(&self) -> &'static str {
        self.chat.platform()
    }

    fn abilities(&self) -> Abilities {
        self.chat.abilities()
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        self.chat.post(to, post, key).await
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        self.chat.edit(message, post).await
    }

    async fn open_thread(&self, on: &MessageRef, known: Option<&str>, title: &str) -> Result<Place, ChatError> {
        self.chat.open_thread(on, known, title).await
    }

    async fn whisper(&self, _: &Place, _: &str, post: &Post, _: &str) -> Result<(), ChatError> {
        self.keep(post.summary.clone());
        Ok(())
    }

    async fn ask(&self, _: &str, form: &Form) -> Result<(), ChatError> {
        self.keep(form.action.clone());
        Ok(())
    }

    async fn find(&self, place: &Place, key: &str) -> Result<Option<MessageRef>, ChatError> {
        self.chat.find(place, key).await
    }

    async fn read(&self, _: &MessageRef) -> Result<Option<Said>, ChatError> {
        Ok(None)
    }

    async fn permalink(&self, _: &MessageRef) -> Result<Option<String>, ChatError> {
        Ok(None)
    }

    async fn profile(&self, _: &str) -> Result<Profile, ChatError> {
        Ok(Profile { locale: Some("en".to_owned()), ..Profile::default() })
    }

    async fn open_room(&self, beside: &Place, _: &Room<'_>) -> Result<Place, ChatError> {
        Ok(beside.clone())
    }

    async fn let_in(&self, _: &Place, _: &str) -> Result<(), ChatError> {
        Ok(())
    }

    async fn membership(&self, _: &Place, _: &str) -> Result<Membership, ChatError> {
        Ok(Membership { everybody_runs_it: true, ..Membership::default() })
    }

    async fn can_see(&self, _: &Place, _: &str) -> Result<bool, ChatError> {
        Ok(true)
    }

    async fn has_left(&self, _: &str) -> Result<bool, ChatError> {
        Ok(false)
    }
}

/// Lets the reception speak to somebody who listens.
fn listen(world: &mut World) -> Arc<Listening> {
    let listening = Arc::new(Listening { chat: world.stage.chat(), said: Mutex::default() });
    let chat: Arc<dyn Chat> = Arc::clone(&listening) as _;
    world.app.reception = world.app.reception.with(|setup| setup.platforms = [(chat.platform(), chat)].into());
    listening
}

/// What a person does, and what became of it: what they were told, or that something was written down.
async fn outcome(world: &mut World, listening: &Listening, key: &str, what: Happened) -> Vec<String> {
    let before = world.ledger().await.len();
    let (person, place) = (world.stage.person("maya"), world.stage.place("crisis"));
    let (key, at) = (format!("door:{key}"), world.now());
    let event =
        ChatEvent { key, at, person, place, locale: Some("en".to_owned()), name: None, roles: BTreeMap::new(), what };
    world.app.receive(event).await.unwrap();
    let mut told = listening.heard();
    told.extend(world.ledger().await.drain(before..));
    told
}

/// A crisis in which the first of nearly everything is there.
async fn in_a_crisis(world: &mut World) -> Arc<Listening> {
    world.trouble().await;
    world.says("maya", "/crisis watch add acme lumo").await;
    let listening = listen(world);
    let begun = [
        "open Parcels lost in Varna",
        "note The plant called --incident INC-1",
        "task add Call the plant --incident INC-1",
        "conduct reply @ana: where is my parcel? --incident INC-1",
        "conduct hold The family is being told --incident INC-1",
        "statement draft We are looking into it",
        "incident state resolved It is over --incident INC-1",
        "retro start INC-1",
        "retro report INC-1",
        "retro debrief 2027-01-07 15:00 --incident INC-1",
        "action add A second hotline --incident INC-1",
        "action playbook ACT-1 every",
    ];
    for line in begun {
        let told =
            outcome(world, &listening, &format!("begun:{line}"), Happened::Asked { words: line.to_owned() }).await;
        assert!(!told.is_empty(), "{line}");
    }
    world.passes(minutes(1)).await;
    listening.heard();
    listening
}

async fn every_example_of_every_command_is_answered(world: &mut World) {
    let listening = in_a_crisis(world).await;
    for (typed, means) in commands::entries().iter().flat_map(|entry| (entry.examples)()) {
        let told = outcome(world, &listening, typed, Happened::Asked { words: typed.to_owned() }).await;
        assert!(!told.is_empty(), "typed, nothing came of: {typed}");
        // Where commands have fields they come so.
        let Some((path, fields)) = commands::fields(typed) else {
            assert!(matches!(means, Command::Help(_)), "{typed}");
            continue;
        };
        let path = path.iter().map(|name| (*name).to_owned()).collect();
        let options = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let picked = format!("picked {typed}");
        let told = outcome(world, &listening, &picked, Happened::Commanded { path, options }).await;
        assert!(!told.is_empty(), "with fields, nothing came of: {typed}");
    }
}

async fn every_button_and_every_form_is_answered(world: &mut World) {
    let listening = in_a_crisis(world).await;
    let nobodys = squall::words::word(squall::words::Locale::En, "common-not-here");
    let message = MessageRef { place: world.stage.place("crisis"), message: "1".to_owned() };
    for action in Action::samples() {
        let encoded = action.encode();
        // These only ever come back as forms.
        let is_form = matches!(action, Action::Me(MeAction::Save) | Action::Alert(AlertAction::DismissReason(_)));
        if !is_form {
            let (trigger, message) = ("now".to_owned(), message.clone());
            let pressed = Happened::Pressed { action: encoded.clone(), message, trigger };
            let told = outcome(world, &listening, &format!("pressed {encoded}"), pressed).await;
            assert!(!told.is_empty(), "pressed, nothing came of {encoded}");
        }
        if is_form || action.opens_form() {
            let answers = vec![("words".to_owned(), "We are looking into it".to_owned())];
            let sent = Happened::Submitted { action: encoded.clone(), answers };
            let told = outcome(world, &listening, &format!("sent {encoded}"), sent).await;
            assert!(!told.is_empty(), "sent, nothing came of {encoded}");
        }
    }
    let told = outcome(world, &listening, "old", Happened::Submitted { action: "sq0:x".into(), answers: vec![] }).await;
    assert_eq!(told, [nobodys], "what nobody knows is said to be so");
}
