//! A small world: the product on a store of its own, the sandbox as its platform, a virtual clock, a team and a public.
//!
//! A story reads as what happened: the public murmurs and shouts, people say, press, react and fill in, time passes.
//! What people do answers with what was whispered to them.

mod public;
pub mod discord;
pub mod loopback;
pub mod slack;
mod wire;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Duration;
use commands::EmojiAction;
use squall::app::App;
use squall::chat::sandbox::{Act, Author, Body, Message, Sandbox, SandboxConfig};
use squall::chat::{ChatEvent, Place};
use squall::clock::{Clock, Time};
use squall::execute;
use squall::home::Home;
use squall::post::{Block, Post};
use squall::reception::ReceptionError;
use squall::store::{Store, ledger};
use squall::words::Locale;
use tempfile::TempDir;
use tokio::sync::mpsc;

pub use public::{ADVERT, CHINESE, ENGLISH, GREEK, ITALIAN, MURMUR};
pub use wire::{Trouble, Wire};

/// Monday morning; every story begins then.
const BEGINNING: &str = "2026-03-02T08:00:00Z";
/// How far the clock moves at most before the product looks again.
const HOP: Duration = Duration::minutes(10);

/// Everything there is.
pub struct World {
    pub app: App,
    pub sandbox: Arc<Sandbox>,
    /// Between the product and the sandbox; it can be told to fail.
    pub wire: Arc<Wire>,
    /// How the operator set it up; takes effect at the next restart.
    pub home: Home,
    pub reactions: BTreeMap<String, Option<EmojiAction>>,
    pub clock: Clock,
    events: mpsc::Receiver<ChatEvent>,
    last_event: Option<ChatEvent>,
    /// Mentions that the public ever said.
    said: u64,
    /// Processes that ever ran.
    lives: usize,
    base: Base,
}

/// Where the store is.
struct Base {
    url: String,
    /// The server and the schema of this world, on Postgres.
    schema: Option<(String, String)>,
    /// Holds the file, on SQLite.
    _directory: Option<TempDir>,
}

/// Tells every story on both engines.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $story() {
                let mut world = crate::world::World::on_sqlite().await;
                super::$story(&mut world).await;
                world.end().await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $story() {
                let Some(mut world) = crate::world::World::on_postgres().await else { return };
                super::$story(&mut world).await;
                world.end().await;
            })+
        }
    };
}
pub(crate) use stories;

pub fn hours(n: i64) -> Duration {
    Duration::hours(n)
}

pub fn minutes(n: i64) -> Duration {
    Duration::minutes(n)
}

impl World {
    pub async fn on_sqlite() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", directory.path().join("squall.db").display());
        Self::on(Base { url, schema: None, _directory: Some(directory) }).await
    }

    /// None where no Postgres is offered; scripts/test always offers one.
    pub async fn on_postgres() -> Option<Self> {
        let Ok(server) = std::env::var("SQUALL_TEST_POSTGRES") else {
            println!("skipped: SQUALL_TEST_POSTGRES is not set; scripts/test starts a temporary Postgres");
            return None;
        };
        static WORLDS: AtomicU32 = AtomicU32::new(0);
        let schema = format!("world_{}_{}", std::process::id(), WORLDS.fetch_add(1, Ordering::Relaxed));
        run(&server, format!("create schema {schema}")).await;
        let url = format!("{server}?options[search_path]={schema}");
        Some(Self::on(Base { url, schema: Some((server, schema)), _directory: None }).await)
    }

    async fn on(base: Base) -> Self {
        let clock = Clock::at(BEGINNING.parse().unwrap());
        let sandbox = Sandbox::new(SandboxConfig { clock: clock.clone(), ..SandboxConfig::default() });
        let wire = Arc::new(Wire::new(Arc::clone(&sandbox)));
        let channel = Place { platform: "sandbox".into(), channel: "crisis".into(), thread: None };
        let home = Home { channel, locale: Locale::En, zone: chrono_tz::UTC, quiet: None };
        let store = Store::open(&base.url).await.unwrap();
        let app = join(store, &clock, &home, &wire, 1);
        let events = sandbox.listen();
        Self {
            app,
            sandbox,
            wire,
            home,
            reactions: BTreeMap::new(),
            clock,
            events,
            last_event: None,
            said: 0,
            lives: 1,
            base,
        }
    }

    /// The process ends, wherever it is, and another one starts on the same store.
    pub async fn restarts(&mut self) {
        self.app.store.close().await;
        self.lives += 1;
        let store = Store::open(&self.base.url).await.unwrap();
        self.app = join(store, &self.clock, &self.home, &self.wire, self.lives);
        self.app.reception = self.app.reception.clone().with_reactions(self.reactions.clone());
    }

    /// A second process beside the first, on the same store.
    pub async fn another_process(&mut self) -> App {
        self.lives += 1;
        let store = Store::open(&self.base.url).await.unwrap();
        join(store, &self.clock, &self.home, &self.wire, self.lives)
    }

    /// The story is over; nothing of it stays.
    pub async fn end(self) {
        self.app.store.close().await;
        if let Some((server, schema)) = self.base.schema {
            run(&server, format!("drop schema {schema} cascade")).await;
        }
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Time passes; what is due on the way happens when it is due.
    pub async fn passes(&mut self, time: Duration) {
        let end = self.now() + time;
        while self.now() < end {
            self.clock.advance_to((self.now() + HOP).min(end));
            self.app.settle().await.unwrap();
        }
    }

    /// Time passes until this hour of the day comes.
    pub async fn passes_until(&mut self, hour: u32) {
        let at = |day: chrono::NaiveDate| day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
        let today = at(self.now().date_naive());
        let then = if today > self.now() { today } else { today + hours(24) };
        self.passes(then - self.now()).await;
    }
}

