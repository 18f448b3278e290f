//! What legal gets: a statement with its words, votes and proofs in a folder that is checked without Squall; and a ledger
//! in which whatever was tampered with is found.

use std::path::Path;
use std::process::Command;

use sha2::{Digest, Sha256};
use squall::checkpoint::note::Signer;
use squall::checkpoint::{Anchor, Beginning, Checkpoint, Differs};
use squall::cli::audit::bundle;
use squall::execute;
use squall::id::StatementId;
use squall::statement::proof;
use squall::statement::rules::Rules;
use squall::store::ledger::{self, Row};

use crate::world::{World, hours, stories};

stories!(
    a_statement_leaves_with_its_proofs,
    tampering_is_found_in_the_database_and_in_an_export,
    a_last_row_and_words_that_were_changed_are_found,
    a_checkpoint_that_was_kept_finds_a_ledger_that_was_cut_or_written_anew,
);

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
    // What counts as approved is a revision that is here and that nobody approved.
    let path = folder.join("statement.json");
    let was = std::fs::read_to_string(&path).unwrap();
    let mut other = json(&path);
    other["state_in_full"]["published"]["approval"]["hash"] = press.clone().into();
    std::fs::write(&path, other.to_string()).unwrap();
    assert!(verified(&folder).unwrap_err().contains("no row of the ledger approves"));
    std::fs::write(&path, was).unwrap();
    let rows = std::fs::read_to_string(folder.join("ledger.jsonl")).unwrap();
    let second = rows.lines().nth(1).unwrap();
    assert!(tamper("ledger.jsonl", &format!("{second}\n"), "").contains("missing or out of order"));
    assert!(verified(&folder).is_ok());
}

async fn tampering_is_found_in_the_database_and_in_an_export(world: &mut World) {
    reviewed(world).await;
    let (rows, head) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
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
    assert_eq!((code, said.trim()), (Some(0), format!("{} rows, every hash holds", head.seq).as_str()));
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
    let (rows, head) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(ledger::verify(&rows, Some(&head)), Err(ledger::Broken::Changed(2)));
    let checked = ledger::check(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(checked, Err(ledger::Broken::Changed(2)));
}

/// Rows whose hashes are right again, from one on: what somebody does who writes the chain anew.
fn chained_anew(rows: &mut [Row]) {
    let mut before = String::new();
    for row in rows {
        row.prev_hash.clone_from(&before);
        row.hash = row_hash(&serde_json::to_value(&*row).unwrap());
        before.clone_from(&row.hash);
    }
}

async fn put(world: &World, rows: &[Row], head: &Row) {
    let mut tx = world.app.store.write().await.unwrap();
    for row in rows {
        execute!(
            &mut tx,
            "update ledger set actor = $1, prev_hash = $2, hash = $3 where seq = $4",
            row.actor.as_str(),
            row.prev_hash.as_str(),
            row.hash.as_str(),
            row.seq
        )
        .unwrap();
    }
    execute!(&mut tx, "update ledger_head set seq = $1, hash = $2", head.seq, head.hash.as_str()).unwrap();
    tx.commit().await.unwrap();
}

async fn disagreements(world: &World) -> Vec<String> {
    let (_, found) = proof::desk::disagreements(&mut world.app.store.read().await.unwrap()).await.unwrap();
    found.iter().map(ToString::to_string).collect()
}

async fn changes(world: &World, statement: &'static str) {
    let mut tx = world.app.store.write().await.unwrap();
    execute!(&mut tx, statement).unwrap();
    tx.commit().await.unwrap();
}

async fn a_last_row_and_words_that_were_changed_are_found(world: &mut World) {
    reviewed(world).await;
    assert_eq!(disagreements(world).await, [""; 0]);
    changes(world, "update statement_variant set words = 'Lo sapevamo.'").await;
    let said = disagreements(world).await;
    let voted = said.iter().any(|line| line.contains("(statement.voted) is about other words than revision 2 of S-1"));
    assert!(voted && said.iter().any(|line| line.contains("S-1 counts as approved")), "{said:?}");
    changes(world, "update statement_variant set words = 'Lo sappiamo.'").await;
    assert_eq!(disagreements(world).await, [""; 0]);

    // The last row, with a hash that is right for it, and the head as it was.
    let (mut rows, head) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    rows.last_mut().unwrap().actor = "sandbox:somebody".into();
    chained_anew(&mut rows);
    let was = Row { hash: head.hash, ..rows.last().unwrap().clone() };
    put(world, &rows, &was).await;
    let checked = ledger::check(&mut world.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(checked, Err(ledger::Broken::Replaced(was.seq)));
    // A statement that says it was approved, which nobody did.
    changes(world, "update ledger set action = 'statement.edited' where action = 'statement.approved'").await;
    assert_eq!(
        disagreements(world).await,
        ["S-1 counts as approved in the store, and no row of the ledger approves its words"]
    );
}

async fn a_checkpoint_that_was_kept_finds_a_ledger_that_was_cut_or_written_anew(world: &mut World) {
    let signer = || Signer::parse(&Signer::new_key("acme.example/ledger", &[4; 32]).unwrap()).unwrap();
    reviewed(world).await;
    let channel = world.stage.place("crisis");
    world.app.sign_by(Some(Anchor { signer: signer(), channel })).await.unwrap();
    world.passes(hours(25)).await;
    let posted: Vec<String> = world.seen("crisis").into_iter().map(|message| message.words).collect();
    let posted: Vec<&String> = posted.iter().filter(|words| words.contains("Checkpoint of the ledger: ")).collect();
    assert_eq!(posted.len(), 2, "every day: {posted:#?}");
    // Somebody copies it out of the chat.
    let note = posted[0].split("acme.example/ledger").collect::<Vec<_>>();
    let lines: Vec<&str> = note[1].split_whitespace().take(3).collect();
    let signature = note[2].split_whitespace().next().unwrap();
    let copied =
        format!("acme.example/ledger\n{}\n{}\n\n\u{2014} acme.example/ledger {signature}\n", lines[0], lines[1]);
    let checkpoint = Checkpoint::open(&copied, &signer().verifier()).unwrap();
    let against = async |world: &World| {
        let mut rows = Beginning::of(Some(checkpoint.size));
        let mut tx = world.app.store.read().await.unwrap();
        let holds = ledger::follow(&mut tx, |hash| rows.take(hash)).await.unwrap();
        assert!(holds.is_ok(), "the database alone finds nothing: {holds:?}");
        checkpoint.is_the_beginning_of(rows.tree())
    };
    world.says("maya", "/crisis watch add nimbus nimbus").await;
    assert_eq!(against(world).await, Ok(()), "it went on");

    let (rows, _) = ledger::read(&mut world.app.store.read().await.unwrap()).await.unwrap();
    let mut other = rows.clone();
    other[2].actor = "sandbox:somebody".into();
    chained_anew(&mut other);
    put(world, &other, other.last().unwrap()).await;
    assert_eq!(against(world).await, Err(Differs::Rewritten(checkpoint.size)));
    put(world, &rows, &rows[2]).await;
    changes(world, "delete from ledger where seq > 3").await;
    assert_eq!(against(world).await, Err(Differs::Cut { signed: checkpoint.size, found: 3 }));
}
