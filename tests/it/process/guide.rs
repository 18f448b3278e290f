//! docs/slack.md and docs/discord.md, followed to the letter by somebody new, with the stand-ins in place of the platforms.

use std::path::Path;
use std::process::Command;

use ::squall::clock::Clock;

use super::squall::{Squall, Transport};
use super::{PATIENCE, cards};
use crate::world::slack::{APP_TOKEN, BOT_TOKEN, Fake, Rank};

/// The indented blocks of a guide, in order.
fn blocks(guide: &str) -> Vec<String> {
    let guide = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(guide)).unwrap();
    let mut blocks = vec![String::new()];
    for line in guide.lines() {
        match line.strip_prefix("    ") {
            Some(code) => blocks.last_mut().unwrap().extend([code, "\n"]),
            None if line.is_empty() => blocks.last_mut().unwrap().push('\n'),
            None => blocks.push(String::new()),
        }
    }
    let blocks = blocks.into_iter().map(|block| block.trim().to_owned());
    blocks.filter(|block| !block.is_empty()).collect()
}

/// Runs a block in a shell, with `squall` in the path.
fn shell(squall: &Squall, block: &str) -> String {
    let home = Path::new(env!("CARGO_BIN_EXE_squall")).parent().unwrap();
    let path = format!("{}:{}", home.display(), std::env::var("PATH").unwrap());
    let mut shell = Command::new("sh");
    let output = shell.args(["-euc", block]).current_dir(squall.path()).env("PATH", path).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{block}\n{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_the_guide_sees_an_alert_in_slack() {
    let began = Clock::Wall.now();
    let mut fake = Fake::start(Clock::Wall).await;
    let mut squall = Squall::for_slack(&mut fake, Transport::SocketMode);
    let blocks = blocks("slack.md");
    let [manifest, config, start, add, try_it, ..] = &blocks[..] else { panic!("{blocks:#?}") };

    shell(&squall, manifest);
    let manifest: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(squall.path().join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["settings"]["socket_mode_enabled"], true);

    // The tokens are the reader's own; the addresses are the stand-in's and the machine's.
    let config = config.replace("xoxb-...", BOT_TOKEN).replace("xapp-...", APP_TOKEN);
    let config = config.replace("[policy]", &format!("api_url = \"{}\"\n\n[policy]", fake.api_url()));
    let listen = format!("[http]\nlisten = \"127.0.0.1:{}\"\n", squall.port());
    std::fs::write(squall.path().join("squall.toml"), format!("{config}\n{listen}")).unwrap();
    assert_eq!(start, "squall doctor\nsquall run");
    let said = shell(&squall, "squall doctor");
    assert!(!said.contains("wrong"), "{said}");
    squall.starts().await;
    fake.until_within(PATIENCE, "it connects", |fake| fake.links() == 1).await;

    // Whoever installs an app mostly runs the workspace.
    let maya = fake.person("maya");
    maya.is(Rank::Admin);
    maya.types("crisis", "/crisis status");
    maya.types("crisis", add);
    fake.until_within(PATIENCE, "both are answered", |fake| fake.person("maya").ephemerals().len() == 2).await;
    assert_eq!(shell(&squall, try_it).trim(), "87 taken, 0 known before, 0 unmatched, 0 rejected");
    fake.until_within(PATIENCE, "a card", |fake| cards(fake, "zephyr").len() == 1).await;
    println!("from nothing to the first alert: {} s of the machine's time", (Clock::Wall.now() - began).num_seconds());
    maya.presses(&cards(&fake, "zephyr")[0].ts, "Open incident");
    let is_there = |fake: &Fake| fake.messages("crisis").iter().any(|message| message.thread.is_some());
    fake.until_within(PATIENCE, "the thread", is_there).await;
}

#[cfg(feature = "discord")]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_follows_the_guide_sees_an_alert_in_discord() {
    use crate::world::discord;

    let began = Clock::Wall.now();
    let fake = discord::Fake::start(Clock::Wall).await;
    let mut squall = Squall::in_a_directory();
    let blocks = blocks("discord.md");
    let [invite, config, start, add, try_it, ..] = &blocks[..] else { panic!("{blocks:#?}") };

    let link = shell(&squall, &invite.replace("APPLICATION_ID", discord::APP_ID));
    assert!(link.contains(&format!("client_id={}&", discord::APP_ID)), "{link}");
    let permissions = link.trim().split_once("permissions=").expect("permissions").1.parse::<u64>().unwrap();
    assert_eq!(discord::permissions::LEAST & permissions, permissions, "the fake's server gave no less");

    // The token and the server are the reader's own; the addresses are the stand-in's and the machine's.
    let config = config.replace("\"...\"", &format!("{:?}", discord::BOT_TOKEN));
    let config = config.replace("123456789012345678", discord::GUILD);
    let config = config.replace("[policy]", &format!("api_url = \"{}/api/v10\"\n\n[policy]", fake.url()));
    let listen = format!("[http]\nlisten = \"127.0.0.1:{}\"\n", squall.port());
    std::fs::write(squall.path().join("squall.toml"), format!("{config}\n{listen}")).unwrap();
    assert_eq!(start, "squall doctor\nsquall run");
    let said = shell(&squall, "squall doctor");
    assert!(!said.contains("wrong"), "{said}");
    squall.starts().await;
    let is_registered = |fake: &discord::Fake| fake.is_connected() && !fake.commands(discord::GUILD).is_empty();
    fake.until_within(PATIENCE, "it connects", is_registered).await;

    // Whoever invites a bot may manage the server.
    let maya = fake.person("maya");
    maya.gets_role(&fake.role_that_may("Owners", 1 << 5));
    maya.types("crisis", "/crisis status");
    maya.types("crisis", add);
    fake.until_within(PATIENCE, "both are answered", |fake| fake.person("maya").whispers().len() == 2).await;
    assert_eq!(shell(&squall, try_it).trim(), "87 taken, 0 known before, 0 unmatched, 0 rejected");
    fake.until_within(PATIENCE, "a card", |fake| !super::discord::cards(fake, "zephyr").is_empty()).await;
    println!("from nothing to the first alert: {} s of the machine's time", (Clock::Wall.now() - began).num_seconds());
    maya.presses(&super::discord::cards(&fake, "zephyr")[0].id, "Open incident");
    fake.until_within(PATIENCE, "the thread", |fake| !fake.threads("crisis").is_empty()).await;
}
