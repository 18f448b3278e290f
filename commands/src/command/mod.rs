//! The commands, one per file: its description, its typed struct, and the examples that are its tests.

mod action;
mod alert_acknowledge;
mod alert_dismiss;
mod alert_keep;
mod alert_list;
mod alert_show;
mod alert_snooze;
mod delegation;
mod conduct;
mod digest;
mod evidence;
mod export;
mod help;
mod incident;
mod language;
mod measure;
mod note;
mod me_alert;
mod me_home;
mod me_quiet;
mod oncall;
mod open;
mod plan;
mod report;
mod retro;
mod retro_report;
mod statement_approve;
mod statement_ask;
mod statement_draft;
mod statement_edit;
mod statement_list;
mod statement_published;
mod statement_promise;
mod statement_release;
mod statement_replace;
mod statement_show;
mod statement_templates;
mod statement_version;
mod statement_withdraw;
mod role;
mod speaker;
mod roster;
mod situation;
mod status;
mod task;
mod timeline;
mod watch_add;
mod watch_edit;
mod watch_list;
mod watch_options;
mod watch_pause;
mod watch_remove;
mod watch_resume;
mod watch_test;

pub use action::{ActionAdd, ActionAssign, ActionDrop, ActionFinish, ActionList, ActionPlaybook};
pub use alert_acknowledge::AlertAcknowledge;
pub use alert_dismiss::AlertDismiss;
pub use alert_keep::AlertKeep;
pub use alert_list::AlertList;
pub use alert_show::AlertShow;
pub use alert_snooze::AlertSnooze;
pub use conduct::{ConductFreeze, ConductReply, ConductUnfreeze};
pub use delegation::{Delegate, Delegations, Undelegate};
pub use digest::Digest;
pub use evidence::{EvidenceAdd, EvidenceList};
pub use export::{Export, Format};
pub use help::Help;
pub use incident::{IncidentKind, Move, Phase, SetKind, Severity};
pub use language::{Language, Scope};
pub use me_alert::MeAlert;
pub use me_home::{HOME_PAGE, MeHome};
pub use me_quiet::MeQuiet;
pub use measure::{ConductDecide, ConductLift, ConductList, Measure};
pub use note::{Note, Update};
pub use oncall::{OncallAnswer, OncallHome, OncallSwap};
pub use open::Open;
pub use plan::{PlanCheck, PlanRecord, Rehearsal};
pub use report::Report;
pub use retro::{RetroAdd, RetroCases, RetroClose, RetroDebrief, RetroShow, RetroStart, RetroTrends};
pub use retro_report::RetroReport;
pub use role::{Assign, Role, Roles, Take};
pub use roster::{RosterAdd, RosterList, RosterRemove, Seat};
pub use situation::{SetWatch, Situation};
pub use speaker::Speaker;
pub use statement_approve::StatementApprove;
pub use statement_ask::StatementAsk;
pub use statement_draft::StatementDraft;
pub use statement_edit::StatementEdit;
pub use statement_list::StatementList;
pub use statement_promise::{StatementKept, StatementPromise, StatementSend};
pub use statement_published::StatementPublished;
pub use statement_release::StatementRelease;
pub use statement_replace::StatementReplace;
pub use statement_show::StatementShow;
pub use statement_templates::StatementTemplates;
pub use statement_version::StatementVersion;
pub use statement_withdraw::StatementWithdraw;
pub use status::Status;
pub use task::{TaskAdd, TaskDone, TaskList, TaskSkip};
pub use timeline::Timeline;
pub use watch_add::WatchAdd;
pub use watch_edit::WatchEdit;
pub use watch_list::WatchList;
pub use watch_options::{Kind, WatchOptions};
pub use watch_pause::WatchPause;
pub use watch_remove::WatchRemove;
pub use watch_resume::WatchResume;
pub use watch_test::WatchTest;

use crate::Refusal;
use crate::spec::Spec;

