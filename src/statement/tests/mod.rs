//! What must hold whatever people do: the failures that others are known for, each by name, and random sequences against
//! an oracle of its own.

mod accounts;
mod failures;
mod oracle;
mod sequences;

use std::collections::BTreeSet;

use super::policy::{Group, Member, Policy, Roster};
use super::review::Verdict;
use super::text::Words;
use super::texts::{Texts, Variant};
use super::{Channel, Kind, State, Statement};
use crate::clock::{Time, from_micros};
use crate::id::StatementId;
use crate::person::Person;

pub(super) fn at(minute: i64) -> Time {
    from_micros(1_790_000_000_000_000 + minute * 60_000_000)
}

pub(super) fn role(name: &str) -> Member {
    Member::Role(name.to_owned())
}

/// Legal, communications and the executive, one of each, in parallel.
pub(super) fn three_groups() -> Policy {
    let one_of = |name: &str| Group::new(name, 1, vec![role(name)]);
    Policy { groups: vec![one_of("legal"), one_of("comms"), one_of("executive")], ..Policy::default() }
}

pub(super) fn roster(roles: &[(&str, &[&str])]) -> Roster {
    let people = |people: &[&str]| people.iter().map(|person| (*person).into()).collect::<BTreeSet<_>>();
    Roster { roles: roles.iter().map(|(role, of)| ((*role).to_owned(), people(of))).collect(), ..Roster::default() }
}

pub(super) fn team() -> Roster {
    roster(&[("legal", &["lena", "luca"]), ("comms", &["cora"]), ("executive", &["eleni"])])
}

/// For the press, in English.
pub(super) fn text(words: &str) -> Texts {
    Texts::new(Variant { channel: Channel::Press, language: "en".into(), words: Words::new(words) })
}

/// S-1, written by `ada`.
pub(super) fn draft(words: &str) -> Statement {
    Statement {
        id: StatementId(1),
        incident: None,
        kind: Kind::Holding,
        sensitive: false,
        severity: 5,
        revision: 1,
        texts: text(words),
        authors: ["ada".into()].into(),
        drafted_by: "ada".into(),
        drafted_at: at(0),
        edited_by: "ada".into(),
        edited_at: at(0),
        vetoed: BTreeSet::new(),
        barred: Vec::new(),
        replaces: None,
        approved: None,
        publish_at: None,
        template: None,
        state: State::Draft { after: None },
    }
}

/// Under review by the three groups.
pub(super) fn asked(words: &str) -> Statement {
    let mut statement = draft(words);
    statement.ask(&"ada".into(), three_groups(), &team(), at(0)).unwrap();
    statement
}

/// Somebody, by a name that is their only account.
pub(super) fn who(name: &str) -> Person {
    name.into()
}

pub(super) fn changes() -> Verdict {
    Verdict::RequestChanges { comment: "too long".into() }
}
