//! `[[approval]]` and `[approvers]`: who approves which statements.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::person::{Accounts, Human, Person};
use crate::statement::Kind;
use crate::statement::policy::{Group, Member, Policy, Roster};
use crate::statement::roster::is_known;
use crate::statement::rules::{Rule, Rules};

/// `[[approval]]`: a policy, and the statements that it is for. The first that fits holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalSettings {
    /// `holding`, `apology`, ...; all kinds when left out.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// For incidents of this severity (1 to 10) or more.
    #[serde(default = "lowest")]
    pub severity_from: u8,
    /// Only for what fills in one of these templates, once it was approved in advance.
    #[serde(default)]
    pub templates: Vec<String>,
    pub groups: Vec<GroupSettings>,
    /// Whether a group is asked only after those before it have approved.
    #[serde(default)]
    pub ordered: bool,
    /// Whether one person may fill a seat in each of several groups.
    #[serde(default)]
    pub one_person_many_seats: bool,
    #[serde(default = "day")]
    pub review_minutes: i64,
    #[serde(default = "day")]
    pub approval_minutes: i64,
    #[serde(default = "quarter")]
    pub remind_minutes: i64,
    #[serde(default = "half")]
    pub deputy_minutes: i64,
    /// Who may release without approval, in writing.
    #[serde(default)]
    pub break_glass: Vec<String>,
}

/// Some people of whom some must approve.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSettings {
    pub name: String,
    #[serde(default = "one")]
    pub needs: usize,
    #[serde(default)]
    pub roles: Vec<String>,
    /// `slack:U012`, or a name of `[approvers.accounts]`.
    #[serde(default)]
    pub people: Vec<String>,
}

/// `[approvers]`: who has which role, who stands in for whom, and who has accounts in several platforms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApproverSettings {
    pub roles: BTreeMap<String, Vec<String>>,
    /// Deputies may vote once a review has waited long enough.
    pub deputies: BTreeMap<String, Vec<String>>,
    /// People of an agency: they approve where they are named, and never alone, for others or in a guard's place.
    pub outside: Vec<String>,
    /// Whether roles count for approving that the platforms' own roles and groups give: only where nobody who writes
    /// statements changes these.
    pub platform_roles: bool,
    /// One person, all their accounts: `lena = ["slack:U012", "discord:81384788765712384"]`.
    pub accounts: BTreeMap<String, Vec<String>>,
}

/// What is wrong, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum ApprovalError {
    #[error("[[approval]] kinds has {0:?}; use holding, reactive, correction, apology, reply, memo or video")]
    Kind(String),
    #[error("[[approval]] severity_from = {0}; use 1 to 10")]
    Severity(u8),
    #[error(
        "an [[approval]] has no groups; name at least one in groups = [{{ name = \"legal\", roles = [\"legal\"] }}]"
    )]
    NoGroups,
    #[error("the group {0:?} of an [[approval]] needs nobody; set needs = 1 or more")]
    NeedsNobody(String),
    #[error("the group {0:?} of an [[approval]] has no members; give it roles or people")]
    NoMembers(String),
    #[error("the group {group:?} of an [[approval]] needs {needs} people and can have {has}; name more, or need fewer")]
    TooFew { group: String, needs: usize, has: usize },
    #[error("no person has the role {0:?} that an [[approval]] asks for; add it to [approvers.roles]")]
    Role(String),
    #[error("{0:?} is of an agency ([approvers] outside) and can't be in break_glass; name somebody of the house")]
    OutsideGlass(String),
    #[error(
        "{0:?} is nobody{near}; write a platform and its id, such as slack:U012, or a name of [approvers.accounts]",
        near = .1.as_ref().map(|near| format!(", did you mean {near}?")).unwrap_or_default()
    )]
    Person(String, Option<String>),
    #[error("{key} = {minutes} of an [[approval]]; use 1 minute or more")]
    Minutes { key: &'static str, minutes: i64 },
    #[error("{0:?} stands under two names of [approvers.accounts]; one account is one person")]
    Twice(String),
}

fn lowest() -> u8 {
    1
}

fn one() -> usize {
    1
}

fn day() -> i64 {
    24 * 60
}

fn quarter() -> i64 {
    15
}

fn half() -> i64 {
    30
}

