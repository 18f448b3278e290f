//! Statements and their revisions in the store.

use std::collections::BTreeSet;

use super::template::Template;
use super::text::{Hash, Words};
use super::texts::{Texts, Variant};
use super::{Channel, Due, Kind, State, Statement, vetoed};
use crate::chat::Place;
use crate::clock::{Time, from_micros, micros};
use crate::id::{IncidentId, StatementId};
use crate::person::Person;
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all, fetch_one, fetch_optional};

const PLACE: Column<Stand> = Column::new("statement", "place");
pub(super) const VETOED: Column<BTreeSet<Hash>> = Column::new("statement", "vetoed");
const DETAIL: Column<State> = Column::new("statement", "detail");

/// A statement, and where its card stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    pub statement: Statement,
    pub stand: Stand,
}

/// Where a card stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stand {
    pub channel: Place,
    /// The subject of the card in whose thread it is.
    pub under: Option<String>,
}

/// Words that a statement once had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub number: u32,
    pub author: Person,
    pub at: Time,
    pub texts: Texts,
}

macro_rules! select {
    ($which:literal) => {
        concat!(
            "select s.id, s.incident_id, s.kind, s.channel, s.language, s.sensitive, s.severity, s.place, s.vetoed, ",
            "s.state, s.detail, s.revision, s.drafted_by, s.drafted_at, s.replaces, s.approved_revision, s.publish_at, s.template, ",
            "r.author, r.at, r.words ",
            "from statement s join statement_revision r on r.statement_id = s.id and r.number = s.revision ",
            $which
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    incident_id: Option<i64>,
    kind: String,
    channel: String,
    language: String,
    sensitive: i64,
    severity: i64,
    place: String,
    vetoed: String,
    detail: String,
    revision: i64,
    drafted_by: String,
    drafted_at: i64,
    replaces: Option<i64>,
    approved_revision: Option<i64>,
    publish_at: Option<i64>,
    template: Option<String>,
    author: String,
    at: i64,
    words: String,
}

async fn whole(tx: &mut Tx, row: Row) -> Result<Stored> {
    let wrote =
        fetch_all!(tx, (String,), "select distinct author from statement_revision where statement_id = $1", row.id)?;
    let main = (StatementId(row.id), row.channel.as_str(), row.language.as_str());
    let others = variants(tx, StatementId(row.id), row.revision).await?;
    let statement = Statement {
        id: StatementId(row.id),
        incident: row.incident_id.map(IncidentId),
        kind: Kind::named(&row.kind).ok_or_else(|| StoreError::unknown("statement", row.id, "kind"))?,
        sensitive: row.sensitive != 0,
        severity: u8::try_from(row.severity).unwrap_or(10),
        revision: u32::try_from(row.revision).unwrap_or_default(),
        texts: texts(main, &row.words, others)?,
        authors: wrote.into_iter().map(|(author,)| Person::stored(&author)).collect(),
        drafted_by: Person::stored(&row.drafted_by),
        drafted_at: from_micros(row.drafted_at),
        edited_by: Person::stored(&row.author),
        edited_at: from_micros(row.at),
        vetoed: VETOED.read(row.id, &row.vetoed)?,
        barred: Vec::new(),
        replaces: row.replaces.map(StatementId),
        approved: row.approved_revision.and_then(|revision| u32::try_from(revision).ok()),
        publish_at: row.publish_at.map(from_micros),
        template: row.template,
        state: DETAIL.read(row.id, &row.detail)?,
    };
    Ok(Stored { statement, stand: PLACE.read(row.id, &row.place)? })
}

fn texts((id, channel, language): (StatementId, &str, &str), words: &str, others: Vec<Variant>) -> Result<Texts> {
    let channel = Channel::named(channel).ok_or_else(|| StoreError::unknown("statement", id, "channel"))?;
    let main = Variant { channel, language: language.to_owned(), words: Words::new(words) };
    Ok(Texts::from([vec![main], others].concat()))
}

/// The variants of a revision beside the one that was drafted first.
pub(super) async fn variants(tx: &mut Tx, id: StatementId, revision: i64) -> Result<Vec<Variant>> {
    let rows = fetch_all!(
        tx,
        (String, String, String),
        "select channel, language, words from statement_variant where statement_id = $1 and number = $2",
        id.0,
        revision
    )?;
    let variant = |(channel, language, words): (String, String, String)| {
        let unknown =
            || StoreError::unknown("statement_variant", format_args!("{id} v{revision} {language}"), "channel");
        let channel = Channel::named(&channel).ok_or_else(unknown)?;
        Ok(Variant { channel, language, words: Words::new(&words) })
    };
    rows.into_iter().map(variant).collect()
}

/// Stores a new statement and its first revision; its id is ignored. Answers the id that it got.
pub async fn add(tx: &mut Tx, statement: &Statement, stand: &Stand) -> Result<StatementId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "insert into statement (incident_id, kind, channel, language, sensitive, severity, place, vetoed, state, \
         detail, revision, drafted_by, drafted_at, updated_at, replaces, publish_at, template) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16) returning id",
        statement.incident.map(|incident| incident.0),
        statement.kind.name(),
        statement.texts.main().channel.name(),
        statement.texts.main().language.as_str(),
        i64::from(statement.sensitive),
        i64::from(statement.severity),
        PLACE.write(stand)?,
        VETOED.write(&statement.vetoed)?,
        statement.state.name(),
        DETAIL.write(&statement.state)?,
        i64::from(statement.revision),
        statement.drafted_by.to_string(),
        micros(statement.drafted_at),
        statement.replaces.map(|replaced| replaced.0),
        statement.publish_at.map(micros),
        statement.template.as_deref()
    )?;
    revise(tx, &Statement { id: StatementId(id), ..statement.clone() }).await?;
    Ok(StatementId(id))
}

