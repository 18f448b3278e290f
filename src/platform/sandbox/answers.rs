//! The answers of a form: taken whole, or refused at their questions.

use std::collections::BTreeMap;

use commands::Locale;

use super::limits::ANSWER;
use crate::post::{Checked, Form, Input, InputKind};
use crate::words::word;

/// What is wrong, by input key.
pub type Faults = Vec<(String, String)>;

/// One answer to each question, in the form's order; what was not asked is left out. `locale` is the language that a
/// fault is said in where the form itself does not say it.
pub fn answered(form: &Form, given: Vec<(String, String)>, locale: Locale) -> Result<Vec<(String, String)>, Faults> {
    let mut given: BTreeMap<String, String> = given.into_iter().collect();
    let answers: Vec<(String, String)> =
        form.inputs.iter().map(|input| (input.key.clone(), given.remove(&input.key).unwrap_or_default())).collect();
    let unfit = form.inputs.iter().zip(&answers).filter(|(input, (_, answer))| !fits(input, answer));
    let mut faults: Faults =
        unfit.map(|(input, _)| (input.key.clone(), word(locale, "sandbox-refused-answer"))).collect();
    for (key, fault) in Checked::faults(&form.checks(), &answers) {
        if !faults.iter().any(|(known, _)| *known == key) {
            faults.push((key, fault));
        }
    }
    if faults.is_empty() { Ok(answers) } else { Err(faults) }
}

fn fits(input: &Input, answer: &str) -> bool {
    if answer.trim().is_empty() {
        return !input.required;
    }
    let length = answer.chars().count();
    match &input.kind {
        InputKind::Line { max } => length <= (*max).min(ANSWER) && !answer.contains('\n'),
        InputKind::Text { max } => length <= (*max).min(ANSWER),
        InputKind::Choice { options } => options.iter().any(|(option, _)| option == answer),
    }
}
