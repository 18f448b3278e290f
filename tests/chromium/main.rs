//! Stories driven through the sandbox page in a real Chromium.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod browser;
mod demo;
mod home;
mod page;
mod statement;
