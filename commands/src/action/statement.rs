//! What is asked of a statement by a button.

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
}

impl StatementVerb {
    pub(super) const ALL: [Self; 13] = [
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
    ];

    /// Whoever adds one says whether it opens a form.
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Write
            | Self::Edit
            | Self::Version
            | Self::Replace
            | Self::Changes
            | Self::Veto
            | Self::Withdraw
            | Self::Published => true,
            Self::Ask | Self::Approve | Self::Page | Self::Send | Self::Kept => false,
        }
    }

    pub(super) fn name(self) -> &'static str {
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
        }
    }
}
