//! Who votes for whom.

use chrono::NaiveDate;
use commands::{Day, Delegate, Undelegate};

use super::{at, faces};
use crate::reception::asking::Asking;
use crate::reception::{Answer, Answered};
use crate::statement::delegation::{desk, store, voice};

/// Shows who votes for whom now.
pub(super) async fn list(asking: &Asking<'_>) -> Answered {
    let given = store::in_force(&mut asking.read().await?, asking.now()).await?;
    Ok(Some(Answer::new(voice::list(asking.locale, &faces(asking), &given))))
}

/// Gives one's vote to somebody for some days.
pub(super) async fn give(asking: &Asking<'_>, asked: Delegate) -> Answered {
    let Some(last) = date(asked.until) else { return Ok(None) };
    let (person, first) = (asking.somebody(&asked.person).await?, asked.from.and_then(date));
    let mut tx = asking.begin().await?;
    let given = desk::give(&mut tx, at(asking), &person, first, last).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(match given {
        Ok(given) => voice::given(asking.locale, &faces(asking), &given),
        Err(wrong) => voice::wrong(asking.locale, wrong),
    })))
}

/// Takes it back.
pub(super) async fn end(asking: &Asking<'_>, asked: Undelegate) -> Answered {
    let mut tx = asking.begin().await?;
    let ended = desk::end(&mut tx, at(asking), &asking.named(asked.person)).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(match ended {
        Ok(()) => voice::ended(asking.locale),
        Err(wrong) => voice::wrong(asking.locale, wrong),
    })))
}

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year, day.month, day.day)
}
