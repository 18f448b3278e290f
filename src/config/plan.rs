//! `[playbooks]`: what a team does in which kind of crisis.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::approval::ApproverSettings;
use crate::conduct::{Content, Policy};
use crate::plan::Plan;
use crate::playbook::{Fault, Shelf};

/// `[playbooks]`: where a team's own playbooks are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaybookSettings {
    /// A folder of `complaint.toml` and so on; each goes before the one that ships.
    pub folder: Option<PathBuf>,
}

/// `[[content]]`: who can pause what was scheduled.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentSettings {
    pub name: String,
    /// `slack:U012`, or a name of `[approvers.accounts]`.
    pub owner: String,
}

/// `[conduct]`: what the team decided about how it speaks.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConductSettings {
    /// The rules by which a comment may be deleted: `hate = "No hate"`.
    pub guidelines: BTreeMap<String, String>,
    /// Who is briefed when nobody is named: `slack:U012`, or names of `[approvers.accounts]`.
    pub ambassadors: Vec<String>,
    /// How many have to agree before a channel is closed.
    pub quorum: usize,
}

impl Default for ConductSettings {
    fn default() -> Self {
        let Policy { guidelines, quorum, .. } = Policy::default();
        Self { guidelines, ambassadors: Vec::new(), quorum }
    }
}

/// What is wrong, and what would be right.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("[playbooks] folder: can't read {}: {why}; write them there with: squall playbook copy {}", path.display(), path.display())]
    Unreadable { path: PathBuf, why: std::io::Error },
    /// A line for each fault.
    #[error("{}", lines(.0))]
    Playbook(Vec<Fault>),
    #[error("[[content]] {name:?}: owner = {owner:?} is nobody; write slack:U012 or a name of [approvers.accounts]")]
    Owner { name: String, owner: String },
    #[error("[conduct] ambassadors: {0:?} is nobody; write slack:U012 or a name of [approvers.accounts]")]
    Ambassador(String),
    #[error("[conduct] quorum = {0}; at least 2 people have to agree")]
    Quorum(usize),
    #[error("[conduct.guidelines] {0:?} is no name; write one word of at most 40 characters")]
    Rule(String),
    #[error("a playbook that ships is broken: {0}")]
    Shipped(Fault),
}

fn lines(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The plan that the settings describe.
pub fn plan(playbooks: &PlaybookSettings) -> Result<Plan, PlanError> {
    let mut plan = Plan::shipped().map_err(PlanError::Shipped)?;
    if let Some(folder) = &playbooks.folder {
        put_all(&mut plan.playbooks, folder)?;
    }
    Ok(plan)
}

/// Who can pause what was scheduled.
pub fn content(settings: &[ContentSettings], approvers: &ApproverSettings) -> Result<Vec<Content>, PlanError> {
    let one = |settings: &ContentSettings| {
        let ContentSettings { name, owner } = settings.clone();
        match approvers.person(&owner) {
            Some(owner) => Ok(Content { name, owner }),
            None => Err(PlanError::Owner { name, owner }),
        }
    };
    settings.iter().map(one).collect()
}

/// What the team decided about its conduct.
pub fn conduct(settings: &ConductSettings, approvers: &ApproverSettings) -> Result<Policy, PlanError> {
    let ConductSettings { guidelines, ambassadors, quorum } = settings.clone();
    let person = |written: &String| approvers.person(written).ok_or_else(|| PlanError::Ambassador(written.clone()));
    let ambassadors = ambassadors.iter().map(person).collect::<Result<_, _>>()?;
    if quorum < 2 {
        return Err(PlanError::Quorum(quorum));
    }
    let odd = |name: &&String| name.is_empty() || name.chars().count() > 40 || name.contains(char::is_whitespace);
    if let Some(name) = guidelines.keys().find(odd) {
        return Err(PlanError::Rule(name.clone()));
    }
    Ok(Policy { guidelines, ambassadors, quorum })
}

/// Puts the playbooks of a folder on the shelf; answers how many. All faults of all files are told at once.
pub fn put_all(shelf: &mut Shelf, folder: &Path) -> Result<usize, PlanError> {
    let unreadable = |path: &Path, why| PlanError::Unreadable { path: path.to_owned(), why };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        files.extend(path.extension().is_some_and(|end| end == "toml").then_some(path));
    }
    files.sort();
    let mut faults = Vec::new();
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
        faults.extend(shelf.put(&path.display().to_string(), &text).err().unwrap_or_default());
    }
    if faults.is_empty() { Ok(files.len()) } else { Err(PlanError::Playbook(faults)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use commands::IncidentKind;

    #[test]
    fn a_folder_goes_before_what_ships_and_its_faults_are_told_with_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let settings = PlaybookSettings { folder: Some(folder.path().to_owned()) };
        assert_eq!(plan(&settings).unwrap(), Plan::shipped().unwrap(), "an empty folder changes nothing");
        let mine = "version = 7\n[[task]]\nkey = \"call\"\nit = \"Chiamare\"\n";
        std::fs::write(folder.path().join("complaint.toml"), mine).unwrap();
        std::fs::write(folder.path().join("README.md"), "ours").unwrap();
        let own = plan(&settings).unwrap().playbooks;
        assert_eq!(
            own.of(IncidentKind::Complaint).map(|playbook| (playbook.version, playbook.steps.len())),
            Some((7, 1))
        );
        assert!(own.of(IncidentKind::Breach).is_some_and(|playbook| playbook.steps.len() > 1), "the others ship");
        std::fs::write(folder.path().join("breach.toml"), "version = 1\n\n[[task]]\nkey = \"x\"\ndue = \"soon\"\n")
            .unwrap();
        let error = plan(&settings).unwrap_err().to_string();
        let lines: Vec<&str> = error.lines().collect();
        assert_eq!(lines.len(), 2, "{error}");
        assert!(lines[0].contains("breach.toml:3: the task \"x\" has no text"), "{error}");
        assert!(
            lines[1].contains("breach.toml:5: due = \"soon\" is no length of time; write 30m, 2h or 1d"),
            "{error}"
        );
        let gone = PlaybookSettings { folder: Some(folder.path().join("gone")) };
        assert!(plan(&gone).unwrap_err().to_string().contains("squall playbook copy"));
    }
}
