//! `[people]`: who is in charge of how Squall is set up.

use serde::Deserialize;

use super::approval::ApproverSettings;
use crate::charge::Charge;
use crate::person::Person;

/// Whom the roster, watches, templates, playbooks, languages and settings are for. Without any, whoever runs the workspace
/// or the server.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PeopleSettings {
    /// `slack:U012`, or names of `[approvers.accounts]`.
    pub admins: Vec<String>,
    /// User groups of Slack and roles of Discord: `slack:S012ABC`, `discord:123456789012345678`.
    pub admin_roles: Vec<String>,
}

/// What is wrong, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    #[error("[people] admins: {0:?} is nobody; write slack:U012 or a name of [approvers.accounts]")]
    Person(String),
    #[error("[people] admin_roles: {0:?} is no role by its id; write slack:S012ABC or discord:123456789012345678")]
    Role(String),
}

/// Who is in charge.
pub fn charge(settings: &PeopleSettings, approvers: &ApproverSettings) -> Result<Charge, PeopleError> {
    let person = |written: &String| approvers.person(written).ok_or_else(|| PeopleError::Person(written.clone()));
    let role = |written: &String| {
        let role = Person::parse(written).filter(is_role);
        role.ok_or_else(|| PeopleError::Role(written.clone()))
    };
    let people = settings.admins.iter().map(person).collect::<Result<_, _>>()?;
    let roles = settings.admin_roles.iter().map(role).collect::<Result<_, _>>()?;
    Ok(Charge { people, roles })
}

/// Whether it is written as the platform writes the ids of its roles.
fn is_role(role: &Person) -> bool {
    match role.platform.as_str() {
        "slack" => {
            role.user.starts_with('S') && role.user.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }
        "discord" => role.user.parse::<u64>().is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn read(text: &str) -> Result<Charge, String> {
        let settings = Settings::parse(text).map_err(|error| error.to_string())?;
        charge(&settings.people, &settings.approvers).map_err(|error| error.to_string())
    }

    #[test]
    fn people_are_named_by_account_or_by_name_and_roles_by_id() {
        assert!(!read("").unwrap().is_named());
        let text = "[people]\nadmins = [\"lena\", \"slack:U2\"]\nadmin_roles = [\"slack:S01\", \"discord:77\"]\n\
            [approvers.accounts]\nlena = [\"slack:U1\"]";
        let charge = read(text).unwrap();
        assert_eq!(charge.people, [Person::stored("lena"), Person::new("slack", "U2")]);
        assert_eq!(charge.roles_of("discord").collect::<Vec<_>>(), ["77"]);
    }

    #[test]
    fn what_is_nobody_is_refused_with_what_would_be_right() {
        for (text, cure) in [
            ("admins = [\"lena\"]", "[approvers.accounts]"),
            ("admins = [\"\"]", "slack:U012"),
            ("admin_roles = [\"@admins\"]", "slack:S012ABC"),
            ("admin_roles = [\"discord:Admins\"]", "discord:123"),
            ("admin_roles = [\"slack:U012\"]", "slack:S012ABC"),
            ("admin_roles = [\"sandbox:1\"]", "slack:S012ABC"),
        ] {
            let error = read(&format!("[people]\n{text}")).unwrap_err();
            assert!(error.contains(cure), "{text}: {error}");
        }
    }
}
