//! In which language a person is spoken to, and how they choose it.

use commands::{Language, Scope};

use super::acquaintance::PATIENCE;
use super::asking::Asking;
use super::{Answer, Answered, Reception, channel};
use crate::chat::{Chat, ChatEvent};
use crate::home::speak_in;
use crate::people::{self, Settings};
use crate::post::Post;
use crate::store::StoreError;
use crate::words::{Args, Locale, language_name, say};

/// Sets the language of a channel, or of the person.
pub(super) async fn handle(asking: &Asking<'_>, asked: Language) -> Answered {
    let in_charge = match asked.scope {
        Scope::Channel => Some(asking.run().await?),
        Scope::Me => None,
    };
    let mut tx = asking.begin().await?;
    let key = match &in_charge {
        Some(by) => {
            speak_in(&mut tx, &asking.channel(), asked.locale, by).await?;
            "common-language-channel"
        }
        None => {
            let locale = Some(asked.locale);
            let change = |before| Settings { locale, ..before };
            people::desk::change(&mut tx, asking.by(), asking.now(), change).await?;
            "common-language-person"
        }
    };
    asking.commit(tx).await?;
    let name = language_name(asked.locale, asked.locale.tag());
    let said = say(asked.locale, key, &Args::new().text("language", name));
    Ok(Some(Answer::new(Post::line(said))))
}

impl Reception {
    /// The person's own choice, what their platform says, what the channel speaks.
    pub(super) async fn locale(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<Locale, StoreError> {
        if let Some(chosen) = people::store::locale(&mut self.setup.store.read().await?, &event.person).await? {
            return Ok(chosen);
        }
        if let Some(told) = told(chat, event).await {
            return Ok(told);
        }
        let mut tx = self.setup.store.read().await?;
        match people::store::told(&mut tx, &event.person).await?.locale {
            Some(told) => Ok(told),
            None => self.setup.home.locale(&mut tx, &channel(event)).await,
        }
    }
}

/// The language of a person as their platform knows it. A form has to open soon, so it is not waited for long, and a
/// failure to learn it is none.
pub(super) async fn told(chat: &dyn Chat, event: &ChatEvent) -> Option<Locale> {
    if let Some(told) = &event.locale {
        return Locale::nearest(told);
    }
    match tokio::time::timeout(PATIENCE, chat.profile(&event.person.user)).await {
        Ok(Ok(profile)) => profile.locale.as_deref().and_then(Locale::nearest),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a person's language is not known");
            None
        }
        Err(_) => None,
    }
}
