//! Who must approve: groups, how many of each, in which order, for how long; and who may sit where.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::person::{Accounts, Human, Person};

/// Roles that guard sensitive topics: one of them always has to approve.
pub const GUARDS: [&str; 2] = ["executive", "legal"];

/// What the operator decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub groups: Vec<Group>,
    /// Whether a group is asked only after those before it have approved.
    pub ordered: bool,
    /// Whether one person may fill a seat in each of several groups.
    pub many_seats: bool,
    /// Minutes that a review may take.
    pub review_minutes: i64,
    /// Minutes that an approval is good for; it must be published within them.
    pub approval_minutes: i64,
    /// Minutes after which who is missing is reminded, and after which standing deputies may vote.
    pub remind_minutes: i64,
    pub deputy_minutes: i64,
    /// Who may release without approval, in writing.
    pub break_glass: BTreeSet<Person>,
}

/// Some people of whom some must approve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    /// How many of its members must approve. None at all is no group: it is never satisfied.
    pub needs: usize,
    pub members: Vec<Member>,
}

/// Who may sit in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Member {
    Role(String),
    /// An account, or a name of `[approvers.accounts]`.
    Person(Person),
    /// Anybody but an author: the second reader.
    Anyone,
}

/// Who has which role, and who stands in for whom, as of now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    pub roles: BTreeMap<String, BTreeSet<Human>>,
    /// Standing deputies: they may vote once a review has waited long enough.
    pub deputies: Vec<(Human, Human)>,
    pub delegations: Vec<Delegation>,
    /// People of an agency: they approve and ask for changes where they are named, and never in a guard's place, for
    /// somebody else or alone.
    pub outside: BTreeSet<Human>,
    /// Whose accounts are whose.
    pub accounts: Accounts,
}

/// `to` votes for `of` within these dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    pub of: Human,
    pub to: Human,
    pub from: Time,
    pub until: Option<Time>,
}

/// A policy as it stood when the review was asked: nobody who joins later has a seat in it. It is stored, so it holds
/// accounts; whose they are is asked when a seat is compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    pub policy: Policy,
    /// The people behind each member of each group, as far as they can be named.
    pub seats: Vec<Vec<BTreeSet<Person>>>,
    /// When standing deputies may vote.
    pub deputies_from: Time,
}

/// The whole of a group can't approve, whoever agrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreachable {
    pub group: String,
    pub needs: usize,
    /// How many people could.
    pub has: usize,
}

impl Group {
    pub fn new(name: &str, needs: usize, members: Vec<Member>) -> Self {
        Self { name: name.to_owned(), needs, members }
    }

    /// Whether only guards of sensitive topics sit in it.
    fn guards(&self) -> bool {
        let guard = |member: &Member| matches!(member, Member::Role(role) if GUARDS.contains(&role.as_str()));
        self.needs > 0 && !self.members.is_empty() && self.members.iter().all(guard)
    }
}

impl Default for Policy {
    /// One other person reads it: what holds where the operator named nobody.
    fn default() -> Self {
        Self {
            groups: vec![Group::new("second reader", 1, vec![Member::Anyone])],
            ordered: false,
            many_seats: false,
            review_minutes: 24 * 60,
            approval_minutes: 24 * 60,
            remind_minutes: 15,
            deputy_minutes: 30,
            break_glass: BTreeSet::new(),
        }
    }
}

impl Policy {
    /// The policy for a sensitive topic: with a group of its guards, if it had none.
    #[must_use]
    pub fn guarded(mut self) -> Self {
        if !self.groups.iter().any(Group::guards) {
            let members = GUARDS.iter().map(|role| Member::Role((*role).to_owned())).collect();
            self.groups.push(Group::new(&GUARDS.join("/"), 1, members));
        }
        self
    }

