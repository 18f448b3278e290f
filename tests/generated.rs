//! What is generated from the command language is fresh, and it knows what the reader knows. `SQUALL_BLESS=1 cargo test --test generated` writes it anew.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on has failed")]

#[test]
fn the_command_reference_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md");
    let fresh = commands::docs_markdown();
    if std::env::var_os("SQUALL_BLESS").is_some() {
        std::fs::write(path, &fresh).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == fresh, "docs/commands.md is stale; run SQUALL_BLESS=1 cargo test --test generated");
}

#[test]
fn a_watch_can_ask_for_every_language_that_the_reader_knows() {
    let known: Vec<&str> = squall::reading::Lang::all().map(squall::reading::Lang::tag).collect();
    assert_eq!(commands::MENTION_LANGUAGES, known, "MENTION_LANGUAGES of commands/src/value.rs");
}

#[test]
fn the_table_of_who_may_what_is_what_the_gate_decides() {
    const BEGIN: &str = "<!-- the gate's own table; SQUALL_BLESS=1 cargo test --test generated writes it -->\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/security.md");
    let stored = std::fs::read_to_string(path).unwrap();
    let (before, rest) = stored.split_once(BEGIN).unwrap();
    let after = rest.split_once("\n\n").map_or("", |(_, after)| after);
    let fresh = format!("{before}{BEGIN}{}\n{after}", squall::gate::table::markdown());
    if std::env::var_os("SQUALL_BLESS").is_some() {
        std::fs::write(path, &fresh).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap();
    assert!(stored == fresh, "docs/security.md is stale; run SQUALL_BLESS=1 cargo test --test generated");
}
