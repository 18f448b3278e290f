//! What people speak of more than in the week before: the likelihood ratio of two frequencies, which holds for rare words
//! too.
//!
//! Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19(1), 1993. A word
//! counts once a mention, and a mention as the voice it adds, so that a copied advert is no theme.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::reading::terms;

/// The two-sided 95 % point of the normal distribution.
const SIGNIFICANT: f64 = 1.96;
/// Fewer voices are no theme.
const LEAST_VOICES: f64 = 3.0;
/// Words whose common beginning is this long are forms of one word.
const STEM: usize = 5;

/// A text of a period. Public.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    pub text: String,
    /// A BCP 47 tag.
    pub language: String,
    /// The voice that it adds, 0 to 1.
    pub organic: f64,
}

/// A word that this period has more of than the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// As most wrote it. Public.
    pub word: String,
    /// Voices of the sample that said it.
    pub voices: f64,
    /// How sure the difference is, in standard deviations.
    pub z: f64,
}

/// How often a term was said, where it first stood, and how it was written.
#[derive(Default)]
struct Said<'t> {
    voices: f64,
    first: usize,
    written: FxHashMap<&'t str, f64>,
}

/// The words that tell `now` from `before`, surest first, at most `at_most`. The words of `known`, which every mention of
/// a watch holds, are no themes. Nothing when one of the two has no words: there is nothing to compare.
pub fn themes(now: &[Sample], before: &[Sample], known: &str, at_most: usize) -> Vec<Theme> {
    let (now, now_sum) = counted(now);
    let (before, before_sum) = counted(before);
    if now_sum <= 0.0 || before_sum <= 0.0 {
        return Vec::new();
    }
    let known: FxHashSet<String> = terms(known, "und").into_iter().map(|term| term.folded).collect();
    let pairs = Pairs::of(&now);
    let mut scored: Vec<(f64, &str, &Said<'_>)> = Vec::new();
    for (term, said) in &now {
        if said.voices < LEAST_VOICES || known.contains(term) {
            continue;
        }
        let earlier = before.get(term).map_or(0.0, |said| said.voices);
        scored.push((surprise((said.voices, now_sum), (earlier, before_sum)), term, said));
    }
    let significant = significant(scored.len());
    scored.retain(|(z, ..)| *z >= significant);
    // Of what is about as sure, whole words of Chinese go before pairs that cross two words, and then the order in which
    // it was said decides, so that the answer is always the same.
    let about = |z: f64| (z * 2.0).round();
    scored.sort_by(|a, b| {
        let closer = pairs.closeness(b.1, b.2).total_cmp(&pairs.closeness(a.1, a.2));
        about(b.0).total_cmp(&about(a.0)).then(closer).then(a.2.first.cmp(&b.2.first)).then(a.1.cmp(b.1))
    });
    let mut chosen: Vec<(&str, Theme)> = Vec::new();
    for (z, term, said) in scored {
        if chosen.len() == at_most {
            break;
        }
        if !chosen.iter().any(|(other, _)| same_word(other, term)) {
            chosen.push((term, Theme { word: said.shown(), voices: said.voices, z }));
        }
    }
    chosen.into_iter().map(|(_, theme)| theme).collect()
}

/// How surprising it is that a word has this share of the words now and that share before, in standard deviations;
/// negative when it has less. Each pair is a count and the sum that it is of.
fn surprise(now: (f64, f64), before: (f64, f64)) -> f64 {
    let share = (now.0 + before.0) / (now.1 + before.1);
    let cell =
        |seen: f64, expected: f64| if seen > 0.0 && expected > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    let half = |(count, sum): (f64, f64)| cell(count, sum * share) + cell(sum - count, sum * (1.0 - share));
    let root = (2.0 * (half(now) + half(before))).max(0.0).sqrt();
    if now.0 / now.1 >= before.0 / before.1 { root } else { -root }
}

/// How sure a difference must be when so many words were compared: of thousands some always seem to differ. The largest
/// of n normal values by chance (Donoho and Johnstone, Biometrika 81(3), 1994).
fn significant(compared: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred thousand words")]
    let compared = compared.max(1) as f64;
    (2.0 * compared.ln()).sqrt().max(SIGNIFICANT)
}

/// The voices of the most frequent pair that each character stands in.
struct Pairs(FxHashMap<char, f64>);

impl Pairs {
    fn of(said: &FxHashMap<String, Said<'_>>) -> Self {
        let mut pairs = FxHashMap::<char, f64>::default();
        for (term, said) in said.iter().filter(|(term, _)| is_pair(term)) {
            for c in term.chars() {
                let most = pairs.entry(c).or_default();
                *most = most.max(said.voices);
            }
        }
        Self(pairs)
    }

    /// How surely the two characters of a pair belong together and to nothing else, 0 to 1; 1 for other words.
    fn closeness(&self, term: &str, said: &Said<'_>) -> f64 {
        let most = term.chars().filter(|_| is_pair(term)).filter_map(|c| self.0.get(&c));
        most.map(|most| said.voices / most).fold(1.0, f64::min)
    }
}

/// Two characters of a script without spaces; other words are longer.
fn is_pair(term: &str) -> bool {
    term.chars().count() == 2
}

impl Said<'_> {
    /// The way that most wrote it.
    fn shown(&self) -> String {
        let most = self.written.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
        most.map(|(written, _)| (*written).to_owned()).unwrap_or_default()
    }
}

/// The terms of all texts, and the sum of their voices.
fn counted(samples: &[Sample]) -> (FxHashMap<String, Said<'_>>, f64) {
    let (mut counted, mut sum, mut at) = (FxHashMap::<String, Said<'_>>::default(), 0.0, 0);
    let mut once = FxHashSet::default();
    for sample in samples {
        once.clear();
        for term in terms(&sample.text, &sample.language) {
            at += 1;
            if !once.insert(term.folded.clone()) {
                continue;
            }
            let said = counted.entry(term.folded).or_insert_with(|| Said { first: at, ..Said::default() });
            said.voices += sample.organic;
            *said.written.entry(term.written).or_default() += sample.organic;
            sum += sample.organic;
        }
    }
    (counted, sum)
}

/// Whether two terms are forms of one word, or of one run of Chinese: one ends with the character the other begins with.
fn same_word(a: &str, b: &str) -> bool {
    let overlaps = |a: &str, b: &str| a.chars().last() == b.chars().next();
    if is_pair(a) && is_pair(b) {
        return overlaps(a, b) || overlaps(b, a);
    }
    a.contains(b) || b.contains(a) || a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count() >= STEM
}
