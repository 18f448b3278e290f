//! A small world: the product on a store of its own, a chat platform, a virtual clock, a team and a public.
//!
//! A story reads as what happened: the public murmurs and shouts, people say, press, react and fill in, time passes.
//! What people do answers with what was whispered to them. It is told on every platform ([`Stage`]) and every engine.

mod base;
mod public;
mod sees;
pub mod discord;
pub mod loopback;
pub mod slack;
mod stage;
mod told;
mod wire;

use std::collections::BTreeMap;

use chrono::Duration;
use commands::EmojiAction;
use squall::app::App;
use squall::clock::{Clock, Time, from_micros};
use squall::home::Home;
use squall::reception::ReceptionError;
use squall::store::{Store, errand};

use base::Base;
pub use public::{ADVERT, CHINESE, ENGLISH, GREEK, ITALIAN, MURMUR};
use stage::IN_CHARGE;
pub use stage::{Deed, Seen, Stage};
pub(crate) use told::{stories, told};
pub use wire::{Ahead, Trouble, Wire};

/// Monday morning; every story begins then.
const BEGINNING: &str = "2026-03-02T08:00:00Z";
/// How far the clock moves at most before the product looks again.
const HOP: Duration = Duration::minutes(10);

/// Where a story is told.
#[derive(Clone, Copy, Debug)]
pub enum Platform {
    Sandbox,
    Slack,
    Discord,
}

/// What keeps the facts.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Everything there is.
pub struct World {
    pub app: App,
    pub stage: Box<dyn Stage>,
    /// How the operator set it up; takes effect at the next restart.
    pub home: Home,
    pub reactions: BTreeMap<String, Option<EmojiAction>>,
    pub clock: Clock,
    /// Mentions that the public ever said.
    said: u64,
    /// Processes that ever ran.
    lives: usize,
    team: Vec<stage::Member>,
    base: Base,
}

pub fn hours(n: i64) -> Duration {
    Duration::hours(n)
}

pub fn minutes(n: i64) -> Duration {
    Duration::minutes(n)
}

impl World {
    /// None where the engine is not offered.
    pub async fn begins(platform: Platform, engine: Engine) -> Option<Self> {
        let base = match engine {
            Engine::Sqlite => Base::in_a_file(),
            Engine::Postgres => Base::on_a_server().await?,
        };
        let clock = Clock::at(BEGINNING.parse().unwrap());
        let stage: Box<dyn Stage> = match platform {
            Platform::Sandbox => Box::new(stage::OnSandbox::new(&clock)),
            Platform::Slack => Box::new(stage::OnSlack::new(&clock).await),
            #[cfg(feature = "discord")]
            Platform::Discord => Box::new(stage::OnDiscord::new(&clock).await),
            #[cfg(not(feature = "discord"))]
            Platform::Discord => return None,
        };
        let mut home = Home::new(stage.place("crisis"));
        // Nikos does not set Squall up, but in the sandbox, where everybody does.
        home.charge.people = IN_CHARGE.map(|name| stage.person(name)).to_vec();
        let store = Store::open(&base.url).await.unwrap();
        let app = join(store, &clock, &home, stage.as_ref(), 1);
        let mut world = Self {
            app,
            stage,
            home,
            reactions: BTreeMap::new(),
            clock,
            said: 0,
            lives: 1,
            team: stage::TEAM.to_vec(),
            base,
        };
        if !world.stage.tells_languages() {
            world.everybody_was_here_before().await;
        }
        Some(world)
    }

    /// Where a platform tells a person's language only with what they do, the bot knows it from earlier.
    async fn everybody_was_here_before(&mut self) {
        for person in stage::TEAM {
            self.says(person.name, "/crisis help").await;
            self.stage.dismisses(person.name);
        }
    }

