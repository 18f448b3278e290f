//! The report of an incident as people read it: in a browser, and printed.

use std::path::Path;
use std::sync::Arc;

use squall::cli::export::written;
use squall::report::store::version;
use squall::store::Store;
use squall::words::Locale;
use thirtyfour::common::print::PrintParameters;

use crate::aftermath::{self, Scale};
use crate::browser::Browser;

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_read_and_printed() {
    Browser::tells(story).await;
}

/// What sticks out to the right of its sheet, and what is higher than a sheet and must not be cut, in the width of A4
/// between its margins.
const MISFITS: &str = r#"
    const misfits = [], width = document.documentElement.clientWidth;
    for (const one of document.querySelectorAll('body *:not(svg *)')) {
        const box = one.getBoundingClientRect();
        if (box.right > width + 1) misfits.push(`${one.tagName} sticks out to ${box.right} of ${width}`);
        if (['TR', 'FIGURE', 'BLOCKQUOTE', 'LI'].includes(one.tagName)) {
            if (box.height > 980) misfits.push(`${one.tagName} is ${box.height} high`);
        }
    }
    for (const svg of document.querySelectorAll('svg')) {
        const frame = svg.getBoundingClientRect();
        for (const text of svg.querySelectorAll('text')) {
            const box = text.getBoundingClientRect();
            const outside = box.left < frame.left - 1 || box.right > frame.right + 1;
            if (outside) misfits.push(`the chart's word ${text.textContent} is cut`);
        }
    }
    return misfits;
"#;

async fn story(browser: Arc<Browser>) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::open(&format!("sqlite:{}", directory.path().join("squall.db").display())).await.unwrap();
    let (incident, _) = aftermath::play(&store, Scale { mentions: 3_000, entries: 60 }).await;
    let report = version(&mut store.read().await.unwrap(), incident, 2).await.unwrap().unwrap().into();
    store.close().await;
    for locale in Locale::ALL {
        let page = written(&report, commands::Format::Html, locale, chrono_tz::Europe::Sofia).unwrap();
        let file = directory.path().join(format!("report-{locale}.html"));
        std::fs::write(&file, page).unwrap();
        browser.driver.goto(format!("file://{}", file.display())).await.unwrap();
        browser.see("h1").await;
        // 210 mm without the margins, at 96 dots an inch.
        browser.driver.set_window_rect(0, 0, 688, 1_000).await.unwrap();
        let misfits = browser.driver.execute(MISFITS, Vec::new()).await.unwrap();
        assert_eq!(misfits.json(), &serde_json::json!([]), "{locale}");
        browser.driver.set_window_rect(0, 0, 1_000, 1_300).await.unwrap();
        browser.picture(&format!("report-{locale}")).await;

        // The sheets are those that the page asks for.
        let asked = PrintParameters { background: true, shrink_to_fit: false, ..PrintParameters::default() };
        let pdf = browser.driver.print_page(asked).await.unwrap();
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
        std::fs::write(folder.join(format!("report-{locale}.pdf")), &pdf).unwrap();
        let sheets = sheets(&pdf);
        assert!((6..=14).contains(&sheets.len()), "{locale}: {} sheets", sheets.len());
        let a4 = |size: &String| ["594 841", "595 841", "595 842"].contains(&size.as_str());
        assert!(sheets.iter().all(a4), "{locale}: A4, not {sheets:?}");
    }
}

/// The size of each sheet of a PDF, in whole points.
fn sheets(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let size = |rest: &str| {
        let inside = rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(inside, _)| inside);
        let numbers = inside.split_whitespace().skip(2).map(|number| number.split('.').next().unwrap_or_default());
        numbers.collect::<Vec<_>>().join(" ")
    };
    text.split("/MediaBox").skip(1).map(size).collect()
}
