//! The team's door: what people do in the chat becomes commands and actions, and these reach a desk.
//!
//! What changes something takes its event's key from the inbox in the same transaction, so that a redelivery has no
//! effect. The answer is whispered after the commit, in the person's language.

mod acquaintance;
mod alert;
mod asking;
mod change;
mod conduct;
mod debrief;
mod digest;
mod dispatch;
mod evidence;
mod export;
mod eyes;
mod gate;
mod help;
mod incident;
mod item;
mod keeper;
mod lanes;
mod language;
mod me;
mod measure;
mod members;
pub mod need;
mod offer;
mod oncall;
mod page;
mod pass;
mod plan;
mod private;
mod report;
mod retro;
mod roster;
mod setup;
mod shortcut;
mod situation;
mod statement;
mod status;
mod task;
mod timeline;
mod waits;
mod watch;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub use keeper::Keeper;
pub use lanes::Work;
pub use setup::{Ear, Setup};

use commands::{EmojiAction, emoji_action, emoji_keeps};
use tracing::Instrument;

use crate::chat::{Chat, ChatError, ChatEvent, Happened, Place};
use crate::jobs::House;
use crate::people;
use crate::person::Person;
use crate::post::Post;
use crate::store::{StoreError, inbox};
use crate::words::word;

/// For so long something is done again that other transactions were in the way of, or that found no database.
const PATIENCE: Duration = Duration::from_secs(4);
/// The first pause between and the longest; it doubles.
const PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Receives.
#[derive(Clone)]
pub struct Reception {
    setup: Setup,
    /// Whom the platforms were asked about since this process began.
    met: Arc<Mutex<HashSet<Person>>>,
    /// Who sees where the team works, as the platforms told lately.
    sights: Arc<gate::Sights>,
}

/// Why an event was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ReceptionError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Chat(#[from] ChatError),
    /// The machine gives no random numbers.
    #[error("no secret could be made: {0}")]
    Chance(#[from] getrandom::Error),
    /// The person's to mend: nothing was done, and they are told the way. It never leaves this room.
    #[error("refused")]
    Refused(Box<Answer>),
    /// Of somebody who is not let in: nothing was done. It never leaves this room.
    #[error("not let in")]
    Outside,
    /// The event was here before, and was answered then. It never leaves this room.
    #[error("a redelivery")]
    Repeated,
}

/// What an event is answered with, if there is anything to say.
type Answered = Result<Option<Answer>, ReceptionError>;

/// What is whispered, and what it is about: `alert`, `A-7`.
#[derive(Debug)]
pub struct Answer {
    pub post: Post,
    pub about: &'static str,
    pub subject: Option<String>,
}

/// Why nothing was said in answer to an event.
struct Unanswered {
    error: ReceptionError,
    /// Whether nothing more is to be done: it took effect, or the person heard that it did not and does it again.
    is_over: bool,
}

/// What became of an event.
struct Done {
    started: tokio::time::Instant,
    answer: Answered,
}

impl From<Answer> for ReceptionError {
    fn from(answer: Answer) -> Self {
        Self::Refused(Box::new(answer))
    }
}

impl Answer {
    fn new(post: Post) -> Self {
        Self { post, about: "system", subject: None }
    }

    fn about(about: &'static str, subject: impl ToString, post: Post) -> Self {
        Self { post, about, subject: Some(subject.to_string()) }
    }
}

impl Reception {
    pub fn new(setup: Setup) -> Self {
        Self { setup, met: Arc::default(), sights: Arc::default() }
    }

    /// The same, set up otherwise.
    #[must_use]
    pub fn with(&self, change: impl FnOnce(&mut Setup)) -> Self {
        let mut reception = self.clone();
        change(&mut reception.setup);
        // Whose accounts are whose is said with who approves.
        reception.setup.home.accounts = reception.setup.rules.accounts().clone();
        reception
    }

