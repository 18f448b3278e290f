//! Queries of watches, recordings, public words on their way to people, exports of the ledger, checkpoints.
#![no_main]

use libfuzzer_sys::fuzz_target;
use squall::checkpoint::Checkpoint;
use squall::checkpoint::note::{Signer, Verifier};
use squall::post::{Block, Paper, Post, Quote, Rich, Span, Tone, inert};
use squall::sources::recording;
use squall::store::ledger;
use squall::watch::Query;
use squall::words::Locale;

fuzz_target!(|text: &str| {
    match Query::parse(text) {
        Ok(query) => assert!(!format!("{query:?}").is_empty()),
        Err(error) => assert!(!error.render(text).is_empty()),
    }
    let _ = recording::read(&mut text.as_bytes());
    let once = inert(text);
    assert_eq!(inert(&once), once);
    assert!(!once.contains(['@', '<', '>']));
    let quote = Quote { author: text.into(), text: text.into(), note: String::new(), url: Some(text.into()) };
    let link = Rich(vec![Span::Public(text.into()), Span::Link { label: text.into(), url: text.into() }]);
    let blocks = || vec![Block::Quote(quote.clone()), Block::List(vec![link.clone()]), Block::Code(text.into())];
    let post = Post { summary: text.into(), blocks: blocks(), tone: Tone::Plain };
    let _ = post.plain();
    let parts = blocks().into_iter().map(Into::into).collect();
    let paper = Paper { title: text.into(), foot: text.into(), tone: Tone::Plain, parts };
    let page = paper.html(Locale::En, chrono_tz());
    assert!(!page.contains("<script") && !page.contains("href=\"javascript:"), "{page}");
    let _ = paper.markdown(chrono_tz());
    if let Ok(rows) = text.lines().map(serde_json::from_str).collect::<Result<Vec<ledger::Row>, _>>() {
        let _ = ledger::verify(&rows, None);
    }
    let _ = Verifier::parse(text);
    let _ = Signer::parse(&text.to_owned().into());
    if let Ok(key) = Signer::new_key("a", &[1; 32]).and_then(|key| Signer::parse(&key)) {
        assert!(Checkpoint::open(text, &key.verifier()).is_err(), "nobody forges a signature");
    }
});

fn chrono_tz() -> chrono_tz::Tz {
    chrono_tz::UTC
}
