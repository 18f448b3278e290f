//! The rest of the exam: messages with menus, pins and links; people with a page and with the bot to themselves.

use async_trait::async_trait;
use squall::chat::{Happened, MessageRef, Place, Said};
use squall::person::Person;
use squall::post::{Block, Check, Checked, Pick, PickOf, Post};

use super::{Examinee, form, with_button};

/// A platform whose messages have menus, pins and links, and whose people have a page and the bot to themselves.
#[async_trait]
pub trait Resident: Examinee {
    /// Says something to everybody that is not meant for the bot.
    async fn tell(&self, person: &str, words: &str) -> MessageRef;
    async fn pin(&self, person: &str, message: &MessageRef, added: bool);
    async fn choose(&self, person: &str, message: &MessageRef, shortcut: &str);
    async fn come_home(&self, person: &str);
    /// What stands on the person's own page.
    async fn home(&self, person: &str) -> Option<String>;
    /// What a person sees of a conversation with the bot, theirs or another's.
    async fn seen_in(&self, person: &str, place: &Place) -> Vec<String>;
    /// What stands at the questions of the form that is open before a person, by input key.
    async fn faults(&self, person: &str) -> Vec<(String, String)>;
}

/// The rest of the exam.
pub async fn sit_as_resident(who: &mut dyn Resident) {
    pins_and_menus(who).await;
    picks(who).await;
    homes(who).await;
    speaks_to_one(who).await;
    refused_forms(who).await;
    reads_and_links(who).await;
}

/// Says something in the thread of a message.
async fn answer(who: &dyn Resident, person: &str, on: &MessageRef, words: &str) -> MessageRef {
    let place = who.chat().open_thread(on, None, "Smoke").await.unwrap();
    who.say(person, &place, words).await;
    let seen = who.seen(person).await.into_iter().rfind(|seen| seen.text == words).unwrap();
    MessageRef { place, message: seen.message }
}

async fn pins_and_menus(who: &mut dyn Resident) {
    let [reader, other] = who.people();
    let words = "“my lumo smokes” https://x.example/1";
    let said = who.tell(&reader, words).await;
    let answered = answer(who, &reader, &said, words).await;
    for said in [said, answered] {
        let mut keys = Vec::new();
        for added in [true, false] {
            who.pin(&other, &said, added).await;
            let event = who.next().await;
            assert_eq!(
                (event.person.user.as_str(), &event.what),
                (other.as_str(), &Happened::Pinned { message: said.clone(), added })
            );
            keys.push(event.key);
        }
        assert_ne!(keys[0], keys[1], "each thing done has its own key");
        who.choose(&other, &said, "report-mention").await;
        let event = who.next().await;
        assert_eq!((event.person.user.as_str(), &event.place), (other.as_str(), &said.place));
        let Happened::Chose { shortcut, on, trigger } = event.what else { panic!("not chosen: {:?}", event.what) };
        assert_eq!(shortcut, "report-mention");
        let Said { message, author, text, at } = on;
        assert_eq!((&message, author.as_deref()), (&said, Some(reader.as_str())));
        assert_eq!(text, words, "as it was typed");
        assert_eq!((at - event.at).num_seconds(), 0, "said just now");
        who.chat().ask(&trigger, &form()).await.unwrap();
        assert_eq!(who.form(&other).await.as_deref(), Some("Open an incident"), "a choice can be answered with a form");
        who.submit(&other, &[("title", "Smoke"), ("level", "1")]).await;
        let event = who.next().await;
        assert!(matches!(event.what, Happened::Submitted { .. }));
        assert_eq!(event.place, said.place, "it answers to where it was chosen");
    }
}

async fn picks(who: &mut dyn Resident) {
    let (place, [reader, other]) = (who.place(), who.people());
    let options = PickOf::Options(vec![("1".into(), "Low".into()), ("2".into(), "High".into())]);
    let pick = |action: &str, of| Block::Pick(Pick { action: action.into(), label: "Pick one".into(), of });
    let blocks = vec![pick("sq1:lead:7", PickOf::People), pick("sq1:level:7", options)];
    let post = Post { summary: "a card".into(), blocks, ..Post::default() };
    let card = who.chat().post(&place, &post, "picks").await.unwrap();
    for picked in [format!("sq1:lead:7:{other}"), "sq1:level:7:2".to_owned()] {
        who.press(&reader, &card, &picked).await;
        let Happened::Pressed { action, message, trigger } = who.next().await.what else { panic!("not a press") };
        assert_eq!((action, message), (picked, card.clone()));
        who.chat().ask(&trigger, &form()).await.unwrap();
        who.submit(&reader, &[("title", "Smoke"), ("level", "1")]).await;
        assert!(matches!(who.next().await.what, Happened::Submitted { .. }), "a pick can be answered with a form");
    }
}

