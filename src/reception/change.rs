//! An action becomes a step of a playbook: written in a form, approved by a button.

use chrono::Duration;
use commands::{Role, Span};

use super::asking::{Asking, answer};
use super::{Answer, Answered, ReceptionError};
use crate::gate::Work;
use crate::id::{ActionId, ChangeId};
use crate::playbook::voice::no_time;
use crate::playbook::{Playbook, Texts};
use crate::retro::action::Item;
use crate::retro::action::voice::ITS_OWN;
use crate::retro::change::desk::{self, New};
use crate::retro::change::{Refused, State, voice};
use crate::store::Tx;
use crate::words::Locale;

/// The way to the form: a command can't open one.
pub(super) async fn offer(asking: &Asking<'_>, action: i64, playbook: Option<&str>) -> Answered {
    let (item, playbook) = about(asking, action, playbook).await?;
    Ok(Some(Answer::about("action", item.id, voice::offer(asking.locale, &item, &playbook))))
}

/// Opens the form of a change.
pub(super) async fn open(asking: &Asking<'_>, action: i64, playbook: &str, trigger: &str) -> Answered {
    let named = Some(playbook).filter(|playbook| *playbook != ITS_OWN);
    let (item, playbook) = about(asking, action, named).await?;
    asking.open(trigger, &voice::form(asking.locale, &item, &playbook)).await
}

/// The action, and the playbook that it may become a step of.
async fn about(asking: &Asking<'_>, action: i64, playbook: Option<&str>) -> Result<(Item, Playbook), ReceptionError> {
    let id = ActionId(action);
    let found = desk::about(&mut asking.read().await?, &asking.plan().playbooks, id, playbook).await?;
    let unknown = || Answer::new(voice::refused(asking.locale, &Refused::UnknownAction(id)));
    Ok(found.ok_or_else(unknown)?)
}

/// The form came back.
pub(super) async fn propose(
    asking: &Asking<'_>,
    action: i64,
    playbook: &str,
    answers: &[(String, String)],
) -> Answered {
    let new = match filled_in(asking.locale, answers) {
        Ok(new) => new,
        Err(typed) => return Ok(Some(Answer::new(no_time(asking.locale, typed)))),
    };
    let by = &asking.may::<Work>()?;
    let mut tx = asking.begin().await?;
    let (home, shelf, now) = (asking.home(), &asking.plan().playbooks, asking.now());
    let done = desk::propose(&mut tx, home, shelf, (ActionId(action), playbook), new, by, now).await;
    told(asking, tx, "change-proposed-now", done).await
}

/// Somebody approves a change of a playbook, or not.
pub(super) async fn decide(asking: &Asking<'_>, change: i64, approved: bool) -> Answered {
    let in_charge = match approved {
        true => Some(asking.run().await?),
        false => None,
    };
    let by = &asking.may::<Work>()?;
    let mut tx = asking.begin().await?;
    let (home, shelf, now) = (asking.home(), &asking.plan().playbooks, asking.now());
    let done = desk::decide(&mut tx, home, shelf, ChangeId(change), in_charge.as_ref(), by, now).await;
    let key = match &done {
        Ok(change) if change.state == State::Proposed => "change-moved",
        _ if approved => "change-approved-now",
        _ => "change-rejected-now",
    };
    told(asking, tx, key, done).await
}

async fn told(asking: &Asking<'_>, tx: Tx, key: &str, done: desk::Answer) -> Answered {
    let change = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("change", change.id, voice::done(asking.locale, key, &change))))
}

/// What a form asks for, in the person's language; the words that are no length of time.
fn filled_in(locale: Locale, answers: &[(String, String)]) -> Result<New, &str> {
    let typed = answer(answers, "due");
    let due = match typed {
        "" => None,
        _ => {
            let span = Span::read(typed).filter(|span| *span <= Span::days(366)).ok_or(typed)?;
            Some(Duration::minutes(span.minutes.into()))
        }
    };
    let words = answer(answers, "text").split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(New {
        key: Some(answer(answers, "step").to_owned()).filter(|key| !key.is_empty() && key != voice::NEW),
        texts: Texts([(locale.tag().to_owned(), words)].into()),
        owner: Role::named(answer(answers, "role")),
        due,
    })
}
