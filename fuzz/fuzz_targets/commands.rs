//! Whatever a person types is a command or a refusal with a way out, and whatever a button carries is an action or nothing.
#![no_main]

use commands::{Action, Locale, fields, from_options, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse(text) {
        Ok(command) => assert!(!format!("{command:?}").is_empty()),
        Err(refusal) => {
            // Saying it costs more than all else, and the languages differ in words alone: each gets its share.
            let locale = Locale::ALL[text.len() % Locale::ALL.len()];
            if text.len() % 64 < Locale::ALL.len() {
                assert!(!refusal.say(locale).is_empty());
            }
        }
    }
    if let Some((path, given)) = fields(text) {
        let given: Vec<(String, String)> = given.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let _ = from_options(path, &given);
    }
    if let Some(action) = Action::decode(text) {
        let encoded = action.encode();
        assert_eq!(Action::decode(&encoded), Some(action), "{encoded}");
    }
    if commands::is_web(text) {
        assert!(!text.contains(|c: char| c.is_whitespace() || c.is_control()));
    }
});
