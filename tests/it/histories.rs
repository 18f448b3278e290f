//! Random histories of approvals through reception and desks: several incidents, severities that rise and fall, roles that anybody
//! gives, accounts that are named and un-named, templates, copies, vetoes, and restarts with other settings. Whatever is
//! approved or goes out is judged from what people did, by rules of its own. `scripts/approvals` runs many.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use squall::fetch_all;
use squall::id::StatementId;
use squall::person::{Accounts, Person};
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};
use squall::statement::{State, Statement, store};

use crate::world::{Engine, Platform, World, minutes};

const PEOPLE: [&str; 5] = ["maya", "giulia", "nikos", "elitsa", "chiaying"];
const WORDS: [&str; 4] = ["We know.", "We deny it.", "We are sorry.", "We know about {what}."];
const ROLES: [&str; 2] = ["legal", "executive"];
/// Histories that one world hears, and those of the usual run.
const IN_A_WORLD: u64 = 10;
const USUALLY: u64 = 12;
const STEPS: usize = 18;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % sides as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

/// What people did to a statement since it was begun.
#[derive(Default)]
struct Known {
    wrote: BTreeSet<String>,
    /// Who said yes to the words of this revision.
    yes: BTreeSet<(u32, String)>,
    /// The gravest that its incidents were since the review was asked.
    gravest: u8,
    was: String,
}

struct History<'a> {
    world: &'a mut World,
    dice: Dice,
    known: BTreeMap<i64, Known>,
    /// Role, to whom, by whom; within an incident or the company.
    given: BTreeSet<(String, String, String)>,
    vetoed: BTreeSet<(Option<i64>, String)>,
    by_settings: BTreeSet<(String, String)>,
    one_human: Option<(&'static str, &'static str)>,
    approved: u64,
}

