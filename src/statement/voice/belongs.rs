//! Which incident a statement is about: the question, and what became of it.

use commands::{Action, StatementAction, StatementVerb};

use crate::incident::Incident;
use crate::incident::voice::parts;
use crate::post::{Block, Button, Post, Rich, Style, Tone, shortened};
use crate::statement::Statement;
use crate::words::{Args, Locale, say, word};

/// Incidents that the question offers, the newest ones.
const OFFERED: usize = 6;
/// Characters of a button.
const LABEL: usize = 60;

/// Several incidents are open, and nobody said which it is about: a button for each, and one for none of them.
pub fn which(locale: Locale, statement: &Statement, open: &[Incident]) -> Post {
    let button = |incident: u32, label: String| Button {
        action: Action::Statement(StatementAction {
            verb: StatementVerb::Belongs,
            statement: statement.id.0,
            n: incident,
        })
        .encode(),
        label,
        style: Style::Plain,
        confirm: None,
    };
    let choice = |incident: &Incident| {
        let label = shortened(&parts::title(locale, incident), LABEL);
        u32::try_from(incident.id.0).ok().map(|number| button(number, label))
    };
    let mut buttons: Vec<Button> = open.iter().take(OFFERED).filter_map(choice).collect();
    buttons.push(button(0, word(locale, "statement-which-none")));
    let question = say(locale, "statement-which", &Args::new().text("id", statement.id.to_string()));
    let blocks = vec![Block::Text(Rich::words(question.clone())), Block::Buttons(buttons)];
    Post { summary: question, blocks, tone: Tone::Warning }
}

/// Whispered to who said so.
pub fn belongs(locale: Locale, statement: &Statement) -> Post {
    let args = Args::new().text("id", statement.id.to_string());
    Post::line(match statement.incident {
        Some(incident) => say(locale, "statement-done-belongs", &args.text("incident", incident.to_string())),
        None => say(locale, "statement-done-belongs-none", &args),
    })
}
