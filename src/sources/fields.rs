//! Which column means what: the names that exports give to the parts of a mention.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A part of a mention that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Id,
    Date,
    /// The time of day, where the date has none.
    Time,
    Title,
    Text,
    Url,
    /// A platform by name, whatever it is.
    Platform,
    /// A platform, or the name of a newspaper: taken where it is a platform that Squall knows.
    Outlet,
    Domain,
    Kind,
    AuthorId,
    Author,
    AuthorName,
    Followers,
    Language,
    Likes,
    Replies,
    Reposts,
    Views,
    Reach,
    RepostOf,
    Parent,
    /// Of the author.
    Country,
    /// That it is gone, or since when.
    Deleted,
}

/// The names of each field, the best first: a row takes the first that is filled. Those of Brandwatch and Meltwater
/// exports are among them. Compared by [`plain`].
const NAMES: [(Field, &str); Field::COUNT] = [
    (
        Field::Id,
        "id, source id, mention id, post id, tweet id, status id, message id, comment id, resource id, document \
         id, guid, uuid, id str, object id",
    ),
    (
        Field::Date,
        "created at, date, published at, published, date published, publish date, publication date, posted at, \
         post date, created, created time, created date, creation date, timestamp, datetime, date utc, pub date, \
         mention date, created utc, tweet date",
    ),
    (Field::Time, "time, time utc, post time, publish time"),
    (Field::Title, "title, headline, subject, post title, article title"),
    (
        Field::Text,
        "full text, text, content, body, message, post text, tweet text, mention text, post content, mention, \
         comment, review, review text, post, tweet, hit sentence, opening text, snippet, description, excerpt, \
         summary, mention content",
    ),
    (
        Field::Url,
        "url, link, permalink, mention url, post url, article url, original url, post link, source url, tweet \
         url, web url",
    ),
    (Field::Platform, "platform, network, channel, social network, media type, source type"),
    (
        Field::Outlet,
        "page type, page type name, source, source name, site, website, publication, outlet, information type, \
         media",
    ),
    (Field::Domain, "domain, host, source domain, domain url"),
    (Field::Kind, "kind, thread entry type, post type, mention type, entry type, content type"),
    (Field::AuthorId, "author id, x author id, twitter author id, bluesky author id, user id, from id"),
    (
        Field::Author,
        "author handle, author, handle, username, screen name, author username, user, influencer, twitter screen \
         name, account, user screen name, author screen name, nickname",
    ),
    (Field::AuthorName, "author name, full name, display name, author full name, user display name, byline"),
    (
        Field::Followers,
        "followers, author followers, x followers, twitter followers, follower count, followers count, user \
         followers, user followers count, author followers count, instagram followers, instagram follower count, \
         bluesky followers, subscribers, number of followers",
    ),
    (Field::Language, "language, lang, declared language, language code, text language"),
    (
        Field::Likes,
        "likes, like count, engagement likes, favourites, favorites, favorite count, favourites count, reactions, \
         x likes, facebook likes, instagram likes, twitter likes, upvotes, score",
    ),
    (
        Field::Replies,
        "replies, reply count, replies count, engagement replies, comments, comment count, num comments, x \
         replies, twitter replies, twitter reply count, facebook comments, instagram comments",
    ),
    (
        Field::Reposts,
        "reposts, repost count, engagement reposts, shares, share count, retweets, retweet count, reblogs, \
         reblogs count, x reposts, x retweets, twitter retweets, facebook shares",
    ),
    (Field::Views, "views, view count, engagement views, estimated views, video views, impressions, plays"),
    (
        Field::Reach,
        "reach, reach estimate, estimated reach, potential reach, reach new, audience, monthly visitors, \
         potential audience",
    ),
    (Field::RepostOf, "repost of, retweet of, reblog of, retweeted status id, shared post id"),
    (Field::Parent, "parent, parent id, in reply to, in reply to id, in reply to status id, reply to"),
    (
        Field::Country,
        "country code, country, author country code, author country, country iso, source country, location country, \
         user country, geo country",
    ),
    (Field::Deleted, "deleted, deleted at, is deleted, removed, removed at, is removed"),
];

