//! The settings of people in the store: small rows under `person:slack:U012`.

use std::collections::BTreeSet;

use super::names::Names;
use super::{Due, Settings, Told, Wanted};
use crate::clock::{Time, micros};
use crate::home::QuietHours;
use crate::person::{Accounts, Person};
use crate::post::{Post, Span};
use crate::store::json::Column;
use crate::store::timer::{self, Written};
use crate::store::{Result, Rows, StoreError, Tx, setting};
use crate::words::Locale;

const QUIET_HOURS: Column<QuietHours> = Column::new("setting", "value");
const WANTED: Column<Wanted> = Column::new("setting", "value");

const LANGUAGE: &str = "language";
const TOLD: &str = "told-language";
const NAME: &str = "name";
const LEFT: &str = "left";
const ZONE: &str = "zone";
const TOLD_ZONE: &str = "told-zone";
const QUIET: &str = "quiet";
const ALERTS: &str = "alerts";
const DEPARTMENT: &str = "department";

/// What a person chose, and what their platform told.
pub async fn settings(tx: &mut Tx, person: &Person) -> Result<Settings> {
    let scope = scope(person);
    Ok(Settings {
        locale: locale(tx, person).await?,
        zone: setting::word(tx, &scope, ZONE, |zone| zone.parse().ok()).await?,
        told: told(tx, person).await?,
        quiet: setting::read(tx, &scope, QUIET, &QUIET_HOURS).await?,
        alerts: setting::read(tx, &scope, ALERTS, &WANTED).await?,
    })
}

/// How to reach somebody whom the team needs. Choices that can't be read are told in the log and hold nobody up: the person
/// is written to as if they had made none.
pub async fn to_reach(tx: &mut Tx, person: &Person) -> Result<Settings> {
    match settings(tx, person).await {
        Err(StoreError::Spoilt(spoilt)) => {
            tracing::error!(%person, %spoilt, "a person is written to as if they had chosen nothing");
            Ok(Settings::default())
        }
        read => read,
    }
}

/// The language that a person chose.
pub async fn locale(tx: &mut Tx, person: &Person) -> Result<Option<Locale>> {
    setting::word(tx, &scope(person), LANGUAGE, Locale::nearest).await
}

/// What the person's platform told last.
pub async fn told(tx: &mut Tx, person: &Person) -> Result<Told> {
    let scope = scope(person);
    Ok(Told {
        locale: setting::word(tx, &scope, TOLD, Locale::nearest).await?,
        zone: setting::word(tx, &scope, TOLD_ZONE, |zone| zone.parse().ok()).await?,
    })
}

/// Where a person works, in somebody's words.
pub async fn department(tx: &mut Tx, person: &Person) -> Result<Option<String>> {
    setting::get(tx, &scope(person), DEPARTMENT).await
}

/// A person works there from now on.
pub async fn save_department(tx: &mut Tx, person: &Person, department: &str) -> Result<()> {
    setting::set(tx, &scope(person), DEPARTMENT, department).await
}

/// The platform told this; what it did not tell stays as it was.
pub async fn save_told(tx: &mut Tx, person: &Person, told: Told) -> Result<()> {
    let scope = scope(person);
    if let Some(locale) = told.locale {
        setting::set(tx, &scope, TOLD, locale.tag()).await?;
    }
    if let Some(zone) = told.zone {
        setting::set(tx, &scope, TOLD_ZONE, zone.name()).await?;
    }
    Ok(())
}

/// What a person is called.
pub async fn name(tx: &mut Tx, person: &Person) -> Result<Option<String>> {
    setting::get(tx, &scope(person), NAME).await
}

/// The platform told what a person is called.
pub async fn save_name(tx: &mut Tx, person: &Person, name: &str) -> Result<()> {
    setting::set(tx, &scope(person), NAME, name).await
}

