//! The country of a medium, by its address.

/// Endings of two letters that are sold as words and tell no country.
const SOLD: [&str; 18] =
    ["ai", "am", "app", "cc", "co", "eu", "fm", "gg", "io", "ly", "me", "pw", "re", "sh", "so", "to", "tv", "ws"];

/// `IT` of `https://news.example.it/2026/x`; none where the address tells none.
pub fn of(address: &str) -> Option<String> {
    let address = url::Url::parse(address).ok()?;
    let host = address.domain()?.trim_end_matches('.');
    let (_, ending) = host.rsplit_once('.')?;
    let two_letters = ending.len() == 2 && ending.bytes().all(|byte| byte.is_ascii_lowercase());
    match ending {
        "uk" => Some("GB".to_owned()),
        _ => (two_letters && !SOLD.contains(&ending)).then(|| ending.to_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(of(address).as_deref(), country, "{address}");
        }
    }
}
