//! What people do, from the page or from a script: checked, remembered, and told to the bot.

use std::collections::BTreeMap;

use commands::Shortcut;
use serde::Deserialize;

use super::answers::answered;
use super::limits::SAID;
use super::message::{Author, Body, Message};
use super::state::State;
use super::{PLATFORM, SandboxPerson};
use crate::chat::intake::Kept;
use crate::chat::{ChatEvent, Happened, Intake, MessageRef, Place};
use crate::clock::Time;
use crate::person::Person;
use crate::post::{Block, Pick, PickOf, Post};

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
    /// Presses a button of a message, or picks from a menu in it.
    Press { message: String, action: String },
    /// Sends a form, by its id: answers by input key.
    Submit { form: String, answers: Vec<(String, String)> },
    /// Puts a form away.
    Dismiss { form: String },
    /// Puts an emoji (its short name) on a message, or takes it away.
    React { message: String, emoji: String, added: bool },
    /// Pins a message to its channel, or takes the pin away.
    Pin { message: String, added: bool },
    /// Chooses a shortcut, by its name, from a message's menu.
    Choose { message: String, shortcut: String },
    /// Gives one of their own messages other words.
    Edit { message: String, words: String },
    /// Deletes one of their own messages.
    Erase { message: String },
    /// Opens their own page.
    ComeHome,
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
    /// By input key, what is wrong with the answer, in the person's language. The form stays open.
    #[error("an answer is missing or does not fit; correct it and send again")]
    Answers(Vec<(String, String)>),
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
            Self::Answers(_) => "answer",
            Self::Emoji => "emoji",
            Self::Busy => "busy",
        }
    }
}

/// What the bot is told of an act.
struct Done {
    place: Place,
    what: Happened,
    /// The id of the message that was said.
    said: Option<String>,
}

impl Done {
    fn to(message: &Message, what: Happened) -> Self {
        Self { place: message.place(), what, said: None }
    }
}

/// What was done on the page.
pub(super) struct Begun {
    /// The id of the message that was said.
    pub said: Option<String>,
    /// Answers once the bot can't lose it; none where it is not the bot's affair.
    pub kept: Option<Kept>,
}

/// Does it, and hands it over to the bot, which keeps it however long that takes when the caller is patient.
pub(super) fn act(
    state: &mut State,
    (to, is_patient): (&Intake, bool),
    at: Time,
    person: &str,
    act: Act,
) -> Result<Begun, Refusal> {
    let person = state.person(person).cloned().ok_or(Refusal::Person)?;
    if let Act::Dismiss { form } = &act {
        state.take_form(&person.id, form).ok_or(Refusal::Form)?;
        return Ok(Begun { said: None, kept: None });
    }
    // A seat in the queue is taken first: nothing is shown that the bot will never hear of.
    let seat = to.seat().map_err(|_| Refusal::Busy);
    let done = match act {
        Act::Say { channel, thread, words } => {
            let place = Place { platform: PLATFORM.into(), channel, thread };
            // Who speaks to the bot alone means the bot.
            let asked = asked(&words).or_else(|| place.direct_to().map(|_| words.trim().to_owned()));
            if asked.is_some() && seat.is_err() {
                return Err(Refusal::Busy);
            }
            let (place, id) = say(state, &person, &place, &words, at)?;
            match asked {
                Some(words) => Some(Done { place, what: Happened::Asked { words }, said: Some(id) }),
                None => return Ok(Begun { said: Some(id), kept: None }),
            }
        }
        heard => {
            seat.as_ref().map_err(Clone::clone)?;
            hear(state, &person, heard, at)?
        }
    };
    let Some(Done { place, what, said }) = done else { return Ok(Begun { said: None, kept: None }) };
    let key = format!("{PLATFORM}:{}", state.fresh());
    let user = Person { platform: PLATFORM.into(), user: person.id };
    let locale = Some(person.locale.tag().to_owned());
    let event = ChatEvent { key, at, person: user, place, locale, name: None, roles: BTreeMap::new(), what };
    Ok(Begun { said, kept: Some(seat?.hand_over(event, is_patient)) })
}

/// What the bot always hears of; nothing when nothing came of it.
fn hear(state: &mut State, person: &SandboxPerson, act: Act, at: Time) -> Result<Option<Done>, Refusal> {
    match act {
        Act::Press { message, action } => press(state, person, &message, action, at).map(Some),
        Act::Submit { form, answers } => submit(state, person, &form, answers).map(Some),
        Act::React { message, emoji, added } => react(state, person, &message, emoji, added),
        Act::Pin { message, added } => pin(state, person, &message, added),
        Act::Choose { message, shortcut } => choose(state, person, &message, shortcut, at).map(Some),
        Act::Edit { message, words } => change(state, person, &message, Some(&words), at),
        Act::Erase { message } => change(state, person, &message, None, at),
        Act::ComeHome => {
            let person = Person { platform: PLATFORM.into(), user: person.id.clone() };
            Ok(Some(Done { place: Place::direct(&person), what: Happened::CameHome, said: None }))
        }
        Act::Say { .. } | Act::Dismiss { .. } => Ok(None),
    }
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
    let root = place.thread.as_ref().and_then(|root| state.message(root));
    let sees = root.is_none_or(|root| root.seen_by(&person.id));
    if !sees || !state.is_in(&person.id, &place.channel) {
        return Err(Refusal::Place);
    }
    let (author, body) = (Author::Person(person.id.clone()), Body::Said(words.to_owned()));
    let message = Message::new(state.fresh(), place.clone(), author, body, at);
    let id = message.id.clone();
    state.add(message);
    Ok((place, id))
}

