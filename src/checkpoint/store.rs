//! The timer of the checkpoint.

use super::Due;
use crate::store::timer::{self, Written};

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Daily => Written::new("checkpoint.daily", &"ledger"),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        (written.kind == "checkpoint.daily" && written.subject == "ledger").then_some(Self::Daily)
    }
}
