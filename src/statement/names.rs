//! How kinds, channels and states are called where they are stored, and how long a channel lets words be.

use super::{Channel, Kind, State};

/// <https://docs.x.com/fundamentals/counting-characters>: weighted characters of a post.
const X: usize = 280;
/// <https://developers.facebook.com/docs/threads/overview>: characters of a post.
const THREADS: usize = 500;
/// <https://developers.facebook.com/docs/instagram-platform/content-publishing>: characters of a caption.
const INSTAGRAM: usize = 2_200;
/// <https://www.facebook.com/help>: characters of a post.
const FACEBOOK: usize = 63_206;
/// <https://www.linkedin.com/help/linkedin/answer/a528176>: characters of a post.
const LINKEDIN: usize = 3_000;

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
    pub const ALL: [Self; 6] = [Self::Press, Self::X, Self::Threads, Self::Instagram, Self::Facebook, Self::LinkedIn];

    /// As it is stored and typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Press => "press",
            Self::X => "x",
            Self::Threads => "threads",
            Self::Instagram => "instagram",
            Self::Facebook => "facebook",
            Self::LinkedIn => "linkedin",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }

    /// How long words may be there, as [`super::text::Words::length`] counts; none where nothing limits them.
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::Press => None,
            Self::X => Some(X),
            Self::Threads => Some(THREADS),
            Self::Instagram => Some(INSTAGRAM),
            Self::Facebook => Some(FACEBOOK),
            Self::LinkedIn => Some(LINKEDIN),
        }
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
