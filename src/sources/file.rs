//! A file of mentions. First it is surveyed whole, in bounded memory: encoding, layout, columns, the order of its dates.
//! Then it is read, row by row; what can't be read is rejected with its line, and everything else is kept.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono_tz::Tz;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::columns::{Column, Columns};
use super::csv::{self, HEADER_WITHIN, Layout};
use super::dates::{DayOrder, Evidence, Unclear};
use super::fields::{Field, FieldMap};
use super::lines::{Lines, TOO_LONG};
use super::row::{Reading, Row};
use super::{Rejected, encoding, json};
use crate::mention::RawMention;

/// What the person says about a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub map: FieldMap,
    /// Of dates without one.
    pub zone: Tz,
    /// Of dates like 03/04/2026; the file decides when this is not said.
    pub order: Option<DayOrder>,
}

/// Why a file can't be read at all. The person must act.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("it can't be read")]
    Unreadable(#[from] io::Error),
    #[error("it is {0}; {1}")]
    Foreign(&'static str, &'static str),
    #[error("it holds no rows")]
    Empty,
    #[error("no row of it can be read; the first is line {}: {}", .0.line, .0.reason)]
    AllBad(Box<Rejected>),
    #[error(
        "no header with a text and a date was found in its first {HEADER_WITHIN} lines; name the columns with --map"
    )]
    NoHeader,
    #[error("no column holds the {field}; name it in a --map file ({field} = \"Column\"); the columns are: {columns}")]
    NoColumn { field: &'static str, columns: String },
    #[error("the --map file names the column `{name}`; the columns are: {columns}")]
    WrongColumn { name: String, columns: String },
    #[error("{0}; say --dates day-first or --dates month-first")]
    Unclear(#[from] Unclear),
}

/// What a file holds, as its survey found.
#[derive(Debug)]
pub struct Survey {
    path: PathBuf,
    encoding: &'static Encoding,
    layout: Option<Layout>,
    columns: Columns,
    reading: Reading,
    /// In bytes.
    pub size: u64,
    /// Rows, the unreadable ones among them.
    pub rows: u64,
}

impl Survey {
    /// Reads the file once.
    pub fn of(path: &Path, options: &Options) -> Result<Self, FileError> {
        let size = regular(path)?;
        foreign(path)?;
        let mut encoding = encoding::detect(File::open(path)?)?;
        let json = is_json(path, encoding)?;
        if json && ![UTF_16LE, UTF_16BE].contains(&encoding) {
            // JSON is UTF-8 by its standard: what is not is damage, rather than another encoding.
            encoding = UTF_8;
        }
        let layout = if json { None } else { Some(find_layout(path, encoding, &options.map)?) };
        let columns = Columns::new(options.map.clone());
        let reading = Reading { source: "import".into(), zone: options.zone, order: options.order };
        let mut survey = Self { path: path.to_owned(), encoding, layout, columns, reading, size, rows: 0 };
        let (mut records, mut columns) = survey.records(&Arc::default())?;
        let mut evidence = Evidence::default();
        let (mut good, mut first_bad) = (0_u64, None);
        while let Some(next) = records.next(&mut columns)? {
            survey.rows += 1;
            match next {
                Ok(record) => {
                    good += 1;
                    evidence.add(&record.row.date().unwrap_or_default());
                }
                Err(rejected) => first_bad = first_bad.or(Some(rejected)),
            }
        }
        survey.columns = columns;
        match first_bad {
            Some(rejected) if good == 0 => return Err(FileError::AllBad(Box::new(rejected))),
            None if good == 0 => return Err(FileError::Empty),
            _ => survey.check_columns()?,
        }
        if survey.reading.order.is_none() {
            survey.reading.order = evidence.decide()?;
        }
        Ok(survey)
    }

    fn check_columns(&self) -> Result<(), FileError> {
        let names = || {
            let names: Vec<_> = self.columns.all().iter().map(|column| column.name.as_str()).take(40).collect();
            names.join(", ")
        };
        if let Some(name) = self.columns.missing() {
            return Err(FileError::WrongColumn { name: name.to_owned(), columns: names() });
        }
        let has = |fields: &[Field]| {
            let used = |column: &Column| column.slot.is_some_and(|slot| fields.contains(&slot.field));
            self.columns.all().iter().any(used)
        };
        if !has(&[Field::Text, Field::Title]) {
            return Err(FileError::NoColumn { field: "text", columns: names() });
        }
        if !has(&[Field::Date]) {
            return Err(FileError::NoColumn { field: "date", columns: names() });
        }
        Ok(())
    }

    /// The columns, with what they hold.
    pub fn columns(&self) -> &[Column] {
        self.columns.all()
    }

    /// One line for people: what the file is.
    pub fn describe(&self) -> String {
        let encoding = self.encoding.name();
        let order = match self.reading.order {
            Some(DayOrder::DayFirst) => ", dates are day first",
            Some(DayOrder::MonthFirst) => ", dates are month first",
            None => "",
        };
        match &self.layout {
            None => format!("JSON lines, {encoding}{order}"),
            Some(layout) => {
                let delimiter = match layout.delimiter {
                    b'\t' => "tabs",
                    b';' => "semicolons",
                    b'|' => "bars",
                    _ => "commas",
                };
                format!("CSV with {delimiter}, {encoding}, header in line {}{order}", layout.header_line)
            }
        }
    }

    /// Reads the file again, for its mentions.
    pub fn mentions(&self) -> io::Result<Mentions> {
        let read = Arc::default();
        let (records, columns) = self.records(&read)?;
        Ok(Mentions { records, columns, reading: self.reading.clone(), read })
    }

    fn records(&self, read: &Arc<AtomicU64>) -> io::Result<(Records, Columns)> {
        let input = open(&self.path, self.encoding, read)?;
        let mut columns = Columns::new(self.columns.map().clone());
        let records = match &self.layout {
            None => Records::Json(Lines::new(input)),
            Some(layout) => {
                layout.header.iter().for_each(|name| {
                    columns.add(name);
                });
                Records::Csv(csv::Rows::new(input, layout)?)
            }
        };
        Ok((records, columns))
    }
}

type Input = Box<dyn BufRead + Send>;

fn open(path: &Path, encoding: &'static Encoding, read: &Arc<AtomicU64>) -> io::Result<Input> {
    let counted = Counted { file: File::open(path)?, read: Arc::clone(read) };
    Ok(Box::new(encoding::reader(counted, encoding)?))
}

/// Counts the bytes of the file that were read, for a progress bar.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// The size of a file. A pipe can be read only once, and a file is read several times.
fn regular(path: &Path) -> Result<u64, FileError> {
    let found = std::fs::metadata(path)?;
    if found.is_dir() {
        return Err(FileError::Foreign("a directory", "name the files in it"));
    }
    if !found.is_file() {
        return Err(FileError::Foreign("no regular file", "write what it gives into a file first"));
    }
    Ok(found.len())
}

/// Refuses what is often sent instead, with the way to what can be read.
fn foreign(path: &Path) -> Result<(), FileError> {
    let mut start = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut start)?;
    match start.as_slice() {
        b"PK\x03\x04" => Err(FileError::Foreign("an Excel workbook or a ZIP archive", "save the sheet as CSV UTF-8")),
        b"\xd0\xcf\x11\xe0" => Err(FileError::Foreign("an old Excel workbook", "save the sheet as CSV UTF-8")),
        [0x1f, 0x8b, ..] => Err(FileError::Foreign("compressed", "unpack it with gunzip")),
        b"%PDF" => Err(FileError::Foreign("a PDF", "export the mentions as CSV")),
        _ => Ok(()),
    }
}

