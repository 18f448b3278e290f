//! `[publisher]`: the tool that publishes what was approved.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

use super::secret;
use crate::publisher::{Publisher, Unusable};
use crate::sources::webhook::WrongSecret;

/// `[publisher]`: approved words are posted there, signed as Standard Webhooks say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublisherSettings {
    /// Nothing is handed out without it.
    pub url: Option<String>,
    /// `whsec_` and Base64: the tool has the same.
    pub secret: Option<SecretString>,
    pub secret_file: Option<PathBuf>,
}

/// What is wrong. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum PublisherError {
    #[error("[publisher] has no secret; make one with: echo \"whsec_$(openssl rand -base64 32)\"")]
    NoSecret,
    #[error("the secret of [publisher] is wrong: {0}; make one with: echo \"whsec_$(openssl rand -base64 32)\"")]
    Secret(WrongSecret),
    #[error("[publisher] secret_file {} can't be read: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Unusable(#[from] Unusable),
}

impl PublisherSettings {
    /// The tool, if one is connected.
    pub fn publisher(&self) -> Result<Option<Publisher>, PublisherError> {
        let Some(url) = &self.url else { return Ok(None) };
        let given = match (&self.secret, &self.secret_file) {
            (Some(given), _) => given.clone(),
            (None, Some(path)) => {
                let file = |source| PublisherError::File { path: path.clone(), source };
                SecretString::from(std::fs::read_to_string(path).map_err(file)?.trim().to_owned())
            }
            (None, None) => return Err(PublisherError::NoSecret),
        };
        let key = secret::key(&given).map_err(PublisherError::Secret)?;
        Ok(Some(Publisher::new(url, key)?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;

    #[test]
    fn a_tool_has_an_address_and_a_secret() {
        let secret = "secret = \"whsec_q9r8GKYqrTwjUPD8ILPZIo2LaLaSwHy1\"\n";
        for (text, says) in [
            (format!("url = \"https://tool.example/hook\"\n{secret}"), ""),
            ("url = \"https://tool.example/hook\"\n".into(), "has no secret"),
            (format!("url = \"http://tool.example/hook\"\n{secret}"), "use https"),
            ("url = \"https://tool.example/hook\"\nsecret = \"hunter2\"\n".into(), "whsec_"),
            (
                "url = \"https://tool.example/hook\"\nsecret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n".into(),
                "of an example",
            ),
        ] {
            let settings = Settings::parse(&format!("[publisher]\n{text}")).unwrap();
            match settings.publisher.publisher() {
                Ok(publisher) => assert!(says.is_empty() && publisher.is_some(), "{text}"),
                Err(error) => assert!(!says.is_empty() && error.to_string().contains(says), "{text}: {error}"),
            }
        }
        assert!(Settings::parse("").unwrap().publisher.publisher().unwrap().is_none());
    }
}
