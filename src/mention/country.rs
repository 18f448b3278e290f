//! Countries: as sources write them, and of a medium by its address. ISO 3166-1 alpha-2: `IT`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A code in each line, and what the country is called in English, with tabs between.
const TABLE: &str = include_str!("../../assets/mention/countries.tsv");
/// What others write for a code.
const ALSO: [(&str, &str); 1] = [("el", "GR")];
/// Endings of two letters that are sold as words and tell no country.
const SOLD: [&str; 18] =
    ["ai", "am", "app", "cc", "co", "eu", "fm", "gg", "io", "ly", "me", "pw", "re", "sh", "so", "to", "tv", "ws"];

/// Codes by themselves and by names, all as [`plain`] has them.
static KNOWN: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut known = FxHashMap::default();
    for line in TABLE.lines() {
        let code = line.split('\t').next().unwrap_or_default();
        known.extend(line.split('\t').map(|name| (plain(name), code)));
    }
    known.extend(ALSO.map(|(name, code)| (name.to_owned(), code)));
    known
});

/// The country that a source names by its code or its English name; none where it names none that is known.
pub fn named(said: &str) -> Option<&'static str> {
    KNOWN.get(&plain(said)).copied()
}

/// `IT` of `https://news.example.it/2026/x`; none where the address tells none.
pub fn at(address: &str) -> Option<&'static str> {
    let address = url::Url::parse(address).ok()?;
    let (_, ending) = address.domain()?.trim_end_matches('.').rsplit_once('.')?;
    (ending.len() == 2 && !SOLD.contains(&ending)).then(|| named(ending)).flatten()
}

/// Without case, blanks and signs.
fn plain(name: &str) -> String {
    let name = name.replace('&', "and");
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_known_by_code_and_by_name_and_the_rest_is_none() {
        for (said, country) in [
            ("it", Some("IT")),
            (" GB ", Some("GB")),
            ("UK", Some("GB")),
            ("United States of America", Some("US")),
            ("Bosnia & Herzegovina", Some("BA")),
            ("bosnia and herzegovina", Some("BA")),
            ("Korea, Republic of", Some("KR")),
            ("Türkiye", Some("TR")),
            ("Atlantis", None),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(named(said), country, "{said}");
        }
    }

    #[test]
    fn the_table_names_every_country_once() {
        let codes: Vec<&str> = TABLE.lines().filter_map(|line| line.split('\t').next()).collect();
        assert!(codes.len() >= 249 && codes.iter().all(|code| code.len() == 2 && code.is_ascii()));
        let names = TABLE.lines().flat_map(|line| line.split('\t')).count();
        assert_eq!(KNOWN.len(), names + ALSO.len(), "a name stands for two");
    }

    #[test]
    fn an_address_tells_its_country_or_nothing() {
        for (address, country) in [
            ("https://giornale.example.it/cronaca/1", Some("IT")),
            ("https://paper.co.uk/story", Some("GB")),
            ("https://news.example.com/1", None),
            ("https://startup.io/blog", None),
            ("https://127.0.0.1/x", None),
            ("nonsense", None),
        ] {
            assert_eq!(at(address), country, "{address}");
        }
    }
}
