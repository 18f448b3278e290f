//! Templates: words that wait for the day when they are needed, with blanks to fill in: `{when}`, or `{when:3}` for at most three
//! words. Some ship with the
//! bot; the operator's own go before them. One that was approved in advance, word by word, has a faster lane.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use super::text::Words;
use super::{Kind, glyph};

/// The templates of a language.
const SHIPPED: [(&str, &str); 5] = [
    ("en", include_str!("../../assets/statement/templates/en.txt")),
    ("it", include_str!("../../assets/statement/templates/it.txt")),
    ("bg", include_str!("../../assets/statement/templates/bg.txt")),
    ("el", include_str!("../../assets/statement/templates/el.txt")),
    ("zh-Hant", include_str!("../../assets/statement/templates/zh-Hant.txt")),
];
/// The longest name, in characters: it goes into a button.
const NAME: usize = 40;
/// The longest value of a placeholder that still fills a template and adds no statement of its own, in characters.
const VALUE: usize = 80;
/// Words of a value, where its blank says no number of its own.
const WORDS: usize = 8;

/// Words with placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    pub kind: Kind,
    /// BCP 47.
    pub language: String,
    pub words: Words,
}

/// All that there are, by name and language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Templates(BTreeMap<(String, String), Template>);

/// What is wrong in a file of templates, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    #[error("line {0}: a template begins with `[name] kind`, such as `[holding] holding`")]
    Heading(usize),
    #[error("line {0}: a name has small letters, digits and dashes, at most 40")]
    Name(usize),
    #[error("line {0}: use holding, reactive, correction, apology, reply, memo or video")]
    Kind(usize),
    #[error("line {0}: the template has no words")]
    Empty(usize),
}

impl Default for Templates {
    fn default() -> Self {
        static ALL: LazyLock<Templates> = LazyLock::new(|| {
            let mut all = Templates(BTreeMap::new());
            for (language, text) in SHIPPED {
                // A test reads them all.
                let _ = all.add(language, text);
            }
            all
        });
        ALL.clone()
    }
}

impl Templates {
    /// Adds the templates of a file, in place of those that are called the same.
    pub fn add(&mut self, language: &str, text: &str) -> Result<(), Wrong> {
        for template in read(language, text)? {
            self.0.insert((template.name.clone(), template.language.clone()), template);
        }
        Ok(())
    }

    /// In this language, or else in English.
    pub fn get(&self, name: &str, language: &str) -> Option<&Template> {
        let find = |language: &str| self.0.get(&(name.to_owned(), language.to_owned()));
        find(language).or_else(|| find("en"))
    }

    /// Every one that there is in this language.
    pub fn of(&self, language: &str) -> Vec<&Template> {
        self.0.values().filter(|template| template.language == language).collect()
    }
}

/// `[name] kind` and the words below it, up to the next one; lines that begin with `#` are left out.
fn read(language: &str, text: &str) -> Result<Vec<Template>, Wrong> {
    let mut found: Vec<(usize, Template, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[') {
            let (name, kind) = heading.split_once(']').ok_or(Wrong::Heading(number))?;
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if name.is_empty() || name.len() > NAME || !name.chars().all(plain) {
                return Err(Wrong::Name(number));
            }
            let kind = Kind::named(kind.trim()).ok_or(Wrong::Kind(number))?;
            let (name, language, words) = (name.to_owned(), language.to_owned(), Words::new(""));
            found.push((number, Template { name, kind, language, words }, String::new()));
        } else if let Some((_, _, words)) = found.last_mut() {
            words.push_str(line);
            words.push('\n');
        } else if !line.trim().is_empty() {
            return Err(Wrong::Heading(number));
        }
    }
    let whole = |(number, template, words): (usize, Template, String)| {
        let words = Words::new(&words);
        if words.is_empty() { Err(Wrong::Empty(number)) } else { Ok(Template { words, ..template }) }
    };
    found.into_iter().map(whole).collect()
}

