//! One review, answered half in Slack and half in Discord: one person is one person on both, a vote on either side counts
//! once, and the card shows it.

use std::sync::Arc;

use chrono::Duration;
use squall::app::App;
use squall::chat::{Chat, ChatEvent};
use squall::home::Home;
use squall::id::StatementId;
use squall::person::{Accounts, Person};
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};
use squall::statement::{State, store};
use squall::store::{Store, ledger};

use super::Server;
use crate::contract::Examinee;
use crate::slack_exam::AtSlack;

/// Legal is Nikos in Slack; communications is Giulia, who is in both; the executive is Elitsa in Discord. Maya writes.
fn rules(discord: &Server) -> Rules {
    let in_discord = |name: &str| Person::new("discord", discord.fake.person(name).id);
    let one_of = |name: &str| Group::new(name, 1, vec![Member::Role(name.to_owned())]);
    let groups = vec![one_of("legal"), one_of("comms"), one_of("executive")];
    let policy = Policy { groups, ..Policy::default() };
    let giulia = [Person::stored("slack:U0GIULIA"), in_discord("giulia")].map(|of| (of, "giulia".to_owned()));
    let accounts = Accounts::new(giulia);
    let roles = [
        ("legal", Person::stored("slack:U0NIKOS")),
        ("comms", in_discord("giulia")),
        ("executive", in_discord("elitsa")),
    ];
    let roles = roles.into_iter().map(|(role, person)| (role.to_owned(), [accounts.human(&person)].into())).collect();
    Rules {
        policies: vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }],
        roster: Roster { roles, accounts, ..Roster::default() },
        ..Rules::default()
    }
}

struct Both {
    slack: AtSlack,
    discord: Server,
    app: App,
}

impl Both {
    async fn start() -> Self {
        let ((slack, clock), discord) = (AtSlack::with_its_clock().await, Server::start().await);
        for person in ["giulia", "elitsa", "nikos"] {
            slack.fake.person(person);
            discord.fake.person(person);
        }
        let directory = tempfile::tempdir().unwrap().keep();
        let store = Store::open(&format!("sqlite:{}", directory.join("squall.db").display())).await.unwrap();
        let home = Home::new(slack.place());
        let platforms = [slack.chat_of_the_bot(), Arc::clone(&discord.discord) as Arc<dyn Chat>];
        let platforms = platforms.into_iter().map(|chat| (chat.platform(), chat)).collect();
        let mut app = App::new(store, clock.clone(), home, platforms, "story".into()).unwrap();
        app.rule_by(Arc::new(rules(&discord)));
        Self { slack, discord, app }
    }

    async fn does(&mut self, event: ChatEvent) {
        self.app.receive(event).await.unwrap();
        for _ in 0..6 {
            let next = self.app.clock.now() + Duration::seconds(2);
            self.app.clock.advance_to(next);
            self.discord.clock.advance_to(next);
            self.app.settle().await.unwrap();
        }
    }

    async fn in_slack(&mut self) {
        let event = self.slack.next().await;
        self.does(event).await;
    }

    async fn in_discord(&mut self) {
        let event = self.discord.hears().await;
        self.does(event).await;
    }

    fn card(&self) -> String {
        let cards = self.slack.fake.messages("crisis").into_iter().filter(|message| message.by_the_bot());
        let cards: Vec<String> = cards.map(|message| serde_json::to_string(&message.blocks).unwrap()).collect();
        cards.into_iter().rfind(|card| card.contains("S-1: holding statement")).expect("the card stands in Slack")
    }

    async fn state(&self) -> State {
        let mut tx = self.app.store.read().await.unwrap();
        store::get(&mut tx, StatementId(1)).await.unwrap().unwrap().statement.state
    }
}

#[tokio::test]
async fn a_review_is_answered_half_in_slack_and_half_in_discord() {
    let mut both = Both::start().await;
    both.slack
        .fake
        .person("maya")
        .types("crisis", "/crisis statement draft We know, and we look into it. --review yes");
    both.in_slack().await;
    assert!(both.card().contains("executive") && both.card().contains("in review"), "{}", both.card());
    // Elitsa is nobody's account in Slack: she stands there by name.
    let elitsa = both.discord.fake.person("elitsa").id;
    assert!(!both.card().contains(&elitsa) && both.card().to_lowercase().contains("elitsa"), "{}", both.card());

    // Each hears of it where they are: Nikos in Slack, Elitsa in Discord, Giulia once although she is in both.
    let letter = both.slack.fake.person("nikos").direct().pop().expect("a letter in Slack");
    let elitsas = both.discord.fake.person("elitsa").direct().pop().expect("a letter in Discord");
    assert!(elitsas.words().contains("We know, and we look into it."), "{}", elitsas.words());
    let to_giulia = both.slack.fake.person("giulia").direct().len() + both.discord.fake.person("giulia").direct().len();
    assert_eq!(to_giulia, 1, "one person has one letter");

    // Nikos approves in Slack; it says so at once.
    both.slack.fake.person("nikos").presses(&letter.ts, "Approve");
    both.in_slack().await;
    assert!(both.card().contains("1 of 1"), "{}", both.card());
    // Elitsa approves in Discord, twice.
    for _ in 0..2 {
        both.discord.fake.person("elitsa").presses(&elitsas.id, "Approve");
        both.in_discord().await;
    }
    assert!(matches!(both.state().await, State::InReview(ref review) if review.votes.len() == 2));
    // Giulia has one voice, though she speaks on both sides.
    let hash = both.card().split("Hash").nth(1).and_then(|rest| rest.split('`').nth(1)).unwrap().to_owned();
    let (revision, hash) = hash.split_once(' ').expect("the revision, then the digits");
    both.discord
        .fake
        .person("giulia")
        .types("crisis", &format!("/squall statement approve statement:S-1 revision:{revision} hash:{hash}"));
    both.in_discord().await;
    assert!(matches!(both.state().await, State::Approved(_)), "{:?}", both.state().await);
    assert!(both.card().contains("approved"), "{}", both.card());
    both.slack.fake.person("giulia").types("crisis", &format!("/crisis statement approve S-1 {revision} {hash}"));
    both.in_slack().await;
    let (rows, head) = ledger::read(&mut both.app.store.read().await.unwrap()).await.unwrap();
    assert_eq!(ledger::verify(&rows, Some(&head)), Ok(()));
    let voted: Vec<&str> = rows
        .iter()
        .filter(|row| row.action == "statement.voted")
        .map(|row| row.actor.split(':').next().unwrap())
        .collect();
    assert_eq!(voted, ["slack", "discord", "discord"], "half here and half there, each once");

    // What she writes in Slack are her words in Discord too.
    both.slack.fake.person("giulia").types("crisis", "/crisis statement draft We look again. --review yes");
    both.in_slack().await;
    let mut tx = both.app.store.read().await.unwrap();
    let second = store::get(&mut tx, StatementId(2)).await.unwrap().unwrap().statement;
    drop(tx);
    let own = format!("/squall statement approve statement:S-2 revision:1 hash:{}", second.texts.hash().short());
    both.discord.fake.person("giulia").types("crisis", &own);
    both.in_discord().await;
    let (rows, _) = ledger::read(&mut both.app.store.read().await.unwrap()).await.unwrap();
    let about: Vec<&str> = rows.iter().filter(|row| row.subject == "S-2").map(|row| row.action.as_str()).collect();
    assert!(about.contains(&"statement.drafted"), "{about:?}");
    assert!(
        !about.contains(&"statement.review_asked") && !about.contains(&"statement.voted"),
        "nobody but her could approve for communications, and nobody approves their own: {about:?}"
    );
}
