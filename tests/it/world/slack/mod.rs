//! A Slack on loopback: the Web API, Socket Mode and signed callbacks over one small workspace, within the limits
//! that Slack documents. Who breaks a limit is answered as Slack answers, and the test fails at its end by name.
//!
//! Its time is the clock that the product has, so a virtual day is a day here too; only acknowledgements and
//! connections are measured on the machine's own clock.

#![allow(dead_code, unused_imports, reason = "a story uses what it needs; the next one needs the rest")]

mod api;
mod args;
mod blocks;
mod callbacks;
mod chat;
mod conversations;
mod delivery;
mod elements;
mod files;
mod forms;
mod links;
mod pace;
mod payloads;
mod people;
mod recorded;
mod responses;
mod serve;
mod socket;
mod state;
mod surfaces;
mod tests;
mod uploads_and_callbacks;
mod views;

use std::sync::{Arc, Mutex, MutexGuard};

use squall::clock::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use callbacks::Urls;
pub use delivery::Flap;
pub use files::File;
pub use people::User;
use state::State;
pub use state::{Call, Fault, Message, Rank, Violation};

pub const BOT_TOKEN: &str = "xoxb-fake-bot-of-squall";
pub const APP_TOKEN: &str = "xapp-1-fake-app-of-squall";
pub const SIGNING_SECRET: &str = "fake-signing-secret";
/// The user, the bot and the app that the product is.
pub const BOT_USER: &str = "U0SQUALL";
pub const BOT_ID: &str = "B0SQUALL";
pub const APP_ID: &str = "A0SQUALL";
pub const TEAM: &str = "T0FAKE";

/// The workspace, for as long as the test lasts.
pub struct Fake {
    shared: Arc<Shared>,
    tasks: Vec<JoinHandle<()>>,
}

struct Shared {
    clock: Clock,
    /// `http://127.0.0.1:PORT`.
    url: String,
    state: Mutex<State>,
    /// Moves whenever something may have changed.
    changes: watch::Sender<()>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock has failed already.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn changed(&self) {
        self.changes.send_replace(());
    }
}

impl Fake {
    /// A workspace with the channels `crisis` (the bot is in it) and `random` (it is not), nobody else yet.
    pub async fn start(clock: Clock) -> Self {
        let (web, socket) = (TcpListener::bind("127.0.0.1:0").await, TcpListener::bind("127.0.0.1:0").await);
        Self::on(clock, web.unwrap(), socket.unwrap())
    }

    pub fn on(clock: Clock, web: TcpListener, socket: TcpListener) -> Self {
        super::loopback::guards();
        let url = format!("http://{}", web.local_addr().unwrap());
        let socket_url = format!("ws://{}", socket.local_addr().unwrap());
        let state = Mutex::new(State::new(clock.clone(), url.clone(), socket_url));
        let shared = Arc::new(Shared { clock, url, state, changes: watch::Sender::new(()) });
        let router = api::router(Arc::clone(&shared));
        let tasks = vec![
            tokio::spawn(async move { axum::serve(web, router).await.unwrap() }),
            tokio::spawn(socket::serve(Arc::clone(&shared), socket)),
            tokio::spawn(socket::watch(Arc::clone(&shared))),
        ];
        Self { shared, tasks }
    }

    /// What the product's `api_url` is: `http://127.0.0.1:PORT/api`.
    pub fn api_url(&self) -> String {
        format!("{}/api", self.shared.url)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }

    /// The next `n` calls of a method (`*`: of any) meet this.
    pub fn fail_next(&self, method: &str, n: usize, fault: Fault) {
        let mut state = self.state();
        state.faults.extend((0..n).map(|_| (method.to_owned(), fault)));
    }

    /// No more faults ahead.
    pub fn heals(&self) {
        self.state().faults.clear();
    }

    /// Calls may come as fast as they like: for exams and measurements of something else.
    pub fn unhurried(&self) {
        self.state().pace.off = true;
    }

