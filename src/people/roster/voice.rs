//! What the bot says about the roster.

use super::{Member, Role, Seat, by_role};
use crate::person::Person;
use crate::post::{Block, Post, Rich, Span, Tone};
use crate::words::{Args, Locale, say, word};

/// Who has which role, and where they work as far as somebody said.
pub fn list(locale: Locale, roster: &[Member], departments: &[(Person, String)]) -> Post {
    let title = word(locale, "roster-title");
    if roster.is_empty() {
        return Post::line(word(locale, "roster-empty"));
    }
    let row = |(role, members): (Role, Vec<&Member>)| {
        let mut line = vec![Span::Strong(role.label(locale)), Span::Words(word(locale, "timeline-colon"))];
        for (n, member) in members.into_iter().enumerate() {
            line.extend((n > 0).then(|| Span::Words(", ".into())));
            line.push(Span::Person(member.person.clone()));
            if let Some((_, department)) = departments.iter().find(|(person, _)| *person == member.person) {
                line.extend([Span::Words(" · ".into()), Span::Public(department.clone())]);
            }
            if member.seat == Seat::Deputy {
                line.push(Span::Words(format!(" ({})", commands::value_label(locale, "deputy"))));
            }
        }
        Rich(line)
    };
    let rows = by_role(roster).into_iter().map(row).collect();
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::List(rows)], tone: Tone::Plain }
}

/// Somebody was put on it, taken off it, or was not there: `roster-added`, `roster-removed`, `roster-absent`.
pub fn done(locale: Locale, key: &str, role: Role, person: &Person) -> Post {
    let args = Args::new().text("role", role.label(locale));
    let rich = Rich::say(locale, key, args.clone(), &[("who", Span::Person(person.clone()))]);
    Post {
        summary: say(locale, key, &args.text("who", person.user.as_str())),
        blocks: vec![Block::Text(rich)],
        tone: Tone::Plain,
    }
}
