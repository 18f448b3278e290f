//! `squall import`, as a person runs it.

use std::fmt::Write;

use crate::world::{Desk, time};

/// The shape of a Brandwatch export: lines of words first, many columns, mentions in several languages.
const BRANDWATCH: &str = "\
Report:,Kestrel Cola
Date range:,\"Mar 1, 2026 to Mar 3, 2026\"
Label:,

Query Id,Query Name,Date,Title,Snippet,Full Text,Url,Domain,Sentiment,Page Type,Thread Entry Type,Language,Country Code,Account Type,Added,Author,Category Details,Likes,Comments,Shares,X Followers,Engagement Score
7,Kestrel,2026-03-02 09:15:00.0,,Found a screw,\"Found a screw in my Kestrel can,\nwhat now?\",https://x.com/ann_b/status/101,x.com,negative,X,post,en,GB,individual,2026-03-02 09:20:00.0,ann_b,,3,1,\"1,204\",120,4
7,Kestrel,2026-03-02 09:16:30.0,Ritiro per Kestrel,Le lattine,Le lattine Kestrel tornano in fabbrica,https://gazzetta.example/1,gazzetta.example,neutral,News,,it,IT,,2026-03-02 09:20:00.0,Redazione,,,,,,
7,Kestrel,2026-03-02 09:17:00.0,,Ήπια,Ήπια Kestrel και κόπηκα,https://www.instagram.com/p/9,instagram.com,negative,Instagram,reply,el,GR,,2026-03-02 09:20:00.0,nikos,,n/a,-,0,88,
";

/// The shape of a Meltwater export: UTF-16 with tabs, month first.
const MELTWATER: &str = "\
Date\tHeadline\tURL\tOpening Text\tHit Sentence\tSource\tInfluencer\tCountry\tLanguage\tReach\tSentiment\tKey Phrases\tInput Name\tKeywords\tDocument Tags\tEngagement\tHashtags\tViews
03/02/2026 09:15 PM\t\thttps://twitter.com/bo/status/5\tKestrel again\tKestrel again, a screw in the can\tTwitter\t@bo\tUnited Kingdom\tEnglish\t5,300\tNegative\t\tKestrel\tkestrel\t\t12\t#kestrel\t900
03/14/2026 08:00 AM\tKestrel възстановява суми\thttps://vestnik.example/a\tКомпанията Kestrel\tКомпанията Kestrel връща парите\tVestnik\t\tBulgaria\tBulgarian\t120000\tNeutral\t\tKestrel\tkestrel\t\t0\t\t
";

