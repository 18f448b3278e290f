//! `/crisis status` and `/crisis digest`: where things stand.

use chrono::Duration;

use super::{Answer, Reception, ReceptionError};
use crate::clock::from_micros;
use crate::post::{Block, Post, Rich, Span, Tone, inert};
use crate::words::{Args, Locale, say, word};
use crate::{alert, digest, fault, incident, retro, signal, watch};

/// How far back a digest looks when nobody said, in minutes.
const DIGEST_MINUTES: u32 = 24 * 60;

impl Reception {
    /// Open incidents, alerts that go on, what is listened for, and whether the sources speak.
    pub(super) async fn status(&self, locale: Locale) -> Result<Answer, ReceptionError> {
        let now = self.clock.now();
        let mut tx = self.store.read().await?;
        let incidents = incident::store::open_ones(&mut tx).await?.good;
        let alerts = alert::store::ongoing(&mut tx).await?.good;
        let watches = watch::store::list(&mut tx).await?.good;
        let tallies = signal::store::between(&mut tx, now - Duration::hours(1), now).await?.good;
        let sources = signal::store::sources(&mut tx).await?;
        let faults = fault::store::all(&mut tx).await?;
        let title = word(locale, "status-title");
        let mut blocks = vec![Block::Heading(title.clone())];
        if incidents.is_empty() && alerts.is_empty() {
            blocks.push(Block::Text(Rich::words(word(locale, "status-quiet"))));
        }
        if !incidents.is_empty() {
            let mut rows = Vec::with_capacity(incidents.len());
            for incident in &incidents {
                let held = incident::roles::store::held(&mut tx, incident.id).await?;
                let situation = incident::situation::store::get(&mut tx, incident.id).await?;
                rows.push(incident::voice::row(locale, incident, &held, situation.as_ref(), now));
            }
            blocks.push(Block::List(rows));
        }
        if !alerts.is_empty() {
            blocks.extend(alert::voice::list(locale, &alerts).blocks.into_iter().skip(1));
        }
        let record = alert::store::record(&mut tx, None, now - Duration::days(alert::evidence::RECORD_DAYS)).await?;
        blocks.extend(alert::voice::precision(locale, record).map(|said| Block::Context(Rich::words(said))));
        let actions = retro::action::store::open(&mut tx).await?;
        blocks.extend(retro::action::voice::open_ones(locale, &actions, now));
        blocks.extend(fault::voice::status(locale, &faults));
        let mentions: i64 = tallies.iter().map(|tally| tally.total).sum();
        let args = Args::new().count(locale, "watches", count(watches.len())).count(
            locale,
            "mentions",
            u64::try_from(mentions).unwrap_or_default(),
        );
        blocks.push(Block::Context(Rich::words(say(locale, "status-listening", &args))));
        blocks.extend(sources.is_empty().then(|| Block::Context(Rich::words(word(locale, "status-silent")))));
        for (source, last) in sources {
            let spans = [("at", Span::Time(from_micros(last)))];
            let args = Args::new().text("source", inert(&source));
            blocks.push(Block::Context(Rich::say(locale, "status-source", args, &spans)));
        }
        let summary = incident::voice::overview(locale, &incidents, alerts.len()).unwrap_or(title);
        Ok(Answer::new(Post { summary, blocks, tone: Tone::Plain }))
    }
}

impl Reception {
    /// A digest of one watch, or of all in short.
    pub(super) async fn digest(&self, locale: Locale, asked: &commands::Digest) -> Result<Answer, ReceptionError> {
        let minutes = asked.period.map_or(DIGEST_MINUTES, |period| period.minutes);
        let (watch, period) = (asked.watch.as_deref(), Duration::minutes(i64::from(minutes)));
        let (zone, now) = (self.home.zone, self.clock.now());
        if let Some(post) = digest::desk::on_demand(&self.store, watch, period, locale, zone, now).await? {
            return Ok(Answer { about: "digest", ..Answer::new(post) });
        }
        let mut tx = self.store.read().await?;
        let post = match watch {
            Some(name) => match watch::desk::find(&mut tx, name).await? {
                Err(refused) => watch::voice::refused(locale, &refused),
                Ok(_) => watch::voice::list(locale, &[]),
            },
            None => watch::voice::list(locale, &[]),
        };
        Ok(Answer::new(post))
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
