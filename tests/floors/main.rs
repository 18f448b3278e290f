//! The rules of the house, read from its text: stairs only lead down, each vendor has one home, SQL stays in store
//! rooms, time and chance come through doors, words come from the words files, files stay short.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

mod circles;
mod leaves;
mod source;

use source::Source;

const FEATURES: [&str; 16] = [
    "fault",
    "checkpoint",
    "people",
    "reading",
    "mention",
    "signal",
    "watch",
    "alert",
    "incident",
    "statement",
    "playbook",
    "conduct",
    "escalation",
    "retro",
    "report",
    "digest",
];

/// Parts of a desk that stand in a file of their own.
const DESKS: &[(&str, &str)] = &[
    ("src/alert/card.rs", "which message an alert stands in"),
    ("src/alert/direct.rs", "the alert's desk for those who get it by direct message"),
    ("src/alert/evidence.rs", "what the alert's desk loads to show on the card"),
    ("src/report/gather.rs", "what is known of an incident, read at once"),
    ("src/incident/meant.rs", "which incident a person means, by thread, card or number"),
    ("src/incident/opening.rs", "how an incident begins, from an alert or by hand"),
    ("src/incident/private.rs", "what those alone see who are named in it, in the transaction of the desk"),
    ("src/incident/thread.rs", "what stands in an incident's thread, in the transaction of the desk"),
    ("src/incident/reminders.rs", "updates and the timers that ask for them"),
    ("src/alert/trial.rs", "what `/crisis watch test` would have matched and alerted"),
    ("src/statement/asked.rs", "whose vote is asked for now"),
    ("src/statement/desk/clocks.rs", "the statement's desk: what time does"),
    ("src/statement/desk/graver.rs", "the statement's desk: how grave its incident is now"),
    ("src/statement/desk/handing.rs", "the statement's desk: the tool that publishes"),
    ("src/statement/desk/lane.rs", "the statement's desk: templates that were approved in advance"),
    ("src/statement/desk/public.rs", "the statement's desk: what is in public"),
    ("src/statement/desk/spoilt.rs", "the statement's desk: words that were changed in the store"),
    ("src/statement/desk/watchful.rs", "the statement's desk: who approved may still"),
    ("src/statement/letters.rs", "who is written to about a statement, in the transaction of the desk"),
    ("src/statement/notice.rs", "what is shown and said about a statement, in the transaction of the desk"),
    ("src/statement/roster.rs", "who may approve at this moment"),
];

/// Where each vendor may be named: a folder, a file, or `/store.rs` for every file of that name.
const HOMES: [(&[&str], &[&str]); 18] = [
    (&["sqlx"], &["src/store/", "/store.rs"]),
    (&["axum", "tower", "tower_http"], &["src/http/", "src/platform/sandbox/"]),
    (&["cron"], &["src/schedule.rs", "src/schedule/"]),
    (&["slack_morphism"], &["src/platform/slack/"]),
    (&["hyper"], &["src/http/", "src/https.rs"]),
    (&["hyper_rustls"], &["src/https.rs"]),
    (&["hyper_util"], &["src/https.rs", "src/http/", "src/platform/slack/trouble.rs"]),
    (&["http_body_util"], &["src/http/", "src/platform/discord/rest.rs", "src/publisher.rs"]),
    (&["tokio_tungstenite"], &["src/platform/slack/", "src/platform/discord/"]),
    (&["serenity"], &["src/platform/discord/"]),
    (&["fluent_templates", "icu_datetime", "icu_decimal", "icu_locale", "icu_plurals"], &["src/words.rs"]),
    (&["resvg", "usvg", "tiny_skia"], &["src/post/chart/"]),
    (&["clap"], &["src/cli/", "src/main.rs"]),
    (&["indicatif", "comfy_table"], &["src/cli/"]),
    (&["ring"], &["src/checkpoint/note.rs"]),
    (&["icu_properties", "unicode_security"], &["src/statement/glyph.rs"]),
    (&["rayon"], &["src/listen/ears.rs", "src/reading/train/", "src/cli/score.rs"]),
    (&["anyhow"], &["src/app.rs", "src/app/", "src/cli/", "src/http/", "src/listen/", "src/main.rs"]),
];

