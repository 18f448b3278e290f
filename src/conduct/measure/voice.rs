//! What the bot says about decisions on conduct.

use commands::{Action, MeasureAction};

use super::Refused;
use super::{Kind, Measure, NotNow, Said, State};
use crate::clock::Time;
use crate::id::MeasureId;
use crate::incident::Incident;
use crate::incident::timeline::voice::who;
use crate::incident::timeline::{Done, Slot, Value};
use crate::incident::voice::{refused as not_yours, title};
use crate::person::Person;
use crate::post::{Block, Button, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Style, Tone, shortened};
use crate::words::{Args, Locale, say, word};

/// Entries of a menu: Discord shows 25. And their characters.
const ENTRIES: usize = 25;
const ENTRY: usize = 60;
/// What is behind, in a list.
const BEHIND: usize = 5;
/// Characters of somebody's words that a list shows.
const SHOWN: usize = 280;

/// The living card of one decision. `voters` are those whose word counts, when it is put to the vote; none: anybody's does.
pub fn card(locale: Locale, measure: &Measure, voters: usize) -> Post {
    let title = about(locale, &format!("measure-title-{}", measure.kind.name()), measure.id);
    let mut blocks = vec![Block::Heading(title.clone()), Block::Text(sentence(locale, measure))];
    blocks.extend(people(measure).map(Block::Context));
    if measure.is_put_to_vote() && voters > 0 {
        let key = if voters < measure.needs { "measure-voters-few" } else { "measure-voters" };
        blocks.push(Block::Context(Rich::words(votes(locale, key, measure.id, voters))));
    }
    if let State::Over { by, why, .. } = &measure.state {
        let mut spans = vec![who(locale, by)];
        if !why.is_empty() {
            spans.extend([Span::Words(word(locale, "timeline-colon")), Span::Public(shown(why))]);
        }
        blocks.push(Block::Context(Rich(spans)));
    }
    let buttons = buttons(locale, measure);
    blocks.extend((!buttons.is_empty()).then_some(Block::Buttons(buttons)));
    let tone = if measure.state == State::Holds { Tone::Warning } else { Tone::Plain };
    Post { summary: title, blocks, tone }
}

/// The sheet of an incident's facts, or of those whom it keeps informed.
pub fn sheet(locale: Locale, incident: &Incident, kind: Kind, measures: &[Measure], now: Time) -> Post {
    let title = about(locale, &format!("measure-title-{}", kind.name()), incident.id);
    let mut blocks = vec![Block::Heading(title.clone())];
    match measures {
        [] => blocks.push(Block::Context(Rich::words(word(locale, "measure-none")))),
        _ => blocks.push(Block::List(measures.iter().map(|measure| entry(locale, measure, now)).collect())),
    }
    let (action, menu) = match kind {
        Kind::Fact => (MeasureAction::Correct(0), "measure-do-fact-correct"),
        _ => (MeasureAction::Go(0), "measure-do-inform-menu"),
    };
    let option = |measure: &Measure| {
        let label = format!("{} {}", measure.id, crate::post::inert(&measure.what));
        (measure.id.0.to_string(), shortened(&label, ENTRY))
    };
    let options: Vec<(String, String)> = measures.iter().take(ENTRIES).map(option).collect();
    if !options.is_empty() {
        let action = Action::Measure(action).menu();
        blocks.push(Block::Pick(Pick { action, label: word(locale, menu), of: PickOf::Options(options) }));
    }
    if kind == Kind::Fact {
        blocks.push(Block::Buttons(vec![add_fact(locale, incident)]));
    }
    Post { summary: title, blocks, tone: Tone::Plain }
}

