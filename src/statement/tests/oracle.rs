//! When words are approved, worked out anew from the whole log of what people did, by trying every seating. It shares no
//! line with the machine that it judges. People are accounts in it; whose they are is asked of the settings at each moment.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::clock::Time;
use crate::person::{Human, Person};
use crate::statement::policy::{Group, Member, Policy, Roster};

/// Something that people did, or time.
#[derive(Clone, Debug)]
pub enum Did {
    /// New words, that are not the words before.
    Wrote { by: Person, words: u8 },
    /// A review began.
    Asked { policy: Policy },
    /// The incident became graver under the review, or after it, when it goes on (`again`).
    Rose { policy: Policy, again: bool },
    /// Somebody tried to vote, whatever came of it.
    Tried { by: Person, words: u8, approves: bool },
    /// Who approved it lost what entitled them: it is under review again.
    Lapsed,
    /// Vetoed, recalled, expired, approved.
    Ended,
}

/// An entry of the log: what, when, and who had which role then.
#[derive(Clone, Debug)]
pub struct Entry {
    pub did: Did,
    pub at: Time,
    pub roster: Rc<Roster>,
}

struct Voice {
    by: Person,
    approves: bool,
    open: usize,
    of: Vec<Person>,
}

/// A review as it was heard: who is asked, and what they said.
struct Heard {
    judge: Judge,
    voices: Vec<Voice>,
    words: u8,
    ends: Time,
}

/// Whether the words are approved by the last entry, a vote.
pub fn approved(log: &[Entry]) -> bool {
    let (Some(heard), Some(last)) = (heard(log), log.last()) else { return false };
    let Did::Tried { by, approves: true, words } = &last.did else { return false };
    let spoke = |voice: &Voice| last.roster.human(&voice.by) == last.roster.human(by);
    *words == heard.words
        && last.at < heard.ends
        && heard.voices.iter().any(spoke)
        && heard.judge.may_now(by, &heard.voices, last)
        && heard.suffices(&last.roster)
}

/// Whether what was approved still is, with the people of now. The log is that of before it was approved.
pub fn still(log: &[Entry], now: &Roster) -> bool {
    heard(log).is_some_and(|heard| heard.suffices(now))
}

impl Heard {
    fn suffices(&self, now: &Roster) -> bool {
        let Self { judge, voices, .. } = self;
        voices.iter().all(|voice| voice.approves)
            && judge.groups.iter().all(|seats| seats.group.needs > 0)
            && judge.satisfied(voices, judge.groups.len(), now)
            && judge.of_the_house(voices, now)
    }
}

/// The review that goes on; none when it ended.
fn heard(log: &[Entry]) -> Option<Heard> {
    let asked = log.iter().rposition(|entry| matches!(entry.did, Did::Asked { .. }))?;
    if log[asked..].iter().any(|entry| matches!(entry.did, Did::Ended)) {
        return None;
    }
    let Did::Asked { policy } = &log[asked].did else { return None };
    let mut judge = Judge::new(policy, &log[asked], authors(log));
    let first = log.iter().rposition(|entry| matches!(entry.did, Did::Wrote { .. })).unwrap_or_default().max(asked);
    let words = latest(log);
    let lasts = chrono::Duration::minutes(policy.review_minutes);
    let mut ends = log[first].at + lasts;
    // What became graver before the latest words were written holds for them too.
    log[asked..first].iter().for_each(|entry| judge.rises(entry));
    let mut voices: Vec<Voice> = Vec::new();
    for entry in &log[first..] {
        match &entry.did {
            Did::Lapsed => ends = entry.at + lasts,
            Did::Rose { again, .. } => {
                let (all, together) = (judge.groups.len(), !judge.ordered);
                judge.rises(entry);
                let now_all = judge.groups.len();
                if together {
                    voices.iter_mut().filter(|voice| voice.open == all).for_each(|voice| voice.open = now_all);
                }
                ends = if *again { entry.at + lasts } else { ends };
            }
            Did::Tried { by, words: about, approves } if entry.at < ends && *about == words => {
                judge.hear(&mut voices, entry, by, *approves);
            }
            _ => {}
        }
    }
    Some(Heard { judge, voices, words, ends })
}

/// Whether somebody of then is this human now, by any account that they had then.
fn had(then: &Roster, somebody: &Human, person: &Human, now: &Roster) -> bool {
    then.accounts.of(somebody).iter().any(|account| now.human(account) == *person)
}

