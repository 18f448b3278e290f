//! The buttons and menus of a message: rows of components (discord.com/developers/docs/components/reference).

use serde_json::{Value, json};

use super::fit::{Cut, ID, LABEL, OPTION, OPTIONS, PLACEHOLDER, ROW, ROWS, clip, length};
use crate::post::{Block, Button, Pick, PickOf, Post, Style, inert};

/// Begins the id of a button that is asked about before it does anything: Discord has no such question of its own.
pub const ASKS: char = '?';
/// Stands between an action and what makes its id unique within the message.
const AGAIN: char = '#';

const ACTION_ROW: u8 = 1;
const BUTTON: u8 = 2;
const STRING_SELECT: u8 = 3;
const USER_SELECT: u8 = 5;

/// The components of a message.
#[derive(Default)]
pub(super) struct Parts {
    rows: Vec<Vec<Value>>,
    ids: Vec<String>,
    pub cut: Cut,
}

impl Parts {
    pub fn add(&mut self, block: &Block) {
        match block {
            Block::Buttons(buttons) => {
                for row in buttons.chunks(ROW) {
                    self.row(row);
                }
            }
            Block::Pick(pick) => self.pick(pick),
            _ => {}
        }
    }

    pub fn rows(self) -> Vec<Value> {
        self.rows.into_iter().map(|row| json!({ "type": ACTION_ROW, "components": row })).collect()
    }

    fn row(&mut self, buttons: &[Button]) {
        if self.rows.len() == ROWS {
            self.cut.buttons += buttons.len();
            return;
        }
        let mut row = Vec::new();
        for button in buttons {
            let id = if button.confirm.is_some() { format!("{ASKS}{}", button.action) } else { button.action.clone() };
            match self.unique(id) {
                Some(id) => row.push(shown(button, &id)),
                None => self.cut.buttons += 1,
            }
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    fn pick(&mut self, pick: &Pick) {
        let Some(id) = Some(pick.action.clone()).filter(|_| self.rows.len() < ROWS).and_then(|id| self.unique(id))
        else {
            self.cut.buttons += 1;
            return;
        };
        let placeholder = clip(&inert(&pick.label), PLACEHOLDER, &mut Cut::default());
        let mut menu = json!({ "custom_id": id, "placeholder": placeholder, "min_values": 1, "max_values": 1 });
        match &pick.of {
            PickOf::People => menu["type"] = USER_SELECT.into(),
            PickOf::Options(all) => {
                let (shown, left) = options(all, None);
                self.cut.options += left;
                if shown.is_empty() {
                    return;
                }
                menu["type"] = STRING_SELECT.into();
                menu["options"] = shown.into();
            }
        }
        self.rows.push(vec![menu]);
    }

    /// The id, or one like it when the message has it already; none when it does not fit.
    fn unique(&mut self, id: String) -> Option<String> {
        let mut found = id.clone();
        for number in 2..=ROWS * ROW {
            if !self.ids.contains(&found) {
                break;
            }
            found = format!("{id}{AGAIN}{number}");
        }
        let fits = !id.is_empty() && length(&found) <= ID && !self.ids.contains(&found);
        fits.then(|| self.ids.push(found.clone())).map(|()| found)
    }
}

/// The action that an id stands for, without what made it unique.
pub fn action_of(id: &str) -> &str {
    match id.rsplit_once(AGAIN) {
        Some((action, number))
            if !number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            action
        }
        _ => id,
    }
}

/// What is asked before the post's actions are done, by action.
pub(super) fn confirms(post: &Post) -> Vec<(String, String)> {
    post.buttons().filter_map(|button| Some((button.action.clone(), button.confirm.clone()?))).collect()
}

/// Options of a menu, and how many found no place. A value that can't be carried whole would come back as another.
pub(super) fn options(all: &[(String, String)], chosen: Option<&str>) -> (Vec<Value>, usize) {
    let mut known: Vec<&str> = Vec::new();
    let mut shown = Vec::new();
    for (value, label) in all {
        let fits = (1..=OPTION).contains(&length(value)) && !known.contains(&value.as_str());
        if fits && shown.len() < OPTIONS {
            known.push(value);
            let mut option = json!({ "value": value, "label": text(label, OPTION) });
            if chosen == Some(value.as_str()) {
                option["default"] = true.into();
            }
            shown.push(option);
        }
    }
    let left = all.len() - shown.len();
    (shown, left)
}

fn shown(button: &Button, id: &str) -> Value {
    let style = match button.style {
        Style::Plain => 2,
        Style::Primary => 1,
        Style::Danger => 4,
    };
    json!({ "type": BUTTON, "custom_id": id, "style": style, "label": text(&button.label, LABEL) })
}

/// Never empty: Discord refuses that.
pub(super) fn text(text: &str, most: usize) -> String {
    let text = clip(&inert(text), most, &mut Cut::default());
    if text.trim().is_empty() { "…".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_found_in_its_id_again() {
        for (id, action) in
            [("sq1:help:watch#2", "sq1:help:watch"), ("sq1:help:#x", "sq1:help:#x"), ("a#123", "a#123"), ("a", "a")]
        {
            assert_eq!(action_of(id), action);
        }
    }
}
