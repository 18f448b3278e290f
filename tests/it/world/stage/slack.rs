//! The fake Slack as a stage: the product's real leaf calls it over HTTP and hears it over Socket Mode. What goes wrong
//! goes wrong there.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::Duration;
use squall::chat::{Chat, ChatEvent, Place};
use squall::clock::Clock;
use squall::person::Person;
use squall::platform::slack::{Slack, Socket, Web, WebConfig};
use squall::words::Locale;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{CHANNELS, Deed, Member, Picture, Seen, Stage, TEAM, block_kit};
use crate::world::slack::{APP_TOKEN, BOT_TOKEN, Fake, Fault, Message};
use crate::world::wire::Doing;
use crate::world::{Ahead, Trouble, Wire};

/// Stands for the id of a person's page, which is no message.
const HOME: &str = "home";
/// Events that wait for the product.
const ROOM: usize = 1_024;

pub struct OnSlack {
    fake: Arc<Fake>,
    clock: Clock,
    ahead: Arc<Ahead>,
    events: mpsc::Receiver<ChatEvent>,
    socket: Option<JoinHandle<()>>,
    team: Vec<Member>,
}

impl OnSlack {
    pub async fn new(clock: &Clock) -> Self {
        let fake = Fake::start(clock.clone()).await;
        for person in TEAM {
            fake.person(person.name).speaks(person.locale).lives_in(person.zone);
        }
        fake.creates("general", true);
        let (_, events) = mpsc::channel(1);
        let (fake, clock) = (Arc::new(fake), clock.clone());
        let mut stage = Self { fake, clock, ahead: Arc::default(), events, socket: None, team: TEAM.to_vec() };
        stage.connects().await;
        stage
    }

    fn web(&self) -> Web {
        let (api_url, clock) = (self.fake.api_url(), self.clock.clone());
        Web::new(WebConfig { api_url, bot_token: BOT_TOKEN.into(), clock }).unwrap()
    }

    /// `maya` for `U0MAYA`, `crisis` for `C0CRISIS`.
    fn name(&self, id: &str) -> String {
        let person = self.team.iter().find(|known| self.person(known.name).user == id).map(|known| known.name);
        let channel = || CHANNELS.into_iter().find(|name| self.fake.channel(name) == id);
        person.or_else(channel).map_or_else(|| id.to_owned(), str::to_owned)
    }

    fn message(&self, seen: &Seen) -> Message {
        let all = self.fake.all_messages(&seen.channel).into_iter();
        all.rev().find(|message| message.ts == seen.id).expect("a message to look at")
    }

    fn shown(&self, channel: &str, message: &Message) -> Seen {
        let names = |id: &str| self.name(id);
        let (mut words, blocks) = (block_kit::words(&message.blocks, &names), &message.blocks);
        if !message.by_the_bot() || blocks.is_empty() {
            words = block_kit::read(&message.text, &names);
        }
        Seen {
            id: message.ts.clone(),
            order: message.ts.replace('.', "").parse().unwrap(),
            channel: channel.to_owned(),
            thread: message.thread.clone().filter(|thread| *thread != message.ts),
            by_the_bot: message.by_the_bot(),
            only: message.only.as_deref().map(names),
            edited: message.edited,
            has_heading: block_kit::has_heading(blocks),
            words,
            buttons: block_kit::buttons(blocks),
            title: None,
        }
    }
}

#[async_trait]
impl Stage for OnSlack {
    fn chat(&self) -> Arc<dyn Chat> {
        let fake = Arc::clone(&self.fake);
        let befalls = move |doing: &Doing<'_>, trouble: Trouble| befalls(&fake, doing, trouble);
        Arc::new(Wire::new(Slack::new(self.web(), Locale::En), Arc::clone(&self.ahead), Box::new(befalls)))
    }

    async fn connects(&mut self) {
        if let Some(socket) = self.socket.take() {
            socket.abort();
            self.fake.until("the process before has gone", |fake| fake.links() == 0).await;
        }
        let (sender, events) = mpsc::channel(ROOM);
        self.events = events;
        let (web, clock, chance) = (self.web(), self.clock.clone(), Box::new(|| 0.0));
        let socket = Socket { web, app_token: APP_TOKEN.into(), events: sender.into(), clock, chance };
        self.socket = Some(tokio::spawn(async move { drop(socket.run().await) }));
        self.fake.connected().await;
    }

    fn place(&self, channel: &str) -> Place {
        Place { platform: "slack".into(), channel: self.fake.channel(channel), thread: None }
    }

    fn person(&self, name: &str) -> Person {
        Person { platform: "slack".into(), user: format!("U0{}", name.to_uppercase()) }
    }

    fn joins(&mut self, person: Member) {
        self.fake.person(person.name).speaks(person.locale).lives_in(person.zone);
        self.team.push(person);
    }

    fn keeps_out(&mut self, person: &str, kept_out: bool) {
        let person = self.fake.person(person);
        if kept_out { person.leaves_channel("crisis") } else { person.joins_channel("crisis") }
    }

    fn leaves(&mut self, person: &str) {
        self.fake.person(person).leaves();
    }

    fn has_titles(&self) -> bool {
        false
    }

    fn pace(&self) -> Duration {
        Duration::seconds(1)
    }

