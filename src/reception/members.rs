//! Roles that a platform gives: whoever has one there has ours here, and the roster follows.

use std::collections::{BTreeMap, BTreeSet};

use super::Reception;
use crate::chat::{Chat, ChatEvent};
use crate::people::roster::{self, Member, Role, Seat};
use crate::statement::desk::people_moved;
use crate::store::{StoreError, Tx};

impl Reception {
    /// Who may approve is looked at again, with the people of now.
    pub async fn people_moved(&self, tx: &mut Tx) -> Result<(), StoreError> {
        people_moved(tx, &self.setup.home, &self.setup.rules, self.setup.clock.now()).await
    }

    /// Puts the person on the roster, or takes them off it, as the event tells of their roles.
    pub(super) async fn follow_roles(&self, chat: &dyn Chat, event: &ChatEvent) -> Result<(), StoreError> {
        if self.setup.member_roles.is_empty() {
            return Ok(());
        }
        let person = &event.person;
        let mut roles = chat.roles(&person.user);
        roles.extend(event.roles.iter().map(|(role, has)| (role.clone(), *has)));
        let told = told(&self.setup.member_roles, &roles);
        if told.is_empty() {
            return Ok(());
        }
        let roster = roster::store::list(&mut self.setup.store.read().await?).await?;
        // Platforms tell of accounts: whether this very one is listed counts, not another of the same human.
        let listed = |role: Role| roster::of(&roster, role).iter().any(|member| member.person == *person);
        let differs = |(role, given): &(Role, bool)| listed(*role) != *given;
        let changed: Vec<_> = told.into_iter().filter(differs).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let (by, now) = (person.beside(roster::PLATFORM), self.setup.clock.now());
        let mut tx = self.setup.store.write().await?;
        for (role, given) in changed {
            let member = Member { role, person: person.clone(), seat: Seat::Holder };
            roster::desk::follow(&mut tx, &member, given, &by, now).await?;
        }
        // A role that is gone takes its votes along.
        self.people_moved(&mut tx).await?;
        tx.commit().await
    }
}

/// Our roles that an event decides about: given by any of the platform's that stand for it, taken when all of them are
/// told of and missing. Another server may give what this one does not know.
fn told(named: &BTreeMap<String, Role>, event: &BTreeMap<String, bool>) -> Vec<(Role, bool)> {
    if event.is_empty() {
        return Vec::new();
    }
    let roles: BTreeSet<Role> = named.values().copied().collect();
    let decided = |role: Role| {
        let mut has = named.iter().filter(|(_, of)| **of == role).map(|(id, _)| event.get(id).copied());
        let (given, taken) = (has.clone().any(|has| has == Some(true)), has.all(|has| has == Some(false)));
        (given || taken).then_some((role, given))
    };
    roles.into_iter().filter_map(decided).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_server_gives_a_role_and_none_takes_what_another_may_give() {
        let named = [("1", Role::Legal), ("2", Role::Legal), ("3", Role::Pr)];
        let named = named.map(|(id, role)| (id.to_owned(), role)).into();
        let event = |roles: &[(&str, bool)]| roles.iter().map(|(id, has)| ((*id).to_owned(), *has)).collect();
        assert_eq!(told(&named, &event(&[])), []);
        assert_eq!(told(&named, &event(&[("1", true), ("3", false)])), [(Role::Pr, false), (Role::Legal, true)]);
        assert_eq!(told(&named, &event(&[("1", false)])), [], "the other server's role may be there");
        assert_eq!(told(&named, &event(&[("1", false), ("2", false)])), [(Role::Legal, false)]);
        assert_eq!(told(&named, &event(&[("9", true)])), []);
    }
}
