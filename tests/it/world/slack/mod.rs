//! A Slack on loopback: the Web API, Socket Mode and signed callbacks over one small workspace, within the limits
//! that Slack documents. Who breaks a limit is answered as Slack answers, and the test fails at its end by name.
//!
//! Its time is the clock that the product has, so a virtual day is a day here too; only acknowledgements and
//! connections are measured on the machine's own clock.

mod api;
mod args;
mod blocks;
mod chat;
mod conversations;
mod elements;
mod pace;
mod state;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex, MutexGuard};

use squall::clock::Clock;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use state::State;
pub use state::{Call, Fault, Message, Violation};

pub const BOT_TOKEN: &str = "xoxb-fake-bot";
pub const APP_TOKEN: &str = "xapp-1-fake-app";
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
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock has failed already.
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Fake {
    /// A workspace with the channels `crisis` (the bot is in it) and `random` (it is not), nobody else yet.
    pub async fn start(clock: Clock) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::on(clock, listener)
    }

    pub fn on(clock: Clock, listener: TcpListener) -> Self {
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Mutex::new(State::new(clock.clone(), url.clone()));
        let shared = Arc::new(Shared { clock, url, state });
        let router = api::router(Arc::clone(&shared));
        let served = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { shared, tasks: vec![served] }
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

    /// The test is over. Fails it by name if a limit was broken.
    pub fn finish(mut self) {
        self.judge();
    }

    fn judge(&mut self) {
        self.tasks.drain(..).for_each(|task| task.abort());
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
