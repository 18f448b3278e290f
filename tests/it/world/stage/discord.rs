//! The fake Discord as a stage: the product's real leaf calls it over HTTP and hears it over the gateway. What goes wrong
//! goes wrong there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::Duration;
use serde_json::Value;
use sha2::{Digest, Sha256};
use squall::chat::{Chat, ChatEvent, Place};
use squall::clock::Clock;
use squall::person::Person;
use squall::platform::discord::Discord;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{CHANNELS, Deed, Member, Picture, Seen, Stage, TEAM, embeds};
use crate::world::discord::{APP_ID, Account, Fake, Fault, Message, at_home};
use crate::world::wire::Doing;
use crate::world::{Ahead, Trouble, Wire};

/// Events that wait for the product.
const ROOM: usize = 1_024;
/// Between the beginnings of two sessions, as Discord wants it.
const BETWEEN_SESSIONS: Duration = Duration::seconds(6);

const MOMENT: Duration = Duration::seconds(1);

/// The emoji of stories, by their short names.
const EMOJI: [(&str, &str); 7] = [
    ("eyes", "👀"),
    ("mute", "🔇"),
    ("white_check_mark", "✅"),
    ("rotating_light", "🚨"),
    ("fire", "🔥"),
    ("tada", "🎉"),
    ("pushpin", "📌"),
];

pub struct OnDiscord {
    fake: Arc<Fake>,
    clock: Clock,
    ahead: Arc<Ahead>,
    events: mpsc::Receiver<ChatEvent>,
    gateway: Option<JoinHandle<()>>,
    /// What the youngest process talks through; the first one waits to be asked for.
    youngest: Mutex<(Arc<Discord>, bool)>,
    /// Messages that only help Discord's own window: questions before a dangerous button, and further pages of a form.
    asides: BTreeSet<String>,
    /// The interaction that each person's page is the answer to.
    pages: BTreeMap<String, String>,
    team: Vec<Member>,
}

impl OnDiscord {
    pub async fn new(clock: &Clock) -> Self {
        let fake = Arc::new(Fake::start(clock.clone()).await);
        fake.grants_message_content();
        for person in TEAM {
            fake.person(person.name).speaks(locale(person.locale));
        }
        fake.creates("general");
        let discord = at_home::discord(&fake, clock);
        discord.register(APP_ID, &commands::discord_registration()).await.unwrap();
        let (_, events) = mpsc::channel(1);
        let mut stage = Self {
            fake,
            clock: clock.clone(),
            ahead: Arc::default(),
            events,
            gateway: None,
            youngest: Mutex::new((discord, true)),
            asides: BTreeSet::new(),
            pages: BTreeMap::new(),
            team: TEAM.to_vec(),
        };
        stage.connects().await;
        stage
    }

    /// `maya` for her id.
    fn name(&self, id: &str) -> String {
        let person = self.team.iter().find(|known| self.person(known.name).user == id).map(|known| known.name);
        let channel = || CHANNELS.into_iter().find(|name| self.fake.channel(name) == id);
        person.or_else(channel).map_or_else(|| id.to_owned(), str::to_owned)
    }

    fn message(&self, seen: &Seen) -> Message {
        let places = CHANNELS.into_iter().flat_map(|channel| self.fake.all_messages(channel));
        let mut all = places.chain(self.team.iter().flat_map(|known| self.fake.person(known.name).direct()));
        all.find(|message| message.id == seen.id).expect("a message to look at")
    }

    fn shown(&self, channel: &str, message: &Message) -> Seen {
        let names = |id: &str| self.name(id);
        let by_the_bot = message.by_the_bot();
        let in_thread = !channel.is_empty() && message.channel != self.fake.channel(channel);
        let threads = if channel.is_empty() { Vec::new() } else { self.fake.threads(channel) };
        Seen {
            id: message.id.clone(),
            order: message.id.parse().unwrap(),
            channel: channel.to_owned(),
            thread: in_thread.then(|| message.channel.clone()),
            by_the_bot,
            only: message.only.as_deref().map(names),
            edited: message.edited.is_some(),
            has_heading: embeds::has_heading(message),
            words: if by_the_bot { embeds::words(message, &names) } else { message.content.clone() },
            buttons: embeds::buttons(message),
            title: threads.into_iter().find(|(id, _)| *id == message.id).map(|(_, title)| title),
        }
    }

