//! Typed row numbers: a watch can't be passed where an alert is meant.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl $name {
            /// Reads what `Display` writes.
            pub fn parse(text: &str) -> Option<Self> {
                text.strip_prefix($prefix)?.parse().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    )*};
}

row_ids! {
    /// A watch, `W-3`.
    WatchId = "W-",
    /// A stored mention.
    MentionId = "M-",
    /// An alert, `A-7`.
    AlertId = "A-",
    /// A public statement, `S-1`.
    StatementId = "S-",
    /// An incident, `INC-12`.
    IncidentId = "INC-",
    /// A survey after an incident, `R-3`.
    SurveyId = "R-",
    /// An action after an incident, `ACT-3`.
    ActionId = "ACT-",
    /// A question about recovery, `CK-2`.
    CheckinId = "CK-",
    /// A meeting after an incident, `D-1`.
    DebriefId = "D-",
    /// A change of a playbook, `CH-2`.
    ChangeId = "CH-",
    /// A mention that wants an answer, `Q-4`.
    ReplyId = "Q-",
    /// A task of an incident, `K-4`.
    TaskId = "K-",
    /// A decision about conduct, `C-4`.
    MeasureId = "C-",
    /// Something that the bot proposes, `P-1`.
    ProposalId = "P-",
    /// An entry of an incident's timeline.
    EntryId = "T-",
    /// An errand of the courier.
    ErrandId = "E-",
}
