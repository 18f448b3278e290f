//! What a team knows from before: past incidents with what ended them, what people said worked, and what was done so that it
//! goes better. Found by kind and words, and shown when something alike begins. Pure.

pub mod desk;
pub mod voice;

use commands::IncidentKind;

use super::action::{Item, State};
use crate::incident::similar::Past;

/// Cases that a search shows.
pub const SHOWN: usize = 5;
/// Words of people that a case shows.
const WORDS: usize = 2;
/// The questions whose answers say what worked and what was learned, by their ids; a team's own questions keep them.
const TELLING: [&str; 3] = ["strategy", "right_wrong", "learned"];

/// An incident that is over, and what it taught.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub past: Past,
    /// What people said, where it may be shown: with names, or released from an anonymous survey.
    pub said: Vec<String>,
    pub actions: Vec<Item>,
}

impl Case {
    /// What people said of a survey that is closed: of the questions that tell, the longest first.
    pub fn telling(answers: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
        let told = answers.into_iter().filter(|(question, _)| TELLING.contains(&question.as_str()));
        let mut said: Vec<String> = told.map(|(_, words)| words).collect();
        said.sort_by_key(|words| std::cmp::Reverse(words.chars().count()));
        said
    }

    /// The first of them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.said.iter().take(WORDS).map(String::as_str)
    }

    /// What was done.
    pub fn done(&self) -> impl Iterator<Item = &Item> {
        self.actions.iter().filter(|item| matches!(item.state, State::Done { .. }))
    }

    /// Whether it teaches more than that it was there.
    pub fn teaches(&self) -> bool {
        !self.said.is_empty() || self.done().next().is_some()
    }

    /// All of its words.
    fn text(&self) -> String {
        let actions = self.actions.iter().map(|item| item.text.as_str());
        let said = self.said.iter().map(String::as_str);
        let all: Vec<&str> =
            [self.past.title.as_str(), self.past.how.as_str()].into_iter().chain(said).chain(actions).collect();
        all.join("\n").to_lowercase()
    }
}

/// Those of a kind that hold the words, the most of them first; of equals the newest. All words of a kind when none are asked
/// for. A word is found by its beginning, in scripts without spaces anywhere.
pub fn search(cases: Vec<Case>, kind: Option<IncidentKind>, typed: &str) -> Vec<Case> {
    let typed = typed.to_lowercase();
    let asked: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let of_kind = cases.into_iter().filter(|case| kind.is_none() || case.past.kind == kind);
    let mut found: Vec<(usize, Case)> = of_kind
        .map(|case| {
            let text = case.text();
            (asked.iter().filter(|word| holds(&text, word)).count(), case)
        })
        .filter(|(hits, _)| asked.is_empty() || *hits > 0)
        .collect();
    found.sort_by(|(a, first), (b, second)| b.cmp(a).then(second.past.id.cmp(&first.past.id)));
    found.into_iter().map(|(_, case)| case).collect()
}

fn holds(text: &str, word: &str) -> bool {
    let whole = word.chars().any(|c| c >= '\u{2E80}');
    if whole {
        text.contains(word)
    } else {
        text.split(|c: char| !c.is_alphanumeric()).any(|one| one.starts_with(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::IncidentId;

    fn case(id: i64, kind: Option<IncidentKind>, title: &str, said: &[&str]) -> Case {
        let past = Past {
            id: IncidentId(id),
            title: title.into(),
            severity: 5,
            kind,
            origin: None,
            watch: None,
            opened_at: Time::UNIX_EPOCH,
            over_at: Time::UNIX_EPOCH,
            how: "the refund".into(),
        };
        Case { past, said: said.iter().map(|words| (*words).to_owned()).collect(), actions: Vec::new() }
    }

    fn found(kind: Option<IncidentKind>, typed: &str) -> Vec<i64> {
        let cases = vec![
            case(1, Some(IncidentKind::Defect), "Lamps burn in Varna", &["the hotline helped"]),
            case(2, Some(IncidentKind::Complaint), "Late parcels", &["numero verde occupato"]),
            case(3, Some(IncidentKind::Defect), "檯燈又起火", &[]),
        ];
        search(cases, kind, typed).into_iter().map(|case| case.past.id.0).collect()
    }

    #[test]
    fn cases_are_found_by_kind_and_by_the_beginnings_of_words() {
        assert_eq!(found(None, ""), [3, 2, 1], "the newest first");
        assert_eq!(found(Some(IncidentKind::Defect), ""), [3, 1]);
        assert_eq!(found(None, "LAMP hotline"), [1], "in the title and in what people said");
        assert_eq!(found(None, "refund lamp"), [1, 3, 2], "who holds more comes first");
        assert_eq!(found(None, "起火"), [3]);
        assert_eq!(found(None, "amps"), Vec::<i64>::new());
        assert_eq!(found(Some(IncidentKind::Defect), "numero"), Vec::<i64>::new());
    }

    #[test]
    fn only_answers_that_tell_are_shown_the_longest_first() {
        let answers = [("learned", "call"), ("department", "a long story of ours"), ("strategy", "it worked well")];
        let said = Case::telling(answers.map(|(question, words)| (question.to_owned(), words.to_owned())));
        assert_eq!(said, ["it worked well", "call"]);
    }
}
