//! What is asked of the Web API by POST, and the type of each answer.

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use slack_morphism::SlackBasicChannelInfo;
use slack_morphism::api::{
    SlackApiAppsConnectionOpenRequest, SlackApiAppsConnectionOpenResponse, SlackApiAuthTestResponse,
    SlackApiChatPostEphemeralRequest, SlackApiChatPostMessageRequest, SlackApiChatUpdateRequest,
    SlackApiConversationsOpenResponse, SlackApiFilesCompleteUploadExternalRequest, SlackApiViewsOpenRequest,
    SlackApiViewsPublishRequest,
};

use super::{OneChannel, Posted};

/// The arguments of a method, as they go out.
pub trait Call: Serialize + Send + Sync {
    const METHOD: &'static str;
    /// What is read of the answer.
    type Answer: DeserializeOwned + Send;

    /// Where it speaks: Slack counts messages by channel, and an error names it.
    fn channel(&self) -> Option<&str> {
        None
    }
}

impl Call for SlackApiChatPostMessageRequest {
    const METHOD: &'static str = "chat.postMessage";
    type Answer = Posted;

    fn channel(&self) -> Option<&str> {
        Some(&self.channel.0)
    }
}

impl Call for SlackApiChatPostEphemeralRequest {
    const METHOD: &'static str = "chat.postEphemeral";
    type Answer = IgnoredAny;

    fn channel(&self) -> Option<&str> {
        Some(&self.channel.0)
    }
}

impl Call for SlackApiChatUpdateRequest {
    const METHOD: &'static str = "chat.update";
    type Answer = IgnoredAny;

    fn channel(&self) -> Option<&str> {
        Some(&self.channel.0)
    }
}

impl Call for SlackApiViewsOpenRequest {
    const METHOD: &'static str = "views.open";
    type Answer = IgnoredAny;
}

impl Call for SlackApiViewsPublishRequest {
    const METHOD: &'static str = "views.publish";
    type Answer = IgnoredAny;
}

impl Call for SlackApiFilesCompleteUploadExternalRequest {
    const METHOD: &'static str = "files.completeUploadExternal";
    type Answer = IgnoredAny;
}

impl Call for SlackApiAppsConnectionOpenRequest {
    const METHOD: &'static str = "apps.connections.open";
    type Answer = SlackApiAppsConnectionOpenResponse;
}

/// `auth.test`, for which the crate has no type because it asks by GET.
#[derive(Serialize)]
pub struct Test {}

impl Call for Test {
    const METHOD: &'static str = "auth.test";
    type Answer = SlackApiAuthTestResponse;
}

/// `conversations.open`. SlackApiConversationsOpenRequest writes the people as a list, and Slack takes one text.
#[derive(Serialize)]
pub struct OpenDirect<'a> {
    /// Several would have commas between them.
    pub users: &'a str,
}

impl Call for OpenDirect<'_> {
    const METHOD: &'static str = "conversations.open";
    type Answer = SlackApiConversationsOpenResponse<SlackBasicChannelInfo>;
}

/// `conversations.create`. SlackApiConversationsCreateRequest's answer fails as those of channels do.
#[derive(Serialize)]
pub struct CreateChannel<'a> {
    pub name: &'a str,
    pub is_private: bool,
}

impl Call for CreateChannel<'_> {
    const METHOD: &'static str = "conversations.create";
    type Answer = OneChannel;
}

/// `conversations.invite`. SlackApiConversationsInviteRequest writes the people as a list, and Slack takes one text.
#[derive(Serialize)]
pub struct Invite<'a> {
    pub channel: &'a str,
    pub users: &'a str,
}

impl Call for Invite<'_> {
    const METHOD: &'static str = "conversations.invite";
    type Answer = OneChannel;
}
