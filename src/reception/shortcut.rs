//! What is chosen from a message's menu.

use commands::Shortcut;

use super::timeline::Kept;
use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent, Said};
use crate::post::Post;
use crate::words::{Locale, word};

impl Reception {
    /// Does what an entry of a message's menu stands for.
    pub(super) async fn chose(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (shortcut, on): (Option<Shortcut>, &Said),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        match shortcut {
            Some(Shortcut::AddToTimeline) => {
                self.keep(chat, event, locale, on.message.clone(), Some(on.clone()), (Kept::Asked, None)).await
            }
            Some(Shortcut::ReportMention) => self.report_said(event, locale, on).await,
            Some(Shortcut::OpenIncident) => self.open_from(chat, event, locale, on).await,
            Some(Shortcut::KeepEvidence) => {
                self.keep_evidence(chat, event, locale, on.message.clone(), Some(on.clone()), None).await
            }
            Some(Shortcut::AnswerThis) => self.answer_this(event, locale, on).await,
            Some(Shortcut::DraftStatement) => self.draft_from(chat, locale, &on.text, trigger).await,
            None => Ok(Some(Answer::new(Post::line(word(locale, "common-not-here"))))),
        }
    }
}
