//! Nothing in the tests reaches beyond this machine's loopback: the sockets of the whole process are looked at while a
//! fake platform stands, and a connection to anywhere else fails its test by address.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

const LOOK_EVERY: Duration = Duration::from_millis(50);

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

/// Fails when anything in this process reached beyond loopback.
pub fn judge() {
    look();
    let seen = STRANGERS.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(seen.is_empty(), "a test reached beyond loopback: {seen:?}");
}

/// Far ends of this process's sockets that are not loopback, as Linux tells; elsewhere nothing is known.
fn strangers() -> Vec<String> {
    let Ok(open) = std::fs::read_dir("/proc/self/fd") else { return Vec::new() };
    let links = open.filter_map(|one| std::fs::read_link(one.ok()?.path()).ok()?.into_os_string().into_string().ok());
    let mine: BTreeSet<String> =
        links.filter_map(|link| Some(link.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned())).collect();
    let tables = ["tcp", "tcp6", "udp", "udp6"].map(|table| std::fs::read_to_string(format!("/proc/self/net/{table}")));
    tables.into_iter().flatten().flat_map(|table| far_ends(&table, &mine)).collect()
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
#[allow(dead_code, reason = "a bench that borrows the fakes runs no tests")]
mod tests {
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

    #[tokio::test]
    #[ignore = "fails on purpose; the next test starts it"]
    async fn reaches_beyond_loopback() {
        let fake = super::super::discord::Fake::start(squall::clock::Clock::Wall).await;
        let listener = std::net::TcpListener::bind("0.0.0.0:0").unwrap();
        let far = (own_address().unwrap(), listener.local_addr().unwrap().port());
        let _line = std::net::TcpStream::connect(far).unwrap();
        fake.finish();
    }

    #[test]
    fn who_reaches_beyond_loopback_fails_by_address() {
        let Some(address) = own_address().filter(|_| cfg!(target_os = "linux")) else {
            println!("skipped: this machine is on no network to reach, or is not Linux");
            return;
        };
        let mut test = std::process::Command::new(std::env::current_exe().unwrap());
        let ran =
            test.args(["--ignored", "--exact", "world::loopback::tests::reaches_beyond_loopback"]).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
        assert!(
            !ran.status.success() && said.contains(&format!("a test reached beyond loopback: {{\"{address} port")),
            "{said}"
        );
    }
}
