//! What Slack's refusals mean, and who must act.

use slack_morphism::errors::SlackClientError;

use super::wire::Refusal;
use crate::chat::ChatError;
pub use crate::chat::trouble::Kind;

/// The longest error code that is repeated; longer ones are not Slack's.
const CODE: usize = 64;

/// A call that failed. Holds no token and no text of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub kind: Kind,
    pub method: String,
    /// Slack's error code, or what happened on the way.
    pub code: String,
    /// The scope that is missing.
    needed: Option<String>,
    /// Where.
    pub(super) channel: String,
}

impl Trouble {
    pub fn new(kind: Kind, method: &str, code: &str) -> Self {
        Self { kind, method: method.into(), code: code.into(), needed: None, channel: String::new() }
    }

    /// What a call of `method` ended with.
    pub fn read(method: &str, error: &SlackClientError) -> Self {
        match error {
            SlackClientError::ApiError(error) => {
                let code = plain(&error.code);
                let body = error.http_response_body.as_deref().and_then(|body| serde_json::from_str(body).ok());
                let needed = body.and_then(|body: Refusal| body.needed).map(|scope| plain(&scope));
                Self { needed, ..Self::new(kind(method, &code), method, &code) }
            }
            SlackClientError::RateLimitError(error) => {
                let after_ms = error.retry_after.map(|after| u64::try_from(after.as_millis()).unwrap_or(u64::MAX));
                Self::new(Kind::Later { after_ms }, method, "ratelimited")
            }
            SlackClientError::HttpError(error) => {
                let status = error.status_code;
                let kind = if status.is_server_error() { lost(method) } else { Kind::Refused };
                Self::new(kind, method, &format!("status {}", status.as_u16()))
            }
            SlackClientError::HttpProtocolError(error) => {
                let cause = error.cause.as_ref();
                let cause = cause.and_then(|cause| cause.downcast_ref::<hyper_util::client::legacy::Error>());
                if cause.is_some_and(hyper_util::client::legacy::Error::is_connect) {
                    Self::new(Kind::Later { after_ms: None }, method, "no connection")
                } else {
                    Self::new(lost(method), method, "the connection broke")
                }
            }
            _ => Self::new(lost(method), method, "the answer could not be read"),
        }
    }

    /// No answer within the patience for one.
    pub fn slow(method: &str) -> Self {
        Self::new(lost(method), method, "no answer in time")
    }
}

/// Letters, digits and `_` of it: what comes from outside can't write the log.
fn plain(code: &str) -> String {
    code.chars().filter(|c| c.is_ascii_alphanumeric() || "_:.,-".contains(*c)).take(CODE).collect()
}

/// What repeating would do twice is not known to have happened; all else is simply tried again.
fn lost(method: &str) -> Kind {
    if matches!(method, "chat.postMessage" | "chat.postEphemeral") {
        Kind::Unknown
    } else {
        Kind::Later { after_ms: None }
    }
}

fn kind(method: &str, code: &str) -> Kind {
    match code {
        "ratelimited" | "rate_limited" | "message_limit_exceeded" => Kind::Later { after_ms: None },
        "internal_error" | "fatal_error" | "request_timeout" => lost(method),
        "service_unavailable" | "team_added_to_org" | "accesslimited" => Kind::Later { after_ms: None },
        "message_not_found" | "thread_not_found" | "cannot_reply_to_message" => Kind::Gone,
        "invalid_auth"
        | "not_authed"
        | "token_revoked"
        | "token_expired"
        | "account_inactive"
        | "not_allowed_token_type"
        | "access_denied"
        | "org_login_required" => Kind::Token,
        "not_in_channel"
        | "channel_not_found"
        | "is_archived"
        | "missing_scope"
        | "messages_tab_disabled"
        | "not_enabled"
        | "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "restricted_action_non_threadable_channel"
        | "team_access_not_granted"
        | "ekm_access_denied"
        | "no_permission" => Kind::Blocked,
        "expired_trigger_id"
        | "trigger_expired"
        | "trigger_exchanged"
        | "exchanged_trigger_id"
        | "invalid_trigger"
        | "invalid_trigger_id" => Kind::TooLate,
        _ => Kind::Refused,
    }
}

impl From<Trouble> for ChatError {
    fn from(trouble: Trouble) -> Self {
        trouble.kind.error(format!("Slack's {}: {}", trouble.method, trouble.code), said(&trouble))
    }
}

