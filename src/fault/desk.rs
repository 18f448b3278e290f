//! A loop goes round its rows: what fails costs itself alone, is noted, and is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, RowOf, by_cause, pause, store, voice};
use crate::clock::{Time, micros};
use crate::home::{self, Home};
use crate::progress::Work;
use crate::store::card::Card;
use crate::store::{Result, Rows, Store, StoreError, Tx};

/// One round of a loop over rows. Each row's work is a transaction of its own, whose outcome is told to the round; at its
/// end the round notes what failed and forgets what works again.
pub struct Round<'a> {
    store: &'a Store,
    work: Work,
    now: Time,
    known: BTreeMap<RowOf, Fault>,
    failed: BTreeMap<RowOf, String>,
    well: BTreeSet<RowOf>,
}

impl<'a> Round<'a> {
    pub async fn begin(store: &'a Store, work: Work, now: Time) -> Result<Self> {
        let all = store::all(&mut store.read().await?).await?;
        let known = all.into_iter().filter(|fault| fault.work == work).map(|fault| (fault.of.clone(), fault));
        Ok(Self { store, work, now, known: known.collect(), failed: BTreeMap::new(), well: BTreeSet::new() })
    }

    /// Whether a row is left alone for now: it failed, a while ago or in this round.
    pub fn rests(&self, table: &str, row: &impl ToString) -> bool {
        let of = RowOf::new(table, row);
        self.failed.contains_key(&of) || self.known.get(&of).is_some_and(|fault| fault.again_at > self.now)
    }

    /// Until when it is left alone if it fails now.
    pub fn again_at(&self, table: &str, row: &impl ToString) -> Time {
        self.again(&RowOf::new(table, row))
    }

    /// How a row's work ended; nothing when it failed. What fails because of the database and not of the row is an
    /// error of the round.
    pub fn ended<T>(&mut self, table: &str, row: &impl ToString, outcome: Result<T>) -> Result<Option<T>> {
        let of = RowOf::new(table, row);
        match outcome {
            Ok(value) => {
                self.well.insert(of);
                Ok(Some(value))
            }
            Err(error @ (StoreError::Spoilt(_) | StoreError::Query(_))) => {
                self.failed(of, &error);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Those of some rows that can be read; the others are noted, each once a pause.
    pub fn readable<T>(&mut self, rows: Rows<T>) -> Vec<T> {
        for spoilt in rows.spoilt {
            let of = RowOf::from(&spoilt);
            if !self.rests(&of.table, &of.row) {
                self.failed(of, &StoreError::Spoilt(spoilt));
            }
        }
        rows.good
    }

    /// The same of a whole table: what was spoilt and is not any more is well.
    pub fn readable_of<T>(&mut self, table: &str, rows: Rows<T>) -> Vec<T> {
        let spoilt: BTreeSet<RowOf> = rows.spoilt.iter().map(RowOf::from).collect();
        let healed = self.known.keys().filter(|of| of.table == table && !spoilt.contains(of)).cloned();
        self.well.extend(healed.collect::<Vec<_>>());
        self.readable(rows)
    }

    /// The rows of a table that failed before.
    pub fn known(&self, table: &str) -> Vec<String> {
        self.known.keys().filter(|of| of.table == table).map(|of| of.row.clone()).collect()
    }

    /// It works again, or nobody needs it any more.
    pub fn heals(&mut self, table: &str, row: &impl ToString) {
        self.well.insert(RowOf::new(table, row));
    }

    /// Notes what failed, and forgets what works again. Answers whether anything is otherwise than before the round.
    pub async fn end(self) -> Result<bool> {
        let healed: Vec<&RowOf> =
            self.well.iter().filter(|of| self.known.contains_key(of) && !self.failed.contains_key(of)).collect();
        if self.failed.is_empty() && healed.is_empty() {
            return Ok(false);
        }
        let mut tx = self.store.write().await?;
        for (of, cause) in &self.failed {
            store::note(&mut tx, self.work, of, cause, self.again(of), self.now).await?;
        }
        for of in &healed {
            tracing::info!(work = %self.work, table = of.table, row = of.row, "works again");
            store::heal(&mut tx, self.work, of).await?;
        }
        tx.commit().await?;
        Ok(!healed.is_empty() || self.failed.keys().any(|of| !self.known.contains_key(of)))
    }

    fn again(&self, of: &RowOf) -> Time {
        self.now + pause(self.known.get(of).map_or(0, |fault| fault.tries).saturating_add(1))
    }

    fn failed(&mut self, of: RowOf, error: &StoreError) {
        let known = self.known.get(&of);
        say(self.work, &of, error, known.map_or(1, |fault| fault.tries.saturating_add(1)), self.again(&of));
        self.failed.insert(of, error.to_string());
    }
}

/// Notes rows that can't be read in the transaction of whoever goes on without them.
pub async fn note_spoilt<T>(tx: &mut Tx, work: Work, rows: Rows<T>, now: Time) -> Result<Vec<T>> {
    for spoilt in rows.spoilt {
        let (of, again_at) = (RowOf::from(&spoilt), now + pause(1));
        let error = StoreError::Spoilt(spoilt);
        say(work, &of, &error, 1, again_at);
        store::note(tx, work, &of, &error.to_string(), again_at, now).await?;
    }
    Ok(rows.good)
}

/// Tells the operators, once, of what they were not told of yet. One cause that many rows share is told once.
pub async fn tell(store: &Store, home: &Home, now: Time) -> Result<usize> {
    // Mostly there is nothing to tell, and looking does not keep the writer busy.
    if store::all(&mut store.read().await?).await?.iter().all(|fault| fault.told) {
        return Ok(0);
    }
    let mut tx = store.write().await?;
    let mut news = store::take_untold(&mut tx, now).await?;
    let mut old = store::all(&mut tx).await?;
    old.retain(|fault| !news.iter().any(|new| (new.work, &new.of) == (fault.work, &fault.of)));
    news.retain(|fault| !old.iter().any(|known| known.cause == fault.cause));
    if !news.is_empty() {
        let room = home::ops(&mut tx, home).await?;
        let card = Card { about: "fault", subject: "squall", channel: &room.channel };
        let post = voice::told(room.locale, &by_cause(&news));
        card.announce(&mut tx, &format!("told:{}", micros(now)), &post, now).await?;
    }
    tx.commit().await?;
    Ok(news.len())
}

/// In the log and in the metrics, by the row that is to be mended.
fn say(work: Work, of: &RowOf, error: &StoreError, tries: u32, again_at: Time) {
    let table = match error {
        StoreError::Spoilt(spoilt) => spoilt.table.to_owned(),
        _ => of.table.clone(),
    };
    metrics::counter!("squall_faults_total", "loop" => work.name(), "table" => table).increment(1);
    tracing::error!(work = %work, table = of.table, row = of.row, cause = %error, tries, %again_at,
        "left out for now; everything else goes on");
}
