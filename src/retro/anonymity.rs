//! What an anonymous survey may tell: nothing of fewer people than enough, whichever way they are counted.
//!
//! One place decides, for the thread, the report, exports and JSON: [`told`] of how many answered, [`enough`] of what they
//! said. What it leaves out is erased when the survey closes.

use std::collections::BTreeMap;

use commands::Role;

use super::{Sheet, Survey};

/// How many answered, as far as it may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Exactly(usize),
    /// Told in steps, so that nobody who sees the number grow learns who answered just now.
    AtLeast(usize),
    FewerThan(usize),
}

/// Where the answers are kept, for who tells people what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptIn {
    /// In our own file, in which what is erased is overwritten.
    File,
    /// On a server that keeps older states and a log, which is its operator's.
    Server,
}

/// How many answered.
pub fn told(survey: &Survey) -> Told {
    let (answered, least) = (survey.answered(), survey.least.max(1));
    match (survey.anonymous, survey.is_open()) {
        (false, _) => Told::Exactly(answered),
        (true, _) if answered < least => Told::FewerThan(least),
        (true, true) => Told::AtLeast(answered - answered % least),
        (true, false) => Told::Exactly(answered),
    }
}

/// The sheets that may be shown: of fewer people than enough, none; of a question, or of a department at a question, only
/// where enough answered. A department that is left out counts in no sum either, so that no difference tells of it.
pub(super) fn enough(survey: &Survey) -> BTreeMap<String, Sheet> {
    if !survey.anonymous {
        return survey.sheets.clone();
    }
    if survey.answered() < survey.least {
        return BTreeMap::new();
    }
    let mut counted: BTreeMap<(&str, Option<Role>), usize> = BTreeMap::new();
    for sheet in survey.sheets.values() {
        for question in sheet.answers.keys() {
            *counted.entry((question, sheet.role)).or_default() += 1;
        }
    }
    let shown = |question: &str, role| counted.get(&(question, role)).is_some_and(|people| *people >= survey.least);
    let kept = survey.sheets.iter().map(|(key, sheet)| {
        let answers = sheet.answers.iter().filter(|(question, _)| shown(question, sheet.role));
        let answers = answers.map(|(question, answer)| (question.clone(), answer.clone())).collect();
        (key.clone(), Sheet { role: sheet.role, answers })
    });
    kept.filter(|(_, sheet)| !sheet.answers.is_empty()).collect()
}

/// Each answer by itself, in the order of its words: nothing tells any more which of them one person gave, and no receipt
/// that a chat platform keeps leads to them.
pub(super) fn dissolved(sheets: BTreeMap<String, Sheet>) -> BTreeMap<String, Sheet> {
    let mut answers: Vec<(String, Option<Role>, String)> = sheets
        .into_values()
        .flat_map(|sheet| sheet.answers.into_iter().map(move |(question, answer)| (question, sheet.role, answer)))
        .collect();
    answers.sort();
    let alone = |(n, (question, role, answer)): (usize, (String, Option<Role>, String))| {
        let key = format!("{question}:{n:05}");
        (key, Sheet { role, answers: BTreeMap::from([(question, answer)]) })
    };
    answers.into_iter().enumerate().map(alone).collect()
}
