//! `squall.toml`, and the environment over it: `SQUALL__STORE__URL` is `[store] url`.

pub mod approval;
mod checkpoint;
mod discord;
pub mod known;
mod people;
pub mod escalation;
pub mod plan;
pub mod retro;
mod publisher;
mod secret;
mod slack;
mod sources;
mod statement;
pub mod team;

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use serde::Deserialize;

use crate::home::Home;
use crate::incident::severity::{Matrix, MatrixError};
use crate::plan::Plan;
use crate::statement::rules::Rules;

use approval::{ApprovalError, ApprovalSettings, ApproverSettings};
pub use checkpoint::{CheckpointError, CheckpointSettings};
pub use discord::{DiscordError, DiscordKeys, DiscordSettings};
use escalation::{EscalationError, EscalationSettings, OncallSettings};
pub use people::{PeopleError, PeopleSettings};
use plan::{ConductSettings, ContentSettings, PlanError, PlaybookSettings};
pub use publisher::{PublisherError, PublisherSettings};
use retro::{RetroError, RetroSettings};
pub use slack::{SlackError, SlackKeys, SlackSettings};
pub use sources::{SourceError, SourceSettings, WebhookSettings};
pub use statement::{StatementSettings, TemplateError};
use team::{LanguageSettings, PolicySettings, TeamError, WatchSettings};

/// Read when no `--config` is given and it is there.
const DEFAULT_FILE: &str = "squall.toml";

/// What the operator decided. Every key has a default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub store: StoreSettings,
    pub http: HttpSettings,
    pub log: LogSettings,
    pub language: LanguageSettings,
    pub policy: PolicySettings,
    pub watch: Vec<WatchSettings>,
    pub source: SourceSettings,
    pub slack: SlackSettings,
    pub discord: DiscordSettings,
    pub approval: Vec<ApprovalSettings>,
    pub approvers: ApproverSettings,
    pub people: PeopleSettings,
    pub retro: RetroSettings,
    pub playbooks: PlaybookSettings,
    pub statement: StatementSettings,
    pub publisher: PublisherSettings,
    pub checkpoint: CheckpointSettings,
    /// Rows that stand instead of those of `assets/incident/severity.toml`.
    pub severity: toml::Table,
    pub content: Vec<ContentSettings>,
    pub conduct: ConductSettings,
    pub escalation: Vec<EscalationSettings>,
    pub oncall: Vec<OncallSettings>,
}

/// Where facts are kept.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoreSettings {
    /// `sqlite:FILE` or `postgres://...`; may hold a password, so it is never printed.
    pub url: String,
}

/// The one listener.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HttpSettings {
    /// This machine alone unless a token is set.
    pub listen: std::net::SocketAddr,
    /// Opens the sandbox page to whoever shows it: `/?token=...`, once.
    pub token: Option<SecretString>,
    /// Names that the page is reached by from outside.
    pub hosts: Vec<String>,
}

/// What is said about the work, on standard error.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    pub format: LogFormat,
    /// `info`, or by module: `squall=debug,sqlx=warn`.
    pub level: String,
}

/// For people, or for a machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    #[default]
    Text,
    Json,
}

impl Default for StoreSettings {
    fn default() -> Self {
        Self { url: "sqlite:squall.db".into() }
    }
}

impl std::fmt::Debug for StoreSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scheme = self.url.split(':').next().unwrap_or_default();
        f.debug_struct("StoreSettings").field("url", &format_args!("{scheme}:...")).finish()
    }
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self { listen: ([127, 0, 0, 1], 8080).into(), token: None, hosts: Vec::new() }
    }
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Text, level: "info,sqlx=warn".into() }
    }
}

