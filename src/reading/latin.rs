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
            _ => (bulgarian(c, habit), 1),
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

fn greek(c: char, next: Option<char>, habit: Habit) -> (Option<&'static str>, usize) {
    let sound = habit == Habit::Sound;
    if let Some(next) = next {
        let two = match (c, next) {
            ('ο', 'υ') => Some("ou"),
            ('μ', 'π') => Some(if sound { "b" } else { "mp" }),
            ('ν', 'τ') => Some("nt"),
            ('γ', 'κ') | ('γ', 'γ') => Some(if sound { "g" } else { "gk" }),
            ('α', 'υ') => Some(if sound { "av" } else { "au" }),
            ('ε', 'υ') => Some(if sound { "ev" } else { "eu" }),
            ('α', 'ι') if sound => Some("e"),
            ('ε' | 'ο', 'ι') if sound => Some("i"),
            _ => None,
        };
        if two.is_some() {
            return (two, 2);
        }
    }
    let one = match c {
        'α' => "a",
        'β' => {
            if sound {
                "v"
            } else {
                "b"
            }
        }
        'γ' => "g",
        'δ' => "d",
        'ε' => "e",
        'ζ' => "z",
        'η' => {
            if sound {
                "i"
            } else {
                "h"
            }
        }
        'θ' => {
            if sound {
                "th"
            } else {
                "8"
            }
        }
        'ι' => "i",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => {
            if sound {
                "ks"
            } else {
                "3"
            }
        }
        'ο' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' => "s",
        'τ' => "t",
        'υ' => {
            if sound {
                "i"
            } else {
                "u"
            }
        }
        'φ' => "f",
        'χ' => {
            if sound {
                "h"
            } else {
                "x"
            }
        }
        'ψ' => "ps",
        'ω' => {
            if sound {
                "o"
            } else {
                "w"
            }
        }
        _ => return (None, 1),
    };
    (Some(one), 1)
}

fn bulgarian(c: char, habit: Habit) -> Option<&'static str> {
    let sound = habit == Habit::Sound;
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => {
            if sound {
                "v"
            } else {
                "w"
            }
        }
        'г' => "g",
        'д' => "d",
        'е' => "e",
        'ж' => {
            if sound {
                "zh"
            } else {
                "j"
            }
        }
        'з' => "z",
        'и' => "i",
        'й' => {
            if sound {
                "y"
            } else {
                "i"
            }
        }
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "h",
        'ц' => {
            if sound {
                "ts"
            } else {
                "c"
            }
        }
        'ч' => {
            if sound {
                "ch"
            } else {
                "4"
            }
        }
        'ш' => {
            if sound {
                "sh"
            } else {
                "6"
            }
        }
        'щ' => {
            if sound {
                "sht"
            } else {
                "6t"
            }
        }
        'ъ' => {
            if sound {
                "a"
            } else {
                "u"
            }
        }
        'ь' => "i",
        'ю' => {
            if sound {
                "yu"
            } else {
                "iu"
            }
        }
        'я' => {
            if sound {
                "ya"
            } else {
                "q"
            }
        }
        _ => return None,
    })
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
