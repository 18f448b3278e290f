//! A statement for legal: a folder with its words, votes and proofs that is read and checked without Squall.
//!
//! The ledger's rows about other matters are reduced to their hashes, so that the chain can be followed and nothing else is
//! told.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::page;
use crate::clock::from_micros;
use crate::id::StatementId;
use crate::statement::rules::Rules;
use crate::statement::store::{self, Revision, Stored};
use crate::statement::texts::Variant;
use crate::store::Store;
use crate::store::ledger::{self, Row};

const VERIFY: &str = include_str!("../../../assets/audit/verify.py");

/// Writes the folder; answers how many files it holds. Nothing is written over what is there.
pub async fn write(store: &Store, rules: &Rules, id: StatementId, out: &Path) -> Result<usize> {
    anyhow::ensure!(!out.exists(), "{} is there already; name a new folder", out.display());
    let mut tx = store.read().await?;
    let stored = store::get(&mut tx, id).await?.with_context(|| format!("there is no statement {id}"))?;
    let revisions = store::revisions(&mut tx, id).await?;
    let (rows, head) = ledger::read(&mut tx).await?;
    ledger::verify(&rows, Some(&head)).context("the ledger does not hold; nothing was exported")?;
    drop(tx);
    let mut files: Vec<(String, String)> = Vec::new();
    for revision in &revisions {
        let texts = revision.texts.all();
        files.extend(texts.iter().map(|variant| (file(revision, variant), variant.words.text().to_owned())));
        if texts.len() > 1 {
            files.push((format!("words/{}/versions.txt", revision.number), revision.texts.manifest()));
        }
    }
    let about = about(&rows, id);
    let kept = kept(&rows, &about);
    let mut facts = facts(&stored, rules, &revisions, &about, kept.last());
    let of_it = kept.iter().filter(|row| about.binary_search(&row.seq).is_ok());
    facts["decisions"] = of_it.map(|row| decision(row)).collect::<Result<_>>()?;
    files.push(("statement.json".into(), format!("{}\n", serde_json::to_string_pretty(&facts)?)));
    files.push(("ledger.jsonl".into(), lines(&kept, &about)));
    files.push(("statement.html".into(), page::html(&facts)));
    files.push(("verify.py".into(), VERIFY.to_owned()));
    files.push(("README.md".into(), page::readme(&facts)));
    let sums: String = files.iter().map(|(name, text)| format!("{}  {name}\n", sha256(text))).collect();
    files.push(("SHA256SUMS".into(), sums));
    save(out, &files)?;
    Ok(files.len())
}

/// `words/2/x.it.txt`
fn file(revision: &Revision, variant: &Variant) -> String {
    format!("words/{}/{}.{}.txt", revision.number, variant.channel.name(), variant.language)
}

/// The rows about the statement, and those about who votes for whom.
fn about(rows: &[Row], id: StatementId) -> Vec<i64> {
    let of = |row: &&Row| row.subject == id.to_string() || row.action.starts_with("delegation.");
    rows.iter().filter(of).map(|row| row.seq).collect()
}

/// From the first row about it to the last one that there is.
fn kept<'a>(rows: &'a [Row], about: &[i64]) -> Vec<&'a Row> {
    let first = about.first().copied().unwrap_or(i64::MAX);
    rows.iter().filter(|row| row.seq >= first).collect()
}

fn lines(rows: &[&Row], about: &[i64]) -> String {
    let line = |row: &&Row| match about.binary_search(&row.seq) {
        Ok(_) => serde_json::to_string(row).unwrap_or_default(),
        Err(_) => json!({ "seq": row.seq, "prev_hash": row.prev_hash, "hash": row.hash }).to_string(),
    };
    rows.iter().map(|row| line(row) + "\n").collect()
}

/// Everything about it, for people and machines.
fn facts(stored: &Stored, rules: &Rules, revisions: &[Revision], about: &[i64], last: Option<&&Row>) -> Value {
    let statement = &stored.statement;
    let version = |revision: &Revision, variant: &Variant| {
        json!({
            "channel": variant.channel.name(), "language": variant.language, "file": file(revision, variant),
            "words": variant.words.text(), "sha256": variant.words.hash(),
        })
    };
    let revision = |revision: &Revision| {
        let versions: Vec<Value> = revision.texts.all().iter().map(|variant| version(revision, variant)).collect();
        json!({
            "number": revision.number, "author": revision.author, "at": revision.at,
            "hash": revision.texts.hash(), "versions": versions,
        })
    };
    json!({
        "id": statement.id.to_string(), "kind": statement.kind.name(), "sensitive": statement.sensitive,
        "incident": statement.incident.map(|id| id.to_string()), "severity": statement.severity,
        "replaces": statement.replaces.map(|id| id.to_string()), "template": statement.template,
        "drafted_by": statement.drafted_by, "drafted_at": statement.drafted_at,
        "authors": statement.authors, "vetoed": statement.vetoed, "accounts": rules.accounts(),
        "state": statement.state.name(), "state_in_full": statement.state,
        "revisions": revisions.iter().map(revision).collect::<Vec<_>>(),
        "ledger": { "rows_about_it": about, "last_row": last.map(|row| row.seq), "last_hash": last.map(|row| &row.hash) },
    })
}

/// A row in words, for the page.
fn decision(row: &Row) -> Result<Value> {
    let detail: Value = serde_json::from_str(&row.detail)
        .with_context(|| format!("the detail of the ledger's row {} is no JSON; run squall audit verify", row.seq))?;
    Ok(json!({ "seq": row.seq, "at": from_micros(row.at), "actor": row.actor, "action": row.action, "detail": detail }))
}

fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// All or nothing: the folder gets its name when everything is in it.
fn save(out: &Path, files: &[(String, String)]) -> Result<()> {
    let beside = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = tempfile::Builder::new()
        .prefix(".squall-export-")
        .tempdir_in(beside)
        .with_context(|| format!("can't write in {}", beside.display()))?;
    for (name, text) in files {
        let path = folder.path().join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(&path, text).with_context(|| format!("can't write {}", path.display()))?;
    }
    std::fs::rename(folder.path(), out).with_context(|| format!("can't make {}", out.display()))?;
    // It has its name; nothing of the temporary one is left to take away.
    drop(folder.keep());
    Ok(())
}
