//! Counts as exports write them: `12,345`, `12.345`, `1 234`, `1.2K`, `3,4 M`, `1.5萬`, `1234.0`.

/// What may stand between groups of three digits besides comma and point.
const GAPS: [char; 5] = [' ', '\u{a0}', '\u{202f}', '\'', '’'];

/// The count that `text` writes, rounded down. Nothing where it is none, or negative.
pub fn parse(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches('+');
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (digits, factor) = split_unit(text);
    let digits: String = digits.trim().chars().filter(|c| !GAPS.contains(c)).collect();
    let number: f64 = plain(&digits, factor > 1.0)?.parse().ok()?;
    let number = number * factor;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    (0.0..1e15).contains(&number).then_some((number + 1e-6) as u64)
}

/// `1.2K` is `1.2` and a thousand.
fn split_unit(text: &str) -> (&str, f64) {
    let units = [
        ("k", 1e3),
        ("K", 1e3),
        ("m", 1e6),
        ("M", 1e6),
        ("b", 1e9),
        ("B", 1e9),
        ("千", 1e3),
        ("萬", 1e4),
        ("万", 1e4),
        ("億", 1e8),
        ("亿", 1e8),
    ];
    units
        .into_iter()
        .find_map(|(unit, factor)| text.strip_suffix(unit).map(|rest| (rest, factor)))
        .unwrap_or((text, 1.0))
}

/// The number with a point for its fraction and nothing between its groups.
///
/// One kind of separator before groups of exactly three digits groups; otherwise the last one starts a fraction. With a
/// unit behind it (`1.234K`) a single separator is always a fraction.
fn plain(digits: &str, unit: bool) -> Option<String> {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+');
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.chars().all(allowed) {
        return None;
    }
    let separators: Vec<char> = digits.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let Some(&last) = separators.last() else { return Some(digits.to_owned()) };
    let (whole, tail) = digits.rsplit_once(last)?;
    let grouped = |whole: &str| {
        let mut groups = whole.split(['.', ',']);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && first != "0" && groups.all(|group| group.len() == 3)
    };
    if !grouped(whole) && separators.len() > 1 {
        return None;
    }
    let one_kind = separators.iter().all(|c| *c == last);
    let groups_only = one_kind && tail.len() == 3 && grouped(whole) && !(unit && separators.len() == 1);
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if groups_only {
        return Some(whole + tail);
    }
    // A second separator of the same kind can't start a fraction.
    (separators.iter().filter(|c| **c == last).count() == 1).then(|| format!("{whole}.{tail}"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn counts_are_read_as_people_and_exports_write_them() {
        let cases = [
            ("0", 0),
            ("12345", 12_345),
            ("12,345", 12_345),
            ("12.345", 12_345),
            ("1.234.567", 1_234_567),
            ("1,234,567.89", 1_234_567),
            ("1.234.567,89", 1_234_567),
            ("1 234", 1_234),
            ("1\u{a0}234", 1_234),
            ("12’345", 12_345),
            ("1.2K", 1_200),
            ("1,2 k", 1_200),
            ("1.234K", 1_234),
            ("3.4M", 3_400_000),
            ("1.5萬", 15_000),
            ("1200.0", 1_200),
            ("1200.000", 1_200),
            ("12.5", 12),
            ("0.123", 0),
            ("1.2E+07", 12_000_000),
            ("500+", 500),
        ];
        for (text, count) in cases {
            assert_eq!(parse(text), Some(count), "{text}");
        }
    }

    #[test]
    fn what_is_no_count_is_nothing() {
        for text in ["", "-", "n/a", "-5", "1,2,3", "1.2.3.4", "twelve", "K", "1e400", ".5.", "NaN", "inf"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
