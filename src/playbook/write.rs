//! From a playbook to the text of its file: what [`super::read`] reads.

use std::fmt::Write;

use super::{Playbook, Step};
use crate::incident::Origin;
use crate::words::Locale;

/// The whole file. Comments of a file that it was read from are not in it.
pub fn toml(playbook: &Playbook) -> String {
    let mut out = format!("version = {}\n", playbook.version);
    for step in &playbook.steps {
        out.push_str("\n[[task]]\n");
        out.push_str(&lines(step));
    }
    out
}

fn lines(step: &Step) -> String {
    let mut out = String::new();
    // Writing to a string never fails.
    let mut text = |key: &str, value: &str| {
        let _ = writeln!(out, "{key} = {}", toml::Value::from(value));
    };
    text("key", &step.key);
    if let Some(owner) = step.owner {
        text("owner", owner.name());
    }
    if let Some(minutes) = step.minutes {
        text("due", &length(minutes));
    }
    if let Some(after) = &step.after {
        text("after", after);
    }
    for locale in Locale::ALL {
        if let Some(words) = step.texts.0.get(locale.tag()) {
            text(locale.tag(), words);
        }
    }
    if !step.stale.is_empty() {
        let tags: Vec<&str> = step.stale.iter().map(String::as_str).collect();
        let _ = writeln!(out, "translate = {}", toml::Value::from(tags));
    }
    if step.severity_from > 1 {
        let _ = writeln!(out, "severity_from = {}", step.severity_from);
    }
    if !step.origins.is_empty() {
        let names: Vec<&str> = step.origins.iter().copied().map(Origin::name).collect();
        let _ = writeln!(out, "origin = {}", toml::Value::from(names));
    }
    out
}

/// `30m`, `2h`, `1d`: the largest unit that is whole.
fn length(minutes: u32) -> String {
    match minutes {
        _ if minutes.is_multiple_of(24 * 60) => format!("{}d", minutes / (24 * 60)),
        _ if minutes.is_multiple_of(60) => format!("{}h", minutes / 60),
        _ => format!("{minutes}m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::{SHIPPED, Shelf};
    use proptest::prelude::*;

    fn read(name: &str, text: &str) -> Playbook {
        let mut shelf = Shelf::default();
        shelf.put(&format!("{name}.toml"), text).unwrap();
        shelf.all().next().unwrap().clone()
    }

    #[test]
    fn every_playbook_that_ships_is_written_as_it_was_read() {
        for (name, text) in SHIPPED {
            let playbook = read(name, text);
            assert_eq!(read(name, &toml(&playbook)), playbook, "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_people_write_is_read_back(
            words in "[\\PC&&[^ ]][\\PC]{0,80}[\\PC&&[^ ]]", minutes in 1_u32..600_000, from in 1..=10_u8,
        ) {
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let step = Step {
                key: "act-3".into(),
                texts: crate::playbook::Texts([("el".to_owned(), words.clone()), ("it".to_owned(), words)].into()),
                stale: ["it".to_owned()].into(),
                owner: None,
                minutes: Some(minutes.min(366 * 24 * 60)),
                after: None,
                severity_from: from,
                origins: vec![Origin::ALL[0]],
            };
            let playbook = Playbook { name: "complaint".into(), version: 3, steps: vec![step] };
            prop_assert_eq!(read("complaint", &toml(&playbook)), playbook);
        }
    }
}