impl Field {
    /// How many there are.
    pub const COUNT: usize = 24;

    /// As `--map` files and the preview of an import name it.
    pub fn name(self) -> String {
        let shown = format!("{self:?}");
        let mut name = String::new();
        for (i, c) in shown.chars().enumerate() {
            if c.is_ascii_uppercase() && i > 0 {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }

    /// Holds a count.
    pub fn is_count(self) -> bool {
        matches!(self, Self::Followers | Self::Likes | Self::Replies | Self::Reposts | Self::Views | Self::Reach)
    }
}

/// What a column is for: its field, and its place among the columns of that field (0 is taken first).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub field: Field,
    pub rank: usize,
}

/// What the person said about columns: `text = "Post body"`, or several in order of preference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct FieldMap(BTreeMap<Field, Names>);

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "expected a column's name, or a list of names")]
enum Names {
    One(String),
    Several(Vec<String>),
}

impl Names {
    fn all(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

impl FieldMap {
    /// Reads a map: TOML with a field's name and a column's name in each line. The error shows line and caret.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.values().flat_map(Names::all).map(String::as_str)
    }

    /// What a column is for. What the map says about a field goes before every known name of it.
    pub fn slot(&self, column: &str) -> Option<Slot> {
        let column = plain(column);
        let mapped = self.0.iter().find_map(|(field, names)| {
            let rank = names.all().iter().position(|name| plain(name) == column)?;
            Some(Slot { field: *field, rank })
        });
        mapped.or_else(|| known(&column).filter(|slot| !self.0.contains_key(&slot.field)))
    }
}

fn known(plain_name: &str) -> Option<Slot> {
    NAMES.iter().find_map(|(field, names)| {
        let rank = names.split(", ").position(|name| same(name, plain_name))?;
        Some(Slot { field: *field, rank })
    })
}

/// `known` has blanks between its words and is plain otherwise.
fn same(known: &str, plain_name: &str) -> bool {
    known.bytes().filter(|b| *b != b' ').eq(plain_name.bytes())
}

/// A name without case, blanks and signs: `Full_Text`, `fullText` and `full text` are one.
pub fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str) -> Option<Field> {
        FieldMap::default().slot(name).map(|slot| slot.field)
    }

    #[test]
    fn names_are_known_in_any_spelling() {
        for name in ["Full Text", "full_text", "fullText", " FULL-TEXT "] {
            assert_eq!(field(name), Some(Field::Text), "{name}");
        }
        assert_eq!(field("author.followers_count"), Some(Field::Followers));
        assert_eq!(field("Query Id"), None);
        assert_eq!(field("Thread Author"), None);
    }

    #[test]
    fn every_name_means_one_thing() {
        let mut seen = BTreeMap::new();
        for (field, names) in NAMES {
            for name in names.split(", ") {
                assert_eq!(seen.insert(plain(name), field), None, "{name}");
                assert!(name.chars().all(|c| matches!(c, 'a'..='z' | ' ')), "{name}");
            }
        }
        assert!(NAMES.iter().enumerate().all(|(i, (field, _))| *field as usize == i));
    }

    #[test]
    fn a_map_goes_before_the_known_names_of_its_fields() {
        let map = FieldMap::parse("text = [\"Corpo\", \"Riassunto\"]\nauthor_name = \"Chi\"\n").unwrap();
        assert_eq!(map.slot("riassunto"), Some(Slot { field: Field::Text, rank: 1 }));
        assert_eq!(map.slot("chi").map(|slot| slot.field), Some(Field::AuthorName));
        assert_eq!(map.slot("Full Text"), None);
        assert_eq!(map.slot("Date").map(|slot| slot.field), Some(Field::Date));
    }

    #[test]
    fn a_wrong_map_is_shown_where_it_is_wrong() {
        let error = FieldMap::parse("text = \"A\"\ntxet = \"B\"\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains('^') && error.contains("`text`"), "{error}");
        let error = FieldMap::parse("text = 7\n").unwrap_err().to_string();
        assert!(error.contains("column's name"), "{error}");
    }
}
