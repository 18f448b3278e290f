//! What the operator planned before anything happens, and whether the team is ready.

pub mod check;
pub mod desk;
pub mod voice;

use crate::conduct::{self, Content};
use crate::escalation::Policy;
use crate::escalation::rota::Rota;
use crate::person::Person;
use crate::playbook::{Fault, Shelf};

/// The plan of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub playbooks: Shelf,
    pub escalation: Policy,
    pub rotas: Vec<Rota>,
    pub content: Vec<Content>,
    pub conduct: conduct::Policy,
}

impl Plan {
    /// Everybody whom the settings name.
    pub fn people(&self) -> Vec<&Person> {
        let on_call = self.rotas.iter().flat_map(|rota| &rota.people);
        let owners = self.content.iter().map(|content| &content.owner);
        on_call.chain(owners).chain(&self.conduct.ambassadors).collect()
    }

    /// What holds when the operator said nothing.
    pub fn shipped() -> Result<Self, Fault> {
        Ok(Self { playbooks: Shelf::shipped()?, ..Self::default() })
    }
}
