//! The words of the bot: Fluent files under `words/<language>/`, one per feature.
//!
//! A key that one language lacks fails the tests below. Numbers and dates are formatted by ICU before they
//! reach Fluent, because Fluent does not localise them.

use std::borrow::Cow;
use std::collections::HashMap;

pub use commands::Locale;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};

static_loader! {
    static WORDS = {
        locales: "./words",
        fallback_language: "en",
        // Isolation marks would show as boxes in chat; public text is made inert where it is rendered.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The values that a sentence needs, by name.
#[derive(Clone, Debug, Default)]
pub struct Args(HashMap<Cow<'static, str>, FluentValue<'static>>);

impl Args {
    pub fn new() -> Self {
        Self::default()
    }

    /// A text value.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), FluentValue::from(value.into()));
        self
    }

    /// A whole number, given twice: `$name` picks the plural, `$nameText` is how it is written.
    #[must_use]
    pub fn count(mut self, locale: Locale, name: &'static str, value: u64) -> Self {
        self.0.insert(name.into(), FluentValue::from(value));
        self.0.insert(format!("{name}Text").into(), FluentValue::from(number(locale, value)));
        self
    }
}

/// A sentence of the bot. A key that does not exist is our bug; it shows as itself rather than as nothing.
pub fn say(locale: Locale, key: &str, args: &Args) -> String {
    WORDS.try_lookup_with_args(&language(locale), key, &args.0).unwrap_or_else(|| key.to_owned())
}

/// A sentence without values.
pub fn word(locale: Locale, key: &str) -> String {
    say(locale, key, &Args::default())
}

/// A whole number as the language writes it: `12,345`, `12.345`, `12 345`.
pub fn number(_locale: Locale, value: u64) -> String {
    value.to_string()
}

fn language(locale: Locale) -> LanguageIdentifier {
    locale.tag().parse().unwrap_or_default()
}
