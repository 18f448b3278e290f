//! The sandbox's own limits. They are near those of the other platforms, so that what fits here fits there.

use serde::Serialize;

use crate::post::{Block, Form, Input, PickOf, Post, Rich, Span, inert};

/// Buttons of one post, over all its rows.
pub const BUTTONS: usize = 8;
const BLOCKS: usize = 50;
const FIELDS: usize = 10;
const ITEMS: usize = 50;
const HEADING: usize = 150;
const TEXT: usize = 3_000;
const LABEL: usize = 75;
const SUMMARY: usize = 300;
/// What a person may type at once.
pub const SAID: usize = 4_000;
/// Questions of one form.
pub const INPUTS: usize = 20;
/// Options of one choice.
pub const OPTIONS: usize = 100;
/// Characters of one answer, whatever the form allows.
pub const ANSWER: usize = 10_000;

/// Something that did not fit, shown below the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// `buttons`, `blocks`, `fields`, `items`, `text`.
    pub what: &'static str,
    /// How many stayed, of how many; characters for text.
    pub kept: usize,
    pub of: usize,
}

/// The post as the sandbox shows it, and what had to be cut.
pub fn fit(post: &Post) -> (Post, Vec<Cut>) {
    let mut post = post.clone();
    let mut cuts = Vec::new();
    few(&mut post.blocks, BLOCKS, "blocks", &mut cuts);
    short(&mut post.summary, SUMMARY, &mut cuts);
    let buttons = post.buttons().count();
    let mut left = BUTTONS;
    for block in &mut post.blocks {
        fit_block(block, &mut left, &mut cuts);
    }
    if buttons > BUTTONS {
        cuts.push(Cut { what: "buttons", kept: BUTTONS, of: buttons });
    }
    (post, cuts)
}

fn fit_block(block: &mut Block, buttons_left: &mut usize, cuts: &mut Vec<Cut>) {
    match block {
        Block::Heading(text) => short(text, HEADING, cuts),
        Block::Code(lines) => short(lines, TEXT, cuts),
        Block::Text(text) | Block::Context(text) => short_rich(text, cuts),
        Block::Fields(fields) => {
            few(fields, FIELDS, "fields", cuts);
            for field in fields {
                short(&mut field.label, LABEL, cuts);
                short_rich(&mut field.value, cuts);
            }
        }
        Block::Quote(quote) => {
            // What nobody will see is no length.
            (quote.author, quote.text) = (inert(&quote.author), inert(&quote.text));
            short(&mut quote.author, HEADING, cuts);
            short(&mut quote.text, TEXT, cuts);
            short(&mut quote.note, SUMMARY, cuts);
        }
        Block::List(items) => {
            few(items, ITEMS, "items", cuts);
            items.iter_mut().for_each(|item| short_rich(item, cuts));
        }
        Block::Buttons(row) => {
            row.truncate(*buttons_left);
            *buttons_left -= row.len();
            for button in row {
                short(&mut button.label, LABEL, cuts);
            }
        }
        Block::Pick(pick) => {
            short(&mut pick.label, LABEL, cuts);
            if let PickOf::Options(options) = &mut pick.of {
                few(options, OPTIONS, "options", cuts);
            }
        }
        Block::Chart(chart) => short(&mut chart.alt, TEXT, cuts),
        Block::Divider => {}
    }
}

/// Whether a form can be shown whole; a form is never cut, because a missing question changes what is sent.
pub fn form_fits(form: &Form) -> bool {
    let options = |input: &Input| match &input.kind {
        crate::post::InputKind::Choice { options } => options.len(),
        _ => 0,
    };
    form.inputs.len() <= INPUTS && form.inputs.iter().all(|input| options(input) <= OPTIONS)
}

fn few<T>(list: &mut Vec<T>, most: usize, what: &'static str, cuts: &mut Vec<Cut>) {
    if list.len() > most {
        cuts.push(Cut { what, kept: most, of: list.len() });
        list.truncate(most);
    }
}

fn short(text: &mut String, most: usize, cuts: &mut Vec<Cut>) {
    if text.len() <= most {
        return;
    }
    let of = text.chars().count();
    if of > most {
        *text = text.chars().take(most - 1).chain(['…']).collect();
        cuts.push(Cut { what: "text", kept: most - 1, of });
    }
}

/// Cuts a run of text as a whole: the spans share its length.
fn short_rich(rich: &mut Rich, cuts: &mut Vec<Cut>) {
    let of: usize = rich.0.iter().map(|span| words(span).chars().count()).sum();
    if of <= TEXT {
        return;
    }
    let mut left = TEXT - 1;
    let mut unreported = Vec::new();
    rich.0.retain_mut(|span| {
        let kept = left > 0;
        let length = words(span).chars().count();
        if length > left && left > 0 {
            short_span(span, left, &mut unreported);
        }
        left = left.saturating_sub(length);
        kept
    });
    rich.0.push(Span::Words("…".into()));
    cuts.push(Cut { what: "text", kept: TEXT - 1, of });
}

fn words(span: &Span) -> &str {
    match span {
        Span::Words(text) | Span::Strong(text) | Span::Public(text) | Span::Code(text) => text,
        Span::Person(person) => &person.user,
        Span::Channel(id) => id,
        Span::Link { label, .. } => label,
        Span::Time(_) => "",
    }
}

fn short_span(span: &mut Span, most: usize, cuts: &mut Vec<Cut>) {
    match span {
        Span::Words(text) | Span::Strong(text) | Span::Public(text) | Span::Code(text) => short(text, most, cuts),
        Span::Link { label, .. } => short(label, most, cuts),
        Span::Person(_) | Span::Channel(_) | Span::Time(_) => {}
    }
}
