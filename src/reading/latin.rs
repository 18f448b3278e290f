//! Greek and Bulgarian as people type them in Latin letters, on keyboards that have no others.

/// How somebody types: by the sound of a letter, or by its looks on a telephone's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// `efharisto`, `mlyako`.
    Sound,
    /// `euxaristw`, `mlqko`, `4ovek`.
    Looks,
}

/// The tag of a language's Latin writing, where it has one of its own here.
pub fn tag_of(tag: &str) -> Option<&'static str> {
    match tag {
        "el" => Some("el-Latn"),
        "bg" => Some("bg-Latn"),
        _ => None,
    }
}

/// A text in the native letters of `tag` (`el` or `bg`), rewritten. Capitals and accents are lost.
pub fn written(text: &str, tag: &str, habit: Habit) -> String {
    let lower: Vec<char> = text.chars().flat_map(char::to_lowercase).map(super::text::fold_char).collect();
    let mut latin = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&c) = lower.get(at) {
        let next = lower.get(at + 1).copied();
        let (letters, taken) = match (tag, habit) {
            ("el", _) => greek(c, next, habit),
            _ => (one(BULGARIAN, c, habit), 1),
        };
        match letters {
            Some(letters) => latin.push_str(letters),
            None if c == '\0' => {}
            None => latin.push(c),
        }
        at += taken;
    }
    latin
}

/// Each letter by its sound and by its looks.
#[rustfmt::skip]
const GREEK: &[(char, &str, &str)] = &[
    ('α', "a", "a"), ('β', "v", "b"), ('γ', "g", "g"), ('δ', "d", "d"), ('ε', "e", "e"), ('ζ', "z", "z"),
    ('η', "i", "h"), ('θ', "th", "8"), ('ι', "i", "i"), ('κ', "k", "k"), ('λ', "l", "l"), ('μ', "m", "m"),
    ('ν', "n", "n"), ('ξ', "ks", "3"), ('ο', "o", "o"), ('π', "p", "p"), ('ρ', "r", "r"), ('σ', "s", "s"),
    ('τ', "t", "t"), ('υ', "i", "u"), ('φ', "f", "f"), ('χ', "h", "x"), ('ψ', "ps", "ps"), ('ω', "o", "w"),
];

/// Each letter by its sound and by its looks.
#[rustfmt::skip]
const BULGARIAN: &[(char, &str, &str)] = &[
    ('а', "a", "a"), ('б', "b", "b"), ('в', "v", "w"), ('г', "g", "g"), ('д', "d", "d"), ('е', "e", "e"),
    ('ж', "zh", "j"), ('з', "z", "z"), ('и', "i", "i"), ('й', "y", "i"), ('к', "k", "k"), ('л', "l", "l"),
    ('м', "m", "m"), ('н', "n", "n"), ('о', "o", "o"), ('п', "p", "p"), ('р', "r", "r"), ('с', "s", "s"),
    ('т', "t", "t"), ('у', "u", "u"), ('ф', "f", "f"), ('х', "h", "h"), ('ц', "ts", "c"), ('ч', "ch", "4"),
    ('ш', "sh", "6"), ('щ', "sht", "6t"), ('ъ', "a", "u"), ('ь', "i", "i"), ('ю', "yu", "iu"), ('я', "ya", "q"),
];

fn one(letters: &[(char, &'static str, &'static str)], c: char, habit: Habit) -> Option<&'static str> {
    let (_, sound, looks) = letters.iter().find(|(letter, ..)| *letter == c)?;
    Some(if habit == Habit::Sound { sound } else { looks })
}

fn greek(c: char, next: Option<char>, habit: Habit) -> (Option<&'static str>, usize) {
    let sound = habit == Habit::Sound;
    let two = match (c, next.unwrap_or_default()) {
        ('ο', 'υ') => Some("ou"),
        ('μ', 'π') => Some(if sound { "b" } else { "mp" }),
        ('ν', 'τ') => Some("nt"),
        ('γ', 'κ' | 'γ') => Some(if sound { "g" } else { "gk" }),
        ('α', 'υ') => Some(if sound { "av" } else { "au" }),
        ('ε', 'υ') => Some(if sound { "ev" } else { "eu" }),
        ('α', 'ι') if sound => Some("e"),
        ('ε' | 'ο', 'ι') if sound => Some("i"),
        _ => None,
    };
    if two.is_some() { (two, 2) } else { (one(GREEK, c, habit), 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_habits_are_written() {
        assert_eq!(written("Ευχαριστώ πολύ", "el", Habit::Sound), "evharisto poli");
        assert_eq!(written("Ευχαριστώ πολύ", "el", Habit::Looks), "euxaristw polu");
        assert_eq!(written("Човекът яде мляко", "bg", Habit::Sound), "chovekat yade mlyako");
        assert_eq!(written("Човекът яде мляко", "bg", Habit::Looks), "4owekut qde mlqko");
    }
}
