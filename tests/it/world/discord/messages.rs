//! Messages: made, shown, changed, found. https://docs.discord.com/developers/resources/message

use serde_json::{Value, json};
use squall::clock::Time;

use super::body::{Body, Upload};
use super::refusals::{Answer, Refusal, invalid, nothing, ok, refuse};
use super::state::{State, stamp};
use super::{APP_ID, BOT_USER, files, intents, limits, permissions};

/// Flags of a message.
pub const EPHEMERAL: u64 = 1 << 6;
pub const LOADING: u64 = 1 << 7;
pub const COMPONENTS_V2: u64 = 1 << 15;
/// How long a nonce is remembered, in seconds: "the past few minutes".
const NONCE_LIVES: i64 = 180;

/// A message of a channel or a thread, or (with `only`) for the eyes of one person.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: String,
    pub channel: String,
    pub author: String,
    pub content: String,
    pub embeds: Vec<Value>,
    pub components: Vec<Value>,
    pub attachments: Vec<Value>,
    pub flags: u64,
    /// 0: said; 6: a pin; 19: a reply; 20: the answer to a command.
    pub kind: u8,
    pub nonce: Option<Value>,
    pub reference: Option<Value>,
    /// What the answer to an interaction says about it.
    pub interaction: Option<Value>,
    /// Emoji and who.
    pub reactions: Vec<(String, String)>,
    pub pinned: bool,
    pub edited: Option<Time>,
    pub only: Option<String>,
    pub at: Time,
    /// People, roles and `everyone` that it notified.
    pub pings: Vec<String>,
    pub has_thread: bool,
}

impl Message {
    pub fn new(id: String, channel: &str, author: &str, at: Time) -> Self {
        Self {
            id,
            channel: channel.into(),
            author: author.into(),
            content: String::new(),
            embeds: Vec::new(),
            components: Vec::new(),
            attachments: Vec::new(),
            flags: 0,
            kind: 0,
            nonce: None,
            reference: None,
            interaction: None,
            reactions: Vec::new(),
            pinned: false,
            edited: None,
            only: None,
            at,
            pings: Vec::new(),
            has_thread: false,
        }
    }

    pub fn by_the_bot(&self) -> bool {
        self.author == BOT_USER
    }

    /// All of its words, in order: content, embeds, labels.
    pub fn words(&self) -> String {
        let mut words = vec![self.content.clone()];
        for embed in &self.embeds {
            let mut add = |value: &Value| words.extend(value.as_str().map(str::to_owned));
            [&embed["author"]["name"], &embed["title"], &embed["description"]].into_iter().for_each(&mut add);
            for field in embed["fields"].as_array().into_iter().flatten() {
                [&field["name"], &field["value"]].into_iter().for_each(&mut add);
            }
            add(&embed["footer"]["text"]);
        }
        words.retain(|line| !line.is_empty());
        visible(&words.join("\n"))
    }

    /// Buttons, selects and inputs.
    pub fn elements(&self) -> Vec<Value> {
        limits::elements(&self.components)
    }
}

/// Without what has no width and that nobody sees.
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect()
}

fn is_named(content: &str) -> bool {
    content.contains(&format!("<@{BOT_USER}>")) || content.contains(&format!("<@!{BOT_USER}>"))
}

