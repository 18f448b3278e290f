//! What is said about a statement beside its card: news below the incident, letters to who has to vote, answers to who asked.

use super::card::{buttons, group_name, page_of, state_key, title};
use super::change::diff;
use super::{Faces, blocks, line, sheets};
use crate::person::Human;
use crate::post::{Block, Button, Post, Rich, Span, Style, Tone, shortened};
use crate::statement::desk::No;
use crate::statement::news::Told;
use crate::statement::review::{NoVote, Verdict};
use crate::statement::template::Template;
use crate::statement::{Asked, Edited, Joined, Refused, State, Statement, Voted};
use crate::words::{Args, Locale, say, word};
use commands::{Action, StatementAction, StatementVerb};

fn args(statement: &Statement) -> Args {
    Args::new()
        .text("id", statement.id.to_string())
        .text("revision", statement.revision.to_string())
        .text("hash", statement.texts.hash().short())
}

/// Words that are compared, with what nobody sees in them made seen.
fn seen(text: &str) -> String {
    crate::statement::glyph::seen(text).into_owned()
}

fn told(locale: Locale, key: &str, statement: &Statement, spans: &[(&'static str, Span)], tone: Tone) -> Post {
    let rich = Rich::say(locale, key, args(statement), spans);
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone }
}

/// What is said below the incident; nothing where the card says it all.
pub fn news(locale: Locale, faces: &Faces<'_>, statement: &Statement, what: Told<'_>) -> Option<Post> {
    let say = |key: &str, spans: &[(&'static str, Span)], tone| Some(told(locale, key, statement, spans, tone));
    let public = |text: &str| Span::Public(text.to_owned());
    match what {
        Told::Card | Told::Voted | Told::Deputies { .. } => None,
        // Who can be named has a letter; where anybody may, nobody would hear of it.
        Told::Asked => reminder(locale, faces, statement, false),
        Told::Edited { voided } => {
            let people = faces.voters(voided);
            if people.is_empty() {
                return None;
            }
            let sentence = crate::words::say(locale, "statement-news-edited", &args(statement));
            let rich = faces.after(sentence, &people);
            Some(Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Warning })
        }
        Told::ChangesAsked { by, comment } => {
            let spans = [("by", faces.who(by)), ("comment", public(comment))];
            say("statement-news-changes", &spans, Tone::Warning)
        }
        Told::Approved => say("statement-news-approved", &[], Tone::Good),
        Told::Vetoed { by, why } => {
            say("statement-news-vetoed", &[("by", faces.who(by)), ("why", public(why))], Tone::Danger)
        }
        Told::Released { by, why } => {
            say("statement-news-released", &[("by", faces.who(by)), ("why", public(why))], Tone::Danger)
        }
        Told::Published { minutes: Some(minutes) } => {
            let args = args(statement).count(locale, "minutes", minutes);
            let rich = Rich::words(crate::words::say(locale, "statement-news-first", &args));
            Some(Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Good })
        }
        Told::Published { minutes: None } => say("statement-news-published", &[], Tone::Good),
        Told::Handed { by } => say("statement-news-handed", &[("by", faces.who(by))], Tone::Plain),
        Told::Taken => say("statement-news-taken", &[], Tone::Warning),
        Told::NotTaken { why } => say("statement-news-not-taken", &[("why", public(why))], Tone::Danger),
        Told::TooLate { link } => say("statement-news-too-late", &[("link", public(link))], Tone::Danger),
        Told::PromiseSoon { words, due } => {
            let spans = [("words", public(words)), ("due", Span::Time(due))];
            say("statement-news-promise-soon", &spans, Tone::Warning)
        }
        Told::PromiseDue { words } => say("statement-news-promise-due", &[("words", public(words))], Tone::Danger),
        Told::Kept => None,
        Told::Superseded => match &statement.state {
            State::Superseded { by, .. } => {
                say("statement-news-superseded", &[("by", Span::Words(by.to_string()))], Tone::Plain)
            }
            _ => None,
        },
        Told::Graver { joined } => Some(graver(locale, statement, joined)),
        Told::Spoilt => Some(spoilt(locale, statement)),
        Told::LostAgain { of: [] } => say("statement-news-lapsed", &[], Tone::Danger),
        Told::Lost { of } | Told::LostAgain { of } => {
            let again = matches!(what, Told::LostAgain { .. });
            let key = if again { "statement-news-lost-again" } else { "statement-news-lost" };
            let sentence = crate::words::say(locale, key, &args(statement));
            let rich = faces.after(sentence, of);
            Some(Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Warning })
        }
        Told::Differs => Some(differs(locale, statement)),
        Told::Withdrawn { by, why } => {
            say("statement-news-withdrawn", &[("by", faces.who(by)), ("why", public(why))], Tone::Warning)
        }
        Told::Expired => say("statement-news-expired", &[], Tone::Warning),
        Told::Reminder { only: None } => reminder(locale, faces, statement, true),
        Told::Reminder { .. } => None,
    }
}

