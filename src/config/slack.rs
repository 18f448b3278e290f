//! `[slack]`: the workspace that the bot lives in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use url::{Host, Url};

use super::secret;
use crate::people::roster::Role;
use crate::platform::slack::API;

/// Every secret can stand in a file of its own instead.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SlackSettings {
    /// `xoxb-...`, of the installed app.
    pub bot_token: Option<SecretString>,
    pub bot_token_file: Option<PathBuf>,
    /// `xapp-...`, with `connections:write`: what people do comes through Socket Mode.
    pub app_token: Option<SecretString>,
    pub app_token_file: Option<PathBuf>,
    /// What people do comes over HTTP, signed with this.
    pub signing_secret: Option<SecretString>,
    pub signing_secret_file: Option<PathBuf>,
    /// `legal = ["S0123ABCD"]`: whoever is in one of these user groups of Slack has that role here.
    pub groups: BTreeMap<String, Vec<String>>,
    /// Where Slack is; another address is for tests, and plain HTTP for this machine alone.
    pub api_url: Option<String>,
}

/// What Slack is reached with, checked.
#[derive(Clone, Debug)]
pub struct SlackKeys {
    pub bot_token: SecretString,
    /// Socket Mode, when there.
    pub app_token: Option<SecretString>,
    /// HTTP, when there.
    pub signing_secret: Option<SecretString>,
    /// Our roles by the ids of Slack's user groups.
    pub groups: BTreeMap<String, Role>,
    pub api_url: String,
}

/// What is wrong with `[slack]`. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum SlackError {
    #[error("[slack] has no bot_token; copy the xoxb- token from the app's page, OAuth & Permissions")]
    NoBotToken,
    #[error(
        "[slack] hears nobody; set app_token (xapp-, Socket Mode), or signing_secret when Slack can reach Squall over HTTP"
    )]
    Deaf,
    #[error(
        "[slack] bot_token is not one of a bot; it is long and starts with xoxb-, on the app's page, OAuth & Permissions"
    )]
    BotToken,
    #[error(
        "[slack] app_token is not one of an app; it is long and starts with xapp-, on the app's page, Basic Information, App-Level Tokens"
    )]
    AppToken,
    #[error(
        "[slack] signing_secret is no signing secret; it is 32 of 0-9 and a-f, on the app's page, Basic Information"
    )]
    SigningSecret,
    #[error("[slack] sets both {0} and {0}_file; keep one")]
    Both(&'static str),
    #[error("[slack] {name}_file = {} can't be read: {source}", path.display())]
    File { name: &'static str, path: PathBuf, source: std::io::Error },
    #[error("[slack.groups] has {0:?}; use {known}", known = Role::ALL.map(Role::name).join(", "))]
    Role(String),
    #[error("[slack.groups] has {0:?}, which is no id of a user group; open the group in Slack, More, Copy group ID")]
    Group(String),
    #[error("[slack.groups] names {0} under two roles; keep one")]
    GroupTwice(String),
    #[error("[slack] api_url is wrong; leave it out, or use https:// (http:// for this machine alone)")]
    ApiUrl,
}

impl SlackSettings {
    /// The keys; none when the section is left out.
    pub fn keys(&self) -> Result<Option<SlackKeys>, SlackError> {
        let bot_token = read("bot_token", self.bot_token.as_ref(), self.bot_token_file.as_deref())?;
        let app_token = read("app_token", self.app_token.as_ref(), self.app_token_file.as_deref())?;
        let signing_secret = read("signing_secret", self.signing_secret.as_ref(), self.signing_secret_file.as_deref())?;
        let Some(bot_token) = bot_token else {
            let empty = app_token.is_none() && signing_secret.is_none();
            return if empty { Ok(None) } else { Err(SlackError::NoBotToken) };
        };
        if !is_token(&bot_token, "xoxb-") {
            return Err(SlackError::BotToken);
        }
        if app_token.as_ref().is_some_and(|token| !is_token(token, "xapp-")) {
            return Err(SlackError::AppToken);
        }
        // Its exact length is Slack's own affair; a token in its place is the usual mistake.
        let is_none =
            |secret: &SecretString| secret.expose_secret().starts_with('x') || secret::strong(secret).is_err();
        if signing_secret.as_ref().is_some_and(is_none) {
            return Err(SlackError::SigningSecret);
        }
        if app_token.is_none() && signing_secret.is_none() {
            return Err(SlackError::Deaf);
        }
        let api_url = self.api_url.clone().unwrap_or_else(|| API.to_owned());
        if !fit(&api_url) {
            return Err(SlackError::ApiUrl);
        }
        Ok(Some(SlackKeys { bot_token, app_token, signing_secret, groups: self.groups()?, api_url }))
    }

    fn groups(&self) -> Result<BTreeMap<String, Role>, SlackError> {
        let mut groups = BTreeMap::new();
        for (name, ids) in &self.groups {
            let role = Role::named(name).ok_or_else(|| SlackError::Role(name.clone()))?;
            for id in ids {
                let is_id = id.len() > 1 && id.starts_with('S') && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
                if !is_id {
                    return Err(SlackError::Group(id.clone()));
                }
                if groups.insert(id.clone(), role).is_some() {
                    return Err(SlackError::GroupTwice(id.clone()));
                }
            }
        }
        Ok(groups)
    }
}

fn read(
    name: &'static str,
    value: Option<&SecretString>,
    file: Option<&Path>,
) -> Result<Option<SecretString>, SlackError> {
    match (value, file) {
        (Some(_), Some(_)) => Err(SlackError::Both(name)),
        (value, None) => Ok(value.cloned()),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path).map_err(|source| SlackError::File {
                name,
                path: path.to_path_buf(),
                source,
            })?;
            Ok(Some(SecretString::from(text.trim())))
        }
    }
}

