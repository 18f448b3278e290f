//! Somebody copies the live folder of the embedded database, at whatever moment, and looks who wrote which sheet.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use squall::fetch_all;
use squall::store::Store;

use crate::world::{World, stories};

stories!(no_copy_of_the_folder_tells_whose_a_sheet_is, what_is_erased_can_not_be_read_in_the_folder);

const WORDS: [(&str, &str); 4] =
    [("nikos", "alfalfa"), ("giulia", "bravissimo"), ("elitsa", "carlotta"), ("maya", "deltoid")];
/// Of the log and of a page in it: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.
const HEADER: usize = 32;
const FRAME: usize = 24;

/// Four people had a part in it, and nobody waits for anybody else. A fifth is asked, so that it stays open.
async fn an_anonymous_survey(world: &mut World) {
    for (person, _) in WORDS {
        world.says(person, "/crisis language en me").await;
    }
    world.trouble().await;
    world.presses("maya", "Acknowledge").await;
    world.presses("giulia", "Open incident").await;
    world.presses("giulia", "Take the lead").await;
    world.says("giulia", "/crisis assign legal @nikos").await;
    world.says("elitsa", "/crisis note the factory stopped the line").await;
    world.says("giulia", "/crisis resolve it was a bad batch").await;
    world.says("giulia", "/crisis retro start --anonymous yes").await;
    world.says("giulia", "/crisis retro add @chiaying").await;
}

async fn answers(world: &mut World, person: &str, word: &str) {
    world.presses_directly(person, "Answer").await;
    let thanks = world.fills(person, &["4", "3", "2", "5", "", word, "", "", ""]).await;
    assert!(thanks.contains("Thank you"), "{thanks}");
}

/// A copy of the folder as it is at this moment.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    // The log first: a page that is written back meanwhile is in both, and none in neither.
    for name in ["squall.db-wal", "squall.db"] {
        let _ = std::fs::copy(folder.join(name), copy.path().join(name));
    }
    copy
}

/// Who has answered, and the keys of the sheets.
type State = (BTreeSet<String>, BTreeSet<String>);

/// Every state of the survey that a copy can be brought to, oldest first: the log is followed commit by commit.
async fn states(copy: &Path) -> Vec<State> {
    let database = std::fs::read(copy.join("squall.db")).unwrap();
    let log = std::fs::read(copy.join("squall.db-wal")).unwrap_or_default();
    let mut ends = vec![0];
    if let Some(page) = log.get(8..12) {
        let page = u32::from_be_bytes(page.try_into().unwrap()) as usize;
        let frames = log.get(HEADER..).unwrap_or_default().chunks_exact(FRAME + page).enumerate();
        let commits = frames.filter(|(_, frame)| frame[4..8] != [0; 4]);
        ends.extend(commits.map(|(n, _)| HEADER + (n + 1) * (FRAME + page)));
    }
    let mut states = Vec::new();
    for end in ends {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("squall.db");
        std::fs::write(&file, &database).unwrap();
        std::fs::write(folder.path().join("squall.db-wal"), &log[..end]).unwrap();
        states.extend(state(&file).await);
    }
    states.dedup();
    states
}

async fn state(file: &Path) -> Option<State> {
    // What was caught in the middle of being written back can't be opened; then it tells nothing.
    let store = Store::open(&format!("sqlite:{}", file.display())).await.ok()?;
    let mut tx = store.read().await.ok()?;
    let rows = fetch_all!(&mut tx, (String, String), "select seats, sheets from survey").ok()?;
    drop(tx);
    store.close().await;
    let (seats, sheets) = rows.into_iter().next()?;
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok()?["is"].as_object().cloned();
    let answered = json(&seats)?.into_iter().filter(|(_, seat)| seat["reply"] == "answered").map(|(who, _)| who);
    Some((answered.collect(), json(&sheets)?.into_iter().map(|(key, _)| key).collect()))
}

/// Whether a copy tells of one more person and of one more sheet, so that they belong together.
fn is_linked(states: &[State]) -> bool {
    let (Some(first), Some(last)) = (states.first(), states.last()) else { return false };
    let is_more = |before: &BTreeSet<String>, after: &BTreeSet<String>| after.difference(before).next().is_some();
    is_more(&first.0, &last.0) && is_more(&first.1, &last.1)
}

