//! Giving one's vote to somebody else for a while, and taking it back.

use chrono::NaiveDate;
use serde_json::json;

use super::{Given, Wrong, days, store};
use crate::clock::micros;
use crate::people;
use crate::person::Person;
use crate::refusal::Decided;
use crate::statement::desk::{At, people_moved};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx, timer};

/// A delegation begins or ends: whose turn it is may be another's.
pub const TURNS: &str = "delegation.turns";

/// Gives one's vote to another until the end of a day.
pub async fn give(
    tx: &mut Tx,
    at: At<'_>,
    to: &Person,
    first: Option<NaiveDate>,
    last: NaiveDate,
) -> Decided<Given, Wrong> {
    let (of, to) = (at.person(), at.rules.person(to));
    if of == to {
        return Err(Wrong::Oneself.into());
    }
    if [&of, &to].into_iter().any(|person| at.rules.roster.outside.contains(person)) {
        return Err(Wrong::Outside.into());
    }
    let zone = people::store::settings(tx, at.by).await?.zone_or(at.home);
    let (from, until) = days(first, last, zone, at.now)?;
    let given = Given { of, to, from, until };
    store::add(tx, &given, at.now).await?;
    let detail = json!({ "of": given.of, "to": given.to, "from": from, "until": until });
    write_down(tx, at, "delegation.given", &given.of, &detail.to_string()).await?;
    for turn in [from, until] {
        let subject = format!("{} {} {}", given.of, given.to, micros(turn));
        timer::set(tx, TURNS, &subject, "", turn).await?;
    }
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(given)
}

/// Takes it back.
pub async fn end(tx: &mut Tx, at: At<'_>, to: &Person) -> Decided<(), Wrong> {
    let (of, to) = (at.person(), at.rules.person(to));
    if !store::end(tx, &of, &to, at.now).await? {
        return Err(Wrong::Nothing.into());
    }
    write_down(tx, at, "delegation.ended", &of, &json!({ "of": of, "to": to }).to_string()).await?;
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(())
}

async fn write_down(tx: &mut Tx, at: At<'_>, action: &str, subject: &str, detail: &str) -> Result<()> {
    let actor = at.by.to_string();
    ledger::append(tx, &Entry { at: at.now, actor: &actor, action, subject, detail }).await.map(drop)
}
