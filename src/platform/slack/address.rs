//! Where Slack keeps a message: a channel and a ts.
//!
//! The bot's conversation with one person is a channel too (`D012`), which nobody but Slack can tell from the person. So in
//! [`Place::direct`] ids of messages and threads carry it before the ts, `D012/1772442000.000100`: whoever holds
//! such an id can edit, read and answer without asking.

use super::PLATFORM;
use crate::chat::{MessageRef, Place};
use crate::person::Person;

/// A place as events tell it: a channel, perhaps a thread of it, and who did something there.
pub(super) fn place(channel: &str, thread: Option<&str>, user: &str) -> Place {
    if !is_direct(channel) {
        return Place { platform: PLATFORM.into(), channel: channel.into(), thread: thread.map(str::to_owned) };
    }
    let thread = thread.map(|thread| format!("{channel}/{thread}"));
    let person = Person { platform: PLATFORM.into(), user: user.into() };
    Place { thread, ..Place::direct(&person) }
}

/// A message as events tell it.
pub(super) fn message(channel: &str, thread: Option<&str>, user: &str, ts: &str) -> MessageRef {
    MessageRef { place: place(channel, thread, user), message: id(channel, ts) }
}

/// The id of a message that stands in this channel.
pub(super) fn id(channel: &str, ts: &str) -> String {
    if is_direct(channel) { format!("{channel}/{ts}") } else { ts.to_owned() }
}

/// The channel and the ts of a message.
pub(super) fn of(message: &MessageRef) -> (&str, &str) {
    message.message.split_once('/').unwrap_or((&message.place.channel, &message.message))
}

/// What `chat.postMessage` takes: a channel, or a person for the conversation with them, and the thread.
pub(super) fn to(place: &Place) -> (&str, Option<&str>) {
    match place.thread.as_deref().map(|thread| thread.split_once('/').unwrap_or((&place.channel, thread))) {
        Some((channel, thread)) => (channel, Some(thread)),
        None => (place.direct_to().unwrap_or(&place.channel), None),
    }
}

fn is_direct(channel: &str) -> bool {
    channel.starts_with('D')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_a_direct_conversation_is_found_without_asking() {
        let message = message("D012", Some("5.0"), "U1", "6.0");
        assert_eq!((of(&message), message.place.direct_to()), (("D012", "6.0"), Some("U1")));
        assert_eq!(to(&message.place), ("D012", Some("5.0")));
        assert!(!message.message.contains([':', '|']), "buttons and forms carry it between these");
        let person = Person { platform: PLATFORM.into(), user: "U1".into() };
        assert_eq!(to(&Place::direct(&person)), ("U1", None));
    }

    #[test]
    fn elsewhere_ids_are_slacks_own() {
        let message = message("C012", Some("5.0"), "U1", "6.0");
        assert_eq!((of(&message), to(&message.place)), (("C012", "6.0"), ("C012", Some("5.0"))));
        assert_eq!(message.message, "6.0");
    }
}
