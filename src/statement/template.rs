//! Templates: words that wait for the day when they are needed, with placeholders to fill in: `{when}`. Some ship with the
//! bot; the operator's own go before them. One that was approved in advance, word by word, has a faster lane.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::Kind;
use super::text::Words;

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
    /// What is to be filled in, in the order of the words, each once.
    pub fn placeholders(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for part in self.words.text().split('{').skip(1) {
            let name = part.split_once('}').map(|(name, _)| name);
            names.extend(name.filter(|name| !names.contains(name)));
        }
        names
    }

    /// The words with what was given; what was not stays to be filled in.
    pub fn fill(&self, given: &[(String, String)]) -> Words {
        let mut words = self.words.text().to_owned();
        for (name, value) in given.iter().filter(|(_, value)| !value.trim().is_empty()) {
            words = words.replace(&format!("{{{name}}}"), value.trim());
        }
        Words::new(&words)
    }

    /// Whether these words are the template with its placeholders filled in and nothing else: each value is short, of one
    /// line, and ends no sentence.
    pub fn is_filled_by(&self, words: &Words) -> bool {
        let mut pattern = "^".to_owned();
        for (n, part) in self.words.text().split('{').enumerate() {
            let fixed = if n == 0 { part } else { part.split_once('}').map_or(part, |(_, rest)| rest) };
            if n > 0 {
                pattern.push_str("(.+?)");
            }
            pattern.push_str(&regex::escape(fixed));
        }
        pattern.push('$');
        let Some(values) = Regex::new(&pattern).ok().and_then(|pattern| pattern.captures(words.text())) else {
            return false;
        };
        values.iter().skip(1).flatten().all(|value| is_a_value(value.as_str()))
    }
}

fn is_a_value(value: &str) -> bool {
    let ends = |(at, c): (usize, char)| match c {
        '。' | '！' | '？' | '；' | '\n' | '{' | '}' => true,
        '.' | '!' | '?' | ';' => value[at + 1..].starts_with(char::is_whitespace),
        _ => false,
    };
    value.chars().count() <= VALUE && !value.char_indices().any(ends)
}

/// `what=our app; when=18:00`, as a person types it.
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
        let words = holding.fill(&given("what = the smoke in our lamps; When=6.30 pm"));
        assert!(words.text().starts_with("We know about the smoke in our lamps and"), "{}", words.text());
        assert!(holding.is_filled_by(&words));
        for value in ["it. We deny everything. We know", "{what}", "a\nb", &"x".repeat(81)] {
            let words = holding.fill(&[("what".into(), value.into()), ("when".into(), "noon".into())]);
            assert!(!holding.is_filled_by(&words), "{value}");
        }
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
