//! Stories and exams, over the library as its users see it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod audit;
mod contract;
#[cfg(feature = "discord")]
mod discord_exam;
#[cfg(feature = "discord")]
mod discord_leaf;
mod machine;
mod probes;
mod process;
mod sandbox;
mod side_by_side;
mod slack_exam;
mod slack_leaf;
mod slack_people;
mod histories;
mod stories;
mod world;
