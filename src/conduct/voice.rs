//! What the bot says about answers to the public, and about scheduled content.

use commands::{Action, ReplyAction};

use super::Refused;
use super::{NotNow, Reply, State, hints};
use crate::id::ReplyId;
use crate::incident::Incident;
use crate::incident::voice::title;
use crate::playbook::Texts;
use crate::post::{Block, Button, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Style, Tone, shortened};
use crate::statement::checks::Hint;
use crate::words::{Args, Locale, say, word};

/// The sentences of tasks for who scheduled something.
pub const PAUSE: &str = "conduct-pause-task";
pub const RESUME: &str = "conduct-resume-task";
/// Characters of a mention that a line and a menu show.
const SHOWN: usize = 160;
const ENTRY: usize = 60;
/// Entries of a menu: Discord shows 25. And lines of what is behind.
const ENTRIES: usize = 25;
const BEHIND: usize = 10;

/// The same task in every language.
pub fn of_content(key: &str, name: &str) -> Texts {
    let one = |locale: Locale| (locale.tag().to_owned(), say(locale, key, &Args::new().text("name", name)));
    Texts(Locale::ALL.into_iter().map(one).collect())
}

/// The living queue: what wants an answer, who answers it, what was answered.
pub fn queue(locale: Locale, incident: &Incident, replies: &[Reply]) -> Post {
    let (left, behind): (Vec<&Reply>, Vec<&Reply>) = replies.iter().partition(|reply| reply.state.is_left());
    let count = |n: usize| u64::try_from(n).unwrap_or_default();
    let args = Args::new().text("id", incident.id.to_string()).count(locale, "left", count(left.len())).count(
        locale,
        "all",
        count(replies.len()),
    );
    let heading = say(locale, "reply-title", &args);
    let mut blocks = vec![Block::Heading(heading.clone())];
    let lines = |replies: &[&Reply]| replies.iter().map(|reply| line(locale, reply)).collect();
    let latest = &behind[behind.len().saturating_sub(BEHIND)..];
    for replies in [&left[..], latest].into_iter().filter(|replies| !replies.is_empty()) {
        blocks.push(Block::List(lines(replies)));
    }
    let open = left.iter().filter(|reply| reply.state == State::Open);
    let entry = |reply: &&Reply| {
        let entry = format!("{} {}", reply.id, crate::post::inert(&reply.said));
        (reply.id.0.to_string(), shortened(&entry, ENTRY))
    };
    let options: Vec<(String, String)> = open.take(ENTRIES).map(entry).collect();
    if !options.is_empty() {
        let action = Action::Reply(ReplyAction::Claim(0)).menu();
        blocks.push(Block::Pick(Pick { action, label: word(locale, "reply-claim"), of: PickOf::Options(options) }));
    }
    let tone = if left.is_empty() { Tone::Good } else { Tone::Plain };
    Post { summary: heading, blocks, tone }
}

fn line(locale: Locale, reply: &Reply) -> Rich {
    let mark = match &reply.state {
        State::Open => "☐ ",
        State::Claimed { .. } => "… ",
        State::Answered { .. } => "☑ ",
        State::LetBe { .. } => "– ",
    };
    let mut spans = vec![
        Span::Words(mark.to_owned()),
        Span::Code(reply.id.to_string()),
        Span::Words(" ".into()),
        Span::Public(shortened(&reply.said, SHOWN)),
    ];
    if let State::Claimed { by, .. } | State::Answered { by, .. } | State::LetBe { by, .. } = &reply.state {
        let key = format!("reply-state-{}", reply.state.name());
        spans.push(Span::Words(" · ".into()));
        spans.extend(Rich::say(locale, &key, Args::new(), &[("by", Span::Person(by.clone()))]).0);
    }
    Rich(spans)
}

fn button(locale: Locale, action: ReplyAction, key: &str, style: Style) -> Button {
    Button { action: Action::Reply(action).encode(), label: word(locale, key), style, confirm: None }
}

/// Whispered to who put it in.
pub fn queued(locale: Locale, reply: &Reply) -> Post {
    let claim = button(locale, ReplyAction::Claim(reply.id.0), "reply-mine", Style::Plain);
    said(locale, "reply-queued", reply, vec![claim])
}

