use proptest::prelude::*;

use super::*;
use crate::sources::Removal;

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn key(secret: &str) -> Key {
    Key::parse(&SecretString::from(secret)).unwrap()
}

fn at(seconds: i64) -> Time {
    Time::from_timestamp(seconds, 0).unwrap()
}

/// The example that the libraries of Standard Webhooks share as a test.
const EXAMPLE: Headers<'static> = Headers {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestamp: "1614265330",
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const BODY: &[u8] = br#"{"test": 2432232314}"#;

#[test]
fn the_example_of_the_standard_holds_and_no_change_of_it_does() {
    let keys = [key(SECRET)];
    let now = at(1_614_265_330);
    assert_eq!(verify(&keys, &EXAMPLE, BODY, now), Ok(()));
    let changed = [
        (Headers { id: "msg_other", ..EXAMPLE }, BODY),
        (Headers { timestamp: "1614265331", ..EXAMPLE }, BODY),
        (Headers { signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=", ..EXAMPLE }, BODY),
        (Headers { signature: "v1,g0hM9SsE", ..EXAMPLE }, BODY),
        (Headers { signature: "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", ..EXAMPLE }, BODY),
        (Headers { signature: "", ..EXAMPLE }, BODY),
        (EXAMPLE, br#"{"test":2432232314}"#),
    ];
    for (headers, body) in changed {
        assert_eq!(verify(&keys, &headers, body, now), Err(Refused::Forged), "{headers:?}");
    }
    assert_eq!(verify(&[], &EXAMPLE, BODY, now), Err(Refused::Forged));
}

#[test]
fn any_of_the_secrets_and_any_of_the_signatures_will_do() {
    let other = key("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    let now = at(1_614_265_330);
    assert_eq!(verify(&[other.clone(), key(SECRET)], &EXAMPLE, BODY, now), Ok(()));
    assert_eq!(verify(&[other], &EXAMPLE, BODY, now), Err(Refused::Forged));
    let several = format!("v1a,abc= v1,AAAA {} v1,%%%", EXAMPLE.signature);
    assert_eq!(verify(&[key(SECRET)], &Headers { signature: &several, ..EXAMPLE }, BODY, now), Ok(()));
}

#[test]
fn five_minutes_are_allowed_in_both_directions() {
    let keys = [key(SECRET)];
    let verdict = |offset: i64| verify(&keys, &EXAMPLE, BODY, at(1_614_265_330 + offset));
    assert_eq!((verdict(300), verdict(-300)), (Ok(()), Ok(())));
    assert_eq!(verdict(301), Err(Refused::Late(301)));
    assert_eq!(verdict(-301), Err(Refused::Early(301)));
}

#[test]
fn headers_that_are_none_are_named() {
    let verdict = |headers: Headers<'_>| verify(&[key(SECRET)], &headers, BODY, at(1_614_265_330));
    for timestamp in ["", "+1614265330", "-1", "1614265330.0", "99999999999999999999", "9223372036854775807", "now"] {
        assert_eq!(verdict(Headers { timestamp, ..EXAMPLE }), Err(Refused::Header("webhook-timestamp")), "{timestamp}");
    }
    for id in ["", "with blank", &"x".repeat(257)] {
        assert_eq!(verdict(Headers { id, ..EXAMPLE }), Err(Refused::Header("webhook-id")), "{id}");
    }
}

#[test]
fn secrets_are_checked_and_never_shown() {
    let wrong = |secret: &str| Key::parse(&SecretString::from(secret)).unwrap_err();
    assert_eq!(wrong("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), WrongSecret::Prefix);
    assert_eq!(wrong("whsec_not base64"), WrongSecret::Base64);
    assert_eq!(wrong("whsec_c2hvcnQ="), WrongSecret::Length(5));
    let shown = format!("{:?}", Endpoint::new("brand", vec![key(SECRET)]));
    assert!(shown.contains("brand") && !shown.contains("MfKQ") && !shown.contains("49"), "{shown}");
}

fn read(body: &str) -> (Vec<String>, Vec<(u64, String)>) {
    let parsed = Endpoint::new("brand", Vec::new()).read(body.as_bytes());
    let texts = parsed.mentions.into_iter().map(|mention| mention.text).collect();
    (texts, parsed.rejected.into_iter().map(|rejected| (rejected.line, rejected.reason)).collect())
}

const ONE: &str = r#"{"id": "1", "created_at": "2026-03-02T09:00:00Z", "text": "one"}"#;
const TWO: &str = r#"{"mentionId": "2", "published": "2026-03-02T09:01:00Z", "fullText": "two"}"#;

#[test]
fn an_object_an_array_and_lines_are_the_same() {
    let both = (vec!["one".to_owned(), "two".to_owned()], Vec::new());
    assert_eq!(read(&format!("{ONE}\n{TWO}\n")), both);
    assert_eq!(read(&format!(" [{ONE},\n {TWO}]")), both);
    assert_eq!(read(&format!("\u{feff}{}", ONE.replace(", ", ",\n  "))), (vec!["one".to_owned()], Vec::new()));
    assert_eq!(read("[]"), (Vec::new(), Vec::new()));
}

#[test]
fn the_good_part_of_a_bad_body_is_kept() {
    let (texts, rejected) = read(&format!("{ONE}\n\nnot json\n{{\"text\": \"no date\"}}\n{TWO}"));
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4]);
    let (texts, rejected) = read(&format!("[{ONE}, 7, {TWO}, {{\"text\": "));
    assert_eq!(texts, ["one", "two"]);
    assert_eq!(rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
    assert!(rejected[1].1.contains("broken off"), "{rejected:?}");
}

#[test]
fn a_broken_object_of_many_lines_is_one_error() {
    let (texts, rejected) = read("{\n \"text\": \"a\",\n \"created_at\": oops\n}");
    assert!(texts.is_empty());
    assert_eq!(rejected.len(), 1);
    assert_eq!(read("").1, [(1, "the body is empty".to_owned())]);
}

#[test]
fn what_is_told_as_deleted_is_no_mention_and_needs_its_id() {
    let parsed = Endpoint::new("brand", Vec::new()).read(
        br#"[{"id": "1", "deleted": true}, {"id": 2, "deleted_at": "2026-03-02T09:20:00Z", "text": "old words"},
            {"deleted": true, "text": "x"}, {"id": "4", "deleted": false, "created_at": "2026-03-02T09:00:00Z", "text": "stays"},
            {"id": "5", "deleted": "perhaps", "created_at": "2026-03-02T09:00:00Z", "text": "stays too"}]"#,
    );
    let removal = |id: &str, at| Removal { source: "webhook:brand".into(), source_id: id.into(), at };
    assert_eq!(parsed.removals, [removal("1", None), removal("2", Some(at(1_772_443_200)))]);
    assert_eq!(parsed.mentions.iter().map(|mention| mention.text.as_str()).collect::<Vec<_>>(), ["stays", "stays too"]);
    assert_eq!(parsed.rejected.len(), 1);
    assert!(parsed.rejected[0].line == 3 && parsed.rejected[0].reason.contains("no id"), "{:?}", parsed.rejected);
}

#[test]
fn the_authors_country_is_taken_where_it_is_one() {
    let country = |field: &str| {
        let body = format!(r#"{{"created_at": "2026-03-02T09:00:00Z", "text": "one", {field}}}"#);
        let parsed = Endpoint::new("brand", Vec::new()).read(body.as_bytes());
        parsed.mentions[0].author.country.clone()
    };
    for (field, expected) in [
        (r#""country": "it""#, Some("IT")),
        (r#""countryCode": "GRC", "country": "Greece""#, None),
        (r#""author": {"country": "Bulgaria"}"#, Some("BG")),
        (r#""sourcecountry": "United Kingdom""#, Some("GB")),
        (r#""country": "Narnia""#, None),
        (r#""country": 7"#, None),
    ] {
        assert_eq!(country(field).as_deref(), expected, "{field}");
    }
}

proptest! {
    #[test]
    fn no_body_panics(body in prop::collection::vec(any::<u8>(), 0..300)) {
        Endpoint::new("brand", Vec::new()).read(&body);
    }

    #[test]
    fn nothing_that_looks_like_json_panics(body in "[\\[\\]{},:\"0-9a-z \\n\\\\]{0,200}") {
        Endpoint::new("brand", Vec::new()).read(body.as_bytes());
    }

    #[test]
    fn no_headers_panic_and_none_is_believed(id in ".{0,40}", timestamp in "[0-9.+-]{0,22}|.{0,9}", signature in "(v1,)?.{0,80}") {
        let headers = Headers { id: &id, timestamp: &timestamp, signature: &signature };
        prop_assert!(verify(&[key(SECRET)], &headers, b"x", at(1_614_265_330)).is_err());
    }
}
