//! A modal: inputs and menus in labels (discord.com/developers/docs/components/reference#label). serenity's modals know
//! neither labels nor menus.

use serde::Serialize;
use serenity::builder::CreateSelectMenu;
use serenity::model::application::{ComponentType, InputTextStyle};

/// Not among serenity's kinds of components.
const LABEL: ComponentType = ComponentType::Unknown(18);

#[derive(Clone, Debug, Serialize)]
pub struct Modal {
    pub custom_id: String,
    pub title: String,
    pub components: Vec<Label>,
}

/// A question with what it is answered by.
#[derive(Clone, Debug, Serialize)]
pub struct Label {
    #[serde(rename = "type")]
    kind: ComponentType,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub component: Field,
}

impl Label {
    pub fn new(label: String, description: Option<String>, component: Field) -> Self {
        Self { kind: LABEL, label, description, component }
    }
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Field {
    Text(TextInput),
    Pick(PickInput),
}

/// Something to write. serenity's has a label of its own, which is refused within a label.
#[derive(Clone, Debug, Serialize)]
pub struct TextInput {
    #[serde(rename = "type")]
    kind: ComponentType,
    pub custom_id: String,
    pub style: InputTextStyle,
    pub required: bool,
    pub max_length: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl TextInput {
    /// At most `max_length` characters; `value` stands there already.
    pub fn new(
        custom_id: String,
        style: InputTextStyle,
        required: bool,
        max_length: usize,
        value: Option<String>,
    ) -> Self {
        Self { kind: ComponentType::InputText, custom_id, style, required, max_length, value }
    }
}

/// A menu that may be left as it is, which serenity's can't.
#[derive(Clone, Debug, Serialize)]
pub struct PickInput {
    #[serde(flatten)]
    pub menu: CreateSelectMenu,
    pub required: bool,
}