fn latest(log: &[Entry]) -> u8 {
    let written = log.iter().rev().find_map(|entry| match entry.did {
        Did::Wrote { words, .. } => Some(words),
        _ => None,
    });
    written.unwrap_or_default()
}

fn authors(log: &[Entry]) -> BTreeSet<Person> {
    let wrote = log.iter().filter_map(|entry| match &entry.did {
        Did::Wrote { by, .. } => Some(by.clone()),
        _ => None,
    });
    wrote.collect()
}

/// A group, and who was who when it was asked.
struct Seats {
    group: Group,
    then: Rc<Roster>,
}

struct Judge {
    groups: Vec<Seats>,
    ordered: bool,
    many_seats: bool,
    /// From when on standing deputies may vote.
    deputies: Time,
    wrote: BTreeSet<Person>,
}

impl Judge {
    fn new(policy: &Policy, asked: &Entry, wrote: BTreeSet<Person>) -> Self {
        let seats = |group: &Group| Seats { group: group.clone(), then: asked.roster.clone() };
        let deputies = asked.at + chrono::Duration::minutes(policy.deputy_minutes);
        let (ordered, many_seats) = (policy.ordered, policy.many_seats);
        Self { groups: policy.groups.iter().map(seats).collect(), ordered, many_seats, deputies, wrote }
    }

    /// Somebody says yes or no, if they may.
    fn hear(&self, voices: &mut Vec<Voice>, entry: &Entry, by: &Person, approves: bool) {
        let open = self.open(voices, &entry.roster);
        let of = self.stands_for(by, entry);
        if !(0..open).any(|group| of.iter().any(|of| self.sits(&entry.roster.human(of), group, &entry.roster))) {
            return;
        }
        let human = entry.roster.human(by);
        let theirs = |voice: &Voice| entry.roster.human(&voice.by) == human;
        let first = voices.iter().position(theirs);
        let (mut place, all) = (0..voices.len(), voices.len());
        voices.retain(|voice| place.next() == first || !theirs(voice));
        let alone = voices.len() == all;
        match voices.iter_mut().find(|voice| theirs(voice)) {
            // The same said again by another account is no news.
            Some(voice) if alone && self.is_same(voice, approves, open, &of, entry) => {}
            Some(voice) => {
                let open = if voice.approves == approves { open.max(voice.open) } else { open };
                *voice = Voice { by: by.clone(), approves, open, of };
            }
            None => voices.push(Voice { by: by.clone(), approves, open, of }),
        }
    }

    /// Whoever the graver rule asks, and nobody asks already for as many, is asked after the others.
    fn rises(&mut self, entry: &Entry) {
        let Did::Rose { policy, .. } = &entry.did else { return };
        let old = self.groups.len();
        let needed: usize = self.groups.iter().map(|seats| seats.group.needs).sum();
        let mut matched = Vec::new();
        for group in &policy.groups {
            let same = |n: &usize| {
                let known = &self.groups[*n].group;
                !matched.contains(n) && known.members == group.members && known.needs > 0 && group.needs > 0
            };
            if let Some(n) = (0..old).find(same) {
                matched.push(n);
                self.groups[n].group.needs = self.groups[n].group.needs.max(group.needs);
            } else {
                self.groups.push(Seats { group: group.clone(), then: entry.roster.clone() });
            }
        }
        self.ordered = self.ordered || policy.ordered;
        self.many_seats = self.many_seats && policy.many_seats;
        // Who joins has as long as the others had, and nobody waits longer because of nothing.
        let joined =
            self.groups.len() > old || self.groups.iter().map(|seats| seats.group.needs).sum::<usize>() > needed;
        if joined {
            self.deputies = self.deputies.max(entry.at + chrono::Duration::minutes(policy.deputy_minutes));
        }
    }

    /// Had the seat when its group was asked, and has it now.
    fn sits(&self, person: &Human, group: usize, now: &Roster) -> bool {
        let agency = now.outside.contains(person);
        let Seats { group, then } = &self.groups[group];
        group.members.iter().any(|member| match member {
            Member::Anyone => !agency,
            Member::Person(named) => had(then, &then.human(named), person, now),
            Member::Role(role) if agency && (role == "legal" || role == "executive") => false,
            Member::Role(role) => {
                let holders = then.roles.get(role).into_iter().flatten();
                let holds = now.roles.get(role).is_some_and(|people| people.contains(person));
                holds && holders.into_iter().any(|holder| had(then, holder, person, now))
            }
        })
    }

    fn is_author(&self, person: &Human, now: &Roster) -> bool {
        self.wrote.iter().any(|wrote| now.human(wrote) == *person)
    }

