//! Slow and many connections: the webhook goes on, and what the machine lacks is said.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::PATIENCE;
use super::squall::Squall;

/// Connections that say half a head and nothing more.
fn half_said(squall: &Squall, count: usize) -> Vec<TcpStream> {
    let half = |_| {
        let mut stream = TcpStream::connect(("127.0.0.1", squall.port())).unwrap();
        // Whoever was asked to leave already can say nothing.
        let _ = stream.write_all(b"POST /hooks/mentions/brand HTTP/1.1\r\nhost: 127.0.0.1\r\nwebhook-id: sl");
        stream
    };
    (0..count).map(half).collect()
}

/// Bodies that are announced and never come.
fn half_sent(squall: &Squall, count: usize) -> Vec<TcpStream> {
    let half = |_| {
        let mut stream = TcpStream::connect(("127.0.0.1", squall.port())).unwrap();
        let _ =
            stream.write_all(b"POST /hooks/mentions/brand HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 100\r\n\r\n{");
        stream
    };
    (0..count).map(half).collect()
}

async fn started() -> Squall {
    let mut squall = Squall::in_a_directory();
    squall.configures("");
    squall.starts().await;
    squall
}

#[tokio::test]
async fn a_thousand_half_sent_requests_keep_no_delivery_out() {
    let squall = started().await;
    for (about, flood) in [("lumo", half_said as fn(&Squall, usize) -> Vec<TcpStream>), ("kestrel", half_sent)] {
        let begun = flood(&squall, 1000);
        let since = Instant::now();
        squall.hears_of_calm_days(about).await;
        squall.hears_shouting(about).await;
        assert_eq!(squall.answers("/readyz").await, (200, "ready\n".to_owned()));
        assert!(since.elapsed() < Duration::from_secs(15), "nobody waits for those who are slow");
        let gone = begun.iter().filter(|stream| is_closed(stream)).count();
        assert!(gone >= 1000 - 512, "{gone} made room");
    }
}

fn is_closed(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let read = (&*stream).read(&mut [0; 64]);
    !matches!(read, Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
}

#[tokio::test]
async fn pages_that_stay_open_keep_no_delivery_out() {
    let squall = started().await;
    let watch = |_| {
        let mut stream = TcpStream::connect(("127.0.0.1", squall.port())).unwrap();
        stream.write_all(b"GET /sandbox/events?person=maya HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n").unwrap();
        stream
    };
    let watching: Vec<TcpStream> = (0..600).map(watch).collect();
    squall.hears_of_calm_days("lumo").await;
    squall.hears_shouting("lumo").await;
    let answered = watching.iter().filter(|stream| status(stream) == "200").count();
    assert!((1..=256).contains(&answered), "{answered} pages are open");
}

/// Of what was answered so far; nothing when the connection was closed.
fn status(stream: &TcpStream) -> String {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut head = [0; 12];
    let read = (&*stream).read(&mut head).unwrap_or_default();
    String::from_utf8_lossy(&head[..read]).chars().skip(9).collect()
}

#[tokio::test]
async fn a_machine_without_descriptors_is_told_of_and_serves_who_is_quick() {
    let mut squall = Squall::in_a_directory();
    squall.configures("");
    squall.starts_with_descriptors(96).await;
    let begun = half_said(&squall, 200);
    let (status, said) = squall.answers("/readyz").await;
    assert!(status == 503 && said.contains("LimitNOFILE"), "{status}: {said}");
    squall.hears_of_calm_days("lumo").await;
    drop(begun);
    let log = squall.log();
    assert_eq!(log.matches("no connection can be taken in").count(), 1, "{log}");
    assert!(squall.is_told_to_end().await.success());
}
