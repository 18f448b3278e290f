//! What people do, in a test's words. Whatever they can't do in Slack's own window panics here.

use commands::Shortcut;
use serde_json::{Value, json};

use super::state::{Message, Rank, State, User as Known};
use super::{BOT_USER, Fake, forms, payloads};

/// Somebody at the workspace.
pub struct User<'f> {
    pub(super) fake: &'f Fake,
    pub id: String,
}

impl Fake {
    /// Somebody of this name, a member of every public channel. The same name is the same person.
    pub fn person(&self, name: &str) -> User<'_> {
        let id = format!("U0{}", name.to_uppercase());
        let mut state = self.state();
        if !state.people.contains_key(&id) {
            let (locale, zone) = ("en-US".to_owned(), "Europe/Rome".to_owned());
            let known = Known { id: id.clone(), name: name.into(), locale, zone, deleted: false, rank: Rank::Member };
            state.people.insert(id.clone(), known);
            for channel in state.channels.values_mut().filter(|channel| !channel.private) {
                channel.members.insert(id.clone());
            }
        }
        User { fake: self, id }
    }
}

/// What Slack makes of typed words: its three characters escaped, addresses in brackets, `@maya` and `#crisis` mentions (in
/// commands with their names, as the manifest's `should_escape` has it).
fn typed(state: &State, words: &str, in_command: bool) -> String {
    let text = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let is_address = |word: &str| word.starts_with("https://") || word.starts_with("http://");
    let words = text.split_inclusive(char::is_whitespace).map(|word| match word.trim_end() {
        address if is_address(address) => word.replacen(address, &format!("<{address}>"), 1),
        _ => word.to_owned(),
    });
    let mut text: String = words.collect();
    for Known { id, name, .. } in state.people.values() {
        let mention = if in_command { format!("<@{id}|{name}>") } else { format!("<@{id}>") };
        text = text.replace(&format!("@{name}"), &mention);
    }
    for (id, channel) in state.channels.iter().filter(|(_, channel)| channel.im.is_none()) {
        let name = &channel.name;
        let mention = if in_command { format!("<#{id}|{name}>") } else { format!("<#{id}>") };
        text = text.replace(&format!("#{name}"), &mention);
    }
    text.replace("@squall", &format!("<@{BOT_USER}>"))
}

