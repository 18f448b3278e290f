//! Which kind of crisis it may be, and why: by the words of the first drivers, by what was alike before, by where it comes
//! from. It is only proposed.

use std::sync::LazyLock;

use commands::IncidentKind;

use super::similar::Past;
use super::{Incident, Origin};
use crate::id::IncidentId;
use crate::watch::fold::{Folded, fold};

/// The words of each kind, a file per language.
const FILES: [&str; 5] = [
    include_str!("../../assets/incident/words/en.toml"),
    include_str!("../../assets/incident/words/it.toml"),
    include_str!("../../assets/incident/words/bg.toml"),
    include_str!("../../assets/incident/words/el.toml"),
    include_str!("../../assets/incident/words/zh-Hant.toml"),
];
/// Texts that have to say it. A title says more than all of them: somebody of the team wrote it.
const ENOUGH: usize = 2;
/// Words that are shown.
const SHOWN: usize = 3;

/// A kind of crisis, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Likely {
    pub kind: IncidentKind,
    pub because: Because,
}

/// Why it is likely.
#[derive(Clone, Debug, PartialEq)]
pub enum Because {
    /// People write so. Public words.
    Words(Vec<String>),
    /// This one was alike.
    Alike(IncidentId),
    Origin(Origin),
}

/// A word or phrase, folded.
struct Phrase {
    kind: IncidentKind,
    folded: String,
    any_ending: bool,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| FILES.iter().flat_map(|file| read(file)).collect());

/// What a file holds. What is no kind is left out; a test reads the files.
fn read(file: &str) -> Vec<Phrase> {
    let kinds: toml::Table = file.parse().unwrap_or_default();
    let of_kind = |(name, phrases): (String, toml::Value)| {
        let kind = IncidentKind::named(&name)?;
        let phrase = |written: &str| Phrase {
            kind,
            folded: fold(written.trim().trim_end_matches('*')).text().to_owned(),
            any_ending: written.trim().ends_with('*'),
        };
        Some(phrases.as_str()?.split(',').map(phrase).collect::<Vec<_>>())
    };
    kinds.into_iter().filter_map(of_kind).flatten().collect()
}

impl Phrase {
    /// As it stands in a folded text, to the end of its last word.
    fn within<'a>(&self, text: &'a Folded) -> Option<&'a str> {
        let words = text.text();
        words.match_indices(&self.folded).find_map(|(start, found)| {
            let end = start + found.len();
            let is_end = |at: &usize| words.is_char_boundary(*at) && text.is_boundary(*at);
            let end = if self.any_ending { (end..=words.len()).find(is_end)? } else { end };
            (text.is_boundary(start) && text.is_boundary(end)).then(|| &words[start..end])
        })
    }
}

/// The kind that is likely, if any is. `texts` are what the first drivers say.
pub fn likely<'a>(incident: &Incident, alike: &[Past], texts: impl Iterator<Item = &'a str>) -> Option<Likely> {
    let by_words = || by_words(&incident.title, texts);
    let by_past = || {
        let past = alike.iter().find_map(|past| past.kind.map(|kind| (kind, past.id)))?;
        Some(Likely { kind: past.0, because: Because::Alike(past.1) })
    };
    let by_origin = || {
        let kind = match incident.origin? {
            Origin::Media => IncidentKind::Article,
            Origin::Influencer => IncidentKind::Influencer,
            Origin::Public => return None,
        };
        Some(Likely { kind, because: Because::Origin(incident.origin?) })
    };
    by_words().or_else(by_past).or_else(by_origin)
}

/// The kind that most texts speak of; of equals the one that they speak of in more words.
fn by_words<'a>(title: &str, texts: impl Iterator<Item = &'a str>) -> Option<Likely> {
    let mut texts: Vec<(Folded, usize)> = texts.map(|text| (fold(text), 1)).collect();
    texts.push((fold(title), ENOUGH + texts.len()));
    let speaks_of = |kind: IncidentKind| {
        let (mut points, mut words) = (0, Vec::new());
        for (text, worth) in &texts {
            let of_kind = PHRASES.iter().filter(|phrase| phrase.kind == kind);
            let found: Vec<&str> = of_kind.filter_map(|phrase| phrase.within(text)).collect();
            points += if found.is_empty() { 0 } else { *worth };
            words.extend(found.into_iter().map(str::to_owned));
        }
        let mut seen = Vec::new();
        words.retain(|word: &String| {
            !seen.contains(word) && {
                seen.push(word.clone());
                true
            }
        });
        (points, words)
    };
    let all = IncidentKind::ALL.into_iter().map(|kind| (kind, speaks_of(kind)));
    let enough = all.filter(|(_, (points, _))| *points >= ENOUGH);
    // Of those that are equal in everything the first stays.
    let best = enough.reduce(|best, next| {
        let weight = |(_, (points, words)): &(IncidentKind, (usize, Vec<String>))| (*points, words.len());
        if weight(&next) > weight(&best) { next } else { best }
    });
    best.map(|(kind, (_, words))| {
        let because = Because::Words(words.into_iter().take(SHOWN).collect());
        Likely { kind, because }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(title: &str, texts: &[&str]) -> Option<IncidentKind> {
        by_words(title, texts.iter().copied()).map(|likely| likely.kind)
    }

    #[test]
    fn every_file_names_the_same_kinds_and_every_phrase_is_one() {
        let names = |file: &str| file.parse::<toml::Table>().unwrap().keys().cloned().collect::<Vec<_>>();
        for file in FILES {
            assert_eq!(names(file), names(FILES[0]));
            assert!(names(file).iter().all(|name| IncidentKind::named(name).is_some()));
            assert!(read(file).iter().all(|phrase| !phrase.folded.is_empty()), "{file}");
        }
    }

    #[test]
    fn the_words_of_the_first_drivers_tell_the_kind_in_five_languages() {
        for (texts, expected) in [
            (["The Lumo page was HACKED", "hackers write as lumo, do not click"], IncidentKind::Hacked),
            (["lumo, hanno rubato i miei dati!", "fuga di dati da Lumo, pazzesco"], IncidentKind::Breach),
            (["Бойкот на Lumo веднага", "Рекламата ви е обидна"], IncidentKind::Backlash),
            (["Η λάμπα μου ΠΗΡΕ ΦΩΤΙΑ", "βγάζει καπνό, προσοχή"], IncidentKind::Defect),
            (["你們的員工太誇張", "Lumo 店員當眾種族歧視"], IncidentKind::Misconduct),
            (["lumo 檯燈起火了", "my lumo caught fire"], IncidentKind::Defect),
        ] {
            assert_eq!(kind("lumo", &texts), Some(expected), "{texts:?}");
        }
    }

    #[test]
    fn one_voice_among_many_says_nothing_and_a_title_says_enough() {
        assert_eq!(kind("lumo", &["my lamp was hacked together", "nice lamp", "love it"]), None);
        assert_eq!(kind("Our account was hacked", &[]), Some(IncidentKind::Hacked));
        assert_eq!(kind("lumo", &["we smoked outside"]), None, "one voice");
        assert_eq!(kind("lumo", &["a hackathon", "the hackney carriage"]), None, "other words");
    }

    #[test]
    fn the_words_are_shown_as_people_wrote_them() {
        let found = by_words("lumo", ["Boycotting lumo from today", "BOYCOTT them, boycott!"].into_iter());
        let words = vec!["boycotting".to_owned(), "boycott".to_owned()];
        assert_eq!(found, Some(Likely { kind: IncidentKind::Backlash, because: Because::Words(words) }));
    }
}
