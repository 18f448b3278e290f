//! A linear model over hashed features: how far a text leans, and how much it keeps out of it. A language with labelled
//! texts enough has weights of its own, in which those of all languages are contained.
//!
//! Two judges see every text: one who has learned from whatever people write, and one who knows what they write to and about
//! brands, where a plain fact ("charged twice") is a complaint. How much each counts says a third sum, the scene.

use super::features::Features;
use super::vocabulary::LANGUAGES;

/// The first bytes of a model's file; the digit is the version of the features that it was trained on.
const MAGIC: &[u8; 8] = b"squall-2";

/// Two weights for each bucket: towards praise (and so away from blame), and towards neither.
pub type Pair = [f32; 2];

/// What is learned about a bucket: the weights of who knows all kinds of texts, of who knows brands, and of the scene.
pub type Weight = [f32; 5];

/// What a text adds up to before tuning.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lean {
    /// Of whatever people write.
    pub usual: Pair,
    /// Of what they write about brands.
    pub brand: Pair,
    /// Above nothing it looks like being about a brand.
    pub scene: f32,
}

/// The weights of one language, or of all.
#[derive(Clone, Debug, PartialEq)]
struct Table {
    largest: Weight,
    bias: Weight,
    buckets: Vec<[i8; 5]>,
}

/// How a judge's sums become probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuning {
    /// Added to the two sums.
    pub shift: Pair,
    /// Above 1: the sums promise too much.
    pub temperature: f32,
}

impl Default for Tuning {
    fn default() -> Self {
        Self { shift: [0.0; 2], temperature: 1.0 }
    }
}

/// Who judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    Usual,
    Brand,
}

/// A trained model. Its file: the magic, then (little-endian) the base-2 logarithm of the number of buckets as one byte,
/// how many tables as one, three numbers of tuning of both judges for each language, each language's table as a byte, and for
/// each table its largest weights, the weights of every text, and five bytes for each bucket.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    bits: u8,
    tuning: [[Tuning; 2]; LANGUAGES],
    /// For each language which table is its own; the first is for those without.
    own: [u8; LANGUAGES],
    tables: Vec<Table>,
    /// The share of a largest weight that a byte stands for.
    decoded: Vec<f32>,
}

/// A logit is held within this, so that no probability is 0 or 1.
const FARTHEST: f32 = 6.0;

impl Model {
    /// A model with the weights of all languages.
    pub fn new(bits: u8, weights: &[Weight], bias: Weight) -> Self {
        let tables = vec![Table::press(weights, bias)];
        Self { bits, tuning: [[Tuning::default(); 2]; LANGUAGES], own: [0; LANGUAGES], tables, decoded: decoded() }
    }

    /// Gives languages weights of their own.
    pub fn add(&mut self, languages: &[usize], weights: &[Weight], bias: Weight) {
        let Ok(index) = u8::try_from(self.tables.len()) else { return };
        self.tables.push(Table::press(weights, bias));
        for &language in languages {
            if let Some(own) = self.own.get_mut(language) {
                *own = index;
            }
        }
    }

    pub fn tune(&mut self, language: usize, judge: Judge, tuning: Tuning) {
        if let Some(of) = self.tuning.get_mut(language) {
            of[judge as usize] = tuning;
        }
    }

    /// What a text's features add up to. `language` is its place in the vocabulary; `pulls` gets what each feature adds to both
    /// judges' first sum, and the piece that it is part of.
    pub fn lean(&self, features: &Features, language: usize, mut pulls: impl FnMut(u32, Pair)) -> Lean {
        let own = self.own.get(language).copied().unwrap_or_default();
        let Some(table) = self.tables.get(usize::from(own)) else { return Lean::default() };
        let scale = scale(features.seen.len());
        let mut sum = [0.0; 5];
        for feature in &features.seen {
            let bucket = table.buckets.get((feature.hash >> (32 - self.bits)) as usize).copied().unwrap_or_default();
            let share = bucket.map(|byte| self.decoded[usize::from(byte.cast_unsigned())] * feature.value);
            for (sum, share) in sum.iter_mut().zip(share) {
                *sum += share;
            }
            pulls(feature.piece, [share[0] * table.largest[0] * scale, share[2] * table.largest[2] * scale]);
        }
        let mut all = table.bias;
        for (side, total) in all.iter_mut().enumerate() {
            *total += sum[side] * table.largest[side] * scale;
        }
        Lean { usual: [all[0], all[1]], brand: [all[2], all[3]], scene: all[4] }
    }

