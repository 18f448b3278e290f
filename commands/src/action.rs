//! What a button, a form or an emoji asks for, and the short versioned strings that platforms carry for it.

mod alert;
mod checkin;
mod debrief;
mod emoji;
mod incident;
mod item;
mod me;
mod measure;
mod oncall;
mod reply;
mod report;
mod retro;
mod samples;
mod statement;
mod task;
mod watch;

pub use alert::AlertAction;
pub use checkin::CheckinAction;
pub use debrief::{DebriefAction, DebriefVerb};
pub use emoji::{EmojiAction, emoji_action, emoji_keeps};
pub use incident::{IncidentAction, Message};
pub use item::ItemAction;
pub use me::MeAction;
pub use measure::MeasureAction;
pub use oncall::OncallAction;
pub use reply::ReplyAction;
pub use report::{ReportAction, ReportVerb};
pub use retro::{RetroAction, RetroVerb};
pub use statement::{StatementAction, StatementVerb};
pub use task::TaskAction;
pub use watch::WatchAction;

/// Something to press or send, by noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Alert(AlertAction),
    Incident(IncidentAction),
    /// What whoever is on call answers to a page.
    Oncall(OncallAction),
    /// What the team decided about its conduct.
    Measure(MeasureAction),
    /// A mention that wants an answer.
    Reply(ReplyAction),
    Task(TaskAction),
    /// What is done after an incident so that it goes better next time.
    Item(ItemAction),
    Watch(WatchAction),
    Me(MeAction),
    Statement(StatementAction),
    /// The survey after an incident.
    Retro(RetroAction),
    /// The report after an incident.
    Report(ReportAction),
    /// The meeting after an incident.
    Debrief(DebriefAction),
    /// Whether the company has recovered, some time after an incident.
    Checkin(CheckinAction),
    /// Begin a statement from a template: its name, a full stop, its language.
    Template(String),
    /// The help page of a command or group (`watch add`); the overview when empty.
    Help(String),
}

/// The first part of every string. Raise it when a string changes its meaning: buttons of older messages are then
/// refused rather than misread.
const VERSION: &str = "sq1";

/// Discord's limit of a `custom_id`, in characters; the tightest of the platforms.
pub const MAX_ACTION: usize = 100;

impl Action {
    /// The action of a menu: what is encoded but for its last part, which is what somebody chooses.
    pub fn menu(&self) -> String {
        let whole = self.encode();
        whole.rsplit_once(':').map_or(whole.as_str(), |(menu, _)| menu).to_owned()
    }

    /// `sq1:alert-open:7`. At most [`MAX_ACTION`] characters.
    pub fn encode(&self) -> String {
        let (verb, rest) = match self {
            Self::Alert(action) => action.parts(),
            Self::Incident(action) => action.parts(),
            Self::Oncall(action) => action.parts(),
            Self::Measure(action) => action.parts(),
            Self::Reply(action) => action.parts(),
            Self::Task(action) => action.parts(),
            Self::Item(action) => action.parts(),
            Self::Watch(action) => action.parts(),
            Self::Me(action) => action.parts(),
            Self::Statement(action) => action.parts(),
            Self::Retro(action) => action.parts(),
            Self::Report(action) => action.parts(),
            Self::Debrief(action) => action.parts(),
            Self::Checkin(action) => action.parts(),
            Self::Template(of) => ("template", of.chars().take(MAX_ACTION - "sq1:template:".len()).collect()),
            Self::Help(about) => ("help", about.chars().take(MAX_ACTION - "sq1:help:".len()).collect()),
        };
        format!("{VERSION}:{verb}:{rest}")
    }

    /// Whether a form opens in answer: on some platforms it has to be the very first answer to a press.
    pub fn opens_form(&self) -> bool {
        match self {
            Self::Alert(action) => action.opens_form(),
            Self::Incident(action) => action.opens_form(),
            Self::Measure(action) => action.opens_form(),
            Self::Reply(action) => action.opens_form(),
            Self::Task(action) => action.opens_form(),
            Self::Item(action) => action.opens_form(),
            Self::Me(action) => action.opens_form(),
            Self::Statement(action) => action.opens_form(),
            Self::Retro(action) => action.opens_form(),
            Self::Report(action) => action.opens_form(),
            Self::Debrief(action) => action.opens_form(),
            Self::Template(_) => true,
            Self::Oncall(_) | Self::Watch(_) | Self::Checkin(_) | Self::Help(_) => false,
        }
    }

    /// A string that stands for an action, for the log: without what only the person has who presses it.
    pub fn for_the_log(text: &str) -> String {
        match Self::decode(text) {
            Some(Self::Retro(action)) => Self::Retro(RetroAction { receipt: String::new(), ..action }).encode(),
            _ => text.to_owned(),
        }
    }

