//! What happens to a statement, as the ledger and the incident's timeline keep it.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

use super::policy::Frozen;
use super::review::Verdict;
use super::template::Template;
use super::text::{Hash, Words};
use super::{Joined, Statement};
use crate::clock::Time;
use crate::fact::{Done, Fact, Slot, Subject, Value};
use crate::id::StatementId;
use crate::person::{Human, Person};

/// What happened to a statement. Whose accounts are whose changes, so the ledger keeps as whom somebody acted too.
#[derive(Clone, Copy, Debug)]
pub(super) enum Happened<'a> {
    Drafted,
    Edited {
        voided: &'a [&'a Person],
    },
    ReviewAsked {
        policy: Option<&'a Frozen>,
        lane: Option<&'a str>,
    },
    Voted {
        verdict: &'a Verdict,
        as_human: &'a Human,
    },
    Approved,
    TemplateApproved {
        template: &'a Template,
        until: Time,
    },
    Vetoed {
        why: &'a str,
        as_human: &'a Human,
    },
    Released {
        why: &'a str,
        as_human: &'a Human,
    },
    HandedOut {
        errand: &'a str,
    },
    Taken,
    NotTaken {
        why: &'a str,
    },
    /// Here first, or here too.
    Published {
        link: &'a str,
        found: Option<&'a Words>,
        same: bool,
    },
    PublishedLate {
        link: &'a str,
    },
    Superseded {
        by: StatementId,
    },
    Withdrawn {
        why: &'a str,
    },
    Expired {
        voided: &'a [&'a Person],
    },
    /// `again`: it was approved, and is under review again.
    VotesLost {
        of: &'a [Human],
        again: bool,
    },
    /// The words in the store are not those that were approved.
    Spoilt {
        approved: Option<&'a Hash>,
    },
    /// Somebody said which incident it is about, or that it is about none.
    Belongs,
    /// Its incident did, under review or after an approval.
    Graver {
        from: u8,
        joined: &'a Joined,
    },
    Promised {
        words: &'a str,
        due: Time,
    },
    PromiseKept,
    PromiseDue {
        words: &'a str,
    },
}

use Happened::{
    Approved, Belongs, Drafted, Edited, Expired, Graver, HandedOut, NotTaken, PromiseDue, PromiseKept, Promised,
    Published, PublishedLate, Released, ReviewAsked, Spoilt, Superseded, Taken, TemplateApproved, Vetoed, Voted,
    VotesLost, Withdrawn,
};

/// What happened, and to which words.
pub(super) struct About<'a> {
    pub statement: &'a Statement,
    pub happened: Happened<'a>,
}

impl About<'_> {
    pub(super) fn subject(&self) -> Subject {
        Subject { id: self.statement.id.to_string(), incident: self.statement.incident }
    }

    fn rest(&self) -> Json {
        match self.happened {
            Drafted => {
                let (main, replaces) =
                    (self.statement.texts.main(), self.statement.replaces.map(|old| old.to_string()));
                json!({
                    "kind": self.statement.kind.name(), "channel": main.channel.name(), "language": main.language,
                    "replaces": replaces, "template": self.statement.template,
                })
            }
            Edited { voided } | Expired { voided } => json!({ "voided": voided }),
            ReviewAsked { policy, lane } => json!({ "policy": policy, "lane": lane }),
            Voted { verdict, as_human } => json!({ "verdict": verdict, "as": as_human.name() }),
            TemplateApproved { template, until } => {
                json!({ "template": template.name, "language": template.language, "until": until })
            }
            Vetoed { why, as_human } | Released { why, as_human } => json!({ "why": why, "as": as_human.name() }),
            HandedOut { errand } => json!({ "id": errand }),
            NotTaken { why } | Withdrawn { why } => json!({ "why": why }),
            Published { link, found, same } => {
                let found = found.map(|found| json!({ "hash": found.hash(), "words": found.text() }));
                json!({ "link": link, "found": found, "same": same })
            }
            PublishedLate { link } => json!({ "link": link }),
            Superseded { by } => json!({ "by": by.to_string() }),
            VotesLost { of, again } => {
                json!({ "of": of.iter().map(Human::name).collect::<Vec<_>>(), "again": again })
            }
            Spoilt { approved } => json!({ "approved": approved }),
            Belongs => json!({ "incident": self.statement.incident.map(|id| id.to_string()) }),
            Graver { from, joined } => json!({
                "from": from, "to": self.statement.severity, "joined": joined.groups, "again": joined.again,
            }),
            Promised { words, due } => json!({ "words": words, "due": due }),
            PromiseDue { words } => json!({ "words": words }),
            Approved | Taken | PromiseKept => json!({}),
        }
    }
}

impl Fact for About<'_> {
    fn action(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self.happened {
            Drafted => "statement.drafted",
            Edited { .. } => "statement.edited",
            ReviewAsked { .. } => "statement.review_asked",
            Voted { .. } => "statement.voted",
            Approved => "statement.approved",
            TemplateApproved { .. } => "statement.template_approved",
            Vetoed { .. } => "statement.vetoed",
            Released { .. } => "statement.released_without_approval",
            HandedOut { .. } => "statement.handed_out",
            Taken => "statement.taken",
            NotTaken { .. } => "statement.not_taken",
            Published { .. } => "statement.published",
            PublishedLate { .. } => "statement.published_late",
            Superseded { .. } => "statement.superseded",
            Withdrawn { .. } => "statement.withdrawn",
            Expired { .. } => "statement.expired",
            VotesLost { .. } => "statement.votes_lost",
            Spoilt { .. } => "statement.spoilt",
            Belongs => "statement.belongs",
            Graver { .. } => "statement.severity_rose",
            Promised { .. } => "statement.promised",
            PromiseKept => "statement.promise_kept",
            PromiseDue { .. } => "statement.promise_due",
        })
    }

    /// Every entry carries the revision and the hash of its words.
    fn detail(&self) -> Json {
        let mut detail = self.rest();
        if let Json::Object(detail) = &mut detail {
            detail.insert("revision".into(), self.statement.revision.into());
            detail.insert("hash".into(), self.statement.texts.hash().0.clone().into());
        }
        detail
    }

    fn told(&self) -> Vec<Done> {
        let (key, why) = match self.happened {
            Drafted => ("statement-did-draft", ""),
            ReviewAsked { .. } => ("statement-did-ask", ""),
            Approved => ("statement-did-approve", ""),
            Vetoed { why, .. } => ("statement-did-veto", why),
            Released { why, .. } => ("statement-did-release", why),
            HandedOut { .. } => ("statement-did-hand-out", ""),
            Published { .. } => ("statement-did-publish", ""),
            Superseded { .. } => ("statement-did-supersede", ""),
            Withdrawn { why } => ("statement-did-withdraw", why),
            Expired { .. } => ("statement-did-expire", ""),
            VotesLost { again: true, .. } => ("statement-did-lose", ""),
            Spoilt { .. } => ("statement-did-spoil", ""),
            Graver { joined, .. } if !joined.groups.is_empty() => ("statement-did-graver", ""),
            PromiseKept => ("statement-did-keep", ""),
            PromiseDue { words } => ("statement-did-promise-due", words),
            Edited { .. }
            | Voted { .. }
            | TemplateApproved { .. }
            | Taken
            | NotTaken { .. }
            | PublishedLate { .. }
            | VotesLost { .. }
            | Belongs
            | Graver { .. }
            | Promised { .. } => return Vec::new(),
        };
        vec![Done::new(key).with(Slot::What, Value::Text(self.statement.id.to_string())).because(why)]
    }
}
