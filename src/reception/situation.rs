//! What the public does and what is kept of it: the situation, evidence, and answers to what the bot proposes.

use commands::{EvidenceAdd, IncidentAction, SetWatch};

use super::timeline::{found, read};
use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, MessageRef, Said};
use crate::home::Room;
use crate::id::ProposalId;
use crate::incident::desk::{Meant, meant, meant_by};
use crate::incident::evidence::{self, UNREAD, Words, address};
use crate::incident::proposal::{self, desk::Answer as Decided};
use crate::incident::{self, Incident, situation, timeline};
use crate::words::Locale;
use crate::{people, watch};

impl Reception {
    /// Does what a button about the public stands for.
    pub(super) async fn situation_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        action: IncidentAction,
    ) -> Result<Option<Answer>, ReceptionError> {
        match action {
            IncidentAction::Situation(incident) => self.situation(event, locale, Some(incident)).await.map(Some),
            IncidentAction::Evidence { incident, page } => {
                self.evidence(event, locale, Some(incident), page).await.map(Some)
            }
            IncidentAction::EvidenceAdd { incident, message } => {
                let message = self.message(event, message);
                self.keep_evidence(chat, event, locale, message, None, Some(incident)).await
            }
            IncidentAction::ProposalAccept(id) => self.answer_proposal(event, locale, id, Decided::Accept).await,
            IncidentAction::ProposalDismiss(id) => self.answer_proposal(event, locale, id, Decided::Dismiss).await,
            _ => Ok(None),
        }
    }

    /// The whole picture of the incident that is meant.
    pub(super) async fn situation(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let zone = people::store::settings(&mut tx, &event.person).await?.zone_or(&self.home);
        let room = Room { channel: event.place.clone(), locale, zone };
        let post = match situation::store::get(&mut tx, incident.id).await? {
            Some(situation) => situation::voice::whole(&room, &incident, &situation),
            None => situation::voice::unheard(locale, &incident),
        };
        Ok(Answer::about("incident", incident.id, post))
    }

    /// Ties a watch to an incident.
    pub(super) async fn set_watch(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: &SetWatch,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let watch = match watch::desk::find(&mut tx, &asked.watch).await? {
            Ok(watch) => watch,
            Err(refused) => return Ok(Some(Answer::new(watch::voice::refused(locale, &refused)))),
        };
        let now = self.clock.now();
        situation::desk::listen(&mut tx, &self.home, &incident, &watch, &event.person, now).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::about("incident", incident.id, situation::voice::heard(locale, &incident, &watch.name))))
    }

    /// A page of what is kept.
    pub(super) async fn evidence(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        page: u32,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let (kept, more) = evidence::desk::page(&mut tx, &incident, page).await?;
        let count = evidence::store::count(&mut tx, incident.id).await?;
        let next = more.then(|| page.saturating_add(1));
        let post = evidence::voice::page(locale, &incident, &kept, count, next);
        Ok(Answer::about("incident", incident.id, post))
    }

    /// Keeps what stands at an address: as it was heard, or in the person's words.
    pub(super) async fn add_evidence(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: &EvidenceAdd,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let words = match (evidence::desk::heard_at(&mut tx, &incident, &asked.link).await?, &asked.words) {
            (Some(heard), _) => heard,
            (None, Some(typed)) => Words::typed(&asked.link, typed, event.at),
            (None, None) => return Ok(Some(Answer::new(evidence::voice::unheard(locale, &asked.link)))),
        };
        self.kept(tx, event, locale, &incident, &words).await
    }

    /// Keeps a message of the chat. An address in it that was heard stands for what was heard there.
    pub(super) async fn keep_evidence(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        message: MessageRef,
        said: Option<Said>,
        named: Option<i64>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (message, said, link) = read(chat, message, said).await;
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let meant = meant_by(&mut tx, &message, named).await?;
        if let Meant::Several(open) = &meant {
            return Ok(Some(Answer::new(evidence::voice::which(locale, open, &message))));
        }
        let incident = found(locale, meant)?;
        let text = said.as_ref().map(|said| said.text.clone()).unwrap_or_default();
        let url = address(&text);
        let heard = match &url {
            Some(url) => evidence::desk::heard_at(&mut tx, &incident, url).await?,
            None => None,
        };
        let words = heard.unwrap_or_else(|| Words {
            mention: None,
            platform: message.place.platform.clone(),
            author: said.as_ref().and_then(|said| said.author.clone()).unwrap_or_default(),
            text,
            url: url.or(link),
            language: UNREAD.to_owned(),
            followers: None,
            reach: None,
            said_at: said.as_ref().map_or(event.at, |said| said.at),
            source: Some(timeline::source(&message)),
        });
        self.kept(tx, event, locale, &incident, &words).await
    }

    async fn kept(
        &self,
        mut tx: crate::store::Tx,
        event: &ChatEvent,
        locale: Locale,
        incident: &Incident,
        words: &Words,
    ) -> Result<Option<Answer>, ReceptionError> {
        let now = self.clock.now();
        let new = evidence::desk::add(&mut tx, &self.home, incident, words, &event.person, now).await?;
        self.commit(tx).await?;
        let key = if new { "evidence-kept" } else { "evidence-there" };
        Ok(Some(Answer::about("incident", incident.id, evidence::voice::done(locale, incident, key))))
    }

    /// A message of the chat was edited or deleted. What nobody kept is nobody's matter.
    pub(super) async fn message_changed(
        &self,
        event: &ChatEvent,
        message: &MessageRef,
        words: Option<&str>,
    ) -> Result<(), ReceptionError> {
        if !evidence::desk::is_kept(&mut self.store.read().await?, message).await? {
            return Ok(());
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(()) };
        evidence::desk::follow(&mut tx, message, words, self.clock.now()).await?;
        Ok(self.commit(tx).await?)
    }

    async fn answer_proposal(
        &self,
        event: &ChatEvent,
        locale: Locale,
        id: i64,
        answer: Decided,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let Some(incident) = proposal::desk::incident_of(&mut tx, ProposalId(id)).await? else { return Ok(None) };
        let Some(mut incident) = incident::store::lock(&mut tx, incident).await? else { return Ok(None) };
        let (now, by) = (self.clock.now(), &event.person);
        let done = proposal::desk::answer(&mut tx, &self.home, &mut incident, ProposalId(id), answer, by, now).await?;
        self.commit(tx).await?;
        // Who answered sees it in the thread; only what did not happen needs words.
        let post = match done {
            Ok(true) => return Ok(None),
            Ok(false) => proposal::voice::decided(locale),
            Err(refused) => incident::voice::refused(locale, &incident, &refused),
        };
        Ok(Some(Answer::about("incident", incident.id, post)))
    }
}
