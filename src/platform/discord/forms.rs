//! Forms that stand open: their later pages, and what is wrong with their answers.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;

use super::modal::pages;
use crate::clock::Time;
use crate::post::{Checked, Form};

/// Forms that are remembered, and for how long.
const REMEMBERED: usize = 1_000;
const LIFE: TimeDelta = TimeDelta::hours(12);

#[derive(Clone, Debug)]
struct Opened {
    user: String,
    form: Form,
    answers: Vec<(String, String)>,
    at: Time,
}

/// What becomes of a page of answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// The form goes on with this page.
    More { page: usize },
    /// These answers can't be: what is said about each.
    Faults(Vec<String>),
    /// All of them.
    Whole(Vec<(String, String)>),
}

/// Forms by person and action.
#[derive(Default)]
pub struct Forms(Mutex<VecDeque<Opened>>);

impl Forms {
    pub fn open(&self, user: &str, form: &Form, now: Time) {
        let mut all = self.all();
        all.retain(|one| one.at + LIFE > now && !(one.user == user && one.form.action == form.action));
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back(Opened { user: user.to_owned(), form: form.clone(), answers: Vec::new(), at: now });
    }

    /// The form and what was answered so far.
    pub fn standing(&self, user: &str, action: &str) -> Option<(Form, Vec<(String, String)>)> {
        let all = self.all();
        let found = all.iter().find(|one| one.user == user && one.form.action == action)?;
        Some((found.form.clone(), found.answers.clone()))
    }

    /// Takes a page of answers. A form that nobody remembers is taken as it is.
    pub fn sent(&self, user: &str, action: &str, page: usize, answers: Vec<(String, String)>) -> Sent {
        let mut all = self.all();
        let Some(at) = all.iter().position(|one| one.user == user && one.form.action == action) else {
            return Sent::Whole(answers);
        };
        let Some(opened) = all.get_mut(at) else { return Sent::Whole(answers) };
        for (key, answer) in answers {
            opened.answers.retain(|(known, _)| *known != key);
            opened.answers.push((key, answer));
        }
        let faults = Checked::faults(&opened.form.checks(), &opened.answers);
        if !faults.is_empty() {
            let label =
                |key: &str| opened.form.inputs.iter().find(|input| input.key == key).map(|input| input.label.clone());
            let said = faults.into_iter().map(|(key, fault)| format!("{}: {fault}", label(&key).unwrap_or(key)));
            return Sent::Faults(said.collect());
        }
        if page + 1 < pages(&opened.form) {
            return Sent::More { page: page + 1 };
        }
        let order = |key: &str| opened.form.inputs.iter().position(|input| input.key == key);
        let mut answers = std::mem::take(&mut opened.answers);
        answers.sort_by_key(|(key, _)| order(key));
        all.remove(at);
        Sent::Whole(answers)
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Opened>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Check, Input, InputKind};

    fn form() -> Form {
        let input = |number: usize| Input {
            key: format!("k{number}"),
            label: format!("Question {number}"),
            hint: None,
            kind: InputKind::Line { max: 40 },
            required: false,
            initial: None,
            check: (number == 0).then(|| Checked { check: Check::Hours, otherwise: "like 22:00-07:00".into() }),
        };
        Form { action: "sq1:x:1".into(), title: "T".into(), submit: "S".into(), inputs: (0..6).map(input).collect() }
    }

    fn answers(numbers: std::ops::Range<usize>, first: &str) -> Vec<(String, String)> {
        numbers.map(|n| (format!("k{n}"), if n == 0 { first.to_owned() } else { format!("a{n}") })).collect()
    }

    #[test]
    fn a_form_of_two_pages_comes_back_whole_and_what_can_not_be_is_said() {
        let forms = Forms::default();
        forms.open("5", &form(), Time::default());
        let wrong = forms.sent("5", "sq1:x:1", 0, answers(0..5, "late"));
        assert_eq!(wrong, Sent::Faults(vec!["Question 0: like 22:00-07:00".into()]));
        assert_eq!(forms.standing("5", "sq1:x:1").unwrap().1.len(), 5, "the answers are kept");
        assert_eq!(forms.sent("5", "sq1:x:1", 0, answers(0..5, "22:00-07:00")), Sent::More { page: 1 });
        let Sent::Whole(all) = forms.sent("5", "sq1:x:1", 1, answers(5..6, "")) else { panic!("the last page") };
        assert_eq!(all, answers(0..6, "22:00-07:00"));
        assert_eq!(forms.standing("5", "sq1:x:1"), None);
    }

    #[test]
    fn answers_to_a_form_from_before_a_restart_are_taken_as_they_are() {
        let forms = Forms::default();
        assert_eq!(forms.sent("5", "sq1:x:1", 0, answers(0..2, "x")), Sent::Whole(answers(0..2, "x")));
    }
}
