//! What people do, from the page or from a script: checked, remembered, and told to the bot.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::sync::mpsc;

use super::limits::{ANSWER, SAID};
use super::state::{Author, Body, Message, State};
use super::{PLATFORM, SandboxPerson};
use crate::chat::{ChatEvent, Happened, MessageRef, PersonRef, Place};
use crate::clock::Time;
use crate::post::{Form, Input, InputKind};

/// Emoji that one message holds at most.
const EMOJI: usize = 20;

/// Something a person does.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Types a message. `/crisis ...` and `... @squall ...` reach the bot.
    Say {
        channel: String,
        #[serde(default)]
        thread: Option<String>,
        words: String,
    },
    /// Presses a button of a message.
    Press { message: String, action: String },
    /// Sends a form, by its id: answers by input key.
    Submit { form: String, answers: Vec<(String, String)> },
    /// Puts a form away.
    Dismiss { form: String },
    /// Puts an emoji (its short name) on a message, or takes it away.
    React { message: String, emoji: String, added: bool },
}

/// Why a person's act was not done. Each is a sentence of the page (`sandbox-refused-...`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("nobody of that name is here; pick a person of the sandbox")]
    Person,
    #[error("there is no such channel or thread; pick one of the list")]
    Place,
    #[error("the message is empty; type something")]
    Empty,
    #[error("the message is too long; keep it under 4,000 characters")]
    Long,
    #[error("the button is gone; look at the message again")]
    Gone,
    #[error("the form was already sent or put away; press the button again")]
    Form,
    #[error("the answer to {0} is missing or does not fit; correct it and send again")]
    Answer(String),
    #[error("that is too many emoji for one message; take one away")]
    Emoji,
    #[error("Squall is busy or not listening; try again in a moment")]
    Busy,
}

impl Refusal {
    /// The last part of its key in the words files.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Empty => "empty",
            Self::Long => "long",
            Self::Gone => "gone",
            Self::Form => "form",
            Self::Answer(_) => "answer",
            Self::Emoji => "emoji",
            Self::Busy => "busy",
        }
    }
}

/// Does it, and answers the id of the message that was said.
pub(super) fn act(
    state: &mut State,
    to: &mpsc::Sender<ChatEvent>,
    at: Time,
    person: &str,
    act: Act,
) -> Result<Option<String>, Refusal> {
    let person = state.person(person).cloned().ok_or(Refusal::Person)?;
    // A seat in the queue is taken first: nothing is shown that the bot will never hear of.
    let seat = to.try_reserve().map_err(|_| Refusal::Busy);
    let (place, what, said) = match act {
        Act::Say { channel, thread, words } => {
            let place = Place { platform: PLATFORM.into(), channel, thread };
            let asked = asked(&words);
            if asked.is_some() && seat.is_err() {
                return Err(Refusal::Busy);
            }
            let (place, id) = say(state, &person, &place, &words, at)?;
            match asked {
                Some(words) => (place, Happened::Asked { words }, Some(id)),
                None => return Ok(Some(id)),
            }
        }
        Act::Press { message, action } => {
            seat.as_ref().map_err(Clone::clone)?;
            let (place, what) = press(state, &person, &message, action, at)?;
            (place, what, None)
        }
        Act::Submit { form, answers } => {
            seat.as_ref().map_err(Clone::clone)?;
            let (place, what) = submit(state, &person, &form, answers)?;
            (place, what, None)
        }
        Act::Dismiss { form } => {
            return state.take_form(&person.id, &form).map(|_| None).ok_or(Refusal::Form);
        }
        Act::React { message, emoji, added } => {
            seat.as_ref().map_err(Clone::clone)?;
            match react(state, &person, &message, emoji, added)? {
                Some((place, what)) => (place, what, None),
                None => return Ok(None),
            }
        }
    };
    let key = format!("{PLATFORM}:{}", state.fresh());
    let user = PersonRef { platform: PLATFORM.into(), user: person.id };
    let locale = Some(person.locale.tag().to_owned());
    seat?.send(ChatEvent { key, at, person: user, place, locale, what });
    Ok(said)
}

