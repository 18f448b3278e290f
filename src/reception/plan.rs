//! Whether the team is ready, and what keeps it so.

use commands::PlanCommand;

use super::asking::Asking;
use super::{Answer, Answered};
use crate::plan::{desk, voice};

/// Answers a command about the plan.
pub(super) async fn handle(asking: &Asking<'_>, command: PlanCommand) -> Answered {
    let now = asking.now();
    Ok(Some(Answer::new(match command {
        PlanCommand::Check(_) => {
            let mut tx = asking.read().await?;
            let found = desk::readiness(&mut tx, asking.home(), asking.rules(), asking.plan(), now).await?;
            voice::readiness(asking.locale, &found)
        }
        PlanCommand::Record(asked) => {
            let by = &asking.run().await?;
            let mut tx = asking.begin().await?;
            desk::record(&mut tx, asked.what, by, now).await?;
            asking.commit(tx).await?;
            voice::recorded(asking.locale, asked.what)
        }
    })))
}
