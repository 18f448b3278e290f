//! What the bot says to a person about themselves.

use chrono_tz::Tz;
use commands::{Action, MeAction};

use super::{NEVER, Settings, WAKES_FROM, Wanted};
use crate::charge::Charge;
use crate::home::QuietHours;
use crate::id::WatchId;
use crate::post::{Block, Button, Check, Checked, Field, Form, Input, InputKind, Post, Rich, Span, Style, Tone, inert};
use crate::words::{Args, Locale, language_name, say, word};

/// Severities that a form offers; a command takes any.
const OFFERED: [u8; 4] = [1, 4, 6, 8];

/// People whom somebody is told to ask.
const ASKED_OF: usize = 5;

/// The page of a person: sections from top to bottom, each with its own heading.
pub fn page(locale: Locale, sections: Vec<Vec<Block>>) -> Post {
    let title = word(locale, "people-title");
    let mut blocks = vec![Block::Heading(title.clone())];
    for section in sections {
        blocks.push(Block::Divider);
        blocks.extend(section);
    }
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// A section of the page: what it is about, and a line that says so when there is nothing.
pub fn section(locale: Locale, key: &str, rows: Vec<Rich>) -> Vec<Block> {
    let body = if rows.is_empty() {
        Block::Context(Rich::words(word(locale, &format!("{key}-none"))))
    } else {
        Block::List(rows)
    };
    vec![Block::Heading(word(locale, key)), body]
}

/// The section of the person's own settings. `watches` are all, by name.
pub fn settings(locale: Locale, settings: &Settings, zone: Tz, watches: &[(WatchId, String)]) -> Vec<Block> {
    let field = |key: &str, value: String| Field { label: word(locale, key), value: Rich::words(value) };
    let quiet = settings.quiet.map_or_else(|| word(locale, "people-quiet-none"), |quiet| quiet_hours(locale, &quiet));
    let alerts = match &settings.alerts {
        Some(wanted) => wishes(locale, wanted, watches),
        None => word(locale, "people-alerts-off"),
    };
    let language = settings.locale.unwrap_or(locale);
    let fields = vec![
        field("people-language", language_name(language, language.tag())),
        field("people-zone", zone.name().to_owned()),
        field("people-quiet", quiet),
        field("people-alerts", alerts),
    ];
    let change = Button {
        action: Action::Me(MeAction::Settings).encode(),
        label: word(locale, "people-change"),
        style: Style::Plain,
        confirm: None,
    };
    vec![Block::Heading(word(locale, "people-settings")), Block::Fields(fields), Block::Buttons(vec![change])]
}

/// All settings in one form. It comes back to [`super::filled_in`].
pub fn form(locale: Locale, settings: &Settings, zone: Tz, watches: &[(WatchId, String)]) -> Form {
    let input = |key: &str, kind: InputKind, initial: String| Input {
        key: key.to_owned(),
        label: word(locale, &format!("people-{key}")),
        hint: None,
        kind,
        required: false,
        initial: (!initial.is_empty()).then_some(initial),
        check: None,
    };
    let checked = |input: Input, check: Check| Input {
        hint: Some(word(locale, &format!("people-{}-hint", input.key))),
        check: Some(Checked { check, otherwise: word(locale, &format!("people-{}-fault", input.key)) }),
        ..input
    };
    let line = |max: usize| InputKind::Line { max };
    let choice = |options: Vec<(String, String)>| InputKind::Choice { options };
    let languages = Locale::ALL.map(|each| (each.tag().to_owned(), language_name(each, each.tag()))).to_vec();
    let hours = settings.quiet.map(|quiet| hours(&quiet)).unwrap_or_default();
    let wake = settings.quiet.map_or(WAKES_FROM, |quiet| quiet.unless_severity);
    let wanted = settings.alerts.clone().unwrap_or_default();
    let alerts = settings.alerts.as_ref().map_or_else(|| "off".to_owned(), |wanted| wanted.severity.to_string());
    let required = |input: Input| Input { required: true, ..input };
    let mut wakes = severities(locale, "people-wake-from", &[6, 8, 9, 10, wake]);
    wakes.push((NEVER.to_string(), word(locale, "people-wake-never")));
    let mut from = vec![("off".to_owned(), word(locale, "people-alerts-off"))];
    from.extend(severities(locale, "people-alerts-from", &[OFFERED.as_slice(), &[wanted.severity]].concat()));
    Form {
        action: Action::Me(MeAction::Save).encode(),
        title: word(locale, "people-settings"),
        submit: word(locale, "people-save"),
        inputs: vec![
            required(input("language", choice(languages), settings.locale.unwrap_or(locale).tag().to_owned())),
            checked(required(input("zone", line(40), zone.name().to_owned())), Check::Zone),
            checked(input("quiet", line(20), hours), Check::Hours),
            required(input("wake", choice(wakes), wake.min(NEVER).to_string())),
            required(input("alerts", choice(from), alerts)),
            Input {
                hint: Some(word(locale, "people-watches-hint")),
                ..input("watches", line(1_000), names(&wanted.watches, watches))
            },
        ],
    }
}

/// Severities to choose from, each once, as a sentence with `$severity`; what is never reached is left to the caller.
fn severities(locale: Locale, key: &str, offered: &[u8]) -> Vec<(String, String)> {
    let mut offered: Vec<u8> = offered.iter().copied().filter(|severity| *severity < NEVER).collect();
    offered.sort_unstable();
    offered.dedup();
    offered.into_iter().map(|severity| (severity.to_string(), from_severity(locale, key, severity))).collect()
}

fn from_severity(locale: Locale, key: &str, severity: u8) -> String {
    match severity {
        0 | 1 => word(locale, "people-alerts-all"),
        _ => say(locale, key, &Args::new().text("severity", severity.to_string())),
    }
}

/// `22:00-07:00`, as it is typed.
fn hours(quiet: &QuietHours) -> String {
    format!("{}-{}", quiet.from.format("%H:%M"), quiet.until.format("%H:%M"))
}

fn quiet_hours(locale: Locale, quiet: &QuietHours) -> String {
    let args = Args::new()
        .text("from", quiet.from.format("%H:%M").to_string())
        .text("until", quiet.until.format("%H:%M").to_string())
        .text("severity", quiet.unless_severity.to_string());
    say(locale, if quiet.unless_severity < NEVER { "people-quiet-unless" } else { "people-quiet-always" }, &args)
}

/// Which alerts somebody wants: `from severity 6: lumo, nimbus`.
fn wishes(locale: Locale, wanted: &Wanted, watches: &[(WatchId, String)]) -> String {
    let from = from_severity(locale, "people-alerts-from", wanted.severity);
    if wanted.watches.is_empty() { from } else { format!("{from}: {}", inert(&names(&wanted.watches, watches))) }
}

fn names(ids: &[WatchId], watches: &[(WatchId, String)]) -> String {
    let named: Vec<&str> = watches.iter().filter(|(id, _)| ids.contains(id)).map(|(_, name)| name.as_str()).collect();
    named.join(", ")
}

/// The form was taken over; these names are of no watch.
pub fn saved(locale: Locale, unknown: &[String]) -> Post {
    if unknown.is_empty() {
        return Post::line(word(locale, "people-saved"));
    }
    Post::line(say(locale, "people-unknown-watches", &Args::new().text("names", inert(&unknown.join(", ")))))
}

/// Their quiet hours are so now.
pub fn quiet_set(locale: Locale, settings: &Settings, zone: Tz) -> Post {
    Post::line(match &settings.quiet {
        Some(quiet) => {
            let args = Args::new().text("hours", quiet_hours(locale, quiet)).text("zone", zone.name());
            say(locale, "people-quiet-set", &args)
        }
        None => word(locale, "people-quiet-off"),
    })
}

/// There is no such zone.
pub fn no_zone(locale: Locale) -> Post {
    Post::line(word(locale, "people-zone-fault"))
}

/// Their alerts by direct message are so now.
pub fn alerts_set(locale: Locale, settings: &Settings, watches: &[(WatchId, String)]) -> Post {
    Post::line(match &settings.alerts {
        Some(wanted) => say(locale, "people-alerts-set", &Args::new().text("which", wishes(locale, wanted, watches))),
        None => word(locale, "people-alerts-unset"),
    })
}

/// The platform knows nobody of this name.
pub fn nobody(locale: Locale, typed: &str) -> Post {
    let typed = Span::Public(format!("@{}", typed.trim_start_matches('@')));
    let rich = Rich::say(locale, "common-nobody", Args::new(), &[("typed", typed)]);
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

/// It is for who is in charge, and who that is.
pub fn not_in_charge(locale: Locale, charge: &Charge) -> Post {
    if !charge.is_named() {
        return Post::line(word(locale, "common-charge-admins"));
    }
    if charge.people.is_empty() {
        return Post::line(word(locale, "common-charge-roles"));
    }
    let mut who = Vec::new();
    for person in charge.people.iter().take(ASKED_OF) {
        who.extend((!who.is_empty()).then(|| Span::Words(", ".to_owned())));
        who.push(Span::Person(person.clone()));
    }
    let mut rich = Rich::words(word(locale, "common-charge"));
    rich.0.push(Span::Words(" ".to_owned()));
    rich.0.extend(who);
    Post { summary: word(locale, "common-charge"), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::filled_in;

    fn watches() -> Vec<(WatchId, String)> {
        vec![(WatchId(1), "lumo".into()), (WatchId(2), "@nimbus".into())]
    }

    fn chosen() -> Settings {
        let answer = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let answers = [
            answer("zone", "Asia/Taipei"),
            answer("quiet", "22:00-07:00"),
            answer("wake", "7"),
            answer("alerts", "5"),
            answer("watches", "lumo, @nimbus"),
        ];
        filled_in(&answers, Settings::default(), &watches()).0
    }

    #[test]
    fn an_untouched_form_changes_nothing() {
        for settings in [chosen(), Settings::default()] {
            for locale in Locale::ALL {
                let form = form(locale, &settings, settings.zone.unwrap_or(Tz::UTC), &watches());
                let answers: Vec<_> = form
                    .inputs
                    .iter()
                    .map(|input| (input.key.clone(), input.initial.clone().unwrap_or_default()))
                    .collect();
                for input in &form.inputs {
                    let InputKind::Choice { options } = &input.kind else { continue };
                    let initial = input.initial.as_deref().expect("a choice has an answer");
                    assert!(options.iter().any(|(value, _)| value == initial), "{}: {initial}", input.key);
                }
                assert_eq!(Checked::faults(&form.checks(), &answers), []);
                let (after, unknown) = filled_in(&answers, settings.clone(), &watches());
                let said = Settings { locale: Some(locale), zone: Some(after.zone.unwrap()), ..settings.clone() };
                assert_eq!((after, unknown), (said, vec![]));
            }
        }
    }

    #[test]
    fn every_language_says_it_whole_and_in_its_own_words() {
        let mut said = std::collections::BTreeSet::new();
        for locale in Locale::ALL {
            let post = page(locale, vec![settings(locale, &chosen(), Tz::Asia__Taipei, &watches())]);
            let plain = post.plain();
            assert!(plain.contains("22:00") && plain.contains("Asia/Taipei") && plain.contains("lumo"), "{plain}");
            assert!(!plain.contains("people-") && !plain.contains('{') && !plain.contains("@nimbus"), "{plain}");
            said.insert(plain);
        }
        assert_eq!(said.len(), Locale::ALL.len());
    }
}
