//! One of each action, so that a test can send them all to their desks. The matches are chains: whoever adds an action is
//! stopped by the compiler here, and gives it its place.

use std::iter::successors;

use super::{
    Action, AlertAction, CheckinAction, DebriefAction, DebriefVerb, IncidentAction, ItemAction, MeAction,
    MeasureAction, Message, OncallAction, ReplyAction, ReportAction, ReportVerb, RetroAction, RetroVerb,
    StatementAction, StatementVerb, TaskAction, WatchAction,
};
use crate::command::{IncidentKind, Phase, Role};

impl Action {
    /// One of each, about the first of everything: `A-1`, `INC-1`.
    pub fn samples() -> Vec<Self> {
        let nouns = successors(Some(Self::Alert(AlertAction::Open(1))), next_noun);
        nouns.flat_map(of_noun).collect()
    }
}

/// The first action of the noun after this one's.
fn next_noun(action: &Action) -> Option<Action> {
    Some(match action {
        Action::Alert(_) => Action::Incident(IncidentAction::Roles(1)),
        Action::Incident(_) => Action::Oncall(OncallAction::Answer(1)),
        Action::Oncall(_) => Action::Measure(MeasureAction::Yes(1)),
        Action::Measure(_) => Action::Reply(ReplyAction::Claim(1)),
        Action::Reply(_) => Action::Task(TaskAction::Done(1)),
        Action::Task(_) => Action::Item(ItemAction::Add(1)),
        Action::Item(_) => Action::Watch(WatchAction::Remove(1)),
        Action::Watch(_) => Action::Me(MeAction::Settings),
        Action::Me(_) => Action::Statement(StatementAction { verb: StatementVerb::Write, statement: 1, n: 1 }),
        Action::Statement(_) => {
            Action::Retro(RetroAction { verb: RetroVerb::Answer, survey: 1, receipt: String::new() })
        }
        Action::Retro(_) => Action::Report(ReportAction { verb: ReportVerb::Edit, incident: 1, version: 1 }),
        Action::Report(_) => Action::Debrief(DebriefAction { verb: DebriefVerb::Come, debrief: 1 }),
        Action::Debrief(_) => Action::Checkin(CheckinAction::Recovered(1)),
        Action::Checkin(_) => Action::Template("holding.en".to_owned()),
        Action::Template(_) => Action::Help("watch add".to_owned()),
        Action::Help(_) => return None,
    })
}

/// All of the noun, from its first.
fn of_noun(first: Action) -> Vec<Action> {
    match first {
        Action::Alert(first) => successors(Some(first), next_alert).map(Action::Alert).collect(),
        Action::Incident(first) => successors(Some(first), next_incident).map(Action::Incident).collect(),
        Action::Measure(first) => successors(Some(first), next_measure).map(Action::Measure).collect(),
        Action::Reply(first) => successors(Some(first), next_reply).map(Action::Reply).collect(),
        Action::Task(first) => successors(Some(first), next_task).map(Action::Task).collect(),
        Action::Item(first) => successors(Some(first), next_item).map(Action::Item).collect(),
        Action::Me(_) => [MeAction::Settings, MeAction::Save].map(Action::Me).into(),
        Action::Statement(first) => {
            StatementVerb::ALL.map(|verb| Action::Statement(StatementAction { verb, ..first })).into()
        }
        Action::Retro(first) => RetroVerb::ALL.map(|verb| Action::Retro(RetroAction { verb, ..first.clone() })).into(),
        Action::Report(first) => ReportVerb::ALL.map(|verb| Action::Report(ReportAction { verb, ..first })).into(),
        Action::Debrief(first) => DebriefVerb::ALL.map(|verb| Action::Debrief(DebriefAction { verb, ..first })).into(),
        Action::Checkin(_) => [CheckinAction::Recovered(1), CheckinAction::NotYet(1)].map(Action::Checkin).into(),
        one @ (Action::Oncall(_) | Action::Watch(_) | Action::Template(_) | Action::Help(_)) => vec![one],
    }
}

fn next_alert(action: &AlertAction) -> Option<AlertAction> {
    Some(match action {
        AlertAction::Open(id) => AlertAction::Acknowledge(*id),
        AlertAction::Acknowledge(id) => AlertAction::Keep(*id),
        AlertAction::Keep(id) => AlertAction::Snooze(*id),
        AlertAction::Snooze(id) => AlertAction::Dismiss(*id),
        AlertAction::Dismiss(id) => AlertAction::DismissReason(*id),
        AlertAction::DismissReason(alert) => AlertAction::Mentions { alert: *alert, page: 0 },
        AlertAction::Mentions { .. } => return None,
    })
}

