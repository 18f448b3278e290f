//! What the bot says about checklists and tasks.

use commands::{Action, IncidentAction, IncidentKind, Role, TaskAction};

use super::EVERY;
use super::Refused;
use super::task::{State, Task};
use crate::clock::Time;
use crate::incident::Incident;
use crate::incident::roles::{Held, holder};
use crate::incident::timeline::{Done, Slot, Value};
use crate::incident::voice::title;
use crate::person::Person;
use crate::post::{Block, Button, Form, Input, InputKind, Pick, PickOf, Post, Rich, Span, Style, Tone, shortened};
use crate::words::{Args, Locale, say, word};

/// Characters of a task that an entry of a menu shows.
const ENTRY: usize = 60;
/// Entries of a menu: Discord shows 25.
const ENTRIES: usize = 25;

/// As people call a playbook.
pub fn name(locale: Locale, playbook: &str) -> String {
    match IncidentKind::named(playbook) {
        Some(kind) => kind.label(locale),
        None if playbook == EVERY => word(locale, "task-every"),
        None => playbook.to_owned(),
    }
}

/// The living checklist: what is left and what is behind, and a menu to tick it.
pub fn checklist(locale: Locale, incident: &Incident, tasks: &[Task], held: &[Held], now: Time) -> Post {
    let shown: Vec<&Task> = tasks.iter().filter(|task| task.state != State::Dropped).collect();
    let heading = heading(locale, incident, &shown);
    let (left, behind): (Vec<&Task>, Vec<&Task>) = shown.iter().partition(|task| task.state.is_left());
    let mut blocks = vec![Block::Heading(heading.clone())];
    let lines = |tasks: &[&Task]| tasks.iter().map(|task| line(locale, task, held, now)).collect();
    for tasks in [&left, &behind].into_iter().filter(|tasks| !tasks.is_empty()) {
        blocks.push(Block::List(lines(tasks)));
    }
    blocks.extend(versions(locale, &shown).map(Block::Context));
    blocks.extend(pick(locale, "task-tick", TaskAction::Done, &left));
    let id = incident.id.0;
    let mut buttons = vec![button(locale, TaskAction::Add(id), "task-add", Style::Plain)];
    buttons.extend((!left.is_empty()).then(|| button(locale, TaskAction::Skips(id), "task-skips", Style::Plain)));
    blocks.push(Block::Buttons(buttons));
    let late = left.iter().any(|task| task.is_overdue(now));
    let tone = if late { Tone::Warning } else { Tone::Plain };
    Post { summary: heading, blocks, tone: if left.is_empty() { Tone::Good } else { tone } }
}

fn heading(locale: Locale, incident: &Incident, shown: &[&Task]) -> String {
    let count = |n: usize| u64::try_from(n).unwrap_or_default();
    let args = Args::new()
        .text("id", incident.id.to_string())
        .count(locale, "behind", count(shown.iter().filter(|task| task.state.is_behind()).count()))
        .count(locale, "all", count(shown.len()));
    say(locale, "task-title", &args)
}

/// `☐ K-4 Answer the customer · support @nikos · due 14:30`.
pub fn line(locale: Locale, task: &Task, held: &[Held], now: Time) -> Rich {
    let mark = match &task.state {
        State::Waiting => "… ",
        State::Open => "☐ ",
        State::Done { .. } => "☑ ",
        State::Skipped { .. } | State::Dropped => "– ",
    };
    let mut spans = vec![
        Span::Words(mark.to_owned()),
        Span::Code(task.id.to_string()),
        Span::Words(" ".into()),
        Span::Public(task.texts.within(locale).to_owned()),
    ];
    let dot = || Span::Words(" · ".into());
    match &task.state {
        State::Waiting | State::Open => {
            spans.extend(whose(locale, task, held).into_iter().flat_map(|whose| [vec![dot()], whose].concat()));
            if task.state == State::Waiting {
                spans.extend([dot(), Span::Words(word(locale, "task-waits"))]);
            } else if let Some(due) = task.due {
                let key = if due <= now { "task-overdue" } else { "task-due" };
                spans.extend([vec![dot()], Rich::say(locale, key, Args::new(), &[("at", Span::Time(due))]).0].concat());
            }
        }
        State::Done { by, .. } | State::Skipped { by, .. } => spans.extend([dot(), Span::Person(by.clone())]),
        State::Dropped => {}
    }
    if let State::Skipped { why, .. } = &task.state
        && !why.is_empty()
    {
        spans.extend([Span::Words(word(locale, "timeline-colon")), Span::Public(why.clone())]);
    }
    Rich(spans)
}

