//! Buttons and forms of statements.

use commands::{StatementAction, StatementDraft, StatementReplace, StatementVerb};

use super::{at, draft, edit, kept, locked, plainly, published, send, unknown, vote, withdraw};
use crate::gate::Work;
use crate::id::StatementId;
use crate::post::Post;
use crate::reception::asking::{Act, Asking};
use crate::reception::{Answer, Answered};
use crate::statement::review::Verdict;
use crate::statement::store;
use crate::statement::text::Words;
use crate::statement::texts::Change;
use crate::statement::{Channel, desk, voice};
use crate::words::{Locale, word};

/// A button of a statement, or the form that it opened.
pub(in crate::reception) async fn act(asking: &Asking<'_>, action: StatementAction, act: Act<'_>) -> Answered {
    match act {
        Act::Pressed { trigger } => pressed(asking, action, trigger).await,
        Act::FilledIn(answers) => filled_in(asking, action, answers).await,
    }
}

/// It opens a form, or does what it says.
async fn pressed(asking: &Asking<'_>, action: StatementAction, trigger: &str) -> Answered {
    let StatementAction { verb, statement, n } = action;
    match verb {
        StatementVerb::Write => asking.open(trigger, &voice::write_form(asking.locale, None)).await,
        StatementVerb::Changes | StatementVerb::Veto | StatementVerb::Withdraw => {
            asking.open(trigger, &voice::reason_form(asking.locale, statement, verb, n)).await
        }
        StatementVerb::Published => asking.open(trigger, &voice::published_form(asking.locale, statement)).await,
        StatementVerb::Edit | StatementVerb::Version | StatementVerb::Replace => {
            open_words(asking, verb, statement, trigger).await
        }
        StatementVerb::Page => page(asking, statement, n).await,
        StatementVerb::Ask => super::ask(asking, statement).await,
        StatementVerb::Approve => {
            let tx = asking.begin().await?;
            vote(asking, tx, (StatementId(statement), n), Verdict::Approve).await
        }
        StatementVerb::Send => send(asking, statement, Some(n)).await,
        StatementVerb::Kept => kept(asking, statement).await,
        StatementVerb::Belongs => draft::belongs(asking, statement, n).await,
    }
}

/// A form that shows the words as they are.
async fn open_words(asking: &Asking<'_>, verb: StatementVerb, id: i64, trigger: &str) -> Answered {
    let found = store::get(&mut asking.read().await?, StatementId(id)).await?;
    let statement = found.ok_or_else(|| unknown(asking, id))?.statement;
    let form = match verb {
        StatementVerb::Edit => voice::edit_form(asking.locale, &statement),
        StatementVerb::Version => Some(voice::version_form(asking.locale, &statement)),
        _ => Some(voice::replace_form(asking.locale, &statement)),
    };
    match form {
        Some(form) => asking.open(trigger, &form).await,
        None => {
            let post = voice::done(asking.locale, "statement-too-long-for-form", &statement);
            Ok(Some(Answer::about("statement", statement.id, post)))
        }
    }
}

/// A page of the whole words.
async fn page(asking: &Asking<'_>, id: i64, n: u32) -> Answered {
    let found = store::get(&mut asking.read().await?, StatementId(id)).await?;
    let stored = found.ok_or_else(|| unknown(asking, id))?;
    let post = voice::page(asking.locale, &stored.statement, usize::try_from(n).unwrap_or_default());
    Ok(Some(Answer::about("statement", stored.statement.id, post)))
}

/// The menu of a message: its words are the beginning of a statement.
pub(in crate::reception) async fn draft_from(asking: &Asking<'_>, text: &str, trigger: &str) -> Answered {
    asking.open(trigger, &voice::write_form(asking.locale, Some(text))).await
}

/// A form came back.
async fn filled_in(asking: &Asking<'_>, action: StatementAction, answers: &[(String, String)]) -> Answered {
    let StatementAction { verb, statement, n } = action;
    let given = |key: &str| answers.iter().find(|(of, _)| of == key).map_or("", |(_, answer)| answer.as_str());
    let (id, why) = (StatementId(statement), given("why").trim());
    match verb {
        StatementVerb::Write => draft::begin(asking, written(&given)).await,
        StatementVerb::Edit => {
            let mut tx = asking.begin().await?;
            let stored = locked(asking, &mut tx, statement).await?;
            let changes = voice::edited_texts(&stored.statement.texts, answers);
            edit(asking, tx, (id, n), &changes).await
        }
        StatementVerb::Version => {
            let tx = asking.begin().await?;
            let channel = Channel::named(given("channel")).ok_or_else(|| not_here(asking))?;
            let of = Some((channel, given("language").to_owned()));
            edit(asking, tx, (id, n), &[Change { of, words: Some(Words::new(given("words"))) }]).await
        }
        StatementVerb::Replace => {
            let asked = StatementReplace { statement, text: given("words").to_owned(), corrects: true };
            draft::replace(asking, asked).await
        }
        StatementVerb::Changes => {
            let tx = asking.begin().await?;
            vote(asking, tx, (id, n), Verdict::RequestChanges { comment: why.to_owned() }).await
        }
        StatementVerb::Veto => {
            let mut tx = asking.begin().await?;
            let vetoed = desk::veto(&mut tx, at(asking, &asking.may::<Work>()?), id, n, why).await;
            plainly(asking, tx, vetoed, "statement-done-vetoed").await
        }
        StatementVerb::Withdraw => withdraw(asking, statement, why).await,
        StatementVerb::Published => {
            let found = Some(given("found")).filter(|found| !found.trim().is_empty());
            published(asking, statement, given("link").trim(), found).await
        }
        StatementVerb::Ask
        | StatementVerb::Approve
        | StatementVerb::Page
        | StatementVerb::Send
        | StatementVerb::Kept
        | StatementVerb::Belongs => Ok(Some(not_here(asking))),
    }
}

/// No form of ours.
fn not_here(asking: &Asking<'_>) -> Answer {
    Answer::new(Post::line(word(asking.locale, "common-not-here")))
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
