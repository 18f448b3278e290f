//! The frames of Socket Mode.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a frame says.
#[derive(Clone, Debug, PartialEq)]
pub enum Frame {
    Hello,
    /// Slack will close, for a reason of its own.
    Disconnect(String),
    /// Something was done; to be acknowledged by its id.
    Envelope {
        id: String,
        kind: String,
        payload: Value,
    },
    Other,
}

/// As it stands on the wire. The crate keeps its own types of frames to itself, and they drop what an envelope of a kind that it
/// does not know is acknowledged by.
#[derive(Deserialize)]
struct Written {
    #[serde(rename = "type", default)]
    kind: String,
    envelope_id: Option<String>,
    #[serde(default)]
    payload: Value,
    #[serde(default)]
    reason: String,
}

/// Reads a frame. What is no frame of Slack's is [`Frame::Other`].
pub fn read(text: &str) -> Frame {
    let Ok(Written { kind, envelope_id, payload, reason }) = serde_json::from_str(text) else { return Frame::Other };
    match (kind.as_str(), envelope_id) {
        ("hello", _) => Frame::Hello,
        ("disconnect", _) => Frame::Disconnect(reason),
        // Envelopes of kinds that are not known are acknowledged too, or they come again for ever.
        (_, Some(id)) => Frame::Envelope { id, kind, payload },
        _ => Frame::Other,
    }
}

/// The acknowledgement, with what is answered in it.
pub fn ack(id: &str, answer: Option<&impl Serialize>) -> String {
    #[derive(Serialize)]
    struct Ack<'a, A> {
        envelope_id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<&'a A>,
    }
    serde_json::to_string(&Ack { envelope_id: id, payload: answer }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn frames_are_told_apart() {
        assert_eq!(read(r#"{"type":"hello","num_connections":1}"#), Frame::Hello);
        assert_eq!(read(r#"{"type":"disconnect","reason":"warning"}"#), Frame::Disconnect("warning".into()));
        let envelope = read(r#"{"envelope_id":"e1","type":"events_api","payload":{"a":1},"retry_attempt":2}"#);
        let expected = Frame::Envelope { id: "e1".into(), kind: "events_api".into(), payload: json!({ "a": 1 }) };
        assert_eq!(envelope, expected);
        assert_eq!(ack("e1", None::<&Value>), r#"{"envelope_id":"e1"}"#);
        assert_eq!(ack("e1", Some(&json!({ "a": 1 }))), r#"{"envelope_id":"e1","payload":{"a":1}}"#);
        assert_eq!(read("ping"), Frame::Other);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".*") {
            let _ = read(&text);
        }
    }
}