async fn homes(who: &mut dyn Resident) {
    let [reader, other] = who.people();
    who.come_home(&reader).await;
    let event = who.next().await;
    assert_eq!((event.person.user.as_str(), event.place.direct_to()), (reader.as_str(), Some(reader.as_str())));
    assert_eq!(event.what, Happened::CameHome);
    assert!(who.chat().abilities().home);
    for words in ["Nothing waits for you", "One alert waits for you"] {
        who.chat().show_home(&reader, &Post::line(words)).await.unwrap();
        assert_eq!(who.home(&reader).await.as_deref(), Some(words), "in place of what it showed");
    }
    assert_eq!(who.home(&other).await, None, "a page is one person's");
}

async fn speaks_to_one(who: &mut dyn Resident) {
    let [reader, other] = who.people();
    let direct = Place::direct(&Person { platform: who.chat().platform().into(), user: reader.clone() });
    assert_eq!(who.chat().find(&direct, "direct").await.unwrap(), None);
    let first = who.chat().post(&direct, &Post::line("only for you"), "direct").await.unwrap();
    assert_eq!(first, who.chat().post(&direct, &Post::line("only for you"), "direct").await.unwrap(), "once");
    assert_eq!(who.chat().find(&direct, "direct").await.unwrap(), Some(first.clone()));
    assert_eq!(first.place, direct, "it is known by the person");
    assert_eq!(who.seen_in(&reader, &direct).await, ["only for you"]);
    // The store keeps no more than this of a message.
    let kept = MessageRef { place: direct.clone(), message: first.message.clone() };
    who.chat().edit(&kept, &Post::line("still only for you")).await.unwrap();
    assert_eq!(who.seen_in(&reader, &direct).await, ["still only for you"]);
    assert_eq!(who.seen_in(&other, &direct).await, Vec::<String>::new());
    assert_eq!(who.chat().read(&kept).await.unwrap().map(|said| said.message), Some(first));
    let card = who.chat().post(&direct, &with_button("squall/1/open/8"), "direct-buttons").await.unwrap();
    who.press(&reader, &card, "squall/1/open/8").await;
    let event = who.next().await;
    assert_eq!(event.place, direct);
    assert!(matches!(event.what, Happened::Pressed { message, .. } if message == card));
    who.react(&reader, &card, "eyes", true).await;
    assert_eq!(who.next().await.what, Happened::Reacted { emoji: "eyes".into(), message: card, added: true });
    for _ in 0..2 {
        who.chat().whisper(&direct, &reader, &Post::line("all is calm"), "calm").await.unwrap();
    }
    let calm = who.seen_in(&reader, &direct).await.into_iter().filter(|text| text == "all is calm");
    assert_eq!(calm.count(), 1, "whispered once");
    who.say(&reader, &direct, "status").await;
    let event = who.next().await;
    assert_eq!((event.what, event.place), (Happened::Asked { words: "status".into() }, direct));
}

async fn refused_forms(who: &mut dyn Resident) {
    let (place, [reader, _]) = (who.place(), who.people());
    let card = who.chat().post(&place, &with_button("squall/1/quiet"), "quiet").await.unwrap();
    who.press(&reader, &card, "squall/1/quiet").await;
    let Happened::Pressed { trigger, .. } = who.next().await.what else { panic!("not a press") };
    let check = Checked { check: Check::Hours, otherwise: "Write it as 22:00-07:00".into() };
    let mut form = form();
    form.inputs[0].check = Some(check.clone());
    who.chat().ask(&trigger, &form).await.unwrap();
    who.submit(&reader, &[("title", "at night"), ("level", "2")]).await;
    assert_eq!(who.faults(&reader).await, [("title".to_owned(), check.otherwise)]);
    assert!(who.form(&reader).await.is_some(), "it stands open");
    who.submit(&reader, &[("title", "22:00-07:00"), ("level", "2")]).await;
    let Happened::Submitted { answers, .. } = who.next().await.what else { panic!("the refused form was heard") };
    assert_eq!(answers[0], ("title".to_owned(), "22:00-07:00".to_owned()));
    assert_eq!((who.form(&reader).await, who.faults(&reader).await), (None, vec![]));
}

async fn reads_and_links(who: &mut dyn Resident) {
    let [reader, _] = who.people();
    let said = who.tell(&reader, "смокиня").await;
    let answered = answer(who, &reader, &said, "смокиня").await;
    for said in [&said, &answered] {
        let read = who.chat().read(said).await.unwrap().expect("it can be read");
        assert_eq!((&read.message, read.author.as_deref()), (said, Some(reader.as_str())));
        assert_eq!(read.text, "смокиня");
        let link = who.chat().permalink(said).await.unwrap().expect("it can be linked to");
        assert!(link.starts_with("http"), "{link}");
    }
    let ours = who.chat().post(&said.place, &Post::line("calm"), "ours").await.unwrap();
    assert_eq!(who.chat().read(&ours).await.unwrap().expect("it is ours").author, None, "the bot is no person");
    let lost = MessageRef { message: "no-such-message".into(), ..said };
    assert_eq!(who.chat().read(&lost).await.unwrap(), None);
    assert_eq!(who.chat().permalink(&lost).await.unwrap(), None);
    let profile = who.chat().profile(&reader).await.unwrap();
    assert!(profile.name.is_some() && profile.zone.is_some(), "{profile:?}");
}
