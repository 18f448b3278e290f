//! Statements that begin from a template.

use commands::{StatementDraft, StatementTemplates};

use super::draft;
use crate::reception::asking::{Act, Asking};
use crate::reception::{Answer, Answered};
use crate::statement::template::Template;
use crate::statement::text::Words;
use crate::statement::voice;
use crate::words::Locale;

/// The templates of a language, that of the channel when nobody says another.
pub(super) async fn list(asking: &Asking<'_>, asked: StatementTemplates) -> Answered {
    let language = match asked.language {
        Some(language) => language,
        None => asking.home().locale(&mut asking.read().await?, &asking.channel()).await?,
    };
    let templates = asking.rules().templates.of(language.tag());
    Ok(Some(Answer::new(voice::templates(asking.locale, language.tag(), &templates))))
}

/// One was chosen, and a form asks for what is to be filled in; or it came back, and what was filled in goes into the words
/// as they were sent.
pub(in crate::reception) async fn act(asking: &Asking<'_>, of: &str, act: Act<'_>) -> Answered {
    let unknown = || Answer::new(voice::unknown_template(asking.locale, of));
    let template = named(asking, of).ok_or_else(unknown)?;
    match act {
        Act::Pressed { trigger } => asking.open(trigger, &voice::template_form(asking.locale, template)).await,
        Act::FilledIn(answers) => {
            let words = answers.iter().find(|(key, _)| key == "words").map_or("", |(_, words)| words.as_str());
            let written = Template { words: Words::new(words), ..template.clone() };
            let asked = StatementDraft {
                template: Some(template.name.clone()),
                language: Locale::nearest(&template.language),
                text: Some(written.fill(answers).text().to_owned()),
                ..StatementDraft::default()
            };
            draft::begin(asking, asked).await
        }
    }
}

/// `holding.en`
fn named<'a>(asking: &'a Asking<'_>, of: &str) -> Option<&'a Template> {
    let (name, language) = of.rsplit_once('.')?;
    asking.rules().templates.get(name, language)
}
