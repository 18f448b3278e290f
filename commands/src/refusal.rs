//! Why something can't be done as it was typed, and the way out. It is for the person to act.

use std::fmt;

use crate::fold::invisible;
use crate::nearest::nearest;
use crate::spec::Spec;
use crate::value::Takes;
use crate::{Locale, words};

/// What is wrong with what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No command is called so. `known` are those that could stand there: `watch add`, `status`.
    UnknownCommand { typed: String, suggestion: Option<String>, known: Vec<String> },
    /// The command has no such option.
    UnknownOption { command: &'static Spec, typed: String, suggestion: Option<&'static str> },
    /// A required argument, or the value after an option, is not there.
    Missing { command: &'static Spec, argument: &'static str },
    /// The argument can't be this.
    BadValue { command: &'static Spec, argument: &'static str, typed: String, suggestion: Option<String>, takes: Takes },
    /// The command takes no more words.
    Unexpected { command: &'static Spec, typed: String },
    /// An edit that changes nothing.
    NothingToChange { command: &'static Spec },
}

impl Refusal {
    pub(crate) fn bad_value(command: &'static Spec, argument: &'static str, takes: Takes, typed: &str) -> Self {
        let suggestion = match takes {
            Takes::Choice(values) => {
                let names = values.iter().flat_map(|value| {
                    words::all_names(&format!("value-{value}")).iter().map(move |name| (name.as_str(), *value))
                });
                nearest(typed, names).map(str::to_owned)
            }
            _ => None,
        };
        Self::BadValue { command, argument, typed: typed.to_owned(), suggestion, takes }
    }

    /// One line for the person, with the way out.
    pub fn say(&self, locale: Locale) -> String {
        let say = |key: &str, values: &[(&'static str, String)]| words::say(locale, &format!("refusal-{key}"), values);
        let did_you_mean = |what: &str| say("did-you-mean", &[("suggestion", what.to_owned())]);
        match self {
            Self::UnknownCommand { typed, suggestion: Some(meant), .. } => {
                join(say("unknown-command", &[("typed", shown(typed))]), did_you_mean(&format!("/crisis {meant}")))
            }
            Self::UnknownCommand { typed, known, .. } => {
                let known = say("commands", &[("commands", known.join(", "))]);
                join(say("unknown-command", &[("typed", shown(typed))]), known)
            }
            Self::UnknownOption { command, typed, suggestion } => {
                let cure = match suggestion {
                    Some(name) => did_you_mean(&format!("--{name}")),
                    None => say("options", &[("options", command.option_names())]),
                };
                join(say("unknown-option", &[("command", command.name()), ("typed", shown(typed))]), cure)
            }
            Self::Missing { command, argument } => say(
                "missing",
                &[
                    ("argument", words::name(locale, &format!("option-{argument}"))),
                    ("usage", command.short_usage(locale)),
                ],
            ),
            Self::BadValue { argument, typed, suggestion, takes, .. } => {
                let argument = words::name(locale, &format!("option-{argument}"));
                let cure = suggestion.as_deref().map_or_else(|| takes.cure(locale), did_you_mean);
                join(say("bad-value", &[("argument", argument), ("typed", shown(typed))]), cure)
            }
            Self::Unexpected { command, typed } => {
                say("unexpected", &[("typed", shown(typed)), ("usage", command.short_usage(locale))])
            }
            Self::NothingToChange { command } => {
                say("nothing-to-change", &[("command", command.name()), ("options", command.option_names())])
            }
        }
    }
}

fn join(what: String, cure: String) -> String {
    format!("{what} {cure}")
}

/// Typed words in a sentence of ours: short, on one line, and without what a platform would take for a ping or mark-up.
fn shown(typed: &str) -> String {
    const MOST: usize = 40;
    let plain =
        |c: &char| !c.is_control() && !invisible(*c) && !matches!(c, '<' | '>' | '@' | '`' | '*' | '_' | '~' | '|');
    let mut text: String = typed.chars().filter(plain).take(MOST + 1).collect();
    if text.chars().count() > MOST {
        text.pop();
        text.push('…');
    }
    text
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Locale::En))
    }
}

impl std::error::Error for Refusal {}