/// What the macros at the root of the crate belong to.
const STORE_MACROS: [&str; 6] = ["execute", "fetch_all", "fetch_one", "fetch_optional", "fetch_rows", "insert_rows"];

/// Calls that take time or chance instead of being given them.
const TAKEN: [&str; 9] = [
    "Utc::now",
    "Local::now",
    "SystemTime::now",
    "Instant::now",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "rand::",
    "thread::sleep",
    "time::sleep",
];

/// A platform's leaf waits for its platform: who sleeps below the doors, and why.
const WAITS: [(&str, &str); 7] = [
    ("src/platform/discord/gateway.rs", "connections are opened with growing pauses"),
    ("src/platform/discord/gateway/line.rs", "heartbeats go out as often as Discord asks"),
    ("src/platform/discord/receive.rs", "an interaction is acknowledged before Discord's patience ends"),
    ("src/platform/discord/rest.rs", "a place in Discord's pace is waited for when it is due soon"),
    ("src/platform/discord/whisper.rs", "a whisper is tried again when Discord asks for patience; nobody else would"),
    ("src/platform/slack/mod.rs", "a whisper is tried again when Slack asks for patience; nobody else would"),
    ("src/platform/slack/socket.rs", "connections are opened with growing pauses"),
];

/// Who may say `disallowed_methods`, and why.
const CLOCKS: [(&str, &str); 3] = [
    ("src/clock.rs", "the one place that reads the wall clock"),
    ("benches/export.rs", "a measurement reads the machine's clock"),
    ("benches/pipeline.rs", "a measurement reads the machine's clock"),
];

const MAX_LINES: usize = 400;

/// The rooms in the order of the map, and how many of them are below the doors.
fn map() -> (Vec<String>, usize) {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    let (below, doors) = text.split_once("\n// The doors").expect("src/lib.rs says where the doors begin");
    let rooms = |text: &str| -> Vec<String> {
        let room = |line: &str| line.strip_prefix("pub mod ")?.strip_suffix(';').map(str::to_owned);
        text.lines().filter_map(room).collect()
    };
    let below = rooms(below);
    let count = below.len();
    assert!(count > 10, "the map of src/lib.rs could not be read");
    ([below, rooms(doors)].concat(), count)
}

/// The files of the rooms, without the map itself and the thin binary.
fn rooms() -> Vec<Source> {
    Source::all("src").into_iter().filter(|file| !["lib", "main"].contains(&file.room())).collect()
}

fn below_the_doors() -> Vec<Source> {
    let (map, count) = map();
    rooms().into_iter().filter(|file| map[..count].iter().any(|room| room == file.room())).collect()
}

/// The room of the map that `crate::NAME` reaches.
fn room_of(name: &str) -> &str {
    if STORE_MACROS.contains(&name) { "store" } else { name }
}

fn none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n  {}", wrong.join("\n  "));
}

#[test]
fn stairs_only_lead_down() {
    let (map, _) = map();
    let floor = |room: &str| map.iter().position(|known| known == room);
    let mut wrong = Vec::new();
    for file in rooms() {
        let here = floor(file.room()).unwrap_or_else(|| panic!("{} is in no room of the map", file.path));
        for used in file.paths("crate") {
            let room = room_of(&used.names[0]);
            if floor(room).is_none_or(|there| there > here) {
                wrong.push(format!("{}:{} uses {room}", file.path, used.line));
            }
        }
        // From the root file of a room, `super` is the crate.
        let is_root =
            file.path == format!("src/{}.rs", file.room()) || file.path == format!("src/{}/mod.rs", file.room());
        if is_root && file.paths("super").iter().any(|used| map.contains(&used.names[0])) {
            wrong.push(format!("{} reaches another room through super", file.path));
        }
    }
    none(&wrong, "a room uses only rooms above it in the map of src/lib.rs");
}

#[test]
fn vendors_have_one_home() {
    let mut wrong = Vec::new();
    for file in Source::all("src") {
        for (vendors, homes) in HOMES {
            let at_home = homes.iter().any(|home| file.path.starts_with(home) || file.path.ends_with(home));
            for vendor in vendors.iter().filter(|_| !at_home) {
                let used = file.paths(vendor).into_iter().map(|used| used.line);
                let imported =
                    file.named(vendor).filter(|at| file.code[..*at].ends_with("use ")).map(|at| file.line(at));
                wrong.extend(used.chain(imported).map(|line| format!("{}:{line} names {vendor}", file.path)));
            }
        }
    }
    none(&wrong, "each vendor has one home (HOMES in tests/floors/main.rs)");
}

