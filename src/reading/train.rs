//! Training of the model: FTRL-proximal (McMahan et al. 2013), one pass after another in a fixed order, so that the same
//! texts give the same bytes.

use rayon::prelude::*;

use super::features::{Features, KNOWN};
use super::model::{Model, Pair, probabilities, scale};
use super::text::Text;
use super::vocabulary::{LANGUAGES, Languages, Vocabulary};
use super::{Lang, Sentiment};

/// Base-2 logarithm of the number of buckets.
const BITS: u8 = 19;
const PASSES: u64 = 4;
/// FTRL's alpha and its two penalties.
const RATE: f32 = 0.1;
const L1: f32 = 0.5;
const L2: f32 = 1.0;
/// How fast the weights of every text move.
const BIAS_RATE: f32 = 0.002;
/// Of ten texts so many teach the vocabulary's features alone, so that these can carry a text on their own where the
/// language has few labelled texts or none.
const VOCABULARY_ALONE: usize = 3;
/// A language with fewer held texts takes its temperature from all.
const ENOUGH: usize = 200;
/// Where no neutral text was seen, one that is not neutral shall look neutral by this much in the mean: nearly the third
/// that it would be to a reader who knows nothing, as such a reader does know little about neutral texts.
const ALOOF: f32 = 0.3;

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Example {
    pub text: String,
    pub language: Lang,
    pub label: Sentiment,
    /// The source labels neutral texts too. Where it does not, a text teaches only which way it leans.
    three_way: bool,
    /// How much it counts.
    weight: f32,
}

/// A source's texts in one language, ready to train on. Where hardly any is neutral (under a tenth), its neutral ones are
/// leftovers: they are left out, and the others teach only which way they lean. Every label counts alike.
pub fn prepared(mut source: Vec<Example>) -> Vec<Example> {
    let neutral = source.iter().filter(|e| e.label == Sentiment::Neutral).count();
    if neutral * 10 < source.len() {
        source.retain(|e| e.label != Sentiment::Neutral);
        source.iter_mut().for_each(|e| e.three_way = false);
    }
    balance(&mut source);
    source
}

/// A feature's bucket and how much of it there is.
type Seen = (u32, f32);

struct Weights {
    /// FTRL's z and n of every bucket.
    z: Vec<Pair>,
    n: Vec<Pair>,
    bias: Pair,
}

impl Example {
    pub fn new(text: String, language: Lang, label: Sentiment) -> Self {
        Self { text, language, label, three_way: true, weight: 1.0 }
    }
}

impl Weights {
    fn weight(z: f32, n: f32) -> f32 {
        if z.abs() <= L1 { 0.0 } else { -(z - L1.copysign(z)) / ((1.0 + n.sqrt()) / RATE + L2) }
    }

    fn pair(&self, bucket: usize) -> Pair {
        let (z, n) = (self.z[bucket], self.n[bucket]);
        [Self::weight(z[0], n[0]), Self::weight(z[1], n[1])]
    }

    fn learn(&mut self, seen: &[Seen], scale: f32, example: &Example) {
        let mut lean = self.bias;
        for &(bucket, value) in seen {
            let pair = self.pair(bucket as usize);
            lean[0] += pair[0] * value * scale;
            lean[1] += pair[1] * value * scale;
        }
        let slope = slope(lean, example);
        for &(bucket, value) in seen {
            let bucket = bucket as usize;
            let pair = self.pair(bucket);
            for side in 0..2 {
                let gradient = slope[side] * value * scale;
                let before = self.n[bucket][side];
                let after = before + gradient * gradient;
                let sigma = (after.sqrt() - before.sqrt()) / RATE;
                self.z[bucket][side] += gradient - sigma * pair[side];
                self.n[bucket][side] = after;
            }
        }
        for (bias, slope) in self.bias.iter_mut().zip(slope) {
            *bias -= BIAS_RATE * slope;
        }
    }
}

/// The gradient of the loss by the two sums.
fn slope(lean: Pair, example: &Example) -> Pair {
    let [negative, neutral, positive] = probabilities(lean);
    let is = |label| f32::from(u8::from(example.label == label));
    let truth = is(Sentiment::Positive) - is(Sentiment::Negative);
    if example.three_way {
        [example.weight * (positive - negative - truth), example.weight * (neutral - is(Sentiment::Neutral))]
    } else {
        [example.weight * ((positive - negative) / (positive + negative) - truth), 0.0]
    }
}

