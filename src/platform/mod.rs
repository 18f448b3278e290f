//! The platforms behind the chat port, a leaf each. A leaf knows the port and its own platform, and no feature.

#[cfg(feature = "discord")]
pub mod discord;
pub mod sandbox;
pub mod slack;
