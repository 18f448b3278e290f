//! What a request carries: JSON, or a form of parts with `payload_json` and files.

use axum::http::{HeaderMap, header};
use serde_json::{Value, json};

use super::refusals::{Refusal, refuse};

/// A request of at most 25 MiB: https://docs.discord.com/developers/resources/message#create-message
const MAX_BYTES: usize = 25 << 20;

/// An uploaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// `files[0]`: 0.
    pub index: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, Default)]
pub struct Body {
    pub json: Value,
    pub uploads: Vec<Upload>,
    pub query: Vec<(String, String)>,
}

impl Body {
    pub fn read(headers: &HeaderMap, query: &str, bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > MAX_BYTES {
            return Err(refuse(40_005));
        }
        let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let (json, uploads) = match kind.split_once("boundary=") {
            Some((_, boundary)) => parts(bytes, boundary.trim_matches('"'))?,
            None if bytes.is_empty() => (json!({}), Vec::new()),
            None => (parsed(bytes)?, Vec::new()),
        };
        Ok(Self { json, uploads, query })
    }

    pub fn asked(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

fn parsed(bytes: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(bytes).map_err(|_| refuse(50_109))
}

/// RFC 7578, as much of it as Discord's clients write.
fn parts(bytes: &[u8], boundary: &str) -> Result<(Value, Vec<Upload>), Refusal> {
    let (mut json, mut uploads) = (json!({}), Vec::new());
    let border = format!("\r\n--{boundary}");
    let mut rest = bytes.strip_prefix(&border.as_bytes()[2..]).ok_or_else(|| refuse(50_109))?;
    while !rest.starts_with(b"--") {
        let end = find(rest, border.as_bytes()).ok_or_else(|| refuse(50_109))?;
        let head = find(&rest[..end], b"\r\n\r\n").ok_or_else(|| refuse(50_109))?;
        let headers = String::from_utf8_lossy(&rest[..head]).into_owned();
        let content = &rest[head + 4..end];
        match attribute(&headers, "name").unwrap_or_default() {
            "payload_json" => json = parsed(content)?,
            name => {
                let index = name.trim_start_matches("files[").trim_end_matches(']').to_owned();
                let name = attribute(&headers, "filename").unwrap_or("file").to_owned();
                uploads.push(Upload { index, name, bytes: content.to_vec() });
            }
        }
        rest = &rest[end + border.len()..];
    }
    Ok((json, uploads))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn attribute<'h>(headers: &'h str, name: &str) -> Option<&'h str> {
    let (_, after) = headers.split_once(&format!("; {name}=\""))?;
    Some(after.split_once('"')?.0)
}
