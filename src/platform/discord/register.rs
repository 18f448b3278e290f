//! The commands that Discord shows: overwritten when they differ from what is there, and only then.

use serde::Deserialize;
use serde_json::Value;

use super::calls::id;
use super::rest::Call;
use super::trouble::{Kind, Trouble};
use super::wire::{Command, Route};
use super::{ChatError, Discord};

const DOING: &str = "register the commands";

impl Discord {
    /// Lets the commands of the application be `wanted`: in its servers, or everywhere when none is named. Answers how
    /// often something had to be changed.
    pub async fn register(&self, application: &str, wanted: &Value) -> Result<usize, ChatError> {
        let wanted = Vec::<Command>::deserialize(wanted)
            .map_err(|_| Trouble::new(Kind::Refused, DOING, "a command is none of Discord's"))?;
        if self.guilds.is_empty() {
            return Ok(usize::from(self.registered(application, None, &wanted).await?));
        }
        let mut changed = 0;
        for guild in &self.guilds {
            changed += usize::from(self.registered(application, Some(guild), &wanted).await?);
        }
        Ok(changed)
    }

    async fn registered(&self, application: &str, guild: Option<&str>, wanted: &[Command]) -> Result<bool, Trouble> {
        let application = id(application, DOING)?;
        let route = || {
            Ok(match guild {
                Some(guild) => Route::GuildCommands(application, id(guild, DOING)?),
                None => Route::Commands(application),
            })
        };
        let call = Call::get(DOING, route()?).query("with_localizations=true");
        // What can't be compared is not what we want.
        // What can't be read is not what we want.
        let there: Vec<Command> = self.rest.call(call).await?.read().unwrap_or_default();
        if same_commands(wanted, &there) {
            return Ok(false);
        }
        self.rest.call(Call::put(DOING, route()?).body(&wanted)).await?;
        Ok(true)
    }
}

/// Whether the commands that are there are the wanted ones, in whatever order.
fn same_commands(wanted: &[Command], there: &[Command]) -> bool {
    wanted.len() == there.len() && wanted.iter().all(|one| there.contains(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn commands(told: &Value) -> Vec<Command> {
        Vec::deserialize(told).unwrap()
    }

    /// As Discord answers: with fields of its own, without what is the default, or with null in its place.
    fn answered(wanted: &Value) -> Value {
        let mut there = wanted.clone();
        for command in there.as_array_mut().unwrap() {
            command["id"] = json!("1");
            command["version"] = json!("2");
            if command["description"].is_null() {
                (command["description"], command["description_localizations"]) = (json!(""), Value::Null);
            }
            strip(command);
        }
        there.as_array_mut().unwrap().reverse();
        there
    }

    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.retain(|_, member| *member != json!(false) && *member != json!([]));
                members.values_mut().for_each(strip);
            }
            Value::Array(all) => all.iter_mut().for_each(strip),
            _ => {}
        }
    }

    #[test]
    fn nothing_is_overwritten_until_something_changes() {
        let told = commands::discord_registration();
        let wanted = commands(&told);
        assert!(same_commands(&wanted, &commands(&answered(&told))));
        for pointer in ["/0/options/0/description", "/0/description_localizations/it", "/2/name_localizations/el"] {
            let mut old = answered(&told);
            old.as_array_mut().unwrap().reverse();
            *old.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = json!("something else");
            assert!(!same_commands(&wanted, &commands(&old)), "{pointer}");
        }
        assert!(!same_commands(&wanted, &wanted[1..]));
        let mut more = wanted.clone();
        more[0].name = "gone since".into();
        assert!(!same_commands(&wanted, &more));
    }

    #[test]
    fn all_that_we_say_of_a_command_is_read_and_said_again() {
        let mut said = commands::discord_registration();
        let mut again = serde_json::to_value(commands(&said)).unwrap();
        strip(&mut said);
        strip(&mut again);
        assert_eq!(said, again);
    }
}
