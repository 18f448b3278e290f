//! A person's own page: what `/crisis me` shows, and the platform's page for each person.

use commands::{Action, AlertAction, HOME_PAGE, MeAction};

use super::eyes::Eyes;
use super::{Reception, ReceptionError, waits};
use crate::alert::{self, AlertState};
use crate::chat::{Chat, ChatEvent, Happened};
use crate::id::WatchId;
use crate::people;
use crate::post::{Block, Button, Post, Rich, Span, Style};
use crate::store::{StoreError, Tx};
use crate::words::{Args, Locale, say};
use crate::{incident, watch};

/// Alerts of the page that have a button of their own.
const WITH_BUTTONS: usize = 4;

impl Reception {
    /// What there is for a person: what goes on, what waits for them, their settings. A new section is a line here.
    pub(super) async fn page(&self, eyes: &Eyes<'_>, locale: Locale) -> Result<Post, StoreError> {
        let person = eyes.standing().by();
        let (settings, watches, mut sections) = {
            let mut tx = self.setup.store.read().await?;
            let lines = waits::lines(&mut tx, &self.setup.rules, person, locale, self.setup.clock.now()).await?;
            let sections = vec![incidents(&mut tx, locale, eyes).await?, waiting(&mut tx, locale, lines, eyes).await?];
            (people::store::settings(&mut tx, person).await?, names(&mut tx).await?, sections)
        };
        let zone = settings.zone_or(&self.setup.home);
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
            let standing = self.standing(&event.person, &event.place).await?;
            let page = self.page(&Eyes::new(self, standing), locale).await?;
            let page = self.shown(page, event).await?;
            Ok::<_, ReceptionError>(chat.show_home(&event.person.user, &page).await?)
        };
        if let Err(error) = shown.await {
            tracing::warn!(%error, person = %event.person, "a person's page was not shown");
        }
    }
}

/// Whether what a person did is to be seen on their page: it is there that they did it, it is a decision that the page
/// offers too, or it changed their settings.
fn changes_page(event: &ChatEvent) -> bool {
    let direct = event.place.direct_to().is_some();
    match &event.what {
        Happened::CameHome => true,
        Happened::Pressed { action, .. } => {
            direct || matches!(Action::decode(action), Some(Action::Alert(AlertAction::Acknowledge(_))))
        }
        Happened::Submitted { action, .. } => direct || Action::decode(action) == Some(Action::Me(MeAction::Save)),
        Happened::Commanded { path, options } => {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            // Who asked for the page has it already.
            path != HOME_PAGE && commands::from_options(&path, options).is_ok_and(|command| command.is_about_me())
        }
        Happened::Asked { words } => commands::parse(words).is_ok_and(|command| command.is_about_me()),
        _ => false,
    }
}

async fn incidents(tx: &mut Tx, locale: Locale, eyes: &Eyes<'_>) -> Result<Vec<Block>, StoreError> {
    let open = incident::store::open_ones(tx).await?.good;
    let open = eyes.incidents(tx, open).await?;
    let row = |incident| Rich(vec![Span::Strong(incident::voice::title(locale, incident))]);
    Ok(people::voice::section(locale, "people-incidents", open.iter().map(row).collect()))
}

/// Alerts that nobody looks at yet, the first of them with a button to do so; and what waits for the person alone.
async fn waiting(tx: &mut Tx, locale: Locale, lines: Vec<Rich>, eyes: &Eyes<'_>) -> Result<Vec<Block>, StoreError> {
    let alerts = alert::store::ongoing(tx).await?.good;
    let mut alerts = eyes.alerts(tx, alerts).await?;
    alerts.retain(|alert| alert.state == AlertState::Raised);
    let row = |alert: &alert::Alert| {
        let gist = alert::voice::gist(locale, alert);
        Rich(vec![Span::Strong(alert.id.to_string()), Span::Words(format!(" {gist}"))])
    };
    let button = |alert: &alert::Alert| Button {
        action: Action::Alert(AlertAction::Acknowledge(alert.id.0)).encode(),
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

/// All watches, by name.
pub(super) async fn names(tx: &mut Tx) -> Result<Vec<(WatchId, String)>, StoreError> {
    Ok(watch::store::list(tx).await?.good.into_iter().map(|watch| (watch.id, watch.name)).collect())
}