/// The words meant for the bot, if any.
fn asked(said: &str) -> Option<String> {
    let said = said.trim();
    let prefixed = said.strip_prefix("/crisis").filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let words = prefixed.or_else(|| {
        let (at, name) = said.to_ascii_lowercase().match_indices("@squall").map(|(at, name)| (at, name.len())).find(
            |(at, length)| {
                let before = said[..*at].chars().next_back();
                let after = said[at + length..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(|next| next.is_ascii_alphanumeric() || next == '_')
            },
        )?;
        Some(said[at + name..].trim_start_matches([',', ':']))
    })?;
    Some(words.trim().to_owned())
}

fn say(
    state: &mut State,
    person: &SandboxPerson,
    place: &Place,
    words: &str,
    at: Time,
) -> Result<(Place, String), Refusal> {
    let place = state.place(place).map_err(|_| Refusal::Place)?;
    let words = words.trim();
    if words.is_empty() {
        return Err(Refusal::Empty);
    }
    if words.chars().count() > SAID {
        return Err(Refusal::Long);
    }
    if let Some(root) = &place.thread
        && !state.message(root).is_some_and(|root| root.seen_by(&person.id))
    {
        return Err(Refusal::Place);
    }
    let id = state.fresh();
    state.add(Message {
        id: id.clone(),
        channel: place.channel.clone(),
        thread: place.thread.clone(),
        author: Author::Person(person.id.clone()),
        only: None,
        at,
        edited: None,
        body: Body::Said(words.to_owned()),
        title: None,
        reactions: BTreeMap::new(),
    });
    Ok((place, id))
}

fn seen<'a>(state: &'a mut State, person: &SandboxPerson, message: &str) -> Result<&'a mut Message, Refusal> {
    state.message_mut(message).filter(|message| message.seen_by(&person.id)).ok_or(Refusal::Gone)
}

fn press(
    state: &mut State,
    person: &SandboxPerson,
    message: &str,
    action: String,
    at: Time,
) -> Result<(Place, Happened), Refusal> {
    let message = seen(state, person, message)?;
    match &message.body {
        Body::Card { post, .. } if post.buttons().any(|button| button.action == action) => {}
        _ => return Err(Refusal::Gone),
    }
    let message: MessageRef = message.reference();
    let place = message.place.clone();
    let trigger = state.trigger(&person.id, place.clone(), at);
    Ok((place, Happened::Pressed { action, message, trigger }))
}

fn submit(
    state: &mut State,
    person: &SandboxPerson,
    form: &str,
    answers: Vec<(String, String)>,
) -> Result<(Place, Happened), Refusal> {
    let open = state.forms(&person.id).find(|open| open.id == form).ok_or(Refusal::Form)?;
    let answers = answered(&open.form, answers)?;
    let open = state.take_form(&person.id, form).ok_or(Refusal::Form)?;
    Ok((open.place, Happened::Submitted { action: open.form.action, answers }))
}

/// One answer to each question, in the form's order; what was not asked is left out.
fn answered(form: &Form, answers: Vec<(String, String)>) -> Result<Vec<(String, String)>, Refusal> {
    let given: BTreeMap<String, String> = answers.into_iter().collect();
    let answer = |input: &Input| {
        let value = given.get(&input.key).cloned().unwrap_or_default();
        if answer_fits(input, &value) {
            Ok((input.key.clone(), value))
        } else {
            Err(Refusal::Answer(input.label.clone()))
        }
    };
    form.inputs.iter().map(answer).collect()
}

fn answer_fits(input: &Input, value: &str) -> bool {
    if value.trim().is_empty() {
        return !input.required;
    }
    let length = value.chars().count();
    match &input.kind {
        InputKind::Line { max } => length <= (*max).min(ANSWER) && !value.contains('\n'),
        InputKind::Text { max } => length <= (*max).min(ANSWER),
        InputKind::Choice { options } => options.iter().any(|(option, _)| option == value),
    }
}

fn react(
    state: &mut State,
    person: &SandboxPerson,
    message: &str,
    emoji: String,
    added: bool,
) -> Result<Option<(Place, Happened)>, Refusal> {
    let short = !emoji.is_empty() && emoji.len() <= 40;
    if !short || !emoji.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte)) {
        return Err(Refusal::Emoji);
    }
    let message = seen(state, person, message)?;
    if added && message.reactions.len() >= EMOJI && !message.reactions.contains_key(&emoji) {
        return Err(Refusal::Emoji);
    }
    let people = message.reactions.entry(emoji.clone()).or_default();
    let news = if added { people.insert(person.id.clone()) } else { people.remove(&person.id) };
    message.reactions.retain(|_, people| !people.is_empty());
    if !news {
        return Ok(None);
    }
    let reference = message.reference();
    state.changed(&reference.message);
    Ok(Some((reference.place.clone(), Happened::Reacted { emoji, message: reference, added })))
}
