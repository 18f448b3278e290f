//! What each command, button, form and menu needs: its verb at the gate, and what it is about. Whoever adds one says so here,
//! or it does not compile.

use commands::{
    Action, AlertAction, AlertCommand, Command, ConductCommand, DebriefVerb, EvidenceCommand, IncidentAction,
    IncidentCommand, ItemAction, ItemCommand, Language, MeCommand, MeasureAction, OncallAction, OncallCommand, Open,
    PlanCommand, ReplyAction, ReportVerb, RetroCommand, RetroVerb, RosterCommand, Scope, Shortcut, StatementCommand,
    StatementVerb, TaskAction, TaskCommand, WatchAction, WatchCommand,
};

use crate::gate::Verb::{self, Asked, Begin, Own, Run, See, Team, Work};
use crate::gate::store::Row;

/// What it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Nothing in particular.
    Nothing,
    /// An incident that is not named: that of the thread, or the only one that goes on. It is looked for among those that
    /// the person sees.
    Meant,
    Incident(i64),
    Alert(i64),
    Statement(i64),
    Row(Row, i64),
}

/// What it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    pub verb: Verb,
    pub about: About,
}

const fn need(verb: Verb, about: About) -> Need {
    Need { verb, about }
}

/// What is the person's own, or needs nothing but being let in.
pub(super) const OWN: Need = need(Own, About::Nothing);
/// A message is marked: what it is about is found by where it stands.
pub(super) const MARK: Need = need(Work, About::Meant);
const TEAM: Need = need(Team, About::Nothing);
const BEGIN: Need = need(Begin, About::Nothing);
const RUN: Need = need(Run, About::Nothing);

/// An incident by its number, or the one that is meant. Of one that is meant nobody who is turned away elsewhere learns a
/// thing: it is found among what they see.
fn incident(verb: Verb, named: Option<i64>) -> Need {
    match named {
        Some(id) => need(verb, About::Incident(id)),
        None => need(verb, About::Meant),
    }
}

fn row(verb: Verb, row: Row, id: i64) -> Need {
    need(verb, About::Row(row, id))
}

/// Of a command.
pub fn of_command(command: &Command) -> Need {
    match command {
        Command::Help(_) | Command::Status(_) => OWN,
        Command::Digest(_) => TEAM,
        Command::Report(_) => BEGIN,
        Command::Language(Language { scope: Scope::Me, .. }) => OWN,
        Command::Language(Language { scope: Scope::Channel, .. }) => RUN,
        Command::Incident(command) => of_incident(command),
        Command::Evidence(EvidenceCommand::Add(asked)) => incident(Work, asked.incident),
        Command::Evidence(EvidenceCommand::List(asked)) => incident(See, asked.incident),
        Command::Task(command) => of_task(command),
        Command::Conduct(command) => of_conduct(command),
        Command::Alert(command) => of_alert(command),
        Command::Statement(command) => of_statement(command),
        Command::Retro(command) => of_retro(command),
        Command::Item(command) => of_item(command),
        Command::Roster(RosterCommand::List(_)) => TEAM,
        Command::Roster(RosterCommand::Add(_) | RosterCommand::Remove(_) | RosterCommand::Speaker(_)) => RUN,
        Command::Oncall(OncallCommand::Home(_)) => TEAM,
        // Whoever takes over from somebody or for somebody else: the room asks for more.
        Command::Oncall(OncallCommand::Swap(_)) => OWN,
        Command::Oncall(OncallCommand::Answer(asked)) => incident(Work, asked.incident),
        Command::Plan(PlanCommand::Check(_)) => TEAM,
        Command::Plan(PlanCommand::Record(_)) => RUN,
        Command::Watch(WatchCommand::List(_) | WatchCommand::Test(_)) => TEAM,
        Command::Watch(
            WatchCommand::Add(_)
            | WatchCommand::Edit(_)
            | WatchCommand::Pause(_)
            | WatchCommand::Resume(_)
            | WatchCommand::Remove(_),
        ) => RUN,
        Command::Me(MeCommand::Home(_) | MeCommand::Quiet(_) | MeCommand::Alert(_)) => OWN,
    }
}

fn of_incident(command: &IncidentCommand) -> Need {
    match command {
        IncidentCommand::Open(Open::Alert { alert, .. }) => need(Work, About::Alert(*alert)),
        IncidentCommand::Open(Open::ByHand { .. }) => BEGIN,
        IncidentCommand::Timeline(asked) => incident(See, asked.incident),
        IncidentCommand::Situation(asked) => incident(See, asked.incident),
        IncidentCommand::Export(asked) => incident(See, asked.incident),
        IncidentCommand::Roles(asked) => incident(See, asked.incident),
        IncidentCommand::Note(asked) => incident(Work, asked.incident),
        IncidentCommand::Update(asked) => incident(Work, asked.incident),
        IncidentCommand::Take(asked) => incident(Work, asked.incident),
        IncidentCommand::Assign(asked) => incident(Work, asked.incident),
        IncidentCommand::Move(asked) => incident(Work, asked.incident),
        IncidentCommand::Severity(asked) => incident(Work, asked.incident),
        IncidentCommand::Kind(asked) => incident(Work, asked.incident),
        IncidentCommand::Watch(asked) => incident(Work, asked.incident),
    }
}

