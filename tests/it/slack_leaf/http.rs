//! Slack over HTTP: what is signed is answered at once, all else is refused.

use reqwest::{Client, Response, StatusCode};
use secrecy::SecretString;
use serde_json::json;
use squall::chat::{ChatEvent, Happened, Intake, NotKept};
use squall::clock::Clock;
use squall::platform::slack::signature::sign;
use tokio::sync::mpsc;

use super::stub::START;

struct Door {
    url: String,
    clock: Clock,
    heard: mpsc::Receiver<ChatEvent>,
}

fn secret() -> SecretString {
    "00112233445566778899aabbccddeeff".into()
}

impl Door {
    async fn opens(room: usize) -> Self {
        let (events, heard) = mpsc::channel(room);
        Self::of(events.into(), heard).await
    }

    async fn of(events: Intake, heard: mpsc::Receiver<ChatEvent>) -> Self {
        let clock = Clock::at(START.parse().unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let app = squall::http::slack(secret(), events, clock.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, clock, heard }
    }

    async fn gets(&self, path: &str, body: &str, key: &SecretString) -> Response {
        let stamp = self.clock.now().timestamp().to_string();
        let signature = sign(key, &stamp, body.as_bytes()).unwrap();
        let request = Client::new().post(format!("{}{path}", self.url)).body(body.to_owned());
        let request = request.header("x-slack-request-timestamp", stamp).header("x-slack-signature", signature);
        request.send().await.unwrap()
    }
}

#[tokio::test]
async fn the_address_is_confirmed_and_events_are_heard() {
    let mut door = Door::opens(4).await;
    let challenge = json!({ "type": "url_verification", "challenge": "3eZbrw1a" }).to_string();
    assert_eq!(door.gets("/slack/events", &challenge, &secret()).await.text().await.unwrap(), "3eZbrw1a");
    let event = json!({ "type": "app_mention", "user": "U1", "text": "<@U9> status", "channel": "C1", "ts": "1.1" });
    let payload = json!({ "type": "event_callback", "event_id": "Ev1", "event": event }).to_string();
    for _ in 0..2 {
        assert_eq!(door.gets("/slack/events", &payload, &secret()).await.status(), StatusCode::OK);
        let event = door.heard.recv().await.unwrap();
        assert_eq!((event.what, &*event.key), (Happened::Asked { words: "status".into() }, "slack:event:Ev1"));
    }
}

#[tokio::test]
async fn commands_and_presses_come_as_forms() {
    let mut door = Door::opens(4).await;
    let body = "command=%2Fcrisis&text=open+Q%26A&user_id=U1&channel_id=C1&trigger_id=1.2.x";
    let answer = door.gets("/slack/commands", body, &secret()).await;
    assert_eq!((answer.status(), &*answer.text().await.unwrap()), (StatusCode::OK, ""));
    assert_eq!(door.heard.recv().await.unwrap().what, Happened::Asked { words: "open Q&A".into() });
    let press = r#"{"type":"block_actions","user":{"id":"U1"},"channel":{"id":"C1"},"container":{"message_ts":"5.0"},"trigger_id":"1.3.x","actions":[{"value":"sq1:alert-open:7"}]}"#;
    let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("payload", press).finish();
    assert_eq!(door.gets("/slack/interactivity", &body, &secret()).await.status(), StatusCode::OK);
    let Happened::Pressed { action, .. } = door.heard.recv().await.unwrap().what else { panic!("not a press") };
    assert_eq!(action, "sq1:alert-open:7");
}

#[tokio::test]
async fn strangers_are_refused_and_without_room_slack_is_told_to_come_back() {
    let mut door = Door::opens(1).await;
    let body = "command=%2Fcrisis&text=status&user_id=U1&channel_id=C1&trigger_id=1.2.x";
    let stranger = "ffeeddccbbaa99887766554433221100".into();
    assert_eq!(door.gets("/slack/commands", body, &stranger).await.status(), StatusCode::UNAUTHORIZED);
    assert!(door.heard.try_recv().is_err(), "a stranger has no effect");
    assert_eq!(door.gets("/slack/commands", body, &secret()).await.status(), StatusCode::OK);
    assert_eq!(door.gets("/slack/commands", body, &secret()).await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn a_request_is_answered_once_what_it_holds_is_kept() {
    let (events, mut arrivals) = Intake::new(4);
    let door = Door::of(events, mpsc::channel(1).1).await;
    let body = "command=%2Fcrisis&text=status&user_id=U1&channel_id=C1&trigger_id=1.2.x";
    for (kept, status) in
        [(Ok(()), StatusCode::OK), (Err(NotKept::Unstored), StatusCode::SERVICE_UNAVAILABLE), (Ok(()), StatusCode::OK)]
    {
        let keeping = async { arrivals.recv().await.unwrap().told.tell(kept) };
        let key = secret();
        let (answer, ()) = tokio::join!(door.gets("/slack/commands", body, &key), keeping);
        assert_eq!(answer.status(), status);
    }
    drop(arrivals);
    let refused = door.gets("/slack/commands", body, &secret()).await.status();
    assert_eq!(refused, StatusCode::SERVICE_UNAVAILABLE, "Squall stops");
}