    /// The action that a string stands for; none for a string of another version or of somebody else.
    pub fn decode(text: &str) -> Option<Self> {
        let (verb, rest) = text.strip_prefix(VERSION)?.strip_prefix(':')?.split_once(':')?;
        match verb {
            "template" => return Some(Self::Template(rest.to_owned())),
            "help" => return Some(Self::Help(rest.to_owned())),
            _ => {}
        }
        AlertAction::decode(verb, rest)
            .map(Self::Alert)
            .or_else(|| IncidentAction::decode(verb, rest).map(Self::Incident))
            .or_else(|| OncallAction::decode(verb, rest).map(Self::Oncall))
            .or_else(|| MeasureAction::decode(verb, rest).map(Self::Measure))
            .or_else(|| ReplyAction::decode(verb, rest).map(Self::Reply))
            .or_else(|| TaskAction::decode(verb, rest).map(Self::Task))
            .or_else(|| ItemAction::decode(verb, rest).map(Self::Item))
            .or_else(|| WatchAction::decode(verb, rest).map(Self::Watch))
            .or_else(|| MeAction::decode(verb, rest).map(Self::Me))
            .or_else(|| StatementAction::decode(verb, rest).map(Self::Statement))
            .or_else(|| RetroAction::decode(verb, rest).map(Self::Retro))
            .or_else(|| ReportAction::decode(verb, rest).map(Self::Report))
            .or_else(|| DebriefAction::decode(verb, rest).map(Self::Debrief))
            .or_else(|| CheckinAction::decode(verb, rest).map(Self::Checkin))
    }
}

