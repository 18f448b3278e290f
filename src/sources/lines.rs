//! Physical lines in bounded memory.

use std::io::{self, BufRead, Read};

/// One line longer than this, in bytes, is refused without holding more of it.
pub const MAX_LINE: usize = 1 << 20;
/// What is kept of a line that is too long, to find it again.
const KEPT: usize = 1 << 10;

/// Said about a line over [`MAX_LINE`].
pub const TOO_LONG: &str = "the line is over 1 MiB; a quote or a line break is probably missing";

/// The lines of `input`, counted from 1.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
    number: u64,
}

/// A line without its line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: u64,
    pub bytes: Vec<u8>,
    /// The line was over [`MAX_LINE`], and `bytes` are its start alone.
    pub cut: bool,
}

impl Line {
    /// Nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, number: 0 }
    }

    /// The next line, or nothing at the end.
    pub fn next(&mut self) -> io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        let most = MAX_LINE as u64 + 1;
        if Read::take(&mut self.input, most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        let cut = bytes.len() > MAX_LINE && bytes.last() != Some(&b'\n');
        if cut {
            self.input.skip_until(b'\n')?;
            bytes.truncate(KEPT);
            bytes.shrink_to_fit();
        }
        for ending in [b'\n', b'\r'] {
            bytes.pop_if(|last| *last == ending);
        }
        Ok(Some(Line { number: self.number, bytes, cut }))
    }
}
