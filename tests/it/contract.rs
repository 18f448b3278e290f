//! The exam that every chat platform sits: what the rest of the house takes for granted of [`Chat`].

mod resident;

use async_trait::async_trait;
use squall::chat::{Chat, ChatError, ChatEvent, Happened, MessageRef, Place, Room};
use squall::post::{Block, Button, Form, Input, InputKind, Post, Quote, Rich, Span, Style};

pub use resident::{Resident, sit_as_resident};

/// A message as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub message: String,
    pub thread: Option<String>,
    /// All of its words, in order.
    pub text: String,
}

/// A platform with people at it.
#[async_trait]
pub trait Examinee: Sync {
    fn chat(&self) -> &dyn Chat;
    fn place(&self) -> Place;
    /// Two people, by the platform's own ids.
    fn people(&self) -> [String; 2];
    /// Somebody who is there and does not see the place; none where everybody sees everything.
    fn outsider(&self) -> Option<String>;
    /// Somebody who runs the workspace or the server; none where nobody is told apart.
    fn admin(&self) -> Option<String>;
    /// Some seconds pass, where the platform has a pace.
    fn waits(&self) {}
    async fn next(&mut self) -> ChatEvent;
    /// What a person sees of the channel and its threads, oldest first.
    async fn seen(&self, person: &str) -> Vec<Seen>;
    async fn say(&self, person: &str, place: &Place, words: &str);
    async fn press(&self, person: &str, message: &MessageRef, action: &str);
    async fn react(&self, person: &str, message: &MessageRef, emoji: &str, added: bool);
    /// The title of the form that stands open before a person.
    async fn form(&self, person: &str) -> Option<String>;
    async fn submit(&self, person: &str, answers: &[(&str, &str)]);
    /// What public text of a message would set off: pings, links, mark-up.
    async fn alarms(&self, message: &MessageRef) -> Vec<String>;
}

/// The whole exam.
pub async fn sit(who: &mut dyn Examinee) {
    posts_once_and_edits(who).await;
    threads(who).await;
    whispers(who).await;
    presses_and_forms(who).await;
    reacts(who).await;
    hears_what_is_asked(who).await;
    keeps_public_text_inert(who).await;
    says_who_must_act(who).await;
    tells_who_sees(who).await;
    tells_who_runs_it(who).await;
    opens_a_room_for_some(who).await;
}

async fn texts(who: &dyn Examinee, person: &str) -> Vec<String> {
    who.seen(person).await.into_iter().map(|seen| seen.text).collect()
}

async fn posts_once_and_edits(who: &dyn Examinee) {
    let (place, [reader, _]) = (who.place(), who.people());
    assert_eq!(who.chat().find(&place, "card").await.unwrap(), None);
    let first = who.chat().post(&place, &Post::line("Smoke in Milan"), "card").await.unwrap();
    let again = who.chat().post(&place, &Post::line("Smoke in Milan"), "card").await.unwrap();
    assert_eq!(first, again, "the same key is the same message");
    assert_eq!(who.chat().find(&place, "card").await.unwrap(), Some(first.clone()));
    assert_eq!(texts(who, &reader).await, ["Smoke in Milan"]);
    who.chat().edit(&first, &Post::line("Fire in Milan")).await.unwrap();
    assert_eq!(texts(who, &reader).await, ["Fire in Milan"], "edited in place");
    assert_eq!(who.chat().find(&place, "card").await.unwrap(), Some(first), "an edit keeps the key");
}

async fn threads(who: &dyn Examinee) {
    let (place, [reader, _]) = (who.place(), who.people());
    let root = who.chat().post(&place, &Post::line("INC-1"), "root").await.unwrap();
    let thread = who.chat().open_thread(&root, None, "Fire in Milan").await.unwrap();
    assert_eq!(thread, who.chat().open_thread(&root, None, "Fire in Milan").await.unwrap(), "opened once");
    assert!(thread.thread.is_some());
    let reply = who.chat().post(&thread, &Post::line("first task"), "task").await.unwrap();
    assert_eq!(reply.place, thread);
    assert_eq!(who.chat().find(&thread, "task").await.unwrap(), Some(reply.clone()));
    let seen = who.seen(&reader).await;
    let found = seen.iter().find(|seen| seen.message == reply.message).unwrap();
    assert_eq!((found.text.as_str(), &found.thread), ("first task", &thread.thread));
}

