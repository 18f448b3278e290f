//! Which room an event is for.

use commands::{Action, Command, Refusal};

use super::asking::{Act, Asking};
use super::timeline::Kept;
use super::{
    Answer, Answered, Reception, alert, conduct, debrief, digest, evidence, export, help, incident, item, language, me,
    measure, oncall, plan, report, retro, roster, shortcut, statement, status, task, timeline, watch,
};
use crate::chat::{Chat, ChatEvent, Happened};
use crate::post::{Post, inert};
use crate::words::{Locale, word};

impl Reception {
    /// What an event asks for, done by whose it is.
    pub(super) async fn answer(&self, chat: &dyn Chat, event: &ChatEvent, locale: Locale) -> Answered {
        let asking = Asking::new(self, chat, event, locale);
        match answer(&asking).await {
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
        Happened::Reacted { emoji, message, added } if asking.reception.keeps(emoji) => match added {
            true => timeline::keep(asking, message.clone(), None, (Kept::Marked, None)).await,
            false => timeline::unkeep(asking, message, false).await,
        },
        Happened::Reacted { emoji, message, added: true } => alert::reacted(asking, emoji, message).await,
        Happened::Pinned { message, added: true } => {
            timeline::keep(asking, message.clone(), None, (Kept::Marked, None)).await
        }
        Happened::Pinned { message, added: false } => timeline::unkeep(asking, message, true).await,
        Happened::Wrote { said } => timeline::wrote(asking, said).await,
        // Another emoji was taken away; the page is shown after the answer; what changed was followed before.
        Happened::Reacted { added: false, .. } | Happened::CameHome | Happened::Changed { .. } => Ok(None),
    }
}

/// Answers a command. What only asks does not wait for the writer of the database.
async fn asked(asking: &Asking<'_>, command: Result<Command, Refusal>) -> Answered {
    let refused = |refusal: Refusal| Answer::new(Post::line(inert(&refusal.say(asking.locale))));
    match command.map_err(refused)? {
        Command::Help(asked) => Ok(Some(help::answer(asking, asked.about.as_deref()))),
        Command::Status(_) => status::answer(asking).await.map(Some),
        Command::Digest(asked) => digest::answer(asking, &asked).await.map(Some),
        Command::Report(asked) => report::words(asking, &asked.text).await,
        Command::Language(asked) => language::handle(asking, asked).await,
        Command::Incident(command) => incident::handle(asking, command).await,
        Command::Evidence(command) => evidence::handle(asking, command).await,
        Command::Task(command) => task::handle(asking, command).await,
        Command::Conduct(command) => conduct::handle(asking, command).await,
        Command::Alert(command) => alert::handle(asking, command).await,
        Command::Statement(command) => statement::handle(asking, command).await,
        Command::Retro(command) => retro::handle(asking, command).await,
        Command::Item(command) => item::handle(asking, command).await,
        Command::Roster(command) => roster::handle(asking, command).await,
        Command::Oncall(command) => oncall::handle(asking, command).await,
        Command::Plan(command) => plan::handle(asking, command).await,
        Command::Watch(command) => watch::handle(asking, command).await,
        Command::Me(command) => me::handle(asking, command).await,
    }
}

/// Does what a button, a menu or a form stands for.
async fn acted(asking: &Asking<'_>, action: &str, act: Act<'_>) -> Answered {
    let unknown = || Answer::new(Post::line(word(asking.locale, "common-not-here")));
    match Action::decode(action).ok_or_else(unknown)? {
        Action::Help(about) => Ok(Some(help::answer(asking, Some(&about)))),
        Action::Alert(action) => alert::act(asking, action, act).await,
        Action::Incident(action) => incident::act(asking, action, act).await,
        Action::Oncall(action) => oncall::act(asking, action).await,
        Action::Measure(action) => measure::act(asking, action, act).await,
        Action::Reply(action) => conduct::act(asking, action, act).await,
        Action::Task(action) => task::act(asking, action, act).await,
        Action::Item(action) => item::act(asking, action, act).await,
        Action::Watch(action) => watch::act(asking, action).await,
        Action::Me(action) => me::act(asking, action, act).await,
        Action::Statement(action) => statement::act(asking, action, act).await,
        Action::Template(of) => statement::template_act(asking, &of, act).await,
        Action::Retro(action) => retro::act(asking, action, act).await,
        Action::Report(action) => export::act(asking, action, act).await,
        Action::Debrief(action) => debrief::act(asking, action, act).await,
        Action::Checkin(action) => retro::checked_in(asking, action).await,
    }
}