impl Template {
    /// What is to be filled in, by name, in the order of the words, each once.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.words.text().split('{').skip(1) {
            let name = part.split_once('}').map(|(blank, _)| declared(blank).0);
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// The words with what was given; what was not stays to be filled in.
    pub fn fill(&self, given: &[(String, String)]) -> Words {
        let mut parts = self.words.text().split('{');
        let mut words = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let filled = part.split_once('}').and_then(|(blank, rest)| {
                let value = |(name, value): &&(String, String)| *name == declared(blank).0 && !value.trim().is_empty();
                given.iter().find(value).map(|(_, value)| (value.trim(), rest))
            });
            match filled {
                Some((value, rest)) => words.extend([value, rest]),
                None => words.extend(["{", part]),
            }
        }
        Words::new(&words)
    }

    /// Whether these words are the template with its blanks filled in and nothing else: each value is short, has no more words
    /// than its blank takes, says the same wherever the blank stands, and holds nothing that could say something of its own.
    pub fn is_filled_by(&self, words: &Words) -> bool {
        let (mut pattern, mut blanks) = ("^".to_owned(), Vec::new());
        for (n, part) in self.words.text().split('{').enumerate() {
            let cut = if n == 0 { None } else { part.split_once('}') };
            if n > 0 {
                pattern.push_str("(.+?)");
                blanks.push(cut.map_or((part, WORDS), |(blank, _)| declared(blank)));
            }
            pattern.push_str(&regex::escape(cut.map_or(part, |(_, rest)| rest)));
        }
        pattern.push('$');
        let Some(found) = Regex::new(&pattern).ok().and_then(|pattern| pattern.captures(words.text())) else {
            return false;
        };
        let values: Vec<&str> = found.iter().skip(1).flatten().map(|value| value.as_str()).collect();
        let mut said: BTreeMap<&str, &str> = BTreeMap::new();
        values.len() == blanks.len()
            && glyph::unseen(words.text()).is_empty()
            && blanks
                .iter()
                .zip(values)
                .all(|((name, most), value)| is_a_value(value, *most) && *said.entry(*name).or_insert(value) == value)
    }
}

/// `what` and `what:3`: the name of a blank, and how many words it takes.
fn declared(blank: &str) -> (&str, usize) {
    let number = |(name, most): (&'_ str, &str)| Some((name.len(), most.trim().parse().ok()?));
    match blank.rsplit_once(':').and_then(number) {
        Some((name, most)) => (blank[..name].trim(), most),
        None => (blank, WORDS),
    }
}

fn is_a_value(value: &str, most: usize) -> bool {
    let mut before = None;
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        if !glyph::is_plain(before, c, rest.peek().copied()) {
            return false;
        }
        before = Some(c);
    }
    value.chars().count() <= VALUE && value.trim() == value && words_in(value) <= most
}

/// Words as they are counted: of scripts without blanks two signs are one.
fn words_in(value: &str) -> usize {
    let (signs, words): (Vec<&str>, Vec<&str>) =
        value.unicode_words().partition(|word| word.chars().all(|c| c >= '\u{2E80}'));
    words.len() + signs.iter().map(|word| word.chars().count()).sum::<usize>().div_ceil(2)
}

