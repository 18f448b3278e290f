//! Which watches a mention belongs to. One automaton finds the words of all queries at once, and only
//! queries whose necessary words were found are looked at.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};

use super::Query;
use super::fold::{Folded, Sigil};
use super::query::{Expr, Field, Term};
use crate::id::WatchId;
use crate::reading::Lang;

/// What one watch listens for. Empty languages or sources mean all.
#[derive(Clone, Copy, Debug)]
pub struct Listener<'a> {
    pub id: WatchId,
    pub query: &'a Query,
    pub languages: &'a [Lang],
    pub sources: &'a [String],
}

/// The mention to match.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    pub text: &'a str,
    pub title: Option<&'a str>,
    pub language: Lang,
    pub source: &'a str,
    pub platform: &'a str,
    pub author_handle: Option<&'a str>,
}

/// Working memory of one thread, for any matcher. Epochs tell what is fresh, so nothing is cleared per mention.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    folded: Folded,
    author: Folded,
    epoch: u32,
    /// Per needle: the epoch in which it was last heard.
    heard: Vec<u32>,
    /// Per watch: the epoch in which it was last looked at.
    looked: Vec<u32>,
    places: Vec<Place>,
    candidates: Vec<u32>,
    found: Vec<WatchId>,
}

/// Where a needle stands, in words, ordered by end.
#[derive(Clone, Copy, Debug)]
struct Place {
    needle: u32,
    first: usize,
    last: usize,
}

/// All watches, compiled.
#[derive(Debug)]
pub struct Matcher {
    automaton: AhoCorasick,
    /// Per pattern of the automaton: the needles that share its text.
    patterns: Vec<Vec<u32>>,
    needles: Vec<Needle>,
    watches: Vec<Compiled>,
    /// Watches that no word announces: conditions on fields alone.
    always: Vec<u32>,
}

#[derive(Debug)]
struct Needle {
    sigil: Option<Sigil>,
    prefix: bool,
    /// Whether some NEAR needs its places.
    placed: bool,
    /// The watches to look at when it is heard.
    wakes: Vec<u32>,
}

#[derive(Debug)]
struct Compiled {
    id: WatchId,
    languages: Vec<Lang>,
    sources: Vec<String>,
    test: Test,
}

#[derive(Debug)]
enum Test {
    Heard(u32),
    Field(Field),
    Near { words: usize, left: Vec<u32>, right: Vec<u32> },
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
}

