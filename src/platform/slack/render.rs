//! A post as Block Kit, within Slack's limits. What had to be cut is said in the last line.
//!
//! Paragraphs, quotes, lists and code are rich text blocks: their text is shown as it is, so that nothing in it can ping,
//! format or link (docs.slack.dev/reference/block-kit/blocks/rich-text-block).

use std::collections::BTreeMap;

use slack_morphism::blocks::{
    SlackActionBlockElement, SlackActionsBlock, SlackBlock, SlackBlockButtonElement, SlackBlockButtonStyle,
    SlackBlockChoiceItem, SlackBlockConfirmItem, SlackBlockMarkDownText, SlackBlockPlainText, SlackBlockPlainTextOnly,
    SlackBlockStaticSelectElement, SlackBlockUsersSelectElement, SlackContextBlock, SlackDividerBlock,
    SlackFileIdOrUrl, SlackHeaderBlock, SlackImageBlock, SlackImageUrlOrFile, SlackRichTextBlock, SlackRichTextChannel,
    SlackRichTextDate, SlackRichTextElement, SlackRichTextInlineElement, SlackRichTextLink, SlackRichTextList,
    SlackRichTextListStyle, SlackRichTextPreformatted, SlackRichTextQuote, SlackRichTextSection, SlackRichTextText,
    SlackRichTextUser, SlackSectionBlock,
};
use slack_morphism::{
    SlackActionId, SlackChannelId, SlackDateTime, SlackFileId, SlackRelaxedUrl, SlackUserId, SlackUtcDateTime,
};

use super::escape::{escape, public};
use super::fit::{
    ALT, BLOCKS, BUTTONS, CALLBACK, CONFIRM_BUTTON, CONFIRM_TEXT, CONFIRM_TITLE, CONTEXT, Cut, FALLBACK, FIELD, FIELDS,
    HEADER, HOME, LABEL, MESSAGE, MODAL_BLOCKS, OPTION_VALUE, OPTIONS, PLACEHOLDER, SECTION, VALUE, clip, length,
};
use super::select::{option, plain, whole};
use crate::clock::Time;
use crate::post::{Block, Button, Field, Pick, PickOf, Post, Quote, Rich, Span, Style, inert, plain_time};
use crate::words::{Locale, word};
use marked::{is_channel, is_id, is_web, marked};

mod marked;
mod order;

/// Slack's file ids, by the chart's place among the post's charts.
pub type Pictures = BTreeMap<usize, String>;

/// A message as Slack takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// For notifications and screen readers. Never empty.
    pub text: String,
    pub blocks: Vec<SlackBlock>,
    pub cut: Cut,
}

/// Renders a post; `locale` is the language in which it says what was cut.
pub fn message(post: &Post, pictures: &Pictures, locale: Locale) -> Rendered {
    let (blocks, cut) = page(post, pictures, locale, BLOCKS, MESSAGE);
    // It is marked up too. Cut before it is escaped, so that no escape is cut in half.
    let text = public(&clip(&summary(post), FALLBACK, &mut Cut::default()));
    Rendered { text, blocks, cut }
}

/// The blocks of a person's page (docs.slack.dev/surfaces/app-home), and what was cut.
pub fn home(post: &Post, locale: Locale) -> (Vec<SlackBlock>, Cut) {
    page(post, &Pictures::new(), locale, MODAL_BLOCKS, HOME)
}

