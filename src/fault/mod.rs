//! What a loop could not deal with: a row that can't be read, a timer whose desk fails, a watch that can't be judged. Each
//! costs itself alone. It is tried again after a growing pause, told once, and forgotten when it heals.

pub mod desk;
pub mod store;
pub mod voice;

use chrono::Duration;

use crate::clock::Time;
use crate::progress::Work;

/// The pause after the first failure; it doubles.
const FIRST_PAUSE_SECONDS: i64 = 10;
const LONGEST_PAUSE_SECONDS: i64 = 1_800;

/// A row, by its table: `alert` and `7`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowOf {
    pub table: String,
    pub row: String,
}

/// A row that one loop can't deal with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub work: Work,
    pub of: RowOf,
    /// Names the row that is to be mended where it is another one.
    pub cause: String,
    pub since: Time,
    /// How often it failed.
    pub tries: u32,
    pub again_at: Time,
    /// Whether the operators were told.
    pub told: bool,
}

/// Faults of one cause: the first of them, and how many more there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble<'a> {
    pub first: &'a Fault,
    pub more: usize,
}

impl RowOf {
    pub fn new(table: &str, row: &impl ToString) -> Self {
        Self { table: table.to_owned(), row: row.to_string() }
    }
}

/// How long it is left alone after so many failures.
pub fn pause(tries: u32) -> Duration {
    let doubled = FIRST_PAUSE_SECONDS.saturating_mul(1 << tries.saturating_sub(1).min(20));
    Duration::seconds(doubled.min(LONGEST_PAUSE_SECONDS))
}

/// Faults by their cause, in the order of the first of each.
pub fn by_cause(faults: &[Fault]) -> Vec<Trouble<'_>> {
    let mut troubles: Vec<Trouble<'_>> = Vec::new();
    for fault in faults {
        match troubles.iter_mut().find(|trouble| trouble.first.cause == fault.cause) {
            Some(trouble) => trouble.more += 1,
            None => troubles.push(Trouble { first: fault, more: 0 }),
        }
    }
    troubles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_are_bounded() {
        let pauses: Vec<Duration> = (1..60).map(pause).collect();
        assert!(pauses.is_sorted() && pauses[0] == Duration::seconds(10) && pauses[1] == Duration::seconds(20));
        assert_eq!(pauses.last(), Some(&Duration::minutes(30)));
    }
}
