//! A linear model over hashed features: how far a text leans, and how much it keeps out of it.

use super::features::Features;
use super::vocabulary::LANGUAGES;

/// The first bytes of a model's file; the digit is the version of the features that it was trained on.
const MAGIC: &[u8; 8] = b"squall-1";

/// Two weights for each bucket: towards praise (and so away from blame), and towards neither.
pub type Pair = [f32; 2];

/// A trained model. Its file: the magic, then (little-endian) the base-2 logarithm of the number of buckets as one byte,
/// the largest weight, two weights of every text, a shift and a temperature for each language, and two bytes for each bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    bits: u8,
    largest: f32,
    bias: Pair,
    /// For each language what it adds to the second sum, and its temperature.
    tuning: [Pair; LANGUAGES],
    buckets: Vec<[i8; 2]>,
    /// The weight that a byte stands for.
    decoded: Vec<f32>,
}

/// A logit is held within this, so that no probability is 0 or 1.
const FARTHEST: f32 = 6.0;

impl Model {
    /// Presses trained weights into bytes. Small weights matter and large ones are few, so a byte is the square root.
    pub fn press(bits: u8, weights: &[Pair], bias: Pair) -> Self {
        let largest = weights.iter().flatten().fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        #[allow(clippy::cast_possible_truncation, reason = "at most 127")]
        let press = |weight: f32| ((weight.abs() / largest).sqrt() * 127.0).round().copysign(weight) as i8;
        let buckets = weights.iter().map(|pair| pair.map(press)).collect();
        Self { bits, largest, bias, tuning: [[0.0, 1.0]; LANGUAGES], buckets, decoded: decoded(largest) }
    }

    pub fn tune(&mut self, language: usize, shift: f32, temperature: f32) {
        if let Some(of) = self.tuning.get_mut(language) {
            *of = [shift, temperature];
        }
    }

    fn weights(&self, hash: u32) -> Pair {
        let bucket = self.buckets.get((hash >> (32 - self.bits)) as usize).copied().unwrap_or_default();
        bucket.map(|byte| self.decoded.get(usize::from(byte.cast_unsigned())).copied().unwrap_or_default())
    }

    /// What a text's features add up to, before shift and temperature: towards praise, towards neither. `pulls` gets what
    /// each feature adds to the first, and the piece that it is part of.
    pub fn lean(&self, features: &Features, mut pulls: impl FnMut(u32, f32)) -> Pair {
        let scale = scale(features.seen.len());
        let mut lean = self.bias;
        for feature in &features.seen {
            let [polar, neutral] = self.weights(feature.hash).map(|weight| weight * feature.value * scale);
            lean[0] += polar;
            lean[1] += neutral;
            pulls(feature.piece, polar);
        }
        lean
    }

    /// Negative, neutral, positive; `language` is its place in the vocabulary.
    pub fn probabilities(&self, lean: Pair, language: usize) -> [f32; 3] {
        let [shift, temperature] = self.tuning.get(language).copied().unwrap_or([0.0, 1.0]);
        let tuned = [lean[0] / temperature, lean[1] / temperature + shift];
        probabilities(tuned.map(|logit| logit.clamp(-FARTHEST, FARTHEST)))
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.bits);
        for number in [self.largest].iter().chain(&self.bias).chain(self.tuning.as_flattened()) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.buckets.as_flattened().iter().map(|weight| weight.cast_unsigned()));
        bytes
    }

    /// The error says what is wrong with the file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let damaged = || "the model's file is damaged; train it again".to_owned();
        let rest = bytes.strip_prefix(MAGIC).ok_or("this is no model of this version; train one by `squall train`")?;
        let (&bits, mut rest) = rest.split_first().ok_or_else(damaged)?;
        let mut number = || {
            let (four, more) = rest.split_first_chunk()?;
            rest = more;
            Some(f32::from_le_bytes(*four)).filter(|number| number.is_finite())
        };
        let mut numbers = [0.0; 3 + 2 * LANGUAGES];
        for slot in &mut numbers {
            *slot = number().ok_or_else(damaged)?;
        }
        let [largest, polar, neutral, ..] = numbers;
        let mut tuning = [[0.0, 1.0]; LANGUAGES];
        tuning.as_flattened_mut().copy_from_slice(&numbers[3..]);
        if !(8..=24).contains(&bits)
            || rest.len() != 2 << bits
            || tuning.iter().any(|[_, temperature]| *temperature <= 0.0)
        {
            return Err(damaged());
        }
        let buckets = rest.chunks_exact(2).map(|pair| [pair[0].cast_signed(), pair[1].cast_signed()]).collect();
        Ok(Self { bits, largest, bias: [polar, neutral], tuning, buckets, decoded: decoded(largest) })
    }
}

/// Indexed by the byte, taken as unsigned.
fn decoded(largest: f32) -> Vec<f32> {
    let decode = |byte: u8| {
        let root = f32::from(byte.cast_signed()) / 127.0;
        (root * root * largest).copysign(root)
    };
    (0..=u8::MAX).map(decode).collect()
}

/// A long text says more than a short one, but not in proportion.
#[allow(clippy::cast_precision_loss, reason = "a text is bounded")]
pub fn scale(seen: usize) -> f32 {
    1.0 / (seen.max(1) as f32).sqrt()
}

/// Negative, neutral, positive.
pub fn probabilities([polar, neutral]: Pair) -> [f32; 3] {
    let odds = [(-polar).exp(), neutral.exp(), polar.exp()];
    let sum: f32 = odds.iter().sum();
    odds.map(|odd| odd / sum)
}
