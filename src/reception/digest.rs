//! `/crisis digest`: what happened since, now rather than on schedule.

use chrono::Duration;
use commands::Digest;

use super::asking::Asking;
use super::{Answer, ReceptionError};
use crate::digest::desk;
use crate::watch;

/// How far back a digest looks when nobody said, in minutes.
const DIGEST_MINUTES: u32 = 24 * 60;

/// A digest of one watch, or of all in short.
pub(super) async fn answer(asking: &Asking<'_>, asked: &Digest) -> Result<Answer, ReceptionError> {
    let minutes = asked.period.map_or(DIGEST_MINUTES, |period| period.minutes);
    let (watch, period) = (asked.watch.as_deref(), Duration::minutes(i64::from(minutes)));
    let (zone, now) = (asking.home().zone, asking.now());
    if let Some(post) = desk::on_demand(&asking.reception.setup.store, watch, period, asking.locale, zone, now).await? {
        return Ok(Answer { about: "digest", ..Answer::new(post) });
    }
    let mut tx = asking.read().await?;
    let post = match watch {
        Some(name) => {
            let found = watch::desk::find(&mut tx, name).await;
            found.map_err(|error| asking.refuse(error, watch::voice::refused))?;
            watch::voice::list(asking.locale, &[])
        }
        None => watch::voice::list(asking.locale, &[]),
    };
    Ok(Answer::new(post))
}
