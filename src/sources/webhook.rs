//! The signed webhook, without the listener: who may deliver, and what a body holds.
//!
//! Signatures are those of Standard Webhooks (<https://www.standardwebhooks.com>): an HMAC-SHA256 over
//! `id.timestamp.body` in Base64, several of them while secrets are rotated.

mod body;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::Sha256;
use subtle::{Choice, ConstantTimeEq};

use super::FieldMap;
use crate::clock::Time;

pub use body::{Body, Parsed};

/// A delivery may be this much older or newer than our clock.
pub const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
/// Bytes of a body, where the endpoint says nothing else.
pub const MAX_BODY: usize = 1 << 20;
/// The length of a key in bytes, as Standard Webhooks recommends.
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;
const PREFIX: &str = "whsec_";
const MAX_ID: usize = 256;

/// A key that deliveries are signed with.
#[derive(Clone, Debug)]
pub struct Key(SecretSlice<u8>);

/// Why a secret is none. Never says what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongSecret {
    #[error("it does not start with `{PREFIX}`")]
    Prefix,
    #[error("what follows `{PREFIX}` is no Base64")]
    Base64,
    #[error("it holds {0} bytes, and 24 to 64 are right")]
    Length(usize),
    #[error("it is one of an example, which everybody knows")]
    Example,
}

impl Key {
    /// Reads `whsec_` and Base64.
    pub fn parse(secret: &SecretString) -> Result<Self, WrongSecret> {
        let encoded = secret.expose_secret().trim().strip_prefix(PREFIX).ok_or(WrongSecret::Prefix)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| WrongSecret::Base64)?;
        if KEY_BYTES.contains(&bytes.len()) { Ok(Self(bytes.into())) } else { Err(WrongSecret::Length(bytes.len())) }
    }

    /// What a delivery of ours carries as `webhook-signature`.
    pub fn signature(&self, id: &str, timestamp: &str, body: &[u8]) -> String {
        let headers = Headers { id, timestamp, signature: "" };
        self.sign(&headers, body).map_or_else(String::new, |signed| format!("v1,{}", STANDARD.encode(signed)))
    }

    fn sign(&self, headers: &Headers<'_>, body: &[u8]) -> Option<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()).ok()?;
        for part in [headers.id.as_bytes(), b".", headers.timestamp.as_bytes(), b".", body] {
            mac.update(part);
        }
        Some(mac.finalize().into_bytes().into())
    }
}

/// The three headers of a delivery, as they came.
#[derive(Clone, Copy, Debug)]
pub struct Headers<'a> {
    /// `webhook-id`
    pub id: &'a str,
    /// `webhook-timestamp`: seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`: `v1,BASE64`, several with blanks between.
    pub signature: &'a str,
}

/// Why a delivery is refused. Its sender must act; none of the reasons helps to forge one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the header {0} is missing or unreadable; sign as Standard Webhooks say")]
    Header(&'static str),
    #[error(
        "no signature holds; sign `id.timestamp.body`, the body byte for byte as sent, with this endpoint's secret"
    )]
    Forged,
    #[error("it was signed {0} seconds ago, and 300 are allowed; sign again when sending again, and check the clock")]
    Late(i64),
    #[error("it was signed {0} seconds ahead of our clock, and 300 are allowed; check the clock")]
    Early(i64),
}

/// Checks who sent a body and when. What it costs says nothing about the keys.
pub fn verify(keys: &[Key], headers: &Headers<'_>, body: &[u8], now: Time) -> Result<(), Refused> {
    if headers.id.is_empty() || headers.id.len() > MAX_ID || !headers.id.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(Refused::Header("webhook-id"));
    }
    let digits = headers.timestamp.bytes().all(|b| b.is_ascii_digit());
    let signed_at = headers.timestamp.parse().ok().filter(|_| digits).and_then(|at| Time::from_timestamp(at, 0));
    let signed_at = signed_at.ok_or(Refused::Header("webhook-timestamp"))?;
    let said: Vec<Vec<u8>> = headers
        .signature
        .split_ascii_whitespace()
        .filter_map(|signature| STANDARD.decode(signature.strip_prefix("v1,")?).ok())
        .collect();
    let mut holds = Choice::from(0);
    for expected in keys.iter().filter_map(|key| key.sign(headers, body)) {
        for said in &said {
            holds |= expected.ct_eq(said);
        }
    }
    if !bool::from(holds) {
        return Err(Refused::Forged);
    }
    // Only the true sender is told about clocks.
    let age = now.signed_duration_since(signed_at);
    match age {
        age if age > TOLERANCE => Err(Refused::Late(age.num_seconds())),
        age if -age > TOLERANCE => Err(Refused::Early(-age.num_seconds())),
        _ => Ok(()),
    }
}

/// One address that mentions are delivered to: `POST /hooks/mentions/NAME`.
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub name: String,
    /// Any of them may have signed.
    pub keys: Vec<Key>,
    /// In bytes.
    pub max_body: usize,
    /// What its members mean, beside the names that imports know.
    pub map: FieldMap,
}

impl Endpoint {
    /// With the limits that fit most.
    pub fn new(name: impl Into<String>, keys: Vec<Key>) -> Self {
        Self { name: name.into(), keys, max_body: MAX_BODY, map: FieldMap::default() }
    }

    /// What its mentions have as their source.
    pub fn source(&self) -> String {
        format!("webhook:{}", self.name)
    }

    /// Unique per delivery, so that a second one has no effect.
    pub fn key(&self, headers: &Headers<'_>) -> String {
        format!("webhook:{}:{}", self.name, headers.id)
    }

    /// Takes a body apart.
    pub fn read(&self, body: &[u8]) -> Parsed {
        Body::new(self.source(), &self.map).read(body)
    }
}
