//! A platform's leaf knows the port and its own platform, and what goes over its wire has a type.

use crate::none;
use crate::source::{self, Source};

/// What a leaf may name: the port, what is said through it, and tools that know no feature.
const GROUND: [&str; 7] = ["chat", "clock", "https", "person", "platform", "post", "words"];

/// Where payloads are read and written.
const TYPED: [&str; 3] = ["src/platform/slack/", "src/platform/discord/", "src/http/slack.rs"];

#[test]
fn a_leaf_names_no_feature() {
    let mut wrong = Vec::new();
    for file in Source::all("src/platform") {
        let own: String = file.path.split(['/', '.']).skip(2).take(1).collect();
        for used in file.paths("crate").into_iter().filter(|used| used.names[0] != "platform" || used.names.len() > 1) {
            let other = used.names[0] == "platform" && used.names[1] != own;
            if other || !GROUND.contains(&used.names[0].as_str()) {
                wrong.push(format!("{}:{} names {}", file.path, used.line, used.names.join("::")));
            }
        }
    }
    none(&wrong, "a leaf names the ground floor and itself (GROUND in tests/floors/leaves.rs)");
}

#[test]
fn what_goes_over_a_wire_is_typed() {
    let mut wrong = Vec::new();
    for file in Source::all("src").into_iter().filter(|file| TYPED.iter().any(|home| file.path.starts_with(home))) {
        let made = file.code.match_indices("json!").map(|(at, _)| at);
        wrong.extend(made.map(|at| format!("{}:{} makes a body with json!", file.path, file.line(at))));
        let pointed = file.code.match_indices(".pointer(").map(|(at, _)| at);
        wrong.extend(
            dug(&file).chain(pointed).map(|at| format!("{}:{} digs for a field by its name", file.path, file.line(at))),
        );
    }
    none(&wrong, "bodies are types: the SDK's, or a small one in wire/");
}

/// Where something is indexed by a literal, `payload["user"]`. A list of literals stands behind no name.
fn dug(file: &Source) -> impl Iterator<Item = usize> {
    let behind = |at: &usize| file.code[..*at].ends_with(|c| source::is_of_name(c) || [']', ')', '?'].contains(&c));
    file.spoken.match_indices("[\"").map(|(at, _)| at).filter(behind)
}

#[test]
fn digging_is_told_from_lists() {
    let text = "fn f() { for one in [\"a\", \"b\"] { say(&[\"c\"], v[\"d\"], v[\"e\"][\"f\"], g()[\"h\"], \"i[\\\"j\\\"]\"); } }\n";
    let file = Source::of("src/x.rs".to_owned(), text);
    assert_eq!(dug(&file).count(), 4);
}
