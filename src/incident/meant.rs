//! Which incident somebody means.

use super::{Incident, store};
use crate::chat::{MessageRef, Place};
use crate::id::{AlertId, IncidentId};
use crate::store::{Result, Tx, card};

/// The incident that somebody means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    This(Incident),
    /// Nobody has this number.
    Unknown(IncidentId),
    /// Nothing is open.
    None,
    /// All that are open; nobody said which.
    Several(Vec<Incident>),
}

/// The incident that was named, or that of the thread, or the only one that is open.
pub async fn meant(tx: &mut Tx, place: &Place, named: Option<i64>) -> Result<Meant> {
    if let Some(id) = named.map(IncidentId) {
        return Ok(store::get(tx, id).await?.map_or(Meant::Unknown(id), Meant::This));
    }
    if let Some(subject) = card::subject_of_thread(tx, place).await?
        && let Some(incident) = of_subject(tx, &subject).await?
    {
        return Ok(Meant::This(incident));
    }
    let mut open = store::open_ones(tx).await?.good;
    Ok(match open.len() {
        0 => Meant::None,
        1 => Meant::This(open.remove(0)),
        _ => Meant::Several(open),
    })
}

/// The incident that was named, or that a message is about: that of its thread, that whose card it is, or the only one
/// that is open.
pub async fn meant_by(tx: &mut Tx, message: &MessageRef, named: Option<i64>) -> Result<Meant> {
    if named.is_none()
        && let Some(subject) = card::subject_of(tx, message).await?
        && let Some(incident) = of_subject(tx, &subject).await?
    {
        return Ok(Meant::This(incident));
    }
    meant(tx, &message.place, named).await
}

async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Option<Incident>> {
    match (IncidentId::parse(subject), AlertId::parse(subject)) {
        (Some(id), _) => store::get(tx, id).await,
        (_, Some(alert)) => store::of_alert(tx, alert).await,
        _ => Ok(None),
    }
}
