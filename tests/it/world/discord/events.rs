//! What happens on the line and in the servers, in a test's words.

use std::time::Duration;

use serde_json::json;

use super::gateway::{Flap, Order};
use super::{Fake, GUILD};

/// How long a test waits for the product on the machine's clock.
const SOON: Duration = Duration::from_secs(10);
/// How often the bot is asked within that what it has taken.
const TIMES: u32 = 20;

impl Fake {
    /// Waits until something is so.
    pub async fn until(&self, what: &str, so: impl Fn(&Self) -> bool) {
        self.until_within(SOON, what, so).await;
    }

    /// Waits until something is so, as long as that.
    pub async fn until_within(&self, patience: Duration, what: &str, so: impl Fn(&Self) -> bool) {
        let mut changes = self.shared.changes.subscribe();
        let wait = async {
            while !so(self) {
                changes.changed().await.unwrap();
            }
        };
        let in_time = tokio::time::timeout(patience, wait).await.is_ok();
        assert!(in_time, "{what} did not come to pass; broken so far: {:?}", self.violations());
    }

    /// The bot has a session and a line.
    pub async fn connected(&self) {
        self.until("a session", |fake| fake.state().gateway.is_connected()).await;
    }

    /// Everything that people did has its first response.
    pub async fn settled(&self) {
        self.until("a first response to everything", |fake| fake.state().is_settled()).await;
    }

    pub fn connects(&self) -> usize {
        self.state().gateway.connects.len()
    }

    /// Sessions that began, and how often one was resumed.
    pub fn sessions(&self) -> (usize, usize) {
        let state = self.state();
        (state.gateway.starts, state.gateway.resumes)
    }

    pub fn heartbeats(&self) -> usize {
        self.state().gateway.heartbeats
    }

    /// How long each first response took on the machine's clock, in the order of the interactions.
    pub fn response_times(&self) -> Vec<Duration> {
        let state = self.state();
        let took = state.interactions.values().filter_map(|one| one.took);
        took.map(|micros| Duration::from_micros(u64::try_from(micros).unwrap())).collect()
    }

    /// What people saw fail.
    pub fn unanswered(&self) -> Vec<serde_json::Value> {
        self.state().gateway.unanswered.clone()
    }

    fn orders(&self, order: &Order) {
        self.state().gateway.order(order);
    }

    /// The TCP connection ends without a word; the session waits to be resumed.
    pub fn drops(&self) {
        self.orders(&Order::Cut);
    }

    /// Half-open: nothing is read or sent any more.
    pub fn falls_silent(&self) {
        self.orders(&Order::Silence);
    }

    /// Closes the line with this code.
    pub fn closes_with(&self, code: u16) {
        self.orders(&Order::Close(code));
    }

    /// Op 7: come back and resume.
    pub fn asks_to_reconnect(&self) {
        self.orders(&Order::Send(json!({ "op": 7, "s": null, "t": null, "d": null }).to_string()));
    }

    /// Op 9: the session is over, or may be resumed.
    pub fn invalidates(&self, resumable: bool) {
        self.orders(&Order::Send(json!({ "op": 9, "s": null, "t": null, "d": resumable }).to_string()));
        if !resumable {
            self.forgets_sessions();
        }
    }

    /// Discord forgets what could be resumed; lines that stand hear nothing more.
    pub fn forgets_sessions(&self) {
        self.state().gateway.sessions.clear();
    }

    /// Everything that happened was taken by the client: the answer to a heartbeat that is asked for says how far it is.
    pub async fn caught_up(&self) {
        // What is told after the bot was asked is not in its answer: it is asked again.
        for _ in 0..TIMES {
            if self.state().gateway.is_caught_up() {
                return;
            }
            self.asks_for_a_heartbeat();
            let taken = self.until_within(SOON, "", |fake| fake.state().gateway.is_caught_up());
            let _late = tokio::time::timeout(SOON / TIMES, taken).await;
        }
        self.until("every event to be taken", |fake| fake.state().gateway.is_caught_up()).await;
    }

    /// Op 1: a heartbeat at once, please.
    pub fn asks_for_a_heartbeat(&self) {
        self.state().gateway.asked_for += 1;
        self.orders(&Order::Send(json!({ "op": 1, "s": null, "t": null, "d": null }).to_string()));
    }

    /// The next connections are asked to beat this often, in milliseconds.
    pub fn beats_every(&self, millis: u64) {
        self.state().gateway.heartbeat = Some(millis);
    }

    /// Heartbeats are (not) acknowledged any more.
    pub fn deaf(&self, deaf: bool) {
        self.state().gateway.deaf = deaf;
    }

    /// The next `n` connections meet this.
    pub fn flaps(&self, n: usize, flap: Flap) {
        self.state().gateway.flaps.extend((0..n).map(|_| flap));
    }

    /// The last thing that a person did comes once more, as a new event of the line. What has no id of its own comes with
    /// its number, as after a resume: Discord never sends it otherwise.
    pub fn redelivers(&self) {
        let mut state = self.state();
        let (event, data) = state.gateway.last.clone().expect("somebody did something before");
        if event.starts_with("MESSAGE_REACTION") {
            state.gateway.sessions.values().for_each(|session| session.repeats(event));
        } else {
            state.dispatches(event, data);
        }
    }

    /// Whether a process has a session and a line.
    pub fn is_connected(&self) -> bool {
        self.state().gateway.is_connected()
    }

    /// An event that no client knows.
    pub fn says_something_new(&self) {
        self.state().dispatches("SOMETHING_OF_TOMORROW", json!({ "new": [1, { "deep": null }] }));
    }

    /// An event that no client knows, and frames that no client understands.
    pub fn says_nonsense(&self) {
        self.says_something_new();
        self.orders(&Order::Send("{\"op\":0,\"t\":".to_owned()));
        self.orders(&Order::Send(json!({ "op": 42, "d": "?" }).to_string()));
    }

    /// The bot is removed from a server.
    pub fn removes_the_bot(&self, guild: &str) {
        let mut state = self.state();
        state.guilds.get_mut(guild).unwrap().bot = false;
        state.dispatches("GUILD_DELETE", json!({ "id": guild, "guild_id": guild }));
    }

    /// And invited again.
    pub fn invites_the_bot(&self, guild: &str) {
        let mut state = self.state();
        state.guilds.get_mut(guild).unwrap().bot = true;
        let told = state.guild_created(guild);
        state.dispatches("GUILD_CREATE", told);
    }

    /// Discord can't serve the first server for a while, or again.
    pub fn outage(&self, begins: bool) {
        let mut state = self.state();
        state.guilds.get_mut(GUILD).unwrap().unavailable = begins;
        if begins {
            state.dispatches("GUILD_DELETE", json!({ "id": GUILD, "unavailable": true }));
        } else {
            let told = state.guild_created(GUILD);
            state.dispatches("GUILD_CREATE", told);
        }
    }
}
