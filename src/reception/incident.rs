//! Incidents: roles, where they stand, how grave they are.

use commands::{Assign, Command, IncidentAction, Phase, Role};

use super::timeline::found;
use super::{Answer, Reception, ReceptionError};
use crate::chat::{Chat, ChatEvent};
use crate::id::IncidentId;
use crate::incident::desk::{self, Refused, meant};
use crate::incident::{self, Incident, clock, reminders, roles};
use crate::people::roster::{self, Member};
use crate::people::speakers;
use crate::person::Person;
use crate::store::Tx;
use crate::words::Locale;

/// Something that changes an incident.
pub(super) enum Change {
    Give { role: Role, to: Option<String> },
    Move { to: Phase, reason: String },
    Severity { severity: u8, reason: String },
    Kind(commands::IncidentKind),
    Update { text: String },
    Snooze,
    Acknowledge,
}

impl Reception {
    /// Does what a button or a form of an incident stands for.
    pub(super) async fn incident_action(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        (action, answer): (IncidentAction, Option<&str>),
        trigger: &str,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (id, change) = match action {
            IncidentAction::Roles(id) => return self.roles(event, locale, Some(id)).await.map(Some),
            IncidentAction::Role { incident, role } => {
                let mut tx = self.store.read().await?;
                return Ok(Some(match incident::store::get(&mut tx, IncidentId(incident)).await? {
                    Some(found) => Answer::about("incident", found.id, roles::voice::give(locale, &found, role)),
                    None => Answer::new(incident::voice::unknown(locale, IncidentId(incident))),
                }));
            }
            IncidentAction::Take { incident, role } => (incident, Change::Give { role, to: None }),
            IncidentAction::Assign { incident, role, person } => (incident, Change::Give { role, to: Some(person) }),
            IncidentAction::Move { incident, to } => match answer {
                // A form has to open before the platform's patience ends: nothing is stored yet.
                None if to != Phase::Closed => {
                    chat.ask(trigger, &incident::voice::reason_form(locale, incident, to)).await?;
                    return Ok(None);
                }
                reason => (incident, Change::Move { to, reason: reason.unwrap_or_default().trim().to_owned() }),
            },
            IncidentAction::Severity { incident, severity } => {
                (incident, Change::Severity { severity, reason: String::new() })
            }
            IncidentAction::Acknowledge(incident) => (incident, Change::Acknowledge),
            IncidentAction::Snooze(incident) => (incident, Change::Snooze),
            IncidentAction::Update(incident) => match answer {
                None => {
                    chat.ask(trigger, &incident::voice::news_form(locale, incident)).await?;
                    return Ok(None);
                }
                Some(text) => (incident, Change::Update { text: text.trim().to_owned() }),
            },
            kept => return self.timeline_action(chat, event, locale, kept).await,
        };
        // Who pressed sees it on the card and in the thread; only what did not happen needs words.
        let quiet = matches!(change, Change::Move { .. } | Change::Severity { .. });
        let (changed, answer) = self.change_incident(event, locale, Some(id), change).await?;
        Ok(answer.filter(|_| !(quiet && changed)))
    }

    /// Does what a command about an incident says. None when the command is about something else.
    pub(super) async fn incident_asked(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: &Command,
    ) -> Result<Option<Option<Answer>>, ReceptionError> {
        let reason = |reason: &Option<String>| reason.clone().unwrap_or_default();
        let (named, change) = match command {
            Command::Timeline(asked) => return Ok(Some(Some(self.timeline(event, locale, asked.incident, 0).await?))),
            Command::Situation(asked) => {
                return self.situation(event, locale, asked.incident).await.map(Some).map(Some);
            }
            Command::Export(asked) => return self.export(event, locale, *asked).await.map(Some).map(Some),
            Command::SetWatch(asked) => return self.set_watch(event, locale, asked).await.map(Some),
            Command::EvidenceAdd(asked) => return self.add_evidence(event, locale, asked).await.map(Some),
            Command::EvidenceList(asked) => {
                return self.evidence(event, locale, asked.incident, 0).await.map(Some).map(Some);
            }
            Command::Note(asked) => return self.note(event, locale, asked.clone()).await.map(Some),
            Command::Roles(asked) => return self.roles(event, locale, asked.incident).await.map(Some).map(Some),
            Command::Take(asked) => (asked.incident, Change::Give { role: asked.role, to: None }),
            Command::Assign(Assign { role, person, incident }) => {
                (*incident, Change::Give { role: *role, to: Some(person.clone()) })
            }
            Command::Move(asked) => (asked.incident, Change::Move { to: asked.to, reason: reason(&asked.reason) }),
            Command::Severity(asked) => {
                (asked.incident, Change::Severity { severity: asked.severity, reason: reason(&asked.reason) })
            }
            Command::Update(asked) => (asked.incident, Change::Update { text: asked.text.clone() }),
            Command::SetKind(asked) => (asked.incident, Change::Kind(asked.kind)),
            Command::RosterList(_) => {
                let mut tx = self.store.read().await?;
                let (roster, speakers) = (roster::store::list(&mut tx).await?, speakers::store::list(&mut tx).await?);
                let departments = roster::desk::departments(&mut tx, &roster).await?;
                let mut post = roster::voice::list(locale, &roster, &departments);
                post.blocks.extend(speakers::voice::list(locale, &speakers));
                return Ok(Some(Some(Answer::new(post))));
            }
            Command::RosterAdd(_) | Command::RosterRemove(_) => {
                return self.roster(event, locale, command).await.map(Some);
            }
            _ => return Ok(None),
        };
        Ok(Some(self.change_incident(event, locale, named, change).await?.1))
    }

