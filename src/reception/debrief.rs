//! The meeting after an incident: called by command, answered by buttons and a form.

use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use commands::{DebriefAction, DebriefVerb, Moment, RetroDebrief};

use super::asking::{Act, Asking, answer};
use super::{Answer, Answered};
use crate::clock::{Time, when_shown};
use crate::gate::{Asked, Work};
use crate::id::DebriefId;
use crate::people;
use crate::retro::debrief::{NotNow, Refused, desk, voice};
use crate::store::Tx;

/// Calls a debrief, or moves the one that is called.
pub(super) async fn call(asking: &Asking<'_>, asked: &RetroDebrief) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.ended(&mut tx, asked.incident).await?;
    let (home, by, now) = (asking.home(), &asking.may::<Work>()?, asking.now());
    let zone = people::store::settings(&mut tx, by).await?.zone_or(home);
    let done = match moment(asked.when, zone) {
        Some(at) => desk::call(&mut tx, home, &incident, at, by, now).await,
        None => Err(Refused::NotNow(NotNow::Past).into()),
    };
    told(asking, tx, "debrief-done-call", done).await
}

/// A button of a debrief, or the form that it opened.
pub(super) async fn act(asking: &Asking<'_>, action: DebriefAction, act: Act<'_>) -> Answered {
    let DebriefAction { verb, debrief } = action;
    let summary = match (verb, act) {
        (DebriefVerb::Summary, Act::Pressed { trigger }) => {
            return asking.open(trigger, &voice::form(asking.locale, debrief)).await;
        }
        (DebriefVerb::Summary, Act::FilledIn(answers)) => answer(answers, "summary"),
        (DebriefVerb::Come | DebriefVerb::Miss | DebriefVerb::There, _) => "",
    };
    let mut tx = asking.begin().await?;
    let (home, now, id) = (asking.home(), asking.now(), DebriefId(debrief));
    let asked = || asking.may::<Asked>();
    let (key, done) = match verb {
        DebriefVerb::Come => ("debrief-done-come", desk::reply(&mut tx, home, id, true, &asked()?, now).await),
        DebriefVerb::Miss => ("debrief-done-miss", desk::reply(&mut tx, home, id, false, &asked()?, now).await),
        DebriefVerb::There => ("debrief-done-there", desk::attend(&mut tx, home, id, &asked()?, now).await),
        DebriefVerb::Summary => {
            ("debrief-done-hold", desk::hold(&mut tx, home, id, summary, &asking.may::<Work>()?, now).await)
        }
    };
    told(asking, tx, key, done).await
}

async fn told(asking: &Asking<'_>, tx: Tx, key: &str, done: desk::Answer) -> Answered {
    let debrief = done.map_err(|error| asking.refuse(error, |locale, no| voice::refused(locale, *no)))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("debrief", debrief.id, voice::done(asking.locale, key, &debrief))))
}

/// In the zone of whoever wrote it.
fn moment(when: Moment, zone: Tz) -> Option<Time> {
    let day = NaiveDate::from_ymd_opt(when.day.year, when.day.month, when.day.day)?;
    when_shown(zone, day.and_hms_opt(0, 0, 0)? + Duration::minutes(when.minutes.into()))
}
