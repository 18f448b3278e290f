//! What rows tell of who is named in an incident, and which incident a row belongs to.

use crate::id::IncidentId;
use crate::person::Person;
use crate::store::{Result, Tx};
use crate::{fetch_one, fetch_optional};

/// Something that belongs to an incident, by the number that people and buttons say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Task,
    Reply,
    Measure,
    Proposal,
    Entry,
    Item,
    Change,
    Survey,
    Debrief,
    Checkin,
}

/// The incident of a row; none when there is no such row.
pub async fn incident_of(tx: &mut Tx, row: Row, id: i64) -> Result<Option<IncidentId>> {
    let sql = match row {
        Row::Task => "select incident_id from task where id = $1",
        Row::Reply => "select incident_id from reply where id = $1",
        Row::Measure => "select incident_id from measure where id = $1",
        Row::Proposal => "select incident_id from proposal where id = $1",
        Row::Entry => "select incident_id from timeline where id = $1",
        Row::Item => "select incident_id from action_item where id = $1",
        Row::Change => "select incident_id from playbook_change where id = $1",
        Row::Survey => "select incident_id from survey where id = $1",
        Row::Debrief => "select incident_id from debrief where id = $1",
        Row::Checkin => "select incident_id from recovery_checkin where id = $1",
    };
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), sql, id)?;
    Ok(found.map(|(id,)| IncidentId(id)))
}

/// Whether an account has a part in an incident now: a role, a task, a decision to carry out, a mention to answer, an action.
pub async fn has_part(tx: &mut Tx, incident: IncidentId, person: &Person) -> Result<bool> {
    let (parts,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "select (select count(*) from incident_role where incident_id = $1 and platform = $2 and person = $3) \
         + (select count(*) from task where incident_id = $1 and platform = $2 and person = $3) \
         + (select count(*) from measure where incident_id = $1 and owner = $4) \
         + (select count(*) from reply where incident_id = $1 and by_person = $4 and state = 'claimed') \
         + (select count(*) from action_item where incident_id = $1 and platform = $2 and person = $3)",
        incident.0,
        person.platform.as_str(),
        person.user.as_str(),
        person.to_string()
    )?;
    Ok(parts > 0)
}