fn whose(locale: Locale, task: &Task, held: &[Held]) -> Option<Vec<Span>> {
    let named = task.person.as_ref().or_else(|| holder(held, task.role?)).map(|who| Span::Person(who.clone()));
    let role = task.role.map(|role| Span::Words(role.label(locale)));
    let between = (role.is_some() && named.is_some()).then(|| Span::Words(" ".into()));
    let whose: Vec<Span> = [role, between, named].into_iter().flatten().collect();
    (!whose.is_empty()).then_some(whose)
}

/// Which playbooks the tasks are of: `complaint (version 2), every crisis (version 1)`.
fn versions(locale: Locale, shown: &[&Task]) -> Option<Rich> {
    let mut of: Vec<String> = Vec::new();
    for from in shown.iter().filter_map(|task| task.from.as_ref()) {
        let name = from.step.split('/').next().unwrap_or_default();
        let label = match IncidentKind::named(name) {
            Some(kind) => kind.label(locale),
            None => word(locale, "task-every"),
        };
        let args = Args::new().text("name", label).text("version", from.version.to_string());
        let version = say(locale, "task-version", &args);
        if !of.contains(&version) {
            of.push(version);
        }
    }
    let list = Args::new().text("list", of.join(", "));
    (!of.is_empty()).then(|| Rich::words(say(locale, "task-from", &list)))
}

/// A menu of tasks, and what is done with the one that is picked.
fn pick(locale: Locale, key: &str, does: fn(i64) -> TaskAction, tasks: &[&Task]) -> Option<Block> {
    let entry = |task: &&Task| {
        let text = crate::post::inert(task.texts.within(locale));
        (task.id.0.to_string(), shortened(&format!("{} {text}", task.id), ENTRY))
    };
    // Those that can be done now come first.
    let (open, waiting): (Vec<&Task>, Vec<&Task>) = tasks.iter().partition(|task| task.state == State::Open);
    let options: Vec<_> = open.iter().chain(&waiting).take(ENTRIES).map(entry).collect();
    let action = Action::Task(does(0)).menu();
    (!options.is_empty()).then(|| Block::Pick(Pick { action, label: word(locale, key), of: PickOf::Options(options) }))
}

fn button(locale: Locale, action: TaskAction, key: &str, style: Style) -> Button {
    Button { action: Action::Task(action).encode(), label: word(locale, key), style, confirm: None }
}

/// Whispered: nobody said what kind of crisis it is, and a menu to say it.
pub fn which_kind(locale: Locale, incident: &Incident) -> Post {
    let id = incident.id;
    let question = say(locale, "task-which-kind", &Args::new().text("id", id.to_string()));
    let kinds = IncidentKind::ALL.map(|kind| (kind.name().to_owned(), kind.label(locale)));
    let action = Action::Task(TaskAction::Begin { incident: id.0, kind: IncidentKind::Complaint }).menu();
    let pick = Pick { action, label: word(locale, "task-kind"), of: PickOf::Options(kinds.to_vec()) };
    let add = button(locale, TaskAction::Add(id.0), "task-add", Style::Plain);
    let blocks = vec![Block::Text(Rich::words(question.clone())), Block::Pick(pick), Block::Buttons(vec![add])];
    Post { summary: question, blocks, tone: Tone::Plain }
}

/// On the incident's card: how many are open, and how many of these are late. None when nothing is left to do.
pub fn left(tasks: &[Task], now: Time) -> Option<Done> {
    let count = |n: usize| Value::Number(u64::try_from(n).unwrap_or_default());
    let left = tasks.iter().filter(|task| task.state.is_left()).count();
    let late = tasks.iter().filter(|task| task.is_overdue(now)).count();
    let key = if late > 0 { "task-line-late" } else { "task-line" };
    let done = Done::new(key).with(Slot::Count, count(left));
    (left > 0).then(|| if late > 0 { done.with(Slot::From, count(late)) } else { done })
}

/// Whispered: which task is not needed?
pub fn which_to_skip(locale: Locale, tasks: &[Task]) -> Post {
    let left: Vec<&Task> = tasks.iter().filter(|task| task.state.is_left()).collect();
    let question = word(locale, "task-which-skip");
    let mut blocks = vec![Block::Text(Rich::words(question.clone()))];
    blocks.extend(pick(locale, "task-pick", TaskAction::Skip, &left));
    Post { summary: question, blocks, tone: Tone::Plain }
}

/// The form that asks for a task.
pub fn add_form(locale: Locale, incident: i64) -> Form {
    let text = Input {
        key: "text".into(),
        label: word(locale, "task-ask-text"),
        hint: None,
        kind: InputKind::Line { max: 200 },
        required: true,
        initial: None,
        check: None,
    };
    let roles = Role::ALL.map(|role| (role.name().to_owned(), role.label(locale))).to_vec();
    let role = Input {
        key: "role".into(),
        label: word(locale, "task-ask-role"),
        kind: InputKind::Choice { options: roles },
        required: false,
        ..text.clone()
    };
    let due = Input {
        key: "due".into(),
        label: word(locale, "task-ask-due"),
        hint: Some(word(locale, "task-ask-due-hint")),
        kind: InputKind::Line { max: 20 },
        required: false,
        ..text.clone()
    };
    Form {
        action: Action::Task(TaskAction::Add(incident)).encode(),
        title: word(locale, "task-add"),
        submit: word(locale, "alert-send"),
        inputs: vec![text, role, due],
    }
}