#[test]
fn sql_stays_in_store_rooms() {
    let mut wrong = Vec::new();
    for file in rooms().into_iter().filter(|file| file.room() != "store" && file.name() != "store.rs") {
        for name in STORE_MACROS {
            let called = file.named(name).filter(|at| file.code[at + name.len()..].starts_with('!'));
            wrong.extend(called.map(|at| format!("{}:{} calls {name}!", file.path, file.line(at))));
        }
    }
    none(&wrong, "SQL is written in src/store and in files named store.rs");
}

/// Who knows somebody's standing may let them through: the gate, and the door that asks the platforms.
#[test]
fn only_the_gate_and_its_door_know_somebodys_standing() {
    let mut wrong = Vec::new();
    for file in rooms() {
        let at_home = file.room() == "gate" || file.path.starts_with("src/reception/");
        if !at_home
            && file.named("Standing").any(|at| file.code[at..].starts_with("Standing::"))
            && file.code.contains("gate::")
        {
            wrong.push(format!("{} makes a standing of its own", file.path));
        }
    }
    none(&wrong, "a token is made by the gate, of what the door of the team gathered");
}

/// Who did a thing is an account or the bot, by a type; rows of the store read and write its one form.
#[test]
fn who_did_a_thing_is_no_string() {
    let mut wrong = Vec::new();
    for file in rooms().into_iter().filter(|file| file.name() != "store.rs" && file.path != "src/store/ledger.rs") {
        for name in ["by", "actor", "drafted_by", "edited_by", "opened_by", "added_by", "kept_by"] {
            for at in file.named(name) {
                let is = file.code[at + name.len()..].strip_prefix(": ").unwrap_or_default();
                if ["String", "&str", "&'a str", "Option<String>", "Option<&str>"].iter().any(|of| is.starts_with(of)) {
                    wrong.push(format!("{}:{} has {name} as a string", file.path, file.line(at)));
                }
            }
        }
    }
    none(&wrong, "who did a thing is a Person or an Actor of src/person.rs");
}

/// A voice is given facts; nouns and rules know no storage; a source hands mentions over; a desk records errands.
#[test]
fn each_room_of_a_feature_keeps_to_its_trade() {
    let mut wrong = Vec::new();
    for file in below_the_doors() {
        let is_feature = FEATURES.contains(&file.room());
        let is_desk = ["desk.rs", "fact.rs", "store.rs"].contains(&file.name())
            || DESKS.iter().any(|(path, _)| *path == file.path);
        let may_store = is_desk || !is_feature && file.room() != "sources";
        for used in file.paths("crate") {
            let path = used.names.join("::");
            let stores = room_of(&used.names[0]) == "store" && !path.ends_with("StoreError");
            if stores && !may_store {
                wrong.push(format!("{}:{} uses the store", file.path, used.line));
            }
            let nouns = ["chat::Place", "chat::MessageRef"];
            if is_feature && used.names[0] == "chat" && !nouns.contains(&path.as_str()) {
                wrong.push(format!("{}:{} uses {path}", file.path, used.line));
            }
        }
    }
    none(&wrong, "only desk.rs, fact.rs and store.rs of a feature use the store, and no feature speaks to a platform");
}

#[test]
fn time_and_chance_come_through_the_doors() {
    let mut wrong = Vec::new();
    for file in below_the_doors().iter().filter(|file| file.room() != "clock") {
        for call in TAKEN {
            let whole = |at: &usize| !file.code[..*at].ends_with(source::is_of_name);
            if call == "time::sleep" && WAITS.iter().any(|(path, _)| *path == file.path) {
                continue;
            }
            let taken = file.code.match_indices(call).map(|(at, _)| at).filter(whole);
            wrong.extend(taken.map(|at| format!("{}:{} {call}", file.path, file.line(at))));
        }
    }
    none(&wrong, "below the doors time and chance are arguments");
}

