//! A platform that answers slowly holds up nobody but those who wait for that very answer.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use squall::app::App;
use squall::chat::{
    Abilities, Chat, ChatError, ChatEvent, Happened, Membership, MessageRef, Place, Profile, Room, Said,
};
use squall::clock::Clock;
use squall::courier::Courier;
use squall::home::Home;
use squall::person::Person;
use squall::post::{Form, Post};
use squall::reception::Work;
use squall::store::Store;
use squall::store::errand::{self, Body, Effect, NewErrand, Target};
use tokio::sync::{Notify, mpsc, watch};

/// A platform on which what is sent to some channels gets no answer until it is let go.
struct Slow {
    name: &'static str,
    stuck: watch::Sender<BTreeSet<String>>,
    /// What arrived: channel and words.
    heard: Mutex<Vec<String>>,
    arrived: Notify,
}

impl Slow {
    fn new(name: &'static str) -> Arc<Self> {
        Arc::new(Self { name, stuck: watch::Sender::default(), heard: Mutex::default(), arrived: Notify::new() })
    }

    fn sticks(&self, channel: &str) {
        self.stuck.send_modify(|stuck| stuck.extend([channel.to_owned()]));
    }

    fn lets_go(&self) {
        self.stuck.send_modify(BTreeSet::clear);
    }

    async fn takes(&self, to: &Place, post: &Post) {
        self.heard.lock().unwrap().push(format!("{} {}", to.channel, post.plain()));
        self.arrived.notify_one();
        self.stuck.subscribe().wait_for(|stuck| !stuck.contains(&to.channel)).await.unwrap();
    }

    /// Waits until so many things arrived; answers them.
    async fn hears(&self, count: usize) -> Vec<String> {
        let all = async {
            while self.heard.lock().unwrap().len() < count {
                self.arrived.notified().await;
            }
        };
        let soon = tokio::time::timeout(std::time::Duration::from_secs(10), all).await;
        let heard = self.heard.lock().unwrap().clone();
        assert!(soon.is_ok(), "{} hears {heard:?} alone", self.name);
        heard
    }
}

#[async_trait]
impl Chat for Slow {
    fn platform(&self) -> &'static str {
        self.name
    }

    fn abilities(&self) -> Abilities {
        Abilities { threads: true, whispers: true, forms: true, reactions: true, home: false, pace_ms: 0 }
    }

    async fn post(&self, to: &Place, post: &Post, key: &str) -> Result<MessageRef, ChatError> {
        self.takes(to, post).await;
        Ok(MessageRef { place: to.clone(), message: key.to_owned() })
    }

    async fn edit(&self, message: &MessageRef, post: &Post) -> Result<(), ChatError> {
        self.takes(&message.place, post).await;
        Ok(())
    }

    async fn open_thread(&self, on: &MessageRef, _known: Option<&str>, _title: &str) -> Result<Place, ChatError> {
        Ok(Place { thread: Some(on.message.clone()), ..on.place.clone() })
    }

    async fn whisper(&self, to: &Place, _person: &str, post: &Post, _key: &str) -> Result<(), ChatError> {
        self.takes(to, post).await;
        Ok(())
    }

    async fn ask(&self, trigger: &str, form: &Form) -> Result<(), ChatError> {
        self.takes(&place(self.name, trigger), &Post::line(form.title.clone())).await;
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

fn place(platform: &str, channel: &str) -> Place {
    Place { platform: platform.into(), channel: channel.into(), thread: None }
}

async fn store() -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    (directory, store)
}

