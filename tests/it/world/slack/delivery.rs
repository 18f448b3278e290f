//! What goes to the product: envelopes over Socket Mode or signed callbacks, who acknowledged what and how fast.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use super::callbacks::Callbacks;
use super::state::State;
use super::views;

/// https://docs.slack.dev/apis/events-api and /interactivity: acknowledge within three seconds.
const ACKNOWLEDGE: Duration = Duration::from_secs(3);
/// How often an event is tried again.
const RETRIES: u32 = 3;

/// What a person did, on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    pub id: String,
    /// `slash_commands`, `interactive`, `events_api`.
    pub kind: &'static str,
    pub payload: Value,
    pub attempt: u32,
    pub reason: &'static str,
}

impl Envelope {
    /// Whether the acknowledgement may say something.
    fn accepts_an_answer(&self) -> bool {
        let kind = self.payload["type"].as_str();
        self.kind == "slash_commands" || matches!(kind, Some("view_submission" | "block_suggestion"))
    }

    pub fn frame(&self) -> Value {
        let mut frame = json!({
            "envelope_id": self.id, "type": self.kind, "payload": self.payload,
            "accepts_response_payload": self.accepts_an_answer(),
        });
        if self.kind == "events_api" {
            frame["retry_attempt"] = json!(self.attempt);
            frame["retry_reason"] = json!(self.reason);
        }
        frame
    }
}

/// What a link is told.
#[derive(Clone, Debug)]
pub enum Order {
    Send(String),
    Close,
    /// The TCP connection ends without a word.
    Cut,
    /// Half-open: nothing is read or sent any more.
    Silence,
}

pub struct Link {
    pub number: u64,
    pub orders: UnboundedSender<Order>,
    /// It was told to go: new envelopes take another link.
    pub leaving: bool,
}

/// What the next connections meet right after their hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flap {
    Disconnect(&'static str),
    Cut,
    /// The ticket is refused.
    Refuse,
}

struct Sent {
    envelope: Envelope,
    at: Instant,
    link: u64,
    /// The three seconds are over and it was held against the product.
    late: bool,
}

#[derive(Default)]
pub struct Delivery {
    pub links: Vec<Link>,
    pub tickets: BTreeSet<String>,
    pub connects: Vec<Instant>,
    pub flaps: VecDeque<Flap>,
    pub link_disabled: bool,
    pub acks: Vec<Duration>,
    /// What people saw fail: nobody was there to take it.
    pub unanswered: Vec<Value>,
    pub callbacks: Option<Callbacks>,
    pub last: Option<Envelope>,
    outbox: VecDeque<Envelope>,
    waiting: BTreeMap<String, Sent>,
    turn: usize,
}

impl Delivery {
    /// Nothing is on its way and nothing waits for an acknowledgement.
    pub fn is_settled(&self) -> bool {
        self.outbox.is_empty() && self.waiting.is_empty()
    }

    fn next_link(&mut self) -> Option<&Link> {
        let mut open: Vec<&Link> = self.links.iter().filter(|link| !link.leaving).collect();
        if open.is_empty() {
            open = self.links.iter().collect();
        }
        self.turn = self.turn.wrapping_add(1);
        open.get(self.turn % open.len().max(1)).copied()
    }
}

impl State {
    /// Sends what a person did.
    pub fn sends(&mut self, kind: &'static str, payload: Value) {
        let id = self.number("env-");
        let envelope = Envelope { id, kind, payload, attempt: 0, reason: "" };
        self.delivery.last = Some(envelope.clone());
        self.delivers(envelope);
    }

    /// Events wait for a link; what a person did by hand fails before their eyes instead.
    pub fn delivers(&mut self, envelope: Envelope) {
        let nobody = self.delivery.links.is_empty() && self.delivery.callbacks.is_none();
        if nobody && envelope.kind != "events_api" {
            self.delivery.unanswered.push(envelope.payload);
            return;
        }
        self.delivery.outbox.push_back(envelope);
        self.pump();
    }

