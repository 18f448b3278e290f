//! Words to one person: in answer to what they did while Discord lets the bot answer it, else in a direct message.

use std::sync::PoisonError;
use std::time::Duration;

use serenity::builder::CreateActionRow;
use serenity::model::application::ButtonStyle;

use super::calls;
use super::escape::words;
use super::live::{Live, Turn};
use super::modal::OPENS;
use super::parts;
use super::render::Seen;
use super::rest::Call;
use super::trouble::{Kind, Trouble};
use super::wire::{File, NewMessage, Response, Route};
use super::{Discord, PLATFORM};
use crate::chat::{ChatError, MessageRef, Place};
use crate::person::Person;
use crate::post::{Form, Post, inert};

/// How often a whisper that Discord has no time for is tried, and the longest pause between. Nobody else tries it again.
const WHISPERS: usize = 4;
const LONGEST_PAUSE_MS: u64 = 10_000;
/// People whose page is remembered.
const PAGES: usize = 1_000;
/// How long the first answer may be under way.
const ARRIVES_WITHIN: Duration = Duration::from_secs(5);

impl Discord {
    pub(super) async fn whispered(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), ChatError> {
        let heard = format!("{person} {key}");
        if self.recent.posted(to, &heard).is_some() {
            return Ok(());
        }
        for attempt in 1.. {
            match self.told(to, person, post, key).await {
                Ok(()) => break,
                Err(Trouble { kind: Kind::Later { after_ms }, .. }) if attempt < WHISPERS => {
                    let pause = after_ms.unwrap_or(500).min(LONGEST_PAUSE_MS);
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                }
                Err(trouble) => return Err(trouble.into()),
            }
        }
        self.recent.add(to, &heard, &MessageRef { place: to.clone(), message: String::new() });
        Ok(())
    }

    async fn told(&self, to: &Place, person: &str, post: &Post, key: &str) -> Result<(), Trouble> {
        let (rendered, files) = self.written(post, Seen::ByOne).await;
        let message = rendered.message(false);
        if let Some(turn) = self.live.turn(key, to, person, self.now()) {
            match self.answered(&turn, message.clone(), &files).await {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(trouble) if trouble.too_late() || trouble.kind == Kind::Gone => {}
                Err(trouble) => {
                    if let Turn::Original(live) = &turn {
                        self.live.still_thinking(&live.id);
                    }
                    return Err(trouble);
                }
            }
        }
        // Nothing lets the bot whisper any more.
        let place = Place::direct(&Person { platform: PLATFORM.into(), user: person.to_owned() });
        let channel = self.address(&place).await?;
        let message = message.once(super::nonce(&format!("{person} {key}")));
        let doing = "write a direct message";
        let call = Call::post(doing, Route::Messages(calls::id(&channel, doing)?)).channel(&channel);
        let call = call.body(&message).files(&files);
        self.rest.call(call.repeatable()).await.map(drop)
    }

    /// Answers what the person did; false when its first answer never arrived.
    async fn answered(&self, turn: &Turn, message: NewMessage, files: &[File]) -> Result<bool, Trouble> {
        let doing = "answer a person";
        let call = match turn {
            Turn::First(live) => {
                return self.respond(live, &Response::message(message.for_one()), files).await.map(|()| true);
            }
            Turn::Original(live) | Turn::Followup(live) if !arrived(live).await => return Ok(false),
            Turn::Original(live) => {
                let route = Route::Original(calls::id(&live.application, doing)?, live.token.clone());
                Call::patch(doing, route).body(&message)
            }
            Turn::Followup(live) => {
                let route = Route::Followups(calls::id(&live.application, doing)?, live.token.clone());
                Call::post(doing, route).body(&message.for_one())
            }
        };
        self.rest.call(call.files(files)).await.map(|_| true)
    }

    /// Their page is what this interaction is answered with.
    pub(super) fn opens_page(&self, user: &str, interaction: &str) {
        let mut all = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= PAGES {
            all.clear();
        }
        all.insert(user.to_owned(), interaction.to_owned());
    }

    /// Shows the page anew where it stands. Nothing happens when Discord does not let it be changed any more.
    pub(super) async fn page_changed(&self, user: &str, post: &Post) -> Result<(), Trouble> {
        let asked = self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(user).cloned();
        let Some(live) = asked.and_then(|id| self.live.living(&id, self.now())) else { return Ok(()) };
        let (page, files) = self.written(post, Seen::ByOne).await;
        match self.answered(&Turn::Original(live), page.message(false), &files).await {
            Err(trouble) if trouble.too_late() || trouble.kind == Kind::Gone => Ok(()),
            shown => shown.map(drop),
        }
    }

    /// A form that can't open any more by itself is opened by a button.
    pub(super) async fn offer_form(&self, live: &Live, form: &Form) -> Result<(), Trouble> {
        let button = parts::button(&format!("{OPENS}0:{}", form.action), &form.title, ButtonStyle::Primary);
        let message = NewMessage {
            content: words(&inert(&form.title)),
            components: vec![CreateActionRow::Buttons(vec![button]).into()],
            ..NewMessage::default()
        };
        match self.live.turn(&live.key, &live.place, &live.user, self.now()) {
            Some(turn) => self.answered(&turn, message, &[]).await.map(drop),
            None => Ok(()),
        }
    }

    /// Acknowledges an interaction that was claimed for it.
    pub(super) async fn acknowledge(&self, live: &Live, thinking: bool) {
        let response = if thinking { Response::thinks() } else { Response::heard() };
        if let Err(trouble) = self.respond(live, &response, &[]).await {
            tracing::warn!(what = trouble.what, "an interaction could not be acknowledged");
        }
    }

    /// Nothing more is said about an event: what shows that the bot thinks goes away.
    pub(super) async fn leave_no_thinking(&self, event: &str) {
        let Some(live) = self.live.settle(event) else { return };
        if live.first == super::live::First::Open {
            self.acknowledge(&live, !live.component).await;
            if live.component {
                return;
            }
        }
        if !arrived(&live).await {
            return;
        }
        let doing = "take an answer back";
        let Ok(application) = calls::id(&live.application, doing) else { return };
        let call = Call::delete(doing, Route::Original(application, live.token.clone()));
        if let Err(trouble) = self.rest.call(call).await {
            tracing::debug!(what = trouble.what, "an answer that never came still shows");
        }
    }
}

async fn arrived(live: &Live) -> bool {
    let mut arrived = live.arrived.subscribe();
    let answered = tokio::time::timeout(ARRIVES_WITHIN, arrived.wait_for(Option::is_some)).await;
    matches!(answered, Ok(Ok(arrived)) if *arrived == Some(true))
}
