//! Emoji by their short names: Discord names them by their characters, and the house and `[policy.reactions]` by name.

/// The ones that teams react with; others keep their character.
const NAMES: [(&str, &str); 24] = [
    ("👀", "eyes"),
    ("🚨", "rotating_light"),
    ("🔇", "mute"),
    ("🔕", "no_bell"),
    ("✅", "white_check_mark"),
    ("✔", "heavy_check_mark"),
    ("📌", "pushpin"),
    ("🔥", "fire"),
    ("👍", "thumbsup"),
    ("👎", "thumbsdown"),
    ("❌", "x"),
    ("🚫", "no_entry_sign"),
    ("❗", "exclamation"),
    ("❓", "question"),
    ("⚠", "warning"),
    ("🆘", "sos"),
    ("🛑", "octagonal_sign"),
    ("💤", "zzz"),
    ("😴", "sleeping"),
    ("🎉", "tada"),
    ("🚀", "rocket"),
    ("🙏", "pray"),
    ("📣", "mega"),
    ("📎", "paperclip"),
];

/// The short name of an emoji, whatever its skin tone; of a custom one the name that the server gave it.
pub fn short_name(emoji: &str) -> String {
    let plain: String =
        emoji.chars().filter(|c| !matches!(c, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')).collect();
    let known = NAMES.iter().find(|(character, _)| *character == plain);
    known.map_or_else(|| emoji.to_owned(), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emoji_has_the_name_that_other_platforms_give_it() {
        for (emoji, name) in [("👀", "eyes"), ("👍🏽", "thumbsup"), ("⚠️", "warning"), ("blob", "blob"), ("🦑", "🦑")]
        {
            assert_eq!(short_name(emoji), name);
        }
    }
}
