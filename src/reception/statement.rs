//! Statements: drafted, reviewed and published by command, button, form and the menu of a message.

mod delegation;
mod draft;
mod press;
mod template;

use chrono::Duration;
use commands::StatementCommand;

pub(super) use self::press::{act, draft_from};
pub(super) use self::template::act as template_act;
use super::asking::Asking;
use super::{Answer, Answered, ReceptionError};
use crate::gate::{Allowed, Work};
use crate::id::StatementId;
use crate::post::Post;
use crate::refusal::Error;
use crate::statement::desk::{self, At, No};
use crate::statement::review::Verdict;
use crate::statement::store::{self, Stored};
use crate::statement::text::Words;
use crate::statement::texts::Change;
use crate::statement::voice::{self, Faces};
use crate::statement::{promise, roster};
use crate::store::{StoreError, Tx};
use crate::words::{Args, say};

/// Statements that a list shows.
const LISTED: i64 = 20;

/// Who asks, and what holds here and now.
fn at<'a, V>(asking: &'a Asking<'_>, by: &'a Allowed<V>) -> At<'a> {
    At::new(asking.home(), asking.rules(), by, asking.now())
}

fn faces<'a>(asking: &'a Asking<'_>) -> Faces<'a> {
    Faces { rules: asking.rules(), platform: &asking.place().platform }
}

/// Answers a command about statements.
pub(super) async fn handle(asking: &Asking<'_>, command: StatementCommand) -> Answered {
    match command {
        StatementCommand::List(_) => list(asking).await,
        StatementCommand::Show(asked) => show(asking, asked.statement).await,
        StatementCommand::Templates(asked) => template::list(asking, asked).await,
        // Without words a form asks for them, and a form opens in answer to a button.
        StatementCommand::Draft(asked) if asked.text.is_none() && asked.template.is_none() => list(asking).await,
        StatementCommand::Draft(asked) => draft::begin(asking, asked).await,
        StatementCommand::Version(asked) => draft::version(asking, asked).await,
        StatementCommand::Replace(asked) => draft::replace(asking, asked).await,
        StatementCommand::Edit(asked) => edit_typed(asking, asked.statement, &asked.text).await,
        StatementCommand::Ask(asked) => ask(asking, asked.statement).await,
        StatementCommand::Approve(asked) => approve_typed(asking, asked.statement, (asked.revision, &asked.hash)).await,
        StatementCommand::Release(asked) => release(asking, asked.statement, &asked.reason).await,
        StatementCommand::Send(asked) => send(asking, asked.statement, None).await,
        StatementCommand::Published(asked) => {
            published(asking, asked.statement, &asked.link, asked.text.as_deref()).await
        }
        StatementCommand::Withdraw(asked) => withdraw(asking, asked.statement, &asked.reason).await,
        StatementCommand::Promise(asked) => promise(asking, asked.statement, asked.span.minutes).await,
        StatementCommand::Kept(asked) => kept(asking, asked.statement).await,
        StatementCommand::Delegate(asked) => delegation::give(asking, asked).await,
        StatementCommand::Undelegate(asked) => delegation::end(asking, asked).await,
        StatementCommand::Delegations(_) => delegation::list(asking).await,
    }
}

/// Commits, and says what became of the statement.
async fn done<T>(
    asking: &Asking<'_>,
    tx: Tx,
    done: desk::Answer<T>,
    said: impl FnOnce(&Stored, T) -> Post,
) -> Answered {
    let (stored, outcome) = match done {
        Err(Error::Refused(no)) if no.keeps() => return kept_all_the_same(asking, tx, &no).await,
        done => done.map_err(|error| refused(asking, error))?,
    };
    asking.commit(tx).await?;
    Ok(Some(Answer::about("statement", stored.statement.id, said(&stored, outcome))))
}

/// What was found out on the way stays, and is said; the person hears why nothing else happened.
async fn kept_all_the_same(asking: &Asking<'_>, tx: Tx, no: &No) -> Answered {
    asking.commit(tx).await?;
    Ok(Some(Answer::new(voice::refused(asking.locale, &faces(asking), no))))
}

fn refused(asking: &Asking<'_>, error: Error<No>) -> ReceptionError {
    asking.refuse(error, |locale, no| voice::refused(locale, &faces(asking), no))
}

/// As [`done`], in the sentence of this key.
async fn plainly(asking: &Asking<'_>, tx: Tx, outcome: desk::Answer<()>, key: &str) -> Answered {
    done(asking, tx, outcome, |stored, ()| voice::done(asking.locale, key, &stored.statement)).await
}

/// The statement, locked; or the refusal when there is none.
async fn locked(asking: &Asking<'_>, tx: &mut Tx, id: i64) -> Result<Stored, ReceptionError> {
    let found = store::lock(tx, StatementId(id)).await?;
    Ok(found.ok_or_else(|| unknown(asking, id))?)
}

fn unknown(asking: &Asking<'_>, id: i64) -> Answer {
    let args = Args::new().text("id", StatementId(id).to_string());
    Answer::new(Post::line(say(asking.locale, "statement-unknown", &args)))
}

/// Who types new words has the present ones before them.
async fn edit_typed(asking: &Asking<'_>, id: i64, text: &str) -> Answered {
    let mut tx = asking.begin().await?;
    let stored = locked(asking, &mut tx, id).await?;
    let change = Change { of: None, words: Some(Words::new(text)) };
    edit(asking, tx, (stored.statement.id, stored.statement.revision), &[change]).await
}

