//! Looking whether the team is ready, and recording what keeps a plan alive.

use std::collections::BTreeSet;

use commands::Rehearsal;
use serde_json::json;

use super::Plan;
use super::check::{Facts, Readiness, check};
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Run};
use crate::home::Home;
use crate::people::{roster, speakers};
use crate::person::Actor;
use crate::playbook;
use crate::statement::{self, rules::Rules};
use crate::store::ledger::{self, Entry};
use crate::store::{Result, Tx, setting};
use crate::watch;

/// The scope of what is remembered of a plan.
const SCOPE: &str = "plan";

/// What is missing now.
pub async fn readiness(tx: &mut Tx, home: &Home, rules: &Rules, plan: &Plan, now: Time) -> Result<Readiness> {
    let (roster, speakers) = (roster::store::list(tx).await?, speakers::store::list(tx).await?);
    // The team's own language, and those that it listens in.
    let mut languages: BTreeSet<String> = [home.locale.tag().to_owned()].into();
    for watch in watch::store::list(tx).await?.good {
        languages.extend(watch.languages.iter().map(|language| language.tag().to_owned()));
    }
    let (reviewed, drilled) = (when(tx, Rehearsal::Review).await?, when(tx, Rehearsal::Drill).await?);
    let rules = &statement::roster::now(tx, rules, None, now).await?;
    let playbooks = playbook::store::current(tx, &plan.playbooks).await?;
    let playbooks = playbooks.as_ref();
    let (roster, speakers, languages) = (&roster, &speakers, &languages);
    let in_charge = home.everybody_in_charge() || home.charge.is_named();
    Ok(check(Facts { plan, playbooks, rules, roster, speakers, languages, in_charge, reviewed, drilled, now }))
}

async fn when(tx: &mut Tx, what: Rehearsal) -> Result<Option<Time>> {
    setting::word(tx, SCOPE, what.name(), setting::moment).await
}

/// It took place now.
pub async fn record(tx: &mut Tx, what: Rehearsal, by: &Allowed<Run>, now: Time) -> Result<()> {
    setting::set(tx, SCOPE, what.name(), &micros(now).to_string()).await?;
    let (actor, detail) = (Actor::from(by.by()), json!({ "what": what.name() }).to_string());
    let entry = Entry { at: now, actor: &actor, action: "plan.recorded", subject: what.name(), detail: &detail };
    ledger::append(tx, &entry).await.map(drop)
}
