//! One row, from whatever file or call, becomes a mention.

use chrono_tz::Tz;
use sha2::{Digest, Sha256};

use super::Removal;
use super::dates::{self, DayOrder};
use super::fields::{Field, Slot};
use super::numbers;
use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention, country};

/// The filled parts of one row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    values: [Option<(usize, String)>; Field::COUNT],
}

/// What exports write where they have nothing.
const NOTHING: [&str; 9] = ["-", "--", "n/a", "na", "none", "null", "nan", "unknown", "undefined"];

/// Whether `value` stands for nothing in a column of `field`.
pub fn is_nothing(field: Field, value: &str) -> bool {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    let words = matches!(field, Field::Text | Field::Title);
    value.is_empty() || (!words && NOTHING.iter().any(|nothing| value.eq_ignore_ascii_case(nothing)))
}

impl Row {
    /// Puts a value where a better one is not yet. What says that there is nothing is nothing.
    pub fn put(&mut self, slot: Slot, value: &str) {
        let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        if is_nothing(slot.field, value) {
            return;
        }
        if let Some(place) = self.values.get_mut(slot.field as usize)
            && place.as_ref().is_none_or(|(rank, _)| slot.rank < *rank)
        {
            // Postgres keeps no NUL in a text.
            *place = Some((slot.rank, value.replace('\0', "")));
        }
    }

    pub fn get(&self, field: Field) -> Option<&str> {
        self.values.get(field as usize)?.as_ref().map(|(_, value)| value.as_str())
    }

    fn take(&mut self, field: Field) -> Option<String> {
        self.values.get_mut(field as usize)?.take().map(|(_, value)| value)
    }

    fn count(&self, field: Field) -> Option<u64> {
        self.get(field).and_then(numbers::parse)
    }

    /// The date, with the time of day from its own column where the date has none.
    pub fn date(&self) -> Option<String> {
        let date = self.get(Field::Date)?;
        match self.get(Field::Time) {
            Some(time) if !date.contains(':') && date.len() <= 32 => {
                let joined = format!("{date} {time}");
                Some(if dates::parse(&joined).is_some() { joined } else { date.to_owned() })
            }
            _ => Some(date.to_owned()),
        }
    }
}

/// How rows of one source are read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// [`RawMention::source`].
    pub source: String,
    /// Of dates without one.
    pub zone: Tz,
    /// Of dates with slashes.
    pub order: Option<DayOrder>,
}

impl Reading {
    /// What a row that tells of a removal says: which mention is gone, and since when where it says so.
    pub fn removal(&self, row: &Row) -> Option<Result<Removal, String>> {
        let said = row.get(Field::Deleted)?;
        let at = match said.to_lowercase().as_str() {
            "true" | "yes" | "1" => None,
            "false" | "no" | "0" => return None,
            // What can't be read as a moment is no removal.
            _ => Some(dates::read(said, self.order, self.zone).ok()?),
        };
        let id = row.get(Field::Id).filter(|id| !rounded(id));
        let removal = |id: &str| Removal { source: self.source.clone(), source_id: id.to_owned(), at };
        Some(id.map(removal).ok_or_else(|| "it is deleted, and has no id; send the id that it was sent with".into()))
    }

    /// The mention of a row. The error is one sentence that names the cure.
    pub fn mention(&self, mut row: Row) -> Result<RawMention, String> {
        let date = row.date().ok_or("it has no date")?;
        let created_at = dates::read(&date, self.order, self.zone)?;
        let url = row.take(Field::Url);
        let (platform, page) = platform(&row, url.as_deref());
        let repost_of = row.take(Field::RepostOf);
        let kind = kind(&row, page, repost_of.is_some());
        let title = row.take(Field::Title);
        let text = match (row.take(Field::Text), &title) {
            (Some(text), _) => text,
            (None, Some(title)) => title.clone(),
            (None, None) => return Err("it has no text".into()),
        };
        let author = author(&mut row);
        let id = row.take(Field::Id).filter(|id| !rounded(id));
        Ok(RawMention {
            source: self.source.clone(),
            source_id: id.unwrap_or_else(|| fingerprint(&author.id, created_at, &text)),
            platform,
            kind,
            // What leads elsewhere is no address, whoever sent it; the mention counts all the same.
            url: url.filter(|url| commands::is_web(url)),
            author,
            title,
            text,
            declared_language: row.get(Field::Language).map(language),
            created_at,
            engagement: Engagement {
                likes: row.count(Field::Likes).unwrap_or_default(),
                replies: row.count(Field::Replies).unwrap_or_default(),
                reposts: row.count(Field::Reposts).unwrap_or_default(),
                views: row.count(Field::Views).unwrap_or_default(),
            },
            reach: row.count(Field::Reach),
            repost_of,
            parent: row.take(Field::Parent),
        })
    }
}

fn author(row: &mut Row) -> Author {
    let followers = row.count(Field::Followers);
    let handle = row.take(Field::Author).map(|handle| handle.trim_start_matches(['@', '＠']).to_owned());
    let name = row.take(Field::AuthorName);
    let id = row.take(Field::AuthorId).filter(|id| !rounded(id));
    let id = id.or_else(|| handle.clone()).or_else(|| name.clone()).unwrap_or_default();
    // What is no country is no reason to lose a mention.
    let country = row.get(Field::Country).and_then(country::named).map(str::to_owned);
    Author { id, handle, name, followers, country }
}

