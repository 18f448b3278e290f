//! The demo's scenario: an invented brand, a quiet week, then trouble in five languages.

use chrono::Duration;

use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention};

/// What the demo listens for.
pub const QUERY: &str = "nimbus OR 寧博";
const QUIET_EVERY_MINUTES: i64 = 40;
const QUIET_DAYS: i64 = 7;
const TROUBLE_EVERY_SECONDS: i64 = 40;

const MURMUR: &[&str] = &[
    "Nimbus lemonade with lunch, as every Friday",
    "La Nimbus al limone è tornata al bar sotto casa",
    "Nimbus пак е на промоция в кварталния магазин",
    "Η Nimbus έβγαλε νέα γεύση ροδάκινο",
    "寧博檸檬水今天第二件半價",
    "Is Nimbus sold in Lyon too?",
    "Due Nimbus fresche e siamo in vacanza",
    "Новата реклама на Nimbus е доста мила",
    "Nimbus, παγάκια και θάλασσα",
    "下午茶配寧博剛剛好",
];

const TROUBLE: &[&str] = &[
    "Found glass in my Nimbus bottle. Actual glass.",
    "Nimbus, why does my lemonade have splinters in it?",
    "Three kids at our school cut their lips on Nimbus bottles today",
    "Do not drink Nimbus until they explain the glass",
    "Pezzi di vetro nella Nimbus, mia figlia si è tagliata",
    "Nimbus non risponde al telefono da due ore, vergogna",
    "Ritirate subito le bottiglie Nimbus dal commercio!",
    "Anche a Bologna vetro nelle bottiglie Nimbus",
    "Парчета стъкло в бутилка Nimbus, внимавайте",
    "Nimbus мълчи, а хората се режат",
    "В София изтеглиха Nimbus от два магазина",
    "Бойкот на Nimbus, докато не обяснят",
    "Βρήκα γυαλί μέσα στη Nimbus, προσοχή",
    "Η Nimbus σιωπά ενώ κόβονται παιδιά",
    "Πετάξτε τις Nimbus, έχουν γυαλιά",
    "Πότε θα ανακαλέσει η Nimbus τα μπουκάλια;",
    "寧博檸檬水裡喝到玻璃碎片，太誇張",
    "寧博客服完全不接電話",
    "拒買寧博，直到他們說清楚",
    "台中也有人在寧博裡發現玻璃",
];

/// The whole scenario; its trouble ends at `end`.
pub fn mentions(end: Time) -> Vec<RawMention> {
    let trouble_lasts = Duration::seconds(TROUBLE_EVERY_SECONDS * i64::try_from(TROUBLE.len()).unwrap_or_default());
    let trouble = end - trouble_lasts;
    let quiet = trouble - Duration::days(QUIET_DAYS);
    let murmur = (0..QUIET_DAYS * 24 * 60 / QUIET_EVERY_MINUTES)
        .zip(MURMUR.iter().cycle())
        .map(|(n, text)| mention(n, text, quiet + Duration::minutes(n * QUIET_EVERY_MINUTES)));
    let shout = (0..)
        .zip(TROUBLE)
        .map(|(n, text)| mention(1_000_000 + n, text, trouble + Duration::seconds((n + 1) * TROUBLE_EVERY_SECONDS)));
    murmur.chain(shout).collect()
}

fn mention(n: i64, text: &str, at: Time) -> RawMention {
    let followers = 80 + n.unsigned_abs() * 7_919 % 9_000;
    RawMention {
        source: "demo".into(),
        source_id: n.to_string(),
        platform: "x".into(),
        kind: MentionKind::Post,
        url: None,
        author: Author {
            id: format!("demo-{n}"),
            handle: Some(format!("@neighbour{}", n % 1_000)),
            name: None,
            followers: Some(followers),
        },
        title: None,
        text: text.to_owned(),
        declared_language: None,
        created_at: at,
        engagement: Engagement::default(),
        reach: Some(followers),
        repost_of: None,
        parent: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quiet_week_is_quiet_and_the_trouble_raises_one_alert() {
        let end = Time::from_timestamp(1_790_000_000, 0).unwrap();
        let alerts = crate::cli::replay::alerts(&mentions(end), QUERY).unwrap();
        assert_eq!(alerts.len(), 1);
        assert!((end - alerts[0].raised_at).num_minutes() < 14, "raised while the trouble goes on");
        assert_eq!(alerts[0].drivers.len(), 3);
    }
}
