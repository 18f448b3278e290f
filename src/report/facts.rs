//! What is known of an incident when somebody looks, in plain values: nothing in them changes afterwards, and no other
//! type does when they are read again years later. Written as JSON they are the record for machines: their names stay.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clocks::{Moments, Reading};
use crate::clock::Time;
use crate::id::IncidentId;
use crate::incident::situation::{Figures, Hour};
use crate::incident::timeline::Done;
use crate::people::names::Names;
use crate::person::{Actor, Person};
use crate::post::chart::VolumePoint;

/// Everything there is about an incident. People by `slack:U012`, kinds and states by their stored names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    #[serde(with = "number")]
    pub id: IncidentId,
    pub title: String,
    pub severity: u8,
    pub state: String,
    pub kind: Option<String>,
    pub origin: Option<String>,
    pub alert: Option<String>,
    pub raised: Option<Raised>,
    pub opened_by: Person,
    #[serde(flatten)]
    pub moments: Moments,
    /// How long each clock ran, and its median in the incidents before.
    pub clocks: Vec<Reading>,
    pub roles: Vec<Held>,
    /// None when nobody said what hears of it.
    pub situation: Option<Audience>,
    pub statements: Vec<Said>,
    /// What was struck too, oldest first.
    pub timeline: Vec<Entry>,
    /// In the order in which it was said.
    pub evidence: Vec<Kept>,
    pub survey: Option<Survey>,
    /// What the team does so that the next one goes better.
    #[serde(default)]
    pub actions: Vec<Todo>,
    /// Whether it has recovered, each time that the team was asked.
    #[serde(default)]
    pub recovery: Vec<Recovery>,
    /// The meetings after it.
    #[serde(default)]
    pub debriefs: Vec<Debrief>,
    /// What those are called of whom it speaks, as far as their chat told.
    #[serde(default)]
    pub people: Names,
    /// When they were gathered.
    pub written_at: Time,
}

/// What was unusual when the alert spoke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Raised {
    pub watch: String,
    pub observed: f64,
    pub expected: f64,
    pub window_minutes: u32,
}

/// Who has a role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub role: String,
    pub person: Person,
    pub since: Time,
}

/// What the public did, from the first word until half a day after the end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Audience {
    pub since: Time,
    pub until: Time,
    pub looked_at: Time,
    pub usual: Usual,
    pub minutes_to_first_foreign: Option<u64>,
    /// As the card showed them last.
    pub figures: Figures,
    /// Most first.
    pub languages: Vec<Voices>,
    pub platforms: Vec<Voices>,
    /// By the hour, from half a day before it began.
    pub hours: Vec<VolumePoint>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    pub voices_an_hour: f64,
    pub negative_an_hour: f64,
}

/// What one language or platform said, in mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voices {
    pub name: String,
    pub negative: u64,
    pub neutral: u64,
    pub positive: u64,
}

/// A statement: its words, who approved them, and how the public felt around it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    pub id: String,
    pub kind: String,
    pub state: String,
    pub drafted_by: Person,
    pub drafted_at: Time,
    pub texts: Vec<Text>,
    /// SHA-256 of the words that were approved, or are under review.
    pub hash: String,
    /// Who approved exactly these words.
    pub approvals: Vec<By>,
    /// Who released them without, and why.
    pub released: Option<Because>,
    pub published: Option<By>,
    pub links: Vec<String>,
    /// What was found in public, when it is not what was approved.
    pub differs: Option<String>,
    pub withdrawn: Option<Because>,
    /// The hour before it was public, and the one after.
    pub around: Option<(Hour, Hour)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub channel: String,
    pub language: String,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub by: Actor,
    pub at: Time,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Because {
    pub by: Actor,
    pub at: Time,
    pub why: String,
}

/// An entry of the timeline. The words are people's, and as hostile as the public's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    pub id: String,
    pub at: Time,
    pub by: Actor,
    /// `note`, `message`, `done`.
    pub kind: String,
    /// Who wrote a message.
    pub author: Option<Person>,
    /// The words; of what was done, told in the reader's language where it is written.
    pub text: String,
    pub why: String,
    pub done: Option<Done>,
    pub link: Option<String>,
    pub removed: Option<By>,
}

