//! The clock's door.
