//! A statement's card: the exact words, how long they are for their channel, who has said what, who is missing.

use commands::{Action, StatementAction, StatementVerb};

use super::change::changed;
use super::unseen::places;
use super::{Faces, Known, blocks, label, length, sheets};
use crate::person::Actor;
use crate::post::{Block, Button, Field, Post, Rich, Span, Style, Tone};
use crate::statement::checks::{self, Hint};
use crate::statement::glyph::Why;
use crate::statement::promise::Promise;
use crate::statement::review::{Review, Verdict};
use crate::statement::texts::Variant;
use crate::statement::{How, Publication, Setback, State, Statement};
use crate::words::{Args, Locale, language_name, number, say, word};

/// Hints that a card shows, the first ones.
const HINTS: usize = 8;

/// The living card.
pub fn card(locale: Locale, faces: &Faces<'_>, statement: &Statement, known: Known<'_>) -> Post {
    let title = title(locale, statement);
    let sheets = sheets(&statement.texts);
    let mut all = vec![Block::Heading(title.clone()), fields(locale, faces, statement)];
    all.extend(blocks(locale, &statement.texts, &sheets[0]));
    if sheets.len() > 1 {
        all.push(Block::Context(Rich::words(page_of(locale, 0, sheets.len()))));
    }
    all.extend(changed(locale, statement, known.before));
    all.extend(hints(locale, statement));
    all.extend(state(locale, faces, statement));
    all.extend(known.promise.map(|promise| promised(locale, promise)));
    let mut row = buttons(locale, faces, statement, sheets.len());
    if known.promise.is_some_and(|promise| promise.kept.is_none()) && matches!(statement.state, State::Published(_)) {
        row.insert(0, button(locale, statement, StatementVerb::Kept, "statement-kept", Style::Primary));
    }
    all.push(Block::Buttons(row));
    let summary = format!("{title} ({})", word(locale, state_key(&statement.state)));
    Post { summary, blocks: all, tone: tone(statement) }
}

/// A page of the words, from 0, and the button to the next one.
pub fn page(locale: Locale, statement: &Statement, number: usize) -> Post {
    let sheets = sheets(&statement.texts);
    let number = number.min(sheets.len() - 1);
    let title = format!("{} · {}", title(locale, statement), page_of(locale, number, sheets.len()));
    let mut all = vec![Block::Heading(title.clone())];
    all.extend(blocks(locale, &statement.texts, &sheets[number]));
    if number + 1 < sheets.len() {
        all.push(Block::Buttons(vec![next(locale, statement, number + 1)]));
    }
    Post { summary: title, blocks: all, tone: Tone::Plain }
}

/// `S-1: holding statement`
pub fn title(locale: Locale, statement: &Statement) -> String {
    let kind = word(locale, &format!("statement-kind-{}", statement.kind.name()));
    say(locale, "statement-title", &Args::new().text("id", statement.id.to_string()).text("kind", kind))
}

pub(super) fn page_of(locale: Locale, number: usize, pages: usize) -> String {
    let args = Args::new().text("page", (number + 1).to_string()).text("pages", pages.to_string());
    say(locale, "statement-page", &args)
}

pub(super) fn state_key(state: &State) -> &'static str {
    match state {
        State::Draft { .. } => "statement-is-draft",
        State::InReview(_) => "statement-is-in-review",
        State::Approved(approval) if matches!(approval.how, How::BrokenGlass { .. }) => "statement-is-released",
        State::Approved(_) => "statement-is-approved",
        State::Published(_) => "statement-is-published",
        State::Withdrawn { .. } => "statement-is-withdrawn",
        State::Superseded { .. } => "statement-is-superseded",
    }
}

