//! Accounts of one human, named and no longer named while a review runs.

use super::failures::approve;
use super::*;
use crate::person::Accounts;
use crate::statement::review::NoVote;
use crate::statement::{Refused, Voted};

/// Lena has two accounts, in the rosters of those who know so.
fn lena_is_named(roster: Roster) -> Roster {
    let accounts = Accounts::new([(who("slack:L"), "lena".to_owned()), (who("discord:L"), "lena".to_owned())]);
    Roster { accounts, ..roster }
}

#[test]
fn an_author_is_an_author_by_every_account_whenever_it_is_named() {
    let unnamed = roster(&[("legal", &["discord:L", "luca"]), ("comms", &["cora"]), ("executive", &["eleni"])]);
    let named = lena_is_named(team());
    // Her words, written before anybody knew whose account it is; and those of one whose account was named then.
    for (wrote, votes) in [("slack:L", "discord:L"), ("discord:L", "slack:L"), ("lena", "discord:L")] {
        let mut statement = draft("We know.");
        statement.authors = [who(wrote)].into();
        statement.ask(&who("ada"), three_groups(), &named, at(0)).unwrap();
        assert_eq!(approve(&mut statement, votes, &named, 1), Err(Refused::NoVote(NoVote::Author)), "{wrote} {votes}");
    }
    // She voted as a stranger to her own words, and is found out: the vote counts no more.
    let mut statement = draft("We know.");
    statement.authors = [who("slack:L")].into();
    statement.ask(&who("ada"), three_groups(), &unnamed, at(0)).unwrap();
    approve(&mut statement, "discord:L", &unnamed, 1).unwrap();
    approve(&mut statement, "cora", &named, 2).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &named, 3), Ok(Voted::Counted));
    let State::InReview(review) = &statement.state else { panic!("not approved") };
    let lost = review.lost(&named.humans(&statement.authors), &named);
    assert_eq!(lost.iter().map(|vote| &vote.by).collect::<Vec<_>>(), [&who("discord:L")]);
    assert_eq!(approve(&mut statement, "luca", &unnamed, 4), Ok(Voted::Approved));
}

#[test]
fn who_may_approve_may_by_every_account_and_without_a_name() {
    let named = lena_is_named(team());
    let unnamed = roster(&[("legal", &["slack:L"]), ("comms", &["cora"]), ("executive", &["eleni"])]);
    for (asked_by, later) in [(&named, &unnamed), (&unnamed, &named), (&named, &named)] {
        let mut statement = draft("We know.");
        statement.ask(&who("ada"), three_groups(), asked_by, at(0)).unwrap();
        approve(&mut statement, "slack:L", later, 1).unwrap();
        approve(&mut statement, "cora", later, 2).unwrap();
        assert_eq!(approve(&mut statement, "eleni", later, 3), Ok(Voted::Approved));
    }
    let mut statement = asked("We know.");
    approve(&mut statement, "slack:L", &named, 1).unwrap();
    assert_eq!(approve(&mut statement, "discord:L", &named, 2), Ok(Voted::Same), "one human, one vote");
}
