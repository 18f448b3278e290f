//! What an emoji asks for.

use super::AlertAction;
use crate::fold::fold;

/// What a reaction on an alert's card asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmojiAction {
    Acknowledge,
    Open,
    Snooze,
    /// Not a crisis.
    Dismiss,
}

impl EmojiAction {
    /// As if the alert's button had been pressed.
    pub fn on_alert(self, alert: i64) -> AlertAction {
        match self {
            Self::Acknowledge => AlertAction::Acknowledge(alert),
            Self::Open => AlertAction::Open(alert),
            Self::Snooze => AlertAction::Snooze(alert),
            Self::Dismiss => AlertAction::Dismiss(alert),
        }
    }
}

/// What an emoji means unless the config says otherwise, by short name (`eyes`, `:eyes:`, Slack's skin tones
/// `eyes::skin-tone-3`) or as the character itself.
pub fn emoji_action(name: &str) -> Option<EmojiAction> {
    let plain: String =
        name.chars().filter(|c| !matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')).collect();
    let name = fold(plain.trim_matches(':'));
    match name.split("::").next().unwrap_or_default() {
        "eyes" | "eye" | "👀" | "👁" => Some(EmojiAction::Acknowledge),
        "rotating_light" | "siren" | "🚨" => Some(EmojiAction::Open),
        "mute" | "no_bell" | "🔇" | "🔕" => Some(EmojiAction::Snooze),
        "white_check_mark" | "heavy_check_mark" | "✅" | "✔" => Some(EmojiAction::Dismiss),
        _ => None,
    }
}

/// Whether an emoji, named as in [`emoji_action`], asks to keep a message in an incident's timeline.
pub fn emoji_keeps(name: &str) -> bool {
    let name = name.trim_matches(':').replace('\u{fe0f}', "");
    matches!(fold(name.split("::").next().unwrap_or_default()).as_str(), "pushpin" | "round_pushpin" | "📌" | "📍")
}
