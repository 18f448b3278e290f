//! What matching one mention costs at 10 and at 10,000 watches.

use squall::id::WatchId;
use squall::reading::Lang;
use squall::watch::{Listener, Matcher, Query, Scratch, Subject};

fn main() {
    divan::main();
}

const TEXTS: &[&str] = &[
    "Third day without an answer from @brand3 support, the parcel is still lost and nobody picks up the phone. Never again! #fail",
    "Ho comprato lo yogurt da Brand7 e aveva un sapore strano, qualcun altro? Restituito subito al negozio, che delusione…",
    "Τρίτη μέρα χωρίς απάντηση από την Brand5, κανείς δεν σηκώνει το τηλέφωνο. Απαράδεκτη εξυπηρέτηση!",
    "Вече трети ден без отговор от Brand2, никой не вдига телефона. Ужасно обслужване, повече няма да купя мляко.",
    "今天又買到壞掉的牛奶，Brand9 客服完全沒有回應，真的太誇張了，大家小心不要再買",
];

/// Each watch has its own brand, with a phrase, a NEAR, an exclusion and a word that is common to all.
fn queries(count: usize) -> Vec<Query> {
    let text = |n: usize| match n % 4 {
        0 => format!("brand{n} OR #brand{n} OR \"the brand{n} company\""),
        1 => format!("brand{n} (phone OR support) -jobs"),
        2 => format!("brand{n} NEAR/10 (answer OR отговор OR 客服)"),
        _ => format!("@brand{n} | brand{n} NOT lang:de"),
    };
    (0..count).filter_map(|n| Query::parse(&text(n)).ok()).collect()
}

#[divan::bench(args = [10, 1_000, 10_000])]
fn five_mentions(bencher: divan::Bencher<'_, '_>, watches: usize) {
    let queries = queries(watches);
    let listeners: Vec<_> = (1..)
        .map(WatchId)
        .zip(&queries)
        .map(|(id, query)| Listener { id, query, languages: &[], sources: &[] })
        .collect();
    let Ok(matcher) = Matcher::new(&listeners) else { return };
    let mut scratch = Scratch::default();
    bencher.counter(divan::counter::ItemsCount::new(TEXTS.len())).bench_local(|| {
        TEXTS
            .iter()
            .map(|text| {
                let language = Lang::from_tag("en");
                let subject =
                    Subject { text, title: None, language, source: "import", platform: "x", author_handle: None };
                matcher.matches(divan::black_box(&subject), &mut scratch).len()
            })
            .sum::<usize>()
    });
}