/// All that was decided, for who asks.
pub fn list(locale: Locale, incident: &Incident, measures: &[Measure], now: Time) -> Post {
    let heading = about(locale, "measure-list", title(locale, incident));
    let (over, holds): (Vec<&Measure>, Vec<&Measure>) = measures.iter().partition(|measure| measure.state.is_over());
    let mut blocks = vec![Block::Heading(heading.clone())];
    if measures.is_empty() {
        blocks.push(Block::Text(Rich::words(word(locale, "measure-none"))));
    }
    let latest = &over[over.len().saturating_sub(BEHIND)..];
    for some in [&holds[..], latest].into_iter().filter(|some| !some.is_empty()) {
        blocks.push(Block::List(some.iter().map(|measure| entry(locale, measure, now)).collect()));
    }
    blocks.push(Block::Buttons(vec![add_fact(locale, incident)]));
    Post { summary: heading, blocks, tone: Tone::Plain }
}

/// One of a list.
fn entry(locale: Locale, measure: &Measure, now: Time) -> Rich {
    let space = || Span::Words(" ".into());
    let mut spans = vec![Span::Code(measure.id.to_string()), space()];
    match measure.kind {
        Kind::Fact => {
            let mark = if measure.state.is_over() { " ✗ " } else { " → " };
            spans.extend([Span::Public(shown(&measure.what)), Span::Words(mark.into())]);
            spans.extend([Span::Public(shown(&measure.why)), Span::Words(" · ".into())]);
            spans.push(Span::Public(shown(&measure.basis)));
        }
        Kind::Inform => {
            spans.push(Span::Public(shown(&measure.what)));
            if let Some(owner) = &measure.owner {
                spans.extend([Span::Words(" · ".into()), Span::Person(owner.clone())]);
            }
            let key = if measure.is_due(now) { "measure-late" } else { "measure-next" };
            if let Some(due) = measure.due {
                spans.push(Span::Words(" · ".into()));
                spans.extend(Rich::say(locale, key, Args::new(), &[("due", Span::Time(due))]).0);
            }
        }
        _ => spans.extend(sentence(locale, measure).0),
    }
    Rich(spans)
}

/// Where it stands, in a sentence.
fn sentence(locale: Locale, measure: &Measure) -> Rich {
    said(locale, &format!("measure-{}-{}", measure.kind.name(), measure.state.name()), measure)
}

fn said(locale: Locale, key: &str, measure: &Measure) -> Rich {
    let count = |n: usize| u64::try_from(n).unwrap_or_default();
    let args = Args::new()
        .text("id", measure.id.to_string())
        .count(locale, "yes", count(measure.count(Said::Yes)))
        .count(locale, "needs", count(measure.needs))
        .count(locale, "all", count(measure.people.len()));
    let place = match measure.what.as_str() {
        "" => Span::Words(word(locale, "measure-everywhere")),
        what => Span::Public(shown(what)),
    };
    let spans = [
        ("what", place),
        ("why", Span::Public(shown(&measure.why))),
        ("basis", Span::Public(measure.basis.clone())),
        ("due", measure.due.map_or_else(|| Span::Words("–".into()), Span::Time)),
        ("at", Span::Time(measure.at)),
    ];
    Rich::say(locale, key, args, &spans)
}

/// Who said what: `✓ maya  … nikos`.
fn people(measure: &Measure) -> Option<Rich> {
    let mut spans = Vec::new();
    for (n, (person, said)) in measure.people.iter().enumerate() {
        let mark = match said {
            Said::Waits => "… ",
            Said::Yes => "✓ ",
            Said::No => "✗ ",
        };
        let space = if n > 0 { "  " } else { "" };
        spans.extend([Span::Words(format!("{space}{mark}")), Span::Person(person.clone())]);
    }
    (!spans.is_empty()).then_some(Rich(spans))
}

