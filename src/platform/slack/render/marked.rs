//! Marked up text, which fields and small print need, and what of it may mean something.

use super::super::escape::{escape, public};
use super::super::fit::FIELD;
use crate::post::{Rich, Span, plain_time};

/// A run of spans as marked up text.
pub(super) fn marked(rich: &Rich) -> String {
    let one = |span: &Span| match span {
        Span::Words(words) => escape(words),
        Span::Strong(words) => format!("*{}*", public(words)),
        Span::Public(words) => public(words),
        Span::Code(words) => format!("`{}`", public(words)),
        Span::Person(person) if is_id(&person.user) => format!("<@{}>", person.user),
        Span::Person(person) => public(&person.user),
        Span::Channel(id) if is_channel(id) => format!("<#{id}>"),
        Span::Channel(name) => format!("#{}", public(name)),
        Span::Link { label, url } if is_web(url) => format!("<{}|{}>", escape(url).replace('|', "%7C"), public(label)),
        Span::Link { label, .. } => public(label),
        Span::Time(at) => format!("<!date^{}^{{date_short_pretty}} {{time}}|{}>", at.timestamp(), plain_time(*at)),
    };
    rich.0.iter().map(one).collect()
}

/// A person's id, as Slack makes them: nothing else may become a ping.
pub(super) fn is_id(id: &str) -> bool {
    id.starts_with(['U', 'W']) && is_made_by_slack(id)
}

pub(super) fn is_channel(id: &str) -> bool {
    id.starts_with(['C', 'G']) && is_made_by_slack(id)
}

fn is_made_by_slack(id: &str) -> bool {
    id.len() > 2 && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Slack takes no other signs in one.
pub(super) fn is_web(url: &str) -> bool {
    url.is_ascii() && url.len() < FIELD && commands::is_web(url)
}