impl User<'_> {
    /// From now on they are that in the workspace.
    pub fn is(&self, rank: Rank) {
        self.fake.state().people.get_mut(&self.id).unwrap().rank = rank;
    }

    /// Leaves a channel, or was never in it.
    pub fn leaves_channel(&self, channel: &str) {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        state.channels.get_mut(&channel).unwrap().members.remove(&self.id);
    }

    /// Joins a channel again.
    pub fn joins_channel(&self, channel: &str) {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        state.channels.get_mut(&channel).unwrap().members.insert(self.id.clone());
    }

    /// Their account is closed.
    pub fn leaves(&self) {
        self.fake.state().people.get_mut(&self.id).unwrap().deleted = true;
    }

    pub fn speaks(self, locale: &str) -> Self {
        self.fake.state().people.get_mut(&self.id).unwrap().locale = locale.to_owned();
        self
    }

    pub fn lives_in(self, zone: &str) -> Self {
        self.fake.state().people.get_mut(&self.id).unwrap().zone = zone.to_owned();
        self
    }

    /// A slash command in a channel (threads have none).
    pub fn types(&self, channel: &str, typed: &str) {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        let typed = self::typed(&state, typed, true);
        let payload = payloads::command(&mut state, &self.id, &channel, &typed);
        state.sends("slash_commands", payload);
    }

    /// Says something; `@squall` in it names the bot. Answers the message's ts.
    pub fn says(&self, channel: &str, thread: Option<&str>, words: &str) -> String {
        let mut state = self.fake.state();
        let channel = state.channel_id(channel).unwrap();
        assert!(state.channels[&channel].members.contains(&self.id), "{} is not in {channel}", self.id);
        let names_the_bot = words.contains("@squall");
        let text = typed(&state, words, false);
        let (ts, thread) = (state.ts(), thread.map(str::to_owned));
        let section = json!({ "type": "rich_text_section", "elements": [{ "type": "text", "text": words }] });
        let blocks = vec![json!({ "type": "rich_text", "block_id": state.number("b"), "elements": [section] })];
        let user = self.id.clone();
        let message = Message { ts: ts.clone(), thread, user, text, blocks, ..Message::default() };
        state.shows(&channel, message.clone());
        if state.channels[&channel].members.contains(BOT_USER) {
            let event = payloads::said(&state, &channel, &message, "message");
            state.event(event);
        }
        // In a direct conversation naming the bot is no mention.
        if names_the_bot && state.channels[&channel].im.is_none() {
            let event = payloads::said(&state, &channel, &message, "app_mention");
            state.event(event);
        }
        ts
    }

    pub fn mentions(&self, channel: &str, thread: Option<&str>, words: &str) -> String {
        assert!(words.contains("@squall"), "a mention names the bot");
        self.says(channel, thread, words)
    }

    /// Writes to the bot alone.
    pub fn writes(&self, words: &str) -> String {
        let channel = super::conversations::direct(&mut self.fake.state(), &self.id);
        self.says(&channel, None, words)
    }

    fn finds(&self, ts: &str) -> (String, Message) {
        let state = self.fake.state();
        let mut all = state.channels.iter().flat_map(|(id, channel)| channel.messages.iter().map(move |one| (id, one)));
        let seen = |message: &Message| message.only.as_ref().is_none_or(|only| *only == self.id);
        let (channel, message) =
            all.find(|(_, message)| message.ts == ts && seen(message)).expect("a message to act on");
        (channel.clone(), message.clone())
    }

    /// Presses a button of a message, by its label, its action id or its value.
    pub fn presses(&self, ts: &str, button: &str) {
        self.acts(ts, button, |_| json!({}));
    }

    /// Picks from a select of a message: an option by its words or value, a person by id, a date.
    pub fn picks(&self, ts: &str, select: &str, choice: &str) {
        self.acts(ts, select, |element| forms::answered(element, Some(choice)));
    }

    fn acts(&self, ts: &str, element: &str, chosen: impl FnOnce(&Value) -> Value) {
        let (channel, message) = self.finds(ts);
        let mut state = self.fake.state();
        let (block, found) = forms::find(&message.blocks, element).unwrap_or_else(|| panic!("no {element:?} there"));
        let action = forms::action(&found, &block, &state.ts(), chosen(&found));
        let payload = payloads::in_message(&mut state, &self.id, &channel, &message, action);
        state.sends("interactive", payload);
    }

    /// Presses a button of the open modal, or else of the home tab.
    pub fn presses_in_view(&self, button: &str) {
        self.acts_in_view(button, |_| json!({}));
    }

    /// Picks there, as [`Self::picks`].
    pub fn picks_in_view(&self, select: &str, choice: &str) {
        self.acts_in_view(select, |element| forms::answered(element, Some(choice)));
    }

    fn acts_in_view(&self, element: &str, chosen: impl FnOnce(&Value) -> Value) {
        let mut state = self.fake.state();
        let view = state.views.get(&self.id).and_then(|stack| stack.last()).or(state.homes.get(&self.id)).cloned();
        let view = view.expect("a view to press in");
        let blocks = view["blocks"].as_array().unwrap();
        let (block, found) = forms::find(blocks, element).unwrap_or_else(|| panic!("no {element:?} there"));
        let action = forms::action(&found, &block, &state.ts(), chosen(&found));
        let payload = payloads::in_view(&mut state, &self.id, &view, action);
        state.sends("interactive", payload);
    }

    /// Fills in the open modal and sends it. An input is named by its action id, block id or label.
    pub fn submits(&self, answers: &[(&str, &str)]) {
        let mut view = self.view().expect("an open modal");
        view["state"] = json!({ "values": forms::values(&view, answers) });
        let mut state = self.fake.state();
        let payload = payloads::submission(&mut state, &self.id, &view);
        state.sends("interactive", payload);
    }

    /// Closes the open modal with its cross.
    pub fn closes(&self) {
        let mut state = self.fake.state();
        let view = state.views.get_mut(&self.id).and_then(Vec::pop).expect("an open modal");
        if view["notify_on_close"] == true {
            let payload = payloads::closed(&mut state, &self.id, &view);
            state.sends("interactive", payload);
        }
    }

    /// Gives one of their own messages other words.
    pub fn edits(&self, ts: &str, words: &str) {
        let (channel, before) = self.finds(ts);
        assert_eq!(before.user, self.id, "people edit what they said");
        let mut state = self.fake.state();
        let text = typed(&state, words, false);
        let message = state.message_mut(&channel, ts).unwrap();
        (message.text, message.edited) = (text, true);
        let now = message.clone();
        let event = payloads::changed(&mut state, &channel, &before, Some(&now));
        state.event(event);
    }

    /// Deletes one of their own messages.
    pub fn deletes(&self, ts: &str) {
        let (channel, before) = self.finds(ts);
        assert_eq!(before.user, self.id, "people delete what they said");
        let mut state = self.fake.state();
        state.channels.get_mut(&channel).unwrap().messages.retain(|message| message.ts != ts);
        let event = payloads::changed(&mut state, &channel, &before, None);
        state.event(event);
    }

    pub fn reacts(&self, ts: &str, emoji: &str) {
        self.reaction(ts, emoji, true);
    }

    pub fn unreacts(&self, ts: &str, emoji: &str) {
        self.reaction(ts, emoji, false);
    }

    fn reaction(&self, ts: &str, emoji: &str, added: bool) {
        let (channel, message) = self.finds(ts);
        let mut state = self.fake.state();
        let reactions = &mut state.message_mut(&channel, ts).unwrap().reactions;
        let mine = (emoji.to_owned(), self.id.clone());
        match reactions.iter().position(|one| *one == mine) {
            Some(at) if !added => drop(reactions.remove(at)),
            None if added => reactions.push(mine),
            _ => return,
        }
        let event = payloads::reaction(&mut state, &self.id, &channel, &message, emoji, added);
        state.event(event);
    }

    pub fn pins(&self, ts: &str) {
        self.pin(ts, true);
    }

    pub fn unpins(&self, ts: &str) {
        self.pin(ts, false);
    }

    fn pin(&self, ts: &str, added: bool) {
        let (channel, message) = self.finds(ts);
        assert!(message.only.is_none(), "what one person sees can't be pinned");
        let mut state = self.fake.state();
        let pinned_by = &mut state.message_mut(&channel, ts).unwrap().pinned_by;
        if pinned_by.is_empty() != added {
            return;
        }
        *pinned_by = if added { self.id.clone() } else { String::new() };
        let event = payloads::pin(&mut state, &self.id, &channel, &message, added);
        state.event(event);
    }

    /// A shortcut from the search box.
    pub fn shortcut(&self, callback: &str) {
        let mut state = self.fake.state();
        let payload = payloads::shortcut(&mut state, &self.id, callback);
        state.sends("interactive", payload);
    }

    /// A shortcut from a message's menu.
    pub fn message_shortcut(&self, ts: &str, callback: &str) {
        let (channel, message) = self.finds(ts);
        assert!(message.only.is_none(), "what one person sees has no menu");
        assert!(Shortcut::named(callback).is_some(), "the manifest has no shortcut {callback:?}");
        let mut state = self.fake.state();
        let payload = payloads::message_shortcut(&mut state, &self.id, &channel, &message, callback);
        state.sends("interactive", payload);
    }

    pub fn opens_home(&self) {
        self.opens_tab("home");
    }

    /// A tab of the bot's page: `home` or `messages`.
    pub fn opens_tab(&self, tab: &str) {
        let channel = super::conversations::direct(&mut self.fake.state(), &self.id);
        let mut state = self.fake.state();
        let at = state.ts();
        let mut event =
            json!({ "type": "app_home_opened", "user": self.id, "channel": channel, "tab": tab, "event_ts": at });
        if let Some(home) = state.homes.get(&self.id).filter(|_| tab == "home") {
            event["view"] = home.clone();
        }
        state.event(event);
    }

    /// The modal on top of the person's screen.
    pub fn view(&self) -> Option<Value> {
        self.fake.state().views.get(&self.id).and_then(|stack| stack.last()).cloned()
    }

    pub fn home(&self) -> Option<Value> {
        self.fake.state().homes.get(&self.id).cloned()
    }

    /// What only this person sees, oldest first.
    pub fn ephemerals(&self) -> Vec<Message> {
        let state = self.fake.state();
        let all = state.channels.values().flat_map(|channel| &channel.messages);
        all.filter(|message| message.only.as_ref() == Some(&self.id)).cloned().collect()
    }

    /// What stands in the direct conversation with the bot.
    pub fn direct(&self) -> Vec<Message> {
        let channel = super::conversations::direct(&mut self.fake.state(), &self.id);
        self.fake.state().channels[&channel].messages.clone()
    }
}
