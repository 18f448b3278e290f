//! Words that are not those that were approved: somebody changed them where they are kept.

use super::write_down;
use crate::clock::Time;
use crate::home::{self, Home};
use crate::person::Actor;
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::rules::Rules;
use crate::statement::store::Stored;
use crate::statement::voice;
use crate::store::card::Card;
use crate::store::{Result, Tx, inbox};

/// The words in the store, or those that were to be sent, are not those that were approved: nothing of it goes out, and
/// everybody hears of it, once.
pub(super) async fn cry(tx: &mut Tx, home: &Home, rules: &Rules, stored: &Stored, now: Time) -> Result<()> {
    let statement = &stored.statement;
    let key = format!("{}:spoilt:{}", statement.id, statement.texts.hash().0);
    if !inbox::take(tx, &key, now).await? {
        return Ok(());
    }
    let approved = statement.approval().map(|approval| approval.hash.clone());
    write_down(tx, statement, &Actor::Squall, Happened::Spoilt { approved: approved.as_ref() }, now).await?;
    tell(tx, home, rules, stored, Told::Spoilt, now).await?;
    let (room, subject) = (home::ops(tx, home).await?, statement.id.to_string());
    if room.channel == stored.stand.channel && stored.stand.under.is_none() {
        return Ok(());
    }
    let card = Card { about: "statement", subject: &subject, channel: &room.channel };
    card.announce(tx, &format!("ops:{key}"), &voice::spoilt(room.locale, statement), now).await
}
