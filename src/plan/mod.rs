//! What the operator planned before anything happens.

use crate::playbook::{Fault, Shelf};

/// The plan of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub playbooks: Shelf,
}

impl Plan {
    /// What holds when the operator said nothing.
    pub fn shipped() -> Result<Self, Fault> {
        Ok(Self { playbooks: Shelf::shipped()? })
    }
}
