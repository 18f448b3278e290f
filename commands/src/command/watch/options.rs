//! The options that `watch add` and `watch edit` share. No command of its own.

use crate::given::Given;
use crate::spec::Argument;
use crate::value::{Channel, Languages, Place, Schedule, Sources, Takes, Value, When, Zone};
use crate::{Refusal, words};

/// What a watch may be told beside its query. What was not said stays as it is (or, for a new watch, at its default).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchOptions {
    pub kind: Option<Kind>,
    /// BCP 47 tags; empty for all languages.
    pub languages: Option<Vec<String>>,
    /// Names in lower case; empty for all sources.
    pub sources: Option<Vec<String>>,
    /// Where alerts and digests go.
    pub channel: Option<Channel>,
    pub digest: Option<Schedule>,
    /// IANA name of the zone that the digest's schedule is in.
    pub zone: Option<String>,
}

/// What a watch is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Brand,
    Product,
    Person,
    Competitor,
    Industry,
}

impl Value for Kind {
    type Out = Self;
    const TAKES: Takes = Takes::Choice(&["brand", "product", "person", "competitor", "industry"]);

    fn read(typed: &str) -> Option<Self> {
        let kinds = [
            ("value-brand", Self::Brand),
            ("value-product", Self::Product),
            ("value-person", Self::Person),
            ("value-competitor", Self::Competitor),
            ("value-industry", Self::Industry),
        ];
        kinds.into_iter().find_map(|(key, kind)| words::is_called(typed, key).then_some(kind))
    }
}

pub(super) const KIND: Argument = Argument::option::<Kind>("kind");
pub(super) const LANGUAGES: Argument = Argument::option::<Languages>("languages");
pub(super) const SOURCES: Argument = Argument::option::<Sources>("sources");
pub(super) const CHANNEL: Argument = Argument::option::<Place>("channel");
pub(super) const DIGEST: Argument = Argument::option::<When>("digest");
pub(super) const ZONE: Argument = Argument::option::<Zone>("zone");

impl WatchOptions {
    pub(super) fn from(given: &Given) -> Result<Self, Refusal> {
        Ok(Self {
            kind: given.optional::<Kind>("kind")?,
            languages: given.optional::<Languages>("languages")?,
            sources: given.optional::<Sources>("sources")?,
            channel: given.optional::<Place>("channel")?,
            digest: given.optional::<When>("digest")?,
            zone: given.optional::<Zone>("zone")?,
        })
    }
}
