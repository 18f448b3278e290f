//! The meeting after an incident: called by command, answered by buttons and a form.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use commands::{DebriefVerb, Moment, RetroDebrief};

use super::retro::over;
use super::{Answer, Reception, ReceptionError, answer};
use crate::chat::{Chat, ChatEvent};
use crate::clock::{Time, when_shown};
use crate::id::DebriefId;
use crate::people;
use crate::retro;
use crate::retro::debrief::desk::{self, Refused};
use crate::retro::debrief::{Debrief, NotNow, voice};
use crate::words::Locale;

impl Reception {
    /// Calls a debrief, or moves the one that is called.
    pub(super) async fn call_debrief(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: &RetroDebrief,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let Some(incident) = over(&mut tx, &event.place, asked.incident).await? else {
            return Ok(Some(Answer::new(retro::voice::refused(locale, retro::desk::No::Unknown))));
        };
        let (home, by, now) = (&self.home, &event.person, self.clock.now());
        let zone = people::store::settings(&mut tx, by).await?.zone_or(home);
        let done = match moment(asked.when, zone) {
            Some(at) => desk::call(&mut tx, home, &incident, at, by, now).await?,
            None => Err(Refused::NotNow(NotNow::Past)),
        };
        self.commit(tx).await?;
        Ok(Some(became(locale, "debrief-done-call", done)))
    }

    /// A button of a debrief, or the form that it opened.
    pub(super) async fn debrief_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (verb, debrief, answers): (DebriefVerb, i64, Option<&[(String, String)]>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        if verb == DebriefVerb::Summary && answers.is_none() {
            // A form has to open before the platform's patience ends: nothing is stored yet.
            chat.ask(trigger, &voice::form(locale, debrief)).await?;
            return Ok(None);
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, by, now, id) = (&self.home, &event.person, self.clock.now(), DebriefId(debrief));
        let summary = answer(answers.unwrap_or_default(), "summary");
        let (key, done) = match verb {
            DebriefVerb::Come => ("debrief-done-come", desk::reply(&mut tx, home, id, true, by, now).await?),
            DebriefVerb::Miss => ("debrief-done-miss", desk::reply(&mut tx, home, id, false, by, now).await?),
            DebriefVerb::There => ("debrief-done-there", desk::attend(&mut tx, home, id, by, now).await?),
            DebriefVerb::Summary => ("debrief-done-hold", desk::hold(&mut tx, home, id, summary, by, now).await?),
        };
        self.commit(tx).await?;
        Ok(Some(became(locale, key, done)))
    }
}

fn became(locale: Locale, key: &str, done: Result<Debrief, Refused>) -> Answer {
    match done {
        Ok(debrief) => Answer::about("debrief", debrief.id, voice::done(locale, key, &debrief)),
        Err(refused) => Answer::new(voice::refused(locale, refused)),
    }
}

/// In the zone of whoever wrote it.
fn moment(when: Moment, zone: Tz) -> Option<Time> {
    let day = NaiveDate::from_ymd_opt(when.day.year, when.day.month, when.day.day)?;
    when_shown(zone, day.and_hms_opt(0, 0, 0)? + Duration::minutes(when.minutes.into()))
}
