//! What a query would have matched and alerted in the stored mentions.

use chrono::Duration;

use crate::clock::Time;
use crate::id::WatchId;
use crate::mention::store::{After, Heard, after};
use crate::reading::Lang;
use crate::signal::{Detector, Judgement, Sensitivity, bucket_of};
use crate::store::{Result, StoreError, Tx};
use crate::watch::{Listener, Matcher, Query, Scratch, Subject};

/// How far back it looks: what a baseline needs, twice.
pub const DAYS: i64 = 30;
/// Mentions that are held at once.
const PAGE: i64 = 2_000;
/// Matches that are shown, the latest.
const SHOWN: usize = 3;

/// What came of it.
#[derive(Debug, Default)]
pub struct Trial {
    /// Stored mentions that were asked.
    pub total: u64,
    pub matched: u64,
    /// When alerts would have been raised, and how severe.
    pub alerts: Vec<(Time, u8)>,
    pub latest: Vec<Heard>,
}

/// Asks every stored mention of the last [`DAYS`] days, in order of time.
pub async fn run(tx: &mut Tx, query: &Query, now: Time) -> Result<Trial> {
    let listener = Listener { id: WatchId(0), query, languages: &[], sources: &[] };
    let matcher = Matcher::new(&[listener]).map_err(|error| StoreError::Watches(error.to_string()))?;
    let mut trial = Trial::default();
    let mut ear =
        Ear { matcher, scratch: Scratch::default(), detector: Detector::new(Sensitivity::Balanced), count: None };
    let mut place = After::moment(now - Duration::days(DAYS));
    loop {
        let page = after(tx, &place, PAGE).await?;
        let Some(last) = page.last() else { return Ok(trial) };
        place = After::mention(last);
        for heard in page {
            ear.hear(heard, &mut trial);
        }
    }
}

struct Ear {
    matcher: Matcher,
    scratch: Scratch,
    detector: Detector,
    /// The open bucket and its voices.
    count: Option<(Time, f64)>,
}

impl Ear {
    fn hear(&mut self, heard: Heard, trial: &mut Trial) {
        trial.total += 1;
        if self.matcher.matches(&subject(&heard), &mut self.scratch).is_empty() {
            return;
        }
        trial.matched += 1;
        let at = heard.created_at();
        let bucket = bucket_of(at);
        let voices = self.count.filter(|(open, _)| *open == bucket).map_or(0.0, |(_, voices)| voices) + heard.organic;
        self.count = Some((bucket, voices));
        self.detector.tell(at, voices);
        if let Judgement::Unusual { spike, first: true } = self.detector.step(at) {
            trial.alerts.push((at, spike.severity));
        }
        if trial.latest.len() == SHOWN {
            trial.latest.remove(0);
        }
        trial.latest.push(heard);
    }
}

fn subject(heard: &Heard) -> Subject<'_> {
    Subject {
        text: &heard.text,
        title: heard.title.as_deref(),
        language: Lang::from_tag(&heard.language),
        source: &heard.source,
        platform: &heard.platform,
        author_handle: heard.author_handle.as_deref(),
    }
}
