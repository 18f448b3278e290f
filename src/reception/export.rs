//! `export`: the record of an incident, as far as a chat shows it; and `retro report`: its versions.

use commands::{Export, Format, ReportAction, ReportVerb, RetroReport};

use super::retro::over;
use super::timeline::found;
use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent};
use crate::id::IncidentId;
use crate::incident::desk::meant;
use crate::people;
use crate::person::Actor;
use crate::report::{No, Version, desk, machine, store, voice};
use crate::words::Locale;

impl Reception {
    /// The beginning of the record, in the person's language and zone, and how to get all of it.
    pub(super) async fn export(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: Export,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let zone = people::store::settings(&mut tx, &event.person).await?.zone_or(&self.home);
        let Some(report) = desk::live(&mut tx, incident.id, self.clock.now()).await? else {
            return Ok(refused(locale, &No::Unknown));
        };
        let text = match asked.format {
            Format::Markdown => voice::paper(locale, zone, &report).markdown(zone),
            // A page is nothing to be read in a chat.
            Format::Html => String::new(),
            Format::Json => machine::json(&report, locale).map(|json| format!("{json:#}")).unwrap_or_default(),
            Format::Csv => machine::csv(&report.facts, locale),
        };
        let post = voice::shown(locale, &report.facts, &text, asked.format.name());
        Ok(Answer::about("incident", incident.id, post))
    }

    /// The report of an incident that is over is written, or shown anew.
    pub(super) async fn report_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: RetroReport,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (by, now) = (Actor::from(&event.person), self.clock.now());
        let Some(incident) = over(&mut tx, &event.place, asked.incident).await? else {
            return Ok(Some(refused(locale, &No::Unknown)));
        };
        let written = desk::write(&mut tx, &self.home, incident.id, &by, now).await?;
        self.commit(tx).await?;
        Ok(Some(answered(locale, incident.id, written)))
    }

    /// A button of the report's card.
    pub(super) async fn report_pressed(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        ReportAction { verb, incident, version: read }: ReportAction,
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let id = IncidentId(incident);
        if verb == ReportVerb::Edit {
            let latest = match desk::to_change(&mut self.store.read().await?, &self.home, id, &event.person).await? {
                Ok(latest) => latest,
                Err(no) => return Ok(Some(refused(locale, &no))),
            };
            // A form has to open before the platform's patience ends: nothing is stored yet.
            chat.ask(trigger, &voice::form(locale, &latest)).await?;
            return Ok(None);
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let (home, by, now) = (&self.home, &event.person, self.clock.now());
        let done = match verb {
            ReportVerb::Finish => desk::finish(&mut tx, home, id, read, by, now).await?,
            _ => desk::refresh(&mut tx, home, id, by, now).await?,
        };
        self.commit(tx).await?;
        Ok(Some(answered(locale, id, done)))
    }

    /// The summary, said in other words.
    pub(super) async fn report_sent(
        &self,
        event: &ChatEvent,
        locale: Locale,
        ReportAction { incident, version: read, .. }: ReportAction,
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let id = IncidentId(incident);
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let now = self.clock.now();
        let Some(version) = store::version(&mut tx, id, read).await? else {
            return Ok(Some(refused(locale, &No::Unknown)));
        };
        let summary = voice::filled(locale, &version, answers);
        let done = desk::edit(&mut tx, &self.home, id, (read, summary), &event.person, now).await?;
        self.commit(tx).await?;
        Ok(Some(answered(locale, id, done)))
    }
}

fn answered(locale: Locale, id: IncidentId, done: Result<Version, No>) -> Answer {
    match done {
        Ok(version) => Answer::about("report", id, voice::done(locale, &version)),
        Err(no) => refused(locale, &no),
    }
}

fn refused(locale: Locale, no: &No) -> Answer {
    Answer::new(voice::refused(locale, no))
}
