//! What Discord's refusals mean, and who must act (discord.com/developers/docs/topics/opcodes-and-status-codes).

use crate::chat::ChatError;
pub use crate::chat::trouble::Kind;

// Codes of Discord's errors.
pub const UNKNOWN_CHANNEL: u64 = 10_003;
pub const UNKNOWN_MEMBER: u64 = 10_007;
pub const UNKNOWN_MESSAGE: u64 = 10_008;
pub const UNKNOWN_USER: u64 = 10_013;
pub const UNKNOWN_WEBHOOK: u64 = 10_015;
pub const UNKNOWN_INTERACTION: u64 = 10_062;
pub const ALREADY_ANSWERED: u64 = 40_060;
pub const NO_ACCESS: u64 = 50_001;
pub const NO_DIRECT_MESSAGES: u64 = 50_007;
pub const NO_PERMISSION: u64 = 50_013;
pub const WRONG_WEBHOOK_TOKEN: u64 = 50_027;
pub const ARCHIVED: u64 = 50_083;
pub const HAS_THREAD: u64 = 160_004;

/// A call that failed. Holds no token and no text of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub kind: Kind,
    /// What was tried, in a few words: `post a message`.
    pub doing: &'static str,
    /// Discord's code of the error; 0 when it named none.
    pub code: u64,
    /// What happened, in a few words.
    pub what: String,
    /// Where.
    pub channel: String,
}

impl Trouble {
    pub fn new(kind: Kind, doing: &'static str, what: &str) -> Self {
        Self { kind, doing, code: 0, what: what.to_owned(), channel: String::new() }
    }

    /// An answer that is no success. `again` says that repeating the call does nothing twice.
    pub fn read(doing: &'static str, status: u16, code: u64, retry_after_ms: Option<u64>, again: bool) -> Self {
        let kind = match (status, code) {
            (429, _) => Kind::Later { after_ms: retry_after_ms },
            (500.., _) if again => Kind::Later { after_ms: None },
            (500.., _) => Kind::Unknown,
            (401, WRONG_WEBHOOK_TOKEN) | (_, UNKNOWN_WEBHOOK | UNKNOWN_INTERACTION | WRONG_WEBHOOK_TOKEN) => Kind::Gone,
            (401, _) => Kind::Token,
            // All that is meant for the channel waits. A permission or a locked thread stops only some of it.
            (_, NO_ACCESS) => Kind::Blocked,
            (_, ALREADY_ANSWERED) => Kind::TooLate,
            (404, _) => Kind::Gone,
            _ => Kind::Refused,
        };
        Self { code, ..Self::new(kind, doing, &format!("status {status}, code {code}")) }
    }

    /// Whether what lets the bot answer a person is used up.
    pub fn too_late(&self) -> bool {
        matches!(self.code, UNKNOWN_WEBHOOK | UNKNOWN_INTERACTION | WRONG_WEBHOOK_TOKEN)
    }
}

impl From<Trouble> for ChatError {
    fn from(trouble: Trouble) -> Self {
        trouble.kind.error(format!("Discord, to {}: {}", trouble.doing, trouble.what), said(&trouble))
    }
}

/// The reason, and what a person can do.
pub(super) fn said(trouble: &Trouble) -> (String, String) {
    let channel = &trouble.channel;
    let place = if channel.is_empty() { "the server".to_owned() } else { format!("channel {channel}") };
    match (trouble.kind, trouble.code) {
        (Kind::Token, _) => (
            "Discord does not know the bot's token".into(),
            "copy it anew from the application's page, Bot, Reset Token, and set [discord] bot_token".into(),
        ),
        (_, UNKNOWN_CHANNEL) => (
            format!("Discord knows no {place}"),
            "name a channel that exists: right-click it, Copy Channel ID, and write discord:ID".into(),
        ),
        (_, UNKNOWN_USER) => (
            "Discord knows no such person".into(),
            "name them by their id: right-click the name, Copy User ID, and write discord:ID".into(),
        ),
        (_, NO_ACCESS) => (
            format!("Squall may not see {place}"),
            "let its role see the channel: channel settings, Permissions, View Channel; squall doctor shows all".into(),
        ),
        (_, NO_PERMISSION) => (
            format!("Squall lacks a permission to {} in {place}", trouble.doing),
            "invite it again with the link of squall manifest discord --invite; squall doctor names what is missing"
                .into(),
        ),
        (_, NO_DIRECT_MESSAGES) => (
            "the person takes no direct messages of Squall".into(),
            "they have to allow direct messages from members of the server".into(),
        ),
        (_, ARCHIVED) => {
            (format!("the thread in {place} is locked"), "a moderator has to unlock it: the thread's menu".into())
        }
        (_, 0) => (format!("Discord refused to {} ({})", trouble.doing, trouble.what), "please report this".into()),
        (_, 50_035 | 50_109) => {
            (format!("Discord can't take what Squall says ({})", trouble.what), "please report this".into())
        }
        _ => (
            format!("Discord refused to {} ({})", trouble.doing, trouble.what),
            "see discord.com/developers/docs/topics/opcodes-and-status-codes for the code".into(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: u64) -> ChatError {
        let read = Trouble::read("post a message", status, code, Some(700), false);
        Trouble { channel: "123".into(), ..read }.into()
    }

    #[test]
    fn a_person_is_told_the_cure_in_one_line() {
        for (status, code, waits, cure) in [
            (401, 0, true, "Reset Token"),
            (403, NO_ACCESS, true, "View Channel"),
            (403, NO_PERMISSION, false, "invite it again"),
            (400, ARCHIVED, false, "unlock"),
            (403, NO_DIRECT_MESSAGES, false, "allow direct messages"),
            (400, UNKNOWN_USER, false, "Copy User ID"),
            (400, 50_035, false, "report"),
            (400, 12_345, false, "opcodes-and-status-codes"),
        ] {
            let error = refused(status, code);
            assert_eq!(matches!(error, ChatError::Blocked { .. }), waits, "{code}");
            assert_eq!(matches!(error, ChatError::GiveUp { .. }), !waits, "{code}");
            let said = error.to_string();
            assert!(said.contains(cure) && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn a_form_that_came_too_late_is_no_fault() {
        assert!(matches!(refused(400, ALREADY_ANSWERED), ChatError::TooLate { .. }));
    }

    #[test]
    fn time_helps_unless_a_message_may_be_there_already() {
        assert!(matches!(refused(429, 0), ChatError::Retry { after_ms: Some(700), .. }));
        assert!(matches!(refused(502, 0), ChatError::Unknown { .. }));
        let edit = Trouble::read("edit a message", 502, 0, None, true);
        assert_eq!(edit.kind, Kind::Later { after_ms: None });
        assert!(matches!(refused(404, UNKNOWN_MESSAGE), ChatError::Gone { .. }));
        assert!(Trouble::read("answer", 404, UNKNOWN_INTERACTION, None, false).too_late());
    }
}
