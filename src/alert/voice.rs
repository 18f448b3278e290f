//! An alert's facts as its living card.

use commands::{Action, Locale};

use super::{Alert, AlertState, Driver};
use crate::post::{Block, Button, Field, Post, Quote, Rich, Span, Style, Tone};
use crate::words::{Args, say, word};

/// From this severity on the card is red.
const DANGER_FROM: u8 = 6;

/// The living card: what, how unusual, since when, who drives it, and what one can do.
pub fn card(locale: Locale, alert: &Alert) -> Post {
    let title = say(locale, "alert-title", &Args::new().text("watch", alert.watch.as_str()));
    let mut blocks = vec![Block::Heading(title), Block::Text(Rich::words(gist(locale, alert))), fields(locale, alert)];
    blocks.extend(alert.drivers.iter().map(|driver| Block::Quote(quote(locale, driver))));
    blocks.extend(decision(locale, alert).map(|decision| Block::Context(Rich::words(decision))));
    if alert.is_open() {
        blocks.push(Block::Buttons(buttons(locale, alert)));
    }
    Post { summary: format!("{} {}", alert.id, gist(locale, alert)), blocks, tone: tone(alert) }
}

fn gist(locale: Locale, alert: &Alert) -> String {
    let args = Args::new()
        .count(locale, "observed", whole(alert.observed))
        .count(locale, "minutes", u64::from(alert.window_minutes))
        .text("expected", format!("{:.1}", alert.expected))
        .text("watch", alert.watch.as_str());
    say(locale, "alert-gist", &args)
}

fn fields(locale: Locale, alert: &Alert) -> Block {
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    Block::Fields(vec![
        field("alert-severity", Span::Strong(format!("{}/10", alert.severity))),
        field("alert-factor", Span::Words(format!("×{:.0}", alert.factor))),
        field("alert-since", Span::Time(alert.raised_at)),
    ])
}

fn quote(locale: Locale, driver: &Driver) -> Quote {
    let note = driver
        .followers
        .map(|followers| say(locale, "alert-followers", &Args::new().count(locale, "followers", followers)));
    Quote {
        author: driver.author.clone(),
        text: driver.text.clone(),
        note: note.unwrap_or_default(),
        url: driver.url.clone(),
    }
}

fn decision(locale: Locale, alert: &Alert) -> Option<String> {
    let by = |key, who: &str| say(locale, key, &Args::new().text("by", who));
    match &alert.state {
        AlertState::Raised => None,
        AlertState::Acknowledged { by: who } => Some(by("alert-acknowledged", who)),
        AlertState::Opened { by: who } => Some(by("alert-opened", who)),
        AlertState::Dismissed { by: who, reason } => {
            Some(say(locale, "alert-dismissed", &Args::new().text("by", who.as_str()).text("reason", reason.as_str())))
        }
    }
}

fn buttons(locale: Locale, alert: &Alert) -> Vec<Button> {
    let id = alert.id.0;
    let button = |action: Action, key: &str, style: Style| Button {
        action: action.encode(),
        label: word(locale, key),
        style,
        confirm: None,
    };
    vec![
        button(Action::AlertOpen(id), "alert-open", Style::Danger),
        button(Action::AlertAcknowledge(id), "alert-ack", Style::Primary),
        button(Action::AlertDismiss(id), "alert-dismiss", Style::Plain),
    ]
}

fn tone(alert: &Alert) -> Tone {
    match alert.state {
        AlertState::Dismissed { .. } => Tone::Plain,
        _ if alert.severity >= DANGER_FROM => Tone::Danger,
        _ => Tone::Warning,
    }
}

/// Voices for people: whole ones.
fn whole(voices: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, never negative")]
    let voices = voices.round().max(0.0) as u64;
    voices
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::AlertId;

    fn alert(state: AlertState) -> Alert {
        Alert {
            id: AlertId(7),
            watch: "Nimbus".into(),
            severity: 8,
            observed: 41.2,
            expected: 1.25,
            factor: 33.0,
            window_minutes: 15,
            raised_at: Time::default(),
            drivers: vec![Driver {
                author: "@maria".into(),
                text: "@everyone run".into(),
                followers: Some(9_100),
                url: None,
            }],
            state,
        }
    }

    #[test]
    fn every_language_says_it_whole_and_in_its_own_words() {
        let gists: std::collections::BTreeSet<String> =
            Locale::ALL.iter().map(|&locale| card(locale, &alert(AlertState::Raised)).summary).collect();
        assert_eq!(gists.len(), Locale::ALL.len());
        for gist in gists {
            assert!(gist.contains("41") && gist.contains("15") && gist.contains("1.2"), "{gist}");
            assert!(!gist.contains("alert-gist") && !gist.contains('{'), "{gist}");
        }
    }

    #[test]
    fn public_words_stay_in_quotes() {
        let card = card(Locale::En, &alert(AlertState::Raised));
        assert!(!card.summary.contains("@everyone"));
        assert!(card.blocks.iter().any(|block| matches!(block, Block::Quote(quote) if quote.text == "@everyone run")));
    }

    #[test]
    fn a_dismissed_alert_says_why_and_has_no_buttons_left() {
        let state = AlertState::Dismissed { by: "Nikos".into(), reason: "an old video".into() };
        let card = card(Locale::En, &alert(state));
        assert_eq!(card.buttons().count(), 0);
        let said = |block: &Block| matches!(block, Block::Context(Rich(spans)) if format!("{spans:?}").contains("an old video"));
        assert!(card.blocks.iter().any(said));
    }
}
