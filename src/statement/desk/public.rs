//! Statements in public: released without approval, published, taken back, and what takes their place.

use std::collections::BTreeSet;

use super::{Answer, At, New, No, change, draft, graver, saved};
use crate::id::StatementId;
use crate::incident;
use crate::statement::fact::Happened;
use crate::statement::news::Told;
use crate::statement::notice::tell;
use crate::statement::promise;
use crate::statement::store::{self, Stored};
use crate::statement::text::Words;
use crate::statement::{Kind, Refused, State, roster};
use crate::store::{Result, Tx};

/// Releases the words without approval, in writing.
pub async fn release(tx: &mut Tx, at: At<'_>, id: StatementId, why: &str) -> Answer<()> {
    let severities = match store::get(tx, id).await? {
        Some(stored) => graver::severities(tx, &stored.statement).await?,
        None => BTreeSet::new(),
    };
    let (stored, rules, ()) = change!(tx, at, id, |statement, rules| {
        let (policy, about) = (rules.strictest(statement, None, &severities), statement.texts.hash().clone());
        statement.break_glass(at.by, &about, why, (&policy, &rules.roster), at.now)
    });
    saved(tx, at, &stored, Happened::Released { why, as_human: &at.human() }).await?;
    tell(tx, at.home, &rules, &stored, Told::Released { by: at.by, why }, at.now).await?;
    Ok((stored, ()))
}

/// It stands in public. True when what was found there is what was approved, or nobody looked.
pub async fn publish(tx: &mut Tx, at: At<'_>, id: StatementId, link: &str, found: Option<Words>) -> Answer<bool> {
    let (stored, rules, same) = change!(tx, at, id, |statement, rules| {
        if rules.roster.outside.contains(&at.human()) {
            Err(Refused::Outside)
        } else {
            statement.publish(&at.by.into(), link, found.as_ref(), at.now)
        }
    });
    saved(tx, at, &stored, Happened::Published { link, found: found.as_ref(), same }).await?;
    let minutes = first_words(tx, at, &stored).await?;
    promise::desk::published(tx, at, &stored).await?;
    let told = if same { Told::Published { minutes } } else { Told::Differs };
    tell(tx, at.home, &rules, &stored, told, at.now).await?;
    take_the_place(tx, at, &stored).await?;
    Ok((stored, same))
}

/// Minutes from the incident's opening to its first words in public, when these are they.
async fn first_words(tx: &mut Tx, at: At<'_>, stored: &Stored) -> Result<Option<u64>> {
    let Some(id) = stored.statement.incident.filter(|_| stored.statement.kind != Kind::Memo) else { return Ok(None) };
    let Some(before) = incident::store::get(tx, id).await?.filter(|incident| incident.stated_at.is_none()) else {
        return Ok(None);
    };
    incident::reminders::stated(tx, at.home, id, at.now).await?;
    Ok(u64::try_from((at.now - before.opened_at).num_minutes()).ok())
}

/// Begins what shall take the place of a public statement; its card stands where the old one's does.
pub async fn replace(tx: &mut Tx, at: At<'_>, new: New, old: &Stored) -> Answer<()> {
    if !matches!(old.statement.state, State::Published(_)) {
        return Err(No::Refused(Refused::NotPublished, Box::new(old.statement.clone()), false).into());
    }
    draft(tx, at, new, old.stand.clone()).await
}

/// What it was written to replace is superseded now.
async fn take_the_place(tx: &mut Tx, at: At<'_>, stored: &Stored) -> Result<()> {
    let Some(old) = stored.statement.replaces else { return Ok(()) };
    let Some(mut replaced) = store::lock(tx, old).await? else { return Ok(()) };
    if !matches!(replaced.statement.state, State::Published(_)) {
        return Ok(());
    }
    if replaced.statement.supersede(stored.statement.id, at.now).is_ok() {
        saved(tx, at, &replaced, Happened::Superseded { by: stored.statement.id }).await?;
        let rules = roster::now(tx, at.rules, Some(&replaced.statement), at.now).await?;
        tell(tx, at.home, &rules, &replaced, Told::Superseded, at.now).await?;
    }
    Ok(())
}

/// It no longer holds.
pub async fn withdraw(tx: &mut Tx, at: At<'_>, id: StatementId, why: &str) -> Answer<()> {
    let (stored, rules, ()) = change!(tx, at, id, |statement, rules| {
        if rules.roster.outside.contains(&at.human()) {
            Err(Refused::Outside)
        } else {
            statement.withdraw(at.by, why, at.now)
        }
    });
    saved(tx, at, &stored, Happened::Withdrawn { why }).await?;
    tell(tx, at.home, &rules, &stored, Told::Withdrawn { by: at.by, why }, at.now).await?;
    Ok((stored, ()))
}
