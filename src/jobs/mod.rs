//! The clock's door.

pub mod cron;