fn fields(locale: Locale, faces: &Faces<'_>, statement: &Statement) -> Block {
    let field = |key: &str, value: Span| Field { label: word(locale, key), value: Rich(vec![value]) };
    let main = statement.texts.main();
    let channel = word(locale, &format!("statement-channel-{}", main.channel.name()));
    let versions = statement.texts.all().len();
    let mut fields = vec![field("statement-state", Span::Strong(word(locale, state_key(&statement.state))))];
    if versions > 1 {
        fields.push(field("statement-versions", Span::Words(number(locale, versions as u64))));
    } else {
        fields.push(field("statement-channel", Span::Words(channel)));
        fields.push(field("statement-length", length(locale, main)));
        fields.push(field("statement-language", Span::Words(language_name(locale, &main.language))));
    }
    fields.push(field(
        "statement-hash",
        Span::Code(format!("v{} {}", statement.revision, statement.texts.hash().short())),
    ));
    if let Some(incident) = statement.incident {
        fields.push(field("statement-incident", Span::Words(incident.to_string())));
    }
    fields.push(field("statement-by", faces.who(&statement.edited_by)));
    if let Some(old) = statement.replaces {
        fields.push(field("statement-replaces", Span::Words(old.to_string())));
    }
    if let Some(template) = &statement.template {
        fields.push(field("statement-template", Span::Public(template.clone())));
    }
    if let Some(planned) = statement.publish_at {
        fields.push(field("statement-planned", Span::Time(planned)));
    }
    if statement.sensitive {
        fields.push(field("statement-topic", Span::Strong(word(locale, "statement-sensitive"))));
    }
    Block::Fields(fields)
}

/// What its writers may want to look at again, while they still can.
fn hints(locale: Locale, statement: &Statement) -> Vec<Block> {
    let hints = match statement.state {
        State::Draft { .. } | State::InReview(_) => checks::hints(statement),
        _ => Vec::new(),
    };
    if hints.is_empty() {
        return Vec::new();
    }
    let title = Block::Context(Rich::words(word(locale, "statement-hints")));
    let several = statement.texts.all().len() > 1;
    let row = |(variant, one): &(&Variant, Hint)| {
        let mut row = hint(locale, one);
        if several {
            row.0.insert(0, Span::Words(format!("{}{}", label(locale, variant), word(locale, "timeline-colon"))));
        }
        row
    };
    vec![title, Block::List(hints.iter().take(HINTS).map(row).collect())]
}

fn hint(locale: Locale, hint: &Hint) -> Rich {
    let (key, found) = match hint {
        Hint::TooLong { by } => {
            return Rich::words(say(locale, "statement-hint-long", &Args::new().count(locale, "by", *by as u64)));
        }
        Hint::Placeholder(found) => ("statement-hint-placeholder", found.as_str()),
        Hint::NoApology => ("statement-hint-apology", ""),
        Hint::NoEmpathy => ("statement-hint-empathy", ""),
        Hint::NoCommitment => ("statement-hint-commitment", ""),
        Hint::Blames(found) => ("statement-hint-blames", found.as_str()),
        Hint::Defends(found) => ("statement-hint-defends", found.as_str()),
        Hint::Promises(found) => ("statement-hint-promises", found.as_str()),
        Hint::Personal(found) => ("statement-hint-personal", found.as_str()),
        Hint::Link(found) => ("statement-hint-link", found.as_str()),
        Hint::Unseen(why, found) => {
            let key = match why {
                Why::Hidden => "statement-hint-hidden",
                Why::Direction => "statement-hint-direction",
                Why::OtherScript => "statement-hint-script",
            };
            return Rich::words(say(locale, key, &Args::new().text("found", places(locale, found))));
        }
    };
    Rich::say(locale, key, Args::new(), &[("found", Span::Public(found.to_owned()))])
}

