//! A message of Discord as a person reads it: mark-up as what it shows, people by their names, moments as they are written
//! where the reader's zone is not known.

use serde_json::Value;
use squall::clock::from_micros;
use squall::post::plain_time;

use super::block_kit::Names;
use crate::world::discord::{Message, visible};

/// What stands before a card for how serious it is.
const TONES: [&str; 3] = ["🟢", "🟠", "🔴"];

/// All words of a message, a block a line.
pub fn words(message: &Message, names: Names<'_>) -> String {
    if message.embeds.is_empty() {
        return lines(&message.content, names).join("\n");
    }
    let shown = message.embeds.iter().flat_map(|embed| parts(embed, message, names));
    shown.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The labels of its buttons.
pub fn buttons(message: &Message) -> Vec<String> {
    let elements = message.elements().into_iter();
    elements.filter(|element| element["type"] == 2).map(|button| string(&button["label"])).collect()
}

pub fn has_heading(message: &Message) -> bool {
    message.embeds.iter().any(|embed| embed["title"].is_string())
}

/// The attachment and the words of its first picture.
pub fn picture(message: &Message) -> Option<(String, String)> {
    let embed = message.embeds.iter().find(|embed| embed["image"]["url"].is_string())?;
    let shown = attachment(embed, message)?;
    let id = shown["id"].as_str().map_or_else(|| shown["id"].to_string(), str::to_owned);
    Some((id, string(&shown["description"])))
}

fn attachment<'m>(embed: &Value, message: &'m Message) -> Option<&'m Value> {
    let url = &embed["image"]["url"];
    message.attachments.iter().find(|one| one["url"] == *url)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// An embed's parts in the order in which they are shown.
fn parts(embed: &Value, message: &Message, names: Names<'_>) -> Vec<String> {
    let mut shown = lines(&string(&embed["title"]), names);
    for title in &mut shown {
        let tone = TONES.iter().find_map(|tone| title.strip_prefix(tone));
        *title = tone.map_or(title.as_str(), str::trim_start).to_owned();
    }
    shown.push(lines(&string(&embed["description"]), names).join("\n"));
    let field = |field: &Value| {
        let value = lines(&string(&field["value"]), names).join("\n");
        format!("{}: {value}", inline(&string(&field["name"]), names))
    };
    let fields: Vec<String> = embed["fields"].as_array().into_iter().flatten().map(field).collect();
    shown.push(fields.join(" | "));
    shown.extend(attachment(embed, message).map(|picture| string(&picture["description"])));
    shown
}

/// The lines of a text: a quotation is one, whatever its length.
fn lines(text: &str, names: Names<'_>) -> Vec<String> {
    let (mut shown, mut quoted, mut fenced) = (Vec::new(), Vec::new(), false);
    for line in visible(text).lines() {
        if line == "```" {
            fenced = !fenced;
        } else if fenced {
            shown.push(line.to_owned());
        } else if let Some(by) = line.strip_prefix("> **") {
            let words = std::mem::take(&mut quoted);
            shown.push(quote(&words.join(" "), by, names));
        } else if let Some(words) = line.strip_prefix("> ") {
            quoted.push(inline(words, names));
        } else {
            shown.push(inline(line.strip_prefix("-# ").unwrap_or(line), names));
        }
    }
    shown.extend(quoted);
    shown
}

/// Somebody's words, who they are, and what is known of them: `author** note · address`.
fn quote(words: &str, by: &str, names: Names<'_>) -> String {
    let (author, note) = by.split_once("**").expect("what is bold ends");
    let note = inline(note.trim(), names);
    let note = note.split(" · http").next().unwrap_or_default();
    let note = if note.is_empty() || note.starts_with("http") { String::new() } else { format!(" ({note})") };
    format!("> {}{note}: {words}", inline(author, names))
}

/// A line as it shows.
fn inline(text: &str, names: Names<'_>) -> String {
    let (mut shown, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => {
                let escaped = after.chars().next().map_or(0, char::len_utf8);
                shown.push_str(&after[..escaped]);
                &after[escaped..]
            }
            '*' => after,
            '`' => {
                let (code, behind) = after.split_once('`').expect("code ends");
                shown.push_str(code);
                behind
            }
            '[' => {
                let (label, behind) = after.split_once("](").expect("only links have brackets");
                let (url, behind) = behind.split_once(')').expect("an address ends");
                shown.push_str(&format!("{} ({url})", inline(label, names)));
                behind
            }
            '<' => {
                let (mark, behind) = after.split_once('>').expect("a mark ends");
                shown.push_str(&named(mark, names));
                behind
            }
            c => {
                shown.push(c);
                after
            }
        };
    }
    shown
}

/// What stands between the brackets that Discord understands.
fn named(mark: &str, names: Names<'_>) -> String {
    match mark.split_at(1) {
        ("@", person) => names(person),
        ("#", channel) => format!("#{}", names(channel)),
        ("t", moment) => {
            let seconds: i64 = moment.trim_matches([':', 'f']).parse().expect("a moment in seconds");
            plain_time(from_micros(seconds * 1_000_000))
        }
        _ => panic!("nobody taught this reader <{mark}>"),
    }
}

/// What in a message could ping, link or format, beside people of the team.
pub fn alarms(message: &Message, is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut texts = vec![message.content.clone()];
    message.embeds.iter().for_each(|embed| strings(embed, &mut texts));
    let mut alarms: Vec<String> = texts.iter().flat_map(|text| tricks(&bare(text), is_known)).collect();
    let pinged = message.pings.iter().filter(|ping| !is_known(ping));
    alarms.extend(pinged.map(|ping| format!("{ping} was notified")));
    alarms
}

/// The texts of an embed; addresses of pictures are no text.
fn strings(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(all) => all.iter().for_each(|one| strings(one, texts)),
        Value::Object(all) => {
            all.iter().filter(|(name, _)| *name != "image").for_each(|(_, one)| strings(one, texts));
        }
        _ => {}
    }
}

/// Without what is escaped and what is code: both show as they are.
fn bare(text: &str) -> String {
    let (mut bare, mut code) = (String::new(), false);
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if !code => drop(chars.next()),
            '`' => code = !code,
            c if !code => bare.push(c),
            _ => {}
        }
    }
    bare
}

fn tricks(text: &str, is_known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found: Vec<String> = ["@everyone", "@here", "*bold*", "](", "https://"]
        .into_iter()
        .filter(|trick| text.contains(trick))
        .map(|trick| format!("{trick} in {text}"))
        .collect();
    let marks = text.split('<').skip(1).map(|after| after.split('>').next().unwrap_or_default());
    let wrong = marks.filter(|mark| match mark.split_at_checked(1) {
        Some(("@", person)) => !is_known(person),
        Some(("#" | "t", _)) => false,
        _ => true,
    });
    found.extend(wrong.map(|mark| format!("<{mark}> in {text}")));
    found
}
