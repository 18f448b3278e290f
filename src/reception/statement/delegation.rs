//! Who votes for whom.

use chrono::NaiveDate;
use commands::{Command, Day};

use crate::chat::ChatEvent;
use crate::post::Post;
use crate::reception::{Answer, Reception, ReceptionError};
use crate::statement::delegation::{desk, store, voice};
use crate::words::{Locale, word};

impl Reception {
    /// Answers a command about delegations.
    pub(super) async fn delegation(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        let faces = self.faces(event);
        let named = |user: String| event.person.beside(user);
        if matches!(command, Command::Delegations(_)) {
            let given = store::in_force(&mut self.store.read().await?, self.clock.now()).await?;
            return Ok(Some(Answer::new(voice::list(locale, &faces, &given))));
        }
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let post = match command {
            Command::Delegate(asked) => {
                let Some(last) = date(asked.until) else { return Ok(None) };
                let first = asked.from.and_then(date);
                match desk::give(&mut tx, self.at(event), &named(asked.person), first, last).await? {
                    Ok(given) => voice::given(locale, &faces, &given),
                    Err(wrong) => voice::wrong(locale, wrong),
                }
            }
            Command::Undelegate(asked) => match desk::end(&mut tx, self.at(event), &named(asked.person)).await? {
                Ok(()) => voice::ended(locale),
                Err(wrong) => voice::wrong(locale, wrong),
            },
            _ => Post::line(word(locale, "common-not-here")),
        };
        self.commit(tx).await?;
        Ok(Some(Answer::new(post)))
    }
}

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year, day.month, day.day)
}
