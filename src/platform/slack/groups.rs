//! Who is in which user group of Slack, for the groups that the operator named. It is asked now and then, and never while
//! somebody waits for an answer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use slack_morphism::api::SlackApiUserGroupsUsersListResponse;

use super::trouble::Trouble;
use super::web::Web;

/// The members of each group; none of a group that Slack has not told of yet.
#[derive(Default)]
pub(super) struct Groups(Mutex<BTreeMap<String, Option<BTreeSet<String>>>>);

impl Groups {
    /// From now on these are asked for.
    pub(super) fn follow(&self, groups: impl Iterator<Item = String>) {
        self.all().extend(groups.map(|group| (group, None)));
    }

    /// Asks Slack for the members of a group, and says how many there are.
    pub(super) async fn look(&self, web: &Web, group: &str) -> Result<usize, Trouble> {
        let asked = web.get("usergroups.users.list", &[("usergroup", group.to_owned())]).await;
        let told: SlackApiUserGroupsUsersListResponse = asked.map_err(|mut trouble| {
            group.clone_into(&mut trouble.channel);
            trouble
        })?;
        let members: BTreeSet<String> = told.users.into_iter().map(|user| user.0).collect();
        let count = members.len();
        self.all().insert(group.to_owned(), Some(members));
        Ok(count)
    }

    pub(super) fn names(&self) -> Vec<String> {
        self.all().keys().cloned().collect()
    }

    /// Whether a person is in each of the groups that Slack has told of.
    pub(super) fn of(&self, user: &str) -> BTreeMap<String, bool> {
        let all = self.all();
        let known = all.iter().filter_map(|(group, members)| Some((group.clone(), members.as_ref()?.contains(user))));
        known.collect()
    }

    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Option<BTreeSet<String>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
