//! Which command the first words of a line name, among all that there are.

use crate::fold::{fold, trim_end_mark};
use crate::nearest::nearest;
use crate::spec::Spec;
use crate::token::{Token, tokens};
use crate::{Refusal, words};

/// The words without the bot's name before them.
pub(crate) fn unaddressed<'a, 't>(all: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let addressed = all.iter().take_while(|token| is_address(token.raw)).count();
    &all[addressed..]
}

/// What a help page is about: the canonical name of a command (`watch add`) or of a group (`watch`).
pub(crate) fn topic<E: AsRef<Spec>>(all: &[&'static E], typed: &str) -> Result<String, Refusal> {
    match resolve(all, &tokens(typed))? {
        Target::Command(entry, _) => Ok(entry.as_ref().name()),
        Target::Group(group) => Ok(group.to_owned()),
    }
}

/// The bot's name or the slash command, left over before the words.
fn is_address(word: &str) -> bool {
    let person = word.starts_with("<@") && trim_end_mark(word).ends_with('>');
    person || matches!(fold(trim_end_mark(word)).as_str(), "/crisis" | "@squall" | "squall" | "@" | "/")
}

/// What the first words name.
pub(crate) enum Target<E: 'static> {
    /// A command, and how many words named it.
    Command(&'static E, usize),
    /// A noun without a verb.
    Group(&'static str),
}

/// The command that the first words name: `watch add`, `add watch`, `ack` (only alerts are acknowledged), `status`.
pub(crate) fn resolve<E: AsRef<Spec>>(all: &[&'static E], words: &[Token<'_>]) -> Result<Target<E>, Refusal> {
    let word =
        |at: usize| words.get(at).map_or("", |token| trim_end_mark(token.text()).trim_start_matches(['/', '／']));
    let (first, second) = (word(0), word(1));
    for &entry in all {
        let found = match *entry.as_ref().path {
            [name] => called(first, name).then_some(1),
            [noun, verb] => {
                let either_way =
                    (called(first, noun) && called(second, verb)) || (called(first, verb) && called(second, noun));
                either_way.then_some(2)
            }
            _ => None,
        };
        if let Some(taken) = found {
            return Ok(Target::Command(entry, taken));
        }
    }
    let specs: Vec<&'static Spec> = all.iter().map(|&entry| entry.as_ref()).collect();
    let groups = specs.iter().filter(|spec| spec.path.len() == 2).map(|spec| spec.path[0]);
    if let Some(group) = groups.into_iter().find(|group| called(first, group)) {
        return if second.is_empty() { Ok(Target::Group(group)) } else { Err(unknown_verb(&specs, group, second)) };
    }
    let is_verb = |entry: &&&'static E| entry.as_ref().path.get(1).is_some_and(|verb| called(first, verb));
    let mut with_verb = all.iter().filter(is_verb);
    match (with_verb.next(), with_verb.next()) {
        (Some(entry), None) => Ok(Target::Command(entry, 1)),
        (Some(_), Some(_)) => Err(ambiguous(&specs, first)),
        _ => Err(unknown_command(&specs, first, second)),
    }
}

fn called(typed: &str, name: &str) -> bool {
    words::is_called(typed, &format!("name-{name}"))
}

/// `list` alone: of what?
fn ambiguous(specs: &[&'static Spec], verb: &str) -> Refusal {
    let is_verb = |spec: &&&'static Spec| spec.path.get(1).is_some_and(|name| called(verb, name));
    let known = specs.iter().filter(is_verb).map(|spec| spec.name()).collect();
    Refusal::UnknownCommand { typed: verb.to_owned(), suggestion: None, known }
}

fn unknown_verb(specs: &[&'static Spec], group: &'static str, typed: &str) -> Refusal {
    let in_group = || specs.iter().filter(move |spec| spec.path.len() == 2 && spec.path[0] == group);
    let verb = nearest(typed, in_group().flat_map(|spec| named(spec.path[1])));
    Refusal::UnknownCommand {
        typed: format!("{group} {typed}"),
        suggestion: verb.map(|verb| format!("{group} {verb}")),
        known: in_group().map(|spec| spec.name()).collect(),
    }
}

fn unknown_command(specs: &[&'static Spec], first: &str, second: &str) -> Refusal {
    let words = specs.iter().flat_map(|spec| spec.path.iter().copied());
    let suggestion = nearest(first, words.flat_map(named)).map(|meant| {
        // The second word was perhaps right: `wacth add` is `watch add`.
        let whole = specs.iter().find(|spec| match *spec.path {
            [noun, verb] => {
                noun == meant && called(second, verb) || verb == meant && (called(second, noun) || noun == meant)
            }
            _ => false,
        });
        let by_verb = || specs.iter().find(|spec| spec.path.get(1) == Some(&meant)).map(|spec| spec.name());
        let is_verb = !specs.iter().any(|spec| spec.path[0] == meant);
        whole.map(|spec| spec.name()).or_else(|| is_verb.then(by_verb).flatten()).unwrap_or_else(|| meant.to_owned())
    });
    let mut known: Vec<String> = specs.iter().map(|spec| spec.path[0].to_owned()).collect();
    known.dedup();
    Refusal::UnknownCommand { typed: first.to_owned(), suggestion, known }
}

/// The folded names of a noun or verb, with what they stand for.
fn named(name: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    words::all_names(&format!("name-{name}")).iter().map(move |folded| (folded.as_str(), name))
}
