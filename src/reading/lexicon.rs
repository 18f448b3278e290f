//! The valence lexicons: words and phrases, and how strongly they praise or blame, one to a line in
//! `assets/reading/lexicon/<lang>.tsv` (`entry<TAB>role<TAB>value`).

/// A file for each language that has one.
pub const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../assets/reading/lexicon/en.tsv")),
    ("it", include_str!("../../assets/reading/lexicon/it.tsv")),
    ("bg", include_str!("../../assets/reading/lexicon/bg.tsv")),
    ("el", include_str!("../../assets/reading/lexicon/el.tsv")),
    ("zh-Hant", include_str!("../../assets/reading/lexicon/zh-Hant.tsv")),
];

/// What an entry does in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Praises above nothing, blames below; in tenths. Words (`v`) and phrases (`p`) alike.
    Valence(i8),
    /// Turns what follows round (`n`).
    Negator,
    /// Makes the next word so much stronger or weaker, in tenths (`i`).
    Booster(u8),
    /// "But" (`b`).
    Contrast,
    /// Looks like a feeling and is none (`x`).
    Shield,
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'f> {
    pub text: &'f str,
    pub role: Role,
}

/// The entries of a file. The error names the line that can't be read.
pub fn entries(file: &str) -> Result<Vec<Entry<'_>>, String> {
    let lines = file.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| entry(line).ok_or_else(|| format!("line {}: {line:?} is no entry", index + 1))).collect()
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let mut fields = line.split('\t');
    let (text, role) = (fields.next()?, fields.next()?);
    let tenths = || {
        let value: f32 = fields.next()?.parse().ok()?;
        #[allow(clippy::cast_possible_truncation, reason = "checked to be small")]
        (value.abs() <= 3.0).then_some((value * 10.0).round() as i8)
    };
    let role = match role {
        "v" | "p" => Role::Valence({ tenths }().filter(|&tenths| tenths != 0)?),
        "n" => Role::Negator,
        "i" => Role::Booster(u8::try_from({ tenths }()?).ok()?),
        "b" => Role::Contrast,
        "x" => Role::Shield,
        _ => return None,
    };
    (!text.is_empty()).then_some(Entry { text, role })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_entry_can_be_read() {
        for (tag, text) in FILES {
            assert!(entries(text).is_ok(), "{tag}: {:?}", entries(text).err());
        }
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert_eq!(entries("good\tv\t2\nbad\tv\tmuch").unwrap_err(), "line 2: \"bad\\tv\\tmuch\" is no entry");
        assert_eq!(entries("crash test\tx\t").unwrap()[0].role, Role::Shield);
    }
}