fn next_incident(action: &IncidentAction) -> Option<IncidentAction> {
    let (incident, person) = (1, "nikos".to_owned());
    let message = || Message { channel: "crisis".to_owned(), message: "1".to_owned(), thread: None };
    Some(match action {
        IncidentAction::Roles(_) => IncidentAction::Role { incident, role: Role::Legal },
        IncidentAction::Role { role, .. } => IncidentAction::Take { incident, role: *role },
        IncidentAction::Take { role, .. } => IncidentAction::Assign { incident, role: *role, person },
        IncidentAction::Assign { .. } => IncidentAction::Update(incident),
        IncidentAction::Update(_) => IncidentAction::Severity { incident, severity: 7 },
        IncidentAction::Severity { .. } => IncidentAction::Snooze(incident),
        IncidentAction::Snooze(_) => IncidentAction::Acknowledge(incident),
        IncidentAction::Acknowledge(_) => IncidentAction::Private(incident),
        IncidentAction::Private(_) => IncidentAction::Situation(incident),
        IncidentAction::Situation(_) => IncidentAction::Evidence { incident, page: 0 },
        IncidentAction::Evidence { .. } => IncidentAction::EvidenceAdd { incident, message: message() },
        IncidentAction::EvidenceAdd { .. } => IncidentAction::Timeline { incident, page: 0 },
        IncidentAction::Timeline { .. } => IncidentAction::TimelineAdd { incident, message: message() },
        IncidentAction::TimelineAdd { .. } => IncidentAction::TimelineUndo(1),
        IncidentAction::TimelineUndo(_) => IncidentAction::ProposalAccept(1),
        IncidentAction::ProposalAccept(id) => IncidentAction::ProposalDismiss(*id),
        IncidentAction::ProposalDismiss(_) => IncidentAction::Move { incident, to: Phase::Resolved },
        IncidentAction::Move { to: Phase::Resolved, .. } => IncidentAction::Move { incident, to: Phase::Closed },
        IncidentAction::Move { .. } => return None,
    })
}

fn next_measure(action: &MeasureAction) -> Option<MeasureAction> {
    Some(match action {
        MeasureAction::Yes(id) => MeasureAction::No(*id),
        MeasureAction::No(id) => MeasureAction::Go(*id),
        MeasureAction::Go(id) => MeasureAction::Correct(*id),
        MeasureAction::Correct(id) => MeasureAction::Lift(*id),
        MeasureAction::Lift(_) => MeasureAction::Fact(1),
        MeasureAction::Fact(_) => return None,
    })
}

fn next_reply(action: &ReplyAction) -> Option<ReplyAction> {
    Some(match action {
        ReplyAction::Claim(id) => ReplyAction::GiveBack(*id),
        ReplyAction::GiveBack(id) => ReplyAction::Answer(*id),
        ReplyAction::Answer(id) => ReplyAction::LetBe(*id),
        ReplyAction::LetBe(_) => return None,
    })
}

fn next_task(action: &TaskAction) -> Option<TaskAction> {
    Some(match action {
        TaskAction::Done(id) => TaskAction::Reopen(*id),
        TaskAction::Reopen(_) => TaskAction::Add(1),
        TaskAction::Add(incident) => TaskAction::Skips(*incident),
        TaskAction::Skips(_) => TaskAction::Skip(1),
        TaskAction::Skip(_) => TaskAction::Begin { incident: 1, kind: IncidentKind::Defect },
        TaskAction::Begin { .. } => return None,
    })
}

fn next_item(action: &ItemAction) -> Option<ItemAction> {
    Some(match action {
        ItemAction::Add(_) => ItemAction::Later(1),
        ItemAction::Later(item) => ItemAction::Assign { item: *item, person: "nikos".to_owned() },
        ItemAction::Assign { item, .. } => ItemAction::Step { item: *item, playbook: "every".to_owned() },
        ItemAction::Step { item, .. } => ItemAction::Drop(*item),
        ItemAction::Drop(item) => ItemAction::Done(*item),
        ItemAction::Done(_) => ItemAction::Approve(1),
        ItemAction::Approve(change) => ItemAction::Reject(*change),
        ItemAction::Reject(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_are_the_same_and_each_survives_the_platform() {
        let samples = Action::samples();
        let encoded: BTreeSet<String> = samples.iter().map(Action::encode).collect();
        assert_eq!(encoded.len(), samples.len());
        for action in samples {
            assert_eq!(Action::decode(&action.encode()), Some(action));
        }
    }
}
