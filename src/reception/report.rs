//! "Report as mention": what the public said where no source reads it. It is read, counted and judged as any mention.

use std::sync::Arc;

use serde_json::json;
use tokio::sync::oneshot;

use super::{Answer, Reception, ReceptionError};
use crate::chat::{ChatEvent, Said};
use crate::mention::{self, RawMention};
use crate::person::Actor;
use crate::post::Post;
use crate::reading::Reader;
use crate::reading::voice::{Reported, reported};
use crate::sources::{Delivery, Inlet, Taken, report};
use crate::store::ledger::{self, Entry};
use crate::store::{StoreError, Tx};
use crate::watch;
use crate::words::{Locale, word};

/// Reads what is reported, and the way to the listening door.
#[derive(Clone)]
pub(super) struct Ear {
    pub reader: Arc<Reader>,
    pub inlet: Inlet,
}

impl Reception {
    /// Lets people report mentions: `reader` says how they are read, and they are taken in through `inlet`.
    #[must_use]
    pub fn with_ear(self, reader: Arc<Reader>, inlet: Inlet) -> Self {
        Self { ear: Some(Ear { reader, inlet }), ..self }
    }

    /// A message that somebody said. Reported again, by whomever, it is the same mention.
    pub(super) async fn report_said(
        &self,
        event: &ChatEvent,
        locale: Locale,
        said: &Said,
    ) -> Result<Option<Answer>, ReceptionError> {
        let id = format!("{}:{}", said.message.place, said.message.message);
        let raw = report::mention(&said.text, id, &event.place.platform, said.at);
        self.report(event, locale, raw).await
    }

    /// Words that a person typed.
    pub(super) async fn report_words(
        &self,
        event: &ChatEvent,
        locale: Locale,
        words: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let raw = report::mention(words, event.key.clone(), &event.place.platform, event.at);
        self.report(event, locale, raw).await
    }

    async fn report(
        &self,
        event: &ChatEvent,
        locale: Locale,
        raw: RawMention,
    ) -> Result<Option<Answer>, ReceptionError> {
        let trouble = || Ok(Some(Answer::new(Post::line(word(locale, "common-trouble")))));
        let Some(ear) = &self.ear else { return trouble() };
        let reading = ear.reader.read(&raw.text, None);
        let (answer, taken) = oneshot::channel();
        let key = Some(format!("report:{}", event.key));
        let delivery = Delivery { key, mentions: vec![raw.clone()], removals: Vec::new(), watch: None, answer };
        if ear.inlet.try_send(delivery).is_err() {
            return trouble();
        }
        let Ok(taken) = taken.await else { return trouble() };
        // A redelivery was answered when it came first.
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let outcome = self.outcome(&mut tx, event, &raw, taken).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::new(reported(locale, &reading, &outcome))))
    }

    async fn outcome(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        raw: &RawMention,
        taken: Taken,
    ) -> Result<Reported, StoreError> {
        let known = mention::store::known(tx, &raw.source, &raw.source_id).await?;
        let Some((id, at)) = known else { return Ok(Reported::Unheard) };
        let ids = mention::store::watches_of(tx, at, id).await?;
        let all = watch::store::list(tx).await?.good;
        let names = all.into_iter().filter(|watch| ids.contains(&watch.id)).map(|watch| watch.name).collect();
        if taken.new == 0 {
            return Ok(Reported::Known(names));
        }
        let (actor, subject) = (Actor::from(&event.person), raw.source_id.as_str());
        let detail = json!({ "platform": raw.platform, "url": raw.url, "watches": names }).to_string();
        let at = self.clock.now();
        ledger::append(tx, &Entry { at, actor: &actor, action: "mention.reported", subject, detail: &detail }).await?;
        Ok(Reported::New(names))
    }
}
