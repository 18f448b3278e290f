//! Decisions about conduct: begun, said yes or no to, done, lifted; and what time does to them.

use chrono::Duration;

use super::fact::{About, Happened};
use super::{Heard, Kind, Measure, Refused, Said, State, Step, store, voice};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::conduct::{Due, Policy};
use crate::fact::{self, Subject};
use crate::gate::{Allowed, Work};
use crate::home::Home;
use crate::id::{IncidentId, MeasureId};
use crate::incident::Refused as NotYours;
use crate::incident::desk::{may_decide, say, show as show_card, show_within, tell};
use crate::incident::{self, Incident, Role, permission, roles};
use crate::people::{self, roster};
use crate::person::{Actor, Person};
use crate::refusal::Decided;
use crate::store::{Result, Tx, timer};

/// How long after its owner the thread hears that an audience waits.
const AGAIN: Duration = Duration::minutes(15);
/// How often it is asked whether a closed channel opens again.
const ASK_AGAIN: Duration = Duration::days(1);

/// What is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct New {
    pub what: String,
    pub why: String,
    pub basis: String,
    pub owner: Option<Person>,
    pub minutes: Option<u32>,
    /// Who is briefed.
    pub people: Vec<Person>,
}

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed<'a> {
    Says(Said),
    Go,
    /// With the reason.
    Lift(&'a str),
}

/// As it is now, or why not.
pub type Answer = Decided<Measure, Refused>;

/// A person decides something, or proposes it.
pub async fn begin(
    tx: &mut Tx,
    home: &Home,
    policy: &Policy,
    (incident, kind): (&Incident, Kind),
    new: New,
    by: &Allowed<Work>,
    now: Time,
) -> Answer {
    if incident.state.is_over() {
        return Err(Refused::Incident(Box::new(incident.clone()), NotYours::Over).into());
    }
    if kind == Kind::Takedown && !policy.guidelines.contains_key(&new.basis) {
        return Err(Refused::Rule(policy.guidelines.clone().into_iter().collect()).into());
    }
    if kind == Kind::Brief && new.people.is_empty() {
        return Err(Refused::Nobody.into());
    }
    // Two who decide the same at once do it one after the other.
    let _ = incident::store::lock(tx, incident.id).await?;
    if let Some(there) = store::of(tx, incident.id).await?.iter().find(|known| known.is_like(kind, &new.what)) {
        return Err(Refused::There(there.id).into());
    }
    let mut measure = Measure {
        id: MeasureId(0),
        incident: incident.id,
        kind,
        what: new.what,
        why: new.why,
        basis: new.basis,
        owner: new.owner,
        minutes: new.minutes,
        needs: if kind == Kind::Shut { policy.quorum } else { 0 },
        due: None,
        state: State::Asked,
        people: new.people.into_iter().map(|person| (person, Said::Waits)).collect(),
        by: by.by().clone(),
        at: now,
    }
    .begin(by, others_vote(tx, home, incident.id, by).await?.is_none(), now);
    measure.id = store::add(tx, &measure).await?;
    record(tx, &measure, Happened::Begun, &by.by().into(), now).await?;
    if kind == Kind::Brief {
        for person in measure.waiting() {
            let locale = people::store::to_reach(tx, &person).await?.locale_or(home);
            let post = voice::briefing(locale, incident, &measure, by);
            tell(tx, incident, &Place::direct(&person), &format!("{}:brief", measure.id), &post, now).await?;
        }
    }
    follow(tx, home, incident, &measure, now).await?;
    Ok(measure)
}

