//! Whatever people do with a survey, and in whatever order.

use std::collections::BTreeMap;

use commands::{IncidentKind, Role};
use proptest::prelude::*;

use super::anonymity::{Told, enough, told};
use super::questions::{Takes, of_kind, read, shipped};
use super::results::{Hidden, hidden, results};
use super::*;
use crate::words::Locale;

const PEOPLE: [&str; 12] = ["ana", "bo", "chi", "dia", "eli", "fay", "gio", "hui", "ivo", "jun", "kai", "lea"];

fn at(minute: i64) -> Time {
    Time::UNIX_EPOCH + chrono::Duration::minutes(minute)
}

fn survey(anonymous: bool) -> Survey {
    Survey {
        id: SurveyId(1),
        incident: IncidentId(1),
        questions: shipped(),
        anonymous,
        least: 4,
        opened_at: at(0),
        closes_at: at(1_000),
        seats: BTreeMap::new(),
        sheets: BTreeMap::new(),
        state: State::Open,
    }
}

/// Three of each of four departments.
fn role(person: usize) -> Option<Role> {
    [Role::Legal, Role::Pr, Role::Support, Role::Executive].get(person / 3).copied()
}

fn answers(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(id, answer)| ((*id).to_owned(), (*answer).to_owned())).collect()
}

#[derive(Clone, Debug)]
enum Step {
    Invite(usize),
    Answer { person: usize, scale: u8, text: bool },
    Reply(usize, Reply),
    Close,
}

fn any_step() -> impl Strategy<Value = Step> {
    let person = 0..PEOPLE.len();
    prop_oneof![
        3 => person.clone().prop_map(Step::Invite),
        6 => (person.clone(), 0..=6_u8, any::<bool>())
            .prop_map(|(person, scale, text)| Step::Answer { person, scale, text }),
        1 => person.clone().prop_map(|person| Step::Reply(person, Reply::Later)),
        1 => person.prop_map(|person| Step::Reply(person, Reply::Declined)),
        1 => Just(Step::Close),
    ]
}

fn does(survey: &mut Survey, step: &Step) -> Result<(), Refused> {
    match step {
        Step::Invite(person) => survey.invite(&PEOPLE[*person].into(), role(*person)).map(drop),
        Step::Answer { person, scale, text } => {
            let text = if *text { "the phones were down" } else { " " };
            let given = [("roles", scale.to_string()), ("learned", text.to_owned()), ("legal", text.to_owned())];
            let given: Vec<_> = given.iter().map(|(id, answer)| (*id, answer.as_str())).collect();
            survey.answer(&PEOPLE[*person].into(), &format!("secret of {person}"), &answers(&given))
        }
        Step::Reply(person, reply) => survey.reply(&PEOPLE[*person].into(), *reply).map(drop),
        Step::Close => survey.close(at(5)),
    }
}

proptest! {
    #[test]
    fn nothing_is_kept_that_should_not_be(anonymous in any::<bool>(), steps in prop::collection::vec(any_step(), 0..60)) {
        let mut survey = survey(anonymous);
        for step in &steps {
            let before = survey.clone();
            let done = does(&mut survey, step);
            if done.is_err() {
                prop_assert_eq!(&survey, &before, "what is refused changes nothing");
            }
            if !before.is_open() {
                prop_assert_eq!(done, Err(Refused::Closed));
            }
            let general = survey.sheets.values().filter(|sheet| !anonymous || sheet.role.is_none()).count();
            prop_assert!(
                general <= survey.answered() || !survey.is_open(),
                "a person has one sheet, however often they change it"
            );
            if survey.is_open() {
                let found = results(&survey);
                prop_assert!(found.scales.is_empty() && found.texts.is_empty(), "nobody anchors anybody");
            }
            if anonymous && survey.is_open() {
                prop_assert!(matches!(told(&survey), Told::FewerThan(4)) || survey.answered() >= 4);
                let told = survey.sheets.keys().any(|key| PEOPLE.iter().any(|person| key.contains(person)));
                prop_assert!(!told, "no sheet names a person");
                let both = survey.sheets.values().any(|sheet| sheet.role.is_some() && sheet.answers.contains_key("roles"));
                prop_assert!(!both, "what tells a role lies apart from what everybody answers");
            }
        }
        let promised = hidden(&survey, at(6));
        let was_open = survey.is_open();
        let _ = survey.close(at(6));
        if anonymous {
            let found = results(&survey);
            if was_open {
                prop_assert_eq!(promised == Hidden::All, matches!(found.answered, Told::FewerThan(_)), "as it was said");
            }
            prop_assert_eq!(&survey.sheets, &enough(&survey), "what is not shown is not kept");
            let mut groups: BTreeMap<(&str, Option<Role>), usize> = BTreeMap::new();
            for sheet in survey.sheets.values() {
                prop_assert_eq!(sheet.answers.len(), 1, "no answer lies beside another one of its person");
                for question in sheet.answers.keys() {
                    *groups.entry((question, sheet.role)).or_default() += 1;
                }
            }
            // Whoever takes sums and differences of what is shown takes them of these groups.
            prop_assert!(groups.values().all(|people| *people >= survey.least), "{:?}", groups);
            let shown: usize = found.scales.iter().map(|scale| scale.answers() as usize).sum::<usize>()
                + found.texts.iter().map(|text| text.answers.len()).sum::<usize>();
            prop_assert_eq!(shown, groups.values().sum::<usize>(), "no sum holds anybody who is left out");
        }
        let people = survey.answered() + survey.seats.values().filter(|seat| seat.reply != Reply::Answered).count();
        prop_assert_eq!(people, survey.seats.len());
    }

    #[test]
    fn any_file_of_questions_is_read_or_refused_in_a_line(text in ".{0,200}") {
        if let Err(why) = read(&text) {
            prop_assert!(!why.is_empty() && !why.contains('\n'));
        }
    }
}

