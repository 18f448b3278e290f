//! What Slack tells of people: their language is asked for once in a while, and nothing depends on it.

use squall::app::App;
use squall::chat::{Chat, Happened};
use squall::clock::Clock;
use squall::home::Home;
use squall::people::roster::{self, Role};
use squall::post::{Form, Input, InputKind};
use squall::store::Store;
use squall::words::Locale;

use crate::contract::{Examinee, Resident, with_button};
use crate::slack_exam::AtSlack;
use crate::world::slack::Fault;

async fn app(slack: &AtSlack, clock: &Clock, directory: &tempfile::TempDir) -> App {
    let url = format!("sqlite:{}", directory.path().join("squall.db").display());
    let store = Store::open(&url).await.unwrap();
    let home = Home { locale: Locale::Bg, ..Home::new(slack.place()) };
    let chat: std::sync::Arc<dyn Chat> = slack.chat_of_the_bot();
    App::new(store, clock.clone(), home, [(chat.platform(), chat)].into(), "people".into()).unwrap()
}

/// What a person is told when they ask for help.
async fn helped(slack: &mut AtSlack, app: &mut App, person: &str) -> String {
    slack.fake.person(person).types("crisis", "/crisis help");
    let event = slack.next().await;
    app.receive(event).await.unwrap();
    slack.fake.person(person).ephemerals().last().unwrap().text.clone()
}

#[tokio::test]
async fn people_are_answered_in_their_own_language_and_slack_is_asked_once_an_hour() {
    let (mut slack, clock) = AtSlack::with_its_clock().await;
    let directory = tempfile::tempdir().unwrap();
    let mut app = app(&slack, &clock, &directory).await;
    drop(slack.fake.person("maya").speaks("it-IT"));
    drop(slack.fake.person("nikos").speaks("zh-TW"));
    let [italian, chinese] = [Locale::It, Locale::ZhHant].map(|locale| commands::help(locale).summary);
    for _ in 0..3 {
        assert_eq!(helped(&mut slack, &mut app, "maya").await, italian);
        assert_eq!(helped(&mut slack, &mut app, "nikos").await, chinese);
    }
    assert_eq!(slack.fake.calls("users.info").len(), 2, "each was asked about once");
    clock.advance_to(clock.now() + chrono::Duration::minutes(61));
    drop(slack.fake.person("maya").speaks("el-GR"));
    assert_eq!(helped(&mut slack, &mut app, "maya").await, commands::help(Locale::El).summary);
}

#[tokio::test]
async fn who_can_not_be_asked_about_is_answered_in_the_language_of_the_channel() {
    let (mut slack, clock) = AtSlack::with_its_clock().await;
    let directory = tempfile::tempdir().unwrap();
    let mut app = app(&slack, &clock, &directory).await;
    let bulgarian = commands::help(Locale::Bg).summary;
    for (person, fault) in [("maya", Fault::ErrorCode("missing_scope")), ("nikos", Fault::Timeout)] {
        slack.fake.fail_next("users.info", 1, fault);
        for _ in 0..2 {
            assert_eq!(helped(&mut slack, &mut app, person).await, bulgarian, "{fault:?}");
        }
    }
    assert_eq!(slack.fake.calls("users.info").len(), 2, "Slack is left in peace for a while");
}

#[tokio::test]
async fn a_press_that_comes_twice_opens_one_form_and_tells_no_trouble() {
    let (mut slack, _clock) = AtSlack::with_its_clock().await;
    let card = slack.chat().post(&slack.place(), &with_button("sq1:alert-dismiss:7"), "card").await.unwrap();
    slack.press("U0MAYA", &card, "sq1:alert-dismiss:7").await;
    let why = Input {
        key: "why".into(),
        label: "Why?".into(),
        hint: None,
        kind: InputKind::Line { max: 80 },
        required: false,
        initial: None,
        check: None,
    };
    let form = Form { action: "sq1:x:7".into(), title: "Why?".into(), submit: "Send".into(), inputs: vec![why] };
    for again in [false, true] {
        if again {
            slack.fake.redelivers();
        }
        let Happened::Pressed { trigger, .. } = slack.next().await.what else { panic!("not a press") };
        slack.chat().ask(&trigger, &form).await.unwrap();
    }
    assert_eq!(slack.fake.calls("views.open").len(), 1);
    assert_eq!(slack.form("U0MAYA").await.as_deref(), Some("Why?"));
}

#[tokio::test]
async fn a_person_comes_home_and_a_wrong_answer_is_told_at_its_question() {
    let (mut slack, clock) = AtSlack::with_its_clock().await;
    let directory = tempfile::tempdir().unwrap();
    let mut app = app(&slack, &clock, &directory).await;
    slack.come_home("U0MAYA").await;
    let event = slack.next().await;
    app.receive(event).await.unwrap();
    let before = slack.home("U0MAYA").await.unwrap();
    assert!(before.contains("Europe/Rome") && !before.contains("22:00"), "{before}");

    slack.fake.person("maya").presses_in_view("sq1:me-settings:");
    let event = slack.next().await;
    app.receive(event).await.unwrap();
    slack.submit("U0MAYA", &[("quiet", "at night")]).await;
    let faults = slack.faults("U0MAYA").await;
    assert_eq!(faults.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["quiet"]);
    slack.submit("U0MAYA", &[("quiet", "22:00-07:00")]).await;
    let event = slack.next().await;
    app.receive(event).await.unwrap();
    let after = slack.home("U0MAYA").await.unwrap();
    assert!(after.contains("22:00"), "{after}");
    assert_eq!(slack.form("U0MAYA").await, None);
}

#[tokio::test]
async fn whoever_is_in_a_user_group_has_its_role_from_the_next_thing_they_do() {
    let (mut slack, clock) = AtSlack::with_its_clock().await;
    let directory = tempfile::tempdir().unwrap();
    let mut app = app(&slack, &clock, &directory).await;
    app.reception = app
        .reception
        .with(|setup| setup.member_roles = std::sync::Arc::new([("S1LEGAL".to_owned(), Role::Legal)].into()));
    let chat = slack.bot();
    chat.follow_groups(["S1LEGAL".to_owned()].into_iter());
    slack.fake.groups("S1LEGAL", &["maya"]);
    let refused = chat.look_at_groups().await.unwrap_err().to_string();
    assert!(refused.contains("usergroups:read"), "the scope is the operator's to add: {refused}");
    helped(&mut slack, &mut app, "maya").await;
    assert_eq!(roster(&app).await, [], "nobody knows yet");
    slack.fake.grants(&["usergroups:read"]);
    chat.look_at_groups().await.unwrap();
    helped(&mut slack, &mut app, "maya").await;
    helped(&mut slack, &mut app, "nikos").await;
    let maya = slack.fake.person("maya").id.clone();
    assert_eq!(roster(&app).await, [(Role::Legal, maya)]);
    slack.fake.groups("S1LEGAL", &["nikos"]);
    chat.look_at_groups().await.unwrap();
    helped(&mut slack, &mut app, "maya").await;
    assert_eq!(roster(&app).await, [], "and loses it with the group");
}

async fn roster(app: &App) -> Vec<(Role, String)> {
    let members = roster::store::list(&mut app.store.read().await.unwrap()).await.unwrap();
    members.into_iter().map(|member| (member.role, member.person.user)).collect()
}