fn buttons(locale: Locale, measure: &Measure) -> Vec<Button> {
    let id = measure.id.0;
    let act = |action, key: &str, style| button(locale, action, &format!("measure-do-{key}"), style);
    let (yes, no, go, lift) =
        (MeasureAction::Yes(id), MeasureAction::No(id), MeasureAction::Go(id), MeasureAction::Lift(id));
    match (measure.kind, &measure.state) {
        (_, State::Over { .. }) => Vec::new(),
        (Kind::Takedown, State::Asked) => {
            vec![act(go, "takedown-go", Style::Primary), act(lift, "takedown-lift", Style::Plain)]
        }
        (Kind::Shut, State::Asked) => vec![
            act(yes, "shut-yes", Style::Plain),
            act(no, "shut-no", Style::Plain),
            act(lift, "withdraw", Style::Plain),
        ],
        (Kind::Brief, State::Asked) => vec![
            act(yes, "brief-yes", Style::Plain),
            act(go, "brief-go", Style::Primary),
            act(lift, "withdraw", Style::Plain),
        ],
        (Kind::Hold | Kind::Shut | Kind::Brief, _) => {
            vec![act(lift, &format!("{}-lift", measure.kind.name()), Style::Plain)]
        }
        _ => Vec::new(),
    }
}

/// In the thread: where it stands now.
pub fn news(locale: Locale, measure: &Measure) -> Post {
    let ready = measure.kind == Kind::Brief && measure.state == State::Asked && measure.waiting().is_empty();
    let rich = if ready { said(locale, "measure-brief-ready", measure) } else { sentence(locale, measure) };
    line_of(locale, measure, rich, Tone::Plain)
}

/// In the thread: a channel has been closed for long.
pub fn review(locale: Locale, measure: &Measure) -> Post {
    let mut post = line_of(locale, measure, said(locale, "measure-review", measure), Tone::Warning);
    let id = measure.id.0;
    post.blocks.push(Block::Buttons(vec![
        button(locale, MeasureAction::Lift(id), "measure-do-shut-lift", Style::Primary),
        button(locale, MeasureAction::Go(id), "measure-do-shut-go", Style::Plain),
    ]));
    post
}

/// For who keeps an audience informed, in person, or for all with who is asked.
pub fn overdue(locale: Locale, incident: &Incident, measure: &Measure, asked: Option<&Person>) -> Post {
    let mut rich = said(locale, "measure-overdue", measure);
    rich.0.extend(asked.into_iter().flat_map(|who| [Span::Words(" ".into()), Span::Person(who.clone())]));
    let mut post = line_of(locale, measure, rich, Tone::Warning);
    post.blocks.push(Block::Context(Rich::words(title(locale, incident))));
    let sent = button(locale, MeasureAction::Go(measure.id.0), "measure-do-inform-go", Style::Primary);
    post.blocks.push(Block::Buttons(vec![sent]));
    post
}

/// For an ambassador, in their own conversation.
pub fn briefing(locale: Locale, incident: &Incident, measure: &Measure, by: &Person) -> Post {
    let asks = Rich::say(locale, "measure-briefing", Args::new(), &[("by", Span::Person(by.clone()))]);
    let read = button(locale, MeasureAction::Yes(measure.id.0), "measure-do-brief-yes", Style::Primary);
    let blocks = vec![
        Block::Heading(title(locale, incident)),
        Block::Text(asks),
        Block::Text(Rich(vec![Span::Public(measure.what.clone())])),
        Block::Buttons(vec![read]),
    ];
    Post { summary: about(locale, "measure-title-brief", measure.id), blocks, tone: Tone::Warning }
}

/// Whispered to who answers the public meanwhile: it pauses, until when and why.
pub fn warning(locale: Locale, pause: &Measure) -> Block {
    Block::Text(said(locale, "measure-warning", pause))
}

/// Whispered to who decided it, with the way back.
pub fn begun(locale: Locale, measure: &Measure) -> Post {
    let sentence = about(locale, "measure-begun", measure.id);
    let undo = button(locale, MeasureAction::Lift(measure.id.0), "timeline-undo", Style::Plain);
    let blocks = vec![Block::Text(Rich::words(sentence.clone())), Block::Buttons(vec![undo])];
    Post { summary: sentence, blocks, tone: Tone::Plain }
}

/// Whispered: it is so now.
pub fn noted(locale: Locale, measure: &Measure) -> Post {
    Post::line(about(locale, "measure-noted", measure.id))
}

