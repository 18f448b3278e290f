//! The command language: what a person can say to Squall, on any platform. No I/O, no SDK, no async.
//!
//! [`parse`] reads a typed line, [`from_options`] what a person picked on a platform with option fields; both give a
//! [`Command`] or a [`Refusal`] that says the way out. Each command is one file under `command/`, and from its
//! description come help, the Slack manifest, the Discord registration and docs/commands.md.

mod action;
pub mod command;
mod day;
mod fold;
mod generate;
mod given;
mod help;
mod locale;
mod nearest;
mod options;
mod parse;
mod quiet;
mod refusal;
mod shortcut;
mod span;
mod spec;
mod token;
pub mod value;
mod words;

pub use action::{
    Action, DebriefVerb, EmojiAction, IncidentAction, ItemAction, MAX_ACTION, MeasureAction, Message, ReplyAction,
    ReportAction, ReportVerb, RetroVerb, StatementVerb, TaskAction, emoji_action, emoji_keeps,
};
pub use command::HOME_PAGE;
pub use command::{
    ActionAdd, ActionAssign, ActionDrop, ActionFinish, ActionList, ActionPlaybook, AlertAcknowledge, AlertDismiss,
    AlertKeep, AlertList, AlertShow, AlertSnooze, Assign, Command, ConductDecide, ConductFreeze, ConductLift,
    ConductList, ConductReply, ConductUnfreeze, Delegate, Delegations, Digest, EvidenceAdd, EvidenceList, Export,
    Format, Help, IncidentKind, Kind, Language, MeAlert, MeHome, MeQuiet, Measure, Move, Note, OncallAnswer,
    OncallHome, OncallSwap, Open, Phase, PlanCheck, PlanRecord, Rehearsal, Report, RetroAdd, RetroCases, RetroClose,
    RetroDebrief, RetroReport, RetroShow, RetroStart, RetroTrends, Role, Roles, RosterAdd, RosterList, RosterRemove,
    Scope, Seat, SetKind, SetWatch, Severity, Situation, Speaker, StatementApprove, StatementAsk, StatementDraft,
    StatementEdit, StatementKept, StatementList, StatementPromise, StatementPublished, StatementRelease,
    StatementReplace, StatementSend, StatementShow, StatementTemplates, StatementVersion, StatementWithdraw, Status,
    Take, TaskAdd, TaskDone, TaskList, TaskSkip, Timeline, Undelegate, Update, WatchAdd, WatchEdit, WatchList,
    WatchOptions, WatchPause, WatchRemove, WatchResume, WatchTest,
};
pub use day::{Day, Moment};
pub use generate::{
    SLACK_EVENTS, SLACK_SCOPES, discord_invite, discord_permissions, discord_registration, docs_markdown,
    slack_manifest, slack_manifest_json, slack_manifest_yaml,
};
pub use given::Given;
pub use help::{HelpPage, help, help_for};
pub use locale::{Locale, UnknownLocale};
pub use options::{Completes, completes, from_options, topics};
pub use parse::{Fields, fields, parse};
pub use quiet::Quiet;
pub use refusal::Refusal;
pub use shortcut::Shortcut;
pub use span::Span;
pub use spec::{Argument, Need, Spec};
pub use value::{Channel, MENTION_LANGUAGES, OUTLETS, PURPOSES, Schedule, people_in};
pub use words::value_label;