/// The incident is graver: who has to approve too, and that what was approved may not go out yet.
pub fn graver(locale: Locale, statement: &Statement, joined: &Joined) -> Post {
    let key = if joined.again { "statement-news-graver-again" } else { "statement-news-graver" };
    let args = args(statement).text("severity", statement.severity.to_string());
    let mut rich = Rich::words(say(locale, key, &args));
    for (n, group) in joined.groups.iter().enumerate() {
        rich.0.push(Span::Words(if n > 0 { ", " } else { " " }.to_owned()));
        rich.0.push(group_name(locale, group));
    }
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Warning }
}

/// Loud: what stands in the store is not what was approved. In the thread, and where the operators are told.
pub fn spoilt(locale: Locale, statement: &Statement) -> Post {
    let approved = statement.approval().map(|approval| approval.hash.short().to_owned()).unwrap_or_default();
    let args = args(statement).text("approved", approved);
    let rich = Rich::words(say(locale, "statement-news-spoilt", &args));
    Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Danger }
}

/// Loud: what stands in public is not what was approved, and where.
fn differs(locale: Locale, statement: &Statement) -> Post {
    let mut post = told(locale, "statement-news-differs", statement, &[], Tone::Danger);
    if let State::Published(publication) = &statement.state
        && let Some(found) = publication.difference()
    {
        // Against the version that is most like it.
        let like = |text: &str| similar::TextDiff::from_chars(text, found).ratio();
        let texts = statement.texts.all().iter().map(|variant| variant.words.text());
        let nearest = texts.max_by(|a, b| like(a).total_cmp(&like(b))).unwrap_or_default();
        let shown: String = diff(&seen(nearest), &seen(found)).chars().take(super::PAGE).collect();
        post.blocks.push(Block::Code(shown));
        post.blocks.extend(super::unseen::differences(locale, nearest, found));
    }
    post
}

/// Who is missing, by name where they can be named; else, for all to read, what kind of reader. None when `named` is not
/// asked for and people are.
fn reminder(locale: Locale, faces: &Faces<'_>, statement: &Statement, named: bool) -> Option<Post> {
    let State::InReview(review) = &statement.state else { return None };
    let (authors, roster) = (faces.rules.roster.humans(&statement.authors), &faces.rules.roster);
    let groups = review.progress(&authors, roster).into_iter().filter(|group| group.asked);
    let (anybody, missing): (Vec<_>, Vec<_>) =
        groups.filter(|group| group.filled_by.len() < group.needs).partition(|group| group.missing.is_empty());
    if !named && anybody.is_empty() {
        return None;
    }
    let missing: Vec<Human> = missing.into_iter().flat_map(|group| group.missing).collect();
    let sentence = say(locale, "statement-news-reminder", &args(statement));
    let mut rich = faces.after(sentence, &missing);
    for (n, group) in anybody.iter().enumerate() {
        let comma = if n > 0 || !missing.is_empty() { ", " } else { "" };
        rich.0.extend([Span::Words(comma.to_owned()), group_name(locale, &group.group)]);
    }
    Some(Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Warning })
}