fn of_task(command: &TaskCommand) -> Need {
    match command {
        TaskCommand::List(asked) => incident(See, asked.incident),
        TaskCommand::Add(asked) => incident(Work, asked.incident),
        TaskCommand::Done(asked) => row(Work, Row::Task, asked.task),
        TaskCommand::Skip(asked) => row(Work, Row::Task, asked.task),
    }
}

fn of_conduct(command: &ConductCommand) -> Need {
    match command {
        ConductCommand::Freeze(asked) => incident(Work, asked.incident),
        ConductCommand::Unfreeze(asked) => incident(Work, asked.incident),
        ConductCommand::Reply(asked) if asked.said.is_none() => incident(See, asked.incident),
        ConductCommand::Reply(asked) => incident(Work, asked.incident),
        ConductCommand::Decide(asked) => incident(Work, asked.incident),
        ConductCommand::Lift(asked) => row(Work, Row::Measure, asked.measure),
        ConductCommand::List(asked) => incident(See, asked.incident),
    }
}

fn of_alert(command: &AlertCommand) -> Need {
    match command {
        // A list leaves out what the person does not see.
        AlertCommand::List(_) => OWN,
        AlertCommand::Show(asked) => need(See, About::Alert(asked.alert)),
        AlertCommand::Acknowledge(asked) => need(Work, About::Alert(asked.alert)),
        AlertCommand::Keep(asked) => need(Work, About::Alert(asked.alert)),
        AlertCommand::Snooze(asked) => need(Work, About::Alert(asked.alert)),
        AlertCommand::Dismiss(asked) => need(Work, About::Alert(asked.alert)),
    }
}

fn of_statement(command: &StatementCommand) -> Need {
    let work = |id: i64| need(Work, About::Statement(id));
    match command {
        // Where no incident is meant it stands where it was drafted.
        StatementCommand::Draft(asked) => incident(Work, asked.incident.flatten()),
        StatementCommand::List(_) => OWN,
        StatementCommand::Templates(_) => TEAM,
        StatementCommand::Show(asked) => need(See, About::Statement(asked.statement)),
        StatementCommand::Edit(asked) => work(asked.statement),
        StatementCommand::Ask(asked) => work(asked.statement),
        StatementCommand::Approve(asked) => work(asked.statement),
        StatementCommand::Release(asked) => work(asked.statement),
        StatementCommand::Published(asked) => work(asked.statement),
        StatementCommand::Withdraw(asked) => work(asked.statement),
        StatementCommand::Version(asked) => work(asked.statement),
        StatementCommand::Replace(asked) => work(asked.statement),
        StatementCommand::Send(asked) => work(asked.statement),
        StatementCommand::Promise(asked) => work(asked.statement),
        StatementCommand::Kept(asked) => work(asked.statement),
        // One's own vote, and nobody else's.
        StatementCommand::Delegate(_) | StatementCommand::Undelegate(_) => OWN,
        StatementCommand::Delegations(_) => TEAM,
    }
}

fn of_retro(command: &RetroCommand) -> Need {
    match command {
        RetroCommand::Start(asked) => incident(Work, asked.incident),
        RetroCommand::Add(asked) => incident(Work, asked.incident),
        RetroCommand::Close(asked) => incident(Work, asked.incident),
        RetroCommand::Report(asked) => incident(Work, asked.incident),
        RetroCommand::Debrief(asked) => incident(Work, asked.incident),
        RetroCommand::Show(asked) => incident(See, asked.incident),
        RetroCommand::Trends(_) | RetroCommand::Cases(_) => TEAM,
    }
}

fn of_item(command: &ItemCommand) -> Need {
    match command {
        ItemCommand::List(asked) => incident(See, asked.incident),
        ItemCommand::Add(asked) => incident(Work, asked.incident),
        ItemCommand::Finish(asked) => row(Work, Row::Item, asked.action),
        ItemCommand::Drop(asked) => row(Work, Row::Item, asked.action),
        ItemCommand::Assign(asked) => row(Work, Row::Item, asked.action),
        ItemCommand::Playbook(asked) => row(Work, Row::Item, asked.action),
    }
}

