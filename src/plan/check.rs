//! What is missing before a crisis. Pure: what is known comes in, gaps go out.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use commands::{IncidentKind, Rehearsal, Role, Seat};

use super::Plan;
use crate::clock::Time;
use crate::people::roster::{Member, of};
use crate::people::speakers::{Speaker, TRAINED_FOR};
use crate::person::{Human, Person};
use crate::playbook::Shelf;
use crate::statement::policy::{Group, Member as Approver};
use crate::statement::rules::Rules;

/// A review older than this, in days, is to be repeated.
const REVIEWED_FOR: i64 = 180;
/// And a drill.
const DRILLED_FOR: i64 = 180;
/// Roles that cannot wait for one person.
const DEPUTISED: [Role; 5] = [Role::Lead, Role::Pr, Role::Legal, Role::Executive, Role::Spokesperson];

/// What is known.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub plan: &'a Plan,
    /// As they hold now.
    pub playbooks: &'a Shelf,
    pub rules: &'a Rules,
    pub roster: &'a [Member],
    pub speakers: &'a [Speaker],
    /// In which the team or the public speaks, by tag.
    pub languages: &'a BTreeSet<String>,
    /// Whether somebody was put in charge by name, or everybody is.
    pub in_charge: bool,
    pub reviewed: Option<Time>,
    pub drilled: Option<Time>,
    pub now: Time,
}

/// Something that is missing, or too old.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nobody is named who may change how it is set up.
    Charge,
    /// Nobody has the role.
    Holder(Role),
    /// Nobody stands in for who has it.
    Deputy(Role),
    Playbook(IncidentKind),
    /// Steps of this playbook are to be translated again, into these languages.
    Translation(String, Vec<String>),
    /// Nobody speaks it for the company.
    Language(String),
    /// Nobody stands in for this spokesperson.
    Backup(Person),
    /// They never trained, or so many days ago.
    Training(Person, Option<i64>),
    /// Nobody is told of incidents of these severities.
    Escalation {
        from: u8,
        to: u8,
    },
    /// The group of an approval has fewer people than it needs.
    Approvers(String),
    /// It never took place, or so many days ago.
    Rehearsal(Rehearsal, Option<i64>),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    pub gaps: Vec<Gap>,
    /// How many things were looked at.
    pub checks: usize,
}

/// Looks at everything.
pub fn check(facts: Facts<'_>) -> Readiness {
    let mut found = Readiness { gaps: Vec::new(), checks: 0 };
    found.look(facts.in_charge, || Gap::Charge);
    people(facts, &mut found);
    for kind in IncidentKind::ALL {
        found.look(facts.playbooks.of(kind).is_some(), || Gap::Playbook(kind));
    }
    for playbook in facts.playbooks.all() {
        let stale: BTreeSet<String> = playbook.steps.iter().flat_map(|step| step.stale.iter().cloned()).collect();
        if !stale.is_empty() {
            found.look(false, || Gap::Translation(playbook.name.clone(), stale.into_iter().collect()));
        }
    }
    speakers(facts, &mut found);
    found.look(facts.plan.escalation.level(1).is_some(), || {
        let first = facts.plan.escalation.levels.first().map_or(11, |level| level.severity_from);
        Gap::Escalation { from: 1, to: first - 1 }
    });
    for group in facts.rules.policies.iter().flat_map(|rule| &rule.policy.groups) {
        found.look(has_people(group, facts.rules), || Gap::Approvers(group.name.clone()));
    }
    for (what, when, lasts) in
        [(Rehearsal::Review, facts.reviewed, REVIEWED_FOR), (Rehearsal::Drill, facts.drilled, DRILLED_FOR)]
    {
        let ago = when.map(|when| (facts.now - when).num_days());
        found.look(ago.is_some_and(|days| days <= lasts), || Gap::Rehearsal(what, ago));
    }
    found
}

impl Readiness {
    fn look(&mut self, good: bool, gap: impl FnOnce() -> Gap) {
        self.checks += 1;
        self.gaps.extend((!good).then(gap));
    }
}

fn people(facts: Facts<'_>, found: &mut Readiness) {
    for role in Role::ALL {
        let members = of(facts.roster, role);
        let sits = |seat| members.iter().any(|member| member.seat == seat);
        found.look(sits(Seat::Holder), || Gap::Holder(role));
        if DEPUTISED.contains(&role) && sits(Seat::Holder) {
            // Two holders stand in for one another.
            found.look(sits(Seat::Deputy) || members.len() > 1, || Gap::Deputy(role));
        }
    }
}

