//! One company in Slack and in Discord: one alert stands in both, and who decides in either has decided.

use chrono::Duration;
use squall::app::App;
use squall::chat::Chat;
use squall::home::Home;
use squall::mention::{Author, Engagement, MentionKind, RawMention};
use squall::store::Store;
use squall::watch::Watch;

use super::{Server, crisis};
use crate::contract::Examinee;
use crate::slack_exam::AtSlack;
use crate::world::discord::Message;

pub const WORDS: [&str; 3] = ["my lumo is on fire", "terrible smoke from the lumo", "never again a lumo, shame"];

pub fn voice(n: i64, text: &str, at: squall::clock::Time) -> RawMention {
    RawMention {
        source: "import".into(),
        source_id: n.to_string(),
        platform: "x".into(),
        kind: MentionKind::Post,
        url: Some(format!("https://social.example/{n}")),
        author: Author {
            id: format!("a{n}"),
            handle: Some(format!("@voice{n}")),
            name: None,
            followers: Some(400),
            country: None,
        },
        title: None,
        text: format!(
            "{text} {}",
            ["today", "again", "at home", "in Sofia", "since monday", "for real"][usize::try_from(n % 6).unwrap()]
        ),
        declared_language: None,
        created_at: at,
        engagement: Engagement::default(),
        reach: Some(400 + n.unsigned_abs()),
        repost_of: None,
        parent: None,
    }
}

fn in_slack(slack: &AtSlack) -> String {
    let all = slack.fake.messages("crisis").into_iter().filter(|message| message.by_the_bot());
    all.map(|message| serde_json::to_string(&message.blocks).unwrap()).collect()
}

fn cards(discord: &Server) -> Vec<Message> {
    let all = discord.fake.messages("crisis").into_iter();
    all.filter(|message| message.by_the_bot() && !message.components.is_empty()).collect()
}

struct Both {
    slack: AtSlack,
    discord: Server,
    app: App,
}

impl Both {
    /// Time passes in both, and everything that waits is said.
    async fn settles(&mut self) {
        for _ in 0..6 {
            let next = self.app.clock.now() + Duration::seconds(2);
            self.app.clock.advance_to(next);
            self.discord.clock.advance_to(next);
            self.app.settle().await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_alert_stands_in_slack_and_discord_and_is_decided_about_once() {
    let ((slack, clock), discord) = (AtSlack::with_its_clock().await, Server::start().await);
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("squall.db").display());
    let store = Store::open(&url).await.unwrap();
    let home = Home::new(slack.place());
    let platforms = [slack.chat_of_the_bot(), std::sync::Arc::clone(&discord.discord) as std::sync::Arc<dyn Chat>];
    let platforms = platforms.into_iter().map(|chat| (chat.platform(), chat)).collect();
    let mut app = App::new(store, clock.clone(), home, platforms, "story".into()).unwrap();
    app.stand_also_in(&[crisis()]).await.unwrap();
    app.listen_for(&[Watch::new("lumo", "lumo", clock.now())]).await.unwrap();
    let start = clock.now();
    for hour in 0..48 {
        clock.advance_to(start + Duration::hours(hour));
        app.hear(vec![voice(hour, &format!("reading under my lumo, page {hour}"), clock.now())]).await.unwrap();
    }
    discord.clock.advance_to(clock.now());
    let mut both = Both { slack, discord, app };
    for n in 0..30 {
        clock.advance_to(clock.now() + Duration::seconds(8));
        let shout = voice(1_000 + n, WORDS[usize::try_from(n % 3).unwrap()], clock.now());
        both.app.hear(vec![shout]).await.unwrap();
    }
    both.settles().await;

    let [card] = cards(&both.discord).try_into().expect("one card in Discord");
    assert!(in_slack(&both.slack).contains("Open incident"), "and one in Slack");
    assert!(card.words().contains("lumo"), "{}", card.words());

    // Maya opens the incident in Discord: Slack's card says so too, and both have a thread.
    both.discord.fake.person("maya").presses(&card.id, "Open incident");
    let event = both.discord.hears().await;
    both.app.receive(event).await.unwrap();
    both.settles().await;
    let threads = both.discord.fake.threads("crisis");
    assert_eq!(threads.len(), 1);
    let said: String = both.discord.fake.messages(&threads[0].0).iter().map(Message::words).collect();
    assert!(said.contains("INC-1"), "{said}");
    assert!(in_slack(&both.slack).contains("opened INC-1"), "{}", in_slack(&both.slack));

    // Nikos is too late in Slack, and is told.
    let slack_card = both.slack.fake.messages("crisis").into_iter().find(|message| message.by_the_bot()).unwrap();
    assert!(!serde_json::to_string(&slack_card.blocks).unwrap().contains("Open incident"), "decided");
}