    fn is_aside(&self, message: &Message) -> bool {
        const PINNED: u8 = 6;
        let answers = message.interaction.as_ref().and_then(|told| told["id"].as_str());
        let is_page = answers.is_some_and(|id| self.pages.values().any(|page| page == id));
        message.kind == PINNED || is_page || self.asides.contains(&message.id)
    }

    /// A command with its fields, as the window offers it, where it takes what was typed; else the bot is addressed.
    fn says(&self, person: &Account<'_>, place: &str, words: &str) {
        let asked = ["/crisis", "@squall"].iter().find_map(|name| words.strip_prefix(name));
        let fields = asked.and_then(commands::fields);
        let sent = fields.and_then(|(path, fields)| person.fills(place, path, &fields)).is_some();
        match asked {
            _ if sent => {}
            Some(asked) => drop(person.says(place, format!("@squall {}", asked.trim_start()).trim_end())),
            None => drop(person.says(place, words)),
        }
    }

    /// What is asked before a dangerous button does anything is answered with the same button.
    async fn presses(&mut self, name: &str, on: &str, label: &str) {
        let person = self.fake.person(name);
        let asks = |id: &Value| id.as_str().is_some_and(|id| id.starts_with('?'));
        let seen = person.sees(on).elements();
        let button = seen.iter().find(|element| element["label"] == label).expect("a button to press");
        person.presses(on, label);
        if asks(&button["custom_id"]) {
            self.fake.settled().await;
            let question = self.fake.person(name).whispers().pop().expect("a question");
            self.fake.person(name).presses(&question.id, label);
            self.asides.insert(question.id);
        }
    }

    /// Fills in the pages of a form, as far as the answers go.
    async fn submits(&mut self, name: &str, answers: &[String]) {
        let mut rest = answers;
        loop {
            let modal = self.fake.person(name).modal().expect("a form stands open");
            let inputs: Vec<Value> = modal["components"].as_array().unwrap().clone();
            let (page, later) = rest.split_at(inputs.len().min(rest.len()));
            let given = inputs.iter().map(|label| &label["component"]).zip(page);
            // Of a menu nothing is picked when nothing is said.
            let given = given.filter(|(input, answer)| input["type"] == 4 || !answer.is_empty());
            let given: Vec<(&str, &str)> =
                given.map(|(input, answer)| (input["custom_id"].as_str().unwrap(), answer.as_str())).collect();
            self.fake.person(name).submits(&given);
            if later.is_empty() {
                return;
            }
            self.fake.settled().await;
            let goes_on = self.fake.person(name).whispers().pop().expect("a further page");
            let button = goes_on.elements().remove(0);
            // The first page again is a refusal.
            if button["custom_id"].as_str().unwrap().starts_with(">0") {
                return;
            }
            self.fake.person(name).presses(&goes_on.id, button["label"].as_str().unwrap());
            self.asides.insert(goes_on.id);
            self.fake.settled().await;
            rest = later;
        }
    }
}

#[async_trait]
impl Stage for OnDiscord {
    fn chat(&self) -> Arc<dyn Chat> {
        let mut youngest = self.youngest.lock().unwrap();
        if !std::mem::take(&mut youngest.1) {
            youngest.0 = at_home::discord(&self.fake, &self.clock);
        }
        let fake = Arc::clone(&self.fake);
        let befalls = move |doing: &Doing<'_>, trouble: Trouble| befalls(&fake, doing, trouble);
        Arc::new(Wire::new(Arc::clone(&youngest.0) as _, Arc::clone(&self.ahead), Box::new(befalls)))
    }

