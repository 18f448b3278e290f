//! A Postgres of a story's own, that may go away: the one that all others share may not.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The server, its files, and the port that it comes back to.
pub struct Server {
    bin: PathBuf,
    directory: TempDir,
    port: u16,
}

impl Server {
    /// None where its programs are not installed; scripts/test installs them.
    pub async fn starts() -> Option<Self> {
        tokio::task::spawn_blocking(Self::begins).await.unwrap()
    }

    fn begins() -> Option<Self> {
        let Some(bin) = programs() else {
            println!("skipped: no Postgres server is installed; scripts/test installs one");
            return None;
        };
        let directory = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Self { bin, directory, port };
        if is_root() {
            // Postgres refuses to run as root.
            assert!(Command::new("chown").arg("postgres").arg(server.directory.path()).status().unwrap().success());
        }
        let data = server.data();
        server.runs("initdb", &["-D", &data, "-U", "squall", "-A", "trust", "--no-sync"]);
        server.comes_back();
        Some(server)
    }

    pub fn url(&self) -> String {
        format!("postgres://squall@127.0.0.1:{}/postgres", self.port)
    }

    /// It ends in this way of `pg_ctl`, and comes back.
    pub fn restarts(&self, mode: &str) {
        self.ends(mode);
        self.comes_back();
    }

    pub fn stops(&mut self) {
        self.ends("fast");
    }

    pub fn comes_back(&self) {
        let here = self.directory.path().display();
        let options = format!("-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories={here}", self.port);
        let log = format!("{here}/log");
        self.runs("pg_ctl", &["-D", &self.data(), "-w", "-l", &log, "-o", &options, "start"]);
    }

    fn ends(&self, mode: &str) {
        self.runs("pg_ctl", &["-D", &self.data(), "-w", "-m", mode, "stop"]);
    }

    fn data(&self) -> String {
        self.directory.path().join("data").display().to_string()
    }

    fn runs(&self, program: &str, arguments: &[&str]) {
        let program = self.bin.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        // The server that pg_ctl starts would hold on to a pipe.
        let log = std::fs::File::create(self.directory.path().join("said")).unwrap();
        command.args(arguments).stdout(log.try_clone().unwrap()).stderr(log).stdin(std::process::Stdio::null());
        let done = command.current_dir(self.directory.path()).status().unwrap();
        assert!(done.success(), "{}", std::fs::read_to_string(self.directory.path().join("said")).unwrap());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.ends("immediate");
        } else {
            let _ = Command::new("runuser")
                .args(["-u", "postgres", "--"])
                .arg(self.bin.join("pg_ctl"))
                .args(["-D", &self.data(), "-m", "immediate", "stop"])
                .status();
        }
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// Where the newest installed server's programs are.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut all: Vec<PathBuf> = versions.filter_map(|version| Some(version.ok()?.path().join("bin"))).collect();
    all.retain(|bin| Path::new(bin).join("initdb").exists());
    all.sort();
    all.pop()
}
