//! When something comes again: as five-field cron, or never.

use crate::fold::is_dash;
use crate::words;

/// When digests come: five-field Unix cron, whose fields are checked by whoever reads cron.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schedule {
    Off,
    Cron(String),
}

impl Schedule {
    pub(crate) fn read(typed: &str) -> Option<Self> {
        if words::is_called(typed.trim(), "value-off") {
            return Some(Self::Off);
        }
        let plain: String = typed
            .chars()
            .map(|c| {
                if is_dash(c) {
                    '-'
                } else if c == '＊' {
                    '*'
                } else {
                    c
                }
            })
            .collect();
        let fields: Vec<&str> = plain.split_whitespace().collect();
        let is_field = |field: &str| field.chars().all(|c| c.is_ascii_alphanumeric() || "*/,-".contains(c));
        (fields.len() == 5 && fields.iter().all(|field| is_field(field))).then(|| Self::Cron(fields.join(" ")))
    }
}
