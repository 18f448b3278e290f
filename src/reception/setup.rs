//! How a reception is set up.

use std::collections::BTreeMap;
use std::sync::Arc;

use commands::EmojiAction;
use tokio::sync::Notify;

use crate::checkpoint::Anchor;
use crate::clock::Clock;
use crate::courier::Platforms;
use crate::home::Home;
use crate::people::roster::Role;
use crate::plan::Plan;
use crate::reading::Reader;
use crate::sources::Inlet;
use crate::statement::rules::Rules;
use crate::store::Store;

/// What a reception works with, and what the operator decided.
#[derive(Clone)]
pub struct Setup {
    pub store: Store,
    pub home: Home,
    pub platforms: Platforms,
    pub clock: Clock,
    /// Told when there is something to deliver or to judge.
    pub changed: Arc<Notify>,
    /// What emoji mean here on an alert's card, by short name, before what they mean by themselves; none is a meaning too.
    pub reactions: BTreeMap<String, Option<EmojiAction>>,
    /// Our roles by the platforms' own ids of theirs: whoever has one there has ours.
    pub member_roles: Arc<BTreeMap<String, Role>>,
    /// Who approves statements; without any, somebody else than the author reads them.
    pub rules: Arc<Rules>,
    /// What was planned before; without it there are no playbooks.
    pub plan: Arc<Plan>,
    /// Signs the ledger's head; without it nothing is signed.
    pub anchor: Option<Arc<Anchor>>,
    /// For what people report; without it they can't.
    pub ear: Option<Ear>,
}

/// Reads what is reported, and the way to the listening door.
#[derive(Clone)]
pub struct Ear {
    pub reader: Arc<Reader>,
    pub inlet: Inlet,
}

impl Setup {
    /// As it is when the operator decided nothing.
    pub fn new(store: Store, home: Home, platforms: Platforms, clock: Clock, changed: Arc<Notify>) -> Self {
        let (reactions, member_roles, rules, plan) = (BTreeMap::new(), Arc::default(), Arc::default(), Arc::default());
        Self { store, home, platforms, clock, changed, reactions, member_roles, rules, plan, anchor: None, ear: None }
    }
}
