//! Surveys: begun, answered and closed by command, button and form.

use commands::{Action, Command, RetroVerb};

use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, Place};
use crate::id::{CheckinId, IncidentId, SurveyId};
use crate::incident::desk::{Meant, meant};
use crate::incident::{self, Incident};
use crate::retro::desk::{self, No};
use crate::retro::{Reply, action, cases, checkin, results, store, voice};
use crate::store::{StoreError, Tx};
use crate::words::Locale;

/// Of a receipt, in bytes: nobody finds another one's by trying.
const RECEIPT: usize = 16;

impl Reception {
    /// Does what a button, a menu or a form stands for that is about what comes after an incident.
    pub(super) async fn afterwards(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answers): (Action, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        match (action, answers) {
            (Action::Retro { verb, survey, receipt }, None) => {
                self.retro_pressed(chat, event, locale, (verb, SurveyId(survey), &receipt), trigger).await
            }
            (Action::Retro { survey, receipt, .. }, Some(answers)) => {
                self.retro_sent(event, locale, (SurveyId(survey), &receipt), answers).await
            }
            (Action::Item(action), answers) => self.item_action(chat, event, locale, (action, answers), trigger).await,
            (Action::Checkin { checkin, recovered }, _) => {
                self.checked_in(event, locale, CheckinId(checkin), recovered).await
            }
            (Action::Debrief { verb, debrief }, answers) => {
                self.debrief_action(chat, event, locale, (verb, debrief, answers), trigger).await
            }
            _ => Ok(None),
        }
    }

    /// A button of a survey: it opens the questions, or says that no answer will come now.
    pub(super) async fn retro_pressed(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (verb, id, receipt): (RetroVerb, SurveyId, &str),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let reply = match verb {
            RetroVerb::Later => Reply::Later,
            RetroVerb::Decline => Reply::Declined,
            RetroVerb::Answer => {
                let Some(survey) = store::get(&mut self.store.read().await?, id).await? else {
                    return Ok(Some(refused(locale, No::Unknown)));
                };
                let by = survey.asked_as(&event.person, &self.home.accounts);
                if let Err(why) = survey.may_answer(&by, receipt) {
                    return Ok(Some(refused(locale, No::Refused(why))));
                }
                let receipt = if receipt.is_empty() && survey.anonymous { new_receipt()? } else { receipt.to_owned() };
                // A form has to open before the platform's patience ends: nothing is stored yet.
                chat.ask(trigger, &voice::form(locale, &survey, &by, &receipt)).await?;
                return Ok(None);
            }
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, now) = (&self.home, self.clock.now());
        let answer = match desk::reply(&mut tx, home, id, &event.person, reply, now).await? {
            Ok((survey, _)) => {
                let key = if reply == Reply::Later { "retro-done-later" } else { "retro-done-decline" };
                Answer::about("survey", survey.id, voice::done(locale, key, &survey))
            }
            Err(no) => refused(locale, no),
        };
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    /// The questions were answered.
    pub(super) async fn retro_sent(
        &self,
        event: &ChatEvent,
        locale: Locale,
        (id, receipt): (SurveyId, &str),
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, now) = (&self.home, self.clock.now());
        let answer = match desk::answer(&mut tx, home, id, &event.person, receipt, answers, now).await? {
            Ok((survey, ())) => Answer::about("survey", survey.id, voice::thanks(locale, &survey, receipt)),
            Err(no) => refused(locale, no),
        };
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    /// Whether the company has recovered.
    pub(super) async fn checked_in(
        &self,
        event: &ChatEvent,
        locale: Locale,
        id: CheckinId,
        recovered: bool,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, now) = (&self.home, self.clock.now());
        let answer = match checkin::desk::answer(&mut tx, home, id, recovered, &event.person, now).await? {
            Ok(checkin) => Answer::about("checkin", id, checkin::voice::answered(locale, &checkin)),
            Err(refused) => Answer::new(checkin::voice::refused(locale, refused)),
        };
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    /// Answers a command about what comes after an incident.
    pub(super) async fn afterwards_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        match command {
            Command::RetroReport(asked) => self.report_asked(event, locale, asked).await,
            Command::RetroDebrief(asked) => self.call_debrief(event, locale, &asked).await,
            Command::RetroCases(asked) => {
                let all = cases::desk::all(&mut self.store.read().await?).await?;
                let found = cases::search(all, asked.kind, asked.text.as_deref().unwrap_or_default());
                Ok(Some(Answer::new(cases::voice::found(locale, &found))))
            }
            Command::ActionAdd(_)
            | Command::ActionFinish(_)
            | Command::ActionDrop(_)
            | Command::ActionAssign(_)
            | Command::ActionPlaybook(_)
            | Command::ActionList(_) => self.item_asked(event, locale, command).await,
            command => self.retro(event, locale, command).await,
        }
    }

