//! `[statement]`: the operator's own templates.

use std::path::PathBuf;

use serde::Deserialize;

use crate::statement::template::{Templates, Wrong};
use crate::words::Locale;

/// `[statement]`
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StatementSettings {
    /// A folder with `en.txt`, `it.txt` and so on; its templates go before those that ship.
    pub templates: Option<PathBuf>,
}

/// What is wrong with the operator's templates.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("[statement] templates = {} can't be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{}: {wrong}", path.display())]
    Wrong { path: PathBuf, wrong: Wrong },
}

impl StatementSettings {
    /// Those that ship, and the operator's over them.
    pub fn templates(&self) -> Result<Templates, TemplateError> {
        let mut all = Templates::default();
        let Some(folder) = &self.templates else { return Ok(all) };
        if let Err(source) = std::fs::read_dir(folder) {
            return Err(TemplateError::Unreadable { path: folder.clone(), source });
        }
        for locale in Locale::ALL {
            let path = folder.join(format!("{}.txt", locale.tag()));
            let text = match std::fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(source) => return Err(TemplateError::Unreadable { path, source }),
            };
            all.add(locale.tag(), &text).map_err(|wrong| TemplateError::Wrong { path, wrong })?;
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_operators_folder_goes_before_what_ships() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("it.txt"), "[holding] holding\nSappiamo di {what}.\n").unwrap();
        let settings = StatementSettings { templates: Some(folder.path().to_owned()) };
        let all = settings.templates().unwrap();
        assert_eq!(all.get("holding", "it").unwrap().words.text(), "Sappiamo di {what}.");
        assert!(all.get("holding", "en").is_some() && all.get("apology", "it").is_some());
        std::fs::write(folder.path().join("el.txt"), "[x] poem\nx\n").unwrap();
        let error = settings.templates().unwrap_err().to_string();
        assert!(
            error.ends_with("el.txt: line 1: use holding, reactive, correction, apology, reply, memo or video"),
            "{error}"
        );
        let gone = StatementSettings { templates: Some(folder.path().join("gone")) };
        assert!(gone.templates().unwrap_err().to_string().contains("can't be read"));
    }
}
