//! What the company says: `statement draft|ask|approve|...`.

mod approve;
mod ask;
mod delegation;
mod draft;
mod edit;
mod list;
mod promise;
mod published;
mod release;
mod replace;
mod show;
mod templates;
mod version;
mod withdraw;

pub use approve::*;
pub use ask::*;
pub use delegation::*;
pub use draft::*;
pub use edit::*;
pub use list::*;
pub use promise::*;
pub use published::*;
pub use release::*;
pub use replace::*;
pub use show::*;
pub use templates::*;
pub use version::*;
pub use withdraw::*;

use crate::command::Entry;

/// What is asked of statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatementCommand {
    Draft(StatementDraft),
    List(StatementList),
    Show(StatementShow),
    Edit(StatementEdit),
    Ask(StatementAsk),
    Approve(StatementApprove),
    Release(StatementRelease),
    Published(StatementPublished),
    Withdraw(StatementWithdraw),
    Version(StatementVersion),
    Replace(StatementReplace),
    Templates(StatementTemplates),
    Send(StatementSend),
    Promise(StatementPromise),
    Kept(StatementKept),
    Delegate(Delegate),
    Undelegate(Undelegate),
    Delegations(Delegations),
}

/// In the order of help.
pub(super) static ALL: &[&Entry] = &[
    &draft::ENTRY,
    &templates::ENTRY,
    &list::ENTRY,
    &show::ENTRY,
    &edit::ENTRY,
    &version::ENTRY,
    &ask::ENTRY,
    &approve::ENTRY,
    &release::ENTRY,
    &promise::SEND,
    &published::ENTRY,
    &promise::PROMISE,
    &promise::KEPT,
    &withdraw::ENTRY,
    &replace::CORRECT,
    &replace::SUPERSEDE,
    &delegation::GIVE,
    &delegation::END,
    &delegation::LIST,
];
