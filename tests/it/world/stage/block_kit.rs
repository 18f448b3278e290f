//! A message of Slack as a person reads it: marks as what they show, people by their names, moments as they are written
//! where the reader's zone is not known.

use serde_json::Value;

/// What stands before a card for how serious it is; elsewhere it is a colour.
const TONES: [&str; 3] = ["🟢", "🟠", "🔴"];

/// Tells a person by the platform's id.
pub type Names<'a> = &'a dyn Fn(&str) -> String;

/// All words of a message, a block a line.
pub fn words(blocks: &[Value], names: Names<'_>) -> String {
    let lines: Vec<String> = blocks.iter().map(|one| block(one, names)).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// The labels of its buttons.
pub fn buttons(blocks: &[Value]) -> Vec<String> {
    let elements = blocks.iter().filter(|block| block["type"] == "actions").flat_map(|block| list(&block["elements"]));
    elements.filter(|element| element["type"] == "button").map(|button| string(&button["text"]["text"])).collect()
}

pub fn has_heading(blocks: &[Value]) -> bool {
    blocks.iter().any(|block| block["type"] == "header")
}

/// The file and the words of its first picture.
pub fn picture(blocks: &[Value]) -> Option<(String, String)> {
    let image = blocks.iter().find(|block| block["type"] == "image")?;
    Some((string(&image["slack_file"]["id"]), string(&image["alt_text"])))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn block(block: &Value, names: Names<'_>) -> String {
    match block["type"].as_str().unwrap_or_default() {
        "header" => without_tone(&string(&block["text"]["text"])),
        "section" if block["text"].is_null() => {
            let fields: Vec<String> = list(&block["fields"]).map(|field| marked(field, names)).collect();
            fields.iter().map(|field| field.replacen('\n', ": ", 1)).collect::<Vec<_>>().join(" | ")
        }
        "section" => marked(&block["text"], names),
        "context" => {
            let elements: Vec<String> = list(&block["elements"]).map(|element| marked(element, names)).collect();
            without_tone(&elements.join(" "))
        }
        "image" => string(&block["alt_text"]),
        "rich_text" => {
            let parts: Vec<String> = list(&block["elements"]).map(|element| rich(element, names)).collect();
            parts.join("\n")
        }
        "actions" | "divider" => String::new(),
        other => panic!("nobody taught this reader {other}: {block}"),
    }
}

fn without_tone(text: &str) -> String {
    let tone = TONES.iter().find_map(|tone| text.strip_prefix(tone));
    tone.map_or(text, str::trim_start).to_owned()
}

fn rich(element: &Value, names: Names<'_>) -> String {
    let spans = || list(&element["elements"]).map(|one| span(one, names));
    match element["type"].as_str().unwrap_or_default() {
        "rich_text_list" => {
            let items: Vec<String> =
                list(&element["elements"]).map(|item| format!("- {}", rich(item, names))).collect();
            items.join("\n")
        }
        "rich_text_quote" => quote(element, names),
        _ => spans().collect(),
    }
}

/// Somebody's words, who they are in bold, and what is known of them.
fn quote(element: &Value, names: Names<'_>) -> String {
    let (mut words, mut author, mut note) = (String::new(), String::new(), String::new());
    for one in list(&element["elements"]) {
        let text = span(one, names);
        match (one["style"]["bold"] == true, author.is_empty()) {
            (true, _) => author = text.trim().to_owned(),
            (false, true) => words = text.replace('\n', " "),
            (false, false) => note = text.trim().split(" · https").next().unwrap_or_default().to_owned(),
        }
    }
    let note = if note.is_empty() { note } else { format!(" ({note})") };
    format!("> {author}{note}: {words}")
}

fn span(one: &Value, names: Names<'_>) -> String {
    match one["type"].as_str().unwrap_or_default() {
        "text" => string(&one["text"]),
        "user" => names(one["user_id"].as_str().unwrap_or_default()),
        "channel" => format!("#{}", names(one["channel_id"].as_str().unwrap_or_default())),
        "link" => format!("{} ({})", string(&one["text"]), string(&one["url"])),
        "date" => string(&one["fallback"]),
        other => panic!("nobody taught this reader {other}: {one}"),
    }
}

/// Marked up text (or plain text) as Slack shows it.
fn marked(text: &Value, names: Names<'_>) -> String {
    let words = string(&text["text"]);
    if text["type"] == "plain_text" { words } else { read(&words, names) }
}

/// Marked up words as Slack shows them; what people type arrives like this too.
pub fn read(marked: &str, names: Names<'_>) -> String {
    let mut shown = String::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        let (inside, behind) = after.split_once('>').expect("a mark ends");
        shown.push_str(&before.replace(['*', '`'], ""));
        shown.push_str(&control(inside, names));
        rest = behind;
    }
    shown.push_str(&rest.replace(['*', '`'], ""));
    shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between the brackets that Slack understands.
fn control(inside: &str, names: Names<'_>) -> String {
    let (what, label) = inside.split_once('|').unwrap_or((inside, inside));
    match what.chars().next() {
        Some('@') => names(&what[1..]),
        Some('#') => format!("#{}", names(&what[1..])),
        Some('!') => label.to_owned(),
        _ if label == what => what.to_owned(),
        _ => format!("{label} ({what})"),
    }
}

/// What in a message could ping, link or format: only marked up text can, and elements that are made for it. People of the
/// team may be named, moments written.
pub fn alarms(blocks: &[Value], text: &str, is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut alarms = Vec::new();
    look(text, is_known, &mut alarms);
    blocks.iter().for_each(|block| walk(block, is_known, &mut alarms));
    alarms
}

fn walk(value: &Value, is_known: &dyn Fn(&str) -> bool, alarms: &mut Vec<String>) {
    match value["type"].as_str() {
        Some("mrkdwn") => look(value["text"].as_str().unwrap(), is_known, alarms),
        Some(kind @ ("broadcast" | "usergroup" | "link")) => alarms.push(format!("{kind} in {value}")),
        Some("user") if !is_known(value["user_id"].as_str().unwrap()) => alarms.push(format!("user in {value}")),
        _ => {}
    }
    match value {
        Value::Array(all) => all.iter().for_each(|one| walk(one, is_known, alarms)),
        Value::Object(all) => all.values().for_each(|one| walk(one, is_known, alarms)),
        _ => {}
    }
}

fn look(text: &str, is_known: &dyn Fn(&str) -> bool, alarms: &mut Vec<String>) {
    let marks = text.split('<').skip(1).map(|after| after.split('>').next().unwrap_or_default());
    let wrong = marks.filter(|mark| match mark.split_at_checked(1) {
        Some(("@", person)) => !is_known(person),
        Some(("!", command)) => !command.starts_with("date^"),
        Some(("#", _)) => false,
        _ => true,
    });
    alarms.extend(wrong.map(|mark| format!("<{mark}> in {text}")));
    let tricks = ["@everyone", "@here", "*bold*", "https://"];
    alarms.extend(tricks.iter().filter(|trick| text.contains(**trick)).map(|trick| format!("{trick} in {text}")));
}
