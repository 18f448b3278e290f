//! "Report as mention": what the public said where no source reads it. It is read, counted and judged as any mention.

use serde_json::json;
use tokio::sync::oneshot;

use super::asking::Asking;
use super::{Answer, Answered};
use crate::chat::Said;
use crate::mention::{self, RawMention};
use crate::person::Actor;
use crate::post::Post;
use crate::reading::voice::{Reported, reported};
use crate::sources::{self, Delivery, Taken};
use crate::store::ledger::{self, Entry};
use crate::store::{StoreError, Tx};
use crate::watch;
use crate::words::word;

/// A message that somebody said. Reported again, by whomever, it is the same mention.
pub(super) async fn said(asking: &Asking<'_>, said: &Said) -> Answered {
    let id = format!("{}:{}", said.message.place, said.message.message);
    let raw = sources::report::mention(&said.text, id, &asking.place().platform, said.at);
    report(asking, raw).await
}

/// Words that a person typed.
pub(super) async fn words(asking: &Asking<'_>, words: &str) -> Answered {
    let raw = sources::report::mention(words, asking.event.key.clone(), &asking.place().platform, asking.event.at);
    report(asking, raw).await
}

async fn report(asking: &Asking<'_>, raw: RawMention) -> Answered {
    let trouble = || Ok(Some(Answer::new(Post::line(word(asking.locale, "common-trouble")))));
    let Some(ear) = &asking.reception.setup.ear else { return trouble() };
    let reading = ear.reader.read(&raw.text, None);
    let (answer, taken) = oneshot::channel();
    let key = Some(format!("report:{}", asking.event.key));
    let delivery = Delivery { key, mentions: vec![raw.clone()], removals: Vec::new(), watch: None, answer };
    if ear.inlet.try_send(delivery).is_err() {
        return trouble();
    }
    let Ok(taken) = taken.await else { return trouble() };
    let mut tx = asking.begin().await?;
    let outcome = outcome(asking, &mut tx, &raw, taken).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(reported(asking.locale, &reading, &outcome))))
}

async fn outcome(asking: &Asking<'_>, tx: &mut Tx, raw: &RawMention, taken: Taken) -> Result<Reported, StoreError> {
    let known = mention::store::known(tx, &raw.source, &raw.source_id).await?;
    let Some((id, at)) = known else { return Ok(Reported::Unheard) };
    let ids = mention::store::watches_of(tx, at, id).await?;
    let all = watch::store::list(tx).await?.good;
    let names = all.into_iter().filter(|watch| ids.contains(&watch.id)).map(|watch| watch.name).collect();
    if taken.new == 0 {
        return Ok(Reported::Known(names));
    }
    let (actor, subject) = (Actor::from(asking.by()), raw.source_id.as_str());
    let detail = json!({ "platform": raw.platform, "url": raw.url, "watches": names }).to_string();
    let at = asking.now();
    ledger::append(tx, &Entry { at, actor: &actor, action: "mention.reported", subject, detail: &detail }).await?;
    Ok(Reported::New(names))
}
