//! Queries against texts, and the matcher against a plain reading of the query.

use proptest::prelude::*;

use super::query::{Expr, Field, Term};
use super::{Listener, Matcher, Problem, Query, Scratch, Subject};
use crate::id::WatchId;
use crate::reading::Lang;
use crate::words::Locale;

fn subject(text: &str) -> Subject<'_> {
    Subject {
        text,
        title: None,
        language: Lang::from_tag("en"),
        source: "webhook:pulse",
        platform: "x",
        author_handle: Some("Anna_K"),
    }
}

fn matches_subject(query: &str, subject: &Subject<'_>) -> bool {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{}", error.render(query)));
    let listener = Listener { id: WatchId(1), query: &query, languages: &[], sources: &[] };
    !Matcher::new(&[listener]).unwrap().matches(subject, &mut Scratch::default()).is_empty()
}

/// A query, a text, and whether they match.
const CASES: &[(&str, &str, bool)] = &[
    ("acme", "I love Acme.", true),
    ("acme", "acmebank is another firm", false),
    ("acme", "macme", false),
    ("acme", "#acme is down", true),
    ("acme", "thanks @ACME!", true),
    ("acme", "Acme's and Acme’s", true),
    ("acme", "l’acme di tutto", true),
    ("acme", "ＡＣＭＥ ｉｓ ｄｏｗｎ", true),
    ("acme", "A\u{200b}c\u{ad}me", true),
    ("acme", "Acme™ rocks", true),
    ("acme", "see https://www.acme.com/x", true),
    ("acme", "see https://news.example/acme?utm=acme#acme", false),
    ("sale", "https://news.example/a sale", true),
    ("acme", "用acme手機", true),
    ("#acme", "#Acme", true),
    ("#acme", "＃Ａｃｍｅ", true),
    ("#acme", "acme", false),
    ("#acme", "@acme", false),
    ("#acme", "#acmebank", false),
    ("#acme", "#news#acme", true),
    ("@acme", "@acme help", true),
    ("@acme", "#acme", false),
    ("@acme", "info@acme.example", false),
    ("$WMT", "buy $wmt now", true),
    ("$WMT", "$WMTX", false),
    ("$WMT", "WMT", false),
    ("WMT", "$WMT", true),
    ("$BRK.B", "sold $BRK.B today", true),
    ("κόσμος", "ΟΛΟΣ Ο ΚΟΣΜΟΣ", true),
    ("ΚΟΣΜΟΣ", "ο κόσμος λέει", true),
    ("κοσμοσ", "ο κόσμος.", true),
    ("κόσμο", "κόσμος", false),
    ("мляко", "МЛЯКО!", true),
    ("мляко", "млякото", false),
    ("мляко*", "млякото", true),
    ("ёлка", "елка", true),
    ("май", "маи", false),
    ("май", "маи\u{306}", true),
    ("perché", "PERCHE no", true),
    ("perche", "perche\u{301}", true),
    ("strasse", "Straße", true),
    ("istanbul", "İSTANBUL", true),
    ("宏達電", "今天宏達電股價大跌", true),
    ("宏達電", "今天宏達股價大跌", false),
    ("宏达电", "今天宏達電股價", false),
    ("#宏達電", "買了#宏達電 好嗎", true),
    ("#宏達電", "#宏達電手機", false),
    ("「宏達電」", "宏達電", true),
    ("ガス", "東京ガス会社", true),
    ("ガス", "ｶﾞｽ", true),
    ("ガス", "カス", false),
    ("กาแฟ", "ดื่มกาแฟร้อน", true),
    ("\"acme bank\"", "Acme-Bank", true),
    ("„acme bank“", "acme bank", true),
    ("«acme bank»", "acme big bank", false),
    ("'acme bank'", "bank acme", false),
    ("acme bank", "bank of acme", true),
    ("acme bank", "acme", false),
    ("acme NEAR/2 strike", "Acme: a strike", true),
    ("acme NEAR/2 strike", "strike, at... (Acme)", true),
    ("acme NEAR/2 strike", "acme has a strike", false),
    ("acme NEAR/3 acme", "acme", false),
    ("acme NEAR/3 acme", "acme acme", true),
    ("acme NEAR/2 (strike OR recall)", "the recall of acme", true),
    ("宏達電 NEAR/3 大跌", "宏達電今天大跌", true),
    ("宏達電 NEAR/2 大跌", "宏達電今天大跌", false),
    ("acme NOT bank", "acme bank", false),
    ("acme -bank", "acme shop", true),
    ("acme -\"big bank\"", "acme bank", true),
    ("acme (milk | (bread OR \"big cake\"))", "acme big cake", true),
    ("acme (milk | (bread OR \"big cake\"))", "acme big", false),
    ("milk OR acme bank", "milk", true),
    ("milk OR acme bank", "bank", false),
    ("acme lang:en", "acme", true),
    ("acme lang:zh", "acme", false),
    ("source:webhook platform:X author:@anna_k", "anything", true),
    ("source:import", "anything", false),
    ("source:\"webhook:pulse\" acme", "acme", true),
    ("acm*", "acmebank", true),
    ("and or", "this and that or", true),
    ("AT&T", "at&t is down", true),
    ("\"acme bank\" NEAR/5 acme", "acme bank", false),
    ("NOT (acme NEAR/1 bank) bank", "bank, not acme", true),
];