impl State {
    /// The message as the bot may read it: without the privileged intent, what others say to others is blank.
    pub fn message_json(&self, message: &Message, reads_content: bool) -> Value {
        let direct = self.channels.get(&message.channel).is_none_or(|channel| channel.recipient.is_some());
        let open = reads_content || direct || message.by_the_bot() || is_named(&message.content);
        let list = |list: &Vec<Value>| if open { json!(list) } else { json!([]) };
        let mentioned = |part: &str| part.split_once('>').map(|(id, _)| id.trim_start_matches('!').to_owned());
        let mentions: Vec<String> = message.content.split("<@").skip(1).filter_map(mentioned).collect();
        let mentions = mentions.iter().filter(|id| self.users.contains_key(*id) || *id == BOT_USER);
        let mut shown = json!({
            "id": message.id, "channel_id": message.channel, "author": self.user(&message.author),
            "content": if open { message.content.as_str() } else { "" }, "timestamp": stamp(message.at),
            "edited_timestamp": message.edited.map(stamp), "tts": false, "pinned": message.pinned,
            "mention_everyone": message.pings.iter().any(|ping| ping == "everyone"),
            "mentions": mentions.map(|id| self.user(id)).collect::<Vec<_>>(), "mention_roles": [],
            "attachments": list(&message.attachments), "embeds": list(&message.embeds), "flags": message.flags,
            "components": list(&message.components), "type": message.kind,
        });
        if !message.reactions.is_empty() {
            shown["reactions"] = reactions_json(message);
        }
        if let Some(reference) = &message.reference {
            shown["message_reference"] = reference.clone();
        }
        if let Some(interaction) = &message.interaction {
            shown["interaction_metadata"] = interaction.clone();
            shown["webhook_id"] = json!(APP_ID);
            shown["application_id"] = json!(APP_ID);
        }
        if message.has_thread && self.channels.contains_key(&message.id) {
            shown["thread"] = self.channel_json(&message.id);
        }
        shown
    }

    /// What the gateway tells of a message.
    fn message_event(&self, message: &Message) -> Value {
        let reads = self.gateway.intents() & intents::MESSAGE_CONTENT != 0;
        let mut told = self.message_json(message, reads);
        told["channel_type"] = json!(self.channels[&message.channel].kind);
        if let Some(guild) = self.guild_of(&message.channel) {
            told["guild_id"] = json!(guild.id);
            if !message.by_the_bot() {
                let mut member = self.member_json(guild, &message.author);
                member.as_object_mut().unwrap().remove("user");
                told["member"] = member;
            }
        }
        if let Some(nonce) = &message.nonce {
            told["nonce"] = nonce.clone();
        }
        told
    }

    /// Puts a message where all (or the one it is for) see it, and tells the bot.
    pub fn shows(&mut self, message: Message) {
        let told = self.message_event(&message);
        let hidden = message.only.is_some();
        self.channels.get_mut(&message.channel).unwrap().messages.push(message);
        if !hidden {
            self.dispatches("MESSAGE_CREATE", told);
        }
    }

    pub fn message_updated(&mut self, channel: &str, id: &str) {
        let Some(message) = self.message(channel, id).filter(|message| message.only.is_none()).cloned() else { return };
        let told = self.message_event(&message);
        self.dispatches("MESSAGE_UPDATE", told);
    }
}

fn reactions_json(message: &Message) -> Value {
    let mut names: Vec<&String> = Vec::new();
    message.reactions.iter().for_each(|(emoji, _)| {
        if !names.contains(&emoji) {
            names.push(emoji)
        }
    });
    let one = |emoji: &&String| {
        let who = || message.reactions.iter().filter(|(name, _)| name == *emoji);
        json!({
            "emoji": { "id": null, "name": emoji }, "count": who().count(), "burst_colors": [],
            "count_details": { "burst": 0, "normal": who().count() }, "me_burst": false,
            "me": who().any(|(_, user)| user == BOT_USER),
        })
    };
    names.iter().map(one).collect()
}

/// Reads a message that the bot wants to be there, within every limit; nothing is shown yet.
pub fn made(state: &mut State, channel: &str, body: &Body) -> Result<Message, Refusal> {
    let faults = limits::message(&body.json, &body.uploads);
    if !faults.is_empty() {
        state.breaks("invalid_form_body", format!("{faults:?} in {}", body.json));
        return Err(invalid(&faults));
    }
    let id = state.id();
    let mut message = Message::new(id, channel, BOT_USER, state.clock.now());
    changes(state, &mut message, &body.json, &body.uploads);
    let blank = message.content.trim().is_empty() && message.embeds.is_empty() && message.attachments.is_empty();
    if blank && message.flags & COMPONENTS_V2 == 0 {
        state.breaks("empty_message", body.json.to_string());
        return Err(refuse(50_006));
    }
    message.pings = limits::pings(&message.content, &body.json["allowed_mentions"], &state.users);
    message.flags |= body.json["flags"].as_u64().unwrap_or_default();
    Ok(message)
}