/// Stores the present words as a revision of their own.
pub async fn revise(tx: &mut Tx, statement: &Statement) -> Result<()> {
    execute!(
        tx,
        "insert into statement_revision (statement_id, number, author, at, words, hash) values ($1, $2, $3, $4, $5, $6)",
        statement.id.0,
        i64::from(statement.revision),
        statement.edited_by.to_string(),
        micros(statement.edited_at),
        statement.texts.main().words.text(),
        statement.texts.hash().0.as_str()
    )?;
    for variant in statement.texts.all().iter().skip(1) {
        execute!(
            tx,
            "insert into statement_variant (statement_id, number, channel, language, words) values ($1, $2, $3, $4, $5)",
            statement.id.0,
            i64::from(statement.revision),
            variant.channel.name(),
            variant.language.as_str(),
            variant.words.text()
        )?;
    }
    Ok(())
}

/// Stores what became of it. New words are stored by [`revise`].
pub async fn save(tx: &mut Tx, statement: &Statement, at: Time) -> Result<()> {
    execute!(
        tx,
        "update statement set state = $1, detail = $2, vetoed = $3, revision = $4, updated_at = $5, \
         approved_revision = $6, sensitive = $7, severity = $8, incident_id = $9 where id = $10",
        statement.state.name(),
        DETAIL.write(&statement.state)?,
        VETOED.write(&statement.vetoed)?,
        i64::from(statement.revision),
        micros(at),
        statement.approved.map(i64::from),
        i64::from(statement.sensitive),
        i64::from(statement.severity),
        statement.incident.map(|incident| incident.0),
        statement.id.0
    )?;
    Ok(())
}

/// The statement with this number.
pub async fn get(tx: &mut Tx, id: StatementId) -> Result<Option<Stored>> {
    match fetch_optional!(tx, Row, select!("where s.id = $1"), id.0)? {
        Some(row) => whole(tx, row).await.map(Some),
        None => Ok(None),
    }
}

/// The statement with this number, for a decision: another decision about it waits until the transaction ends. It knows which
/// words were vetoed about its incident.
pub async fn lock(tx: &mut Tx, id: StatementId) -> Result<Option<Stored>> {
    // Touching the row is a lock on either engine.
    execute!(tx, "update statement set updated_at = updated_at where id = $1", id.0)?;
    let Some(mut stored) = get(tx, id).await? else { return Ok(None) };
    stored.statement.barred = vetoed::store::about(tx, stored.statement.incident).await?;
    Ok(Some(stored))
}

/// Those that nobody put away, newest first.
pub async fn current(tx: &mut Tx, at_most: i64) -> Result<Vec<Stored>> {
    let rows = fetch_all!(
        tx,
        Row,
        select!("where s.state not in ('withdrawn', 'superseded') order by s.id desc limit $1"),
        at_most
    )?;
    wholes(tx, rows).await
}

