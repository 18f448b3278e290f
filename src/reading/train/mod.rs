//! Training of the model: FTRL-proximal (McMahan et al. 2013), one pass after another in a fixed order, so that the same
//! texts give the same bytes. Once over all languages, once over each that has texts enough, and the mean of both.

mod ftrl;
pub mod tongue;
mod tune;

use rayon::prelude::*;

use super::features::Features;
use super::latin::{self, Habit};
use super::model::{Model, Pair, Weight};
use super::text::Text;
use super::vocabulary::{LANGUAGES, Languages, Vocabulary};
use super::{Lang, Sentiment};
use ftrl::{Row, Weights};

/// How a model is trained. The default is how the shipped one was.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// Base-2 logarithm of the number of buckets of each table.
    pub bits: u8,
    pub passes: u64,
    /// FTRL's alpha and its two penalties.
    pub rate: f32,
    pub l1: f32,
    pub l2: f32,
    /// How much a text of the project's own counts, beside one of a collection.
    pub own: f32,
    /// What a text of a collection counts for the judge of brands.
    pub others: f32,
    /// How far the labels of a source of the project's own are made to count alike: 1 wholly, 0 as they are.
    pub balance: f32,
    /// How far sources of different sizes are made to count alike: 1 wholly, 0 as they are.
    pub even: f32,
    /// What a language's own weights count, beside those of all.
    pub mono: f32,
    /// A language with fewer texts of three labels has no weights of its own.
    pub enough: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            bits: 17,
            passes: 6,
            rate: 0.1,
            l1: 0.3,
            l2: 1.0,
            own: 3.0,
            others: 0.1,
            balance: 0.5,
            even: 0.25,
            mono: 0.5,
            enough: 300,
        }
    }
}

/// A source of this size counts as it is.
const USUAL: f32 = 4_000.0;

/// The source of the project's own rows.
pub const OWN: &str = "brand";

/// A labelled text.
#[derive(Clone, Debug)]
pub struct Example {
    pub text: String,
    pub language: Lang,
    pub label: Sentiment,
    /// The source labels neutral texts too. Where it does not, a text teaches only which way it leans.
    pub(super) three_way: bool,
    /// How much it counts.
    pub(super) weight: f32,
    /// Which source it is of, for what all texts of one have in common.
    source: usize,
}

impl Example {
    pub fn new(text: String, language: Lang, label: Sentiment) -> Self {
        Self { text, language, label, three_way: true, weight: 1.0, source: 0 }
    }

    fn place(&self) -> usize {
        Languages::place(self.language.tag())
    }
}

/// The texts of one source in one language.
#[derive(Clone, Debug)]
pub struct Source {
    pub name: String,
    pub examples: Vec<Example>,
}

/// Sources ready to train on. Where hardly any text of one is neutral (under a tenth), its neutral ones are leftovers: they are
/// left out, and the others teach only which way they lean. The labels of a collection count alike.
pub fn prepared(sources: Vec<Source>, recipe: &Recipe) -> Vec<Example> {
    let mut names: Vec<String> = sources.iter().map(|source| source.name.clone()).collect();
    names.sort();
    names.dedup();
    let mut all = Vec::new();
    for Source { name, mut examples } in sources {
        let neutral = examples.iter().filter(|e| e.label == Sentiment::Neutral).count();
        if neutral * 10 < examples.len() && name != OWN {
            examples.retain(|e| e.label != Sentiment::Neutral);
            examples.iter_mut().for_each(|e| e.three_way = false);
        }
        let (own, evenness) = if name == OWN { (recipe.own, recipe.balance) } else { (1.0, 1.0) };
        #[allow(clippy::cast_precision_loss, reason = "far fewer rows")]
        let small = (USUAL / examples.len().max(1) as f32).powf(recipe.even).min(2.0);
        balance(&mut examples, own * small, evenness);
        // The first place is what the model keeps: the texts that it is for.
        let place = names.iter().filter(|known| *known != OWN).position(|known| *known == name);
        examples.iter_mut().for_each(|e| e.source = place.map_or(0, |place| place + 1));
        all.append(&mut examples);
    }
    all
}

/// Makes the labels of one source count alike, as far as `evenness` says.
fn balance(examples: &mut [Example], own: f32, evenness: f32) {
    let mut counts = [0_u32; 3];
    for example in examples.iter() {
        counts[example.label as usize] += 1;
    }
    let labels = counts.iter().filter(|&&count| count > 0).count();
    let total: u32 = counts.iter().sum();
    for example in examples {
        #[allow(clippy::cast_precision_loss, reason = "far fewer rows")]
        let even = total as f32 / (counts[example.label as usize] as usize * labels) as f32;
        example.weight = own * even.powf(evenness);
    }
}

