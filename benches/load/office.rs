//! A team in the sandbox, with a bot on a database of its own.

use std::sync::Arc;

use squall::app::{self, App, INLET};
use squall::chat::{Chat, Intake, Place};
use squall::clock::Clock;
use squall::home::Home;
use squall::platform::sandbox::{Act, Sandbox, SandboxConfig};
use squall::sources::Delivery;
use squall::stop::Stop;
use squall::store::Store;
use tempfile::TempDir;
use tokio::sync::mpsc;

/// What people did and is not kept yet.
const EVENTS: usize = 1_024;

pub struct Office {
    pub sandbox: Arc<Sandbox>,
    pub app: App,
    directory: TempDir,
}

impl Office {
    pub async fn new(config: SandboxConfig) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", directory.path().join("bench.db").display())).await.unwrap();
        let sandbox = Sandbox::new(config);
        let channel = Place { platform: sandbox.platform().into(), channel: "crisis".into(), thread: None };
        let home = Home::new(channel);
        let platforms = [(sandbox.platform(), Arc::clone(&sandbox) as Arc<dyn Chat>)].into();
        let app = App::new(store, Clock::Wall, home, platforms, "bench".into()).unwrap();
        Self { sandbox, app, directory }
    }

    /// From now on the bot lives, and what goes into the inlet is heard. The directory lives as long as it is held.
    pub fn lives(self) -> (TempDir, mpsc::Sender<Delivery>) {
        let (inlet, deliveries) = mpsc::channel(INLET);
        let (intake, arrivals) = Intake::new(EVENTS);
        self.sandbox.tell(intake);
        tokio::spawn(app::live(self.app, deliveries, arrivals, Stop::never()));
        (self.directory, inlet)
    }
}

/// Somebody writes in the team's channel.
pub fn says(sandbox: &Sandbox, person: &str, words: &str) {
    sandbox.act(person, Act::Say { channel: "crisis".into(), thread: None, words: words.into() }).unwrap();
}
