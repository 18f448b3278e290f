//! What happens to the product's connection, in a test's words.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::sync::mpsc::unbounded_channel;

use super::callbacks::{self, Callbacks, Urls};
use super::delivery::{Envelope, Flap, Order};
use super::{Fake, socket};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(10);

impl Fake {
    /// Waits until this is so, and fails when it does not come about.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        self.until_within(PATIENCE, what, holds).await;
    }

    /// As [`Self::until`], with a patience of its own.
    pub async fn until_within(&self, patience: Duration, what: &str, holds: impl Fn(&Self) -> bool) {
        let mut changes = self.shared.changes.subscribe();
        let all = async {
            while !holds(self) {
                changes.changed().await.unwrap();
            }
        };
        assert!(tokio::time::timeout(patience, all).await.is_ok(), "waited in vain: {what}");
    }

    pub async fn connected(&self) {
        self.until("a Socket Mode connection", |fake| fake.links() > 0).await;
    }

    /// Everything that people did was acknowledged.
    pub async fn settled(&self) {
        self.until("everything is acknowledged", |fake| fake.state().delivery.is_settled()).await;
    }

    /// Socket Mode connections that stand now.
    pub fn links(&self) -> usize {
        self.state().delivery.links.len()
    }

    /// When each connection was made, those refused too.
    pub fn connects(&self) -> Vec<Instant> {
        self.state().delivery.connects.clone()
    }

    /// How long each acknowledgement took.
    pub fn acks(&self) -> Vec<Duration> {
        self.state().delivery.acks.clone()
    }

    /// Payloads of what failed before people's eyes, because nobody took it.
    pub fn unanswered(&self) -> Vec<Value> {
        self.state().delivery.unanswered.clone()
    }

    /// Delivers the last envelope once more: the same id, and for an event the next `retry_attempt`.
    pub fn redelivers(&self) {
        let mut state = self.state();
        let last = state.delivery.last.clone().expect("something happened before");
        let again = Envelope { attempt: last.attempt + 1, reason: "timeout", ..last };
        state.delivery.last = Some(again.clone());
        state.delivers(again);
    }

    /// As [`Self::redelivers`], in an envelope of its own: only what is inside repeats.
    pub fn redelivers_anew(&self) {
        let mut state = self.state();
        let id = state.number("env-");
        let last = state.delivery.last.clone().expect("something happened before");
        state.delivers(Envelope { id, attempt: last.attempt + 1, reason: "timeout", ..last });
    }

    /// Tells every connection to go: `warning`, `refresh_requested`, `too_many_websockets`, `link_disabled`.
    /// After a warning the connection stays; after the others Slack closes it, refreshed ones when told by
    /// [`Self::closes_old_links`].
    pub fn disconnects(&self, reason: &str) {
        let mut state = self.state();
        state.delivery.link_disabled |= reason == "link_disabled";
        for link in &mut state.delivery.links {
            link.leaving = true;
            let _gone = link.orders.send(Order::Send(socket::goodbye(reason)));
            if !["warning", "refresh_requested"].contains(&reason) {
                let _gone = link.orders.send(Order::Close);
            }
        }
    }

    /// Closes what was told to go.
    pub fn closes_old_links(&self) {
        self.order(Order::Close, true);
    }

    /// The TCP connections end without a word.
    pub fn cuts(&self) {
        self.order(Order::Cut, false);
    }

    /// The connections are half-open from now on: nothing comes, nothing is read.
    pub fn goes_silent(&self) {
        self.order(Order::Silence, false);
    }

    fn order(&self, order: Order, only_leaving: bool) {
        for link in self.state().delivery.links.iter().filter(|link| link.leaving || !only_leaving) {
            let _gone = link.orders.send(order.clone());
        }
    }

    /// The next `n` connections meet this right after their hello.
    pub fn flaps(&self, n: usize, flap: Flap) {
        self.state().delivery.flaps.extend(std::iter::repeat_n(flap, n));
    }

    /// From now on everything goes to the product's own addresses, signed, instead of a socket.
    pub fn calls_back(&mut self, urls: Urls) {
        let (envelopes, received) = unbounded_channel();
        self.state().delivery.callbacks = Some(Callbacks { envelopes });
        self.tasks.push(tokio::spawn(callbacks::serve(self.shared.clone(), urls, received)));
    }

    /// The challenge that Slack sends when an address is set up; answers status and body.
    pub async fn verifies(&self, url: &str) -> (u16, String) {
        let body = r#"{"token":"verification-token","challenge":"fake-challenge","type":"url_verification"}"#;
        let answer = callbacks::signed(&self.shared, url, "application/json", body.into()).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }
}
