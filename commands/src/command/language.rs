//! `language <tag> [channel|me]`: the language that the bot speaks here.

use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{self, Takes, Value};
use crate::{Locale, Refusal, words};

/// Sets the language that the bot speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language {
    pub locale: Locale,
    pub scope: Scope,
}

/// For whom it speaks so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Everybody in this channel.
    #[default]
    Channel,
    /// The person who asks, in whispers and forms.
    Me,
}

impl Value for Scope {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["channel", "me"]);

    fn read(typed: &str) -> Option<Self> {
        [("value-channel", Self::Channel), ("value-me", Self::Me)]
            .into_iter()
            .find_map(|(key, scope)| words::is_called(typed, key).then_some(scope))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["language"],
        arguments: &[Argument::required::<value::Language>("language"), Argument::optional::<Scope>("scope")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let locale = given.required::<value::Language>("language")?;
    Ok(Command::Language(Language { locale, scope: given.optional::<Scope>("scope")?.unwrap_or_default() }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let language = |locale, scope| Command::Language(Language { locale, scope });
    vec![
        ("language el", language(Locale::El, Scope::Channel)),
        ("language zh-Hant me", language(Locale::ZhHant, Scope::Me)),
        ("language italiano channel", language(Locale::It, Scope::Channel)),
    ]
}
