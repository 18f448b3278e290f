//! What stands in menus, and plain text in general.

use slack_morphism::blocks::{SlackBlockChoiceItem, SlackBlockPlainText, SlackBlockPlainTextOnly};

use super::fit::{Cut, LABEL, clip};
use crate::post::inert;

/// One of the things to choose from (value, label).
pub(super) fn option((value, label): &(String, String)) -> SlackBlockChoiceItem<SlackBlockPlainTextOnly> {
    SlackBlockChoiceItem::new(plain(label, LABEL), value.clone())
}

/// Text without mark-up. Never empty: Slack refuses that.
pub(super) fn plain(text: &str, most: usize) -> SlackBlockPlainTextOnly {
    let text = clip(&inert(text), most, &mut Cut::default());
    whole(if text.trim().is_empty() { "…".to_owned() } else { text })
}

/// The same of text that fits, as it is.
pub(super) fn whole(text: String) -> SlackBlockPlainTextOnly {
    SlackBlockPlainText::new(text).with_emoji(true).into()
}