/// What a person gets who has to vote: the words in full, and the buttons.
pub fn letter(locale: Locale, faces: &Faces<'_>, statement: &Statement, what: Told<'_>) -> Vec<Post> {
    let key = match what {
        Told::Reminder { .. } => "statement-letter-reminder",
        Told::Deputies { .. } => "statement-letter-deputy",
        Told::Edited { .. } => "statement-letter-edited",
        _ => "statement-letter",
    };
    let sheets = sheets(&statement.texts);
    let last = sheets.len() - 1;
    let author = [("by", faces.who(&statement.edited_by))];
    let intro = Rich::say(locale, key, args(statement), &author);
    let one = |(number, sheet): (usize, &Vec<super::Piece<'_>>)| {
        let mut all = Vec::new();
        if number == 0 {
            all.extend([Block::Heading(title(locale, statement)), Block::Text(intro.clone())]);
        }
        if last > 0 {
            all.push(Block::Context(Rich::words(page_of(locale, number, last + 1))));
        }
        all.extend(blocks(locale, &statement.texts, sheet));
        if number == last {
            all.push(Block::Buttons(buttons(locale, faces, statement, 1)));
        }
        Post { summary: intro.plain(), blocks: all, tone: Tone::Warning }
    };
    sheets.iter().enumerate().map(one).collect()
}

/// Whispered to who drafted it.
pub fn drafted(locale: Locale, statement: &Statement) -> Post {
    done(locale, "statement-done-drafted", statement)
}

/// What an edit did.
pub fn edited(locale: Locale, statement: &Statement, edited: &Edited) -> Post {
    let key = match edited {
        Edited::Same => "statement-done-same-words",
        Edited::Revised { .. } => "statement-done-edited",
    };
    done(locale, key, statement)
}

/// What asking for a review did.
pub fn asked(locale: Locale, statement: &Statement, asked: &Asked) -> Post {
    let key = match asked {
        Asked::Started => "statement-done-asked",
        Asked::Already => "statement-done-asked-already",
    };
    done(locale, key, statement)
}

/// What a vote covers: these words and no others.
pub fn voted(locale: Locale, statement: &Statement, verdict: &Verdict, voted: &Voted) -> Post {
    let key = match (voted, verdict) {
        (Voted::Same, _) => "statement-done-voted-same",
        (_, Verdict::Approve) => "statement-done-approved",
        (_, Verdict::RequestChanges { .. }) => "statement-done-changes",
    };
    done(locale, key, statement)
}

/// Whispered to who drafted what takes another's place.
pub fn replaces(locale: Locale, statement: &Statement, old: crate::id::StatementId) -> Post {
    Post::line(say(locale, "statement-done-replaces", &args(statement).text("old", old.to_string())))
}

/// When a promise is due.
pub fn promised(locale: Locale, statement: &Statement, due: crate::clock::Time) -> Post {
    told(locale, "statement-done-promise", statement, &[("due", Span::Time(due))], Tone::Plain)
}

/// A sentence that names the statement, its revision and its hash.
pub fn done(locale: Locale, key: &str, statement: &Statement) -> Post {
    Post::line(say(locale, key, &args(statement)))
}

