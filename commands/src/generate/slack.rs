//! The Slack app's manifest.

use serde_json::{Value, json};

use super::yaml::yaml;
use crate::{Locale, Shortcut, command, words};

/// The least that the bot needs, each with its reason.
pub const SLACK_SCOPES: &[(&str, &str)] = &[
    ("app_mentions:read", "hears @squall, the way to ask in threads, where slash commands do not work"),
    (
        "channels:history",
        "follows edits of kept messages, and finds out after a crash whether one was sent, so that none appears twice",
    ),
    ("channels:read", "finds public channels by name, and who is in the crisis channel"),
    ("chat:write", "posts and edits alerts, digests and answers"),
    ("commands", "answers /crisis"),
    ("files:write", "uploads charts"),
    ("groups:history", "the same in private channels that it was invited to"),
    (
        "groups:read",
        "finds private channels that it was invited to by name, and who is in the crisis channel when it is private",
    ),
    ("groups:write", "opens a private channel for a private incident, and invites those who are named to it"),
    ("im:history", "hears what people ask in a direct message"),
    ("im:write", "opens the direct conversation with a person, to find out after a crash whether they were written to"),
    ("pins:read", "keeps what is pinned in an incident's thread in its timeline"),
    ("reactions:read", "understands emoji on an alert"),
    ("users:read", "reads a person's language and name"),
];

/// The events that the bot subscribes to, and the scope above that each needs, or Slack refuses the manifest.
pub const SLACK_EVENTS: &[(&str, &str)] = &[
    ("app_home_opened", ""),
    ("app_mention", "app_mentions:read"),
    // With every message; all but edits and deletions is dropped as it is read.
    ("message.channels", "channels:history"),
    ("message.groups", "groups:history"),
    ("message.im", "im:history"),
    ("pin_added", "pins:read"),
    ("pin_removed", "pins:read"),
    ("reaction_added", "reactions:read"),
    ("reaction_removed", "reactions:read"),
];

/// Slack's limit of a slash command's usage hint, in characters (manifest schema).
const MAX_USAGE_HINT: usize = 1000;

