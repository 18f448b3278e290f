//! What is asked of the queue of answers by a button or a menu.

use super::number;

/// Something to press about a mention that wants an answer. Ids are row numbers: `Q-4` is 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyAction {
    /// The person will answer it.
    Claim(i64),
    /// Somebody else may.
    GiveBack(i64),
    /// It was answered. Asks for the words in a form, which comes back as the same.
    Answer(i64),
    /// It gets no answer.
    LetBe(i64),
}

impl ReplyAction {
    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Answer(_) => true,
            Self::Claim(_) | Self::GiveBack(_) | Self::LetBe(_) => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        match self {
            Self::Claim(reply) => ("reply-claim", reply.to_string()),
            Self::GiveBack(reply) => ("reply-back", reply.to_string()),
            Self::Answer(reply) => ("reply-answer", reply.to_string()),
            Self::LetBe(reply) => ("reply-let-be", reply.to_string()),
        }
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let id = number::<i64>(rest)?;
        Some(match verb {
            "reply-claim" => Self::Claim(id),
            "reply-back" => Self::GiveBack(id),
            "reply-answer" => Self::Answer(id),
            "reply-let-be" => Self::LetBe(id),
            _ => return None,
        })
    }
}