/// Digits only: what `encode` writes, not all that `parse` takes.
fn number<T: std::str::FromStr>(digits: &str) -> Option<T> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IncidentKind, Phase, Role};
    use proptest::prelude::*;

    fn any_action() -> impl Strategy<Value = Action> {
        let id = 0..=i64::MAX;
        prop_oneof![
            of_an_alert().prop_map(Action::Alert),
            id.clone().prop_map(|id| Action::Watch(WatchAction::Remove(id))),
            of_an_incident().prop_map(Action::Incident),
            of_a_task().prop_map(Action::Task),
            of_an_item().prop_map(Action::Item),
            id.clone().prop_map(|id| Action::Reply(ReplyAction::Claim(id))),
            id.clone().prop_map(|id| Action::Reply(ReplyAction::LetBe(id))),
            id.clone().prop_map(|id| Action::Measure(MeasureAction::Yes(id))),
            id.clone().prop_map(|id| Action::Measure(MeasureAction::Fact(id))),
            id.clone().prop_map(|id| Action::Oncall(OncallAction::Answer(id))),
            id.clone().prop_map(|id| Action::Checkin(CheckinAction::Recovered(id))),
            id.clone().prop_map(|id| Action::Checkin(CheckinAction::NotYet(id))),
            (prop::sample::select(&DebriefVerb::ALL), id)
                .prop_map(|(verb, debrief)| Action::Debrief(DebriefAction { verb, debrief })),
            Just(Action::Me(MeAction::Settings)),
            Just(Action::Me(MeAction::Save)),
            "[a-z ]{0,40}".prop_map(Action::Help),
            "[a-z-]{1,40}[.][a-zH-]{2,7}".prop_map(Action::Template),
            (prop::sample::select(&StatementVerb::ALL), 0..=i64::MAX, any::<u32>())
                .prop_map(|(verb, statement, n)| Action::Statement(StatementAction { verb, statement, n })),
            (prop::sample::select(&RetroVerb::ALL), 0..=i64::MAX, "[0-9a-f]{0,32}")
                .prop_map(|(verb, survey, receipt)| Action::Retro(RetroAction { verb, survey, receipt })),
            (prop::sample::select(&ReportVerb::ALL), 0..=i64::MAX, any::<u32>())
                .prop_map(|(verb, incident, version)| Action::Report(ReportAction { verb, incident, version })),
        ]
    }

    fn of_an_alert() -> impl Strategy<Value = AlertAction> {
        let id = 0..=i64::MAX;
        prop_oneof![
            id.clone().prop_map(AlertAction::Open),
            id.clone().prop_map(AlertAction::Acknowledge),
            id.clone().prop_map(AlertAction::Keep),
            id.clone().prop_map(AlertAction::Snooze),
            id.clone().prop_map(AlertAction::Dismiss),
            id.clone().prop_map(AlertAction::DismissReason),
            (id, any::<u32>()).prop_map(|(alert, page)| AlertAction::Mentions { alert, page }),
        ]
    }

    fn of_a_task() -> impl Strategy<Value = TaskAction> {
        let id = 0..=i64::MAX;
        prop_oneof![
            id.clone().prop_map(TaskAction::Done),
            id.clone().prop_map(TaskAction::Reopen),
            id.clone().prop_map(TaskAction::Add),
            id.clone().prop_map(TaskAction::Skips),
            id.clone().prop_map(TaskAction::Skip),
            (id, prop::sample::select(&IncidentKind::ALL))
                .prop_map(|(incident, kind)| TaskAction::Begin { incident, kind }),
        ]
    }

    fn of_an_item() -> impl Strategy<Value = ItemAction> {
        let id = 0..=i64::MAX;
        prop_oneof![
            id.clone().prop_map(ItemAction::Add),
            id.clone().prop_map(ItemAction::Done),
            id.clone().prop_map(ItemAction::Drop),
            id.clone().prop_map(ItemAction::Later),
            id.clone().prop_map(ItemAction::Approve),
            id.clone().prop_map(ItemAction::Reject),
            (id.clone(), "[a-z-]{1,20}").prop_map(|(item, playbook)| ItemAction::Step { item, playbook }),
            (id, "[A-Z0-9_]{1,20}").prop_map(|(item, person)| ItemAction::Assign { item, person }),
        ]
    }

    fn of_an_incident() -> impl Strategy<Value = IncidentAction> {
        let id = 0..=i64::MAX;
        // As long as the ids of Discord, the longest.
        let message = ("[A-Z0-9]{9,20}", "[0-9]{10}[.-]?[0-9]{6,9}", proptest::option::of("[0-9]{10,20}"))
            .prop_map(|(channel, message, thread)| Message { channel, message, thread });
        prop_oneof![
            (id.clone(), any::<u32>()).prop_map(|(incident, page)| IncidentAction::Timeline { incident, page }),
            (0..1_000_000_i64, message.clone())
                .prop_map(|(incident, message)| IncidentAction::TimelineAdd { incident, message }),
            (0..1_000_000_i64, message)
                .prop_map(|(incident, message)| IncidentAction::EvidenceAdd { incident, message }),
            (id.clone(), any::<u32>()).prop_map(|(incident, page)| IncidentAction::Evidence { incident, page }),
            id.clone().prop_map(IncidentAction::Situation),
            id.clone().prop_map(IncidentAction::ProposalAccept),
            id.clone().prop_map(IncidentAction::ProposalDismiss),
            id.clone().prop_map(IncidentAction::TimelineUndo),
            (id.clone(), 0..Role::ALL.len())
                .prop_map(|(incident, role)| IncidentAction::Take { incident, role: Role::ALL[role] }),
            (id.clone(), 0..Role::ALL.len(), "[A-Z0-9_]{1,20}").prop_map(|(incident, role, person)| {
                IncidentAction::Assign { incident, role: Role::ALL[role], person }
            }),
            (id.clone(), 0..Phase::ALL.len())
                .prop_map(|(incident, to)| IncidentAction::Move { incident, to: Phase::ALL[to] }),
            (id.clone(), 1..=10_u8).prop_map(|(incident, severity)| IncidentAction::Severity { incident, severity }),
            id.prop_map(IncidentAction::Acknowledge),
        ]
    }

    proptest! {
        #[test]
        fn an_action_survives_the_platform(action in any_action()) {
            let text = action.encode();
            prop_assert!(text.chars().count() <= MAX_ACTION);
            prop_assert_eq!(Action::decode(&text), Some(action));
        }

        #[test]
        fn any_string_is_decoded_or_refused(text in ".*", tail in "[a-z0-9:+-]{0,30}") {
            let _ = Action::decode(&text);
            let _ = Action::decode(&format!("sq1:{tail}"));
        }
    }

    #[test]
    fn an_old_or_foreign_string_is_refused() {
        for text in [
            "",
            "sq0:alert-open:7",
            "sq10:alert-open:7",
            "alert-open:7",
            "sq1:alert-open:",
            "sq1:alert-open:+7",
            "sq1:alert-open:99999999999999999999",
            "sq1:alert-mentions:7",
            "sq1:drop:7",
            "menu_select",
        ] {
            assert_eq!(Action::decode(text), None, "{text}");
        }
    }

    #[test]
    fn an_emoji_means_the_same_by_name_and_as_a_character() {
        for (names, means) in [
            (["eyes", ":eyes:", "👀", "eyes::skin-tone-3"], EmojiAction::Acknowledge),
            (["rotating_light", ":rotating_light:", "🚨", "siren"], EmojiAction::Open),
            (["mute", "🔇", "🔕", "no_bell"], EmojiAction::Snooze),
            (["white_check_mark", "✅", "✔️", "WHITE_CHECK_MARK"], EmojiAction::Dismiss),
        ] {
            for name in names {
                assert_eq!(emoji_action(name), Some(means), "{name}");
            }
        }
        assert_eq!(emoji_action("tada"), None);
        assert_eq!(emoji_action(""), None);
    }
}
