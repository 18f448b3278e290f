//! Random sequences of edits, votes from two platforms, double clicks, role changes (also after an approval), delegations,
//! severities that rise and fall, one incident or several, faster lanes that words leave, vetoes of copies, expiries,
//! restarts, and accounts that are named and un-named meanwhile. Who gave whom a role is for tests/it/histories.rs.
//! `SQUALL_SEQUENCES` says how many; `scripts/approvals` runs the full number.

use std::rc::Rc;
use std::sync::LazyLock;

use chrono::Duration;

use super::oracle::{Did, Entry, approved, still};
use super::*;
use crate::person::{Accounts, Human, Person};
use crate::statement::policy::Delegation;
use crate::statement::{Edited, How, Refused};

const USUALLY: u64 = 20_000;
const PEOPLE: [&str; 6] = ["ada", "bea", "cem", "dora", "eleni", "finn"];
const ROLES: [&str; 3] = ["legal", "comms", "executive"];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides as u64).unwrap()
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.roll(sides) == 0
    }

    fn number(&mut self) -> u8 {
        self.roll(4).try_into().unwrap()
    }

    fn person(&mut self) -> Person {
        who(PEOPLE[self.roll(PEOPLE.len())])
    }

    /// Whose accounts are whose: most of the time everybody's only one, else two or three are one human's.
    fn accounts(&mut self) -> Accounts {
        let of = self.roll(4);
        let named = (1..of.max(1) + usize::from(of > 0)).map(|_| (self.person(), "gaia".to_owned()));
        Accounts::new(named.collect::<Vec<_>>())
    }

    fn roster(&mut self, accounts: Accounts) -> Roster {
        let mut roster = Roster { accounts: accounts.clone(), ..Roster::default() };
        let human = |dice: &mut Self| -> Human { accounts.human(&dice.person()) };
        for role in ROLES {
            let people = (0..=self.roll(3)).map(|_| human(self)).collect();
            roster.roles.insert(role.to_owned(), people);
        }
        if self.one_in(2) {
            roster.deputies.push((human(self), human(self)));
        }
        if self.one_in(4) {
            roster.outside.insert(human(self));
        }
        if self.one_in(2) {
            let until = if self.one_in(2) { None } else { Some(at(40)) };
            roster.delegations.push(Delegation { of: human(self), to: human(self), from: at(5), until });
        }
        roster
    }

    fn policy(&mut self) -> Policy {
        let group = |dice: &mut Self| {
            let mut members = vec![role(ROLES[dice.roll(3)])];
            match dice.roll(8) {
                0 => members.push(Member::Person(dice.person())),
                1 => members.push(role(ROLES[dice.roll(3)])),
                2 => members = vec![Member::Anyone],
                _ => {}
            }
            Group::new("group", dice.roll(9).div_ceil(4).min(2), members)
        };
        let groups = (0..1 + self.roll(3)).map(|_| group(self)).collect();
        Policy {
            groups,
            ordered: self.one_in(3),
            many_seats: self.one_in(4),
            review_minutes: 60,
            deputy_minutes: 20,
            break_glass: [self.person()].into(),
            ..Policy::default()
        }
    }
}

static WORDS: LazyLock<[Texts; 4]> = LazyLock::new(|| std::array::from_fn(|n| text(&format!("words {n}"))));

fn words(number: u8) -> &'static Texts {
    &WORDS[usize::from(number)]
}

/// A statement, and beside it the log of what was done to it.
struct Play {
    statement: Statement,
    log: Vec<Entry>,
    roster: Rc<Roster>,
    policy: Policy,
    /// What holds from a severity of 8 on.
    graver: Policy,
    /// What holds for words 0, which fill in a template that was approved in advance.
    lane: Option<Policy>,
    /// It belongs to none of two incidents: what both rules ask for.
    of_none: bool,
    /// Words that were vetoed in a copy.
    elsewhere: BTreeSet<u8>,
    /// Of the incident.
    severity: u8,
    now: Time,
    dice: Dice,
    latest: u8,
}

impl Play {
    fn begin(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        dice.roll(2);
        let accounts = dice.accounts();
        let (roster, policy, graver) = (Rc::new(dice.roster(accounts)), dice.policy(), dice.policy());
        let (statement, log, now, latest, severity) = (draft("words 0"), Vec::new(), at(0), 0, 5);
        let (lane, of_none) = (dice.one_in(4).then(|| dice.policy()), dice.one_in(4));
        let elsewhere = BTreeSet::new();
        let mut play =
            Self { statement, log, roster, policy, graver, lane, of_none, elsewhere, severity, now, dice, latest };
        play.write_down(Did::Wrote { by: who("ada"), words: 0 });
        play.ask();
        play
    }

