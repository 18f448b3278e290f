//! What a button, a form or an emoji asks for, and the short versioned strings that platforms carry for it.

mod debrief;
mod emoji;
mod incident;
mod report;
mod item;
mod measure;
mod retro;
mod statement;
mod reply;
mod task;

pub use debrief::DebriefVerb;
pub use emoji::{EmojiAction, emoji_action, emoji_keeps};
pub use incident::{IncidentAction, Message};
pub use item::ItemAction;
pub use measure::MeasureAction;
pub use reply::ReplyAction;
pub use report::{ReportAction, ReportVerb};
pub use retro::RetroVerb;
pub use statement::StatementVerb;
pub use task::TaskAction;

/// Something to press or send. Ids are row numbers: `A-7` is 7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open an incident from the alert.
    AlertOpen(i64),
    AlertAcknowledge(i64),
    /// No crisis yet: keep watching.
    AlertKeep(i64),
    AlertSnooze(i64),
    /// Asks for the reason in a form, which comes back as [`Action::AlertDismissReason`].
    AlertDismiss(i64),
    AlertDismissReason(i64),
    /// The mentions behind the alert; pages count from 0.
    AlertMentions {
        alert: i64,
        page: u32,
    },
    IncidentShow(i64),
    /// What else can be asked of an incident.
    Incident(IncidentAction),
    /// The person is there: nobody else needs to be told of the incident.
    PageAcknowledge(i64),
    /// Something about what the team decided about its conduct.
    Measure(MeasureAction),
    /// Something about a mention that wants an answer.
    Reply(ReplyAction),
    /// Something about an incident's tasks.
    Task(TaskAction),
    /// Something about an action that is taken after an incident.
    Item(ItemAction),
    /// A digest of the watch, now.
    DigestShow(i64),
    /// Yes, end the watch.
    WatchRemoveConfirm(i64),
    /// The settings of who presses it, in a form, which comes back as [`Action::MeSave`].
    MeSettings,
    MeSave,
    /// Something about a statement. `n` is the revision that the person saw, so that nobody approves other words; of
    /// [`StatementVerb::Page`] it is the page, from 0.
    Statement {
        verb: StatementVerb,
        statement: i64,
        n: u32,
    },
    /// Something about the survey after an incident. The receipt is the person's own secret; empty when they have none yet.
    Retro {
        verb: RetroVerb,
        survey: i64,
        receipt: String,
    },
    /// Something about the report after an incident.
    Report(ReportAction),
    /// Something about the meeting after an incident.
    Debrief {
        verb: DebriefVerb,
        debrief: i64,
    },
    /// Whether the company has recovered, some time after an incident.
    Checkin {
        checkin: i64,
        recovered: bool,
    },
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
            Self::AlertOpen(id) => ("alert-open", id.to_string()),
            Self::AlertAcknowledge(id) => ("alert-ack", id.to_string()),
            Self::AlertKeep(id) => ("alert-keep", id.to_string()),
            Self::AlertSnooze(id) => ("alert-snooze", id.to_string()),
            Self::AlertDismiss(id) => ("alert-dismiss", id.to_string()),
            Self::AlertDismissReason(id) => ("alert-dismiss-reason", id.to_string()),
            Self::AlertMentions { alert, page } => ("alert-mentions", format!("{alert}:{page}")),
            Self::IncidentShow(id) => ("incident-show", id.to_string()),
            Self::Incident(action) => action.parts(),
            Self::Task(action) => action.parts(),
            Self::Item(action) => action.parts(),
            Self::Reply(action) => action.parts(),
            Self::Measure(action) => action.parts(),
            Self::PageAcknowledge(id) => ("page-ack", id.to_string()),
            Self::DigestShow(id) => ("digest-show", id.to_string()),
            Self::WatchRemoveConfirm(id) => ("watch-remove", id.to_string()),
            Self::MeSettings => ("me-settings", String::new()),
            Self::MeSave => ("me-save", String::new()),
            Self::Statement { verb, statement, n } => ("statement", format!("{}:{statement}:{n}", verb.name())),
            Self::Retro { verb, survey, receipt } => ("retro", format!("{}:{survey}:{receipt}", verb.name())),
            Self::Report(action) => ("report", action.encode()),
            Self::Debrief { verb, debrief } => ("debrief", format!("{}:{debrief}", verb.name())),
            Self::Checkin { checkin, recovered: true } => ("checkin-yes", checkin.to_string()),
            Self::Checkin { checkin, recovered: false } => ("checkin-no", checkin.to_string()),
            Self::Template(of) => ("template", of.chars().take(MAX_ACTION - "sq1:template:".len()).collect()),
            Self::Help(about) => ("help", about.chars().take(MAX_ACTION - "sq1:help:".len()).collect()),
        };
        format!("{VERSION}:{verb}:{rest}")
    }

    /// Whether a form opens in answer: on some platforms it has to be the very first answer to a press.
    pub fn opens_form(&self) -> bool {
        match self {
            Self::AlertDismiss(_) | Self::MeSettings | Self::Template(_) => true,
            Self::Statement { verb, .. } => verb.opens_form(),
            Self::Incident(action) => action.opens_form(),
            Self::Retro { verb, .. } => *verb == RetroVerb::Answer,
            Self::Report(action) => action.verb == ReportVerb::Edit,
            Self::Task(action) => action.opens_form(),
            Self::Item(action) => action.opens_form(),
            Self::Debrief { verb, .. } => *verb == DebriefVerb::Summary,
            Self::Measure(action) => action.opens_form(),
            Self::Reply(action) => matches!(action, ReplyAction::Answer(_)),
            _ => false,
        }
    }

    /// Whether it is about what comes after an incident.
    pub fn is_afterwards(&self) -> bool {
        matches!(self, Self::Retro { .. } | Self::Item(_) | Self::Checkin { .. } | Self::Debrief { .. })
    }

    /// The action that a string stands for; none for a string of another version or of somebody else.
    pub fn decode(text: &str) -> Option<Self> {
        let (verb, rest) = text.strip_prefix(VERSION)?.strip_prefix(':')?.split_once(':')?;
        let id = || number::<i64>(rest);
        Some(match verb {
            "alert-open" => Self::AlertOpen(id()?),
            "alert-ack" => Self::AlertAcknowledge(id()?),
            "alert-keep" => Self::AlertKeep(id()?),
            "alert-snooze" => Self::AlertSnooze(id()?),
            "alert-dismiss" => Self::AlertDismiss(id()?),
            "alert-dismiss-reason" => Self::AlertDismissReason(id()?),
            "alert-mentions" => {
                let (alert, page) = rest.split_once(':')?;
                Self::AlertMentions { alert: number(alert)?, page: number(page)? }
            }
            "incident-show" => Self::IncidentShow(id()?),
            "digest-show" => Self::DigestShow(id()?),
            "watch-remove" => Self::WatchRemoveConfirm(id()?),
            "me-settings" if rest.is_empty() => Self::MeSettings,
            "me-save" if rest.is_empty() => Self::MeSave,
            "statement" => {
                let (verb, rest) = rest.split_once(':')?;
                let (statement, n) = rest.split_once(':')?;
                let verb = StatementVerb::ALL.into_iter().find(|known| known.name() == verb)?;
                Self::Statement { verb, statement: number(statement)?, n: number(n)? }
            }
            "retro" => {
                let (verb, rest) = rest.split_once(':')?;
                let (survey, receipt) = rest.split_once(':')?;
                let verb = RetroVerb::ALL.into_iter().find(|known| known.name() == verb)?;
                Self::Retro { verb, survey: number(survey)?, receipt: receipt.to_owned() }
            }
            "report" => Self::Report(ReportAction::decode(rest)?),
            "debrief" => {
                let (verb, debrief) = rest.split_once(':')?;
                let verb = DebriefVerb::ALL.into_iter().find(|known| known.name() == verb)?;
                Self::Debrief { verb, debrief: number(debrief)? }
            }
            "checkin-yes" => Self::Checkin { checkin: id()?, recovered: true },
            "checkin-no" => Self::Checkin { checkin: id()?, recovered: false },
            "template" => Self::Template(rest.to_owned()),
            "help" => Self::Help(rest.to_owned()),
            "page-ack" => Self::PageAcknowledge(id()?),
            _ if verb.starts_with("reply-") => Self::Reply(ReplyAction::decode(verb, rest)?),
            _ if verb.starts_with("item-") => Self::Item(ItemAction::decode(verb, rest)?),
            _ if verb.starts_with("measure-") => Self::Measure(MeasureAction::decode(verb, rest)?),
            _ if verb.starts_with("task-") => Self::Task(TaskAction::decode(verb, rest)?),
            _ => Self::Incident(IncidentAction::decode(verb, rest)?),
        })
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
            id.clone().prop_map(Action::AlertOpen),
            id.clone().prop_map(Action::AlertAcknowledge),
            id.clone().prop_map(Action::AlertKeep),
            id.clone().prop_map(Action::AlertSnooze),
            id.clone().prop_map(Action::AlertDismiss),
            id.clone().prop_map(Action::AlertDismissReason),
            (id.clone(), any::<u32>()).prop_map(|(alert, page)| Action::AlertMentions { alert, page }),
            id.clone().prop_map(Action::IncidentShow),
            id.clone().prop_map(Action::DigestShow),
            id.clone().prop_map(Action::WatchRemoveConfirm),
            of_an_incident().prop_map(Action::Incident),
            of_a_task().prop_map(Action::Task),
            of_an_item().prop_map(Action::Item),
            id.clone().prop_map(|id| Action::Reply(ReplyAction::Claim(id))),
            id.clone().prop_map(|id| Action::Reply(ReplyAction::LetBe(id))),
            id.clone().prop_map(|id| Action::Measure(MeasureAction::Yes(id))),
            id.clone().prop_map(|id| Action::Measure(MeasureAction::Fact(id))),
            id.clone().prop_map(Action::PageAcknowledge),
            (id.clone(), any::<bool>()).prop_map(|(checkin, recovered)| Action::Checkin { checkin, recovered }),
            (prop::sample::select(&DebriefVerb::ALL), id.clone())
                .prop_map(|(verb, debrief)| Action::Debrief { verb, debrief }),
            Just(Action::MeSettings),
            Just(Action::MeSave),
            "[a-z ]{0,40}".prop_map(Action::Help),
            "[a-z-]{1,40}[.][a-zH-]{2,7}".prop_map(Action::Template),
            (prop::sample::select(&StatementVerb::ALL), 0..=i64::MAX, any::<u32>())
                .prop_map(|(verb, statement, n)| Action::Statement { verb, statement, n }),
            (prop::sample::select(&RetroVerb::ALL), 0..=i64::MAX, "[0-9a-f]{0,32}")
                .prop_map(|(verb, survey, receipt)| Action::Retro { verb, survey, receipt }),
            (prop::sample::select(&ReportVerb::ALL), 0..=i64::MAX, any::<u32>())
                .prop_map(|(verb, incident, version)| Action::Report(ReportAction { verb, incident, version })),
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
