//! The exported statement as a page and as a text, for people.

use serde_json::Value;

/// What goes into a page is text, whoever wrote it.
fn escaped(value: &Value) -> String {
    crate::post::escaped(&text(value))
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn all(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    pre{white-space:pre-wrap;border-left:3px solid #888;padding-left:1rem}\
    td{vertical-align:top;padding:.2rem .6rem;border-top:1px solid #ccc;word-break:break-word}";

/// A page without scripts or links to anything outside.
pub(super) fn html(facts: &Value) -> String {
    let title = format!("{}: {} ({})", escaped(&facts["id"]), escaped(&facts["kind"]), escaped(&facts["state"]));
    let revisions: String = all(&facts["revisions"]).iter().map(revision).collect();
    let row = |row: &Value| {
        let cell = |key: &&str| format!("<td>{}</td>", escaped(&row[*key]));
        let cells: String = ["seq", "at", "actor", "action", "detail"].iter().map(cell).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = all(&facts["decisions"]).iter().map(row).collect();
    let safe = "default-src 'none'; style-src 'unsafe-inline'";
    [
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n",
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{safe}\">\n"),
        &format!("<title>{title}</title><style>{STYLE}</style></head><body>\n<h1>{title}</h1>\n{revisions}"),
        "<h2>What was decided</h2>\n<table>\n",
        "<tr><th>Row</th><th>When (UTC)</th><th>Who</th><th>What</th><th>More</th></tr>\n",
        &rows,
        "</table>\n<p>README.md says how to check this.</p>\n</body></html>\n",
    ]
    .concat()
}

fn revision(revision: &Value) -> String {
    let version = |version: &Value| {
        let (channel, language) = (escaped(&version["channel"]), escaped(&version["language"]));
        let (words, hash) = (escaped(&version["words"]), escaped(&version["sha256"]));
        format!(
            "<h3>{channel} · {language}</h3>\n<pre lang=\"{language}\">{words}</pre>\n<p>SHA-256 <code>{hash}</code></p>\n"
        )
    };
    let versions: String = all(&revision["versions"]).iter().map(version).collect();
    let (number, author) = (escaped(&revision["number"]), escaped(&revision["author"]));
    let (at, hash) = (escaped(&revision["at"]), escaped(&revision["hash"]));
    format!("<h2>Revision {number}</h2>\n<p>by {author}, {at}; what is approved: <code>{hash}</code></p>\n{versions}")
}

/// What this folder is and how to check it.
pub(super) fn readme(facts: &Value) -> String {
    let ledger = &facts["ledger"];
    README
        .replace("{id}", &text(&facts["id"]))
        .replace("{last_hash}", &text(&ledger["last_hash"]))
        .replace("{last_row}", &text(&ledger["last_row"]))
}

const README: &str = "# {id}: words, votes and proofs

This folder holds everything about one public statement. It needs no Squall.

| file | holds |
| --- | --- |
| statement.html | the statement for people: every revision, every decision |
| statement.json | the same for machines, with the policy that was frozen for the review and every vote |
| words/N/CHANNEL.LANGUAGE.txt | the exact words of revision N |
| words/N/versions.txt | where a revision has several versions: what its hash is taken of |
| ledger.jsonl | the ledger from the first row about it to the last; rows about other matters have only their hashes |
| verify.py | checks all of it with Python's standard library |
| SHA256SUMS | the hashes of these files |

## How to check it

1. `sha256sum -c SHA256SUMS`: the folder is as it was exported.
2. `sha256sum words/1/*.txt`: the hash that people approved is that of the words; where a revision has several versions, that of
   `versions.txt`, whose lines hold the hashes of the words. Every vote in `ledger.jsonl` carries it.
3. `python3 verify.py`: every hash again, and the chain. The hash of a row is SHA-256 over prev_hash, seq, at, actor, action,
   subject and detail, each as UTF-8 with its length in bytes and a colon before it: `3:S-7`.
4. Compare the last hash, `{last_hash}` (row {last_row}), with the one that `squall audit export` gives, or with one that was kept
   elsewhere at the time: who changes a row has to change every hash after it.

Times are UTC; `at` in ledger.jsonl is in microseconds since 1970.
";
