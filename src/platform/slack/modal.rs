//! A form as a modal (docs.slack.dev/reference/views/modal-views).

use slack_morphism::blocks::{
    SlackBlock, SlackBlockId, SlackBlockPlainTextInputElement, SlackBlockStaticSelectElement, SlackInputBlock,
    SlackInputBlockElement, SlackModalView, SlackSectionBlock, SlackView,
};
use slack_morphism::{SlackActionId, SlackCallbackId};

use super::fit::{
    CALLBACK, Cut, INPUT_LABEL, INPUT_LENGTH, MODAL_BLOCKS, MODAL_TITLE, OPTION_VALUE, OPTIONS, SECTION, clip, length,
};
use super::select::{option, plain};
use super::{PLATFORM, metadata};
use crate::chat::ChatError;
use crate::post::{Form, Input, InputKind, inert};

/// A form. `place` is where it was asked, as a trigger carries it. A form is never cut, because a question that is missing
/// changes what is sent: one that does not fit is refused.
pub fn modal(form: &Form, place: &str) -> Result<SlackView, ChatError> {
    let mut blocks: Vec<SlackBlock> = Vec::new();
    if length(&form.title) > MODAL_TITLE {
        // The whole of it stands above the questions.
        blocks.push(SlackSectionBlock::new().with_text(plain(&form.title, SECTION).into()).into());
    }
    for asked in &form.inputs {
        let wrong = |wrong: &str| unfit(&format!("\"{}\" {wrong}", inert(&asked.label)));
        blocks.push(input(asked).map_err(wrong)?.into());
    }
    if blocks.len() > MODAL_BLOCKS {
        return Err(unfit(&format!("it asks more than {MODAL_BLOCKS} questions")));
    }
    if form.action.is_empty() || length(&form.action) > CALLBACK {
        return Err(unfit("its action is too long"));
    }
    let kept = metadata::write(place, &form.checks()).ok_or_else(|| unfit("what it checks is too long to keep"))?;
    // Without a word of ours Slack writes its own on the button that closes it, in the reader's language.
    let view = SlackModalView::new(plain(&form.title, MODAL_TITLE), blocks)
        .with_callback_id(SlackCallbackId(form.action.clone()))
        .with_private_metadata(kept)
        .with_submit(plain(&form.submit, MODAL_TITLE));
    Ok(SlackView::Modal(view))
}

fn unfit(why: &str) -> ChatError {
    let reason = format!("a form is too large for {PLATFORM}: {why}");
    ChatError::GiveUp { reason, cure: "ask for less at once, or do it by a command: /crisis help".into() }
}

fn input(input: &Input) -> Result<SlackInputBlock, &'static str> {
    if input.key.is_empty() || length(&input.key) > CALLBACK || length(&input.label) > INPUT_LABEL {
        return Err("is too long a question");
    }
    Ok(SlackInputBlock::new(plain(&input.label, INPUT_LABEL), element(input)?)
        .with_block_id(SlackBlockId(input.key.clone()))
        .opt_hint(input.hint.as_deref().map(|hint| plain(hint, INPUT_LABEL)))
        .with_optional(!input.required))
}

fn element(input: &Input) -> Result<SlackInputBlockElement, &'static str> {
    let id = SlackActionId(input.key.clone());
    let initial = input.initial.as_deref().filter(|initial| !initial.is_empty());
    match &input.kind {
        InputKind::Line { max } | InputKind::Text { max } => {
            // What Slack could not show would be gone when the form is sent.
            if *max > INPUT_LENGTH && initial.is_some_and(|initial| length(initial) > INPUT_LENGTH) {
                return Err("holds more than 3,000 characters");
            }
            let takes = (*max).clamp(1, INPUT_LENGTH);
            Ok(SlackBlockPlainTextInputElement::new()
                .with_action_id(id)
                .with_max_length(takes as u64)
                .with_multiline(matches!(input.kind, InputKind::Text { .. }))
                .opt_initial_value(initial.map(|initial| clip(initial, takes, &mut Cut::default())))
                .into())
        }
        InputKind::Choice { options } => {
            let whole = |(value, _): &(String, String)| (1..=OPTION_VALUE).contains(&length(value));
            if !(1..=OPTIONS).contains(&options.len()) || !options.iter().all(whole) {
                return Err("has more to choose from than Slack takes");
            }
            let chosen = options.iter().find(|(value, _)| Some(value.as_str()) == initial);
            Ok(SlackBlockStaticSelectElement::new()
                .with_action_id(id)
                .with_options(options.iter().map(option).collect())
                .opt_initial_option(chosen.map(option))
                .into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn view(form: &Form) -> Value {
        serde_json::to_value(modal(form, "C1|5.0").unwrap()).unwrap()
    }

    fn form(title: &str, inputs: Vec<Input>) -> Form {
        Form { action: "sq1:x:1".into(), title: title.into(), submit: "Send".into(), inputs }
    }

    fn asked(kind: InputKind, initial: Option<String>) -> Input {
        Input { key: "k".into(), label: "Which?".into(), hint: None, kind, required: true, initial, check: None }
    }

    fn options(many: usize) -> InputKind {
        InputKind::Choice { options: (0..many).map(|number| (number.to_string(), "x".repeat(90))).collect() }
    }

    #[test]
    fn a_long_title_is_said_whole_above_the_questions() {
        let title = "Защо това не е криза и кой реши така";
        let long = view(&form(title, vec![asked(InputKind::Line { max: 9 }, None)]));
        assert!(length(long["title"]["text"].as_str().unwrap()) <= MODAL_TITLE);
        assert_eq!((&long["blocks"][0]["text"]["text"], &long["blocks"][1]["type"]), (&json!(title), &json!("input")));
        let short = view(&form("Why?", vec![asked(InputKind::Line { max: 9 }, None)]));
        assert_eq!(short["blocks"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_form_that_does_not_fit_is_refused_and_never_cut() {
        let fits = |inputs: Vec<Input>| modal(&form("Why?", inputs), "C1|5.0").map_err(|error| error.to_string());
        assert!(fits(vec![asked(options(100), Some("7".into()))]).is_ok());
        assert!(fits(vec![asked(InputKind::Text { max: 9_000 }, Some("x".repeat(3_000)))]).is_ok());
        let long = vec![("v".repeat(151), "label".to_owned())];
        for inputs in [
            vec![asked(options(101), None)],
            vec![asked(options(0), None)],
            vec![asked(InputKind::Choice { options: long }, None)],
            vec![asked(InputKind::Text { max: 9_000 }, Some("x".repeat(3_001)))],
            vec![asked(InputKind::Line { max: 9 }, None); 101],
        ] {
            let said = fits(inputs).unwrap_err();
            assert!(said.contains("too large") && said.contains("/crisis help") && !said.contains('\n'), "{said}");
        }
    }
}
