//! What stands in the menu of a message: shortcuts of Slack, message commands of Discord.

use crate::{Locale, words};

/// Something to do with a message that somebody said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// It came from the public: read it and count it.
    ReportMention,
    /// It belongs to the incident's timeline.
    AddToTimeline,
    /// Its words are the beginning of a statement.
    DraftStatement,
    /// Its words are the title of a new incident.
    OpenIncident,
    /// It is kept as evidence of an incident.
    KeepEvidence,
    /// It wants an answer: it joins the queue of an incident.
    AnswerThis,
}

impl Shortcut {
    pub const ALL: [Self; 6] = [
        Self::ReportMention,
        Self::AddToTimeline,
        Self::DraftStatement,
        Self::OpenIncident,
        Self::KeepEvidence,
        Self::AnswerThis,
    ];

    /// What a platform calls it back by.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReportMention => "report-mention",
            Self::AddToTimeline => "add-to-timeline",
            Self::DraftStatement => "draft-statement",
            Self::OpenIncident => "open-incident",
            Self::KeepEvidence => "keep-evidence",
            Self::AnswerThis => "answer-this",
        }
    }

    /// The shortcut of this name, if there is one.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shortcut| shortcut.name() == name)
    }

    /// What stands in the menu. At most 24 characters (Slack).
    pub fn label(self, locale: Locale) -> String {
        words::word(locale, &format!("shortcut-{}", self.name()))
    }

    /// What it does, in one line of at most 150 characters (Slack).
    pub fn about(self, locale: Locale) -> String {
        words::word(locale, &format!("shortcut-{}-about", self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_fits_its_menu_in_every_language_and_is_found_by_its_name() {
        for shortcut in Shortcut::ALL {
            assert_eq!(Shortcut::named(shortcut.name()), Some(shortcut));
            for locale in Locale::ALL {
                let (label, about) = (shortcut.label(locale), shortcut.about(locale));
                assert!(!label.starts_with("shortcut-") && label.chars().count() <= 24, "{label}");
                assert!(!about.starts_with("shortcut-") && about.chars().count() <= 150, "{about}");
            }
        }
        assert_eq!(Shortcut::named("drop-table"), None);
    }
}
