//! Leases: which instance judges, schedules and holds a gateway.

use super::{Result, Tx};
use crate::clock::{Time, micros};
use crate::fetch_optional;

/// Takes or renews a lease until `until`. Answers its epoch, which grows with each new holder and fences off an old
/// one; nothing when another holder has it.
pub async fn hold(tx: &mut Tx, name: &str, holder: &str, now: Time, until: Time) -> Result<Option<i64>> {
    let held: Option<(i64,)> = fetch_optional!(
        tx,
        (i64,),
        "insert into lease (name, holder, epoch, held_until) values ($1, $2, 1, $3) \
         on conflict (name) do update set \
            epoch = case when lease.holder = excluded.holder then lease.epoch else lease.epoch + 1 end, \
            holder = excluded.holder, held_until = excluded.held_until \
         where lease.holder = excluded.holder or lease.held_until <= $4 \
         returning epoch",
        name,
        holder,
        micros(until),
        micros(now)
    )?;
    Ok(held.map(|(epoch,)| epoch))
}
