//! Help pages, as plain data for whoever shows them.

use crate::command::{self, Entry};
use crate::resolve;
use crate::{Locale, words};

/// A page of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPage {
    /// `/crisis watch add`.
    pub title: String,
    /// One line on what it does.
    pub summary: String,
    /// What to type, one line per form.
    pub usage: Vec<String>,
    /// Arguments, or the commands of an overview, each with one line on what it is.
    pub arguments: Vec<(String, String)>,
    /// Lines that can be typed as they are.
    pub examples: Vec<String>,
}

/// All commands, what is needed in a crisis first. Those that begin with the same word are one line, so that a message
/// holds them all: `/crisis task list|add|done|skip`.
pub fn help(locale: Locale) -> HelpPage {
    HelpPage {
        title: "/crisis".to_owned(),
        summary: words::word(locale, "command-help"),
        usage: vec![words::say(locale, "help-more", &[("usage", "/crisis help watch add".to_owned())])],
        arguments: overview(locale),
        examples: command::entries().iter().filter_map(|entry| first_example(entry)).collect(),
    }
}

fn overview(locale: Locale) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut groups: Vec<&str> = Vec::new();
    for spec in command::all() {
        match spec.path {
            [group, _] if groups.contains(group) => {}
            [group, _] => {
                groups.push(group);
                let verbs = of(group).filter_map(|entry| entry.spec.path.get(1).copied()).collect::<Vec<_>>().join("|");
                lines.push((format!("/crisis {group} {verbs}"), words::word(locale, &format!("command-{group}"))));
            }
            _ => lines.push((spec.short_usage(locale), spec.summary(locale))),
        }
    }
    lines
}

/// The commands of a group, in their order.
fn of(group: &str) -> impl Iterator<Item = &'static Entry> {
    command::entries().iter().copied().filter(move |Entry { spec, .. }| spec.path.len() == 2 && spec.path[0] == group)
}

/// The page of a command (`watch add`, `aggiungi monitor`) or of a group (`watch`); none when no command is called so.
pub fn help_for(name: &str, locale: Locale) -> Option<HelpPage> {
    let name = resolve::topic(command::entries(), name).ok()?;
    match command::entries().iter().find(|entry| entry.spec.name() == name) {
        Some(entry) => Some(of_command(entry, locale)),
        None => Some(of_group(&name, locale)),
    }
}

fn of_command(Entry { spec, examples, .. }: &'static Entry, locale: Locale) -> HelpPage {
    let shown = |argument: &crate::Argument| match argument.need {
        crate::Need::Option => format!("--{} {}", argument.name, argument.takes.shape(locale)),
        _ => argument.usage(locale),
    };
    HelpPage {
        title: format!("/crisis {}", spec.name()),
        summary: spec.summary(locale),
        usage: vec![spec.usage(locale)],
        arguments: spec.arguments.iter().map(|argument| (shown(argument), argument.about(locale))).collect(),
        examples: examples().into_iter().map(|(typed, _)| slash(typed)).collect(),
    }
}

fn of_group(group: &str, locale: Locale) -> HelpPage {
    HelpPage {
        title: format!("/crisis {group}"),
        summary: words::word(locale, &format!("command-{group}")),
        usage: of(group).map(|entry| entry.spec.short_usage(locale)).collect(),
        arguments: of(group).map(|Entry { spec, .. }| (spec.name(), spec.summary(locale))).collect(),
        examples: of(group).filter_map(first_example).collect(),
    }
}

fn first_example(entry: &Entry) -> Option<String> {
    (entry.examples)().first().map(|(typed, _)| slash(typed))
}

/// As it is typed on a platform, unless it already addresses the bot.
fn slash(typed: &str) -> String {
    if typed.starts_with(['@', '/']) { typed.to_owned() } else { format!("/crisis {typed}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_in_every_language() {
        for locale in Locale::ALL {
            for spec in command::all() {
                let page = help_for(&spec.name(), locale).expect("a page");
                assert_eq!(page.arguments.len(), spec.arguments.len());
                assert!(page.examples.iter().all(|line| crate::parse(line).is_ok()), "{:?}", page.examples);
            }
            let lines = help(locale).arguments;
            for spec in command::all() {
                let said = |line: &&(String, String)| spec.path.iter().all(|word| line.0.contains(word));
                assert!(lines.iter().any(|line| said(&line)), "{} is missing", spec.name());
            }
            assert!(lines.len() < 40, "it fits into one message: {}", lines.len());
        }
    }

    #[test]
    fn a_page_is_found_by_its_name_in_any_language() {
        let english = help_for("watch add", Locale::En);
        for name in
            ["aggiungi monitor", "ДОБАВИ наблюдение", "παρακολουθηση προσθηκη", "監測 新增", "/crisis watch add"]
        {
            assert_eq!(help_for(name.trim_start_matches("/crisis "), Locale::En), english, "{name}");
        }
        assert_eq!(help_for("watch", Locale::En).expect("a page").title, "/crisis watch");
        assert_eq!(help_for("pizza", Locale::En), None);
        assert_eq!(help_for("", Locale::En), None);
    }
}
