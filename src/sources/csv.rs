//! CSV as people send it: any delimiter, words before the header, line breaks in quotes, and rows that are broken.
//!
//! A broken row costs that row alone. A quote that never closes would swallow everything behind it; here its line is
//! refused and reading goes on with the next.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::Rejected;
use super::lines::{Line, Lines, MAX_LINE, TOO_LONG};

/// Lines in which a header is looked for.
pub const HEADER_WITHIN: usize = 50;
/// Lines that one row may have in its quotes.
const MOST_LINES: usize = 1_000;
/// A longer line is no header.
const MAX_HEADER: usize = 64 << 10;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How a file is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub delimiter: u8,
    /// The line of the header, counted from 1.
    pub header_line: u64,
    pub header: Vec<String>,
}

/// Finds header and delimiter: the line and the delimiter whose cells `knows` knows best.
pub fn layout(start: &[Line], knows: impl Fn(&[String]) -> usize) -> Option<Layout> {
    let candidates = start.iter().take(HEADER_WITHIN).filter(|line| line.bytes.len() <= MAX_HEADER).flat_map(|line| {
        DELIMITERS.into_iter().map(|delimiter| {
            let mut record = Record::new(delimiter);
            record.feed(&line.bytes);
            let header = record.cells().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
            Layout { delimiter, header_line: line.number, header }
        })
    });
    let scored = candidates.map(|layout| (knows(&layout.header), layout)).filter(|(score, _)| *score > 0);
    // The first of equals is the header; a later one is a row that quotes it.
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, layout)| layout)
}

/// One record, fed line by line until its quotes are closed.
#[derive(Debug)]
struct Record {
    delimiter: u8,
    bytes: Vec<u8>,
    /// Where each cell ends in `bytes`.
    ends: Vec<usize>,
    state: State,
    /// Something stands behind a closing quote.
    stray: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: its end, or half of an escaped quote.
    Quote,
}

impl Record {
    fn new(delimiter: u8) -> Self {
        Self { delimiter, bytes: Vec::new(), ends: Vec::new(), state: State::Start, stray: false }
    }

    /// Adds a line; says whether the record is complete with it.
    fn feed(&mut self, line: &[u8]) -> bool {
        for &byte in line {
            let delimits = byte == self.delimiter;
            self.state = match (self.state, byte) {
                (State::Quoted, b'"') => State::Quote,
                (State::Start, b'"') => State::Quoted,
                (State::Quote, b'"') | (State::Quoted, _) => {
                    self.bytes.push(byte);
                    State::Quoted
                }
                _ if delimits => {
                    self.ends.push(self.bytes.len());
                    State::Start
                }
                (state, _) => {
                    self.stray |= state == State::Quote;
                    self.bytes.push(byte);
                    State::Plain
                }
            };
        }
        if self.state == State::Quoted {
            self.bytes.push(b'\n');
            return false;
        }
        self.ends.push(self.bytes.len());
        self.state = State::Start;
        true
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.bytes.get(start..*end).unwrap_or_default())
    }

    /// Cells up to the last that is filled.
    fn width(&self) -> usize {
        let filled = self.cells().enumerate().filter(|(_, cell)| !cell.trim_ascii().is_empty());
        filled.last().map_or(0, |(index, _)| index + 1)
    }
}

/// A row below the header, its cells as bytes.
#[derive(Debug)]
pub struct Cells {
    pub line: u64,
    /// The lines as they were.
    pub raw: Vec<u8>,
    record: Record,
}

impl Cells {
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.record.cells()
    }
}

/// The rows below the header.
#[derive(Debug)]
pub struct Rows<R> {
    lines: Lines<R>,
    /// Read ahead in search of a closing quote that did not come.
    ahead: VecDeque<Line>,
    delimiter: u8,
    width: usize,
}

impl<R: BufRead> Rows<R> {
    /// `input` from its first line; everything up to the header is skipped.
    pub fn new(input: R, layout: &Layout) -> io::Result<Self> {
        let mut lines = Lines::new(input);
        for _ in 0..layout.header_line {
            lines.next()?;
        }
        Ok(Self { lines, ahead: VecDeque::new(), delimiter: layout.delimiter, width: layout.header.len() })
    }

    /// The next row, or why the next line is none.
    pub fn next(&mut self) -> io::Result<Option<Result<Cells, Rejected>>> {
        let mut first = loop {
            match self.line()? {
                None => return Ok(None),
                Some(line) if line.is_blank() => {}
                Some(line) => break line,
            }
        };
        if first.cut {
            return Ok(Some(Err(Rejected::new(first.number, TOO_LONG, &first.bytes))));
        }
        let mut record = Record::new(self.delimiter);
        let whole = if record.feed(&first.bytes) { Ok(()) } else { self.close(&mut record, &mut first.bytes)? };
        let checked = whole.and_then(|()| match record.width() {
            width if width <= self.width => Ok(()),
            width => {
                Err(format!("it has {width} cells under a header of {}; quote what holds the delimiter", self.width))
            }
        });
        Ok(Some(match checked {
            Ok(()) => Ok(Cells { line: first.number, raw: first.bytes, record }),
            Err(reason) => Err(Rejected::new(first.number, reason, &first.bytes)),
        }))
    }

    /// Feeds `record` the lines behind its first until its quote closes, properly and at the width of the header. Where that does
    /// not happen the lines stay, as rows of their own.
    fn close(&mut self, record: &mut Record, raw: &mut Vec<u8>) -> io::Result<Result<(), String>> {
        let open = || Ok(Err("a quote is opened and not closed".into()));
        let mut taken = 0;
        loop {
            if taken == self.ahead.len() {
                match self.lines.next()? {
                    Some(line) => self.ahead.push_back(line),
                    None => return open(),
                }
            }
            let Some(line) = self.ahead.get(taken).filter(|line| !line.cut) else { return open() };
            taken += 1;
            if taken > MOST_LINES || record.bytes.len() + line.bytes.len() > MAX_LINE {
                return open();
            }
            if record.feed(&line.bytes) {
                if record.ends.len() != self.width || record.stray {
                    return open();
                }
                for line in self.ahead.drain(..taken) {
                    raw.push(b'\n');
                    raw.extend(line.bytes);
                }
                return Ok(Ok(()));
            }
        }
    }

    fn line(&mut self) -> io::Result<Option<Line>> {
        match self.ahead.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }
}

#[cfg(test)]
mod tests;
