//! What a team learned becomes a step of a playbook: an action proposes a change, somebody in charge reads the difference and
//! approves it, and a new version holds from then on. Pure.

pub mod desk;
mod fact;
pub mod store;
pub mod voice;

use commands::Role;
use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::{ActionId, ChangeId, IncidentId};
use crate::person::Person;
use crate::playbook::read::{TASKS, TEXT};
use crate::playbook::{Playbook, Step, Texts};
use crate::refusal::Refusal;

/// A change of a playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub id: ChangeId,
    pub action: ActionId,
    pub incident: IncidentId,
    /// `complaint`, or `every`.
    pub playbook: String,
    pub what: What,
    /// The version that the difference is shown against.
    pub base: u32,
    pub state: State,
    /// Who proposed it: `sandbox:maya`.
    pub by: Person,
    pub at: Time,
}

/// A step that joins a playbook, or that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct What {
    /// The step that changes; none for one that joins.
    pub key: Option<String>,
    /// In the language that the person wrote. Those of a step in other languages are to be translated again.
    pub texts: Texts,
    /// By name. A step that changes keeps its own when none.
    pub owner: Option<String>,
    /// Minutes until it is due; likewise.
    pub minutes: Option<u32>,
}

/// Where a change stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Proposed,
    Approved { by: Person, at: Time },
    Rejected { by: Person, at: Time },
}

/// Why a change can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cannot {
    /// The playbook has no such step any more.
    Gone,
    /// It has as many steps as a checklist holds.
    Full,
    /// Nothing is written, or too much.
    Words,
    /// It was decided.
    Decided,
    /// Nobody approves what they proposed.
    Own,
}

impl Change {
    /// The playbook with the change in it, one version later.
    pub fn apply(&self, playbook: &Playbook) -> Result<Playbook, Cannot> {
        let words = &self.what.texts.0;
        let fits = |text: &String| (1..=TEXT).contains(&text.chars().count()) && text.trim() == text;
        if words.is_empty() || !words.values().all(fits) {
            return Err(Cannot::Words);
        }
        let mut changed = playbook.clone();
        changed.version = playbook.version.saturating_add(1);
        let owner = self.what.owner.as_deref().and_then(Role::named);
        if let Some(key) = &self.what.key {
            let step = changed.steps.iter_mut().find(|step| step.key == *key).ok_or(Cannot::Gone)?;
            step.reword(&self.what.texts);
            step.owner = owner.or(step.owner);
            step.minutes = self.what.minutes.or(step.minutes);
            return Ok(changed);
        }
        if changed.steps.len() >= TASKS {
            return Err(Cannot::Full);
        }
        changed.steps.push(Step {
            key: self.new_key(playbook),
            texts: self.what.texts.clone(),
            stale: Default::default(),
            owner,
            minutes: self.what.minutes,
            after: None,
            severity_from: 1,
            origins: Vec::new(),
        });
        Ok(changed)
    }

    /// Languages in which its step is to be translated again when it holds, by tag.
    pub fn leaves_stale<'a>(&self, after: &'a Playbook) -> impl Iterator<Item = &'a String> {
        let key = self.what.key.clone();
        after.steps.iter().filter(move |step| key.as_ref() == Some(&step.key)).flat_map(|step| &step.stale)
    }

    /// `act-3`, or `act-3-2` when that is taken: it says where the step comes from.
    fn new_key(&self, playbook: &Playbook) -> String {
        let plain = self.action.to_string().to_lowercase();
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let free = |key: &String| playbook.steps.iter().all(|step| step.key != *key);
        std::iter::once(plain.clone()).chain(numbered).find(free).unwrap_or(plain)
    }

    /// Somebody in charge, who is not the one that proposed it, approves it or not.
    pub fn decide(&mut self, approved: bool, (by, own): (&Person, bool), now: Time) -> Result<(), Cannot> {
        if self.state != State::Proposed {
            return Err(Cannot::Decided);
        }
        let by = by.clone();
        // Who proposed it may take it back.
        if approved && own {
            return Err(Cannot::Own);
        }
        self.state = if approved { State::Approved { by, at: now } } else { State::Rejected { by, at: now } };
        Ok(())
    }
}

/// Why nothing happened. The person may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    UnknownAction(ActionId),
    /// Nobody has such a change, or such a playbook.
    Unknown,
    Cannot(Cannot),
    /// It is for who is in charge to decide.
    NotYours,
}

