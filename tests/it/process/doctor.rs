//! `squall doctor` in a workspace where one thing after the other is wrong: one line each, with its cure.

use ::squall::clock::Clock;

use super::squall::{Squall, Transport};
use crate::world::slack::{APP_TOKEN, BOT_TOKEN, Fake, Fault};

/// What it says, each a line, and whether it finds something wrong.
fn looks(squall: &Squall) -> (Vec<String>, bool) {
    let output = squall.command(&["doctor"]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(!said.contains(BOT_TOKEN) && !said.contains(APP_TOKEN) && !said.contains('\u{1b}'), "{said}");
    (said.lines().map(str::to_owned).collect(), !output.status.success())
}

/// The only line that is not ok.
fn finds(squall: &Squall) -> String {
    let (lines, failed) = looks(squall);
    let wrong: Vec<String> = lines.into_iter().filter(|line| !line.starts_with("ok ")).collect();
    assert_eq!((wrong.len(), failed), (1, true), "{wrong:?}");
    assert!(wrong[0].starts_with("wrong    "), "{}", wrong[0]);
    wrong[0].clone()
}

#[test]
fn a_token_that_can_be_guessed_opens_nothing() {
    let squall = Squall::in_a_directory();
    squall.configures("");
    for (token, why) in
        [("", "is blank"), ("  ", "is blank"), ("hunter2", "7 characters"), ("a-long-secret-of-mine", "example")]
    {
        for verb in ["doctor", "run"] {
            let output = squall.command(&[verb]).env("SQUALL__HTTP__TOKEN", token).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{verb} {token:?}: {said}");
            assert!(said.contains(why) && said.contains("make one with: openssl rand"), "{said}");
            assert!(said.lines().count() == 1 && (token.trim().is_empty() || !said.contains(token)), "{said}");
        }
    }
}

async fn workspace() -> (Fake, Squall) {
    let mut fake = Fake::start(Clock::Wall).await;
    let squall = in_charge(&mut fake);
    (fake, squall)
}

/// Somebody is named who is in charge, so that nothing is left to say of it.
fn in_charge(fake: &mut Fake) -> Squall {
    fake.person("maya");
    let squall = Squall::for_slack(fake, Transport::SocketMode);
    let settings = squall.path().join("squall.toml");
    let in_charge = "[people]\nadmins = [\"slack:U0MAYA\"]\n";
    std::fs::write(&settings, std::fs::read_to_string(&settings).unwrap() + in_charge).unwrap();
    squall
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_nobody_is_named_with_who_was_meant_and_nothing_starts() {
    let (_fake, squall) = workspace().await;
    let settings = squall.path().join("squall.toml");
    let outside = "[approvers]\noutside = [\"slack:U0MAIA\"]\n";
    std::fs::write(&settings, std::fs::read_to_string(&settings).unwrap() + outside).unwrap();
    let found = finds(&squall);
    assert!(found.contains("[approvers] outside: nobody is slack:U0MAIA, did you mean slack:U0MAYA?"), "{found}");
    let output = squall.command(&["run"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("did you mean slack:U0MAYA?"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_is_well() {
    let (fake, squall) = workspace().await;
    let (lines, failed) = looks(&squall);
    assert!(!failed && lines.iter().all(|line| line.starts_with("ok ")), "{lines:#?}");
    for what in ["bot_token", "app_token", "scopes", "clock", "channel"] {
        assert!(lines.iter().any(|line| line.contains(&format!("[slack] {what}: "))), "{what} in {lines:#?}");
    }
    assert!(fake.calls("chat.postMessage").is_empty() && fake.links() == 0, "nobody notices");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_of_the_wrong_kind_is_seen_before_slack_is_asked() {
    let (fake, squall) = workspace().await;
    let slack = |bot: &str, app: &str| {
        let api_url = fake.api_url();
        squall.configures(&format!("[slack]\nbot_token = \"{bot}\"\napp_token = \"{app}\"\napi_url = \"{api_url}\""));
        finds(&squall)
    };
    assert!(slack("xoxp-1-of-a-person", APP_TOKEN).contains("starts with xoxb-"));
    assert!(slack(BOT_TOKEN, BOT_TOKEN).contains("starts with xapp-"));
    assert!(fake.calls("auth.test").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_that_slack_refuses_are_told_apart() {
    let (fake, squall) = workspace().await;
    fake.revokes(APP_TOKEN);
    let line = finds(&squall);
    assert!(line.contains("app_token") && line.contains("App-Level Tokens"), "{line}");
    fake.revokes(BOT_TOKEN);
    let line = finds(&squall);
    assert!(line.contains("bot_token") && line.contains("Install App"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_that_is_missing_is_named() {
    let (fake, squall) = workspace().await;
    fake.takes_scope("files:write");
    let line = finds(&squall);
    assert!(line.contains("files:write missing") && line.contains("reinstall"), "{line}");
    assert!(!line.contains("chat:write"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_that_is_refused_says_where_to_turn_it_on() {
    let (fake, squall) = workspace().await;
    fake.fail_next("apps.connections.open", 1, Fault::ErrorCode("link_disabled"));
    let line = finds(&squall);
    assert!(line.contains("turned off") && line.contains("Settings, Socket Mode"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_has_to_be_there_and_the_bot_in_it() {
    let (fake, squall) = workspace().await;
    fake.removes_the_bot("crisis");
    assert!(finds(&squall).contains("slack:crisis: Squall is not in it; type there: /invite @squall"));
    fake.archives("crisis");
    let line = finds(&squall);
    assert!(line.contains("no channel #crisis") && line.contains("not archived"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_off_is_told_to_be_set() {
    for (off, says) in [(-400, "s ahead of Slack's"), (400, "s behind Slack's")] {
        let mut fake = Fake::start(Clock::at(Clock::Wall.now() + chrono::TimeDelta::seconds(off))).await;
        let squall = in_charge(&mut fake);
        let line = finds(&squall);
        assert!(line.contains(says) && line.contains("set-ntp"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slack_that_is_down_is_not_blamed_on_the_token() {
    let (fake, squall) = workspace().await;
    fake.fail_next("auth.test", 2, Fault::Status(503));
    let line = finds(&squall);
    assert!(line.contains("503") && line.contains("slack-status.com"), "{line}");
}
