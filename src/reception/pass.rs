//! Through the gate: what somebody does is let through by its [`Need`], or answered as the gate says; and rooms get the
//! tokens that desks ask for.

use super::asking::Asking;
use super::need::{About, Need};
use super::{Answer, ReceptionError};
use crate::alert;
use crate::conduct::{self, measure};
use crate::gate::store::{Row, incident_of};
use crate::gate::{Allowed, Kind, No, Run, Scene, Standing, Verb};
use crate::id::{ActionId, AlertId, IncidentId, MeasureId, ReplyId, StatementId, TaskId};
use crate::incident::{self, proposal};
use crate::people;
use crate::playbook;
use crate::post::Post;
use crate::retro::{self, action, change, checkin, debrief};
use crate::statement;
use crate::store::StoreError;
use crate::words::{Args, say, word};

impl Asking<'_> {
    /// Lets the person through, or says why not. What they do not see is answered as what does not exist: by the same way.
    pub async fn pass(&self, need: Need) -> Result<(), ReceptionError> {
        let scene = self.scene_of(need.about).await?;
        let decided = match need.about {
            // It is looked for among what they see.
            About::Meant => self.eyes.standing().decide(Verb::Own, &Scene::default()),
            About::Nothing if need.verb == Verb::Run => self.charged().await.decide(need.verb, &Scene::default()),
            _ => self.eyes.standing().decide(need.verb, scene.as_ref().unwrap_or(&Scene::default())),
        };
        decided.map_err(|no| self.turned(no, need.about))?;
        let _ = self.passed.set(need);
        if let (Some(scene), false) = (scene, need.about == About::Nothing) {
            let _ = self.scene.set(scene);
        }
        Ok(())
    }

    /// The token of the verb that the person was let through by. A room that asks for another is refused: what it needs is
    /// said in `need.rs`.
    pub fn may<V: Kind>(&self) -> Result<Allowed<V>, ReceptionError> {
        let about = self.passed.get().map_or(About::Nothing, |need| need.about);
        if self.passed.get().is_none_or(|need| need.verb != V::VERB) {
            tracing::error!(verb = V::VERB.name(), ?about, "a room asks for what its event was not let through by");
            return Err(self.turned(No::Unseen, About::Nothing));
        }
        let here = || Scene { places: vec![self.channel()], ..Scene::default() };
        let scene = self.scene.get().cloned().unwrap_or_else(here);
        self.eyes.standing().may::<V>(&scene).map_err(|no| self.turned(no, about))
    }

    /// The token of who is in charge.
    pub async fn run(&self) -> Result<Allowed<Run>, ReceptionError> {
        self.charged().await.may::<Run>(&Scene::default()).map_err(|no| self.turned(no, About::Nothing))
    }

    /// Whoever looked into what is private, or worked on it, is written down. Their answer does not wait for it to succeed.
    pub async fn looked(&self) {
        let Some(id) = self.scene.get().and_then(|scene| scene.private) else { return };
        if let Err(error) = self.write_down(id).await {
            tracing::error!(%error, incident = %id, "who looked into a private incident is not in the ledger");
        }
    }

    async fn write_down(&self, id: IncidentId) -> Result<(), StoreError> {
        let mut tx = self.reception.setup.store.write().await?;
        incident::private::looked(&mut tx, id, self.by(), self.now()).await?;
        tx.commit().await
    }

    async fn charged(&self) -> Standing {
        self.eyes.standing().clone().in_charge(self.reception.in_charge(self.by()).await)
    }

    fn turned(&self, no: No, about: About) -> ReceptionError {
        match no {
            No::Outside => ReceptionError::Outside,
            No::Unseen => Answer::new(self.nobody_knows(about)).into(),
            No::NotInCharge => Answer::new(people::voice::not_in_charge(self.locale, &self.home().charge)).into(),
        }
    }

    /// What is known of the subject; none when it does not exist. The platforms are asked about its places.
    async fn scene_of(&self, about: About) -> Result<Option<Scene>, StoreError> {
        match self.gathered(about).await? {
            Some(scene) if !scene.named && !scene.asked && !self.eyes.standing().sees_any(&scene.places) => {
                self.eyes.look_at(&scene.places).await;
                Ok(Some(scene))
            }
            scene => Ok(scene),
        }
    }

    async fn gathered(&self, about: About) -> Result<Option<Scene>, StoreError> {
        let (mut tx, eyes) = (self.read().await?, &self.eyes);
        let incident = match about {
            About::Nothing | About::Meant => return Ok(None),
            About::Alert(id) => {
                let found = alert::store::get(&mut tx, AlertId(id)).await?;
                return match found {
                    Some(alert) => eyes.of_alert(&mut tx, alert.id).await.map(Some),
                    None => Ok(None),
                };
            }
            About::Statement(id) => {
                let found = statement::store::get(&mut tx, StatementId(id)).await?;
                return match found {
                    Some(stored) => eyes.of_statement(&mut tx, &stored).await.map(Some),
                    None => Ok(None),
                };
            }
            About::Incident(id) => Some(IncidentId(id)),
            About::Row(row, id) => incident_of(&mut tx, row, id).await?,
        };
        let Some(id) = incident else { return Ok(None) };
        let Some(incident) = incident::store::get(&mut tx, id).await? else { return Ok(None) };
        match about {
            About::Row(row, id) => eyes.of_row(&mut tx, row, id, &incident).await.map(Some),
            _ => eyes.of_incident(&mut tx, &incident).await.map(Some),
        }
    }

    /// What is said of a number that nobody has, or that is nothing to this person.
    fn nobody_knows(&self, about: About) -> Post {
        let locale = self.locale;
        let not_here = || Post::line(word(locale, "common-not-here"));
        match about {
            About::Nothing | About::Meant => not_here(),
            About::Incident(id) => incident::voice::unknown(locale, IncidentId(id)),
            About::Alert(id) => alert::voice::unknown(locale, AlertId(id)),
            About::Statement(id) => {
                let args = Args::new().text("id", StatementId(id).to_string());
                Post::line(say(locale, "statement-unknown", &args))
            }
            About::Row(row, id) => match row {
                Row::Task => playbook::voice::refused(locale, &playbook::Refused::Unknown(TaskId(id))),
                Row::Reply => conduct::voice::refused(locale, &conduct::Refused::Unknown(ReplyId(id))),
                Row::Measure => measure::voice::refused(locale, &measure::Refused::Unknown(MeasureId(id))),
                Row::Proposal => proposal::voice::decided(locale),
                Row::Entry => not_here(),
                Row::Item => action::voice::refused(locale, &action::Refused::Unknown(ActionId(id))),
                Row::Change => change::voice::refused(locale, &change::Refused::Unknown),
                Row::Survey => retro::voice::refused(locale, retro::No::Unknown),
                Row::Debrief => debrief::voice::refused(locale, debrief::Refused::Unknown),
                Row::Checkin => checkin::voice::refused(locale, checkin::Refused::Unknown),
            },
        }
    }
}
