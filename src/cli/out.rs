//! Standard output and standard error. That one of them can't be written never ends the bot; a verb that only writes ends
//! quietly when nobody reads it any more (`| head`).

use std::fmt::Display;
use std::io::{self, ErrorKind, Write, stderr, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether who read standard output went away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Stands for what can't be shown.
const HIDDEN: char = '\u{FFFD}';

/// Standard output.
pub struct Out;

/// The log, on standard error: whatever is written to it at once is one line.
pub struct Log;

/// Standard error, for the log and for what a person should know. What can't be written there is lost, and counted.
pub struct Notes;

/// Text for a terminal, whoever wrote it, as file names, headers and errors hold it: no control character, so that it moves no
/// cursor, hides nothing and rings no bell, and nothing that turns around what stands beside it. Lines and tabs stay.
pub fn inert(text: &str) -> String {
    let shown = |c: char| if commands::is_unseen(c) && !matches!(c, '\n' | '\t' | '\u{200D}') { HIDDEN } else { c };
    text.chars().map(shown).collect()
}

/// The same, and on one line: of the log, in which nobody else writes lines.
fn inert_line(text: &str) -> String {
    inert(text).chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// A line on standard output.
pub fn say(line: impl Display) -> io::Result<()> {
    writeln!(Out, "{}", inert(&line.to_string()))?;
    Out.flush()
}

/// A line on standard error.
pub fn note(line: impl Display) {
    let written = Notes.write_all(format!("{}\n", inert(&line.to_string())).as_bytes());
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

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let (line, end) = text.strip_suffix('\n').map_or((&*text, ""), |line| (line, "\n"));
        Notes.write_all(format!("{}{end}", inert_line(line)).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_name_clears_no_screen_and_forges_no_line() {
        let name = "\u{1b}[2J\u{9b}31m\u{202E}gpj.exe\r\u{7}ok\u{200D}\n";
        assert_eq!(inert(name), "\u{FFFD}[2J\u{FFFD}31m\u{FFFD}gpj.exe\u{FFFD}\u{FFFD}ok\u{200D}\n");
        assert_eq!(inert_line("ERROR\nINFO all is well"), "ERROR INFO all is well");
    }

    proptest! {
        #[test]
        fn nothing_steers_a_terminal(text in "\\PC*|.*|[\u{0}-\u{20}\u{7f}-\u{a0}]*") {
            prop_assert!(!inert(&text).chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            prop_assert!(!inert_line(&text).chars().any(char::is_control));
            prop_assert_eq!(inert(&inert(&text)), inert(&text));
        }
    }
}
