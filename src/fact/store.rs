//! What was done, in the timeline of its incident. Notes and messages that people add are the timeline's own.

use super::Done;
use crate::clock::{Time, micros};
use crate::execute;
use crate::id::IncidentId;
use crate::person::Actor;
use crate::store::{Result, Tx};

/// The timeline tells it.
pub(super) async fn tell(tx: &mut Tx, incident: IncidentId, actor: &Actor, done: &Done, now: Time) -> Result<()> {
    execute!(
        tx,
        "insert into timeline (incident_id, at, kind, by_person, text, detail, added_at) \
         values ($1, $2, 'done', $3, $4, $5, $2)",
        incident.0,
        micros(now),
        actor.to_string(),
        done.why.as_str(),
        serde_json::to_string(done).unwrap_or_else(|_| "{}".to_owned())
    )?;
    Ok(())
}
