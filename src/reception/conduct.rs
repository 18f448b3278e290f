//! Answers to the public, and scheduled content.

use commands::{Command, ReplyAction};

use super::timeline::found;
use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, Said};
use crate::clock::Time;
use crate::conduct::desk::{Deed, ask_owners, change, put};
use crate::conduct::measure;
use crate::conduct::measure::Measure;
use crate::conduct::measure::desk::Deed as MeasureDeed;
use crate::conduct::{Reply, State, store, voice};
use crate::id::ReplyId;
use crate::incident::desk::{Meant, Refused, meant, meant_by};
use crate::incident::evidence::{self, address};
use crate::incident::{self, permission, roles};
use crate::people::roster;
use crate::post::{Post, Tone};
use crate::sources::platform_at;
use crate::store::{StoreError, Tx};
use crate::words::{Locale, word};

impl Reception {
    /// Answers a command about conduct.
    pub(super) async fn conduct_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        match command {
            Command::ConductFreeze(asked) => self.scheduled(event, locale, asked.incident, true).await,
            Command::ConductUnfreeze(asked) => self.scheduled(event, locale, asked.incident, false).await,
            Command::ConductReply(asked) => match asked.said {
                Some(said) => {
                    let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
                    let meant = meant(&mut tx, &event.place, asked.incident).await?;
                    self.queue_reply(tx, event, (locale, meant), &said).await
                }
                None => self.replies(event, locale, asked.incident).await.map(Some),
            },
            Command::ConductDecide(asked) => self.decide_conduct(event, locale, asked).await,
            Command::ConductLift(asked) => {
                let why = asked.reason.unwrap_or_default();
                self.change_measure(event, locale, asked.measure, MeasureDeed::Lift(&why)).await
            }
            Command::ConductList(asked) => self.decided_conduct(event, locale, asked.incident).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Anybody may ask for a pause; to go on again is for who decides.
    async fn scheduled(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        pause: bool,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let held = roles::store::held(&mut tx, incident.id).await?;
        let roster = roster::store::list(&mut tx).await?;
        let lead = roles::holder(&held, commands::Role::Lead);
        if let Some(lead) =
            lead.filter(|_| !pause && !permission::decides(&self.home.accounts, &event.person, &held, &roster))
        {
            let refused = Refused::NotYours { lead: lead.clone() };
            let post = incident::voice::refused(locale, &incident, &refused);
            return Ok(Some(Answer::about("incident", incident.id, post)));
        }
        let (key, said) = if pause { (voice::PAUSE, "conduct-paused") } else { (voice::RESUME, "conduct-resumed") };
        let (by, now) = (&event.person, self.clock.now());
        let about = (self.plan.content.as_slice(), &incident);
        let asked = ask_owners(&mut tx, &self.home, &self.rules, about, key, by, now).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::about("incident", incident.id, voice::asked(locale, said, asked))))
    }

    async fn replies(&self, event: &ChatEvent, locale: Locale, named: Option<i64>) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let replies = store::of(&mut tx, incident.id).await?;
        Ok(Answer::about("incident", incident.id, voice::queue(locale, &incident, &replies)))
    }

    /// Puts what a message says into the queue of the incident that it is about.
    pub(super) async fn answer_this(
        &self,
        event: &ChatEvent,
        locale: Locale,
        on: &Said,
    ) -> Result<Option<Answer>, ReceptionError> {
        if on.text.trim().is_empty() {
            return Ok(Some(Answer::new(Post::line(word(locale, "timeline-no-words")))));
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let meant = meant_by(&mut tx, &on.message, None).await?;
        self.queue_reply(tx, event, (locale, meant), &on.text).await
    }

    async fn queue_reply(
        &self,
        mut tx: Tx,
        event: &ChatEvent,
        (locale, meant): (Locale, Meant),
        said: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let incident = found(locale, meant)?;
        let done = put(&mut tx, &self.home, &incident, said, &event.person, self.clock.now()).await?;
        self.commit(tx).await?;
        let post = match &done {
            Ok(reply) => voice::queued(locale, reply),
            Err(refused) => voice::refused(locale, refused),
        };
        Ok(Some(Answer::about("incident", incident.id, post)))
    }

    /// Does what a button, a menu or a form of the queue stands for.
    pub(super) async fn reply_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answers): (ReplyAction, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let words = answers.and_then(|answers| answers.first()).map_or("", |(_, words)| words.as_str());
        let (id, deed) = match action {
            // A form has to open before the platform's patience ends: nothing is stored yet.
            ReplyAction::Answer(reply) if answers.is_none() => {
                chat.ask(trigger, &voice::answer_form(locale, reply)).await?;
                return Ok(None);
            }
            ReplyAction::Answer(reply) => (reply, Deed::Answer(words)),
            ReplyAction::Claim(reply) => (reply, Deed::Claim),
            ReplyAction::GiveBack(reply) => (reply, Deed::GiveBack),
            ReplyAction::LetBe(reply) => (reply, Deed::LetBe),
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let now = self.clock.now();
        let done = change(&mut tx, &self.home, ReplyId(id), deed, &event.person, now).await?;
        let speaks = matches!(deed, Deed::Claim | Deed::Answer(_));
        let pauses = match &done {
            Ok(reply) if speaks => pauses(&mut tx, reply, now).await?,
            _ => Vec::new(),
        };
        self.commit(tx).await?;
        let mut answer = match done {
            Ok(reply) if matches!(reply.state, State::Claimed { .. }) => {
                Answer::about("incident", reply.incident, voice::claimed(locale, &reply))
            }
            Ok(reply) => Answer::about("incident", reply.incident, voice::done(locale, &reply)),
            Err(refused) => Answer::new(voice::refused(locale, &refused)),
        };
        for pause in &pauses {
            answer.post.blocks.insert(0, measure::voice::warning(locale, pause));
            answer.post.tone = Tone::Warning;
        }
        Ok(Some(answer))
    }
}

/// The pauses that hold where the public said it.
async fn pauses(tx: &mut Tx, reply: &Reply, now: Time) -> Result<Vec<Measure>, StoreError> {
    let mut pauses = measure::store::pauses(tx, reply.incident, now).await?;
    let Some(url) = address(&reply.said).filter(|_| !pauses.is_empty()) else { return Ok(pauses) };
    let known = match platform_at(&url) {
        Some(platform) => Some(platform.to_owned()),
        None => {
            let incident = incident::store::get(tx, reply.incident).await?;
            let heard = match &incident {
                Some(incident) => evidence::desk::heard_at(tx, incident, &url).await?,
                None => None,
            };
            heard.map(|words| words.platform)
        }
    };
    pauses.retain(|pause| pause.concerns(known.as_deref()));
    Ok(pauses)
}
