//! From a typed line to a command.

use crate::command::{self, Command, Entry};
use crate::fold::{is_dash, trim_end_mark};
use crate::given::{Fields, Given};
use crate::nearest::nearest;
use crate::resolve::{Target, resolve, unaddressed};
use crate::spec::{Argument, Need, Spec};
use crate::token::{Token, tokens, unquote};
use crate::value::{Takes, Value, Yes};
use crate::{Refusal, words};

/// Reads what stands after `/crisis` or `@squall`; either may still be there. Names are understood in all languages.
pub fn parse(line: &str) -> Result<Command, Refusal> {
    let all = tokens(line);
    let words = unaddressed(&all);
    if words.is_empty() {
        return Ok(Command::Help(command::Help { about: None }));
    }
    match resolve(command::entries(), words)? {
        Target::Command(entry, taken) => (entry.build)(&bind(&entry.spec, line, &words[taken..])?),
        // A noun whose page is its own needs no verb: `me`.
        Target::Group(group) if let Some(home) = home_of(group) => (home.build)(&Given::nothing(&home.spec)),
        Target::Group(group) => Ok(Command::Help(command::Help { about: Some(group.to_owned()) })),
    }
}

/// What a platform with fields sends for a typed line: the command's path, and the fields as (name, value). None when the
/// line names no command, or gives it what it does not take. Values are as they were typed.
pub fn fields(line: &str) -> Option<(&'static [&'static str], Fields)> {
    let all = tokens(line);
    let words = unaddressed(&all);
    match resolve(command::entries(), words).ok()? {
        Target::Command(Entry { spec, .. }, taken) => {
            Some((spec.path, bind(spec, line, &words[taken..]).ok()?.fields()))
        }
        Target::Group(group) => home_of(group).map(|home| (home.spec.path, Vec::new())),
    }
}

fn home_of(group: &str) -> Option<&'static Entry> {
    command::entries().iter().copied().find(|entry| *entry.spec.path == [group, "home"])
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
        // `--private` alone is as good as `--private on`.
        if argument.takes == Yes::TAKES && rest.first().is_none_or(|next| Yes::read(next.text()).is_none()) {
            given.put(argument, "on");
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
