//! When words are approved, worked out anew from the whole log of what people did, by trying every seating. It shares no
//! line with the machine that it judges. People are accounts in it; whose they are is asked of the settings at each moment.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::clock::Time;
use crate::person::{Human, Person};
use crate::statement::policy::{Member, Policy, Roster};

/// Something that people did, or time.
#[derive(Clone, Debug)]
pub enum Did {
    /// New words, that are not the words before.
    Wrote { by: Person, words: u8 },
    /// A review began.
    Asked { policy: Policy },
    /// Somebody tried to vote, whatever came of it.
    Tried { by: Person, words: u8, approves: bool },
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

/// Whether the words are approved by the last entry, a vote.
pub fn approved(log: &[Entry]) -> bool {
    let Some(asked) = log.iter().rposition(|entry| matches!(entry.did, Did::Asked { .. })) else { return false };
    if log[asked..].iter().any(|entry| matches!(entry.did, Did::Ended)) {
        return false;
    }
    let Did::Asked { policy } = &log[asked].did else { return false };
    let judge = Judge { policy, asked: &log[asked], wrote: authors(log) };
    let first = log.iter().rposition(|entry| matches!(entry.did, Did::Wrote { .. })).unwrap_or_default().max(asked);
    let begun = log[first].at;
    let words = latest(log);
    let mut voices: Vec<Voice> = Vec::new();
    for entry in &log[first..] {
        let Did::Tried { by, words: about, approves } = &entry.did else { continue };
        let late = entry.at >= begun + chrono::Duration::minutes(policy.review_minutes);
        if late || *about != words {
            continue;
        }
        let open = judge.open(&voices, &entry.roster);
        let of = judge.stands_for(by, entry);
        if !(0..open).any(|group| of.iter().any(|of| judge.sits(&entry.roster.human(of), group, &entry.roster))) {
            continue;
        }
        let human = entry.roster.human(by);
        let theirs = |voice: &Voice| entry.roster.human(&voice.by) == human;
        let first = voices.iter().position(theirs);
        let (mut place, all) = (0..voices.len(), voices.len());
        voices.retain(|voice| place.next() == first || !theirs(voice));
        let alone = voices.len() == all;
        match voices.iter_mut().find(|voice| theirs(voice)) {
            // The same said again by another account is no news.
            Some(voice) if alone && judge.is_same(voice, *approves, open, &of, entry) => {}
            Some(voice) => {
                let open = if voice.approves == *approves { open.max(voice.open) } else { open };
                *voice = Voice { by: by.clone(), approves: *approves, open, of };
            }
            None => voices.push(Voice { by: by.clone(), approves: *approves, open, of }),
        }
    }
    let Some(last) = log.last() else { return false };
    let now_approves = matches!(&last.did, Did::Tried { by, approves: true, words: about }
        if *about == words && voices.iter().any(|voice| last.roster.human(&voice.by) == last.roster.human(by))
            && last.at < begun + chrono::Duration::minutes(policy.review_minutes)
            && judge.may_now(by, &voices, last));
    now_approves
        && voices.iter().all(|voice| voice.approves)
        && policy.groups.iter().all(|group| group.needs > 0)
        && judge.satisfied(&voices, policy.groups.len(), &last.roster)
        && judge.of_the_house(&voices, &last.roster)
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

struct Judge<'a> {
    policy: &'a Policy,
    asked: &'a Entry,
    wrote: BTreeSet<Person>,
}

impl Judge<'_> {
    /// Had the seat when the review was asked, and has it now.
    fn sits(&self, person: &Human, group: usize, now: &Roster) -> bool {
        let agency = now.outside.contains(person);
        self.policy.groups[group].members.iter().any(|member| match member {
            Member::Anyone => !agency,
            Member::Person(named) => self.had(&self.asked.roster.human(named), person, now),
            Member::Role(role) if agency && (role == "legal" || role == "executive") => false,
            Member::Role(role) => {
                let then = self.asked.roster.roles.get(role).into_iter().flatten();
                let holds = now.roles.get(role).is_some_and(|people| people.contains(person));
                holds && then.into_iter().any(|holder| self.had(holder, person, now))
            }
        })
    }

    /// Whether somebody of then is this human now, by any account that they had then.
    fn had(&self, then: &Human, person: &Human, now: &Roster) -> bool {
        self.asked.roster.accounts.of(then).iter().any(|account| now.human(account) == *person)
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
        let sits = |person: &Human| (0..self.policy.groups.len()).any(|group| self.sits(person, group, now));
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
        let waited = (entry.at - self.asked.at).num_minutes();
        if waited >= self.policy.deputy_minutes {
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
        let mut open = if self.policy.ordered { 1 } else { self.policy.groups.len() };
        while open < self.policy.groups.len() && self.satisfied(voices, open, now) {
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
        let can = self.can(voices, self.policy.groups.len(), now);
        can.iter().any(|(by, groups)| !groups.is_empty() && !now.outside.contains(by))
    }

    fn satisfied(&self, voices: &[Voice], groups: usize, now: &Roster) -> bool {
        let can: Vec<Vec<usize>> = self.can(voices, groups, now).into_iter().map(|(_, groups)| groups).collect();
        let mut left: Vec<usize> = self.policy.groups[..groups].iter().map(|group| group.needs).collect();
        if self.policy.many_seats {
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
