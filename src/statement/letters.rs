//! Those whose vote is missing are written to: when it is their turn, when the words changed, when they are late; each in
//! their own language with the words in full. What can wait waits for their working hours.

use std::collections::BTreeSet;

use super::news::Told;
use super::policy::Roster;
use super::store::Stored;
use super::voice::{self, Faces};
use super::{Due, Joined, State, Statement};
use crate::chat::Place;
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::people;
use crate::person::{Human, Person};
use crate::post::Post;
use crate::store::errand::{self, Body, Effect, NewErrand, Target};
use crate::store::{Result, Tx, timer};

/// Writes to those who have to know of this.
pub(super) async fn send(
    tx: &mut Tx,
    home: &Home,
    faces: &Faces<'_>,
    stored: &Stored,
    told: Told<'_>,
    now: Time,
) -> Result<()> {
    let statement = &stored.statement;
    let State::InReview(review) = &statement.state else { return Ok(()) };
    // A vote brings nobody's turn where all groups are asked at once.
    if matches!(told, Told::Voted) && !review.frozen.policy.ordered {
        return Ok(());
    }
    let roster = &faces.rules.roster;
    let authors = roster.humans(&statement.authors);
    let asked = review.progress(&authors, roster).into_iter().filter(|group| group.asked);
    let missing: BTreeSet<Human> = asked.flat_map(|group| group.missing).collect();
    let (what, later, people) = match told {
        Told::Reminder { only } => {
            ("reminder", Some(Due::Remind as fn(_, _) -> _), chosen(with_delegates(missing, roster, now), roster, only))
        }
        Told::Deputies { only } => {
            let standing = roster.deputies.iter().filter(|(of, _)| missing.contains(of));
            (
                "deputies",
                Some(Due::Deputies as fn(_, _) -> _),
                chosen(standing.map(|(_, to)| to.clone()).collect(), roster, only),
            )
        }
        _ => ("please", None, with_delegates(missing, roster, now)),
    };
    for person in people.iter().filter(|person| !authors.contains(*person)) {
        let Some(account) = roster.accounts.account(person, faces.platform) else { continue };
        let settings = people::store::to_reach(tx, &account).await?;
        // A first question is asked at once, and a reminder when their hours allow it.
        let quiet = settings.quiet_until(home, now, statement.severity);
        if let (Some(due), Some(morning)) = (later, quiet) {
            timer::set(tx, &due(statement.id, Some(account)), morning).await?;
            continue;
        }
        // Asked once about these words in this review, however often it is told.
        let mut name = format!("{what}:{}:{}", statement.revision, micros(review.asked_at));
        if matches!(told, Told::LostAgain { .. }) {
            // What was approved has to be approved again: whoever was asked before is asked anew.
            name = format!("{name}:again:{}", micros(now));
        }
        let posts = voice::letter(settings.locale_or(home), faces, statement, told);
        let mut is_new = false;
        for (n, post) in posts.iter().enumerate() {
            is_new |= write(tx, statement, &Place::direct(&account), &format!("{name}:{n}"), post, now).await?;
        }
        if let (Told::Graver { joined }, false) = (told, is_new) {
            more_have_to_approve(tx, home, faces, statement, (person, joined), now).await?;
        }
    }
    if let Told::Graver { joined } = told {
        let voters = roster.humans(review.votes.iter().map(|vote| &vote.by));
        for voter in voters.difference(&people) {
            more_have_to_approve(tx, home, faces, statement, (voter, joined), now).await?;
        }
    }
    Ok(())
}

/// Who was asked before, and who voted, hears who joins them.
async fn more_have_to_approve(
    tx: &mut Tx,
    home: &Home,
    faces: &Faces<'_>,
    statement: &Statement,
    (person, joined): (&Human, &Joined),
    now: Time,
) -> Result<()> {
    let Some(account) = faces.rules.accounts().account(person, faces.platform) else { return Ok(()) };
    let settings = people::store::to_reach(tx, &account).await?;
    let post = voice::graver(settings.locale_or(home), statement, joined);
    let name = format!("graver:{}:{}", statement.severity, micros(now));
    write(tx, statement, &Place::direct(&account), &name, &post, now).await.map(drop)
}

/// Those, and who votes for them now.
pub(super) fn with_delegates(missing: BTreeSet<Human>, roster: &Roster, now: Time) -> BTreeSet<Human> {
    let holds = |from: Time, until: Option<Time>| from <= now && until.is_none_or(|until| now < until);
    let given = roster.delegations.iter().filter(|given| missing.contains(&given.of) && holds(given.from, given.until));
    let delegates: Vec<Human> = given.map(|given| given.to.clone()).collect();
    missing.into_iter().chain(delegates).collect()
}

fn chosen(people: BTreeSet<Human>, roster: &Roster, only: Option<&Person>) -> BTreeSet<Human> {
    let only = only.map(|only| roster.human(only));
    people.into_iter().filter(|person| only.as_ref().is_none_or(|only| only == person)).collect()
}

/// False when it was written before.
async fn write(tx: &mut Tx, statement: &Statement, place: &Place, name: &str, post: &Post, at: Time) -> Result<bool> {
    let subject = statement.id.to_string();
    let key = format!("statement:{subject}:{place}:{name}");
    let (target, body) = (Target::Place(place.clone()), Body::Post(post.clone()));
    let (target, body, about) = (&target, &body, "statement");
    let errand =
        NewErrand { key: &key, effect: Effect::Post, target, body, about, subject: Some(&subject), due_at: at };
    errand::write(tx, &errand).await
}
