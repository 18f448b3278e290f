//! `FILE.rejected.jsonl`: what was not taken from FILE, for people to repair.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::sources::Rejected;

/// Rejected rows while a file is imported. They are in a file beside it that gets its name at the end.
#[derive(Debug)]
pub struct Rejects {
    path: PathBuf,
    part: PathBuf,
    out: Option<BufWriter<File>>,
    /// That rejects can't be written must not stop what can be imported.
    failed: Option<io::Error>,
    pub count: u64,
}

impl Rejects {
    /// Of the file at `path`.
    pub fn of(path: &Path) -> Self {
        let beside = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let (path, part) = (beside(".rejected.jsonl"), beside(".rejected.jsonl.part"));
        Self { path, part, out: None, failed: None, count: 0 }
    }

    pub fn add(&mut self, rejected: &Rejected) {
        self.count += 1;
        if self.failed.is_none() {
            self.failed = self.write(rejected).err();
        }
    }

    fn write(&mut self, rejected: &Rejected) -> io::Result<()> {
        let out = match &mut self.out {
            Some(out) => out,
            none => none.insert(BufWriter::new(File::create(&self.part)?)),
        };
        serde_json::to_writer(&mut *out, rejected)?;
        out.write_all(b"\n")
    }

    /// Gives the file its name and says it. Where nothing was rejected there is none, also not one of an earlier import.
    pub fn finish(mut self) -> Result<Option<PathBuf>, (PathBuf, io::Error)> {
        self.close().map_err(|error| (self.path.clone(), error))
    }

    fn close(&mut self) -> io::Result<Option<PathBuf>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let Some(out) = self.out.take() else {
            return match fs::remove_file(&self.path) {
                Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
                _ => Ok(None),
            };
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&self.part, &self.path)?;
        Ok(Some(self.path.clone()))
    }
}

impl Drop for Rejects {
    fn drop(&mut self) {
        // Of an import that did not end, or of a disk that is full: half a file helps nobody.
        if self.out.take().is_some() || self.failed.is_some() {
            let _ = fs::remove_file(&self.part);
        }
    }
}