async fn edit(asking: &Asking<'_>, mut tx: Tx, (id, read): (StatementId, u32), changes: &[Change]) -> Answered {
    let edited = desk::edit(&mut tx, at(asking, &asking.may::<Work>()?), id, read, changes).await;
    done(asking, tx, edited, |stored, edited| voice::edited(asking.locale, &stored.statement, &edited)).await
}

async fn ask(asking: &Asking<'_>, id: i64) -> Answered {
    let mut tx = asking.begin().await?;
    let asked = desk::ask(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id)).await;
    done(asking, tx, asked, |stored, asked| voice::asked(asking.locale, &stored.statement, &asked)).await
}

/// The revision and the digits say which words were read; fewer digits could be of others.
async fn approve_typed(asking: &Asking<'_>, id: i64, (revision, hash): (u32, &str)) -> Answered {
    let mut tx = asking.begin().await?;
    let stored = locked(asking, &mut tx, id).await?;
    let revision = if stored.statement.texts.hash().is_meant(hash) { revision } else { 0 };
    vote(asking, tx, (stored.statement.id, revision), Verdict::Approve).await
}

async fn vote(asking: &Asking<'_>, mut tx: Tx, (id, revision): (StatementId, u32), verdict: Verdict) -> Answered {
    let voted = desk::vote(&mut tx, at(asking, &asking.may::<Work>()?), id, revision, verdict.clone()).await;
    done(asking, tx, voted, |stored, voted| voice::voted(asking.locale, &stored.statement, &verdict, &voted)).await
}

async fn release(asking: &Asking<'_>, id: i64, reason: &str) -> Answered {
    let mut tx = asking.begin().await?;
    let released = desk::release(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), reason).await;
    plainly(asking, tx, released, "statement-done-released").await
}

/// Hands out the revision that was read; the present one when nobody says which.
async fn send(asking: &Asking<'_>, id: i64, read: Option<u32>) -> Answered {
    let mut tx = asking.begin().await?;
    let revision = match read {
        Some(read) => read,
        None => locked(asking, &mut tx, id).await?.statement.revision,
    };
    let handed = desk::hand_out(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), revision).await;
    plainly(asking, tx, handed, "statement-done-handed").await
}

async fn published(asking: &Asking<'_>, id: i64, link: &str, found: Option<&str>) -> Answered {
    let mut tx = asking.begin().await?;
    let published =
        desk::publish(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), link, found.map(Words::new)).await;
    done(asking, tx, published, |stored, same| {
        let key = if same { "statement-done-published" } else { "statement-done-differs" };
        voice::done(asking.locale, key, &stored.statement)
    })
    .await
}

async fn withdraw(asking: &Asking<'_>, id: i64, reason: &str) -> Answered {
    let mut tx = asking.begin().await?;
    let withdrawn = desk::withdraw(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), reason).await;
    plainly(asking, tx, withdrawn, "statement-done-withdrawn").await
}

async fn promise(asking: &Asking<'_>, id: i64, minutes: u32) -> Answered {
    let mut tx = asking.begin().await?;
    let span = Duration::minutes(minutes.into());
    let set = promise::desk::set(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id), span).await;
    done(asking, tx, set, |stored, promise| voice::promised(asking.locale, &stored.statement, promise.due)).await
}

async fn kept(asking: &Asking<'_>, id: i64) -> Answered {
    let mut tx = asking.begin().await?;
    let kept = promise::desk::kept(&mut tx, at(asking, &asking.may::<Work>()?), StatementId(id)).await;
    plainly(asking, tx, kept, "statement-done-kept").await
}

async fn list(asking: &Asking<'_>) -> Answered {
    let mut tx = asking.read().await?;
    let current = store::current(&mut tx, LISTED).await?;
    let current = asking.eyes.statements(&mut tx, current).await?;
    let statements: Vec<_> = current.into_iter().map(|stored| stored.statement).collect();
    let templates = asking.rules().templates.of(asking.locale.tag());
    Ok(Some(Answer::new(voice::list(asking.locale, &statements, &templates))))
}

async fn show(asking: &Asking<'_>, id: i64) -> Answered {
    let mut tx = asking.read().await?;
    match store::get(&mut tx, StatementId(id)).await? {
        Some(stored) => card_of(asking, &mut tx, &stored).await.map(Some),
        None => Ok(Some(unknown(asking, id))),
    }
}

async fn card_of(asking: &Asking<'_>, tx: &mut Tx, stored: &Stored) -> Result<Answer, ReceptionError> {
    let before = store::before(tx, &stored.statement).await?;
    let promise = promise::store::get(tx, stored.statement.id).await?;
    let known = voice::Known { before: before.as_ref(), promise: promise.as_ref() };
    let rules = roster::now(tx, asking.rules(), Some(&stored.statement), asking.now()).await?;
    let faces = Faces { rules: &rules, platform: &asking.place().platform };
    let post = voice::card(asking.locale, &faces, &stored.statement, known);
    Ok(Answer::about("statement", stored.statement.id, post))
}

/// Roles changed: reviews under way take notice.
pub(super) async fn people_moved(asking: &Asking<'_>, tx: &mut Tx) -> Result<(), StoreError> {
    desk::people_moved(tx, asking.home(), asking.rules(), asking.now()).await
}
