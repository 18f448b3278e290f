//! What waits for a person: their tasks, words that they have to approve, surveys that they did not answer, their actions.

use crate::clock::Time;
use crate::incident;
use crate::person::Person;
use crate::playbook;
use crate::post::{Rich, Span};
use crate::retro;
use crate::statement::{self, State, rules::Rules};
use crate::store::{StoreError, Tx};
use crate::words::Locale;

/// Tasks that are looked through.
const TASKS: i64 = 200;

/// A line for each thing, the most pressing first.
pub(super) async fn lines(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    locale: Locale,
    now: Time,
) -> Result<Vec<Rich>, StoreError> {
    let mut lines = votes(tx, rules, person, locale, now).await?;
    for task in playbook::store::left(tx, TASKS).await?.into_iter().rev() {
        if playbook::desk::owner(tx, &task).await?.is_some_and(|owner| rules.accounts().same(&owner, person)) {
            let mut line = playbook::voice::line(locale, &task, &[], now);
            line.0.push(Span::Words(format!(" · {}", task.incident)));
            lines.push(line);
        }
    }
    for survey in retro::store::all(tx).await? {
        if survey.is_open() && rules.accounts().among(person, survey.awaited()) {
            let incident = incident::store::get(tx, survey.incident).await?;
            let title = incident.map(|incident| retro::voice::title(locale, &survey, &incident));
            lines.extend(title.map(|title| Rich(vec![Span::Strong(title)])));
        }
    }
    let items = retro::action::store::open(tx).await?;
    lines.extend(
        items
            .iter()
            .filter(|item| rules.accounts().same(&item.owner, person))
            .map(|item| retro::action::voice::line(locale, item, now)),
    );
    Ok(lines)
}

/// Statements whose words miss this person's vote, and nobody's before it.
async fn votes(
    tx: &mut Tx,
    rules: &Rules,
    person: &Person,
    locale: Locale,
    now: Time,
) -> Result<Vec<Rich>, StoreError> {
    let mut lines = Vec::new();
    for id in statement::store::in_review(tx).await? {
        let Some(stored) = statement::store::get(tx, id).await? else { continue };
        let State::InReview(review) = &stored.statement.state else { continue };
        let rules = statement::roster::now(tx, rules, Some(&stored.statement), now).await?;
        let name = rules.human(person);
        let authors = rules.roster.humans(&stored.statement.authors);
        let mut groups = review.progress(&authors, &rules.roster).into_iter().filter(|group| group.asked);
        if !authors.contains(&name) && groups.any(|group| group.missing.contains(&name)) {
            lines.push(Rich(vec![Span::Strong(statement::voice::title(locale, &stored.statement))]));
        }
    }
    Ok(lines)
}
