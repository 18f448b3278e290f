//! What people do with the bot, and its first response: one, within three seconds.
//! https://docs.discord.com/developers/interactions/receiving-and-responding

use serde_json::{Value, json};

use super::body::Body;
use super::limits::{Faults, list};
use super::messages::{self, EPHEMERAL, LOADING, Message};
use super::refusals::{Answer, Refusal, invalid, nothing, ok, refuse};
use super::state::State;
use super::{APP_ID, BOT_USER, components};

const SECOND: i64 = 1_000_000;
/// The first response.
pub const FIRST: i64 = 3 * SECOND;
/// The token.
pub const TOKEN: i64 = 15 * 60 * SECOND;

/// How every token begins; the rest is the interaction's id.
pub const TOKEN_BEGINS: &str = "aW50ZXJhY3Rpb246";

/// Kinds of interactions.
pub const COMMAND: u8 = 2;
pub const COMPONENT: u8 = 3;
pub const AUTOCOMPLETE: u8 = 4;
pub const MODAL: u8 = 5;

/// The first response.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    None,
    /// Nobody answered in time.
    Missed,
    Said,
    /// "… is thinking", until the original is edited or followed.
    Deferred,
    Updated,
    Modal,
    Choices(Vec<Value>),
}

#[derive(Clone, Debug)]
pub struct Interaction {
    pub id: String,
    pub token: String,
    pub kind: u8,
    pub user: String,
    pub channel: String,
    /// The message with the component.
    pub on: Option<String>,
    /// The interaction whose modal this is the answer to.
    pub by: Option<Box<Value>>,
    pub payload: Value,
    pub began: i64,
    /// When it first went over a line that stood.
    pub delivered: Option<i64>,
    pub response: Response,
    /// Microseconds from its beginning to the first response.
    pub took: Option<i64>,
    /// Its messages, the original first.
    pub messages: Vec<String>,
    /// Whether the original response is a message (and not nothing).
    pub has_original: bool,
}

impl Interaction {
    /// What its messages say about it.
    fn metadata(&self) -> Value {
        let mut told = json!({
            "id": self.id, "type": self.kind, "user": self.payload["member"]["user"],
            "authorizing_integration_owners": self.payload["authorizing_integration_owners"],
        });
        if told["user"].is_null() {
            told["user"] = self.payload["user"].clone();
        }
        if self.kind == COMPONENT {
            told["interacted_message_id"] = json!(self.on);
        }
        if let Some(by) = &self.by {
            told["triggering_interaction_metadata"] = (**by).clone();
        }
        if self.kind == COMMAND {
            told["name"] = self.payload["data"]["name"].clone();
        }
        told
    }
}

impl State {
    /// Sends what a person did.
    pub fn interacts(&mut self, kind: u8, user: &str, channel: &str, data: Value, on: Option<&Message>) -> String {
        let id = self.id();
        let mut payload = self.interaction_json(&id, kind, user, channel, data);
        if let Some(message) = on {
            payload["message"] = self.message_json(message, true);
        }
        self.sends(id, kind, user, channel, payload, on)
    }

    /// Sends something that no client knows yet: without a locale, with a kind of component of tomorrow.
    pub fn interacts_strangely(&mut self, user: &str, channel: &str) -> String {
        let id = self.id();
        let data = json!({ "custom_id": "of tomorrow", "component_type": 99, "values": [{ "new": true }] });
        let mut payload = self.interaction_json(&id, COMPONENT, user, channel, data);
        payload.as_object_mut().unwrap().remove("locale");
        self.sends(id, COMPONENT, user, channel, payload, None)
    }

    fn sends(
        &mut self,
        id: String,
        kind: u8,
        user: &str,
        channel: &str,
        payload: Value,
        on: Option<&Message>,
    ) -> String {
        let by = (kind == MODAL).then(|| self.modals.get(user).map(|(_, by)| by.clone())).flatten();
        let by = by.and_then(|by| self.interactions.get(&by)).map(|by| Box::new(by.metadata()));
        let now = self.moment();
        let interaction = Interaction {
            id: id.clone(),
            token: payload["token"].as_str().unwrap().to_owned(),
            kind,
            user: user.into(),
            channel: channel.into(),
            on: on.map(|message| message.id.clone()),
            by,
            payload: payload.clone(),
            began: now,
            delivered: None,
            response: Response::None,
            took: None,
            messages: Vec::new(),
            has_original: false,
        };
        self.interactions.insert(id.clone(), interaction);
        self.waiting.insert(id.clone());
        self.dispatches("INTERACTION_CREATE", payload);
        if self.gateway.is_connected() {
            self.delivered(now);
        }
        id
    }

