//! The ledger: decisions, hash-chained, so that a changed, removed or re-ordered row is found offline.
//!
//! The hash of a row is SHA-256 over the hash before it and the row's fields, as [`netstrings`].

use sha2::{Digest, Sha256};

use super::{Result, Tx};
use crate::clock::{Time, micros};
use crate::person::Actor;
use crate::seal::{first_netstring, netstrings};
use crate::{execute, fetch_all, fetch_one};

/// Rows that are checked at a time.
const PAGE: i64 = 1_000;

/// One field of a row as a netstring; both engines write it like [`netstrings`].
macro_rules! netstring {
    ($column:literal) => {
        concat!("octet_length(cast(", $column, " as text)), ':', ", $column)
    };
}

/// A page of rows as one text, each as [`Row::written`] writes it: a value for each field would cost most of the time.
const WRITTEN: &str = concat!(
    "select string_agg(concat(",
    netstring!("prev_hash"),
    ", ",
    netstring!("seq"),
    ", ",
    netstring!("at"),
    ", ",
    netstring!("actor"),
    ", ",
    netstring!("action"),
    ", ",
    netstring!("subject"),
    ", ",
    netstring!("detail"),
    ", ",
    netstring!("hash"),
    "), '' order by seq) from (select * from ledger where seq > $1 order by seq limit $2) as page"
);

/// A decision as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    pub at: Time,
    /// Who decided.
    pub actor: &'a Actor,
    /// What: `alert.dismissed`.
    pub action: &'a str,
    /// About what: `A-7`.
    pub subject: &'a str,
    /// The rest, as JSON text.
    pub detail: &'a str,
}

/// A row of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Row {
    pub seq: i64,
    /// Microseconds since the Unix epoch.
    pub at: i64,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub detail: String,
    pub prev_hash: String,
    pub hash: String,
}

/// The first place where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("row {expected} is missing or out of order: row {found} stands in its place")]
    Order { expected: i64, found: i64 },
    #[error("row {0} was changed after it was written")]
    Changed(i64),
    #[error("the ledger ends at row {found}, but {expected} were written")]
    Short { expected: i64, found: i64 },
    #[error("row {0}, the last one, is not the one that was written: the head has another hash")]
    Replaced(i64),
    #[error("nothing was ever written down; is this the database, or was everything taken away?")]
    Empty,
}

/// Writes a decision down, in the transaction of the decision. Answers its number.
///
/// The head row is taken first, so that two writers can't chain onto the same row.
pub async fn append(tx: &mut Tx, entry: &Entry<'_>) -> Result<i64> {
    let (seq, prev_hash): (i64, String) =
        fetch_one!(tx, (i64, String), "update ledger_head set seq = seq + 1 where id = 1 returning seq, hash")?;
    let mut row = Row {
        seq,
        at: micros(entry.at),
        actor: entry.actor.to_string(),
        action: entry.action.to_owned(),
        subject: entry.subject.to_owned(),
        detail: entry.detail.to_owned(),
        prev_hash,
        hash: String::new(),
    };
    row.hash = hex::encode(Sha256::digest(row.sealed()));
    // Every decision passes here: who followed one in the log finds it by its subject and by this number.
    tracing::info!(seq, actor = %entry.actor, action = entry.action, subject = entry.subject, "written down");
    execute!(tx, "update ledger_head set hash = $1 where id = 1", row.hash.as_str())?;
    execute!(
        tx,
        "insert into ledger (seq, at, actor, action, subject, detail, prev_hash, hash) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.seq,
        row.at,
        row.actor.as_str(),
        entry.action,
        entry.subject,
        entry.detail,
        row.prev_hash.as_str(),
        row.hash.as_str()
    )?;
    Ok(seq)
}

/// Who decided something about a subject.
pub async fn actors(tx: &mut Tx, subject: &str) -> Result<Vec<Actor>> {
    let rows = fetch_all!(tx, (String,), "select distinct actor from ledger where subject = $1", subject)?;
    Ok(rows.into_iter().map(|(actor,)| Actor::stored(&actor)).collect())
}

/// How far the ledger was written: the number of its last row, and its hash.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    pub seq: i64,
    pub hash: String,
}

/// What the database keeps beside the rows, so that a last row that was cut off or changed is found.
pub async fn head(tx: &mut Tx) -> Result<Head> {
    fetch_one!(tx, Head, "select seq, hash from ledger_head where id = 1")
}

