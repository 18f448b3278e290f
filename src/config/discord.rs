//! `[discord]`: the servers that the bot lives in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::Url;

use super::secret;
use super::slack::fit;
use crate::people::roster::Role;

/// Where Discord is.
const API: &str = "https://discord.com/api/v10";

/// The token can stand in a file of its own instead.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DiscordSettings {
    /// Of the application's page, Bot.
    pub bot_token: Option<SecretString>,
    pub bot_token_file: Option<PathBuf>,
    /// Asked for when left out.
    pub application_id: Option<String>,
    /// The servers, by id: commands appear there at once, and channels have names. Without any, commands are registered
    /// for all servers.
    pub guilds: Vec<String>,
    /// Whether the application was granted the message content intent.
    pub message_content: bool,
    /// Whether an incident's thread is seen by those alone who are invited to it.
    pub private_threads: bool,
    /// `legal = ["123456789012345678"]`: whoever has one of these roles of Discord has that role here.
    pub roles: BTreeMap<String, Vec<String>>,
    /// Where Discord is; another address is for tests, and plain HTTP for this machine alone.
    pub api_url: Option<String>,
    /// Where its gateway is; asked for when left out.
    pub gateway_url: Option<String>,
}

/// What Discord is reached with, checked.
#[derive(Clone, Debug)]
pub struct DiscordKeys {
    pub bot_token: SecretString,
    pub application: Option<String>,
    pub guilds: Vec<String>,
    pub message_content: bool,
    pub private_threads: bool,
    /// Our roles by the ids of Discord's.
    pub roles: BTreeMap<String, Role>,
    pub api_url: String,
    pub gateway_url: Option<String>,
}

/// What is wrong with `[discord]`. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum DiscordError {
    #[error("[discord] has no bot_token; copy it from the application's page, Bot, Reset Token")]
    NoToken,
    #[error(
        "[discord] bot_token is no token of a bot; copy it from the application's page, Bot, Reset Token, without \"Bot \""
    )]
    Token,
    #[error("[discord] sets both bot_token and bot_token_file; keep one")]
    Both,
    #[error("[discord] bot_token_file = {} can't be read: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("[discord] {name} = {value:?} is no id; turn on Developer Mode in Discord, right-click, Copy ID")]
    Id { name: &'static str, value: String },
    #[error("[discord.roles] has {0:?}; use {known}", known = Role::ALL.map(Role::name).join(", "))]
    Role(String),
    #[error("[discord.roles] names {0} under two roles; keep one")]
    RoleTwice(String),
    #[error("[discord] api_url is wrong; leave it out, or use https:// (http:// for this machine alone)")]
    ApiUrl,
    #[error("[discord] gateway_url is wrong; leave it out, or use wss:// (ws:// for this machine alone)")]
    GatewayUrl,
    #[error("[discord] is set, but this squall was built without Discord; build it with the feature discord")]
    NotBuilt,
}

impl DiscordSettings {
    /// The keys; none when the section is left out.
    pub fn keys(&self) -> Result<Option<DiscordKeys>, DiscordError> {
        let Some(bot_token) = self.token()? else {
            let empty = self.guilds.is_empty() && self.application_id.is_none();
            return if empty { Ok(None) } else { Err(DiscordError::NoToken) };
        };
        if !is_token(&bot_token) {
            return Err(DiscordError::Token);
        }
        let guilds = self.guilds.iter().map(|guild| ("guilds", guild));
        for (name, value) in guilds.chain(self.application_id.iter().map(|id| ("application_id", id))) {
            if value.parse::<u64>().is_err() {
                return Err(DiscordError::Id { name, value: value.clone() });
            }
        }
        let api_url = self.api_url.clone().unwrap_or_else(|| API.to_owned());
        if !fit(&api_url) {
            return Err(DiscordError::ApiUrl);
        }
        if self.gateway_url.as_deref().is_some_and(|url| !fit_for_a_socket(url)) {
            return Err(DiscordError::GatewayUrl);
        }
        if !cfg!(feature = "discord") {
            return Err(DiscordError::NotBuilt);
        }
        Ok(Some(DiscordKeys {
            bot_token,
            application: self.application_id.clone(),
            guilds: self.guilds.clone(),
            message_content: self.message_content,
            private_threads: self.private_threads,
            roles: self.roles()?,
            api_url,
            gateway_url: self.gateway_url.clone(),
        }))
    }