    async fn connects(&mut self) {
        if let Some(gateway) = self.gateway.take() {
            gateway.abort();
            self.fake.until("the process before has gone", |fake| !fake.is_connected()).await;
            // No process starts as fast as this.
            self.clock.advance_to(self.clock.now() + BETWEEN_SESSIONS);
        }
        let (sender, events) = mpsc::channel(ROOM);
        self.events = events;
        let discord = Arc::clone(&self.youngest.lock().unwrap().0);
        let gateway = at_home::gateway(discord, sender, Arc::new(at_home::Nothing), true);
        self.gateway = Some(tokio::spawn(async move { drop(gateway.run().await) }));
        self.fake.connected().await;
        self.fake.caught_up().await;
    }

    fn place(&self, channel: &str) -> Place {
        Place { platform: "discord".into(), channel: self.fake.channel(channel), thread: None }
    }

    fn person(&self, name: &str) -> Person {
        Person { platform: "discord".into(), user: self.fake.person(name).id }
    }

    fn joins(&mut self, person: Member) {
        // Discord opens ten conversations in ten seconds: for more at once it asks for patience, and gets it.
        self.fake.forgives(&["too_fast"]);
        self.fake.person(person.name).speaks(locale(person.locale));
        self.team.push(person);
    }

    fn leaves(&mut self, person: &str) {
        self.fake.person(person).leaves();
    }

    fn archives(&mut self, root: &Seen) {
        self.fake.archives(&root.id);
    }

    fn has_titles(&self) -> bool {
        true
    }

    fn tells_zones(&self) -> bool {
        false
    }

    fn tells_languages(&self) -> bool {
        false
    }

    fn tells_of_unpinning(&self) -> bool {
        false
    }

    fn pace(&self) -> Duration {
        Duration::seconds(1)
    }

    async fn does(&mut self, name: &str, deed: Deed) {
        let person = self.fake.person(name);
        match deed {
            Deed::Say { channel, thread, words } => {
                let place = thread.map_or_else(|| self.fake.channel(&channel), |root| root.id);
                self.says(&person, &place, &words);
            }
            Deed::Press { on, label } => self.presses(name, &on.id, &label).await,
            Deed::Fill { answers } => self.submits(name, &answers).await,
            Deed::React { on, emoji, added: true } => person.reacts(&on.id, character(&emoji)),
            Deed::React { on, emoji, added: false } => person.unreacts(&on.id, character(&emoji)),
            Deed::Pin { on, added } => person.pins(&on.id, added),
            Deed::Choose { on, shortcut } => {
                let entry = commands::Shortcut::named(shortcut).unwrap().label(commands::Locale::En);
                person.chooses(&on.id, &entry);
            }
            Deed::Pick { on, menu, choice } => person.picks(&on.id, &menu, &choice),
            Deed::Edit { on, words } => person.edits(&on.id, &words),
            Deed::Erase { on } => person.deletes(&on.id),
            Deed::ComeHome => {
                let asked = person.fills("crisis", &["me", "home"], &[]).unwrap();
                self.pages.insert(name.to_owned(), asked);
            }
        }
    }

    fn redelivers(&mut self) {
        self.fake.redelivers();
    }

    async fn heard(&mut self) -> Vec<ChatEvent> {
        self.fake.caught_up().await;
        let mut heard = Vec::new();
        while let Ok(event) = self.events.try_recv() {
            heard.push(event);
        }
        heard
    }

    fn dismisses(&mut self, person: &str) {
        self.fake.person(person).dismisses();
    }

    async fn answered(&mut self) {
        self.fake.settled().await;
        // Reading takes people a moment, and so they keep below what Discord allows the bot to answer.
        self.clock.advance_to(self.clock.now() + MOMENT);
    }

    fn may_be_killed(&mut self) {
        self.fake.forgives(&["left_thinking", "late_response"]);
    }

