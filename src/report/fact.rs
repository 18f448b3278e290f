//! A version of a report, as the ledger and the timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::{Cause, Version};
use crate::fact::{Done, Fact, Slot, Value};

/// A version was made.
pub(super) struct Made<'a>(pub &'a Version);

impl Fact for Made<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Owned(format!("report.{}", self.0.cause.name()))
    }

    fn detail(&self) -> Json {
        json!({ "version": self.0.number, "sha256": self.0.hash })
    }

    fn told(&self) -> Vec<Done> {
        let key = match self.0.cause {
            Cause::Written => "report-did-write",
            Cause::Edited => "report-did-edit",
            Cause::Refreshed => "report-did-refresh",
            Cause::Final => "report-did-finish",
        };
        vec![Done::new(key).with(Slot::Count, Value::Number(u64::from(self.0.number)))]
    }
}