    fn write_down(&mut self, did: Did) {
        self.log.push(Entry { did, at: self.now, roster: self.roster.clone() });
    }

    fn ask(&mut self) {
        let policy = self.rule(self.severity);
        if matches!(self.statement.state, State::Draft { .. }) {
            self.statement.severity = self.severity;
        }
        if self.statement.ask(&who("ada"), policy.clone(), &self.roster, self.now)
            == Ok(crate::statement::Asked::Started)
        {
            self.write_down(Did::Asked { policy });
        }
    }

    /// For the words as they are.
    fn rule(&self, severity: u8) -> Policy {
        match &self.lane {
            Some(lane) if self.latest == 0 && severity < 8 => lane.clone(),
            _ if self.of_none => self.graver.clone().with(self.policy.clone()),
            _ if severity >= 8 => self.graver.clone(),
            _ => self.policy.clone(),
        }
    }

    /// The people are others: what was approved by them may be asked again.
    fn look(&mut self) {
        let was_approved = matches!(self.statement.state, State::Approved(_));
        let again = self.statement.lapses(&self.roster, self.now);
        if !was_approved {
            assert!(!again);
            return;
        }
        let ended = self.log.pop();
        assert_eq!(again, !still(&self.log, &self.roster), "{:#?}\n{:#?}", self.statement, self.log);
        if again {
            self.write_down(Did::Lapsed);
        } else {
            self.log.extend(ended);
        }
    }

    /// The same words are vetoed in another statement.
    fn a_copy_is_vetoed(&mut self) {
        let number = self.dice.number();
        self.elsewhere.insert(number);
        self.statement.barred.push(words(number).hashes());
        if self.statement.falls(&who("ada"), "no").is_some() {
            assert_eq!(self.latest, number);
            self.write_down(Did::Ended);
        }
    }

    /// The incident becomes graver, or less grave.
    fn grows(&mut self) {
        self.severity = [3, 5, 8, 9, 10][self.dice.roll(5)];
        if !self.statement.is_graver(self.severity, false, self.now) {
            return;
        }
        let policy = self.rule(self.severity);
        let was_approved = matches!(self.statement.state, State::Approved(_));
        let joined = self.statement.rises(self.severity, false, policy.clone(), &self.roster, self.now);
        let again = was_approved && matches!(self.statement.state, State::InReview(_));
        assert_eq!(joined.again, again);
        let ended = if was_approved { self.log.pop() } else { None };
        self.write_down(Did::Rose { policy, again });
        // What is under review again did not end.
        self.log.extend(ended.filter(|_| !again));
    }

    fn edit(&mut self) {
        let number = self.dice.number();
        // Few people write, or nobody could approve.
        let by = who(PEOPLE[self.dice.roll(2)]);
        let read = self.statement.revision - u32::from(self.statement.revision > 1 && self.dice.one_in(4));
        if let Ok(Edited::Revised { .. }) = self.statement.edit(&by, read, words(number).clone(), self.now) {
            self.latest = number;
            self.write_down(Did::Wrote { by, words: number });
            match &self.statement.state {
                State::Draft { .. } => self.write_down(Did::Ended),
                // An approval that is edited is under review again.
                State::InReview(_) => {
                    let before = self.log.iter().rev().find(|entry| !matches!(entry.did, Did::Wrote { .. }));
                    if before.is_some_and(|entry| matches!(entry.did, Did::Ended)) {
                        self.write_again();
                    }
                    self.leaves_the_lane();
                }
                _ => {}
            }
        }
    }

    /// Other words under review: the rule that holds for them joins.
    fn leaves_the_lane(&mut self) {
        if self.lane.is_some() {
            let policy = self.rule(self.statement.severity);
            self.statement.tightens(policy.clone(), &self.roster, self.now);
            self.write_down(Did::Rose { policy, again: false });
        }
    }

    /// The review of before goes on: asked when it was, by the people of then, and as grave as it became.
    fn write_again(&mut self) {
        let last = self.log.pop().unwrap();
        let asked = self.log.iter().rposition(|entry| matches!(entry.did, Did::Asked { .. })).unwrap();
        let review = |entry: &&Entry| matches!(entry.did, Did::Asked { .. } | Did::Rose { .. });
        let again: Vec<Entry> = self.log[asked..].iter().filter(review).cloned().collect();
        self.log.extend(again);
        self.log.push(last);
    }

