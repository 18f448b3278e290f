//! What legal gets: a statement with its words, votes and proofs in a folder that is checked without Squall; and a ledger
//! in which whatever was tampered with is found.

use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use squall::cli::audit::bundle;
use squall::execute;
use squall::id::StatementId;
use squall::statement::rules::Rules;
use squall::store::ledger::{self, Row};

use crate::world::{World, stories};

stories!(a_statement_leaves_with_its_proofs, tampering_is_found_in_the_database_and_in_an_export);

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// As README.md of the folder says, with nothing of ours.
fn row_hash(row: &serde_json::Value) -> String {
    let text = |key: &str| match &row[key] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut all = String::new();
    for key in ["prev_hash", "seq", "at", "actor", "action", "subject", "detail"] {
        let field = text(key);
        all.push_str(&format!("{}:{field}", field.len()));
    }
    sha256(all.as_bytes())
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn verified(folder: &Path) -> Result<String, String> {
    let done = Command::new("python3").arg(folder.join("verify.py")).output().expect("python3 is there");
    let said = String::from_utf8(done.stdout).unwrap();
    if done.status.success() { Ok(said) } else { Err(said) }
}

async fn reviewed(world: &mut World) {
    world.says("maya", "/crisis statement draft We know <b>it</b> & look. --outlet press --review yes").await;
    world.says("maya", "/crisis watch add lumo lumo").await;
    world.says("giulia", "/crisis statement version S-1 Lo sappiamo. --outlet x --language it").await;
    world.presses("nikos", "Approve").await;
    world.says("maya", "/crisis statement published S-1 https://social.example/1").await;
}

async fn a_statement_leaves_with_its_proofs(world: &mut World) {
    reviewed(world).await;
    let around = tempfile::tempdir().unwrap();
    let folder = around.path().join("S-1");
    let files = bundle::write(&world.app.store, &Rules::default(), StatementId(1), &folder).await.unwrap();
    assert_eq!(files, 10, "three texts, the list of versions, six more");
    assert!(
        bundle::write(&world.app.store, &Rules::default(), StatementId(1), &folder).await.is_err(),
        "never over it"
    );
    assert!(
        bundle::write(&world.app.store, &Rules::default(), StatementId(9), &around.path().join("x")).await.is_err()
    );

    // Every hash anew, by our own hand.
    for line in std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap().lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        assert_eq!(sum, sha256(&std::fs::read(folder.join(name)).unwrap()), "{name}");
    }
    let statement = json(&folder.join("statement.json"));
    let press = sha256("We know <b>it</b> & look.".as_bytes());
    let x = sha256("Lo sappiamo.".as_bytes());
    assert_eq!(statement["revisions"][0]["hash"], press.as_str());
    let both = sha256(format!("press en {press}\nx it {x}\n").as_bytes());
    assert_eq!(statement["revisions"][1]["hash"], both.as_str());
    assert_eq!(statement["state_in_full"]["published"]["approval"]["hash"], both.as_str());
    let mut before = None::<serde_json::Value>;
    let (mut about, mut others) = (Vec::new(), 0);
    for line in std::fs::read_to_string(folder.join("ledger.jsonl")).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        if let Some(before) = &before {
            assert_eq!(row["prev_hash"], before["hash"]);
        }
        match row["action"].as_str() {
            Some(action) => {
                assert_eq!(row["hash"], row_hash(&row).as_str());
                about.push(action.to_owned());
            }
            None => others += 1,
        }
        before = Some(row);
    }
    let decided = ["drafted", "review_asked", "edited", "voted", "approved", "published"];
    assert_eq!(about, decided.map(|what| format!("statement.{what}")));
    assert_eq!(others, 1, "of the watch only its hash is told");
    let page = std::fs::read_to_string(folder.join("statement.html")).unwrap();
    assert!(page.contains("We know &lt;b&gt;it&lt;/b&gt; &amp; look.") && !page.contains("<b>"), "{page}");

    // And as legal would, with the script beside it.
    assert_eq!(verified(&folder).unwrap(), "S-1: 2 revisions and 6 rows of the ledger, every hash holds\n");
    let tamper = |file: &str, from: &str, to: &str| {
        let path = folder.join(file);
        let was = std::fs::read_to_string(&path).unwrap();
        assert!(was.contains(from), "{file} has {from}");
        std::fs::write(&path, was.replacen(from, to, 1)).unwrap();
        let said = verified(&folder).unwrap_err();
        std::fs::write(&path, was).unwrap();
        said
    };
    assert!(tamper("words/1/press.en.txt", "We know", "We knew").contains("words/1/press.en.txt was changed"));
    assert!(tamper("ledger.jsonl", "statement.voted", "statement.vetoed").contains("was changed"));
    let rows = std::fs::read_to_string(folder.join("ledger.jsonl")).unwrap();
    let second = rows.lines().nth(1).unwrap();
    assert!(tamper("ledger.jsonl", &format!("{second}\n"), "").contains("missing or out of order"));
    assert!(verified(&folder).is_ok());
}

async fn tampering_is_found_in_the_database_and_in_an_export(world: &mut World) {
    reviewed(world).await;
    let (rows, written) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    let around = tempfile::tempdir().unwrap();
    let file = around.path().join("ledger.jsonl");
    let verify = |rows: &[Row]| {
        let lines: Vec<String> = rows.iter().map(|row| serde_json::to_string(row).unwrap()).collect();
        std::fs::write(&file, lines.join("\n")).unwrap();
        let squall = env!("CARGO_BIN_EXE_squall");
        let done = Command::new(squall).args(["audit", "verify"]).arg(&file).output().unwrap();
        (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let (code, said) = verify(&rows);
    assert_eq!((code, said.trim()), (Some(0), format!("{written} rows, every hash holds").as_str()));
    let mut tampered = rows.clone();
    tampered[2].actor = "somebody".to_owned();
    let (code, said) = verify(&tampered);
    assert!(code == Some(1) && said.contains("row 3 was changed"), "{said}");
    let mut removed = rows.clone();
    removed.remove(3);
    let (code, said) = verify(&removed);
    assert!(code == Some(1) && said.contains("row 4 is missing or out of order"), "{said}");
    let mut swapped = rows.clone();
    swapped.swap(1, 2);
    let (code, said) = verify(&swapped);
    assert!(code == Some(1) && said.contains("row 2 is missing or out of order"), "{said}");
    // A pair that was re-ordered and numbered anew is found by the hashes.
    swapped[1].seq = 2;
    swapped[2].seq = 3;
    let (code, said) = verify(&swapped);
    assert!(code == Some(1) && said.contains("row 2 was changed"), "{said}");

    let mut tx = world.app.store.write().await.unwrap();
    execute!(&mut tx, "update ledger set actor = 'somebody' where seq = 2").unwrap();
    tx.commit().await.unwrap();
    let (rows, written) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(ledger::verify(&rows, written), Err(ledger::Broken::Changed(2)));
    let checked = ledger::check(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(checked, Err(ledger::Broken::Changed(2)));
}