    /// Answers a command about retrospectives.
    async fn retro(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let answer = self.retro_asked(&mut tx, event, locale, command).await?;
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    async fn retro_asked(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Answer, StoreError> {
        let (home, by, now) = (&self.home, &event.person, self.clock.now());
        let named = match &command {
            Command::RetroStart(asked) => asked.incident,
            Command::RetroAdd(asked) => asked.incident,
            Command::RetroClose(asked) => asked.incident,
            Command::RetroShow(asked) => asked.incident,
            _ => None,
        };
        if let Command::RetroTrends(_) = command {
            let mut post = voice::trends(locale, &desk::trends(tx).await?);
            post.blocks.extend(action::voice::trend(locale, &action::store::all(tx).await?, now));
            return Ok(Answer::new(post));
        }
        let Some(incident) = over(tx, &event.place, named).await? else { return Ok(refused(locale, No::Unknown)) };
        let anonymous = match &command {
            Command::RetroStart(asked) => asked.anonymous,
            _ => None,
        };
        if let Command::RetroStart(_) = command {
            let done = desk::start(tx, home, incident.id, anonymous, &by.into(), now).await?;
            return Ok(answered(locale, "retro-done-start", done.map(|(survey, ())| survey)));
        }
        let Some(survey) = store::of_incident(tx, incident.id).await? else {
            return Ok(refused(locale, No::Unknown));
        };
        Ok(match command {
            Command::RetroAdd(asked) => {
                let person = by.beside(asked.person);
                let done = desk::invite(tx, home, survey.id, &person, by, now).await?;
                let new = matches!(done, Ok((_, true)));
                let key = if new { "retro-done-add" } else { "retro-done-asked" };
                answered(locale, key, done.map(|(survey, _)| survey))
            }
            Command::RetroClose(_) => {
                let done = desk::close(tx, home, survey.id, &by.into(), now).await?;
                answered(locale, "retro-done-close", done.map(|(survey, ())| survey))
            }
            _ => {
                let found = results::results(&survey);
                Answer::about("survey", survey.id, voice::results(locale, &survey, &found))
            }
        })
    }
}

/// The incident that is meant: by its number, by the thread, or the last one that ended.
pub(super) async fn over(tx: &mut Tx, place: &Place, named: Option<i64>) -> Result<Option<Incident>, StoreError> {
    if named.is_some() || place.thread.is_some() {
        if let Meant::This(incident) = meant(tx, place, named).await? {
            return Ok(Some(incident));
        }
        if let Some(id) = named {
            return incident::store::get(tx, IncidentId(id)).await;
        }
    }
    incident::store::last_resolved(tx).await
}

fn answered(locale: Locale, key: &str, done: Result<crate::retro::Survey, No>) -> Answer {
    match done {
        Ok(survey) => Answer::about("survey", survey.id, voice::done(locale, key, &survey)),
        Err(no) => refused(locale, no),
    }
}

fn refused(locale: Locale, no: No) -> Answer {
    Answer::new(voice::refused(locale, no))
}

fn new_receipt() -> Result<String, ReceptionError> {
    let mut bytes = [0; RECEIPT];
    getrandom::fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}
