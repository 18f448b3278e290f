//! Approved words on their way to the tool that publishes. What it answers is a fact that the statement's desk picks up.

use serde_json::json;

use super::Courier;
use super::delivery::Delivered;
use crate::chat::ChatError;
use crate::clock::Time;
use crate::id::StatementId;
use crate::publisher::{PLATFORM, Publisher};
use crate::statement::Due;
use crate::store::errand::{Body, Errand};
use crate::store::{Result, Tx, timer};

impl Courier {
    /// Hands approved words out to this tool.
    #[must_use]
    pub fn with_publisher(self, publisher: Publisher) -> Self {
        Self { publisher: Some(publisher), ..self }
    }

    /// Hands it out when that is what it is for.
    pub(super) async fn hand_out(&self, errand: &Errand) -> Option<std::result::Result<Delivered, ChatError>> {
        let Ok(Body::Json(body)) = serde_json::from_str(&errand.body) else { return None };
        let Some(publisher) = &self.publisher else {
            let (reason, cure) =
                ("no tool is connected that publishes".into(), "set [publisher] in squall.toml".into());
            return Some(Err(ChatError::GiveUp { reason, cure }));
        };
        let done = publisher.hand_out(&errand.key, &body, self.clock.now()).await;
        Some(done.map(|taken| Delivered::Message(serde_json::to_string(&taken).unwrap_or_default())))
    }
}

/// The tool took it; what it answered is kept for the desk.
pub(super) async fn taken(tx: &mut Tx, errand: &Errand, answer: Option<&str>, now: Time) -> Result<()> {
    let answer = answer.and_then(|answer| serde_json::from_str(answer).ok()).unwrap_or_else(|| json!({}));
    note(tx, errand, answer, now).await
}

/// It did not and will not.
pub(super) async fn refused(tx: &mut Tx, errand: &Errand, error: &ChatError, now: Time) -> Result<()> {
    note(tx, errand, json!({ "error": error.to_string() }), now).await
}

async fn note(tx: &mut Tx, errand: &Errand, mut answer: serde_json::Value, now: Time) -> Result<()> {
    let to_the_tool = errand.conversation.split(':').next() == Some(PLATFORM);
    let (true, Some(subject)) = (to_the_tool, &errand.subject) else { return Ok(()) };
    if let (Ok(Body::Json(body)), Some(answer)) = (serde_json::from_str(&errand.body), answer.as_object_mut()) {
        answer.insert("by".into(), body["data"]["handed_out_by"].clone());
        answer.insert("hash".into(), body["data"]["hash"].clone());
    }
    let Some(id) = StatementId::parse(subject) else { return Ok(()) };
    timer::set(tx, &Due::Handed(id, answer.to_string()), now).await
}
