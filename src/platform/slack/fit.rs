//! Slack's limits, and fitting into them. Lengths are counted in UTF-16 units, the strictest reading of "characters".
//!
//! Sources: docs.slack.dev/reference/block-kit/blocks, .../reference/views/modal-views, and for the whole message what
//! was seen (`msg_blocks_too_long` from about 13,200 characters on).

pub use crate::chat::clip::{Cut, clip, length};

/// Blocks of a message; one is kept for what was cut.
pub const BLOCKS: usize = 50;
/// Blocks of a modal, and of a person's page.
pub const MODAL_BLOCKS: usize = 100;
/// All text of a message's blocks, below the 13,200 that were refused.
pub const MESSAGE: usize = 12_000;
/// All text of a person's page: far below the 250 kB of a view, whatever the script.
pub const HOME: usize = 30_000;
/// The fallback text before it is escaped, which makes it five times as long at worst; `chat.update` refuses more than 4,000.
pub const FALLBACK: usize = 750;
pub const HEADER: usize = 150;
pub const SECTION: usize = 3_000;
pub const FIELD: usize = 2_000;
pub const FIELDS: usize = 10;
pub const CONTEXT: usize = 2_000;
pub const ALT: usize = 2_000;
/// The product's own rule; Slack allows 25.
pub const BUTTONS: usize = 6;
pub const LABEL: usize = 75;
pub const VALUE: usize = 2_000;
pub const CONFIRM_TITLE: usize = 100;
pub const CONFIRM_TEXT: usize = 300;
pub const CONFIRM_BUTTON: usize = 30;
/// Title, submit and close of a modal.
pub const MODAL_TITLE: usize = 24;
pub const METADATA: usize = 3_000;
/// Ids of actions and blocks, and what a view is called back by.
pub const CALLBACK: usize = 255;
pub const PLACEHOLDER: usize = 150;
pub const INPUT_LABEL: usize = 2_000;
/// What a text input takes at most.
pub const INPUT_LENGTH: usize = 3_000;
pub const OPTIONS: usize = 100;
pub const OPTION_VALUE: usize = 150;
