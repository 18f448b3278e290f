//! Files that operators write in TOML: playbooks, questions, templates, the matrix of severity; and cron.
#![no_main]

use libfuzzer_sys::fuzz_target;
use squall::clock::Time;
use squall::incident::severity::Matrix;
use squall::playbook::{read, write};
use squall::retro::questions;
use squall::schedule::Schedule;
use squall::statement::template::Templates;

fuzz_target!(|text: &str| {
    match read::playbook("every.toml", text) {
        Ok(playbook) => {
            let again = read::playbook("every.toml", &write::toml(&playbook));
            assert!(again.is_ok(), "what was read is written so that it can be read: {again:?}");
        }
        Err(faults) => assert!(!faults.is_empty()),
    }
    if let Err(why) = questions::read(text) {
        assert!(!why.is_empty() && !why.contains('\n'), "{why:?}");
    }
    let _ = Templates::default().add("en", text);
    let _ = Matrix::parse(text);
    let mut lines = text.lines();
    if let Ok(schedule) = Schedule::parse(lines.next().unwrap_or_default(), lines.next().unwrap_or("Europe/Sofia")) {
        let next = schedule.next_after(Time::UNIX_EPOCH);
        assert!(next.is_none_or(|next| next > Time::UNIX_EPOCH));
    }
});
