//! What the public does in an incident, and answers to what the bot proposes.

use commands::SetWatch;

use super::asking::Asking;
use super::{Answer, Answered};
use crate::gate::Work;
use crate::home::Room;
use crate::id::ProposalId;
use crate::incident::proposal::{self, desk::Answer as Decided};
use crate::incident::{self, situation};
use crate::{people, watch};

/// The whole picture of the incident that is meant.
pub(super) async fn whole(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, named).await?;
    let zone = people::store::settings(&mut tx, asking.by()).await?.zone_or(asking.home());
    let room = Room { channel: asking.place().clone(), locale: asking.locale, zone };
    let post = match situation::store::get(&mut tx, incident.id).await? {
        Some(situation) => situation::voice::whole(&room, &incident, &situation),
        None => situation::voice::unheard(asking.locale, &incident),
    };
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// Ties a watch to an incident.
pub(super) async fn set_watch(asking: &Asking<'_>, asked: &SetWatch) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.incident(&mut tx, asked.incident).await?;
    let found = watch::desk::find(&mut tx, &asked.watch).await;
    let watch = found.map_err(|error| asking.refuse(error, watch::voice::refused))?;
    let now = asking.now();
    situation::desk::listen(&mut tx, asking.home(), &incident, &watch, &asking.may::<Work>()?, now).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("incident", incident.id, situation::voice::heard(asking.locale, &incident, &watch.name))))
}

/// Agrees with what the bot proposes, or decides against it.
pub(super) async fn answered(asking: &Asking<'_>, id: i64, answer: Decided) -> Answered {
    let mut tx = asking.begin().await?;
    let gone = || Answer::new(proposal::voice::decided(asking.locale));
    let about = proposal::desk::incident_of(&mut tx, ProposalId(id)).await?.ok_or_else(gone)?;
    let mut incident = incident::store::lock(&mut tx, about).await?.ok_or_else(gone)?;
    let (now, by) = (asking.now(), &asking.may::<Work>()?);
    let done = proposal::desk::answer(&mut tx, asking.home(), &mut incident, ProposalId(id), answer, by, now).await;
    let is_done =
        done.map_err(|error| asking.refuse(error, |locale, no| incident::voice::refused(locale, &incident, no)))?;
    asking.commit(tx).await?;
    // Who answered sees it in the thread; only what did not happen needs words.
    let post = proposal::voice::decided(asking.locale);
    Ok((!is_done).then(|| Answer::about("incident", incident.id, post)))
}
