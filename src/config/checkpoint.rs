//! `[checkpoint]`: the ledger's head, signed and posted every day.

use std::path::PathBuf;

use secrecy::SecretString;
use serde::Deserialize;

use crate::chat::Place;
use crate::checkpoint::Anchor;
use crate::checkpoint::note::{Signer, Wrong};

/// `[checkpoint]`: nothing is signed without a key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckpointSettings {
    /// As `squall audit key` writes it.
    pub key: Option<SecretString>,
    pub key_file: Option<PathBuf>,
    /// Where it is posted: `slack:C012ABCDEF`.
    pub channel: Option<String>,
}

/// What is wrong. Never shows a secret.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    #[error("[checkpoint] key {0}")]
    Key(Wrong),
    #[error("[checkpoint] key_file {} can't be read: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("[checkpoint] has no key; make one with: squall audit key squall.example.org/ledger")]
    NoKey,
    #[error(
        "[checkpoint] channel = {0:?} is no channel by its id; write slack:C012ABCDEF or discord:123456789012345678"
    )]
    Channel(String),
}

impl CheckpointSettings {
    /// With which key, and where; none when the operator did not ask for it.
    pub fn anchor(&self) -> Result<Option<Anchor>, CheckpointError> {
        let Some(channel) = &self.channel else {
            // A key alone is enough to sign and compare by hand.
            return self.signer().map(|_| None);
        };
        let signer = self.signer()?.ok_or(CheckpointError::NoKey)?;
        let channel = Place::parse(channel).ok_or_else(|| CheckpointError::Channel(channel.clone()))?;
        Ok(Some(Anchor { signer, channel }))
    }

    /// The key.
    pub fn signer(&self) -> Result<Option<Signer>, CheckpointError> {
        let key = match (&self.key, &self.key_file) {
            (Some(key), _) => key.clone(),
            (None, Some(path)) => {
                let file = |source| CheckpointError::File { path: path.clone(), source };
                std::fs::read_to_string(path).map_err(file)?.trim().to_owned().into()
            }
            (None, None) => return Ok(None),
        };
        Signer::parse(&key).map(Some).map_err(CheckpointError::Key)
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn a_checkpoint_has_a_key_and_a_place() {
        let key = Signer::new_key("acme/ledger", &[5; 32]).unwrap();
        let key = format!("key = \"{}\"\n", key.expose_secret());
        for (text, says) in [
            (String::new(), ""),
            (key.clone(), ""),
            (format!("{key}channel = \"slack:C1\""), ""),
            ("channel = \"slack:C1\"".into(), "has no key"),
            (format!("{key}channel = \"C1\""), "is no channel"),
            ("key = \"hunter2hunter2hunter2\"".into(), "is no key"),
            ("key = \"\"".into(), "is no key"),
            ("key_file = \"no-such-file\"".into(), "can't be read"),
        ] {
            let settings: CheckpointSettings = toml::from_str(&text).unwrap();
            let said = settings.anchor().err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains(says) && said.is_empty() == says.is_empty(), "{text}: {said}");
            assert!(!said.contains("hunter2") && !format!("{settings:?}").contains("hunter2"));
        }
    }
}
