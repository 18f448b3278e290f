//! What is chosen from a message's menu.

use commands::Shortcut;

use super::asking::Asking;
use super::timeline::Kept;
use super::{Answer, Answered, conduct, evidence, need, report, statement, timeline};
use crate::chat::Said;
use crate::post::Post;
use crate::words::word;

/// Does what an entry of a message's menu stands for.
pub(super) async fn chosen(asking: &Asking<'_>, shortcut: &str, on: &Said, trigger: &str) -> Answered {
    let shortcut = Shortcut::named(shortcut);
    asking.pass(shortcut.map_or(need::OWN, need::of_shortcut)).await?;
    let Some(shortcut) = shortcut else {
        return Ok(Some(Answer::new(Post::line(word(asking.locale, "common-not-here")))));
    };
    let (message, said) = (on.message.clone(), Some(on.clone()));
    match shortcut {
        Shortcut::AddToTimeline => timeline::keep(asking, message, said, (Kept::Asked, None)).await,
        Shortcut::ReportMention => report::said(asking, on).await,
        Shortcut::OpenIncident => timeline::open_from(asking, on).await,
        Shortcut::KeepEvidence => evidence::keep(asking, message, said, None).await,
        Shortcut::AnswerThis => conduct::answer_this(asking, on).await,
        Shortcut::DraftStatement => statement::draft_from(asking, &on.text, trigger).await,
    }
}
