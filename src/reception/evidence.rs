//! What is kept of the public: by address, by a message's menu, and how a kept message changes.

use commands::{EvidenceAdd, EvidenceCommand};

use super::asking::Asking;
use super::timeline::read;
use super::{Answer, Answered, Reception, ReceptionError};
use crate::chat::{ChatEvent, MessageRef, Said};
use crate::gate::Work;
use crate::incident::desk::Meant;
use crate::incident::evidence::{UNREAD, Words, address, desk, store, voice};
use crate::incident::{Incident, timeline};
use crate::store::Tx;

/// Answers a command about evidence.
pub(super) async fn handle(asking: &Asking<'_>, command: EvidenceCommand) -> Answered {
    match command {
        EvidenceCommand::Add(asked) => add(asking, &asked).await,
        EvidenceCommand::List(asked) => page(asking, asked.incident, 0).await,
    }
}

/// A page of what is kept.
pub(super) async fn page(asking: &Asking<'_>, named: Option<i64>, page: u32) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let (kept, more) = desk::page(&mut tx, &incident, page).await?;
    let count = store::count(&mut tx, incident.id).await?;
    let next = more.then(|| page.saturating_add(1));
    let post = voice::page(asking.locale, &incident, &kept, count, next);
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// Keeps what stands at an address: as it was heard, or in the person's words.
async fn add(asking: &Asking<'_>, asked: &EvidenceAdd) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, asked.incident).await?;
    let words = match (desk::heard_at(&mut tx, &incident, &asked.link).await?, &asked.words) {
        (Some(heard), _) => heard,
        (None, Some(typed)) => Words::typed(&asked.link, typed, asking.event.at),
        (None, None) => return Ok(Some(Answer::new(voice::unheard(asking.locale, &asked.link)))),
    };
    kept(asking, tx, &incident, &words).await
}

/// Keeps a message of the chat. An address in it that was heard stands for what was heard there.
pub(super) async fn keep(asking: &Asking<'_>, message: MessageRef, said: Option<Said>, named: Option<i64>) -> Answered {
    let (message, said, link) = read(asking.chat, message, said).await;
    let mut tx = asking.begin().await?;
    let meant = asking.meant_by(&mut tx, &message, named).await?;
    if let Meant::Several(open) = &meant {
        return Ok(Some(Answer::new(voice::which(asking.locale, open, &message))));
    }
    let incident = asking.found(&mut tx, meant).await?;
    let text = said.as_ref().map(|said| said.text.clone()).unwrap_or_default();
    let url = address(&text);
    let heard = match &url {
        Some(url) => desk::heard_at(&mut tx, &incident, url).await?,
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
        said_at: said.as_ref().map_or(asking.event.at, |said| said.at),
        source: Some(timeline::source(&message)),
    });
    kept(asking, tx, &incident, &words).await
}

async fn kept(asking: &Asking<'_>, mut tx: Tx, incident: &Incident, words: &Words) -> Answered {
    let now = asking.now();
    let new = desk::add(&mut tx, asking.home(), incident, words, &asking.may::<Work>()?, now).await?;
    asking.commit(tx).await?;
    let key = if new { "evidence-kept" } else { "evidence-there" };
    Ok(Some(Answer::about("incident", incident.id, voice::done(asking.locale, incident, key))))
}

impl Reception {
    /// A message of the chat was edited or deleted. What nobody kept is nobody's matter.
    pub(super) async fn message_changed(
        &self,
        event: &ChatEvent,
        message: &MessageRef,
        words: Option<&str>,
    ) -> Result<(), ReceptionError> {
        if !desk::is_kept(&mut self.setup.store.read().await?, message).await? {
            return Ok(());
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(()) };
        desk::follow(&mut tx, message, words, self.setup.clock.now()).await?;
        Ok(self.commit(tx).await?)
    }
}