/// `what=our app; when=noon`, as a person types it.
pub fn given(typed: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once(['=', '＝'])?;
        Some((name.trim().to_lowercase(), value.trim().to_owned()))
    };
    typed.split([';', '；', '\n']).filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::Channel;
    use proptest::prelude::*;

    #[test]
    fn the_same_templates_ship_in_every_language_with_the_same_placeholders() {
        let mut all = Templates(BTreeMap::new());
        for (language, text) in SHIPPED {
            all.add(language, text).unwrap();
        }
        let names: Vec<&str> = all.of("en").into_iter().map(|template| template.name.as_str()).collect();
        assert_eq!(names.len(), 6);
        for (language, _) in SHIPPED {
            let of: Vec<&str> = all.of(language).into_iter().map(|template| template.name.as_str()).collect();
            assert_eq!(of, names, "{language}");
            for template in all.of(language) {
                let same = all.get(&template.name, "en").unwrap();
                let sorted = |template: &Template| {
                    let mut names: Vec<String> = template.placeholders().into_iter().map(str::to_owned).collect();
                    names.sort();
                    names
                };
                assert_eq!(sorted(template), sorted(same), "{language} {}", template.name);
                assert_eq!(template.kind, same.kind);
            }
            let short = all.get("holding-short", language).unwrap();
            assert!(short.words.length(Channel::X) < 200, "there is room to fill it in: {language}");
        }
    }

    #[test]
    fn the_operators_own_go_first_and_what_is_wrong_is_said_with_its_line() {
        let mut all = Templates::default();
        all.add("en", "# ours\n[holding] reply\nWe heard about {what}.\nMore {when}.\n\n[recall] holding\nStop.\n")
            .unwrap();
        assert_eq!(all.get("holding", "en").unwrap().words.text(), "We heard about {what}.\nMore {when}.");
        assert_eq!(all.get("recall", "el").unwrap().language, "en", "in English where nobody translated it");
        assert!(all.get("holding", "el").unwrap().words.text().starts_with("Γνωρίζουμε"));
        for (text, wrong) in [
            ("words", Wrong::Heading(1)),
            ("[a\nx", Wrong::Heading(1)),
            ("\n[A b] holding\nx", Wrong::Name(2)),
            ("[a] poem\nx", Wrong::Kind(1)),
            ("[a] holding\n\n[b] holding\nx", Wrong::Empty(1)),
        ] {
            assert_eq!(all.add("en", text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn filling_in_adds_no_sentence() {
        let all = Templates::default();
        let holding = all.get("holding-short", "en").unwrap();
        assert_eq!(holding.placeholders(), ["what", "when"]);
        let words = holding.fill(&given("what = the smoke in our lamps; When=6:30 pm"));
        assert!(words.text().starts_with("We know about the smoke in our lamps and"), "{}", words.text());
        assert!(holding.is_filled_by(&words));
        let many = "a b c d e f g h i";
        for value in [
            "it. We deny everything. We know",
            "it.we deny",
            "it: we deny",
            "it：we",
            "it ꞉ we",
            "it – we",
            "it-we",
            "it；we",
            "it։ we",
            "it। we",
            "it… we",
            "it\u{202E}yned",
            "i\u{200B}t",
            "\u{456}t",
            "it\u{A0}we",
            "it\u{2028}we",
            "it (we)",
            "it → we",
            "עברית",
            "{what}",
            "a\nb",
            many,
            &"x".repeat(81),
        ] {
            let words = holding.fill(&[("what".into(), value.into()), ("when".into(), "noon".into())]);
            assert!(!holding.is_filled_by(&words), "{value}");
        }
        let strict = Template { words: Words::new("We know about {what:2}. {what:2}, {when}!"), ..holding.clone() };
        assert_eq!(strict.placeholders(), ["what", "when"]);
        let filled = strict.fill(&given("what=our lamps; when=now"));
        assert_eq!(filled.text(), "We know about our lamps. our lamps, now!");
        assert!(strict.is_filled_by(&filled));
        assert!(
            !strict.is_filled_by(&Words::new("We know about our lamps. their lamps, now!")),
            "one blank, one value"
        );
        assert!(!strict.is_filled_by(&strict.fill(&given("what=all our lamps; when=now"))), "more words than declared");
        assert!(!holding.is_filled_by(&holding.words), "nothing is filled in");
        assert!(!holding.is_filled_by(&Words::new(&format!("{} And more.", words.text()))));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_read(text in "\\PC{0,60}|(\\[[a-z]{0,3}\\] (holding|x)\n[a-z{}]{0,9}\n){0,3}") {
            let _ = Templates::default().add("en", &text);
            let _ = given(&text);
            let template = Template { name: "t".into(), kind: Kind::Reply, language: "en".into(), words: Words::new(&text) };
            let _ = template.is_filled_by(&Words::new(&text));
            let _ = template.placeholders();
        }
    }
}