#[test]
fn words_match_as_people_expect_in_every_script() {
    for (query, text, expected) in CASES {
        assert_eq!(matches_subject(query, &subject(text)), *expected, "{query} on {text}");
    }
}

#[test]
fn chinese_is_both_chinese_and_a_title_is_not_the_start_of_a_text() {
    for tag in ["zh-Hant", "zh-Hans"] {
        assert!(matches_subject("lang:zh", &Subject { language: Lang::from_tag(tag), ..subject("你好") }));
    }
    let titled = Subject { title: Some("Acme"), ..subject("bank") };
    assert!(matches_subject("acme bank", &titled));
    assert!(!matches_subject("\"acme bank\"", &titled));
}

#[test]
fn a_watch_hears_only_its_languages_and_sources() {
    let query = Query::parse("acme").unwrap();
    let greek = [Lang::from_tag("el")];
    let import = ["import".to_owned()];
    let webhook = ["webhook".to_owned()];
    let listener = |id, languages, sources| Listener { id: WatchId(id), query: &query, languages, sources };
    let matcher =
        Matcher::new(&[listener(1, &greek, &[]), listener(2, &[], &import), listener(3, &[], &webhook)]).unwrap();
    assert_eq!(matcher.matches(&subject("acme"), &mut Scratch::default()), [WatchId(3)]);
}

#[test]
fn wrong_queries_are_refused_at_the_place() {
    let unknown = |name: &str| Problem::UnknownField { name: name.to_owned(), meant: Some("lang") };
    let dangling = |operator: &str| Problem::Dangling { operator: operator.to_owned() };
    let table = [
        ("", 0..0, Problem::Empty),
        ("a ()", 2..4, Problem::Empty),
        ("NOT acme", 0..8, Problem::OnlyNot),
        ("acme OR -bank", 0..13, Problem::OnlyNot),
        ("(acme", 0..1, Problem::OpenParenthesis),
        ("acme)", 4..5, Problem::CloseParenthesis),
        ("a \"b c", 2..6, Problem::OpenQuote),
        ("acme AND", 5..8, dangling("AND")),
        ("OR acme", 0..2, dangling("OR")),
        ("(acme OR)", 6..8, dangling("OR")),
        ("a NEAR/0 b", 2..8, Problem::NearRange),
        ("a NEAR/51 b", 2..9, Problem::NearRange),
        ("a NEAR b", 2..6, Problem::NearRange),
        ("a NEAR/3 (b c)", 9..14, Problem::NearOperand),
        ("a lnag:en", 2..6, unknown("lnag")),
        ("lang:", 0..5, Problem::NoValue { name: "lang".to_owned() }),
        ("lang:zh-TW", 0..10, Problem::UnknownLanguage { tag: "zh-TW".to_owned(), meant: Some("zh-Hant") }),
        ("*", 0..1, Problem::Wildcard),
        ("ac*me", 0..5, Problem::Wildcard),
        ("!!!", 0..3, Problem::NothingToHear),
    ];
    for (query, span, problem) in table {
        let error = Query::parse(query).expect_err(query);
        assert_eq!((error.span, error.problem), (span, problem), "{query}");
    }
    assert_eq!(Query::parse(&"a ".repeat(1_001)).unwrap_err().problem, Problem::TooLong);
    assert_eq!(Query::parse(&"(".repeat(1_000)).unwrap_err().problem, Problem::TooDeep);
}