/// Why the settings can't be used. The person must act.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("can't read {}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// The source carries line and caret.
    #[error("{} is wrong", path.display())]
    Wrong { path: PathBuf, source: Box<toml::de::Error> },
    #[error("a SQUALL__... variable is wrong: {0}")]
    Environment(#[from] config::ConfigError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Slack(#[from] SlackError),
    #[error(transparent)]
    Discord(#[from] DiscordError),
    #[error(transparent)]
    Team(#[from] TeamError),
    #[error(transparent)]
    Approval(#[from] ApprovalError),
    #[error(transparent)]
    People(#[from] PeopleError),
    #[error(transparent)]
    Plan(#[from] PlanError),
    #[error(transparent)]
    Escalation(#[from] EscalationError),
    #[error(transparent)]
    Retro(#[from] RetroError),
    #[error(transparent)]
    Template(#[from] TemplateError),
    #[error(transparent)]
    Publisher(#[from] PublisherError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error(transparent)]
    Severity(#[from] MatrixError),
    #[error("[http] token {0}; make one with: openssl rand -hex 32")]
    Token(secret::Weak),
    #[error("[http] listen = {0} opens the sandbox page to others; set [http] token too, or listen on 127.0.0.1")]
    Open(std::net::SocketAddr),
}

impl Settings {
    /// The file (`squall.toml` when it is there and none is named), and the environment over it.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let path = file.map_or_else(|| PathBuf::from(DEFAULT_FILE), Path::to_path_buf);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if file.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(ConfigError::Unreadable { path, source }),
        };
        Self::parse(&text).map_err(|source| ConfigError::Wrong { path, source: Box::new(source) })?;
        let environment = config::Environment::with_prefix("SQUALL").prefix_separator("__").separator("__");
        let merged = config::Config::builder()
            .add_source(config::File::from_str(&text, config::FileFormat::Toml))
            .add_source(environment)
            .build()?;
        let settings: Self = merged.try_deserialize()?;
        settings.http.token.as_ref().map_or(Ok(()), secret::strong).map_err(ConfigError::Token)?;
        if !settings.http.listen.ip().is_loopback() && settings.http.token.is_none() {
            return Err(ConfigError::Open(settings.http.listen));
        }
        Ok(settings)
    }

    /// Where and how the bot speaks, and who is in charge.
    pub fn home(&self) -> Result<Home, ConfigError> {
        let charge = people::charge(&self.people, &self.approvers)?;
        Ok(Home { charge, ..team::home(&self.language, &self.policy)? })
    }

    /// Who approves which statements.
    pub fn rules(&self) -> Result<Rules, ConfigError> {
        let rules = approval::rules(&self.approval, &self.approvers)?;
        let (templates, publisher) = (self.statement.templates()?, self.publisher.url.is_some());
        Ok(Rules { templates, publisher, platform_roles: self.approvers.platform_roles, ..rules })
    }

    /// How the team holds its retrospectives.
    pub fn retros(&self) -> Result<crate::retro::plan::Plan, ConfigError> {
        Ok(retro::plan(&self.retro)?)
    }

    /// What to do in a crisis.
    pub fn plan(&self) -> Result<Plan, ConfigError> {
        let rotas = escalation::rotas(&self.oncall, &self.approvers, &self.home()?)?;
        let escalation = escalation::policy(&self.escalation, &self.approvers, &rotas)?;
        let content = plan::content(&self.content, &self.approvers)?;
        let conduct = plan::conduct(&self.conduct, &self.approvers)?;
        Ok(Plan { escalation, rotas, content, conduct, ..plan::plan(&self.playbooks)? })
    }

    /// The rows of `[severity]` as TOML, checked; none when there are none.
    pub fn severity(&self) -> Result<Option<String>, ConfigError> {
        let text = self.severity.to_string();
        Matrix::parse(&text)?;
        Ok((!self.severity.is_empty()).then_some(text))
    }

    /// The text of a file alone; the error shows line and caret, and names the keys that would be right.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text).map_err(|mut error| {
            // The same error about a text without secrets can show its line.
            toml::from_str::<Self>(&masked(text)).err().unwrap_or_else(|| {
                error.set_input(None);
                error
            })
        })
    }
}

/// `text` with stars for the values of lines that look as if they held a secret.
fn masked(text: &str) -> String {
    const SIGNS: [&str; 8] = ["private+key", "secret", "token", "password", "url", "whsec_", "xox", "xapp"];
    let mut masked = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let lower = line.to_lowercase();
        let value = line.find(['=', '"', '\'']).filter(|_| SIGNS.iter().any(|sign| lower.contains(sign)));
        let (shown, hidden) = line.split_at(value.unwrap_or(line.len()));
        masked.push_str(shown);
        let quoted = hidden.contains(['"', '\'']);
        let mut inside = !quoted;
        for c in hidden.chars() {
            inside ^= quoted && matches!(c, '"' | '\'');
            masked.push(if inside && !matches!(c, '"' | '\'' | '=' | '\r' | '\n') { '*' } else { c });
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_embedded_database_on_loopback() {
        let settings = Settings::parse("").unwrap();
        assert_eq!(settings.store, StoreSettings::default());
        assert!(settings.http.listen.ip().is_loopback());
    }

    #[test]
    fn a_wrong_key_is_shown_where_it_stands_with_what_would_be_right() {
        let error = Settings::parse("[store]\nulr = \"sqlite:x.db\"\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains('^') && error.contains("url"), "{error}");
    }

    #[test]
    fn passwords_stay_out_of_debug() {
        let settings = Settings::parse("[store]\nurl = \"postgres://squall:hunter2@db/squall\"").unwrap();
        assert!(!format!("{settings:?}").contains("hunter2"));
    }
}
