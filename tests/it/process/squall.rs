//! The binary as a child process, with a config of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use squall::clock::Clock;

use crate::world::slack::{APP_TOKEN, BOT_TOKEN, Fake, SIGNING_SECRET, Urls};

/// `abcdefghijklmnopqrstuvwx`, as the config has it and as bytes.
const SECRET: (&str, &[u8]) = ("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4", b"abcdefghijklmnopqrstuvwx");

/// How people's doings reach it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    SocketMode,
    Http,
}

/// Squall on a directory of its own, started and killed as often as a story wants.
pub struct Squall {
    directory: tempfile::TempDir,
    child: Option<Child>,
    port: u16,
}

impl Squall {
    /// With no config yet.
    pub fn in_a_directory() -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Self { directory: tempfile::tempdir().unwrap(), child: None, port }
    }

    /// Configured for the fake, and not yet running.
    pub fn for_slack(fake: &mut Fake, transport: Transport) -> Self {
        let squall = Self::in_a_directory();
        let port = squall.port;
        let heard = match transport {
            Transport::SocketMode => format!("app_token = \"{APP_TOKEN}\""),
            Transport::Http => {
                let url = |path: &str| format!("http://127.0.0.1:{port}/slack/{path}");
                let urls =
                    Urls { events: url("events"), interactivity: url("interactivity"), commands: url("commands") };
                fake.calls_back(urls);
                format!("signing_secret = \"{SIGNING_SECRET}\"")
            }
        };
        squall.configures(&format!(
            "[slack]\nbot_token = \"{BOT_TOKEN}\"\n{heard}\napi_url = \"{}\"\n[policy]\nchannel = \"slack:#crisis\"\n",
            fake.api_url()
        ));
        squall
    }

    /// Writes `squall.toml`: these lines beside a store, a listener, two watches and an endpoint for mentions.
    pub fn configures(&self, lines: &str) {
        self.configures_with("sqlite:squall.db", lines);
    }

    /// The same on another store.
    pub fn configures_with(&self, store: &str, lines: &str) {
        let text = format!(
            "{lines}\n[store]\nurl = \"{store}\"\n[http]\nlisten = \"127.0.0.1:{}\"\n\
             [[watch]]\nname = \"lumo\"\nquery = \"lumo\"\n[[watch]]\nname = \"kestrel\"\nquery = \"kestrel\"\n\
             [[source.webhook]]\nname = \"brand\"\nsecrets = [\"{}\"]\n",
            self.port, SECRET.0
        );
        std::fs::write(self.path().join("squall.toml"), text).unwrap();
    }

    /// A store's URL, as it is reached from here.
    pub fn url_of(&self, store: &str) -> String {
        store.replace("sqlite:", &format!("sqlite:{}/", self.path().display()))
    }

    /// Whether the process is there.
    pub fn is_running(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| child.try_wait().unwrap().is_none())
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Of its listener.
    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_squall"));
        command.args(arguments).current_dir(self.path()).env_remove("RUST_LOG").env("NO_COLOR", "1");
        command
    }

    /// Starts `squall run`; answers when it says its address.
    pub async fn starts(&mut self) {
        self.starts_by(self.command(&["run", "--config", "squall.toml"]), &self.path().join("log")).await;
    }

    /// With a limit of descriptors.
    pub async fn starts_with_descriptors(&mut self, most: usize) {
        let run = format!("ulimit -n {most}; exec {} run --config squall.toml", env!("CARGO_BIN_EXE_squall"));
        let mut command = Command::new("sh");
        command.args(["-c", &run]).current_dir(self.path()).env_remove("RUST_LOG").env("NO_COLOR", "1");
        self.starts_by(command, &self.path().join("log")).await;
    }

    /// With the log on this file.
    pub async fn starts_logging_to(&mut self, log: &Path) {
        self.starts_by(self.command(&["run", "--config", "squall.toml"]), log).await;
    }

    async fn starts_by(&mut self, mut command: Command, log: &Path) {
        let log = std::fs::File::options().create(true).append(true).open(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let said = child.stdout.take().unwrap();
        self.child = Some(child);
        let first = tokio::task::spawn_blocking(move || BufReader::new(said).lines().next());
        let line = first.await.unwrap().transpose().unwrap().unwrap_or_default();
        assert_eq!(line, format!("http://127.0.0.1:{}/", self.port), "{}", self.log());
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path().join("log")).unwrap_or_default()
    }

    /// What it answers at an address of its own.
    pub async fn answers(&self, path: &str) -> (u16, String) {
        let answer = reqwest::get(format!("http://127.0.0.1:{}{path}", self.port)).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// `kill -9`.
    pub fn is_killed(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// `kill -TERM`, and what it ends with.
    pub async fn is_told_to_end(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
        let ended = tokio::task::spawn_blocking(move || child.wait().unwrap());
        tokio::time::timeout(Duration::from_secs(10), ended).await.expect("it ends within ten seconds").unwrap()
    }

    /// Two calm days of a word an hour about this.
    pub async fn hears_of_calm_days(&self, about: &str) {
        let now = Clock::Wall.now();
        let lines = (2..48).map(|hour| {
            let text = format!("reading under my {about}, page {hour}");
            mention(&format!("calm-{about}-{hour}"), &text, now - TimeDelta::hours(hour))
        });
        self.hears(&format!("calm-{about}"), lines.collect()).await;
    }

    /// Forty voices in ten minutes.
    pub async fn hears_shouting(&self, about: &str) {
        let now = Clock::Wall.now();
        let words = ["is on fire, this is dangerous", "smokes terribly", "burned my table", "never again, shame"];
        let lines = (0..40).map(|n| {
            let text = format!("my {about} {} {}", words[n % 4], n * 7919);
            mention(&format!("loud-{about}-{n}"), &text, now - TimeDelta::seconds(10 * n as i64))
        });
        self.hears(&format!("loud-{about}"), lines.collect()).await;
    }

    /// A delivery over the signed webhook, which is answered when it is committed.
    async fn hears(&self, id: &str, lines: Vec<String>) {
        let answer = self.delivered(id, lines).await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// One mention of this number; whether it was taken.
    pub async fn is_heard(&self, number: usize) -> bool {
        let line = mention(&format!("word-{number}"), &format!("my lumo and {number}"), Clock::Wall.now());
        let answered = self.delivered(&format!("word-{number}"), vec![line]).await;
        answered.is_ok_and(|answer| answer.status().is_success())
    }

    async fn delivered(&self, id: &str, lines: Vec<String>) -> reqwest::Result<reqwest::Response> {
        let (body, at) = (lines.join("\n"), Clock::Wall.now().timestamp());
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.1).unwrap();
        mac.update(format!("{id}.{at}.{body}").as_bytes());
        let signature = format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()));
        let url = format!("http://127.0.0.1:{}/hooks/mentions/brand", self.port);
        let request = reqwest::Client::new().post(url).header("webhook-id", id).header("webhook-timestamp", at);
        request.header("webhook-signature", signature).body(body).send().await
    }
}

impl Drop for Squall {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        if std::thread::panicking() {
            eprintln!("{}", self.log());
        }
    }
}

fn mention(id: &str, text: &str, at: squall::clock::Time) -> String {
    json!({ "id": id, "text": text, "created_at": at, "author": id, "followers": 300, "platform": "x" }).to_string()
}
