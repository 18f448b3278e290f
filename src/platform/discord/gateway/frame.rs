//! Frames of the gateway (discord.com/developers/docs/topics/opcodes-and-status-codes#gateway).

use serde_json::Value;
use serenity::constants::Opcode;

use crate::platform::discord::wire::{self, Hello};

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
    let told: wire::Frame = serde_json::from_str(text).ok()?;
    Some(match told.op {
        Opcode::Dispatch => Frame::Dispatch { kind: told.t?, seq: told.s?, data: told.d },
        Opcode::Heartbeat => Frame::BeatNow,
        Opcode::Reconnect => Frame::Reconnect,
        Opcode::InvalidSession => Frame::Invalid { resumable: told.d == true },
        Opcode::Hello => Frame::Hello { beat_ms: wire::read::<Hello>(&told.d)?.heartbeat_interval.max(1) },
        Opcode::HeartbeatAck => Frame::BeatHeard,
        _ => Frame::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