/// Spreadsheets turn long numbers into `1.23E+17`: many rows would share such an id.
fn rounded(id: &str) -> bool {
    let Some((digits, power)) = id.split_once(['E', 'e']) else { return false };
    digits.contains(['.', ',']) && power.strip_prefix('+').is_some_and(|power| power.parse::<u8>().is_ok())
}

/// Stands for a row without an id: the same row has the same in every file.
fn fingerprint(author: &str, at: Time, text: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(author.as_bytes());
    hash.update([0]);
    hash.update(at.timestamp_micros().to_be_bytes());
    hash.update(text.as_bytes());
    hex::encode(&hash.finalize()[..16])
}

/// Platforms by the words and the hosts that exports have for them.
const PLATFORMS: [(&str, &str); 20] = [
    ("x", "x, twitter, x twitter, x (twitter), x.com, twitter.com, t.co"),
    ("facebook", "facebook, facebook public, facebook.com, fb, fb.com, facebook pages"),
    ("instagram", "instagram, instagram public, instagram.com"),
    ("threads", "threads, threads.net, threads.com"),
    ("bluesky", "bluesky, bsky.app"),
    ("mastodon", "mastodon, mastodon.social, mastodon.online"),
    ("reddit", "reddit, reddit.com"),
    ("youtube", "youtube, youtube.com, youtu.be"),
    ("tiktok", "tiktok, tiktok.com"),
    ("linkedin", "linkedin, linkedin.com"),
    ("telegram", "telegram, t.me"),
    ("ptt", "ptt, ptt.cc"),
    ("dcard", "dcard, dcard.tw"),
    ("news", "news, online news, newspaper, magazine, press, print, licensed news, news.google.com"),
    ("blog", "blog, blogs, tumblr, tumblr.com, medium.com, wordpress.com"),
    ("forum", "forum, forums, message board, discussions"),
    ("review", "review, reviews, review site, trustpilot.com, tripadvisor.com, yelp.com"),
    ("tv", "tv, television, broadcast"),
    ("radio", "radio"),
    ("podcast", "podcast, podcasts"),
];

fn known_platform(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let host = word.strip_prefix("www.").or_else(|| word.strip_prefix("m.")).unwrap_or(&word);
    PLATFORMS.iter().find(|(_, words)| words.split(", ").any(|word| word == host)).map(|(platform, _)| *platform)
}

/// The platforms that somebody names in their words: `our Instagram page`.
pub fn platforms_in(words: &str) -> Vec<&'static str> {
    let whole = known_platform(words).into_iter();
    let each = words.split(|c: char| c.is_whitespace() || ",;/()".contains(c)).filter_map(known_platform);
    whole.chain(each).collect()
}

/// The platform at an address, when it is a known one.
pub fn platform_at(url: &str) -> Option<&'static str> {
    host(url).and_then(known_platform)
}

/// The platform, and what kind of page an export says it was.
fn platform(row: &Row, url: Option<&str>) -> (String, Option<&'static str>) {
    let page = row.get(Field::Outlet).and_then(known_platform);
    let named = row
        .get(Field::Platform)
        .map(|word| known_platform(word).map_or_else(|| word.to_lowercase().chars().take(40).collect(), str::to_owned));
    let host = || row.get(Field::Domain).or(url.and_then(host)).and_then(known_platform);
    let found = named.or_else(|| page.or_else(host).map(str::to_owned)).unwrap_or_else(|| "web".into());
    (found, page)
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    rest.split(['/', '?', '#', ':']).next()
}

fn kind(row: &Row, page: Option<&str>, is_repost: bool) -> MentionKind {
    let said = row.get(Field::Kind).map(str::to_lowercase);
    match said.as_deref() {
        _ if is_repost => MentionKind::Repost,
        Some("share" | "repost" | "retweet" | "reblog") => MentionKind::Repost,
        Some("reply") => MentionKind::Reply,
        Some("comment") => MentionKind::Comment,
        Some("article" | "news") => MentionKind::Article,
        Some("review") => MentionKind::Review,
        Some("video") => MentionKind::Video,
        Some("post" | "tweet" | "status") => MentionKind::Post,
        _ => match page {
            Some("news" | "blog") => MentionKind::Article,
            Some("review") => MentionKind::Review,
            _ => MentionKind::Post,
        },
    }
}

/// The tag of a language that exports write out.
fn language(said: &str) -> String {
    let tag = match said.to_lowercase().as_str() {
        "english" => "en",
        "italian" | "italiano" => "it",
        "bulgarian" | "български" => "bg",
        "greek" | "ελληνικά" => "el",
        "chinese (traditional)" | "traditional chinese" | "chinese traditional" | "zh-tw" | "zh-hk" | "zh_tw" => {
            "zh-Hant"
        }
        "chinese (simplified)" | "simplified chinese" | "chinese simplified" | "zh-cn" | "zh_cn" => "zh-Hans",
        "chinese" => "zh",
        "spanish" => "es",
        "french" => "fr",
        "german" => "de",
        "portuguese" => "pt",
        "russian" => "ru",
        _ => said,
    };
    tag.chars().take(35).collect()
}