    fn roles(&self) -> Result<BTreeMap<String, Role>, DiscordError> {
        let mut roles = BTreeMap::new();
        for (name, ids) in &self.roles {
            let role = Role::named(name).ok_or_else(|| DiscordError::Role(name.clone()))?;
            for id in ids {
                if id.parse::<u64>().is_err() {
                    return Err(DiscordError::Id { name: "roles", value: id.clone() });
                }
                if roles.insert(id.clone(), role).is_some() {
                    return Err(DiscordError::RoleTwice(id.clone()));
                }
            }
        }
        Ok(roles)
    }

    fn token(&self) -> Result<Option<SecretString>, DiscordError> {
        match (&self.bot_token, &self.bot_token_file) {
            (Some(_), Some(_)) => Err(DiscordError::Both),
            (value, None) => Ok(value.clone()),
            (None, Some(path)) => {
                let read = std::fs::read_to_string(path);
                let text = read.map_err(|source| DiscordError::File { path: path.clone(), source })?;
                Ok(Some(SecretString::from(text.trim())))
            }
        }
    }
}

/// Three parts with dots between.
fn is_token(given: &SecretString) -> bool {
    let token = given.expose_secret();
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=".contains(&b));
    token.split('.').count() == 3 && token.split('.').all(plain) && secret::strong(given).is_ok()
}

fn fit_for_a_socket(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    match url.scheme() {
        "wss" => fit(&url.as_str().replacen("wss", "https", 1)),
        "ws" => fit(&url.as_str().replacen("ws", "http", 1)),
        _ => false,
    }
}

#[cfg(test)]
#[cfg(feature = "discord")]
mod tests {
    use super::super::Settings;
    use super::*;

    fn keys(text: &str) -> Result<Option<DiscordKeys>, String> {
        Settings::parse(&format!("[discord]\n{text}")).unwrap().discord.keys().map_err(|error| error.to_string())
    }

    #[test]
    fn a_token_is_enough_and_nothing_is_nothing() {
        assert!(keys("").unwrap().is_none());
        let found = keys("bot_token = \"MTIz.abc.d-e_fghijk\"").unwrap().unwrap();
        assert_eq!((found.api_url.as_str(), found.message_content), (API, false));
        assert_eq!(
            keys("bot_token = \"a.b.c-defghijklmn\"\napi_url = \"http://127.0.0.1:1/api\"")
                .unwrap()
                .unwrap()
                .guilds
                .len(),
            0
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_the_cure_and_without_the_token() {
        for (text, cure) in [
            ("guilds = [\"1\"]", "Reset Token"),
            ("bot_token = \"Bot a.b.hunter2-and-more\"", "without \"Bot \""),
            ("bot_token = \"xoxb-hunter2\"", "Reset Token"),
            ("bot_token = \" \"", "Reset Token"),
            ("bot_token = \"a.b.hunter2\"", "Reset Token"),
            ("bot_token = \"a.b.hunter2-and-more\"\nguilds = [\"my server\"]", "Copy ID"),
            ("bot_token = \"a.b.hunter2-and-more\"\nbot_token_file = \"x\"", "keep one"),
            ("bot_token = \"a.b.hunter2-and-more\"\napi_url = \"http://evil.example\"", "https://"),
            ("bot_token = \"a.b.hunter2-and-more\"\n[discord.roles]\nboss = [\"1\"]", "use lead, pr, legal"),
            ("bot_token = \"a.b.hunter2-and-more\"\n[discord.roles]\nlegal = [\"@Legal\"]", "Copy ID"),
            ("bot_token = \"a.b.hunter2-and-more\"\n[discord.roles]\nlegal = [\"1\"]\npr = [\"1\"]", "keep one"),
            ("bot_token = \"a.b.hunter2-and-more\"\ngateway_url = \"ws://evil.example\"", "wss://"),
        ] {
            let error = keys(text).unwrap_err();
            assert!(error.contains(cure) && !error.contains("hunter2"), "{error}");
        }
    }
}
