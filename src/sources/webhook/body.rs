//! What a body holds: one JSON object, an array of them, or one in each line.

use std::fmt;

use chrono_tz::Tz;
use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::mention::RawMention;
use crate::sources::columns::Columns;
use crate::sources::row::Reading;
use crate::sources::{FieldMap, Rejected, Removal, json};

/// What was found in a body.
#[derive(Debug, Default)]
pub struct Parsed {
    pub mentions: Vec<RawMention>,
    pub removals: Vec<Removal>,
    /// In an array, `line` is the place in it, counted from 1.
    pub rejected: Vec<Rejected>,
}

/// A body while it is read.
pub struct Body {
    columns: Columns,
    reading: Reading,
    parsed: Parsed,
}

impl Body {
    pub fn new(source: String, map: &FieldMap) -> Self {
        // A live sender knows its zone; what comes without one is in UTC.
        let reading = Reading { source, zone: Tz::UTC, order: None };
        Self { columns: Columns::new(map.clone()), reading, parsed: Parsed::default() }
    }

    /// Reads it whole. What can't be read costs itself alone.
    pub fn read(mut self, body: &[u8]) -> Parsed {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).trim_ascii();
        match body.first() {
            None => self.reject(1, "the body is empty", body),
            Some(b'[') => self.array(body),
            _ => self.objects(body),
        }
        self.parsed
    }

    fn array(&mut self, body: &[u8]) {
        let mut found = Vec::new();
        let mut input = serde_json::Deserializer::from_slice(body);
        let ended = Elements(&mut found).deserialize(&mut input).and_then(|()| input.end());
        let mut place = 0;
        for element in found {
            place += 1;
            match element {
                Value::Object(object) => self.take(place, &object),
                other => self.reject(place, json::NO_OBJECT, other.to_string().as_bytes()),
            }
        }
        if let Err(error) = ended {
            self.reject(place + 1, format!("the array is broken off here: {error}"), b"");
        }
    }

    /// One object in as many lines as it likes, or one in each line.
    fn objects(&mut self, body: &[u8]) {
        let whole = match json::object(body) {
            Ok(object) => return self.take(1, &object),
            Err(reason) => reason,
        };
        let lines = || (1..).zip(body.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.trim_ascii().is_empty());
        let read: Vec<_> = lines().map(|(number, line)| (number, line, json::object(line))).collect();
        if read.iter().all(|(.., object)| object.is_err()) {
            // One broken object, rather than a broken one in each of its lines.
            let reason = read.first().filter(|_| read.len() == 1).and_then(|(.., object)| object.clone().err());
            return self.reject(1, reason.unwrap_or(whole), body);
        }
        for (number, line, object) in read {
            match object {
                Ok(object) => self.take(number, &object),
                Err(reason) => self.reject(number, reason, line),
            }
        }
    }

    fn take(&mut self, line: u64, object: &Map<String, Value>) {
        let row = self.columns.row(object);
        match self.reading.removal(&row) {
            Some(Ok(removal)) => self.parsed.removals.push(removal),
            Some(Err(reason)) => self.reject(line, reason, b""),
            None => match self.reading.mention(row) {
                Ok(mention) => self.parsed.mentions.push(mention),
                Err(reason) => self.reject(line, reason, b""),
            },
        }
    }

    fn reject(&mut self, line: u64, reason: impl Into<String>, raw: &[u8]) {
        self.parsed.rejected.push(Rejected::new(line, reason, raw));
    }
}

/// Keeps the elements of an array up to where it breaks off.
struct Elements<'a>(&'a mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Elements<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of mentions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element()? {
            self.0.push(element);
        }
        Ok(())
    }
}