    /// This test breaks these rules on purpose.
    pub fn forgives(&self, names: &[&'static str]) {
        self.state().forgiven.extend(names);
    }

    /// What was broken so far, forgiven or not.
    pub fn violations(&self) -> Vec<Violation> {
        self.state().violations.clone()
    }

    /// Every call that arrived, in order.
    pub fn calls(&self, method: &str) -> Vec<Call> {
        self.state().calls.iter().filter(|call| call.method == method).cloned().collect()
    }

    /// How many calls of a method arrived.
    pub fn count(&self, method: &str) -> usize {
        self.state().calls.iter().filter(|call| call.method == method).count()
    }

    /// What stands in a channel and its threads for all to see, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Message> {
        let state = self.state();
        let id = state.channel_id(channel).unwrap();
        state.channels[&id].messages.iter().filter(|message| message.only.is_none()).cloned().collect()
    }

    /// The same with what only one person sees.
    pub fn all_messages(&self, channel: &str) -> Vec<Message> {
        let state = self.state();
        let id = state.channel_id(channel).unwrap();
        state.channels[&id].messages.clone()
    }

    pub fn files(&self) -> Vec<File> {
        self.state().files.values().cloned().collect()
    }

    /// The id of a channel by its name.
    pub fn channel(&self, name: &str) -> String {
        self.state().channel_id(name).unwrap()
    }

    /// A new channel with everybody in it, the bot when it was invited.
    pub fn creates(&self, name: &str, with_the_bot: bool) -> String {
        let mut state = self.state();
        let id = state.number("C");
        let mut members: std::collections::BTreeSet<String> = state.people.keys().cloned().collect();
        if with_the_bot {
            members.insert(BOT_USER.into());
        }
        let channel = state::Channel { id: id.clone(), name: name.into(), members, ..Default::default() };
        state.channels.insert(id.clone(), channel);
        id
    }

    pub fn archives(&self, channel: &str) {
        self.with_channel(channel, |channel| channel.archived = true);
    }

    pub fn invites_the_bot(&self, channel: &str) {
        self.with_channel(channel, |channel| {
            channel.members.insert(BOT_USER.into());
        });
    }

    pub fn removes_the_bot(&self, channel: &str) {
        self.with_channel(channel, |channel| {
            channel.members.remove(BOT_USER);
        });
    }

    /// Somebody deletes a message (and with a root its whole thread) under the bot.
    pub fn deletes(&self, channel: &str, ts: &str) {
        self.with_channel(channel, |channel| {
            channel.messages.retain(|message| message.ts != ts && message.thread.as_deref() != Some(ts));
        });
    }

    fn with_channel(&self, named: &str, change: impl FnOnce(&mut state::Channel)) {
        let mut state = self.state();
        let id = state.channel_id(named).unwrap();
        change(state.channels.get_mut(&id).unwrap());
    }

    pub fn revokes(&self, token: &str) {
        self.state().revoked.insert(token.to_owned());
    }

    pub fn takes_scope(&self, scope: &str) {
        self.state().scopes.remove(scope);
    }

    pub fn grants(&self, scopes: &[&str]) {
        self.state().scopes.extend(scopes.iter().map(|scope| (*scope).to_owned()));
    }

    /// A user group has these members now.
    pub fn groups(&self, id: &str, members: &[&str]) {
        let members = members.iter().map(|name| self.person(name).id.clone()).collect();
        self.state().groups.insert(id.to_owned(), members);
    }

    /// The events that the app hears, instead of those of the manifest.
    pub fn subscribes(&self, events: &[&str]) {
        self.state().subscribed = events.iter().map(|event| (*event).to_owned()).collect();
    }

    /// The app does not hear these.
    pub fn unsubscribes(&self, events: &[&str]) {
        self.state().subscribed.retain(|event| !events.contains(&event.as_str()));
    }

    /// The test is over. Fails it by name if a limit was broken.
    pub fn finish(mut self) {
        self.judge();
    }

    fn judge(&mut self) {
        self.tasks.drain(..).for_each(|task| task.abort());
        super::loopback::judge();
        let mut state = self.state();
        let forgiven = std::mem::take(&mut state.forgiven);
        let broken = std::mem::take(&mut state.violations);
        drop(state);
        let broken: Vec<String> =
            broken.iter().filter(|one| !forgiven.contains(one.name)).map(ToString::to_string).collect();
        assert!(broken.is_empty(), "Slack's limits were broken:\n  {}", broken.join("\n  "));
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.judge();
        }
    }
}
