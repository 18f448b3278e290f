//! A person's own settings: by command, and by the form behind the button of their page.

use chrono::NaiveTime;
use chrono_tz::Tz;
use commands::{MeAction, MeAlert, MeCommand, MeQuiet, Quiet};

use super::asking::{Act, Asking};
use super::page::names;
use super::{Answer, Answered, ReceptionError};
use crate::home::QuietHours;
use crate::id::WatchId;
use crate::people::{self, Settings, WAKES_FROM, Wanted};
use crate::post::Post;
use crate::refusal::Decided;
use crate::store::Tx;
use crate::watch::{self, Refused};
use crate::words::word;

/// Answers what a person asks for themselves.
pub(super) async fn handle(asking: &Asking<'_>, command: MeCommand) -> Answered {
    match command {
        MeCommand::Home(_) => Ok(Some(Answer::new(asking.reception.page(&asking.eyes, asking.locale).await?))),
        MeCommand::Quiet(asked) => quiet(asking, asked).await,
        MeCommand::Alert(asked) => alerts(asking, asked).await,
    }
}

/// The form of a person's settings: opened, and taken over.
pub(super) async fn act(asking: &Asking<'_>, action: MeAction, act: Act<'_>) -> Answered {
    match (action, act) {
        (MeAction::Settings, Act::Pressed { trigger }) => open(asking, trigger).await,
        (MeAction::Settings | MeAction::Save, Act::FilledIn(answers)) => save(asking, answers).await,
        (MeAction::Save, Act::Pressed { .. }) => {
            Ok(Some(Answer::new(Post::line(word(asking.locale, "common-not-here")))))
        }
    }
}

/// The form of all settings, as they stand.
async fn open(asking: &Asking<'_>, trigger: &str) -> Answered {
    let (settings, watches) = {
        let mut tx = asking.read().await?;
        (people::store::settings(&mut tx, asking.by()).await?, names(&mut tx).await?)
    };
    let zone = settings.zone_or(asking.home());
    asking.open(trigger, &people::voice::form(asking.locale, &settings, zone, &watches)).await
}

/// The form came back.
async fn save(asking: &Asking<'_>, answers: &[(String, String)]) -> Answered {
    let mut tx = asking.begin().await?;
    let watches = names(&mut tx).await?;
    let mut unknown = Vec::new();
    let change = |before| {
        let (settings, strangers) = people::filled_in(answers, before, &watches);
        unknown = strangers;
        settings
    };
    let settings = people::desk::change(&mut tx, asking.by(), asking.now(), change).await?;
    asking.commit(tx).await?;
    Ok(Some(Answer::new(people::voice::saved(settings.locale.unwrap_or(asking.locale), &unknown))))
}

/// `me quiet`
async fn quiet(asking: &Asking<'_>, asked: MeQuiet) -> Answered {
    let zone: Option<Tz> = match asked.zone.as_deref().map(str::parse) {
        Some(Err(_)) => return Ok(Some(Answer::new(people::voice::no_zone(asking.locale)))),
        Some(Ok(zone)) => Some(zone),
        None => None,
    };
    let change = |before: Settings| {
        let unless_severity = before.quiet.map_or(WAKES_FROM, |quiet| quiet.unless_severity);
        let quiet = match asked.quiet {
            Quiet::Off => None,
            Quiet::Hours { from, until } => {
                time(from).zip(time(until)).map(|(from, until)| QuietHours { from, until, unless_severity })
            }
        };
        Settings { quiet, zone: zone.or(before.zone), ..before }
    };
    let settings = change_settings(asking, change).await?;
    Ok(Some(Answer::new(people::voice::quiet_set(asking.locale, &settings, settings.zone_or(asking.home())))))
}

/// `me alert`
async fn alerts(asking: &Asking<'_>, asked: MeAlert) -> Answered {
    let (severity, listed) = match asked {
        MeAlert::Off => (None, None),
        MeAlert::On { severity, ref watches } => (severity, watches.as_deref()),
    };
    let watches = {
        let mut tx = asking.read().await?;
        let found = find_all(&mut tx, listed.unwrap_or_default()).await;
        found.map_err(|error| asking.refuse(error, watch::voice::refused))?
    };
    let change = |before: Settings| {
        let stood = before.alerts.unwrap_or_default();
        let watches = if listed.is_some() { watches } else { stood.watches };
        let wanted = Wanted { severity: severity.unwrap_or(stood.severity), watches };
        Settings { alerts: (asked != MeAlert::Off).then_some(wanted), ..before }
    };
    let settings = change_settings(asking, change).await?;
    let watches = names(&mut asking.read().await?).await?;
    Ok(Some(Answer::new(people::voice::alerts_set(asking.locale, &settings, &watches))))
}

/// Changes settings by a command.
async fn change_settings(
    asking: &Asking<'_>,
    change: impl FnOnce(Settings) -> Settings + Send,
) -> Result<Settings, ReceptionError> {
    let mut tx = asking.begin().await?;
    let settings = people::desk::change(&mut tx, asking.by(), asking.now(), change).await?;
    asking.commit(tx).await?;
    Ok(settings)
}

/// The watches of these names, or why not.
async fn find_all(tx: &mut Tx, names: &[String]) -> Decided<Vec<WatchId>, Refused> {
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        found.push(watch::desk::find(tx, name).await?.id);
    }
    Ok(found)
}

/// Minutes since midnight as a time.
fn time(minutes: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)
}
