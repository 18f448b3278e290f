//! From a typed line to a command.

use crate::command::{self, Command};
use crate::fold::{fold, is_dash, trim_end_mark};
use crate::given::Given;
use crate::nearest::nearest;
use crate::spec::{Argument, Need, Spec};
use crate::token::{Token, tokens, unquote};
use crate::value::Takes;
use crate::{Refusal, words};

/// Fields that were filled in, as (name, value).
pub type Fields = Vec<(&'static str, String)>;

/// Reads what stands after `/crisis` or `@squall`; either may still be there. Names are understood in all languages.
pub fn parse(line: &str) -> Result<Command, Refusal> {
    let all = tokens(line);
    let words = unaddressed(&all);
    if words.is_empty() {
        return Ok(Command::Help(command::Help { about: None }));
    }
    match resolve(words)? {
        Target::Command(spec, taken) => {
            let given = bind(spec, line, &words[taken..])?;
            (spec.build)(&given)
        }
        // A noun whose page is its own needs no verb: `me`.
        Target::Group(group) if let Some(home) = home_of(group) => (home.build)(&Given::nothing(home)),
        Target::Group(group) => Ok(Command::Help(command::Help { about: Some(group.to_owned()) })),
    }
}

/// What a platform with fields sends for a typed line: the command's path, and the fields as (name, value). None when the
/// line names no command, or gives it what it does not take. Values are as they were typed.
pub fn fields(line: &str) -> Option<(&'static [&'static str], Fields)> {
    let all = tokens(line);
    let words = unaddressed(&all);
    match resolve(words).ok()? {
        Target::Command(spec, taken) => Some((spec.path, bind(spec, line, &words[taken..]).ok()?.fields())),
        Target::Group(group) => home_of(group).map(|home| (home.path, Vec::new())),
    }
}

/// The words without the bot's name before them.
fn unaddressed<'a, 't>(all: &'a [Token<'t>]) -> &'a [Token<'t>] {
    let addressed = all.iter().take_while(|token| is_address(token.raw)).count();
    &all[addressed..]
}

fn home_of(group: &str) -> Option<&'static Spec> {
    command::all().find(|spec| *spec.path == [group, "home"])
}

/// What a help page is about: the canonical name of a command (`watch add`) or of a group (`watch`).
pub(crate) fn topic(typed: &str) -> Result<String, Refusal> {
    let all = tokens(typed);
    match resolve(&all)? {
        Target::Command(spec, _) => Ok(spec.name()),
        Target::Group(group) => Ok(group.to_owned()),
    }
}

/// The bot's name or the slash command, left over before the words.
fn is_address(word: &str) -> bool {
    let person = word.starts_with("<@") && trim_end_mark(word).ends_with('>');
    person || matches!(fold(trim_end_mark(word)).as_str(), "/crisis" | "@squall" | "squall" | "@" | "/")
}

