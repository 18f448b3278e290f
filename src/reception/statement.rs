//! Statements: drafted, reviewed and published by command, button, form and the menu of a message.

use commands::{Command, StatementDraft, StatementVerb};

use super::{Answer, Reception, ReceptionError, channel};
use crate::chat::{Chat, ChatEvent};
use crate::id::StatementId;
use crate::incident::desk::{Meant, meant, rooms};
use crate::incident::{BY_HAND_SEVERITY, Incident};
use crate::post::Post;
use crate::statement::desk::{self, At, New};
use crate::statement::review::Verdict;
use crate::statement::store::{self, Stand, Stored};
use crate::statement::text::Words;
use crate::statement::voice::{self, Faces};
use crate::statement::{Channel, Kind};
use crate::store::{StoreError, Tx};
use crate::words::{Args, Locale, say, word};

/// Statements that a list shows.
const LISTED: i64 = 20;

impl Reception {
    fn at<'a>(&'a self, event: &'a ChatEvent) -> At<'a> {
        At { home: &self.home, rules: &self.rules, by: &event.person, now: self.clock.now() }
    }

    fn faces<'a>(&'a self, event: &'a ChatEvent) -> Faces<'a> {
        Faces { rules: &self.rules, platform: &event.place.platform }
    }

    /// Answers a command about statements.
    pub(super) async fn statement(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        match command {
            Command::StatementList(_) => return self.statements(locale).await.map(Some),
            Command::StatementShow(asked) => {
                return self.show_statement(event, locale, asked.statement).await.map(Some);
            }
            // Without words a form asks for them, and a form opens in answer to a button.
            Command::StatementDraft(asked) if asked.text.is_none() => return self.statements(locale).await.map(Some),
            _ => {}
        }
        // A redelivery was answered when it came first.
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let answer = self.change_statement(&mut tx, event, locale, command).await?;
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    async fn change_statement(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Answer, StoreError> {
        let at = self.at(event);
        let id = |id: i64| StatementId(id);
        Ok(match command {
            Command::StatementDraft(asked) => self.draft(tx, event, locale, asked).await?,
            Command::StatementEdit(asked) => {
                let Some(stored) = store::lock(tx, id(asked.statement)).await? else {
                    return Ok(unknown(locale, asked.statement));
                };
                // Who types new words has the present ones before them.
                self.edit(tx, event, locale, id(asked.statement), stored.statement.revision, &asked.text).await?
            }
            Command::StatementAsk(asked) => self.ask_review(tx, event, locale, id(asked.statement)).await?,
            Command::StatementApprove(asked) => {
                let Some(stored) = store::lock(tx, id(asked.statement)).await? else {
                    return Ok(unknown(locale, asked.statement));
                };
                // The digits say which words were read; fewer than eight could be of others.
                let typed = asked.hash.trim().to_lowercase();
                let read = typed.len() >= 8 && stored.statement.words.hash().0.starts_with(&typed);
                let revision = if read { stored.statement.revision } else { 0 };
                self.vote(tx, event, locale, (stored.statement.id, revision), Verdict::Approve).await?
            }
            Command::StatementRelease(asked) => {
                let done = desk::release(tx, at, id(asked.statement), &asked.reason).await?;
                self.answer_about(event, locale, done, |statement, ()| {
                    voice::done(locale, "statement-done-released", &statement.statement)
                })
            }
            Command::StatementPublished(asked) => {
                self.published(tx, event, locale, id(asked.statement), &asked.link, asked.text.as_deref()).await?
            }
            Command::StatementWithdraw(asked) => {
                let done = desk::withdraw(tx, at, id(asked.statement), &asked.reason).await?;
                self.answer_about(event, locale, done, |statement, ()| {
                    voice::done(locale, "statement-done-withdrawn", &statement.statement)
                })
            }
            _ => Answer::new(Post::line(word(locale, "common-not-here"))),
        })
    }

    /// A button of a statement: it opens a form, or does what it says.
    pub(super) async fn statement_pressed(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (verb, statement, n): (StatementVerb, i64, u32),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let form = match verb {
            StatementVerb::Write => voice::write_form(locale, None),
            StatementVerb::Changes | StatementVerb::Veto => voice::reason_form(locale, statement, verb, n),
            StatementVerb::Published => voice::published_form(locale, statement),
            StatementVerb::Edit => {
                let Some(stored) = store::get(&mut self.store.read().await?, StatementId(statement)).await? else {
                    return Ok(Some(unknown(locale, statement)));
                };
                match voice::edit_form(locale, &stored.statement) {
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
            StatementVerb::Ask | StatementVerb::Approve => {
                let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
                let id = StatementId(statement);
                let answer = match verb {
                    StatementVerb::Ask => self.ask_review(&mut tx, event, locale, id).await?,
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
    pub(super) async fn draft_from(
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
    pub(super) async fn statement_sent(
        &self,
        event: &ChatEvent,
        locale: Locale,
        (verb, statement, n): (StatementVerb, i64, u32),
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let given = |key: &str| answers.iter().find(|(of, _)| of == key).map_or("", |(_, answer)| answer.as_str());
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let id = StatementId(statement);
        let answer = match verb {
            StatementVerb::Write => {
                let asked = StatementDraft {
                    purpose: Some(given("kind").to_owned()),
                    outlet: Some(given("channel").to_owned()),
                    language: Locale::nearest(given("language")),
                    sensitive: given("topic") == "sensitive",
                    review: false,
                    text: Some(given("words").to_owned()),
                };
                self.draft(&mut tx, event, locale, asked).await?
            }
            StatementVerb::Edit => self.edit(&mut tx, event, locale, id, n, given("words")).await?,
            StatementVerb::Changes => {
                let verdict = Verdict::RequestChanges { comment: given("why").trim().to_owned() };
                self.vote(&mut tx, event, locale, (id, n), verdict).await?
            }
            StatementVerb::Veto => {
                let done = desk::veto(&mut tx, self.at(event), id, n, given("why").trim()).await?;
                self.answer_about(event, locale, done, |stored, ()| {
                    voice::done(locale, "statement-done-vetoed", &stored.statement)
                })
            }
            StatementVerb::Published => {
                let found = Some(given("found")).filter(|found| !found.trim().is_empty());
                self.published(&mut tx, event, locale, id, given("link").trim(), found).await?
            }
            StatementVerb::Ask | StatementVerb::Approve | StatementVerb::Page => {
                Answer::new(Post::line(word(locale, "common-not-here")))
            }
        };
        self.commit(tx).await?;
        Ok(Some(answer))
    }

    async fn draft(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        asked: StatementDraft,
    ) -> Result<Answer, StoreError> {
        let (stand, incident) = self.stand(tx, event).await?;
        let spoken = self.home.locale(tx, &stand.channel).await?;
        let new = New {
            kind: asked.purpose.as_deref().and_then(Kind::named).unwrap_or_default(),
            channel: asked.outlet.as_deref().and_then(Channel::named).unwrap_or_default(),
            language: asked.language.unwrap_or(spoken).tag().to_owned(),
            sensitive: asked.sensitive,
            severity: incident.as_ref().map_or(BY_HAND_SEVERITY, |incident| incident.severity),
            incident: incident.map(|incident| incident.id),
            words: Words::new(asked.text.as_deref().unwrap_or_default()),
        };
        let drafted = desk::draft(tx, self.at(event), new, stand).await?;
        if let (true, Ok((stored, ()))) = (asked.review, &drafted) {
            let id = stored.statement.id;
            return self.ask_review(tx, event, locale, id).await;
        }
        Ok(self.answer_about(event, locale, drafted, |stored, ()| voice::drafted(locale, &stored.statement)))
    }

    /// Where a statement's card belongs: in the thread of the incident that is meant, or where it was asked for.
    async fn stand(&self, tx: &mut Tx, event: &ChatEvent) -> Result<(Stand, Option<Incident>), StoreError> {
        let here = channel(event);
        let Meant::This(incident) = meant(tx, &event.place, None).await? else {
            return Ok((Stand { channel: here, under: None }, None));
        };
        let rooms = rooms(tx, &self.home, &incident).await?;
        let same = rooms.iter().find(|room| room.channel == here);
        // A conversation with one person is no place for a card that all have to see.
        let room = same.or_else(|| rooms.first().filter(|_| here.direct_to().is_some()));
        let stand = match room {
            Some(room) => Stand { channel: room.channel.clone(), under: Some(incident.anchor()) },
            None => Stand { channel: here, under: None },
        };
        Ok((stand, Some(incident)))
    }

    async fn edit(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        id: StatementId,
        read: u32,
        words: &str,
    ) -> Result<Answer, StoreError> {
        let done = desk::edit(tx, self.at(event), id, read, Words::new(words)).await?;
        Ok(self.answer_about(event, locale, done, |stored, edited| voice::edited(locale, &stored.statement, &edited)))
    }

    async fn ask_review(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        id: StatementId,
    ) -> Result<Answer, StoreError> {
        let done = desk::ask(tx, self.at(event), id).await?;
        Ok(self.answer_about(event, locale, done, |stored, asked| voice::asked(locale, &stored.statement, &asked)))
    }

    async fn vote(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        (id, revision): (StatementId, u32),
        verdict: Verdict,
    ) -> Result<Answer, StoreError> {
        let done = desk::vote(tx, self.at(event), id, revision, verdict.clone()).await?;
        let said = |stored: &Stored, voted| voice::voted(locale, &stored.statement, &verdict, &voted);
        Ok(self.answer_about(event, locale, done, said))
    }

    async fn published(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        id: StatementId,
        link: &str,
        found: Option<&str>,
    ) -> Result<Answer, StoreError> {
        let done = desk::publish(tx, self.at(event), id, link, found.map(Words::new)).await?;
        Ok(self.answer_about(event, locale, done, |stored, same| {
            let key = if same { "statement-done-published" } else { "statement-done-differs" };
            voice::done(locale, key, &stored.statement)
        }))
    }

    fn answer_about<T>(
        &self,
        event: &ChatEvent,
        locale: Locale,
        done: Result<(Stored, T), desk::No>,
        said: impl FnOnce(&Stored, T) -> Post,
    ) -> Answer {
        match done {
            Ok((stored, outcome)) => Answer::about("statement", stored.statement.id, said(&stored, outcome)),
            Err(no) => Answer::new(voice::refused(locale, &self.faces(event), &no)),
        }
    }

    async fn statements(&self, locale: Locale) -> Result<Answer, ReceptionError> {
        let current = store::current(&mut self.store.read().await?, LISTED).await?;
        let statements: Vec<_> = current.into_iter().map(|stored| stored.statement).collect();
        Ok(Answer::new(voice::list(locale, &statements)))
    }

    async fn show_statement(&self, event: &ChatEvent, locale: Locale, id: i64) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let Some(stored) = store::get(&mut tx, StatementId(id)).await? else { return Ok(unknown(locale, id)) };
        let before = store::before(&mut tx, &stored.statement).await?;
        let post = voice::card(locale, &self.faces(event), &stored.statement, before.as_ref());
        Ok(Answer::about("statement", stored.statement.id, post))
    }
}

fn unknown(locale: Locale, id: i64) -> Answer {
    let args = Args::new().text("id", StatementId(id).to_string());
    Answer::new(Post::line(say(locale, "statement-unknown", &args)))
}
