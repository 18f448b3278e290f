//! Verbs that only look make no database, and say which one they miss.

use std::process::Command;

/// Every verb that reads the database and none that writes it. Who adds one adds it here.
const READERS: [&[&str]; 7] = [
    &["audit", "verify"],
    &["audit", "export"],
    &["audit", "export", "--statement", "S-1", "--out", "S-1"],
    &["export", "incident", "INC-1"],
    &["watch", "test", "lumo"],
    &["playbook", "export", "books"],
    &["plan", "check"],
];

fn looks(at: &std::path::Path, verb: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_squall")).args(verb).current_dir(at).output().unwrap();
    (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
}

#[test]
fn who_only_looks_makes_no_database() {
    let other = "create table lunch (day text); insert into lunch values ('monday')";
    for there in [None, Some(""), Some(other)] {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("squall.db");
        match there {
            None => {}
            Some("") => std::fs::write(&file, "").unwrap(),
            Some(tables) => {
                let made = Command::new("python3")
                    .args(["-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])"])
                    .arg(&file)
                    .arg(tables)
                    .status();
                assert!(made.unwrap().success());
            }
        }
        let before = std::fs::read(&file).ok();
        for verb in READERS {
            let (code, said) = looks(directory.path(), verb);
            assert!(code == Some(2) && said.lines().count() == 1, "{verb:?} {there:?}: {code:?} {said}");
            assert!(said.contains("there is no database of Squall") && said.contains("squall migrate"), "{said}");
            assert_eq!(std::fs::read(&file).ok(), before, "{verb:?} leaves it as it was");
        }
        let left: Vec<_> =
            std::fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), usize::from(there.is_some()), "{left:?}");
        let (code, said) = looks(directory.path(), &["doctor"]);
        assert_eq!(std::fs::read(&file).ok(), before, "{said}");
        assert!(code == Some(0) && said.contains("nothing is there yet"), "{said}");
    }
}

#[test]
fn a_ledger_without_rows_is_none() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(looks(directory.path(), &["migrate"]).0, Some(0));
    let (code, said) = looks(directory.path(), &["audit", "verify"]);
    assert!(code == Some(2) && said.contains("nothing was ever written down"), "{said}");
    std::fs::write(directory.path().join("ledger.jsonl"), "").unwrap();
    assert_eq!(looks(directory.path(), &["audit", "verify", "ledger.jsonl"]).0, Some(2));
}

#[test]
fn a_key_is_made_and_a_wrong_one_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let (code, said) = looks(directory.path(), &["audit", "key", "acme.example/ledger"]);
    let keys: Vec<&str> = said.lines().collect();
    assert!(code == Some(0) && keys[0].starts_with("PRIVATE+KEY+acme.example/ledger+"), "{said}");
    assert!(keys[1].starts_with("acme.example/ledger+"), "{said}");
    std::fs::write(directory.path().join("checkpoint.txt"), "hello\n").unwrap();
    std::fs::write(directory.path().join("ledger.jsonl"), "").unwrap();
    let against = ["audit", "verify", "ledger.jsonl", "--against", "checkpoint.txt"];
    let (code, said) = looks(directory.path(), &against);
    assert!(code == Some(2) && said.contains("needs --key"), "{said}");
    let (code, said) = looks(directory.path(), &[&against[..], &["--key", "hello"]].concat());
    assert!(code == Some(2) && said.contains("is no key"), "{said}");
    let (code, said) = looks(directory.path(), &[&against[..], &["--key", keys[1]]].concat());
    assert!(code == Some(1) && said.contains("is no signed note"), "{said}");
    assert_eq!(looks(directory.path(), &["audit", "key", "two words"]).0, Some(2));
}
