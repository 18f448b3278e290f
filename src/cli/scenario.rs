//! The demo's scenario: an invented lemonade, a quiet week with a bot flood in it, then trouble in five languages.

use chrono::Duration;

use crate::clock::Time;
use crate::mention::{Author, Engagement, MentionKind, RawMention};
use crate::watch::{DigestSchedule, Watch, WatchKind};

const QUIET_DAYS: i64 = 7;
const TROUBLE_MINUTES: i64 = 40;
const FLOOD_COPIES: i64 = 70;

/// What people write in peace: a start and an end of each language make a text.
const MURMUR: [(&[&str], &[&str]); 5] = [
    (
        &[
            "A cold Nimbus with lunch,",
            "Nimbus after football,",
            "My mother discovered Nimbus:",
            "Who else drinks Nimbus",
        ],
        &[
            "as every Friday.",
            "and the world looks better.",
            "now the fridge is full of it.",
            "on the night train to Varna?",
        ],
    ),
    (
        &["La Nimbus al limone", "Due Nimbus fresche", "Mia zia giura che Nimbus", "Oggi al bar Nimbus"],
        &[
            "è tornata sotto casa.",
            "e siamo già in vacanza.",
            "fa passare il mal di testa.",
            "costa venti centesimi di meno.",
        ],
    ),
    (
        &["Nimbus пак е на промоция", "Студена Nimbus и книга", "Новата реклама на Nimbus", "Взехме Nimbus за излета"],
        &["в кварталния магазин.", "на пейката в парка.", "е доста мила, признавам.", "и стигна за всички."],
    ),
    (
        &["Η Nimbus με ροδάκινο", "Μια παγωμένη Nimbus", "Στο περίπτερο η Nimbus", "Πήραμε Nimbus για το πλοίο"],
        &[
            "είναι ωραία έκπληξη.",
            "και θάλασσα, τι άλλο θες.",
            "τελείωσε πάλι από το πρωί.",
            "και ευχαριστηθήκαμε όλοι.",
        ],
    ),
    (
        &["寧博檸檬水", "下午茶配寧博", "寧博新口味", "便利商店的寧博"],
        &["今天第二件半價。", "剛剛好，心情也好。", "同事說比想像中好喝。", "又被我買光了。"],
    ),
];

/// What they write in trouble.
const TROUBLE: [(&[&str], &[&str]); 5] = [
    (
        &[
            "Found glass in my Nimbus bottle.",
            "Nimbus, why are there splinters in this?",
            "Three kids cut their lips on Nimbus today.",
        ],
        &[
            "Do not drink it.",
            "Nobody answers the phone.",
            "This is a scandal, recall them now!",
            "Dangerous and shameful.",
        ],
    ),
    (
        &["Pezzi di vetro nella Nimbus,", "Nimbus non risponde da due ore,", "Anche a Bologna vetro nelle Nimbus,"],
        &["mia figlia si è tagliata.", "che vergogna.", "ritirate subito le bottiglie!", "pericoloso, non compratela."],
    ),
    (
        &["Парчета стъкло в бутилка Nimbus,", "Nimbus мълчи, а хората се режат,", "В София изтеглиха Nimbus,"],
        &["внимавайте!", "това е скандал.", "бойкот, докато не обяснят.", "срамота и опасно."],
    ),
    (
        &["Βρήκα γυαλί μέσα στη Nimbus,", "Η Nimbus σιωπά ενώ κόβονται παιδιά,", "Πετάξτε τις Nimbus, έχουν γυαλιά,"],
        &["προσοχή, είναι επικίνδυνο.", "ντροπή σας.", "πότε θα τις ανακαλέσουν;", "απαράδεκτο."],
    ),
    (
        &["寧博檸檬水裡喝到玻璃碎片，", "寧博客服完全不接電話，", "台中也有人在寧博裡發現玻璃，"],
        &["太誇張了。", "拒買！", "很危險，請大家小心。", "令人失望，快點回收。"],
    ),
];

const RIVAL: &[&str] = &[
    "Aurea iced tea again, no sugar.",
    "Un tè Aurea alla pesca.",
    "Aurea във всяко барче.",
    "Το Aurea είναι πιο ελαφρύ.",
];
const ADVERT: &str = "Win a year of free Nimbus!!! Click the link in my profile, only today";

/// A scenario: what is listened for, and what the public says.
pub struct Scenario {
    pub watches: Vec<Watch>,
    /// In order of time, up to where the trouble starts.
    pub quiet: Vec<RawMention>,
    /// In order of time, the last at `end`.
    pub trouble: Vec<RawMention>,
    pub start: Time,
}

