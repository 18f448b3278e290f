//! The words of the bot: Fluent files under `words/<language>/`, one per feature.
//!
//! A key that one language lacks fails the tests below. Numbers and dates are formatted by ICU before they
//! reach Fluent, because Fluent does not localise them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::{Datelike, NaiveDate};
pub use commands::Locale;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::MD;
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;

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

/// A language by its name in the reader's; by its tag where we have no name.
pub fn language_name(locale: Locale, tag: &str) -> String {
    let key = format!("lang-{tag}");
    let name = word(locale, &key);
    if name == key { tag.to_owned() } else { name }
}

/// A whole number as the language writes it: `12,345`, `12.345`, `12 345`.
pub fn number(locale: Locale, value: u64) -> String {
    thread_local! {
        // Formatters are slow to build and not `Sync`; each thread keeps its own.
        static FORMATTERS: RefCell<HashMap<Locale, DecimalFormatter>> = RefCell::default();
    }
    FORMATTERS.with_borrow_mut(|formatters| {
        let formatter = match formatters.entry(locale) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => match formatter(locale) {
                Some(formatter) => new.insert(formatter),
                None => return value.to_string(),
            },
        };
        formatter.format(&Decimal::from(value)).to_string()
    })
}

/// A small number with one digit behind its point, as the language writes it: `3.5`, `3,5`. Below nothing is nothing.
pub fn decimal(locale: Locale, value: f64) -> String {
    let text = format!("{:.1}", value.max(0.0));
    if matches!(locale, Locale::En | Locale::ZhHant) { text } else { text.replace('.', ",") }
}

/// A share as the language writes it: `42%`. Rounded to whole percents; what is no number is nothing.
pub fn percent(locale: Locale, share: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the sign is written apart")]
    let whole = (share.abs() * 100.0).round() as u64;
    let sign = if share < 0.0 && whole > 0 { "\u{2212}" } else { "" };
    format!("{sign}{}%", number(locale, whole))
}

/// A day of the year as the language writes it: `Nov 21`, `21 nov`, `11月21日`.
pub fn day(locale: Locale, date: NaiveDate) -> String {
    thread_local! {
        static FORMATTERS: RefCell<HashMap<Locale, DayFormatter>> = RefCell::default();
    }
    let iso = || date.format("%m-%d").to_string();
    let (Ok(month), Ok(day)) = (u8::try_from(date.month()), u8::try_from(date.day())) else { return iso() };
    let Ok(input) = Date::try_new_iso(date.year(), month, day) else { return iso() };
    FORMATTERS.with_borrow_mut(|formatters| {
        let formatter = match formatters.entry(locale) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => match day_formatter(locale) {
                Some(formatter) => new.insert(formatter),
                None => return iso(),
            },
        };
        formatter.format(&input).to_string()
    })
}

type DayFormatter = DateTimeFormatter<MD>;

fn day_formatter(locale: Locale) -> Option<DayFormatter> {
    let locale: icu_locale::Locale = locale.tag().parse().ok()?;
    DayFormatter::try_new(locale.into(), MD::medium()).ok()
}

fn formatter(locale: Locale) -> Option<DecimalFormatter> {
    let locale: icu_locale::Locale = locale.tag().parse().ok()?;
    DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()
}

fn language(locale: Locale) -> LanguageIdentifier {
    locale.tag().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// `key: $variable, $variable` of every message of a file.
    fn messages(locale: Locale, file: &str) -> BTreeSet<String> {
        let path = format!("{}/words/{}/{file}", env!("CARGO_MANIFEST_DIR"), locale.tag());
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        let key = |line: &str| line.split_once(" =").map(|(key, _)| key.to_owned());
        text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).filter_map(key).collect()
    }

    #[test]
    fn every_language_has_every_word() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/words/en");
        let files: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        assert!(files.contains(&"alert.ftl".to_owned()));
        for file in &files {
            let english = messages(Locale::En, file);
            for locale in Locale::ALL {
                assert_eq!(messages(locale, file), english, "{locale} {file}");
            }
        }
    }

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!(number(Locale::En, 12_345), "12,345");
        assert_eq!(number(Locale::It, 12_345), "12.345");
        assert_eq!(number(Locale::El, 12_345), "12.345");
        assert_eq!(number(Locale::Bg, 12_345), "12\u{a0}345");
        assert_eq!(number(Locale::ZhHant, 12_345), "12,345");
    }
    #[test]
    fn days_and_shares_are_written_as_each_language_does() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!(day(Locale::En, date), "Nov 21");
        assert_eq!(day(Locale::It, date), "21 nov");
        assert_eq!(day(Locale::ZhHant, date), "11月21日");
        let all: BTreeSet<String> = Locale::ALL.iter().map(|&locale| day(locale, date)).collect();
        assert!(all.len() >= 4 && all.iter().all(|day| day.contains("21")), "{all:?}");
        assert_eq!(percent(Locale::El, -0.416), "\u{2212}42%");
        assert_eq!(percent(Locale::It, 125.0), "12.500%");
        assert_eq!(percent(Locale::En, -0.001), "0%");
        assert_eq!(percent(Locale::En, f64::NAN), "0%");
    }
}
