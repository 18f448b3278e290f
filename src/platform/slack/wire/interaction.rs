//! What is typed after `/crisis`, pressed, chosen and sent (docs.slack.dev/reference/interaction-payloads).
//!
//! SlackInteractionEvent drops which person, channel or date was picked and the thread of what only one person sees, and can
//! read nothing from an organisation's app, whose presses belong to no team.

use std::collections::HashMap;

use serde::Deserialize;
use slack_morphism::{SlackBasicChannelInfo, SlackBasicUserInfo};

use super::{Message, filled};

/// A slash command. SlackCommandEvent fails without an address to answer to, which Squall never uses.
#[derive(Deserialize)]
pub struct Command {
    pub user_id: String,
    #[serde(default, deserialize_with = "filled")]
    pub channel_id: Option<String>,
    #[serde(default)]
    pub text: String,
    pub trigger_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Interaction {
    BlockActions(Box<BlockActions>),
    MessageAction(Box<MessageAction>),
    ViewSubmission(Box<ViewSubmission>),
    #[serde(other)]
    Other,
}

/// An element of a message or a view was used.
#[derive(Deserialize)]
pub struct BlockActions {
    pub user: SlackBasicUserInfo,
    pub trigger_id: Option<String>,
    pub actions: Vec<Element>,
    pub view: Option<View>,
    pub channel: Option<SlackBasicChannelInfo>,
    pub container: Option<Container>,
    /// Not there when only one person sees it.
    pub message: Option<Message>,
}

/// Where an element stands.
#[derive(Deserialize)]
pub struct Container {
    pub channel_id: Option<String>,
    pub message_ts: Option<String>,
    pub thread_ts: Option<String>,
}

/// An entry of a message's menu.
#[derive(Deserialize)]
pub struct MessageAction {
    pub user: SlackBasicUserInfo,
    pub channel: SlackBasicChannelInfo,
    pub message: Message,
    pub callback_id: String,
    pub trigger_id: Option<String>,
}

/// A form was sent.
#[derive(Deserialize)]
pub struct ViewSubmission {
    pub user: SlackBasicUserInfo,
    pub view: View,
}

/// A form or a person's page.
#[derive(Deserialize)]
pub struct View {
    pub id: Option<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub hash: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    pub callback_id: Option<String>,
    pub private_metadata: Option<String>,
    blocks: Option<Vec<Asked>>,
    state: Option<State>,
}

#[derive(Deserialize)]
struct Asked {
    block_id: Option<String>,
}

#[derive(Deserialize)]
struct State {
    values: HashMap<String, HashMap<String, Element>>,
}

impl View {
    /// The questions in the form's order, which the state alone does not have, and what was answered.
    pub fn answers(&self) -> Vec<(String, String)> {
        let answer = |asked: &Asked| {
            let id = asked.block_id.as_ref()?;
            let element = self.state.as_ref()?.values.get(id)?.values().next()?;
            Some((id.clone(), element.picked().unwrap_or_default()))
        };
        self.blocks.iter().flatten().filter_map(answer).collect()
    }
}

/// What an element holds, when it was used or its form was sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Element {
    pub action_id: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub value: Option<String>,
    selected_user: Option<String>,
    selected_conversation: Option<String>,
    selected_channel: Option<String>,
    selected_date: Option<String>,
    selected_time: Option<String>,
    selected_date_time: Option<i64>,
    selected_option: Option<Choice>,
    selected_users: Option<Vec<String>>,
    selected_conversations: Option<Vec<String>>,
    selected_channels: Option<Vec<String>>,
    selected_options: Option<Vec<Choice>>,
}

#[derive(Deserialize)]
struct Choice {
    value: String,
}

impl Element {
    /// What was picked or written, several with commas between. Empty when everything that was picked was taken away.
    pub fn picked(&self) -> Option<String> {
        let one = [
            &self.value,
            &self.selected_user,
            &self.selected_conversation,
            &self.selected_channel,
            &self.selected_date,
            &self.selected_time,
        ];
        let moment = || self.selected_date_time.map(|moment| moment.to_string());
        let option = || self.selected_option.as_ref().map(|option| option.value.clone());
        let many = [&self.selected_users, &self.selected_conversations, &self.selected_channels];
        let several = || many.into_iter().flatten().next().map(|picked| picked.join(","));
        let options = || {
            let values = self.selected_options.as_ref()?.iter().map(|option| option.value.as_str());
            Some(values.collect::<Vec<_>>().join(","))
        };
        one.into_iter().flatten().next().cloned().or_else(moment).or_else(option).or_else(several).or_else(options)
    }
}
