//! Output that can't be written: a full disk, a reader that left, a stream that is closed. Nothing of it ends the bot.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use super::squall::Squall;

const FULL: &str = "/dev/full";

/// A pipe that nobody reads any more, as behind `| head`.
fn left() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

fn full() -> Stdio {
    File::options().write(true).open(FULL).unwrap().into()
}

fn ran(command: &mut Command) -> (Option<i32>, String) {
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn configured() -> Squall {
    let squall = Squall::in_a_directory();
    squall.configures("");
    squall
}

#[test]
fn who_reads_no_further_ends_a_verb_quietly() {
    let squall = configured();
    std::fs::write(squall.path().join("texts.jsonl"), "{\"id\": 1, \"text\": \"Never again!\"}\n".repeat(500)).unwrap();
    for verb in [
        &["manifest", "slack"][..],
        &["manifest", "discord"],
        &["score", "texts.jsonl"],
        &["migrate"],
        &["doctor"],
        &["plan", "check"],
        &["playbook", "show", "every"],
        &["audit", "export"],
        &["watch", "test", "lumo"],
        &["--help"],
    ] {
        assert_eq!(ran(squall.command(verb).stdout(left())), (Some(0), String::new()), "{verb:?}");
    }
}

#[test]
fn a_full_disk_is_said_and_panics_nobody() {
    let squall = configured();
    for verb in [&["manifest", "slack"][..], &["doctor"], &["playbook", "show", "every"], &["migrate"]] {
        let (status, said) = ran(squall.command(verb).stdout(full()));
        assert!(status == Some(1) && said.starts_with("squall: standard output can't be written"), "{verb:?}: {said}");
    }
}

#[test]
fn what_can_not_be_said_either_is_lost_and_the_status_stays() {
    let squall = configured();
    assert!(squall.command(&["migrate"]).output().unwrap().status.success());
    for stderr in [full(), left()] {
        let status = squall.command(&["export", "incident", "7"]).stderr(stderr).status().unwrap();
        assert_eq!(status.code(), Some(1));
    }
    let closed = format!("exec {} export incident 7 2>&-", env!("CARGO_BIN_EXE_squall"));
    let status = Command::new("sh").args(["-c", &closed]).current_dir(squall.path()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}

/// The disk of the log is full; who read the address left.
#[tokio::test]
async fn the_bot_works_on_without_its_log() {
    let mut squall = configured();
    squall.starts_logging_to(Path::new(FULL)).await;
    squall.hears_of_calm_days("lumo").await;
    squall.hears_shouting("lumo").await;
    assert_eq!(squall.answers("/readyz").await, (200, "ready\n".to_owned()));
    let (_, metrics) = squall.answers("/metrics").await;
    let lost = metrics.lines().find_map(|line| line.strip_prefix("squall_log_lost_total ")).expect("it is counted");
    assert!(lost.parse::<u64>().unwrap() > 0, "{lost}");
    assert!(squall.is_told_to_end().await.success());
}