/// Every row, in order, and what the head says.
pub async fn read(tx: &mut Tx) -> Result<(Vec<Row>, Head)> {
    let rows = fetch_all!(
        tx,
        Row,
        "select seq, at, actor, action, subject, detail, prev_hash, hash from ledger order by seq"
    )?;
    Ok((rows, head(tx).await?))
}

/// Number, subject, action and detail of the rows whose action begins so, in order.
pub async fn of_actions(tx: &mut Tx, beginning: &str) -> Result<Vec<(i64, String, String, String)>> {
    fetch_all!(
        tx,
        (i64, String, String, String),
        "select seq, subject, action, detail from ledger where action like $1 order by seq",
        format!("{beginning}%")
    )
}

/// Reads the ledger in pages and checks it; answers its head when all rows hold. What is written meanwhile is checked too.
pub async fn check(tx: &mut Tx) -> Result<std::result::Result<Head, Broken>> {
    follow(tx, |_| ()).await
}

/// The same, and hands the hash of each row to somebody who counts on it.
pub async fn follow(tx: &mut Tx, mut each: impl FnMut(&str)) -> Result<std::result::Result<Head, Broken>> {
    let (mut chain, mut after) = (Chain::default(), i64::MIN);
    loop {
        let head = head(tx).await?;
        let (page,): (Option<String>,) = fetch_one!(tx, (Option<String>,), WRITTEN, after, PAGE)?;
        let Some(page) = page else { return Ok(chain.ends_at(&head).map(|()| head)) };
        if let Err(broken) = chain.follow(&page, &mut each) {
            return Ok(Err(broken));
        }
        after = chain.seq;
    }
}

/// Checks the chain. Pure, so that an export can be checked without a database. An export has no head: it holds as far as
/// it goes.
pub fn verify(rows: &[Row], head: Option<&Head>) -> std::result::Result<(), Broken> {
    let mut chain = Chain::default();
    rows.iter().try_for_each(|row| chain.follow(&row.written(), &mut |_| ()))?;
    let end = Head { seq: chain.seq, hash: chain.hash.clone() };
    chain.ends_at(head.unwrap_or(&end))
}

/// The chain as far as it was followed.
#[derive(Debug, Default)]
struct Chain {
    seq: i64,
    hash: String,
}

impl Chain {
    /// Follows rows as they are written, as far as they hold.
    fn follow(&mut self, mut rows: &str, each: &mut impl FnMut(&str)) -> std::result::Result<(), Broken> {
        while !rows.is_empty() {
            rows = self.take(rows).ok_or(Broken::Changed(self.seq + 1))??;
            each(&self.hash);
        }
        Ok(())
    }

    /// Takes the first row; answers those after it. None when it is not written as a row is.
    fn take<'a>(&mut self, rows: &'a str) -> Option<std::result::Result<&'a str, Broken>> {
        let (prev_hash, rest) = first_netstring(rows)?;
        let (seq, mut rest) = first_netstring(rest)?;
        for _ in ["at", "actor", "action", "subject", "detail"] {
            (_, rest) = first_netstring(rest)?;
        }
        let sealed = rows.get(..rows.len() - rest.len())?;
        let (hash, rest) = first_netstring(rest)?;
        let (expected, found) = (self.seq + 1, seq.parse().ok()?);
        if found != expected {
            return Some(Err(Broken::Order { expected, found }));
        }
        if prev_hash != self.hash || hash != hex::encode(Sha256::digest(sealed)) {
            return Some(Err(Broken::Changed(found)));
        }
        self.seq = found;
        self.hash.replace_range(.., hash);
        Some(Ok(rest))
    }

    fn ends_at(&self, head: &Head) -> std::result::Result<(), Broken> {
        match (self.seq, head.seq) {
            (found, expected) if found != expected => Err(Broken::Short { expected, found }),
            (last, _) if self.hash != head.hash => Err(Broken::Replaced(last)),
            _ => Ok(()),
        }
    }
}

impl Row {
    /// What its hash is of.
    fn sealed(&self) -> String {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        netstrings([&self.prev_hash, &seq, &at, &self.actor, &self.action, &self.subject, &self.detail])
    }

    /// What its hash is of, and the hash.
    fn written(&self) -> String {
        self.sealed() + netstrings([&self.hash]).as_str()
    }
}