enum Target {
    Command(&'static Spec, usize),
    Group(&'static str),
}

/// The command that the first words name: `watch add`, `add watch`, `ack` (only alerts are acknowledged), `status`.
fn resolve(words: &[Token<'_>]) -> Result<Target, Refusal> {
    let word =
        |at: usize| words.get(at).map_or("", |token| trim_end_mark(token.text()).trim_start_matches(['/', '／']));
    let (first, second) = (word(0), word(1));
    for spec in command::all() {
        let found = match *spec.path {
            [name] => called(first, name).then_some(1),
            [noun, verb] => {
                let either_way =
                    (called(first, noun) && called(second, verb)) || (called(first, verb) && called(second, noun));
                either_way.then_some(2)
            }
            _ => None,
        };
        if let Some(taken) = found {
            return Ok(Target::Command(spec, taken));
        }
    }
    if let Some(group) = command::groups().into_iter().find(|group| called(first, group)) {
        return if second.is_empty() { Ok(Target::Group(group)) } else { Err(unknown_verb(group, second)) };
    }
    let mut with_verb = command::all().filter(|spec| spec.path.len() == 2 && called(first, spec.path[1]));
    match (with_verb.next(), with_verb.next()) {
        (Some(spec), None) => Ok(Target::Command(spec, 1)),
        (Some(_), Some(_)) => Err(ambiguous(first)),
        _ => Err(unknown_command(first, second)),
    }
}

fn called(typed: &str, name: &str) -> bool {
    words::is_called(typed, &format!("name-{name}"))
}

/// `list` alone: of what?
fn ambiguous(verb: &str) -> Refusal {
    let known =
        command::all().filter(|spec| spec.path.get(1).is_some_and(|name| called(verb, name))).map(Spec::name).collect();
    Refusal::UnknownCommand { typed: verb.to_owned(), suggestion: None, known }
}

fn unknown_verb(group: &'static str, typed: &str) -> Refusal {
    let in_group = || command::all().filter(move |spec| spec.path.len() == 2 && spec.path[0] == group);
    let verb = nearest(typed, in_group().flat_map(|spec| named(spec.path[1])));
    Refusal::UnknownCommand {
        typed: format!("{group} {typed}"),
        suggestion: verb.map(|verb| format!("{group} {verb}")),
        known: in_group().map(Spec::name).collect(),
    }
}

fn unknown_command(first: &str, second: &str) -> Refusal {
    let words = command::all().flat_map(|spec| spec.path.iter().copied());
    let suggestion = nearest(first, words.flat_map(named)).map(|meant| {
        // The second word was perhaps right: `wacth add` is `watch add`.
        let whole = command::all().find(|spec| match *spec.path {
            [noun, verb] => {
                noun == meant && called(second, verb) || verb == meant && (called(second, noun) || noun == meant)
            }
            _ => false,
        });
        let by_verb = || command::all().find(|spec| spec.path.get(1) == Some(&meant)).map(Spec::name);
        let is_verb = !command::all().any(|spec| spec.path[0] == meant);
        whole.map(Spec::name).or_else(|| is_verb.then(by_verb).flatten()).unwrap_or_else(|| meant.to_owned())
    });
    let mut known: Vec<String> = command::all().map(|spec| spec.path[0].to_owned()).collect();
    known.dedup();
    Refusal::UnknownCommand { typed: first.to_owned(), suggestion, known }
}

/// The folded names of a noun or verb, with what they stand for.
fn named(name: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    words::all_names(&format!("name-{name}")).iter().map(move |folded| (folded.as_str(), name))
}

/// Gives each word its argument.
fn bind(spec: &'static Spec, line: &str, words: &[Token<'_>]) -> Result<Given, Refusal> {
    let mut given = Given::nothing(spec);
    let mut positional: Vec<&Token<'_>> = Vec::new();
    let mut rest = words;
    while let Some((token, after)) = rest.split_first() {
        rest = after;
        let Some((argument, value)) = option(spec, token)? else {
            positional.push(token);
            continue;
        };
        if let Some(value) = value {
            given.put(argument, unquote(value));
            continue;
        }
        let taken = value_length(spec, argument, rest)?;
        let value = &line[rest[0].at.start..rest[taken - 1].at.end];
        given.put(argument, if argument.takes == Takes::Query { value } else { unquote(value) });
        rest = &rest[taken..];
    }
    place(&mut given, spec, line, &positional)?;
    Ok(given)
}

/// Positional words, in order; the last argument may take all that remain.
fn place(given: &mut Given, spec: &'static Spec, line: &str, mut words: &[&Token<'_>]) -> Result<(), Refusal> {
    let open: Vec<_> = spec.arguments.iter().filter(|a| a.need != Need::Option && !given.has(a.name)).collect();
    for (index, argument) in open.iter().enumerate() {
        let Some((token, after)) = words.split_first() else { return Ok(()) };
        if index + 1 == open.len() && argument.takes.is_greedy() {
            given.put(argument, pieces(line, words));
            return Ok(());
        }
        given.put(argument, if argument.takes == Takes::Query { token.raw } else { token.text() });
        words = after;
    }
    match words.first() {
        Some(token) => Err(Refusal::Unexpected { command: spec, typed: token.text().to_owned() }),
        None => Ok(()),
    }
}

/// The words as they stood in the line, spaces and quotes kept; options that stood between them are cut out.
fn pieces(line: &str, words: &[&Token<'_>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for word in words {
        match end {
            // Nothing but white space lies between: keep it as it was typed.
            Some(end) if line[end..word.at.start].trim().is_empty() => text.push_str(&line[end..word.at.start]),
            Some(_) => text.push(' '),
            None => {}
        }
        text.push_str(word.raw);
        end = Some(word.at.end);
    }
    text
}

/// The option that a word is, with its `=value`. Phones make one long dash of two: a long dash before a known name is
/// an option, before any other word it is the person's text.
fn option<'t>(spec: &'static Spec, token: &Token<'t>) -> Result<Option<(&'static Argument, Option<&'t str>)>, Refusal> {
    let name = token.raw.trim_start_matches(is_dash);
    let dashes = token.raw[..token.raw.len() - name.len()].chars().count();
    let is_option = dashes > 1 || (dashes == 1 && !token.raw.starts_with('-'));
    if !is_option || !name.starts_with(char::is_alphabetic) {
        return Ok(None);
    }
    let (name, value) = name.split_once(['=', '＝']).map_or((name, None), |(name, value)| (name, Some(value)));
    if let Some(argument) = spec.arguments.iter().find(|a| words::is_called(trim_end_mark(name), &a.names_key())) {
        return Ok(Some((argument, value.filter(|value| !value.is_empty()))));
    }
    let names =
        spec.arguments.iter().flat_map(|a| words::all_names(&a.names_key()).iter().map(|n| (n.as_str(), a.name)));
    let suggestion = nearest(name, names);
    let has_options = spec.arguments.iter().any(|a| a.need == Need::Option);
    if has_options && (dashes > 1 || suggestion.is_some()) {
        return Err(Refusal::UnknownOption { command: spec, typed: name.to_owned(), suggestion });
    }
    Ok(None)
}

/// How many of the next words are the option's value: at least one.
fn value_length(spec: &'static Spec, argument: &'static Argument, next: &[Token<'_>]) -> Result<usize, Refusal> {
    let mut until_option = 0;
    while let Some(token) = next.get(until_option) {
        if option(spec, token)?.is_some() {
            break;
        }
        until_option += 1;
    }
    if until_option == 0 {
        return Err(Refusal::Missing { command: spec, argument: argument.name });
    }
    let listed =
        || next.iter().take(until_option).take_while(|token| token.raw.ends_with([',', '，', '、'])).count() + 1;
    let is_one_word = next[0].quoted() || words::is_called(next[0].raw, "value-off");
    Ok(match argument.takes {
        Takes::Query => until_option,
        Takes::Schedule if !is_one_word => until_option.min(5),
        takes if takes.is_greedy() && !is_one_word => until_option,
        Takes::Languages | Takes::Sources | Takes::People => listed().min(until_option),
        _ => 1,
    })
}

#[cfg(test)]
mod tests;
