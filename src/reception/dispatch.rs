//! Which room an event is for.

use std::future::Future;
use std::pin::Pin;

use commands::{Action, Command, Refusal};

use super::asking::{Act, Asking};
use super::timeline::Kept;
use super::{
    Answer, Answered, Reception, alert, conduct, debrief, digest, evidence, export, help, incident, item, language, me,
    measure, need, oncall, plan, report, retro, roster, shortcut, statement, status, task, timeline, watch,
};
use crate::chat::{Chat, ChatEvent, Happened};
use crate::gate::Standing;
use crate::post::{Post, inert};
use crate::words::{Locale, word};

impl Reception {
    /// What an event asks for, done by whose it is.
    pub(super) async fn answer(&self, chat: &dyn Chat, event: &ChatEvent, who: (Locale, Standing)) -> Answered {
        let asking = Asking::new(self, chat, event, who);
        let answered = answer(&asking).await;
        if answered.is_ok() {
            asking.looked().await;
        }
        match answered {
            // A refusal is an answer like any other.
            Err(super::ReceptionError::Refused(answer)) => Ok(asking.remember().await?.then_some(*answer)),
            // It was answered when it came first.
            Err(super::ReceptionError::Repeated) => Ok(None),
            answered => answered,
        }
    }
}

async fn answer(asking: &Asking<'_>) -> Answered {
    match &asking.event.what {
        Happened::Asked { words } => asked(asking, commands::parse(words)).await,
        Happened::Commanded { path, options } => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            asked(asking, commands::from_options(&path, options)).await
        }
        Happened::Pressed { action, trigger, .. } => acted(asking, action, Act::Pressed { trigger }).await,
        Happened::Submitted { action, answers } => acted(asking, action, Act::FilledIn(answers)).await,
        Happened::Chose { shortcut, on, trigger } => shortcut::chosen(asking, shortcut, on, trigger).await,
        Happened::Reacted { .. } | Happened::Pinned { .. } | Happened::Wrote { .. } => marked(asking).await,
        // The page is shown after the answer.
        Happened::CameHome => asking.pass(need::OWN).await.map(|()| None),
        // What changed was followed before.
        Happened::Changed { .. } => Ok(None),
    }
}

/// What people do with messages: an emoji, a pin, words with an emoji before them.
async fn marked(asking: &Asking<'_>) -> Answered {
    if let Happened::Reacted { emoji, message, added: true } = &asking.event.what
        && !asking.reception.keeps(emoji)
    {
        return alert::reacted(asking, emoji, message).await;
    }
    asking.pass(need::MARK).await?;
    match &asking.event.what {
        Happened::Reacted { emoji, message, added } if asking.reception.keeps(emoji) => match added {
            true => timeline::keep(asking, message.clone(), None, (Kept::Marked, None)).await,
            false => timeline::unkeep(asking, message, false).await,
        },
        Happened::Pinned { message, added: true } => {
            timeline::keep(asking, message.clone(), None, (Kept::Marked, None)).await
        }
        Happened::Pinned { message, added: false } => timeline::unkeep(asking, message, true).await,
        Happened::Wrote { said } => timeline::wrote(asking, said).await,
        // Another emoji was taken away.
        _ => Ok(None),
    }
}

/// What a room does. Each waits in a place of its own: together they would not fit on a thread's stack.
type InRoom<'a> = Pin<Box<dyn Future<Output = Answered> + Send + 'a>>;

/// Answers a command. What only asks does not wait for the writer of the database.
async fn asked(asking: &Asking<'_>, command: Result<Command, Refusal>) -> Answered {
    let refused = |refusal: Refusal| Answer::new(Post::line(inert(&refusal.say(asking.locale))));
    // What can't be read tells nobody anything who is not let in.
    let needs = command.as_ref().map_or(need::OWN, need::of_command);
    asking.pass(needs).await?;
    room_of_command(asking, command.map_err(refused)?).await
}

fn room_of_command<'a>(asking: &'a Asking<'_>, command: Command) -> InRoom<'a> {
    match command {
        Command::Help(asked) => Box::pin(async move { Ok(Some(help::answer(asking, asked.about.as_deref()))) }),
        Command::Status(_) => Box::pin(async move { status::answer(asking).await.map(Some) }),
        Command::Digest(asked) => Box::pin(async move { digest::answer(asking, &asked).await.map(Some) }),
        Command::Report(asked) => Box::pin(async move { report::words(asking, &asked.text).await }),
        Command::Language(asked) => Box::pin(language::handle(asking, asked)),
        Command::Incident(command) => Box::pin(incident::handle(asking, command)),
        Command::Evidence(command) => Box::pin(evidence::handle(asking, command)),
        Command::Task(command) => Box::pin(task::handle(asking, command)),
        Command::Conduct(command) => Box::pin(conduct::handle(asking, command)),
        Command::Alert(command) => Box::pin(alert::handle(asking, command)),
        Command::Statement(command) => Box::pin(statement::handle(asking, command)),
        Command::Retro(command) => Box::pin(retro::handle(asking, command)),
        Command::Item(command) => Box::pin(item::handle(asking, command)),
        Command::Roster(command) => Box::pin(roster::handle(asking, command)),
        Command::Oncall(command) => Box::pin(oncall::handle(asking, command)),
        Command::Plan(command) => Box::pin(plan::handle(asking, command)),
        Command::Watch(command) => Box::pin(watch::handle(asking, command)),
        Command::Me(command) => Box::pin(me::handle(asking, command)),
    }
}

/// Does what a button, a menu or a form stands for.
async fn acted(asking: &Asking<'_>, action: &str, act: Act<'_>) -> Answered {
    let unknown = || Answer::new(Post::line(word(asking.locale, "common-not-here")));
    let action = Action::decode(action);
    asking.pass(action.as_ref().map_or(need::OWN, need::of_action)).await?;
    room_of_action(asking, action.ok_or_else(unknown)?, act).await
}

fn room_of_action<'a>(asking: &'a Asking<'_>, action: Action, act: Act<'a>) -> InRoom<'a> {
    match action {
        Action::Help(about) => Box::pin(async move { Ok(Some(help::answer(asking, Some(&about)))) }),
        Action::Alert(action) => Box::pin(alert::act(asking, action, act)),
        Action::Incident(action) => Box::pin(incident::act(asking, action, act)),
        Action::Oncall(action) => Box::pin(oncall::act(asking, action)),
        Action::Measure(action) => Box::pin(measure::act(asking, action, act)),
        Action::Reply(action) => Box::pin(conduct::act(asking, action, act)),
        Action::Task(action) => Box::pin(task::act(asking, action, act)),
        Action::Item(action) => Box::pin(item::act(asking, action, act)),
        Action::Watch(action) => Box::pin(watch::act(asking, action)),
        Action::Me(action) => Box::pin(me::act(asking, action, act)),
        Action::Statement(action) => Box::pin(statement::act(asking, action, act)),
        Action::Template(of) => Box::pin(async move { statement::template_act(asking, &of, act).await }),
        Action::Retro(action) => Box::pin(retro::act(asking, action, act)),
        Action::Report(action) => Box::pin(export::act(asking, action, act)),
        Action::Debrief(action) => Box::pin(debrief::act(asking, action, act)),
        Action::Checkin(action) => Box::pin(retro::checked_in(asking, action)),
    }
}
