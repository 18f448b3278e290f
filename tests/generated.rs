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