#[test]
fn the_caret_stands_under_the_place_in_wide_text() {
    let query = "宏達電 lnag:en";
    let shown = Query::parse(query).unwrap_err().say(Locale::En, query);
    let mut lines = shown.lines();
    assert_eq!(lines.next(), Some(query));
    assert_eq!(lines.next(), Some("       ^^^^"));
    assert_eq!(lines.next(), Some("There is no field lnag:. Did you mean lang:?"));
}

/// What a query means, read word by word without an automaton. For texts of plain words only.
fn naive(expr: &Expr, text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let places = |term: &Term| -> Vec<(usize, usize)> {
        let wanted: Vec<&str> = term.text.split(' ').collect();
        let fits = |n: usize| {
            wanted.iter().enumerate().all(|(k, want)| {
                let word = words[n + k];
                let bare = word.trim_start_matches(['#', '@', '$']);
                let signed = k > 0 || term.sigil.is_none_or(|sigil| word.starts_with(sigil.sign()));
                signed && if term.prefix && k + 1 == wanted.len() { bare.starts_with(want) } else { bare == *want }
            })
        };
        (0..(words.len() + 1).saturating_sub(wanted.len()))
            .filter(|n| fits(*n))
            .map(|n| (n, n + wanted.len() - 1))
            .collect()
    };
    match expr {
        Expr::Term(term) => !places(term).is_empty(),
        Expr::Field(Field::Lang(language)) => language.tag() == "en",
        Expr::Field(_) => false,
        Expr::Not(inner) => !naive(inner, text),
        Expr::And(parts) => parts.iter().all(|part| naive(part, text)),
        Expr::Or(parts) => parts.iter().any(|part| naive(part, text)),
        Expr::Near { words, left, right } => left.iter().flat_map(places).any(|l| {
            right
                .iter()
                .flat_map(places)
                .any(|r| (l.1 < r.0 && r.0 - l.1 <= *words) || (r.1 < l.0 && l.0 - r.1 <= *words))
        }),
    }
}

fn a_term() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a",
        "b",
        "ab",
        "#a",
        "@b",
        "$ab",
        "ab*",
        "\"a b\"",
        "\"b a ab\"",
        "\"#a b\"",
        "lang:en",
        "lang:el",
    ])
    .prop_map(str::to_owned)
}

fn a_query() -> impl Strategy<Value = String> {
    a_term().prop_recursive(4, 16, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            inner.clone().prop_map(|a| format!("NOT {a}")),
            (1..4usize).prop_map(|n| format!("((a | \"b a\") NEAR/{n} (ab OR b))")),
            (1..4usize).prop_map(|n| format!("NOT (#a NEAR/{n} ab)")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn the_matcher_agrees_with_a_plain_reading(
        queries in prop::collection::vec(a_query(), 1..8),
        texts in prop::collection::vec("([#@$]?(a|b|ab|abb) ){0,8}", 1..4),
    ) {
        let queries: Vec<Query> = queries.iter().filter_map(|query| Query::parse(query).ok()).collect();
        let listeners: Vec<_> = (1..).map(WatchId).zip(&queries).map(|(id, query)| Listener { id, query, languages: &[], sources: &[] }).collect();
        let matcher = Matcher::new(&listeners).unwrap();
        let mut scratch = Scratch::default();
        for text in &texts {
            let expected: Vec<WatchId> = listeners.iter().filter(|l| naive(l.query.root(), text)).map(|l| l.id).collect();
            prop_assert_eq!(matcher.matches(&subject(text), &mut scratch), &expected[..], "{}", text);
        }
    }

    #[test]
    fn a_query_reads_the_same_after_it_is_written(query in a_query()) {
        if let Ok(query) = Query::parse(&query) {
            prop_assert_eq!(Query::parse(&query.to_string()), Ok(query));
        }
    }

    #[test]
    fn no_text_breaks_it(typed in "\\PC{0,30}|[a-z#*(\"' |:-]{0,30}|.{0,30}", text in ".*") {
        match Query::parse(&typed) {
            Ok(query) => {
                prop_assert_eq!(Query::parse(&query.to_string()), Ok(query.clone()), "{}", query);
                matches_subject(&query.to_string(), &subject(&text));
            }
            Err(error) => prop_assert!(error.render(&typed).contains('^')),
        }
    }
}

#[test]
fn chinese_that_may_be_either_is_heard_by_who_asks_for_one_of_them() {
    let lang = Lang::from_tag;
    assert!(lang("zh-Hant").wants(lang("zh")) && lang("zh").wants(lang("zh-Hans")));
    assert!(!lang("zh-Hant").wants(lang("zh-Hans")) && !lang("en").wants(lang("und")));
}
