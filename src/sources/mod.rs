//! Where mentions come from. A source makes [`RawMention`](crate::mention::RawMention)s and never touches the store.

pub mod recording;
