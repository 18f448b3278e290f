//! `export`: the record of an incident, as far as a chat shows it; and `retro report`: its versions.

use commands::{Export, Format, ReportAction, ReportVerb, RetroReport};

use super::asking::{Act, Asking};
use super::{Answer, Answered};
use crate::gate::Work;
use crate::id::IncidentId;
use crate::people;
use crate::person::Actor;
use crate::report::{No, desk, machine, store, voice};
use crate::store::Tx;
use crate::words::Locale;

/// The beginning of the record, in the person's language and zone, and how to get all of it.
pub(super) async fn record(asking: &Asking<'_>, asked: Export) -> Answered {
    let mut tx = asking.read().await?;
    let incident = asking.incident(&mut tx, asked.incident).await?;
    let zone = people::store::settings(&mut tx, asking.by()).await?.zone_or(asking.home());
    let Some(report) = desk::live(&mut tx, incident.id, asking.now()).await? else {
        return Ok(Some(refused(asking.locale, &No::Unknown)));
    };
    let text = match asked.format {
        Format::Markdown => voice::paper(asking.locale, zone, &report).markdown(zone),
        // A page is nothing to be read in a asking.chat.
        Format::Html => String::new(),
        Format::Json => machine::json(&report, asking.locale).map(|json| format!("{json:#}")).unwrap_or_default(),
        Format::Csv => machine::csv(&report.facts, asking.locale),
    };
    let post = voice::shown(asking.locale, &report.facts, &text, asked.format.name());
    Ok(Some(Answer::about("incident", incident.id, post)))
}

/// The report of an incident that is over is written, or shown anew.
pub(super) async fn write(asking: &Asking<'_>, asked: RetroReport) -> Answered {
    let mut tx = asking.begin().await?;
    let (by, now) = (Actor::from(asking.by()), asking.now());
    let unknown = || refused(asking.locale, &No::Unknown);
    let incident = asking.last_ended(&mut tx, asked.incident).await?.ok_or_else(unknown)?;
    let written = desk::write(&mut tx, asking.home(), incident.id, &by, now).await;
    told(asking, tx, incident.id, written).await
}

/// A button of the report's card, or the form that it opened.
pub(super) async fn act(asking: &Asking<'_>, action: ReportAction, act: Act<'_>) -> Answered {
    let ReportAction { verb, incident, version: read } = action;
    let (id, home, by, now) = (IncidentId(incident), asking.home(), &asking.may::<Work>()?, asking.now());
    let summary = match (verb, act) {
        (ReportVerb::Edit, Act::Pressed { trigger }) => return open(asking, id, trigger).await,
        (ReportVerb::Edit, Act::FilledIn(answers)) => answers,
        (ReportVerb::Refresh | ReportVerb::Finish, _) => &[],
    };
    let mut tx = asking.begin().await?;
    let done = match verb {
        ReportVerb::Edit => {
            let Some(version) = store::version(&mut tx, id, read).await? else {
                return Ok(Some(refused(asking.locale, &No::Unknown)));
            };
            let summary = voice::filled(asking.locale, &version, summary);
            desk::edit(&mut tx, home, id, (read, summary), by, now).await
        }
        ReportVerb::Refresh => desk::refresh(&mut tx, home, id, by, now).await,
        ReportVerb::Finish => desk::finish(&mut tx, home, id, read, by, now).await,
    };
    told(asking, tx, id, done).await
}

/// Opens the form of the summary.
async fn open(asking: &Asking<'_>, id: IncidentId, trigger: &str) -> Answered {
    let latest = desk::to_change(&mut asking.read().await?, asking.home(), id, &asking.may::<Work>()?).await;
    let latest = latest.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.open(trigger, &voice::form(asking.locale, &latest)).await
}

async fn told(asking: &Asking<'_>, tx: Tx, id: IncidentId, done: desk::Answer) -> Answered {
    let version = done.map_err(|error| asking.refuse(error, voice::refused))?;
    asking.commit(tx).await?;
    Ok(Some(Answer::about("report", id, voice::done(asking.locale, &version))))
}

fn refused(locale: Locale, no: &No) -> Answer {
    Answer::new(voice::refused(locale, no))
}
