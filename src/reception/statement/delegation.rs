//! Who votes for whom.

use chrono::NaiveDate;
use commands::{Day, Delegate, Undelegate};

use super::{at, faces};
use crate::gate::Own;
use crate::reception::asking::Asking;
use crate::reception::{Answer, Answered};
use crate::statement::delegation::{Wrong, desk, store, voice};

/// Shows who votes for whom now.
pub(super) async fn list(asking: &Asking<'_>) -> Answered {
    let given = store::in_force(&mut asking.read().await?, asking.now()).await?;
    Ok(Some(Answer::new(voice::list(asking.locale, &faces(asking), &given))))
}

/// Gives one's vote to somebody for some days.
pub(super) async fn give(asking: &Asking<'_>, asked: Delegate) -> Answered {
    let past = || Answer::new(voice::wrong(asking.locale, Wrong::Over));
    let last = date(asked.until).ok_or_else(past)?;
    let (person, first) = (asking.somebody(&asked.person).await?, asked.from.and_then(date));
    let mut tx = asking.begin().await?;
    let given = desk::give(&mut tx, at(asking, &asking.may::<Own>()?), &person, first, last).await;
    let given = given.map_err(|error| asking.refuse(error, |locale, wrong| voice::wrong(locale, *wrong)))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::given(asking.locale, &faces(asking), &given))))
}

/// Takes it back.
pub(super) async fn end(asking: &Asking<'_>, asked: Undelegate) -> Answered {
    let mut tx = asking.begin().await?;
    let ended = desk::end(&mut tx, at(asking, &asking.may::<Own>()?), &asking.named(asked.person)).await;
    ended.map_err(|error| asking.refuse(error, |locale, wrong| voice::wrong(locale, *wrong)))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::ended(asking.locale))))
}

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year, day.month, day.day)
}
