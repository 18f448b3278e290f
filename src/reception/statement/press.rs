//! Buttons and forms of statements.

use commands::{StatementDraft, StatementReplace, StatementVerb};

use super::unknown;
use crate::chat::{Chat, ChatEvent};
use crate::id::StatementId;
use crate::post::Post;
use crate::reception::{Answer, Reception, ReceptionError};
use crate::statement::Channel;
use crate::statement::review::Verdict;
use crate::statement::store::{self, Stored};
use crate::statement::text::Words;
use crate::statement::texts::Change;
use crate::statement::voice;
use crate::statement::{desk, promise};
use crate::words::{Locale, word};

impl Reception {
    /// A button of a statement: it opens a form, or does what it says.
    pub(in crate::reception) async fn statement_pressed(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (verb, statement, n): (StatementVerb, i64, u32),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let form = match verb {
            StatementVerb::Write => voice::write_form(locale, None),
            StatementVerb::Changes | StatementVerb::Veto | StatementVerb::Withdraw => {
                voice::reason_form(locale, statement, verb, n)
            }
            StatementVerb::Published => voice::published_form(locale, statement),
            StatementVerb::Edit | StatementVerb::Version | StatementVerb::Replace => {
                let Some(stored) = store::get(&mut self.store.read().await?, StatementId(statement)).await? else {
                    return Ok(Some(unknown(locale, statement)));
                };
                let form = match verb {
                    StatementVerb::Edit => voice::edit_form(locale, &stored.statement),
                    StatementVerb::Version => Some(voice::version_form(locale, &stored.statement)),
                    _ => Some(voice::replace_form(locale, &stored.statement)),
                };
                match form {
                    Some(form) => form,
                    None => {
                        let post = voice::done(locale, "statement-too-long-for-form", &stored.statement);
                        return Ok(Some(Answer::about("statement", stored.statement.id, post)));
                    }
                }
            }
            StatementVerb::Page => {
                let found = store::get(&mut self.store.read().await?, StatementId(statement)).await?;
                return Ok(Some(found.map_or_else(
                    || unknown(locale, statement),
                    |stored| {
                        let number = usize::try_from(n).unwrap_or_default();
                        let post = voice::page(locale, &stored.statement, number);
                        Answer::about("statement", stored.statement.id, post)
                    },
                )));
            }
            StatementVerb::Ask | StatementVerb::Approve | StatementVerb::Send | StatementVerb::Kept => {
                let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
                let id = StatementId(statement);
                let answer = match verb {
                    StatementVerb::Ask => self.ask_review(&mut tx, event, locale, id).await?,
                    StatementVerb::Send => {
                        let done = desk::hand_out(&mut tx, self.at(event), id, n).await?;
                        self.plainly(event, locale, done, "statement-done-handed")
                    }
                    StatementVerb::Kept => {
                        let done = promise::desk::kept(&mut tx, self.at(event), id).await?;
                        self.plainly(event, locale, done, "statement-done-kept")
                    }
                    _ => self.vote(&mut tx, event, locale, (id, n), Verdict::Approve).await?,
                };
                self.commit(tx).await?;
                return Ok(Some(answer));
            }
        };
        chat.ask(trigger, &form).await?;
        Ok(None)
    }

    /// The menu of a message: its words are the beginning of a statement.
    pub(in crate::reception) async fn draft_from(
        &self,
        chat: &dyn Chat,
        locale: Locale,
        text: &str,
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        chat.ask(trigger, &voice::write_form(locale, Some(text))).await?;
        Ok(None)
    }

    /// A form of a statement was sent.
    pub(in crate::reception) async fn statement_sent(
        &self,
        event: &ChatEvent,
        locale: Locale,
        (verb, statement, n): (StatementVerb, i64, u32),
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let given = |key: &str| answers.iter().find(|(of, _)| of == key).map_or("", |(_, answer)| answer.as_str());
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let id = StatementId(statement);
        let why = given("why").trim();
        let answer = match verb {
            StatementVerb::Write => self.draft(&mut tx, event, locale, written(&given)).await?,
            StatementVerb::Edit => {
                let Some(stored) = store::lock(&mut tx, id).await? else { return Ok(Some(unknown(locale, statement))) };
                let changes = voice::edited_texts(&stored.statement.texts, answers);
                self.edit(&mut tx, event, locale, (id, n), &changes).await?
            }
            StatementVerb::Version => {
                let Some(channel) = Channel::named(given("channel")) else { return Ok(None) };
                let of = Some((channel, given("language").to_owned()));
                let change = Change { of, words: Some(Words::new(given("words"))) };
                self.edit(&mut tx, event, locale, (id, n), &[change]).await?
            }
            StatementVerb::Replace => {
                let asked = StatementReplace { statement, text: given("words").to_owned(), corrects: true };
                self.replace(&mut tx, event, locale, asked).await?
            }
            StatementVerb::Changes => {
                let verdict = Verdict::RequestChanges { comment: why.to_owned() };
                self.vote(&mut tx, event, locale, (id, n), verdict).await?
            }
            StatementVerb::Veto => {
                let done = desk::veto(&mut tx, self.at(event), id, n, why).await?;
                self.plainly(event, locale, done, "statement-done-vetoed")
            }
            StatementVerb::Withdraw => {
                let done = desk::withdraw(&mut tx, self.at(event), id, why).await?;
                self.plainly(event, locale, done, "statement-done-withdrawn")
            }
            StatementVerb::Published => {
                let found = Some(given("found")).filter(|found| !found.trim().is_empty());
                self.published(&mut tx, event, locale, id, given("link").trim(), found).await?
            }
            StatementVerb::Ask
            | StatementVerb::Approve
            | StatementVerb::Page
            | StatementVerb::Send
            | StatementVerb::Kept => Answer::new(Post::line(word(locale, "common-not-here"))),
        };
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    pub(super) fn plainly(
        &self,
        event: &ChatEvent,
        locale: Locale,
        done: Result<(Stored, ()), desk::No>,
        key: &str,
    ) -> Answer {
        self.answer_about(event, locale, done, |stored, ()| voice::done(locale, key, &stored.statement))
    }
}

/// What the form that begins a statement came back with.
fn written<'a>(given: &impl Fn(&str) -> &'a str) -> StatementDraft {
    StatementDraft {
        purpose: Some(given("kind").to_owned()),
        outlet: Some(given("channel").to_owned()),
        language: Locale::nearest(given("language")),
        sensitive: given("topic") == "sensitive",
        text: Some(given("words").to_owned()),
        ..StatementDraft::default()
    }
}