#[test]
fn twelve_people_of_four_departments_answer() {
    let mut survey = survey(false);
    for (at, person) in PEOPLE.iter().enumerate() {
        survey.invite(&(*person).into(), role(at)).unwrap();
    }
    // Ten answer; the lawyers found it slow and the rest did not. Jun changes their mind, Kai never answers, Lea declines.
    for (at, person) in PEOPLE.iter().enumerate().take(10) {
        let scale = if role(at) == Some(Role::Legal) { "1" } else { "4" };
        let text = if at % 2 == 0 { "The hotline was overrun" } else { "hotline: nobody there" };
        survey
            .answer(
                &(*person).into(),
                "",
                &answers(&[("decisions", scale), ("right_wrong", text), ("legal", "too late")]),
            )
            .unwrap();
    }
    survey.answer(&"jun".into(), "", &answers(&[("decisions", "5")])).unwrap();
    survey.reply(&"lea".into(), Reply::Declined).unwrap();
    assert!(!survey.is_complete(), "Kai is waited for");
    survey.close(at(9)).unwrap();
    let found = results(&survey);
    assert_eq!((found.asked, found.answered, found.declined, found.left_out), (12, Told::Exactly(10), Some(1), 0));
    assert_eq!(found.scales[0].counts, [3, 0, 0, 6, 1]);
    let [apart] = found.apart[..] else { panic!("{:?}", found.apart) };
    assert_eq!((apart.low, apart.high.0), ((Role::Legal, 1.0), Role::Executive));
    let wrong = found.texts.iter().find(|text| survey.questions[text.question].id == "right_wrong").unwrap();
    assert_eq!(wrong.answers.len(), 9, "Jun took theirs back");
    assert_eq!(wrong.themes[0], ("hotline".to_owned(), 9));
    let legal = found.texts.iter().find(|text| survey.questions[text.question].id == "legal").unwrap();
    assert_eq!(legal.answers.len(), 3, "others were not asked that");
}

#[test]
fn an_anonymous_answer_is_changed_by_its_receipt_and_by_nothing_else() {
    let mut survey = survey(true);
    survey.invite(&"ana".into(), Some(Role::Legal)).unwrap();
    survey.answer(&"ana".into(), "7f", &answers(&[("roles", "2"), ("learned", "call them first")])).unwrap();
    assert_eq!(survey.answer(&"ana".into(), "80", &answers(&[("roles", "5")])), Err(Refused::Answered));
    assert_eq!(survey.given(&"ana".into(), "80"), BTreeMap::new());
    survey.answer(&"ana".into(), "7f", &answers(&[("roles", "3")])).unwrap();
    assert_eq!(survey.given(&"ana".into(), "7f"), BTreeMap::from([("roles".to_owned(), "3".to_owned())]));
    assert_eq!((survey.sheets.len(), survey.answered()), (1, 1));
    assert_eq!(
        survey.asks(&"ana".into()).filter(|question| question.of_roles()).count(),
        0,
        "too few lawyers to ask as such"
    );
}