async fn says(store: &Store, place: Place, words: &str) {
    let (target, body) = (Target::Place(place), Body::Post(Post::line(words)));
    let due_at = Clock::Wall.now();
    let (key, effect) = (format!("{} {words}", target.place()), Effect::Post);
    let errand = NewErrand { key: &key, effect, target: &target, body: &body, about: "digest", subject: None, due_at };
    let mut tx = store.write().await.unwrap();
    assert!(errand::write(&mut tx, &errand).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_slow_channel_holds_up_no_other_one_and_no_other_platform() {
    let (_directory, store) = store().await;
    let (slow, quick) = (Slow::new("slow"), Slow::new("quick"));
    let platforms = [("slow", Arc::clone(&slow) as Arc<dyn Chat>), ("quick", Arc::clone(&quick) as _)].into();
    let courier = Courier::new(store.clone(), platforms, Clock::Wall, "a".into());
    let changed = Arc::new(Notify::new());
    slow.sticks("crisis");
    for n in 0..3 {
        says(&store, place("slow", "crisis"), &format!("{n}")).await;
        says(&store, place("slow", "general"), &format!("{n}")).await;
        says(&store, place("quick", "crisis"), &format!("{n}")).await;
    }
    let at_work = Arc::clone(&changed);
    let running = tokio::spawn(async move {
        courier.run(&at_work, &squall::progress::Progress::new(squall::clock::Clock::Wall)).await
    });
    assert_eq!(quick.hears(3).await, ["crisis 0", "crisis 1", "crisis 2"]);
    let heard = slow.hears(4).await;
    let general: Vec<_> = heard.iter().filter(|words| words.starts_with("general")).collect();
    assert_eq!(general, ["general 0", "general 1", "general 2"]);
    assert!(heard.contains(&"crisis 0".to_owned()) && heard.len() == 4, "one at a time in its own channel: {heard:?}");
    slow.lets_go();
    let heard = slow.hears(6).await;
    assert_eq!(heard.iter().filter(|words| words.starts_with("crisis")).count(), 3);
    running.abort();
}

async fn does(to: &mpsc::Sender<Work>, place: Place, key: &str, what: Happened) {
    let person = Person { platform: place.platform.clone(), user: "maya".into() };
    let event = ChatEvent {
        key: key.into(),
        at: Clock::Wall.now(),
        person,
        place,
        locale: None,
        name: None,
        roles: Default::default(),
        what,
    };
    to.send(event.into()).await.unwrap();
}

async fn asks(to: &mpsc::Sender<Work>, platform: &str, channel: &str, key: &str, words: &str) {
    does(to, place(platform, channel), key, Happened::Asked { words: words.into() }).await;
}

/// The product on these platforms, and the ways in to them, in their order.
async fn listens(store: &Store, platforms: &[&Arc<Slow>]) -> Vec<mpsc::Sender<Work>> {
    let home = Home::new(place("quick", "crisis"));
    let by_name = platforms.iter().map(|slow| (slow.name, Arc::clone(slow) as Arc<dyn Chat>)).collect();
    let app = App::new(store.clone(), Clock::Wall, home, by_name, "a".into()).unwrap();
    let listen = |_: &&Arc<Slow>| {
        let (sender, events) = mpsc::channel(32);
        tokio::spawn(app.reception.clone().run(events));
        sender
    };
    platforms.iter().map(listen).collect()
}

#[tokio::test]
async fn nobody_waits_for_somebody_elses_answer_and_a_places_events_keep_their_order() {
    let (_directory, store) = store().await;
    let (slow, quick) = (Slow::new("slow"), Slow::new("quick"));
    let [in_slow, in_quick] = listens(&store, &[&slow, &quick]).await.try_into().unwrap();
    slow.sticks("crisis");
    let names: Vec<String> = (0..20).map(|n| format!("lamp{n}")).collect();
    for name in &names {
        asks(&in_slow, "slow", "crisis", name, &format!("watch add {name} {name}")).await;
    }
    asks(&in_quick, "quick", "crisis", "q", "status").await;
    quick.hears(1).await;
    slow.hears(20).await;
    let watches = squall::watch::store::list(&mut store.read().await.unwrap()).await.unwrap().good;
    let mut in_order: Vec<_> = watches.into_iter().map(|watch| (watch.id.0, watch.name)).collect();
    in_order.sort();
    let in_order: Vec<_> = in_order.into_iter().map(|(_, name)| name).collect();
    assert_eq!(in_order, names, "every effect is there, in order, though no answer has come back");
    slow.lets_go();
}

#[tokio::test]
async fn a_form_that_does_not_open_holds_the_next_one_up_for_a_moment_only() {
    let (_directory, store) = store().await;
    let slow = Slow::new("slow");
    let [in_slow] = listens(&store, &[&slow]).await.try_into().unwrap();
    slow.sticks("form");
    let message = MessageRef { place: place("slow", "crisis"), message: "card".into() };
    let pressed = Happened::Pressed { action: "sq1:me-settings:".into(), message, trigger: "form".into() };
    does(&in_slow, place("slow", "crisis"), "press", pressed).await;
    asks(&in_slow, "slow", "crisis", "ask", "alert list").await;
    let heard = slow.hears(2).await;
    assert!(heard[0].starts_with("form ") && heard[1].starts_with("crisis "), "{heard:?}");
}