async fn whispers(who: &dyn Examinee) {
    let (place, [reader, other]) = (who.place(), who.people());
    for _ in 0..2 {
        who.chat().whisper(&place, &reader, &Post::line("between us"), "hush").await.unwrap();
    }
    let heard = |texts: Vec<String>| texts.iter().filter(|text| text.contains("between us")).count();
    assert_eq!(heard(texts(who, &reader).await), 1, "whispered once");
    assert_eq!(heard(texts(who, &other).await), 0, "seen by one only");
}

async fn presses_and_forms(who: &mut dyn Examinee) {
    let (place, [reader, other]) = (who.place(), who.people());
    // A platform may know by the action alone that a form will open.
    let card = who.chat().post(&place, &with_button("sq1:alert-dismiss:7"), "buttons").await.unwrap();
    who.press(&reader, &card, "sq1:alert-dismiss:7").await;
    let event = who.next().await;
    assert_eq!((event.person.user.as_str(), event.place.channel.as_str()), (reader.as_str(), place.channel.as_str()));
    let Happened::Pressed { action, message, trigger } = event.what else { panic!("not a press: {:?}", event.what) };
    assert_eq!((action.as_str(), &message), ("sq1:alert-dismiss:7", &card));

    who.chat().ask(&trigger, &form()).await.unwrap();
    assert_eq!(who.form(&reader).await.as_deref(), Some("Open an incident"));
    assert_eq!(who.form(&other).await, None, "asked of one only");
    who.submit(&reader, &[("title", "Пожар в Милано"), ("level", "2")]).await;
    let event = who.next().await;
    let answers = vec![("title".to_owned(), "Пожар в Милано".to_owned()), ("level".to_owned(), "2".to_owned())];
    assert_eq!(event.what, Happened::Submitted { action: "squall/1/opened/7".into(), answers });
    assert_eq!(who.form(&reader).await, None, "sent once");
}

async fn reacts(who: &mut dyn Examinee) {
    let (place, [reader, _]) = (who.place(), who.people());
    let card = who.chat().post(&place, &Post::line("look"), "look").await.unwrap();
    let mut keys = Vec::new();
    for added in [true, false] {
        who.react(&reader, &card, "eyes", added).await;
        let event = who.next().await;
        assert_eq!(event.what, Happened::Reacted { emoji: "eyes".into(), message: card.clone(), added });
        keys.push(event.key);
    }
    assert_ne!(keys[0], keys[1], "each thing done has its own key");
}

async fn hears_what_is_asked(who: &mut dyn Examinee) {
    let (place, [reader, _]) = (who.place(), who.people());
    who.say(&reader, &place, "just talking").await;
    who.say(&reader, &place, "/crisis status").await;
    let asked = who.next().await.what;
    let with_fields = Happened::Commanded { path: vec!["status".into()], options: Vec::new() };
    assert!(asked == Happened::Asked { words: "status".into() } || asked == with_fields, "{asked:?}");
    let root = who.chat().post(&place, &Post::line("INC-2"), "root-2").await.unwrap();
    let thread = who.chat().open_thread(&root, None, "Two").await.unwrap();
    who.say(&reader, &thread, "@squall resolve").await;
    let event = who.next().await;
    assert_eq!((event.what, event.place), (Happened::Asked { words: "resolve".into() }, thread));
}

async fn keeps_public_text_inert(who: &dyn Examinee) {
    let hostile = "@everyone <!channel> <@U1> **bold** <img src=x onerror=alert(1)> [x](https://evil.example)";
    let quote = Quote { author: hostile.into(), text: hostile.into(), note: "1 follower".into(), url: None };
    let blocks = vec![Block::Quote(quote), Block::Text(Rich(vec![Span::Public(hostile.into())]))];
    let post = Post { summary: "a mention".into(), blocks, ..Post::default() };
    let message = who.chat().post(&who.place(), &post, "hostile").await.unwrap();
    assert_eq!(who.alarms(&message).await, Vec::<String>::new());
}

