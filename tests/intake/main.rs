//! Mentions come in: by file through the binary, and by the signed webhook over a real listener.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod import;
mod never_panics;
mod webhook;
mod world;