    async fn does(&mut self, person: &str, deed: Deed) {
        let person = self.fake.person(person);
        match deed {
            Deed::Say { channel, thread: None, words } if words.starts_with('/') => person.types(&channel, &words),
            Deed::Say { channel, thread, words } => {
                drop(person.says(&channel, thread.as_ref().map(|root| root.id.as_str()), &words));
            }
            Deed::Write { words } => drop(person.writes(&words)),
            Deed::Press { on, label } if on.id == HOME => person.presses_in_view(&label),
            Deed::Press { on, label } => person.presses(&on.id, &label),
            Deed::Fill { answers } => {
                let view = person.view().expect("a form stands open");
                let inputs = view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "input");
                let keys = inputs.filter_map(|input| input["block_id"].as_str());
                let answers: Vec<(&str, &str)> = keys.zip(answers.iter().map(String::as_str)).collect();
                person.submits(&answers);
            }
            Deed::React { on, emoji, added: true } => person.reacts(&on.id, &emoji),
            Deed::React { on, emoji, added: false } => person.unreacts(&on.id, &emoji),
            Deed::Pin { on, added: true } => person.pins(&on.id),
            Deed::Pin { on, added: false } => person.unpins(&on.id),
            Deed::Choose { on, shortcut } => person.message_shortcut(&on.id, shortcut),
            Deed::Pick { on, menu, choice } => {
                let picked =
                    self.team.iter().find(|known| known.name == choice).map(|known| self.person(known.name).user);
                person.picks(&on.id, &menu, &picked.unwrap_or(choice));
            }
            Deed::Edit { on, words } => person.edits(&on.id, &words),
            Deed::Erase { on } => person.deletes(&on.id),
            Deed::ComeHome => person.opens_home(),
        }
    }

    fn redelivers(&mut self) {
        self.fake.redelivers();
    }

    async fn heard(&mut self) -> Vec<ChatEvent> {
        // Whatever is acknowledged is here already: Squall hands it over before it waits for anything else.
        self.fake.settled().await;
        let mut heard = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            heard.push(event);
        }
        heard
    }

    fn may_be_killed(&mut self) {
        // A form that was lost is tried once more, too late.
        self.fake.forgives(&["expired_trigger_id"]);
    }

    fn seen(&self, channel: &str) -> Vec<Seen> {
        self.fake.all_messages(channel).iter().map(|message| self.shown(channel, message)).collect()
    }

    fn direct(&self, person: &str) -> Vec<Seen> {
        let whole = self.fake.person(person).direct();
        let shown = |message: &Message| {
            // Nobody whispers there; what answers has no errand's key.
            let answers = message.by_the_bot() && message.metadata.is_none();
            Seen { only: answers.then(|| person.to_owned()), ..self.shown("", message) }
        };
        whole.iter().map(shown).collect()
    }

    fn home(&self, person: &str) -> Option<Seen> {
        let view = self.fake.person(person).home()?;
        let blocks = view["blocks"].as_array().unwrap();
        let (words, buttons) = (block_kit::words(blocks, &|id: &str| self.name(id)), block_kit::buttons(blocks));
        Some(Seen { id: HOME.into(), only: Some(person.into()), by_the_bot: true, words, buttons, ..Seen::default() })
    }

    fn picture(&self, on: &Seen) -> Option<Picture> {
        let (file, alt) = block_kit::picture(&self.message(on).blocks)?;
        let files = self.fake.files();
        let file = files.into_iter().find(|known| known.id == file).expect("a file that was uploaded");
        Some(Picture { alt, png: file.bytes })
    }

    fn alarms(&self, on: &Seen) -> Vec<String> {
        let message = self.message(on);
        let is_known = |id: &str| self.team.iter().any(|known| self.person(known.name).user == id);
        let mut alarms = block_kit::alarms(&message.blocks, &message.text, &is_known);
        let unfurls = message.only.is_none() && message.unfurl_links != Some(false);
        alarms.extend(unfurls.then(|| "links unfurl".to_owned()));
        if message.by_the_bot() { alarms } else { Vec::new() }
    }

    fn will_meet(&mut self, troubles: &[Trouble]) {
        self.ahead.will_meet(troubles);
    }

    /// Slack keeps whatever arrives.
    fn arrived(&self) -> Vec<String> {
        let all = CHANNELS.into_iter().flat_map(|channel| self.fake.all_messages(channel));
        let key = |message: Message| Some(message.metadata?["event_payload"]["key"].as_str()?.to_owned());
        all.filter_map(key).collect()
    }
}

/// What happens to the call over HTTP. False for what is no fault of Slack's.
fn befalls(fake: &Fake, doing: &Doing<'_>, trouble: Trouble) -> bool {
    let fault = match trouble {
        Trouble::Busy(ms) => Fault::RateLimited(ms.div_ceil(1_000)),
        Trouble::Unanswered => Fault::AfterEffect,
        Trouble::Lost => Fault::Dropped,
        Trouble::Blocked => Fault::ErrorCode("is_archived"),
        Trouble::Refused => Fault::ErrorCode("too_many_attachments"),
        Trouble::Gone => {
            if let Doing::Edit(message) = doing {
                fake.deletes(&message.place.channel, &message.message);
            }
            return true;
        }
        Trouble::Crash => return false,
    };
    let method = match doing {
        Doing::Post => "chat.postMessage",
        Doing::Edit(_) => "chat.update",
    };
    fake.fail_next(method, 1, fault);
    true
}
