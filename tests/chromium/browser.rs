//! A real Chromium behind its driver.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use thirtyfour::prelude::*;

/// How long a story waits for something that takes a while.
const PATIENCE: Duration = Duration::from_secs(90);

/// A browser with its driver; both end with it.
pub struct Browser {
    pub driver: WebDriver,
    process: Child,
    profile: std::path::PathBuf,
}

impl Browser {
    /// Tells a story in a browser, which ends however the story does.
    pub async fn tells<S: Future<Output = ()> + Send + 'static>(story: impl FnOnce(Arc<Self>) -> S) {
        let browser = Arc::new(Self::start().await);
        // A task of its own: its panic is caught.
        let told = tokio::spawn(story(browser.clone())).await;
        Arc::into_inner(browser).expect("the story is over").end().await;
        told.unwrap();
    }

    async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let profile = std::env::temp_dir().join(format!("squall-chromium-{}-{port}", std::process::id()));
        let started = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(process) = started else {
            panic!("chromedriver is missing: install the packages chromium and chromium-driver");
        };
        let mut wishes = DesiredCapabilities::chrome();
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1280,860",
        ] {
            wishes.add_arg(flag).unwrap();
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        let url = format!("http://127.0.0.1:{port}");
        let mut patience = tokio::time::interval(Duration::from_millis(50));
        for _ in 0..200 {
            patience.tick().await;
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                break;
            }
        }
        let driver = WebDriver::new(&url, wishes).await.unwrap();
        Self { driver, process, profile }
    }

    /// The first element that fits, as soon as it shows.
    pub async fn see(&self, css: &str) -> WebElement {
        let mut tries = tokio::time::interval(Duration::from_millis(20));
        let end = tries.tick().await + Duration::from_secs(10);
        while tries.tick().await < end {
            // One that was replaced while it was looked at is looked for again.
            let found = self.driver.query(By::Css(css)).nowait().and_displayed().first().await;
            if let Ok(element) = found {
                return element;
            }
        }
        panic!("nothing shows at {css}");
    }

    /// All that the first element says that fits and says this, as soon as one does. A week that is played takes its
    /// time.
    pub async fn see_saying(&self, css: &str, words: &str) -> String {
        let mut tries = tokio::time::interval(Duration::from_millis(50));
        let end = tries.tick().await + PATIENCE;
        while tries.tick().await < end {
            for element in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
                // One that was replaced meanwhile is looked for again.
                match element.text().await {
                    Ok(text) if text.contains(words) => return text,
                    _ => {}
                }
            }
        }
        panic!("nothing at {css} says {words}");
    }

    /// A picture that was fetched and drawn.
    pub async fn see_drawn(&self, css: &str) {
        let wait = self.driver.query(By::Css(css)).wait(PATIENCE, Duration::from_millis(50));
        let drawn = wait.with_filter(|element: WebElement| async move {
            // One that was replaced meanwhile is looked for again.
            let width = element.prop("naturalWidth").await.ok().flatten();
            Ok(width.is_some_and(|width| width != "0"))
        });
        drawn.first().await.unwrap_or_else(|_| panic!("{css} was never drawn"));
    }

    /// A picture of the whole window, for people to look at: `target/screenshots/<name>.png`.
    pub async fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
    }

    /// Waits until nothing fits.
    pub async fn gone(&self, css: &str) {
        let wait = self.driver.query(By::Css(css)).wait(Duration::from_secs(10), Duration::from_millis(20));
        assert!(wait.not_exists().await.unwrap(), "{css} is still there");
    }

    pub async fn click(&self, css: &str) {
        // A message that changes just then is drawn anew, and its button is another one.
        let mut tries = tokio::time::interval(Duration::from_millis(20));
        for _ in 0..100 {
            tries.tick().await;
            if self.see(css).await.click().await.is_ok() {
                return;
            }
        }
        panic!("{css} can't be clicked");
    }

    pub async fn become_person(&self, person: &str) {
        self.click(&format!("[data-person={person}]")).await;
        self.see(&format!("#app[data-me={person}]")).await;
    }

    async fn end(mut self) {
        self.driver.quit().await.unwrap();
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        // The profile is only a temporary folder; one that stays does no harm.
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
