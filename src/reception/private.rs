//! Incidents in private: the room is opened first, because nothing may be said before it is there.

use super::asking::Asking;
use super::{Answer, Answered, ReceptionError};
use crate::alert::desk::{Decision, Outcome, decide};
use crate::alert::{self, Alert};
use crate::chat::{ChatError, Place, Room};
use crate::gate::{Begin, Work};
use crate::id::{AlertId, IncidentId};
use crate::incident::{self, Incident, roles};
use crate::post::Post;
use crate::words::{Args, say, word};

/// By a person who saw it before the numbers did.
pub(super) async fn open(asking: &Asking<'_>, title: String) -> Answered {
    let room = room(asking, &title, &[]).await?;
    let mut tx = asking.begin().await?;
    let (home, by) = (asking.home(), &asking.may::<Begin>()?);
    let opened = incident::opening::by_hand(&mut tx, home, (title, true), by, &room, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(done(asking, opened)))
}

/// From an alert, which the others see as acknowledged.
pub(super) async fn aside(asking: &Asking<'_>, id: i64, title: Option<String>) -> Answered {
    let id = AlertId(id);
    let unknown = || Answer::new(alert::voice::unknown(asking.locale, id));
    let known: Alert = alert::store::get(&mut asking.read().await?, id).await?.ok_or_else(unknown)?;
    let room = room(asking, title.as_deref().unwrap_or(&known.name), &[]).await?;
    let mut tx = asking.begin().await?;
    let (home, by, now) = (asking.home(), &asking.may::<Work>()?, asking.now());
    let alert = match decide(&mut tx, home, id, by, Decision::Acknowledge, now).await? {
        Outcome::Done(alert) => *alert,
        // Somebody acknowledged it before: its numbers are what they were.
        Outcome::Late => known,
        Outcome::Unknown => return Err(unknown().into()),
    };
    let opened = incident::opening::aside(&mut tx, home, &alert, title, (by, &room), now).await?;
    asking.commit(tx).await?;
    Ok(Some(done(asking, opened)))
}

/// What all see is closed to everybody who is not named in it.
pub(super) async fn close(asking: &Asking<'_>, id: IncidentId) -> Answered {
    let mut tx = asking.read().await?;
    let meant = asking.incident(&mut tx, Some(id.0)).await?;
    let held = roles::store::held(&mut tx, id).await?;
    // Who may not do it opens no room.
    let may = incident::desk::may_decide(&mut tx, asking.home(), &meant, asking.by()).await;
    may.map_err(|error| asking.refuse(error, |locale, no| incident::voice::refused(locale, &meant, no)))?;
    drop(tx);
    let accounts = &asking.home().accounts;
    let named = held.iter().map(|held| accounts.on(&held.person, &asking.by().platform));
    let named: Vec<String> =
        named.filter(|person| person.platform == asking.by().platform).map(|person| person.user).collect();
    let room = room(asking, &meant.title, &named).await?;
    let mut tx = asking.begin().await?;
    let unknown = || Answer::new(incident::voice::unknown(asking.locale, id));
    let mut incident = incident::store::lock(&mut tx, id).await?.ok_or_else(unknown)?;
    let by = &asking.may::<Work>()?;
    let closed = incident::private::close(&mut tx, asking.home(), &mut incident, &room, by, asking.now()).await;
    closed.map_err(|error| asking.refuse(error, |locale, no| incident::voice::refused(locale, &incident, no)))?;
    asking.commit(tx).await?;
    Ok(Some(done(asking, Some(incident))))
}

fn done(asking: &Asking<'_>, opened: Option<Incident>) -> Answer {
    Answer::new(match opened {
        Some(incident) => incident::voice::done(asking.locale, &incident),
        None => Post::line(word(asking.locale, "common-not-here")),
    })
}

/// A room with the person and those who are named. The event's key makes it the same room when the event comes again.
async fn room(asking: &Asking<'_>, title: &str, named: &[String]) -> Result<Place, ReceptionError> {
    let mut people: Vec<&str> = named.iter().map(String::as_str).chain([asking.by().user.as_str()]).collect();
    people.sort_unstable();
    people.dedup();
    let beside = match &asking.home().channel {
        home if home.platform == asking.by().platform => home.clone(),
        _ => asking.channel(),
    };
    match asking.chat.open_room(&beside, &Room { title, key: &asking.event.key, people: &people }).await {
        Ok(room) => Ok(room),
        Err(error @ (ChatError::Retry { .. } | ChatError::Unknown { .. })) => Err(error.into()),
        Err(error) => {
            let args = Args::new().text("why", error.to_string());
            Err(Answer::new(Post::line(say(asking.locale, "incident-no-room", &args))).into())
        }
    }
}
