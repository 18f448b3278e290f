//! What anybody may post to the webhook: its headers, and the body of a delivery, line by line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use squall::clock::Time;
use squall::sources::webhook::{Endpoint, Headers, Key, verify};

fuzz_target!(|body: &[u8]| {
    let Ok(key) = Key::parse(&"whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4".to_owned().into()) else { return };
    let text = String::from_utf8_lossy(body);
    let mut parts = text.splitn(3, '\n').map(|part| part.chars().take(80).collect::<String>());
    let (id, timestamp, signature) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let headers = Headers { id: &id, timestamp: &timestamp, signature: &signature };
    assert!(verify(&[key.clone()], &headers, body, Time::UNIX_EPOCH).is_err(), "nobody guesses a signature");
    let endpoint = Endpoint::new("brand", vec![key.clone()]);
    assert!(!endpoint.key(&headers).is_empty());
    let parsed = endpoint.read(body);
    for mention in &parsed.mentions {
        assert!(mention.url.as_deref().is_none_or(commands::is_web), "{:?}", mention.url);
    }
    // What is signed is let in.
    let signed = key.signature("1", "0", body);
    let headers = Headers { id: "1", timestamp: "0", signature: &signed };
    assert!(verify(&[key], &headers, body, Time::UNIX_EPOCH).is_ok());
});
