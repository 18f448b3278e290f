//! Giving one's vote to somebody else for a while, and taking it back.

use chrono::NaiveDate;
use serde_json::json;

use super::{Given, Wrong, days, store};
use crate::clock::micros;
use crate::people;
use crate::person::Person;
use crate::statement::Due;
use crate::statement::desk::{At, people_moved};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx, timer};

/// Gives one's vote to another until the end of a day.
pub async fn give(
    tx: &mut Tx,
    at: At<'_>,
    to: &Person,
    first: Option<NaiveDate>,
    last: NaiveDate,
) -> Result<std::result::Result<Given, Wrong>> {
    let (of, to) = (at.person(), at.rules.person(to));
    if of == to {
        return Ok(Err(Wrong::Oneself));
    }
    if [&of, &to].into_iter().any(|person| at.rules.roster.outside.contains(person)) {
        return Ok(Err(Wrong::Outside));
    }
    let zone = people::store::settings(tx, at.by).await?.zone_or(at.home);
    let (from, until) = match days(first, last, zone, at.now) {
        Ok(days) => days,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let given = Given { of, to, from, until };
    store::add(tx, &given, at.now).await?;
    let detail = json!({ "of": given.of, "to": given.to, "from": from, "until": until });
    write_down(tx, at, "delegation.given", &given.of, &detail.to_string()).await?;
    for turn in [from, until] {
        let subject = format!("{} {} {}", given.of, given.to, micros(turn));
        timer::set(tx, &Due::Turns(subject), turn).await?;
    }
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(Ok(given))
}

/// Takes it back.
pub async fn end(tx: &mut Tx, at: At<'_>, to: &Person) -> Result<std::result::Result<(), Wrong>> {
    let (of, to) = (at.person(), at.rules.person(to));
    if !store::end(tx, &of, &to, at.now).await? {
        return Ok(Err(Wrong::Nothing));
    }
    write_down(tx, at, "delegation.ended", &of, &json!({ "of": of, "to": to }).to_string()).await?;
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(Ok(()))
}

async fn write_down(tx: &mut Tx, at: At<'_>, action: &str, subject: &str, detail: &str) -> Result<()> {
    let actor = at.by.to_string();
    ledger::append(tx, &Entry { at: at.now, actor: &actor, action, subject, detail }).await.map(drop)
}
