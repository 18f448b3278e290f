//! A Discord on loopback: REST version 10 and the gateway over a few small servers, within the limits that Discord
//! documents. Who breaks a limit is answered as Discord answers, and the test fails at its end by name.
//!
//! Its time is the clock that the product has, so a virtual day is a day here too; patience (three seconds, buckets)
//! counts what really passed as well.

#![allow(dead_code, unused_imports, reason = "a story uses what it needs; the next one needs the rest")]

mod api;
#[cfg(feature = "discord")]
pub mod at_home;
mod body;
mod channels;
mod commands;
mod components;
mod events;
mod files;
mod gateway;
mod gateway_tests;
mod intents;
mod interactions;
mod limits;
mod marks;
mod messages;
mod pace;
mod people;
pub mod permissions;
mod refusals;
mod route;
mod schema;
mod rest_tests;
mod serve;
mod socket;
mod state;
mod threads;
mod typed;
mod webhooks;

use std::sync::{Arc, Mutex, MutexGuard};

use squall::clock::Clock;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use channels::{Channel, Guild, Role};
pub use gateway::Flap;
use interactions::Response;
pub use messages::{Message, visible};
pub use people::Account;
use state::State;
pub use state::{Call, Fault, Violation};

pub const BOT_TOKEN: &str = "fake-of-squall.bot.token";
/// The application and its bot user, which differ here.
pub const APP_ID: &str = "900000000000000001";
pub const BOT_USER: &str = "900000000000000002";
/// The first server, and its channels: `crisis`; `random`, which the bot does not see; the forum `postmortems`.
pub const GUILD: &str = "900000000000000010";
pub const CRISIS: &str = "900000000000000011";
pub const RANDOM: &str = "900000000000000012";
pub const FORUM: &str = "900000000000000013";

/// The servers, for as long as the test lasts.
pub struct Fake {
    shared: Arc<Shared>,
    tasks: Vec<JoinHandle<()>>,
}

struct Shared {
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
    /// A server that the bot was invited to with the least permissions; nobody else is there yet.
    pub async fn start(clock: Clock) -> Self {
        let (web, socket) = (TcpListener::bind("127.0.0.1:0").await, TcpListener::bind("127.0.0.1:0").await);
        Self::on(clock, web.unwrap(), socket.unwrap())
    }

    pub fn on(clock: Clock, web: TcpListener, socket: TcpListener) -> Self {
        super::loopback::guards();
        let url = format!("http://{}", web.local_addr().unwrap());
        let gateway_url = format!("ws://{}", socket.local_addr().unwrap());
        let state = Mutex::new(State::new(clock, url.clone(), gateway_url));
        let shared = Arc::new(Shared { url, state, changes: watch::Sender::new(()) });
        let router = api::router(Arc::clone(&shared));
        let tasks = vec![
            tokio::spawn(async move { axum::serve(web, router).await.unwrap() }),
            tokio::spawn(socket::serve(Arc::clone(&shared), socket)),
            tokio::spawn(socket::watch(Arc::clone(&shared))),
        ];
        Self { shared, tasks }
    }

    /// What stands in place of `https://discord.com`: `http://127.0.0.1:PORT`, with the API under `/api/v10`.
    pub fn url(&self) -> String {
        self.shared.url.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }

    /// The next `n` calls of an operation (`*`: of any) meet this. Operations have the names of the published API.
    pub fn fail_next(&self, operation: &str, n: usize, fault: Fault) {
        let mut state = self.state();
        state.faults.extend((0..n).map(|_| (operation.to_owned(), fault)));
    }

    /// No more faults ahead.
    pub fn heals(&self) {
        self.state().faults.clear();
    }

    /// Calls may come as fast as they like: for exams and measurements of something else.
    pub fn unhurried(&self) {
        self.state().pace.off = true;
    }

    /// Bodies are not held against the published API: for measurements of something else.
    pub fn unread(&self) {
        self.state().schema = schema::Schema::away();
    }

