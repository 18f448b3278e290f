//! What older versions wrote of errands is read.

use super::*;

#[test]
fn what_was_handed_out_by_the_first_version_says_by_whom() {
    let first = r#"{"json":{"type":"statement.approved","data":{"hash":"2cf2","handed_out_by":"sandbox:mia"}}}"#;
    let Body::HandOut(out) = BODY.read(1, first).unwrap() else { panic!("it is for the tool that publishes") };
    assert_eq!((&out.by, out.hash.as_str()), (&Person::new("sandbox", "mia"), "2cf2"));
    assert_eq!(out.message["type"], "statement.approved");
    let body = Body::HandOut(out);
    assert_eq!(BODY.read(1, &BODY.write(&body).unwrap()).unwrap(), body);
    assert!(BODY.read(1, r#"{"json":{"type":"statement.approved"}}"#).is_err(), "by nobody");
}

#[test]
fn titles_of_the_first_version_are_read() {
    assert_eq!(BODY.read(1, r#"{"title":"A-1"}"#).unwrap(), Body::Title("A-1".into()));
    let target = r#"{"card_within":{"subject":"S-1","under":"A-1","channel":{"platform":"slack","channel":"C1"}}}"#;
    assert_eq!(TARGET.read(1, target).unwrap().card(), Some("A-1"));
}