/// Where it is on its way, in sentences.
fn state(locale: Locale, faces: &Faces<'_>, statement: &Statement) -> Vec<Block> {
    let context =
        |key: &str, spans: &[(&'static str, Span)]| Block::Context(Rich::say(locale, key, Args::new(), spans));
    let public = |text: &str| Span::Public(text.to_owned());
    match &statement.state {
        State::Draft { after: None } => Vec::new(),
        State::Draft { after: Some(setback) } => vec![match setback {
            Setback::Vetoed { by, why } => {
                context("statement-after-veto", &[("by", faces.who(by)), ("why", public(why))])
            }
            Setback::Recalled { by } => context("statement-after-recall", &[("by", faces.who(by))]),
            Setback::ReviewExpired => context("statement-after-review", &[]),
            Setback::ApprovalExpired => context("statement-after-approval", &[]),
        }],
        State::InReview(review) => in_review(locale, faces, statement, review),
        State::Approved(approval) => {
            let mut blocks = match &approval.how {
                How::Policy(review) => vec![Block::List(groups(locale, faces, statement, review))],
                How::BrokenGlass { by, why, .. } => {
                    vec![context("statement-broken-glass", &[("by", faces.who(by)), ("why", public(why))])]
                }
            };
            let key = if statement.texts.blanks().is_empty() {
                "statement-publish-until"
            } else {
                "statement-template-until"
            };
            blocks.push(context(key, &[("until", Span::Time(approval.until))]));
            blocks
        }
        State::Published(publication) => published(locale, faces, publication),
        State::Withdrawn { by, at, why, .. } => {
            vec![context(
                "statement-withdrawn",
                &[("by", faces.who(by)), ("at", Span::Time(*at)), ("why", public(why))],
            )]
        }
        State::Superseded { by, .. } => {
            vec![context("statement-superseded", &[("by", Span::Words(by.to_string()))])]
        }
    }
}

fn in_review(locale: Locale, faces: &Faces<'_>, statement: &Statement, review: &Review) -> Vec<Block> {
    let mut blocks = vec![Block::List(groups(locale, faces, statement, review))];
    for vote in &review.votes {
        if let Verdict::RequestChanges { comment } = &vote.verdict {
            let spans = [("by", faces.who(&vote.by)), ("comment", Span::Public(comment.clone()))];
            blocks.push(Block::Context(Rich::say(locale, "statement-changes", Args::new(), &spans)));
        }
    }
    let roster = &faces.rules.roster;
    let authors = roster.humans(&statement.authors);
    let lost = faces.voters(review.lost(&authors, roster));
    if !lost.is_empty() {
        blocks.push(Block::Context(faces.after(word(locale, "statement-lost"), &lost)));
    }
    if let Some(blocked) = review.frozen.unreachable(&authors, roster) {
        let spans = [("group", Span::Public(blocked.group))];
        blocks.push(Block::Context(Rich::say(locale, "statement-blocked", Args::new(), &spans)));
    }
    let until = [("until", Span::Time(review.expires_at))];
    blocks.push(Block::Context(Rich::say(locale, "statement-review-until", Args::new(), &until)));
    blocks
}

/// A line for each group: how many of its seats are filled, by whom, and who is missing.
fn groups(locale: Locale, faces: &Faces<'_>, statement: &Statement, review: &Review) -> Vec<Rich> {
    let row = |group: crate::statement::review::Progress| {
        let args = Args::new().text("filled", group.filled_by.len().to_string()).text("needs", group.needs.to_string());
        let name = [("group", group_name(locale, &group.group))];
        let mut spans = Rich::say(locale, "statement-group", args, &name).0;
        if !group.filled_by.is_empty() {
            spans.extend(faces.after(word(locale, "statement-filled"), &group.filled_by).0);
        }
        if !group.asked {
            spans.push(Span::Words(word(locale, "statement-later")));
        } else if !group.missing.is_empty() {
            spans.extend(faces.after(word(locale, "statement-missing"), &group.missing).0);
        }
        Rich(spans)
    };
    let authors = faces.rules.roster.humans(&statement.authors);
    review.progress(&authors, &faces.rules.roster).into_iter().map(row).collect()
}

/// Our own group has a name in every language; the others are the operator's.
pub(super) fn group_name(locale: Locale, name: &str) -> Span {
    match name {
        "second reader" => Span::Strong(word(locale, "statement-second-reader")),
        "executive/legal" => Span::Strong(word(locale, "statement-guards")),
        other => Span::Public(other.to_owned()),
    }
}

/// What it promises, and until when.
fn promised(locale: Locale, promise: &Promise) -> Block {
    let spans = [("words", Span::Public(promise.words.clone())), ("due", Span::Time(promise.due))];
    let key = if promise.kept.is_some() { "statement-promise-was-kept" } else { "statement-promised" };
    Block::Context(Rich::say(locale, key, Args::new(), &spans))
}

fn published(locale: Locale, faces: &Faces<'_>, publication: &Publication) -> Vec<Block> {
    let line = |by: &Actor, at: crate::clock::Time, link: &str| {
        let link = Span::Link { label: link.to_owned(), url: link.to_owned() };
        let spans = [("by", faces.actor(locale, by)), ("at", Span::Time(at)), ("link", link)];
        Block::Context(Rich::say(locale, "statement-public", Args::new(), &spans))
    };
    let mut blocks = vec![line(&publication.by, publication.at, &publication.link)];
    blocks.extend(publication.also.iter().map(|also| line(&also.by, also.at, &also.link)));
    if publication.difference().is_some() {
        blocks.push(Block::Text(Rich(vec![Span::Strong(word(locale, "statement-differs"))])));
    }
    blocks
}

pub(super) fn button(locale: Locale, statement: &Statement, verb: StatementVerb, key: &str, style: Style) -> Button {
    let action = Action::Statement(StatementAction { verb, statement: statement.id.0, n: statement.revision });
    Button { action: action.encode(), label: word(locale, key), style, confirm: None }
}

fn next(locale: Locale, statement: &Statement, page: usize) -> Button {
    let n = u32::try_from(page).unwrap_or_default();
    let action = Action::Statement(StatementAction { verb: StatementVerb::Page, statement: statement.id.0, n });
    Button { action: action.encode(), label: word(locale, "statement-next"), style: Style::Plain, confirm: None }
}

/// What one can do with these words: each button carries their revision.
pub(super) fn buttons(locale: Locale, faces: &Faces<'_>, statement: &Statement, pages: usize) -> Vec<Button> {
    use StatementVerb::{Approve, Ask, Changes, Edit, Published, Replace, Send, Version, Veto, Withdraw};
    let button = |verb, key, style| button(locale, statement, verb, key, style);
    let edit = button(Edit, "statement-edit", Style::Plain);
    let veto = button(Veto, "statement-veto", Style::Danger);
    let mut buttons = match &statement.state {
        State::Draft { .. } => {
            vec![button(Ask, "statement-ask", Style::Primary), edit, button(Version, "statement-version", Style::Plain)]
        }
        State::InReview(_) => vec![
            button(Approve, "statement-approve", Style::Primary),
            button(Changes, "statement-request-changes", Style::Plain),
            veto,
            edit,
        ],
        // A template is approved as that; nobody publishes its blanks.
        State::Approved(_) if !statement.texts.blanks().is_empty() => vec![edit, veto],
        State::Approved(_) => {
            let mut buttons = vec![button(Published, "statement-published", Style::Primary), edit, veto];
            if faces.rules.publisher {
                buttons.insert(0, button(Send, "statement-hand-out", Style::Primary));
            }
            buttons
        }
        State::Published(_) => {
            let mut buttons = vec![
                button(Replace, "statement-correct", Style::Primary),
                button(Withdraw, "statement-withdraw", Style::Danger),
            ];
            if statement.texts.all().len() > 1 {
                buttons.insert(0, button(Published, "statement-published-also", Style::Plain));
            }
            buttons
        }
        _ => Vec::new(),
    };
    if pages > 1 {
        buttons.push(next(locale, statement, 1));
    }
    buttons
}

fn tone(statement: &Statement) -> Tone {
    match &statement.state {
        State::Draft { after: None } => Tone::Plain,
        State::Published(publication) if publication.difference().is_some() => Tone::Danger,
        State::Approved(approval) if matches!(approval.how, How::BrokenGlass { .. }) => Tone::Danger,
        State::Draft { after: Some(_) } | State::InReview(_) => Tone::Warning,
        State::Approved(_) | State::Published(_) => Tone::Good,
        State::Withdrawn { .. } | State::Superseded { .. } => Tone::Plain,
    }
}
