//! Statements: drafted, reviewed and published by command, button, form and the menu of a message.

mod delegation;
mod press;
mod template;

use chrono::Duration;
use commands::{Command, StatementDraft, StatementReplace, StatementVersion};

use super::{Answer, Reception, ReceptionError, channel};
use crate::chat::ChatEvent;
use crate::id::StatementId;
use crate::incident::desk::{Meant, meant, rooms};
use crate::incident::{BY_HAND_SEVERITY, Incident};
use crate::post::Post;
use crate::statement::desk::{self, At, New};
use crate::statement::review::Verdict;
use crate::statement::store::{self, Stand, Stored};
use crate::statement::text::Words;
use crate::statement::texts::{Change, Variant};
use crate::statement::voice::{self, Faces};
use crate::statement::{Channel, Kind, promise, roster};
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
            Command::Delegate(_) | Command::Undelegate(_) | Command::Delegations(_) => {
                return self.delegation(event, locale, command).await;
            }
            // Without words a form asks for them, and a form opens in answer to a button.
            Command::StatementTemplates(asked) => return self.templates(event, locale, asked).await.map(Some),
            Command::StatementDraft(asked) if asked.text.is_none() && asked.template.is_none() => {
                return self.statements(locale).await.map(Some);
            }
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
                let change = Change { of: None, words: Some(Words::new(&asked.text)) };
                self.edit(tx, event, locale, (id(asked.statement), stored.statement.revision), &[change]).await?
            }
            Command::StatementVersion(asked) => self.version(tx, event, locale, asked).await?,
            Command::StatementReplace(asked) => self.replace(tx, event, locale, asked).await?,
            Command::StatementSend(asked) => {
                let Some(stored) = store::lock(tx, id(asked.statement)).await? else {
                    return Ok(unknown(locale, asked.statement));
                };
                let done = desk::hand_out(tx, at, stored.statement.id, stored.statement.revision).await?;
                self.plainly(event, locale, done, "statement-done-handed")
            }
            Command::StatementPromise(asked) => {
                let span = Duration::minutes(i64::from(asked.span.minutes));
                let done = promise::desk::set(tx, at, id(asked.statement), span).await?;
                self.answer_about(event, locale, done, |stored, promise| {
                    voice::promised(locale, &stored.statement, promise.due)
                })
            }
            Command::StatementKept(asked) => {
                let done = promise::desk::kept(tx, at, id(asked.statement)).await?;
                self.plainly(event, locale, done, "statement-done-kept")
            }
            Command::StatementAsk(asked) => self.ask_review(tx, event, locale, id(asked.statement)).await?,
            Command::StatementApprove(asked) => {
                let Some(stored) = store::lock(tx, id(asked.statement)).await? else {
                    return Ok(unknown(locale, asked.statement));
                };
                // The digits say which words were read; fewer than eight could be of others.
                let typed = asked.hash.trim().to_lowercase();
                let read = typed.len() >= 8 && stored.statement.texts.hash().0.starts_with(&typed);
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

    async fn draft(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        asked: StatementDraft,
    ) -> Result<Answer, StoreError> {
        let (stand, incident) = self.stand(tx, event).await?;
        let spoken = self.home.locale(tx, &stand.channel).await?;
        let asked = match self.filled_in(asked, locale, spoken) {
            Ok(asked) => asked,
            Err(refused) => return Ok(Answer::new(refused)),
        };
        let planned = asked.planned.map(|span| self.clock.now() + Duration::minutes(i64::from(span.minutes)));
        let new = New {
            kind: asked.purpose.as_deref().and_then(Kind::named).unwrap_or_default(),
            main: Variant {
                channel: asked.outlet.as_deref().and_then(Channel::named).unwrap_or_default(),
                language: asked.language.unwrap_or(spoken).tag().to_owned(),
                words: Words::new(asked.text.as_deref().unwrap_or_default()),
            },
            sensitive: asked.sensitive,
            severity: incident.as_ref().map_or(BY_HAND_SEVERITY, |incident| incident.severity),
            incident: incident.map(|incident| incident.id),
            replaces: None,
            publish_at: planned,
            template: asked.template,
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
        (id, read): (StatementId, u32),
        changes: &[Change],
    ) -> Result<Answer, StoreError> {
        let done = desk::edit(tx, self.at(event), id, read, changes).await?;
        Ok(self.answer_about(event, locale, done, |stored, edited| voice::edited(locale, &stored.statement, &edited)))
    }

    /// Words for another channel or language.
    async fn version(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        asked: StatementVersion,
    ) -> Result<Answer, StoreError> {
        let id = StatementId(asked.statement);
        let Some(stored) = store::lock(tx, id).await? else { return Ok(unknown(locale, asked.statement)) };
        let main = stored.statement.texts.main();
        let channel = asked.outlet.as_deref().and_then(Channel::named).unwrap_or(main.channel);
        let language = asked.language.map_or_else(|| main.language.clone(), |language| language.tag().to_owned());
        let words = asked.text.as_deref().filter(|_| !asked.drop).map(Words::new);
        if words.is_none() && !asked.drop {
            return self.card_of(tx, event, locale, &stored).await;
        }
        let change = Change { of: Some((channel, language)), words };
        self.edit(tx, event, locale, (id, stored.statement.revision), &[change]).await
    }

    /// What takes the place of a public statement, for the same channel and in the same language.
    async fn replace(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        asked: StatementReplace,
    ) -> Result<Answer, StoreError> {
        let id = StatementId(asked.statement);
        let Some(old) = store::get(tx, id).await? else { return Ok(unknown(locale, asked.statement)) };
        let main = old.statement.texts.main().clone();
        let new = New {
            kind: if asked.corrects { Kind::Correction } else { old.statement.kind },
            main: Variant { words: Words::new(&asked.text), ..main },
            sensitive: old.statement.sensitive,
            severity: old.statement.severity,
            incident: old.statement.incident,
            replaces: Some(id),
            publish_at: None,
            template: None,
        };
        let drafted = desk::replace(tx, self.at(event), new, &old).await?;
        Ok(self.answer_about(event, locale, drafted, |stored, ()| voice::replaces(locale, &stored.statement, id)))
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
        let templates = self.rules.templates.of(locale.tag());
        Ok(Answer::new(voice::list(locale, &statements, &templates)))
    }

    async fn show_statement(&self, event: &ChatEvent, locale: Locale, id: i64) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let Some(stored) = store::get(&mut tx, StatementId(id)).await? else { return Ok(unknown(locale, id)) };
        self.card_of(&mut tx, event, locale, &stored).await.map_err(Into::into)
    }

    async fn card_of(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        stored: &Stored,
    ) -> Result<Answer, StoreError> {
        let before = store::before(tx, &stored.statement).await?;
        let promise = promise::store::get(tx, stored.statement.id).await?;
        let known = voice::Known { before: before.as_ref(), promise: promise.as_ref() };
        let rules = roster::now(tx, &self.rules, Some(&stored.statement), self.clock.now()).await?;
        let faces = Faces { rules: &rules, platform: &event.place.platform };
        let post = voice::card(locale, &faces, &stored.statement, known);
        Ok(Answer::about("statement", stored.statement.id, post))
    }

    /// Roles changed: reviews under way take notice.
    pub(super) async fn people_moved(&self, tx: &mut Tx) -> Result<(), StoreError> {
        desk::people_moved(tx, &self.home, &self.rules, self.clock.now()).await
    }
}

fn unknown(locale: Locale, id: i64) -> Answer {
    let args = Args::new().text("id", StatementId(id).to_string());
    Answer::new(Post::line(say(locale, "statement-unknown", &args)))
}
