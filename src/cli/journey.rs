//! The demo's team, acted by scripted people: from the alert to the report.

use anyhow::{Context, Result, bail};
use chrono::Duration;
use commands::{
    Action, AlertAction, IncidentAction, ReportAction, ReportVerb, RetroAction, RetroVerb, Role, StatementAction,
    StatementVerb,
};

use super::stage::Stage;
use crate::alert;
use crate::platform::sandbox::{Act, Body, Message};

const CHANNEL: &str = "crisis";
/// Between two acts.
const A_MOMENT: Duration = Duration::seconds(20);
/// Within which a survey opens by itself, whatever the day of the week.
const A_WHILE: Duration = Duration::days(4);

/// Something that a person does.
enum Deed {
    Says(&'static str),
    Reacts(&'static str),
    /// The newest button that does this.
    Presses(Action),
    /// The form that stands open before them, by question.
    Fills(&'static [(&'static str, &'static str)]),
}

/// The team decides about the alert, opens the incident, leads it, speaks in public, ends it, says how it went, and writes its report.
pub async fn act_it_through(stage: &mut Stage) -> Result<()> {
    use Deed::{Fills, Presses, Reacts, Says};
    let alerts = alert::store::ongoing(&mut stage.app.store.read().await?).await?.good;
    let alert = alerts.first().context("the scenario raised no alert; please report it")?.id.0;
    let incident = 1;
    let take = IncidentAction::Take { incident, role: Role::Lead };
    let of_statement = |verb| Action::Statement(StatementAction { verb, statement: 1, n: 1 });
    let answer = || Presses(Action::Retro(RetroAction { verb: RetroVerb::Answer, survey: 1, receipt: String::new() }));
    let deeds = [
        ("maya", Says("/crisis status")),
        ("maya", Reacts("eyes")),
        ("giulia", Presses(Action::Alert(AlertAction::Mentions { alert, page: 0 }))),
        ("giulia", Presses(Action::Alert(AlertAction::Open(alert)))),
        ("giulia", Presses(Action::Incident(take))),
        ("nikos", Says("/crisis watch test nimbus AND (γυαλί OR glass)")),
        ("elitsa", Says("/crisis digest nimbus 24h")),
        ("chiaying", Says("/crisis 狀態")),
        ("nikos", Says("/crisis take legal")),
        ("elitsa", Says("/crisis note The line in Varna is stopped")),
        (
            "maya",
            Says(
                "/crisis statement draft We are sorry. Glass was found in Nimbus bottles; the line is stopped, and we will \
                 be back by noon. --outlet x --review yes",
            ),
        ),
        ("nikos", Presses(of_statement(StatementVerb::Approve))),
        ("maya", Says("/crisis statement published S-1 https://nimbus.example/statement")),
        ("giulia", Says("/crisis resolve The batch is recalled")),
    ];
    for (person, deed) in deeds {
        act(stage, person, deed).await?;
    }
    let later = stage.app.clock.now() + A_WHILE;
    stage.advance_to(later).await?;
    let answers = [
        (
            "giulia",
            Fills(&[("noticed", "5"), ("roles", "4"), ("decisions", "4"), ("missing", "A second hotline, please")]),
        ),
        ("nikos", Fills(&[("noticed", "4"), ("decisions", "2"), ("right_wrong", "The hotline was overrun")])),
        ("elitsa", Fills(&[("noticed", "5"), ("decisions", "4"), ("learned", "Call the plant before the press")])),
    ];
    for (person, filled) in answers {
        act(stage, person, answer()).await?;
        act(stage, person, filled).await?;
    }
    act(stage, "giulia", Says("/crisis retro close")).await?;
    // The report is written by then.
    let later = stage.app.clock.now() + A_MOMENT;
    stage.advance_to(later).await?;
    let of_report = |verb, version| Presses(Action::Report(ReportAction { verb, incident, version }));
    let lessons = Fills(&[("report-lessons", "Call the plant before the press; a second hotline")]);
    for deed in [of_report(ReportVerb::Edit, 1), lessons, of_report(ReportVerb::Finish, 2)] {
        act(stage, "giulia", deed).await?;
    }
    Ok(())
}

async fn act(stage: &mut Stage, person: &str, deed: Deed) -> Result<()> {
    let later = stage.app.clock.now() + A_MOMENT;
    stage.app.clock.advance_to(later);
    let act = match deed {
        Deed::Says(words) => Act::Say { channel: CHANNEL.into(), thread: None, words: words.into() },
        Deed::Reacts(emoji) => Act::React { message: card(stage, person)?, emoji: emoji.into(), added: true },
        Deed::Presses(action) => {
            let action = action.encode();
            Act::Press { message: holding(stage, person, |known| known == action)?, action }
        }
        Deed::Fills(answers) => {
            let form = stage.sandbox.forms(person).pop().with_context(|| format!("{person} was asked nothing"))?;
            let answers = answers.iter().map(|(key, answer)| ((*key).to_owned(), (*answer).to_owned())).collect();
            Act::Submit { form: form.id, answers }
        }
    };
    if let Err(refusal) = stage.sandbox.act(person, act) {
        bail!("{person} could not act: {refusal}");
    }
    stage.hear_people_now().await;
    Ok(stage.app.settle().await?)
}

/// The alert's card.
fn card(stage: &Stage, person: &str) -> Result<String> {
    holding(stage, person, |action| matches!(Action::decode(action), Some(Action::Alert(AlertAction::Open(_)))))
}

/// The newest message that the person sees and that has such a button.
fn holding(stage: &Stage, person: &str, is_it: impl Fn(&str) -> bool) -> Result<String> {
    let has = |message: &Message| match &message.body {
        Body::Card { post, .. } => post.buttons().any(|button| is_it(&button.action)),
        _ => false,
    };
    let messages = stage.sandbox.messages(CHANNEL);
    let found = messages
        .iter()
        .rev()
        .filter(|message| message.only.as_deref().is_none_or(|only| only == person))
        .find(|message| has(message));
    Ok(found.context("nobody can press what the scenario wants; please report it")?.id.clone())
}
