//! The command language: what a person can say to Squall, on any platform. No I/O, no SDK, no async.
//!
//! [`parse`] reads a typed line, [`from_options`] what a person picked on a platform with option fields; both give a
//! [`Command`] or a [`Refusal`] that says the way out. Each command is one file under `command/`, and from its
//! description come help, the Slack manifest, the Discord registration and docs/commands.md.

mod action;
mod command;
mod day;
mod fold;
mod generate;
mod given;
mod help;
mod link;
mod locale;
mod nearest;
mod options;
mod parse;
mod quiet;
mod refusal;
mod resolve;
mod schedule;
mod shortcut;
mod span;
mod spec;
mod token;
pub mod value;
mod words;

pub use action::{
    Action, AlertAction, CheckinAction, DebriefAction, DebriefVerb, EmojiAction, IncidentAction, ItemAction,
    MAX_ACTION, MeAction, MeasureAction, Message, OncallAction, ReplyAction, ReportAction, ReportVerb, RetroAction,
    RetroVerb, StatementAction, StatementVerb, TaskAction, WatchAction, emoji_action, emoji_keeps,
};
pub use command::*;
pub use day::{Day, Moment};
pub use generate::{
    SLACK_EVENTS, SLACK_SCOPES, discord_invite, discord_permissions, discord_registration, docs_markdown,
    slack_manifest, slack_manifest_json, slack_manifest_yaml,
};
pub use given::{Fields, Given};
pub use help::{HelpPage, help, help_for};
pub use link::{is_unseen, is_web};
pub use locale::{Locale, UnknownLocale};
pub use nearest::nearest_of;
pub use options::{Completes, completes, from_options, topics};
pub use parse::{fields, parse};
pub use quiet::Quiet;
pub use refusal::Refusal;
pub use shortcut::Shortcut;
pub use span::Span;
pub use spec::{Argument, Need, Spec};
pub use value::{Channel, MENTION_LANGUAGES, OUTLETS, PURPOSES, Schedule, people_in};
pub use words::value_label;