#[test]
fn clippy_bans_the_wall_clock_and_who_lifts_the_ban_is_listed() {
    let clippy = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/clippy.toml")).unwrap();
    for call in ["chrono::Utc::now", "chrono::Local::now", "std::time::SystemTime::now", "uuid::Uuid::new_v4"] {
        assert!(clippy.contains(&format!("{{ path = \"{call}\"")), "clippy.toml does not ban {call}");
    }
    let mut lifted = Vec::new();
    for folder in ["src", "commands/src", "tests", "benches"] {
        let files = Source::all(folder).into_iter().filter(|file| file.code.contains("clippy::disallowed_methods"));
        lifted.extend(files.map(|file| file.path));
    }
    assert_eq!(lifted, CLOCKS.map(|(path, _)| path), "who reads the wall clock (CLOCKS in tests/floors/main.rs)");
}

/// Who goes round rows of the store by itself: each costs itself alone.
const LOOPS: [&str; 5] =
    ["src/courier.rs", "src/digest/desk.rs", "src/jobs/mod.rs", "src/listen/judge.rs", "src/reception/acquaintance.rs"];

#[test]
fn every_loop_isolates_its_rows() {
    let rounds = rooms().into_iter().filter(|file| file.code.contains("Round::begin("));
    let rounds: Vec<String> = rounds.map(|file| file.path).collect();
    assert_eq!(
        rounds, LOOPS,
        "a loop tells a Round of fault/desk.rs how each row ended (LOOPS in tests/floors/main.rs)"
    );
    let loops = Source::all("src/app").into_iter().find(|file| file.name() == "loops.rs").unwrap();
    assert!(!loops.code.contains("fetch_"), "{} reads no rows by itself", loops.path);
}

/// Words that people read come from the words files: a span made of a literal holds no letters.
#[test]
fn what_people_read_is_translated() {
    let mut wrong = Vec::new();
    for file in rooms().into_iter().filter(|file| file.room() != "cli") {
        for maker in ["Words(\"", "Strong(\"", "Rich::words(\"", "Heading(\"", "label: \"", "summary: \"", "title: \""]
        {
            for (at, _) in file.spoken.match_indices(maker) {
                let literal = file.spoken[at + maker.len()..].split('"').next().unwrap();
                if literal.contains(char::is_alphabetic) {
                    wrong.push(format!("{}:{} says {literal:?}", file.path, file.line(at)));
                }
            }
        }
    }
    none(&wrong, "sentences live in words/<language>/<feature>.ftl");
}

#[test]
fn the_command_language_does_nothing_but_read_and_answer() {
    let mut wrong = Vec::new();
    for file in Source::all("commands/src") {
        for outside in ["tokio", "sqlx", "axum", "squall"] {
            wrong.extend(file.paths(outside).iter().map(|used| format!("{}:{} {outside}", file.path, used.line)));
        }
        for used in file.paths("std") {
            if ["fs", "net", "process", "thread", "time", "env"].contains(&used.names[0].as_str()) {
                wrong.push(format!("{}:{} std::{}", file.path, used.line, used.names[0]));
            }
        }
        let is_async = file.named("async").map(|at| format!("{}:{} async", file.path, file.line(at)));
        wrong.extend(is_async);
    }
    none(&wrong, "commands/ knows no file, no network, no clock");
}

#[test]
fn every_dependency_is_used() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let code = Source::all("src");
    let tests: Vec<Source> = ["tests", "benches", "src"].into_iter().flat_map(Source::whole).collect();
    let mut unused = Vec::new();
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let files = match section {
            "[dependencies]" => &code,
            "[dev-dependencies]" => &tests,
            _ => continue,
        };
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let name = name.replace('-', "_");
        if !files.iter().any(|file| !file.paths(&name).is_empty()) {
            unused.push(format!("{name} of {section}"));
        }
    }
    none(&unused, "Cargo.toml lists what the code names");
}

#[test]
fn files_stay_short() {
    let mut long = Vec::new();
    for folder in ["src", "commands/src", "tests", "benches"] {
        let files = Source::all(folder).into_iter().filter(|file| file.lines > MAX_LINES);
        long.extend(files.map(|file| format!("{}: {} lines", file.path, file.lines)));
    }
    none(&long, "a file has at most 400 lines: find its two parts");
}
