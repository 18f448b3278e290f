//! Whether everybody whom the settings name is somebody: a slip of the keyboard in an approver's account is a rule that nobody
//! can fulfil, or an agency that is taken for the house.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::Settings;
use crate::chat::ChatError;
use crate::courier::Platforms;
use crate::person::Person;

/// Platforms that a person can be of.
const PLATFORMS: [&str; 3] = ["slack", "discord", "sandbox"];
/// How long a platform is waited for, for each person.
const ASKED: Duration = Duration::from_secs(5);

/// Somebody whom no platform knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{keys}: nobody is {person}{}; {}", meant(.nearest.as_ref()), cure(.person))]
pub struct Nobody {
    /// Where they are named.
    pub keys: String,
    pub person: Person,
    /// Who was probably meant.
    pub nearest: Option<String>,
}

fn meant(nearest: Option<&String>) -> String {
    nearest.map(|nearest| format!(", did you mean {nearest}?")).unwrap_or_default()
}

fn cure(person: &Person) -> &'static str {
    if PLATFORMS.contains(&person.platform.as_str()) {
        "copy the id from their profile there"
    } else {
        "write slack:U012, discord:81384788765712384 or sandbox:maya"
    }
}

/// What was found, and which platforms could not be asked.
#[derive(Debug, Default)]
pub struct Found {
    pub nobody: Vec<Nobody>,
    /// How many are known.
    pub known: usize,
    pub unasked: BTreeSet<String>,
}

/// Asks each platform about everybody of it whom the settings name. One that is not connected, or away, is noted.
pub async fn look(settings: &Settings, platforms: &Platforms) -> Found {
    let (mut found, mut known, mut strangers) = (Found::default(), Vec::new(), Vec::new());
    for (person, keys) in named(settings) {
        match is_somebody(platforms, &person).await {
            Some(true) => known.push(person),
            Some(false) => strangers.push((person, keys)),
            None => drop(found.unasked.insert(person.platform)),
        }
    }
    found.known = known.len();
    for (person, keys) in strangers {
        let nearest = nearest(&person, settings, &known);
        found.nobody.push(Nobody { keys: keys.into_iter().collect::<Vec<_>>().join(", "), person, nearest });
    }
    found
}

/// None where that can't be known now.
async fn is_somebody(platforms: &Platforms, person: &Person) -> Option<bool> {
    if !PLATFORMS.contains(&person.platform.as_str()) {
        return Some(false);
    }
    let chat = platforms.get(person.platform.as_str())?;
    match tokio::time::timeout(ASKED, chat.is_somebody(&person.user)).await {
        Ok(Ok(known)) => Some(known),
        Ok(Err(ChatError::GiveUp { .. } | ChatError::Gone { .. })) => Some(false),
        Ok(Err(_)) | Err(_) => None,
    }
}

/// Every account that the settings name, and under which keys.
fn named(settings: &Settings) -> BTreeMap<Person, BTreeSet<String>> {
    let mut all: BTreeMap<Person, BTreeSet<String>> = BTreeMap::new();
    let mut add = |key: String, written: &String| {
        if let Some(person) = Person::parse(written) {
            all.entry(person).or_default().insert(key);
        }
    };
    let approvers = &settings.approvers;
    for (name, accounts) in &approvers.accounts {
        accounts.iter().for_each(|of| add(format!("[approvers.accounts] {name}"), of));
    }
    for (role, people) in &approvers.roles {
        people.iter().for_each(|of| add(format!("[approvers.roles] {role}"), of));
    }
    for (of, deputies) in &approvers.deputies {
        deputies.iter().chain([of]).for_each(|of| add("[approvers.deputies]".to_owned(), of));
    }
    approvers.outside.iter().for_each(|of| add("[approvers] outside".to_owned(), of));
    for approval in &settings.approval {
        approval.break_glass.iter().for_each(|of| add("[[approval]] break_glass".to_owned(), of));
        let people = approval.groups.iter().flat_map(|group| group.people.iter().map(move |of| (&group.name, of)));
        people.for_each(|(group, of)| add(format!("[[approval]] {group}"), of));
    }
    for rota in &settings.oncall {
        rota.people.iter().for_each(|of| add(format!("[[oncall]] {}", rota.name), of));
    }
    for step in settings.escalation.iter().flat_map(|level| &level.steps) {
        let people =
            step.tell.iter().filter(|whom| !["role:", "deputy:", "oncall:"].iter().any(|kind| whom.starts_with(kind)));
        people.for_each(|of| add("[[escalation]]".to_owned(), of));
    }
    settings.people.admins.iter().for_each(|of| add("[people] admins".to_owned(), of));
    settings.content.iter().for_each(|of| add(format!("[[content]] {}", of.name), &of.owner));
    settings.conduct.ambassadors.iter().for_each(|of| add("[conduct] ambassadors".to_owned(), of));
    all
}

/// A platform that is written alike, or a name or an account that the settings know and a platform does too.
fn nearest(person: &Person, settings: &Settings, known: &[Person]) -> Option<String> {
    if !PLATFORMS.contains(&person.platform.as_str()) {
        let platform = commands::nearest_of(&person.platform, PLATFORMS)?;
        return Some(Person::new(platform, person.user.clone()).to_string());
    }
    let names = settings.approvers.accounts.keys().cloned();
    let accounts = known.iter().filter(|known| known.platform == person.platform).map(|known| known.user.clone());
    let all: Vec<String> = accounts.chain(names).collect();
    let near = commands::nearest_of(&person.user, all.iter().map(String::as_str))?;
    let is_name = settings.approvers.accounts.contains_key(near);
    Some(if is_name { near.to_owned() } else { person.beside(near).to_string() })
}
