//! When words are approved, worked out anew from the whole log of what people did, by trying every seating. It shares no
//! line with the machine that it judges.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::clock::Time;
use crate::statement::policy::{Group, Member, Policy, Roster};

/// Something that people did, or time.
#[derive(Clone, Debug)]
pub enum Did {
    /// New words, that are not the words before.
    Wrote { by: String, words: u8 },
    /// A review began.
    Asked { policy: Policy },
    /// The incident became graver under the review, or after it, when it goes on (`again`).
    Rose { policy: Policy, again: bool },
    /// Somebody tried to vote, whatever came of it.
    Tried { by: String, words: u8, approves: bool },
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
    by: String,
    approves: bool,
    open: usize,
    of: Vec<String>,
}

/// Whether the words are approved by the last entry, a vote.
pub fn approved(log: &[Entry]) -> bool {
    let Some(asked) = log.iter().rposition(|entry| matches!(entry.did, Did::Asked { .. })) else { return false };
    if log[asked..].iter().any(|entry| matches!(entry.did, Did::Ended)) {
        return false;
    }
    let Did::Asked { policy } = &log[asked].did else { return false };
    let mut judge = Judge::new(policy, &log[asked], authors(log));
    let first = log.iter().rposition(|entry| matches!(entry.did, Did::Wrote { .. })).unwrap_or_default().max(asked);
    let begun = log[first].at;
    let words = latest(log);
    let lasts = chrono::Duration::minutes(policy.review_minutes);
    let mut ends = begun + lasts;
    // What became graver before the latest words were written holds for them too.
    log[asked..first].iter().for_each(|entry| judge.rises(entry));
    let mut voices: Vec<Voice> = Vec::new();
    for entry in &log[first..] {
        if let Did::Rose { again, .. } = &entry.did {
            let all = judge.groups.len();
            let together = !judge.ordered;
            judge.rises(entry);
            if together {
                voices.iter_mut().filter(|voice| voice.open == all).for_each(|voice| voice.open = judge.groups.len());
            }
            ends = if *again { entry.at + lasts } else { ends };
        }
        let Did::Tried { by, words: about, approves } = &entry.did else { continue };
        if entry.at >= ends || *about != words {
            continue;
        }
        let open = judge.open(&voices, &entry.roster);
        let of = judge.stands_for(by, entry);
        if !(0..open).any(|group| of.iter().any(|of| judge.sits(of, group, &entry.roster))) {
            continue;
        }
        match voices.iter_mut().find(|voice| voice.by == *by) {
            Some(voice) => {
                let open = if voice.approves == *approves { open.max(voice.open) } else { open };
                *voice = Voice { by: by.clone(), approves: *approves, open, of };
            }
            None => voices.push(Voice { by: by.clone(), approves: *approves, open, of }),
        }
    }
    let Some(last) = log.last() else { return false };
    let now_approves = matches!(&last.did, Did::Tried { by, approves: true, words: about }
        if *about == words && voices.iter().any(|voice| voice.by == *by)
            && last.at < ends
            && judge.may_now(by, &voices, last));
    now_approves
        && voices.iter().all(|voice| voice.approves)
        && judge.groups.iter().all(|seats| seats.group.needs > 0)
        && judge.satisfied(&voices, judge.groups.len(), &last.roster)
        && judge.of_the_house(&voices, &last.roster)
}

fn latest(log: &[Entry]) -> u8 {
    let written = log.iter().rev().find_map(|entry| match entry.did {
        Did::Wrote { words, .. } => Some(words),
        _ => None,
    });
    written.unwrap_or_default()
}

fn authors(log: &[Entry]) -> BTreeSet<String> {
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
    authors: BTreeSet<String>,
}

impl Judge {
    fn new(policy: &Policy, asked: &Entry, authors: BTreeSet<String>) -> Self {
        let seats = |group: &Group| Seats { group: group.clone(), then: asked.roster.clone() };
        let deputies = asked.at + chrono::Duration::minutes(policy.deputy_minutes);
        let (ordered, many_seats) = (policy.ordered, policy.many_seats);
        Self { groups: policy.groups.iter().map(seats).collect(), ordered, many_seats, deputies, authors }
    }

    /// Whoever the graver rule asks, and nobody asks already for as many, is asked after the others.
    fn rises(&mut self, entry: &Entry) {
        let Did::Rose { policy, .. } = &entry.did else { return };
        let old = self.groups.len();
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
        self.deputies = self.deputies.max(entry.at + chrono::Duration::minutes(policy.deputy_minutes));
    }

    /// Had the seat when its group was asked, and has it now.
    fn sits(&self, person: &str, group: usize, now: &Roster) -> bool {
        let agency = now.outside.contains(person);
        self.groups[group].group.members.iter().any(|member| match member {
            Member::Anyone => !agency,
            Member::Person(named) => named == person,
            Member::Role(role) if agency && (role == "legal" || role == "executive") => false,
            Member::Role(role) => [self.groups[group].then.as_ref(), now]
                .iter()
                .all(|roster| roster.roles.get(role).is_some_and(|people| people.contains(person))),
        })
    }

    fn stands_for(&self, by: &str, entry: &Entry) -> Vec<String> {
        if self.authors.contains(by) {
            return Vec::new();
        }
        let mut of = vec![by.to_owned()];
        if entry.roster.outside.contains(by) {
            let seated = (0..self.groups.len()).any(|group| self.sits(by, group, &entry.roster));
            return if seated { of } else { Vec::new() };
        }
        for given in &entry.roster.delegations {
            let ends = given.until.unwrap_or(Time::MAX_UTC);
            if given.to == by && given.from <= entry.at && entry.at < ends {
                of.push(given.of.clone());
            }
        }
        if entry.at >= self.deputies {
            of.extend(entry.roster.deputies.iter().filter(|(_, to)| to == by).map(|(of, _)| of.clone()));
        }
        let groups = self.groups.len();
        of.retain(|of| !self.authors.contains(of) && (0..groups).any(|group| self.sits(of, group, &entry.roster)));
        of
    }

    /// Whether the vote itself was taken, and not only an earlier one of the person.
    fn may_now(&self, by: &str, voices: &[Voice], last: &Entry) -> bool {
        let open = self.open(voices, &last.roster);
        let of = self.stands_for(by, last);
        (0..open).any(|group| of.iter().any(|of| self.sits(of, group, &last.roster)))
    }

    fn open(&self, voices: &[Voice], now: &Roster) -> usize {
        let mut open = if self.ordered { 1 } else { self.groups.len() };
        while open < self.groups.len() && self.satisfied(voices, open, now) {
            open += 1;
        }
        open
    }

    fn can(&self, voices: &[Voice], groups: usize, now: &Roster) -> Vec<(String, Vec<usize>)> {
        let mut can = Vec::new();
        for (n, voice) in voices.iter().enumerate().filter(|(_, voice)| voice.approves) {
            let own = |of: &String| {
                *of == voice.by
                    || !voices.iter().any(|other| other.by == *of)
                        && !voices[..n].iter().any(|earlier| earlier.approves && earlier.of.contains(of))
            };
            let sits =
                |group: &usize| *group < voice.open && voice.of.iter().any(|of| own(of) && self.sits(of, *group, now));
            can.push((voice.by.clone(), (0..groups).filter(sits).collect()));
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
