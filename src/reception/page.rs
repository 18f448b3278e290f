//! A person's own page and settings: `/crisis me`, the platform's page for each person, and the form behind its button.

use chrono::NaiveTime;
use chrono_tz::Tz;
use commands::{Action, HOME_PAGE, MeAlert, MeQuiet, Quiet};

use super::{Answer, Reception, ReceptionError, waits};
use crate::alert::{self, AlertState};
use crate::chat::{Chat, ChatEvent, Happened};
use crate::home::QuietHours;
use crate::id::WatchId;
use crate::people::{self, Settings, WAKES_FROM, Wanted};
use crate::person::Person;
use crate::post::{Block, Button, Post, Rich, Span, Style};
use crate::store::{StoreError, Tx};
use crate::watch::desk::Refused;
use crate::words::{Args, Locale, say};
use crate::{incident, watch};

/// Alerts of the page that have a button of their own.
const WITH_BUTTONS: usize = 4;

impl Reception {
    /// What there is for a person: what goes on, what waits for them, their settings. A new section is a line here.
    pub(super) async fn page(&self, person: &Person, locale: Locale) -> Result<Post, StoreError> {
        let (settings, watches, mut sections) = {
            let mut tx = self.store.read().await?;
            let lines = waits::lines(&mut tx, &self.rules, person, locale, self.clock.now()).await?;
            let sections = vec![incidents(&mut tx, locale).await?, waiting(&mut tx, locale, lines).await?];
            (people::store::settings(&mut tx, person).await?, names(&mut tx).await?, sections)
        };
        let zone = settings.zone_or(&self.home);
        sections.push(people::voice::settings(locale, &settings, zone, &watches));
        Ok(people::voice::page(locale, sections))
    }

    /// Shows the person's page anew where what they did is to be seen on it. Their answer does not wait for that.
    pub(super) async fn show_page(&self, chat: &dyn Chat, event: &ChatEvent) {
        if !chat.abilities().home || !changes_page(event) {
            return;
        }
        let shown = async {
            let locale = self.locale(chat, event).await?;
            let page = self.page(&event.person, locale).await?;
            let (mut tx, platform) = (self.store.read().await?, &event.place.platform);
            let page = people::store::shown_on(&mut tx, page, platform, &self.home.accounts).await?;
            drop(tx);
            Ok::<_, ReceptionError>(chat.show_home(&event.person.user, &page).await?)
        };
        if let Err(error) = shown.await {
            tracing::warn!(%error, person = %event.person, "a person's page was not shown");
        }
    }

    /// The form of all settings, as they stand.
    pub(super) async fn settings_form(
        &self,
        chat: &dyn Chat,
        event: &ChatEvent,
        locale: Locale,
        trigger: &str,
    ) -> Result<(), ReceptionError> {
        let (settings, watches) = {
            let mut tx = self.store.read().await?;
            (people::store::settings(&mut tx, &event.person).await?, names(&mut tx).await?)
        };
        let zone = settings.zone_or(&self.home);
        Ok(chat.ask(trigger, &people::voice::form(locale, &settings, zone, &watches)).await?)
    }

    /// The form came back.
    pub(super) async fn settings_filled(
        &self,
        event: &ChatEvent,
        locale: Locale,
        answers: &[(String, String)],
    ) -> Result<Option<Answer>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let watches = names(&mut tx).await?;
        let mut unknown = Vec::new();
        let change = |before| {
            let (settings, strangers) = people::filled_in(answers, before, &watches);
            unknown = strangers;
            settings
        };
        let settings = people::desk::change(&mut tx, &event.person, self.clock.now(), change).await?;
        self.commit(tx).await?;
        Ok(Some(Answer::new(people::voice::saved(settings.locale.unwrap_or(locale), &unknown))))
    }

    /// `me quiet`
    pub(super) async fn quiet(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: MeQuiet,
    ) -> Result<Option<Answer>, ReceptionError> {
        let zone: Option<Tz> = match asked.zone.as_deref().map(str::parse) {
            Some(Err(_)) => return Ok(Some(Answer::new(people::voice::no_zone(locale)))),
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
        let Some(settings) = self.change_settings(event, change).await? else { return Ok(None) };
        Ok(Some(Answer::new(people::voice::quiet_set(locale, &settings, settings.zone_or(&self.home)))))
    }

    /// `me alert`
    pub(super) async fn alerts(
        &self,
        event: &ChatEvent,
        locale: Locale,
        asked: MeAlert,
    ) -> Result<Option<Answer>, ReceptionError> {
        let (severity, listed) = match asked {
            MeAlert::Off => (None, None),
            MeAlert::On { severity, ref watches } => (severity, watches.as_deref()),
        };
        let watches = {
            let mut tx = self.store.read().await?;
            match find_all(&mut tx, listed.unwrap_or_default()).await? {
                Ok(watches) => watches,
                Err(refused) => return Ok(Some(Answer::new(watch::voice::refused(locale, &refused)))),
            }
        };
        let change = |before: Settings| {
            let stood = before.alerts.unwrap_or_default();
            let watches = if listed.is_some() { watches } else { stood.watches };
            let wanted = Wanted { severity: severity.unwrap_or(stood.severity), watches };
            Settings { alerts: (asked != MeAlert::Off).then_some(wanted), ..before }
        };
        let Some(settings) = self.change_settings(event, change).await? else { return Ok(None) };
        let watches = names(&mut self.store.read().await?).await?;
        Ok(Some(Answer::new(people::voice::alerts_set(locale, &settings, &watches))))
    }

    /// Changes settings by a command.
    async fn change_settings(
        &self,
        event: &ChatEvent,
        change: impl FnOnce(Settings) -> Settings + Send,
    ) -> Result<Option<Settings>, ReceptionError> {
        let Some(mut tx) = self.begin(event).await? else { return Ok(None) };
        let settings = people::desk::change(&mut tx, &event.person, self.clock.now(), change).await?;
        self.commit(tx).await?;
        Ok(Some(settings))
    }
}