/// Everything that a person can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Help(Help),
    Status(Status),
    Open(Open),
    Note(Note),
    Update(Update),
    Timeline(Timeline),
    Report(Report),
    Take(Take),
    Assign(Assign),
    Roles(Roles),
    Move(Move),
    Severity(Severity),
    SetKind(SetKind),
    TaskList(TaskList),
    TaskAdd(TaskAdd),
    TaskDone(TaskDone),
    TaskSkip(TaskSkip),
    SetWatch(SetWatch),
    Situation(Situation),
    Export(Export),
    EvidenceAdd(EvidenceAdd),
    EvidenceList(EvidenceList),
    ConductFreeze(ConductFreeze),
    ConductUnfreeze(ConductUnfreeze),
    ConductReply(ConductReply),
    ConductDecide(ConductDecide),
    ConductLift(ConductLift),
    ConductList(ConductList),
    RosterList(RosterList),
    RosterAdd(RosterAdd),
    RosterRemove(RosterRemove),
    Speaker(Speaker),
    OncallHome(OncallHome),
    OncallSwap(OncallSwap),
    OncallAnswer(OncallAnswer),
    PlanCheck(PlanCheck),
    PlanRecord(PlanRecord),
    Digest(Digest),
    AlertList(AlertList),
    AlertShow(AlertShow),
    AlertAcknowledge(AlertAcknowledge),
    AlertKeep(AlertKeep),
    AlertSnooze(AlertSnooze),
    AlertDismiss(AlertDismiss),
    StatementDraft(StatementDraft),
    StatementList(StatementList),
    StatementShow(StatementShow),
    StatementEdit(StatementEdit),
    StatementAsk(StatementAsk),
    StatementApprove(StatementApprove),
    StatementRelease(StatementRelease),
    StatementPublished(StatementPublished),
    StatementWithdraw(StatementWithdraw),
    StatementVersion(StatementVersion),
    StatementReplace(StatementReplace),
    StatementTemplates(StatementTemplates),
    StatementSend(StatementSend),
    StatementPromise(StatementPromise),
    StatementKept(StatementKept),
    Delegate(Delegate),
    Undelegate(Undelegate),
    Delegations(Delegations),
    RetroStart(RetroStart),
    RetroAdd(RetroAdd),
    RetroClose(RetroClose),
    RetroShow(RetroShow),
    RetroTrends(RetroTrends),
    RetroReport(RetroReport),
    RetroDebrief(RetroDebrief),
    RetroCases(RetroCases),
    ActionAdd(ActionAdd),
    ActionFinish(ActionFinish),
    ActionDrop(ActionDrop),
    ActionAssign(ActionAssign),
    ActionList(ActionList),
    ActionPlaybook(ActionPlaybook),
    WatchList(WatchList),
    WatchAdd(WatchAdd),
    WatchEdit(WatchEdit),
    WatchTest(WatchTest),
    WatchPause(WatchPause),
    WatchResume(WatchResume),
    WatchRemove(WatchRemove),
    Language(Language),
    MeHome(MeHome),
    MeQuiet(MeQuiet),
    MeAlert(MeAlert),
}

