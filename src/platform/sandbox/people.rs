//! The invented team that a fresh sandbox comes with.

use commands::Locale;
use serde::Serialize;

/// Somebody whom the visitor of the page can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxPerson {
    /// The platform's id of the person.
    pub id: String,
    pub name: String,
    /// One of `community-manager`, `pr-lead`, `legal`, `executive`, `support` (shown translated), or any label.
    pub role: String,
    pub locale: Locale,
    /// The IANA name of their time zone.
    pub zone: String,
}

impl SandboxPerson {
    pub fn new(id: &str, name: &str, role: &str, locale: Locale, zone: &str) -> Self {
        Self { id: id.into(), name: name.into(), role: role.into(), locale, zone: zone.into() }
    }
}

/// A person as the page sees them.
#[derive(Debug, Serialize)]
pub(super) struct PersonView {
    id: String,
    name: String,
    role: String,
    locale: &'static str,
}

impl From<&SandboxPerson> for PersonView {
    fn from(person: &SandboxPerson) -> Self {
        Self {
            id: person.id.clone(),
            name: person.name.clone(),
            role: person.role.clone(),
            locale: person.locale.tag(),
        }
    }
}

/// A community manager in London, a PR lead in Milan, legal in Athens, an executive in Sofia, support in Taipei.
pub fn default_people() -> Vec<SandboxPerson> {
    vec![
        SandboxPerson::new("maya", "Maya Collins", "community-manager", Locale::En, "Europe/London"),
        SandboxPerson::new("giulia", "Giulia Ferri", "pr-lead", Locale::It, "Europe/Rome"),
        SandboxPerson::new("nikos", "Νίκος Βλάχος", "legal", Locale::El, "Europe/Athens"),
        SandboxPerson::new("elitsa", "Елица Маринова", "executive", Locale::Bg, "Europe/Sofia"),
        SandboxPerson::new("chiaying", "林佳穎", "support", Locale::ZhHant, "Asia/Taipei"),
    ]
}
