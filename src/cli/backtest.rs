//! `squall backtest`: the volume detector over a recorded series, strictly online.

use std::io::{Read, Write};

use anyhow::{Context, Result, bail};
use chrono::NaiveDateTime;

use crate::clock::Time;
use crate::signal::{Detector, Judgement, Sensitivity};

/// Between alerts the score stays below 1: an alert that goes on does not start.
const ONGOING: f64 = 0.99;

/// Reads `timestamp,value`, writes `timestamp,value,anomaly_score`, one row per row in the same order.
pub fn run(series: impl Read, out: impl Write, sensitivity: Sensitivity) -> Result<()> {
    let mut rows = csv::Reader::from_reader(series);
    let headers = rows.headers()?.clone();
    let column = |name: &str| {
        headers.iter().position(|header| header == name).with_context(|| format!("the header has no column `{name}`"))
    };
    let (timestamp, value) = (column("timestamp")?, column("value")?);
    let mut detector = Detector::new(sensitivity);
    let mut scored = csv::Writer::from_writer(out);
    scored.write_record(["timestamp", "value", "anomaly_score"])?;
    for row in rows.records() {
        let row = row?;
        let line = row.position().map_or(0, csv::Position::line);
        let (when, count) = (row.get(timestamp).unwrap_or_default(), row.get(value).unwrap_or_default());
        let at = parse_time(when).with_context(|| format!("line {line}: `{when}` is no timestamp"))?;
        let voices: f64 = count.parse().with_context(|| format!("line {line}: `{count}` is no number"))?;
        if !voices.is_finite() || voices < 0.0 {
            bail!("line {line}: `{count}` is no count");
        }
        detector.tell(at, voices);
        let score = detector.judge(at).map_or(0.0, |spike| spike.score);
        let score = if matches!(detector.step(at), Judgement::Unusual { first: true, .. }) {
            score
        } else {
            score.min(ONGOING)
        };
        scored.write_record([when, count, &format!("{score:.4}")])?;
    }
    scored.flush()?;
    Ok(())
}

fn parse_time(text: &str) -> Option<Time> {
    let naive = |format| NaiveDateTime::parse_from_str(text, format).ok().map(|naive| naive.and_utc());
    text.parse::<Time>().ok().or_else(|| naive("%Y-%m-%d %H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_comes_back_and_only_the_start_of_a_spike_reaches_one() {
        let mut series = String::from("timestamp,value\n");
        let start = parse_time("2026-01-01 00:00:00").unwrap();
        for n in 0..3 * 288 {
            let value = if (800..812).contains(&n) { 400 } else { 10 + n % 3 };
            let at = start + chrono::Duration::minutes(5 * n);
            series += &format!("{},{value}\n", at.format("%Y-%m-%d %H:%M:%S"));
        }
        let mut out = Vec::new();
        run(series.as_bytes(), &mut out, Sensitivity::Balanced).unwrap();
        let out = String::from_utf8(out).unwrap();
        let scores: Vec<f64> =
            out.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse().unwrap()).collect();
        assert_eq!(scores.len(), 3 * 288);
        let starts: Vec<usize> = (0..scores.len()).filter(|&n| scores[n] >= 1.0).collect();
        assert_eq!(starts, [800]);
    }

    #[test]
    fn a_wrong_row_is_named() {
        let error = run(&b"timestamp,value\n2026-01-01 00:00:00,many\n"[..], Vec::new(), Sensitivity::Balanced);
        assert!(error.unwrap_err().to_string().contains("line 2"));
    }
}