/// A message that the person sees.
fn seen<'a>(state: &'a mut State, person: &SandboxPerson, message: &str) -> Result<&'a mut Message, Refusal> {
    let sees = state.message(message).is_some_and(|message| state.sees(&person.id, message));
    state.message_mut(message).filter(|_| sees).ok_or(Refusal::Gone)
}

/// The same, in a conversation: a person's own page takes neither emoji nor pins.
fn in_talk<'a>(state: &'a mut State, person: &SandboxPerson, message: &str) -> Result<&'a mut Message, Refusal> {
    seen(state, person, message).and_then(|message| if message.is_home() { Err(Refusal::Gone) } else { Ok(message) })
}

fn press(state: &mut State, person: &SandboxPerson, message: &str, action: String, at: Time) -> Result<Done, Refusal> {
    let message = seen(state, person, message)?.clone();
    match &message.body {
        Body::Card { post, .. } if offers(post, &action, &state.people) => {}
        _ => return Err(Refusal::Gone),
    }
    let trigger = state.trigger(&person.id, message.place(), at);
    Ok(Done::to(&message, Happened::Pressed { action, message: message.reference(), trigger }))
}

/// Whether a button or a menu of the post stands for this action.
fn offers(post: &Post, action: &str, people: &[SandboxPerson]) -> bool {
    let picked = |pick: &Pick| {
        let value = action.strip_prefix(&pick.action).and_then(|rest| rest.strip_prefix(':'));
        value.is_some_and(|value| match &pick.of {
            PickOf::People => people.iter().any(|person| person.id == value),
            PickOf::Options(options) => options.iter().any(|(option, _)| option == value),
        })
    };
    let by_menu = |block: &Block| matches!(block, Block::Pick(pick) if picked(pick));
    post.buttons().any(|button| button.action == action) || post.blocks.iter().any(by_menu)
}

fn submit(
    state: &mut State,
    person: &SandboxPerson,
    form: &str,
    answers: Vec<(String, String)>,
) -> Result<Done, Refusal> {
    let open = state.forms(&person.id).find(|open| open.id == form).ok_or(Refusal::Form)?;
    let answers = answered(&open.form, answers, person.locale).map_err(Refusal::Answers)?;
    let open = state.take_form(&person.id, form).ok_or(Refusal::Form)?;
    let what = Happened::Submitted { action: open.form.action, answers };
    Ok(Done { place: open.place, what, said: None })
}

fn react(
    state: &mut State,
    person: &SandboxPerson,
    message: &str,
    emoji: String,
    added: bool,
) -> Result<Option<Done>, Refusal> {
    let short = !emoji.is_empty() && emoji.len() <= 40;
    if !short || !emoji.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte)) {
        return Err(Refusal::Emoji);
    }
    let message = in_talk(state, person, message)?;
    if added && message.reactions.len() >= EMOJI && !message.reactions.contains_key(&emoji) {
        return Err(Refusal::Emoji);
    }
    let people = message.reactions.entry(emoji.clone()).or_default();
    let news = if added { people.insert(person.id.clone()) } else { people.remove(&person.id) };
    message.reactions.retain(|_, people| !people.is_empty());
    let reference = message.reference();
    Ok(told(state, news, reference.clone(), Happened::Reacted { emoji, message: reference, added }))
}

fn pin(state: &mut State, person: &SandboxPerson, message: &str, added: bool) -> Result<Option<Done>, Refusal> {
    let message = in_talk(state, person, message)?;
    let news = message.pinned != added && message.only.is_none();
    message.pinned = if news { added } else { message.pinned };
    let reference = message.reference();
    Ok(told(state, news, reference.clone(), Happened::Pinned { message: reference, added }))
}

/// Other words for one of their own messages, or none any more.
fn change(
    state: &mut State,
    person: &SandboxPerson,
    message: &str,
    words: Option<&str>,
    at: Time,
) -> Result<Option<Done>, Refusal> {
    let words = words.map(str::trim);
    if words.is_some_and(str::is_empty) {
        return Err(Refusal::Empty);
    }
    if words.is_some_and(|words| words.chars().count() > SAID) {
        return Err(Refusal::Long);
    }
    let message = in_talk(state, person, message)?;
    let body = words.map_or(Body::Erased, |words| Body::Said(words.to_owned()));
    if message.author != Author::Person(person.id.clone()) || message.body == Body::Erased {
        return Err(Refusal::Gone);
    }
    let news = message.body != body;
    (message.body, message.edited) = (body, Some(at));
    let (reference, words) = (message.reference(), words.map(str::to_owned));
    Ok(told(state, news, reference.clone(), Happened::Changed { message: reference, words }))
}

/// What changed a message is shown to all and told to the bot, if it is news.
fn told(state: &mut State, news: bool, on: MessageRef, what: Happened) -> Option<Done> {
    news.then(|| {
        state.changed(&on.message);
        Done { place: on.place, what, said: None }
    })
}

fn choose(
    state: &mut State,
    person: &SandboxPerson,
    message: &str,
    shortcut: String,
    at: Time,
) -> Result<Done, Refusal> {
    Shortcut::named(&shortcut).ok_or(Refusal::Gone)?;
    let message = in_talk(state, person, message)?.clone();
    let trigger = state.trigger(&person.id, message.place(), at);
    Ok(Done::to(&message, Happened::Chose { shortcut, on: message.said(), trigger }))
}
