//! What the bot says about statements.

mod belongs;
mod card;
mod change;
mod form;
mod said;
mod template;
mod unseen;

use super::glyph;
use super::promise::Promise;
use super::review::Vote;
use super::rules::Rules;
use super::store::Revision;
use super::texts::{Texts, Variant};
use crate::person::{Actor, Human, Person};
use crate::post::{Block, Post, Rich, Span};
use crate::words::{Args, Locale, language_name, say, word};

pub use belongs::{belongs, which};
pub use card::{card, page, title};
pub use form::{edit_form, edited_texts, published_form, reason_form, replace_form, version_form, write_form};
pub use said::{asked, done, drafted, edited, graver, letter, list, news, promised, refused, replaces, spoilt, voted};
pub use template::{template_form, templates, unknown_blank, unknown_template};

/// Characters of a page: what every platform shows in one piece.
const PAGE: usize = 2_500;

/// What a card shows beside the statement itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The revision that readers know already.
    pub before: Option<&'a Revision>,
    pub promise: Option<&'a Promise>,
}

/// Who is called what where this is read.
#[derive(Clone, Copy, Debug)]
pub struct Faces<'a> {
    pub rules: &'a Rules,
    /// `slack`: only its own people can be named there so that they are pinged.
    pub platform: &'a str,
}

impl Faces<'_> {
    /// A person, by the account that the platform knows, where it knows one.
    pub fn who(&self, person: &Person) -> Span {
        match self.rules.accounts().near(person, self.platform) {
            Some(account) => Span::Person(account),
            None => Span::Public(person.to_string()),
        }
    }

    /// Who did something, the bot too.
    pub fn actor(&self, locale: Locale, actor: &Actor) -> Span {
        actor.person().map_or_else(|| Span::Words(word(locale, "common-brand")), |person| self.who(person))
    }

    /// The same of a human.
    fn human(&self, human: &Human) -> Span {
        self.who(&Person::stored(human.name()))
    }

    /// Several people, after a sentence that ends where they begin.
    fn after(&self, sentence: String, people: &[Human]) -> Rich {
        let mut spans = vec![Span::Words(sentence), Span::Words(" ".into())];
        for (n, person) in people.iter().enumerate() {
            spans.extend((n > 0).then(|| Span::Words(", ".into())));
            spans.push(self.human(person));
        }
        Rich(spans)
    }

    /// Those who gave these votes, each once.
    fn voters<'b>(&self, votes: impl IntoIterator<Item = &'b Vote>) -> Vec<Human> {
        let mut voters = Vec::new();
        for human in votes.into_iter().map(|vote| self.rules.accounts().human(&vote.by)) {
            if !voters.contains(&human) {
                voters.push(human);
            }
        }
        voters
    }
}

/// The words in pages, cut between lines or words where that is possible. Put together they are the words again.
fn pages(words: &str) -> Vec<&str> {
    let mut rest = words;
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

/// Pieces of a sheet: a platform takes only so many blocks.
const PIECES: usize = 5;

/// A part of a variant's words.
struct Piece<'a> {
    variant: &'a Variant,
    words: String,
}

/// All words of all variants, as much on a sheet as every platform shows at once.
fn sheets(texts: &Texts) -> Vec<Vec<Piece<'_>>> {
    let mut sheets: Vec<Vec<Piece<'_>>> = vec![Vec::new()];
    let mut on_it = 0;
    for variant in texts.all() {
        // What is shown is what the bytes say.
        let shown = glyph::seen(variant.words.text());
        for words in pages(&shown) {
            let length = words.chars().count();
            let full = sheets.last().is_some_and(|sheet| sheet.len() == PIECES || on_it + length > PAGE);
            if full && sheets.last().is_some_and(|sheet| !sheet.is_empty()) {
                sheets.push(Vec::new());
                on_it = 0;
            }
            on_it += length;
            if let Some(sheet) = sheets.last_mut() {
                sheet.push(Piece { variant, words: words.to_owned() });
            }
        }
    }
    sheets
}

/// A sheet as it is shown; several variants are told apart.
fn blocks(locale: Locale, texts: &Texts, sheet: &[Piece<'_>]) -> Vec<Block> {
    let several = texts.all().len() > 1;
    let mut blocks = Vec::new();
    for piece in sheet {
        if several {
            let colon = Span::Words(" · ".to_owned());
            blocks.push(Block::Context(Rich(vec![
                Span::Strong(label(locale, piece.variant)),
                colon,
                length(locale, piece.variant),
            ])));
        }
        blocks.push(Block::Code(piece.words.clone()));
    }
    blocks
}

/// `X · Italian`
fn label(locale: Locale, variant: &Variant) -> String {
    let channel = word(locale, &format!("statement-channel-{}", variant.channel.name()));
    format!("{channel} · {}", language_name(locale, &variant.language))
}

/// How long the words are; against the channel's limit where there is one.
fn length(locale: Locale, variant: &Variant) -> Span {
    let length = variant.words.length(variant.channel);
    let Some(limit) = variant.channel.limit() else {
        return Span::Words(crate::words::number(locale, length as u64));
    };
    let args = Args::new().count(locale, "length", length as u64).count(locale, "limit", limit as u64);
    let text = say(locale, if length > limit { "statement-too-long" } else { "statement-fits" }, &args);
    if length > limit { Span::Strong(text) } else { Span::Words(text) }
}

/// One line, as a post.
fn line(locale: Locale, key: &str) -> Post {
    Post::line(word(locale, key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::text::Words;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pages_put_together_are_the_words(text in "([a-zа-я寧👩 ]{0,40}\\n?){0,200}") {
            let words = Words::new(&text);
            let pages = pages(words.text());
            prop_assert_eq!(pages.concat(), words.text());
            prop_assert!(pages.iter().all(|page| page.chars().count() <= PAGE));
        }

        #[test]
        fn sheets_hold_every_word_of_every_variant(lengths in prop::collection::vec(0usize..6_000, 1..8)) {
            use crate::statement::Channel;
            let variant = |(n, length): (usize, &usize)| {
                let words = Words::new(&format!("{n}{}", "x".repeat(*length)));
                Variant { channel: Channel::ALL[n], language: "en".into(), words }
            };
            let texts = Texts::from(lengths.iter().enumerate().map(variant).collect::<Vec<_>>());
            let sheets = sheets(&texts);
            prop_assert!(sheets.iter().all(|sheet| !sheet.is_empty() && sheet.len() <= PIECES));
            for sheet in &sheets {
                prop_assert!(sheet.iter().map(|piece| piece.words.chars().count()).sum::<usize>() <= PAGE);
            }
            let read: String = sheets.iter().flatten().map(|piece| piece.words.as_str()).collect();
            let all: String = texts.all().iter().map(|variant| variant.words.text()).collect();
            prop_assert_eq!(read, all);
        }
    }
}