/// How long the trouble is played.
pub fn trouble_lasts() -> Duration {
    Duration::minutes(TROUBLE_MINUTES)
}

/// The scenarios by name.
pub const NAMES: [&str; 1] = ["glass"];

/// Glass in bottles of lemonade; the trouble's last word is said at `end`.
pub fn glass(end: Time) -> Scenario {
    let trouble_from = end - trouble_lasts();
    let start = trouble_from - Duration::days(QUIET_DAYS);
    let mut quiet: Vec<RawMention> =
        murmur(start).chain(rival(start)).chain(flood(start + Duration::days(4))).collect();
    quiet.sort_by_key(|mention| mention.created_at);
    let digest = DigestSchedule { cron: "0 9 * * *".into(), zone: "Europe/Sofia".into() };
    let watches = vec![
        watch("nimbus", WatchKind::Brand, "nimbus OR 寧博", Some(digest), start),
        watch("aurea", WatchKind::Competitor, "aurea", None, start),
    ];
    Scenario { watches, quiet, trouble: trouble(trouble_from).collect(), start }
}

/// A voice every half an hour to an hour, fewer at night.
fn murmur(start: Time) -> impl Iterator<Item = RawMention> {
    let minutes = (0..QUIET_DAYS * 48).map(|half_hour| half_hour * 30 + half_hour * 7 % 23);
    let awake = minutes.zip(0..).filter(|(minute, n)| !(1..6).contains(&(minute / 60 % 24)) || n % 5 == 0);
    awake.map(move |(minute, n)| mention("m", n, &text(&MURMUR, n), start + Duration::minutes(minute)))
}

fn rival(start: Time) -> impl Iterator<Item = RawMention> {
    let texts = RIVAL.iter().cycle().zip(0..QUIET_DAYS * 8);
    texts.map(move |(text, n)| {
        let text = format!("{text} {}", ["🙂", "", "#aurea", "mm", "👍"][usize::try_from(n % 5).unwrap_or_default()]);
        mention("r", n, text.trim(), start + Duration::minutes(n * 180 + 40))
    })
}

/// One advert by throw-away accounts, within a quarter of an hour.
fn flood(from: Time) -> impl Iterator<Item = RawMention> {
    (0..FLOOD_COPIES).map(move |n| {
        let mut copy = mention("f", n, ADVERT, from + Duration::seconds(n * 13));
        copy.author.followers = Some(u64::try_from(n % 3).unwrap_or_default());
        copy.reach = copy.author.followers;
        copy
    })
}

/// Ever faster: first a voice a minute, at the end one every ten seconds.
fn trouble(from: Time) -> impl Iterator<Item = RawMention> {
    let mut second = 0;
    let mut n = 0;
    std::iter::from_fn(move || {
        let progress = second / 60;
        second += 60 - 50 * progress.min(TROUBLE_MINUTES) / TROUBLE_MINUTES;
        n += 1;
        (second <= TROUBLE_MINUTES * 60).then(|| mention("t", n, &text(&TROUBLE, n), from + Duration::seconds(second)))
    })
}

/// The languages take turns; starts and ends meet anew each time.
fn text(of: &[(&[&str], &[&str]); 5], n: i64) -> String {
    let n = usize::try_from(n).unwrap_or_default();
    let (starts, ends) = of[n % of.len()];
    let round = n / of.len();
    let (start, end) = (starts[round % starts.len()], ends[(round / starts.len() + round) % ends.len()]);
    if start.is_ascii() || !start.contains('寧') { format!("{start} {end}") } else { format!("{start}{end}") }
}

fn mention(kind: &str, n: i64, text: &str, at: Time) -> RawMention {
    let followers = 60 + n.unsigned_abs().pow(2) * 7_919 % 9_000;
    let number = n * 37 % 1_000;
    RawMention {
        source: "demo".into(),
        source_id: format!("{kind}{n}"),
        platform: ["x", "bluesky", "mastodon"][usize::try_from(n % 3).unwrap_or_default()].into(),
        kind: MentionKind::Post,
        url: Some(format!("https://social.example/{kind}/{n}")),
        author: Author {
            id: format!("demo-{kind}{n}"),
            handle: Some(format!("@neighbour{number}")),
            name: None,
            followers: Some(followers),
            country: None,
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

fn watch(name: &str, kind: WatchKind, query: &str, digest: Option<DigestSchedule>, at: Time) -> Watch {
    Watch { kind, channel: Some("sandbox:crisis".into()), digest, ..Watch::new(name, query, at) }
}
