//! Every verb for everybody whom the gate tells apart; and what makes somebody one of them.

use super::table::{May, Who, markdown};
use super::*;
use crate::chat::Place;
use crate::person::Accounts;

fn place(channel: &str) -> Place {
    Place { platform: "slack".to_owned(), channel: channel.to_owned(), thread: None }
}

fn at(channel: &str) -> Scene {
    Scene { subject: "INC-1".to_owned(), places: vec![place(channel)], ..Scene::default() }
}

fn stranger(account: &str) -> Standing {
    let lena = |of: &str| (Person::from(of), "lena".to_owned());
    Standing::of(&Person::from(account), &Accounts::new([lena("slack:U1"), lena("discord:9")]))
}

#[test]
fn every_verb_has_a_rule_for_everybody() {
    use May::{Always, Never, Theirs};
    for verb in Verb::ALL {
        // Outsider, guest, member, role holder, lead, in charge, operator.
        let rule = match verb {
            Verb::Own => [Never, Always, Always, Always, Always, Always, Always],
            Verb::Team | Verb::Begin => [Never, Never, Always, Never, Always, Never, Always],
            Verb::See | Verb::Work | Verb::Asked => [Never, Theirs, Always, Theirs, Always, Never, Always],
            Verb::Run => [Never, Never, Never, Never, Never, Always, Always],
        };
        assert_eq!(Who::ALL.map(|who| who.may(verb)), rule, "{verb:?}");
    }
    assert_eq!(markdown().lines().count(), 2 + Verb::ALL.len());
}

#[test]
fn an_outsider_is_told_whom_to_ask_and_a_member_that_there_is_no_such_thing() {
    let outsider = stranger("slack:U7");
    for verb in Verb::ALL {
        assert_eq!(outsider.decide(verb, &at("C1")), Err(No::Outside), "{verb:?}");
    }
    let member = outsider.sees([place("C1")], &[place("C1")]);
    assert_eq!(member.decide(Verb::See, &at("C9")), Err(No::Unseen), "another room's");
    assert_eq!(member.decide(Verb::See, &Scene::default()), Err(No::Unseen), "what does not exist");
    assert_eq!(member.decide(Verb::Run, &Scene::default()), Err(No::NotInCharge));
    assert!(member.may::<Work>(&at("C1")).is_ok());
}

#[test]
fn a_guest_of_one_room_sees_that_room_alone() {
    let guest = stranger("slack:U8").sees([place("C2")], &[place("C1")]);
    assert!(!guest.is_member());
    assert_eq!(guest.decide(Verb::See, &at("C2")), Ok(()));
    assert_eq!(guest.decide(Verb::See, &at("C1")), Err(No::Outside), "nobody expects them anywhere else");
    assert_eq!(guest.expected(true).decide(Verb::See, &at("C1")), Err(No::Unseen));
}

#[test]
fn a_conversation_is_seen_by_its_human_from_any_of_their_accounts() {
    let scene = Scene { places: vec![Place::direct(&Person::from("slack:U1"))], ..Scene::default() };
    assert_eq!(stranger("discord:9").decide(Verb::See, &scene), Ok(()));
    assert_eq!(stranger("discord:8").decide(Verb::See, &scene), Err(No::Outside));
}

#[test]
fn who_was_asked_answers_and_does_nothing_else() {
    let asked = Scene { asked: true, ..at("C1") };
    let guest = stranger("slack:U8");
    assert_eq!(guest.decide(Verb::Asked, &asked), Ok(()));
    for verb in [Verb::See, Verb::Work, Verb::Team, Verb::Begin, Verb::Own, Verb::Run] {
        assert_eq!(guest.decide(verb, &asked), Err(No::Outside), "{verb:?}");
    }
}

#[test]
fn a_token_says_who_may_do_what_with_what() {
    let member = stranger("slack:U7").sees([place("C1")], &[place("C1")]);
    let allowed = member.may::<Work>(&at("C1")).unwrap();
    assert_eq!((allowed.by().user.as_str(), allowed.on()), ("U7", "INC-1"));
    assert_eq!(format!("{allowed:?}"), "slack:U7 may work INC-1");
}
