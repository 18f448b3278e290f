use proptest::prelude::*;

use super::*;
use crate::command::{AlertAcknowledge, AlertCommand, Kind, WatchAdd, WatchCommand, WatchEdit, WatchOptions};
use crate::{Channel, Locale, Schedule};

fn added(line: &str) -> WatchAdd {
    match parse(line) {
        Ok(Command::Watch(WatchCommand::Add(add))) => add,
        other => panic!("{line}: {other:?}"),
    }
}

fn refused(line: &str) -> String {
    parse(line).expect_err(line).say(Locale::En)
}

#[test]
fn the_same_command_from_every_keyboard() {
    let meant = parse("alert ack A-7");
    assert_eq!(meant, Ok(Command::Alert(AlertCommand::Acknowledge(AlertAcknowledge { alert: 7 }))));
    for line in [
        "ALERT ACK A-7",
        "/crisis alert ack a7",
        "@squall alert ack A–7.",
        "<@U123> alert ack 7",
        "<@!42>, alert ack A-7!",
        "／crisis ａｌｅｒｔ　ａｃｋ　Ａ－７",
        "alert\u{a0}ack\u{a0}A-7",
        "ack A-7",
        "alert acknowledge A-7",
        "ack alert A-7",
        "/alert ack #7",
        "allerta conferma A-7",
        "сигнал потвърди А-7",
        "ειδοποιηση επιβεβαιωση Α-7",
        "ΕΙΔΟΠΟΙΗΣΗ ΕΠΙΒΕΒΑΙΩΣΗ A-7",
        "警示 確認 A-7。",
    ] {
        assert_eq!(parse(line), meant, "{line}");
    }
}

#[test]
fn help_is_understood_in_five_languages() {
    for line in ["", "  ", "help", "aiuto", "помощ", "βοήθεια", "ΒΟΗΘΕΙΑ", "說明", "?", "@squall", "/crisis"]
    {
        assert!(matches!(parse(line), Ok(Command::Help(_))), "{line}");
    }
}

#[test]
fn a_query_is_handed_on_exactly_as_typed() {
    let query = "(„Acme Пратки“ OR  Ａｃｍｅ) NEAR/5 -\"late 'n' lost\" lang:el #acme @acme_help don't 55\" — 「危機」";
    assert_eq!(added(&format!("watch add acme {query}")).query, query);
    assert_eq!(added(&format!("watch add acme --kind brand {query} --languages el,bg")).query, query);
}

#[test]
fn options_may_stand_anywhere_and_are_cut_out_of_the_query() {
    let add = added("watch add --kind rival acme one  two --languages el, bg three");
    assert_eq!((add.name.as_str(), add.query.as_str()), ("acme", "one  two three"));
    assert_eq!(add.options.kind, Some(Kind::Competitor));
    assert_eq!(add.options.languages, Some(vec!["el".to_owned(), "bg".to_owned()]));
}

#[test]
fn an_option_between_quotes_is_a_phrase() {
    assert_eq!(added("watch add acme \"acme --kind person\"").options, WatchOptions::default());
}

#[test]
fn phones_make_long_dashes_of_two() {
    for option in [
        "--kind product",
        "—kind product",
        "–kind product",
        "－－ｋｉｎｄ　ｐｒｏｄｕｃｔ",
        "--KIND=Product",
        "—kind=“product”",
        "--tipo prodotto",
        "--вид продукт",
        "--類型 產品",
    ] {
        assert_eq!(added(&format!("watch add acme acme {option}")).options.kind, Some(Kind::Product), "{option}");
    }
    assert_eq!(added("watch add acme acme —sadly").query, "acme —sadly");
}

