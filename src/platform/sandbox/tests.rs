//! Every word of the page is there in every language.

use std::collections::BTreeSet;

use commands::Locale;

use super::web::page_words;

/// The keys of a language's own file: a lookup would quietly fall back to English.
fn keys(locale: Locale) -> BTreeSet<String> {
    let path = format!("{}/words/{locale}/sandbox.ftl", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    file.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect()
}

#[test]
fn the_page_has_all_its_words() {
    for locale in Locale::ALL {
        let used = page_words(locale).into_keys().map(|key| format!("sandbox-{key}")).collect();
        assert_eq!(keys(locale), used, "{locale}");
    }
    assert_eq!(page_words(Locale::It)["replies"], "Risposte: {count}");
}