/// Somebody says yes or no to it, does it, or ends it. Two who do so at once do it one after the other.
pub async fn change(tx: &mut Tx, home: &Home, id: MeasureId, deed: Deed<'_>, by: &Allowed<Work>, now: Time) -> Answer {
    let Some(mut measure) = store::lock(tx, id).await? else { return Err(Refused::Unknown(id).into()) };
    let Some(incident) = incident::store::get(tx, measure.incident).await? else {
        return Err(Refused::Unknown(id).into());
    };
    let who = Actor::from(by.by());
    if is_for_who_decides(&measure, deed, home.accounts.same(&measure.by, by)) {
        let not_theirs = |no| Refused::Incident(Box::new(incident.clone()), no);
        may_decide(tx, home, &incident, by).await.map_err(|error| error.map(not_theirs))?;
    }
    if measure.kind == Kind::Shut
        && matches!(deed, Deed::Says(_))
        && let Some(others) = others_vote(tx, home, incident.id, by).await?
    {
        return Err(Refused::NoVote(id, others).into());
    }
    let asked_as = measure.asked_as(by, &home.accounts);
    let before = measure.state.clone();
    let (happened, done) = match deed {
        Deed::Says(Said::No) => (Happened::Against, measure.says(&asked_as, Said::No, now)),
        Deed::Says(said) => (Happened::Agreed, measure.says(&asked_as, said, now)),
        Deed::Go => (Happened::Done, measure.go(now).map(|()| Heard::Counted)),
        Deed::Lift(why) => (Happened::Lifted, measure.lift(&who, why, now).map(|()| Heard::Counted)),
    };
    let heard = done.map_err(|not_now| Refused::NotNow(id, not_now))?;
    store::save(tx, &measure).await?;
    record(tx, &measure, happened, &who, now).await?;
    if before == State::Asked && measure.state == State::Holds && happened == Happened::Agreed {
        record(tx, &measure, Happened::Decided, &Actor::Squall, now).await?;
    }
    // A card that is edited wakes nobody: what changes how all speak is said too.
    let is_new = heard == Heard::Complete || !matches!(deed, Deed::Says(_));
    if is_new && matches!(measure.kind, Kind::Hold | Kind::Shut | Kind::Brief) {
        announce(tx, home, &incident, &measure, now).await?;
    }
    follow(tx, home, &incident, &measure, now).await?;
    Ok(measure)
}

/// How many people's words count in an incident, when this person's does not.
async fn others_vote(tx: &mut Tx, home: &Home, incident: IncidentId, by: &Person) -> Result<Option<usize>> {
    let (held, roster) = (roles::store::held(tx, incident).await?, roster::store::list(tx).await?);
    let counts = permission::votes(&home.accounts, by, &held, &roster);
    Ok((!counts).then(|| permission::voters(&home.accounts, &held, &roster).len()))
}

/// Who was asked may say yes or no, and anybody that something was sent or deleted. What others began, others who decide end.
fn is_for_who_decides(measure: &Measure, deed: Deed<'_>, own: bool) -> bool {
    match deed {
        Deed::Says(_) => false,
        Deed::Go => matches!(measure.kind, Kind::Brief | Kind::Shut),
        Deed::Lift(_) => !own,
    }
}

/// Its time has come: a pause ends, a closed channel is looked at again, an audience waits.
pub async fn due(tx: &mut Tx, home: &Home, id: MeasureId, step: Step, now: Time) -> Result<()> {
    let Some(mut measure) = store::lock(tx, id).await?.filter(|measure| measure.is_due(now)) else { return Ok(()) };
    let Some(incident) = incident::store::get(tx, measure.incident).await? else { return Ok(()) };
    let is_over = incident.state.is_over();
    match measure.kind {
        Kind::Hold => {
            if measure.lift(&Actor::Squall, "", now).is_ok() {
                store::save(tx, &measure).await?;
                record(tx, &measure, Happened::Lifted, &Actor::Squall, now).await?;
                announce(tx, home, &incident, &measure, now).await?;
            }
        }
        Kind::Shut => {
            record(tx, &measure, Happened::Due, &Actor::Squall, now).await?;
            let name = format!("{id}:review:{}", micros(now));
            say(tx, home, &incident, &name, now, |locale| voice::review(locale, &measure)).await?;
            timer::set(tx, &anew(id), now + ASK_AGAIN).await?;
        }
        // While the incident is over nobody is waited for; it may be opened again.
        Kind::Inform if is_over => timer::set(tx, &anew(id), now + ASK_AGAIN).await?,
        Kind::Inform => remind(tx, home, &incident, &measure, step, now).await?,
        Kind::Takedown | Kind::Brief | Kind::Fact => {}
    }
    show(tx, home, &incident, &measure, now).await
}