/// Whether what a person did is to be seen on their page: it is there that they did it, it is a decision that the page
/// offers too, or it changed their settings.
fn changes_page(event: &ChatEvent) -> bool {
    let direct = event.place.direct_to().is_some();
    match &event.what {
        Happened::CameHome => true,
        Happened::Pressed { action, .. } => {
            direct || matches!(Action::decode(action), Some(Action::AlertAcknowledge(_)))
        }
        Happened::Submitted { action, .. } => direct || Action::decode(action) == Some(Action::MeSave),
        Happened::Commanded { path, options } => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            // Who asked for the page has it already.
            path != HOME_PAGE && commands::from_options(&path, options).is_ok_and(|command| command.is_about_me())
        }
        Happened::Asked { words } => commands::parse(words).is_ok_and(|command| command.is_about_me()),
        _ => false,
    }
}

async fn incidents(tx: &mut Tx, locale: Locale) -> Result<Vec<Block>, StoreError> {
    let open = incident::store::open_ones(tx).await?.good;
    let row = |incident| Rich(vec![Span::Strong(incident::voice::title(locale, incident))]);
    Ok(people::voice::section(locale, "people-incidents", open.iter().map(row).collect()))
}

/// Alerts that nobody looks at yet, the first of them with a button to do so; and what waits for the person alone.
async fn waiting(tx: &mut Tx, locale: Locale, lines: Vec<Rich>) -> Result<Vec<Block>, StoreError> {
    let mut alerts = alert::store::ongoing(tx).await?.good;
    alerts.retain(|alert| alert.state == AlertState::Raised);
    let row = |alert: &alert::Alert| {
        let gist = alert::voice::gist(locale, alert);
        Rich(vec![Span::Strong(alert.id.to_string()), Span::Words(format!(" {gist}"))])
    };
    let button = |alert: &alert::Alert| Button {
        action: Action::AlertAcknowledge(alert.id.0).encode(),
        label: say(locale, "people-ack", &Args::new().text("id", alert.id.to_string())),
        style: Style::Primary,
        confirm: None,
    };
    let mut section = people::voice::section(locale, "people-waiting", alerts.iter().map(row).chain(lines).collect());
    if !alerts.is_empty() {
        section.push(Block::Buttons(alerts.iter().take(WITH_BUTTONS).map(button).collect()));
    }
    Ok(section)
}

/// The watches of these names, or why not.
async fn find_all(tx: &mut Tx, names: &[String]) -> Result<Result<Vec<WatchId>, Refused>, StoreError> {
    let mut found = Vec::with_capacity(names.len());
    for name in names {
        match watch::desk::find(tx, name).await? {
            Ok(watch) => found.push(watch.id),
            Err(refused) => return Ok(Err(refused)),
        }
    }
    Ok(Ok(found))
}

/// All watches, by name.
async fn names(tx: &mut Tx) -> Result<Vec<(WatchId, String)>, StoreError> {
    Ok(watch::store::list(tx).await?.good.into_iter().map(|watch| (watch.id, watch.name)).collect())
}

/// Minutes since midnight as a time.
fn time(minutes: u16) -> Option<NaiveTime> {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0)
}
