//! FTRL-proximal over rows of hashed features.

use std::sync::Arc;

use super::super::Sentiment;
use super::super::model::{Pair, probabilities, scale};
use super::super::vocabulary::Vocabulary;
use super::{Example, Recipe};

/// How fast the weights of every text move.
const BIAS_RATE: f32 = 0.002;
/// Of ten texts so many teach the vocabulary's features alone, so that these can carry a text on their own where the
/// language has few labelled texts or none.
const VOCABULARY_ALONE: usize = 3;

/// What is seen in one text.
pub struct Row {
    /// Bucket and how much of it there is.
    seen: Arc<[(u32, f32)]>,
    /// How many of them, at the end, the vocabulary says.
    known: usize,
    label: Sentiment,
    pub three_way: bool,
    pub weight: f32,
    source: usize,
}

impl Row {
    pub fn of(vocabulary: &Vocabulary, bits: u8, example: &Example) -> Self {
        let features = super::features(vocabulary, example);
        let part = |known: bool| {
            let of = features.seen.iter().filter(move |f| f.known == known);
            of.map(|f| (f.hash >> (32 - bits), f.value))
        };
        let seen: Arc<[(u32, f32)]> = part(false).chain(part(true)).collect();
        let known = part(true).count();
        let Example { label, three_way, weight, source, .. } = *example;
        Self { seen, known, label, three_way, weight, source }
    }

    /// It is one of the project's own, about a brand.
    pub fn is_own(&self) -> bool {
        self.source == 0
    }

    /// The same text, counting so much more or less.
    pub fn times(&self, factor: f32) -> Self {
        Self { seen: Arc::clone(&self.seen), weight: self.weight * factor, ..*self }
    }

    /// The same text as an example of its scene: one about a brand leans forward.
    pub fn scene(&self, factor: f32) -> Self {
        let label = if self.is_own() { Sentiment::Positive } else { Sentiment::Negative };
        let weight = self.weight * factor;
        Self { seen: Arc::clone(&self.seen), label, three_way: false, weight, source: 0, ..*self }
    }
}

pub struct Weights<'r> {
    recipe: &'r Recipe,
    /// FTRL's z and n of every bucket.
    z: Vec<Pair>,
    n: Vec<Pair>,
    /// Of every source, the project's own first.
    bias: Vec<Pair>,
}

impl<'r> Weights<'r> {
    pub fn learned(recipe: &'r Recipe, rows: &[&Row]) -> Self {
        let empty = || vec![[0.0; 2]; 1 << recipe.bits];
        let sources = rows.iter().map(|row| row.source + 1).max().unwrap_or(1);
        let mut weights = Self { recipe, z: empty(), n: empty(), bias: vec![[0.0; 2]; sources] };
        for pass in 1..=recipe.passes {
            for (turn, index) in shuffled(rows.len(), pass).into_iter().enumerate() {
                let row = rows[index];
                let alone = turn % 10 < VOCABULARY_ALONE;
                let from = if alone { row.seen.len() - row.known } else { 0 };
                weights.learn(&row.seen[from..], scale(row.seen.len()), row);
            }
        }
        weights
    }

    fn weight(&self, z: f32, n: f32) -> f32 {
        let Recipe { rate, l1, l2, .. } = *self.recipe;
        if z.abs() <= l1 { 0.0 } else { -(z - l1.copysign(z)) / ((1.0 + n.sqrt()) / rate + l2) }
    }

    fn pair(&self, bucket: usize) -> Pair {
        let (z, n) = (self.z[bucket], self.n[bucket]);
        [self.weight(z[0], n[0]), self.weight(z[1], n[1])]
    }

    pub fn table(&self) -> Vec<Pair> {
        (0..self.z.len()).map(|bucket| self.pair(bucket)).collect()
    }

    /// What every text of a source has.
    pub fn bias(&self, source: usize) -> Pair {
        self.bias.get(source).copied().unwrap_or_default()
    }

    /// What every text of a collection has.
    #[allow(clippy::cast_precision_loss, reason = "a few sources")]
    pub fn mean_bias(&self) -> Pair {
        let others = self.bias.get(1..).unwrap_or_default();
        [0, 1].map(|side| others.iter().map(|bias| bias[side]).sum::<f32>() / others.len().max(1) as f32)
    }

    fn learn(&mut self, seen: &[(u32, f32)], scale: f32, row: &Row) {
        let mut lean = self.bias[row.source];
        for &(bucket, value) in seen {
            let pair = self.pair(bucket as usize);
            lean[0] += pair[0] * value * scale;
            lean[1] += pair[1] * value * scale;
        }
        let slope = slope(lean, row);
        for &(bucket, value) in seen {
            let bucket = bucket as usize;
            let pair = self.pair(bucket);
            for side in 0..2 {
                let gradient = slope[side] * value * scale;
                let before = self.n[bucket][side];
                let after = before + gradient * gradient;
                let sigma = (after.sqrt() - before.sqrt()) / self.recipe.rate;
                self.z[bucket][side] += gradient - sigma * pair[side];
                self.n[bucket][side] = after;
            }
        }
        for (bias, slope) in self.bias[row.source].iter_mut().zip(slope) {
            *bias -= BIAS_RATE * slope;
        }
    }
}

/// The gradient of the loss by the two sums.
fn slope(lean: Pair, row: &Row) -> Pair {
    let [negative, neutral, positive] = probabilities(lean);
    let is = |label| f32::from(u8::from(row.label == label));
    let truth = is(Sentiment::Positive) - is(Sentiment::Negative);
    if row.three_way {
        [row.weight * (positive - negative - truth), row.weight * (neutral - is(Sentiment::Neutral))]
    } else {
        [row.weight * ((positive - negative) / (positive + negative) - truth), 0.0]
    }
}

/// A fixed order without pattern (a Fisher-Yates shuffle by xorshift).
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
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