/// By its name, and where that says nothing by its first character.
fn is_json(path: &Path, encoding: &'static Encoding) -> Result<bool, FileError> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let mut lines = Lines::new(open(path, encoding, &Arc::default())?);
    let first = loop {
        match lines.next()? {
            None => return Err(FileError::Empty),
            Some(line) if line.is_blank() => {}
            Some(line) => break line.bytes.trim_ascii().first().copied(),
        }
    };
    match (extension.as_str(), first) {
        ("csv" | "tsv", _) => Ok(false),
        (_, Some(b'[')) => Err(FileError::Foreign("one JSON array", "make lines of it with: jq -c '.[]'")),
        ("jsonl" | "ndjson" | "json", _) | (_, Some(b'{')) => Ok(true),
        _ => Ok(false),
    }
}

fn find_layout(path: &Path, encoding: &'static Encoding, map: &FieldMap) -> Result<Layout, FileError> {
    let mut lines = Lines::new(open(path, encoding, &Arc::default())?);
    let mut start = Vec::new();
    while start.len() < HEADER_WITHIN {
        let Some(line) = lines.next()? else { break };
        start.push(line);
    }
    // A header names different fields, a text among them; what merely says "Source" or "Date" somewhere does not.
    let score = |cells: &[String]| {
        let mut fields: Vec<Field> = cells.iter().filter_map(|cell| map.slot(cell)).map(|slot| slot.field).collect();
        fields.sort_unstable();
        fields.dedup();
        let header = fields.iter().any(|field| matches!(field, Field::Text | Field::Title | Field::Date));
        if header && fields.len() > 1 { fields.len() } else { 0 }
    };
    csv::layout(&start, score).ok_or(FileError::NoHeader)
}

