//! Approved words on their way to the tool that publishes. What it answers is a fact that the statement's desk picks up.

use super::Courier;
use super::delivery::Delivered;
use crate::chat::ChatError;
use crate::clock::Time;
use crate::id::StatementId;
use crate::publisher::{Publisher, Taken};
use crate::statement::desk::{self, Handed};
use crate::store::errand::{Body, Errand};
use crate::store::{Result, Tx};

impl Courier {
    /// Hands approved words out to this tool.
    #[must_use]
    pub fn with_publisher(self, publisher: Publisher) -> Self {
        Self { publisher: Some(publisher), ..self }
    }

    /// Hands it out when that is what it is for.
    pub(super) async fn hand_out(&self, errand: &Errand) -> Option<std::result::Result<Delivered, ChatError>> {
        let Body::HandOut(out) = &errand.body else { return None };
        let Some(publisher) = &self.publisher else {
            let (reason, cure) =
                ("no tool is connected that publishes".into(), "set [publisher] in squall.toml".into());
            return Some(Err(ChatError::GiveUp { reason, cure }));
        };
        let done = publisher.hand_out(&errand.key, &out.message, self.clock.now()).await;
        Some(done.map(Delivered::Handed))
    }
}

/// The tool took it; what it answered is kept for the desk.
pub(super) async fn taken(tx: &mut Tx, errand: &Errand, answer: Taken, now: Time) -> Result<()> {
    note(tx, errand, Handed { link: answer.link, text: answer.text, ..Handed::default() }, now).await
}

/// It did not and will not.
pub(super) async fn refused(tx: &mut Tx, errand: &Errand, error: &ChatError, now: Time) -> Result<()> {
    note(tx, errand, Handed { error: Some(error.to_string()), ..Handed::default() }, now).await
}

async fn note(tx: &mut Tx, errand: &Errand, answer: Handed, now: Time) -> Result<()> {
    let Body::HandOut(out) = &errand.body else { return Ok(()) };
    let Some(id) = errand.subject.as_deref().and_then(StatementId::parse) else { return Ok(()) };
    let answer = Handed { by: Some(out.by.clone()), hash: Some(out.hash.clone()), ..answer };
    desk::answered(tx, id, &answer, now).await
}
