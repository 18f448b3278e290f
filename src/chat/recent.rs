//! What was sent lately, so that the same key is the same message without asking the platform.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::chat::{MessageRef, Place};

/// Messages that are remembered.
const REMEMBERED: usize = 1000;

/// The last messages by place and key.
#[derive(Default)]
pub struct Recent(Mutex<VecDeque<(Place, String, MessageRef)>>);

impl Recent {
    pub fn posted(&self, place: &Place, key: &str) -> Option<MessageRef> {
        let all = self.all();
        all.iter().rev().find(|(at, known, _)| known == key && at == place).map(|(_, _, message)| message.clone())
    }

    pub fn add(&self, place: &Place, key: &str, message: &MessageRef) {
        let mut all = self.all();
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back((place.clone(), key.to_owned(), message.clone()));
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<(Place, String, MessageRef)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thousand_are_remembered() {
        let place = Place { platform: "slack".into(), channel: "C1".into(), thread: None };
        let recent = Recent::default();
        for number in 0..=REMEMBERED {
            let message = MessageRef { place: place.clone(), message: number.to_string() };
            recent.add(&place, &format!("key {number}"), &message);
        }
        assert_eq!(recent.posted(&place, "key 0"), None);
        assert_eq!(recent.posted(&place, "key 1").map(|found| found.message).as_deref(), Some("1"));
        assert_eq!(recent.posted(&Place { channel: "C2".into(), ..place }, "key 1"), None);
    }
}
