use proptest::prelude::*;

use super::*;

type Read = (Vec<(u64, Vec<String>)>, Vec<(u64, String)>);

/// The rows of `text` under a header of `width` cells in line 1, and what was rejected.
fn rows(text: &[u8], width: usize, delimiter: u8) -> Read {
    let layout = Layout { delimiter, header_line: 1, header: vec![String::new(); width] };
    let mut rows = Rows::new(text, &layout).unwrap();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(next) = rows.next().unwrap() {
        match next {
            Ok(cells) => {
                let texts = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
                good.push((cells.line, texts));
            }
            Err(rejected) => bad.push((rejected.line, rejected.reason)),
        }
    }
    (good, bad)
}

fn lines_of(read: &Read) -> (Vec<u64>, Vec<u64>) {
    (read.0.iter().map(|row| row.0).collect(), read.1.iter().map(|row| row.0).collect())
}

#[test]
fn quotes_hold_delimiters_quotes_and_line_breaks() {
    let read = rows(b"h,h,h\r\n1,\"a, \"\"b\"\"\r\nc\",z\r\n2,5\" pipe,\"\"\r\n", 3, b',');
    assert_eq!(read.1, []);
    assert_eq!(read.0[0], (2, vec!["1".into(), "a, \"b\"\nc".into(), "z".into()]));
    assert_eq!(read.0[1], (4, vec!["2".into(), "5\" pipe".into(), String::new()]));
}

#[test]
fn a_quote_that_never_closes_costs_its_own_line() {
    let read = rows(b"h,h\n1,fine\n2,\"open\n3,fine\n4,fine\n5,\"closed\"\n", 2, b',');
    assert_eq!(lines_of(&read), (vec![2, 4, 5, 6], vec![3]));
    let read = rows(b"h,h\n1,\"open\n2,fine\n", 2, b',');
    assert_eq!(lines_of(&read), (vec![3], vec![2]));
    assert!(read.1[0].1.contains("quote"));
}

#[test]
fn a_row_wider_than_the_header_is_refused_and_empty_cells_behind_it_are_not() {
    let read = rows(b"h;h\n1;a;;\n2;a;b\n3\n", 2, b';');
    assert_eq!(lines_of(&read), (vec![2, 4], vec![3]));
}

#[test]
fn a_line_of_ten_megabytes_is_refused_and_its_neighbours_kept() {
    let text = [b"h,h\n1,a\n2,".as_slice(), &vec![b'x'; 10 << 20], b"\n3,a\n"].concat();
    let read = rows(&text, 2, b',');
    assert_eq!(lines_of(&read), (vec![2, 4], vec![3]));
    assert_eq!(read.1[0].1, TOO_LONG);
}

#[test]
fn the_header_is_found_behind_a_preamble_with_any_delimiter() {
    let knows = |cells: &[String]| cells.iter().filter(|cell| matches!(cell.as_str(), "Date" | "Text")).count();
    for delimiter in [",", ";", "\t", "|"] {
        let text = format!(
            "Report, of the \"week\nText\n\nDate{delimiter}\"Text\"{delimiter}More\n1{delimiter}Date{delimiter}Text"
        );
        let mut lines = Lines::new(text.as_bytes());
        let start: Vec<Line> = std::iter::from_fn(|| lines.next().unwrap()).collect();
        let found = layout(&start, knows).unwrap();
        assert_eq!((found.delimiter, found.header_line), (delimiter.as_bytes()[0], 4));
        assert_eq!(found.header, ["Date", "Text", "More"]);
    }
}

proptest! {
    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        table in prop::collection::vec(prop::collection::vec("[a ,;\"\\n\\t|é早]{1,8}x", 3), 1..8),
        delimiter in prop::sample::select(&DELIMITERS[..]),
    ) {
        let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(["h", "h", "h"]).unwrap();
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let (good, bad) = rows(&writer.into_inner().unwrap(), 3, delimiter);
        prop_assert_eq!(bad, []);
        prop_assert_eq!(good.into_iter().map(|row| row.1).collect::<Vec<_>>(), table);
    }

    #[test]
    fn no_bytes_panic_and_every_line_is_accounted_for(bytes in prop::collection::vec(prop::sample::select(&b"a,\"\n\r\xff\t"[..]), 0..200)) {
        let (good, bad) = rows(&bytes, 2, b',');
        prop_assert!(good.len() + bad.len() <= bytes.split(|b| *b == b'\n').count());
    }

    #[test]
    fn good_rows_around_a_broken_one_are_kept(junk in "[a\",\\xC3]{0,30}", before in 1_u64..5, after in 1_u64..5) {
        let good = |n: u64| "1,fine\n".repeat(usize::try_from(n).unwrap());
        let text = format!("h,h\n{}{junk}\n{}", good(before), good(after));
        let (kept, _) = rows(text.as_bytes(), 2, b',');
        let fine = kept.iter().filter(|row| row.1 == ["1", "fine"]).count() as u64;
        prop_assert_eq!(fine, before + after, "{:?}", kept);
    }
}
