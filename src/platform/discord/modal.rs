//! A form as a modal, five inputs at a time (discord.com/developers/docs/components/reference, Label).

use serde_json::{Value, json};

use super::fit::{Cut, INPUT_HINT, INPUT_LABEL, INPUT_LENGTH, INPUTS, MODAL_TITLE, clip, length};
use super::parts::{options, text};
use crate::post::{Form, Input, InputKind};

/// Begins the id of a button that opens a form at a page: `>1:sq1:alert-dismiss-reason:7`.
pub const OPENS: char = '>';

const LABEL: u8 = 18;
const TEXT_INPUT: u8 = 4;
const STRING_SELECT: u8 = 3;
const SHORT: u8 = 1;
const PARAGRAPH: u8 = 2;

/// How many pages a form has.
pub fn pages(form: &Form) -> usize {
    form.inputs.len().div_ceil(INPUTS).max(1)
}

/// A page of a form, with the answers that were given before.
pub fn modal(form: &Form, answers: &[(String, String)], page: usize) -> Value {
    let inputs = form.inputs.iter().skip(page * INPUTS).take(INPUTS);
    let given = |input: &Input| answers.iter().find(|(key, _)| *key == input.key).map(|(_, answer)| answer.clone());
    let inputs: Vec<Value> = inputs.map(|input| shown(input, given(input).or_else(|| input.initial.clone()))).collect();
    let pages = pages(form);
    let title = if pages > 1 { format!("{} ({}/{pages})", form.title, page + 1) } else { form.title.clone() };
    json!({ "custom_id": format!("{}:{}", page, form.action), "title": text(&title, MODAL_TITLE), "components": inputs })
}

/// The page and the action of a modal's or an opening button's id.
pub fn page_of(id: &str) -> Option<(usize, &str)> {
    let (page, action) = id.split_once(':')?;
    Some((page.parse().ok().filter(|page| *page < 100)?, action))
}

fn shown(input: &Input, given: Option<String>) -> Value {
    let (first, rest) = halves(&input.label);
    let mut label = json!({ "type": LABEL, "label": text(&first, INPUT_LABEL), "component": component(input, given) });
    let hint = input.hint.as_deref().filter(|hint| !hint.trim().is_empty());
    let about: Vec<&str> = [rest.as_deref(), hint].into_iter().flatten().collect();
    if !about.is_empty() {
        label["description"] = text(&about.join(" "), INPUT_HINT).into();
    }
    label
}

/// A question that is longer than a label goes on in its description, so that nobody answers half of one.
fn halves(question: &str) -> (String, Option<String>) {
    if length(question) <= INPUT_LABEL {
        return (question.to_owned(), None);
    }
    let fits = |end: &usize| length(&question[..*end]) < INPUT_LABEL;
    let ends = || question.char_indices().map(|(at, _)| at).take_while(fits);
    let at_a_space = ends().filter(|at| question[*at..].starts_with(' ')).last();
    let end = at_a_space.or_else(|| ends().last()).unwrap_or_default();
    (format!("{}…", &question[..end]), Some(format!("…{}", question[end..].trim_start())))
}

fn component(input: &Input, given: Option<String>) -> Value {
    let given = given.filter(|given| !given.is_empty());
    match &input.kind {
        InputKind::Line { max } | InputKind::Text { max } => {
            let max = (*max).clamp(1, INPUT_LENGTH);
            let style = if matches!(input.kind, InputKind::Line { .. }) { SHORT } else { PARAGRAPH };
            let mut shown = json!({
                "type": TEXT_INPUT, "custom_id": input.key, "style": style, "required": input.required, "max_length": max,
            });
            if let Some(given) = given {
                shown["value"] = clip(&given, max, &mut Cut::default()).into();
            }
            shown
        }
        InputKind::Choice { options: all } => {
            let (options, _) = options(all, given.as_deref());
            let least = u8::from(input.required);
            json!({
                "type": STRING_SELECT, "custom_id": input.key, "required": input.required, "options": options,
                "min_values": least, "max_values": 1,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(inputs: usize) -> Form {
        let input = |number: usize| Input {
            key: format!("key {number}"),
            label: "l".repeat(90),
            hint: Some("h".repeat(200)),
            kind: if number.is_multiple_of(2) {
                InputKind::Text { max: 9_000 }
            } else {
                InputKind::Choice { options: (0..40).map(|n| (n.to_string(), format!("Choice {n}"))).collect() }
            },
            required: number == 0,
            initial: Some("3".into()),
            check: None,
        };
        let inputs = (0..inputs).map(input).collect();
        Form { action: "sq1:x:7".into(), title: "t".repeat(80), submit: "Save".into(), inputs }
    }

    #[test]
    fn a_long_question_is_asked_whole() {
        let asked = "Did you have the words and facts that you needed before you spoke in public?";
        let (first, rest) = halves(asked);
        assert!(length(&first) <= INPUT_LABEL && first.ends_with("facts that you…"), "{first}");
        assert_eq!(rest.as_deref(), Some("…needed before you spoke in public?"));
        let (first, rest) = halves(&"我們的計畫還缺哪些步驟".repeat(6));
        assert!(length(&first) == INPUT_LABEL && rest.is_some_and(|rest| rest.starts_with('…')));
        assert_eq!(halves("Why?"), ("Why?".to_owned(), None));
    }

    #[test]
    fn a_long_form_has_pages_that_keep_to_the_limits() {
        let form = form(7);
        assert_eq!(pages(&form), 2);
        for page in 0..2 {
            let modal = modal(&form, &[("key 1".into(), "5".into())], page);
            assert!(length(modal["title"].as_str().unwrap()) <= 45);
            let labels = modal["components"].as_array().unwrap();
            assert_eq!(labels.len(), if page == 0 { 5 } else { 2 });
            for label in labels {
                assert!(length(label["label"].as_str().unwrap()) <= 45);
                assert!(length(label["description"].as_str().unwrap()) <= 100);
                assert!(label["component"]["options"].as_array().is_none_or(|options| options.len() <= 25));
                assert!(label["component"]["max_length"].as_u64().is_none_or(|max| max <= 4_000));
            }
            assert_eq!(page_of(modal["custom_id"].as_str().unwrap()), Some((page, "sq1:x:7")));
        }
        let first = modal(&form, &[("key 1".into(), "5".into())], 0);
        let chosen = first["components"][1]["component"]["options"].as_array().unwrap().iter();
        let chosen: Vec<_> = chosen.filter(|option| option["default"] == true).map(|option| &option["value"]).collect();
        assert_eq!(chosen, ["5"], "what was answered before, and not what stood there first");
    }
}
