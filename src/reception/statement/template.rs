//! Statements that begin from a template.

use commands::{StatementDraft, StatementTemplates};

use crate::chat::{Chat, ChatEvent};
use crate::post::Post;
use crate::reception::{Answer, Reception, ReceptionError, channel};
use crate::statement::template::{Template, given};
use crate::statement::voice;
use crate::words::Locale;

impl Reception {
    /// The templates of a language, that of the channel when nobody says another.
    pub(super) async fn templates(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: StatementTemplates,
    ) -> Result<Answer, ReceptionError> {
        let language = match asked.language {
            Some(language) => language,
            None => self.home.locale(&mut self.store.read().await?, &channel(event)).await?,
        };
        let templates = self.rules.templates.of(language.tag());
        Ok(Answer::new(voice::templates(locale, language.tag(), &templates)))
    }

    /// The draft with the words, the kind and the language of its template; or why not, where there is no such template or
    /// it has no such blank.
    pub(super) fn filled_in(
        &self,
        asked: StatementDraft,
        locale: Locale,
        spoken: Locale,
    ) -> Result<StatementDraft, Post> {
        let Some(name) = asked.template.clone() else { return Ok(asked) };
        let language = asked.language.unwrap_or(spoken);
        let Some(template) = self.rules.templates.get(&name, language.tag()) else {
            return Err(voice::unknown_template(locale, &name));
        };
        let values = given(asked.fill.as_deref().unwrap_or_default());
        let blanks = template.placeholders();
        if let Some((wrong, _)) = values.iter().find(|(name, _)| !blanks.contains(&name.as_str())) {
            return Err(voice::unknown_blank(locale, wrong, &blanks));
        }
        let words = asked.text.clone().unwrap_or_else(|| template.fill(&values).text().to_owned());
        Ok(StatementDraft {
            purpose: asked.purpose.clone().or_else(|| Some(template.kind.name().to_owned())),
            language: Locale::nearest(&template.language).or(Some(language)),
            text: Some(words),
            ..asked
        })
    }

    /// `holding.en`
    fn template(&self, of: &str) -> Option<&Template> {
        let (name, language) = of.rsplit_once('.')?;
        self.rules.templates.get(name, language)
    }

    /// One was chosen: a form asks for what is to be filled in.
    pub(in crate::reception) async fn template_chosen(
        &self,
        chat: &dyn Chat,
        locale: Locale,
        of: &str,
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        match self.template(of) {
            Some(template) => chat.ask(trigger, &voice::template_form(locale, template)).await?,
            None => return Ok(Some(Answer::new(voice::unknown_template(locale, of)))),
        }
        Ok(None)
    }

    /// The form came back: what was filled in goes into the words as they were sent.
    pub(in crate::reception) async fn template_sent(
        &self,
        event: &ChatEvent,
        locale: Locale,
        of: &str,
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(template) = self.template(of) else {
            return Ok(Some(Answer::new(voice::unknown_template(locale, of))));
        };
        let words = answers.iter().find(|(key, _)| key == "words").map_or("", |(_, words)| words.as_str());
        let words = crate::statement::text::Words::new(words);
        let written = Template { words, ..template.clone() };
        let asked = StatementDraft {
            template: Some(template.name.clone()),
            language: Locale::nearest(&template.language),
            text: Some(written.fill(answers).text().to_owned()),
            ..StatementDraft::default()
        };
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let answer = self.draft(&mut tx, event, locale, asked).await?;
        self.commit(tx).await?;
        Ok(Some(answer))
    }
}