/// In the order of help: what is needed in a crisis first, set-up last.
static ALL: &[&Spec] = &[
    &status::SPEC,
    &open::SPEC,
    &note::SPEC,
    &note::UPDATE,
    &timeline::SPEC,
    &situation::SPEC,
    &export::SPEC,
    &report::SPEC,
    &role::TAKE,
    &role::ASSIGN,
    &role::ROLES,
    &incident::RESOLVE,
    &incident::REOPEN,
    &incident::STATE,
    &incident::SEVERITY,
    &incident::KIND,
    &situation::WATCH,
    &evidence::ADD,
    &evidence::LIST,
    &task::LIST,
    &task::ADD,
    &task::DONE,
    &task::SKIP,
    &conduct::FREEZE,
    &conduct::UNFREEZE,
    &conduct::REPLY,
    &measure::HOLD,
    &measure::TAKEDOWN,
    &measure::SHUT,
    &measure::BRIEF,
    &measure::FACT,
    &measure::INFORM,
    &measure::LIFT,
    &measure::LIST,
    &digest::SPEC,
    &alert_list::SPEC,
    &alert_show::SPEC,
    &alert_acknowledge::SPEC,
    &alert_keep::SPEC,
    &alert_snooze::SPEC,
    &alert_dismiss::SPEC,
    &statement_draft::SPEC,
    &statement_templates::SPEC,
    &statement_list::SPEC,
    &statement_show::SPEC,
    &statement_edit::SPEC,
    &statement_version::SPEC,
    &statement_ask::SPEC,
    &statement_approve::SPEC,
    &statement_release::SPEC,
    &statement_promise::SEND,
    &statement_published::SPEC,
    &statement_promise::PROMISE,
    &statement_promise::KEPT,
    &statement_withdraw::SPEC,
    &statement_replace::CORRECT,
    &statement_replace::SUPERSEDE,
    &delegation::GIVE,
    &delegation::END,
    &delegation::LIST,
    &retro::START,
    &retro::ADD,
    &retro::CLOSE,
    &retro::SHOW,
    &retro::TRENDS,
    &retro_report::SPEC,
    &retro::DEBRIEF,
    &retro::CASES,
    &action::LIST,
    &action::ADD,
    &action::FINISH,
    &action::DROP,
    &action::ASSIGN,
    &action::PLAYBOOK,
    &roster::LIST,
    &roster::ADD,
    &roster::REMOVE,
    &speaker::SPEC,
    &oncall::HOME,
    &oncall::SWAP,
    &oncall::ANSWER,
    &plan::CHECK,
    &plan::RECORD,
    &watch_list::SPEC,
    &watch_add::SPEC,
    &watch_edit::SPEC,
    &watch_test::SPEC,
    &watch_pause::SPEC,
    &watch_resume::SPEC,
    &watch_remove::SPEC,
    &language::SPEC,
    &me_home::SPEC,
    &me_quiet::SPEC,
    &me_alert::SPEC,
    &help::SPEC,
];

/// The descriptions of all commands, in the order of help.
pub fn all() -> impl Iterator<Item = &'static Spec> {
    ALL.iter().copied()
}

/// The nouns that have verbs: `alert`, `watch`, `me`.
pub fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = all().filter(|spec| spec.path.len() == 2).map(|spec| spec.path[0]).collect();
    groups.dedup();
    groups
}

impl Command {
    /// Whether it asks for or changes what is the person's own.
    pub fn is_about_me(&self) -> bool {
        matches!(self, Self::MeHome(_) | Self::MeQuiet(_) | Self::MeAlert(_))
            || matches!(self, Self::Language(Language { scope: Scope::Me, .. }))
    }

    /// Whether it is about what comes after an incident.
    pub fn is_afterwards(&self) -> bool {
        let retro = matches!(self, Self::RetroStart(_) | Self::RetroAdd(_) | Self::RetroClose(_) | Self::RetroShow(_));
        let learned =
            matches!(self, Self::RetroTrends(_) | Self::RetroReport(_) | Self::RetroCases(_) | Self::RetroDebrief(_));
        let actions = matches!(self, Self::ActionAdd(_) | Self::ActionList(_) | Self::ActionPlaybook(_));
        retro
            || learned
            || actions
            || matches!(self, Self::ActionFinish(_) | Self::ActionDrop(_) | Self::ActionAssign(_))
    }

    /// Reads what stands after `/crisis` or `@squall`, as [`crate::parse`].
    pub fn parse(line: &str) -> Result<Self, Refusal> {
        crate::parse(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_means_what_its_file_says() {
        for spec in all() {
            let examples = (spec.examples)();
            assert!(!examples.is_empty(), "{} needs an example", spec.name());
            for (typed, means) in examples {
                assert_eq!(crate::parse(typed), Ok(means), "{typed}");
            }
        }
    }

    #[test]
    fn the_first_example_is_of_the_command_itself() {
        for spec in all() {
            assert!((spec.examples)()[0].0.starts_with(&spec.name()), "{}", spec.name());
        }
    }

    #[test]
    fn a_group_stands_together() {
        let nouns = [
            "incident",
            "evidence",
            "task",
            "conduct",
            "alert",
            "statement",
            "retro",
            "action",
            "roster",
            "oncall",
            "plan",
            "watch",
            "me",
        ];
        assert_eq!(groups(), nouns);
    }
}
