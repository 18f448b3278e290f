//! Nothing in the tests reaches beyond this machine's loopback: the sockets of the whole process are looked at while a
//! fake platform stands, and a connection to anywhere else fails its test by address.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How tests are called that reach out so that it is seen.
const ON_PURPOSE: &str = "reaches_out_on_purpose";

/// Where something was seen to go.
static STRANGERS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// From now on sockets are looked at.
pub fn guards() {
    static BEGIN: Once = Once::new();
    BEGIN.call_once(|| {
        std::thread::spawn(|| {
            // Nobody ever sends: it is the pause between two looks.
            let (_kept, pause) = channel::<()>();
            while pause.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
                look();
            }
        });
    });
}

fn look() {
    let found = strangers();
    STRANGERS.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
}

/// Fails when anything in this process, or in one that it started, reached beyond loopback.
pub fn judge() {
    look();
    let seen = STRANGERS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(seen.is_empty(), "a test reached beyond loopback: {seen:?}");
}

/// Far ends that are not loopback of the sockets of this process and of those it started, as Linux tells; elsewhere nothing
/// is known.
fn strangers() -> Vec<String> {
    let mut family = vec![std::process::id()];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(children(parent));
        next += 1;
    }
    let mine: BTreeSet<String> = family.into_iter().flat_map(sockets).collect();
    let tables = ["tcp", "tcp6", "udp", "udp6"].map(|table| std::fs::read_to_string(format!("/proc/self/net/{table}")));
    tables.into_iter().flatten().flat_map(|table| far_ends(&table, &mine)).collect()
}

/// The processes that a process started and that still run, but for those that the tests below have reach out.
fn children(parent: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten();
    let told = threads.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("children")).ok());
    let all = told.flat_map(|told| told.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>());
    let on_purpose =
        |id: &u32| std::fs::read_to_string(format!("/proc/{id}/cmdline")).is_ok_and(|line| line.contains(ON_PURPOSE));
    all.filter(|id| !on_purpose(id)).collect()
}

/// The numbers of a process's sockets.
fn sockets(process: u32) -> Vec<String> {
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten();
    let links = open.filter_map(|one| std::fs::read_link(one.ok()?.path()).ok()?.into_os_string().into_string().ok());
    links.filter_map(|link| Some(link.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())).collect()
}

/// Reads a table of sockets: number, near end, far end, state, …, and in the tenth place the socket's own number.
fn far_ends(table: &str, mine: &BTreeSet<String>) -> Vec<String> {
    let far_end = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (address, port) = fields.get(2)?.split_once(':')?;
        let port = u16::from_str_radix(port, 16).ok()?;
        let far = address_of(address).filter(|far| !far.is_unspecified() && !far.to_canonical().is_loopback())?;
        mine.contains(*fields.get(9)?).then(|| format!("{far} port {port}"))
    };
    table.lines().skip(1).filter_map(far_end).collect()
}

/// `0100007F`: words of four bytes, each in this machine's order.
fn address_of(hex: &str) -> Option<IpAddr> {
    let words: Option<Vec<[u8; 4]>> = (0..hex.len() / 8)
        .map(|n| Some(u32::from_str_radix(hex.get(n * 8..n * 8 + 8)?, 16).ok()?.to_ne_bytes()))
        .collect();
    match words?.concat().as_slice() {
        four @ [_, _, _, _] => Some(IpAddr::V4(Ipv4Addr::from(<[u8; 4]>::try_from(four).ok()?))),
        sixteen => Some(IpAddr::V6(Ipv6Addr::from(<[u8; 16]>::try_from(sixteen).ok()?))),
    }
}

#[cfg(test)]
#[allow(dead_code, unused_imports, reason = "a bench that borrows the fakes runs no tests")]
mod tests {
    use std::io::{BufRead, Read};
    use std::net::{TcpListener, TcpStream};
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    #[cfg(target_endian = "little")]
    fn a_far_end_is_told_from_loopback() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1 0
   1: 0100007F:1F90 0200007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 12 1 0
   2: 0A00000A:A431 C2809FA2:01BB 02 00000000:00000000 00:00000000 00000000  1000        0 13 1 0
   3: 0A00000A:A432 C2809FA2:01BB 01 00000000:00000000 00:00000000 00000000  1000        0 99 1 0
   4: 000000000000000000000000010000:1F90 0000000000000000FFFF00000100007F:D431 01 0:0 0:0 0 1000 0 14 1 0
   5: 000000000000000000000000010000:1F90 B80D0120000000000000000001000000:D431 01 0:0 0:0 0 1000 0 15 1 0";
        let mine = ["11", "12", "13", "14", "15"].map(str::to_owned).into();
        assert_eq!(far_ends(table, &mine), ["162.159.128.194 port 443", "2001:db8::1 port 54321"]);
    }

    /// This machine's address on a network, if it is on one. Nothing is sent.
    fn own_address() -> Option<IpAddr> {
        let socket = std::net::UdpSocket::bind("0.0.0.0:0").ok()?;
        socket.connect("192.0.2.1:9").ok()?;
        socket.local_addr().ok().map(|address| address.ip()).filter(|address| !address.is_loopback())
    }

    /// A line to this machine by its address on the network.
    fn reaches_out() -> (TcpListener, TcpStream) {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let line = TcpStream::connect((own_address().unwrap(), listener.local_addr().unwrap().port())).unwrap();
        (listener, line)
    }

    #[tokio::test]
    #[ignore = "fails on purpose; another test starts it"]
    async fn reaches_out_on_purpose() {
        let fake = super::super::discord::Fake::start(squall::clock::Clock::Wall).await;
        let _line = reaches_out();
        fake.finish();
    }

    #[tokio::test]
    #[ignore = "fails on purpose; another test starts it"]
    async fn a_child_reaches_out_on_purpose() {
        let fake = super::super::discord::Fake::start(squall::clock::Clock::Wall).await;
        let mut child = this("reaches_out_until_told").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let said = std::io::BufReader::new(child.stdout.take().unwrap()).lines();
        said.map(Result::unwrap).find(|line| line.contains("out now")).expect("a line out");
        let judged = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| fake.finish()));
        drop(child.stdin.take());
        child.wait().unwrap();
        judged.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    }

    #[test]
    #[ignore = "another test starts it"]
    fn reaches_out_until_told() {
        let _line = reaches_out();
        println!("out now");
        std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    }

    /// A test of this file, in a process of its own.
    fn this(test: &str) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let name = format!("{}::{test}", module_path!().split_once("::").unwrap().1);
        command.args(["--ignored", "--exact", "--nocapture", &name]);
        command
    }

    #[test]
    fn who_reaches_beyond_loopback_fails_by_address_and_so_does_who_starts_them() {
        let Some(address) = own_address().filter(|_| cfg!(target_os = "linux")) else {
            println!("skipped: this machine is on no network to reach, or is not Linux");
            return;
        };
        for test in ["reaches_out_on_purpose", "a_child_reaches_out_on_purpose"] {
            let ran = this(test).output().unwrap();
            let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
            let seen = said.contains(&format!("a test reached beyond loopback: {{\"{address} port"));
            assert!(!ran.status.success() && seen, "{test}: {said}");
        }
    }
}