/// At most so many blocks of at most so much text. What matters most takes its room first, and all stands in its place.
fn page(post: &Post, pictures: &Pictures, locale: Locale, blocks: usize, text: usize) -> (Vec<SlackBlock>, Cut) {
    let mut page = Page { left: text, reserve: text / 3, cut: Cut::default(), locale };
    let mark = post.tone.mark();
    let heading = post.blocks.iter().position(|block| matches!(block, Block::Heading(_)));
    let mut lead = None;
    if heading.is_none() && !mark.is_empty() {
        let mark = SlackBlockPlainText::new(mark.to_owned()).with_emoji(true);
        lead = Some(SlackContextBlock::new(vec![mark.into()]).into());
    }
    // One is kept for what was cut.
    let mut room = blocks - 1 - usize::from(lead.is_some());
    let mut shown = vec![None; post.blocks.len()];
    for at in order::by_weight(&post.blocks, text) {
        let block = &post.blocks[at];
        if room == 0 || !order::is_control(block) && page.left < LABEL {
            page.leave_out(block);
            continue;
        }
        let mark = if heading == Some(at) { mark } else { "" };
        let charts = post.blocks[..at].iter().filter(|block| matches!(block, Block::Chart(_))).count();
        shown[at] = page.block(block, at, mark, pictures.get(&charts));
        room -= usize::from(shown[at].is_some());
    }
    let mut all: Vec<SlackBlock> = lead.into_iter().chain(shown.into_iter().flatten()).collect();
    if all.is_empty() {
        all.extend(page.paragraph(&Rich::words(summary(post))));
    }
    if page.cut.any() {
        all.push(small(escape(&page.cut.said(locale, "Slack"))));
    }
    (all, page.cut)
}

/// Never empty, and nothing in it pings.
fn summary(post: &Post) -> String {
    let summary = inert(&post.summary);
    if summary.trim().is_empty() { "Squall".to_owned() } else { summary }
}

/// Small print. `verbatim` keeps Slack from making links of what only looks like one.
fn small(text: String) -> SlackBlock {
    SlackContextBlock::new(vec![SlackBlockMarkDownText::new(text).with_verbatim(true).into()]).into()
}

/// How much text may still come, and what did not.
struct Page {
    left: usize,
    /// What menus leave to all else.
    reserve: usize,
    cut: Cut,
    locale: Locale,
}

impl Page {
    /// Text of at most `most`, taken from what is left.
    fn take(&mut self, text: &str, most: usize) -> String {
        let taken = clip(text, most.min(self.left), &mut self.cut);
        self.left -= length(&taken);
        taken
    }

    fn leave_out(&mut self, block: &Block) {
        match block {
            Block::Buttons(row) => self.cut.buttons += row.len(),
            Block::Divider => {}
            _ => self.cut.blocks += 1,
        }
    }

    fn block(&mut self, block: &Block, at: usize, mark: &str, picture: Option<&String>) -> Option<SlackBlock> {
        match block {
            Block::Heading(title) => {
                let text = self.take(&format!("{mark}{}", inert(title)), HEADER);
                (!text.trim().is_empty()).then(|| SlackHeaderBlock::new(whole(text)).into())
            }
            Block::Text(words) => self.paragraph(words),
            Block::List(items) => {
                let items = items.iter().filter_map(|item| self.section(item)).map(Into::into);
                Some(rich(SlackRichTextList::new(SlackRichTextListStyle::Bullet, some(items)?)))
            }
            Block::Code(lines) => {
                let text = texts(self.take(lines, SECTION)).map(Into::into);
                Some(rich(SlackRichTextPreformatted::new(some(text)?)))
            }
            Block::Quote(quote) => self.quote(quote),
            Block::Fields(fields) => self.fields(fields),
            Block::Context(rich) => self.context(marked(rich)),
            Block::Chart(chart) => {
                let alt = self.take(&inert(&chart.alt), ALT);
                match picture {
                    Some(id) => Some(image(id, alt)),
                    None => self.context(escape(&alt)),
                }
            }
            Block::Buttons(row) if row.is_empty() => None,
            Block::Buttons(row) => Some(self.actions(at, row)),
            Block::Pick(pick) => self.pick(pick),
            Block::Divider => Some(SlackDividerBlock::new().into()),
        }
    }

    fn paragraph(&mut self, words: &Rich) -> Option<SlackBlock> {
        self.section(words).map(rich)
    }

