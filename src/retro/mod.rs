//! After the storm: the team is asked how it went, and its answers become results.
//!
//! A [`Survey`] is a pure state machine. Of an anonymous one it keeps two things apart that nothing joins: a set of who
//! answered, and a box of sheets whose keys are hashes of receipts that only the people have. Neither has numbers, order or
//! times, and both are written as one value, so that no row tells more than they do.

pub mod action;
pub mod anonymity;
pub mod cases;
pub mod change;
pub mod checkin;
pub mod debrief;
pub mod desk;
mod fact;
pub mod plan;
pub mod questions;
pub mod results;
pub mod store;
#[cfg(test)]
mod tests;
pub mod trends;
pub mod voice;

use std::collections::{BTreeMap, BTreeSet};

use commands::Role;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::clock::Time;
use crate::id::{ActionId, CheckinId, DebriefId, IncidentId, SurveyId};
use crate::person::{Accounts, Person};
use crate::refusal::Refusal;
use questions::Question;

/// Somebody who had a part in it.
pub type Participant = Person;

/// What the timers after an incident are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The survey of an incident that is over opens.
    Open(IncidentId),
    /// Who has not answered is reminded; which reminder it is, from 1.
    Remind(SurveyId, u32),
    Close(SurveyId),
    /// The survey of an incident closed: later parts of the journey hear of it, at once.
    Closed(IncidentId),
    /// Its owner is reminded of an action; which reminder it is, from 0.
    Action(ActionId, u32),
    /// It is asked whether the company has recovered.
    Checkin(CheckinId),
    Debrief(DebriefId, debrief::Hour),
}

/// What is asked after an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    pub id: SurveyId,
    pub incident: IncidentId,
    /// As they were when it opened.
    pub questions: Vec<Question>,
    pub anonymous: bool,
    /// Of fewer people than so many nothing is shown, when it is anonymous.
    pub least: usize,
    pub opened_at: Time,
    pub closes_at: Time,
    pub seats: BTreeMap<Participant, Seat>,
    /// By person; of an anonymous survey by the hash of a receipt.
    pub sheets: BTreeMap<String, Sheet>,
    pub state: State,
}

/// Where a survey stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Open,
    Closed {
        at: Time,
    },
}

/// Somebody who is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// What they did in the incident; stands for their department.
    #[serde(default, with = "role")]
    pub role: Option<Role>,
    pub reply: Reply,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    #[default]
    Awaited,
    /// They said that they will.
    Later,
    Answered,
    Declined,
    /// They are not there any more, and nobody waits for them.
    Left,
}

/// The answers of one person, by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    #[serde(default, with = "role")]
    pub role: Option<Role>,
    pub answers: BTreeMap<String, String>,
}

/// Why nothing happened: the person must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    Closed,
    /// Nothing was answered.
    Empty,
    /// Who answered before changes it with the receipt that they have.
    Answered,
}

impl Survey {
    /// The account by which somebody is asked, whichever they use.
    pub fn asked_as(&self, person: &Person, accounts: &Accounts) -> Participant {
        self.seats.keys().find(|known| accounts.same(known, person)).unwrap_or(person).clone()
    }

    /// Asks somebody more. False when they are asked already.
    pub fn invite(&mut self, person: &Person, role: Option<Role>) -> Result<bool, Refused> {
        self.open()?;
        let new = !self.seats.contains_key(person);
        self.seats.entry(person.clone()).or_insert(Seat { role, reply: Reply::Awaited });
        Ok(new)
    }

    /// The questions for somebody: all that are for everybody, and those of their role.
    pub fn asks(&self, person: &Person) -> impl Iterator<Item = &Question> {
        let role = self.role_of(person);
        self.questions.iter().filter(move |question| question.is_for(role))
    }

    /// The role that a person is asked for. Of an anonymous survey only one that enough others have too.
    fn role_of(&self, person: &Person) -> Option<Role> {
        let role = self.seats.get(person).and_then(|seat| seat.role)?;
        let alike = self.seats.values().filter(|seat| seat.role == Some(role)).count();
        (!self.anonymous || alike >= self.least).then_some(role)
    }

    /// Takes answers, or other ones until it closes. Who was not asked is from now on. `receipt` is a secret of the person's,
    /// which an anonymous survey knows its own sheets by.
    pub fn answer(&mut self, by: &Person, receipt: &str, answers: &[(String, String)]) -> Result<(), Refused> {
        self.take_sheet(by, receipt, answers)?;
        self.has_answered(by);
        Ok(())
    }

