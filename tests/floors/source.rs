//! The project's files as text: what is code, what is a literal, what is a test.

use std::ops::Range;
use std::path::{Path, PathBuf};

/// One file. Both texts keep every byte's place, so that a place in one is the same place in the file.
pub struct Source {
    /// From the project's root, with `/`.
    pub path: String,
    /// Code alone: comments, contents of literals and tests are blank.
    pub code: String,
    /// Code with its literals: comments and tests are blank.
    pub spoken: String,
    pub lines: usize,
}

/// A path of names: `crate::store::{errand, Tx}` is two.
pub struct Use {
    pub names: Vec<String>,
    pub line: usize,
}

impl Source {
    /// Every Rust file under `folder`, in the order of paths, without its tests.
    pub fn all(folder: &str) -> Vec<Self> {
        Self::read(folder, Self::of)
    }

    /// The same with its tests.
    pub fn whole(folder: &str) -> Vec<Self> {
        Self::read(folder, |path, text| Self::without(path, text, |_| Vec::new()))
    }

    fn read(folder: &str, of: impl Fn(String, &str) -> Self) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut paths = Vec::new();
        collect(&root.join(folder), &mut paths);
        paths.sort();
        assert!(!paths.is_empty(), "there is nothing in {folder}");
        let read = |path: PathBuf| {
            let text = std::fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            of(path, &text)
        };
        paths.into_iter().map(read).collect()
    }

    pub fn of(path: String, text: &str) -> Self {
        let is_test = path.starts_with("src/") && path.ends_with("tests.rs");
        Self::without(path, text, |code| {
            let all = 0..code.len();
            if is_test { vec![all] } else { tests(code) }
        })
    }

    fn without(path: String, text: &str, left_out: impl Fn(&[u8]) -> Vec<Range<usize>>) -> Self {
        let (mut code, mut spoken) = blanked(text);
        for range in left_out(&code) {
            blank(&mut code[range.clone()]);
            blank(&mut spoken[range]);
        }
        let utf8 = |bytes| String::from_utf8(bytes).unwrap();
        Self { path, code: utf8(code), spoken: utf8(spoken), lines: text.lines().count() }
    }

    /// The module of `src/lib.rs` that the file belongs to.
    pub fn room(&self) -> &str {
        self.path.trim_start_matches("src/").split(['/', '.']).next().unwrap()
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    pub fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }

    /// Where `name` stands in the code as a whole name, not as the end of a longer path.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        let whole = |at: &usize| {
            let before = self.code[..*at].trim_end();
            let after = &self.code[at + name.len()..];
            !self.code[..*at].ends_with(is_of_name) && !before.ends_with("::") && !after.starts_with(is_of_name)
        };
        self.code.match_indices(name).map(|(at, _)| at).filter(whole)
    }

    /// Every path that starts with the name `first`: what of it is used, and on which line.
    pub fn paths(&self, first: &str) -> Vec<Use> {
        let mut paths = Vec::new();
        for at in self.named(first) {
            if let Some(rest) = self.code[at + first.len()..].strip_prefix("::") {
                let mut found = Vec::new();
                names(rest, &[], &mut found);
                paths.extend(found.into_iter().map(|names| Use { names, line: self.line(at) }));
            }
        }
        paths
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|end| end == "rs") {
            paths.push(path);
        }
    }
}

/// Whether a name may hold the character.
pub fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Reads `a::b`, `a::{b, c::d}` and `{a, b}`. Answers what follows.
fn names<'t>(text: &'t str, before: &[String], found: &mut Vec<Vec<String>>) -> &'t str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start_matches([',', ' ', '\n']);
            match rest.strip_prefix('}') {
                Some(after) => return after,
                None if !rest.starts_with(is_of_name) => return rest,
                None => rest = names(rest, before, found),
            }
        }
    }
    let end = text.find(|c| !is_of_name(c)).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path = [before, &[name.to_owned()]].concat();
    match rest.strip_prefix("::") {
        Some(deeper) if deeper.starts_with(|c: char| is_of_name(c) || c == '{') => names(deeper, &path, found),
        _ => {
            found.push(path);
            rest.strip_prefix(" as ").map_or(rest, |alias| alias.trim_start_matches(is_of_name))
        }
    }
}

fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
}

/// The text without comments and contents of literals, and the text without comments.
fn blanked(text: &str) -> (Vec<u8>, Vec<u8>) {
    let (mut code, mut spoken) = (text.as_bytes().to_vec(), text.as_bytes().to_vec());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let length = literal(rest, text[..at].ends_with(is_of_name));
            if length > 0 {
                blank(&mut code[at..at + length]);
            }
            at += length.max(rest.chars().next().map_or(1, char::len_utf8));
            continue;
        };
        blank(&mut code[at..at + end]);
        blank(&mut spoken[at..at + end]);
        at += end;
    }
    (code, spoken)
}

/// The length of the literal that `text` starts with: a string of any kind or a character.
fn literal(text: &str, in_name: bool) -> usize {
    let prefix = text.len() - text.trim_start_matches(['b', 'r']).len();
    let hashes = text[prefix..].len() - text[prefix..].trim_start_matches('#').len();
    let open = prefix + hashes;
    if text[open..].starts_with('"') && text[..prefix].contains('r') && !in_name {
        let close = format!("\"{}", "#".repeat(hashes));
        return text[open + 1..].find(&close).map_or(text.len(), |end| open + 1 + end + close.len());
    }
    let end = match text.chars().next() {
        Some('"') => quoted(&text[1..], '"'),
        Some('\'') if text[1..].starts_with('\\') || text.chars().nth(2) == Some('\'') => quoted(&text[1..], '\''),
        _ => return 0,
    };
    1 + end
}

/// Up to and with the mark that closes, if it is not escaped.
fn quoted(text: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where tests stand: from `#[cfg(test)]` to the end of the item.
fn tests(code: &[u8]) -> Vec<Range<usize>> {
    let code = std::str::from_utf8(code).unwrap();
    code.match_indices("#[cfg(test)]").map(|(start, _)| start..item_end(code, start)).collect()
}

fn item_end(code: &str, start: usize) -> usize {
    let mut depth = 0;
    for (at, c) in code[start..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return start + at + 1,
            _ => continue,
        }
        if depth == 0 {
            return start + at + 1;
        }
    }
    code.len()
}

#[test]
fn code_is_told_from_comments_literals_and_tests() {
    let text = "use crate::{a, b::{c, D as E}, f}; // crate::no\n\
                fn x<'a>(c: char) { say(\"crate::no \\\" {\", '{', r#\"a \" }\"#, 'b'); crate::g::h(); }\n\
                /* crate::no */ #[cfg(test)]\nmod tests { use crate::no; }\ncrate::i!();\n";
    let source = Source::of("src/x/y.rs".to_owned(), text);
    let paths: Vec<String> = source.paths("crate").iter().map(|path| path.names.join(".")).collect();
    assert_eq!(paths, ["a", "b.c", "b.D", "f", "g.h", "i"]);
    assert_eq!(source.paths("crate")[5].line, 5);
    assert!(source.spoken.contains("r#\"a \" }\"#") && !source.spoken.contains("tests"));
    assert_eq!((source.room(), source.name(), source.lines), ("x", "y.rs", 5));
}