    fn section(&mut self, rich: &Rich) -> Option<SlackRichTextSection> {
        some(rich.0.iter().filter_map(|span| self.span(span))).map(SlackRichTextSection::new)
    }

    fn span(&mut self, span: &Span) -> Option<SlackRichTextInlineElement> {
        let mut words = |words: &str| Some(self.take(words, SECTION)).filter(|text| !text.is_empty());
        let mut text = |shown: &str| words(shown).map(SlackRichTextText::new);
        Some(match span {
            Span::Words(words) => text(words)?.into(),
            Span::Strong(words) => text(words)?.bold().into(),
            Span::Public(words) => text(&inert(words))?.into(),
            Span::Code(words) => text(words)?.code().into(),
            Span::Person(person) if is_id(&person.user) => {
                SlackRichTextUser::new(SlackUserId(person.user.clone())).into()
            }
            Span::Person(person) => text(&inert(&person.user))?.into(),
            Span::Channel(id) if is_channel(id) => SlackRichTextChannel::new(SlackChannelId(id.clone())).into(),
            Span::Channel(name) => text(&format!("#{}", inert(name)))?.into(),
            Span::Link { label, url } if is_web(url) => {
                SlackRichTextLink::new(SlackRelaxedUrl(url.clone())).with_text(words(label)?).into()
            }
            Span::Link { label, .. } => text(label)?.into(),
            Span::Time(at) => date(*at),
        })
    }

    fn quote(&mut self, quote: &Quote) -> Option<SlackBlock> {
        let author = self.take(&inert(&quote.author), LABEL);
        let note = self.take(&inert(&quote.note), FIELD);
        let text = self.take(&inert(&quote.text), SECTION);
        // The address is shown, not linked: what it leads to is the public's.
        let url = quote.url.as_deref().map(|url| self.take(&inert(url), FIELD)).unwrap_or_default();
        let small = [note, url].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let by = if text.is_empty() { author } else { format!("\n{author}") };
        let by = (!by.trim().is_empty()).then(|| SlackRichTextText::new(by).bold());
        let small = (!small.is_empty()).then(|| SlackRichTextText::new(format!(" {small}")));
        let parts = texts(text).chain(by).chain(small).map(Into::into);
        Some(rich(SlackRichTextQuote::new(some(parts)?)))
    }

    fn fields(&mut self, fields: &[Field]) -> Option<SlackBlock> {
        self.cut.blocks += fields.len().saturating_sub(FIELDS);
        let mut shown = Vec::new();
        for field in fields.iter().take(FIELDS) {
            let text = format!("*{}*\n{}", public(&field.label), marked(&field.value));
            // Marked up text is whole or not there: half of it could be broken mark-up.
            if length(&text) > FIELD.min(self.left) {
                self.cut.blocks += 1;
                continue;
            }
            self.left -= length(&text);
            shown.push(SlackBlockMarkDownText::new(text).with_verbatim(true).into());
        }
        some(shown).map(|fields| SlackSectionBlock::new().with_fields(fields).into())
    }

    fn context(&mut self, text: String) -> Option<SlackBlock> {
        if text.trim().is_empty() {
            return None;
        }
        if length(&text) > CONTEXT.min(self.left) {
            self.cut.blocks += 1;
            return None;
        }
        self.left -= length(&text);
        Some(small(text))
    }

    /// A row of buttons. `at` makes their ids unique within the message.
    fn actions(&mut self, at: usize, row: &[Button]) -> SlackBlock {
        self.cut.buttons += row.len().saturating_sub(BUTTONS);
        let ids = (0..).map(|place| format!("{at}.{place}"));
        let buttons = ids.zip(row.iter().take(BUTTONS)).map(|(id, button)| self.button(id, button).into());
        SlackActionsBlock::new(buttons.collect()).into()
    }

