//! Answers to the public, and scheduled content.

use commands::{ConductCommand, ConductReply, ReplyAction};

use super::asking::{Act, Asking, only_answer};
use super::{Answer, Answered, measure};
use crate::chat::Said;
use crate::clock::Time;
use crate::conduct::desk::{Deed, ask_owners, change, put};
use crate::conduct::measure::Measure;
use crate::conduct::measure::desk::Deed as MeasureDeed;
use crate::conduct::{self, Reply, State, store, voice};
use crate::gate::Work;
use crate::id::ReplyId;
use crate::incident::evidence::{self, address};
use crate::incident::{self, Incident};
use crate::post::{Post, Tone};
use crate::sources::platform_at;
use crate::store::{StoreError, Tx};
use crate::words::word;

/// Answers a command about conduct.
pub(super) async fn handle(asking: &Asking<'_>, command: ConductCommand) -> Answered {
    match command {
        ConductCommand::Freeze(asked) => scheduled(asking, asked.incident, true).await,
        ConductCommand::Unfreeze(asked) => scheduled(asking, asked.incident, false).await,
        ConductCommand::Reply(ConductReply { said: Some(said), incident }) => {
            let mut tx = asking.begin().await?;
            let incident = asking.incident(&mut tx, incident).await?;
            queue(asking, tx, &incident, &said).await
        }
        ConductCommand::Reply(ConductReply { said: None, incident }) => replies(asking, incident).await,
        ConductCommand::Decide(asked) => measure::decide(asking, asked).await,
        ConductCommand::Lift(asked) => {
            let why = asked.reason.unwrap_or_default();
            measure::alter(asking, asked.measure, MeasureDeed::Lift(&why)).await
        }
        ConductCommand::List(asked) => measure::list(asking, asked.incident).await,
    }
}

/// Asks the owners of scheduled content to pause it, or to let it go on.
async fn scheduled(asking: &Asking<'_>, named: Option<i64>, pause: bool) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let (key, said) = if pause { (voice::PAUSE, "conduct-paused") } else { (voice::RESUME, "conduct-resumed") };
    let (by, now) = (&asking.may::<Work>()?, asking.now());
    let about = (asking.plan().content.as_slice(), &incident);
    let asked = ask_owners(&mut tx, asking.home(), asking.rules(), about, key, by, now).await;
    let asked =
        asked.map_err(|error| asking.refuse(error, |locale, no| incident::voice::refused(locale, &incident, no)))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", incident.id, voice::asked(asking.locale, said, asked))))
}

async fn replies(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let replies = store::of(&mut tx, incident.id).await?;
    Ok(Some(Answer::about("incident", incident.id, voice::queue(asking.locale, &incident, &replies))))
}

/// Puts what a message says into the queue of the incident that it is about.
pub(super) async fn answer_this(asking: &Asking<'_>, on: &Said) -> Answered {
    if on.text.trim().is_empty() {
        return Ok(Some(Answer::new(Post::line(word(asking.locale, "timeline-no-words")))));
    }
    let mut tx = asking.begin().await?;
    let meant = asking.meant_by(&mut tx, &on.message, None).await?;
    let incident = asking.found(&mut tx, meant).await?;
    queue(asking, tx, &incident, &on.text).await
}

async fn queue(asking: &Asking<'_>, mut tx: Tx, incident: &Incident, said: &str) -> Answered {
    let queued = put(&mut tx, asking.home(), incident, said, &asking.may::<Work>()?, asking.now()).await;
    let reply = queued.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", incident.id, voice::queued(asking.locale, &reply))))
}

/// Does what a button, a menu or a form of the queue stands for.
pub(super) async fn act(asking: &Asking<'_>, action: ReplyAction, act: Act<'_>) -> Answered {
    let (id, deed) = match (action, act) {
        (ReplyAction::Answer(reply), Act::Pressed { trigger }) => {
            return asking.open(trigger, &voice::answer_form(asking.locale, reply)).await;
        }
        (ReplyAction::Answer(reply), Act::FilledIn(answers)) => (reply, Deed::Answer(only_answer(answers))),
        (ReplyAction::Claim(reply), _) => (reply, Deed::Claim),
        (ReplyAction::GiveBack(reply), _) => (reply, Deed::GiveBack),
        (ReplyAction::LetBe(reply), _) => (reply, Deed::LetBe),
    };
    let mut tx = asking.begin().await?;
    let now = asking.now();
    let done = change(&mut tx, asking.home(), ReplyId(id), deed, &asking.may::<Work>()?, now).await;
    let reply = done.map_err(|error| asking.refuse(error, voice::refused))?;
    let pauses = match deed {
        Deed::Claim | Deed::Answer(_) => pauses(&mut tx, &reply, now).await?,
        Deed::GiveBack | Deed::LetBe => Vec::new(),
    };
    asking.commit(tx).await?;
    let post = match reply.state {
        State::Claimed { .. } => voice::claimed(asking.locale, &reply),
        _ => voice::done(asking.locale, &reply),
    };
    let mut answer = Answer::about("incident", reply.incident, post);
    for pause in &pauses {
        answer.post.blocks.insert(0, conduct::measure::voice::warning(asking.locale, pause));
        answer.post.tone = Tone::Warning;
    }
    Ok(Some(answer))
}

/// The pauses that hold where the public said it.
async fn pauses(tx: &mut Tx, reply: &Reply, now: Time) -> Result<Vec<Measure>, StoreError> {
    let mut pauses = conduct::measure::store::pauses(tx, reply.incident, now).await?;
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
