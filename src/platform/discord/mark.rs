//! What tells an errand's message from all others to who looks through a channel: Discord forgets a nonce within minutes.
//!
//! It stands where people do not see it: as the number of a row of buttons, else behind the words in characters without
//! width.

use sha2::{Digest, Sha256};

use super::fit::{CONTENT, DESCRIPTION, EMBEDS_TEXT, length};
use super::render::Rendered;
use super::wire::Message;

/// Invisible function application, times, separator and plus: each is two bits.
const LETTERS: [char; 4] = ['\u{2061}', '\u{2062}', '\u{2063}', '\u{2064}'];
/// Bits of a mark. Numbers of components have 31, and those that Discord gives are small.
const BITS: usize = 30;

/// Marks a new message. What has no room stays without.
pub(super) fn put(message: &mut Rendered, key: &str) {
    if let Some(row) = message.rows.first_mut() {
        row.id = Some(number(key));
        return;
    }
    let over_embeds: usize = message.embeds.iter().map(|embed| embed.size()).sum();
    let roomy = over_embeds + BITS / 2 <= EMBEDS_TEXT;
    let fits = |text: &str, most: usize| !text.is_empty() && length(text) + BITS / 2 <= most;
    let first = message.embeds.first_mut().filter(|first| roomy && fits(&first.description, DESCRIPTION));
    if fits(&message.content, CONTENT) {
        message.content.push_str(&letters(key));
    } else if let Some(first) = first {
        first.description.push_str(&letters(key));
    }
}

/// Whether a message that stands carries the mark.
pub(super) fn is_on(message: &Message, key: &str) -> bool {
    let written = letters(key);
    let description = message.embeds.first().and_then(|embed| embed.description.as_deref());
    message.components.first().is_some_and(|row| row.id == Some(number(key)))
        || message.content.ends_with(&written)
        || description.is_some_and(|text| text.ends_with(&written))
}

fn number(key: &str) -> u32 {
    let hash = Sha256::digest(key.as_bytes());
    let hash = hash.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte));
    hash >> 2 | 1 << BITS
}

fn letters(key: &str) -> String {
    let number = number(key);
    (0..BITS).step_by(2).map(|at| LETTERS[(number >> at & 3) as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::discord::render::Embed;
    use crate::platform::discord::wire::{self, Row};
    use serde_json::json;
    use serenity::builder::CreateActionRow;

    fn said(content: &str, embeds: Vec<Embed>) -> Rendered {
        Rendered { content: content.into(), embeds, ..Rendered::default() }
    }

    fn embed(title: &str, description: &str) -> Embed {
        let mut embed = Embed::default();
        (embed.title, embed.description) = (title.into(), description.into());
        embed
    }

    /// As it stands in Discord afterwards.
    fn stands(message: &Rendered) -> Message {
        let mut told = serde_json::to_value(message.clone().message(false)).unwrap();
        told["id"] = json!("1");
        wire::read(&told).unwrap()
    }

    #[test]
    fn a_mark_is_found_again_and_no_other_key_has_it() {
        let row = Row::from(CreateActionRow::Buttons(Vec::new()));
        for message in [
            said("words", Vec::new()),
            said("", vec![embed("t", "words")]),
            Rendered { rows: vec![row], ..said("", vec![embed("t", "")]) },
        ] {
            let mut marked = message.clone();
            put(&mut marked, "alert:A-7:card:1");
            let (marked, message) = (stands(&marked), stands(&message));
            assert!(is_on(&marked, "alert:A-7:card:1") && !is_on(&message, "alert:A-7:card:1"), "{marked:?}");
            assert!(!is_on(&marked, "alert:A-7:card:2"));
        }
    }

    #[test]
    fn what_has_no_room_stays_as_it_is() {
        for full in [
            said(&"x".repeat(1_990), Vec::new()),
            said("", vec![embed("", &"x".repeat(4_090))]),
            said("", vec![embed("", "x"), embed(&"y".repeat(5_990), "")]),
            said("", vec![embed("only a title", "")]),
        ] {
            let mut message = full.clone();
            put(&mut message, "key");
            assert_eq!(message, full);
        }
    }
}
