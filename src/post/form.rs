//! Forms, and what an answer must look like.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// A form: a modal where the platform has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// A short versioned string of `commands::action`, sent back with the answers.
    pub action: String,
    pub title: String,
    pub submit: String,
    pub inputs: Vec<Input>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// The name that the answer comes back under.
    pub key: String,
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    pub kind: InputKind,
    #[serde(default)]
    pub required: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub initial: Option<String>,
    /// What the answer must look like, beyond its length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Checked>,
}

/// A check, and what is said to who does not pass it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub check: Check,
    pub otherwise: String,
}

/// What an answer must look like. Pure, so that a platform can refuse a form at once and let it stand open. An empty
/// answer passes: whether it may be empty is [`Input::required`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// `22:00-07:00`
    Hours,
    /// An IANA time zone: `Europe/Sofia`.
    Zone,
    /// A web address.
    Link,
}

/// What an input takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    Line {
        max: usize,
    },
    Text {
        max: usize,
    },
    /// One of these (value, label).
    Choice {
        options: Vec<(String, String)>,
    },
}

impl Form {
    /// The checks by input key, for a platform to keep with the form while it stands open.
    pub fn checks(&self) -> Vec<(String, Checked)> {
        self.inputs.iter().filter_map(|input| Some((input.key.clone(), input.check.clone()?))).collect()
    }
}

impl Checked {
    /// What is wrong with the answers, by input key; nothing when all of them pass.
    pub fn faults(checks: &[(String, Self)], answers: &[(String, String)]) -> Vec<(String, String)> {
        let fault = |(key, answer): &(String, String)| {
            let (_, checked) = checks.iter().find(|(checked, _)| checked == key)?;
            (!checked.check.passes(answer)).then(|| (key.clone(), checked.otherwise.clone()))
        };
        answers.iter().filter_map(fault).collect()
    }
}

impl Check {
    pub fn passes(self, answer: &str) -> bool {
        let answer = answer.trim();
        answer.is_empty()
            || match self {
                Self::Hours => hours(answer).is_some(),
                Self::Zone => answer.parse::<chrono_tz::Tz>().is_ok(),
                Self::Link => commands::is_web(answer),
            }
    }
}

/// From when until when: `22:00-07:00`.
pub fn hours(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, until) = text.split_once('-')?;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    time(from).zip(time(until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_passes_its_check_or_is_told_why_not() {
        let checked = |check| Checked { check, otherwise: format!("{check:?}?") };
        let checks = [("quiet".to_owned(), checked(Check::Hours)), ("zone".to_owned(), checked(Check::Zone))];
        let answers = |quiet: &str, zone: &str| {
            [("quiet".to_owned(), quiet.to_owned()), ("zone".to_owned(), zone.to_owned()), ("free".into(), "x".into())]
        };
        assert_eq!(Checked::faults(&checks, &answers("22:00-07:00", "Asia/Taipei")), []);
        assert_eq!(Checked::faults(&checks, &answers("", " ")), [], "an empty answer is another question");
        let faults = Checked::faults(&checks, &answers("late", "Sofia"));
        assert_eq!(faults, [("quiet".to_owned(), "Hours?".to_owned()), ("zone".to_owned(), "Zone?".to_owned())]);
    }

    #[test]
    fn a_link_is_one_of_the_web() {
        for (answer, passes) in
            [("https://social.example/1", true), ("javascript:alert(1)", false), ("social.example/1", false)]
        {
            assert_eq!(Check::Link.passes(answer), passes, "{answer}");
        }
    }
}
