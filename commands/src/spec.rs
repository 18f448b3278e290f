//! What a command looks like. Help, both parsers and the platforms' registrations read it, so they can't disagree.

use std::fmt;

use crate::value::{Takes, Value};
use crate::{Locale, words};

/// A command's description. Its words stand in `words/<language>/commands.ftl` under `command-<noun>-<verb>`.
pub struct Spec {
    /// What is typed: `["watch", "add"]`, `["status"]`.
    pub path: &'static [&'static str],
    /// Positional arguments in order, then options.
    pub arguments: &'static [Argument],
}

/// One thing that a command takes. Its words stand under `option-<name>` (names) and `about-<name>` (description).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argument {
    pub name: &'static str,
    pub takes: Takes,
    pub need: Need,
}

/// How an argument is given. Each may be given as `--name VALUE`; positional ones usually are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Must stand in its place.
    Required,
    /// May stand in its place.
    Optional,
    /// Only as `--name VALUE`.
    Option,
}

impl Argument {
    pub const fn required<V: Value>(name: &'static str) -> Self {
        Self { name, takes: V::TAKES, need: Need::Required }
    }

    pub const fn optional<V: Value>(name: &'static str) -> Self {
        Self { name, takes: V::TAKES, need: Need::Optional }
    }

    pub const fn option<V: Value>(name: &'static str) -> Self {
        Self { name, takes: V::TAKES, need: Need::Option }
    }

    /// The key of its names.
    pub(crate) fn names_key(&self) -> String {
        format!("option-{}", self.name)
    }

    /// One line on what it is.
    pub fn about(&self, locale: Locale) -> String {
        words::word(locale, &format!("about-{}", self.name))
    }

    /// How usage shows it: `NAME`, `[PERIOD]`, `[--kind brand|product]`.
    pub(crate) fn usage(&self, locale: Locale) -> String {
        let shown = words::name(locale, &self.names_key());
        match self.need {
            Need::Required => shown.to_uppercase(),
            Need::Optional => format!("[{}]", shown.to_uppercase()),
            Need::Option => format!("[--{} {}]", self.name, self.takes.shape(locale)),
        }
    }
}

impl Spec {
    /// `watch add`.
    pub fn name(&self) -> String {
        self.path.join(" ")
    }

    /// The key of its one-line description.
    pub(crate) fn key(&self) -> String {
        format!("command-{}", self.path.join("-"))
    }

    /// One line on what it does, at most 100 characters (Discord's limit).
    pub fn summary(&self, locale: Locale) -> String {
        words::word(locale, &self.key())
    }

    /// What to type: `/crisis watch add NAME QUERY [--kind ...]`.
    pub fn usage(&self, locale: Locale) -> String {
        let mut usage = format!("/crisis {}", self.name());
        for argument in self.arguments {
            usage.push(' ');
            usage.push_str(&argument.usage(locale));
        }
        usage
    }

    /// `--kind, --languages`.
    pub(crate) fn option_names(&self) -> String {
        let options = self.arguments.iter().filter(|argument| argument.need == Need::Option);
        options.map(|argument| format!("--{}", argument.name)).collect::<Vec<_>>().join(", ")
    }

    /// What must be typed, without the options: short enough for a refusal.
    pub(crate) fn short_usage(&self, locale: Locale) -> String {
        let positional = self.arguments.iter().filter(|argument| argument.need != Need::Option);
        positional
            .fold(format!("/crisis {}", self.name()), |usage, argument| format!("{usage} {}", argument.usage(locale)))
    }
}

/// A command is known by its path.
impl PartialEq for Spec {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Spec {}

impl fmt::Debug for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Spec({})", self.name())
    }
}
