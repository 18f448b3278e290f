//! Commands: what stands after `/crisis` or `@squall`.

use chrono::Duration;
use commands::{Command, Open, Refusal, Scope};

use super::{Answer, Reception, ReceptionError, SNOOZE_MINUTES, channel};
use crate::alert::desk::Decision;
use crate::alert::{self, trial, voice};
use crate::chat::ChatEvent;
use crate::home::speak_in;
use crate::id::AlertId;
use crate::incident;
use crate::people::{self, Settings};
use crate::post::{Block, Post, Rich, Span, Tone, inert};
use crate::store::{StoreError, Tx};
use crate::watch::desk::Refused;
use crate::watch::{self, Query, WatchState};
use crate::words::{Args, Locale, language_name, say, word};

impl Reception {
    /// Answers a command. What only asks does not wait for the writer of the database.
    pub(super) async fn asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: Result<Command, Refusal>,
    ) -> Result<Option<Answer>, ReceptionError> {
        let command = match command {
            Ok(command) => command,
            Err(refusal) => return Ok(Some(Answer::new(Post::line(inert(&refusal.say(locale)))))),
        };
        if let Some(answered) = self.incident_asked(event, locale, &command).await? {
            return Ok(answered);
        }
        let answer = match command {
            Command::Help(help) => Answer::new(self::help(locale, help.about.as_deref())),
            Command::Status(_) => self.status(locale).await?,
            Command::Digest(asked) => self.digest(locale, &asked).await?,
            Command::AlertList(_) => {
                let alerts = alert::store::ongoing(&mut self.store.read().await?).await?.good;
                Answer::new(voice::list(locale, &alerts))
            }
            Command::AlertShow(asked) => self.mentions(locale, AlertId(asked.alert), 0).await?,
            Command::WatchList(_) => {
                let watches = watch::store::list(&mut self.store.read().await?).await?.good;
                Answer::new(watch::voice::list(locale, &watches))
            }
            Command::Report(asked) => return self.report_words(event, locale, &asked.text).await,
            Command::MeHome(_) => Answer::new(self.page(&event.person, locale).await?),
            Command::MeQuiet(asked) => return self.quiet(event, locale, asked).await,
            Command::MeAlert(asked) => return self.alerts(event, locale, asked).await,
            Command::WatchTest(asked) => self.test(locale, asked.query).await?,
            command @ (Command::PlanCheck(_)
            | Command::PlanRecord(_)
            | Command::OncallHome(_)
            | Command::OncallSwap(_)
            | Command::OncallAnswer(_)
            | Command::Speaker(_)) => return self.plan_asked(event, locale, command).await,
            command @ (Command::ConductFreeze(_)
            | Command::ConductUnfreeze(_)
            | Command::ConductReply(_)
            | Command::ConductDecide(_)
            | Command::ConductLift(_)
            | Command::ConductList(_)) => return self.conduct_asked(event, locale, command).await,
            command @ (Command::TaskList(_) | Command::TaskAdd(_) | Command::TaskDone(_) | Command::TaskSkip(_)) => {
                return self.task_asked(event, locale, command).await;
            }
            command @ (Command::StatementDraft(_)
            | Command::StatementList(_)
            | Command::StatementShow(_)
            | Command::StatementEdit(_)
            | Command::StatementAsk(_)
            | Command::StatementApprove(_)
            | Command::StatementRelease(_)
            | Command::StatementPublished(_)
            | Command::StatementWithdraw(_)
            | Command::StatementVersion(_)
            | Command::StatementReplace(_)
            | Command::StatementTemplates(_)
            | Command::StatementSend(_)
            | Command::StatementPromise(_)
            | Command::StatementKept(_)
            | Command::Delegate(_)
            | Command::Undelegate(_)
            | Command::Delegations(_)) => return self.statement(event, locale, command).await,
            command if command.is_afterwards() => return self.afterwards_asked(event, locale, command).await,
            changing => {
                // A redelivery was answered when it came first.
                let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
                let answer = self.change(&mut tx, event, locale, changing).await?;
                self.commit(tx).await?;
                answer
            }
        };
        Ok(Some(answer))
    }

    async fn change(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        locale: Locale,
        command: Command,
    ) -> Result<Answer, StoreError> {
        let (now, by, home) = (self.clock.now(), &event.person, &self.home);
        let place = channel(event);
        let (id, decision, title) = match command {
            Command::WatchAdd(asked) => {
                let done = watch::desk::add(tx, home, asked, by, &place, now).await?;
                return Ok(of_watch(locale, "watch-added", done));
            }
            Command::WatchEdit(asked) => {
                let done = watch::desk::edit(tx, home, asked, by, &place, now).await?;
                return Ok(of_watch(locale, "watch-edited", done));
            }
            Command::WatchPause(asked) => {
                let done = watch::desk::set_state(tx, &asked.watch, WatchState::Paused, by, now).await?;
                return Ok(of_watch(locale, "watch-paused", done));
            }
            Command::WatchResume(asked) => {
                let done = watch::desk::set_state(tx, &asked.watch, WatchState::Active, by, now).await?;
                return Ok(of_watch(locale, "watch-resumed", done));
            }
            Command::WatchRemove(asked) => {
                let post = match watch::desk::find(tx, &asked.watch).await? {
                    Ok(watch) => watch::voice::ask_remove(locale, &watch),
                    Err(refused) => watch::voice::refused(locale, &refused),
                };
                return Ok(Answer::new(post));
            }
            Command::Language(asked) => {
                let key = match asked.scope {
                    Scope::Channel => {
                        speak_in(tx, &place, asked.locale).await?;
                        "common-language-channel"
                    }
                    Scope::Me => {
                        let locale = Some(asked.locale);
                        people::desk::change(tx, by, now, |before| Settings { locale, ..before }).await?;
                        "common-language-person"
                    }
                };
                let name = language_name(asked.locale, asked.locale.tag());
                return Ok(Answer::new(Post::line(say(asked.locale, key, &Args::new().text("language", name)))));
            }
            Command::Open(Open::ByHand { title }) => {
                let opened = incident::opening::by_hand(tx, home, title, by, &place, now).await?;
                let post = opened.map_or_else(
                    || Post::line(word(locale, "common-not-here")),
                    |incident| incident::voice::done(locale, &incident),
                );
                return Ok(Answer::new(post));
            }
            Command::Open(Open::Alert { alert, title }) => (alert, Decision::Open, title),
            Command::AlertAcknowledge(asked) => (asked.alert, Decision::Acknowledge, None),
            Command::AlertSnooze(asked) => {
                let minutes = asked.span.map_or(SNOOZE_MINUTES, |span| span.minutes);
                (asked.alert, Decision::Snooze { until: now + Duration::minutes(i64::from(minutes)) }, None)
            }
            Command::AlertKeep(asked) => {
                let reason = asked.reason.unwrap_or_default();
                let decision = Decision::Keep { reason: &reason };
                return Ok(self.decide(tx, event, locale, AlertId(asked.alert), decision, None).await?.1);
            }
            Command::AlertDismiss(asked) => {
                let reason = asked.reason.unwrap_or_default();
                let decision = Decision::Dismiss { reason: &reason };
                return Ok(self.decide(tx, event, locale, AlertId(asked.alert), decision, None).await?.1);
            }
            // Everything else only asks, and was answered before.
            _ => return Ok(Answer::new(self::help(locale, None))),
        };
        Ok(self.decide(tx, event, locale, AlertId(id), decision, title).await?.1)
    }

    /// What a query, or the query of a watch, would have caught.
    async fn test(&self, locale: Locale, typed: String) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let typed = match watch::store::by_name(&mut tx, &typed).await? {
            Some(watch) => watch.query,
            None => typed,
        };
        let query = match Query::parse(&typed) {
            Ok(query) => query,
            Err(error) => return Ok(Answer::new(watch::voice::refused(locale, &Refused::Query(typed, error)))),
        };
        let trial = trial::run(&mut tx, &query, self.clock.now()).await?;
        Ok(Answer::new(voice::trial(locale, &typed, &trial)))
    }
}

