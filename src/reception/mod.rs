//! The team's door: what people do in the chat becomes commands and actions, and these reach a desk.
//!
//! What changes something takes its event's key from the inbox in the same transaction, so that a redelivery has no
//! effect. The answer is whispered after the commit, in the person's language.

mod acquaintance;
mod act;
mod action;
mod ask;
mod change;
mod export;
mod conduct;
mod debrief;
mod dispatch;
mod gate;
mod incident;
mod keeper;
mod lanes;
mod language;
mod measure;
mod members;
mod offer;
mod page;
mod plan;
mod report;
mod retro;
mod shortcut;
mod situation;
mod statement;
mod status;
mod task;
mod timeline;
mod waits;

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub use keeper::Keeper;
pub use lanes::Work;

use commands::{EmojiAction, emoji_action, emoji_keeps};
use tokio::sync::Notify;

use crate::chat::{Chat, ChatError, ChatEvent, Happened, Place};
use crate::clock::Clock;
use crate::courier::Platforms;
use crate::home::Home;
use crate::jobs::House;
use crate::people::roster::Role;
use crate::person::Person;
use crate::plan::Plan;
use crate::post::Post;
use crate::statement::rules::Rules;
use crate::store::{Store, StoreError, inbox};
use crate::words::word;

/// For so long something is done again that other transactions were in the way of, or that found no database.
const PATIENCE: Duration = Duration::from_secs(5);
/// The first pause between; it doubles.
const PAUSE: Duration = Duration::from_millis(10);

/// How long a snooze lasts when nobody said, in minutes.
const SNOOZE_MINUTES: u32 = 60;

/// Receives.
#[derive(Clone)]
pub struct Reception {
    store: Store,
    home: Home,
    platforms: Platforms,
    clock: Clock,
    /// What emoji mean here, before what they mean by themselves; none is a meaning too.
    reactions: BTreeMap<String, Option<EmojiAction>>,
    /// Our roles by the platforms' own ids of theirs.
    member_roles: Arc<BTreeMap<String, Role>>,
    /// Who approves statements.
    rules: Arc<Rules>,
    /// What was planned before.
    plan: Arc<Plan>,
    /// Told when there is something to deliver or to judge.
    changed: Arc<Notify>,
    /// For what people report.
    ear: Option<report::Ear>,
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
}

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
    answer: Result<Option<Answer>, ReceptionError>,
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
    pub fn new(store: Store, home: Home, platforms: Platforms, clock: Clock, changed: Arc<Notify>) -> Self {
        let (reactions, member_roles, rules, plan) = (BTreeMap::new(), Arc::default(), Arc::default(), Arc::default());
        let (met, sights) = (Arc::default(), Arc::default());
        Self { store, home, platforms, clock, reactions, member_roles, rules, plan, changed, ear: None, met, sights }
    }

    /// Lets emoji mean something else on an alert's card, by short name.
    #[must_use]
    pub fn with_reactions(self, reactions: BTreeMap<String, Option<EmojiAction>>) -> Self {
        Self { reactions, ..self }
    }

    /// Lets whoever has a role of a platform, by its own id, have ours.
    #[must_use]
    pub fn with_member_roles(self, roles: BTreeMap<String, Role>) -> Self {
        Self { member_roles: Arc::new(roles), ..self }
    }

    /// Says who approves statements; without it somebody else than the author reads them.
    #[must_use]
    pub fn with_rules(self, rules: Arc<Rules>) -> Self {
        Self { rules, ..self }
    }

    /// Says what was planned; without it there are no playbooks.
    #[must_use]
    pub fn with_plan(self, plan: Arc<Plan>) -> Self {
        Self { plan, ..self }
    }

    /// What the desks need to know.
    pub fn house(&self) -> House<'_> {
        House { home: &self.home, rules: &self.rules, plan: &self.plan }
    }

    fn meaning(&self, emoji: &str) -> Option<EmojiAction> {
        let configured = self.reactions.get(emoji.trim_matches(':'));
        configured.copied().unwrap_or_else(|| emoji_action(emoji))
    }

    /// Whether the emoji keeps a message in a timeline, unless the operator gave it another meaning.
    fn keeps(&self, emoji: &str) -> bool {
        emoji_keeps(emoji) && !self.reactions.contains_key(emoji.trim_matches(':'))
    }

    /// Does what a person asked for. An error is ours or the platform's, and the person was told.
    pub async fn receive(&self, event: ChatEvent) -> Result<(), ReceptionError> {
        let done = self.done(&event).await;
        self.answered(&event, done).await.map_err(|unanswered| unanswered.error)
    }

    /// The effect of an event, and what is to be said about it.
    async fn done(&self, event: &ChatEvent) -> Done {
        let started = tokio::time::Instant::now();
        let Some(chat) = self.platforms.get(event.place.platform.as_str()) else {
            return Done { started, answer: Ok(None) };
        };
        let mut pause = PAUSE;
        let answer = loop {
            match self.once(chat.as_ref(), event).await {
                Err(ReceptionError::Refused(answer)) => break Ok(Some(*answer)),
                // What stood in another's way, or found no database, was undone whole, the event's key with it.
                Err(ReceptionError::Store(StoreError::Overtaken | StoreError::Unreachable(_)))
                    if started.elapsed() < PATIENCE =>
                {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                answered => break answered,
            }
        };
        Done { started, answer }
    }

    async fn once(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<Option<Answer>, ReceptionError> {
        // Nobody asked for anything, and perhaps nobody is known to have done it.
        if let Happened::Changed { message, words } = &event.what {
            return self.message_changed(event, message, words.as_deref()).await.map(|()| None);
        }
        if !self.admits(&event.person, &event.place).await? {
            return Err(ReceptionError::Outside);
        }
        self.follow_roles(chat, event).await?;
        self.meet(chat, event).await?;
        let locale = self.locale(chat, event).await?;
        self.answer(chat, event, locale).await
    }

    /// Tells the person.
    async fn answered(&self, event: &ChatEvent, done: Done) -> Result<(), Unanswered> {
        let Some(chat) = self.platforms.get(event.place.platform.as_str()) else { return Ok(()) };
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
                let locale = language::told(chat.as_ref(), event).await.unwrap_or(self.home.locale);
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
        let mut tx = self.store.write().await?;
        let new = inbox::take(&mut tx, &event.key, self.clock.now()).await?;
        Ok(new.then_some(tx))
    }

    async fn commit(&self, tx: crate::store::Tx) -> Result<(), StoreError> {
        tx.commit().await?;
        self.changed.notify_one();
        Ok(())
    }

    async fn whisper(&self, chat: &dyn Chat, event: &ChatEvent, answer: &Answer) -> Result<(), ReceptionError> {
        let subject = answer.subject.as_deref().unwrap_or_default();
        let key = format!("{}:{subject}:whisper:{}", answer.about, event.key);
        Ok(chat.whisper(&event.place, &event.person.user, &answer.post, &key).await?)
    }
}

/// What a form brings at a question.
fn answer<'a>(answers: &'a [(String, String)], key: &str) -> &'a str {
    answers.iter().find(|(known, _)| known == key).map_or("", |(_, answer)| answer.trim())
}

/// The channel that an event happened in, whatever the thread.
fn channel(event: &ChatEvent) -> Place {
    Place { thread: None, ..event.place.clone() }
}
