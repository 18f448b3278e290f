//! Who is on call, and what they answer to a page.

use chrono::Duration;
use commands::{OncallAction, OncallCommand, OncallSwap};

use super::asking::Asking;
use super::{Answer, Answered};
use crate::escalation::desk::{acknowledge, on_call};
use crate::escalation::rota::{Rota, Swap};
use crate::escalation::{self, voice};
use crate::gate::{Own, Work};
use crate::incident;

/// Answers a command about who is on call.
pub(super) async fn handle(asking: &Asking<'_>, command: OncallCommand) -> Answered {
    match command {
        OncallCommand::Home(_) => rotas(asking).await,
        OncallCommand::Swap(asked) => swap(asking, asked).await,
        OncallCommand::Answer(asked) => answer(asking, asked.incident).await,
    }
}

/// Does what a button of a page stands for.
pub(super) async fn act(asking: &Asking<'_>, action: OncallAction) -> Answered {
    let OncallAction::Answer(incident) = action;
    answer(asking, Some(incident)).await
}

async fn rotas(asking: &Asking<'_>) -> Answered {
    let now = asking.now();
    let swaps = escalation::store::swaps(&mut asking.read().await?, now).await?;
    let platform = &asking.event.place.platform;
    let row = |rota| {
        let next = |rota: &Rota| asking.rules().accounts().near(rota.turn(now)?.next, platform);
        (rota, on_call(rota, &swaps, asking.rules(), platform, now), next(rota))
    };
    let rows: Vec<_> = asking.plan().rotas.iter().map(row).collect();
    Ok(Some(Answer::new(voice::rotas(asking.locale, &rows, now))))
}

async fn swap(asking: &Asking<'_>, asked: OncallSwap) -> Answered {
    let named = |rota: &&Rota| asked.rota.as_ref().is_none_or(|name| name.to_lowercase() == rota.name.to_lowercase());
    let mut meant = asking.plan().rotas.iter().filter(named);
    let (Some(rota), None) = (meant.next(), meant.next()) else {
        return Ok(Some(Answer::new(voice::which_rota(asking.locale, &asking.plan().rotas))));
    };
    let person = asking.somebody(&asked.person).await?;
    let own = asking.may::<Own>()?;
    let now = asking.now();
    let until = now + Duration::minutes(asked.span.minutes.into());
    let swap = Swap { rota: rota.name.clone(), person, from: now, until };
    let mut tx = asking.begin().await?;
    if !escalation::desk::hand_over(&mut tx, asking.reception.house().book(), rota, &swap, &own).await? {
        drop(tx);
        // For somebody else, from somebody else.
        let by = asking.run().await?;
        tx = asking.begin().await?;
        escalation::desk::swap(&mut tx, &swap, &by).await?;
    }
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::swapped(asking.locale, &swap.rota, &swap.person, until))))
}

/// The person is there: nobody else is told of the incident that is meant.
async fn answer(asking: &Asking<'_>, named: Option<i64>) -> Answered {
    let mut tx = asking.begin().await?;
    let id = asking.incident(&mut tx, named).await?.id;
    let done = acknowledge(&mut tx, asking.reception.house().book(), id, &asking.may::<Work>()?, asking.now()).await?;
    asking.commit(tx).await?;
    Ok(Some(match done {
        Some((incident, done)) => {
            Answer::about("incident", incident.id, voice::thanks(asking.locale, incident.id, &done))
        }
        None => Answer::new(incident::voice::unknown(asking.locale, id)),
    }))
}
