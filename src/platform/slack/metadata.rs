//! What a form keeps while it stands open, in its private metadata: where it was asked, and what its answers must look like.
//! `channel|thread|checks`; without checks their part is not there.

use std::collections::HashMap;

use slack_morphism::blocks::{SlackViewSubmissionErrorsResponse, SlackViewSubmissionResponse};

use super::PLATFORM;
use super::fit::{METADATA, length};
use crate::chat::Place;
use crate::post::Checked;

/// The metadata of a form; none when it is longer than Slack keeps.
pub(super) fn write(place: &str, checks: &[(String, Checked)]) -> Option<String> {
    let written = match checks {
        [] => place.to_owned(),
        // The place may have no thread, and lacks its bar then.
        checks => {
            let (channel, thread) = place.split_once('|').unwrap_or((place, ""));
            format!("{channel}|{thread}|{}", serde_json::to_string(checks).ok()?)
        }
    };
    (length(&written) <= METADATA).then_some(written)
}

/// Where the form was asked.
pub(super) fn place(metadata: &str) -> Option<Place> {
    let mut parts = metadata.splitn(3, '|');
    let (channel, thread) = (parts.next()?, parts.next()?);
    let thread = (!thread.is_empty()).then(|| thread.to_owned());
    (!channel.is_empty()).then(|| Place { platform: PLATFORM.into(), channel: channel.to_owned(), thread })
}

/// What is answered to a form whose answers do not pass: Slack says it at the questions and leaves the form open.
pub(super) fn refusal(metadata: &str, answers: &[(String, String)]) -> Option<SlackViewSubmissionResponse> {
    let checks: Vec<(String, Checked)> = serde_json::from_str(metadata.splitn(3, '|').nth(2)?).ok()?;
    let faults = Checked::faults(&checks, answers);
    let errors: HashMap<String, String> = faults.into_iter().collect();
    if errors.is_empty() {
        return None;
    }
    Some(SlackViewSubmissionResponse::Errors(SlackViewSubmissionErrorsResponse::new(errors)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Check;
    use serde_json::json;

    fn checks(says: &str) -> Vec<(String, Checked)> {
        vec![("quiet".into(), Checked { check: Check::Hours, otherwise: says.into() })]
    }

    #[test]
    fn a_form_remembers_where_it_was_asked_and_what_it_checks() {
        for (trigger, thread) in [("C1|5.0", Some("5.0")), ("C1|", None)] {
            for checks in [Vec::new(), checks("22:00-07:00, or | nothing")] {
                let kept = write(trigger, &checks).unwrap();
                let place = place(&kept).unwrap();
                assert_eq!((place.channel.as_str(), place.thread.as_deref()), ("C1", thread));
                let refused = refusal(&kept, &[("quiet".into(), "late".into()), ("other".into(), "x".into())]);
                let errors = json!({ "quiet": "22:00-07:00, or | nothing" });
                let expected = json!({ "response_action": "errors", "errors": errors });
                let refused = refused.map(|refused| serde_json::to_value(refused).unwrap());
                assert_eq!(refused, (!checks.is_empty()).then_some(expected));
                assert_eq!(refusal(&kept, &[("quiet".into(), "22:00-07:00".into())]), None);
            }
        }
    }

    #[test]
    fn what_slack_would_not_keep_is_not_written() {
        assert!(write("C1|", &checks(&"ю".repeat(2_900))).is_some());
        assert_eq!(write("C1|", &checks(&"ю".repeat(3_000))), None);
    }

    #[test]
    fn metadata_of_somebody_else_refuses_nothing() {
        for foreign in ["", "|", "C1", "C1||", "C1||{}", "C1||[1]"] {
            assert_eq!(refusal(foreign, &[("quiet".into(), "late".into())]), None, "{foreign}");
        }
    }
}
