//! `squall export incident`, as people script it.

use std::process::Command;

fn exported(arguments: &[&str]) -> (Option<i32>, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let squall = || Command::new(env!("CARGO_BIN_EXE_squall"));
    assert!(squall().arg("migrate").current_dir(directory.path()).output().unwrap().status.success());
    let mut command = squall();
    let output = command.args(["export", "incident"]).args(arguments).current_dir(directory.path()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert!(!directory.path().join("out.md").exists(), "nothing half-written");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn an_incident_that_is_not_there_is_one_and_a_wrong_number_is_two() {
    let (code, out, error) = exported(&["INC-9", "--out", "out.md"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(error.contains("there is no incident INC-9") && error.lines().count() == 1, "{error}");
    let (code, _, error) = exported(&["nine"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("such as INC-12"), "{error}");
    let (code, _, error) = exported(&["9", "--format", "pdf"]);
    assert_eq!(code, Some(2));
    assert!(error.contains("html"), "{error}");
}