/// Trains on the first and tunes by the second.
pub fn train(vocabulary: &Vocabulary, recipe: &Recipe, examples: &[Example], held: &[Example]) -> Model {
    let rows: Vec<Row> = examples.par_iter().map(|example| Row::of(vocabulary, recipe.bits, example)).collect();
    let rows: Vec<(&Row, usize)> = rows.iter().zip(examples).map(|(row, example)| (row, example.place())).collect();
    let joint = Both::learned(recipe, &rows.iter().map(|(row, _)| *row).collect::<Vec<_>>());
    let mut model = strangers(recipe, &rows);
    for languages in groups() {
        let romanised = romanised(vocabulary, recipe, examples, &languages);
        let native = rows.iter().filter(|(_, place)| languages.contains(place)).map(|(row, _)| *row);
        let own: Vec<&Row> = native.chain(&romanised).collect();
        if own.iter().filter(|row| row.three_way).count() < recipe.enough {
            continue;
        }
        let mono = Both::learned(recipe, &own);
        let scene = learned_scene(recipe, &own);
        let whole = |joint: Weight, mono: Weight, scene: Pair| -> Weight {
            std::array::from_fn(|side| match side {
                4 => scene[0],
                _ => joint[side] * (1.0 - recipe.mono) + mono[side] * recipe.mono,
            })
        };
        let tables = joint.table().into_iter().zip(mono.table()).zip(scene.table());
        let table: Vec<Weight> = tables.map(|((joint, mono), scene)| whole(joint, mono, scene)).collect();
        let has_own = own.iter().any(|row| row.is_own());
        let scene = if has_own { scene.bias(0) } else { [NOWHERE, 0.0] };
        model.add(&languages, &table, whole(joint.bias(), mono.bias(), scene));
    }
    tune::tune(&mut model, vocabulary, held);
    model
}

/// The weights for languages without labelled texts of their own: what the collections teach alone, for nothing in such a
/// language tells a complaint that states a fact.
fn strangers(recipe: &Recipe, rows: &[(&Row, usize)]) -> Model {
    let others: Vec<&Row> = rows.iter().map(|(row, _)| *row).filter(|row| !row.is_own()).collect();
    let usual = Weights::learned(recipe, &others);
    let table: Vec<Weight> =
        usual.table().into_iter().map(|[polar, neutral]| [polar, neutral, 0.0, 0.0, 0.0]).collect();
    let [polar, neutral] = usual.mean_bias();
    Model::new(recipe.bits, &table, [polar, neutral, 0.0, 0.0, NOWHERE])
}

/// What tells texts about brands from others; both count alike in all.
fn learned_scene<'r>(recipe: &'r Recipe, rows: &[&Row]) -> Weights<'r> {
    let total = |own: bool| rows.iter().filter(|row| row.is_own() == own).map(|row| row.weight).sum::<f32>().max(1.0);
    let (brand, others) = (total(true), total(false));
    #[allow(clippy::cast_precision_loss, reason = "far fewer rows")]
    let each = rows.len() as f32 / 2.0;
    let scenes: Vec<Row> = rows.iter().map(|row| row.scene(each / if row.is_own() { brand } else { others })).collect();
    Weights::learned(recipe, &scenes.iter().collect::<Vec<_>>())
}

/// A scene that is no brand's.
const NOWHERE: f32 = -50.0;

/// Both judges.
struct Both<'r> {
    usual: Weights<'r>,
    brand: Weights<'r>,
}

impl<'r> Both<'r> {
    fn learned(recipe: &'r Recipe, rows: &[&Row]) -> Self {
        let weighed: Vec<Row> =
            rows.iter().map(|row| row.times(if row.is_own() { 1.0 } else { recipe.others })).collect();
        Self {
            usual: Weights::learned(recipe, rows),
            brand: Weights::learned(recipe, &weighed.iter().collect::<Vec<_>>()),
        }
    }

    fn table(&self) -> Vec<Weight> {
        let both = self.usual.table().into_iter().zip(self.brand.table());
        both.map(|(usual, brand)| [usual[0], usual[1], brand[0], brand[1], 0.0]).collect()
    }

    fn bias(&self) -> Weight {
        let (usual, brand) = (self.usual.mean_bias(), self.brand.bias(0));
        [usual[0], usual[1], brand[0], brand[1], 0.0]
    }
}

/// The languages that share weights: each alone, and both kinds of Chinese.
fn groups() -> Vec<Vec<usize>> {
    let chinese = ["zh-Hant", "zh-Hans"].map(Languages::place);
    let alone = (1..LANGUAGES).filter(|place| !chinese.contains(place)).map(|place| vec![place]);
    alone.chain([chinese.to_vec()]).collect()
}

/// Texts of the native script as somebody would type them in Latin letters, where that is what `languages` holds.
fn romanised(vocabulary: &Vocabulary, recipe: &Recipe, examples: &[Example], languages: &[usize]) -> Vec<Row> {
    let rewritten = |example: &Example| {
        let native = example.language.tag();
        let latin = latin::tag_of(native).filter(|latin| languages.contains(&Languages::place(latin)))?;
        let habit = if example.text.len().is_multiple_of(2) { Habit::Sound } else { Habit::Looks };
        let text = latin::written(&example.text, native, habit);
        let example =
            Example { text, language: Lang::from_tag(latin), weight: example.weight * 0.5, ..example.clone() };
        Some(Row::of(vocabulary, recipe.bits, &example))
    };
    examples.par_iter().filter_map(rewritten).collect()
}

fn features(vocabulary: &Vocabulary, example: &Example) -> Features {
    Features::of(&Text::new(&example.text), vocabulary, Languages::of(example.language.tag()))
}
