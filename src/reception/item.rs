//! Actions after an incident: added, done, dropped and handed on by command, button, menu and form.

use chrono::Duration;
use commands::{ItemAction, ItemCommand, Span};

use super::asking::{Act, Asking, answer};
use super::{Answer, Answered, change};
use crate::gate::Work;
use crate::id::{ActionId, IncidentId};
use crate::incident;
use crate::person::Person;
use crate::retro::action::desk::{self, New};
use crate::retro::action::{Item, store, voice};

/// From a day to a year: what `/crisis action add --due` takes.
const LENGTHS: std::ops::RangeInclusive<Span> = Span::days(1)..=Span::days(366);

/// What happens to an action.
enum Change<'a> {
    Done,
    Drop { why: &'a str },
    Assign { to: Person },
    Later,
}

/// Answers a command about actions.
pub(super) async fn handle(asking: &Asking<'_>, command: ItemCommand) -> Answered {
    match command {
        ItemCommand::List(asked) => items(asking, asked.incident).await,
        ItemCommand::Add(asked) => {
            let due = asked.due.map(|due| Duration::minutes(due.minutes.into()));
            let new = New { text: asked.text, owner: asking.anybody(asked.person.as_deref()).await?, due };
            add(asking, asked.incident, new).await
        }
        ItemCommand::Finish(asked) => alter(asking, asked.action, Change::Done).await,
        ItemCommand::Drop(asked) => alter(asking, asked.action, Change::Drop { why: &asked.reason }).await,
        ItemCommand::Assign(asked) => {
            let to = asking.somebody(&asked.person).await?;
            alter(asking, asked.action, Change::Assign { to }).await
        }
        ItemCommand::Playbook(asked) => change::offer(asking, asked.action, asked.playbook.as_deref()).await,
    }
}

/// Does what a button, a menu or a form of an action stands for.
pub(super) async fn act(asking: &Asking<'_>, action: ItemAction, act: Act<'_>) -> Answered {
    match (action, act) {
        (ItemAction::Add(incident), Act::Pressed { trigger }) => {
            asking.open(trigger, &voice::form(asking.locale, incident)).await
        }
        (ItemAction::Add(incident), Act::FilledIn(answers)) => match filled_in(answers) {
            Ok(new) => add(asking, Some(incident), new).await,
            Err(typed) => Ok(Some(Answer::new(voice::no_time(asking.locale, typed)))),
        },
        (ItemAction::Drop(item), Act::Pressed { trigger }) => {
            asking.open(trigger, &voice::drop_form(asking.locale, item)).await
        }
        (ItemAction::Drop(item), Act::FilledIn(answers)) => {
            alter(asking, item, Change::Drop { why: answer(answers, "reason") }).await
        }
        (ItemAction::Step { item, playbook }, Act::Pressed { trigger }) => {
            change::open(asking, item, &playbook, trigger).await
        }
        (ItemAction::Step { item, playbook }, Act::FilledIn(answers)) => {
            change::propose(asking, item, &playbook, answers).await
        }
        (ItemAction::Approve(id), _) => change::decide(asking, id, true).await,
        (ItemAction::Reject(id), _) => change::decide(asking, id, false).await,
        (ItemAction::Done(item), _) => alter(asking, item, Change::Done).await,
        (ItemAction::Later(item), _) => alter(asking, item, Change::Later).await,
        (ItemAction::Assign { item, person }, _) => {
            let to = asking.somebody(&person).await?;
            alter(asking, item, Change::Assign { to }).await
        }
    }
}

/// Those of an incident, or all that are open, for one person alone.
async fn items(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.read().await?;
    let now = asking.now();
    let Some(id) = named.map(IncidentId) else {
        let open = store::open(&mut tx).await?;
        let open = asking.eyes.of_theirs(&mut tx, open, |item| item.incident).await?;
        return Ok(Some(Answer::new(voice::list(asking.locale, &open, now))));
    };
    let Some(incident) = incident::store::get(&mut tx, id).await? else {
        return Ok(Some(Answer::new(incident::voice::unknown(asking.locale, id))));
    };
    let items = store::of_incident(&mut tx, id).await?;
    Ok(Some(Answer::about("incident", id, voice::card(asking.locale, &incident, &items, now))))
}

async fn add(asking: &Asking<'_>, named: Option<i64>, new: New) -> Answered {
    let mut tx = asking.begin().await?;
    let incident = asking.ended(&mut tx, named).await?;
    let now = asking.now();
    let item = desk::add(&mut tx, asking.home(), &incident, new, &asking.may::<Work>()?, now).await?;
    asking.commit(tx).await?;
    Ok(Some(of_item(&item, voice::added(asking.locale, &item, asking.by()))))
}

async fn alter(asking: &Asking<'_>, item: i64, change: Change<'_>) -> Answered {
    let mut tx = asking.begin().await?;
    let (home, by, now, id) = (asking.home(), &asking.may::<Work>()?, asking.now(), ActionId(item));
    let (key, done) = match change {
        Change::Done => ("action-done-now", desk::done(&mut tx, home, id, by, now).await),
        Change::Drop { why } => ("action-dropped-now", desk::drop(&mut tx, home, id, why, by, now).await),
        Change::Assign { to } => ("action-assigned-now", desk::assign(&mut tx, home, id, &to, by, now).await),
        Change::Later => ("action-later-now", desk::later(&mut tx, home, id, now).await),
    };
    let item = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(of_item(&item, voice::changed(asking.locale, key, &item))))
}

fn of_item(item: &Item, post: crate::post::Post) -> Answer {
    Answer::about("action", item.id, post)
}

/// What a form asks for; the words that are no length of time.
fn filled_in(answers: &[(String, String)]) -> Result<New, &str> {
    let typed = answer(answers, "due");
    let due = match typed {
        "" => None,
        _ => {
            let span = Span::read(typed).filter(|span| LENGTHS.contains(span)).ok_or(typed)?;
            Some(Duration::minutes(span.minutes.into()))
        }
    };
    Ok(New { text: answer(answers, "text").to_owned(), owner: None, due })
}
