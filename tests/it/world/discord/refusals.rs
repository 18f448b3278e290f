//! How Discord says no: a status and one of its codes.
//! https://docs.discord.com/developers/topics/opcodes-and-status-codes#json

use serde_json::{Value, json};

/// Status and body.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal(pub u16, pub Value);

/// What a call is answered with: a status and a body (null: none), or a refusal.
pub type Answer = Result<(u16, Value), Refusal>;

pub fn ok(body: Value) -> Answer {
    Ok((200, body))
}

pub fn nothing() -> Answer {
    Ok((204, Value::Null))
}

/// A refusal by its code.
pub fn refuse(code: u32) -> Refusal {
    let (status, message) = match code {
        0 => (401, "401: Unauthorized"),
        10_003 => (404, "Unknown Channel"),
        10_004 => (404, "Unknown Guild"),
        10_007 => (404, "Unknown Member"),
        10_008 => (404, "Unknown Message"),
        10_013 => (404, "Unknown User"),
        10_015 => (404, "Unknown Webhook"),
        10_062 => (404, "Unknown interaction"),
        10_002 => (404, "Unknown Application"),
        10_063 => (404, "Unknown application command"),
        20_012 => (403, "You are not authorized to perform this action on this application"),
        30_003 => (400, "Maximum number of pins reached (250)"),
        30_010 => (400, "Maximum number of reactions reached (20)"),
        30_033 => (400, "Maximum number of thread participants has been reached (1000)"),
        40_005 => (413, "Request entity too large. Try sending something smaller in size"),
        40_060 => (400, "Interaction has already been acknowledged."),
        40_062 => (429, "Service resource is being rate limited."),
        40_067 => (400, "A tag is required to create a forum post in this channel"),
        50_001 => (403, "Missing Access"),
        50_005 => (403, "Cannot edit a message authored by another user"),
        50_006 => (400, "Cannot send an empty message"),
        50_007 => (403, "Cannot send messages to this user"),
        50_008 => (400, "Cannot send messages in a non-text channel"),
        50_013 => (403, "Missing Permissions"),
        50_024 => (400, "Cannot execute action on this channel type"),
        50_027 => (401, "Invalid Webhook Token"),
        50_033 => (400, "Invalid Recipient(s)"),
        50_083 => (400, "Thread is archived"),
        50_109 => (400, "The request body contains invalid JSON."),
        160_002 => (400, "Cannot reply without permission to read message history"),
        160_004 => (400, "A thread has already been created for this message"),
        160_005 => (400, "Thread is locked"),
        160_006 => (400, "Maximum number of active threads reached"),
        other => panic!("no words for {other}"),
    };
    Refusal(status, json!({ "message": message, "code": code }))
}

/// A body with faults, each at its path: `embeds[0].title`, what is wrong with it.
pub fn invalid(faults: &[(String, String)]) -> Refusal {
    let mut errors = json!({});
    for (path, message) in faults {
        let mut at = &mut errors;
        for step in path.split(['.', '[']).map(|step| step.trim_end_matches(']')) {
            at = &mut at[step];
        }
        at["_errors"] = json!([{ "code": "BASE_TYPE_BAD", "message": message }]);
    }
    Refusal(400, json!({ "message": "Invalid Form Body", "code": 50_035, "errors": errors }))
}