/// Who keeps the audience informed hears of it in person, a little later everybody does; then it begins anew.
async fn remind(tx: &mut Tx, home: &Home, incident: &Incident, measure: &Measure, step: Step, now: Time) -> Result<()> {
    let id = measure.id;
    let name = format!("{id}:due:{}", micros(now));
    if let Some(owner) = measure.owner.as_ref().filter(|_| step == Step::Owner) {
        let settings = people::store::to_reach(tx, owner).await?;
        if let Some(end) = settings.quiet_until(home, now, incident.severity) {
            return timer::set(tx, &anew(id), end).await;
        }
        let post = voice::overdue(settings.locale_or(home), incident, measure, None);
        tell(tx, incident, &Place::direct(owner), &name, &post, now).await?;
        record(tx, measure, Happened::Due, &Actor::Squall, now).await?;
        return timer::set(tx, &Due::Measure(id, Step::Everybody), now + AGAIN).await;
    }
    let held = roles::store::held(tx, incident.id).await?;
    let asked = measure.owner.as_ref().or_else(|| roles::holder(&held, Role::Lead));
    say(tx, home, incident, &name, now, |locale| voice::overdue(locale, incident, measure, asked)).await?;
    record(tx, measure, Happened::Due, &Actor::Squall, now).await?;
    let again = measure.minutes.map_or(ASK_AGAIN, |minutes| Duration::minutes(minutes.into()));
    timer::set(tx, &anew(id), now + again).await
}

/// In the thread: where it stands now.
async fn announce(tx: &mut Tx, home: &Home, incident: &Incident, measure: &Measure, now: Time) -> Result<()> {
    let name = format!("{}:now:{}", measure.id, micros(now));
    say(tx, home, incident, &name, now, |locale| voice::news(locale, measure)).await
}

/// The timer that begins with who keeps the audience informed.
fn anew(id: MeasureId) -> Due {
    Due::Measure(id, Step::Owner)
}

/// Timer, thread and the incident's card as it is now.
async fn follow(tx: &mut Tx, home: &Home, incident: &Incident, measure: &Measure, now: Time) -> Result<()> {
    match measure.due {
        Some(due) => timer::set(tx, &anew(measure.id), due).await?,
        None => timer::cancel(tx, &anew(measure.id)).await?,
    }
    show(tx, home, incident, measure, now).await
}

/// Its card in the incident's thread, or the sheet that it stands on; and a line on the incident's card.
async fn show(tx: &mut Tx, home: &Home, incident: &Incident, measure: &Measure, now: Time) -> Result<()> {
    let (subject, sheet) = match measure.kind {
        Kind::Fact | Kind::Inform => {
            let mut all = store::of(tx, incident.id).await?;
            all.retain(|known| known.kind == measure.kind && !known.state.is_over());
            (format!("{}:{}", incident.id, measure.kind.name()), Some(all))
        }
        _ => (measure.id.to_string(), None),
    };
    let voters = match measure.is_put_to_vote() {
        true => {
            let (held, roster) = (roles::store::held(tx, incident.id).await?, roster::store::list(tx).await?);
            permission::voters(&home.accounts, &held, &roster).len()
        }
        false => 0,
    };
    let post = |locale| match &sheet {
        Some(sheet) => voice::sheet(locale, incident, measure.kind, sheet, now),
        None => voice::card(locale, measure, voters),
    };
    show_within(tx, home, incident, ("incident", &subject), now, post).await?;
    let line = voice::line(measure);
    if incident::store::set_line(tx, incident.id, &measure.id.to_string(), line.as_ref()).await? {
        show_card(tx, home, incident, now).await?;
    }
    Ok(())
}

async fn record(tx: &mut Tx, measure: &Measure, happened: Happened, by: &Actor, now: Time) -> Result<()> {
    fact::write(tx, &Subject::of(measure.incident), by, &About { measure, happened }, now).await
}