/// All there ever were.
pub async fn ids(tx: &mut Tx) -> Result<Vec<StatementId>> {
    let ids = fetch_all!(tx, (i64,), "select id from statement order by id")?;
    Ok(ids.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Those under review.
pub async fn in_review(tx: &mut Tx) -> Result<Vec<StatementId>> {
    let ids = fetch_all!(tx, (i64,), "select id from statement where state = 'in_review' order by id")?;
    Ok(ids.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Those under review, and those that were approved and are not public yet.
pub async fn undecided(tx: &mut Tx) -> Result<Vec<StatementId>> {
    let ids = fetch_all!(tx, (i64,), "select id from statement where state in ('in_review', 'approved') order by id")?;
    Ok(ids.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Those of an incident, oldest first.
pub async fn of_incident(tx: &mut Tx, incident: IncidentId) -> Result<Vec<Stored>> {
    let rows = fetch_all!(tx, Row, select!("where s.incident_id = $1 order by s.id"), incident.0)?;
    wholes(tx, rows).await
}

async fn wholes(tx: &mut Tx, rows: Vec<Row>) -> Result<Vec<Stored>> {
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(whole(tx, row).await?);
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct RevisionRow {
    number: i64,
    author: String,
    at: i64,
    words: String,
}

/// Every revision, in order.
pub async fn revisions(tx: &mut Tx, id: StatementId) -> Result<Vec<Revision>> {
    let main: Option<(String, String)> =
        fetch_optional!(tx, (String, String), "select channel, language from statement where id = $1", id.0)?;
    let Some((channel, language)) = main else { return Ok(Vec::new()) };
    let rows = fetch_all!(
        tx,
        RevisionRow,
        "select number, author, at, words from statement_revision where statement_id = $1 order by number",
        id.0
    )?;
    let mut revisions = Vec::with_capacity(rows.len());
    for row in rows {
        let others = variants(tx, id, row.number).await?;
        revisions.push(Revision {
            number: u32::try_from(row.number).unwrap_or_default(),
            author: Person::stored(&row.author),
            at: from_micros(row.at),
            texts: texts((id, &channel, &language), &row.words, others)?,
        });
    }
    Ok(revisions)
}

/// What readers know already: the last revision that was approved, else the one before the present one. None when the
/// present one is that or the first.
pub async fn before(tx: &mut Tx, statement: &Statement) -> Result<Option<Revision>> {
    let number = statement.approved.unwrap_or(statement.revision.saturating_sub(1));
    if number == 0 || number == statement.revision {
        return Ok(None);
    }
    let found = revisions(tx, statement.id).await?;
    Ok(found.into_iter().find(|revision| revision.number == number))
}

/// Whether a template was approved as it stands, and still is.
pub async fn is_approved_in_advance(tx: &mut Tx, template: &Template, now: Time) -> Result<bool> {
    let found: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "select statement_id from template_approval where name = $1 and language = $2 and hash = $3 and until_at > $4",
        template.name.as_str(),
        template.language.as_str(),
        template.words.hash().0.as_str(),
        micros(now)
    )?;
    Ok(found.is_some())
}

/// The template is approved as it stands, by this statement's review.
pub async fn approve_in_advance(
    tx: &mut Tx,
    template: &Template,
    id: StatementId,
    now: Time,
    until: Time,
) -> Result<()> {
    execute!(
        tx,
        "insert into template_approval (name, language, hash, statement_id, approved_at, until_at) \
         values ($1, $2, $3, $4, $5, $6) on conflict (name, language, hash) do update set \
         statement_id = excluded.statement_id, approved_at = excluded.approved_at, until_at = excluded.until_at",
        template.name.as_str(),
        template.language.as_str(),
        template.words.hash().0.as_str(),
        id.0,
        micros(now),
        micros(until)
    )?;
    Ok(())
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        // What is for one person is a timer of its own.
        let of = |kind: &str, only: &Option<Person>| {
            only.as_ref().map_or_else(|| kind.to_owned(), |person| format!("{kind}@{person}"))
        };
        match self {
            Self::Remind(id, only) => Written::new(of("statement.remind", only), id),
            Self::Deputies(id, only) => Written::new(of("statement.deputies", only), id),
            Self::Expire(id) => Written::new("statement.expire", id),
            Self::Handed(id, answer) => Written::new("statement.handed", id).with(answer),
            Self::PromiseSoon(id) => Written::new("statement.promise_soon", id),
            Self::PromiseDue(id) => Written::new("statement.promise_due", id),
            Self::Turns(which) => Written::new("delegation.turns", which),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        let (kind, only) = match written.kind.split_once('@') {
            Some((kind, person)) => (kind, Some(Person::stored(person))),
            None => (written.kind.as_str(), None),
        };
        let id = StatementId::parse(&written.subject);
        match kind {
            "statement.remind" => Some(Self::Remind(id?, only)),
            "statement.deputies" => Some(Self::Deputies(id?, only)),
            "statement.expire" => id.map(Self::Expire),
            "statement.handed" => Some(Self::Handed(id?, written.payload.clone())),
            "statement.promise_soon" => id.map(Self::PromiseSoon),
            "statement.promise_due" => id.map(Self::PromiseDue),
            "delegation.turns" => Some(Self::Turns(written.subject.clone())),
            _ => None,
        }
    }
}