/// On the incident's card, while it holds: what everybody has to know before they speak.
pub fn line(measure: &Measure) -> Option<Done> {
    let shows = matches!(measure.kind, Kind::Hold | Kind::Shut) && measure.state == State::Holds;
    let due = measure.due.filter(|_| shows)?;
    let what = match measure.what.as_str() {
        "" => Value::Word("measure-everywhere".to_owned()),
        what => Value::Text(what.to_owned()),
    };
    let key = format!("measure-line-{}", measure.kind.name());
    Some(Done::new(&key).with(Slot::What, what).with(Slot::To, Value::Time(due)))
}

/// The form that asks for a fact.
pub fn fact_form(locale: Locale, incident: i64) -> Form {
    let input = |key: &str| Input {
        key: key.into(),
        label: word(locale, &format!("measure-ask-{key}")),
        hint: None,
        kind: InputKind::Text { max: 500 },
        required: true,
        initial: None,
        check: None,
    };
    Form {
        action: Action::Measure(MeasureAction::Fact(incident)).encode(),
        title: word(locale, "measure-do-fact-add"),
        submit: word(locale, "alert-send"),
        inputs: ["claim", "fact", "proof"].map(input).into(),
    }
}

/// Whispered: why it was not done, and the way.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    match refused {
        Refused::Unknown(id) => Post::line(about(locale, "measure-unknown", id)),
        Refused::There(id) => Post::line(about(locale, "measure-there", id)),
        Refused::NotNow(id, NotNow::Already) => Post::line(about(locale, "measure-already", id)),
        Refused::NotNow(id, NotNow::NotAsked) => Post::line(about(locale, "measure-not-asked", id)),
        Refused::NotNow(id, NotNow::Waits(people)) => {
            let sentence = about(locale, "measure-waits", id);
            let mut spans = vec![Span::Words(sentence.clone())];
            let named = people.iter().map(|person| Span::Person(person.clone()));
            spans.extend(named.flat_map(|person| [Span::Words(" ".into()), person]));
            Post { summary: sentence, blocks: vec![Block::Text(Rich(spans))], tone: Tone::Plain }
        }
        Refused::Incident(incident, refused) => not_yours(locale, incident, refused),
        Refused::Rule(rules) if rules.is_empty() => Post::line(word(locale, "measure-no-rules")),
        Refused::Rule(rules) => {
            let sentence = word(locale, "measure-rules");
            let rule = |(name, words): &(String, String)| {
                Rich(vec![Span::Code(name.clone()), Span::Words(" ".into()), Span::Public(words.clone())])
            };
            let list = Block::List(rules.iter().map(rule).collect());
            Post {
                blocks: vec![Block::Text(Rich::words(sentence.clone())), list],
                summary: sentence,
                tone: Tone::Plain,
            }
        }
        Refused::Nobody => Post::line(word(locale, "measure-nobody")),
        Refused::NoVote(id, voters) => Post::line(votes(locale, "measure-no-vote", *id, *voters)),
    }
}

/// How many people's word counts.
fn votes(locale: Locale, key: &str, id: MeasureId, voters: usize) -> String {
    let count = u64::try_from(voters).unwrap_or_default();
    say(locale, key, &Args::new().text("id", id.to_string()).count(locale, "voters", count))
}

fn add_fact(locale: Locale, incident: &Incident) -> Button {
    button(locale, MeasureAction::Fact(incident.id.0), "measure-do-fact-add", Style::Plain)
}

fn line_of(locale: Locale, measure: &Measure, rich: Rich, tone: Tone) -> Post {
    let summary = about(locale, &format!("measure-title-{}", measure.kind.name()), measure.id);
    Post { summary, blocks: vec![Block::Text(rich)], tone }
}

fn button(locale: Locale, action: MeasureAction, key: &str, style: Style) -> Button {
    Button { action: Action::Measure(action).encode(), label: word(locale, key), style, confirm: None }
}

fn about(locale: Locale, key: &str, id: impl ToString) -> String {
    say(locale, key, &Args::new().text("id", id.to_string()))
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
