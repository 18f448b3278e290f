//! What the public said.
//!
//! A source makes a [`RawMention`]; intake matches it to watches, reads it and stores it as a [`Mention`].

pub mod country;
pub mod group;
pub mod store;

use serde::{Deserialize, Serialize};

use crate::clock::Time;
use crate::id::{MentionId, WatchId};
use crate::reading::Reading;

/// Platforms that are the press.
pub const MEDIA: [&str; 4] = ["news", "tv", "radio", "press"];

/// A mention as a source delivered it. Everything textual in here is public and hostile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RawMention {
    /// The connector and its instance: `import`, `webhook:brandwatch`, `replay`.
    pub source: String,
    /// Unique within the source.
    pub source_id: String,
    /// Where it was said, in lower case: `x`, `facebook`, `news`, `web`.
    pub platform: String,
    #[serde(default)]
    pub kind: MentionKind,
    pub url: Option<String>,
    pub author: Author,
    pub title: Option<String>,
    pub text: String,
    /// What the source says the language is, as a BCP 47 tag. A hint, never believed alone.
    pub declared_language: Option<String>,
    pub created_at: Time,
    #[serde(default)]
    pub engagement: Engagement,
    /// People who may have seen it, as the source estimates.
    pub reach: Option<u64>,
    /// The source id of what this reposts.
    pub repost_of: Option<String>,
    /// The source id of what this answers.
    pub parent: Option<String>,
}

/// What kind of thing a mention is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    #[default]
    Post,
    Reply,
    Repost,
    Article,
    Review,
    Comment,
    Video,
}

/// Who said it, as far as the source tells.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Author {
    /// Stable within the platform; the handle where there is no other.
    pub id: String,
    pub handle: Option<String>,
    pub name: Option<String>,
    pub followers: Option<u64>,
    /// ISO 3166-1 alpha-2, where the source knows it: `IT`.
    #[serde(default)]
    pub country: Option<String>,
}

/// What others did with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    pub likes: u64,
    pub replies: u64,
    pub reposts: u64,
    pub views: u64,
}

/// A mention that was read and stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub id: MentionId,
    pub raw: RawMention,
    pub reading: Reading,
    /// Near-duplicates share it: reposts and copied adverts.
    pub group: i64,
    /// The watches whose query it matched.
    pub watches: Vec<WatchId>,
}

impl RawMention {
    /// Where it comes from: the author's country, else that of a medium's address.
    pub fn country(&self) -> Option<&str> {
        let address = || self.url.as_deref().filter(|_| MEDIA.contains(&self.platform.as_str()));
        self.author.country.as_deref().or_else(|| address().and_then(country::at))
    }
}

impl Engagement {
    /// Everything that others did, short of looking at it.
    pub fn sum(self) -> u64 {
        self.likes.saturating_add(self.replies).saturating_add(self.reposts)
    }
}
