//! The words of a text that say what it is about, without those that every text has.

use super::text::{Kind, Text, Token};
use super::vocabulary::{Languages, Vocabulary, whole};

/// Shorter words are mostly grammar.
const SHORTEST: usize = 3;
/// Characters of Chinese that are grammar on their own; no word of interest goes across them.
const GRAMMAR: &str = "的了是在我你您他她它們们也都就和與与及或很這这那哪個个有嗎吗呢吧啊喔把被到說说要會会能可以為为什麼么又再還还讓让對对從从只最更之其而但跟給给已";

/// A word, or two characters in a row of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'t> {
    /// What is compared: lower case, without accents.
    pub folded: String,
    /// As it was written. Public.
    pub written: &'t str,
}

/// The terms of a text in the order they stand, repeated where they are. `language` is its BCP 47 tag; what is common in
/// it is left out. Links, handles and numbers are no terms. Linear in the text, of which the first 4,000 characters count.
pub fn terms<'t>(text: &'t str, language: &str) -> Vec<Term<'t>> {
    let Ok(vocabulary) = Vocabulary::shipped() else { return Vec::new() };
    let text = Text::new(text);
    let spoken = Languages::of(language);
    let mut found = Vec::new();
    for &token in &text.tokens {
        let folded = text.folded(token);
        match token.kind {
            Kind::Word if folded.len() >= SHORTEST && !vocabulary.word(folded, whole(folded)).is_common(spoken) => {
                found.push(Term { folded: folded.iter().collect(), written: text.raw(token) });
            }
            Kind::Unspaced => unspaced(vocabulary, spoken, &text, token, &mut found),
            _ => {}
        }
    }
    found
}

/// Known words whole, and of what is between them every two characters in a row.
fn unspaced<'t>(vocabulary: &Vocabulary, spoken: Languages, text: &Text<'t>, token: Token, found: &mut Vec<Term<'t>>) {
    let folded = text.folded(token);
    let term = |from: usize, to: usize| Term {
        folded: folded[from..to].iter().collect(),
        written: text.raw_slice(token, from, to),
    };
    let (mut at, mut open) = (0, 0);
    while at < folded.len() {
        let (entry, length) = vocabulary.longest(&folded[at..]);
        let grammar = GRAMMAR.contains(folded[at]);
        if length < 2 && !grammar {
            at += 1;
            if at - open >= 2 {
                found.push(term(at - 2, at));
            }
            continue;
        }
        if length >= 2 && !entry.is_common(spoken) {
            found.push(term(at, at + length));
        }
        at += length.max(1);
        open = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, language: &str) -> Vec<String> {
        terms(text, language).into_iter().map(|term| term.folded).collect()
    }

    #[test]
    fn what_every_text_has_is_left_out_in_every_language() {
        assert_eq!(
            folded("They recall the scooter because of 12 fires @acme https://a.example", "en")[..2],
            ["recall", "scooter"]
        );
        assert_eq!(folded("Non è colpa della batteria che brucia", "it"), ["colpa", "batteria", "brucia"]);
        assert_eq!(folded("И това е за батерията на тротинетката", "bg"), ["батерията", "тротинетката"]);
        assert_eq!(folded("Η μπαταρία και το πατίνι", "el"), ["μπαταρια", "πατινι"]);
    }

    #[test]
    fn chinese_gives_known_words_whole_and_the_rest_by_two_characters() {
        assert_eq!(folded("電池的召回", "zh-Hant"), ["電池", "召回"]);
        assert_eq!(folded("滑板車要退款", "zh-Hant"), ["滑板", "板車", "退款"]);
    }

    #[test]
    fn what_is_shown_is_what_was_written() {
        let written: Vec<&str> = terms("Η ΑΠΌΣΥΡΣΗ", "el").into_iter().map(|term| term.written).collect();
        assert_eq!(written, ["ΑΠΌΣΥΡΣΗ"]);
    }
}