    /// This test breaks these rules on purpose.
    pub fn forgives(&self, names: &[&'static str]) {
        self.state().forgiven.extend(names);
    }

    /// What was broken so far, forgiven or not.
    pub fn violations(&self) -> Vec<Violation> {
        self.state().violations.clone()
    }

    /// Every call of an operation that arrived, in order.
    pub fn calls(&self, operation: &str) -> Vec<Call> {
        self.state().calls.iter().filter(|call| call.operation == operation).cloned().collect()
    }

    /// What stands in a channel or a thread for all to see, oldest first.
    pub fn messages(&self, channel: &str) -> Vec<Message> {
        let state = self.state();
        let id = state.channel_id(channel).unwrap();
        state.channels[&id].messages.iter().filter(|message| message.only.is_none()).cloned().collect()
    }

    /// What stands in a channel and its threads, whispers to anybody included, oldest first.
    pub fn all_messages(&self, channel: &str) -> Vec<Message> {
        let state = self.state();
        let id = state.channel_id(channel).unwrap();
        let there = state.channels.values().filter(|one| one.id == id || one.parent.as_ref() == Some(&id));
        let shown = |message: &&Message| message.flags & messages::LOADING == 0;
        let mut all: Vec<Message> = there.flat_map(|one| &one.messages).filter(shown).cloned().collect();
        all.sort_by_key(|message| message.id.parse::<u64>().unwrap());
        all
    }

    /// The threads of a channel, oldest first: id and name.
    pub fn threads(&self, parent: &str) -> Vec<(String, String)> {
        let state = self.state();
        let parent = state.channel_id(parent);
        let mut found: Vec<&Channel> = state.channels.values().filter(|channel| channel.parent == parent).collect();
        found.sort_by_key(|channel| channel.created);
        found.into_iter().map(|channel| (channel.id.clone(), channel.name.clone())).collect()
    }

    pub fn is_archived(&self, thread: &str) -> bool {
        let mut state = self.state();
        state.archives_the_quiet();
        state.is_archived(thread)
    }

    /// The bytes of an attachment, by its id.
    pub fn file(&self, id: &str) -> Option<Vec<u8>> {
        self.state().files.get(id).cloned()
    }

    /// The id of a channel by its name.
    pub fn channel(&self, name: &str) -> String {
        self.state().channel_id(name).unwrap()
    }

    /// What is registered: everywhere, or in one server.
    pub fn commands(&self, guild: &str) -> Vec<serde_json::Value> {
        self.state().commands.get(guild).cloned().unwrap_or_default()
    }

    /// Another server with a channel of this name, which the bot is invited to. Answers both ids.
    pub fn another_server(&self, name: &str, channel: &str) -> (String, String) {
        let mut state = self.state();
        let (guild, id) = (state.id(), state.id());
        state.guilds.insert(guild.clone(), Guild::new(&guild, name));
        let created = state.clock.now();
        state.channels.insert(id.clone(), Channel::new(&id, Some(&guild), 0, channel, created));
        let told = state.guild_created(&guild);
        state.dispatches("GUILD_CREATE", told);
        (guild, id)
    }

    /// A new channel of the first server.
    pub fn creates(&self, name: &str) -> String {
        let mut state = self.state();
        let id = state.id();
        let channel = Channel::new(&id, Some(GUILD), 0, name, state.clock.now());
        state.channels.insert(id.clone(), channel);
        let told = state.channel_json(&id);
        state.dispatches("CHANNEL_CREATE", told);
        id
    }

    /// A role of the first server. Answers its id.
    pub fn role(&self, name: &str) -> String {
        self.role_that_may(name, 0)
    }

    /// The same, of a role with these permissions.
    pub fn role_that_may(&self, name: &str, permissions: u64) -> String {
        let mut state = self.state();
        let id = state.id();
        let role = Role { id: id.clone(), name: name.into(), permissions };
        state.guilds.get_mut(GUILD).unwrap().roles.push(role);
        id
    }

    /// Somebody archives a thread, as quiet does.
    pub fn archives(&self, thread: &str) {
        let mut state = self.state();
        let now = state.clock.now();
        let found = state.channels.get_mut(thread).and_then(|channel| channel.thread.as_mut()).unwrap();
        (found.archived, found.archived_at) = (true, now);
        state.thread_changed("THREAD_UPDATE", thread);
    }

    /// A moderator locks a thread: only moderators wake it.
    pub fn locks(&self, thread: &str) {
        let mut state = self.state();
        state.channels.get_mut(thread).and_then(|channel| channel.thread.as_mut()).unwrap().locked = true;
        state.thread_changed("THREAD_UPDATE", thread);
    }

    /// Threads that may stand open in a server.
    pub fn caps_threads(&self, cap: usize) {
        self.state().thread_cap = cap;
    }

    /// The forum's posts must carry one of these tags. Answers their ids.
    pub fn wants_tags(&self, names: &[&str]) -> Vec<String> {
        let mut state = self.state();
        let tags: Vec<(String, String)> = names.iter().map(|name| (state.id(), (*name).to_owned())).collect();
        let forum = state.channels.get_mut(FORUM).unwrap();
        (forum.tags, forum.needs_tag) = (tags.clone(), true);
        tags.into_iter().map(|(id, _)| id).collect()
    }

    /// The bot may not do this in a channel (bits of [`permissions`]).
    pub fn forbids(&self, channel: &str, permissions: u64) {
        let mut state = self.state();
        let id = state.channel_id(channel).unwrap();
        state.channels.get_mut(&id).unwrap().denied |= permissions;
    }

    /// The bot may do this in a channel, if it may in the server.
    pub fn allows(&self, channel: &str, permissions: u64) {
        let mut state = self.state();
        let id = state.channel_id(channel).unwrap();
        state.channels.get_mut(&id).unwrap().denied &= !permissions;
    }

    /// The bot may do this in the first server.
    pub fn grants(&self, permissions: u64) {
        self.state().guilds.get_mut(GUILD).unwrap().permissions |= permissions;
    }

    /// The privileged intent is switched on in the developer portal.
    pub fn grants_message_content(&self) {
        self.state().message_content = true;
    }

    /// Somebody deletes a message under the bot. Its thread stays, as on Discord.
    pub fn deletes(&self, message: &str) {
        let mut state = self.state();
        let holds = |channel: &&Channel| channel.messages.iter().any(|one| one.id == message);
        let channel = state.channels.values().find(holds).unwrap().id.clone();
        messages::removed(&mut state, &channel, message);
    }

    /// The token is reset in the developer portal.
    pub fn revokes_the_token(&self) {
        self.state().revoked = true;
    }

    /// The operator copied the new one, which is the same here.
    pub fn mends_the_token(&self) {
        self.state().revoked = false;
    }

    /// Somebody deletes a channel or a thread.
    pub fn deletes_channel(&self, id: &str) {
        let mut state = self.state();
        let kind = if state.channels[id].thread.is_some() { "THREAD_DELETE" } else { "CHANNEL_DELETE" };
        let told = state.channel_json(id);
        state.dispatches(kind, told);
        state.channels.retain(|channel, one| channel != id && one.parent.as_deref() != Some(id));
    }

    /// How many calls of an operation arrived.
    pub fn count(&self, operation: &str) -> usize {
        self.state().calls.iter().filter(|call| call.operation == operation).count()
    }

    /// The test is over. Fails it by name if a limit was broken.
    pub fn finish(mut self) {
        self.judge();
    }

    fn judge(&mut self) {
        self.tasks.drain(..).for_each(|task| task.abort());
        super::loopback::judge();
        let mut state = self.state();
        let thinking: Vec<String> = state
            .interactions
            .values()
            .filter(|one| one.response == Response::Deferred)
            .map(|one| one.payload["data"].to_string())
            .collect();
        thinking.into_iter().for_each(|data| state.breaks("left_thinking", data));
        let forgiven = std::mem::take(&mut state.forgiven);
        let broken = std::mem::take(&mut state.violations);
        state.interactions.clear();
        drop(state);
        let broken: Vec<String> =
            broken.iter().filter(|one| !forgiven.contains(one.name)).map(ToString::to_string).collect();
        assert!(broken.is_empty(), "Discord's limits were broken:\n  {}", broken.join("\n  "));
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.judge();
        }
    }
}
