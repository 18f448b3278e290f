//! Stories driven through the sandbox page in a real Chromium.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]
#![allow(clippy::cast_possible_truncation, reason = "times of an invented public")]

#[path = "../../benches/aftermath/mod.rs"]
mod aftermath;
mod browser;
mod demo;
mod home;
mod page;
mod report;
mod statement;