impl History<'_> {
    fn settings(&mut self) {
        self.one_human = (self.dice.roll(3) == 0).then(|| (self.dice.of(&PEOPLE), self.dice.of(&PEOPLE)));
        self.by_settings.clear();
        for role in ROLES {
            if self.dice.roll(3) > 0 {
                self.by_settings.insert((role.to_owned(), self.dice.of(&PEOPLE).to_owned()));
            }
        }
        let account = |user: &str| self.world.stage.person(user);
        let named = self.one_human.into_iter().flat_map(|(a, b)| [a, b]).map(|user| (account(user), "one".to_owned()));
        let accounts = Accounts::new(named.collect::<Vec<(Person, String)>>());
        let one_of = |role: &str| Group::new(role, 1, vec![Member::Role(role.to_owned())]);
        let rule = |severity_from, groups| {
            let policy = Policy { groups, review_minutes: 600, ..Policy::default() };
            Rule { kinds: Vec::new(), severity_from, templates: Vec::new(), policy }
        };
        let anybody = Group::new("second reader", 1, vec![Member::Anyone]);
        let mut roster = Roster { accounts: accounts.clone(), ..Roster::default() };
        for (role, user) in &self.by_settings {
            roster.roles.entry(role.clone()).or_default().insert(accounts.human(&account(user)));
        }
        let policies = vec![rule(8, ROLES.map(one_of).into()), rule(1, vec![anybody])];
        self.world.app.rule_by(Arc::new(Rules { policies, roster, publisher: true, ..Rules::default() }));
    }

    /// The human behind a name, as the settings say now.
    fn human<'n>(&self, user: &'n str) -> &'n str {
        match self.one_human {
            Some((a, b)) if user == a || user == b => "one",
            _ => user,
        }
    }

    async fn statements(&self) -> Vec<Statement> {
        let mut tx = self.world.app.store.read().await.unwrap();
        let mut all = Vec::new();
        for id in self.known.keys() {
            all.extend(store::get(&mut tx, StatementId(*id)).await.unwrap().map(|stored| stored.statement));
        }
        all
    }

    async fn open(&self) -> BTreeMap<i64, u8> {
        let mut tx = self.world.app.store.read().await.unwrap();
        let sql = "select id, severity from incident where state in ('open', 'responding', 'monitoring')";
        let rows = fetch_all!(&mut tx, (i64, i64), sql).unwrap();
        rows.into_iter().map(|(id, severity)| (id, u8::try_from(severity).unwrap())).collect()
    }

    async fn step(&mut self) {
        let by = self.dice.of(&PEOPLE);
        let open: Vec<i64> = self.open().await.into_keys().collect();
        let ids: Vec<i64> = self.known.keys().copied().collect();
        let last = ids.last().copied();
        match (self.dice.roll(20), last) {
            (0..=2, _) | (_, None) => self.drafts(by, &open).await,
            (3..=4, Some(_)) => {
                let id = self.dice.of(&ids);
                self.says(by, &format!("statement ask S-{id}")).await;
            }
            (5..=10, Some(_)) => {
                let id = self.dice.of(&ids);
                self.approves(by, id).await;
            }
            (11, Some(_)) => {
                let (id, words) = (self.dice.of(&ids), self.dice.of(&WORDS));
                self.says(by, &format!("statement edit S-{id} {words}")).await;
            }
            (12, Some(_)) => {
                let (incident, severity) = (self.dice.of(&open), self.dice.of(&[3, 5, 9]));
                self.says(by, &format!("severity {severity} --incident INC-{incident}")).await;
            }
            (13..=15, Some(_)) => {
                let (role, to) = (self.dice.of(&ROLES), self.dice.of(&PEOPLE));
                self.given.insert((role.to_owned(), to.to_owned(), by.to_owned()));
                self.says(by, &format!("roster add {role} @{to}")).await;
            }
            (16, Some(_)) => {
                let (role, of) = (self.dice.of(&ROLES), self.dice.of(&PEOPLE));
                self.says(by, &format!("roster remove {role} @{of}")).await;
                self.given.retain(|(known, to, _)| !(known == role && to == of));
            }
            (17, Some(_)) => self.settings(),
            (18, Some(_)) => self.vetoes(by).await,
            (_, Some(id)) => {
                self.says(by, &format!("statement published S-{id} https://social.example/{id}")).await;
            }
        }
        self.judges().await;
    }

    async fn says(&mut self, by: &str, words: &str) {
        self.world.says(by, &format!("/crisis {words}")).await;
    }

    async fn drafts(&mut self, by: &str, open: &[i64]) {
        let words = self.dice.of(&WORDS);
        let about = match self.dice.roll(4) {
            0 => String::new(),
            1 => " --incident none".to_owned(),
            _ => format!(" --incident INC-{}", self.dice.of(open)),
        };
        self.says(by, &format!("statement draft {words}{about} --review yes")).await;
        let mut tx = self.world.app.store.read().await.unwrap();
        let newest = fetch_all!(&mut tx, (i64,), "select coalesce(max(id), 0) from statement").unwrap()[0].0;
        drop(tx);
        if newest > 0 {
            self.known.entry(newest).or_default();
        }
    }

    async fn approves(&mut self, by: &str, id: i64) {
        let all = self.statements().await;
        let Some(statement) = all.iter().find(|statement| statement.id.0 == id) else { return };
        let (revision, digits) = (statement.revision, statement.texts.hash().short().to_owned());
        self.known.get_mut(&id).unwrap().yes.insert((revision, by.to_owned()));
        self.says(by, &format!("statement approve S-{id} v{revision} {digits}")).await;
    }

    async fn vetoes(&mut self, by: &str) {
        let seen = self.world.seen("crisis").into_iter().rev();
        let on = seen.filter(|seen| seen.only.is_none()).find(|seen| seen.buttons.iter().any(|label| label == "Veto"));
        let Some(on) = on else { return };
        self.world.does(by, crate::world::Deed::Press { on, label: "Veto".into() }).await;
        self.world.fills(by, &["no"]).await;
        for statement in self.statements().await {
            if statement.vetoed.contains(statement.texts.hash()) {
                let words = statement.texts.main().words.text().to_owned();
                self.vetoed.insert((statement.incident.map(|id| id.0), words));
            }
        }
    }

    /// Whether somebody has a role that counts for these authors.
    fn holds(&self, role: &str, human: &str, authors: &BTreeSet<&str>) -> bool {
        let by_settings = self.by_settings.iter().any(|(of, user)| of == role && self.human(user) == human);
        by_settings
            || self.given.iter().any(|(of, to, by)| {
                let (to, by) = (self.human(to), self.human(by));
                of == role && to == human && by != to && !authors.contains(by)
            })
    }

    /// Looks at everything that was approved or went out by this step.
    async fn judges(&mut self) {
        let open = self.open().await;
        for statement in self.statements().await {
            let now = statement
                .incident
                .map_or_else(|| open.values().copied().max().unwrap_or(5), |id| open.get(&id.0).copied().unwrap_or(0));
            for author in self.authors(&statement) {
                self.known.get_mut(&statement.id.0).unwrap().wrote.insert(author);
            }
            let known = self.known.get_mut(&statement.id.0).unwrap();
            let in_review = matches!(statement.state, State::InReview(_));
            known.gravest = if matches!(statement.state, State::Draft { .. }) { now } else { known.gravest.max(now) };
            let state = statement.state.name().to_owned();
            let is_news = known.was != state && !in_review;
            known.was = state;
            if is_news && matches!(statement.state, State::Approved(_) | State::Published(_)) {
                self.approved += 1;
                self.is_right(&statement);
            }
        }
    }

    fn authors(&self, statement: &Statement) -> Vec<String> {
        let is = |user: &&&str| statement.authors.contains(&self.world.stage.person(user));
        PEOPLE.iter().filter(is).map(|user| (*user).to_owned()).collect()
    }

    fn is_right(&self, statement: &Statement) {
        let known = &self.known[&statement.id.0];
        let words = statement.texts.main().words.text();
        assert!(!words.contains('{'), "{words}");
        for (of, vetoed) in &self.vetoed {
            assert!(vetoed != words || of.is_some() && *of != statement.incident.map(|id| id.0), "vetoed: {words}");
        }
        let authors: BTreeSet<&str> = known.wrote.iter().map(|user| self.human(user)).collect();
        let yes = known.yes.iter().filter(|(revision, _)| *revision == statement.revision);
        let yes: BTreeSet<&str> =
            yes.map(|(_, user)| self.human(user)).filter(|user| !authors.contains(user)).collect();
        assert!(!yes.is_empty(), "nobody but its authors approved {statement:#?}");
        if known.gravest >= 8 {
            let may = |role: &str| yes.iter().filter(|user| self.holds(role, user, &authors)).collect::<Vec<_>>();
            let (legal, executive) = (may("legal"), may("executive"));
            let two = legal.iter().any(|one| executive.iter().any(|other| one != other));
            assert!(two, "legal {legal:?}, executive {executive:?}: {:?} {statement:#?}", self.given);
        }
    }
}

