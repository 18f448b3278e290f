//! What people ask and are answered, through the real reception over a platform that only writes down.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use commands::{Action, AlertAction, MeAction, WatchAction};
use squall::chat::{
    Abilities, Chat, ChatError, ChatEvent, Happened, Membership, MessageRef, Place, Profile, Room, Said,
};
use squall::clock::Clock;
use squall::courier::{Courier, Platforms};
use squall::home::Home;
use squall::person::Person;
use squall::post::{Form, Post};
use squall::reception::{Reception, Setup};
use squall::store::Store;
use squall::words::Locale;

use crate::cards::at;

type Noted = (Vec<(String, Post)>, Vec<(String, Form)>);

#[derive(Default)]
struct Notes(Mutex<Noted>);

impl Notes {
    fn add(&self, name: &str, post: &Post) {
        self.0.lock().unwrap().0.push((name.to_owned(), post.clone()));
    }
}

#[async_trait]
impl Chat for Notes {
    fn platform(&self) -> &'static str {
        "slack"
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, whispers: true, forms: true, reactions: true, home: true, pace_ms: 0 }
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        self.add(key, post);
        Ok(MessageRef { place: to.clone(), message: key.to_owned() })
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        self.add(&message.message, post);
        Ok(())
    }

    async fn open_thread(&self, on: &MessageRef, _known: Option<&str>, _title: &str) -> Result<Place, ChatError> {
        Ok(Place { thread: Some(on.message.clone()), ..on.place.clone() })
    }

    async fn whisper(&self, _to: &Place, _person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        self.add(key, post);
        Ok(())
    }

    async fn ask(&self, _trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.0.lock().unwrap().1.push((form.action.clone(), form.clone()));
        Ok(())
    }

    async fn show_home(&self, _user: &str, post: &Post) -> Result<(), ChatError> {
        self.add("home", post);
        Ok(())
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

    async fn can_see(&self, _place: &Place, _user: &str) -> Result<bool, ChatError> {
        Ok(true)
    }

    async fn find(&self, _place: &Place, _key: &str) -> Result<Option<MessageRef>, ChatError> {
        Ok(None)
    }

    async fn read(&self, _message: &MessageRef) -> Result<Option<Said>, ChatError> {
        Ok(None)
    }

    async fn permalink(&self, _message: &MessageRef) -> Result<Option<String>, ChatError> {
        Ok(None)
    }

    async fn profile(&self, _user: &str) -> Result<Profile, ChatError> {
        Ok(Profile::default())
    }

    async fn has_left(&self, _user: &str) -> Result<bool, ChatError> {
        Ok(false)
    }
}

/// What is typed, in this order: every answer of every command, and refusals of them.
fn typed(locale: Locale) -> Vec<String> {
    let mut typed: Vec<String> = [
        "status",
        "watch list",
        "alert list",
        "digest",
        "watch add nimbus nimbus* OR \"leaking bottles\"",
        "watch add nimbus nimbus",
        "watch add wrong a AND (b",
        "watch add late x --digest \"61 9 * * *\"",
        "watch pause nimbus",
        "watch list",
        "watch resume nimbus",
        "watch edit nimbus --query acme",
        "watch pause nimbas",
        "watch test nimbus",
        "watch test (",
        "watch remove nobody",
        "status",
        "digest nimbus",
        "digest nobody",
        "alert show 7",
        "alert snooze 7 2h",
        "alert dismiss 7 known",
        "alert ack 7",
        "open Leaking bottles & <caps>",
        "open Leaking bottles & <caps>",
        "status",
        "watch remove nimbus",
        "nonsense",
        "watch",
        "watch ad x",
        "alert snooze seven",
        "<!channel> *now*",
        "",
        "help",
        "language el here",
        "language xx",
    ]
    .map(str::to_owned)
    .into();
    let page = commands::help(locale);
    typed.extend(page.examples.iter().map(|line| line.trim_start_matches("/crisis ").to_owned()));
    let names = ["watch", "alert", "nobody"].map(str::to_owned).into_iter();
    let names = names.chain(page.examples.iter().map(|line| {
        let words: Vec<&str> = line.trim_start_matches("/crisis ").split(' ').collect();
        words[..words.len().min(2)].join(" ")
    }));
    typed.extend(names.map(|name| format!("help {name}")));
    typed
}

pub async fn everything(locale: Locale) -> Noted {
    let notes = Arc::new(Notes::default());
    let place = Place { platform: "slack".into(), channel: "C1".into(), thread: None };
    let home = Home { locale, ..Home::new(place.clone()) };
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite://{}?mode=rwc", dir.path().join("squall.db").display())).await.unwrap();
    let chat: Arc<dyn Chat> = notes.clone();
    let platforms: Platforms = BTreeMap::from([("slack", chat)]);
    let clock = Clock::at(at());
    let setup = Setup::new(store.clone(), home, platforms.clone(), clock.clone(), Arc::default());
    let reception = Reception::new(setup);
    let courier = Courier::new(store, platforms, clock, "test".into());
    let message = MessageRef { place: place.clone(), message: "1790000000.000100".into() };
    let pressed = |action: String| Happened::Pressed { action, message: message.clone(), trigger: "t|C1".into() };
    let asked = typed(locale).into_iter().map(|words| Happened::Asked { words });
    let actions = [
        Action::Alert(AlertAction::Dismiss(7)),
        Action::Alert(AlertAction::Mentions { alert: 7, page: 0 }),
        Action::Watch(WatchAction::Remove(1)),
        Action::Me(MeAction::Settings),
    ];
    let presses = actions.iter().map(Action::encode).chain(["sq0:old".to_owned()]).map(pressed);
    for (number, what) in asked.chain(presses).chain([Happened::CameHome]).enumerate() {
        let event = ChatEvent {
            key: format!("{number}"),
            at: at(),
            person: Person { platform: "slack".into(), user: "U0123ABC".into() },
            place: place.clone(),
            locale: Some(locale.tag().to_owned()),
            name: None,
            roles: Default::default(),
            what,
        };
        reception.receive(event).await.unwrap();
        courier.deliver_all().await.unwrap();
    }
    let said = notes.0.lock().unwrap();
    said.clone()
}