/// What people do. Each answers with what was whispered to the person because of it, one after the other.
impl World {
    pub async fn says(&mut self, person: &str, words: &str) -> String {
        self.act(person, Act::Say { channel: "crisis".into(), thread: None, words: words.into() }).await
    }

    /// Presses the newest button with this label that the person sees.
    pub async fn presses(&mut self, person: &str, label: &str) -> String {
        let seen = self.sandbox.messages("crisis");
        let mine = seen.iter().rev().filter(|message| message.only.as_deref().is_none_or(|only| only == person));
        let found = mine.filter_map(|message| {
            let button = post(message)?.buttons().find(|button| button.label == label)?;
            Some((message.id.clone(), button.action.clone()))
        });
        let (message, action) = found.into_iter().next().unwrap_or_else(|| panic!("nobody can press {label}"));
        self.act(person, Act::Press { message, action }).await
    }

    /// Answers the form that stands open, in the order of its questions.
    pub async fn fills(&mut self, person: &str, answers: &[&str]) -> String {
        let form = self.sandbox.forms(person).pop().expect("a form stands open");
        let keys = form.form.inputs.iter().map(|input| input.key.clone());
        let answers = keys.zip(answers.iter().map(|answer| (*answer).to_owned())).collect();
        self.act(person, Act::Submit { form: form.id, answers }).await
    }

    /// Opens their own page. Answers what stands there.
    pub async fn comes_home(&mut self, person: &str) -> String {
        self.act(person, Act::ComeHome).await;
        self.page(person)
    }

    /// Presses a button of their own page.
    pub async fn presses_at_home(&mut self, person: &str, label: &str) {
        let page = self.sandbox.home(person).expect("the page was opened before");
        let mut buttons = post(&page).into_iter().flat_map(Post::buttons);
        let action = buttons.find(|button| button.label == label).expect("the page has the button").action.clone();
        self.act(person, Act::Press { message: page.id.clone(), action }).await;
    }

    /// Presses the newest button with this label in their conversation with the bot.
    pub async fn presses_directly(&mut self, person: &str, label: &str) -> String {
        let found = self.sandbox.messages(&format!("@{person}")).into_iter().rev().find_map(|message| {
            let button = post(&message)?.buttons().find(|button| button.label == label)?;
            Some((message.id.clone(), button.action.clone()))
        });
        let (message, action) = found.unwrap_or_else(|| panic!("nobody can press {label}"));
        self.act(person, Act::Press { message, action }).await
    }

    /// Puts an emoji on the newest card.
    pub async fn reacts(&mut self, person: &str, emoji: &str) -> String {
        let message = self.card().id;
        self.act(person, Act::React { message, emoji: emoji.into(), added: true }).await
    }

    /// Takes it away again.
    pub async fn unreacts(&mut self, person: &str, emoji: &str) -> String {
        let message = self.card().id;
        self.act(person, Act::React { message, emoji: emoji.into(), added: false }).await
    }

    pub async fn act(&mut self, person: &str, act: Act) -> String {
        let before = self.whispers_to(person).len();
        self.sandbox.act(person, act).unwrap();
        while let Ok(event) = self.events.try_recv() {
            self.last_event = Some(event.clone());
            self.app.receive(event).await.unwrap();
        }
        self.whispers_to(person)[before..].join("\n")
    }

    /// Somebody acts, and the product can't do its part. Answers what it whispers all the same.
    pub async fn failing(&mut self, (person, act): (&str, Act)) -> String {
        let before = self.whispers_to(person).len();
        self.sandbox.act(person, act).unwrap();
        let event = self.events.try_recv().unwrap();
        self.app.receive(event).await.unwrap_err();
        self.whispers_to(person)[before..].join("\n")
    }

    /// Somebody says something, and it is done beside what the story does next.
    pub fn meanwhile(&mut self, person: &str, words: &str) -> tokio::task::JoinHandle<Result<(), ReceptionError>> {
        let say = Act::Say { channel: "crisis".into(), thread: None, words: words.into() };
        self.sandbox.act(person, say).unwrap();
        let (reception, event) = (self.app.reception.clone(), self.events.try_recv().unwrap());
        tokio::spawn(async move { reception.receive(event).await })
    }

