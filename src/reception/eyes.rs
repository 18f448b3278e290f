//! What somebody sees: the scene of each subject, gathered for the gate, and lists without the rest.

use std::sync::OnceLock;

use super::Reception;
use crate::alert::{self, Alert};
use crate::chat::Place;
use crate::escalation;
use crate::gate::{self, Scene, See, Standing, store::Row};
use crate::id::{AlertId, DebriefId, IncidentId, SurveyId};
use crate::incident::{self, Incident, clock, roles};
use crate::people::roster;
use crate::person::Person;
use crate::retro;
use crate::statement::store::Stored;
use crate::statement::{self, Statement};
use crate::store::{Result, Tx, card};

/// Somebody, and what is needed to say what they see.
pub(super) struct Eyes<'a> {
    pub reception: &'a Reception,
    standing: Standing,
    /// The same, with the places of a subject that was not in question before.
    looked: OnceLock<Standing>,
}

impl Reception {
    /// Whether somebody has a part in anything that goes on.
    pub(super) async fn has_part_in_any(&self, person: &Person) -> Result<bool> {
        let mut tx = self.setup.store.read().await?;
        for incident in incident::store::open_ones(&mut tx).await?.good {
            if self.has_part(&mut tx, &incident, person).await? {
                return Ok(true);
            }
        }
        for id in statement::store::in_review(&mut tx).await? {
            if let Some(stored) = statement::store::get(&mut tx, id).await?
                && self.is_asked(&mut tx, &stored.statement, person).await?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether somebody is named in an incident now.
    async fn has_part(&self, tx: &mut Tx, incident: &Incident, person: &Person) -> Result<bool> {
        let accounts = self.setup.rules.accounts();
        for account in accounts.of(&accounts.human(person)) {
            if gate::store::has_part(tx, incident.id, &account).await? {
                return Ok(true);
            }
        }
        for stored in statement::store::of_incident(tx, incident.id).await? {
            if self.is_asked(tx, &stored.statement, person).await? {
                return Ok(true);
            }
        }
        // Of what is private nobody is told who is not in it.
        if incident.private || incident.state.is_over() {
            return Ok(false);
        }
        Ok(accounts.among(person, self.paged(tx, incident).await?.iter()))
    }

    /// Who is told of it until somebody leads.
    async fn paged(&self, tx: &mut Tx, incident: &Incident) -> Result<Vec<Person>> {
        let mut paged = escalation::desk::told(tx, self.house().book(), incident, self.setup.clock.now()).await?;
        let held = roles::store::held(tx, incident.id).await?;
        if roles::holder(&held, commands::Role::Lead).is_none() {
            let roster = roster::store::list(tx).await?;
            paged.extend(clock::asked(&roster, clock::REMINDERS).into_iter().cloned());
        }
        Ok(paged)
    }

    /// Whether somebody's vote is asked for, or counts, about a statement.
    async fn is_asked(&self, tx: &mut Tx, statement: &Statement, person: &Person) -> Result<bool> {
        statement::asked::is_asked(tx, &self.setup.rules, statement, person, self.setup.clock.now()).await
    }
}

impl<'a> Eyes<'a> {
    pub fn new(reception: &'a Reception, standing: Standing) -> Self {
        Self { reception, standing, looked: OnceLock::new() }
    }

    pub fn standing(&self) -> &Standing {
        self.looked.get().unwrap_or(&self.standing)
    }

    fn person(&self) -> &Person {
        self.standing.by()
    }

    /// Asks about the places of a subject that was not in question before.
    pub async fn look_at(&self, places: &[Place]) {
        let seen = self.reception.look(self.person(), places).await;
        let _ = self.looked.set(self.standing.clone().also_sees(seen));
    }

    /// An incident and all that belongs to it.
    pub async fn of_incident(&self, tx: &mut Tx, incident: &Incident) -> Result<Scene> {
        let places = card::channels(tx, &incident.anchor()).await?;
        let seen = self.standing().sees_any(&places);
        let named = !seen && self.reception.has_part(tx, incident, self.person()).await?;
        let private = incident.private.then_some(incident.id);
        Ok(Scene { subject: incident.id.to_string(), places, named, asked: false, private })
    }

    pub async fn of_alert(&self, tx: &mut Tx, id: AlertId) -> Result<Scene> {
        let subject = id.to_string();
        let mut places = card::channels(tx, &subject).await?;
        // At night it stands nowhere yet: it is for those who will see its card.
        if places.is_empty()
            && let Some(alert) = alert::store::get(tx, id).await?
        {
            let rooms = alert::desk::rooms(tx, &self.reception.setup.home, &alert).await?;
            places.extend(rooms.into_iter().map(|room| room.channel));
        }
        // A card that somebody got in person while they were in shows them nothing once they are out.
        if self.standing().is_let_in() {
            places.extend(card::conversations(tx, &subject).await?);
        }
        // Those who are told of its incident are told what raised it.
        let seen = self.standing().sees_any(&places);
        let named = match incident::store::of_alert(tx, id).await? {
            Some(incident) if !seen => self.reception.has_part(tx, &incident, self.person()).await?,
            _ => false,
        };
        Ok(Scene { subject, places, named, ..Scene::default() })
    }

    pub async fn of_statement(&self, tx: &mut Tx, stored: &Stored) -> Result<Scene> {
        let statement = &stored.statement;
        let subject = statement.id.to_string();
        let asked = self.reception.is_asked(tx, statement, self.person()).await?;
        let incident = match statement.incident {
            Some(incident) => incident::store::get(tx, incident).await?,
            None => None,
        };
        Ok(match incident {
            Some(incident) => {
                let scene = self.of_incident(tx, &incident).await?;
                Scene { subject, named: scene.named || asked, ..scene }
            }
            None => {
                let places = vec![stored.stand.channel.clone()];
                Scene { subject, places, named: asked, asked, private: None }
            }
        })
    }

    /// What belongs to an incident, by its row.
    pub async fn of_row(&self, tx: &mut Tx, row: Row, id: i64, incident: &Incident) -> Result<Scene> {
        let accounts = self.reception.setup.rules.accounts();
        let asked = match row {
            Row::Survey => {
                let survey = retro::store::get(tx, SurveyId(id)).await?;
                survey.is_some_and(|survey| accounts.among(self.person(), survey.seats.keys()))
            }
            Row::Debrief => {
                let debriefs = retro::debrief::store::of_incident(tx, incident.id).await?;
                let debrief = debriefs.into_iter().find(|debrief| debrief.id == DebriefId(id));
                debrief.is_some_and(|debrief| accounts.among(self.person(), debrief.guests.keys()))
            }
            Row::Task
            | Row::Reply
            | Row::Measure
            | Row::Proposal
            | Row::Entry
            | Row::Item
            | Row::Change
            | Row::Checkin => false,
        };
        Ok(Scene { asked, ..self.of_incident(tx, incident).await? })
    }

    pub async fn sees(&self, tx: &mut Tx, incident: &Incident) -> Result<bool> {
        let scene = self.of_incident(tx, incident).await?;
        Ok(self.standing().may::<See>(&scene).is_ok())
    }

    pub async fn sees_id(&self, tx: &mut Tx, id: IncidentId) -> Result<bool> {
        match incident::store::get(tx, id).await? {
            Some(incident) => self.sees(tx, &incident).await,
            None => Ok(false),
        }
    }

    /// Those of the incidents that they see.
    pub async fn incidents(&self, tx: &mut Tx, all: Vec<Incident>) -> Result<Vec<Incident>> {
        let mut seen = Vec::with_capacity(all.len());
        for incident in all {
            if self.sees(tx, &incident).await? {
                seen.push(incident);
            }
        }
        Ok(seen)
    }

    pub async fn alerts(&self, tx: &mut Tx, all: Vec<Alert>) -> Result<Vec<Alert>> {
        let mut seen = Vec::with_capacity(all.len());
        for alert in all {
            let scene = self.of_alert(tx, alert.id).await?;
            if self.standing().may::<See>(&scene).is_ok() {
                seen.push(alert);
            }
        }
        Ok(seen)
    }

    pub async fn statements(&self, tx: &mut Tx, all: Vec<Stored>) -> Result<Vec<Stored>> {
        let mut seen = Vec::with_capacity(all.len());
        for stored in all {
            let scene = self.of_statement(tx, &stored).await?;
            if self.standing().may::<See>(&scene).is_ok() {
                seen.push(stored);
            }
        }
        Ok(seen)
    }

    /// Those of some rows whose incident they see.
    pub async fn of_theirs<T>(&self, tx: &mut Tx, all: Vec<T>, of: impl Fn(&T) -> IncidentId) -> Result<Vec<T>> {
        let mut known: Vec<(IncidentId, bool)> = Vec::new();
        let mut seen = Vec::with_capacity(all.len());
        for row in all {
            let id = of(&row);
            let sees = match known.iter().find(|(known, _)| *known == id) {
                Some((_, sees)) => *sees,
                None => {
                    let sees = self.sees_id(tx, id).await?;
                    known.push((id, sees));
                    sees
                }
            };
            if sees {
                seen.push(row);
            }
        }
        Ok(seen)
    }
}