    fn seen(&self, channel: &str) -> Vec<Seen> {
        let all = self.fake.all_messages(channel);
        all.iter().filter(|message| !self.is_aside(message)).map(|message| self.shown(channel, message)).collect()
    }

    fn direct(&self, person: &str) -> Vec<Seen> {
        // Nobody whispers there; what answers has no errand's key.
        let keys: BTreeSet<String> = self.ahead.arrived().iter().map(|key| nonce(key)).collect();
        let told =
            |message: &Message| message.nonce.as_ref().and_then(Value::as_str).is_some_and(|it| keys.contains(it));
        let shown = |message: &Message| {
            let answers = message.by_the_bot() && !told(message);
            Seen { only: answers.then(|| person.to_owned()), ..self.shown("", message) }
        };
        self.fake.person(person).direct().iter().filter(|message| !self.is_aside(message)).map(shown).collect()
    }

    fn home(&self, person: &str) -> Option<Seen> {
        let asked = self.pages.get(person)?;
        let answers = |message: &Message| message.interaction.as_ref().is_some_and(|told| told["id"] == asked.as_str());
        let page = self.fake.person(person).whispers().into_iter().find(answers)?;
        Some(self.shown("crisis", &page))
    }

    fn picture(&self, on: &Seen) -> Option<Picture> {
        let (file, alt) = embeds::picture(&self.message(on))?;
        Some(Picture { alt, png: self.fake.file(&file).expect("a file that was uploaded") })
    }

    fn alarms(&self, on: &Seen) -> Vec<String> {
        let message = self.message(on);
        let is_known = |id: &str| self.team.iter().any(|known| self.person(known.name).user == id);
        if message.by_the_bot() { embeds::alarms(&message, &is_known) } else { Vec::new() }
    }

    fn will_meet(&mut self, troubles: &[Trouble]) {
        self.ahead.will_meet(troubles);
    }

    /// Discord keeps whatever arrives; its nonce says which errand's it is.
    fn arrived(&self) -> Vec<String> {
        let keys: BTreeMap<String, String> = self.ahead.arrived().into_iter().map(|key| (nonce(&key), key)).collect();
        let all = CHANNELS.into_iter().flat_map(|channel| self.fake.all_messages(channel));
        all.filter_map(|message| keys.get(message.nonce?.as_str()?).cloned()).collect()
    }
}

/// As the leaf makes it of an errand's key.
fn nonce(key: &str) -> String {
    hex::encode(&Sha256::digest(key)[..12])
}

/// As Discord writes a language.
fn locale(told: &str) -> &str {
    if matches!(told, "en-GB" | "zh-TW") { told } else { &told[..2] }
}

fn character(emoji: &str) -> &'static str {
    EMOJI.iter().find(|(name, _)| *name == emoji).unwrap_or_else(|| panic!("no emoji {emoji}")).1
}

/// What happens to the call over HTTP. False for what is no fault of Discord's.
fn befalls(fake: &Fake, doing: &Doing<'_>, trouble: Trouble) -> bool {
    const MISSING_ACCESS: u32 = 50_001;
    const MISSING_PERMISSIONS: u32 = 50_013;
    let fault = match trouble {
        Trouble::Busy(ms) => Fault::RateLimited(ms),
        Trouble::Unanswered => Fault::AfterEffect,
        Trouble::Lost => Fault::Dropped,
        Trouble::Blocked => Fault::Code(403, MISSING_ACCESS),
        Trouble::Refused => Fault::Code(403, MISSING_PERMISSIONS),
        Trouble::Gone => {
            if let Doing::Edit(message) = doing {
                fake.deletes(&message.message);
            }
            return true;
        }
        Trouble::Crash => return false,
    };
    let operation = match doing {
        Doing::Post => "create_message",
        Doing::Edit(_) => "update_message",
    };
    fake.fail_next(operation, 1, fault);
    true
}
