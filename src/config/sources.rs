//! `[[source.KIND]]`: where mentions come from.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

use super::{ConfigError, secret};
use crate::sources::FieldMap;
use crate::sources::webhook::{Endpoint, MAX_BODY, WrongSecret};

/// The largest body that an endpoint may be told to take, in bytes.
const LARGEST_BODY: usize = 16 << 20;

/// The sources, by kind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceSettings {
    pub webhook: Vec<WebhookSettings>,
}

/// `[[source.webhook]]`: mentions are posted to `/hooks/mentions/NAME`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookSettings {
    /// 1 to 40 of a-z, 0-9 and `-`.
    pub name: String,
    /// `whsec_` and Base64. Several while they are rotated; each is good.
    #[serde(default)]
    pub secrets: Vec<SecretString>,
    /// Files with a secret in each line.
    #[serde(default)]
    pub secret_files: Vec<PathBuf>,
    /// A longer body is refused.
    #[serde(default = "max_bytes")]
    pub max_bytes: usize,
    /// What members mean, where the sender has names of its own: `map = { text = "body" }`.
    #[serde(default)]
    pub map: FieldMap,
}

fn max_bytes() -> usize {
    MAX_BODY
}

/// What is wrong with a source. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("the webhook name `{0}` is wrong; use 1 to 40 of a-z, 0-9 and -")]
    Name(String),
    #[error("two webhooks are named `{0}`; rename one")]
    Twice(String),
    #[error("the webhook `{0}` has no secret; make one with: echo \"whsec_$(openssl rand -base64 32)\"")]
    NoSecret(String),
    #[error(
        "secret {place} of the webhook `{name}` is wrong: {why}; make one with: echo \"whsec_$(openssl rand -base64 32)\""
    )]
    Secret { name: String, place: usize, why: WrongSecret },
    #[error("the secret_files of the webhook `{name}` name {}, which can't be read: {source}", path.display())]
    File { name: String, path: PathBuf, source: std::io::Error },
    #[error("the max_bytes of the webhook `{name}` are {bytes}; use 1 to {LARGEST_BODY}")]
    Size { name: String, bytes: usize },
}

impl SourceSettings {
    /// The webhook's endpoints, checked, with their secrets read.
    pub fn endpoints(&self) -> Result<Vec<Endpoint>, ConfigError> {
        let mut endpoints: Vec<Endpoint> = Vec::with_capacity(self.webhook.len());
        for webhook in &self.webhook {
            if endpoints.iter().any(|endpoint| endpoint.name == webhook.name) {
                return Err(SourceError::Twice(webhook.name.clone()).into());
            }
            endpoints.push(webhook.endpoint()?);
        }
        Ok(endpoints)
    }
}

impl WebhookSettings {
    fn endpoint(&self) -> Result<Endpoint, SourceError> {
        let name = || self.name.clone();
        let plain = self.name.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        if !plain || !(1..=40).contains(&self.name.len()) {
            return Err(SourceError::Name(name()));
        }
        if !(1..=LARGEST_BODY).contains(&self.max_bytes) {
            return Err(SourceError::Size { name: name(), bytes: self.max_bytes });
        }
        let mut secrets = self.secrets.clone();
        for path in &self.secret_files {
            let text = std::fs::read_to_string(path).map_err(|source| SourceError::File {
                name: name(),
                path: path.clone(),
                source,
            })?;
            secrets.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(SecretString::from));
        }
        if secrets.is_empty() {
            return Err(SourceError::NoSecret(name()));
        }
        let key = |(place, given)| secret::key(given).map_err(|why| SourceError::Secret { name: name(), place, why });
        let keys = (1..).zip(&secrets).map(key).collect::<Result<_, _>>()?;
        Ok(Endpoint { max_body: self.max_bytes, map: self.map.clone(), ..Endpoint::new(name(), keys) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    const SECRET: &str = "whsec_q9r8GKYqrTwjUPD8ILPZIo2LaLaSwHy1";

    fn endpoints(text: &str) -> Result<Vec<Endpoint>, String> {
        Settings::parse(text).unwrap().source.endpoints().map_err(|error| error.to_string())
    }

    #[test]
    fn an_endpoint_has_its_secrets_its_limit_and_its_names() {
        let dir = std::env::temp_dir().join(format!("squall-secrets-{}", std::process::id()));
        std::fs::write(&dir, format!("{SECRET}\n\n")).unwrap();
        let text = format!(
            "[[source.webhook]]\nname = \"brand\"\nsecrets = [\"{SECRET}\"]\nsecret_files = [{:?}]\nmax_bytes = 4096\n\
             map = {{ text = \"body.plain\" }}\n",
            dir.display()
        );
        let endpoints = endpoints(&text);
        std::fs::remove_file(&dir).unwrap();
        let endpoint = &endpoints.unwrap()[0];
        assert_eq!((endpoint.keys.len(), endpoint.max_body), (2, 4096));
        assert_eq!(endpoint.map.columns().collect::<Vec<_>>(), ["body.plain"]);
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line_without_the_secret() {
        let webhook = |rest: &str| format!("[[source.webhook]]\n{rest}\n");
        let good = webhook(&format!("name = \"brand\"\nsecrets = [\"{SECRET}\"]"));
        let cases = [
            (webhook("name = \"Brand 1\""), "a-z"),
            (webhook("name = \"brand\""), "openssl rand"),
            (webhook("name = \"brand\"\nsecrets = [\"whsec_c2hvcnQ=\"]"), "5 bytes"),
            (webhook("name = \"brand\"\nsecrets = [\"plaintext\"]"), "whsec_"),
            (webhook("name = \"brand\"\nsecrets = [\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]"), "of an example"),
            (webhook("name = \"brand\"\nsecret_files = [\"/nowhere/at/all\"]"), "/nowhere/at/all"),
            (webhook("name = \"brand\"\nmax_bytes = 0"), "max_bytes"),
            (format!("{good}{good}"), "rename"),
        ];
        for (text, said) in cases {
            let error = endpoints(&text).unwrap_err();
            assert!(error.contains(said) && !error.contains('\n'), "{error}");
            assert!(!error.contains("c2hv") && !error.contains("plaintext"), "{error}");
        }
    }

    #[test]
    fn errors_about_the_file_and_debug_show_no_secret() {
        let webhook = format!("[[source.webhook]]\nname = \"brand\"\nsecrets = [\"{SECRET}\"]");
        let mistakes = [
            webhook.replace("secrets", "secret"),
            webhook.replace(['[', ']'], "").replace("source.webhook", "[[source.webhook]]"),
            webhook.replace("[\"", "").replace("\"]", ""),
            webhook.replace("\"]", "]"),
            webhook.replace("q9r8", "\\q"),
        ];
        for text in mistakes {
            let error = Settings::parse(&text).unwrap_err().to_string();
            assert!(!error.contains("8GKYqrTwjUPD"), "{error}");
        }
        let shown = format!("{:?}", Settings::parse(&webhook).unwrap());
        assert!(shown.contains("brand") && !shown.contains("8GKYqrTwjUPD"), "{shown}");
    }
}
