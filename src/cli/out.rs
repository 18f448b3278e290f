//! Standard output and standard error. That one of them can't be written never ends the bot; a verb that only writes ends
//! quietly when nobody reads it any more (`| head`).

use std::fmt::Display;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether who read standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Standard output.
pub struct Out;

/// Standard error, for the log and for what a person should know. What can't be written there is lost, and counted.
pub struct Notes;

/// A line on standard output.
pub fn say(line: impl Display) -> io::Result<()> {
    writeln!(Out, "{line}")?;
    Out.flush()
}

/// A line on standard error.
pub fn note(line: impl Display) {
    let written = Notes.write_all(format!("{line}\n").as_bytes());
    debug_assert!(written.is_ok(), "notes are lost silently");
}

/// Whether an error is only that nobody reads any more.
pub fn nobody_reads() -> bool {
    GONE.load(Ordering::Relaxed)
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        stdout().write(bytes).map_err(unwritten)
    }

    fn flush(&mut self) -> io::Result<()> {
        stdout().flush().map_err(unwritten)
    }
}

fn unwritten(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::BrokenPipe {
        GONE.store(true, Ordering::Relaxed);
    }
    io::Error::new(error.kind(), format!("standard output can't be written: {error}"))
}

impl Write for Notes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if stderr().write_all(bytes).is_err() {
            metrics::counter!("squall_log_lost_total").increment(1);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