/// What these people are called, as far as it was told.
pub async fn names(tx: &mut Tx, people: &BTreeSet<Person>) -> Result<Names> {
    let is_meant = |known: &Person| people.contains(known) || people.contains(&Person::stored(&known.user));
    let told = setting::all(tx, NAME).await?.into_iter().filter_map(|(scope, name)| {
        let person = scope.strip_prefix("person:").and_then(Person::parse)?;
        is_meant(&person).then_some((person, name))
    });
    Ok(Names(told.collect()))
}

/// A post as a platform shows it: its own people by account, others by name. Who is known there by another account is its
/// own.
pub async fn shown_on(tx: &mut Tx, post: Post, platform: &str, accounts: &Accounts) -> Result<Post> {
    let of_others = |person: &&&Person| person.is_account() && person.platform != platform;
    let others: BTreeSet<Person> = post.people().iter().filter(of_others).map(|person| (*person).clone()).collect();
    if others.is_empty() {
        return Ok(post);
    }
    let names = names(tx, &others).await?;
    Ok(post.with_people(|person| {
        let near = others.get(person).map(|person| accounts.on(person, platform))?;
        Some(if near.platform == platform { Span::Person(near) } else { Span::Public(names.or_id(person)) })
    }))
}

/// Whether a person is not there any more.
pub async fn has_left(tx: &mut Tx, person: &Person) -> Result<bool> {
    Ok(setting::get(tx, &scope(person), LEFT).await?.is_some())
}

/// A person left then; or is here, when none.
pub async fn save_left(tx: &mut Tx, person: &Person, at: Option<Time>) -> Result<()> {
    match at {
        Some(at) => setting::set(tx, &scope(person), LEFT, &micros(at).to_string()).await,
        None => setting::clear(tx, &scope(person), LEFT).await,
    }
}

/// From now on it is so.
pub async fn save(tx: &mut Tx, person: &Person, settings: &Settings) -> Result<()> {
    let scope = scope(person);
    let values = [
        (LANGUAGE, settings.locale.map(|locale| locale.tag().to_owned())),
        (ZONE, settings.zone.map(|zone| zone.name().to_owned())),
        (QUIET, settings.quiet.as_ref().map(|quiet| QUIET_HOURS.write(quiet)).transpose()?),
        (ALERTS, settings.alerts.as_ref().map(|wanted| WANTED.write(wanted)).transpose()?),
    ];
    for (name, value) in values {
        match value {
            Some(value) => setting::set(tx, &scope, name, &value).await?,
            None => setting::clear(tx, &scope, name).await?,
        }
    }
    Ok(())
}

/// Who asked for alerts by direct message, by name, and what else they chose.
pub async fn wanting_alerts(tx: &mut Tx) -> Result<Rows<(Person, Settings)>> {
    let mut wanting = Rows::default();
    for scope in setting::scopes(tx, ALERTS).await? {
        if let Some(person) = scope.strip_prefix("person:").and_then(Person::parse) {
            let settings = settings(tx, &person).await;
            wanting.add(settings.map(|settings| (person, settings)))?;
        }
    }
    Ok(wanting)
}

/// Everybody who chose something, as far as it can be read.
pub async fn everybody(tx: &mut Tx) -> Result<Rows<Person>> {
    let mut scopes: BTreeSet<String> = setting::scopes(tx, QUIET).await?.into_iter().collect();
    scopes.extend(setting::scopes(tx, ALERTS).await?);
    let mut everybody = Rows::default();
    for person in scopes.iter().filter_map(|scope| scope.strip_prefix("person:").and_then(Person::parse)) {
        let settings = settings(tx, &person).await;
        everybody.add(settings.map(|_| person))?;
    }
    Ok(everybody)
}

fn scope(person: &Person) -> String {
    format!("person:{person}")
}

impl timer::Due for Due {
    fn written(&self) -> Written {
        match self {
            Self::Left(person) => Written::new("person.left", person),
        }
    }

    fn read(written: &Written) -> Option<Self> {
        match written.kind.as_str() {
            "person.left" => Some(Self::Left(Person::stored(&written.subject))),
            _ => None,
        }
    }
}
