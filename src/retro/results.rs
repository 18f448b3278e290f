//! What the answers of a closed survey say together. Pure.

use std::collections::BTreeMap;

use commands::Role;

use super::anonymity::{Told, enough, told};
use super::questions::{Takes, scale};
use super::{Reply, Sheet, State, Survey};
use crate::clock::Time;

/// Departments differ when their means are so far apart.
const APART: f64 = 1.5;
/// A word is a theme when so many people use it.
const SHARED: usize = 2;
const THEMES: usize = 5;
/// Shorter ones carry no theme in alphabets; in Chinese two signs are a word.
const SHORTEST: usize = 5;

/// The results.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    pub asked: usize,
    pub answered: Told,
    /// Where it may be told.
    pub declined: Option<usize>,
    /// They are not there any more, and not among those who were asked.
    pub left: usize,
    pub scales: Vec<Scale>,
    pub texts: Vec<Text>,
    pub apart: Vec<Apart>,
    /// Questions for everybody that fewer than enough people answered, so that nothing is shown of them.
    pub left_out: usize,
}

/// What nobody would see if the survey closed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// Fewer than enough people answered.
    All,
    /// So many of the questions that everybody is asked.
    Questions(usize),
    /// Nothing: it is not anonymous, or enough answered everything.
    Nothing,
}

/// How much people agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The place of the question in the survey.
    pub question: usize,
    /// How many said 1, 2, 3, 4, 5.
    pub counts: [u32; 5],
}

/// What people wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub question: usize,
    /// With the role of who wrote it, where that is known.
    pub answers: Vec<(Option<Role>, String)>,
    /// Words that several use, and how many.
    pub themes: Vec<(String, usize)>,
}

/// Two departments that see it differently.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Apart {
    pub question: usize,
    pub low: (Role, f64),
    pub high: (Role, f64),
}

impl Results {
    /// How many answered, where it may be told exactly.
    pub fn exactly(&self) -> Option<usize> {
        if let Told::Exactly(answered) = self.answered { Some(answered) } else { None }
    }
}

impl Scale {
    pub fn answers(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// From 1 to 5.
    pub fn mean(&self) -> f64 {
        let sum: u32 = self.counts.iter().zip(1..).map(|(count, value)| count * value).sum();
        f64::from(sum) / f64::from(self.answers().max(1))
    }
}

/// What a survey says once it is closed; before that, only who is asked and how many answered.
pub fn results(survey: &Survey) -> Results {
    let count = |reply| survey.seats.values().filter(|seat| seat.reply == reply).count();
    let answered = told(survey);
    let exactly = matches!(answered, Told::Exactly(_));
    let mut results = Results {
        asked: survey.asked(),
        answered,
        declined: exactly.then(|| count(Reply::Declined)),
        left: count(Reply::Left),
        scales: Vec::new(),
        texts: Vec::new(),
        apart: Vec::new(),
        left_out: 0,
    };
    if survey.is_open() {
        return results;
    }
    let sheets = enough(survey);
    for (at, question) in survey.questions.iter().enumerate() {
        let mut given = given(&sheets, &question.id);
        if survey.anonymous {
            // In the order of their words: the order of the sheets would tell which answers are of one person.
            given.sort();
        }
        match question.takes {
            _ if given.is_empty() => results.left_out += usize::from(survey.anonymous && !question.of_roles()),
            Takes::Scale => {
                results.scales.push(counted(at, given.iter().map(|(_, answer)| *answer)));
                results.apart.extend(apart(at, &given));
            }
            Takes::Text => {
                let answers: Vec<(Option<Role>, String)> =
                    given.into_iter().map(|(role, answer)| (role, answer.to_owned())).collect();
                let themes = themes(answers.iter().map(|(_, answer)| answer.as_str()));
                results.texts.push(Text { question: at, answers, themes });
            }
        }
    }
    results
}

/// What closing at this moment would hide.
pub fn hidden(survey: &Survey, now: Time) -> Hidden {
    let mut closed = survey.clone();
    closed.state = State::Closed { at: now };
    let found = results(&closed);
    match (found.answered, found.left_out) {
        (Told::FewerThan(_), _) => Hidden::All,
        (_, 0) => Hidden::Nothing,
        (_, questions) => Hidden::Questions(questions),
    }
}

/// What was answered to a question, with the role where that is known.
fn given<'a>(sheets: &'a BTreeMap<String, Sheet>, question: &str) -> Vec<(Option<Role>, &'a str)> {
    sheets.values().filter_map(|sheet| Some((sheet.role, sheet.answers.get(question)?.as_str()))).collect()
}

fn counted<'a>(question: usize, answers: impl Iterator<Item = &'a str>) -> Scale {
    let mut counts = [0; 5];
    for value in answers.filter_map(scale) {
        counts[usize::from(value) - 1] += 1;
    }
    Scale { question, counts }
}

/// The two roles that are furthest apart, when they are far.
fn apart(question: usize, given: &[(Option<Role>, &str)]) -> Option<Apart> {
    let mut by_role: BTreeMap<Role, Vec<f64>> = BTreeMap::new();
    for (role, answer) in given {
        if let (Some(role), Some(value)) = (role, scale(answer)) {
            by_role.entry(*role).or_default().push(f64::from(value));
        }
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap_or(1));
    let means = || by_role.iter().map(|(role, values)| (*role, mean(values)));
    let low = means().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let high = means().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (high.1 - low.1 >= APART).then_some(Apart { question, low, high })
}

/// The words that most people share, by how many use them: whole words of alphabets, pairs of Chinese signs.
pub(super) fn themes<'a>(answers: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for answer in answers {
        let mut words: Vec<String> = Vec::new();
        for word in answer.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            let signs: Vec<char> = word.chars().collect();
            if signs.first().is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)) {
                words.extend(signs.windows(2).map(|pair| pair.iter().collect()));
            } else if signs.len() >= SHORTEST {
                words.push(word.to_owned());
            }
        }
        words.sort();
        words.dedup();
        for word in words {
            *used.entry(word).or_default() += 1;
        }
    }
    let mut themes: Vec<(String, usize)> = used.into_iter().filter(|(_, people)| *people >= SHARED).collect();
    themes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    themes.truncate(THEMES);
    themes
}
