//! Whatever a file holds, it is read or refused in words.

use proptest::prelude::*;
use squall::sources::file::{Options, Survey};

use crate::world::Desk;

/// Surveys a file and reads it to its end; answers how many rows the two saw.
fn read(desk: &Desk, name: &str, bytes: &[u8]) -> Option<(u64, u64)> {
    desk.write(name, bytes);
    let survey = Survey::of(&desk.path(name), &Options::default()).ok()?;
    let read = survey.mentions().unwrap().inspect(|next| assert!(next.is_ok())).count();
    Some((survey.rows, read as u64))
}

/// Pieces that files are made of, so that arbitrary bytes get past the header.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"date,text,likes\n".to_vec()),
        Just(b"2026-03-02T09:00:00Z,hello,3\n".to_vec()),
        Just(b"03/04/2026 09:15 PM,\"two\nlines\",1.204\n".to_vec()),
        Just("2026年3月2日 下午3:15,紅隼,９\n".as_bytes().to_vec()),
        Just(b"{\"date\":\"2026-03-02\",\"text\":\"hello\",\"likes\":{\"count\":1e999}}\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b";".to_vec()),
        Just(b"\xff\xfe".to_vec()),
        Just(b"\0\n".to_vec()),
        "[0-9:/ .,TZ+-]{0,24}\n".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..24),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_are_read_or_refused_and_no_row_is_lost(bytes in pieces(), name in prop::sample::select(vec!["a.csv", "a.jsonl", "a.txt"])) {
        let desk = Desk::new("panics");
        if let Some((surveyed, read)) = read(&desk, name, &bytes) {
            prop_assert_eq!(surveyed, read);
        }
    }
}
