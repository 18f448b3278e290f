//! Incidents of the past that were like this one, so that nobody has to remember what helped.

use std::collections::BTreeSet;

use super::{Incident, IncidentKind, Origin};
use crate::clock::Time;
use crate::id::{IncidentId, WatchId};

/// Incidents that are shown.
const SHOWN: usize = 3;
/// With fewer points it is another matter.
const ALIKE: f64 = 1.5;

/// An incident that is over.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    pub id: IncidentId,
    pub title: String,
    pub severity: u8,
    pub kind: Option<IncidentKind>,
    pub origin: Option<Origin>,
    pub watch: Option<WatchId>,
    pub opened_at: Time,
    pub over_at: Time,
    /// What people said when they resolved it; may be empty.
    pub how: String,
}

/// Those most like this one, likest first; of equals the newest. By what hears of them, kind, origin, and words of the
/// title.
pub fn alike(incident: &Incident, watch: Option<WatchId>, past: Vec<Past>) -> Vec<Past> {
    let words = words(&incident.title);
    let mut scored: Vec<(f64, Past)> =
        past.into_iter().map(|past| (score(incident, watch, &words, &past), past)).collect();
    scored.retain(|(score, past)| *score >= ALIKE && past.id != incident.id);
    scored.sort_by(|(a, first), (b, second)| b.total_cmp(a).then(second.id.cmp(&first.id)));
    scored.into_iter().take(SHOWN).map(|(_, past)| past).collect()
}

#[expect(clippy::cast_precision_loss, reason = "words of a title")]
fn score(incident: &Incident, watch: Option<WatchId>, words: &BTreeSet<String>, past: &Past) -> f64 {
    fn same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
        one.is_some() && one == other
    }
    let theirs = self::words(&past.title);
    let shared = words.intersection(&theirs).count() as f64;
    let all = words.union(&theirs).count().max(1) as f64;
    let mut score = 4.0 * shared / all;
    score += if same(watch, past.watch) { 2.0 } else { 0.0 };
    score += if same(incident.kind, past.kind) { 2.0 } else { 0.0 };
    score + if same(incident.origin, past.origin) { 0.5 } else { 0.0 }
}

/// The words of a title that mean something; where words are not parted by spaces, pairs of characters.
fn words(title: &str) -> BTreeSet<String> {
    let title = title.to_lowercase();
    let mut found = BTreeSet::new();
    for word in title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let characters: Vec<char> = word.chars().collect();
        if characters.iter().any(|c| *c >= '\u{2E80}') {
            found.extend(characters.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else if characters.len() > 2 {
            found.insert(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::State;

    fn incident(title: &str) -> Incident {
        Incident {
            id: IncidentId(9),
            alert: None,
            title: title.into(),
            severity: 5,
            state: State::Open,
            kind: Some(IncidentKind::Defect),
            origin: Some(Origin::Public),
            private: false,
            opened_by: "maya".into(),
            opened_at: Time::UNIX_EPOCH,
            noticed_at: None,
            led_at: None,
            stated_at: None,
            told_at: None,
        }
    }

    fn past(id: i64, title: &str, watch: Option<i64>, kind: Option<IncidentKind>) -> Past {
        Past {
            id: IncidentId(id),
            title: title.into(),
            severity: 5,
            kind,
            origin: None,
            watch: watch.map(WatchId),
            opened_at: Time::UNIX_EPOCH,
            over_at: Time::UNIX_EPOCH,
            how: String::new(),
        }
    }

    fn found(title: &str, past: Vec<Past>) -> Vec<i64> {
        alike(&incident(title), Some(WatchId(1)), past).into_iter().map(|past| past.id.0).collect()
    }

    #[test]
    fn the_likest_come_first_and_other_matters_not_at_all() {
        let before = vec![
            past(1, "Shares fall", Some(2), None),
            past(2, "Lamps burn in Varna", Some(2), None),
            past(3, "lumo", Some(1), Some(IncidentKind::Defect)),
            past(4, "lumo", Some(1), None),
            past(9, "Lamps burn in Sofia", Some(1), None),
        ];
        assert_eq!(found("Lamps burn in Varna again", before), [3, 2, 4], "and never itself");
    }

    #[test]
    fn titles_without_spaces_are_alike_by_their_characters() {
        assert_eq!(found("檯燈起火", vec![past(1, "檯燈又起火", None, None), past(2, "股價下跌", None, None)]), [1]);
    }
}
