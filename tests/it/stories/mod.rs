//! Stories of the whole product, told on every platform and both engines.

mod approvers;
mod card;
mod conduct;
mod crashes;
mod decisions;
mod delivery;
mod desk;
mod direct;
mod episodes;
mod escalation;
mod flood;
mod hostile;
mod languages;
mod me;
mod once;
mod playbooks;
mod quiet;
mod reactions;
mod report;
mod retro;
mod statements;
mod timeline;
mod triage;
mod together;
mod versions;
mod watches;
