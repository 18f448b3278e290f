//! What is asked of a statement by a button.

use super::number;

/// A press about a statement. `n` is the revision that the person saw, so that nobody approves other words; of
/// [`StatementVerb::Page`] it is the page, from 0, of [`StatementVerb::Belongs`] an incident's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementAction {
    pub verb: StatementVerb,
    pub statement: i64,
    pub n: u32,
}

/// What to do with a statement. Those that need words open a form, which comes back as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementVerb {
    /// Begin a new one.
    Write,
    Edit,
    /// Ask for a review.
    Ask,
    Approve,
    /// Ask for changes.
    Changes,
    Veto,
    /// Show a page of the whole words.
    Page,
    /// Say where it was published.
    Published,
    /// Add words for another channel or language.
    Version,
    /// Begin what takes its place.
    Replace,
    Withdraw,
    /// Hand it out to the tool that publishes.
    Send,
    /// What it promises was kept.
    Kept,
    /// Say which incident it is about: `n` is its number, 0 when it is about none in particular.
    Belongs,
}

impl StatementAction {
    pub(super) fn opens_form(self) -> bool {
        self.verb.opens_form()
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        ("statement", format!("{}:{}:{}", self.verb.name(), self.statement, self.n))
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let (name, rest) = rest.split_once(':').filter(|_| verb == "statement")?;
        let (statement, n) = rest.split_once(':')?;
        let verb = StatementVerb::ALL.into_iter().find(|known| known.name() == name)?;
        Some(Self { verb, statement: number(statement)?, n: number(n)? })
    }
}

impl StatementVerb {
    pub const ALL: [Self; 14] = [
        Self::Write,
        Self::Edit,
        Self::Ask,
        Self::Approve,
        Self::Changes,
        Self::Veto,
        Self::Page,
        Self::Published,
        Self::Version,
        Self::Replace,
        Self::Withdraw,
        Self::Send,
        Self::Kept,
        Self::Belongs,
    ];

    /// Whoever adds one says whether it opens a form.
    fn opens_form(self) -> bool {
        match self {
            Self::Write
            | Self::Edit
            | Self::Version
            | Self::Replace
            | Self::Changes
            | Self::Veto
            | Self::Withdraw
            | Self::Published => true,
            Self::Ask | Self::Approve | Self::Page | Self::Send | Self::Kept | Self::Belongs => false,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Edit => "edit",
            Self::Ask => "ask",
            Self::Approve => "approve",
            Self::Changes => "changes",
            Self::Veto => "veto",
            Self::Page => "page",
            Self::Published => "published",
            Self::Version => "version",
            Self::Replace => "replace",
            Self::Withdraw => "withdraw",
            Self::Send => "send",
            Self::Kept => "kept",
            Self::Belongs => "belongs",
        }
    }
}
