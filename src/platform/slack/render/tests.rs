//! Any post fits, and nothing that the public says means anything to Slack.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::clock::Time;
use crate::person::Person;
use crate::post::{Chart, Tone, chart::ChartKind};

/// A message as it stands on the wire.
struct Shown {
    text: String,
    blocks: Value,
    cut: Cut,
}

fn message(post: &Post, pictures: &Pictures, locale: Locale) -> Shown {
    let Rendered { text, blocks, cut } = super::message(post, pictures, locale);
    Shown { text, blocks: serde_json::to_value(blocks).unwrap(), cut }
}

/// What Slack would refuse, by its published limits; nothing when it takes it.
fn refused(rendered: &Shown) -> Vec<String> {
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
                for select in elements.iter().filter(|element| element["type"] != "button") {
                    check((1..=255).contains(&length(select["action_id"].as_str().unwrap())), "an id of 255");
                    check(
                        (1..=150).contains(&length(select["placeholder"]["text"].as_str().unwrap())),
                        "a placeholder",
                    );
                    if select["type"] == "static_select" {
                        let options = select["options"].as_array().unwrap();
                        check((1..=100).contains(&options.len()), "1 to 100 options");
                        let fits = |option: &Value| {
                            (1..=75).contains(&length(option["text"]["text"].as_str().unwrap()))
                                && (1..=150).contains(&length(option["value"].as_str().unwrap()))
                        };
                        check(options.iter().all(fits), "options of 75, values of 150");
                    }
                }
                for button in elements.iter().filter(|element| element["type"] == "button") {
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
        any_text().prop_map(|text| Span::Person(Person::stored(&text))),
        any_text().prop_map(Span::Channel),
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
    let options = prop::collection::vec((any_text(), any_text()), 0..120).prop_map(PickOf::Options);
    let pick = (any_text(), any_text(), prop_oneof![Just(PickOf::People), options])
        .prop_map(|(action, label, of)| Pick { action, label, of });
    prop_oneof![
        any_text().prop_map(Block::Heading),
        any_rich().prop_map(Block::Text),
        any_rich().prop_map(Block::Context),
        any_text().prop_map(Block::Code),
        prop::collection::vec((any_text(), any_rich()).prop_map(|(label, value)| Field { label, value }), 0..13)
            .prop_map(Block::Fields),
        prop::collection::vec(any_rich(), 0..5).prop_map(Block::List),
        prop::collection::vec(button, 0..9).prop_map(Block::Buttons),
        pick.prop_map(Block::Pick),
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
        let (blocks, _) = home(&post, Locale::En);
        prop_assert!((1..=100).contains(&blocks.len()));
        prop_assert!(serde_json::to_string(&blocks).unwrap().len() < 250_000);
    }
}

#[test]
fn the_public_neither_pings_nor_formats_nor_links() {
    let hostile = "<!channel> <@U012AB> *bold* `code` ~s~ _i_ @everyone :fire: https://evil.example bad.example <https://x.example|y>";
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
        for element in marked.filter(|element| element["type"] == "mrkdwn") {
            assert_eq!(element["verbatim"], true, "what looks like a link is none");
            let text = element["text"].as_str().unwrap();
            let said = text.strip_prefix('*').and_then(|text| text.split_once("*\n")).map_or(text, |(_, value)| value);
            assert!(!said.contains(['*', '`', '~', '_']) && !said.contains("://"), "{text}");
            assert!(!said.contains(":fire:") && !said.contains(".example"), "{text}");
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

#[test]
fn a_menu_is_a_select_that_carries_its_action() {
    let options = (0..120).map(|number| (number.to_string(), format!("Level {number}"))).collect();
    let pick = |action: &str, of| Block::Pick(Pick { action: action.into(), label: "Pick one".into(), of });
    let blocks = vec![pick("sq1:lead:7", PickOf::People), pick("sq1:level:7", PickOf::Options(options))];
    let post = Post { summary: "a card".into(), blocks, tone: Tone::Plain };
    let rendered = message(&post, &Pictures::new(), Locale::En);
    let select = |at: usize| &rendered.blocks[at]["elements"][0];
    assert_eq!((&select(0)["type"], &select(0)["action_id"]), (&json!("users_select"), &json!("sq1:lead:7")));
    assert_eq!((&select(1)["type"], &select(1)["action_id"]), (&json!("static_select"), &json!("sq1:level:7")));
    assert_eq!(select(1)["options"].as_array().unwrap().len(), 100);
    assert_eq!(rendered.cut, Cut { options: 20, ..Cut::default() });
    assert!(rendered.blocks[2].to_string().contains("20 options"), "{}", rendered.blocks);
}

#[test]
fn the_ends_of_a_very_long_message_survive() {
    let button = Button { action: "sq1:x:7".into(), label: "Open".into(), style: Style::Plain, confirm: None };
    let mut blocks = vec![Block::Heading("INC-7".into())];
    blocks.extend((0..60).map(|_| Block::Text(Rich::words("long ".repeat(400)))));
    blocks.push(Block::Pick(Pick { action: "sq1:lead:7".into(), label: "Lead".into(), of: PickOf::People }));
    blocks.push(Block::Buttons(vec![button]));
    blocks.push(Block::Context(Rich::words("Updated just now.")));
    let rendered = message(&Post { summary: "long".into(), blocks, tone: Tone::Danger }, &Pictures::new(), Locale::En);
    assert_eq!(refused(&rendered), Vec::<String>::new());
    let all = rendered.blocks.as_array().unwrap();
    let [.., select, row, small, cut] = all.as_slice() else { panic!("too little: {all:?}") };
    assert_eq!(all[0]["text"]["text"], "🔴 INC-7");
    assert_eq!(select["elements"][0]["type"], "users_select");
    assert_eq!(row["elements"][0]["text"]["text"], "Open");
    assert_eq!(small["elements"][0]["text"], "Updated just now.");
    assert!(cut.to_string().contains("Shortened to fit Slack"), "{cut}");
}

#[test]
fn the_way_out_of_a_question_is_a_word_of_the_language() {
    let button = Button { action: "a".into(), label: "X".into(), style: Style::Danger, confirm: Some("Sure?".into()) };
    let post = Post { summary: "s".into(), blocks: vec![Block::Buttons(vec![button])], tone: Tone::Plain };
    for (locale, word) in [(Locale::En, "Cancel"), (Locale::Bg, "Отказ"), (Locale::ZhHant, "取消")] {
        let rendered = message(&post, &Pictures::new(), locale);
        assert_eq!(rendered.blocks[0]["elements"][0]["confirm"]["deny"]["text"], word);
    }
}
