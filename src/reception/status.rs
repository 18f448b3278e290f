//! `/crisis status`: where things stand.

use chrono::Duration;

use super::asking::Asking;
use super::{Answer, ReceptionError};
use crate::clock::from_micros;
use crate::post::{Block, Post, Rich, Span, Tone, inert};
use crate::words::{Args, say, word};
use crate::{alert, fault, incident, retro, signal, watch};

/// Open incidents, alerts that go on, what is listened for, and whether the sources speak.
pub(super) async fn answer(asking: &Asking<'_>) -> Result<Answer, ReceptionError> {
    let now = asking.now();
    let mut tx = asking.read().await?;
    let incidents = incident::store::open_ones(&mut tx).await?.good;
    let incidents = asking.eyes.incidents(&mut tx, incidents).await?;
    let alerts = alert::store::ongoing(&mut tx).await?.good;
    let alerts = asking.eyes.alerts(&mut tx, alerts).await?;
    let watches = watch::store::list(&mut tx).await?.good;
    let tallies = signal::store::between(&mut tx, now - Duration::hours(1), now).await?.good;
    let sources = signal::store::sources(&mut tx).await?;
    let faults = fault::store::all(&mut tx).await?;
    let title = word(asking.locale, "status-title");
    let mut blocks = vec![Block::Heading(title.clone())];
    if incidents.is_empty() && alerts.is_empty() {
        blocks.push(Block::Text(Rich::words(word(asking.locale, "status-quiet"))));
    }
    if !incidents.is_empty() {
        let mut rows = Vec::with_capacity(incidents.len());
        for incident in &incidents {
            let held = incident::roles::store::held(&mut tx, incident.id).await?;
            let situation = incident::situation::store::get(&mut tx, incident.id).await?;
            rows.push(incident::voice::row(asking.locale, incident, &held, situation.as_ref(), now));
        }
        blocks.push(Block::List(rows));
    }
    if !alerts.is_empty() {
        blocks.extend(alert::voice::list(asking.locale, &alerts).blocks.into_iter().skip(1));
    }
    let summary = incident::voice::overview(asking.locale, &incidents, alerts.len()).unwrap_or(title);
    // How well it listens is the team's.
    if !asking.eyes.standing().is_member() {
        return Ok(Answer::new(Post { summary, blocks, tone: Tone::Plain }));
    }
    let record = alert::store::record(&mut tx, None, now - Duration::days(alert::evidence::RECORD_DAYS)).await?;
    blocks.extend(alert::voice::precision(asking.locale, record).map(|said| Block::Context(Rich::words(said))));
    let actions = retro::action::store::open(&mut tx).await?;
    let actions = asking.eyes.of_theirs(&mut tx, actions, |action| action.incident).await?;
    blocks.extend(retro::action::voice::open_ones(asking.locale, &actions, now));
    blocks.extend(fault::voice::status(asking.locale, &faults));
    let mentions: i64 = tallies.iter().map(|tally| tally.total).sum();
    let args = Args::new().count(asking.locale, "watches", count(watches.len())).count(
        asking.locale,
        "mentions",
        u64::try_from(mentions).unwrap_or_default(),
    );
    blocks.push(Block::Context(Rich::words(say(asking.locale, "status-listening", &args))));
    blocks.extend(sources.is_empty().then(|| Block::Context(Rich::words(word(asking.locale, "status-silent")))));
    for (source, last) in sources {
        let spans = [("at", Span::Time(from_micros(last)))];
        let args = Args::new().text("source", inert(&source));
        blocks.push(Block::Context(Rich::say(asking.locale, "status-source", args, &spans)));
    }
    Ok(Answer::new(Post { summary, blocks, tone: Tone::Plain }))
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
