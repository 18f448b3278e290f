//! The frames of Socket Mode.

use serde_json::{Value, json};

/// What a frame says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Frame {
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

/// Reads a frame. What is no frame of Slack's is [`Frame::Other`].
pub(super) fn read(text: &str) -> Frame {
    let Ok(mut frame) = serde_json::from_str::<Value>(text) else { return Frame::Other };
    let payload = frame.get_mut("payload").map(Value::take).unwrap_or_default();
    let text = |name: &str| frame[name].as_str().unwrap_or_default().to_owned();
    match (text("type").as_str(), text("envelope_id")) {
        ("hello", _) => Frame::Hello,
        ("disconnect", _) => Frame::Disconnect(text("reason")),
        // Envelopes of kinds that are not known are acknowledged too, or they come again for ever.
        (kind, id) if !id.is_empty() => Frame::Envelope { id, kind: kind.to_owned(), payload },
        _ => Frame::Other,
    }
}

/// The acknowledgement, with what is answered in it.
pub(super) fn ack(id: &str, answer: Option<&Value>) -> String {
    match answer {
        Some(answer) => json!({ "envelope_id": id, "payload": answer }).to_string(),
        None => json!({ "envelope_id": id }).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn frames_are_told_apart() {
        assert_eq!(read(r#"{"type":"hello","num_connections":1}"#), Frame::Hello);
        assert_eq!(read(r#"{"type":"disconnect","reason":"warning"}"#), Frame::Disconnect("warning".into()));
        let envelope = read(r#"{"envelope_id":"e1","type":"events_api","payload":{"a":1},"retry_attempt":2}"#);
        let expected = Frame::Envelope { id: "e1".into(), kind: "events_api".into(), payload: json!({ "a": 1 }) };
        assert_eq!(envelope, expected);
        assert_eq!(ack("e1", None), r#"{"envelope_id":"e1"}"#);
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
