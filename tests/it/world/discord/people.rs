//! What people do, in a test's words. Whatever they can't do in Discord's own window panics here.

use serde_json::{Value, json};

use super::interactions::{AUTOCOMPLETE, COMMAND, COMPONENT, MODAL, Response};
use super::limits::list;
use super::messages::{LOADING, Message};
use super::state::{State, User};
use super::{BOT_USER, Fake, GUILD, typed};

/// Somebody in the server.
pub struct Account<'f> {
    pub(super) fake: &'f Fake,
    pub id: String,
}

impl Fake {
    /// Somebody of this name, a member of the first server. The same name is the same person.
    pub fn person(&self, name: &str) -> Account<'_> {
        let mut state = self.state();
        let known = state.users.values().find(|user| user.name == name).map(|user| user.id.clone());
        let id = known.unwrap_or_else(|| {
            let id = state.id();
            let user = User { id: id.clone(), name: name.into(), locale: "en-US".into(), closed: false };
            state.users.insert(id.clone(), user);
            state.guilds.get_mut(GUILD).unwrap().members.insert(id.clone(), [].into());
            id
        });
        Account { fake: self, id }
    }
}

impl Account<'_> {
    /// The language of this person's Discord: `it`, `zh-TW`.
    pub fn speaks(self, locale: &str) -> Self {
        self.fake.state().users.get_mut(&self.id).unwrap().locale = locale.to_owned();
        self
    }

    /// Takes no direct messages any more.
    pub fn closes_the_door(&self) {
        self.fake.state().users.get_mut(&self.id).unwrap().closed = true;
    }

    /// May not see a channel of the server any more, or may again.
    pub fn is_kept_out(&self, channel: &str, kept_out: bool) {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let hidden_from = &mut state.channels.get_mut(&channel).unwrap().hidden_from;
        if kept_out {
            hidden_from.insert(self.id.clone())
        } else {
            hidden_from.remove(&self.id)
        };
    }

    /// Whether they may see a channel of the server.
    pub fn sees_channel(&self, channel: &str) -> bool {
        let state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        !state.channels[&channel].hidden_from.contains(&self.id)
    }

    /// Leaves every server that the bot is in.
    pub fn leaves(&self) {
        for guild in self.fake.state().guilds.values_mut() {
            guild.members.remove(&self.id);
        }
    }

    pub fn joins(&self, guild: &str) {
        self.fake.state().guilds.get_mut(guild).unwrap().members.insert(self.id.clone(), [].into());
    }

    pub fn gets_role(&self, role: &str) {
        let mut state = self.fake.state();
        let holds = |guild: &&mut super::channels::Guild| guild.roles.iter().any(|known| known.id == role);
        let guild = state.guilds.values_mut().find(holds).expect("a role to get");
        guild.members.get_mut(&self.id).unwrap().insert(role.to_owned());
    }

    pub fn loses_role(&self, role: &str) {
        for guild in self.fake.state().guilds.values_mut() {
            guild.members.get_mut(&self.id).map(|roles| roles.remove(role));
        }
    }

    /// A command with its options, as they stand in the window: `/crisis status span:24h`.
    pub fn types(&self, channel: &str, typed: &str) {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let data = typed::command(&state, &channel, typed, None);
        state.interacts(COMMAND, &self.id, &channel, data, None);
    }

    /// The same with its fields by name. None when the window would not let it be sent; otherwise the interaction's id.
    pub fn fills(&self, channel: &str, path: &[&str], fields: &[(&'static str, String)]) -> Option<String> {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let data = ["crisis", "squall"].iter().find_map(|name| typed::fields(&state, &channel, name, path, fields))?;
        Some(state.interacts(COMMAND, &self.id, &channel, data, None))
    }

    /// Begins to type an option that the bot completes; the typed words end with it. Answers the interaction's id, for
    /// [`Self::offered`].
    pub fn begins(&self, channel: &str, typed: &str) -> String {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let focused = typed.rsplit_once(':').expect("an option that is being typed").0;
        let focused = focused.rsplit(' ').next().unwrap_or_default();
        let data = typed::command(&state, &channel, typed, Some(focused));
        state.interacts(AUTOCOMPLETE, &self.id, &channel, data, None)
    }

    /// What was offered to choose from: (name, value); none before the bot answered.
    pub fn offered(&self, interaction: &str) -> Option<Vec<(String, String)>> {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match &self.fake.state().interactions[interaction].response {
            Response::Choices(choices) => {
                Some(choices.iter().map(|one| (text(&one["name"]), text(&one["value"]))).collect())
            }
            _ => None,
        }
    }

    /// Says something in a channel or a thread; `@squall` in it names the bot. Answers the message's id.
    pub fn says(&self, channel: &str, words: &str) -> String {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let words = named(&state, words);
        let mut message = Message::new(state.id(), &channel, &self.id, state.clock.now());
        message.content = words;
        let id = message.id.clone();
        assert!(state.channels[&channel].shows_to(&self.id), "nobody speaks where they are not invited");
        state.wakes(&channel).expect("a thread that is not locked");
        if let Some(thread) = state.channels.get_mut(&channel).and_then(|found| found.thread.as_mut()) {
            thread.members.insert(self.id.clone());
        }
        state.shows(message);
        id
    }

    /// Writes to the bot alone.
    pub fn writes(&self, words: &str) -> String {
        let channel = self.fake.state().direct(&self.id);
        self.says(&channel, words)
    }

    /// Whether this person sees a channel or a thread.
    pub fn is_shown(&self, channel: &str) -> bool {
        self.fake.state().channels[channel].shows_to(&self.id)
    }

    /// A message that this person sees.
    pub fn sees(&self, id: &str) -> Message {
        self.finds(&self.fake.state(), id)
    }

    fn finds(&self, state: &State, id: &str) -> Message {
        let shown = state.channels.values().filter(|channel| channel.shows_to(&self.id));
        let seen = |message: &&Message| message.only.as_ref().is_none_or(|only| *only == self.id);
        shown
            .flat_map(|channel| &channel.messages)
            .find(|message| message.id == id && seen(message))
            .expect("a message to act on")
            .clone()
    }

    /// Presses a button of a message, by its label or its custom id.
    pub fn presses(&self, message: &str, button: &str) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        let found = element(&message, button);
        assert!(found["disabled"] != true, "{button} can't be pressed");
        let data = json!({ "custom_id": found["custom_id"], "component_type": 2, "id": 2 });
        state.interacts(COMPONENT, &self.id, &message.channel, data, Some(&message));
    }

    /// Picks from a select of a message: an option by its words or value, a person by name.
    pub fn picks(&self, message: &str, select: &str, choice: &str) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        let found = element(&message, select);
        let kind = found["type"].as_u64().unwrap();
        let mut data = json!({ "custom_id": found["custom_id"], "component_type": kind, "id": 2 });
        if kind == 3 {
            data["values"] = json!([typed::option(&found, choice)]);
        } else {
            let user = state.users.values().find(|user| user.name == choice).expect("somebody to pick").id.clone();
            data["values"] = json!([user]);
            data["resolved"] = typed::resolved(&state, &message.channel, &user);
        }
        state.interacts(COMPONENT, &self.id, &message.channel, data, Some(&message));
    }

    /// Chooses an entry of a message's menu, by its English name.
    pub fn chooses(&self, message: &str, entry: &str) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        let command = typed::registered(&state, &message.channel, entry, 3);
        let shown = state.message_json(&message, true);
        let data = json!({
            "id": command["id"], "name": command["name"], "type": 3, "target_id": message.id,
            "resolved": { "messages": { message.id.as_str(): shown } },
        });
        state.interacts(COMMAND, &self.id, &message.channel, data, None);
    }

    /// Does something that no client knows yet. Answers the interaction's id.
    pub fn does_something_new(&self, channel: &str) -> String {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        state.interacts_strangely(&self.id, &channel)
    }

    /// The modal that stands open.
    pub fn modal(&self) -> Option<Value> {
        self.fake.state().modals.get(&self.id).map(|(modal, _)| modal.clone())
    }

    /// Fills in the open modal and sends it; it stands open until the bot takes it. An input is named by its custom id
    /// or label.
    pub fn submits(&self, answers: &[(&str, &str)]) {
        let mut state = self.fake.state();
        let (modal, by) = state.modals.get(&self.id).cloned().expect("an open modal");
        let parts = typed::filled(&state, &modal, answers);
        let data = json!({ "custom_id": modal["custom_id"], "components": parts });
        let asked = &state.interactions[&by];
        let (channel, on) = (asked.channel.clone(), asked.on.clone());
        let on = on.and_then(|on| state.message(&channel, &on).cloned());
        state.interacts(MODAL, &self.id, &channel, data, on.as_ref());
    }

    /// Closes the open modal; nobody is told.
    pub fn closes(&self) {
        self.fake.state().modals.remove(&self.id).expect("an open modal");
    }

    /// Gives one of their own messages other words.
    pub fn edits(&self, message: &str, words: &str) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        assert_eq!(message.author, self.id, "people edit what they said");
        let now = state.clock.now();
        let all = &mut state.channels.get_mut(&message.channel).unwrap().messages;
        let shown = all.iter_mut().find(|known| known.id == message.id).unwrap();
        (shown.content, shown.edited) = (words.to_owned(), Some(now));
        state.message_updated(&message.channel, &message.id);
    }

    /// Deletes one of their own messages.
    pub fn deletes(&self, message: &str) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        assert_eq!(message.author, self.id, "people delete what they said");
        let guild = state.guild_of(&message.channel).map(|guild| guild.id.clone());
        state.channels.get_mut(&message.channel).unwrap().messages.retain(|known| known.id != message.id);
        let told = json!({ "id": message.id, "channel_id": message.channel, "guild_id": guild });
        state.dispatches("MESSAGE_DELETE", told);
    }

    /// Deletes messages of one channel at once, as who moderates may.
    pub fn deletes_all(&self, messages: &[&str]) {
        let mut state = self.fake.state();
        let channel = self.finds(&state, messages[0]).channel;
        let guild = state.guild_of(&channel).map(|guild| guild.id.clone());
        let all = &mut state.channels.get_mut(&channel).unwrap().messages;
        all.retain(|known| !messages.contains(&known.id.as_str()));
        let told = json!({ "ids": messages, "channel_id": channel, "guild_id": guild });
        state.dispatches("MESSAGE_DELETE_BULK", told);
    }

    /// Puts an emoji on a message: `👀`.
    pub fn reacts(&self, message: &str, emoji: &str) {
        self.reaction(message, emoji, true);
    }

    pub fn unreacts(&self, message: &str, emoji: &str) {
        self.reaction(message, emoji, false);
    }

    fn reaction(&self, message: &str, emoji: &str, added: bool) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        assert!(!state.is_archived(&message.channel), "nobody can react in an archived thread");
        state.reacted(&message.channel, &message.id, &self.id, emoji, added);
    }

    /// Pins a message to its channel, or takes the pin away.
    pub fn pins(&self, message: &str, added: bool) {
        let mut state = self.fake.state();
        let message = self.finds(&state, message);
        state.pins(&message.channel, &message.id, &self.id, added);
    }

    /// What only this person sees, oldest first; "… is thinking" is not there yet.
    pub fn whispers(&self) -> Vec<Message> {
        let state = self.fake.state();
        let all = state.channels.values().flat_map(|channel| &channel.messages);
        let mut mine: Vec<Message> = all
            .filter(|message| message.only.as_ref() == Some(&self.id) && message.flags & LOADING == 0)
            .cloned()
            .collect();
        mine.sort_by_key(|message| message.id.parse::<u64>().unwrap());
        mine
    }

    /// Has everything go away that only this person sees.
    pub fn dismisses(&self) {
        for channel in self.fake.state().channels.values_mut() {
            channel.messages.retain(|message| message.only.as_ref() != Some(&self.id));
        }
    }

    /// What stands in the direct conversation with the bot.
    pub fn direct(&self) -> Vec<Message> {
        let mut state = self.fake.state();
        let channel = state.direct(&self.id);
        state.channels[&channel].messages.clone()
    }
}

/// `@maya` and `@squall` as Discord writes them.
pub(super) fn named(state: &State, words: &str) -> String {
    let all = state.users.values().map(|user| (user.name.as_str(), user.id.as_str())).chain([("squall", BOT_USER)]);
    all.fold(words.to_owned(), |words, (name, id)| words.replace(&format!("@{name}"), &format!("<@{id}>")))
}

fn element(message: &Message, named: &str) -> Value {
    let fits = |one: &Value| {
        ["label", "custom_id", "placeholder"].iter().any(|field| one[*field] == named)
            || list(&one["options"]).iter().any(|option| option["label"] == named)
    };
    message.elements().into_iter().find(fits).unwrap_or_else(|| panic!("no {named:?} in {:?}", message.components))
}
