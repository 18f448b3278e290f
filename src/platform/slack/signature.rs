//! How Slack signs what it sends over HTTP: v0, docs.slack.dev/authentication/verifying-requests-from-slack.

use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::clock::Time;

/// An older or newer request could be a recording.
const WINDOW_SECONDS: i64 = 300;

/// Why a request is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("x-slack-request-timestamp is missing or is no number")]
    NoTimestamp,
    #[error("the request is more than five minutes from this machine's clock; check the clock: timedatectl")]
    Stale,
    #[error("the signature does not fit; check [slack] signing_secret")]
    Signature,
}

/// Checks a request's body, as it came, against its headers `x-slack-request-timestamp` and `x-slack-signature`.
pub fn verify(secret: &SecretString, timestamp: &str, signature: &str, body: &[u8], now: Time) -> Result<(), Refused> {
    let digits = !timestamp.is_empty() && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    let sent: i64 = timestamp.parse().ok().filter(|_| digits).ok_or(Refused::NoTimestamp)?;
    if now.timestamp().abs_diff(sent) > WINDOW_SECONDS.unsigned_abs() {
        return Err(Refused::Stale);
    }
    let expected = sign(secret, timestamp, body).ok_or(Refused::Signature)?;
    if bool::from(expected.as_bytes().ct_eq(signature.as_bytes())) { Ok(()) } else { Err(Refused::Signature) }
}

/// `v0=...`, the signature of a body that is sent at `timestamp`.
pub fn sign(secret: &SecretString, timestamp: &str, body: &[u8]) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    for part in [b"v0:".as_slice(), timestamp.as_bytes(), b":", body] {
        mac.update(part);
    }
    Some(format!("v0={}", hex::encode(mac.finalize().into_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const AT: i64 = 1_531_420_618;

    fn at(seconds: i64) -> Time {
        crate::clock::from_micros(seconds * 1_000_000)
    }

    fn secret() -> SecretString {
        "0f1e2d3c4b5a69788796a5b4c3d2e1f0".into()
    }

    #[test]
    fn what_slack_signed_now_is_believed_and_nothing_else() {
        let (stamp, body) = (AT.to_string(), b"command=%2Fcrisis&text=status");
        let signed = sign(&secret(), &stamp, body).unwrap();
        let verify = |stamp: &str, signed: &str, body: &[u8], now| verify(&secret(), stamp, signed, body, at(now));
        assert_eq!(verify(&stamp, &signed, body, AT), Ok(()));
        assert_eq!(verify(&stamp, &signed, body, AT + 300), Ok(()));
        assert_eq!(verify(&stamp, &signed, body, AT - 300), Ok(()));
        assert_eq!(verify(&stamp, &signed, body, AT + 301), Err(Refused::Stale));
        assert_eq!(verify(&stamp, &signed, body, AT - 301), Err(Refused::Stale));
        assert_eq!(verify(&stamp, &signed, b"command=%2Fcrisis&text=statuS", AT), Err(Refused::Signature));
        assert_eq!(verify(&(AT + 1).to_string(), &signed, body, AT), Err(Refused::Signature));
        assert_eq!(verify(&stamp, &signed[1..], body, AT), Err(Refused::Signature));
        assert_eq!(verify("", &signed, body, AT), Err(Refused::NoTimestamp));
        assert_eq!(verify("-5", &signed, body, AT), Err(Refused::NoTimestamp));
    }

    proptest! {
        #[test]
        fn anything_is_refused_without_panic(stamp in ".{0,30}", signed in ".{0,80}", body in any::<Vec<u8>>()) {
            prop_assert!(verify(&secret(), &stamp, &signed, &body, at(AT)).is_err());
        }
    }
}