/// What a body changes of a message: fields that it does not name stay.
pub fn changes(state: &mut State, message: &mut Message, body: &Value, uploads: &[Upload]) {
    let list = |field: &str| body.get(field).map(|list| list.as_array().cloned().unwrap_or_default());
    if let Some(content) = body.get("content") {
        message.content = content.as_str().unwrap_or_default().to_owned();
    }
    if let Some(kept) = list("attachments") {
        let kept: Vec<String> = kept.iter().map(|one| files::id(&one["id"])).collect();
        message.attachments.retain(|one| kept.contains(&files::id(&one["id"])));
    }
    let added = files::attached(state, &message.channel, body, uploads);
    message.attachments.extend(added);
    if let Some(mut embeds) = list("embeds") {
        for embed in &mut embeds {
            embed["type"] = json!("rich");
            files::resolves(embed, &message.attachments);
        }
        message.embeds = embeds;
    }
    if let Some(components) = list("components") {
        message.components = components;
    }
}

/// Whether the bot may say this here.
fn may_say(state: &State, channel: &str, body: &Body) -> Result<(), Refusal> {
    let found = state.seen(channel)?;
    if !found.takes_messages() {
        return Err(refuse(50_008));
    }
    if let Some(person) = &found.recipient {
        let shares = state.guilds.values().any(|guild| guild.bot && guild.members.contains_key(person));
        let closed = !shares || state.users.get(person).is_none_or(|user| user.closed);
        return if closed { Err(refuse(50_007)) } else { Ok(()) };
    }
    let mut needed =
        if found.thread.is_some() { permissions::SEND_MESSAGES_IN_THREADS } else { permissions::SEND_MESSAGES };
    if body.json["embeds"].as_array().is_some_and(|embeds| !embeds.is_empty()) {
        needed |= permissions::EMBED_LINKS;
    }
    if !body.uploads.is_empty() {
        needed |= permissions::ATTACH_FILES;
    }
    if !state.may(channel, needed) {
        return Err(refuse(50_013));
    }
    if !body.json["message_reference"].is_null() && !state.may(channel, permissions::READ_MESSAGE_HISTORY) {
        return Err(refuse(160_002));
    }
    Ok(())
}

/// `POST /channels/{channel}/messages`
pub fn create(state: &mut State, channel: &str, body: &Body) -> Answer {
    may_say(state, channel, body)?;
    let nonce = Some(body.json["nonce"].clone()).filter(|nonce| !nonce.is_null());
    if let Some(known) = nonce.as_ref().filter(|_| body.json["enforce_nonce"] == true)
        && let Some(found) = said_before(state, channel, known)
    {
        let mut shown = state.message_json(&found, true);
        shown["nonce"] = known.clone();
        return ok(shown);
    }
    let mut message = made(state, channel, body)?;
    if let Some(to) = body.json["message_reference"]["message_id"].as_str() {
        let must_be_there = body.json["message_reference"]["fail_if_not_exists"] != json!(false);
        if must_be_there && state.message(channel, to).is_none() {
            return Err(invalid(&[("message_reference".into(), "Unknown message".into())]));
        }
        let guild = state.channels[channel].guild.clone();
        message.reference = Some(json!({ "type": 0, "message_id": to, "channel_id": channel, "guild_id": guild }));
        message.kind = 19;
    }
    state.wakes(channel)?;
    message.nonce = nonce;
    let mut shown = state.message_json(&message, true);
    if let Some(nonce) = &message.nonce {
        shown["nonce"] = nonce.clone();
    }
    state.shows(message);
    ok(shown)
}

/// The message that the bot sent here with this nonce a short time ago.
fn said_before(state: &State, channel: &str, nonce: &Value) -> Option<Message> {
    let now = state.clock.now();
    let fresh = |message: &&Message| (now - message.at).num_seconds() < NONCE_LIVES;
    let all = state.channels[channel].messages.iter().rev();
    all.filter(fresh).find(|message| message.nonce.as_ref() == Some(nonce)).cloned()
}

