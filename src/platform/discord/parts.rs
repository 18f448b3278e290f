//! The buttons and menus of a message: rows of components (discord.com/developers/docs/components/reference).

use serenity::builder::{
    CreateActionRow, CreateButton, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};
use serenity::model::application::ButtonStyle;

use super::fit::{Cut, ID, LABEL, OPTION, OPTIONS, PLACEHOLDER, ROW, ROWS, clip, length};
use super::wire::Row;
use crate::post::{Block, Button, Pick, PickOf, Post, Style, inert};

/// Begins the id of a button that is asked about before it does anything: Discord has no such question of its own.
pub const ASKS: char = '?';
/// Stands between an action and what makes its id unique within the message.
const AGAIN: char = '#';

/// The components of a message.
#[derive(Default)]
pub(super) struct Parts {
    rows: Vec<Row>,
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

    pub fn rows(self) -> Vec<Row> {
        self.rows
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
                Some(id) => row.push(self::button(&id, &button.label, style(button.style))),
                None => self.cut.buttons += 1,
            }
        }
        if !row.is_empty() {
            self.rows.push(CreateActionRow::Buttons(row).into());
        }
    }

    fn pick(&mut self, pick: &Pick) {
        let Some(id) = Some(pick.action.clone()).filter(|_| self.rows.len() < ROWS).and_then(|id| self.unique(id))
        else {
            self.cut.buttons += 1;
            return;
        };
        let kind = match &pick.of {
            PickOf::People => CreateSelectMenuKind::User { default_users: None },
            PickOf::Options(all) => {
                let (options, left) = options(all, None);
                self.cut.options += left;
                if options.is_empty() {
                    return;
                }
                CreateSelectMenuKind::String { options }
            }
        };
        let placeholder = clip(&inert(&pick.label), PLACEHOLDER, &mut Cut::default());
        let menu = CreateSelectMenu::new(id, kind).placeholder(placeholder).min_values(1).max_values(1);
        self.rows.push(CreateActionRow::SelectMenu(menu).into());
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
pub(super) fn options(all: &[(String, String)], chosen: Option<&str>) -> (Vec<CreateSelectMenuOption>, usize) {
    let mut known: Vec<&str> = Vec::new();
    let mut shown = Vec::new();
    for (value, label) in all {
        let fits = (1..=OPTION).contains(&length(value)) && !known.contains(&value.as_str());
        if fits && shown.len() < OPTIONS {
            known.push(value);
            let option = CreateSelectMenuOption::new(text(label, OPTION), value);
            let is_chosen = chosen == Some(value.as_str());
            shown.push(if is_chosen { option.default_selection(true) } else { option });
        }
    }
    let left = all.len() - shown.len();
    (shown, left)
}

fn style(style: Style) -> ButtonStyle {
    match style {
        Style::Plain => ButtonStyle::Secondary,
        Style::Primary => ButtonStyle::Primary,
        Style::Danger => ButtonStyle::Danger,
    }
}

pub(super) fn button(id: &str, label: &str, style: ButtonStyle) -> CreateButton {
    CreateButton::new(id).style(style).label(text(label, LABEL))
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
