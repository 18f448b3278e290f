//! What the team decides about how it speaks, in one shape: a conversation pauses, a comment goes, a channel closes, ambassadors
//! are briefed, a fact is put right, an audience is kept informed. Pure.

pub mod desk;
mod fact;
pub mod store;
pub mod voice;

use chrono::Duration;

use crate::clock::Time;
use crate::id::{IncidentId, MeasureId};
use crate::incident::Incident;
use crate::incident::Refused as NotYours;
use crate::person::{Accounts, Actor, Person};
use crate::refusal::Refusal;
use crate::sources::platforms_in;

/// Who is reminded that an audience waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// At first who keeps it informed.
    Owner,
    /// A little later everybody.
    Everybody,
}

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody answers, somewhere or everywhere, until a time.
    Hold,
    /// A comment breaks a rule of the guidelines.
    Takedown,
    /// A channel is closed, when enough people agree and nobody is against it.
    Shut,
    /// Ambassadors know what to say, each says so, and only then they speak.
    Brief,
    /// What people say, what is so, and what shows it.
    Fact,
    /// An audience hears from the company at a cadence.
    Inform,
}

/// A decision, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub id: MeasureId,
    pub incident: IncidentId,
    pub kind: Kind,
    /// Where (everywhere when empty), the link, the briefing, the claim or the audience. In somebody's words.
    pub what: String,
    /// The reason, or what is so.
    pub why: String,
    /// The rule of a deletion, what shows a fact.
    pub basis: String,
    /// Who keeps an audience informed.
    pub owner: Option<Person>,
    /// How long it holds, until it is looked at again, or how often it is done.
    pub minutes: Option<u32>,
    /// How many have to agree, as it was when they were asked.
    pub needs: usize,
    pub due: Option<Time>,
    pub state: State,
    /// Who was asked or spoke.
    pub people: Vec<(Person, Said)>,
    pub by: Person,
    pub at: Time,
}

/// Where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// People have to say something first.
    Asked,
    Holds,
    /// It ended, or was taken back.
    Over {
        by: Actor,
        at: Time,
        why: String,
    },
}

/// What somebody said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing yet.
    Waits,
    Yes,
    No,
}

/// Why it can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It is so already.
    Already,
    /// It is for others to say.
    NotAsked,
    /// These have not said that they know.
    Waits(Vec<Person>),
}

/// What somebody's word led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    Counted,
    /// All who had to speak have spoken.
    Complete,
}

impl Kind {
    pub const ALL: [Self; 6] = [Self::Hold, Self::Takedown, Self::Shut, Self::Brief, Self::Fact, Self::Inform];

    /// As it is stored, and in the ledger: `hold.begun`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Takedown => "takedown",
            Self::Shut => "shut",
            Self::Brief => "brief",
            Self::Fact => "fact",
            Self::Inform => "inform",
        }
    }

    /// The kind that is stored so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// How long it holds, or how often it is done, when nobody said.
    fn minutes(self) -> Option<u32> {
        match self {
            Self::Hold => Some(2 * 60),
            Self::Shut => Some(3 * 24 * 60),
            Self::Inform => Some(4 * 60),
            Self::Takedown | Self::Brief | Self::Fact => None,
        }
    }
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Holds => "holds",
            Self::Over { .. } => "over",
        }
    }

    pub fn is_over(&self) -> bool {
        matches!(self, Self::Over { .. })
    }
}

impl Measure {
    /// Begins. Who proposes to close a channel agrees with it, if their word counts.
    pub fn begin(mut self, by: &Person, votes: bool, now: Time) -> Self {
        self.minutes = self.minutes.or(self.kind.minutes());
        self.state = match self.kind {
            Kind::Hold | Kind::Fact | Kind::Inform => State::Holds,
            Kind::Takedown | Kind::Shut | Kind::Brief => State::Asked,
        };
        if self.state == State::Holds {
            self.due = self.next(now);
        }
        if self.kind == Kind::Shut && votes {
            self.people = vec![(by.clone(), Said::Yes)];
            self.decide(now);
        }
        self
    }

    /// The account by which somebody was asked or spoke before, whichever they use now.
    pub fn asked_as(&self, person: &Person, accounts: &Accounts) -> Person {
        let known = self.people.iter().map(|(known, _)| known).find(|known| accounts.same(known, person));
        known.unwrap_or(person).clone()
    }

