//! The queue of what wants an answer, and pausing what was scheduled.

use super::fact::{About, Asked, Happened};
use super::{Content, Due, HELD, Refused, Reply, State, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::fact::{self, Subject};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::ReplyId;
use crate::incident::Refused as NotYours;
use crate::incident::desk::{may_decide, show_within, tell};
use crate::incident::{self, Incident};
use crate::people;
use crate::person::Actor;
use crate::playbook::desk::{New, add as add_task};
use crate::refusal::{Decided, unless_refused};
use crate::statement::rules::Rules;
use crate::store::{Result, Tx, timer};

/// Until when scheduled content is to be paused, or to go on again.
const PAUSED_WITHIN: chrono::Duration = chrono::Duration::minutes(10);

/// What somebody does with a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    Claim,
    GiveBack,
    /// With these words.
    Answer(&'a str),
    LetBe,
}

impl<'a> Deed<'a> {
    fn happened(self) -> Happened<'a> {
        match self {
            Self::Claim => Happened::Claimed,
            Self::GiveBack => Happened::Returned,
            Self::Answer(words) => Happened::Answered { words },
            Self::LetBe => Happened::LetBe,
        }
    }
}

/// Puts something that the public said into the queue.
pub async fn put(
    tx: &mut Tx,
    home: &Home,
    incident: &Incident,
    said: &str,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<Reply, Refused> {
    let said = said.trim();
    let Some(id) = store::add(tx, incident.id, said, by, now).await? else {
        return Err(Refused::There.into());
    };
    let reply = Reply { id, incident: incident.id, said: said.to_owned(), state: State::Open };
    record(tx, &reply, Happened::Queued, &by.by().into(), now).await?;
    show(tx, home, incident, now).await?;
    Ok(reply)
}

/// Somebody takes it, answers it, gives it back or lets it be. Two who do so at once do it one after the other.
pub async fn change(
    tx: &mut Tx,
    home: &Home,
    id: ReplyId,
    deed: Deed<'_>,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<Reply, Refused> {
    let Some(mut reply) = store::lock(tx, id).await? else { return Err(Refused::Unknown(id).into()) };
    let Some(incident) = incident::store::get(tx, reply.incident).await? else {
        return Err(Refused::Unknown(id).into());
    };
    let done = match deed {
        Deed::Claim => reply.claim(&home.accounts, by, now),
        Deed::GiveBack => reply.give_back(&home.accounts, by),
        Deed::Answer(words) => reply.answer(&home.accounts, by, words, now),
        Deed::LetBe => reply.let_be(&home.accounts, by, now),
    };
    done.map_err(|not_now| Refused::NotNow(id, not_now))?;
    store::save(tx, &reply).await?;
    match deed {
        Deed::Claim => timer::set(tx, &Due::Held(id), now + HELD).await?,
        _ => timer::cancel(tx, &Due::Held(id)).await?,
    }
    record(tx, &reply, deed.happened(), &by.by().into(), now).await?;
    show(tx, home, &incident, now).await?;
    Ok(reply)
}

/// Somebody held it for too long: others may answer it now, and they hear so.
pub async fn held(tx: &mut Tx, home: &Home, id: ReplyId, now: Time) -> Result<()> {
    let Some(mut reply) = store::lock(tx, id).await? else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, reply.incident).await? else { return Ok(()) };
    let Some(holder) = reply.overheld(now) else { return Ok(()) };
    store::save(tx, &reply).await?;
    record(tx, &reply, Happened::Overheld, &Actor::Squall, now).await?;
    {
        let locale = people::store::to_reach(tx, &holder).await?.locale_or(home);
        let post = voice::overheld(locale, &incident, &reply);
        tell(tx, &incident, &Place::direct(&holder), &format!("{id}:overheld:{}", micros(now)), &post, now).await?;
    }
    show(tx, home, &incident, now).await
}

/// Shows the queue in the incident's thread, as it is now.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, now: Time) -> Result<()> {
    let replies = store::of(tx, incident.id).await?;
    let subject = format!("{}:replies", incident.id);
    let post = |locale| voice::queue(locale, incident, &replies);
    show_within(tx, home, incident, ("incident", &subject), now, post).await
}

/// Asks each owner of scheduled content to pause it, or to let it go on: a task each, whose tick is their word for it.
/// Answers how many were asked. Anybody may ask for a pause; to go on again is for who decides.
pub async fn ask_owners(
    tx: &mut Tx,
    home: &Home,
    rules: &Rules,
    (content, incident): (&[Content], &Incident),
    key: &'static str,
    by: &Allowed<Work>,
    now: Time,
) -> Decided<usize, NotYours> {
    if key == voice::RESUME {
        may_decide(tx, home, incident, by).await?;
    }
    let mut asked = 0;
    for content in content {
        let person = rules.accounts().near(&content.owner, &by.platform);
        let new = New { texts: voice::of_content(key, &content.name), role: None, person, due: Some(PAUSED_WITHIN) };
        let added = add_task(tx, home, incident.clone(), new, by, now).await;
        asked += usize::from(unless_refused(added)?.is_some());
    }
    let told = Asked { pause: key == voice::PAUSE, owners: asked };
    fact::write(tx, &Subject::of(incident.id), &by.by().into(), &told, now).await?;
    Ok(asked)
}

async fn record(tx: &mut Tx, reply: &Reply, happened: Happened<'_>, by: &Actor, now: Time) -> Result<()> {
    fact::write(tx, &Subject::of(reply.incident), by, &About { reply, happened }, now).await
}