#[test]
fn a_schedule_needs_no_quotes_and_a_channel_may_be_a_mention() {
    let add = added("watch add acme --digest 0 9 * * 1–5 acme --channel <#C012|crisis> --zone Europe/Sofia");
    assert_eq!(add.query, "acme");
    assert_eq!(add.options.digest, Some(Schedule::Cron("0 9 * * 1-5".to_owned())));
    assert_eq!(add.options.channel, Some(Channel::Id("C012".to_owned())));
    assert_eq!(
        added("watch add acme acme --digest “30 8 * * *”").options.digest,
        Some(Schedule::Cron("30 8 * * *".to_owned()))
    );
}

#[test]
fn an_edit_takes_a_whole_query() {
    let Ok(Command::Watch(WatchCommand::Edit(WatchEdit { watch, query, .. }))) =
        parse("watch edit Acme Parcels --query \"a b\" OR c --kind brand")
    else {
        panic!("an edit")
    };
    assert_eq!((watch.as_str(), query.as_deref()), ("Acme Parcels", Some("\"a b\" OR c")));
}

#[test]
fn a_refusal_says_the_way_out() {
    for (line, way_out) in [
        ("stauts", "/crisis status?"),
        ("wacth add acme acme", "/crisis watch add?"),
        ("watch ad acme acme", "/crisis watch add?"),
        ("snoze A-7", "/crisis alert snooze?"),
        ("list", "alert list, statement list, "),
        ("pizza", "status, open, "),
        ("watch add acme", "/crisis watch add NAME QUERY"),
        ("watch add acme acme --knid brand", "--kind?"),
        ("watch add acme acme --colour red", "--kind, --languages"),
        ("watch add acme acme --kind bradn", "Did you mean brand?"),
        ("watch add acme acme --kind pizza", "brand, product, person"),
        ("watch add acme acme --kind", "missing: kind"),
        ("watch add acme acme --languages klingon", "tags such as el,bg"),
        ("watch add acme acme --digest daily", "five fields"),
        ("watch edit acme", "--query, --rename"),
        ("alert ack INC-7", "A-7"),
        ("alert snooze A-7 3 years", "30m, 1h"),
        ("status now", "Write: /crisis status"),
        ("help wacth", "/crisis watch?"),
        ("language klingon", "en, it, bg, el, zh-Hant"),
    ] {
        let said = refused(line);
        assert!(said.contains(way_out), "{line}: {said}");
        assert!(!said.contains(['\n', '{', '}']), "{line}: {said}");
    }
}

#[test]
fn a_refusal_is_one_line_in_every_language_and_pings_nobody() {
    let lines = [
        "@everyone <!channel>\n`x`",
        "watch add",
        "watch add a b --kind x",
        "watch add a b --x y",
        "status x",
        "watch edit a",
    ];
    for locale in Locale::ALL {
        for line in lines {
            let said = parse(line).expect_err(line).say(locale);
            assert!(!said.contains(['\n', '@', '<', '`', '{']) && !said.contains("refusal-"), "{said}");
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "watch",
        "add",
        "edit",
        "alert",
        "snooze",
        "A-7",
        "--kind",
        "--digest",
        "—query",
        "--languages",
        "el,",
        "\"",
        "“",
        "”",
        "'",
        "«",
        "「",
        "--",
        "=",
        "off",
        "*",
        "<@",
        "/crisis",
        "\u{3000}",
        "помощ",
        "open",
        "digest",
        "help",
        "İ",
        "ŉ",
    ]);
    prop_oneof![known.prop_map(str::to_owned), ".{0,6}"]
}

proptest! {
    #[test]
    fn parsing_never_panics(line in any::<String>()) {
        if let Err(refusal) = parse(&line) {
            prop_assert!(!refusal.say(Locale::El).is_empty());
        }
    }

    #[test]
    fn parsing_words_of_ours_never_panics(words in prop::collection::vec(word(), 0..12), glue in "[ \u{a0}]?") {
        if let Err(refusal) = parse(&words.join(&glue)) {
            prop_assert!(!refusal.say(Locale::Bg).contains('\n'));
        }
    }
}
