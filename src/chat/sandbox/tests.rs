//! Every word of the page is there in every language.

use commands::Locale;

use super::web::WORDS;
use crate::words::word;

#[test]
fn the_page_has_all_its_words() {
    for locale in Locale::ALL {
        for key in WORDS {
            let key = format!("sandbox-{key}");
            assert_ne!(word(locale, &key), key, "{locale} lacks {key}");
        }
    }
}