/// The rules that both sections describe.
pub fn rules(approvals: &[ApprovalSettings], approvers: &ApproverSettings) -> Result<Rules, ApprovalError> {
    let mut accounts = BTreeMap::new();
    for (name, of) in &approvers.accounts {
        for account in of {
            let known = Person::parse(account).ok_or_else(|| ApprovalError::Person(account.clone(), None))?;
            if accounts.insert(known, name.clone()).is_some() {
                return Err(ApprovalError::Twice(account.clone()));
            }
        }
    }
    let accounts = Accounts::new(accounts);
    let known = Known { approvers, accounts: &accounts };
    let mut roster = Roster { accounts: accounts.clone(), ..Roster::default() };
    for (role, people) in &approvers.roles {
        let people = people.iter().map(|person| known.human(person)).collect::<Result<_, _>>()?;
        roster.roles.insert(role.clone(), people);
    }
    for (of, deputies) in &approvers.deputies {
        for deputy in deputies {
            roster.deputies.push((known.human(of)?, known.human(deputy)?));
        }
    }
    for person in &approvers.outside {
        roster.outside.insert(known.human(person)?);
    }
    let policies = approvals.iter().map(|settings| known.rule(settings, &roster)).collect::<Result<_, _>>()?;
    Ok(Rules { policies, roster, ..Rules::default() })
}

impl ApproverSettings {
    /// Somebody as a setting names them: by an account, or by a name that has accounts. None when that is nobody.
    pub fn person(&self, written: &str) -> Option<Person> {
        Person::parse(written).or_else(|| self.accounts.contains_key(written).then(|| Person::stored(written)))
    }
}

struct Known<'a> {
    approvers: &'a ApproverSettings,
    accounts: &'a Accounts,
}