    /// A line stands: whatever waits for an answer has arrived.
    pub fn delivered(&mut self, now: i64) {
        for id in &self.waiting {
            self.interactions.get_mut(id).unwrap().delivered.get_or_insert(now);
        }
    }

    fn interaction_json(&mut self, id: &str, kind: u8, user: &str, channel: &str, data: Value) -> Value {
        let locale = self.users[user].locale.clone();
        let token = format!("{TOKEN_BEGINS}{id}");
        let mut payload = json!({
            "id": id, "application_id": APP_ID, "type": kind, "data": data, "channel_id": channel, "token": token,
            "version": 1, "locale": locale, "entitlements": [], "entitlement_sku_ids": [], "context": 1,
            "attachment_size_limit": 10_485_760, "authorizing_integration_owners": {},
        });
        let mut shown = self.channel_json(channel);
        let Some(guild) = self.guild_of(channel) else {
            payload["user"] = self.user(user);
            payload["channel"] = shown;
            payload["app_permissions"] = json!("2251799813685247");
            return payload;
        };
        let denied = self.channels[channel].denied;
        let member = self.member_json(guild, user);
        shown["permissions"] = member["permissions"].clone();
        let more = json!({
            "guild_id": guild.id, "guild": { "id": guild.id, "locale": "en-US", "features": [] }, "member": member,
            "guild_locale": "en-US", "app_permissions": (guild.permissions & !denied).to_string(), "context": 0,
            "authorizing_integration_owners": { "0": guild.id }, "channel": shown,
        });
        payload.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        payload
    }

    /// What nobody answered in three seconds failed before a person's eyes, and is held against who had it in time.
    pub fn watches_the_time(&mut self) {
        let now = self.moment();
        let mut missed = Vec::new();
        // Ids are in the order of time.
        while let Some(id) = self.waiting.first().filter(|id| now - self.interactions[*id].began > FIRST).cloned() {
            self.waiting.remove(&id);
            let interaction = self.interactions.get_mut(&id).unwrap();
            interaction.response = Response::Missed;
            let in_time = interaction.delivered.is_some_and(|at| at - interaction.began < SECOND);
            missed.push((in_time, interaction.payload.clone()));
        }
        for (in_time, payload) in missed {
            if in_time {
                self.breaks("late_response", format!("not within 3 s: {}", payload["data"]));
            }
            self.gateway.unanswered.push(payload);
        }
    }

    /// Nothing that a person did waits for its first response.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty()
    }

    /// A message in answer to an interaction.
    pub fn answers(&mut self, id: &str, mut message: Message) -> Result<Value, Refusal> {
        let (channel, user) = (self.interactions[id].channel.clone(), self.interactions[id].user.clone());
        if message.flags & EPHEMERAL != 0 {
            message.only = Some(user);
        } else {
            self.wakes(&channel)?;
        }
        message.interaction = Some(self.interactions[id].metadata());
        self.interactions.get_mut(id).unwrap().messages.push(message.id.clone());
        let shown = self.message_json(&message, true);
        self.shows(message);
        Ok(shown)
    }
}

