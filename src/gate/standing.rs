//! What is known of somebody, what is known of a subject, and whether the one may do something with the other. Pure.

use std::collections::HashSet;
use std::marker::PhantomData;

use super::{Allowed, Kind, Needs, No, Verb};
use crate::chat::Place;
use crate::id::IncidentId;
use crate::person::{Accounts, Person};

/// What is known of somebody at this moment. What is not known is not there.
#[derive(Clone, Debug)]
pub struct Standing {
    by: Person,
    accounts: Accounts,
    sees: HashSet<Place>,
    member: bool,
    expected: bool,
    in_charge: bool,
    operator: bool,
}

/// What is known of a subject: where it stands, and whether somebody is named in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    /// `INC-3`.
    pub subject: String,
    /// Who sees any of these sees it.
    pub places: Vec<Place>,
    /// Whether they have a part in it.
    pub named: bool,
    /// Whether they were asked for this very thing.
    pub asked: bool,
    /// The private incident that it belongs to: who looks into it is written down.
    pub private: Option<IncidentId>,
}

impl Standing {
    /// Somebody of whom nothing is known.
    pub fn of(by: &Person, accounts: &Accounts) -> Self {
        let (by, accounts, sees) = (by.clone(), accounts.clone(), HashSet::new());
        Self { by, accounts, sees, member: false, expected: false, in_charge: false, operator: false }
    }

    /// Whoever runs the machine that Squall runs on: they have the database.
    pub fn operator(by: &Person) -> Self {
        Self { operator: true, ..Self::of(by, &Accounts::default()) }
    }

    /// They see these places; `of_team` are those of the team.
    #[must_use]
    pub fn sees(mut self, places: impl IntoIterator<Item = Place>, of_team: &[Place]) -> Self {
        self.sees.extend(places);
        self.member = of_team.iter().any(|place| self.sees.contains(place));
        self
    }

    /// They see these too.
    #[must_use]
    pub fn also_sees(mut self, places: impl IntoIterator<Item = Place>) -> Self {
        self.sees.extend(places);
        self
    }

    /// Somebody waits for them: they answer for the team by the settings, or have a part in what goes on.
    #[must_use]
    pub fn expected(self, expected: bool) -> Self {
        Self { expected, ..self }
    }

    #[must_use]
    pub fn in_charge(self, in_charge: bool) -> Self {
        Self { in_charge, ..self }
    }

    pub fn by(&self) -> &Person {
        &self.by
    }

    pub fn is_member(&self) -> bool {
        self.member || self.operator
    }

    pub fn is_let_in(&self) -> bool {
        self.member || self.expected || self.in_charge
    }

    /// Whether they see any of the places.
    pub fn sees_any(&self, places: &[Place]) -> bool {
        places.iter().any(|place| match place.person() {
            Some(whose) => self.accounts.same(&whose, &self.by),
            None => self.sees.contains(place),
        })
    }

    /// The decision: a token, or why not.
    pub fn may<V: Kind>(&self, scene: &Scene) -> Result<Allowed<V>, No> {
        self.decide(V::VERB, scene)?;
        Ok(Allowed { by: self.by.clone(), on: scene.subject.clone(), verb: PhantomData })
    }

    /// The same for a verb as a value.
    pub fn decide(&self, verb: Verb, scene: &Scene) -> Result<(), No> {
        let sight = || scene.named || self.sees_any(&scene.places);
        let may = self.operator
            || match verb.needs() {
                Needs::LetIn => self.is_let_in(),
                Needs::Member => self.member,
                Needs::Sight => sight(),
                Needs::SightOrAsked => sight() || scene.asked,
                Needs::Charge => self.in_charge,
            };
        match verb.needs() {
            _ if may => Ok(()),
            Needs::Charge if self.is_let_in() => Err(No::NotInCharge),
            Needs::Sight | Needs::SightOrAsked if self.is_let_in() => Err(No::Unseen),
            _ => Err(No::Outside),
        }
    }
}
