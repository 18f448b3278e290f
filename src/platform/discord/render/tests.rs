//! Any post fits, and nothing that the public says means anything to Discord.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::clock::Time;
use crate::person::Person;
use crate::post::chart::ChartKind;
use crate::post::{Button, Pick, PickOf, Quote, Rich, Style};
use crate::words::{Args, say};

/// As it is sent.
fn sent(rendered: &Rendered, ping: bool) -> Value {
    serde_json::to_value(rendered.clone().message(ping)).unwrap()
}

/// What Discord would refuse, by its published limits; nothing when it takes it.
fn refused(body: &Value, charts: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |holds: bool, what: &str| {
        if !holds {
            wrong.push(what.to_owned());
        }
    };
    let text = |value: &Value| value.as_str().map_or(0, length);
    let embeds = body["embeds"].as_array().unwrap();
    check(text(&body["content"]) <= 2_000, "content of 2,000");
    check(embeds.len() <= 10, "10 embeds");
    check(text(&body["content"]) > 0 || !embeds.is_empty(), "something to show");
    check(body["allowed_mentions"]["parse"] == json!([]), "nobody is pinged by accident");
    let (mut total, mut pictures) = (0, 0);
    for embed in embeds {
        let fields = embed["fields"].as_array().map_or(&[][..], Vec::as_slice);
        total += text(&embed["title"]) + text(&embed["description"]);
        total += fields.iter().map(|field| text(&field["name"]) + text(&field["value"])).sum::<usize>();
        check(text(&embed["title"]) <= 256 && text(&embed["description"]) <= 4_096, "a title of 256, 4,096 below");
        check(fields.len() <= 25, "25 fields");
        let fits =
            |field: &Value| (1..=256).contains(&text(&field["name"])) && (1..=1_024).contains(&text(&field["value"]));
        check(fields.iter().all(fits), "fields that fit");
        check(embed.as_object().unwrap().len() > 1, "an embed that shows something");
        pictures += usize::from(!embed["image"].is_null());
    }
    check(total <= 6_000, "6,000 over all embeds");
    check(pictures == charts, "a picture for each chart");
    let rows = body["components"].as_array().unwrap();
    check(rows.len() <= 5, "5 rows");
    let mut ids = BTreeSet::new();
    for row in rows {
        let parts = row["components"].as_array().unwrap();
        let menu = parts[0]["type"] != 2;
        check((1..=if menu { 1 } else { 5 }).contains(&parts.len()), "5 buttons or a menu");
        for part in parts {
            check((1..=100).contains(&text(&part["custom_id"])), "an id of 100");
            check(ids.insert(part["custom_id"].as_str().unwrap().to_owned()), "ids that are unique");
            check(menu || (1..=80).contains(&text(&part["label"])), "a label of 80");
            for option in part["options"].as_array().into_iter().flatten() {
                check((1..=100).contains(&text(&option["label"])) && text(&option["value"]) <= 100, "options of 100");
            }
            check(part["options"].as_array().is_none_or(|all| (1..=25).contains(&all.len())), "25 options");
        }
    }
    wrong
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "\\PC{0,40}",
        1 => Just("<@123456789012345678> ||s|| *b* `c` # big\n> x @everyone https://evil.example/x|y &amp; \u{202E}".to_owned()),
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
        Just(Span::Person("123456789012345678".into())),
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
        prop::collection::vec((any_text(), any_text()), 0..30).prop_map(|all| Block::Pick(Pick {
            action: "sq1:pick".into(),
            label: "who".into(),
            of: PickOf::Options(all)
        })),
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
    fn any_post_fits(post in any_post(), all in any::<bool>()) {
        for locale in Locale::ALL {
            let rendered = message(&post, if all { Seen::ByAll } else { Seen::ByOne }, locale);
            prop_assert_eq!(refused(&sent(&rendered, all), rendered.charts.len()), Vec::<String>::new());
            if rendered.cut.any() {
                let cut = say(locale, "chat-cut", &Args::new().text("platform", "Discord"));
                prop_assert!(rendered.content.contains(&cut), "what was cut is said");
            }
        }
    }
}

/// What Discord would read as mark-up: the text without every character that a backslash shows as it is.
fn bare(text: &str) -> String {
    let mut chars = text.chars();
    let mut out = String::new();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.extend(chars.next().map(|_| 'x'));
        } else {
            out.push(c);
        }
    }
    out
}

