//! Near-duplicates: reposts and copied adverts share a group, and a group counts as the voices behind it.

use std::collections::VecDeque;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::RawMention;
use crate::clock::Time;

/// A text seen again within this time is the same flood, in seconds.
const WINDOW_SECONDS: i64 = 6 * 3600;
/// Groups remembered at most; the oldest are forgotten first.
const MAX_GROUPS: usize = 50_000;
/// An author with at least this many followers is somebody whom others chose to hear.
const CREDIBLE_FOLLOWERS: u64 = 50;
/// What the n-th copy by an author of no standing adds: next to nothing, but never less with more of them.
const THROWAWAY_SHARE: f64 = 0.02;
/// What a repost by a credible author adds: agreement is a voice, but not a new text.
const CREDIBLE_SHARE: f64 = 0.5;

/// Where a mention stands among its near-duplicates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sighting {
    /// The same for all near-duplicates.
    pub group: i64,
    /// How many of the group were seen within the window, this one included.
    pub nth: u32,
    /// What it adds to the organic tally, 0 to 1.
    pub organic: f64,
}

/// The near-duplicates of the last hours.
#[derive(Debug, Default)]
pub struct Groups {
    seen: FxHashMap<i64, Group>,
    order: VecDeque<(Time, i64)>,
}

#[derive(Debug, Default)]
struct Group {
    last: Time,
    count: u32,
    /// Those of no standing among them.
    throwaway: u32,
    authors: FxHashSet<u64>,
}

impl Groups {
    /// Finds the group of a mention and weighs it. Linear in the text.
    pub fn assign(&mut self, raw: &RawMention) -> Sighting {
        let at = raw.created_at;
        self.forget(at);
        let key = fingerprint(&raw.text);
        if !self.seen.contains_key(&key) {
            self.order.push_back((at, key));
        }
        let group = self.seen.entry(key).or_default();
        if (at - group.last).num_seconds() > WINDOW_SECONDS {
            *group = Group::default();
        }
        group.last = group.last.max(at);
        group.count = group.count.saturating_add(1);
        let new_author = group.authors.insert(hash(&raw.author.id));
        group.throwaway += u32::from(!credible(raw));
        Sighting { group: key, nth: group.count, organic: group.weigh(raw, new_author) }
    }

    fn forget(&mut self, now: Time) {
        while let Some(&(at, key)) = self.order.front() {
            let old = (now - at).num_seconds() > WINDOW_SECONDS;
            if !old && self.order.len() < MAX_GROUPS {
                return;
            }
            self.order.pop_front();
            match self.seen.get(&key).map(|group| group.last) {
                // Still spoken: it keeps its place, at the end of the line.
                Some(last) if (now - last).num_seconds() <= WINDOW_SECONDS && self.order.len() < MAX_GROUPS => {
                    self.order.push_back((last, key));
                }
                _ => {
                    self.seen.remove(&key);
                }
            }
        }
    }
}

impl Group {
    /// What a mention adds to the organic tally: the first of its text counts whole, a copy by a new credible author
    /// counts in part, and less the more of the group is throw-away; any other copy counts next to nothing.
    fn weigh(&self, raw: &RawMention, new_author: bool) -> f64 {
        let genuine = 1.0 - f64::from(self.throwaway) / f64::from(self.count);
        match (self.count, new_author && credible(raw)) {
            (1, _) => 1.0,
            (_, true) => (CREDIBLE_SHARE * genuine * genuine).max(THROWAWAY_SHARE),
            (_, false) => THROWAWAY_SHARE,
        }
    }
}

/// Whether others chose to hear this author. Unknown followers are no reason to doubt.
fn credible(raw: &RawMention) -> bool {
    raw.author.followers.is_none_or(|followers| followers >= CREDIBLE_FOLLOWERS)
}

/// A number that copies share although links, handles, numbers, case and marks differ. Stable across runs.
pub fn fingerprint(text: &str) -> i64 {
    let mut hasher = FxHasher::default();
    let mut words = 0usize;
    for word in text.split_whitespace() {
        let varies = word.starts_with("http") || word.starts_with('@') || word.eq_ignore_ascii_case("rt");
        if varies {
            continue;
        }
        let letters: String = word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
        if letters.is_empty() {
            continue;
        }
        letters.hash(&mut hasher);
        words += 1;
    }
    if words == 0 {
        text.hash(&mut hasher);
    }
    hasher.finish().cast_signed()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::{Author, Engagement, MentionKind};

    fn said(n: u32, text: &str, followers: u64) -> RawMention {
        RawMention {
            source: "test".into(),
            source_id: n.to_string(),
            platform: "x".into(),
            kind: MentionKind::Post,
            url: None,
            author: Author { id: format!("a{n}"), followers: Some(followers), ..Author::default() },
            title: None,
            text: text.into(),
            declared_language: None,
            created_at: Time::from_timestamp(1_700_000_000 + i64::from(n), 0).unwrap(),
            engagement: Engagement::default(),
            reach: None,
            repost_of: None,
            parent: None,
        }
    }

    #[test]
    fn a_copied_advert_by_throw_away_accounts_counts_as_about_one_voice() {
        let mut groups = Groups::default();
        let weight: f64 = (0..50)
            .map(|n| {
                groups.assign(&said(n, &format!("RT @shop{n} Win a Nimbus card! http://x.example/{n}"), 0)).organic
            })
            .sum();
        assert!((1.0..=2.5).contains(&weight), "{weight}");
    }

    #[test]
    fn reposts_by_people_with_followers_still_count_much() {
        let mut groups = Groups::default();
        let weight: f64 = (0..50).map(|n| groups.assign(&said(n, "Nimbus poisoned my cat", 400)).organic).sum();
        assert!(weight > 20.0, "{weight}");
    }

    #[test]
    fn different_texts_count_whole_even_from_small_accounts() {
        let mut groups = Groups::default();
        let texts = ["my Nimbus is on fire", "Nimbus smells of smoke", "do not buy Nimbus"];
        let weight: f64 = (0..).zip(texts).map(|(n, text)| groups.assign(&said(n, text, 1)).organic).sum();
        assert!((weight - 3.0).abs() < 1e-9);
    }
}