    fn vote(&mut self) {
        let by = self.dice.person();
        let about = if self.dice.one_in(8) { self.dice.number() } else { self.latest };
        let approves = !self.dice.one_in(9);
        let verdict = if approves { Verdict::Approve } else { changes() };
        let clicks = if self.dice.one_in(6) { 2 } else { 1 };
        for _ in 0..clicks {
            let was_in_review = matches!(self.statement.state, State::InReview(_));
            let voted = self.statement.vote(&by, words(about).hash(), verdict.clone(), &self.roster, self.now);
            if !was_in_review {
                assert_eq!(voted, Err(Refused::NotInReview));
                return;
            }
            self.write_down(Did::Tried { by: by.clone(), words: about, approves });
            let is_approved = matches!(self.statement.state, State::Approved(_));
            let own = |wrote: &Person| self.roster.accounts.same(wrote, &by);
            assert!(voted.is_err() || !self.statement.authors.iter().any(own), "nobody votes on their own words");
            assert_eq!(is_approved, approved(&self.log), "{:#?}\n{:#?}", self.statement, self.log);
            if is_approved {
                self.write_down(Did::Ended);
            }
        }
    }

    fn step(&mut self) {
        match self.dice.roll(26) {
            0..=11 => self.vote(),
            12..=13 => self.edit(),
            14 => {
                self.roster = Rc::new(self.dice.roster(self.roster.accounts.clone()));
                self.look();
            }
            // A restart with other settings: the same accounts have the roles, and others are one human's.
            15 => {
                self.name_accounts();
                self.look();
            }
            16..=17 => self.now += Duration::minutes(self.dice.roll(25).try_into().unwrap()),
            18 => self.ask(),
            19 => {
                let by = self.dice.person();
                let about = self.statement.texts.hash().clone();
                if self.statement.veto(&by, &about, "no", &self.roster, self.now).is_ok() {
                    self.write_down(Did::Ended);
                }
            }
            20 => {
                if self.statement.recall(&who("ada")).is_ok() {
                    self.write_down(Did::Ended);
                }
            }
            21 => {
                if self.statement.expire(self.now).is_some() {
                    self.write_down(Did::Ended);
                }
            }
            22 => self.restart(),
            23..=24 => self.grows(),
            25 if self.dice.one_in(4) => self.a_copy_is_vetoed(),
            _ => self.policy = self.dice.policy(),
        }
        self.holds();
    }

    fn name_accounts(&mut self) {
        let accounts = self.dice.accounts();
        let (of, before) = (accounts.clone(), self.roster.accounts.clone());
        let again = move |human: &Human| of.human(&before.of(human)[0]);
        let mut roster = Roster::clone(&self.roster);
        roster.roles.values_mut().for_each(|people| *people = people.iter().map(&again).collect());
        roster.deputies.iter_mut().for_each(|(of, to)| (*of, *to) = (again(of), again(to)));
        roster.delegations.iter_mut().for_each(|given| (given.of, given.to) = (again(&given.of), again(&given.to)));
        roster.outside = roster.outside.iter().map(&again).collect();
        self.roster = Rc::new(Roster { accounts, ..roster });
    }

    fn restart(&mut self) {
        if self.dice.one_in(8) {
            let stored = serde_json::to_string(&self.statement.state).unwrap();
            let state: State = serde_json::from_str(&stored).unwrap();
            assert_eq!(state, self.statement.state);
            self.statement.state = state;
        }
    }

    /// What holds at every moment.
    fn holds(&self) {
        let (hash, votes) = match &self.statement.state {
            State::InReview(review) => (&review.hash, review.votes.as_slice()),
            State::Approved(approval) => {
                assert!(matches!(approval.how, How::Policy(_)), "nobody broke glass");
                (&approval.hash, approval.votes())
            }
            _ => return,
        };
        assert_eq!(hash, self.statement.texts.hash(), "what is approved are the words that stand there");
        assert!(!self.statement.vetoed.contains(hash) && !self.elsewhere.contains(&self.latest));
        for (n, vote) in votes.iter().enumerate() {
            assert_eq!(&vote.hash, hash);
            assert!(votes[..n].iter().all(|other| other.by != vote.by), "one vote of each");
        }
    }
}

#[test]
fn approved_means_what_the_oracle_says_in_every_sequence() {
    let count = std::env::var("SQUALL_SEQUENCES").ok().and_then(|count| count.parse().ok()).unwrap_or(USUALLY);
    let (mut approvals, mut steps) = (0_u64, 0_u64);
    for seed in 1..=count {
        let mut play = Play::begin(seed);
        let length = 4 + play.dice.roll(24);
        let mut was = false;
        for _ in 0..length {
            play.step();
            let is = matches!(play.statement.state, State::Approved(_));
            approvals += u64::from(is && !was);
            was = is;
        }
        steps += length as u64;
    }
    println!("{count} sequences, {steps} steps, {approvals} approvals; the oracle agreed at every vote");
    assert!(approvals > count / 20, "sequences that never approve anything show little: {approvals} of {count}");
}
