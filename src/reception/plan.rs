//! Before and beside incidents: who is on call, who speaks, whether the team is ready; and answers to pages.

use chrono::{Duration, NaiveDate};
use commands::Command;

use super::timeline::found;
use super::{Answer, Reception, ReceptionError};
use crate::chat::ChatEvent;
use crate::escalation::desk::{acknowledge, on_call};
use crate::escalation::rota::{Rota, Swap};
use crate::escalation::{self, voice};
use crate::incident;
use crate::incident::desk::meant;
use crate::people::speakers;
use crate::plan;
use crate::words::Locale;

impl Reception {
    /// Answers a command about the plan, about who is on call, about spokespeople.
    pub(super) async fn plan_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        let now = self.clock.now();
        match command {
            Command::PlanCheck(_) => {
                let mut tx = self.store.read().await?;
                let found = plan::desk::readiness(&mut tx, &self.home, &self.rules, &self.plan, now).await?;
                Ok(Some(Answer::new(plan::voice::readiness(locale, &found))))
            }
            Command::PlanRecord(asked) => {
                let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
                plan::desk::record(&mut tx, asked.what, &event.person, now).await?;
                self.commit(tx).await?;
                Ok(Some(Answer::new(plan::voice::recorded(locale, asked.what))))
            }
            Command::OncallHome(_) => self.rotas(event, locale).await.map(Some),
            Command::OncallSwap(asked) => self.swap(event, locale, asked).await,
            Command::OncallAnswer(asked) => self.answer_page(event, locale, asked.incident).await,
            Command::Speaker(asked) => self.speaker(event, locale, asked).await,
            _ => Ok(None),
        }
    }

    async fn rotas(&self, event: &ChatEvent, locale: Locale) -> Result<Answer, ReceptionError> {
        let now = self.clock.now();
        let swaps = escalation::store::swaps(&mut self.store.read().await?, now).await?;
        let platform = &event.place.platform;
        let row = |rota| {
            let next = |rota: &Rota| self.rules.accounts().near(rota.turn(now)?.next, platform);
            (rota, on_call(rota, &swaps, &self.rules, platform, now), next(rota))
        };
        let rows: Vec<_> = self.plan.rotas.iter().map(row).collect();
        Ok(Answer::new(voice::rotas(locale, &rows, now)))
    }

    async fn swap(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: commands::OncallSwap,
    ) -> Result<Option<Answer>, ReceptionError> {
        let named =
            |rota: &&Rota| asked.rota.as_ref().is_none_or(|name| name.to_lowercase() == rota.name.to_lowercase());
        let mut meant = self.plan.rotas.iter().filter(named);
        let (Some(rota), None) = (meant.next(), meant.next()) else {
            return Ok(Some(Answer::new(voice::which_rota(locale, &self.plan.rotas))));
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let now = self.clock.now();
        let person = event.person.beside(asked.person);
        let until = now + Duration::minutes(asked.span.minutes.into());
        let swap = Swap { rota: rota.name.clone(), person, from: now, until };
        escalation::desk::swap(&mut tx, &swap, &event.person).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::new(voice::swapped(locale, &swap.rota, &swap.person, until))))
    }

    /// The person is there: nobody else is told of the incident that is meant.
    pub(super) async fn answer_page(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let id = found(locale, meant(&mut tx, &event.place, named).await?)?.id;
        let done = acknowledge(&mut tx, self.house().book(), id, &event.person, self.clock.now()).await?;
        self.commit(tx).await?;
        Ok(Some(match done {
            Some((incident, done)) => Answer::about("incident", incident.id, voice::thanks(locale, incident.id, &done)),
            None => Answer::new(incident::voice::unknown(locale, id)),
        }))
    }

    async fn speaker(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: commands::Speaker,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let account = |user: String| event.person.beside(user);
        let said = speakers::Said {
            languages: asked.languages,
            topics: asked.topics,
            backup: asked.backup.map(account),
            trained: asked.trained.and_then(|day| NaiveDate::from_ymd_opt(day.year, day.month, day.day)),
        };
        let person = account(asked.person);
        let speaker =
            speakers::desk::record(&mut tx, self.rules.accounts(), &person, said, &event.person, self.clock.now())
                .await?;
        self.commit(tx).await?;
        Ok(Some(Answer::new(speakers::voice::recorded(locale, &speaker))))
    }
}
