//! `export`: the record of an incident, as far as a chat shows it.

use commands::{Export, Format};

use super::timeline::found;
use super::{Answer, Reception, ReceptionError};
use crate::chat::ChatEvent;
use crate::incident::desk::meant;
use crate::incident::export;
use crate::people;
use crate::words::Locale;

impl Reception {
    /// The beginning of the record, in the person's language and zone, and how to get all of it.
    pub(super) async fn export(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: Export,
    ) -> Result<Answer, ReceptionError> {
        let mut tx = self.store.read().await?;
        let incident = found(locale, meant(&mut tx, &event.place, asked.incident).await?)?;
        let zone = people::store::settings(&mut tx, &event.person).await?.zone_or(&self.home);
        let dossier = export::desk::gather(&mut tx, incident.id, self.clock.now()).await?;
        let text = dossier.map(|dossier| match asked.format {
            Format::Markdown => export::voice::record(locale, zone, &dossier, Vec::new()).markdown(zone),
            // A page is nothing to be read in a chat.
            Format::Html => String::new(),
            Format::Json => format!("{:#}", export::json(&dossier, locale)),
            Format::Csv => export::csv(&dossier, locale),
        });
        let post = export::voice::shown(locale, &incident, &text.unwrap_or_default(), asked.format.name());
        Ok(Answer::about("incident", incident.id, post))
    }
}
