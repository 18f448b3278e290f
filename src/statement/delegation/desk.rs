//! Giving one's vote to somebody else for a while, and taking it back.

use chrono::NaiveDate;
use serde_json::json;

use super::{Given, Wrong, days, store};
use crate::clock::micros;
use crate::people;
use crate::person::Person;
use crate::refusal::Decided;
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
) -> Decided<Given, Wrong> {
    let accounts = at.rules.accounts();
    if accounts.same(at.by, to) {
        return Err(Wrong::Oneself.into());
    }
    if [at.by, to].into_iter().any(|person| at.rules.roster.outside.contains(&accounts.human(person))) {
        return Err(Wrong::Outside.into());
    }
    let zone = people::store::settings(tx, at.by).await?.zone_or(at.home);
    let (from, until) = days(first, last, zone, at.now)?;
    let given = Given { of: at.by.clone(), to: to.clone(), from, until };
    store::add(tx, &given, at.now).await?;
    let detail = json!({ "of": given.of, "to": given.to, "from": from, "until": until });
    write_down(tx, at, "delegation.given", &given.of.to_string(), &detail.to_string()).await?;
    for turn in [from, until] {
        let subject = format!("{} {} {}", given.of, given.to, micros(turn));
        timer::set(tx, &Due::Turns(subject), turn).await?;
    }
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(given)
}

/// Takes it back, by whichever accounts it was given.
pub async fn end(tx: &mut Tx, at: At<'_>, to: &Person) -> Decided<(), Wrong> {
    let accounts = at.rules.accounts();
    let mut ended = None;
    for given in store::in_force(tx, at.now).await? {
        if accounts.same(at.by, &given.of) && accounts.same(to, &given.to) {
            store::end(tx, &given, at.now).await?;
            ended = Some(given);
        }
    }
    let Some(Given { of, to, .. }) = ended else { return Err(Wrong::Nothing.into()) };
    write_down(tx, at, "delegation.ended", &of.to_string(), &json!({ "of": of, "to": to }).to_string()).await?;
    people_moved(tx, at.home, at.rules, at.now).await?;
    Ok(())
}

async fn write_down(tx: &mut Tx, at: At<'_>, action: &str, subject: &str, detail: &str) -> Result<()> {
    let actor = at.by.into();
    ledger::append(tx, &Entry { at: at.now, actor: &actor, action, subject, detail }).await.map(drop)
}
