//! The people that a document speaks of: who they are, and their names in place of the accounts.

use std::collections::BTreeSet;

use super::{Block, Paper, Part, Post, Rich, Span};
use crate::person::Person;

impl Post {
    /// Everybody that it mentions.
    pub fn people(&self) -> BTreeSet<&Person> {
        let spans = self.blocks.iter().flat_map(Block::texts).flat_map(|rich| &rich.0);
        spans.filter_map(|span| if let Span::Person(person) = span { Some(person) } else { None }).collect()
    }

    /// With something else in place of people, where `other` says what; its line for notifications too.
    #[must_use]
    pub fn with_people(mut self, other: impl Fn(&Person) -> Option<Span>) -> Self {
        let changed: Vec<(String, Span)> =
            self.people().into_iter().filter_map(|person| Some((person.user.clone(), other(person)?))).collect();
        for (user, span) in changed {
            if let Span::Public(name) = span {
                self.summary = self.summary.replace(&user, &name);
            }
        }
        self.blocks.iter_mut().flat_map(Block::texts_mut).for_each(|rich| rich.replace(&other));
        self
    }
}

impl Paper {
    /// With names in place of ids, where they are known. A file has nobody to look an id up for its reader.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&Person) -> Option<String>) -> Self {
        for part in &mut self.parts {
            match part {
                Part::Section(_) => {}
                Part::Block(block) => block.texts_mut().into_iter().for_each(|rich| rich.name(&name)),
                Part::Table(table) => table.rows.iter_mut().flatten().for_each(|rich| rich.name(&name)),
            }
        }
        self
    }
}

impl Rich {
    /// With names in place of ids, where they are known. What somebody calls themselves is public.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&Person) -> Option<String>) -> Self {
        self.name(&name);
        self
    }

    fn name(&mut self, name: &impl Fn(&Person) -> Option<String>) {
        self.replace(&|person| name(person).map(Span::Public));
    }

    fn replace(&mut self, other: &impl Fn(&Person) -> Option<Span>) {
        for span in &mut self.0 {
            let known = if let Span::Person(person) = span { other(person) } else { None };
            if let Some(known) = known {
                *span = known;
            }
        }
    }
}

impl Block {
    fn texts(&self) -> Vec<&Rich> {
        match self {
            Self::Text(rich) | Self::Context(rich) => vec![rich],
            Self::Fields(fields) => fields.iter().map(|field| &field.value).collect(),
            Self::List(items) => items.iter().collect(),
            _ => Vec::new(),
        }
    }

    fn texts_mut(&mut self) -> Vec<&mut Rich> {
        match self {
            Self::Text(rich) | Self::Context(rich) => vec![rich],
            Self::Fields(fields) => fields.iter_mut().map(|field| &mut field.value).collect(),
            Self::List(items) => items.iter_mut().collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::{Field, Table};

    #[test]
    fn names_stand_where_ids_stood_and_they_are_public() {
        let who = |id: &str| Rich(vec![Span::Words("by ".into()), Span::Person(id.into())]);
        let fields = Block::Fields(vec![Field { label: "lead".into(), value: who("U1") }]);
        let table = Table { head: vec![String::new()], rows: vec![vec![who("U1")]] };
        let parts = vec![fields.clone().into(), Block::List(vec![who("U2")]).into(), table.into()];
        let named = |person: &Person| (person.user == "U1").then(|| "Maya <!channel>".to_owned());
        let text = Paper { parts, ..Paper::default() }.named(named).markdown(chrono_tz::UTC);
        assert!(!text.contains("U1") && text.contains("by @U2") && !text.contains("<!channel>"), "{text}");
        assert_eq!(text.matches("by Maya").count(), 2, "{text}");
        let post = Post { blocks: vec![fields, Block::Text(who("U2"))], ..Post::default() };
        assert_eq!(post.people(), [&"U1".into(), &"U2".into()].into());
    }
}
