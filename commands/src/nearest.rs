//! "Did you mean": the known name that a mistyped word is nearest to.

use crate::fold::fold;

/// The best of `names` (folded name, what it stands for), if it is near enough to have been meant: one slip in a short
/// word, one in three letters of a long one.
pub(crate) fn nearest<'n, T: Copy>(typed: &str, names: impl IntoIterator<Item = (&'n str, T)>) -> Option<T> {
    let typed = fold(typed);
    let length = typed.chars().count();
    if length > 40 {
        return None;
    }
    let near = |name: &str| {
        let slips = strsim::osa_distance(&typed, name);
        let longer = length.max(name.chars().count());
        (longer > 2 && slips <= (longer / 3).max(1)).then_some(slips)
    };
    let found = names.into_iter().filter_map(|(name, means)| Some((near(name)?, means)));
    found.min_by_key(|(slips, _)| *slips).map(|(_, means)| means)
}

/// The name that a mistyped one is nearest to.
pub fn nearest_of<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let names: Vec<(String, &str)> = names.into_iter().map(|name| (fold(name), name)).collect();
    nearest(typed, names.iter().map(|(folded, name)| (folded.as_str(), *name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [(&str, &str); 4] =
        [("watch", "watch"), ("status", "status"), ("καταλογοσ", "list"), ("ack", "acknowledge")];

    #[test]
    fn slips_are_forgiven() {
        for (typed, meant) in [("wacth", "watch"), ("stats", "status"), ("ΚΑΤΑΛΟΓΟ", "list"), ("akc", "acknowledge")]
        {
            assert_eq!(nearest(typed, NAMES), Some(meant), "{typed}");
        }
    }

    #[test]
    fn another_word_is_another_word() {
        for typed in ["pizza", "on", "", "stop", &"x".repeat(100_000)] {
            assert_eq!(nearest(typed, NAMES), None);
        }
    }
}
