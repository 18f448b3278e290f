//! The meetings after an incident: when, who was there and who was not, and what they came to.

use super::super::facts::{Debrief, Facts};
use crate::incident::timeline::voice::who;
use crate::person::Person;
use crate::post::{Block, Field, Part, Rich, Span};
use crate::words::{Args, Locale, word};

pub(super) fn section(locale: Locale, facts: &Facts) -> Vec<Part> {
    if facts.debriefs.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Section(word(locale, "report-debrief"))];
    for debrief in &facts.debriefs {
        let field = |key: &str, value: Rich| Field { label: word(locale, key), value };
        let mut fields = vec![field("debrief-when", Rich(vec![Span::Time(debrief.at)]))];
        fields.push(field("report-called", Rich(vec![who(locale, &debrief.called_by)])));
        fields.extend(attendance(locale, debrief).into_iter().map(|(key, people)| field(key, people)));
        parts.push(Block::Fields(fields).into());
        parts.push(match &debrief.held {
            Some(held) => {
                let spans = [("by", who(locale, &held.by)), ("summary", Span::Public(debrief.summary.clone()))];
                Block::Text(Rich::say(locale, "debrief-summary-of", Args::new(), &spans)).into()
            }
            None => Block::Context(Rich::words(word(locale, "report-debrief-unsaid"))).into(),
        });
    }
    parts
}

/// Who was there, and who was missing; who comes, before it begins.
pub fn attendance(locale: Locale, debrief: &Debrief) -> Vec<(&'static str, Rich)> {
    let lists =
        [("debrief-coming", &debrief.coming), ("debrief-there", &debrief.there), ("report-missing", &debrief.missing)];
    let named = |people: &[Person]| {
        let mut spans = Vec::new();
        for (n, person) in people.iter().enumerate() {
            spans.extend((n > 0).then(|| Span::Words(", ".into())));
            spans.push(who(locale, person));
        }
        Rich(spans)
    };
    lists.into_iter().filter(|(_, people)| !people.is_empty()).map(|(key, people)| (key, named(people))).collect()
}
