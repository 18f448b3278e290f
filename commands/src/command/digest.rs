//! `digest [watch] [period]`: what happened since, now rather than on schedule.

use crate::command::{Command, Entry};
use crate::given::Given;
use crate::spec::{Argument, Spec};
use crate::value::{Takes, Value, Watch};
use crate::{Refusal, Span};

/// Asks for a digest now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// By name; all watches when none.
    pub watch: Option<String>,
    /// How far back; a day when none.
    pub period: Option<Span>,
}

/// How far back a digest looks: an hour to 92 days.
enum Period {}

impl Value for Period {
    type Out = Span;
    const TAKES: Takes = Takes::Span(&["1h", "24h", "7d", "30d"]);

    fn read(typed: &str) -> Option<Span> {
        Span::read_within(typed, Span::hours(1), Span::days(92))
    }
}

pub(super) static ENTRY: Entry = Entry {
    spec: Spec {
        path: &["digest"],
        arguments: &[Argument::optional::<Watch>("watch"), Argument::optional::<Period>("period")],
    },
    build,
    examples,
};

fn build(given: &Given) -> Result<Command, Refusal> {
    let watch = given.optional::<Watch>("watch")?;
    // `digest 7d` leaves the watch out, as people do.
    if let (Some(period), false) = (watch.as_deref().and_then(Period::read), given.has("period")) {
        return Ok(Command::Digest(Digest { watch: None, period: Some(period) }));
    }
    Ok(Command::Digest(Digest { watch, period: given.optional::<Period>("period")? }))
}

fn examples() -> Vec<(&'static str, Command)> {
    let digest = |watch: Option<&str>, period| Command::Digest(Digest { watch: watch.map(str::to_owned), period });
    vec![
        ("digest", digest(None, None)),
        ("digest acme", digest(Some("acme"), None)),
        ("digest acme 7d", digest(Some("acme"), Some(Span::days(7)))),
        ("digest 24h", digest(None, Some(Span::hours(24)))),
        ("digest acme last week", digest(Some("acme"), Some(Span::days(7)))),
    ]
}