fn is_token(token: &SecretString, kind: &str) -> bool {
    let rest = token.expose_secret().strip_prefix(kind).unwrap_or_default();
    let plain = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    plain && secret::strong(token).is_ok()
}

/// Whether an address of an API is encrypted, or on this machine.
pub(super) fn fit(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.username().is_empty() && (url.scheme() == "https" && url.has_host() || url.scheme() == "http" && here)
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    fn keys(text: &str) -> Result<Option<SlackKeys>, String> {
        Settings::parse(&format!("[slack]\n{text}")).unwrap().slack.keys().map_err(|error| error.to_string())
    }

    const BOT: &str = "bot_token = \"xoxb-1-SECRET-FGHIJ\"\n";
    const APP: &str = "app_token = \"xapp-1-SECRET-FGHIJ\"\n";

    #[test]
    fn tokens_come_from_the_file_or_from_files_of_their_own() {
        assert!(keys("").unwrap().is_none());
        let path = std::env::temp_dir().join(format!("squall-slack-{}", std::process::id()));
        std::fs::write(&path, "xoxb-1-SECRET-FGHIJ\n").unwrap();
        let read = keys(&format!("bot_token_file = {:?}\n{APP}", path.display().to_string()));
        std::fs::remove_file(&path).unwrap();
        let keys = read.unwrap().unwrap();
        assert_eq!(keys.bot_token.expose_secret(), "xoxb-1-SECRET-FGHIJ");
        assert_eq!(keys.api_url, API);
        assert!(!format!("{keys:?}").contains("SECRET"));
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line_without_the_secret() {
        for (text, says) in [
            (APP.to_owned(), "no bot_token"),
            (BOT.to_owned(), "app_token"),
            (format!("bot_token = \"xoxp-1-SECRET\"\n{APP}"), "xoxb-"),
            (format!("bot_token = \"xoxb-SECRET SECRET\"\n{APP}"), "xoxb-"),
            (format!("{BOT}app_token = \"xoxb-1-SECRET-FGHIJ\""), "xapp-"),
            (format!("{BOT}signing_secret = \"xapp-1-SECRET-FGHIJ\""), "signing_secret"),
            (format!("{BOT}{APP}signing_secret = \"\""), "Basic Information"),
            (format!("{BOT}{APP}signing_secret_file = \"/dev/null\""), "Basic Information"),
            (format!("{BOT}signing_secret = \"8f742231b10e888\""), "Basic Information"),
            (format!("bot_token = \"\"\n{APP}"), "OAuth"),
            (format!("bot_token = \"xoxb-SECRET\"\n{APP}"), "it is long"),
            (format!("bot_token = \"xoxb-your-token-SECRET\"\n{APP}"), "xoxb-"),
            (format!("{BOT}app_token = \"xapp-SECRET\""), "it is long"),
            (format!("{BOT}bot_token_file = \"/x\"\n{APP}"), "keep one"),
            (format!("bot_token_file = \"/nowhere/at/all\"\n{APP}"), "/nowhere/at/all"),
            (format!("{BOT}{APP}api_url = \"http://slack.example/api\""), "https"),
            (format!("{BOT}{APP}api_url = \"slack.com\""), "https"),
            (format!("{BOT}{APP}[slack.groups]\nboss = [\"S1\"]"), "use lead, pr, legal"),
            (format!("{BOT}{APP}[slack.groups]\nlegal = [\"@legal\"]"), "Copy group ID"),
            (format!("{BOT}{APP}[slack.groups]\nlegal = [\"S1\"]\npr = [\"S1\"]"), "keep one"),
        ] {
            let error = keys(&text).unwrap_err();
            assert!(error.contains(says) && !error.contains("SECRET") && !error.contains('\n'), "{error}");
        }
        assert!(keys(&format!("{BOT}{APP}api_url = \"http://127.0.0.1:9/api\"")).unwrap().is_some());
        let shown =
            Settings::parse(&format!("[slack]\n{BOT}app_tokn = \"xapp-1-SECRET-FGHIJ\"")).unwrap_err().to_string();
        assert!(shown.contains("app_token") && !shown.contains("SECRET"), "{shown}");
    }
}