/// `POST /interactions/{id}/{token}/callback`
pub fn respond(state: &mut State, id: &str, token: &str, body: &Body) -> Answer {
    state.watches_the_time();
    let now = state.moment();
    let known = state.interactions.get(id).filter(|one| one.token == token).cloned();
    let Some(interaction) = known else { return Err(refuse(10_062)) };
    match interaction.response {
        Response::None => {}
        Response::Missed => return Err(refuse(10_062)),
        _ => {
            state.breaks("answered_twice", format!("{} of {}", body.json["type"], interaction.payload["data"]));
            return Err(refuse(40_060));
        }
    }
    let (response, message) = responds(state, &interaction, body)?;
    state.waiting.remove(id);
    let stands = state.interactions.get_mut(id).unwrap();
    (stands.response, stands.took) = (response, Some(now - stands.began));
    if interaction.kind == MODAL {
        state.modals.remove(&interaction.user);
    }
    if body.asked("with_response") != Some("true") {
        return nothing();
    }
    let mut answer = json!({
        "interaction": { "id": id, "type": interaction.kind, "response_message_id": message["id"],
            "response_message_loading": body.json["type"] == 5, "channel_id": interaction.channel },
        "resource": { "type": body.json["type"] },
    });
    if !message.is_null() {
        answer["resource"]["message"] = message;
    }
    ok(answer)
}

/// Does what the response says, if the interaction takes such a one.
fn responds(state: &mut State, to: &Interaction, body: &Body) -> Result<(Response, Value), Refusal> {
    let data = Body { json: body.json["data"].clone(), uploads: body.uploads.clone(), query: Vec::new() };
    let kind = body.json["type"].as_u64().unwrap_or_default();
    // A modal that was opened from a component may change the component's message, as the component could.
    let on = to.on.as_deref().and_then(|on| state.message(&to.channel, on)).cloned();
    match (kind, to.kind) {
        (4, COMMAND | COMPONENT | MODAL) => {
            let message = messages::made(state, &to.channel, &data)?;
            let message = Message { kind: if to.kind == COMMAND { 20 } else { 0 }, ..message };
            let shown = state.answers(&to.id, message)?;
            state.interactions.get_mut(&to.id).unwrap().has_original = true;
            Ok((Response::Said, shown))
        }
        (5, COMMAND | COMPONENT | MODAL) => {
            let mut message = Message::new(state.id(), &to.channel, BOT_USER, state.clock.now());
            message.flags = LOADING | data.json["flags"].as_u64().unwrap_or_default() & EPHEMERAL;
            let shown = state.answers(&to.id, message)?;
            state.interactions.get_mut(&to.id).unwrap().has_original = true;
            Ok((Response::Deferred, shown))
        }
        (6, COMPONENT | MODAL) if to.on.is_some() => {
            state.interactions.get_mut(&to.id).unwrap().messages.extend(to.on.clone());
            Ok((Response::Updated, Value::Null))
        }
        (7, COMPONENT | MODAL) if to.on.is_some() => {
            let on = on.ok_or_else(|| refuse(10_008))?;
            let shown = messages::edited(state, on, &data)?;
            state.interactions.get_mut(&to.id).unwrap().messages.extend(to.on.clone());
            Ok((Response::Updated, shown))
        }
        (8, AUTOCOMPLETE) => Ok((Response::Choices(offered(state, &data.json)?), Value::Null)),
        (9, COMMAND | COMPONENT) => {
            let faults = components::modal(&data.json);
            if !faults.is_empty() {
                state.breaks("invalid_form_body", format!("{faults:?} in {}", body.json));
                return Err(invalid(&faults));
            }
            state.modals.insert(to.user.clone(), (data.json, to.id.clone()));
            Ok((Response::Modal, Value::Null))
        }
        (kind, of) => {
            state.breaks("no_such_response", format!("{kind} to an interaction of type {of}"));
            Err(invalid(&[("type".into(), "The specified interaction response is not valid here".into())]))
        }
    }
}

/// What a person may choose from: at most 25, each short.
fn offered(state: &mut State, data: &Value) -> Result<Vec<Value>, Refusal> {
    let choices = list(&data["choices"]);
    let mut faults = Faults::default();
    if choices.len() > 25 || !data["choices"].is_array() {
        faults.add("data.choices", "Must be 25 or fewer in length.");
    }
    for (n, choice) in choices.iter().enumerate() {
        faults.text(&format!("data.choices[{n}].name"), &choice["name"], 100, true);
        if choice["value"].is_string() {
            faults.text(&format!("data.choices[{n}].value"), &choice["value"], 100, true);
        }
    }
    if faults.0.is_empty() {
        return Ok(choices.to_vec());
    }
    state.breaks("invalid_form_body", format!("{:?}", faults.0));
    Err(invalid(&faults.0))
}