    /// What both ask for, as strictly as the stricter of the two. Who may release without approval is named by this one.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        let own = self.groups.len();
        let mut same = vec![false; own];
        for group in other.groups {
            let asks = |known: &usize| !same[*known] && self.groups[*known].members == group.members && group.needs > 0;
            match (0..own).find(asks) {
                Some(known) => {
                    same[known] = true;
                    self.groups[known].needs = self.groups[known].needs.max(group.needs);
                }
                None => self.groups.push(group),
            }
        }
        self.ordered |= other.ordered;
        self.many_seats &= other.many_seats;
        self.review_minutes = self.review_minutes.min(other.review_minutes);
        self.approval_minutes = self.approval_minutes.min(other.approval_minutes);
        self.deputy_minutes = self.deputy_minutes.max(other.deputy_minutes);
        self
    }

    /// As it stands now.
    pub fn freeze(self, roster: &Roster, now: Time) -> Frozen {
        let named = |group: &Group| group.members.iter().map(|member| roster.named(member)).collect();
        let of = |person: &Person| roster.accounts.of(&roster.human(person));
        let break_glass = self.break_glass.iter().flat_map(of).collect();
        Frozen {
            seats: self.groups.iter().map(named).collect(),
            deputies_from: now + chrono::Duration::minutes(self.deputy_minutes),
            policy: Self { break_glass, ..self },
        }
    }
}

impl Roster {
    /// The human behind an account.
    pub fn human(&self, person: &Person) -> Human {
        self.accounts.human(person)
    }

    /// The humans behind these accounts.
    pub fn humans<'a>(&self, people: impl IntoIterator<Item = &'a Person>) -> BTreeSet<Human> {
        people.into_iter().map(|person| self.human(person)).collect()
    }

    pub fn has(&self, person: &Human, role: &str) -> bool {
        self.roles.get(role).is_some_and(|people| people.contains(person))
    }

    /// All accounts of those behind a member.
    fn named(&self, member: &Member) -> BTreeSet<Person> {
        let people = match member {
            Member::Role(role) => self.roles.get(role).cloned().unwrap_or_default(),
            Member::Person(person) => [self.human(person)].into(),
            Member::Anyone => BTreeSet::new(),
        };
        people.iter().flat_map(|person| self.accounts.of(person)).collect()
    }
}

impl Frozen {
    /// Whether a person sits in the group: they did when it was frozen, and still do, by the same role.
    pub fn sits(&self, person: &Human, group: usize, roster: &Roster) -> bool {
        let (Some(rules), Some(seats)) = (self.policy.groups.get(group), self.seats.get(group)) else { return false };
        let outside = roster.outside.contains(person);
        let seated = |seats: &BTreeSet<Person>| seats.iter().any(|seat| roster.human(seat) == *person);
        rules.members.iter().zip(seats).any(|(member, seats)| match member {
            Member::Anyone => !outside,
            Member::Person(_) => seated(seats),
            Member::Role(role) if outside && GUARDS.contains(&role.as_str()) => false,
            Member::Role(role) => roster.has(person, role) && seated(seats),
        })
    }

    /// Whether a group that can be filled asks the same people as another one.
    pub(super) fn asks_the_people_of(&self, group: usize, other: &Group) -> bool {
        self.policy
            .groups
            .get(group)
            .is_some_and(|known| known.members == other.members && known.needs.min(other.needs) > 0)
    }

    /// The people of a group, as far as they can be named.
    pub fn of_group(&self, group: usize, roster: &Roster) -> BTreeSet<Human> {
        roster.humans(self.seats.get(group).into_iter().flatten().flatten())
    }

    /// Whether a person sits in any of the groups.
    pub fn sits_anywhere(&self, person: &Human, roster: &Roster) -> bool {
        (0..self.policy.groups.len()).any(|group| self.sits(person, group, roster))
    }