    /// People act at the same moment, and the platform delivers each act this often.
    pub async fn all_at_once(&mut self, acts: Vec<(&str, Act)>, times: usize) {
        acts.into_iter().for_each(|(person, act)| drop(self.sandbox.act(person, act).unwrap()));
        let mut answering = tokio::task::JoinSet::new();
        while let Ok(event) = self.events.try_recv() {
            for _ in 0..times {
                let (reception, event) = (self.app.reception.clone(), event.clone());
                answering.spawn(async move { reception.receive(event).await });
            }
        }
        for answered in answering.join_all().await {
            answered.unwrap();
        }
        self.app.deliver().await.unwrap();
    }

    /// The platform delivers the last event once more. Answers what was whispered because of it.
    pub async fn redelivers(&mut self) -> String {
        let event = self.last_event.clone().expect("something happened before");
        let person = event.person.user.clone();
        let before = self.whispers_to(&person).len();
        self.app.receive(event).await.unwrap();
        self.whispers_to(&person)[before..].join("\n")
    }
}

/// What people see.
impl World {
    pub fn whispers_to(&self, person: &str) -> Vec<String> {
        let direct = self.sandbox.messages(&format!("@{person}"));
        let mut all: Vec<Message> = self.sandbox.messages("crisis").into_iter().chain(direct).collect();
        all.sort_by_key(|message| message.id.split('-').next_back().and_then(|number| number.parse::<u64>().ok()));
        all.into_iter()
            .filter(|message| message.only.as_deref() == Some(person))
            .map(|message| text(&message))
            .collect()
    }

    /// What the bot wrote to one person alone.
    pub fn told(&self, person: &str) -> Vec<String> {
        let all = self.sandbox.messages(&format!("@{person}")).into_iter();
        all.filter(|message| message.author == Author::Bot && message.only.is_none())
            .map(|message| text(&message))
            .collect()
    }

    /// What stands on the person's own page.
    pub fn page(&self, person: &str) -> String {
        text(&self.sandbox.home(person).expect("the page was opened before"))
    }

    fn by_the_bot(&self) -> impl Iterator<Item = Message> {
        let all = self.sandbox.messages("crisis").into_iter();
        all.filter(|message| message.author == Author::Bot && message.only.is_none())
    }

    /// The cards in the channel: what has a heading and stands for all to see.
    pub fn cards(&self) -> Vec<Message> {
        self.by_the_bot().filter(|message| message.thread.is_none() && has_heading(message)).collect()
    }

    /// The newest card.
    pub fn card(&self) -> Message {
        self.cards().pop().expect("there is a card")
    }

    /// All that the newest card says.
    pub fn card_text(&self) -> String {
        text(&self.card())
    }

    /// What the bot said in the channel without a card.
    pub fn announcements(&self) -> Vec<String> {
        let plain = self.by_the_bot().filter(|message| message.thread.is_none() && !has_heading(message));
        plain.map(|message| text(&message)).collect()
    }

    /// What stands in the thread under a message.
    pub fn thread(&self, root: &Message) -> Vec<String> {
        let inside = self.by_the_bot().filter(|message| message.thread.as_deref() == Some(&root.id));
        inside.map(|message| text(&message)).collect()
    }

    /// Who decided what about what, in order. The chain must hold.
    pub async fn ledger(&self) -> Vec<String> {
        let (rows, written) = ledger::read(&mut self.app.store.read().await.unwrap()).await.unwrap();
        ledger::verify(&rows, written).unwrap();
        rows.into_iter().map(|row| format!("{} {} {}", row.actor, row.action, row.subject)).collect()
    }

    /// Those about alerts and incidents.
    pub async fn decisions(&self) -> Vec<String> {
        let all = self.ledger().await;
        all.into_iter().filter(|line| line.contains(" alert.") || line.contains(" incident.")).collect()
    }
}

/// All words of a message.
pub fn text(message: &Message) -> String {
    match &message.body {
        Body::Said(words) => words.clone(),
        Body::Card { post, .. } => post.plain(),
    }
}

/// The bot's document.
pub fn post(message: &Message) -> Option<&Post> {
    match &message.body {
        Body::Card { post, .. } => Some(post),
        Body::Said(_) => None,
    }
}

/// The labels of its buttons.
pub fn buttons(message: &Message) -> Vec<String> {
    post(message).into_iter().flat_map(Post::buttons).map(|button| button.label.clone()).collect()
}

fn has_heading(message: &Message) -> bool {
    post(message).is_some_and(|post| post.blocks.iter().any(|block| matches!(block, Block::Heading(_))))
}

fn join(store: Store, clock: &Clock, home: &Home, wire: &Arc<Wire>, life: usize) -> App {
    let platforms = [("sandbox", Arc::clone(wire) as _)].into();
    App::new(store, clock.clone(), home.clone(), platforms, format!("squall-{life}")).unwrap()
}

async fn run(server: &str, statement: String) {
    let store = Store::open(server).await.unwrap();
    let mut tx = store.write().await.unwrap();
    execute!(&mut tx, sqlx::AssertSqlSafe(statement.clone())).unwrap();
    tx.commit().await.unwrap();
    store.close().await;
}
