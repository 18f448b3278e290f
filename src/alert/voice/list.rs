//! Several alerts, and the many mentions behind one.

use commands::{Action, AlertAction, Locale};

use super::{about, decision, gist, quote};
use crate::alert::trial::Trial;
use crate::alert::{Alert, Driver, Record};
use crate::clock::Time;
use crate::mention::store::Heard;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone};
use crate::words::{Args, percent, say, word};

/// Alerts that a trial lists, the latest.
const TRIAL_ALERTS: usize = 10;

/// The alerts that go on, a line each.
pub fn list(locale: Locale, alerts: &[Alert]) -> Post {
    if alerts.is_empty() {
        return Post::line(word(locale, "alert-none"));
    }
    let title = word(locale, "alert-list-title");
    let line = |alert: &Alert| {
        let mut line = vec![Span::Strong(alert.id.to_string()), Span::Words(format!(" {} ", gist(locale, alert)))];
        line.extend(decision(locale, alert).map(|decision| decision.0).unwrap_or_default());
        Rich(line)
    };
    let rows = alerts.iter().map(line).collect();
    Post { summary: title.clone(), blocks: vec![Block::Heading(title), Block::List(rows)], tone: Tone::Plain }
}

/// How far alerts can be believed; nothing while nobody decided about any.
pub fn precision(locale: Locale, record: Record) -> Option<String> {
    let args = Args::new()
        .text("percent", percent(locale, record.precision()?))
        .count(locale, "decided", u64::from(record.decided()))
        .count(locale, "opened", u64::from(record.opened));
    Some(say(locale, "status-precision", &args))
}

/// A page of the mentions behind an alert; `next` is the page after it, when there is one.
pub fn mentions(locale: Locale, alert: &Alert, heard: &[Heard], next: Option<u32>) -> Post {
    let title = about(locale, "alert-mentions-title", alert);
    if heard.is_empty() {
        return Post::line(word(locale, "alert-mentions-none"));
    }
    let mut blocks = vec![Block::Heading(title.clone())];
    blocks.extend(heard.iter().map(|heard| Block::Quote(quote(locale, &Driver::from(heard)))));
    blocks.extend(next.map(|page| {
        Block::Buttons(vec![Button {
            action: Action::Alert(AlertAction::Mentions { alert: alert.id.0, page }).encode(),
            label: word(locale, "alert-mentions-more"),
            style: Style::Plain,
            confirm: None,
        }])
    }));
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// What a query would have matched and alerted.
pub fn trial(locale: Locale, query: &str, trial: &Trial) -> Post {
    let days = u64::try_from(crate::alert::trial::DAYS).unwrap_or_default();
    if trial.total == 0 {
        return Post::line(say(locale, "watch-test-empty", &Args::new().count(locale, "days", days)));
    }
    let args = Args::new()
        .count(locale, "matched", trial.matched)
        .count(locale, "total", trial.total)
        .count(locale, "days", days)
        .count(locale, "alerts", u64::try_from(trial.alerts.len()).unwrap_or_default());
    let gist = say(locale, "watch-test-gist", &args);
    let title = Rich::say(locale, "watch-test-title", Args::new(), &[("query", Span::Code(query.to_owned()))]);
    let mut blocks = vec![Block::Text(title), Block::Text(Rich::words(gist.clone()))];
    if !trial.alerts.is_empty() {
        let row = |(at, severity): &(Time, u8)| {
            let severity = format!(" · {} {severity}/10", word(locale, "alert-severity"));
            Rich(vec![Span::Time(*at), Span::Words(severity)])
        };
        blocks.push(Block::List(trial.alerts.iter().rev().take(TRIAL_ALERTS).map(row).collect()));
    }
    blocks.extend(trial.latest.iter().map(|heard| Block::Quote(quote(locale, &Driver::from(heard)))));
    Post { summary: gist, blocks, tone: Tone::Plain }
}

/// A flood of copies: shown as what it is, and no alarm.
pub fn flood(locale: Locale, watch: &str, copies: u64, total: u64) -> Post {
    let args = Args::new().count(locale, "copies", copies).count(locale, "total", total).text("watch", watch);
    Post::line(say(locale, "alert-flood", &args))
}
