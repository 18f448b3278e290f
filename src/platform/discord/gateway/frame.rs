//! Frames of the gateway (discord.com/developers/docs/topics/opcodes-and-status-codes#gateway).

use serde_json::{Value, json};

/// What came.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Frame {
    /// Something happened; `seq` counts within the session.
    Dispatch {
        kind: String,
        seq: u64,
        data: Value,
    },
    /// Discord wants a heartbeat now.
    BeatNow,
    Reconnect,
    /// The session is not known; `resumable` when it is, but not yet.
    Invalid {
        resumable: bool,
    },
    Hello {
        beat_ms: u64,
    },
    BeatHeard,
    Other,
}

/// Reads a frame; none when it is none.
pub(super) fn read(text: &str) -> Option<Frame> {
    let mut told: Value = serde_json::from_str(text).ok()?;
    Some(match told["op"].as_u64()? {
        0 => Frame::Dispatch { kind: told["t"].as_str()?.to_owned(), seq: told["s"].as_u64()?, data: told["d"].take() },
        1 => Frame::BeatNow,
        7 => Frame::Reconnect,
        9 => Frame::Invalid { resumable: told["d"] == true },
        10 => Frame::Hello { beat_ms: told["d"]["heartbeat_interval"].as_u64()?.max(1) },
        11 => Frame::BeatHeard,
        _ => Frame::Other,
    })
}

pub(super) fn beat(seen: Option<u64>) -> String {
    json!({ "op": 1, "d": seen }).to_string()
}

pub(super) fn identify(token: &str, intents: u64) -> String {
    let properties = json!({ "os": std::env::consts::OS, "browser": "squall", "device": "squall" });
    json!({ "op": 2, "d": { "token": token, "intents": intents, "properties": properties, "compress": false } })
        .to_string()
}

pub(super) fn resume(token: &str, session: &str, seen: u64) -> String {
    json!({ "op": 6, "d": { "token": token, "session_id": session, "seq": seen } }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_told_apart_and_rubbish_is_none() {
        assert_eq!(read(r#"{"op":10,"d":{"heartbeat_interval":41250}}"#), Some(Frame::Hello { beat_ms: 41_250 }));
        assert_eq!(read(r#"{"op":9,"d":false}"#), Some(Frame::Invalid { resumable: false }));
        let happened = Frame::Dispatch { kind: "X".into(), seq: 3, data: json!({ "a": 1 }) };
        assert_eq!(read(r#"{"op":0,"t":"X","s":3,"d":{"a":1}}"#), Some(happened));
        for rubbish in ["", "[]", "{\"op\":0}", "{\"op\":10}", "nonsense"] {
            assert_eq!(read(rubbish), None, "{rubbish}");
        }
    }
}
