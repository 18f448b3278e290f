//! What the team said in public: the words, who approved them, and how the public felt around them.

use super::super::facts::{By, Facts, Said, Text};
use super::capital;
use crate::incident::situation::voice::hour;
use crate::incident::timeline::voice::who;
use crate::post::{Block, Field, Part, Rich, Span, Table};
use crate::words::{Args, Locale, language_name, word};

pub(super) fn section(locale: Locale, facts: &Facts) -> Vec<Part> {
    if facts.statements.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![Part::Section(word(locale, "report-statements"))];
    parts.extend(around(locale, facts));
    for said in &facts.statements {
        let kind = word(locale, &format!("statement-kind-{}", said.kind));
        parts.push(Block::Heading(format!("{}: {kind}", said.id)).into());
        parts.push(Block::Fields(fields(locale, said)).into());
        for text in &said.texts {
            parts.push(Block::Context(Rich::words(variant(locale, text))).into());
            parts.push(Block::Code(text.words.clone()).into());
        }
        parts.extend(said.differs.as_ref().map(|found| {
            let words = Span::Public(found.clone());
            Block::Text(Rich(vec![Span::Strong(word(locale, "report-differs")), Span::Words(" ".into()), words])).into()
        }));
    }
    parts
}

/// The hour before and the hour after each that became public, beside each other.
fn around(locale: Locale, facts: &Facts) -> Option<Part> {
    let row = |said: &Said| {
        let (before, after) = said.around.as_ref()?;
        let at = said.published.as_ref()?.at;
        let name = Rich(vec![Span::Strong(said.id.clone())]);
        Some(vec![
            name,
            Rich(vec![Span::Time(at)]),
            Rich::words(hour(locale, before)),
            Rich::words(hour(locale, after)),
        ])
    };
    let rows: Vec<Vec<Rich>> = facts.statements.iter().filter_map(row).collect();
    let columns =
        ["report-column-statement", "report-column-public", "report-column-hour-before", "report-column-hour-after"];
    let head = columns.map(|key| word(locale, key)).to_vec();
    (!rows.is_empty()).then(|| Table { head, rows }.into())
}

fn fields(locale: Locale, said: &Said) -> Vec<Field> {
    let field = |key: &str, value: Rich| Field { label: capital(&word(locale, key)), value };
    let state = match (said.state.as_str(), &said.released) {
        ("approved", Some(_)) => word(locale, "statement-is-released"),
        (state, _) => word(locale, &format!("statement-is-{}", state.replace('_', "-"))),
    };
    let mut fields = vec![
        field("statement-state", Rich(vec![Span::Strong(state)])),
        field("report-drafted", by(locale, &By { by: (&said.drafted_by).into(), at: said.drafted_at })),
    ];
    if let Some(because) = &said.released {
        let spans = [("by", who(locale, &because.by)), ("why", Span::Public(because.why.clone()))];
        fields.push(field("statement-is-released", Rich::say(locale, "report-because", Args::new(), &spans)));
    }
    if !said.approvals.is_empty() {
        let mut all = Rich::default();
        for (n, approval) in said.approvals.iter().enumerate() {
            all.0.extend((n > 0).then(|| Span::Words('\n'.to_string())));
            all.0.extend(by(locale, approval).0);
        }
        fields.push(field("report-approved", all));
    }
    fields.extend(said.published.as_ref().map(|published| field("statement-is-published", by(locale, published))));
    if let Some(because) = &said.withdrawn {
        let spans = [("by", who(locale, &because.by)), ("why", Span::Public(because.why.clone()))];
        fields.push(field("statement-is-withdrawn", Rich::say(locale, "report-because", Args::new(), &spans)));
    }
    for link in &said.links {
        fields.push(field("report-link", Rich(vec![Span::Public(link.clone())])));
    }
    fields.push(field("statement-hash", Rich(vec![Span::Code(said.hash.clone())])));
    fields
}

/// `@giulia, 2026-03-04 12:00 CET`
fn by(locale: Locale, by: &By) -> Rich {
    Rich(vec![who(locale, &by.by), Span::Words(", ".into()), Span::Time(by.at)])
}

/// `X · Italian`
fn variant(locale: Locale, text: &Text) -> String {
    let channel = word(locale, &format!("statement-channel-{}", text.channel));
    format!("{channel} · {}", language_name(locale, &text.language))
}
