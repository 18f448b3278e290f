//! What can be found out about the bot without anybody noticing: who it is, where it is, what it may do there.

use serde_json::Value;
use serenity::http::{LightMethod, Route};

use super::calls::{id, missing_channel};
use super::rest::Call;
use super::trouble::{Trouble, UNKNOWN_MEMBER, UNKNOWN_USER};
use super::{Discord, gateway};
use crate::chat::{ChatError, Place};

const ADMINISTRATOR: u64 = 1 << 3;
/// Flags of an application that may read what is said without the bot's name, granted or among few servers.
const CONTENT: u64 = 1 << 18 | 1 << 19;

/// What Discord tells of the application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The application's id.
    pub application: String,
    pub name: String,
    /// The bot's own id.
    pub user: String,
    /// Whether the message content intent is turned on.
    pub content: bool,
    /// Sessions of the gateway that are left today.
    pub sessions: Option<u64>,
}

impl Discord {
    pub async fn identity(&self) -> Result<Identity, ChatError> {
        let doing = "look the bot up";
        let me = self.rest.call(Call::new(doing, LightMethod::Get, Route::UserMe)).await?;
        let told = self.rest.call(Call::new(doing, LightMethod::Get, Route::Oauth2ApplicationCurrent)).await?;
        let sessions = gateway::gateway(self).await?["session_start_limit"]["remaining"].as_u64();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(Identity {
            application: text(&told["id"]),
            name: text(&told["name"]),
            user: text(&me["id"]),
            content: told["flags"].as_u64().unwrap_or_default() & CONTENT != 0,
            sessions,
        })
    }

    /// The name of a server that the bot is in.
    pub async fn guild(&self, guild: &str) -> Result<String, ChatError> {
        let doing = "look a server up";
        let told =
            self.rest.call(Call::new(doing, LightMethod::Get, Route::Guild { guild_id: id(guild, doing)? })).await?;
        Ok(told["name"].as_str().unwrap_or_default().to_owned())
    }

    /// The place by its id: events carry ids, people write names. Answers a place that has its id at once.
    pub async fn resolve(&self, place: &Place) -> Result<Place, ChatError> {
        if place.direct_to().is_some() {
            return Ok(place.clone());
        }
        Ok(Place { channel: self.address(place).await?, ..place.clone() })
    }

    /// The permission bits of the bot in a channel.
    pub async fn permissions(&self, place: &Place, bot: &str) -> Result<u64, ChatError> {
        Ok(self.permitted(place, bot).await.map_err(missing_channel)?)
    }

    /// Whether somebody is a member of none of the bot's servers. Discord refuses letters to them as it does to those who take
    /// none, so that the refusal alone does not tell.
    pub(super) async fn is_in_no_server(&self, user: &str) -> Result<bool, Trouble> {
        let doing = "look a member up";
        let servers = self.rest.call(Call::new(doing, LightMethod::Get, Route::UserMeGuilds)).await?;
        let servers: Vec<&str> =
            servers.as_array().into_iter().flatten().filter_map(|server| server["id"].as_str()).collect();
        for server in &servers {
            let route = Route::GuildMember { guild_id: id(server, doing)?, user_id: id(user, doing)? };
            match self.rest.call(Call::new(doing, LightMethod::Get, route)).await {
                Ok(_) => return Ok(false),
                Err(trouble) if matches!(trouble.code, UNKNOWN_MEMBER | UNKNOWN_USER) => {}
                Err(trouble) => return Err(trouble),
            }
        }
        Ok(!servers.is_empty())
    }

    async fn permitted(&self, place: &Place, bot: &str) -> Result<u64, Trouble> {
        let doing = "look its permissions up";
        let channel = self.address(place).await?;
        let route = Route::Channel { channel_id: id(&channel, doing)? };
        let told = self.rest.call(Call::new(doing, LightMethod::Get, route).channel(&channel)).await?;
        let guild = told["guild_id"].as_str().unwrap_or_default().to_owned();
        let route = Route::GuildRoles { guild_id: id(&guild, doing)? };
        let roles = self.rest.call(Call::new(doing, LightMethod::Get, route)).await?;
        let route = Route::GuildMember { guild_id: id(&guild, doing)?, user_id: id(bot, doing)? };
        let member = self.rest.call(Call::new(doing, LightMethod::Get, route)).await?;
        Ok(effective(&roles, &member, &told["permission_overwrites"], &guild, bot))
    }
}

/// What a member may do in a channel (discord.com/developers/docs/topics/permissions#permission-overwrites).
fn effective(roles: &Value, member: &Value, overwrites: &Value, guild: &str, user: &str) -> u64 {
    let has =
        |role: &str| role == guild || member["roles"].as_array().is_some_and(|all| all.iter().any(|one| one == role));
    let bits = |value: &Value| value.as_str().and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
    let all = roles.as_array().into_iter().flatten();
    let base =
        all.filter(|role| role["id"].as_str().is_some_and(has)).fold(0, |sum, role| sum | bits(&role["permissions"]));
    if base & ADMINISTRATOR != 0 {
        return u64::MAX;
    }
    let of = |who: &dyn Fn(&str) -> bool| {
        let all = overwrites.as_array().into_iter().flatten();
        let mine = all.filter(|one| one["id"].as_str().is_some_and(who));
        mine.fold((0, 0), |(allow, deny), one| (allow | bits(&one["allow"]), deny | bits(&one["deny"])))
    };
    let layers = [of(&|one| one == guild), of(&|one| one != guild && has(one)), of(&|one| one == user)];
    layers.into_iter().fold(base, |bits, (allow, deny)| bits & !deny | allow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_channel_takes_away_and_gives_back() {
        let roles = json!([{ "id": "1", "permissions": "3072" }, { "id": "2", "permissions": "16384" }]);
        let member = json!({ "roles": ["2"] });
        let may = |overwrites: &Value| effective(&roles, &member, overwrites, "1", "9");
        assert_eq!(may(&json!([])), 3072 | 16_384);
        // Everybody may not see it, the bot's role may.
        let hidden = json!([{ "id": "1", "deny": "1024", "allow": "0" }, { "id": "2", "deny": "0", "allow": "1024" }]);
        assert_eq!(may(&hidden), 3072 | 16_384);
        let muted = json!([{ "id": "9", "deny": "2048", "allow": "0" }, { "id": "3", "deny": "0", "allow": "8" }]);
        assert_eq!(may(&muted), 1024 | 16_384);
        let ruler = json!([{ "id": "1", "permissions": "8" }]);
        assert_eq!(effective(&ruler, &member, &muted, "1", "9"), u64::MAX);
    }
}
