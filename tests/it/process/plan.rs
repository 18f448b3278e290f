//! `squall plan check`, as people script it.

use std::process::Command;

#[test]
fn what_is_missing_is_told_with_its_cure_and_ends_with_one() {
    let directory = tempfile::tempdir().unwrap();
    let squall = || Command::new(env!("CARGO_BIN_EXE_squall"));
    assert!(squall().arg("migrate").current_dir(directory.path()).output().unwrap().status.success());
    let mut command = squall();
    let output = command.args(["plan", "check", "--language", "it"]).current_dir(directory.path()).output().unwrap();
    let (out, error) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(out.contains("/crisis roster add") && out.contains("in squall.toml"), "{out}");
    assert!(error.contains("things are missing") && error.lines().count() == 1, "{error}");
}
