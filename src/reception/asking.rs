//! What somebody does, with all that a room needs to answer it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::eyes::Eyes;
use super::need::Need;
use super::{Answer, Answered, Reception, ReceptionError, channel};
use crate::chat::{Chat, ChatError, ChatEvent, MessageRef, Place};
use crate::clock::Time;
use crate::gate::{Scene, Standing};
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::desk::{Meant, meant, meant_by};
use crate::incident::{self, Incident};
use crate::people;
use crate::person::Person;
use crate::plan::Plan;
use crate::post::{Form, Post};
use crate::refusal::Error;
use crate::retro;
use crate::statement::rules::Rules;
use crate::store::{StoreError, Tx};
use crate::words::Locale;

/// How long a platform is waited for to tell whether it knows somebody.
const ASKED: Duration = Duration::from_millis(800);

/// What somebody does, where, and in which language they are answered.
pub(super) struct Asking<'a> {
    pub reception: &'a Reception,
    pub chat: &'a dyn Chat,
    pub event: &'a ChatEvent,
    pub locale: Locale,
    /// What the person sees.
    pub eyes: Eyes<'a>,
    /// Through what they were let, and about what: [`Asking::pass`].
    pub(super) passed: OnceLock<Need>,
    pub(super) scene: OnceLock<Scene>,
    /// Whether the event was found to be new in a transaction that may change something.
    begun: AtomicBool,
}