    /// A menu. Its action is its id, because an option has room for no more than what is picked.
    fn pick(&mut self, pick: &Pick) -> Option<SlackBlock> {
        if pick.action.is_empty() || length(&pick.action) > CALLBACK {
            self.cut.blocks += 1;
            return None;
        }
        let id = SlackActionId(pick.action.clone());
        let placeholder = plain(&self.take(&inert(&pick.label), PLACEHOLDER), PLACEHOLDER);
        let select: SlackActionBlockElement = match &pick.of {
            PickOf::People => {
                SlackBlockUsersSelectElement::new().with_action_id(id).with_placeholder(placeholder).into()
            }
            PickOf::Options(offered) => SlackBlockStaticSelectElement::new()
                .with_action_id(id)
                .with_placeholder(placeholder)
                .with_options(some(self.options(offered))?)
                .into(),
        };
        Some(SlackActionsBlock::new(vec![select]).into())
    }

    fn options(&mut self, offered: &[(String, String)]) -> Vec<SlackBlockChoiceItem<SlackBlockPlainTextOnly>> {
        let fits = |(value, _): &&(String, String)| (1..=OPTION_VALUE).contains(&length(value));
        let mut options = Vec::new();
        for one in offered.iter().filter(fits).take(OPTIONS) {
            if self.left < self.reserve + LABEL {
                break;
            }
            self.left -= length(&one.1).clamp(1, LABEL);
            options.push(option(one));
        }
        self.cut.options += offered.len() - options.len();
        options
    }

    fn button(&mut self, id: String, button: &Button) -> SlackBlockButtonElement {
        let label = Some(self.take(&inert(&button.label), LABEL)).filter(|label| !label.trim().is_empty());
        let style = match button.style {
            Style::Plain => None,
            Style::Primary => Some(SlackBlockButtonStyle::Primary),
            Style::Danger => Some(SlackBlockButtonStyle::Danger),
        };
        let confirm = |question: &String| {
            SlackBlockConfirmItem::new(
                plain(&button.label, CONFIRM_TITLE),
                plain(question, CONFIRM_TEXT).into(),
                plain(&button.label, CONFIRM_BUTTON),
                plain(&word(self.locale, "slack-cancel"), CONFIRM_BUTTON),
            )
        };
        // Ids are unique within the message; the action itself is the value.
        SlackBlockButtonElement::new(whole(label.unwrap_or_else(|| "…".to_owned())))
            .with_action_id(SlackActionId(id))
            .with_value(button.action.chars().take(VALUE / 2).collect())
            .opt_style(style)
            .opt_confirm(button.confirm.as_ref().map(confirm))
    }
}

fn image(file: &str, alt: String) -> SlackBlock {
    let slack_file = SlackFileIdOrUrl::Id { id: SlackFileId(file.to_owned()) };
    SlackImageBlock::new(SlackImageUrlOrFile::SlackFile { slack_file }, alt).into()
}

/// A moment, which Slack shows in the zone of who reads it.
fn date(at: Time) -> SlackRichTextInlineElement {
    let words = plain_time(at);
    match SlackUtcDateTime::from_second(at.timestamp()) {
        Ok(moment) => SlackRichTextDate::new(SlackDateTime(moment), "{date_short_pretty} {time}".to_owned())
            .with_fallback(words)
            .into(),
        Err(_) => SlackRichTextText::new(words).into(),
    }
}

/// A block of one part.
fn rich(part: impl Into<SlackRichTextElement>) -> SlackBlock {
    SlackRichTextBlock::new(vec![part.into()]).into()
}

/// Slack refuses what holds nothing.
fn some<T>(all: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    let all: Vec<T> = all.into_iter().collect();
    (!all.is_empty()).then_some(all)
}

fn texts(text: String) -> impl Iterator<Item = SlackRichTextText> {
    (!text.is_empty()).then(|| SlackRichTextText::new(text)).into_iter()
}

#[cfg(test)]
mod tests;
