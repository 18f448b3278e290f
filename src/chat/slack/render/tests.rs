//! Any post fits, and nothing that the public says means anything to Slack.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::clock::Time;
use crate::post::{Chart, chart::ChartKind};

/// What Slack would refuse, by its published limits; nothing when it takes it.
fn refused(rendered: &Rendered) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    let blocks = rendered.blocks.as_array().unwrap();
    check((1..=50).contains(&blocks.len()), "1 to 50 blocks");
    check(!rendered.text.trim().is_empty() && length(&rendered.text) <= 4_000, "a fallback text");
    check(total(&rendered.blocks) <= 13_200, "13,200 characters in all");
    let mut ids = BTreeSet::new();
    for block in blocks {
        match block["type"].as_str().unwrap() {
            "header" => check((1..=150).contains(&length(block["text"]["text"].as_str().unwrap())), "a header of 150"),
            "section" => {
                let fields = block["fields"].as_array().unwrap();
                check((1..=10).contains(&fields.len()), "1 to 10 fields");
                let fits = |field: &Value| (1..=2_000).contains(&length(field["text"].as_str().unwrap()));
                check(fields.iter().all(fits), "fields of 2,000");
            }
            "context" => {
                let elements = block["elements"].as_array().unwrap();
                check((1..=10).contains(&elements.len()), "1 to 10 elements");
                let fits = |element: &Value| (1..=2_000).contains(&length(element["text"].as_str().unwrap()));
                check(elements.iter().all(fits), "small print that fits");
            }
            "actions" => {
                let elements = block["elements"].as_array().unwrap();
                check((1..=6).contains(&elements.len()), "1 to 6 buttons");
                for button in elements {
                    check(ids.insert(button["action_id"].as_str().unwrap().to_owned()), "ids that are unique");
                    check((1..=75).contains(&length(button["text"]["text"].as_str().unwrap())), "a label of 75");
                    check(length(button["value"].as_str().unwrap()) <= 2_000, "a value of 2,000");
                }
            }
            "image" => check(length(block["alt_text"].as_str().unwrap()) <= 2_000, "words for a picture"),
            "rich_text" => {
                let elements = block["elements"].as_array().unwrap();
                check(
                    elements.iter().all(|one| !one["elements"].as_array().unwrap().is_empty()),
                    "rich text that is not empty",
                );
                check(!block.to_string().contains("\"text\":\"\""), "no empty text");
            }
            "divider" => {}
            other => check(false, other),
        }
    }
    wrong
}

/// The characters of everything that is shown.
fn total(value: &Value) -> usize {
    match value {
        Value::Object(members) => members
            .iter()
            // The question of a button is in none of the sums that Slack makes of a message.
            .filter(|(key, _)| key.as_str() != "confirm")
            .map(|(key, member)| match member {
                Value::String(text) if matches!(key.as_str(), "text" | "alt_text" | "fallback") => length(text),
                _ => total(member),
            })
            .sum(),
        Value::Array(all) => all.iter().map(total).sum(),
        _ => 0,
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,40}",
        1 => Just("<!channel> <@U012AB> *b* `c` @everyone https://evil.example/x|y &amp; \u{202E}".to_owned()),
        1 => (1..6_000usize).prop_map(|length| "long 👩‍👩‍👧 ".repeat(length / 10)),
    ]
}

fn any_rich() -> impl Strategy<Value = Rich> {
    let span = prop_oneof![
        any_text().prop_map(Span::Words),
        any_text().prop_map(Span::Strong),
        any_text().prop_map(Span::Public),
        any_text().prop_map(Span::Code),
        any_text().prop_map(Span::Person),
        (any_text(), any_text()).prop_map(|(label, url)| Span::Link { label, url }),
        Just(Span::Time(Time::default())),
    ];
    prop::collection::vec(span, 0..4).prop_map(Rich)
}

fn any_block() -> impl Strategy<Value = Block> {
    let style = prop_oneof![Just(Style::Plain), Just(Style::Primary), Just(Style::Danger)];
    let button = (any_text(), any_text(), style, prop::option::of(any_text()))
        .prop_map(|(action, label, style, confirm)| Button { action, label, style, confirm });
    let quote = (any_text(), any_text(), any_text(), prop::option::of(any_text()))
        .prop_map(|(author, text, note, url)| Quote { author, text, note, url });
    let chart = any_text().prop_map(|alt| Chart {
        title: String::new(),
        alt,
        kind: ChartKind::Split { rows: Vec::new(), labels: crate::post::chart::SplitLabels::default() },
    });
    prop_oneof![
        any_text().prop_map(Block::Heading),
        any_rich().prop_map(Block::Text),
        any_rich().prop_map(Block::Context),
        any_text().prop_map(Block::Code),
        prop::collection::vec((any_text(), any_rich()).prop_map(|(label, value)| Field { label, value }), 0..13)
            .prop_map(Block::Fields),
        prop::collection::vec(any_rich(), 0..5).prop_map(Block::List),
        prop::collection::vec(button, 0..9).prop_map(Block::Buttons),
        quote.prop_map(Block::Quote),
        chart.prop_map(Block::Chart),
        Just(Block::Divider),
    ]
}

