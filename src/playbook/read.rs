//! From the text of a file to a playbook, or to what is wrong with it: one line each, with file, line and cure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use commands::{IncidentKind, Role, Span};
use serde::Deserialize;
use toml::Spanned;

use super::{EVERY, Playbook, Step, Texts};
use crate::incident::Origin;
use crate::words::Locale;

/// The longest text of a task, in characters: it has to fit a line of a checklist.
pub const TEXT: usize = 200;
/// The longest key, in characters.
const KEY: usize = 30;
/// Tasks of one playbook: a longer checklist is not read, and a message does not hold it.
pub const TASKS: usize = 20;

/// What is wrong in a file, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Fault {
    pub file: String,
    /// From 1.
    pub line: usize,
    pub what: What,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum What {
    #[error("no kind of crisis is called so; name the file every.toml, or one of {}", kinds())]
    Name,
    /// The reader's own words, which name the keys that would be right.
    #[error("{0}")]
    Toml(String),
    #[error("version = {0}; use 1 or more, and raise it when you change the tasks")]
    Version(i64),
    #[error("no [[task]]; a playbook has at least one")]
    Empty,
    #[error("this is task {0}; keep a checklist to 20 tasks")]
    TooMany(usize),
    #[error("key = {0:?}; use at most 30 small letters, digits and hyphens, such as \"pause-posts\"")]
    Key(String),
    #[error("two tasks have the key {0:?}; rename one")]
    Twice(String),
    #[error("owner = {0:?} is no role; use {roles}", roles = Role::ALL.map(Role::name).join(", "))]
    Owner(String),
    #[error("due = {0:?} is no length of time; write 30m, 2h or 1d")]
    Due(String),
    #[error("after = {0:?} is the key of no task before this one")]
    After(String),
    #[error("severity_from = {0}; use 1 to 10")]
    Severity(i64),
    #[error("origin {0:?} is unknown; use {origins}", origins = Origin::ALL.map(Origin::name).join(", "))]
    Origin(String),
    #[error("translate = {0:?}; name languages that the task has a text in, and leave one that has it as it is")]
    Translate(String),
    #[error("the task {0:?} has no text; write at least one of en, it, bg, el, zh-Hant")]
    NoText(String),
    #[error("a text of the task {key:?} has {length} characters; keep it to 200")]
    Long { key: String, length: usize },
}

fn kinds() -> String {
    IncidentKind::ALL.map(|kind| format!("{}.toml", kind.name())).join(", ")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Spanned<i64>,
    #[serde(default)]
    task: Vec<Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    key: Spanned<String>,
    owner: Option<Spanned<String>>,
    due: Option<Spanned<String>>,
    after: Option<Spanned<String>>,
    severity_from: Option<Spanned<i64>>,
    #[serde(default)]
    origin: Vec<Spanned<String>>,
    #[serde(default)]
    translate: Vec<Spanned<String>>,
    en: Option<Spanned<String>>,
    it: Option<Spanned<String>>,
    bg: Option<Spanned<String>>,
    el: Option<Spanned<String>>,
    #[serde(rename = "zh-Hant")]
    zh_hant: Option<Spanned<String>>,
}

/// Collects what is wrong.
struct Faults<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<Fault>,
}

impl Faults<'_> {
    fn at(&mut self, span: Option<Range<usize>>, what: What) {
        let before = self.text.get(..span.map_or(0, |span| span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        self.found.push(Fault { file: self.file.to_owned(), line, what });
    }

    /// The value as it is meant, when it can be read.
    fn read<T, U>(&mut self, given: Option<&Spanned<T>>, read: impl Fn(&T) -> Result<U, What>) -> Option<U> {
        let given = given?;
        match read(given.get_ref()) {
            Ok(value) => Some(value),
            Err(what) => {
                self.at(Some(given.span()), what);
                None
            }
        }
    }
}

/// Reads the playbook of a file, whose name without `.toml` is the kind's.
pub fn playbook(file: &str, text: &str) -> Result<Playbook, Vec<Fault>> {
    let mut faults = Faults { file, text, found: Vec::new() };
    let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = base.strip_suffix(".toml").unwrap_or(base);
    if name != EVERY && IncidentKind::named(name).is_none() {
        faults.at(None, What::Name);
    }
    let raw: File = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            // What the reader says over several lines is said in one.
            let said = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            faults.at(error.span(), What::Toml(said));
            return Err(faults.found);
        }
    };
    let version = faults.read(Some(&raw.version), |version| {
        u32::try_from(*version).ok().filter(|version| *version > 0).ok_or(What::Version(*version))
    });
    if raw.task.is_empty() {
        faults.at(None, What::Empty);
    }
    let mut steps: Vec<Step> = Vec::with_capacity(raw.task.len());
    for (n, task) in raw.task.iter().enumerate() {
        if n == TASKS {
            faults.at(Some(task.span()), What::TooMany(n + 1));
        }
        let step = step(&mut faults, task.get_ref(), task.span(), &steps);
        steps.push(step);
    }
    if faults.found.is_empty() {
        Ok(Playbook { name: name.to_owned(), version: version.unwrap_or(1), steps })
    } else {
        Err(faults.found)
    }
}

