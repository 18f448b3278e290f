//! Each conversation has an outbox: its messages go one after the other, at its platform's pace, and no conversation
//! waits for another one. Pure.

use std::collections::BTreeMap;

use chrono::Duration;

use crate::clock::{Time, from_micros};
use crate::store::errand::Head;

/// Conversations of one platform that are served at once, so that a slow one leaves room for the others.
const AT_ONCE: usize = 64;

/// What to do now, and when to look again.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub now: Vec<i64>,
    /// None when nothing waits for time.
    pub next: Option<Time>,
}

/// The platform of a conversation.
pub(super) fn platform(conversation: &str) -> &str {
    conversation.split(':').next().unwrap_or_default()
}

/// Chooses among the heads of all outboxes. `under_way` counts by platform what is being sent, `pace` is the least time
/// between two messages of a conversation of that platform.
pub(super) fn choose(
    heads: &[Head],
    mut under_way: BTreeMap<String, usize>,
    now: Time,
    pace: impl Fn(&str) -> Duration,
) -> Choice {
    let mut choice = Choice::default();
    for head in heads {
        let platform = platform(&head.conversation);
        let paced = head.last_sent.map_or(Time::UNIX_EPOCH, |sent| from_micros(sent) + pace(platform));
        let free = from_micros(head.free_at).max(paced);
        if free > now {
            choice.next = Some(choice.next.map_or(free, |next| next.min(free)));
            continue;
        }
        let busy = under_way.entry(platform.to_owned()).or_default();
        // Whoever ends makes room, and that is when it is looked again.
        if *busy < AT_ONCE {
            *busy += 1;
            choice.now.push(head.id);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(id: i64, conversation: &str, free_at: i64, last_sent: Option<i64>) -> Head {
        Head { id, conversation: conversation.into(), free_at, last_sent }
    }

    fn pace(platform: &str) -> Duration {
        Duration::microseconds(if platform == "slack" { 1_000 } else { 0 })
    }

    #[test]
    fn what_is_due_goes_and_the_next_moment_is_known() {
        let heads = [
            head(1, "slack:C1", 5_000, None),
            head(2, "slack:C2", 5_001, None),
            head(3, "slack:C3", 0, Some(4_500)),
            head(4, "sandbox:crisis", 0, Some(5_000)),
        ];
        let at = |now| choose(&heads, BTreeMap::new(), from_micros(now), pace);
        assert_eq!(at(5_000), Choice { now: vec![1, 4], next: Some(from_micros(5_001)) });
        assert_eq!(at(5_499), Choice { now: vec![1, 2, 4], next: Some(from_micros(5_500)) });
        assert_eq!(at(5_500), Choice { now: vec![1, 2, 3, 4], next: None });
    }

    #[test]
    fn a_platform_that_is_full_leaves_the_others_their_room() {
        let mut heads: Vec<Head> = (0..100).map(|n| head(n, &format!("slack:C{n}"), 0, None)).collect();
        heads.push(head(100, "discord:1", 0, None));
        let full = [("slack".to_owned(), AT_ONCE - 1)].into();
        assert_eq!(choose(&heads, full, from_micros(1), pace).now, [0, 100]);
    }
}