#[test]
fn the_public_neither_pings_nor_formats_nor_links() {
    let hostile = "@everyone <@123456789012345678> ||s|| *b* `c` ~~d~~ [a](https://evil.example) <:x:123456789012345678>\n# big\n> said";
    let quote = Quote { author: hostile.into(), text: hostile.into(), note: hostile.into(), url: Some(hostile.into()) };
    let public = || Rich(vec![Span::Public(hostile.into())]);
    let posts = [
        vec![Block::Quote(quote)],
        vec![Block::Text(public())],
        vec![Block::Context(public()), Block::List(vec![public()])],
        vec![Block::Fields(vec![Field { label: hostile.into(), value: public() }])],
        vec![Block::Text(Rich(vec![
            Span::Person(hostile.into()),
            Span::Link { label: hostile.into(), url: hostile.into() },
        ]))],
    ];
    for blocks in posts {
        let rendered = message(&Post { summary: hostile.into(), blocks, tone: Tone::Plain }, Seen::ByAll, Locale::En);
        assert_eq!(rendered.pings, Vec::<String>::new());
        let mut texts = vec![rendered.content.clone()];
        for embed in &rendered.embeds {
            texts.extend([embed.title.clone(), embed.description.clone()]);
            texts.extend(embed.fields.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
        }
        for text in texts {
            assert!(!text.contains('@') && !text.contains("://"), "{text}");
            for line in bare(&text).lines() {
                // What begins a quotation, an item or small print here is ours.
                let line = line.trim_start_matches("> ").trim_start_matches("- ").trim_start_matches("-# ");
                let line = line.replace("**", "");
                assert!(!line.contains(['<', '>', '*', '`', '~', '_', '|', '[']), "{line} in {text}");
                assert!(!line.trim_start().starts_with(['#', '-', '+']), "{line} in {text}");
            }
        }
    }
}

#[test]
fn a_card_is_native_and_whole() {
    let button = |label: &str, style, confirm: Option<&str>| Button {
        action: format!("sq1:{label}:7"),
        label: label.into(),
        style,
        confirm: confirm.map(str::to_owned),
    };
    let post = Post {
        summary: "A-7 41 voices".into(),
        blocks: vec![
            Block::Heading("nimbus: something is wrong".into()),
            Block::Text(Rich::words("41 voices")),
            Block::Fields(vec![Field { label: "Severity".into(), value: Rich(vec![Span::Strong("8/10".into())]) }]),
            Block::Context(Rich(vec![Span::Person("123456789012345678".into()), Span::Words(" is looking".into())])),
            Block::Buttons(vec![
                button("open", Style::Danger, None),
                button("ack", Style::Primary, None),
                button("end", Style::Plain, Some("It can't be undone.")),
            ]),
        ],
        tone: Tone::Danger,
    };
    let rendered = message(&post, Seen::ByAll, Locale::En);
    assert_eq!(rendered.content, "A-7 41 voices");
    let told = sent(&rendered, true);
    let [card, below] = told["embeds"].as_array().unwrap().as_slice() else { panic!("{told}") };
    assert_eq!(card["title"], "🔴 nimbus: something is wrong");
    assert_eq!(card["description"], "41 voices");
    assert_eq!(card["fields"][0], json!({ "name": "Severity", "value": "**8/10**", "inline": true }));
    assert_eq!(below["description"], "-# <@123456789012345678> is looking", "what comes after fields is below them");
    let buttons = told["components"][0]["components"].as_array().unwrap();
    let ids: Vec<_> = buttons.iter().map(|button| &button["custom_id"]).collect();
    assert_eq!(ids, ["sq1:open:7", "sq1:ack:7", "?sq1:end:7"]);
    assert_eq!(rendered.confirms, [("sq1:end:7".to_owned(), "It can't be undone.".to_owned())]);
    assert_eq!(rendered.pings, Vec::<String>::new(), "a card pings nobody");
}

#[test]
fn a_line_is_a_plain_message_and_pings_whom_it_names() {
    let spans = vec![Span::Person("123456789012345678".into()), Span::Words(": your vote_is_needed".into())];
    let post = Post { summary: "A vote".into(), blocks: vec![Block::Text(Rich(spans))], tone: Tone::Plain };
    let rendered = message(&post, Seen::ByAll, Locale::En);
    assert_eq!(rendered.content, "<@123456789012345678>: your vote\\_is\\_needed");
    assert!(rendered.embeds.is_empty());
    let mentions = |ping| sent(&rendered, ping)["allowed_mentions"].take();
    assert_eq!(mentions(true), json!({ "parse": [], "users": ["123456789012345678"], "roles": [] }));
    assert_eq!(mentions(false), json!({ "parse": [], "users": [], "roles": [] }));
}

#[test]
fn where_a_chart_can_not_be_drawn_its_words_stand() {
    let chart = Chart {
        title: String::new(),
        alt: "41 voices in an hour".into(),
        kind: ChartKind::Split { rows: Vec::new(), labels: crate::post::chart::SplitLabels::default() },
    };
    let post = Post { summary: "A-7".into(), blocks: vec![Block::Chart(chart)], tone: Tone::Plain };
    let mut rendered = message(&post, Seen::ByAll, Locale::En);
    let told = sent(&rendered, false);
    assert_eq!(told["embeds"][0]["image"]["url"], "attachment://chart-0.png");
    let attached = json!([{ "id": 0, "filename": "chart-0.png", "description": "41 voices in an hour" }]);
    assert_eq!(told["attachments"], attached);
    rendered.without_charts();
    let told = sent(&rendered, false);
    assert!(told["content"].as_str().unwrap().ends_with("41 voices in an hour"), "{told}");
    assert!(told["embeds"][0]["image"].is_null() && told["attachments"] == json!([]), "{told}");
    assert_eq!(told["embeds"][0]["description"], "📉", "an embed shows something");
}