fn speakers(facts: Facts<'_>, found: &mut Readiness) {
    let today: NaiveDate = facts.now.date_naive();
    for tag in facts.languages {
        found.look(facts.speakers.iter().any(|speaker| speaker.speaks(tag)), || Gap::Language(tag.clone()));
    }
    for speaker in facts.speakers {
        found.look(speaker.backup.is_some(), || Gap::Backup(speaker.person.clone()));
        let ago = speaker.trained_ago(today);
        found.look(ago.is_some_and(|days| days <= TRAINED_FOR), || Gap::Training(speaker.person.clone(), ago));
    }
}

fn has_people(group: &Group, rules: &Rules) -> bool {
    let mut people: BTreeSet<Human> = BTreeSet::new();
    for member in &group.members {
        match member {
            // Somebody else than the author is nearly always there.
            Approver::Anyone => return true,
            Approver::Person(person) => {
                people.insert(rules.human(person));
            }
            Approver::Role(role) => people.extend(rules.roster.roles.get(role).into_iter().flatten().cloned()),
        }
    }
    people.len() >= group.needs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::escalation::{Level, Policy};
    use crate::playbook::{Texts, write};

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn at(day: i64) -> Time {
        Time::UNIX_EPOCH + chrono::Duration::days(day)
    }

    #[test]
    fn an_empty_house_lacks_everything_and_a_full_one_nothing() {
        let languages: BTreeSet<String> = ["en".to_owned(), "zh-Hant".to_owned()].into();
        let (plan, rules) = (Plan::default(), Rules::default());
        let empty = Facts {
            plan: &plan,
            playbooks: &plan.playbooks,
            rules: &rules,
            roster: &[],
            speakers: &[],
            languages: &languages,
            in_charge: false,
            reviewed: None,
            drilled: None,
            now: at(1000),
        };
        let found = check(empty);
        assert_eq!(found.gaps.len(), found.checks);
        assert_eq!(found.checks, 1 + 8 + 13 + 2 + 1 + 2);
        assert!(found.gaps.contains(&Gap::Escalation { from: 1, to: 10 }));

        let mut full = Plan::shipped().unwrap();
        full.escalation = Policy { levels: vec![Level { severity_from: 1, steps: Vec::new(), rounds: 1 }] };
        let seats = [(Seat::Holder, "maya"), (Seat::Deputy, "nikos")];
        let member = |role| seats.map(|(seat, user)| Member { role, person: person(user), seat });
        let roster: Vec<Member> = Role::ALL.into_iter().flat_map(member).collect();
        let mut speaker = Speaker::new(person("maya"));
        speaker.languages = vec!["en".into(), "zh".into()];
        speaker.backup = Some(person("nikos"));
        speaker.trained = Some(at(900).date_naive());
        let speakers = [speaker.clone()];
        let ready = Facts {
            in_charge: true,
            plan: &full,
            playbooks: &full.playbooks,
            roster: &roster,
            speakers: &speakers,
            reviewed: Some(at(900)),
            drilled: Some(at(821)),
            ..empty
        };
        assert_eq!(check(ready).gaps, []);
        let mut learned = full.playbooks.of(IncidentKind::Defect).unwrap().clone();
        learned.steps[0].reword(&Texts([("it".to_owned(), "Fermare la linea".to_owned())].into()));
        let mut shelf = full.playbooks.clone();
        shelf.put("defect.toml", &write::toml(&learned)).unwrap();
        let old = ["bg", "el", "en", "zh-Hant"].map(str::to_owned).to_vec();
        let found = check(Facts { playbooks: &shelf, ..ready }).gaps;
        assert_eq!(found, [Gap::Translation("defect".into(), old)]);
        let later = Facts { now: at(1001), ..ready };
        assert_eq!(check(later).gaps, [], "the day that it lasts until");
        let later = Facts { now: at(1002), ..ready };
        assert_eq!(check(later).gaps, [Gap::Rehearsal(Rehearsal::Drill, Some(181))]);
        let speakers = [Speaker { languages: vec!["en".into()], trained: None, backup: None, ..speaker }];
        let silent = Facts { speakers: &speakers, ..ready };
        assert_eq!(
            check(silent).gaps,
            [Gap::Language("zh-Hant".into()), Gap::Backup(person("maya")), Gap::Training(person("maya"), None)]
        );
    }
}
