//! The two engines behind one set of store functions.
//!
//! Every query is written once, with `$1` parameters, integers for time and text for JSON; the macros
//! [`execute!`](crate::execute), [`fetch_rows!`](crate::fetch_rows), [`fetch_all!`](crate::fetch_all) and
//! [`fetch_optional!`](crate::fetch_optional) send it to the engine that the transaction is of. A desk opens one transaction with [`Store::write`],
//! saves facts and errands in it, and commits.

mod engine;
mod error;
mod macros;
mod rows;
mod traces;

pub mod card;
pub mod errand;
pub mod inbox;
pub mod json;
pub mod lease;
pub mod ledger;
pub mod setting;
pub mod timer;

pub use engine::{EngineKind, Store, Tx};
pub use error::StoreError;
#[doc(hidden)]
pub use rows::read_one;
pub use rows::{Rows, Spoilt};

/// What a store function answers.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Rows of one statement at most; with 24 columns a row this stays far below either engine's limit of parameters.
const ROWS: usize = 64;

/// How many of `len` rows the next statement takes: a power of two, at most [`ROWS`].
#[doc(hidden)]
pub fn chunk_len(len: usize) -> usize {
    if len >= ROWS { ROWS } else { 1 << len.max(1).ilog2() }
}