/// What is wrong, and what a person can do about it.
pub(super) fn said(trouble: &Trouble) -> (String, String) {
    let Trouble { method, code, channel, .. } = trouble;
    let place = if channel.is_empty() { "the channel".to_owned() } else { format!("channel {channel}") };
    let invite = "invite @squall to the channel: /invite @squall".to_owned();
    match code.as_str() {
        "not_in_channel" => (format!("Squall is not in {place}"), invite),
        "channel_not_found" => (
            format!("Slack knows no {place} that Squall may see"),
            "name a channel that exists; if it is private, invite @squall to it: /invite @squall".into(),
        ),
        "no_such_subteam" => (
            format!("Slack knows no user group {channel}"),
            "copy its id again (the group's page, More, Copy group ID), or take it out of [slack.groups]".into(),
        ),
        "is_archived" => (
            format!("{place} is archived"),
            "unarchive it, or let the watch speak elsewhere: /crisis watch edit NAME --channel #other".into(),
        ),
        "missing_scope" if trouble.needed.as_deref() == Some("connections:write") => (
            "app_token lacks the scope connections:write".into(),
            "make another one with it on the app's page, Basic Information, App-Level Tokens".into(),
        ),
        "missing_scope" => {
            let scope = trouble.needed.as_deref().unwrap_or("of the method");
            (
                format!("the scope {scope} is missing for {method}"),
                "paste squall manifest slack into the app's manifest, and reinstall the app".into(),
            )
        }
        "not_allowed_token_type" => (
            format!("Slack refused the kind of token for {method}"),
            "bot_token starts with xoxb-, app_token with xapp-".into(),
        ),
        "invalid_auth" | "not_authed" | "token_revoked" | "token_expired" | "account_inactive" | "access_denied"
        | "org_login_required" => refused_token(method, code),
        "link_disabled" => (
            "Socket Mode is turned off for the app".into(),
            "turn it on under Settings, Socket Mode, or set signing_secret to use HTTP".into(),
        ),
        "user_not_in_channel" | "user_not_found" | "cannot_dm_bot" => {
            (format!("the person can't be reached in {place}"), "they have to join the channel".into())
        }
        "messages_tab_disabled" => (
            "people can't be written to directly: the app has no messages tab".into(),
            "turn it on under App Home, Messages Tab, or paste squall manifest slack into the app's manifest".into(),
        ),
        "not_enabled" => (
            "people have no page of Squall's: the app has no home tab".into(),
            "turn it on under App Home, Home Tab, or paste squall manifest slack into the app's manifest".into(),
        ),
        "restricted_action"
        | "restricted_action_read_only_channel"
        | "restricted_action_thread_only_channel"
        | "restricted_action_non_threadable_channel"
        | "team_access_not_granted"
        | "ekm_access_denied"
        | "no_permission"
        | "cant_update_message"
        | "edit_window_closed" => (
            format!("the workspace does not allow it in {place} ({code})"),
            "ask an administrator of the workspace to let Squall post there".into(),
        ),
        "msg_too_long"
        | "msg_blocks_too_long"
        | "invalid_blocks"
        | "invalid_blocks_format"
        | "invalid_arguments"
        | "invalid_metadata_format"
        | "invalid_metadata_schema"
        | "no_text"
        | "invalid_json" => {
            (format!("Slack can't show a message of Squall ({method}: {code})"), "please report this".into())
        }
        _ => (
            format!("Slack refused {method} ({code})"),
            format!("see https://docs.slack.dev/reference/methods/{method} for the error"),
        ),
    }
}

/// Which of the two tokens it is, and where the next one comes from.
fn refused_token(method: &str, code: &str) -> (String, String) {
    let (token, from) = if method == "apps.connections.open" {
        ("app_token", "make another one on the app's page, Basic Information, App-Level Tokens,")
    } else {
        ("bot_token", "install the app anew on its page, Install App,")
    };
    (format!("Slack does not accept {token} ({code})"), format!("{from} and put it under [slack] in squall.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use slack_morphism::errors::{SlackClientApiError, SlackClientHttpError, SlackRateLimitError};

    fn refused(method: &str, code: &str, body: &str) -> ChatError {
        let error = SlackClientApiError::new(code.to_owned()).with_http_response_body(body.to_owned());
        Trouble { channel: "C012".into(), ..Trouble::read(method, &SlackClientError::ApiError(error)) }.into()
    }

    #[test]
    fn a_person_is_told_the_cure() {
        for (code, body, waits, cure) in [
            ("not_in_channel", "{}", true, "/invite @squall"),
            ("channel_not_found", "{}", true, "C012"),
            ("is_archived", "{}", true, "unarchive"),
            ("missing_scope", r#"{"needed":"files:write"}"#, true, "files:write"),
            ("token_revoked", "{}", true, "install the app"),
            ("account_inactive", "{}", true, "install the app"),
            ("invalid_blocks", "{}", false, "report"),
            ("msg_too_long", "{}", false, "report"),
            ("something_new", "{}", false, "docs.slack.dev/reference/methods/chat.update"),
        ] {
            let error = refused("chat.update", code, body);
            assert_eq!(matches!(error, ChatError::Blocked { .. }), waits, "{code}");
            assert_eq!(matches!(error, ChatError::GiveUp { .. }), !waits, "{code}");
            let said = error.to_string();
            assert!(said.contains(cure) && !said.contains('\n'), "{said}");
        }
    }

    #[test]
    fn a_form_that_came_too_late_is_no_fault() {
        assert!(matches!(refused("views.open", "expired_trigger_id", "{}"), ChatError::TooLate { .. }));
    }

    #[test]
    fn what_was_deleted_is_gone() {
        for code in ["message_not_found", "thread_not_found"] {
            assert!(matches!(refused("chat.update", code, "{}"), ChatError::Gone { .. }), "{code}");
        }
    }

    #[test]
    fn time_helps_unless_a_message_may_be_there_already() {
        let limit = SlackRateLimitError::new().with_retry_after(std::time::Duration::from_secs(7));
        let limit = Trouble::read("chat.postMessage", &SlackClientError::RateLimitError(limit));
        assert_eq!(limit.kind, Kind::Later { after_ms: Some(7000) });
        let down = || SlackClientError::HttpError(SlackClientHttpError::new(http::StatusCode::BAD_GATEWAY));
        assert_eq!(Trouble::read("chat.postMessage", &down()).kind, Kind::Unknown);
        assert_eq!(Trouble::read("chat.update", &down()).kind, Kind::Later { after_ms: None });
        assert_eq!(Trouble::slow("chat.postEphemeral").kind, Kind::Unknown);
        assert!(matches!(refused("chat.postMessage", "fatal_error", "{}"), ChatError::Unknown { .. }));
    }

    #[test]
    fn a_code_from_outside_can_not_write_the_log() {
        let said = refused("chat.update", "bad\nERROR squall: \u{1b}[31mall is lost", "{}").to_string();
        assert!(!said.contains(['\n', '\u{1b}', '[']), "{said}");
    }
}
