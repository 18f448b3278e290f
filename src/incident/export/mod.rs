//! The whole record of an incident as a file: for people as Markdown or a page of its own, for machines as JSON or CSV.

pub mod desk;
mod machine;
pub mod voice;

pub use machine::{csv, json};

use super::Incident;
use super::evidence::Kept;
use super::roles::Held;
use super::situation::Situation;
use super::timeline::Entry;
use crate::alert::Alert;
use crate::clock::Time;
use crate::post::chart::VolumePoint;

/// Everything there is about an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct Dossier {
    pub incident: Incident,
    pub alert: Option<Alert>,
    pub held: Vec<Held>,
    pub situation: Option<Situation>,
    /// What was struck too, oldest first.
    pub timeline: Vec<Entry>,
    /// In the order in which it was said.
    pub evidence: Vec<Kept>,
    /// By the hour, from before it began.
    pub volume: Vec<VolumePoint>,
    /// When it was written.
    pub at: Time,
}