fn step(faults: &mut Faults<'_>, raw: &Raw, span: Range<usize>, before: &[Step]) -> Step {
    let key = raw.key.get_ref().clone();
    faults.read(Some(&raw.key), |key| {
        let right = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_key = !key.is_empty() && key.len() <= KEY && key.chars().all(right);
        is_key.then_some(()).ok_or_else(|| What::Key(key.clone()))
    });
    let known = |key: &String| before.iter().any(|step| step.key == *key);
    if known(&key) {
        faults.at(Some(raw.key.span()), What::Twice(key.clone()));
    }
    let texts = texts(faults, raw, &key);
    if texts.0.is_empty() {
        faults.at(Some(span), What::NoText(key.clone()));
    }
    let stale = stale(faults, raw, &texts);
    Step {
        texts,
        stale,
        owner: faults.read(raw.owner.as_ref(), |role| Role::named(role).ok_or_else(|| What::Owner(role.clone()))),
        minutes: faults.read(raw.due.as_ref(), |due| {
            let span = Span::read(due).filter(|span| *span <= Span::days(366));
            span.map(|span| span.minutes).ok_or_else(|| What::Due(due.clone()))
        }),
        after: faults.read(raw.after.as_ref(), |after| {
            known(after).then(|| after.clone()).ok_or_else(|| What::After(after.clone()))
        }),
        severity_from: faults
            .read(raw.severity_from.as_ref(), |from| {
                u8::try_from(*from).ok().filter(|from| (1..=10).contains(from)).ok_or(What::Severity(*from))
            })
            .unwrap_or(1),
        origins: raw.origin.iter().filter_map(|origin| faults.read(Some(origin), one_origin)).collect(),
        key,
    }
}

/// The languages to be translated again. One at least says what is meant.
fn stale(faults: &mut Faults<'_>, raw: &Raw, texts: &Texts) -> BTreeSet<String> {
    let mut stale = BTreeSet::new();
    for tag in &raw.translate {
        let last = stale.len() + 1 >= texts.0.len() && !stale.contains(tag.get_ref());
        let known = |tag: &String| texts.0.contains_key(tag) && !last;
        stale.extend(
            faults.read(Some(tag), |tag| if known(tag) { Ok(tag.clone()) } else { Err(What::Translate(tag.clone())) }),
        );
    }
    stale
}

fn one_origin(name: &String) -> Result<Origin, What> {
    Origin::ALL.into_iter().find(|origin| origin.name() == name).ok_or_else(|| What::Origin(name.clone()))
}

fn texts(faults: &mut Faults<'_>, raw: &Raw, key: &str) -> Texts {
    let given = |locale: Locale| match locale {
        Locale::En => raw.en.as_ref(),
        Locale::It => raw.it.as_ref(),
        Locale::Bg => raw.bg.as_ref(),
        Locale::El => raw.el.as_ref(),
        Locale::ZhHant => raw.zh_hant.as_ref(),
    };
    let mut texts = BTreeMap::new();
    for locale in Locale::ALL {
        let text = faults.read(given(locale), |text| match text.chars().count() {
            length if length > TEXT => Err(What::Long { key: key.to_owned(), length }),
            _ => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        });
        texts.extend(text.filter(|text| !text.is_empty()).map(|text| (locale.tag().to_owned(), text)));
    }
    Texts(texts)
}
