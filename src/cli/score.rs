//! `squall score`: texts in, their readings out, in the same order, as they come.

use std::io::{BufRead, Write};
use std::sync::mpsc::{Receiver, sync_channel};

use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::reading::{Because, Lang, Reader, Sentiment};
use crate::sources::lines::{Line, Lines, TOO_LONG};

/// So many lines at most are read ahead and answered together, by all cores.
const CHUNK: usize = 2_048;

/// One line of input. Other fields are ignored.
#[derive(Deserialize)]
struct Asked {
    id: Value,
    text: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    language: Lang,
    script: &'static str,
    sentiment: Verdict,
    probabilities: Probabilities,
    because: Vec<Because>,
}

#[derive(Serialize)]
struct Verdict {
    label: Sentiment,
    score: f32,
    confidence: f32,
}

#[derive(Serialize)]
struct Probabilities {
    negative: f32,
    neutral: f32,
    positive: f32,
}

/// How many lines were answered, and how many could not be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    pub answered: u64,
    pub bad: u64,
}

/// Answers every line of `input` on `out`; a line that is no question is named on `complaints` and left out.
///
/// Lines that are there are answered without waiting for more, so that it works behind a slow writer too.
pub fn run(
    reader: &Reader,
    input: impl BufRead + Send + 'static,
    out: &mut impl Write,
    complaints: &mut impl Write,
) -> Result<Scored> {
    let (send, lines) = sync_channel(CHUNK);
    std::thread::spawn(move || {
        let mut input = Lines::new(input);
        while let Some(line) = input.next().transpose() {
            let failed = line.is_err();
            if send.send(line).is_err() || failed {
                return;
            }
        }
    });
    let mut scored = Scored::default();
    while let Some(chunk) = next_chunk(&lines) {
        let (lines, failure): (Vec<Line>, _) = split(chunk);
        let answers: Vec<_> =
            lines.par_iter().filter(|line| !line.is_blank()).map(|line| answer(reader, line)).collect();
        for answer in answers {
            match answer {
                Ok(json) => {
                    scored.answered += 1;
                    writeln!(out, "{json}")?;
                }
                Err(complaint) => {
                    scored.bad += 1;
                    writeln!(complaints, "{complaint}")?;
                }
            }
        }
        out.flush()?;
        failure.map_or(Ok(()), Err).context("the input can't be read further")?;
    }
    Ok(scored)
}

/// The lines that have come, at least one; nothing at the end.
fn next_chunk<T>(lines: &Receiver<T>) -> Option<Vec<T>> {
    let mut chunk = vec![lines.recv().ok()?];
    chunk.extend(lines.try_iter().take(CHUNK - 1));
    Some(chunk)
}

fn split<E>(chunk: Vec<Result<Line, E>>) -> (Vec<Line>, Option<E>) {
    let mut failure = None;
    let lines = chunk.into_iter().filter_map(|line| line.map_err(|error| failure = Some(error)).ok()).collect();
    (lines, failure)
}

fn answer(reader: &Reader, line: &Line) -> Result<String, String> {
    let number = line.number;
    if line.cut {
        return Err(format!("line {number}: {TOO_LONG}"));
    }
    let wrong = |error| format!("line {number}: {error}; wanted {{\"id\": ..., \"text\": \"...\"}}");
    let asked: Asked = serde_json::from_slice(&line.bytes).map_err(wrong)?;
    let reading = reader.read(&asked.text, asked.lang.as_deref());
    let [negative, neutral, positive] = reading.probabilities;
    serde_json::to_string(&Answer {
        id: asked.id,
        language: reading.language,
        script: reading.script,
        sentiment: Verdict { label: reading.sentiment, score: reading.score, confidence: reading.confidence },
        probabilities: Probabilities { negative, neutral, positive },
        because: reading.because,
    })
    .map_err(|error| format!("line {number}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(input: &[u8]) -> (Scored, Vec<Value>, String) {
        let (mut out, mut complaints) = (Vec::new(), Vec::new());
        let reader = Reader::shipped().unwrap();
        let scored = run(&reader, std::io::Cursor::new(input.to_vec()), &mut out, &mut complaints).unwrap();
        let answers = out.split(|&b| b == b'\n').filter(|line| !line.is_empty());
        let answers = answers.map(|line| serde_json::from_slice(line).unwrap()).collect();
        (scored, answers, String::from_utf8(complaints).unwrap())
    }

    #[test]
    fn an_answer_has_the_promised_shape() {
        let (_, answers, _) = score(br#"{"id": "a", "text": "Terrible service, never again"}"#);
        let [answer] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!(
            (&answer["id"], &answer["language"], &answer["script"]),
            (&"a".into(), &"en".into(), &"Latn".into())
        );
        assert_eq!(answer["sentiment"]["label"], "negative");
        assert!(answer["sentiment"]["score"].as_f64().unwrap() < 0.0);
        assert_eq!(answer["sentiment"]["confidence"], answer["probabilities"]["negative"]);
        assert!(answer["because"].as_array().unwrap().iter().any(|because| because["text"] == "Terrible"));
    }

    #[test]
    fn the_order_stays_across_chunks() {
        let input: String = (0..3 * CHUNK).map(|n| format!("{{\"id\": {n}, \"text\": \"fine {n}\"}}\n")).collect();
        let (scored, answers, _) = score(input.as_bytes());
        assert_eq!(scored.answered, 3 * CHUNK as u64);
        assert!(answers.iter().enumerate().all(|(n, answer)| answer["id"] == n));
    }

    #[test]
    fn a_bad_line_is_named_and_the_good_ones_are_answered() {
        let mut input =
            b"{\"id\": 1, \"text\": \"good\"}\r\n{\"id\": 2}\n\n{\"id\": 3, \"text\": \"\xff\"}\nnonsense\n".to_vec();
        input.extend_from_slice(b"{\"id\": 4, \"text\": \"");
        input.resize(input.len() + (2 << 20), b'x');
        input.extend_from_slice(b"\"}\n{\"id\": 5, \"text\": \"\", \"lang\": null}");
        let (scored, answers, complaints) = score(&input);
        assert_eq!(scored, Scored { answered: 2, bad: 4 });
        assert_eq!(answers.iter().map(|answer| answer["id"].as_u64().unwrap()).collect::<Vec<_>>(), [1, 5]);
        let named: Vec<&str> = complaints.lines().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(named, ["line 2", "line 4", "line 5", "line 6"]);
    }
}