    /// The live folder of the embedded database; none on a server.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.base.folder()
    }

    /// Seven more join the team, so that there are twelve.
    pub async fn crowd_joins(&mut self) {
        for person in stage::CROWD {
            self.stage.joins(person);
            self.team.push(person);
            self.says(person.name, "/crisis help").await;
            self.stage.dismisses(person.name);
        }
    }

    /// The process ends, wherever it is, and another one starts on the same store.
    pub async fn restarts(&mut self) {
        self.app.store.close().await;
        self.app = self.another_process().await;
        self.app.reception = self.app.reception.with(|setup| setup.reactions.clone_from(&self.reactions));
        self.stage.connects().await;
    }

    /// A second process beside the first, on the same store.
    pub async fn another_process(&mut self) -> App {
        self.lives += 1;
        let store = Store::open(&self.base.url).await.unwrap();
        join(store, &self.clock, &self.home, self.stage.as_ref(), self.lives)
    }

    /// The story is over; nothing of it stays.
    pub async fn end(self) {
        self.app.store.close().await;
        self.base.goes().await;
    }

    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Time passes; what is due on the way happens when it is due.
    pub async fn passes(&mut self, time: Duration) {
        let end = self.now() + time;
        while self.now() < end {
            self.clock.advance_to((self.now() + HOP).min(end));
            self.settles().await;
        }
    }

    /// Days pass on which little happens: the product looks every six hours.
    pub async fn days_pass(&mut self, days: i64) {
        for _ in 0..days * 4 {
            self.clock.advance_to(self.now() + hours(6));
            self.settles().await;
        }
    }

    /// Time passes until this hour of the day comes.
    pub async fn passes_until(&mut self, hour: u32) {
        let at = |day: chrono::NaiveDate| day.and_hms_opt(hour, 0, 0).unwrap().and_utc();
        let today = at(self.now().date_naive());
        let then = if today > self.now() { today } else { today + hours(24) };
        self.passes(then - self.now()).await;
    }

    /// What is due is done, and said as fast as the platform takes it.
    pub async fn settles(&mut self) {
        self.app.settle().await.unwrap();
        self.says_all().await;
    }

    /// What was written down is said.
    pub async fn delivers(&mut self) {
        self.app.deliver().await.unwrap();
        self.says_all().await;
    }

    /// The seconds pass in which the platform's pace lets out what waits for nothing else.
    async fn says_all(&mut self) {
        let pace = self.stage.pace();
        if pace == Duration::zero() {
            return;
        }
        while let Some(free) = self.next_errand(pace).await.filter(|free| *free <= self.now() + pace) {
            self.clock.advance_to(free);
            self.app.deliver().await.unwrap();
        }
    }

    /// When the first conversation that waits goes on.
    async fn next_errand(&self, pace: Duration) -> Option<Time> {
        let heads = errand::heads(&mut self.app.store.read().await.unwrap()).await.unwrap();
        let paced = |sent: Option<i64>| sent.map_or(Time::UNIX_EPOCH, |sent| from_micros(sent) + pace);
        heads.into_iter().map(|head| from_micros(head.free_at).max(paced(head.last_sent))).min()
    }
}

/// What people do. Each answers with what was whispered to the person because of it, one after the other.
impl World {
    /// In the channel; `/crisis ...` is a command.
    pub async fn says(&mut self, person: &str, words: &str) -> String {
        let deed = said(words, None);
        self.does(person, deed).await
    }

    /// In the thread under a message.
    pub async fn says_in_thread(&mut self, person: &str, root: &Seen, words: &str) -> String {
        self.does(person, said(words, Some(root.clone()))).await
    }

    /// Presses the newest button with this label that the person sees.
    pub async fn presses(&mut self, person: &str, label: &str) -> String {
        let mut seen = self.seen("crisis").into_iter().rev();
        let mine = |message: &Seen| message.only.as_deref().is_none_or(|only| only == person);
        let on = seen.find(|message| mine(message) && message.buttons.iter().any(|button| button == label));
        let on = on.unwrap_or_else(|| panic!("nobody can press {label}"));
        self.does(person, Deed::Press { on, label: label.into() }).await
    }

    /// Answers the form that stands open, in the order of its questions.
    pub async fn fills(&mut self, person: &str, answers: &[&str]) -> String {
        let answers = answers.iter().map(|answer| (*answer).to_owned()).collect();
        self.does(person, Deed::Fill { answers }).await
    }

    /// Opens their own page. Answers what stands there.
    pub async fn comes_home(&mut self, person: &str) -> String {
        self.does(person, Deed::ComeHome).await;
        self.page(person)
    }

    /// Presses a button of their own page.
    pub async fn presses_at_home(&mut self, person: &str, label: &str) {
        let on = self.stage.home(person).expect("the page was opened before");
        self.does(person, Deed::Press { on, label: label.into() }).await;
    }

    /// Presses the newest button with this label in their conversation with the bot.
    pub async fn presses_directly(&mut self, person: &str, label: &str) -> String {
        let mut seen = self.stage.direct(person).into_iter().rev();
        let on = seen.find(|message| message.buttons.iter().any(|button| button == label));
        let on = on.unwrap_or_else(|| panic!("nobody can press {label}"));
        self.does(person, Deed::Press { on, label: label.into() }).await
    }