/// A row that could be taken apart.
struct Record {
    line: u64,
    raw: Vec<u8>,
    row: Row,
}

enum Records {
    Json(Lines<Input>),
    Csv(csv::Rows<Input>),
}

impl Records {
    fn next(&mut self, columns: &mut Columns) -> io::Result<Option<Result<Record, Rejected>>> {
        match self {
            Self::Csv(rows) => Ok(rows.next()?.map(|next| next.and_then(|cells| from_cells(cells, columns)))),
            Self::Json(lines) => loop {
                match lines.next()? {
                    None => return Ok(None),
                    Some(line) if line.cut => {
                        return Ok(Some(Err(Rejected::new(line.number, TOO_LONG, &line.bytes))));
                    }
                    Some(line) if line.is_blank() => {}
                    Some(line) => return Ok(Some(from_object(line.number, line.bytes, columns))),
                }
            },
        }
    }
}

fn from_cells(cells: csv::Cells, columns: &mut Columns) -> Result<Record, Rejected> {
    let mut row = Row::default();
    for (place, cell) in cells.iter().enumerate() {
        let filled = columns.fill(place, cell, &mut row);
        filled.map_err(|reason| Rejected::new(cells.line, reason, &cells.raw))?;
    }
    Ok(Record { line: cells.line, raw: cells.raw, row })
}

fn from_object(line: u64, raw: Vec<u8>, columns: &mut Columns) -> Result<Record, Rejected> {
    let object = json::object(&raw).map_err(|reason| Rejected::new(line, reason, &raw))?;
    Ok(Record { line, row: columns.row(&object), raw })
}

/// The mentions of a file, in its order.
pub struct Mentions {
    records: Records,
    columns: Columns,
    reading: Reading,
    read: Arc<AtomicU64>,
}

impl Mentions {
    /// Bytes of the file read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

impl Iterator for Mentions {
    type Item = io::Result<Result<RawMention, Rejected>>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.records.next(&mut self.columns).transpose()? {
            Ok(Ok(record)) => record,
            Ok(Err(rejected)) => return Some(Ok(Err(rejected))),
            Err(error) => return Some(Err(error)),
        };
        let mention = self.reading.mention(record.row);
        Some(Ok(mention.map_err(|reason| Rejected::new(record.line, reason, &record.raw))))
    }
}
