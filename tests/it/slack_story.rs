//! The main job in Slack: the public shouts, one card stands in the channel, and the team decides about it there.

use chrono::Duration;
use squall::app::App;
use squall::chat::Chat;
use squall::clock::{Clock, Time};
use squall::home::Home;
use squall::mention::{Author, Engagement, MentionKind, RawMention};
use squall::store::Store;
use squall::watch::Watch;
use squall::words::Locale;

use crate::contract::Examinee;
use crate::slack_exam::AtSlack;
use crate::world::slack::Message;

fn voice(n: i64, text: &str, at: Time) -> RawMention {
    RawMention {
        source: "import".into(),
        source_id: n.to_string(),
        platform: "x".into(),
        kind: MentionKind::Post,
        url: Some(format!("https://social.example/{n}")),
        author: Author { id: format!("a{n}"), handle: Some(format!("@voice{n}")), name: None, followers: Some(400) },
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

/// A lamp that somebody listens for in the channel, and two quiet days.
async fn quiet_days(slack: &AtSlack, clock: &Clock, url: &str) -> App {
    let store = Store::open(url).await.unwrap();
    let home = Home { channel: slack.place(), locale: Locale::En, zone: chrono_tz::UTC, quiet: None };
    let chat: std::sync::Arc<dyn Chat> = slack.chat_of_the_bot();
    let mut app = App::new(store, clock.clone(), home, [(chat.platform(), chat)].into(), "story".into()).unwrap();
    let watch = Watch::new("lumo", "lumo", clock.now());
    app.listen_for(&[watch]).await.unwrap();
    let start = clock.now();
    for hour in 0..48 {
        clock.advance_to(start + Duration::hours(hour));
        app.hear(vec![voice(hour, &format!("reading under my lumo, page {hour}"), clock.now())]).await.unwrap();
    }
    app
}

fn cards(slack: &AtSlack) -> Vec<Message> {
    let all = slack.fake.messages("crisis").into_iter();
    all.filter(|message| message.by_the_bot() && message.blocks.iter().any(|block| block["type"] == "actions"))
        .collect()
}

/// What a person did is heard, and what it causes is said at the pace of a channel.
async fn answered(slack: &mut AtSlack, app: &mut App) {
    let event = slack.next().await;
    app.receive(event).await.unwrap();
    for _ in 0..4 {
        app.clock.advance_to(app.clock.now() + Duration::seconds(2));
        app.settle().await.unwrap();
    }
}

#[tokio::test]
async fn a_crisis_is_raised_and_decided_about_in_slack() {
    let (mut slack, clock) = AtSlack::with_its_clock().await;
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("squall.db").display());
    let mut app = quiet_days(&slack, &clock, &url).await;
    let words = [
        "my lumo is on fire, this is dangerous",
        "terrible smoke from the lumo",
        "never again a lumo, shame",
        "lumo burned my table",
    ];
    for n in 0..30 {
        let next = clock.now() + Duration::seconds(8);
        clock.advance_to(next);
        app.hear(vec![voice(1_000 + n, words[usize::try_from(n % 4).unwrap()], clock.now())]).await.unwrap();
        app.settle().await.unwrap();
    }

    // One card, edited in place, native, with a picture and its words.
    let [card] = cards(&slack).try_into().expect("one card");
    let kinds: Vec<&str> = card.blocks.iter().filter_map(|block| block["type"].as_str()).collect();
    assert!(card.edited && kinds.first() == Some(&"header") && kinds.contains(&"image"), "{kinds:?}");
    assert!(card.text.contains("A-1") && !slack.fake.files().is_empty());

    slack.fake.person("maya").presses(&card.ts, "Acknowledge");
    answered(&mut slack, &mut app).await;
    let [acknowledged] = cards(&slack).try_into().unwrap();
    let said = serde_json::to_string(&acknowledged.blocks).unwrap();
    assert!(said.contains("<@U0MAYA> is looking at it."), "{said}");

    slack.fake.person("nikos").presses(&card.ts, "Open incident");
    answered(&mut slack, &mut app).await;
    let thread: Vec<Message> = slack
        .fake
        .messages("crisis")
        .into_iter()
        .filter(|one| one.thread.as_ref() == Some(&card.ts) && one.ts != card.ts)
        .collect();
    assert_eq!(thread.len(), 1, "{thread:?}");
    assert!(serde_json::to_string(&thread[0].blocks).unwrap().contains("opened INC-1"));

    slack.fake.person("maya").types("crisis", "/crisis status");
    answered(&mut slack, &mut app).await;
    let whispered = slack.fake.person("maya").ephemerals();
    assert!(whispered.last().is_some_and(|whisper| serde_json::to_string(&whisper.blocks).unwrap().contains("INC-1")));

    slack.fake.person("maya").mentions("crisis", Some(&card.ts), "@squall alert list");
    answered(&mut slack, &mut app).await;
    let whispered = slack.fake.person("maya").ephemerals();
    assert_eq!(whispered.last().unwrap().thread.as_deref(), Some(card.ts.as_str()), "answered where it was asked");
}
