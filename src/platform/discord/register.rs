//! The commands that Discord shows: overwritten when they differ from what is there, and only then.

use serde_json::Value;
use serenity::http::{LightMethod, Route};

use super::calls::id;
use super::rest::Call;
use super::trouble::Trouble;
use super::{ChatError, Discord};

/// What Discord leaves out when it is so.
const UNSAID: [&str; 5] = ["required", "nsfw", "autocomplete", "choices", "options"];
/// What a command is made of; the rest of an answer is Discord's own.
const OURS: [&str; 14] = [
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "choices",
    "required",
    "autocomplete",
    "channel_types",
    "default_member_permissions",
    "contexts",
    "integration_types",
    "value",
];

impl Discord {
    /// Lets the commands of the application be `wanted`: in its servers, or everywhere when none is named. Answers how
    /// often something had to be changed.
    pub async fn register(&self, application: &str, wanted: &Value) -> Result<usize, ChatError> {
        if self.guilds.is_empty() {
            return Ok(usize::from(self.registered(application, None, wanted).await?));
        }
        let mut changed = 0;
        for guild in &self.guilds {
            changed += usize::from(self.registered(application, Some(guild), wanted).await?);
        }
        Ok(changed)
    }

    async fn registered(&self, application: &str, guild: Option<&str>, wanted: &Value) -> Result<bool, Trouble> {
        let doing = "register the commands";
        let application_id = id(application, doing)?;
        let route = || {
            Ok(match guild {
                Some(guild) => Route::GuildCommands { application_id, guild_id: id(guild, doing)? },
                None => Route::Commands { application_id },
            })
        };
        let call = Call::new(doing, LightMethod::Get, route()?).query("with_localizations=true");
        let there = self.rest.call(call).await?;
        if same_commands(wanted, &there) {
            return Ok(false);
        }
        self.rest.call(Call::new(doing, LightMethod::Put, route()?).body(wanted)).await?;
        Ok(true)
    }
}

/// Whether the commands that are there are the wanted ones, in whatever order.
fn same_commands(wanted: &Value, there: &Value) -> bool {
    let (Some(wanted), Some(there)) = (wanted.as_array(), there.as_array()) else { return false };
    let twin = |one: &Value| {
        let of = |other: &&Value| other["name"] == one["name"] && kind(other) == kind(one);
        there.iter().find(of).is_some_and(|other| same(one, other))
    };
    wanted.len() == there.len() && wanted.iter().all(twin)
}

fn kind(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(1)
}

fn same(wanted: &Value, there: &Value) -> bool {
    match (wanted, there) {
        (Value::Object(wanted), Value::Object(there)) => {
            let null = Value::Null;
            let names = wanted.keys().chain(there.keys().filter(|name| OURS.contains(&name.as_str())));
            names.into_iter().all(|name| {
                let (one, other) = (wanted.get(name).unwrap_or(&null), there.get(name).unwrap_or(&null));
                same(one, other)
                    || UNSAID.contains(&name.as_str()) && nothing(one) && nothing(other)
                    || nothing_at_all(one, other)
            })
        }
        (Value::Array(wanted), Value::Array(there)) => {
            wanted.len() == there.len() && wanted.iter().zip(there).all(|(one, other)| same(one, other))
        }
        _ => wanted == there,
    }
}

fn nothing(value: &Value) -> bool {
    value.is_null() || value == false || value.as_array().is_some_and(Vec::is_empty)
}

/// Words that are not there, said in two ways.
fn nothing_at_all(one: &Value, other: &Value) -> bool {
    let empty =
        |value: &Value| value.is_null() || value == "" || value.as_object().is_some_and(serde_json::Map::is_empty);
    empty(one) && empty(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// As Discord answers: with fields of its own, and without what is the default.
    fn answered(wanted: &Value) -> Value {
        let mut there = wanted.clone();
        for command in there.as_array_mut().unwrap() {
            command["id"] = json!("1");
            command["version"] = json!("2");
            if command["description"].is_null() {
                command["description"] = json!("");
            }
            strip(command);
        }
        there.as_array_mut().unwrap().reverse();
        there
    }

    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.retain(|name, member| !(UNSAID.contains(&name.as_str()) && nothing(member)));
                members.values_mut().for_each(strip);
            }
            Value::Array(all) => all.iter_mut().for_each(strip),
            _ => {}
        }
    }

    #[test]
    fn nothing_is_overwritten_until_something_changes() {
        let wanted = commands::discord_registration();
        assert!(same_commands(&wanted, &answered(&wanted)));
        for pointer in ["/0/options/0/description", "/0/description_localizations/it", "/2/name_localizations/el"] {
            let mut old = answered(&wanted);
            old.as_array_mut().unwrap().reverse();
            *old.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = json!("something else");
            assert!(!same_commands(&wanted, &old), "{pointer}");
        }
        let mut fewer = answered(&wanted);
        fewer.as_array_mut().unwrap().pop();
        assert!(!same_commands(&wanted, &fewer));
        let mut more = answered(&wanted);
        more[0]["name"] = json!("gone since");
        assert!(!same_commands(&wanted, &more));
    }
}