    /// How much the judge of brands counts, of 1.
    pub fn share(lean: &Lean) -> f32 {
        1.0 / (1.0 + (-2.0 * lean.scene).exp())
    }

    /// Negative, neutral, positive.
    pub fn probabilities(&self, lean: &Lean, language: usize) -> [f32; 3] {
        let tuning = self.tuning.get(language).copied().unwrap_or_default();
        let judged = |Tuning { shift, temperature }: Tuning, sums: Pair| {
            let logit = |side: usize| ((sums[side] + shift[side]) / temperature).clamp(-FARTHEST, FARTHEST);
            probabilities([logit(0), logit(1)])
        };
        let (usual, brand) = (judged(tuning[0], lean.usual), judged(tuning[1], lean.brand));
        let share = Self::share(lean);
        [0, 1, 2].map(|label| usual[label] * (1.0 - share) + brand[label] * share)
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(self.bits);
        bytes.push(u8::try_from(self.tables.len()).unwrap_or(u8::MAX));
        for Tuning { shift, temperature } in self.tuning.as_flattened() {
            bytes.extend([shift[0], shift[1], *temperature].iter().flat_map(|number| number.to_le_bytes()));
        }
        bytes.extend(self.own);
        for table in &self.tables {
            bytes.extend(table.largest.iter().chain(&table.bias).flat_map(|number| number.to_le_bytes()));
            bytes.extend(table.buckets.as_flattened().iter().map(|weight| weight.cast_unsigned()));
        }
        bytes
    }

    /// The error says what is wrong with the file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let rest = bytes.strip_prefix(MAGIC).ok_or("this is no model of this version; train one by `squall train`")?;
        Self::parse(rest).ok_or_else(|| "the model's file is damaged; train it again".to_owned())
    }

    fn parse(mut rest: &[u8]) -> Option<Self> {
        let (bits, count) = (byte(&mut rest)?, byte(&mut rest)?);
        let mut tuning = [[Tuning::default(); 2]; LANGUAGES];
        for of in tuning.as_flattened_mut() {
            let [polar, neutral, temperature] = numbers(&mut rest)?;
            *of = Tuning { shift: [polar, neutral], temperature };
        }
        let (own, mut rest) = rest.split_first_chunk().map(|(own, rest)| (*own, rest))?;
        let sound = (8..=24).contains(&bits)
            && own.iter().all(|own| *own < count)
            && tuning.as_flattened().iter().all(|tuning| tuning.temperature > 0.0);
        let mut tables = Vec::new();
        for _ in 0..count {
            let (largest, bias) = (numbers(&mut rest)?, numbers(&mut rest)?);
            let (buckets, more) = rest.split_at_checked(sound.then_some(5 << bits)?)?;
            rest = more;
            let (buckets, _) = buckets.as_chunks::<5>();
            let buckets = buckets.iter().map(|bucket| bucket.map(u8::cast_signed)).collect();
            tables.push(Table { largest, bias, buckets });
        }
        (sound && rest.is_empty()).then_some(Self { bits, tuning, own, tables, decoded: decoded() })
    }
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (&first, more) = rest.split_first()?;
    *rest = more;
    Some(first)
}

fn numbers<const N: usize>(rest: &mut &[u8]) -> Option<[f32; N]> {
    let mut numbers = [0.0; N];
    for number in &mut numbers {
        let (four, more) = rest.split_first_chunk()?;
        *rest = more;
        *number = f32::from_le_bytes(*four);
    }
    numbers.iter().all(|number| number.is_finite()).then_some(numbers)
}

impl Table {
    /// Presses trained weights into bytes. Small weights matter and large ones are few, so a byte is the square root.
    fn press(weights: &[Weight], bias: Weight) -> Self {
        let mut largest = [f32::MIN_POSITIVE; 5];
        for weight in weights {
            for (most, weight) in largest.iter_mut().zip(weight) {
                *most = most.max(weight.abs());
            }
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most 127")]
        let press =
            |weight: f32, largest: f32| ((weight.abs() / largest).sqrt() * 127.0).round().copysign(weight) as i8;
        let buckets =
            weights.iter().map(|weight| [0, 1, 2, 3, 4].map(|side| press(weight[side], largest[side]))).collect();
        Self { largest, bias, buckets }
    }
}

/// Indexed by the byte, taken as unsigned.
fn decoded() -> Vec<f32> {
    let decode = |byte: u8| {
        let root = f32::from(byte.cast_signed()) / 127.0;
        (root * root).copysign(root)
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
