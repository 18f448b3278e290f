//! Every word of the page is there in every language.

use commands::Locale;

use super::web::page_words;

#[test]
fn the_page_has_all_its_words() {
    for locale in Locale::ALL {
        for (key, word) in page_words(locale) {
            assert_ne!(word, format!("sandbox-{key}"), "{locale} lacks sandbox-{key}");
        }
    }
    assert_eq!(page_words(Locale::It)["replies"], "Risposte: {count}");
}