impl Refusal for Refused {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{Shelf, write};
    use commands::IncidentKind;
    use proptest::prelude::*;

    fn person(user: &str) -> Person {
        Person { platform: "sandbox".into(), user: user.into() }
    }

    fn change(key: Option<&str>, words: &str) -> Change {
        let texts = Texts([("it".to_owned(), words.to_owned())].into());
        let what = What { key: key.map(str::to_owned), texts, owner: None, minutes: Some(90) };
        let (id, action, incident) = (ChangeId(1), ActionId(3), IncidentId(1));
        let (by, at) = ("sandbox:maya".into(), Time::UNIX_EPOCH);
        Change { id, action, incident, playbook: "complaint".into(), what, base: 1, state: State::Proposed, by, at }
    }

    fn complaint() -> Playbook {
        Shelf::shipped().unwrap().of(IncidentKind::Complaint).unwrap().clone()
    }

    #[test]
    fn a_step_joins_or_says_something_else_in_a_new_version() {
        let before = complaint();
        let joined = change(None, "Attivare il secondo numero verde").apply(&before).unwrap();
        assert_eq!((joined.version, joined.steps.len()), (before.version + 1, before.steps.len() + 1));
        let twice = change(None, "Un altro").apply(&joined).unwrap();
        let keys: Vec<&str> = twice.steps.iter().rev().take(2).map(|step| step.key.as_str()).collect();
        assert_eq!(keys, ["act-3-2", "act-3"]);
        let changed = change(Some("case"), "Verificare il caso in due").apply(&before).unwrap();
        let step = changed.steps.iter().find(|step| step.key == "case").unwrap();
        assert_eq!(step.texts.0.len(), 5, "what was translated once is kept to be translated again");
        let stale: Vec<&String> = change(Some("case"), "x").leaves_stale(&changed).collect();
        assert_eq!(stale, ["bg", "el", "en", "zh-Hant"]);
        assert_eq!(step.current().0.keys().collect::<Vec<_>>(), ["it"], "and nobody acts on old words");
        let mut translation = change(Some("case"), "Check the case with a colleague");
        translation.what.texts = Texts([("en".to_owned(), "Check the case with a colleague".to_owned())].into());
        let translated = translation.apply(&changed).unwrap();
        let stale: Vec<&String> = translation.leaves_stale(&translated).collect();
        assert_eq!(stale, ["bg", "el", "zh-Hant"], "a translation makes no other one old");
        assert_eq!((step.owner, step.minutes), (Some(Role::Support), Some(90)));
        assert_eq!(change(Some("gone"), "x").apply(&before), Err(Cannot::Gone));
    }

    #[test]
    fn a_checklist_is_not_too_long_and_a_step_fits_a_line() {
        let mut full = complaint();
        while full.steps.len() < TASKS {
            full = change(None, "x").apply(&full).unwrap();
        }
        assert_eq!(change(None, "x").apply(&full), Err(Cannot::Full));
        assert_eq!(change(None, &"x".repeat(TEXT + 1)).apply(&complaint()), Err(Cannot::Words));
        assert_eq!(change(None, "").apply(&complaint()), Err(Cannot::Words));
    }

    #[test]
    fn nobody_approves_their_own_and_a_decision_stands() {
        let (mut change, now) = (change(None, "x"), Time::UNIX_EPOCH);
        assert_eq!(change.decide(true, (&person("maya"), true), now), Err(Cannot::Own));
        assert_eq!(change.decide(true, (&person("giulia"), false), now), Ok(()));
        assert_eq!(change.decide(false, (&person("giulia"), false), now), Err(Cannot::Decided));
        let mut back = super::tests::change(None, "x");
        assert_eq!(back.decide(false, (&person("maya"), true), now), Ok(()), "taken back");
    }

    proptest! {
        #[test]
        fn what_can_be_applied_can_be_read_again(words in "\\PC{0,220}", at in 0..20_usize) {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let before = complaint();
            let key = before.steps.get(at).map(|step| step.key.clone());
            if let Ok(after) = change(key.as_deref(), &words).apply(&before) {
                let mut shelf = Shelf::default();
                shelf.put("complaint.toml", &write::toml(&after)).unwrap();
                prop_assert_eq!(shelf.of(IncidentKind::Complaint), Some(&after));
            }
        }
    }
}
