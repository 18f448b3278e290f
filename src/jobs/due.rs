//! What a timer is for, whichever feature set it.

use crate::store::StoreError;
use crate::store::timer::{Due as _, Timer};
use crate::{alert, checkpoint, conduct, escalation, incident, people, playbook, retro, statement};

/// A timer's purpose, by feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    Alert(alert::Due),
    Checkpoint(checkpoint::Due),
    Conduct(conduct::Due),
    Escalation(escalation::Due),
    Incident(incident::Due),
    People(people::Due),
    Playbook(playbook::Due),
    Retro(retro::Due),
    Statement(statement::Due),
}

impl Due {
    /// # Errors
    ///
    /// [`StoreError::Spoilt`]: no feature writes such a timer. It is that row's fault and nobody else's.
    pub fn read(timer: &Timer) -> Result<Self, StoreError> {
        let written = &timer.written;
        None.or_else(|| alert::Due::read(written).map(Self::Alert))
            .or_else(|| checkpoint::Due::read(written).map(Self::Checkpoint))
            .or_else(|| conduct::Due::read(written).map(Self::Conduct))
            .or_else(|| escalation::Due::read(written).map(Self::Escalation))
            .or_else(|| incident::Due::read(written).map(Self::Incident))
            .or_else(|| people::Due::read(written).map(Self::People))
            .or_else(|| playbook::Due::read(written).map(Self::Playbook))
            .or_else(|| retro::Due::read(written).map(Self::Retro))
            .or_else(|| statement::Due::read(written).map(Self::Statement))
            .ok_or_else(|| StoreError::spoilt("timer", timer.id, "kind", "no part of this Squall sets such a timer"))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;
    use crate::id::{
        ActionId, AlertId, CheckinId, DebriefId, IncidentId, MeasureId, ReplyId, StatementId, SurveyId, TaskId,
    };
    use crate::person::Person;
    use crate::retro::debrief::Hour;
    use crate::store::timer::{self, Written};

    fn read(kind: &str, subject: &str, payload: &str) -> Result<Due, StoreError> {
        let written = Written { kind: kind.into(), subject: subject.into(), payload: payload.into() };
        Due::read(&Timer { id: 7, written, due_at: 0 })
    }

    /// As it was written by every commit so far, and what it means.
    fn means<D: timer::Due + Debug>((kind, subject, payload): (&str, &str, &str), due: D, of: fn(D) -> Due) {
        let written = due.written();
        assert_eq!(
            (written.kind.as_str(), written.subject.as_str(), written.payload.as_str()),
            (kind, subject, payload)
        );
        assert_eq!(read(kind, subject, payload).unwrap(), of(due), "{kind}");
    }

    fn maya() -> Person {
        Person { platform: "slack".into(), user: "U012".into() }
    }

    #[test]
    fn timers_of_alerts_incidents_and_escalations_are_read_as_they_were_written() {
        use alert::News;
        let (a, i) = (AlertId(7), IncidentId(3));
        means(("alert.wake", "A-7", ""), alert::Due::Wake(a), Due::Alert);
        means(("alert.review", "A-7", ""), alert::Due::Review(a), Due::Alert);
        means(("alert.speak", "A-7", ""), alert::Due::Speak(a, None), Due::Alert);
        means(("alert.speak", "A-7", "awake"), alert::Due::Speak(a, Some(News::Awake)), Due::Alert);
        means(("incident.show", "A-7", ""), alert::Due::Opened(a), Due::Alert);
        let direct = alert::Due::Direct(a, maya(), Some(News::Escalated));
        means(("alert.direct", "A-7 slack:U012", "escalated"), direct, Due::Alert);
        means(("incident.look", "INC-3", ""), incident::Due::Look(i), Due::Incident);
        means(("incident.due", "INC-3", ""), incident::Due::Update(i), Due::Incident);
        means(("incident.silent", "INC-3", ""), incident::Due::Silent(i), Due::Incident);
        means(("incident.nag", "INC-3", "2"), incident::Due::Nag(i, 2), Due::Incident);
        means(("incident.begun", "INC-3", ""), incident::Due::Begun(i), Due::Incident);
        means(("incident.changed", "INC-3", ""), incident::Due::Changed(i), Due::Incident);
        means(("incident.over", "INC-3", ""), incident::Due::Over(i), Due::Incident);
        means(("page.next", "INC-3", ""), escalation::Due::Next(i), Due::Escalation);
        means(("page.later", "INC-3 slack:U012", "2"), escalation::Due::Later(i, maya(), 2), Due::Escalation);
        means(("checkpoint.daily", "ledger", ""), checkpoint::Due::Daily, Due::Checkpoint);
        means(("person.left", "slack:U012", ""), people::Due::Left(maya()), Due::People);
    }

    #[test]
    fn timers_of_statements_tasks_conduct_and_what_comes_after_are_read_as_they_were_written() {
        use conduct::measure::Step;
        let (s, r, i) = (StatementId(1), SurveyId(2), IncidentId(3));
        means(("statement.remind", "S-1", ""), statement::Due::Remind(s, None), Due::Statement);
        let alone = statement::Due::Remind(s, Some(maya()));
        means(("statement.remind@slack:U012", "S-1", ""), alone, Due::Statement);
        means(("statement.deputies", "S-1", ""), statement::Due::Deputies(s, None), Due::Statement);
        means(("statement.expire", "S-1", ""), statement::Due::Expire(s), Due::Statement);
        means(("statement.handed", "S-1", "{}"), statement::Due::Handed(s, "{}".into()), Due::Statement);
        means(("statement.promise_soon", "S-1", ""), statement::Due::PromiseSoon(s), Due::Statement);
        means(("statement.promise_due", "S-1", ""), statement::Due::PromiseDue(s), Due::Statement);
        means(("delegation.turns", "a b 1", ""), statement::Due::Turns("a b 1".into()), Due::Statement);
        means(("task.due", "K-4", ""), playbook::Due::Task(TaskId(4)), Due::Playbook);
        means(("reply.held", "Q-4", ""), conduct::Due::Held(ReplyId(4)), Due::Conduct);
        means(("measure.due", "C-4", ""), conduct::Due::Measure(MeasureId(4), Step::Owner), Due::Conduct);
        means(("measure.due", "C-4", "told"), conduct::Due::Measure(MeasureId(4), Step::Everybody), Due::Conduct);
        means(("retro.open", "INC-3", ""), retro::Due::Open(i), Due::Retro);
        means(("retro.remind", "R-2", "1"), retro::Due::Remind(r, 1), Due::Retro);
        means(("retro.close", "R-2", ""), retro::Due::Close(r), Due::Retro);
        means(("retro.closed", "INC-3", ""), retro::Due::Closed(i), Due::Retro);
        means(("action.remind", "ACT-3", "0"), retro::Due::Action(ActionId(3), 0), Due::Retro);
        means(("checkin.ask", "CK-2", ""), retro::Due::Checkin(CheckinId(2)), Due::Retro);
        means(("debrief.soon", "D-1", ""), retro::Due::Debrief(DebriefId(1), Hour::Soon), Due::Retro);
        means(("debrief.now", "D-1", ""), retro::Due::Debrief(DebriefId(1), Hour::Now), Due::Retro);
        means(("debrief.unsaid", "D-1", ""), retro::Due::Debrief(DebriefId(1), Hour::Unsaid), Due::Retro);
    }

    #[test]
    fn what_nobody_sets_is_the_fault_of_its_row_and_means_nothing_else() {
        for (kind, subject, payload) in [
            ("statement.remindd", "S-1", ""),
            ("statement", "S-1", ""),
            ("incident.nag", "INC-3", "soon"),
            ("incident.nag", "A-3", "1"),
            ("alert.speak", "A-7", "shouting"),
            ("page.later", "INC-3", "1"),
            ("", "", ""),
        ] {
            let error = read(kind, subject, payload).unwrap_err();
            assert!(
                matches!(&error, StoreError::Spoilt(spoilt) if (spoilt.table, spoilt.row.as_str()) == ("timer", "7")),
                "{kind} {error}"
            );
        }
    }
}
