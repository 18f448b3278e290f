//! The clock's door: timers that are due reach their desk.

use crate::alert;
use crate::clock::Time;
use crate::home::Home;
use crate::id::AlertId;
use crate::store::timer::{self, Timer};
use crate::store::{Store, StoreError, Tx};

/// Timers that are done in one transaction.
const AT_ONCE: i64 = 100;

/// Does what is due now; answers how many timers fired. A timer and what it causes are one transaction.
pub async fn fire(store: &Store, home: &Home, now: Time) -> Result<usize, StoreError> {
    let mut tx = store.write().await?;
    let due = timer::take_due(&mut tx, now, AT_ONCE).await?;
    for timer in &due {
        one(&mut tx, home, timer, now).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

async fn one(tx: &mut Tx, home: &Home, timer: &Timer, now: Time) -> Result<(), StoreError> {
    match (timer.kind.as_str(), AlertId::parse(&timer.subject)) {
        (alert::desk::WAKE, Some(id)) => alert::desk::wake(tx, home, id, now).await,
        (alert::desk::SPEAK, Some(id)) => alert::desk::speak(tx, home, id, &timer.payload, now).await,
        (kind, _) => {
            tracing::error!(kind, subject = timer.subject, "nobody knows this timer; it is left out");
            Ok(())
        }
    }
}