/// Whispered to who answers it: what to mind, and what they can do.
pub fn claimed(locale: Locale, reply: &Reply) -> Post {
    let id = reply.id.0;
    let buttons = vec![
        button(locale, ReplyAction::Answer(id), "reply-answered", Style::Primary),
        button(locale, ReplyAction::GiveBack(id), "reply-give-back", Style::Plain),
        button(locale, ReplyAction::LetBe(id), "reply-let-be", Style::Plain),
    ];
    let mut post = said(locale, "reply-claimed", reply, buttons);
    post.blocks.insert(1, Block::Context(Rich::words(word(locale, "reply-advice"))));
    post
}

/// Whispered: it is so now, with hints about the words.
pub fn done(locale: Locale, reply: &Reply) -> Post {
    let State::Answered { words, .. } = &reply.state else {
        return said(locale, &format!("reply-now-{}", reply.state.name()), reply, Vec::new());
    };
    let mut post = said(locale, "reply-now-answered", reply, Vec::new());
    let lines: Vec<Rich> = hints(words).iter().map(|hint| of_hint(locale, hint)).collect();
    if !lines.is_empty() {
        post.blocks.push(Block::List(lines));
        post.tone = Tone::Warning;
    }
    post
}

fn of_hint(locale: Locale, hint: &Hint) -> Rich {
    match hint {
        Hint::TooLong { by } => {
            let by = u64::try_from(*by).unwrap_or_default();
            Rich::words(say(locale, "reply-hint-long", &Args::new().count(locale, "by", by)))
        }
        Hint::Blames(words) | Hint::Defends(words) => {
            Rich::say(locale, "reply-hint-sharp", Args::new(), &[("words", Span::Public(words.clone()))])
        }
        _ => Rich::default(),
    }
}

fn said(locale: Locale, key: &str, reply: &Reply, buttons: Vec<Button>) -> Post {
    let args = Args::new().text("reply", reply.id.to_string());
    let words = [("said", Span::Public(shortened(&reply.said, SHOWN)))];
    let summary = say(locale, key, &args.clone().text("said", ""));
    let mut blocks = vec![Block::Text(Rich::say(locale, key, args, &words))];
    blocks.extend((!buttons.is_empty()).then_some(Block::Buttons(buttons)));
    Post { summary, blocks, tone: Tone::Plain }
}

/// The form that asks for the words of an answer.
pub fn answer_form(locale: Locale, reply: i64) -> Form {
    Form {
        action: Action::Reply(ReplyAction::Answer(reply)).encode(),
        title: word(locale, "reply-answered"),
        submit: word(locale, "alert-send"),
        inputs: vec![Input {
            key: "words".into(),
            label: word(locale, "reply-ask-words"),
            hint: Some(word(locale, "reply-advice")),
            kind: InputKind::Text { max: 1_000 },
            required: true,
            initial: None,
            check: None,
        }],
    }
}

/// For who held it for too long, in their own conversation.
pub fn overheld(locale: Locale, incident: &Incident, reply: &Reply) -> Post {
    let claim = button(locale, ReplyAction::Claim(reply.id.0), "reply-mine", Style::Plain);
    let mut post = said(locale, "reply-overheld", reply, vec![claim]);
    post.blocks.insert(1, Block::Context(Rich::words(title(locale, incident))));
    post
}

/// Whispered: why it was not done, and the way.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    let about = |id: &ReplyId| Args::new().text("reply", id.to_string());
    match refused {
        Refused::Unknown(id) => Post::line(say(locale, "reply-unknown", &about(id))),
        Refused::There => Post::line(word(locale, "reply-there")),
        Refused::NotNow(id, NotNow::Already) => Post::line(say(locale, "reply-already", &about(id))),
        Refused::NotNow(id, NotNow::Taken { by }) => {
            let rich = Rich::say(locale, "reply-taken", about(id), &[("by", Span::Person(by.clone()))]);
            let summary = say(locale, "reply-taken", &about(id).text("by", ""));
            Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
        }
    }
}

/// Whispered: how many owners were asked.
pub fn asked(locale: Locale, key: &str, asked: usize) -> Post {
    let count = Args::new().count(locale, "count", u64::try_from(asked).unwrap_or_default());
    Post::line(if asked == 0 { word(locale, "conduct-no-content") } else { say(locale, key, &count) })
}
