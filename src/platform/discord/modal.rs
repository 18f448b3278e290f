//! A form as a modal, five inputs at a time (discord.com/developers/docs/components/reference, Label).

use serenity::builder::{CreateSelectMenu, CreateSelectMenuKind};
use serenity::model::application::InputTextStyle;

use super::fit::{Cut, INPUT_HINT, INPUT_LABEL, INPUT_LENGTH, INPUTS, MODAL_TITLE, clip, length};
use super::parts::{options, text};
use super::wire::{Field, Label, Modal, PickInput, TextInput};
use crate::post::{Form, Input, InputKind};

/// Begins the id of a button that opens a form at a page: `>1:sq1:alert-dismiss-reason:7`.
pub const OPENS: char = '>';

/// How many pages a form has.
pub fn pages(form: &Form) -> usize {
    form.inputs.len().div_ceil(INPUTS).max(1)
}

/// A page of a form, with the answers that were given before.
pub fn modal(form: &Form, answers: &[(String, String)], page: usize) -> Modal {
    let inputs = form.inputs.iter().skip(page * INPUTS).take(INPUTS);
    let given = |input: &Input| answers.iter().find(|(key, _)| *key == input.key).map(|(_, answer)| answer.clone());
    let components = inputs.map(|input| shown(input, given(input).or_else(|| input.initial.clone()))).collect();
    let pages = pages(form);
    let title = if pages > 1 { format!("{} ({}/{pages})", form.title, page + 1) } else { form.title.clone() };
    Modal { custom_id: format!("{page}:{}", form.action), title: text(&title, MODAL_TITLE), components }
}

/// The page and the action of a modal's or an opening button's id.
pub fn page_of(id: &str) -> Option<(usize, &str)> {
    let (page, action) = id.split_once(':')?;
    Some((page.parse().ok().filter(|page| *page < 100)?, action))
}

fn shown(input: &Input, given: Option<String>) -> Label {
    let (first, rest) = halves(&input.label);
    let hint = input.hint.as_deref().filter(|hint| !hint.trim().is_empty());
    let about: Vec<&str> = [rest.as_deref(), hint].into_iter().flatten().collect();
    let about = (!about.is_empty()).then(|| text(&about.join(" "), INPUT_HINT));
    Label::new(text(&first, INPUT_LABEL), about, field(input, given))
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

fn field(input: &Input, given: Option<String>) -> Field {
    let given = given.filter(|given| !given.is_empty());
    let text = |style, max: usize| {
        let max = max.clamp(1, INPUT_LENGTH);
        let value = given.as_ref().map(|given| clip(given, max, &mut Cut::default()));
        Field::Text(TextInput::new(input.key.clone(), style, input.required, max, value))
    };
    match &input.kind {
        InputKind::Line { max } => text(InputTextStyle::Short, *max),
        InputKind::Text { max } => text(InputTextStyle::Paragraph, *max),
        InputKind::Choice { options: all } => {
            let (options, _) = options(all, given.as_deref());
            let menu = CreateSelectMenu::new(&input.key, CreateSelectMenuKind::String { options });
            let menu = menu.min_values(u8::from(input.required)).max_values(1);
            Field::Pick(PickInput { menu, required: input.required })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// As it is sent.
    fn sent(form: &Form, page: usize) -> Value {
        serde_json::to_value(modal(form, &[("key 1".into(), "5".into())], page)).unwrap()
    }

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
            let modal = sent(&form, page);
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
        let first = sent(&form, 0);
        let chosen = first["components"][1]["component"]["options"].as_array().unwrap().iter();
        let chosen: Vec<_> = chosen.filter(|option| option["default"] == true).map(|option| &option["value"]).collect();
        assert_eq!(chosen, ["5"], "what was answered before, and not what stood there first");
    }
}
