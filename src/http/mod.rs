//! The listener: the sandbox page, the signed webhook, Slack over HTTP, health and metrics.

mod doors;
mod health;
mod hooks;
mod slack;

pub use doors::{Doors, pages, serve};
pub use health::{Ended, Render, health};
pub use hooks::hooks;
pub use slack::slack;