    /// An event of the Events API, if the app has subscribed to it.
    pub fn event(&mut self, event: Value) {
        let name = match (event["type"].as_str().unwrap_or_default(), event["channel_type"].as_str()) {
            ("message", Some(kind)) => format!("message.{kind}s").replace("ims", "im"),
            (name, _) => name.to_owned(),
        };
        if !self.subscribed.contains(&name) {
            return;
        }
        let payload = json!({
            "token": "verification-token", "team_id": super::TEAM, "api_app_id": super::APP_ID, "event": event,
            "type": "event_callback", "event_id": self.number("Ev"), "event_time": self.clock.now().timestamp(),
            "authorizations": [{
                "enterprise_id": null, "team_id": super::TEAM, "user_id": super::BOT_USER, "is_bot": true,
                "is_enterprise_install": false,
            }],
            "is_ext_shared_channel": false, "event_context": format!("4-{name}"),
        });
        self.sends("events_api", payload);
    }

    pub fn pump(&mut self) {
        while let Some(envelope) = self.delivery.outbox.pop_front() {
            let number = if let Some(callbacks) = &self.delivery.callbacks {
                callbacks.send(envelope.clone());
                0
            } else {
                let Some(link) = self.delivery.next_link() else {
                    return self.delivery.outbox.push_front(envelope);
                };
                let _gone = link.orders.send(Order::Send(envelope.frame().to_string()));
                link.number
            };
            let sent = Sent { envelope, at: Instant::now(), link: number, late: false };
            self.delivery.waiting.insert(sent.envelope.id.clone(), sent);
        }
    }

    /// The product took an envelope, perhaps with an answer in its acknowledgement.
    pub fn acknowledged(&mut self, id: &str, answer: &Value) {
        let Some(sent) = self.delivery.waiting.remove(id) else { return };
        let took = sent.at.elapsed();
        self.delivery.acks.push(took);
        if took > ACKNOWLEDGE && !sent.late {
            self.breaks("late_ack", format!("{} after {took:?}", sent.envelope.kind));
        }
        // Slack's own client writes an empty object where nothing is answered.
        let says_something = !answer.is_null() && answer.as_object().is_none_or(|answer| !answer.is_empty());
        if says_something && !sent.envelope.accepts_an_answer() {
            self.breaks("answer_not_accepted", format!("{}: {answer}", sent.envelope.kind));
        }
        if sent.envelope.payload["type"] == "view_submission" {
            views::submitted(self, &sent.envelope.payload["view"], answer);
        } else if sent.envelope.kind == "slash_commands" && !answer.is_null() {
            let (channel, user) = (&sent.envelope.payload["channel_id"], &sent.envelope.payload["user_id"]);
            let only = (answer["response_type"] != "in_channel").then(|| user.as_str().unwrap_or_default().to_owned());
            super::chat::said(self, channel.as_str().unwrap_or_default(), answer, only);
        }
    }

    /// A callback was refused, or nobody was there.
    pub fn not_acknowledged(&mut self, id: &str, reason: &'static str) {
        if let Some(sent) = self.delivery.waiting.remove(id) {
            self.tries_again(sent.envelope, reason);
        }
    }

    fn tries_again(&mut self, envelope: Envelope, reason: &'static str) {
        if envelope.kind != "events_api" {
            self.delivery.unanswered.push(envelope.payload);
        } else if envelope.attempt < RETRIES {
            self.delivers(Envelope { attempt: envelope.attempt + 1, reason, ..envelope });
        }
    }

    /// What nobody acknowledged in time is held against the product, and events are sent again.
    pub fn watches_the_time(&mut self) {
        let over: Vec<String> = self
            .delivery
            .waiting
            .iter()
            .filter(|(_, sent)| !sent.late && sent.at.elapsed() > ACKNOWLEDGE)
            .map(|(id, _)| id.clone())
            .collect();
        for id in over {
            let Some(sent) = self.delivery.waiting.get_mut(&id) else { continue };
            sent.late = true;
            let envelope = sent.envelope.clone();
            self.breaks("late_ack", format!("{} {} was not acknowledged within 3 s", envelope.kind, envelope.id));
            if envelope.kind == "events_api" {
                self.not_acknowledged(&id, "timeout");
            }
        }
    }

    /// A link ended; what it had not acknowledged goes again to another one.
    pub fn unlinked(&mut self, number: u64) {
        self.delivery.links.retain(|link| link.number != number);
        let lost: Vec<String> =
            self.delivery.waiting.iter().filter(|(_, sent)| sent.link == number).map(|(id, _)| id.clone()).collect();
        for id in lost {
            self.not_acknowledged(&id, "timeout");
        }
    }
}
