//! Surveys in the store: one row each. Who answered is a set and the sheets are another one, both written whole, so that
//! nothing in the row tells an order or a time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::debrief::Hour;
use super::plan::Plan;
use super::questions::Question;
use super::{Due, Participant, Seat, Sheet, State, Survey};
use crate::clock::{from_micros, micros};
use crate::id::{ActionId, CheckinId, DebriefId, IncidentId, SurveyId};
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, Tx, setting};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const DETAIL: Column<Detail> = Column::new("survey", "detail");
const SEATS: Column<BTreeMap<Participant, Seat>> = Column::new("survey", "seats");
const SHEETS: Column<BTreeMap<String, Sheet>> = Column::new("survey", "sheets");
const PLAN_SET: Column<Plan> = Column::new("setting", "value");

const SCOPE: &str = "retro";
const PLAN: &str = "plan";

/// What stays as it was when the survey opened, and where it stands.
#[derive(Serialize, Deserialize)]
struct Detail {
    questions: Vec<Question>,
    anonymous: bool,
    least: usize,
    state: State,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: i64,
    detail: String,
    seats: String,
    sheets: String,
    opened_at: i64,
    closes_at: i64,
}

macro_rules! select {
    ($which:literal) => {
        concat!("select id, incident_id, detail, seats, sheets, opened_at, closes_at from survey ", $which)
    };
}

fn whole(row: &Row) -> Result<Survey> {
    let detail = DETAIL.read(row.id, &row.detail)?;
    Ok(Survey {
        id: SurveyId(row.id),
        incident: IncidentId(row.incident_id),
        questions: detail.questions,
        anonymous: detail.anonymous,
        least: detail.least,
        opened_at: from_micros(row.opened_at),
        closes_at: from_micros(row.closes_at),
        seats: SEATS.read(row.id, &row.seats)?,
        sheets: SHEETS.read(row.id, &row.sheets)?,
        state: detail.state,
    })
}

fn detail(survey: &Survey) -> Result<String> {
    let (questions, anonymous) = (survey.questions.clone(), survey.anonymous);
    DETAIL.write(&Detail { questions, anonymous, least: survey.least, state: survey.state })
}

/// Stores a new survey; its id is ignored. Answers the id that it got.
pub async fn add(tx: &mut Tx, survey: &Survey) -> Result<SurveyId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into survey (incident_id, detail, seats, sheets, opened_at, closes_at) \
         values ($1, $2, $3, $4, $5, $6) returning id",
        survey.incident.0,
        detail(survey)?,
        SEATS.write(&survey.seats)?,
        SHEETS.write(&survey.sheets)?,
        micros(survey.opened_at),
        micros(survey.closes_at)
    )?;
    Ok(SurveyId(id))
}

/// Stores what became of it.
pub async fn save(tx: &mut Tx, survey: &Survey) -> Result<()> {
    execute!(
        tx,
        "update survey set detail = $1, seats = $2, sheets = $3, closes_at = $4 where id = $5",
        detail(survey)?,
        SEATS.write(&survey.seats)?,
        SHEETS.write(&survey.sheets)?,
        micros(survey.closes_at),
        survey.id.0
    )?;
    if survey.anonymous {
        tx.leaves_no_trace();
    }
    Ok(())
}

/// The survey with this number.
pub async fn get(tx: &mut Tx, id: SurveyId) -> Result<Option<Survey>> {
    let row = fetch_optional!(tx, Row, select!("where id = $1"), id.0)?;
    row.as_ref().map(whole).transpose()
}

/// The survey with this number, for a decision: another one about it waits until the transaction ends.
pub async fn lock(tx: &mut Tx, id: SurveyId) -> Result<Option<Survey>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update survey set closes_at = closes_at where id = $1", id.0)?;
    get(tx, id).await
}

/// The latest of an incident.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Option<Survey>> {
    let row = fetch_optional!(tx, Row, select!("where incident_id = $1 order by id desc limit 1"), incident.0)?;
    row.as_ref().map(whole).transpose()
}

/// All surveys there ever were.
pub async fn all(tx: &mut Tx) -> Result<Vec<Survey>> {
    fetch_all!(tx, Row, select!("order by id"))?.iter().map(whole).collect()
}

/// How the team holds its retrospectives.
pub async fn plan(tx: &mut Tx) -> Result<Plan> {
    Ok(setting::read(tx, SCOPE, PLAN, &PLAN_SET).await?.unwrap_or_default())
}

/// From now on it is held like this.
pub async fn set_plan(tx: &mut Tx, plan: &Plan) -> Result<()> {
    setting::set(tx, SCOPE, PLAN, &PLAN_SET.write(plan)?).await
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Open(id) => Written::new("retro.open", id),
            Self::Remind(id, nth) => Written::new("retro.remind", id).with(nth),
            Self::Close(id) => Written::new("retro.close", id),
            Self::Closed(id) => Written::new("retro.closed", id),
            Self::Action(id, nth) => Written::new("action.remind", id).with(nth),
            Self::Checkin(id) => Written::new("checkin.ask", id),
            Self::Debrief(id, hour) => Written::new(hour.name(), id),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        let (subject, nth) = (written.subject.as_str(), written.payload.parse().ok());
        match written.kind.as_str() {
            "retro.open" => IncidentId::parse(subject).map(Self::Open),
            "retro.remind" => Some(Self::Remind(SurveyId::parse(subject)?, nth?)),
            "retro.close" => SurveyId::parse(subject).map(Self::Close),
            "retro.closed" => IncidentId::parse(subject).map(Self::Closed),
            "action.remind" => Some(Self::Action(ActionId::parse(subject)?, nth?)),
            "checkin.ask" => CheckinId::parse(subject).map(Self::Checkin),
            kind => {
                let hour = Hour::ALL.into_iter().find(|hour| hour.name() == kind)?;
                Some(Self::Debrief(DebriefId::parse(subject)?, hour))
            }
        }
    }
}