async fn says_who_must_act(who: &dyn Examinee) {
    let nowhere = Place { channel: "no-such-channel".into(), ..who.place() };
    let refused = who.chat().post(&nowhere, &Post::line("?"), "nowhere").await;
    assert!(matches!(refused, Err(ChatError::GiveUp { .. } | ChatError::Blocked { .. })), "{refused:?}");
    // Some platforms know by its looks what can't be a message: this could be one everywhere.
    let lost = MessageRef { place: who.place(), message: "404".into() };
    let gone = who.chat().edit(&lost, &Post::line("?")).await;
    assert!(matches!(gone, Err(ChatError::Gone { .. })), "{gone:?}");
    let late = who.chat().ask("no-such-trigger", &form()).await;
    assert!(matches!(late, Err(ChatError::TooLate { .. })), "{late:?}");
}

async fn tells_who_sees(who: &dyn Examinee) {
    let [reader, other] = who.people();
    for person in [&reader, &other] {
        assert!(who.chat().can_see(&who.place(), person).await.unwrap(), "{person}");
    }
    let person = squall::person::Person { platform: who.place().platform, user: reader.clone() };
    let direct = Place::direct(&person);
    assert!(who.chat().can_see(&direct, &reader).await.unwrap(), "their own conversation with the bot");
    assert!(!who.chat().can_see(&direct, &other).await.unwrap(), "and nobody else's");
    let Some(outsider) = who.outsider() else { return };
    assert!(!who.chat().can_see(&who.place(), &outsider).await.unwrap(), "somebody from outside");
    let nowhere = Place { channel: "no-such-channel".into(), ..who.place() };
    let unknown = who.chat().can_see(&nowhere, &reader).await;
    assert!(!matches!(unknown, Ok(true)), "nobody sees what is not there: {unknown:?}");
}

async fn tells_who_runs_it(who: &dyn Examinee) {
    let [reader, _] = who.people();
    let standing = async |user: &str| who.chat().membership(&who.place(), user).await.unwrap();
    if standing(&reader).await.everybody_runs_it {
        return;
    }
    assert!(!standing(&reader).await.admin, "a member");
    let admin = who.admin().expect("a platform with admins");
    let told = standing(&admin).await;
    assert!(told.admin && !told.guest, "{told:?}");
    let outsider = who.chat().membership(&who.place(), "404").await;
    assert!(!outsider.is_ok_and(|told| told.admin), "nobody");
}

async fn opens_a_room_for_some(who: &dyn Examinee) {
    let [reader, other] = who.people();
    who.waits();
    let asked = Room { title: "A leak? Payroll!", key: "exam:room", people: &[&reader] };
    let room = who.chat().open_room(&who.place(), &asked).await.unwrap();
    assert_eq!(who.chat().open_room(&who.place(), &asked).await.unwrap(), room, "the same when it is asked for again");
    let another = Room { key: "exam:another", ..asked };
    assert_ne!(who.chat().open_room(&who.place(), &another).await.unwrap(), room, "the same title is no reason");
    assert!(who.chat().can_see(&room, &reader).await.unwrap());
    assert!(!who.chat().can_see(&room, &other).await.unwrap(), "who sees the channel does not see the room");
    who.waits();
    who.chat().let_in(&room, &other).await.unwrap();
    who.chat().let_in(&room, &other).await.unwrap();
    assert!(who.chat().can_see(&room, &other).await.unwrap());
    let card = who.chat().post(&room, &Post::line("what happened"), "exam:room:card").await.unwrap();
    let thread = who.chat().open_thread(&card, None, "INC-1").await.unwrap();
    who.chat().post(&thread, &Post::line("and then"), "exam:room:said").await.unwrap();
    assert!(who.chat().let_in(&room, "404").await.is_err(), "nobody");
}

pub fn with_button(action: &str) -> Post {
    let open = Button { action: action.into(), label: "Open".into(), style: Style::Primary, confirm: None };
    Post { summary: "an alert".into(), blocks: vec![Block::Buttons(vec![open])], ..Post::default() }
}

pub fn form() -> Form {
    let title = Input {
        key: "title".into(),
        label: "Title".into(),
        hint: None,
        kind: InputKind::Line { max: 60 },
        required: true,
        initial: None,
        check: None,
    };
    let options = vec![("1".to_owned(), "Low".to_owned()), ("2".to_owned(), "High".to_owned())];
    let level =
        Input { key: "level".into(), label: "Level".into(), kind: InputKind::Choice { options }, ..title.clone() };
    Form {
        action: "squall/1/opened/7".into(),
        title: "Open an incident".into(),
        submit: "Open".into(),
        inputs: vec![title, level],
    }
}
