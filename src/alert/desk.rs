//! What happens to alerts: each use case loads, decides purely, and saves facts, ledger and errands in the transaction
//! that it is given.

use chrono::Duration;

use super::card::card_in;
use super::fact::{self, Happened};
use super::{
    Alert, AlertState, AlreadyDecided, Due, Evidence, Figures, Kind, News, REVIEW_AFTER, direct, store, voice,
};
use crate::clock::{Time, micros};
use crate::gate::{Allowed, Work};
use crate::home::{Home, Room, also};
use crate::id::AlertId;
use crate::person::Actor;
use crate::signal::store::of_watch;
use crate::store::card;
use crate::store::{Result, Tx, timer};
use crate::watch::{self, Watch};

/// A snooze that ends says that it goes on when this many times the usual voices were heard within this time, and at
/// least a few.
const GOES_ON_WITHIN: Duration = Duration::minutes(30);
const GOES_ON_FACTOR: f64 = 2.0;
const GOES_ON_LEAST: f64 = 3.0;

/// What a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision<'a> {
    Acknowledge,
    Snooze { until: Time },
    Keep { reason: &'a str },
    Dismiss { reason: &'a str },
    Open,
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Done(Box<Alert>),
    /// Somebody was faster.
    Late,
    /// There is no such alert.
    Unknown,
}

/// Something is wrong with a watch: a new alert and its card.
pub async fn raise(
    tx: &mut Tx,
    home: &Home,
    watch: &Watch,
    figures: Figures,
    evidence: Evidence,
    now: Time,
) -> Result<Alert> {
    let mut alert = Alert {
        id: AlertId(0),
        watch: watch.id,
        name: watch.name.clone(),
        kind: Kind::Volume,
        figures,
        peak: figures.severity,
        evidence,
        raised_at: now,
        updated_at: now,
        over_at: None,
        state: AlertState::Raised,
    };
    alert.id = store::raise(tx, &alert).await?;
    let raised = Happened::Raised { watch: &alert.name, figures: &figures };
    fact::write(tx, &alert, &Actor::Squall, raised, now).await?;
    show(tx, home, &alert, now).await?;
    Ok(alert)
}

/// The numbers moved: the card shows them.
pub async fn update(
    tx: &mut Tx,
    home: &Home,
    id: AlertId,
    figures: Figures,
    evidence: Evidence,
    now: Time,
) -> Result<()> {
    let Some(mut alert) = store::lock(tx, id).await? else { return Ok(()) };
    (alert.figures, alert.evidence, alert.updated_at) = (figures, evidence, now);
    store::save(tx, &alert, now).await?;
    show(tx, home, &alert, now).await
}

/// It got worse: the card shows it, and the bot speaks again.
pub async fn escalate(
    tx: &mut Tx,
    home: &Home,
    id: AlertId,
    figures: Figures,
    evidence: Evidence,
    now: Time,
) -> Result<()> {
    let Some(mut alert) = store::lock(tx, id).await? else { return Ok(()) };
    if !alert.may_speak(now) {
        // A person was faster than the judgement.
        return update(tx, home, id, figures, evidence, now).await;
    }
    alert.escalate(figures);
    (alert.evidence, alert.updated_at) = (evidence, now);
    store::save(tx, &alert, now).await?;
    fact::write(tx, &alert, &Actor::Squall, Happened::Escalated { figures: &figures }, now).await?;
    show_and_say(tx, home, &alert, News::Escalated, now).await
}

/// It has calmed down.
pub async fn over(tx: &mut Tx, home: &Home, id: AlertId, now: Time) -> Result<()> {
    let Some(mut alert) = store::lock(tx, id).await?.filter(|alert| alert.over_at.is_none()) else { return Ok(()) };
    alert.over_at = Some(now);
    store::save(tx, &alert, now).await?;
    fact::write(tx, &alert, &Actor::Squall, Happened::Over, now).await?;
    show(tx, home, &alert, now).await
}

/// A person decides.
pub async fn decide(
    tx: &mut Tx,
    home: &Home,
    id: AlertId,
    by: &Allowed<Work>,
    decision: Decision<'_>,
    now: Time,
) -> Result<Outcome> {
    let Some(mut alert) = store::lock(tx, id).await? else { return Ok(Outcome::Unknown) };
    let (decided, happened) = match decision {
        Decision::Acknowledge => (alert.acknowledge(by), Happened::Acknowledged),
        Decision::Snooze { until } => (alert.snooze(by, until), Happened::Snoozed { until }),
        Decision::Keep { reason } => (alert.keep(by, reason), Happened::Kept { reason }),
        Decision::Dismiss { reason } => (alert.dismiss(by, reason), Happened::Dismissed { reason }),
        Decision::Open => (alert.open(by), Happened::Opened),
    };
    if decided == Err(AlreadyDecided) {
        return Ok(Outcome::Late);
    }
    store::save(tx, &alert, now).await?;
    fact::write(tx, &alert, &by.by().into(), happened, now).await?;
    match decision {
        Decision::Snooze { until } => timer::set(tx, &Due::Wake(id), until).await?,
        _ => timer::cancel(tx, &Due::Wake(id)).await?,
    }
    match decision {
        Decision::Keep { .. } => timer::set(tx, &Due::Review(id), now + REVIEW_AFTER).await?,
        _ => timer::cancel(tx, &Due::Review(id)).await?,
    }
    show(tx, home, &alert, now).await?;
    Ok(Outcome::Done(Box::new(alert)))
}

/// A snooze ended: the card is open again, and the bot says so when it still goes on.
pub async fn wake(tx: &mut Tx, home: &Home, id: AlertId, now: Time) -> Result<()> {
    let Some(mut alert) = store::lock(tx, id).await? else { return Ok(()) };
    if !alert.wake(now) {
        return Ok(());
    }
    store::save(tx, &alert, now).await?;
    fact::write(tx, &alert, &Actor::Squall, Happened::Awake, now).await?;
    if goes_on(tx, &alert, now).await? {
        return show_and_say(tx, home, &alert, News::Awake, now).await;
    }
    show(tx, home, &alert, now).await
}

/// It has been watched for a while: asks whether it is a crisis when it goes on, and looks again later when it does not.
/// In quiet hours the question waits.
pub async fn review(tx: &mut Tx, home: &Home, id: AlertId, now: Time) -> Result<()> {
    let Some(alert) = store::lock(tx, id).await? else { return Ok(()) };
    if !matches!(alert.state, AlertState::Kept { .. }) || alert.over_at.is_some() {
        return Ok(());
    }
    if let Some(end) = home.quiet_until(now, alert.figures.severity) {
        return timer::set(tx, &Due::Review(id), end).await;
    }
    if !goes_on(tx, &alert, now).await? {
        return timer::set(tx, &Due::Review(id), now + REVIEW_AFTER).await;
    }
    fact::write(tx, &alert, &Actor::Squall, Happened::Reviewed, now).await?;
    let (subject, name) = (id.to_string(), format!("review:{}", micros(now)));
    for room in rooms(tx, home, &alert).await? {
        let post = voice::review(room.locale, &alert);
        card_in(&subject, &room.channel).announce(tx, &name, &post, now).await?;
    }
    Ok(())
}

/// Quiet hours ended: what was raised within them is shown, calmed down or not, and what was to be said is said if it
/// still goes on.
pub async fn speak(tx: &mut Tx, home: &Home, id: AlertId, news: Option<News>, now: Time) -> Result<()> {
    let Some(alert) = store::lock(tx, id).await? else { return Ok(()) };
    match news.filter(|_| alert.over_at.is_none()) {
        Some(news) => show_and_say(tx, home, &alert, news, now).await,
        None => show(tx, home, &alert, now).await,
    }
}

/// Whether the public still says clearly more than it usually does.
async fn goes_on(tx: &mut Tx, alert: &Alert, now: Time) -> Result<bool> {
    let heard = of_watch(tx, alert.watch, now - GOES_ON_WITHIN, now).await?;
    let voices: f64 = heard.iter().map(|tally| tally.organic).sum();
    let windows = GOES_ON_WITHIN.as_seconds_f64() / 60.0 / f64::from(alert.figures.window_minutes.max(1));
    Ok(voices >= (alert.figures.expected * windows * GOES_ON_FACTOR).max(GOES_ON_LEAST))
}

/// The rooms where the alert's card stands, or where it would.
pub async fn rooms(tx: &mut Tx, home: &Home, alert: &Alert) -> Result<Vec<Room>> {
    let standing = card::channels(tx, &alert.id.to_string()).await?;
    if standing.is_empty() {
        let channel = watch::store::by_id(tx, alert.watch).await?.and_then(|watch| watch.channel);
        let mut rooms = vec![home.room(tx, channel.as_deref()).await?];
        for place in also(tx).await? {
            let room = home.room(tx, Some(&place.to_string())).await?;
            if !rooms.iter().any(|known| known.channel == room.channel) {
                rooms.push(room);
            }
        }
        return Ok(rooms);
    }
    let mut rooms = Vec::new();
    for channel in standing {
        rooms.push(home.room(tx, Some(&channel.to_string())).await?);
    }
    Ok(rooms)
}

async fn show(tx: &mut Tx, home: &Home, alert: &Alert, now: Time) -> Result<()> {
    let subject = alert.id.to_string();
    direct::show(tx, home, alert, now).await?;
    if matches!(alert.state, AlertState::Opened { .. }) {
        return timer::set(tx, &Due::Opened(alert.id), now).await;
    }
    if card::channels(tx, &subject).await?.is_empty()
        && let Some(end) = home.quiet_until(now, alert.figures.severity)
    {
        return timer::set(tx, &Due::Speak(alert.id, None), end).await;
    }
    for room in rooms(tx, home, alert).await? {
        card_in(&subject, &room.channel).show(tx, &voice::card(&room, alert), now).await?;
    }
    Ok(())
}

/// Shows the card, and says the news below it where the card was seen before. In quiet hours the news waits.
async fn show_and_say(tx: &mut Tx, home: &Home, alert: &Alert, news: News, now: Time) -> Result<()> {
    let subject = alert.id.to_string();
    let seen = !card::channels(tx, &subject).await?.is_empty();
    let direct = card::conversations(tx, &subject).await?;
    show(tx, home, alert, now).await?;
    if news == News::Escalated {
        direct::escalated(tx, home, alert, &direct, now).await?;
    }
    if !seen {
        return Ok(());
    }
    if let Some(end) = home.quiet_until(now, alert.figures.severity) {
        return timer::set(tx, &Due::Speak(alert.id, Some(news)), end).await;
    }
    let name = news.errand(now);
    for room in rooms(tx, home, alert).await? {
        let post = match news {
            News::Escalated => voice::escalated(room.locale, alert),
            News::Awake => voice::awake(room.locale, alert),
        };
        card_in(&subject, &room.channel).announce(tx, &name, &post, now).await?;
    }
    Ok(())
}
