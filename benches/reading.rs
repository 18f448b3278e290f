//! What reading one text costs, short and long, in six languages.

use squall::reading::Reader;

fn main() {
    divan::main();
}

const TWEETS: &[(&str, &str)] = &[
    (
        "en",
        "Third day without an answer from @brand3 support, the parcel is still lost and nobody picks up the phone. Never again! #fail",
    ),
    (
        "it",
        "Ho comprato lo yogurt da Brand7 e aveva un sapore strano, qualcun altro? Restituito subito al negozio, che delusione…",
    ),
    ("el", "Τρίτη μέρα χωρίς απάντηση από την Brand5, κανείς δεν σηκώνει το τηλέφωνο. Απαράδεκτη εξυπηρέτηση!"),
    (
        "bg",
        "Вече трети ден без отговор от Brand2, никой не вдига телефона. Ужасно обслужване, повече няма да купя мляко.",
    ),
    ("zh-Hant", "今天又買到壞掉的牛奶，Brand9 客服完全沒有回應，真的太誇張了，大家小心不要再買"),
    ("emoji", "😡😡😡 !!! https://brand.example/a"),
];

fn names() -> impl Iterator<Item = &'static str> {
    TWEETS.iter().map(|(name, _)| *name)
}

fn text(wanted: &str) -> &'static str {
    TWEETS.iter().find(|(name, _)| *name == wanted).map_or("", |(_, text)| text)
}

fn read(bencher: divan::Bencher<'_, '_>, text: &str) {
    let Ok(reader) = Reader::shipped() else { return };
    bencher.bench(|| reader.read(divan::black_box(text), None));
}

#[divan::bench(args = names())]
fn tweet(bencher: divan::Bencher<'_, '_>, name: &str) {
    read(bencher, text(name));
}

/// Thirty times the tweet, about 3,500 characters.
#[divan::bench(args = ["en", "zh-Hant"])]
fn article(bencher: divan::Bencher<'_, '_>, name: &str) {
    read(bencher, &format!("{} ", text(name)).repeat(30));
}

#[divan::bench]
fn megabyte(bencher: divan::Bencher<'_, '_>) {
    read(bencher, &text("en").repeat(8_000));
}
