//! What a person asks for themselves by a button or a form.

/// Something to press about one's own settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeAction {
    /// Asks for the settings of who presses it in a form, which comes back as [`MeAction::Save`].
    Settings,
    Save,
}

impl MeAction {
    pub(super) fn opens_form(self) -> bool {
        match self {
            Self::Settings => true,
            Self::Save => false,
        }
    }

    /// The verb, and what follows it.
    pub(super) fn parts(self) -> (&'static str, String) {
        let verb = match self {
            Self::Settings => "me-settings",
            Self::Save => "me-save",
        };
        (verb, String::new())
    }

    pub(super) fn decode(verb: &str, rest: &str) -> Option<Self> {
        let action = match verb {
            "me-settings" => Self::Settings,
            "me-save" => Self::Save,
            _ => return None,
        };
        rest.is_empty().then_some(action)
    }
}