#[tokio::test]
async fn nothing_is_approved_that_should_not_be() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let (count, seed) = (number("SQUALL_HISTORIES").unwrap_or(USUALLY), number("SQUALL_SEED").unwrap_or(1));
    let mut approved = 0;
    for first in (0..count).step_by(usize::try_from(IN_A_WORLD).unwrap()) {
        let mut world = World::begins(Platform::Sandbox, Engine::Sqlite).await.unwrap();
        world.says("maya", "/crisis open Lamps burn in Varna").await;
        world.says("giulia", "/crisis open Late parcels").await;
        let dice = Dice((seed + first).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut history = History {
            world: &mut world,
            dice,
            known: BTreeMap::new(),
            given: BTreeSet::new(),
            vetoed: BTreeSet::new(),
            by_settings: BTreeSet::new(),
            one_human: None,
            approved: 0,
        };
        for _ in 0..IN_A_WORLD.min(count - first) {
            // Each has statements of its own; roles, vetoes and incidents go on.
            history.known.clear();
            history.settings();
            for _ in 0..STEPS {
                history.step().await;
            }
            history.world.passes(minutes(1)).await;
        }
        approved += history.approved;
        world.end().await;
    }
    println!("{count} histories of {STEPS} steps from seed {seed}, {approved} approvals and publications, none false");
    assert!(approved > count / 20, "histories that never approve anything show little: {approved}");
}
