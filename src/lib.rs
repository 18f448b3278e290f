//! Squall: a chat-ops bot for social-media crises.
//!
//! This page is the map. The modules stand in floor order: a module may use those above it in this list
//! and never those below (`tests/floors` keeps it so). docs/architecture.md walks through two journeys.

// The ground floor: nouns and tools that know no feature.

/// Time is asked for, never taken: the wall clock and the virtual clock.
pub mod clock;
/// When each loop last got on, and what a stuck one waits for.
pub mod progress;
/// The word that it is time to end, for who takes things in.
pub mod stop;
/// Typed row numbers, and what they look like to people (`INC-12`).
pub mod id;
/// One hash over several fields.
pub mod seal;
/// The words of the bot in its five languages, with numbers and dates as each writes them.
pub mod words;
/// Who somebody is.
pub mod person;
/// The neutral document that a platform renders: blocks, buttons, forms, charts.
pub mod post;
/// The chat port: verbs, abilities, events, and what every platform shares.
pub mod chat;
/// When something is due: five-field cron in a time zone.
pub mod schedule;
/// The way out to others: one HTTP client.
pub mod https;
/// The two engines, transactions, errands, inbox, ledger, leases, timers.
pub mod store;
/// Why a desk did not do what it was asked.
pub mod refusal;
/// What happened, written once: for the ledger and for the timeline of its incident.
pub mod fact;
/// Who is in charge of how it is set up.
pub mod charge;
/// Who may do what with what: one place decides, and its answer is a token that desks ask for.
pub mod gate;
/// Where the bot speaks when nobody said otherwise, in which language, and when it keeps quiet.
pub mod home;
/// What a loop could not deal with: noted, left alone for a while, told once.
pub mod fault;
/// The ledger's head, signed, for whoever keeps it elsewhere.
pub mod checkpoint;
/// The people of the team: how each of them wants to be spoken to, and who has which role.
pub mod people;

// The features, in the order of the journey.

/// What a mention says: language and sentiment, with reasons.
pub mod reading;
/// What the public said: a mention, its near-duplicates, its storage.
pub mod mention;
/// Where mentions come from: files, the signed webhook, recordings.
pub mod sources;
/// When it is unusual: tallies, baselines, the detector, floods.
pub mod signal;
/// What the team asked to listen for: watches and their query language.
pub mod watch;
/// Something is wrong: the living card and its decisions.
pub mod alert;
/// The team at work: the incident and its thread.
pub mod incident;
/// What the team says in public: drafted, approved word by word, published.
pub mod statement;
/// What to do in which kind of crisis: playbooks, and the tasks of an incident.
pub mod playbook;
/// How the team answers the public: one answer and not two, and what was scheduled pauses.
pub mod conduct;
/// Whom to tell of an incident until somebody answers, and who is on call.
pub mod escalation;
/// What the operator planned before anything happens, and whether the team is ready.
pub mod plan;
/// After the storm: the survey, and what its answers say.
pub mod retro;
/// After the storm: the report, its versions, and the record of an incident as a file.
pub mod report;
/// What happened since last time, on a schedule.
pub mod digest;
/// The tool that publishes: approved words go out to it by a signed webhook.
pub mod publisher;
/// The platforms behind the chat port: Slack, Discord, and the sandbox page that ships with Squall.
pub mod platform;

// The doors, and the wiring behind them.

/// The one door out: errands are delivered, in order, once.
pub mod courier;
/// The public's door: batches of raw mentions are read, tallied, judged and committed.
pub mod listen;
/// The clock's door: digests, timers, housekeeping.
pub mod jobs;
/// The team's door: events of the chat become commands, commands reach a desk.
pub mod reception;
/// `squall.toml`.
pub mod config;
/// The listener: webhook, health, metrics, the sandbox page.
pub mod http;
/// The wiring: the only place that knows everything.
pub mod app;
/// The verbs of the binary.
pub mod cli;