impl Matcher {
    /// Compiles the watches. Fails only when the words of all queries together exceed the automaton's limits.
    pub fn new(listeners: &[Listener<'_>]) -> Result<Self, BuildError> {
        let mut builder = Builder::default();
        let mut watches = Vec::with_capacity(listeners.len());
        let mut always = Vec::new();
        for (number, listener) in (0u32..).zip(listeners) {
            let test = builder.test(listener.query.root());
            match triggers(&test, &builder.lengths) {
                Some(needles) => needles.iter().for_each(|needle| builder.wake(*needle, number)),
                None => always.push(number),
            }
            let (languages, sources) = (listener.languages.to_vec(), listener.sources.to_vec());
            watches.push(Compiled { id: listener.id, languages, sources, test });
        }
        // Standard semantics report every overlapping word; the contiguous automaton stays small at 10,000 watches.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&builder.texts)?;
        Ok(Self { automaton, patterns: builder.patterns, needles: builder.needles, watches, always })
    }

    /// The watches that the mention belongs to, in the order in which they were given.
    pub fn matches<'s>(&self, subject: &Subject<'_>, scratch: &'s mut Scratch) -> &'s [WatchId] {
        scratch.begin(subject, self.needles.len(), self.watches.len());
        self.listen(scratch);
        for number in &self.always {
            scratch.candidates.push(*number);
        }
        scratch.candidates.sort_unstable();
        for at in 0..scratch.candidates.len() {
            let watch = scratch.candidates.get(at).and_then(|number| self.watches.get(*number as usize));
            if let Some(watch) = watch.filter(|watch| watch.hears(subject) && holds(&watch.test, subject, scratch)) {
                scratch.found.push(watch.id);
            }
        }
        &scratch.found
    }

    /// Marks the needles that are heard and gathers the watches they wake.
    fn listen(&self, scratch: &mut Scratch) {
        let Scratch { folded, epoch, heard, looked, places, candidates, .. } = scratch;
        for hit in self.automaton.find_overlapping_iter(folded.text()) {
            if !folded.is_boundary(hit.start()) {
                continue;
            }
            for number in self.patterns.get(hit.pattern().as_usize()).into_iter().flatten() {
                let Some(needle) = self.needles.get(*number as usize) else { continue };
                if !needle.accepts(folded, hit.start(), hit.end()) {
                    continue;
                }
                if needle.placed {
                    let (first, last) = (folded.word_at(hit.start()), folded.word_at(hit.end() - 1));
                    places.push(Place { needle: *number, first, last });
                }
                let Some(mark) = heard.get_mut(*number as usize).filter(|mark| **mark != *epoch) else { continue };
                *mark = *epoch;
                for watch in &needle.wakes {
                    if let Some(mark) = looked.get_mut(*watch as usize).filter(|mark| **mark != *epoch) {
                        *mark = *epoch;
                        candidates.push(*watch);
                    }
                }
            }
        }
    }
}

impl Scratch {
    fn begin(&mut self, subject: &Subject<'_>, needles: usize, watches: usize) {
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            // After four billion mentions old marks could look fresh.
            self.heard.fill(0);
            self.looked.fill(0);
            self.epoch = 1;
        }
        self.heard.resize(self.heard.len().max(needles), 0);
        self.looked.resize(self.looked.len().max(watches), 0);
        self.places.clear();
        self.candidates.clear();
        self.found.clear();
        self.folded.clear();
        if let Some(title) = subject.title {
            self.folded.push(title);
        }
        self.folded.push(subject.text);
        self.author.clear();
        self.author.push(subject.author_handle.unwrap_or_default().trim_start_matches('@'));
    }
}

impl Needle {
    fn accepts(&self, folded: &Folded, start: usize, end: usize) -> bool {
        match self.sigil {
            Some(_) if folded.sigil_at(start) != self.sigil => false,
            _ if self.prefix => true,
            // A tag is whole or another tag, in any script.
            Some(_) => folded.is_end(end),
            None => folded.is_boundary(end),
        }
    }
}

impl Compiled {
    fn hears(&self, subject: &Subject<'_>) -> bool {
        (self.languages.is_empty() || self.languages.iter().any(|wanted| wanted.wants(subject.language)))
            && (self.sources.is_empty() || self.sources.iter().any(|source| is_source(source, subject.source)))
    }
}

/// `webhook` means every webhook, `webhook:pulse` that one.
fn is_source(wanted: &str, source: &str) -> bool {
    wanted.eq_ignore_ascii_case(source)
        || source.split_once(':').is_some_and(|(kind, _)| wanted.eq_ignore_ascii_case(kind))
}

fn holds(test: &Test, subject: &Subject<'_>, scratch: &Scratch) -> bool {
    match test {
        Test::Heard(needle) => scratch.heard.get(*needle as usize) == Some(&scratch.epoch),
        Test::Field(Field::Lang(language)) => language.has(subject.language),
        Test::Field(Field::Source(source)) => is_source(source, subject.source),
        Test::Field(Field::Platform(platform)) => platform.eq_ignore_ascii_case(subject.platform),
        Test::Field(Field::Author(handle)) => scratch.author.text() == handle,
        Test::Near { words, left, right } => near(&scratch.places, *words, left, right),
        Test::Not(inner) => !holds(inner, subject, scratch),
        Test::All(parts) => parts.iter().all(|part| holds(part, subject, scratch)),
        Test::Any(parts) => parts.iter().any(|part| holds(part, subject, scratch)),
    }
}

