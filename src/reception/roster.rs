//! Who has which part before a crisis begins, and who speaks for the company.

use chrono::NaiveDate;
use commands::{Role, RosterAdd, RosterCommand, RosterRemove, Speaker};

use super::asking::Asking;
use super::statement::people_moved;
use super::{Answer, Answered};
use crate::people::roster::{Member, desk, store, voice};
use crate::people::speakers;

/// Answers a command about the roster.
pub(super) async fn handle(asking: &Asking<'_>, command: RosterCommand) -> Answered {
    match command {
        RosterCommand::List(_) => list(asking).await,
        RosterCommand::Add(asked) => add(asking, asked).await,
        RosterCommand::Remove(asked) => remove(asking, asked).await,
        RosterCommand::Speaker(asked) => speaker(asking, asked).await,
    }
}

async fn list(asking: &Asking<'_>) -> Answered {
    let mut tx = asking.read().await?;
    let (roster, speakers) = (store::list(&mut tx).await?, speakers::store::list(&mut tx).await?);
    let departments = desk::departments(&mut tx, &roster).await?;
    let mut post = voice::list(asking.locale, &roster, &departments);
    post.blocks.extend(speakers::voice::list(asking.locale, &speakers));
    Ok(Some(Answer::new(post)))
}

async fn add(asking: &Asking<'_>, asked: RosterAdd) -> Answered {
    let person = asking.somebody(&asked.person).await?;
    let (by, now) = (&asking.run().await?, asking.now());
    let mut tx = asking.begin().await?;
    let member = Member { role: asked.role, person, seat: asked.seat };
    desk::add(&mut tx, &member, by, now).await?;
    if let Some(department) = &asked.department {
        desk::belongs(&mut tx, &member.person, department, by, now).await?;
    }
    people_moved(asking, &mut tx).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::done(asking.locale, "roster-added", asked.role, &member.person))))
}

async fn remove(asking: &Asking<'_>, asked: RosterRemove) -> Answered {
    let (who, by, now) = (asking.named(&asked.person), &asking.run().await?, asking.now());
    let mut tx = asking.begin().await?;
    let mut removed = desk::remove(&mut tx, asked.role, &who, by, now).await?;
    if asked.role == Role::Spokesperson {
        removed |= speakers::desk::remove(&mut tx, &who, by, now).await?;
    }
    people_moved(asking, &mut tx).await?;
    asking.commit(tx).await?;
    let key = if removed { "roster-removed" } else { "roster-absent" };
    Ok(Some(Answer::new(voice::done(asking.locale, key, asked.role, &who))))
}

async fn speaker(asking: &Asking<'_>, asked: Speaker) -> Answered {
    let person = asking.somebody(&asked.person).await?;
    let backup = asking.anybody(asked.backup.as_deref()).await?;
    let by = &asking.run().await?;
    let mut tx = asking.begin().await?;
    let said = speakers::Said {
        languages: asked.languages,
        topics: asked.topics,
        backup,
        trained: asked.trained.and_then(|day| NaiveDate::from_ymd_opt(day.year, day.month, day.day)),
    };
    let speaker = speakers::desk::record(&mut tx, &asking.home().accounts, &person, said, by, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(speakers::voice::recorded(asking.locale, &speaker))))
}