    /// Somebody says what they think, or that they have read it.
    pub fn says(&mut self, person: &Person, said: Said, now: Time) -> Result<Heard, NotNow> {
        let asked = self.people.iter_mut().find(|(known, _)| known == person);
        match (self.kind, &self.state, asked) {
            (Kind::Shut, State::Asked, Some((_, before))) if *before != said => *before = said,
            // Who was asked can have read it, and nothing else.
            (Kind::Brief, State::Asked, Some((_, before))) if *before != said && said == Said::Yes => *before = said,
            (Kind::Shut, State::Asked, None) => self.people.push((person.clone(), said)),
            (Kind::Brief, State::Asked, None) => return Err(NotNow::NotAsked),
            _ => return Err(NotNow::Already),
        }
        Ok(if self.decide(now) { Heard::Complete } else { Heard::Counted })
    }

    /// Whether all who had to speak have spoken for it. A channel is closed by that; ambassadors wait for the word.
    fn decide(&mut self, now: Time) -> bool {
        let complete = self.waiting().is_empty() && self.count(Said::No) == 0 && self.count(Said::Yes) >= self.needs;
        if complete && self.kind == Kind::Shut {
            self.state = State::Holds;
            self.due = self.next(now);
        }
        complete
    }

    /// It is done (deleted, deployed, sent), or goes on for as long again (closed).
    pub fn go(&mut self, now: Time) -> Result<(), NotNow> {
        match (self.kind, &self.state) {
            (Kind::Takedown, State::Asked) => self.state = State::Holds,
            (Kind::Brief, State::Asked) => {
                let waiting = self.waiting();
                if !waiting.is_empty() {
                    return Err(NotNow::Waits(waiting));
                }
                self.state = State::Holds;
            }
            (Kind::Inform | Kind::Shut, State::Holds) => self.due = self.next(now),
            _ => return Err(NotNow::Already),
        }
        Ok(())
    }

    /// It ends, or is taken back.
    pub fn lift(&mut self, by: &Actor, why: &str, now: Time) -> Result<(), NotNow> {
        if self.state.is_over() {
            return Err(NotNow::Already);
        }
        self.state = State::Over { by: by.clone(), at: now, why: why.trim().to_owned() };
        self.due = None;
        Ok(())
    }

    /// Whether its time has come.
    pub fn is_due(&self, now: Time) -> bool {
        self.state == State::Holds && self.due.is_some_and(|due| due <= now)
    }

    /// Who has not said anything yet.
    pub fn waiting(&self) -> Vec<Person> {
        let waits = self.people.iter().filter(|(_, said)| *said == Said::Waits);
        waits.map(|(person, _)| person.clone()).collect()
    }

    pub fn count(&self, said: Said) -> usize {
        self.people.iter().filter(|(_, known)| *known == said).count()
    }

    fn next(&self, now: Time) -> Option<Time> {
        self.minutes.map(|minutes| now + Duration::minutes(minutes.into()))
    }

    /// Whether people are asked whether they agree with it.
    pub fn is_put_to_vote(&self) -> bool {
        self.kind == Kind::Shut && self.state == State::Asked
    }

    /// Whether it concerns what is said on a platform (`instagram`); so it does where that is not known, or where the
    /// decision names no platform.
    pub fn concerns(&self, platform: Option<&str>) -> bool {
        let named = platforms_in(&self.what);
        platform.is_none_or(|platform| named.is_empty() || named.contains(&platform))
    }

    /// Whether it is about the same.
    pub fn is_like(&self, kind: Kind, what: &str) -> bool {
        !self.state.is_over() && self.kind == kind && self.what.to_lowercase() == what.to_lowercase()
    }
}