    /// Takes what a person says, and does not say yet that they answered: of an anonymous survey each is stored by itself,
    /// so that no single write tells both.
    pub fn take_sheet(&mut self, by: &Person, receipt: &str, answers: &[(String, String)]) -> Result<(), Refused> {
        self.open()?;
        let role = self.role_of(by);
        let mut sheet = Sheet { role, answers: BTreeMap::new() };
        for question in self.asks(by) {
            let given = answers.iter().find(|(key, _)| *key == question.id).map_or("", |(_, answer)| answer.trim());
            if question.takes(given) {
                sheet.answers.insert(question.id.clone(), given.to_owned());
            }
        }
        if sheet.answers.is_empty() {
            return Err(Refused::Empty);
        }
        self.may_answer(by, receipt)?;
        let keys = self.keys(by, receipt);
        for key in &keys {
            self.sheets.remove(key);
        }
        let [all, aside] = keys;
        if self.anonymous {
            // What tells the role lies apart from all else that the person says.
            let of_role: BTreeSet<&str> = self.questions.iter().filter(|q| q.of_roles()).map(|q| &*q.id).collect();
            let (own, rest) = sheet.answers.into_iter().partition(|(id, _)| of_role.contains(id.as_str()));
            self.put(aside, Sheet { role, answers: own });
            self.put(all, Sheet { role: None, answers: rest });
        } else {
            self.put(all, sheet);
        }
        Ok(())
    }

    /// A person's sheet is there. That it closed since changes nothing about it.
    pub fn has_answered(&mut self, by: &Person) {
        self.seats.entry(by.clone()).or_default().reply = Reply::Answered;
    }

    /// Whether somebody may answer, or change what they answered.
    pub fn may_answer(&self, by: &Person, receipt: &str) -> Result<(), Refused> {
        self.open()?;
        let before = self.seats.get(by).is_some_and(|seat| seat.reply == Reply::Answered);
        let known = self.keys(by, receipt).iter().any(|key| self.sheets.contains_key(key));
        if before && !known { Err(Refused::Answered) } else { Ok(()) }
    }

    /// The keys of a person's sheets: of all that they say, and of an anonymous survey what tells their role.
    fn keys(&self, by: &Person, receipt: &str) -> [String; 2] {
        if self.anonymous { [hash(receipt, "all"), hash(receipt, "role")] } else { [by.to_string(), String::new()] }
    }

    fn put(&mut self, key: String, sheet: Sheet) {
        if !sheet.answers.is_empty() {
            self.sheets.insert(key, sheet);
        }
    }

    /// What the person may start from when they change their answers.
    pub fn given(&self, by: &Person, receipt: &str) -> BTreeMap<String, String> {
        self.keys(by, receipt)
            .iter()
            .filter_map(|key| self.sheets.get(key))
            .flat_map(|sheet| sheet.answers.clone())
            .collect()
    }

    /// They will answer later, or not at all. What was answered stays. False when that is how it stands.
    pub fn reply(&mut self, by: &Person, reply: Reply) -> Result<bool, Refused> {
        self.open()?;
        let seat = self.seats.entry(by.clone()).or_default();
        if seat.reply == Reply::Answered || seat.reply == reply {
            return Ok(false);
        }
        seat.reply = reply;
        Ok(true)
    }

    /// Somebody is not there any more. What they answered stays. False when nobody waited for them.
    pub fn leave(&mut self, person: &Person) -> bool {
        let waits = self.is_open() && self.awaited().any(|awaited| awaited == person);
        if let Some(seat) = self.seats.get_mut(person).filter(|_| waits) {
            seat.reply = Reply::Left;
        }
        waits
    }

    /// Those who have not answered.
    pub fn awaited(&self) -> impl Iterator<Item = &Participant> {
        let waits = |seat: &Seat| matches!(seat.reply, Reply::Awaited | Reply::Later);
        self.seats.iter().filter(move |(_, seat)| waits(seat)).map(|(person, _)| person)
    }

    /// How many are asked: of who left without an answer there is none to come.
    pub fn asked(&self) -> usize {
        self.seats.values().filter(|seat| seat.reply != Reply::Left).count()
    }

    /// How many gave answers.
    pub fn answered(&self) -> usize {
        self.seats.values().filter(|seat| seat.reply == Reply::Answered).count()
    }

    /// Nobody is waited for.
    pub fn is_complete(&self) -> bool {
        self.answered() > 0 && self.awaited().next().is_none()
    }

    /// From now on nobody changes an answer, and everybody sees the results. What must not be shown is not kept either.
    pub fn close(&mut self, now: Time) -> Result<(), Refused> {
        self.open()?;
        self.state = State::Closed { at: now };
        if self.anonymous {
            self.sheets = anonymity::dissolved(anonymity::enough(self));
        }
        Ok(())
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    fn open(&self) -> Result<(), Refused> {
        if self.is_open() { Ok(()) } else { Err(Refused::Closed) }
    }
}

/// The key of a sheet. A receipt is long and random, so that nobody finds it by trying.
fn hash(receipt: &str, part: &str) -> String {
    hex::encode(Sha256::digest(format!("{part}:{receipt}")))
}

/// Roles by name in what is stored.
mod role {
    use super::Role;
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub fn serialize<S: Serializer>(role: &Option<Role>, to: S) -> Result<S::Ok, S::Error> {
        match role {
            Some(role) => to.serialize_str(role.name()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Role>, D::Error> {
        Ok(Option::<String>::deserialize(from)?.and_then(|name| Role::named(&name)))
    }
}

/// Why nothing happened: the person must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum No {
    Unknown,
    /// The incident goes on.
    NotOver,
    /// Its incident has one.
    Another(SurveyId),
    /// They are not in charge, and its time is not over.
    NotInCharge,
    Refused(Refused),
}

impl Refusal for No {}
