//! Gathering what is known from before, and saying it when something alike begins.

use std::collections::BTreeMap;

use super::{Case, voice};
use crate::clock::Time;
use crate::home::Home;
use crate::id::IncidentId;
use crate::incident::desk::say;
use crate::incident::similar::{Past, alike};
use crate::incident::{self, situation};
use crate::retro::action::{self, Item};
use crate::retro::{results, store};
use crate::store::{Result, Tx};

/// Every incident that is over, newest first, with what it taught.
pub async fn all(tx: &mut Tx) -> Result<Vec<Case>> {
    let past = incident::store::past(tx).await?;
    whole(tx, past).await
}

/// With what people said and did after each.
async fn whole(tx: &mut Tx, past: Vec<Past>) -> Result<Vec<Case>> {
    if past.is_empty() {
        return Ok(Vec::new());
    }
    let mut said: BTreeMap<IncidentId, Vec<String>> = BTreeMap::new();
    for survey in store::all(tx).await? {
        // Before the end nobody sees what others said; what must not be shown is not kept after it.
        let texts = results::results(&survey).texts;
        let answers = texts.into_iter().flat_map(|text| {
            let question = survey.questions[text.question].id.clone();
            text.answers.into_iter().map(move |(_, words)| (question.clone(), words))
        });
        said.entry(survey.incident).or_default().extend(Case::telling(answers));
    }
    let mut actions: BTreeMap<IncidentId, Vec<Item>> = BTreeMap::new();
    for item in action::store::all(tx).await? {
        actions.entry(item.incident).or_default().push(item);
    }
    let case = |past: Past| {
        let (said, actions) = (said.remove(&past.id).unwrap_or_default(), actions.remove(&past.id).unwrap_or_default());
        Case { past, said, actions }
    };
    Ok(past.into_iter().map(case).collect())
}

/// An incident has begun: what alike ones taught is said in its thread, once.
pub async fn begun(tx: &mut Tx, home: &Home, id: IncidentId, now: Time) -> Result<()> {
    let Some(incident) = incident::store::get(tx, id).await? else { return Ok(()) };
    let watch = situation::store::get(tx, id).await?.and_then(|situation| situation.watch);
    let alike = alike(&incident, watch, incident::store::past(tx).await?);
    let mut cases = whole(tx, alike).await?;
    cases.retain(Case::teaches);
    if cases.is_empty() {
        return Ok(());
    }
    say(tx, home, &incident, "cases", now, |locale| voice::alike(locale, &cases)).await
}
