//! Words to one person: in answer to what they did while Discord lets the bot answer it, else in a direct message.

use std::sync::PoisonError;
use std::time::Duration;

use serde_json::{Value, json};
use serenity::http::{LightMethod, Route};

use super::calls::{self, DEFERRED_MESSAGE, DEFERRED_UPDATE, EPHEMERAL, MESSAGE};
use super::escape::words;
use super::fit::LABEL;
use super::live::{Live, Turn};
use super::modal::OPENS;
use super::parts;
use super::render::Seen;
use super::rest::{Call, File};
use super::trouble::{Kind, Trouble};
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
        let rendered = self.rendered(post, Seen::ByOne);
        let files = calls::drawn(&rendered).await;
        let mut body = calls::with_files(rendered.body(false), &rendered, &files);
        if let Some(turn) = self.live.turn(key, to, person, self.now()) {
            match self.answered(&turn, &body, &files).await {
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
        body["nonce"] = super::nonce(&format!("{person} {key}")).into();
        body["enforce_nonce"] = true.into();
        let doing = "write a direct message";
        let route = Route::ChannelMessages { channel_id: calls::id(&channel, doing)? };
        let call = Call::new(doing, LightMethod::Post, route).channel(&channel).body(&body).files(&files);
        self.rest.call(call.repeatable()).await.map(drop)
    }

    /// Answers what the person did; false when its first answer never arrived.
    async fn answered(&self, turn: &Turn, body: &Value, files: &[File]) -> Result<bool, Trouble> {
        match turn {
            Turn::First(live) => {
                let mut data = body.clone();
                data["flags"] = EPHEMERAL.into();
                self.respond(live, &json!({ "type": MESSAGE, "data": data }), files).await?;
            }
            Turn::Original(live) => {
                if !arrived(live).await {
                    return Ok(false);
                }
                let (doing, application_id) = ("answer a person", calls::id(&live.application, "answer a person")?);
                let route = Route::WebhookOriginalInteractionResponse { application_id, token: &live.token };
                self.rest.call(Call::new(doing, LightMethod::Patch, route).body(body).files(files)).await?;
            }
            Turn::Followup(live) => {
                if !arrived(live).await {
                    return Ok(false);
                }
                let mut data = body.clone();
                data["flags"] = EPHEMERAL.into();
                let (doing, application_id) = ("answer a person", calls::id(&live.application, "answer a person")?);
                let route = Route::WebhookFollowupMessages { application_id, token: &live.token };
                self.rest.call(Call::new(doing, LightMethod::Post, route).body(&data).files(files)).await?;
            }
        }
        Ok(true)
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
        let body = self.rendered(post, Seen::ByOne).body(false);
        match self.answered(&Turn::Original(live), &body, &[]).await {
            Err(trouble) if trouble.too_late() || trouble.kind == Kind::Gone => Ok(()),
            shown => shown.map(drop),
        }
    }

    /// A form that can't open any more by itself is opened by a button.
    pub(super) async fn offer_form(&self, live: &Live, form: &Form) -> Result<(), Trouble> {
        let button = json!({
            "type": 2, "style": 1, "custom_id": format!("{OPENS}0:{}", form.action), "label": parts::text(&form.title, LABEL),
        });
        let rows = json!([{ "type": 1, "components": [button] }]);
        let content = words(&inert(&form.title));
        let body = json!({ "content": content, "components": rows, "allowed_mentions": { "parse": [] } });
        match self.live.turn(&live.key, &live.place, &live.user, self.now()) {
            Some(turn) => self.answered(&turn, &body, &[]).await.map(drop),
            None => Ok(()),
        }
    }

    /// Acknowledges an interaction that was claimed for it.
    pub(super) async fn acknowledge(&self, live: &Live, thinking: bool) {
        let body = if thinking {
            json!({ "type": DEFERRED_MESSAGE, "data": { "flags": EPHEMERAL } })
        } else {
            json!({ "type": DEFERRED_UPDATE })
        };
        if let Err(trouble) = self.respond(live, &body, &[]).await {
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
        let Ok(application_id) = calls::id(&live.application, doing) else { return };
        let route = Route::WebhookOriginalInteractionResponse { application_id, token: &live.token };
        if let Err(trouble) = self.rest.call(Call::new(doing, LightMethod::Delete, route)).await {
            tracing::debug!(what = trouble.what, "an answer that never came still shows");
        }
    }
}

async fn arrived(live: &Live) -> bool {
    let mut arrived = live.arrived.subscribe();
    let answered = tokio::time::timeout(ARRIVES_WITHIN, arrived.wait_for(Option::is_some)).await;
    matches!(answered, Ok(Ok(arrived)) if *arrived == Some(true))
}
