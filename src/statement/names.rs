//! How kinds, channels and states are called where they are stored, and how long a channel lets words be.

use super::{Channel, Kind, State};

/// How a channel counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// Unicode characters.
    Characters,
    /// Units of UTF-16.
    Units,
    /// What people see as one character.
    Graphemes,
    /// The same, and every link as 23.
    GraphemesAndLinks,
    /// X's weights, and every link as 23.
    Weights,
}

use Counts::{Characters, Graphemes, GraphemesAndLinks, Units, Weights};

/// Every channel: its name, how much it takes, how it counts; above each, where that is said.
const CHANNELS: [(Channel, &str, Option<usize>, Counts); 11] = [
    (Channel::Press, "press", None, Characters),
    // https://docs.x.com/fundamentals/counting-characters
    (Channel::X, "x", Some(280), Weights),
    // https://developers.facebook.com/docs/threads/overview
    (Channel::Threads, "threads", Some(500), Characters),
    // https://docs.bsky.app/docs/advanced-guides/posts, lexicon app.bsky.feed.post: maxGraphemes
    (Channel::Bluesky, "bluesky", Some(300), Graphemes),
    // https://docs.joinmastodon.org/user/posting/#text
    (Channel::Mastodon, "mastodon", Some(500), GraphemesAndLinks),
    // https://developers.facebook.com/docs/instagram-platform/content-publishing
    (Channel::Instagram, "instagram", Some(2_200), Characters),
    // https://www.facebook.com/help
    (Channel::Facebook, "facebook", Some(63_206), Characters),
    // https://www.linkedin.com/help/linkedin/answer/a528176
    (Channel::LinkedIn, "linkedin", Some(3_000), Characters),
    // https://developers.tiktok.com/doc/content-posting-api-reference-direct-post: the title, in UTF-16 units
    (Channel::TikTok, "tiktok", Some(2_200), Units),
    // https://developers.google.com/youtube/v3/docs/videos#snippet.description
    (Channel::YouTube, "youtube", Some(5_000), Characters),
    // https://developers.line.biz/en/reference/messaging-api/#text-message: in UTF-16 units
    (Channel::Line, "line", Some(5_000), Units),
];

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::Holding, Self::Reactive, Self::Correction, Self::Apology, Self::Reply, Self::Memo, Self::Video];

    /// As it is stored and typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holding => "holding",
            Self::Reactive => "reactive",
            Self::Correction => "correction",
            Self::Apology => "apology",
            Self::Reply => "reply",
            Self::Memo => "memo",
            Self::Video => "video",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Channel {
    pub const ALL: [Self; 11] = [
        Self::Press,
        Self::X,
        Self::Threads,
        Self::Bluesky,
        Self::Mastodon,
        Self::Instagram,
        Self::Facebook,
        Self::LinkedIn,
        Self::TikTok,
        Self::YouTube,
        Self::Line,
    ];

    fn row(self) -> &'static (Self, &'static str, Option<usize>, Counts) {
        CHANNELS.iter().find(|(channel, ..)| *channel == self).unwrap_or(&CHANNELS[0])
    }

    /// As it is stored and typed.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// How long words may be there, as [`super::text::Words::length`] counts; none where nothing limits them.
    pub fn limit(self) -> Option<usize> {
        self.row().2
    }

    pub(super) fn counts(self) -> Counts {
        self.row().3
    }
}

impl State {
    /// As it is stored.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Draft { .. } => "draft",
            Self::InReview(_) => "in_review",
            Self::Approved(_) => "approved",
            Self::Published(_) => "published",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Superseded { .. } => "superseded",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_has_its_row() {
        for channel in Channel::ALL {
            assert_eq!((channel.row().0, Channel::named(channel.name())), (channel, Some(channel)));
        }
        assert_eq!(Channel::ALL.map(Channel::name), commands::OUTLETS);
    }
}