    fn is_same(&self, voice: &Voice, approves: bool, open: usize, of: &[Person], entry: &Entry) -> bool {
        let humans = |of: &[Person]| of.iter().map(|of| entry.roster.human(of)).collect::<BTreeSet<_>>();
        voice.approves == approves && voice.open >= open && humans(&voice.of) == humans(of)
    }

    /// By account: themselves, and all accounts of those for whom they stand.
    fn stands_for(&self, by: &Person, entry: &Entry) -> Vec<Person> {
        let (now, human) = (&entry.roster, entry.roster.human(by));
        let sits = |person: &Human| (0..self.groups.len()).any(|group| self.sits(person, group, now));
        if self.is_author(&human, now) {
            return Vec::new();
        }
        let own = if sits(&human) { vec![by.clone()] } else { Vec::new() };
        if now.outside.contains(&human) {
            return own;
        }
        let mut of: Vec<Human> = Vec::new();
        for given in &entry.roster.delegations {
            let ends = given.until.unwrap_or(Time::MAX_UTC);
            if given.to == human && given.from <= entry.at && entry.at < ends {
                of.push(given.of.clone());
            }
        }
        if entry.at >= self.deputies {
            of.extend(entry.roster.deputies.iter().filter(|(_, to)| *to == human).map(|(of, _)| of.clone()));
        }
        of.retain(|of| *of != human && !self.is_author(of, now) && sits(of));
        own.into_iter().chain(of.iter().flat_map(|of| now.accounts.of(of))).collect()
    }

    /// Whether the vote itself was taken, and not only an earlier one of the person.
    fn may_now(&self, by: &Person, voices: &[Voice], last: &Entry) -> bool {
        let open = self.open(voices, &last.roster);
        let of = self.stands_for(by, last);
        (0..open).any(|group| of.iter().any(|of| self.sits(&last.roster.human(of), group, &last.roster)))
    }

    fn open(&self, voices: &[Voice], now: &Roster) -> usize {
        let mut open = if self.ordered { 1 } else { self.groups.len() };
        while open < self.groups.len() && self.satisfied(voices, open, now) {
            open += 1;
        }
        open
    }

    fn can(&self, voices: &[Voice], groups: usize, now: &Roster) -> Vec<(Human, Vec<usize>)> {
        let (mut can, mut counted) = (Vec::new(), Vec::<&Voice>::new());
        let is = |voice: &Voice, human: &Human| now.human(&voice.by) == *human;
        let stands = |voice: &Voice, human: &Human| voice.of.iter().any(|of| now.human(of) == *human);
        for voice in voices.iter().filter(|voice| voice.approves) {
            let by = now.human(&voice.by);
            if counted.iter().any(|other| is(other, &by)) || self.is_author(&by, now) {
                continue;
            }
            let own = |of: &Human| {
                *of == by || !voices.iter().any(|other| is(other, of)) && !counted.iter().any(|other| stands(other, of))
            };
            let counts = |of: &Human, group: usize| !self.is_author(of, now) && own(of) && self.sits(of, group, now);
            let sits = |group: &usize| *group < voice.open && voice.of.iter().any(|of| counts(&now.human(of), *group));
            can.push((by.clone(), (0..groups).filter(sits).collect()));
            counted.push(voice);
        }
        can
    }

    fn of_the_house(&self, voices: &[Voice], now: &Roster) -> bool {
        let can = self.can(voices, self.groups.len(), now);
        can.iter().any(|(by, groups)| !groups.is_empty() && !now.outside.contains(by))
    }

    fn satisfied(&self, voices: &[Voice], groups: usize, now: &Roster) -> bool {
        let can: Vec<Vec<usize>> = self.can(voices, groups, now).into_iter().map(|(_, groups)| groups).collect();
        let mut left: Vec<usize> = self.groups[..groups].iter().map(|seats| seats.group.needs).collect();
        if self.many_seats {
            return left
                .iter()
                .enumerate()
                .all(|(group, needs)| can.iter().filter(|groups| groups.contains(&group)).count() >= *needs);
        }
        any_seating(&can, &mut left)
    }
}

fn any_seating(can: &[Vec<usize>], left: &mut Vec<usize>) -> bool {
    if left.iter().all(|needs| *needs == 0) {
        return true;
    }
    let Some((first, rest)) = can.split_first() else { return false };
    for &group in first {
        if left[group] > 0 {
            left[group] -= 1;
            let seated = any_seating(rest, left);
            left[group] += 1;
            if seated {
                return true;
            }
        }
    }
    any_seating(rest, left)
}
