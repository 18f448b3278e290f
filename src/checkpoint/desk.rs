//! Every day a checkpoint is signed and posted, in the transaction that read the ledger; never of one that does not hold.

use chrono::Duration;

use super::note::Signer;
use super::{Anchor, Beginning, Checkpoint, Due, voice};
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::store::card::Card;
use crate::store::ledger::{self, Broken};
use crate::store::{Result, Tx, timer};

/// From now on it is posted every day; what is set already stays.
pub async fn begin(tx: &mut Tx, now: Time) -> Result<()> {
    if timer::is_set(tx, &Due::Daily).await? { Ok(()) } else { timer::set(tx, &Due::Daily, now).await }
}

/// A day has passed. Without a key nothing is posted any more.
pub async fn daily(tx: &mut Tx, home: &Home, anchor: Option<&Anchor>, now: Time) -> Result<()> {
    let Some(anchor) = anchor else { return Ok(()) };
    timer::set(tx, &Due::Daily, now + Duration::days(1)).await?;
    let locale = home.locale(tx, &anchor.channel).await?;
    let post = match signed(tx, &anchor.signer).await? {
        // A ledger without rows has nothing to be held to.
        Ok((0, _)) => return Ok(()),
        Ok((rows, note)) => voice::checkpoint(locale, rows, &note),
        Err(broken) => {
            tracing::error!(%broken, "the ledger does not hold; run squall audit verify, and ask who changed it");
            voice::broken(locale)
        }
    };
    let card = Card { about: "checkpoint", subject: "ledger", channel: &anchor.channel };
    card.announce(tx, &micros(now).to_string(), &post, now).await
}

/// The ledger as it is, signed, and how many rows it has; or where it does not hold.
pub async fn signed(tx: &mut Tx, signer: &Signer) -> Result<std::result::Result<(u64, String), Broken>> {
    let mut rows = Beginning::of(None);
    Ok(ledger::follow(tx, |hash| rows.take(hash)).await?.map(|_| {
        let checkpoint = Checkpoint::of(signer.name(), rows.tree());
        (checkpoint.size, signer.sign(&checkpoint.body()))
    }))
}
