//! What comes out of Slack's payloads, and answers of forms: checks, blanks of templates, sheets of surveys.
#![no_main]

use libfuzzer_sys::fuzz_target;
use squall::clock::Time;
use squall::id::{IncidentId, SurveyId};
use squall::platform::slack::events;
use squall::post::{Check, hours};
use squall::retro::{State, Survey, questions, results};
use squall::statement::template::given;

fn survey(anonymous: bool) -> Survey {
    Survey {
        id: SurveyId(1),
        incident: IncidentId(1),
        questions: questions::shipped(),
        anonymous,
        least: 3,
        opened_at: Time::UNIX_EPOCH,
        closes_at: Time::UNIX_EPOCH,
        seats: Default::default(),
        sheets: Default::default(),
        state: State::Open,
    }
}

fuzz_target!(|text: &str| {
    if let Ok(payload) = serde_json::from_str::<serde_json::Value>(text) {
        for kind in ["events_api", "interactive", "slash_commands"] {
            let _ = events::read(kind, &payload, "key", Time::UNIX_EPOCH);
            let _ = events::refusal(kind, &payload);
        }
        let _ = events::challenge(&payload);
    }
    for check in [Check::Hours, Check::Zone, Check::Link] {
        let _ = check.passes(text);
    }
    let _ = hours(text);
    let answers = given(text);
    for anonymous in [true, false] {
        let mut survey = survey(anonymous);
        for (n, person) in ["ana", "bo", "chi", "dia"].into_iter().enumerate() {
            let lines = text.lines().skip(n);
            let typed = survey.questions.clone().into_iter().zip(lines);
            let mut typed: Vec<_> = typed.map(|(question, line)| (question.id, line.to_owned())).collect();
            typed.extend(answers.clone());
            let _ = survey.answer(&person.into(), person, &typed);
        }
        let _ = survey.close(Time::UNIX_EPOCH);
        let found = results::results(&survey);
        for scale in found.scales {
            assert!(!anonymous || scale.answers() >= 3, "{scale:?}");
        }
        for written in found.texts {
            assert!(!anonymous || written.answers.len() >= 3, "{written:?}");
        }
    }
});