/// Trains on the first and sets shifts and temperatures by the second.
pub fn train(vocabulary: &Vocabulary, examples: &[Example], held: &[Example]) -> Model {
    let rows: Vec<Vec<Seen>> = examples.par_iter().map(|example| seen(vocabulary, example)).collect();
    let empty = || vec![[0.0; 2]; 1 << BITS];
    let mut weights = Weights { z: empty(), n: empty(), bias: [0.0; 2] };
    let mut known = Vec::new();
    for pass in 1..=PASSES {
        for (turn, index) in shuffled(rows.len(), pass).into_iter().enumerate() {
            let (row, example) = (&rows[index], &examples[index]);
            let scale = scale(row.len());
            if turn % 10 < VOCABULARY_ALONE {
                known.clear();
                known.extend(row.iter().copied().filter(|(_, value)| *value == KNOWN));
                weights.learn(&known, scale, example);
            } else {
                weights.learn(row, scale, example);
            }
        }
    }
    let table: Vec<Pair> = (0..1 << BITS).map(|bucket| weights.pair(bucket)).collect();
    let mut model = Model::press(BITS, &table, weights.bias);
    tune(&mut model, vocabulary, held);
    model
}

fn features(vocabulary: &Vocabulary, example: &Example) -> Features {
    Features::of(&Text::new(&example.text), vocabulary, Languages::of(example.language.tag()))
}

fn seen(vocabulary: &Vocabulary, example: &Example) -> Vec<Seen> {
    features(vocabulary, example).seen.iter().map(|f| (f.hash >> (32 - BITS), f.value)).collect()
}

/// A held text and what the model makes of it.
type Held<'e> = (Pair, &'e Example);

fn tune(model: &mut Model, vocabulary: &Vocabulary, held: &[Example]) {
    let all: Vec<Held> = held.par_iter().map(|e| (model.lean(&features(vocabulary, e), |_, _| ()), e)).collect();
    for language in 0..LANGUAGES {
        let is_own = |e: &Example| Languages::place(e.language.tag()) == language;
        let own: Vec<Held> = all.iter().filter(|(_, e)| is_own(e)).copied().collect();
        if own.len() < ENOUGH {
            model.tune(language, 0.0, temperature(&all));
            continue;
        }
        let temperature = temperature(&own);
        let three_way = own.iter().any(|(_, e)| e.three_way);
        model.tune(language, if three_way { 0.0 } else { shift(&own, temperature) }, temperature);
    }
}

/// The shift that makes the texts look neutral by [`ALOOF`], found by halving.
fn shift(held: &[Held], temperature: f32) -> f32 {
    let looks = |shift: f32| {
        let neutral = |(lean, _): &Held| probabilities([lean[0] / temperature, lean[1] / temperature + shift])[1];
        held.iter().map(neutral).sum::<f32>()
    };
    #[allow(clippy::cast_precision_loss, reason = "far fewer rows")]
    let wanted = ALOOF * held.len() as f32;
    let (mut low, mut high) = (-10.0, 10.0);
    for _ in 0..30 {
        let middle = f32::midpoint(low, high);
        if looks(middle) < wanted { low = middle } else { high = middle }
    }
    f32::midpoint(low, high)
}

/// The temperature at which the held texts are least surprising.
fn temperature(held: &[Held]) -> f32 {
    let surprise = |temperature: f32| -> f32 {
        let of = |(lean, example): &Held| {
            let [negative, neutral, positive] = probabilities(lean.map(|logit| logit / temperature));
            let right = [negative, neutral, positive][example.label as usize];
            let all = if example.three_way { 1.0 } else { negative + positive };
            -example.weight * (right / all).ln()
        };
        held.iter().map(of).sum()
    };
    let candidates = (8..=80_u8).map(|twentieth| f32::from(twentieth) / 20.0);
    candidates.min_by(|a, b| surprise(*a).total_cmp(&surprise(*b))).unwrap_or(1.0)
}

/// A fixed order without pattern (a Fisher-Yates shuffle by xorshift).
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    for last in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        #[allow(clippy::cast_possible_truncation, reason = "a remainder by a usize")]
        order.swap(last, (state % (last as u64 + 1)) as usize);
    }
    order
}

/// Makes every label of one source count alike.
fn balance(examples: &mut [Example]) {
    let mut counts = [0_u32; 3];
    for example in examples.iter() {
        counts[example.label as usize] += 1;
    }
    let labels = counts.iter().filter(|&&count| count > 0).count();
    let total: u32 = counts.iter().sum();
    for example in examples {
        #[allow(clippy::cast_precision_loss, reason = "far fewer rows")]
        let weight = total as f32 / (counts[example.label as usize] as usize * labels) as f32;
        example.weight = weight;
    }
}