/// The form that asks why a task is not needed.
pub fn skip_form(locale: Locale, task: i64) -> Form {
    Form {
        action: Action::Task(TaskAction::Skip(task)).encode(),
        title: word(locale, "task-skips"),
        submit: word(locale, "alert-send"),
        inputs: vec![Input {
            key: "reason".into(),
            label: word(locale, "incident-reason"),
            hint: None,
            kind: InputKind::Line { max: 300 },
            required: false,
            initial: None,
            check: None,
        }],
    }
}

/// For who was given a task, in their own conversation.
pub fn yours(locale: Locale, incident: &Incident, task: &Task, by: &Person) -> Post {
    let rich = Rich::say(locale, "task-yours", Args::new(), &[("by", Span::Person(by.clone()))]);
    let mut blocks = vec![Block::Text(rich)];
    blocks.push(Block::List(vec![line(locale, task, &[], incident.opened_at)]));
    of_one(locale, incident, task, blocks, Tone::Plain)
}

/// It is due and not done: for its owner, or in the thread with who is asked.
pub fn overdue(locale: Locale, incident: &Incident, task: &Task, asked: Option<&Person>, now: Time) -> Post {
    let mut first = vec![Span::Words(word(locale, "task-is-overdue"))];
    first.extend(asked.into_iter().flat_map(|who| [Span::Words(" ".into()), Span::Person(who.clone())]));
    let blocks = vec![Block::Text(Rich(first)), Block::List(vec![line(locale, task, &[], now)])];
    of_one(locale, incident, task, blocks, Tone::Warning)
}

/// With the incident that it is of, and what one can do.
fn of_one(locale: Locale, incident: &Incident, task: &Task, mut blocks: Vec<Block>, tone: Tone) -> Post {
    blocks.push(Block::Context(Rich::words(title(locale, incident))));
    let timeline = IncidentAction::Timeline { incident: incident.id.0, page: 0 };
    blocks.push(Block::Buttons(vec![
        button(locale, TaskAction::Done(task.id.0), "task-mark-done", Style::Primary),
        button(locale, TaskAction::Skip(task.id.0), "task-skips", Style::Plain),
        crate::incident::voice::button(locale, timeline, "incident-timeline", Style::Plain),
    ]));
    let args = Args::new().text("task", task.id.to_string()).text("title", title(locale, incident));
    Post { summary: say(locale, "task-of", &args), blocks, tone }
}

/// Whispered to who changed a task, with the way back: `task-done-now`, `task-skipped-now`, `task-open-now`.
pub fn changed(locale: Locale, key: &str, task: &Task) -> Post {
    let args = Args::new().text("task", task.id.to_string());
    let text = Span::Public(task.texts.within(locale).to_owned());
    let mut blocks = vec![Block::Text(Rich::say(locale, key, args.clone(), &[("text", text)]))];
    if task.state.is_behind() {
        let undo = button(locale, TaskAction::Reopen(task.id.0), "timeline-undo", Style::Plain);
        blocks.push(Block::Buttons(vec![undo]));
    }
    Post { summary: say(locale, key, &args.text("text", "")), blocks, tone: Tone::Plain }
}

/// Whispered: why it was not done, and the way.
pub fn refused(locale: Locale, refused: &Refused) -> Post {
    match refused {
        Refused::Unknown(id) => Post::line(say(locale, "task-unknown", &Args::new().text("task", id.to_string()))),
        Refused::Already(task) => {
            let args = Args::new().text("task", task.id.to_string());
            let state = word(locale, &format!("task-state-{}", task.state.name()));
            let args = args.text("state", state);
            match &task.state {
                State::Done { by, .. } | State::Skipped { by, .. } => {
                    let rich = Rich::say(locale, "task-already-by", args.clone(), &[("by", Span::Person(by.clone()))]);
                    let summary = say(locale, "task-already", &args);
                    Post { summary, blocks: vec![Block::Text(rich)], tone: Tone::Plain }
                }
                _ => Post::line(say(locale, "task-already", &args)),
            }
        }
        Refused::Closed(incident) => {
            Post::line(say(locale, "task-closed", &Args::new().text("id", incident.id.to_string())))
        }
    }
}

/// A length of time could not be read.
pub fn no_time(locale: Locale, typed: &str) -> Post {
    Post::line(say(locale, "task-no-time", &Args::new().text("typed", crate::post::inert(typed))))
}
