//! What the bot says about statements.

mod card;
mod form;
mod said;

use super::rules::Rules;
use super::text::Words;
use crate::post::{Post, Rich, Span};
use crate::words::{Locale, word};

pub use card::{card, page, shown};
pub use form::{edit_form, published_form, reason_form, write_form};
pub use said::{asked, done, drafted, edited, letter, list, news, refused, voted};

/// Characters of a page: what every platform shows in one piece.
const PAGE: usize = 2_500;

/// Who is called what where this is read.
#[derive(Clone, Copy, Debug)]
pub struct Faces<'a> {
    pub rules: &'a Rules,
    /// `slack`: only its own people can be named there so that they are pinged.
    pub platform: &'a str,
}

impl Faces<'_> {
    /// A person, as the platform shows them; by name where they are of another one.
    pub fn who(&self, person: &str) -> Span {
        match self.rules.account_near(person, self.platform) {
            Some(account) if account.platform == self.platform => Span::Person(account.user),
            _ => Span::Public(person.split_once(':').map_or(person, |(_, user)| user).to_owned()),
        }
    }

    /// Several people, after a sentence that ends where they begin.
    fn after(&self, sentence: String, people: &[impl AsRef<str>]) -> Rich {
        let mut spans = vec![Span::Words(sentence), Span::Words(" ".into())];
        for (n, person) in people.iter().enumerate() {
            spans.extend((n > 0).then(|| Span::Words(", ".into())));
            spans.push(self.who(person.as_ref()));
        }
        Rich(spans)
    }
}

/// The words in pages, cut between lines or words where that is possible. Put together they are the words again.
fn pages(words: &Words) -> Vec<&str> {
    let mut rest = words.text();
    let mut pages = Vec::new();
    while rest.chars().nth(PAGE).is_some() {
        let most = rest.char_indices().nth(PAGE).map_or(rest.len(), |(at, _)| at);
        let window = &rest[..most];
        let cut = window.rfind('\n').or_else(|| window.rfind(' ')).map_or(most, |at| at + 1);
        let (page, after) = rest.split_at(cut);
        pages.push(page);
        rest = after;
    }
    pages.push(rest);
    pages
}

/// One line, as a post.
fn line(locale: Locale, key: &str) -> Post {
    Post::line(word(locale, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pages_put_together_are_the_words(text in "([a-zа-я寧👩 ]{0,40}\\n?){0,200}") {
            let words = Words::new(&text);
            let pages = pages(&words);
            prop_assert_eq!(pages.concat(), words.text());
            prop_assert!(pages.iter().all(|page| page.chars().count() <= PAGE));
        }
    }
}