/// Why something was not done. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Unknown(MeasureId),
    NotNow(MeasureId, NotNow),
    /// This one is about the same.
    There(MeasureId),
    /// The incident is over, or somebody else decides.
    Incident(Box<Incident>, NotYours),
    /// No rule is called so; these are.
    Rule(Vec<(String, String)>),
    /// Nobody was named, and the config names nobody.
    Nobody,
    /// Their word does not count on this; that of so many others does.
    NoVote(MeasureId, usize),
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn begun(kind: Kind) -> Measure {
        let new = Measure {
            id: MeasureId(1),
            incident: IncidentId(1),
            kind,
            what: "Instagram".into(),
            why: String::new(),
            basis: String::new(),
            owner: None,
            minutes: None,
            needs: if kind == Kind::Shut { 3 } else { 0 },
            due: None,
            state: State::Asked,
            people: Vec::new(),
            by: "sandbox:maya".into(),
            at: Time::UNIX_EPOCH,
        };
        let people = if kind == Kind::Brief { vec!["nikos", "ana"] } else { Vec::new() };
        let people = people.into_iter().map(|user| (person(user), Said::Waits)).collect();
        Measure { people, ..new }.begin(&person("maya"), true, Time::UNIX_EPOCH)
    }

    proptest! {
        /// Whatever people do: a channel closes by three who agree and nobody against, ambassadors speak once all know,
        /// and what is over stays over.
        #[test]
        fn nothing_holds_that_people_did_not_agree_to(
            kind in prop::sample::select(&Kind::ALL),
            did in proptest::collection::vec((0..5_usize, 0..4_usize), 0..40),
        ) {
            let people = ["maya", "nikos", "ana", "elitsa", "giulia"].map(person);
            let mut measure = begun(kind);
            for (minute, (who, does)) in (0..).zip(did) {
                let (before, now) = (measure.clone(), Time::UNIX_EPOCH + Duration::minutes(minute));
                let done = match does {
                    0 => measure.says(&people[who], Said::Yes, now).map(drop),
                    1 => measure.says(&people[who], Said::No, now).map(drop),
                    2 => measure.go(now),
                    _ => measure.lift(&"sandbox:maya".into(), "", now),
                };
                prop_assert!(done.is_ok() || measure == before, "a refusal changes nothing");
                prop_assert!(!before.state.is_over() || done.is_err());
                if before.state == State::Asked && measure.state == State::Holds {
                    match kind {
                        Kind::Shut => prop_assert!(measure.count(Said::Yes) >= 3 && measure.count(Said::No) == 0),
                        Kind::Brief => prop_assert!(measure.waiting().is_empty()),
                        _ => prop_assert_eq!(does, 2),
                    }
                }
                prop_assert!(measure.due.is_none() || measure.state == State::Holds);
            }
        }
    }

    #[test]
    fn a_pause_in_one_place_concerns_no_other() {
        let pause = |what: &str| Measure { what: what.into(), ..begun(Kind::Hold) };
        assert!(pause("Our Instagram page").concerns(Some("instagram")));
        assert!(!pause("Instagram, Facebook").concerns(Some("x")) && !pause("Twitter").concerns(Some("reddit")));
        for (place, platform) in [("", Some("x")), ("the customers’ page", Some("x")), ("Instagram", None)] {
            assert!(pause(place).concerns(platform), "{place} {platform:?}: nobody can tell");
        }
    }

    #[test]
    fn a_proposal_of_who_has_no_vote_waits_for_those_who_have() {
        let new = Measure { needs: 1, state: State::Asked, people: Vec::new(), ..begun(Kind::Shut) };
        let mut proposed = new.begin(&person("anybody"), false, Time::UNIX_EPOCH);
        assert!(proposed.is_put_to_vote() && proposed.count(Said::Yes) == 0);
        assert_eq!(proposed.says(&person("maya"), Said::Yes, Time::UNIX_EPOCH), Ok(Heard::Complete));
    }

    #[test]
    fn a_pause_and_a_closed_channel_have_a_time_and_a_fact_has_none() {
        let two_hours = Time::UNIX_EPOCH + Duration::hours(2);
        assert_eq!(begun(Kind::Hold).due, Some(two_hours));
        assert!(begun(Kind::Hold).is_due(two_hours) && !begun(Kind::Hold).is_due(Time::UNIX_EPOCH));
        assert_eq!(begun(Kind::Fact).due, None);
        assert_eq!(begun(Kind::Shut).due, None, "nobody else agreed yet");
        let mut alone = Measure { needs: 1, ..begun(Kind::Shut) };
        assert!(alone.go(two_hours).is_err());
    }
}