/// The manifest, to be pasted into "create an app from a manifest". Socket Mode: no public address is needed.
pub fn slack_manifest() -> Value {
    let scopes: Vec<_> = SLACK_SCOPES.iter().map(|(scope, _)| *scope).collect();
    let events: Vec<_> = SLACK_EVENTS.iter().map(|(event, _)| *event).collect();
    let mut nouns: Vec<_> = command::all().map(|spec| spec.path[0]).collect();
    nouns.dedup();
    let shortcuts: Vec<_> = Shortcut::ALL
        .into_iter()
        .map(|shortcut| {
            json!({
                "type": "message",
                "callback_id": shortcut.name(),
                "name": shortcut.label(Locale::En),
                "description": shortcut.about(Locale::En),
            })
        })
        .collect();
    let hint: String = nouns.join(" | ").chars().take(MAX_USAGE_HINT).collect();
    json!({
        "_metadata": { "major_version": 2, "minor_version": 0 },
        "display_information": {
            "name": "Squall",
            "description": "Social-media crises, from the first alert to the last lesson",
            "background_color": "#1f3a5f",
        },
        "features": {
            // Without the messages tab nobody can write to the bot directly.
            "app_home": { "home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false },
            "bot_user": { "display_name": "squall", "always_online": true },
            "shortcuts": shortcuts,
            "slash_commands": [{
                "command": "/crisis",
                "description": words::word(Locale::En, "command-help"),
                "usage_hint": hint,
                // Channels and people arrive as ids, which stay right when they are renamed.
                "should_escape": true,
            }],
        },
        "oauth_config": { "scopes": { "bot": scopes } },
        "settings": {
            "event_subscriptions": { "bot_events": events },
            "interactivity": { "is_enabled": true },
            "org_deploy_enabled": false,
            "socket_mode_enabled": true,
            "token_rotation_enabled": false,
        },
    })
}

/// The manifest as YAML, with the reason of each scope beside it.
pub fn slack_manifest_yaml() -> String {
    let reason = |text: &str| SLACK_SCOPES.iter().find(|(scope, _)| *scope == text).map(|(_, reason)| *reason);
    yaml(&slack_manifest(), &reason)
}

/// The manifest as indented JSON.
pub fn slack_manifest_json() -> String {
    format!("{:#}\n", slack_manifest())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_event_has_its_scope_and_every_scope_its_reason() {
        let scopes: BTreeSet<_> = SLACK_SCOPES.iter().map(|(scope, _)| *scope).collect();
        assert_eq!(scopes.len(), SLACK_SCOPES.len(), "a scope stands twice");
        assert!(SLACK_EVENTS.iter().all(|(_, scope)| scope.is_empty() || scopes.contains(scope)));
        assert!(SLACK_SCOPES.iter().all(|(_, reason)| reason.len() > 10));
    }

    #[test]
    fn the_guide_names_every_scope_with_its_reason_and_every_event() {
        let guide = include_str!("../../../docs/slack.md");
        for (scope, reason) in SLACK_SCOPES {
            assert!(guide.contains(&format!("| `{scope}` | {reason} |\n")), "{scope}: {reason}");
        }
        for (event, _) in SLACK_EVENTS {
            assert!(
                guide.lines().any(|line| line.starts_with("| ") && line.contains(&format!("`{event}`"))),
                "{event}"
            );
        }
    }

    #[test]
    fn yaml_says_why_a_scope_is_there() {
        let yaml = slack_manifest_yaml();
        assert!(yaml.contains("      - \"chat:write\" # posts and edits alerts, digests and answers\n"), "{yaml}");
        assert!(yaml.contains("  socket_mode_enabled: true\n"));
    }

    /// What is used of JSON Schema by the published manifest schema: enough to find a wrong key, type or length.
    fn faults(schema: &Value, root: &Value, value: &Value, at: &str) -> Vec<String> {
        if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/definitions/")) {
            return faults(&root["definitions"][name], root, value, at);
        }
        let mut found = Vec::new();
        let right_type = match schema["type"].as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64(),
            _ => true,
        };
        if !right_type {
            found.push(format!("{at}: not {}", schema["type"]));
        }
        if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
            found.push(format!("{at}: {value} is not allowed"));
        }
        let length = value.as_str().map(|text| text.chars().count() as u64);
        let items = value.as_array().map(|items| items.len() as u64);
        for (measure, least, most) in [(length, "minLength", "maxLength"), (items, "minItems", "maxItems")] {
            let too_short = measure.zip(schema[least].as_u64()).is_some_and(|(is, least)| is < least);
            let too_long = measure.zip(schema[most].as_u64()).is_some_and(|(is, most)| is > most);
            if too_short || too_long {
                found.push(format!("{at}: {measure:?} is outside {} to {}", schema[least], schema[most]));
            }
        }
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if value.get(name).is_none() {
                found.push(format!("{at}: {name} is missing"));
            }
        }
        for (key, part) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(key) {
                Some(inner) => found.extend(faults(inner, root, part, &format!("{at}/{key}"))),
                None if schema["additionalProperties"] == false => found.push(format!("{at}: {key} is unknown")),
                None => {}
            }
        }
        for (index, item) in value.as_array().into_iter().flatten().enumerate() {
            found.extend(faults(&schema["items"], root, item, &format!("{at}/{index}")));
        }
        found
    }

    #[test]
    fn the_manifest_fits_the_published_schema() {
        // Beside a plain clone, or one folder further up from a worktree.
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = "shared/specs/slack/manifest-schema/manifest.schema.2.0.0.json";
        let Some(text) = here.ancestors().skip(1).find_map(|above| std::fs::read_to_string(above.join(file)).ok())
        else {
            println!("not checked: {file} is not beside this project");
            return;
        };
        let schema: Value = serde_json::from_str(&text).expect("a schema");
        assert_eq!(faults(&schema, &schema, &slack_manifest(), ""), Vec::<String>::new());
        // The check itself must be able to fail.
        let mut wrong = slack_manifest();
        wrong["settings"]["socket_mode"] = json!(true);
        wrong["display_information"]["name"] = json!("x".repeat(36));
        assert_eq!(faults(&schema, &schema, &wrong, "").len(), 2);
    }
}
