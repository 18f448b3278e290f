//! Files in UTF-8, whatever they were saved as.
//!
//! The whole file decides, in bounded memory: an export may hold its first letter outside ASCII after a megabyte.

use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

const CHUNK: usize = 64 << 10;
/// A file whose letters outside ASCII are valid UTF-8 this many times as often as not is UTF-8 with some damage.
const MOSTLY: u64 = 4;
/// Bytes that the detector of legacy encodings is shown, from where UTF-8 first fails.
const SHOWN: usize = 16 << 20;

/// What `input` is saved as: byte order mark, UTF-16 by its zeros, valid UTF-8, and else by the frequency of letters.
pub fn detect(mut input: impl Read) -> io::Result<&'static Encoding> {
    let mut buffer = vec![0; CHUNK];
    let mut filled = fill(&mut input, &mut buffer)?;
    if let Some((encoding, _)) = Encoding::for_bom(buffer.get(..filled).unwrap_or_default()) {
        return Ok(encoding);
    }
    if let Some(utf16) = zeros(buffer.get(..filled).unwrap_or_default()) {
        return Ok(utf16);
    }
    let mut seen = Seen::new();
    let mut carried = 0;
    while filled > 0 {
        let chunk = buffer.get(..filled).unwrap_or_default();
        let kept = seen.feed(chunk, filled < CHUNK);
        // The bytes of a letter that the chunk cut in two come again at the start of the next.
        buffer.copy_within(kept..filled, 0);
        carried = filled - kept;
        let read = fill(&mut input, buffer.get_mut(carried..).unwrap_or_default())?;
        filled = if read == 0 { 0 } else { carried + read };
    }
    if carried > 0 {
        seen.invalid += 1;
    }
    Ok(seen.verdict())
}

/// Reads until the buffer is full or the input ends.
fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// UTF-16 without a mark: the ASCII of its delimiters and digits leaves zeros on one side.
fn zeros(start: &[u8]) -> Option<&'static Encoding> {
    let start = start.get(..start.len().min(4096))?;
    let count = |parity| start.iter().enumerate().filter(|(i, b)| i % 2 == parity && **b == 0).count();
    let (even, odd) = (count(0), count(1));
    let many = start.len() / 10;
    if odd > many && even * 10 < odd {
        Some(UTF_16LE)
    } else if even > many && odd * 10 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

struct Seen {
    valid: u64,
    invalid: u64,
    detector: EncodingDetector,
    shown: usize,
}

impl Seen {
    fn new() -> Self {
        Self { valid: 0, invalid: 0, detector: EncodingDetector::new(Iso2022JpDetection::Deny), shown: 0 }
    }

    /// Counts a chunk and says how much of it was counted: all but a letter that its end cut.
    fn feed(&mut self, chunk: &[u8], last: bool) -> usize {
        let mut kept = chunk.len();
        let mut counted = 0;
        for part in chunk.utf8_chunks() {
            self.valid += part.valid().chars().filter(|c| !c.is_ascii()).count() as u64;
            counted += part.valid().len() + part.invalid().len();
            let cut = counted == chunk.len() && part.invalid().len() < 4 && !last;
            if cut && std::str::from_utf8(part.invalid()).is_err_and(|error| error.error_len().is_none()) {
                kept -= part.invalid().len();
            } else if !part.invalid().is_empty() {
                self.invalid += 1;
            }
        }
        if self.invalid > 0 && self.shown < SHOWN {
            self.detector.feed(chunk.get(..kept).unwrap_or_default(), false);
            self.shown += kept;
        }
        kept
    }

    fn verdict(mut self) -> &'static Encoding {
        if self.invalid == 0 || self.valid >= self.invalid * MOSTLY {
            return UTF_8;
        }
        self.detector.feed(&[], true);
        match self.detector.guess(None, Utf8Detection::Deny) {
            // What Big5 and its Hong Kong extension share is Big5; the decoder knows both.
            guess if guess == BIG5 => BIG5,
            guess => guess,
        }
    }
}