fn any_post() -> impl Strategy<Value = Post> {
    let tone = prop_oneof![Just(Tone::Plain), Just(Tone::Good), Just(Tone::Warning), Just(Tone::Danger)];
    (any_text(), prop::collection::vec(any_block(), 0..70), tone).prop_map(|(summary, blocks, tone)| Post {
        summary,
        blocks,
        tone,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_post_fits(post in any_post(), picture in any::<bool>()) {
        let pictures: Pictures = picture.then(|| (0, "F012".to_owned())).into_iter().collect();
        for locale in Locale::ALL {
            prop_assert_eq!(refused(&message(&post, &pictures, locale)), Vec::<String>::new());
        }
    }
}

#[test]
fn the_public_neither_pings_nor_formats_nor_links() {
    let hostile = "<!channel> <@U012AB> *bold* `code` ~s~ _i_ @everyone https://evil.example <https://x.example|y>";
    let quote = Quote { author: hostile.into(), text: hostile.into(), note: hostile.into(), url: Some(hostile.into()) };
    let public = || Rich(vec![Span::Public(hostile.into())]);
    let field = Field { label: hostile.into(), value: public() };
    let blocks = vec![
        Block::Quote(quote),
        Block::Text(public()),
        Block::Context(public()),
        Block::Fields(vec![field]),
        Block::List(vec![public()]),
        Block::Text(Rich(vec![Span::Person(hostile.into()), Span::Link { label: "x".into(), url: hostile.into() }])),
    ];
    let rendered = message(&Post { summary: hostile.into(), blocks, tone: Tone::Plain }, &Pictures::new(), Locale::En);
    let json = rendered.blocks.to_string();
    assert!(!json.contains("<!") && !json.contains("<@") && !json.contains("<http") && !json.contains('@'), "{json}");
    assert!(!json.contains("\"link\"") && !json.contains("\"user\""), "{json}");
    for block in rendered.blocks.as_array().unwrap() {
        let marked = [&block["fields"], &block["elements"]].into_iter().filter_map(Value::as_array).flatten();
        for text in marked.filter(|element| element["type"] == "mrkdwn").filter_map(|element| element["text"].as_str())
        {
            let said = text.strip_prefix('*').and_then(|text| text.split_once("*\n")).map_or(text, |(_, value)| value);
            assert!(!said.contains(['*', '`', '~', '_']) && !said.contains("://"), "{text}");
        }
    }
    assert!(
        !rendered.text.contains(['<', '@', '*', '`', '~', '_']) && !rendered.text.contains("://"),
        "{}",
        rendered.text
    );
}

#[test]
fn a_card_is_native_and_whole() {
    let button =
        |label: &str, style| Button { action: format!("sq1:{label}:7"), label: label.into(), style, confirm: None };
    let post = Post {
        summary: "A-7 41 voices".into(),
        blocks: vec![
            Block::Heading("nimbus: something is wrong".into()),
            Block::Text(Rich::words("41 voices")),
            Block::Fields(vec![Field { label: "Severity".into(), value: Rich(vec![Span::Strong("8/10".into())]) }]),
            Block::Context(Rich(vec![Span::Person("U012AB".into()), Span::Words(" is looking at it".into())])),
            Block::Buttons(vec![button("open", Style::Danger), button("ack", Style::Primary)]),
        ],
        tone: Tone::Danger,
    };
    let rendered = message(&post, &Pictures::new(), Locale::En);
    let kinds: Vec<&str> =
        rendered.blocks.as_array().unwrap().iter().filter_map(|block| block["type"].as_str()).collect();
    assert_eq!(kinds, ["header", "rich_text", "section", "context", "actions"]);
    assert_eq!(rendered.blocks[0]["text"]["text"], "🔴 nimbus: something is wrong");
    assert_eq!(rendered.blocks[3]["elements"][0]["text"], "<@U012AB> is looking at it");
    assert_eq!(rendered.blocks[4]["elements"][0]["value"], "sq1:open:7");
    assert_eq!((rendered.text.as_str(), rendered.cut), ("A-7 41 voices", Cut::default()));
}

#[test]
fn what_was_cut_is_said_in_the_language_of_the_channel() {
    let blocks = vec![Block::Text(Rich::words("δ".repeat(20_000)))];
    let rendered = message(&Post { summary: "long".into(), blocks, tone: Tone::Plain }, &Pictures::new(), Locale::El);
    assert!(rendered.cut.any());
    let last = rendered.blocks.as_array().unwrap().last().unwrap();
    assert!(last.to_string().contains("Συντομεύτηκε"), "{last}");
}
