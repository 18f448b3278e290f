//! From fields that a person picked (Discord's options) to a command.

use crate::command::{self, Command, Entry};
use crate::given::Given;
use crate::value::Takes;
use crate::{Refusal, parse};

/// The command at `path` (`["watch", "add"]`) with the fields that were filled in, as (name, value). Empty fields count
/// as not given.
pub fn from_options(path: &[&str], options: &[(String, String)]) -> Result<Command, Refusal> {
    let Some(Entry { spec, build, .. }) = command::entries().iter().copied().find(|entry| entry.spec.path == path)
    else {
        // A registration older than this build: resolve it as typed words, for the suggestion.
        return parse(&path.join(" "));
    };
    let mut given = Given::nothing(spec);
    for (name, value) in options.iter().filter(|(_, value)| !value.trim().is_empty()) {
        match spec.arguments.iter().find(|argument| argument.name == name) {
            Some(argument) => given.put(argument, value.trim()),
            None => return Err(Refusal::UnknownOption { command: spec, typed: name.clone(), suggestion: None }),
        }
    }
    build(&given)
}

/// What the value of an option is one of, so that it can be offered while somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completes {
    Watch,
    Alert,
    Incident,
    Statement,
    Task,
    Item,
    /// A command or a group of them, see [`topics`].
    Topic,
    /// One of these, labelled by [`crate::value_label`].
    Values(&'static [&'static str]),
}

/// What an option of the command at `path` is completed from; none when there is nothing to offer.
pub fn completes(path: &[&str], option: &str) -> Option<Completes> {
    let spec = command::all().find(|spec| spec.path == path)?;
    match spec.arguments.iter().find(|argument| argument.name == option)?.takes {
        Takes::Watch => Some(Completes::Watch),
        Takes::Alert => Some(Completes::Alert),
        Takes::Incident => Some(Completes::Incident),
        Takes::Statement => Some(Completes::Statement),
        Takes::Task => Some(Completes::Task),
        Takes::Item => Some(Completes::Item),
        Takes::Choice(values) if !fits_a_menu(values) => Some(Completes::Values(values)),
        Takes::Topic => Some(Completes::Topic),
        _ => None,
    }
}

/// Whether a choice is shown whole before anything is typed. Discord counts every choice towards the 8,000 characters
/// of a command.
pub(crate) fn fits_a_menu(values: &[&str]) -> bool {
    values.len() <= 5
}

/// What there is help about: groups and commands.
pub fn topics() -> Vec<String> {
    let mut all = Vec::new();
    for spec in command::all() {
        let group = spec.path[0].to_owned();
        if spec.path.len() > 1 && !all.contains(&group) {
            all.push(group);
        }
        all.push(spec.path.join(" "));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(path: &[&str], options: &[(&str, &str)]) -> Result<Command, Refusal> {
        let options: Vec<_> = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        from_options(path, &options)
    }

    #[test]
    fn picking_and_typing_mean_the_same() {
        let picked = picked(
            &["watch", "add"],
            &[("name", "acme"), ("query", "\"acme parcels\" NEAR/5 late"), ("kind", "product"), ("zone", " ")],
        );
        assert_eq!(picked, parse("watch add acme \"acme parcels\" NEAR/5 late --kind product"));
    }

    #[test]
    fn every_example_can_be_filled_in_as_fields() {
        for (typed, means) in command::entries().iter().flat_map(|entry| (entry.examples)()) {
            let Some((path, fields)) = crate::fields(typed) else {
                assert!(matches!(means, Command::Help(_)), "only a group's page has no fields: {typed}");
                continue;
            };
            let fields: Vec<_> = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            assert_eq!(from_options(path, &fields), Ok(means), "{typed}");
        }
        assert_eq!(crate::fields("pizza now"), None);
    }

    #[test]
    fn what_is_offered_follows_the_option_and_every_topic_has_a_page() {
        assert_eq!(completes(&["alert", "ack"], "alert"), Some(Completes::Alert));
        assert_eq!(completes(&["watch", "remove"], "watch"), Some(Completes::Watch));
        assert_eq!(completes(&["watch", "add"], "name"), None);
        assert_eq!(completes(&["pizza"], "alert"), None);
        for topic in topics() {
            assert!(crate::help_for(&topic, crate::Locale::En).is_some(), "{topic}");
        }
    }

    #[test]
    fn what_is_missing_or_unknown_is_refused() {
        assert!(matches!(picked(&["alert", "ack"], &[]), Err(Refusal::Missing { argument: "alert", .. })));
        assert!(matches!(picked(&["status"], &[("colour", "red")]), Err(Refusal::UnknownOption { .. })));
        assert!(matches!(picked(&["pizza"], &[]), Err(Refusal::UnknownCommand { .. })));
    }
}