/// Whether a left and a right place stand at most `words` apart without overlapping.
fn near(places: &[Place], words: usize, left: &[u32], right: &[u32]) -> bool {
    places.iter().enumerate().any(|(n, here)| {
        let (is_left, is_right) = (left.contains(&here.needle), right.contains(&here.needle));
        // Places are ordered by end: whatever stands before this one within reach is just behind it in the list.
        (is_left || is_right)
            && places[..n].iter().rev().take_while(|back| back.last + words >= here.first).any(|back| {
                back.last < here.first
                    && (is_left && right.contains(&back.needle) || is_right && left.contains(&back.needle))
            })
    })
}

#[derive(Default)]
struct Builder {
    texts: Vec<String>,
    patterns: Vec<Vec<u32>>,
    needles: Vec<Needle>,
    /// Per needle: the length of its text. Longer words are rarer.
    lengths: Vec<usize>,
    text_numbers: HashMap<String, usize>,
    needle_numbers: HashMap<Term, u32>,
}

impl Builder {
    fn test(&mut self, expr: &Expr) -> Test {
        match expr {
            Expr::Term(term) => Test::Heard(self.needle(term, false)),
            Expr::Field(field) => Test::Field(field.clone()),
            Expr::Near { words, left, right } => {
                let mut side = |terms: &[Term]| terms.iter().map(|term| self.needle(term, true)).collect();
                Test::Near { words: *words, left: side(left), right: side(right) }
            }
            Expr::Not(inner) => Test::Not(Box::new(self.test(inner))),
            Expr::And(parts) => Test::All(parts.iter().map(|part| self.test(part)).collect()),
            Expr::Or(parts) => Test::Any(parts.iter().map(|part| self.test(part)).collect()),
        }
    }

    fn needle(&mut self, term: &Term, placed: bool) -> u32 {
        let number = match self.needle_numbers.get(term) {
            Some(number) => *number,
            None => self.add(term),
        };
        if let Some(needle) = self.needles.get_mut(number as usize) {
            needle.placed |= placed;
        }
        number
    }

    fn add(&mut self, term: &Term) -> u32 {
        let number = u32::try_from(self.needles.len()).unwrap_or(u32::MAX);
        self.needles.push(Needle { sigil: term.sigil, prefix: term.prefix, placed: false, wakes: Vec::new() });
        self.lengths.push(term.text.len());
        self.needle_numbers.insert(term.clone(), number);
        let pattern = *self.text_numbers.entry(term.text.clone()).or_insert_with(|| {
            self.texts.push(term.text.clone());
            self.patterns.push(Vec::new());
            self.patterns.len() - 1
        });
        if let Some(sharing) = self.patterns.get_mut(pattern) {
            sharing.push(number);
        }
        number
    }

    fn wake(&mut self, needle: u32, watch: u32) {
        if let Some(needle) = self.needles.get_mut(needle as usize) {
            needle.wakes.push(watch);
        }
    }
}

/// Needles of which at least one is heard whenever the test holds. None when it may hold in silence.
fn triggers(test: &Test, lengths: &[usize]) -> Option<Vec<u32>> {
    // Few and long needles are heard least often.
    let cost = |set: &Vec<u32>| {
        (set.len(), usize::MAX - set.iter().filter_map(|n| lengths.get(*n as usize)).min().copied().unwrap_or(0))
    };
    match test {
        Test::Heard(needle) => Some(vec![*needle]),
        Test::Near { left, right, .. } => [left, right].into_iter().min_by_key(|set| cost(set)).cloned(),
        Test::Field(_) | Test::Not(_) => None,
        Test::All(parts) => parts.iter().filter_map(|part| triggers(part, lengths)).min_by_key(cost),
        Test::Any(parts) => {
            parts.iter().map(|part| triggers(part, lengths)).collect::<Option<Vec<_>>>().map(|sets| sets.concat())
        }
    }
}