    /// What the desks need to know.
    pub fn house(&self) -> House<'_> {
        let anchor = self.setup.anchor.as_deref();
        House { home: &self.setup.home, rules: &self.setup.rules, plan: &self.setup.plan, anchor }
    }

    fn meaning(&self, emoji: &str) -> Option<EmojiAction> {
        let configured = self.setup.reactions.get(emoji.trim_matches(':'));
        configured.copied().unwrap_or_else(|| emoji_action(emoji))
    }

    /// Whether the emoji keeps a message in a timeline, unless the operator gave it another meaning.
    fn keeps(&self, emoji: &str) -> bool {
        emoji_keeps(emoji) && !self.setup.reactions.contains_key(emoji.trim_matches(':'))
    }

    /// Does what a person asked for. An error is ours or the platform's, and the person was told.
    pub async fn receive(&self, event: ChatEvent) -> Result<(), ReceptionError> {
        let done = self.done(&event).await;
        self.answered(&event, done).await.map_err(|unanswered| unanswered.error)
    }

    /// The effect of an event, and what is to be said about it.
    async fn done(&self, event: &ChatEvent) -> Done {
        self.effect(event).instrument(span_of(event)).await
    }

    async fn effect(&self, event: &ChatEvent) -> Done {
        let started = tokio::time::Instant::now();
        let Some(chat) = self.setup.platforms.get(event.place.platform.as_str()) else {
            return Done { started, answer: Ok(None) };
        };
        let mut pause = PAUSE;
        let answer = loop {
            match self.once(chat.as_ref(), event).await {
                // What stood in another's way, or found no database, was undone whole, the event's key with it.
                Err(ReceptionError::Store(StoreError::Overtaken | StoreError::Unreachable(_)))
                    if started.elapsed() < PATIENCE =>
                {
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                answered => break answered,
            }
        };
        Done { started, answer }
    }

    async fn once(&self, chat: &dyn Chat, event: &ChatEvent) -> Answered {
        // Nobody asked for anything, and perhaps nobody is known to have done it.
        if let Happened::Changed { message, words } = &event.what {
            return self.message_changed(event, message, words.as_deref()).await.map(|()| None);
        }
        // Also of who is turned away: a role that a platform took is gone.
        self.follow_roles(chat, event).await?;
        let standing = self.standing(&event.person, &event.place).await?;
        if standing.is_member() {
            self.meet(chat, event).await?;
        }
        let locale = self.locale(chat, event).await?;
        self.answer(chat, event, (locale, standing)).await
    }

    /// Tells the person.
    async fn answered(&self, event: &ChatEvent, done: Done) -> Result<(), Unanswered> {
        let Some(chat) = self.setup.platforms.get(event.place.platform.as_str()) else { return Ok(()) };
        let is_done = done.answer.is_ok();
        let told = match done.answer {
            Ok(Some(answer)) => {
                let told = self.whisper(chat.as_ref(), event, &answer).await;
                told.map_err(|error| Unanswered { error, is_over: true })
            }
            Ok(None) => Ok(()),
            Err(ReceptionError::Outside) => {
                let told = self.turn_away(chat.as_ref(), event).await;
                told.map_err(|error| Unanswered { error, is_over: true })
            }
            Err(error) if matches!(event.what, Happened::Changed { .. }) => Err(Unanswered { error, is_over: false }),
            Err(error) => {
                let locale = language::told(chat.as_ref(), event).await.unwrap_or(self.setup.home.locale);
                let is_late = matches!(error, ReceptionError::Chat(ChatError::TooLate { .. }));
                let sorry = word(locale, if is_late { "chat-late" } else { "common-trouble" });
                let told = self.whisper(chat.as_ref(), event, &Answer::new(Post::line(sorry))).await;
                Err(Unanswered { error, is_over: told.is_ok() })
            }
        };
        metrics::histogram!("squall_answer_seconds").record(done.started.elapsed());
        if is_done {
            self.show_page(chat.as_ref(), event).await;
            if let Err(error) = self.welcome(event).await {
                tracing::debug!(%error, "that somebody is there is not remembered");
            }
        }
        chat.settled(&event.key).await;
        told
    }

    /// A transaction that may change something; none when the event was here before.
    async fn begin(&self, event: &ChatEvent) -> Result<Option<crate::store::Tx>, StoreError> {
        let mut tx = self.setup.store.write().await?;
        let new = inbox::take(&mut tx, &event.key, self.setup.clock.now()).await?;
        Ok(new.then_some(tx))
    }

    async fn commit(&self, tx: crate::store::Tx) -> Result<(), StoreError> {
        tx.commit().await?;
        self.setup.changed.notify_one();
        Ok(())
    }

    async fn whisper(&self, chat: &dyn Chat, event: &ChatEvent, answer: &Answer) -> Result<(), ReceptionError> {
        let subject = answer.subject.as_deref().unwrap_or_default();
        let key = format!("{}:{subject}:whisper:{}", answer.about, event.key);
        // Without a database people stand there by their accounts: an answer comes also then.
        let post = self.shown(answer.post.clone(), event).await.unwrap_or_else(|_| answer.post.clone());
        Ok(chat.whisper(&event.place, &event.person.user, &post, &key).await?)
    }

    /// With people as the event's platform knows them.
    async fn shown(&self, post: Post, event: &ChatEvent) -> Result<Post, StoreError> {
        let (mut tx, platform) = (self.setup.store.read().await?, &event.place.platform);
        people::store::shown_on(&mut tx, post, platform, &self.setup.home.accounts).await
    }
}

/// Everything that is said of an event is said within it: who did what where, and nothing that anybody typed.
fn span_of(event: &ChatEvent) -> tracing::Span {
    tracing::info_span!("event", key = event.key, by = %event.person, place = %event.place, did = event.what.name())
}

/// The channel that an event happened in, whatever the thread.
fn channel(event: &ChatEvent) -> Place {
    Place { thread: None, ..event.place.clone() }
}
