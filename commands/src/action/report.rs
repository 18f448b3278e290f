//! What is asked of a report by a button.

use super::number;

/// A press on a report's card. `version` is the one that the person read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportAction {
    pub verb: ReportVerb,
    pub incident: i64,
    pub version: u32,
}

/// What to do with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportVerb {
    /// Asks for the summary in a form, which comes back as the same.
    Edit,
    /// Gathers the facts anew.
    Refresh,
    /// It is done.
    Finish,
}

impl ReportAction {
    pub(super) fn opens_form(self) -> bool {
        self.verb == ReportVerb::Edit
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        ("report", format!("{}:{}:{}", self.verb.name(), self.incident, self.version))
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let (name, rest) = rest.split_once(':').filter(|_| verb == "report")?;
        let (incident, version) = rest.split_once(':')?;
        let verb = ReportVerb::ALL.into_iter().find(|known| known.name() == name)?;
        Some(Self { verb, incident: number(incident)?, version: number(version)? })
    }
}

impl ReportVerb {
    pub const ALL: [Self; 3] = [Self::Edit, Self::Refresh, Self::Finish];

    fn name(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Refresh => "refresh",
            Self::Finish => "finish",
        }
    }
}
