//! Approved words on their way to the tool that publishes. What it answers is a fact that the statement's desk picks up.

use super::Courier;
use super::delivery::{Delivered, later};
use crate::chat::ChatError;
use crate::clock::Time;
use crate::id::StatementId;
use crate::publisher::{Publisher, Taken};
use crate::statement::desk::{self, Handed, Waiting};
use crate::store::errand::{Body, Errand, HandOut};
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
        match self.looked_at(errand, out).await {
            Ok(Waiting::Approved) => {}
            Ok(Waiting::Gone) => return Some(Err(held_back("the words are not approved any more"))),
            Ok(Waiting::Spoilt) => return Some(Err(held_back("the words are not those that were approved"))),
            Err(error) => return Some(Err(later(&error))),
        }
        let done = publisher.hand_out(&errand.key, &out.message, self.clock.now()).await;
        Some(done.map(Delivered::Handed))
    }

    /// The last look at approved words before they leave the house.
    async fn looked_at(&self, errand: &Errand, out: &HandOut) -> Result<Waiting> {
        let Some(id) = subject(errand) else { return Ok(Waiting::Gone) };
        desk::waiting(&mut self.store.write().await?, id, out, self.clock.now()).await
    }
}

fn subject(errand: &Errand) -> Option<StatementId> {
    errand.subject.as_deref().and_then(StatementId::parse)
}

fn held_back(reason: &str) -> ChatError {
    ChatError::GiveUp { reason: reason.to_owned(), cure: "read the statement, and ask for a review again".to_owned() }
}

/// The tool took it; what it answered is kept for the desk.
pub(super) async fn taken(tx: &mut Tx, errand: &Errand, answer: Taken, now: Time) -> Result<()> {
    note(tx, errand, Handed { link: answer.link, text: answer.text, ..Handed::default() }, now).await
}

/// It did not and will not.
pub(super) async fn refused(tx: &mut Tx, errand: &Errand, error: &ChatError, now: Time) -> Result<()> {
    let Body::HandOut(out) = &errand.body else { return Ok(()) };
    let Some(id) = subject(errand) else { return Ok(()) };
    let spoilt = desk::waiting(tx, id, out, now).await? == Waiting::Spoilt;
    note(tx, errand, Handed { error: Some(error.to_string()), spoilt, ..Handed::default() }, now).await
}

async fn note(tx: &mut Tx, errand: &Errand, answer: Handed, now: Time) -> Result<()> {
    let Body::HandOut(out) = &errand.body else { return Ok(()) };
    let Some(id) = subject(errand) else { return Ok(()) };
    let answer = Handed { by: Some(out.by.clone()), hash: Some(out.hash.clone()), ..answer };
    desk::answered(tx, id, &answer, now).await
}