/// How often any of these bytes are somewhere in the files of a folder.
fn occurrences(folder: &Path, needle: &str) -> usize {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
    files.map(|bytes| bytes.windows(needle.len()).filter(|window| *window == needle.as_bytes()).count()).sum()
}

/// What was ever to be said of the survey.
async fn errands(world: &World) -> Vec<String> {
    let mut tx = world.app.store.read().await.unwrap();
    let rows = fetch_all!(&mut tx, (String,), "select key from errand where about = 'survey' order by id").unwrap();
    rows.into_iter().map(|(key,)| key).collect()
}

async fn no_copy_of_the_folder_tells_whose_a_sheet_is(world: &mut World) {
    let Some(folder) = world.folder().map(Path::to_path_buf) else { return };
    an_anonymous_survey(world).await;
    let over = Arc::new(AtomicBool::new(false));
    let (is_over, live) = (Arc::clone(&over), folder.clone());
    // All the while somebody copies the folder as fast as they can.
    let copying = std::thread::spawn(move || {
        let mut copies = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            copies.push(copied(&live));
        }
        copies
    });
    let mut at_rest = Vec::new();
    for (person, word) in WORDS {
        answers(world, person, word).await;
        at_rest.push(copied(&folder));
    }
    over.store(true, Ordering::Relaxed);
    let copies = copying.join().unwrap();
    for (n, copy) in at_rest.iter().enumerate() {
        let states = states(copy.path()).await;
        assert_eq!(states.len(), 1, "nothing tells how it came: {states:?}");
        assert_eq!((states[0].0.len(), states[0].1.len()), (n + 1, n + 1));
        assert_eq!(occurrences(copy.path(), WORDS[n].1), 1, "what was written is there once");
    }
    let mut looked_at = 0;
    for copy in &copies {
        let states = states(copy.path()).await;
        assert!(!is_linked(&states), "{states:?}");
        looked_at += states.len();
    }
    assert!(looked_at > 20, "{looked_at} states of {} copies", copies.len());
}

async fn what_is_erased_can_not_be_read_in_the_folder(world: &mut World) {
    let folder = world.folder().map(Path::to_path_buf);
    an_anonymous_survey(world).await;
    answers(world, "nikos", "alfalfa").await;
    world.presses_directly("nikos", "Change my answers").await;
    world.fills("nikos", &["4", "3", "2", "5", "", "bravissimo", "", "", ""]).await;
    if let Some(folder) = &folder {
        assert_eq!(occurrences(folder, "alfalfa"), 0, "what was changed is gone");
        assert_eq!(occurrences(folder, "bravissimo"), 1);
    }
    let shown = errands(world).await;
    answers(world, "elitsa", "carlotta").await;
    assert_eq!(errands(world).await, shown, "nothing is written anew, so that no time of an answer stands anywhere");
    let card = world.thread(&world.card()).join("\n");
    assert!(card.contains("fewer than 4 of 5") && !card.contains("2 of 5"), "nobody sees who just answered: {card}");
    let peeked = world.says("maya", "/crisis retro show").await;
    assert!(peeked.contains("Fewer than 4 of 5 answered") && !peeked.contains('2'), "{peeked}");

    // Only who is in charge closes it, and hears first what that hides.
    let refused = world.says("nikos", "/crisis retro close").await;
    assert!(refused.contains("closes a survey before its time"), "{refused}");
    let warned = world.says("giulia", "/crisis retro close").await;
    assert!(warned.contains("Fewer than 4 people have answered") && warned.contains("erased"), "{warned}");
    let closed = world.presses("giulia", "Close it now").await;
    assert!(closed.contains("is closed"), "{closed}");
    let thread = world.thread(&world.card()).join("\n");
    assert!(thread.contains("Nothing is shown of so few") && !thread.contains("bravissimo"), "{thread}");
    let mut tx = world.app.store.read().await.unwrap();
    let rows = fetch_all!(&mut tx, (String,), "select sheets from survey").unwrap();
    assert!(rows[0].0.contains("{}"), "nothing is kept: {rows:?}");
    drop(tx);
    if let Some(folder) = &folder {
        for word in ["alfalfa", "bravissimo", "carlotta"] {
            assert_eq!(occurrences(folder, word), 0, "{word} can still be read");
        }
    }
}