/// How an action reached us.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act<'a> {
    /// Somebody pressed a button or chose from a menu. A form may open in answer, by this trigger.
    Pressed { trigger: &'a str },
    /// The form that it opened came back, with an answer to each question.
    FilledIn(&'a [(String, String)]),
}

impl<'a> Asking<'a> {
    pub fn new(
        reception: &'a Reception,
        chat: &'a dyn Chat,
        event: &'a ChatEvent,
        (locale, standing): (Locale, Standing),
    ) -> Self {
        let (eyes, begun) = (Eyes::new(reception, standing), AtomicBool::new(false));
        Self { reception, chat, event, locale, eyes, passed: OnceLock::new(), scene: OnceLock::new(), begun }
    }

    pub fn home(&self) -> &Home {
        &self.reception.setup.home
    }

    pub fn rules(&self) -> &Rules {
        &self.reception.setup.rules
    }

    pub fn plan(&self) -> &Plan {
        &self.reception.setup.plan
    }

    pub fn now(&self) -> Time {
        self.reception.setup.clock.now()
    }

    /// Who does it.
    pub fn by(&self) -> &Person {
        &self.event.person
    }

    /// The channel or thread that it is done in.
    pub fn place(&self) -> &Place {
        &self.event.place
    }

    /// The channel that it is done in, whatever the thread.
    pub fn channel(&self) -> Place {
        channel(self.event)
    }

    /// Somebody whom the person names, by their platform's own id.
    pub fn named(&self, user: impl Into<String>) -> Person {
        self.by().beside(user)
    }

    /// Somebody whom the person names; their platform is asked. A refusal where it knows nobody so, or only a bot. It takes
    /// its time, so it comes before any transaction.
    pub async fn somebody(&self, user: &str) -> Result<Person, ReceptionError> {
        let person = self.named(user);
        if person == *self.by() {
            return Ok(person);
        }
        match tokio::time::timeout(ASKED, self.chat.is_somebody(user)).await {
            Ok(Ok(false) | Err(ChatError::GiveUp { .. } | ChatError::Gone { .. })) => {
                Err(Answer::new(people::voice::nobody(self.locale, user)).into())
            }
            // A platform that is away refuses nobody.
            _ => Ok(person),
        }
    }

    /// The same, where a person may be named.
    pub async fn anybody(&self, user: Option<&str>) -> Result<Option<Person>, ReceptionError> {
        match user {
            Some(user) => self.somebody(user).await.map(Some),
            None => Ok(None),
        }
    }

    /// A transaction that only looks.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        self.reception.setup.store.read().await
    }

    /// A transaction that may change something. An error when the event was here before: it was answered then.
    pub async fn begin(&self) -> Result<Tx, ReceptionError> {
        let tx = self.reception.begin(self.event).await?.ok_or(ReceptionError::Repeated)?;
        self.begun.store(true, Ordering::Relaxed);
        Ok(tx)
    }

    /// A transaction that is no effect of the event by itself: another one follows it, which takes the event's key.
    pub async fn write_apart(&self) -> Result<Tx, StoreError> {
        self.reception.setup.store.write().await
    }

    /// Lets the store forget in which order it was written. An error when somebody still reads what was before.
    pub async fn forget_traces(&self) -> Result<(), StoreError> {
        self.reception.setup.store.forget_traces().await
    }

    pub async fn commit(&self, tx: Tx) -> Result<(), StoreError> {
        self.reception.commit(tx).await
    }

    /// What was refused has changed nothing, and its transaction is gone. The event is remembered all the same, so that it
    /// is not refused again when it comes again. False when it was here before.
    pub async fn remember(&self) -> Result<bool, StoreError> {
        if !self.begun.load(Ordering::Relaxed) {
            return Ok(true);
        }
        let Some(tx) = self.reception.begin(self.event).await? else { return Ok(false) };
        tx.commit().await?;
        Ok(true)
    }

    /// The incident that the person means: by its number, by the thread, or the only one that is open.
    pub async fn incident(&self, tx: &mut Tx, named: Option<i64>) -> Result<Incident, ReceptionError> {
        let meant = self.meant(tx, named).await?;
        self.found(tx, meant).await
    }

    /// The incident, or the refusal when it is not clear. What this is about is known from here on.
    pub async fn found(&self, tx: &mut Tx, meant: Meant) -> Result<Incident, ReceptionError> {
        let post = match meant {
            Meant::This(incident) => {
                let scene = self.eyes.of_incident(tx, &incident).await?;
                // The first counts: what was named when the person was let through.
                let _ = self.scene.set(scene);
                return Ok(incident);
            }
            Meant::Unknown(id) => incident::voice::unknown(self.locale, id),
            Meant::None => incident::voice::none(self.locale),
            Meant::Several(open) => incident::voice::which(self.locale, &open),
        };
        Err(Answer::new(post).into())
    }

    /// As [`meant`], among the incidents that the person sees.
    pub async fn meant(&self, tx: &mut Tx, named: Option<i64>) -> Result<Meant, StoreError> {
        let found = meant(tx, self.place(), named).await?;
        self.seen(tx, found, named).await
    }

    /// As [`meant_by`], among the incidents that the person sees.
    pub async fn meant_by(&self, tx: &mut Tx, message: &MessageRef, named: Option<i64>) -> Result<Meant, StoreError> {
        let found = meant_by(tx, message, named).await?;
        self.seen(tx, found, named).await
    }

    async fn seen(&self, tx: &mut Tx, meant: Meant, named: Option<i64>) -> Result<Meant, StoreError> {
        match meant {
            Meant::This(incident) if self.eyes.sees(tx, &incident).await? => Ok(Meant::This(incident)),
            Meant::This(_) => Ok(named.map_or(Meant::None, |id| Meant::Unknown(IncidentId(id)))),
            Meant::Several(open) => {
                let mut open = self.eyes.incidents(tx, open).await?;
                Ok(match open.len() {
                    0 => Meant::None,
                    1 => Meant::This(open.remove(0)),
                    _ => Meant::Several(open),
                })
            }
            Meant::None | Meant::Unknown(_) => Ok(meant),
        }
    }

    /// The incident that is looked back at: by its number, by the thread, or the last one that ended.
    pub async fn ended(&self, tx: &mut Tx, named: Option<i64>) -> Result<Incident, ReceptionError> {
        let unknown = || Answer::new(retro::voice::refused(self.locale, retro::No::Unknown));
        Ok(self.last_ended(tx, named).await?.ok_or_else(unknown)?)
    }

    /// The same; none when nothing has ended yet.
    pub async fn last_ended(&self, tx: &mut Tx, named: Option<i64>) -> Result<Option<Incident>, ReceptionError> {
        let here = named.is_some() || self.place().thread.is_some();
        let meant = if here { self.meant(tx, named).await? } else { Meant::None };
        let found = match (meant, named) {
            (Meant::This(incident), _) => Some(incident),
            (_, Some(_)) => None,
            (_, None) => self.last_resolved(tx).await?,
        };
        Ok(match found {
            Some(incident) => Some(self.found(tx, Meant::This(incident)).await?),
            None => None,
        })
    }

    /// The one that was resolved last and is not closed, of those that the person sees.
    pub async fn last_resolved(&self, tx: &mut Tx) -> Result<Option<Incident>, StoreError> {
        for incident in incident::store::resolved(tx).await?.good {
            if self.eyes.sees(tx, &incident).await? {
                return Ok(Some(incident));
            }
        }
        Ok(None)
    }

    /// Tells the person why a desk refused them.
    pub fn refuse<R>(&self, error: Error<R>, say: impl FnOnce(Locale, &R) -> Post) -> ReceptionError {
        match error {
            Error::Refused(refused) => Answer::new(say(self.locale, &refused)).into(),
            Error::Store(error) => error.into(),
        }
    }

    /// Opens a form. It has to open before the platform's patience ends, so nothing may be stored before.
    pub async fn open(&self, trigger: &str, form: &Form) -> Answered {
        self.chat.ask(trigger, form).await?;
        Ok(None)
    }
}

/// What a form brings at a question.
pub(super) fn answer<'a>(answers: &'a [(String, String)], key: &str) -> &'a str {
    answers.iter().find(|(known, _)| known == key).map_or("", |(_, answer)| answer.trim())
}

/// What a form brings that asks only one thing.
pub(super) fn only_answer(answers: &[(String, String)]) -> &str {
    answers.first().map_or("", |(_, answer)| answer.trim())
}
