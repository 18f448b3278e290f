//! The arguments that a person gave, by name, before they become a typed struct.

use crate::Refusal;
use crate::spec::{Argument, Spec};
use crate::value::Value;

/// Fields that were filled in, as (name, value).
pub type Fields = Vec<(&'static str, String)>;

/// What was given to a command, from typed words or from a platform's options.
pub struct Given {
    spec: &'static Spec,
    values: Fields,
}

impl Given {
    pub(crate) fn nothing(spec: &'static Spec) -> Self {
        Self { spec, values: Vec::new() }
    }

    /// The last one given counts, as in a shell.
    pub(crate) fn put(&mut self, argument: &Argument, typed: impl Into<String>) {
        self.values.retain(|(name, _)| *name != argument.name);
        self.values.push((argument.name, typed.into()));
    }

    /// What was given, by name.
    pub(crate) fn fields(self) -> Fields {
        self.values
    }

    /// Whether something was given under this name.
    pub fn has(&self, name: &str) -> bool {
        self.typed(name).is_some()
    }

    fn typed(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, typed)| typed.as_str())
    }

    /// The value, if it was given; refused when it is not of its kind.
    pub fn optional<V: Value>(&self, name: &'static str) -> Result<Option<V::Out>, Refusal> {
        let Some(typed) = self.typed(name) else { return Ok(None) };
        let bad = || Refusal::bad_value(self.spec, name, V::TAKES, typed);
        V::read(typed).map(Some).ok_or_else(bad)
    }

    /// The value, refused when it was not given.
    pub fn required<V: Value>(&self, name: &'static str) -> Result<V::Out, Refusal> {
        self.optional::<V>(name)?.ok_or(Refusal::Missing { command: self.spec, argument: name })
    }
}
