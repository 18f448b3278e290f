//! What happens to what the public wants answered, and to scheduled content, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::Reply;
use crate::fact::{Done, Fact, Slot, Value};

/// Characters of the public's words that a timeline shows.
const SHOWN: usize = 120;

/// What happened to something that wants an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    Queued,
    Claimed,
    Returned,
    /// Somebody held it for too long.
    Overheld,
    Answered {
        words: &'a str,
    },
    LetBe,
}

/// What happened, and to what.
pub(super) struct About<'a> {
    pub reply: &'a Reply,
    pub happened: Happened<'a>,
}

/// So many owners of scheduled content were asked to pause it, or to go on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub pause: bool,
    pub owners: usize,
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Happened::Queued => "reply.queued",
            Happened::Claimed => "reply.claimed",
            Happened::Returned | Happened::Overheld => "reply.returned",
            Happened::Answered { .. } => "reply.answered",
            Happened::LetBe => "reply.let_be",
        })
    }

    fn detail(&self) -> Json {
        json!({ "reply": self.reply.id.to_string(), "words": self.words() })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.happened {
            Happened::Queued => "reply-did-queue",
            Happened::Claimed => "reply-did-claim",
            Happened::Returned => "reply-did-return",
            Happened::Overheld => "reply-did-overheld",
            Happened::Answered { .. } => "reply-did-answer",
            Happened::LetBe => "reply-did-let-be",
        };
        let said: String = self.reply.said.chars().take(SHOWN).collect();
        let what = Value::Text(format!("{} {said}", self.reply.id));
        vec![Done::new(key).with(Slot::What, what).because(self.words())]
    }
}

impl About<'_> {
    fn words(&self) -> &str {
        match self.happened {
            Happened::Answered { words } => words,
            _ => "",
        }
    }
}

impl Fact for Asked {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(if self.pause { "content.paused" } else { "content.resumed" })
    }

    fn detail(&self) -> Json {
        json!({ "asked": self.owners })
    }

    fn told(&self) -> Vec<Done> {
        Vec::new()
    }
}