fn of_watch(locale: Locale, key: &str, done: Result<watch::Watch, Refused>) -> Answer {
    Answer::new(match done {
        Ok(watch) => watch::voice::done(locale, key, &watch),
        Err(refused) => watch::voice::refused(locale, &refused),
    })
}

/// The page of a command or a group; the overview when nothing is called so.
pub(super) fn help(locale: Locale, about: Option<&str>) -> Post {
    let page = about.and_then(|about| commands::help_for(about, locale));
    let page = page.unwrap_or_else(|| commands::help(locale));
    let row = |(name, about): (String, String)| Rich(vec![Span::Code(name), Span::Words(format!(" {about}"))]);
    let code = |line: &String| Rich(vec![Span::Code(line.clone())]);
    let mut blocks = vec![Block::Heading(page.title), Block::Text(Rich::words(page.summary.clone()))];
    if about.is_some() {
        blocks.push(Block::Code(page.usage.join("\n")));
    }
    if !page.arguments.is_empty() {
        blocks.push(Block::List(page.arguments.into_iter().map(row).collect()));
    }
    if about.is_some() {
        blocks.push(Block::List(page.examples.iter().map(code).collect()));
    } else {
        blocks.push(Block::Context(Rich::words(page.usage.join("\n"))));
    }
    Post { summary: page.summary, blocks, tone: Tone::Plain }
}
