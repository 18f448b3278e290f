//! What Slack tells of people, kept for a while: it is asked about far more often than it changes.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::TimeDelta;

use super::trouble::Trouble;
use super::web::Web;
use super::wire::{Member, Person};
use crate::chat::{Membership, Profile};
use crate::clock::Time;

/// People that are remembered; beyond them Slack is asked again.
const REMEMBERED: usize = 5_000;
/// For how long, and for how long it is remembered that Slack did not tell.
const FRESH: TimeDelta = TimeDelta::hours(1);
const UNTOLD: TimeDelta = TimeDelta::minutes(2);

/// Profiles, and until when they count.
#[derive(Default)]
pub(super) struct People(Mutex<HashMap<String, (Time, Profile)>>);

impl People {
    /// A person's profile. After a failure it is empty for a while, and Slack is left in peace.
    pub(super) async fn profile(&self, web: &Web, user: &str) -> Result<Profile, Trouble> {
        let now = web.now();
        let known = self.all().get(user).filter(|(until, _)| *until > now).map(|(_, profile)| profile.clone());
        if let Some(profile) = known {
            return Ok(profile);
        }
        // Who asks meanwhile is not kept waiting, and does not ask again.
        self.remember(user, now, UNTOLD, Profile::default());
        let arguments = [("user", user.to_owned()), ("include_locale", "true".to_owned())];
        let person: Person = web.get("users.info", &arguments).await?;
        let profile = profile(person.user);
        self.remember(user, now, FRESH, profile.clone());
        Ok(profile)
    }

    /// Whether the account is closed. What is remembered may be old: Slack is asked.
    pub(super) async fn has_left(&self, web: &Web, user: &str) -> Result<bool, Trouble> {
        match web.get::<Person>("users.info", &[("user", user.to_owned())]).await {
            Ok(person) => Ok(person.user.deleted),
            Err(trouble) if trouble.code == "user_not_found" => Ok(true),
            Err(trouble) => Err(trouble),
        }
    }

    /// Whether it is the open account of a person; Slack is asked.
    pub(super) async fn is_somebody(&self, web: &Web, user: &str) -> Result<bool, Trouble> {
        match web.get::<Person>("users.info", &[("user", user.to_owned())]).await {
            Ok(person) => Ok(!person.user.deleted && !person.user.is_bot),
            Err(trouble) if trouble.code == "user_not_found" => Ok(false),
            Err(trouble) => Err(trouble),
        }
    }

    /// What they are in the workspace, without its groups; Slack is asked. Nothing for who is not there, or left.
    pub(super) async fn membership(&self, web: &Web, user: &str) -> Result<Membership, Trouble> {
        match web.get::<Person>("users.info", &[("user", user.to_owned())]).await {
            Ok(person) => Ok(membership(&person.user)),
            Err(trouble) if trouble.code == "user_not_found" => Ok(Membership { guest: true, ..Membership::default() }),
            Err(trouble) => Err(trouble),
        }
    }

    fn remember(&self, user: &str, now: Time, age: TimeDelta, profile: Profile) {
        let mut all = self.all();
        if all.len() >= REMEMBERED {
            all.retain(|_, (until, _)| *until > now);
        }
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(user.to_owned(), (now + age, profile));
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, (Time, Profile)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Owners and admins run a workspace. Guests are its single- and multi-channel ones, and people of another company
/// (<https://docs.slack.dev/reference/objects/user-object>).
fn membership(member: &Member) -> Membership {
    let outside = member.deleted || member.is_bot || member.is_stranger;
    let guest = outside || member.is_restricted || member.is_ultra_restricted;
    Membership { admin: !guest && (member.is_admin || member.is_owner), guest, ..Membership::default() }
}

/// The names that people choose come first; an account's name is the last resort.
fn profile(member: Member) -> Profile {
    let chosen = member.profile.display_name.or(member.profile.real_name);
    Profile { name: chosen.or(member.real_name).or(member.name), locale: member.locale, zone: member.tz }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_person_is_called_as_they_want() {
        let user = json!({
            "name": "m.rossi", "real_name": "Maya Rossi", "profile": { "display_name": "", "real_name": "Maya R." },
            "locale": "it-IT", "tz": "Europe/Rome",
        });
        let profile = profile(serde_json::from_value(user).unwrap());
        assert_eq!(profile.name.as_deref(), Some("Maya R."));
        assert_eq!((profile.locale.as_deref(), profile.zone.as_deref()), (Some("it-IT"), Some("Europe/Rome")));
        assert_eq!(super::profile(Member::default()), Profile::default());
    }

    #[test]
    fn who_runs_the_workspace_is_no_guest() {
        let told = |user: serde_json::Value| membership(&serde_json::from_value(user).unwrap());
        for admin in [json!({ "is_admin": true }), json!({ "is_owner": true, "is_primary_owner": true })] {
            assert!(told(admin).admin);
        }
        for guest in ["is_restricted", "is_ultra_restricted", "is_stranger", "deleted", "is_bot"] {
            let member = told(json!({ "is_admin": true, guest: true }));
            assert!(member.guest && !member.admin, "{guest}");
        }
        assert_eq!(told(json!({ "name": "maya" })), Membership::default(), "a member");
    }
}