    /// Who has which role.
    async fn roles(&self, event: &ChatEvent, locale: Locale, named: Option<i64>) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, named).await?)?;
        let held = roles::store::held(&mut tx, incident.id).await?;
        Ok(Answer::about("incident", incident.id, roles::voice::roles(locale, &incident, &held)))
    }

    /// Changes the incident that is meant. Says whether it was changed, and what is whispered.
    pub(super) async fn change_incident(
        &self,
        event: &ChatEvent,
        locale: Locale,
        named: Option<i64>,
        change: Change,
    ) -> Result<(bool, Option<Answer>), ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok((false, None)) };
        let meant = found(locale, meant_or_last(&mut tx, event, named, &change).await?)?;
        // Locked, so that two people who decide at once do it one after the other.
        let Some(mut incident) = incident::store::lock(&mut tx, meant.id).await? else { return Ok((false, None)) };
        let now = self.clock.now();
        let done = self.apply(&mut tx, event, &mut incident, &change).await?;
        if matches!((&done, &change), (Ok(()), Change::Give { .. })) {
            self.people_moved(&mut tx).await?;
        }
        self.commit(tx).await?;
        let post = match (&done, change) {
            (Err(refused), _) => incident::voice::refused(locale, &incident, refused),
            (Ok(()), Change::Give { role, to }) => {
                roles::voice::done(locale, &incident, role, &person(event, to.as_deref()))
            }
            (Ok(()), Change::Update { .. }) => {
                let next = reminders::next_update(&incident, now);
                incident::voice::until(locale, &incident, "incident-news-done", next)
            }
            (Ok(()), Change::Snooze) => {
                incident::voice::until(locale, &incident, "incident-snoozed", now + clock::SNOOZE)
            }
            (Ok(()), Change::Acknowledge) => incident::voice::acknowledged_done(locale, &incident),
            (Ok(()), Change::Kind(kind)) => incident::voice::kind_set(locale, &incident, kind),
            (Ok(()), _) => incident::voice::changed(locale, &incident),
        };
        Ok((done.is_ok(), Some(Answer::about("incident", incident.id, post))))
    }

    async fn apply(
        &self,
        tx: &mut Tx,
        event: &ChatEvent,
        incident: &mut Incident,
        change: &Change,
    ) -> Result<Result<(), Refused>, ReceptionError> {
        let (home, by, now) = (&self.home, &event.person, self.clock.now());
        Ok(match change {
            Change::Give { role, to } => {
                let to = person(event, to.as_deref());
                roles::desk::give(tx, home, incident, *role, (&to, by), now).await?
            }
            Change::Move { to, reason } => desk::go(tx, home, incident, *to, reason, by, now).await?,
            Change::Severity { severity, reason } => {
                desk::set_severity(tx, home, incident, *severity, reason, by, now).await?
            }
            Change::Kind(kind) => desk::set_kind(tx, home, incident, *kind, by, now).await?,
            Change::Update { text } => reminders::update(tx, home, incident, text, by, now).await?,
            Change::Snooze => reminders::snooze(tx, incident, by, now).await?,
            Change::Acknowledge => desk::acknowledge(tx, home, incident, by, now).await?,
        })
    }

    async fn roster(
        &self,
        event: &ChatEvent,
        locale: Locale,
        command: &Command,
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let now = self.clock.now();
        let (key, role, user) = match command {
            Command::RosterAdd(asked) => {
                let member = Member { role: asked.role, person: person(event, Some(&asked.person)), seat: asked.seat };
                roster::desk::add(&mut tx, &member, &event.person, now).await?;
                if let Some(department) = &asked.department {
                    roster::desk::belongs(&mut tx, &member.person, department, &event.person, now).await?;
                }
                ("roster-added", asked.role, member.person)
            }
            Command::RosterRemove(asked) => {
                let who = person(event, Some(&asked.person));
                let mut removed = roster::desk::remove(&mut tx, asked.role, &who, &event.person, now).await?;
                if asked.role == Role::Spokesperson {
                    removed |= speakers::desk::remove(&mut tx, &who, &event.person, now).await?;
                }
                (if removed { "roster-removed" } else { "roster-absent" }, asked.role, who)
            }
            _ => return Ok(None),
        };
        self.people_moved(&mut tx).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::new(roster::voice::done(locale, key, role, &user))))
    }
}

/// Somebody on the platform of the event; who acted when nobody is named.
fn person(event: &ChatEvent, user: Option<&str>) -> Person {
    let user = user.unwrap_or(&event.person.user).to_owned();
    event.person.beside(user)
}

/// Reopening means what is not open any more: without a name, the last that was resolved.
async fn meant_or_last(
    tx: &mut Tx,
    event: &ChatEvent,
    named: Option<i64>,
    change: &Change,
) -> Result<desk::Meant, ReceptionError> {
    let meant = meant(tx, &event.place, named).await?;
    let goes_on = matches!(change, Change::Move { to: Phase::Responding | Phase::Closed, .. });
    if goes_on && meant == desk::Meant::None {
        return Ok(incident::store::last_resolved(tx).await?.map_or(desk::Meant::None, desk::Meant::This));
    }
    Ok(meant)
}
