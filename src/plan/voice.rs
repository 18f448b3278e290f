//! What the bot says about being ready.

use commands::Rehearsal;

use super::check::{Gap, Readiness};
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, language_name, say, word};

/// Gaps that a message shows; the first are the gravest.
const SHOWN: usize = 30;

/// What is missing, each with the way to cure it.
pub fn readiness(locale: Locale, found: &Readiness) -> Post {
    let count = |n: usize| u64::try_from(n).unwrap_or_default();
    let args = Args::new().count(locale, "good", count(found.checks - found.gaps.len())).count(
        locale,
        "all",
        count(found.checks),
    );
    let heading = say(locale, "plan-title", &args);
    let mut blocks = vec![Block::Heading(heading.clone())];
    if found.gaps.is_empty() {
        blocks.push(Block::Text(Rich::words(word(locale, "plan-ready"))));
        return Post { summary: heading, blocks, tone: Tone::Good };
    }
    blocks.push(Block::List(found.gaps.iter().take(SHOWN).map(|gap| line(locale, gap)).collect()));
    if found.gaps.len() > SHOWN {
        let more = Args::new().count(locale, "count", count(found.gaps.len() - SHOWN));
        blocks.push(Block::Context(Rich::words(say(locale, "plan-more", &more))));
    }
    Post { summary: heading, blocks, tone: Tone::Warning }
}

fn line(locale: Locale, gap: &Gap) -> Rich {
    let words = |key: &str, args: Args| Rich::words(say(locale, key, &args));
    let days = |key: &str, days: &Option<i64>| match days {
        Some(days) => {
            let days = u64::try_from(*days).unwrap_or_default();
            (key.to_owned(), Args::new().count(locale, "days", days))
        }
        None => (format!("{key}-never"), Args::new()),
    };
    match gap {
        Gap::Charge => words("plan-gap-charge", Args::new()),
        Gap::Holder(role) => {
            words("plan-gap-holder", Args::new().text("role", role.label(locale)).text("name", role.name()))
        }
        Gap::Deputy(role) => {
            words("plan-gap-deputy", Args::new().text("role", role.label(locale)).text("name", role.name()))
        }
        Gap::Playbook(kind) => words("plan-gap-playbook", Args::new().text("kind", kind.label(locale))),
        Gap::Translation(playbook, tags) => {
            let languages: Vec<String> = tags.iter().map(|tag| language_name(locale, tag)).collect();
            let name = crate::playbook::voice::name(locale, playbook);
            words("plan-gap-translation", Args::new().text("name", name).text("languages", languages.join(", ")))
        }
        Gap::Language(tag) => words("plan-gap-language", Args::new().text("language", language_name(locale, tag))),
        Gap::Backup(person) => {
            Rich::say(locale, "plan-gap-backup", Args::new(), &[("who", Span::Person(person.clone()))])
        }
        Gap::Training(person, ago) => {
            let (key, args) = days("plan-gap-training", ago);
            Rich::say(locale, &key, args, &[("who", Span::Person(person.clone()))])
        }
        Gap::Escalation { from, to } => {
            words("plan-gap-escalation", Args::new().text("from", from.to_string()).text("to", to.to_string()))
        }
        Gap::Approvers(group) => words("plan-gap-approvers", Args::new().text("group", crate::post::inert(group))),
        Gap::Rehearsal(what, ago) => {
            let key = match what {
                Rehearsal::Review => "plan-gap-review",
                Rehearsal::Drill => "plan-gap-drill",
            };
            let (key, args) = days(key, ago);
            words(&key, args)
        }
    }
}

/// Whispered to who recorded it.
pub fn recorded(locale: Locale, what: Rehearsal) -> Post {
    Post::line(say(locale, "plan-recorded", &Args::new().text("what", commands::value_label(locale, what.name()))))
}