    /// For whom a person may vote now: for themselves, and for those whose deputy they are. Never for an author.
    pub fn stands_for(&self, person: &Human, authors: &BTreeSet<Human>, roster: &Roster, now: Time) -> Vec<Human> {
        let mut of = vec![person.clone()];
        let outside = roster.outside.contains(person);
        of.extend(roster.delegated(person, now).filter(|_| !outside));
        if now >= self.deputies_from && !outside {
            let standing = roster.deputies.iter().filter(|(_, to)| to == person);
            of.extend(standing.map(|(of, _)| of.clone()));
        }
        of.retain(|of| !authors.contains(of) && self.sits_anywhere(of, roster));
        let mut known = BTreeSet::new();
        of.retain(|of| known.insert(of.clone()));
        of
    }

    /// Everybody who could ever vote, as far as they can be named: members, their deputies, their delegates.
    pub fn people(&self, roster: &Roster) -> BTreeSet<Human> {
        let mut people = roster.humans(self.seats.iter().flatten().flatten());
        let stand_ins = roster.deputies.iter().map(|(of, to)| (of, to));
        let stand_ins = stand_ins.chain(roster.delegations.iter().map(|given| (&given.of, &given.to)));
        let more: Vec<Human> = stand_ins.filter(|(of, _)| people.contains(*of)).map(|(_, to)| to.clone()).collect();
        people.extend(more);
        people
    }

    fn open_to_all(&self) -> bool {
        self.policy.groups.iter().any(|group| group.members.contains(&Member::Anyone))
    }

    /// The first group that can't be filled even if everybody agreed. Nobody who is an author can agree.
    pub fn unreachable(&self, authors: &BTreeSet<Human>, roster: &Roster) -> Option<Unreachable> {
        let mut people = self.people(roster);
        if self.open_to_all() {
            // Whoever is in no list can be the second reader; names with a blank are nobody's.
            let strangers = self.policy.groups.iter().map(|group| group.needs).sum::<usize>();
            people.extend((0..strangers).map(|n| roster.human(&Person::stored(&format!(" {n}")))));
        }
        let far = Time::MAX_UTC;
        let groups = 0..self.policy.groups.len();
        let delegates = |person: &Human| {
            // Some delegations begin later, some end; at some time each could be used.
            let to_them = |given: &&Delegation| given.to == *person && !roster.outside.contains(person);
            let given = roster.delegations.iter().filter(to_them).map(|given| given.of.clone());
            let mut of = self.stands_for(person, authors, roster, far);
            of.extend(given.filter(|of| !authors.contains(of)));
            of
        };
        let voters = people.iter().filter(|person| !authors.contains(*person));
        let may_sit = |person: &Human| -> Vec<usize> {
            let of = delegates(person);
            groups.clone().filter(|&group| of.iter().any(|of| self.sits(of, group, roster))).collect()
        };
        let of_the_house = |person: &&Human| !roster.outside.contains(*person) && !may_sit(person).is_empty();
        let needs: Vec<usize> = self.policy.groups.iter().map(|group| group.needs).collect();
        let filled = if voters.clone().any(|person| of_the_house(&person)) {
            let votes: Vec<Vec<usize>> = voters.map(may_sit).collect();
            super::seats::filled(&needs, &votes, self.policy.many_seats)
        } else {
            vec![0; needs.len()]
        };
        let lacking = self.policy.groups.iter().zip(filled);
        lacking
            .into_iter()
            .find(|(group, filled)| group.needs == 0 || *filled < group.needs)
            .map(|(group, has)| Unreachable { group: group.name.clone(), needs: group.needs.max(1), has })
    }
}

impl Roster {
    /// Whose delegate a person is now.
    fn delegated(&self, person: &Human, now: Time) -> impl Iterator<Item = Human> {
        let in_force = move |given: &&Delegation| given.from <= now && given.until.is_none_or(|until| now < until);
        self.delegations.iter().filter(move |given| given.to == *person).filter(in_force).map(|given| given.of.clone())
    }
}
