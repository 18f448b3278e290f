//! The command language: what a person can say to Squall, on any platform. No I/O, no SDK, no async.

mod locale;

pub use locale::{Locale, UnknownLocale};