/// `input` as UTF-8, without its byte order mark. UTF-8 itself is passed on as it is, so that damage can be named by
/// line; in other encodings what has no meaning becomes U+FFFD.
pub fn reader<R: Read>(input: R, encoding: &'static Encoding) -> io::Result<impl BufRead + use<R>> {
    let mut input = BufReader::with_capacity(CHUNK, input);
    if encoding == UTF_8 {
        let marked = input.fill_buf()?.starts_with(b"\xef\xbb\xbf");
        input.consume(if marked { 3 } else { 0 });
        return Ok(BufReader::with_capacity(CHUNK, Utf8::Plain(input)));
    }
    let decoder = encoding.new_decoder_with_bom_removal();
    Ok(BufReader::with_capacity(CHUNK, Utf8::Decoded { input, decoder, text: Vec::new(), at: 0, ended: false }))
}

enum Utf8<R> {
    Plain(BufReader<R>),
    Decoded { input: BufReader<R>, decoder: Decoder, text: Vec<u8>, at: usize, ended: bool },
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let (input, decoder, text, at, ended) = match self {
            Self::Plain(input) => return input.read(out),
            Self::Decoded { input, decoder, text, at, ended } => (input, decoder, text, at, ended),
        };
        while *at == text.len() {
            if *ended {
                return Ok(0);
            }
            let raw = input.fill_buf()?;
            *ended = raw.is_empty();
            let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(CHUNK * 4);
            text.resize(room, 0);
            let (_, read, written, _) = decoder.decode_to_utf8(raw, text, *ended);
            input.consume(read);
            text.truncate(written);
            *at = 0;
        }
        let rest = text.get(*at..).unwrap_or_default();
        let read = rest.len().min(out.len());
        out.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        *at += read;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253};
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8]) -> (&'static str, String) {
        let encoding = detect(bytes).unwrap();
        let mut text = Vec::new();
        reader(bytes, encoding).unwrap().read_to_end(&mut text).unwrap();
        (encoding.name(), String::from_utf8_lossy(&text).into_owned())
    }

    fn utf16(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = if mark { Some(0xfeff) } else { None };
        mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
    }

    #[test]
    fn utf8_and_utf16_are_read_with_and_without_a_mark() {
        let text = "date,text\n2026-01-31,Καλημέρα 早安\n";
        let marked: Vec<u8> = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(decoded(text.as_bytes()), ("UTF-8", text.into()));
        assert_eq!(decoded(&marked), ("UTF-8", text.into()));
        for mark in [true, false] {
            assert_eq!(decoded(&utf16(text, mark, u16::to_le_bytes)), ("UTF-16LE", text.into()));
            assert_eq!(decoded(&utf16(text, mark, u16::to_be_bytes)), ("UTF-16BE", text.into()));
        }
        assert_eq!(decoded(b""), ("UTF-8", String::new()));
    }

    #[test]
    fn legacy_encodings_are_found_also_behind_a_megabyte_of_ascii() {
        let cases = [
            (BIG5, "這家咖啡店的服務真的很差,排隊等了一個小時還沒有拿到飲料\n"),
            (WINDOWS_1251, "Чакам поръчката си вече цяла седмица и никой не отговаря\n"),
            (WINDOWS_1253, "Περιμένω την παραγγελία μου εδώ και μία εβδομάδα\n"),
            (WINDOWS_1252, "Perché non rispondete più? È già la terza volta, così non va\n"),
        ];
        for (encoding, line) in cases {
            let text = "2026-01-31,plain words\n".repeat(50_000) + line.repeat(20).as_str();
            let (bytes, _, unmappable) = encoding.encode(&text);
            assert!(!unmappable);
            assert_eq!(decoded(&bytes).0, encoding.name());
            assert_eq!(decoded(&bytes).1, text);
        }
    }

    #[test]
    fn some_damage_leaves_utf8_what_it_is() {
        let mut bytes = "Καλημέρα, 早安\n".repeat(10_000).into_bytes();
        bytes.splice(50_000..50_000, *b"\xff\xfe\n");
        assert_eq!(detect(&*bytes).unwrap().name(), "UTF-8");
    }

    proptest! {
        #[test]
        fn any_valid_utf8_is_utf8_however_chunks_cut_it(pad in 0_usize..8, text in "[ά-ώ早安😀]{1,4}") {
            let bytes = "x".repeat(pad) + text.repeat(40_000).as_str();
            prop_assert_eq!(detect(bytes.as_bytes()).unwrap().name(), "UTF-8");
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            decoded(&bytes);
        }
    }
}
