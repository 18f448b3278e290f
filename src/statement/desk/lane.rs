//! The faster lane: words of a template that was approved in advance, with nothing but its placeholders filled in.

use chrono::Duration;

use super::write_down;
use crate::clock::Time;
use crate::person::Actor;
use crate::statement::fact::Happened;
use crate::statement::rules::Rules;
use crate::statement::template::Template;
use crate::statement::{Statement, store};
use crate::store::{Result, Tx};

/// How long an approval in advance is good for.
const GOOD: Duration = Duration::days(180);

/// The template whose lane a statement may take: every version of it fills in a template that is approved in advance.
pub(super) async fn of(tx: &mut Tx, rules: &Rules, statement: &Statement, now: Time) -> Result<Option<String>> {
    let Some(name) = &statement.template else { return Ok(None) };
    for variant in statement.texts.all() {
        let Some(template) = rules.templates.get(name, &variant.language) else { return Ok(None) };
        let filled = template.language == variant.language && template.is_filled_by(&variant.words);
        if !filled || !store::is_approved_in_advance(tx, template, now).await? {
            return Ok(None);
        }
    }
    Ok(Some(name.clone()))
}

/// Whether every version is its template as it stands, with its blanks and nothing else. It is reviewed as that, and published
/// by nobody.
pub(super) fn is_a_template(rules: &Rules, statement: &Statement) -> bool {
    let Some(name) = &statement.template else { return false };
    statement.texts.all().iter().all(|variant| {
        let template = rules.templates.get(name, &variant.language);
        template.is_some_and(|template| template.language == variant.language && template.words == variant.words)
    })
}

/// The words that were just approved may be those of a template as it stands, placeholders and all: from now on it has
/// its lane.
pub(super) async fn approved(tx: &mut Tx, rules: &Rules, statement: &Statement, now: Time) -> Result<()> {
    let Some(name) = &statement.template else { return Ok(()) };
    for variant in statement.texts.all() {
        let same = |template: &&Template| template.language == variant.language && template.words == variant.words;
        let Some(template) = rules.templates.get(name, &variant.language).filter(same) else { continue };
        store::approve_in_advance(tx, template, statement.id, now, now + GOOD).await?;
        let happened = Happened::TemplateApproved { template, until: now + GOOD };
        write_down(tx, statement, &Actor::Squall, happened, now).await?;
    }
    Ok(())
}
