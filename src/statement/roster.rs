//! Who may approve at this moment: what the operator named, the company's roster, the roles of the incident, and who votes
//! for whom for a while. Nobody gives themselves a vote, and no author gives one for their own words: a role counts here
//! when somebody gave it who is neither.

use commands::{Role, Seat};

use super::Statement;
use super::delegation;
use super::policy::{Delegation, Roster};
use super::rules::Rules;
use crate::clock::Time;
use crate::incident::roles;
use crate::people::roster::{self, Member};
use crate::person::{Actor, Human, Person};
use crate::store::{Result, Tx};

/// The rules with the people of this moment, for this statement or for none in particular.
pub async fn now(tx: &mut Tx, rules: &Rules, about: Option<&Statement>, now: Time) -> Result<Rules> {
    let mut of_now = rules.clone();
    let accounts = rules.accounts();
    let is_author = |by: &Person| about.is_some_and(|statement| accounts.among(by, statement.authors.iter()));
    let stands = |person: &Person, by: &Person| {
        // Nobody knows who gave a role on a platform: an author may have.
        if by.user == roster::PLATFORM { rules.platform_roles } else { !accounts.same(person, by) && !is_author(by) }
    };
    let counts =
        |person: &Person, givers: &[Actor]| givers.iter().any(|by| by.person().is_none_or(|by| stands(person, by)));
    let company = roster::store::given(tx).await?;
    let company: Vec<Member> =
        company.into_iter().filter(|(member, by)| counts(&member.person, by)).map(|(member, _)| member).collect();
    for role in Role::ALL {
        let members = roster::of(&company, role);
        let people = |seat: Seat| -> Vec<Human> {
            members.iter().filter(|member| member.seat == seat).map(|member| rules.human(&member.person)).collect()
        };
        seat(&mut of_now.roster, role, &people(Seat::Holder), &people(Seat::Deputy));
    }
    if let Some(incident) = about.and_then(|statement| statement.incident) {
        for (held, by) in roles::store::given(tx, incident).await? {
            if counts(&held.person, &by) {
                hold(&mut of_now.roster, held.role, rules.human(&held.person));
            }
        }
    }
    let given = delegation::store::in_force(tx, now).await?;
    of_now.roster.delegations.extend(given.into_iter().map(|given| Delegation {
        of: rules.human(&given.of),
        to: rules.human(&given.to),
        from: given.from,
        until: Some(given.until),
    }));
    Ok(of_now)
}

/// What a role is called in policies: those who speak with the public are `comms` as well.
fn names(role: Role) -> &'static [&'static str] {
    match role {
        Role::Pr => &["pr", "comms"],
        Role::Lead => &["lead"],
        Role::Legal => &["legal"],
        Role::Executive => &["executive"],
        Role::Spokesperson => &["spokesperson"],
        Role::Community => &["community"],
        Role::Support => &["support"],
        Role::Scribe => &["scribe"],
    }
}

/// Whether the company's roster can fill the role that a policy names.
pub fn is_known(role: &str) -> bool {
    Role::ALL.into_iter().any(|known| names(known).contains(&role))
}

fn hold(roster: &mut Roster, role: Role, person: Human) {
    for name in names(role) {
        roster.roles.entry((*name).to_owned()).or_default().insert(person.clone());
    }
}

/// Deputies stand in for the holders; where nobody holds the role, it is theirs.
fn seat(roster: &mut Roster, role: Role, holders: &[Human], deputies: &[Human]) {
    let held: Vec<Human> = names(role)
        .iter()
        .flat_map(|name| roster.roles.get(*name).into_iter().flatten().cloned())
        .chain(holders.iter().cloned())
        .collect();
    for person in if held.is_empty() { deputies } else { holders } {
        hold(roster, role, person.clone());
    }
    let mut pairs: Vec<(Human, Human)> =
        held.iter().flat_map(|of| deputies.iter().map(|to| (of.clone(), to.clone()))).collect();
    pairs.retain(|pair| pair.0 != pair.1 && !roster.deputies.contains(pair));
    pairs.dedup();
    roster.deputies.extend(pairs);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deputies_stand_in_and_hold_what_nobody_holds() {
        let mut roster = Roster::default();
        seat(&mut roster, Role::Pr, &["giulia".into()], &["maya".into()]);
        seat(&mut roster, Role::Legal, &[], &["nikos".into()]);
        let has = |person: &str, role| roster.has(&person.into(), role);
        assert!(has("giulia", "comms") && has("giulia", "pr") && !has("maya", "comms"));
        assert!(has("nikos", "legal"));
        assert_eq!(roster.deputies, [("giulia".into(), "maya".into())]);
    }

    #[test]
    fn policies_may_name_every_role_of_the_roster() {
        assert!(["legal", "comms", "executive"].into_iter().all(is_known) && !is_known("agency"));
    }
}
