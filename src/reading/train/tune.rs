//! Shifts and temperatures, by texts that were held back.

use rayon::prelude::*;

use super::super::model::{Judge, Model, Pair, Tuning, probabilities};
use super::super::vocabulary::{LANGUAGES, Vocabulary};
use super::{Example, features};

/// A language with fewer held texts of three labels takes its tuning from all.
const ENOUGH: usize = 100;
/// Where no neutral text was seen, one that is not neutral shall look neutral by this much in the mean: nearly the third
/// that it would be to a reader who knows nothing, as such a reader does know little about neutral texts.
const ALOOF: f32 = 0.3;

/// A held text and what a judge makes of it.
type Held<'e> = (Pair, &'e Example);

pub fn tune(model: &mut Model, vocabulary: &Vocabulary, held: &[Example]) {
    let lean = |e: &Example, place| model.lean(&features(vocabulary, e), place, |_, _| ());
    // Who has no texts of their own is read by the weights of all languages, so these are what is measured.
    let usual: Vec<&Example> = held.iter().filter(|e| e.source > 0).collect();
    let common = best(&usual.par_iter().map(|e| (lean(e, 0).usual, *e)).collect::<Vec<_>>());
    let tuned = |language: usize| {
        let own: Vec<_> = held.par_iter().filter(|e| e.place() == language).map(|e| (lean(e, language), e)).collect();
        let (brand, others): (Vec<_>, Vec<_>) = own.iter().partition(|(_, e)| e.source == 0);
        let usual: Vec<Held> = others.iter().map(|(lean, e)| (lean.usual, *e)).collect();
        let mut mixed = usual.clone();
        mixed.extend(brand.iter().map(|(lean, e)| (lean.usual, *e)));
        let brand: Vec<Held> = brand.iter().map(|(lean, e)| (lean.brand, *e)).collect();
        let three_way = |held: &[Held]| held.iter().filter(|(_, e)| e.three_way).count();
        let usual = if three_way(&usual) >= ENOUGH {
            best(&usual)
        } else if usual.len() >= ENOUGH {
            // Which way tweets lean is not to be learned from films.
            let temperature = best(&usual).temperature;
            Tuning { shift: [0.0, aloof(&usual, 0.0, temperature)], temperature }
        } else {
            common
        };
        (usual, if brand.len() >= ENOUGH { best(&brand) } else { Tuning::default() })
    };
    let tuned: Vec<_> = (0..LANGUAGES).map(tuned).collect();
    for (language, (usual, brand)) in tuned.into_iter().enumerate() {
        model.tune(language, Judge::Usual, usual);
        model.tune(language, Judge::Brand, brand);
    }
}

/// The shift towards neither that makes the texts look neutral by [`ALOOF`], found by halving.
fn aloof(held: &[Held], polar: f32, temperature: f32) -> f32 {
    let looks = |shift: f32| {
        let neutral =
            |(lean, _): &Held| probabilities([(lean[0] + polar) / temperature, (lean[1] + shift) / temperature])[1];
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

/// The tuning at which the held texts are least surprising, found by small steps in one direction at a time.
fn best(held: &[Held]) -> Tuning {
    let mut best = Tuning::default();
    let mut least = surprise(held, best);
    for step in [0.4, 0.2, 0.1, 0.05] {
        for _ in 0..12 {
            let before = least;
            for side in 0..3_usize {
                for by in [-step, step] {
                    let mut other = best;
                    match side {
                        2 => other.temperature = (other.temperature * (1.0 + by)).clamp(0.2, 5.0),
                        side => other.shift[side] += by,
                    }
                    let surprised = surprise(held, other);
                    if surprised < least {
                        (best, least) = (other, surprised);
                    }
                }
            }
            if least >= before {
                break;
            }
        }
    }
    best
}

fn surprise(held: &[Held], Tuning { shift, temperature }: Tuning) -> f32 {
    let of = |(lean, example): &Held| {
        let [negative, neutral, positive] =
            probabilities([(lean[0] + shift[0]) / temperature, (lean[1] + shift[1]) / temperature]);
        let right = [negative, neutral, positive][example.label as usize];
        let all = if example.three_way { 1.0 } else { negative + positive };
        -example.weight * (right / all).ln()
    };
    held.iter().map(of).sum()
}