/// A message in a channel that the bot reads.
pub fn readable<'s>(state: &'s State, channel: &str, id: &str) -> Result<&'s Message, Refusal> {
    let direct = state.seen(channel)?.recipient.is_some();
    if !direct && !state.may(channel, permissions::READ_MESSAGE_HISTORY) {
        return Err(refuse(50_013));
    }
    state.message(channel, id).filter(|message| message.only.is_none()).ok_or_else(|| refuse(10_008))
}

pub fn get(state: &State, channel: &str, id: &str) -> Answer {
    ok(state.message_json(readable(state, channel, id)?, state.message_content))
}

/// `GET /channels/{channel}/messages`: newest first, up to 100.
pub fn list(state: &mut State, channel: &str, body: &Body) -> Answer {
    let found = state.seen(channel)?;
    if found.recipient.is_none() && !state.may(channel, permissions::READ_MESSAGE_HISTORY) {
        return ok(json!([]));
    }
    let number = |name: &str| body.asked(name).and_then(|id| id.parse::<u64>().ok());
    let limit = number("limit").unwrap_or(50);
    if !(1..=100).contains(&limit) {
        state.breaks("invalid_form_body", format!("limit={limit}"));
        return Err(invalid(&[("limit".into(), "int value should be between 1 and 100.".into())]));
    }
    let id = |message: &Message| message.id.parse::<u64>().unwrap();
    let seen = found.messages.iter().filter(|message| message.only.is_none());
    let mut all: Vec<&Message> = seen.collect();
    if let Some(after) = number("after") {
        all.retain(|message| id(message) > after);
        all.truncate(usize::try_from(limit).unwrap());
    }
    if let Some(before) = number("before") {
        all.retain(|message| id(message) < before);
    }
    let newest = all.into_iter().rev().take(usize::try_from(limit).unwrap());
    ok(newest.map(|message| state.message_json(message, state.message_content)).collect())
}

/// `PATCH /channels/{channel}/messages/{message}`
pub fn update(state: &mut State, channel: &str, id: &str, body: &Body) -> Answer {
    let found = state.seen(channel)?;
    let found = found.messages.iter().find(|message| message.id == id && message.only.is_none());
    let message = found.ok_or_else(|| refuse(10_008))?.clone();
    if !message.by_the_bot() {
        return Err(refuse(50_005));
    }
    if state.is_archived(channel) {
        return Err(refuse(50_083));
    }
    let shown = edited(state, message, body)?;
    ok(shown)
}

/// Changes a message, wherever the right to do so comes from.
pub fn edited(state: &mut State, mut message: Message, body: &Body) -> Result<Value, Refusal> {
    let faults = limits::message_over(&message, &body.json, &body.uploads);
    if !faults.is_empty() {
        state.breaks("invalid_form_body", format!("{faults:?} in {}", body.json));
        return Err(invalid(&faults));
    }
    changes(state, &mut message, &body.json, &body.uploads);
    message.flags &= !LOADING;
    message.edited = Some(state.clock.now());
    let (channel, id) = (message.channel.clone(), message.id.clone());
    let shown = state.message_json(&message, true);
    if let Some(stands) = state.message_mut(&channel, &id) {
        *stands = message;
    }
    state.message_updated(&channel, &id);
    Ok(shown)
}

/// `DELETE /channels/{channel}/messages/{message}`
pub fn delete(state: &mut State, channel: &str, id: &str) -> Answer {
    let mine = readable(state, channel, id)?.by_the_bot();
    if !mine && !state.may(channel, permissions::MANAGE_MESSAGES) {
        return Err(refuse(50_013));
    }
    if state.is_archived(channel) {
        return Err(refuse(50_083));
    }
    removed(state, channel, id);
    nothing()
}

pub fn removed(state: &mut State, channel: &str, id: &str) {
    state.channels.get_mut(channel).unwrap().messages.retain(|message| message.id != id);
    let guild = state.channels[channel].guild.clone();
    state.dispatches("MESSAGE_DELETE", json!({ "id": id, "channel_id": channel, "guild_id": guild }));
}