/// Words of the public that were kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub platform: String,
    pub author: String,
    pub text: String,
    pub url: Option<String>,
    pub language: String,
    pub followers: Option<u64>,
    pub reach: Option<u64>,
    pub said_at: Time,
    pub sha256: String,
    /// Whether the words were still those of the hash.
    pub holds: bool,
    pub kept_by: Actor,
    pub kept_at: Time,
    /// What became of them where they were said, oldest first.
    #[serde(default)]
    pub changes: Vec<Became>,
}

/// What kept words say since then; none when they were deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Became {
    pub at: Time,
    pub words: Option<String>,
}

/// An action after the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    pub id: String,
    pub text: String,
    pub owner: Person,
    pub due: Time,
    /// `open`, `done`, `dropped`.
    pub state: String,
    /// Why it was dropped.
    pub why: String,
}

/// What the team said some days later, and how loud it was then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recovery {
    /// After the end.
    pub days: u32,
    /// None while nobody said.
    pub recovered: Option<bool>,
    pub said: Option<By>,
    /// Voices of the day before the question, and of a usual one.
    pub voices: Option<f64>,
    pub usual_voices: Option<f64>,
}

/// A meeting after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debrief {
    pub id: String,
    pub at: Time,
    pub called_by: Person,
    /// Who said that they come, of one that has not begun.
    pub coming: Vec<Person>,
    pub there: Vec<Person>,
    /// Who was asked and was not there, of one that has begun.
    pub missing: Vec<Person>,
    /// Who wrote what it came to, if anybody did.
    pub held: Option<By>,
    pub summary: String,
}

/// What those who had a part in it said afterwards. Of an open survey only how many.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Survey {
    pub id: String,
    pub anonymous: bool,
    pub open: bool,
    pub asked: usize,
    /// None where it may not be told exactly.
    pub answered: Option<usize>,
    pub answered_at_least: Option<usize>,
    pub declined: Option<usize>,
    /// They left before they answered, and are not among those who were asked.
    pub left: usize,
    pub scales: Vec<Scale>,
    pub texts: Vec<Answers>,
    pub apart: Vec<Apart>,
    /// Of fewer people than this nothing is shown, and something was left out for that.
    pub withheld_below: Option<usize>,
    /// How many questions for everybody were.
    pub left_out: usize,
}

/// A question by language tag.
pub type Question = BTreeMap<String, String>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scale {
    pub question: Question,
    /// How many said 1, 2, 3, 4, 5.
    pub counts: [u32; 5],
    pub mean: f64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    pub question: Question,
    pub answers: Vec<Answer>,
    /// Words that several use, and how many.
    pub themes: Vec<(String, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub role: Option<String>,
    pub text: String,
}

/// Two departments that see it differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    pub question: Question,
    pub low: (String, f64),
    pub high: (String, f64),
}

impl Voices {
    pub fn total(&self) -> u64 {
        self.negative + self.neutral + self.positive
    }
}

impl Facts {
    /// Why people say that it was over, in their words, the last time they said so.
    pub fn ended_because(&self) -> Option<&str> {
        let ends = |entry: &&Entry| entry.phase().is_some_and(|to| to == "resolved") && !entry.why.is_empty();
        self.timeline.iter().rev().find(ends).map(|entry| entry.why.as_str())
    }
}

impl Entry {
    /// The phase that it brought the incident into.
    pub fn phase(&self) -> Option<&str> {
        use crate::incident::timeline::{Slot, Value};
        let done = self.done.as_ref().filter(|done| done.key == "timeline-did-state")?;
        done.values.iter().find_map(|(slot, value)| match (slot, value) {
            (Slot::To, Value::Label(phase)) => Some(phase.as_str()),
            _ => None,
        })
    }
}

/// The incident as people call it.
mod number {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use super::IncidentId;

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    pub fn serialize<S: Serializer>(id: &IncidentId, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(id)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<IncidentId, D::Error> {
        let text = String::deserialize(from)?;
        IncidentId::parse(&text).ok_or_else(|| D::Error::custom("no incident"))
    }
}
