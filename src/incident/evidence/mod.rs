//! Words of the public that matter, kept as they stood: whatever becomes of them where they were said.

pub mod desk;
pub mod store;
pub mod voice;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::INFLUENCER;
use crate::clock::{Time, micros};
use crate::id::IncidentId;
use crate::mention::MEDIA;
use crate::mention::store::Heard;
use crate::person::Actor;
use crate::seal::{is_seal, seal};
use crate::sources::report;

/// The loudest mentions that are kept when an incident is opened.
const FIRST: usize = 5;
/// The language of words that nobody read.
pub const UNREAD: &str = "und";
/// What the bot keeps by itself of one look at the public.
const OF_A_LOOK: usize = 20;

/// Something the public said. All text is public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The stored mention, when it is one.
    pub mention: Option<i64>,
    pub platform: String,
    pub author: String,
    pub text: String,
    pub url: Option<String>,
    /// BCP 47; `und` when nobody told.
    pub language: String,
    pub followers: Option<u64>,
    pub reach: Option<u64>,
    pub said_at: Time,
    /// What they were where they were said: the message of the chat (`slack:C1:1772442000.000100`), or a mention by
    /// [`in_public`].
    pub source: Option<String>,
}

/// Words that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: i64,
    pub incident: IncidentId,
    pub words: Words,
    /// SHA-256 of what was said, by whom, where and when, in hexadecimal digits.
    pub hash: String,
    /// `sandbox:maya`, or `squall`.
    pub by: Actor,
    pub at: Time,
    /// What became of them where they were said, oldest first.
    pub changes: Vec<Change>,
}

/// Something that became of kept words where they were said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub at: Time,
    /// What they say since then, empty where nobody may read it; none when they were deleted.
    pub words: Option<String>,
}

impl Words {
    /// What stands at an address, as a person of the team says it; `@maria: my lamp burnt` says who wrote it, too.
    pub fn typed(link: &str, text: &str, at: Time) -> Self {
        let said = report::mention(&format!("{link} {text}"), String::new(), report::WEB, at);
        let host = link.split("://").nth(1).and_then(|rest| rest.split(['/', '?', '#']).next());
        Self {
            mention: None,
            platform: said.platform,
            author: said.author.handle.or(host.map(str::to_owned)).unwrap_or_default(),
            text: said.text,
            url: Some(link.to_owned()),
            language: UNREAD.to_owned(),
            followers: None,
            reach: None,
            said_at: at,
            source: None,
        }
    }

    /// SHA-256 over platform, author, text, address and time, each with its length in front, so that no two can be
    /// written the same way.
    pub fn hash(&self) -> String {
        seal(self.sealed(&micros(self.said_at).to_string()))
    }

    fn sealed<'a>(&'a self, at: &'a str) -> [&'a str; 5] {
        [&self.platform, &self.author, &self.text, self.url.as_deref().unwrap_or_default(), at]
    }

    /// Whether media or somebody whom many follow said it.
    fn matters(&self) -> bool {
        MEDIA.contains(&self.platform.as_str()) || self.followers.is_some_and(|followers| followers >= INFLUENCER)
    }
}

impl Kept {
    /// Whether the words are still those that were kept.
    pub fn holds(&self) -> bool {
        is_seal(&self.hash, self.words.sealed(&micros(self.words.said_at).to_string()))
    }
}

/// What is worth keeping of what was heard, loudest first: the media, those whom many follow, and at the `opening` the
/// loudest too. Each text once.
pub fn worth_keeping(heard: &[Heard], opening: bool) -> Vec<Words> {
    let mut heard: Vec<&Heard> = heard.iter().collect();
    heard.sort_by_key(|heard| Reverse(heard.loudness()));
    let mut texts = BTreeSet::new();
    let words = heard.into_iter().filter(|heard| texts.insert(heard.group_key)).map(Words::from);
    let first = if opening { FIRST } else { 0 };
    let worth = words.enumerate().filter(|(place, words)| *place < first || words.matters());
    worth.map(|(_, words)| words).take(OF_A_LOOK).collect()
}

impl From<&Heard> for Words {
    fn from(heard: &Heard) -> Self {
        let count = |count: Option<i64>| count.and_then(|count| u64::try_from(count).ok());
        Self {
            mention: Some(heard.id),
            platform: heard.platform.clone(),
            author: heard.author().to_owned(),
            text: heard.text.clone(),
            url: heard.url.clone(),
            language: heard.language.clone(),
            followers: count(heard.followers),
            reach: count(heard.reach),
            said_at: heard.created_at(),
            source: Some(in_public(&heard.source, &heard.source_id)),
        }
    }
}

/// A mention by its source and its id there: `mention:webhook:brand:17`.
pub fn in_public(source: &str, source_id: &str) -> String {
    format!("mention:{source}:{source_id}")
}

/// The first address of the web in a text.
pub fn address(text: &str) -> Option<String> {
    let found = text.split_whitespace().find_map(|word| {
        let at = word.find("http://").or_else(|| word.find("https://"))?;
        Some(word[at..].trim_end_matches(['>', ')', ']', ',', '.', ';', '"', '”']).to_owned())
    })?;
    // Slack writes `<https://...|label>`.
    found.split('|').next().filter(|found| commands::is_web(found)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(author: &str, text: &str) -> Words {
        Words {
            mention: None,
            platform: "x".into(),
            author: author.into(),
            text: text.into(),
            url: None,
            language: "en".into(),
            followers: None,
            reach: None,
            said_at: Time::UNIX_EPOCH,
            source: None,
        }
    }

    #[test]
    fn a_hash_tells_every_change() {
        let kept = words("ann", "my lamp burnt");
        assert_eq!(kept.hash(), words("ann", "my lamp burnt").hash());
        assert_eq!(kept.hash().len(), 64);
        assert_ne!(kept.hash(), words("anna", "my lamp burnt").hash());
        assert_ne!(words("ab", "c").hash(), words("a", "bc").hash(), "a letter can't move from one field to the next");
    }

    #[test]
    fn an_address_is_found_in_what_people_paste() {
        for (text, found) in [
            ("look (https://social.example/1).", Some("https://social.example/1")),
            ("<https://social.example/1|here> and there", Some("https://social.example/1")),
            ("nothing", None),
        ] {
            assert_eq!(address(text).as_deref(), found, "{text}");
        }
    }
}
