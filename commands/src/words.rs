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

/// A value as people call it, and may type it: a role, a kind of crisis, a phase, by its stored name.
pub fn value_label(locale: Locale, value: &str) -> String {
    name(locale, &format!("value-{value}"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command;
    use std::collections::{BTreeMap, BTreeSet};

    const FILES: [(Locale, &str); 5] = [
        (Locale::En, ENGLISH),
        (Locale::It, include_str!("../words/it/commands.ftl")),
        (Locale::Bg, include_str!("../words/bg/commands.ftl")),
        (Locale::El, include_str!("../words/el/commands.ftl")),
        (Locale::ZhHant, include_str!("../words/zh-Hant/commands.ftl")),
    ];

    /// Each key with the `$values` that its sentence uses.
    fn entries(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let values = |text| str::split(text, '$').skip(1).filter_map(|rest| rest.split([' ', '}']).next()).collect();
        let lines = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
        lines.map(|(key, text)| (key, values(text))).collect()
    }

    #[test]
    fn every_language_has_the_same_keys_with_the_same_values() {
        for (locale, file) in FILES {
            assert_eq!(entries(file), entries(ENGLISH), "{locale}");
            let filled = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
            assert_eq!(filled, entries(ENGLISH).len(), "{locale}: a key stands twice, or a line is no entry");
        }
    }

    #[test]
    fn every_command_argument_and_value_has_its_words_and_no_other_has() {
        let mut expected = BTreeSet::new();
        for spec in command::all() {
            expected.extend([spec.key(), format!("command-{}", spec.path[0])]);
            expected.extend(spec.path.iter().map(|name| format!("name-{name}")));
            for argument in spec.arguments {
                expected.extend([argument.names_key(), format!("about-{}", argument.name)]);
                if let crate::value::Takes::Choice(values) = argument.takes {
                    expected.extend(values.iter().map(|value| format!("value-{value}")));
                }
            }
        }
        let described =
            |key: &&str| ["command-", "name-", "option-", "about-"].iter().any(|kind| key.starts_with(kind));
        let written: BTreeSet<_> = entries(ENGLISH).into_keys().filter(described).map(str::to_owned).collect();
        expected.insert("option-text".to_owned()); // How usage shows free text.
        assert_eq!(written, expected.into_iter().filter(|key| described(&key.as_str())).collect());
    }

    #[test]
    fn a_name_means_one_thing() {
        for kind in ["name-", "value-", "unit-"] {
            let mut meanings = BTreeMap::new();
            for (key, names) in ALL_NAMES.iter().filter(|(key, _)| key.starts_with(kind)) {
                for name in names {
                    let before = meanings.insert(name, key);
                    assert!(before.is_none_or(|before| before == key), "{name} is {before:?} and {key}");
                }
            }
        }
    }

    #[test]
    fn an_option_means_one_thing_in_its_command() {
        for spec in command::all() {
            let mut meanings = BTreeMap::new();
            for argument in spec.arguments {
                for name in all_names(&argument.names_key()) {
                    let before = meanings.insert(name, argument.name);
                    assert!(before.is_none_or(|before| before == argument.name), "{}: {name}", spec.name());
                }
            }
        }
    }
}