    /// Chooses "Report as mention" from the menu of the message that says this.
    pub async fn reports(&mut self, person: &str, words: &str) -> String {
        let mut seen = self.seen("crisis").into_iter().rev();
        let on = seen.find(|message| message.words == words).expect("somebody said so before");
        self.does(person, Deed::Choose { on, shortcut: "report-mention" }).await
    }

    /// Takes a pin away. Where the platform does not tell of that, the entry is taken off the timeline by its button.
    pub async fn unpins(&mut self, person: &str, on: &Seen) {
        let told = self.stage.tells_of_unpinning();
        self.does(person, Deed::Pin { on: on.clone(), added: false }).await;
        if !told {
            self.presses("maya", "Undo").await;
        }
    }

    /// Puts an emoji on the newest card.
    pub async fn reacts(&mut self, person: &str, emoji: &str) -> String {
        let on = self.card();
        self.does(person, Deed::React { on, emoji: emoji.into(), added: true }).await
    }

    /// Takes it away again.
    pub async fn unreacts(&mut self, person: &str, emoji: &str) -> String {
        let on = self.card();
        self.does(person, Deed::React { on, emoji: emoji.into(), added: false }).await
    }

    /// Says something that is not for the bot, in the channel or under a message. Answers how it stands there.
    pub async fn writes(&mut self, person: &str, words: &str, thread: Option<&Seen>) -> Seen {
        assert_eq!(self.does(person, said(words, thread.cloned())).await, "", "nobody asked");
        self.seen("crisis").pop().unwrap()
    }

    pub async fn does(&mut self, person: &str, deed: Deed) -> String {
        let before = self.whispers_to(person).len();
        self.stage.does(person, deed).await;
        self.hears().await.unwrap();
        self.whispers_to(person)[before..].join("\n")
    }

    async fn hears(&mut self) -> Result<(), ReceptionError> {
        for event in self.stage.heard().await {
            self.app.receive(event).await?;
        }
        self.stage.answered().await;
        self.says_all().await;
        Ok(())
    }

    /// Somebody says something, and the product can't do its part. Answers what it whispers all the same.
    pub async fn failing(&mut self, person: &str, words: &str) -> String {
        let before = self.whispers_to(person).len();
        self.stage.does(person, said(words, None)).await;
        for event in self.stage.heard().await {
            self.app.receive(event).await.unwrap_err();
        }
        self.stage.answered().await;
        self.whispers_to(person)[before..].join("\n")
    }

    /// Somebody says something, and it is done beside what the story does next.
    pub async fn meanwhile(
        &mut self,
        person: &str,
        words: &str,
    ) -> tokio::task::JoinHandle<Result<(), ReceptionError>> {
        self.stage.does(person, said(words, None)).await;
        let event = self.stage.heard().await.pop().unwrap();
        let reception = self.app.reception.clone();
        tokio::spawn(async move { reception.receive(event).await })
    }

    /// People act at the same moment, and the platform delivers each act this often.
    pub async fn all_at_once(&mut self, deeds: Vec<(&str, Deed)>, times: usize) {
        for (person, deed) in deeds {
            self.stage.does(person, deed).await;
            (1..times).for_each(|_| self.stage.redelivers());
        }
        let mut answering = tokio::task::JoinSet::new();
        for event in self.stage.heard().await {
            let reception = self.app.reception.clone();
            answering.spawn(async move { reception.receive(event).await });
        }
        for answered in answering.join_all().await {
            answered.unwrap();
        }
        self.stage.answered().await;
        self.delivers().await;
    }

    /// The platform delivers the last thing done once more. Answers what was whispered because of it.
    pub async fn redelivers(&mut self) -> String {
        let before = self.whispers().len();
        self.stage.redelivers();
        self.hears().await.unwrap();
        self.whispers()[before..].iter().map(|whisper| whisper.words.clone()).collect::<Vec<_>>().join("\n")
    }

    /// The next posts and edits meet these, one each.
    pub fn will_meet(&mut self, troubles: &[Trouble]) {
        self.stage.will_meet(troubles);
    }
}

fn said(words: &str, thread: Option<Seen>) -> Deed {
    Deed::Say { channel: "crisis".into(), thread, words: words.into() }
}

fn join(store: Store, clock: &Clock, home: &Home, stage: &dyn Stage, life: usize) -> App {
    let chat = stage.chat();
    App::new(store, clock.clone(), home.clone(), [(chat.platform(), chat)].into(), format!("squall-{life}")).unwrap()
}