#[tokio::test]
async fn a_brandwatch_export_is_taken_and_a_second_time_known() {
    let desk = Desk::new("brandwatch");
    desk.watch("kestrel", "kestrel").await;
    desk.write("export.csv", BRANDWATCH);
    let ran = desk.import(&["export.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "3 taken, 0 known before, 0 unmatched, 0 rejected\n"), "{ran:?}");
    let stored = desk.stored().await;
    let seen: Vec<_> = stored.iter().map(|row| (row.platform.as_str(), row.author.as_str())).collect();
    assert_eq!(seen, [("x", "ann_b"), ("news", "Redazione"), ("instagram", "nikos")]);
    let countries: Vec<_> = stored.iter().map(|row| row.country.as_deref()).collect();
    assert_eq!(countries, [Some("GB"), Some("IT"), Some("GR")]);
    assert_eq!(stored[0].text, "Found a screw in my Kestrel can,\nwhat now?");
    assert_eq!(stored[0].created_at, time("2026-03-02T09:15:00Z").timestamp_micros());
    let ran = desk.import(&["export.csv"]);
    assert_eq!(ran.out, "0 taken, 3 known before, 0 unmatched, 0 rejected\n");
    assert_eq!(desk.stored().await.len(), 3);
    assert!(!desk.files().iter().any(|file| file.contains("rejected")), "{:?}", desk.files());
}

#[tokio::test]
async fn a_meltwater_export_is_taken_in_its_own_zone_and_order_of_dates() {
    let desk = Desk::new("meltwater");
    desk.watch("kestrel", "kestrel").await;
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(MELTWATER.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    desk.write("export.csv", utf16);
    let ran = desk.import(&["export.csv", "--zone", "Europe/Sofia"]);
    assert_eq!(ran.out, "2 taken, 0 known before, 0 unmatched, 0 rejected\n", "{ran:?}");
    let stored = desk.stored().await;
    assert_eq!(stored[0].created_at, time("2026-03-02T19:15:00Z").timestamp_micros());
    assert_eq!((stored[0].platform.as_str(), stored[0].author.as_str()), ("x", "bo"));
    assert_eq!((stored[0].country.as_deref(), stored[1].country.as_deref()), (Some("GB"), Some("BG")));
    assert_eq!(stored[1].text, "Компанията Kestrel връща парите");
}

#[tokio::test]
async fn big5_is_read() {
    let desk = Desk::new("big5");
    desk.watch("kestrel", "紅隼汽水").await;
    let text = "日期,date,內文,author\n一,2026-03-02T09:00:00Z,紅隼汽水裡面有螺絲，太誇張了,小美\n二,2026-03-02T10:00:00Z,客服一直不接電話，我再也不買紅隼汽水,阿明\n";
    let (bytes, _, lost) = encoding_rs::BIG5.encode(text);
    assert!(!lost);
    desk.write("export.csv", bytes);
    desk.write("map.toml", "text = \"內文\"\n");
    let ran = desk.import(&["export.csv", "--map", "map.toml"]);
    assert_eq!(ran.out, "2 taken, 0 known before, 0 unmatched, 0 rejected\n", "{ran:?}");
    assert_eq!(desk.stored().await[0].text, "紅隼汽水裡面有螺絲，太誇張了");
}

#[tokio::test]
async fn the_good_part_of_a_bad_file_is_kept_and_the_rest_is_named() {
    let desk = Desk::new("bad");
    desk.watch("kestrel", "kestrel").await;
    let line = |n: u32| {
        format!(
            "{{\"id\":\"{n}\",\"created_at\":\"2026-03-02T09:00:{n:02}Z\",\"text\":\"Kestrel {n}\",\"shoe_size\":{n}}}\n"
        )
    };
    let mut file = line(1).into_bytes();
    file.extend(b"{\"id\": \"2\", \"text\": \"Kestrel\n");
    file.extend(b"{\"id\":\"3\",\"created_at\":\"2026-03-02T09:00:03Z\",\"text\":\"Kestrel \xff\xfe\"}\n");
    file.extend(b"{\"id\":\"4\",\"created_at\":\"soon\",\"text\":\"Kestrel\"}\n");
    file.extend(format!("{{\"id\":\"5\",\"text\":\"{}\"}}\n", "Kestrel ".repeat(1_300_000)).into_bytes());
    file.extend(b"[1, 2]\nnull\n\n");
    file.extend(line(9).into_bytes());
    desk.write("posts.jsonl", file);
    let ran = desk.import(&["posts.jsonl"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "2 taken, 0 known before, 0 unmatched, 6 rejected\n"), "{ran:?}");
    assert!(ran.err.contains("posts.jsonl.rejected.jsonl"), "{ran:?}");
    let rejected = desk.read("posts.jsonl.rejected.jsonl");
    assert!(rejected.len() < 8_192, "the long line is not copied whole");
    let rejected: Vec<serde_json::Value> = rejected.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lines: Vec<_> = rejected.iter().map(|row| row["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7]);
    assert!(rejected[2]["reason"].as_str().unwrap().contains("`soon`"));
    assert!(rejected[2]["raw"].as_str().unwrap().contains("\"4\""));
    // Once it is repaired, nothing is left of the old rejects.
    desk.write("posts.jsonl", line(1) + &line(4));
    let ran = desk.import(&["posts.jsonl"]);
    assert_eq!(ran.out, "1 taken, 1 known before, 0 unmatched, 0 rejected\n");
    assert!(!desk.files().iter().any(|file| file.contains("rejected")), "{:?}", desk.files());
}

#[tokio::test]
async fn a_dry_run_shows_the_columns_and_touches_nothing() {
    let desk = Desk::new("dry");
    desk.write(
        "export.csv",
        BRANDWATCH.replace("2026-03-02 09:17:00.0", "tomorrow").replace("Ήπια Kestrel", "\u{202e}@all \u{1b}[31m"),
    );
    let ran = desk.import(&["export.csv", "--dry-run"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.out.contains("CSV with commas, UTF-8, header in line 5"), "{}", ran.out);
    assert!(ran.out.contains("2 rows can be taken, 1 would be rejected\n  line 9: the date `tomorrow`"), "{}", ran.out);
    let row = |column: &str| {
        let line = ran.out.lines().find(|line| line.trim_start().starts_with(column)).unwrap();
        line.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("X Followers")[2..5], ["followers", "66%", "100%"]);
    assert_eq!(row("Date")[1..4], ["date", "100%", "66%"]);
    assert_eq!(row("Likes")[1..3], ["likes", "33%"]);
    assert_eq!(row("Query Name")[2], "-");
    assert!(!ran.out.contains(['@', '\u{1b}', '\u{202e}']), "{}", ran.out);
    assert_eq!(desk.files(), ["export.csv"]);
}

#[tokio::test]
async fn what_no_watch_hears_is_not_stored_and_a_watch_can_be_forced() {
    let desk = Desk::new("forced");
    desk.write("export.csv", BRANDWATCH);
    let ran = desk.import(&["export.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "0 taken, 0 known before, 3 unmatched, 0 rejected\n"), "{ran:?}");
    assert!(ran.err.contains("/crisis watch add"), "{ran:?}");
    desk.watch("rival", "osprey").await;
    let ran = desk.import(&["export.csv"]);
    assert!(ran.err.contains("--watch NAME (there are: rival)"), "{ran:?}");
    let ran = desk.import(&["export.csv", "--watch", "Rival"]);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("3 taken, 0 known before, 0 unmatched, 0 rejected\n", ""));
    assert_eq!(desk.stored().await.len(), 3);
}

#[tokio::test]
async fn a_watch_that_is_younger_than_the_mentions_hears_them_when_they_come_again() {
    let desk = Desk::new("younger");
    let first = desk.watch("kestrel", "kestrel").await;
    desk.write("export.csv", BRANDWATCH);
    desk.import(&["export.csv"]);
    let second = desk.watch("cans", "kestrel OR can").await;
    let ran = desk.import(&["export.csv"]);
    assert_eq!(ran.out, "0 taken, 3 known before, 0 unmatched, 0 rejected\n");
    let ran = desk.import(&["export.csv"]);
    assert_eq!(ran.out, "0 taken, 3 known before, 0 unmatched, 0 rejected\n");
    assert_eq!((desk.tallied(first).await, desk.tallied(second).await), (3, 3), "each watch counts each mention once");
}

#[tokio::test]
async fn wrong_arguments_end_with_2_and_name_what_would_be_right() {
    let desk = Desk::new("arguments");
    desk.watch("kestrel", "kestrel").await;
    desk.write("export.csv", BRANDWATCH);
    desk.write("typo.toml", "txet = \"Full Text\"\n");
    desk.write("absent.toml", "text = \"Body\"\n");
    let cases: [(&[&str], &str); 8] = [
        (&["export.csv", "--watch", "kestral"], "did you mean `kestrel`?"),
        (&["export.csv", "--watch", "zzz"], "there are: kestrel"),
        (&["export.csv", "--zone", "Europe/Sofa"], "did you mean `Europe/Sofia`?"),
        (&["export.csv", "--dates", "upside-down"], "day-first"),
        (&["export.csv", "--map", "typo.toml"], "`text`"),
        (&["export.csv", "--map", "absent.toml"], "the --map file names the column `Body`"),
        (&["export.csv", "--map", "nowhere.toml"], "nowhere.toml can't be read"),
        (&[], "FILES"),
    ];
    for (arguments, said) in cases {
        let ran = desk.import(arguments);
        assert!(ran.status == 2 && ran.err.contains(said), "{arguments:?} {ran:?}");
    }
    desk.write("squall.toml", "[stoer]\n");
    let ran = desk.import(&["export.csv"]);
    assert!(ran.status == 2 && ran.err.contains("line 1") && ran.err.contains("store"), "{ran:?}");
    assert!(desk.stored().await.is_empty());
}

#[tokio::test]
async fn what_can_not_be_read_ends_with_1_and_the_other_files_are_taken() {
    let desk = Desk::new("unreadable");
    desk.watch("kestrel", "kestrel").await;
    desk.write("good.csv", BRANDWATCH);
    desk.write("sheet.xlsx", b"PK\x03\x04rest");
    desk.write("unclear.csv", "date,text\n03/04/2026,Kestrel\n");
    desk.write("empty.csv", "");
    let cases = [
        ("absent.csv", "No such file"),
        ("sheet.xlsx", "save the sheet as CSV"),
        ("unclear.csv", "say --dates day-first or --dates month-first"),
        ("empty.csv", "it holds no rows"),
        (".", "name the files in it"),
    ];
    for (file, said) in cases {
        let ran = desk.import(&[file]);
        assert!(ran.status == 1 && ran.err.contains(said) && ran.err.lines().count() == 1, "{file} {ran:?}");
    }
    let ran = desk.import(&["sheet.xlsx", "good.csv", "unclear.csv"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, "3 taken, 0 known before, 0 unmatched, 0 rejected\n"), "{ran:?}");
    assert!(
        ran.err.contains("sheet.xlsx: ") && ran.err.contains("unclear.csv: ") && ran.err.contains("2 of 3"),
        "{ran:?}"
    );
}

#[tokio::test]
async fn a_database_that_is_none_is_said_with_the_cure() {
    let desk = Desk::new("database");
    desk.write("export.csv", BRANDWATCH);
    desk.write("squall.db", "shopping list: lemonade, screws, a can opener, and so on for a while\n".repeat(20));
    let ran = desk.import(&["export.csv"]);
    assert!(ran.status == 1 && ran.err.contains("is no SQLite database; check the url"), "{ran:?}");
    desk.write("squall.toml", "[store]\nurl = \"sqlite:nowhere/squall.db\"\n");
    let ran = desk.import_without_url(&["export.csv"]);
    assert!(ran.status == 1 && ran.err.contains("check that its directory exists"), "{ran:?}");
    desk.write("squall.toml", "[store]\nurl = \"mysql://db/squall\"\n");
    let ran = desk.import_without_url(&["export.csv"]);
    assert!(ran.status == 2 && ran.err.contains("neither sqlite:FILE nor postgres://"), "{ran:?}");
}

#[tokio::test]
async fn settings_with_a_webhook_are_read_and_a_mistake_in_them_shows_no_secret() {
    let desk = Desk::new("settings");
    desk.write("export.csv", BRANDWATCH);
    let settings = "[[source.webhook]]\nname = \"brand\"\nsecrets = [\"whsec_0123456789abcdef\"]\n\
                    map = { text = [\"body.plain\", \"Corpo\"] }\n";
    desk.write("squall.toml", settings);
    let ran = desk.import(&["export.csv"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    desk.write("squall.toml", settings.replace("secrets", "secret"));
    let ran = desk.import(&["export.csv"]);
    assert!(ran.status == 2 && ran.err.contains("line 3") && ran.err.contains("`secrets`"), "{ran:?}");
    assert!(!ran.err.contains("0123456789"), "{ran:?}");
}

#[tokio::test]
async fn many_batches_add_up() {
    let desk = Desk::new("many");
    desk.watch("kestrel", "kestrel").await;
    let mut file = String::from("created_at,author,text\n");
    for n in 0..5_500 {
        let word = if n % 11 == 0 { "Osprey" } else { "Kestrel" };
        let date = if n % 10 == 3 { "never" } else { "2026-03-02T09:00:00Z" };
        writeln!(file, "{date},person{n},{word} number {n}").unwrap();
    }
    desk.write("export.csv", file);
    let ran = desk.import(&["export.csv"]);
    assert_eq!(ran.out, "4500 taken, 0 known before, 450 unmatched, 550 rejected\n", "{ran:?}");
    assert_eq!(desk.stored().await.len(), 4_500);
    assert_eq!(desk.read("export.csv.rejected.jsonl").lines().count(), 550);
}
