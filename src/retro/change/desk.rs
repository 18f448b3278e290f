//! Proposing a change of a playbook, and approving it: the new version holds from then on.

use chrono::Duration;
use commands::Role;

use super::fact::{Happened, record};
use super::{Change, Refused, State, What, store, voice};
use crate::clock::Time;
use crate::gate::{Allowed, Run, Work};
use crate::home::Home;
use crate::id::{ActionId, ChangeId};
use crate::incident::desk::show_within;
use crate::incident::{self, Incident, permission, roles};
use crate::people::roster;
use crate::person::Person;
use crate::playbook::{self, EVERY, Playbook, Shelf, Texts, write};
use crate::refusal::{Decided, unless_refused};
use crate::retro::action;
use crate::store::{Result, Tx};

/// What a person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The step that changes; none for one that joins.
    pub key: Option<String>,
    pub texts: Texts,
    pub owner: Option<Role>,
    pub due: Option<Duration>,
}

/// The change as it is now, or why not.
pub type Answer = Decided<Change, Refused>;

/// What a form of a change needs: the action, and the playbook as it is now. `name` is the one that was asked for; that of the
/// incident's kind when none, and `every` while nobody said what kind it is.
pub async fn about(
    tx: &mut Tx,
    shelf: &Shelf,
    id: ActionId,
    name: Option<&str>,
) -> Result<Option<(action::Item, Playbook)>> {
    let Some(item) = action::store::get(tx, id).await? else { return Ok(None) };
    let kind = incident::store::get(tx, item.incident).await?.and_then(|incident| incident.kind);
    let name = name.unwrap_or(kind.map_or(EVERY, commands::IncidentKind::name));
    let shelf = playbook::store::current(tx, shelf).await?;
    Ok(shelf.all().find(|playbook| playbook.name == name).cloned().map(|playbook| (item, playbook)))
}

/// A person proposes a change because of an action. It is shown in the thread, for who is in charge.
pub async fn propose(
    tx: &mut Tx,
    home: &Home,
    shelf: &Shelf,
    (id, name): (ActionId, &str),
    new: New,
    by: &Allowed<Work>,
    now: Time,
) -> Answer {
    let Some((item, playbook)) = about(tx, shelf, id, Some(name)).await? else {
        return Err(Refused::UnknownAction(id).into());
    };
    let minutes = new.due.and_then(|due| u32::try_from(due.num_minutes()).ok());
    let what = What { key: new.key, texts: new.texts, owner: new.owner.map(|role| role.name().to_owned()), minutes };
    let mut change = Change {
        id: ChangeId(0),
        action: id,
        incident: item.incident,
        playbook: playbook.name.clone(),
        what,
        base: playbook.version,
        state: State::Proposed,
        by: by.by().clone(),
        at: now,
    };
    let after = change.apply(&playbook).map_err(Refused::Cannot)?;
    change.id = store::add(tx, &change).await?;
    record(tx, &change, &by.by().into(), Happened::Proposed, now).await?;
    show(tx, home, &change, &item, Some((&playbook, &after)), now).await?;
    Ok(change)
}

/// Somebody in charge approves a change; or it is rejected, by whoever decides about its incident or proposed it. The action that it came from is done with it. Where the playbook became another one
/// meanwhile the change stays proposed, and the difference is shown anew.
pub async fn decide(
    tx: &mut Tx,
    home: &Home,
    shelf: &Shelf,
    id: ChangeId,
    in_charge: Option<&Allowed<Run>>,
    by: &Allowed<Work>,
    now: Time,
) -> Answer {
    let Some(mut change) = store::lock(tx, id).await? else { return Err(Refused::Unknown.into()) };
    let Some((item, playbook)) = about(tx, shelf, change.action, Some(&change.playbook)).await? else {
        return Err(Refused::Unknown.into());
    };
    let (own, approved) = (home.accounts.same(&change.by, by), in_charge.is_some());
    if !(approved || own || decides(tx, home, &change, by).await?) {
        return Err(Refused::NotYours.into());
    }
    change.decide(approved, (by, own), now).map_err(Refused::Cannot)?;
    if !approved {
        store::save(tx, &change).await?;
        record(tx, &change, &by.by().into(), Happened::Rejected, now).await?;
        show(tx, home, &change, &item, None, now).await?;
        return Ok(change);
    }
    let after = change.apply(&playbook).map_err(Refused::Cannot)?;
    if playbook.version != change.base {
        // What is approved is what was read.
        let change = Change { base: playbook.version, state: State::Proposed, ..change };
        store::save(tx, &change).await?;
        show(tx, home, &change, &item, Some((&playbook, &after)), now).await?;
        return Ok(change);
    }
    playbook::store::put(tx, &after, by, now).await?;
    store::save(tx, &change).await?;
    record(tx, &change, &by.by().into(), Happened::Changed { after: &after }, now).await?;
    show(tx, home, &change, &item, Some((&playbook, &after)), now).await?;
    if item.is_open() {
        unless_refused(action::desk::done(tx, home, item.id, by, now).await)?;
    }
    Ok(change)
}

/// Who may decide about the incident may decide about what is learned from it.
async fn decides(tx: &mut Tx, home: &Home, change: &Change, by: &Person) -> Result<bool> {
    let held = roles::store::held(tx, change.incident).await?;
    let roster = roster::store::list(tx).await?;
    Ok(permission::decides(&home.accounts, by, &held, &roster))
}

/// Shows the change in the incident's thread. `both` are the playbook before and after.
async fn show(
    tx: &mut Tx,
    home: &Home,
    change: &Change,
    item: &action::Item,
    both: Option<(&Playbook, &Playbook)>,
    now: Time,
) -> Result<()> {
    let Some(incident): Option<Incident> = incident::store::get(tx, change.incident).await? else { return Ok(()) };
    let shown = both.map(|(before, after)| voice::Shown {
        before: write::toml(before),
        after: write::toml(after),
        translate: change.leaves_stale(after).cloned().collect(),
    });
    let subject = change.id.to_string();
    let post = |locale| voice::card(locale, change, item, shown.as_ref());
    show_within(tx, home, &incident, ("change", &subject), now, post).await
}