impl Known<'_> {
    /// A person by name or by any of their accounts.
    fn person(&self, written: &str) -> Result<Person, ApprovalError> {
        self.approvers.person(written).ok_or_else(|| {
            let names = self.approvers.accounts.keys().map(String::as_str);
            let near = commands::nearest_of(written, names).map(str::to_owned);
            ApprovalError::Person(written.to_owned(), near)
        })
    }

    fn human(&self, written: &str) -> Result<Human, ApprovalError> {
        self.person(written).map(|person| self.accounts.human(&person))
    }

    fn rule(&self, settings: &ApprovalSettings, roster: &Roster) -> Result<Rule, ApprovalError> {
        let kind = |name: &String| Kind::named(name).ok_or_else(|| ApprovalError::Kind(name.clone()));
        if !(1..=10).contains(&settings.severity_from) {
            return Err(ApprovalError::Severity(settings.severity_from));
        }
        if settings.groups.is_empty() {
            return Err(ApprovalError::NoGroups);
        }
        for (key, minutes) in [
            ("review_minutes", settings.review_minutes),
            ("approval_minutes", settings.approval_minutes),
            ("remind_minutes", settings.remind_minutes),
            ("deputy_minutes", settings.deputy_minutes),
        ] {
            // A century of them is a slip of the keyboard.
            if !(1..=60 * 24 * 36_500).contains(&minutes) {
                return Err(ApprovalError::Minutes { key, minutes });
            }
        }
        let glass = |person: &String| match self.person(person)? {
            known if roster.outside.contains(&roster.human(&known)) => Err(ApprovalError::OutsideGlass(person.clone())),
            known => Ok(known),
        };
        let policy = Policy {
            groups: settings.groups.iter().map(|group| self.group(group, roster)).collect::<Result<_, _>>()?,
            ordered: settings.ordered,
            many_seats: settings.one_person_many_seats,
            review_minutes: settings.review_minutes,
            approval_minutes: settings.approval_minutes,
            remind_minutes: settings.remind_minutes,
            deputy_minutes: settings.deputy_minutes,
            break_glass: settings.break_glass.iter().map(glass).collect::<Result<_, _>>()?,
        };
        let kinds = settings.kinds.iter().map(kind).collect::<Result<_, _>>()?;
        let templates = settings.templates.clone();
        Ok(Rule { kinds, severity_from: settings.severity_from, templates, policy })
    }

    fn group(&self, settings: &GroupSettings, roster: &Roster) -> Result<Group, ApprovalError> {
        let name = || settings.name.clone();
        if settings.needs == 0 {
            return Err(ApprovalError::NeedsNobody(name()));
        }
        let mut members = Vec::new();
        let mut people = BTreeSet::new();
        // Who has such a role is known when a review is asked.
        let mut by_roster = false;
        for role in &settings.roles {
            match roster.roles.get(role).filter(|of| !of.is_empty()) {
                Some(of) => people.extend(of.iter().cloned()),
                None if is_known(role) => {}
                None => return Err(ApprovalError::Role(role.clone())),
            }
            by_roster |= is_known(role);
            members.push(Member::Role(role.clone()));
        }
        for person in &settings.people {
            let person = self.person(person)?;
            people.insert(self.accounts.human(&person));
            members.push(Member::Person(person));
        }
        if members.is_empty() {
            return Err(ApprovalError::NoMembers(name()));
        }
        let (needs, has) = (settings.needs, people.len());
        if has < needs && !by_roster {
            return Err(ApprovalError::TooFew { group: name(), needs, has });
        }
        Ok(Group { name: name(), needs, members })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    const TEAM: &str = "[approvers.accounts]\nlena = [\"slack:U1\", \"discord:9\"]\n\
        [approvers.roles]\nlegal = [\"lena\", \"slack:U2\"]\nexecutive = [\"slack:U3\"]\n\
        [approvers.deputies]\n\"slack:U3\" = [\"lena\"]\n";

    fn read(text: &str) -> Result<Rules, String> {
        let settings = Settings::parse(text).map_err(|error| error.to_string())?;
        rules(&settings.approval, &settings.approvers).map_err(|error| error.to_string())
    }

    #[test]
    fn a_team_names_who_approves_what() {
        let text = format!(
            "{TEAM}[[approval]]\nkinds = [\"apology\"]\nseverity_from = 7\nordered = true\nbreak_glass = [\"discord:9\"]\n\
             groups = [{{ name = \"Legal\", needs = 2, roles = [\"legal\"] }}, {{ name = \"CEO\", people = [\"slack:U3\"] }}]\n"
        );
        let rules = read(&text).unwrap();
        let rule = &rules.policies[0];
        assert_eq!((rule.kinds.as_slice(), rule.severity_from), ([Kind::Apology].as_slice(), 7));
        assert_eq!(rule.policy.break_glass, ["discord:9".into()].into(), "by any of the accounts");
        assert_eq!(rule.policy.groups[1], Group::new("CEO", 1, vec![Member::Person("slack:U3".into())]));
        assert_eq!(rules.roster.deputies, [("slack:U3".into(), "lena".into())]);
        assert_eq!(read("").unwrap(), Rules::default());
        let by_roster = read("[[approval]]\ngroups = [{ name = \"Comms\", roles = [\"comms\"] }]\n").unwrap();
        assert_eq!(
            by_roster.policies[0].policy.groups[0].members,
            [Member::Role("comms".into())],
            "the roster fills it"
        );
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line_with_the_cure() {
        let group = |group: &str| format!("{TEAM}[[approval]]\ngroups = [{group}]\n");
        for (text, says) in [
            (group(""), "name at least one"),
            (group("{ name = \"a\", needs = 0, roles = [\"legal\"] }"), "needs = 1"),
            (group("{ name = \"a\" }"), "give it roles or people"),
            (group("{ name = \"a\", roles = [\"agency\"] }"), "add it to [approvers.roles]"),
            (group("{ name = \"a\", needs = 2, people = [\"lena\"] }"), "needs 2 people and can have 1"),
            (
                format!(
                    "[approvers]\noutside = [\"slack:U9\"]\n{}break_glass = [\"slack:U9\"]\n",
                    group("{ name = \"a\", roles = [\"legal\"] }")
                ),
                "somebody of the house",
            ),
            (group("{ name = \"a\", people = [\"leo\"] }"), "slack:U012"),
            (group("{ name = \"a\", people = [\"lenna\"] }"), "did you mean lena?"),
            (format!("{}kinds = [\"poem\"]\n", group("{ name = \"a\", roles = [\"legal\"] }")), "use holding"),
            (format!("{}severity_from = 11\n", group("{ name = \"a\", roles = [\"legal\"] }")), "1 to 10"),
            (format!("{}review_minutes = 0\n", group("{ name = \"a\", roles = [\"legal\"] }")), "1 minute or more"),
            ("[approvers.accounts]\na = [\"slack:U1\"]\nb = [\"slack:U1\"]\n".into(), "one account is one person"),
        ] {
            let error = read(&text).unwrap_err();
            assert!(error.contains(says) && !error.contains('\n'), "{text}: {error}");
        }
    }
}
