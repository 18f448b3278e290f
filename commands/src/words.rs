//! The words of the command language, `words/<language>/commands.ftl`: names, descriptions, refusals, help.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};

use crate::Locale;
use crate::fold::fold;

static_loader! {
    static WORDS = {
        locales: "./words",
        fallback_language: "en",
        // Isolation marks would show as boxes in chat.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A sentence. A key that does not exist is our bug; it shows as itself rather than as nothing.
pub(crate) fn say(locale: Locale, key: &str, values: &[(&'static str, String)]) -> String {
    let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
        values.iter().map(|(name, value)| (Cow::Borrowed(*name), FluentValue::from(value.clone()))).collect();
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    WORDS.try_lookup_with_args(&language, key, &args).unwrap_or_else(|| key.to_owned())
}

/// A sentence without values.
pub(crate) fn word(locale: Locale, key: &str) -> String {
    say(locale, key, &[])
}

/// The names of a thing in one language, the one to show first. They stand in the file separated by commas.
pub(crate) fn names(locale: Locale, key: &str) -> Vec<String> {
    word(locale, key).split([',', '、']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The name to show in a language.
pub(crate) fn name(locale: Locale, key: &str) -> String {
    names(locale, key).into_iter().next().unwrap_or_else(|| key.to_owned())
}

/// Whether the word is one of the names of this key in any language.
pub(crate) fn is_called(typed: &str, key: &str) -> bool {
    all_names(key).contains(&fold(typed))
}

/// The folded names of this key in all languages.
pub(crate) fn all_names(key: &str) -> &'static [String] {
    ALL_NAMES.get(key).map_or(&[], Vec::as_slice)
}

/// The keys of names. Read once: parsing asks for them again and again.
static ALL_NAMES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let keys = ENGLISH
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .filter(|key| ["name-", "option-", "value-", "unit-", "filler"].iter().any(|kind| key.starts_with(kind)));
    keys.map(|key| {
        let folded = Locale::ALL.iter().flat_map(|locale| names(*locale, key)).map(|name| fold(&name));
        (key.to_owned(), folded.collect())
    })
    .collect()
});

const ENGLISH: &str = include_str!("../words/en/commands.ftl");