/// Of a button, a menu or a form.
pub fn of_action(action: &Action) -> Need {
    match action {
        Action::Help(_) | Action::Me(_) => OWN,
        Action::Alert(action) => by_an_alert(*action),
        Action::Incident(action) => by_an_incident(action),
        Action::Oncall(OncallAction::Answer(id)) => incident(Work, Some(*id)),
        Action::Measure(
            MeasureAction::Yes(id)
            | MeasureAction::No(id)
            | MeasureAction::Go(id)
            | MeasureAction::Lift(id)
            | MeasureAction::Correct(id),
        ) => row(Work, Row::Measure, *id),
        Action::Measure(MeasureAction::Fact(id)) => incident(Work, Some(*id)),
        Action::Reply(
            ReplyAction::Claim(id) | ReplyAction::GiveBack(id) | ReplyAction::Answer(id) | ReplyAction::LetBe(id),
        ) => row(Work, Row::Reply, *id),
        Action::Task(action) => by_a_task(action),
        Action::Item(action) => by_an_item(action),
        Action::Watch(WatchAction::Remove(_)) => RUN,
        Action::Statement(action) => by_a_statement(action.verb, action.statement),
        Action::Template(_) => need(Work, About::Meant),
        Action::Retro(action) => match action.verb {
            RetroVerb::Answer | RetroVerb::Later | RetroVerb::Decline => row(Asked, Row::Survey, action.survey),
            RetroVerb::Close => row(Work, Row::Survey, action.survey),
        },
        Action::Report(action) => match action.verb {
            ReportVerb::Edit | ReportVerb::Refresh | ReportVerb::Finish => incident(Work, Some(action.incident)),
        },
        Action::Debrief(action) => match action.verb {
            DebriefVerb::Come | DebriefVerb::Miss | DebriefVerb::There => row(Asked, Row::Debrief, action.debrief),
            DebriefVerb::Summary => row(Work, Row::Debrief, action.debrief),
        },
        Action::Checkin(commands::CheckinAction::Recovered(id) | commands::CheckinAction::NotYet(id)) => {
            row(Asked, Row::Checkin, *id)
        }
    }
}

fn by_an_alert(action: AlertAction) -> Need {
    match action {
        AlertAction::Mentions { alert, .. } => need(See, About::Alert(alert)),
        AlertAction::Open(alert)
        | AlertAction::Acknowledge(alert)
        | AlertAction::Keep(alert)
        | AlertAction::Snooze(alert)
        | AlertAction::Dismiss(alert)
        | AlertAction::DismissReason(alert) => need(Work, About::Alert(alert)),
    }
}

fn by_an_incident(action: &IncidentAction) -> Need {
    match action {
        IncidentAction::Timeline { incident: id, .. }
        | IncidentAction::Evidence { incident: id, .. }
        | IncidentAction::Situation(id)
        | IncidentAction::Roles(id) => incident(See, Some(*id)),
        IncidentAction::TimelineAdd { incident: id, .. }
        | IncidentAction::EvidenceAdd { incident: id, .. }
        | IncidentAction::Role { incident: id, .. }
        | IncidentAction::Take { incident: id, .. }
        | IncidentAction::Assign { incident: id, .. }
        | IncidentAction::Move { incident: id, .. }
        | IncidentAction::Severity { incident: id, .. }
        | IncidentAction::Update(id)
        | IncidentAction::Snooze(id)
        | IncidentAction::Acknowledge(id)
        | IncidentAction::Private(id) => incident(Work, Some(*id)),
        IncidentAction::TimelineUndo(entry) => row(Work, Row::Entry, *entry),
        IncidentAction::ProposalAccept(id) | IncidentAction::ProposalDismiss(id) => row(Work, Row::Proposal, *id),
    }
}

fn by_a_task(action: &TaskAction) -> Need {
    match action {
        TaskAction::Done(id) | TaskAction::Reopen(id) | TaskAction::Skip(id) => row(Work, Row::Task, *id),
        TaskAction::Add(id) | TaskAction::Begin { incident: id, .. } => incident(Work, Some(*id)),
        TaskAction::Skips(id) => incident(See, Some(*id)),
    }
}

fn by_an_item(action: &ItemAction) -> Need {
    match action {
        ItemAction::Add(id) => incident(Work, Some(*id)),
        ItemAction::Done(id)
        | ItemAction::Drop(id)
        | ItemAction::Later(id)
        | ItemAction::Assign { item: id, .. }
        | ItemAction::Step { item: id, .. } => row(Work, Row::Item, *id),
        // A playbook is changed: the room asks for more where it is agreed to.
        ItemAction::Approve(id) | ItemAction::Reject(id) => row(Work, Row::Change, *id),
    }
}

fn by_a_statement(verb: StatementVerb, id: i64) -> Need {
    match verb {
        StatementVerb::Write => need(Work, About::Meant),
        StatementVerb::Page => need(See, About::Statement(id)),
        StatementVerb::Edit
        | StatementVerb::Ask
        | StatementVerb::Approve
        | StatementVerb::Changes
        | StatementVerb::Veto
        | StatementVerb::Published
        | StatementVerb::Version
        | StatementVerb::Replace
        | StatementVerb::Withdraw
        | StatementVerb::Send
        | StatementVerb::Kept
        | StatementVerb::Belongs => need(Work, About::Statement(id)),
    }
}

/// Of an entry of a message's menu.
pub fn of_shortcut(shortcut: Shortcut) -> Need {
    match shortcut {
        Shortcut::ReportMention | Shortcut::OpenIncident => BEGIN,
        Shortcut::AddToTimeline | Shortcut::KeepEvidence | Shortcut::AnswerThis | Shortcut::DraftStatement => {
            need(Work, About::Meant)
        }
    }
}