/// Why nothing happened, and the way out.
pub fn refused(locale: Locale, faces: &Faces<'_>, no: &No) -> Post {
    let (refused, statement) = match no {
        No::Unknown(id) => {
            return Post::line(say(locale, "statement-unknown", &Args::new().text("id", id.to_string())));
        }
        No::Refused(refused, statement, _) => (refused, statement.as_ref()),
    };
    let plain = |key: &str| told(locale, key, statement, &[], Tone::Plain);
    match refused {
        Refused::Empty => plain("statement-refused-empty"),
        Refused::EditedMeanwhile { by, .. } => {
            told(locale, "statement-refused-meanwhile", statement, &[("by", faces.who(by))], Tone::Plain)
        }
        Refused::Over => plain("statement-refused-over"),
        Refused::NotInReview => plain("statement-refused-not-in-review"),
        Refused::Vetoed => plain("statement-refused-vetoed"),
        Refused::TooLong { channel, by } => {
            let channel = word(locale, &format!("statement-channel-{}", channel.name()));
            let args = args(statement).text("channel", channel).count(locale, "by", *by as u64);
            Post::line(say(locale, "statement-refused-too-long", &args))
        }
        Refused::TooLate => plain("statement-refused-too-late"),
        Refused::Outside => plain("statement-refused-outside"),
        Refused::Open { blanks } => {
            let spans = [("blanks", Span::Public(blanks.join(", ")))];
            told(locale, "statement-refused-open", statement, &spans, Tone::Plain)
        }
        Refused::Spoilt => told(locale, "statement-refused-spoilt", statement, &[], Tone::Danger),
        Refused::Decided => plain("statement-refused-decided"),
        Refused::NoTool => plain("statement-refused-no-tool"),
        Refused::NoPromise => plain("statement-refused-no-promise"),
        Refused::Unreachable(group) => {
            let args = args(statement).text("needs", group.needs.to_string()).text("has", group.has.to_string());
            let rich = Rich::say(
                locale,
                "statement-refused-unreachable",
                args,
                &[("group", Span::Public(group.group.clone()))],
            );
            Post { summary: rich.plain(), blocks: vec![Block::Text(rich)], tone: Tone::Plain }
        }
        Refused::NoVote(no) => match no {
            NoVote::Expired => plain("statement-refused-expired"),
            NoVote::OtherWords => plain("statement-refused-other-words"),
            NoVote::Author => plain("statement-refused-author"),
            NoVote::NotEntitled => plain("statement-refused-not-entitled"),
            NoVote::Outside => plain("statement-refused-outside"),
            NoVote::NotYet { first } => told(
                locale,
                "statement-refused-not-yet",
                statement,
                &[("group", Span::Public(first.clone()))],
                Tone::Plain,
            ),
        },
        Refused::NotNamed => plain("statement-refused-not-named"),
        Refused::Unjustified => plain("statement-refused-unjustified"),
        Refused::NotApproved => plain("statement-refused-not-approved"),
        Refused::NotPublished => plain("statement-refused-not-published"),
    }
}

/// The statements that nobody put away, a line each; and the button that begins one.
pub fn list(locale: Locale, statements: &[Statement], templates: &[&Template]) -> Post {
    let begin = Button {
        action: Action::Statement(StatementAction { verb: StatementVerb::Write, statement: 0, n: 0 }).encode(),
        label: word(locale, "statement-write"),
        style: Style::Primary,
        confirm: None,
    };
    let pick = Block::Pick(super::template::pick(locale, templates));
    if statements.is_empty() {
        let mut post = line(locale, "statement-none");
        post.blocks.extend([Block::Buttons(vec![begin]), pick]);
        return post;
    }
    let heading = word(locale, "statement-list-title");
    let row = |statement: &Statement| {
        let words = statement.texts.main().words.text();
        let start = shortened(words.lines().next().unwrap_or_default(), 80);
        Rich(vec![
            Span::Strong(title(locale, statement)),
            Span::Words(format!(" · {} · ", word(locale, state_key(&statement.state)))),
            Span::Public(start),
        ])
    };
    let rows = statements.iter().map(row).collect();
    let blocks = vec![Block::Heading(heading.clone()), Block::List(rows), Block::Buttons(vec![begin]), pick];
    Post { summary: heading, blocks, tone: Tone::Plain }
}