/// Of these departments so many answer, each their own question about it among others.
fn answered_by(departments: &[(Role, usize)]) -> Survey {
    let mut survey = survey(true);
    survey.least = 3;
    let both = r#"
        [[question]]
        id = "tempo"
        takes = "scale"
        roles = ["legal", "pr", "support"]
        ask = { en = "It was quick." }
    "#;
    survey.questions.extend(read(both).unwrap());
    let people = departments.iter().flat_map(|(role, people)| (0..*people).map(move |n| (*role, n)));
    let people: Vec<(Person, Role)> =
        people.map(|(role, n)| (Person::from(&*format!("sandbox:{}{n}", role.name())), role)).collect();
    for (person, role) in &people {
        survey.invite(person, Some(*role)).unwrap();
    }
    for (n, (person, _)) in people.iter().enumerate() {
        let given = answers(&[("noticed", "4"), ("tempo", "2"), ("learned", "to call")]);
        survey.answer(person, &format!("{n}"), &given).unwrap();
    }
    survey.close(at(9)).unwrap();
    survey
}

#[test]
fn a_department_of_few_is_in_no_sum_that_is_shown() {
    let of = |id: &str, departments| {
        let survey = answered_by(departments);
        let at = survey.questions.iter().position(|question| question.id == id).unwrap();
        results(&survey).scales.iter().find(|scale| scale.question == at).map(|scale| scale.answers())
    };
    assert_eq!(of("tempo", &[(Role::Legal, 3), (Role::Pr, 3)]), Some(6));
    assert_eq!(of("tempo", &[(Role::Legal, 3), (Role::Pr, 2)]), Some(3), "five would tell of the two");
    assert_eq!(of("tempo", &[(Role::Legal, 2), (Role::Pr, 2)]), None);
    assert_eq!(of("noticed", &[(Role::Legal, 2), (Role::Pr, 2)]), Some(4), "by no department");
    let few = answered_by(&[(Role::Legal, 2)]);
    let found = results(&few);
    assert!(few.sheets.is_empty() && found.scales.is_empty() && found.texts.is_empty(), "{found:?}");
    assert_eq!((found.answered, found.declined), (Told::FewerThan(3), None));
}

#[test]
fn how_many_answered_is_told_in_steps() {
    let mut survey = survey(true);
    let steps: Vec<Told> = PEOPLE
        .iter()
        .take(9)
        .map(|person| {
            survey.answer(&(*person).into(), person, &answers(&[("roles", "2")])).unwrap();
            told(&survey)
        })
        .collect();
    let (few, four, eight) = (Told::FewerThan(4), Told::AtLeast(4), Told::AtLeast(8));
    assert_eq!(steps, [few, few, few, four, four, four, four, eight, eight]);
    assert_eq!(hidden(&survey, at(3)), Hidden::Questions(8), "of nine questions one was answered");
    survey.close(at(9)).unwrap();
    assert_eq!(told(&survey), Told::Exactly(9));
    survey.anonymous = false;
    assert_eq!(hidden(&survey, at(3)), Hidden::Nothing);
}

#[test]
fn the_shipped_questions_are_whole() {
    let questions = shipped();
    let common = questions.iter().filter(|question| question.is_for(None));
    assert_eq!(common.clone().filter(|question| question.takes == Takes::Text).count(), 5, "the practice's five");
    assert!(common.count() <= 10, "two pages of a small form");
    for question in &questions {
        for locale in Locale::ALL {
            assert!(question.ask.contains_key(locale.tag()), "{} in {}", question.id, locale.tag());
        }
    }
    let own = r#"
        [[question]]
        id = "recall"
        takes = "text"
        kinds = ["defect"]
        ask = { en = "Was the recall early enough?" }
    "#;
    let own = read(own).unwrap();
    assert_eq!((of_kind(&own, Some(IncidentKind::Defect)).len(), of_kind(&own, None).len()), (1, 0));
    for (broken, why) in [
        ("[[question]]\nid = \"a\"\ntakes = \"smell\"\nask = { en = \"?\" }", "line 3"),
        ("[[question]]\nid = \"a\"\ntakes = \"text\"\nask = { it = \"?\" }", "English"),
        ("[[question]]\nid = \"a\"\ntakes = \"text\"\nroles = [\"cook\"]\nask = { en = \"?\" }", "cook"),
    ] {
        let said = read(broken).unwrap_err();
        assert!(said.contains(why) && !said.contains('\n'), "{said}");
    }
}
