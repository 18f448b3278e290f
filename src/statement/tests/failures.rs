//! Known failures of approval tools, each as a test.

use super::*;
use crate::statement::policy::Delegation;
use crate::statement::review::NoVote;
use crate::statement::{Asked, Edited, How, Refused, Setback, Voted};

use Verdict::Approve;

pub(super) fn approve(statement: &mut Statement, name: &str, roster: &Roster, minute: i64) -> Result<Voted, Refused> {
    let words = statement.texts.hash().clone();
    statement.vote(&who(name), &words, Approve, roster, at(minute))
}

fn is_approved(statement: &Statement) -> bool {
    matches!(statement.state, State::Approved(_))
}

#[test]
fn three_groups_approve_exact_words() {
    let mut statement = asked("We know.");
    assert_eq!(approve(&mut statement, "lena", &team(), 1), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "cora", &team(), 2), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "eleni", &team(), 3), Ok(Voted::Approved));
    let State::Approved(approval) = &statement.state else { panic!("{statement:?}") };
    assert_eq!((&approval.hash, approval.votes().len()), (statement.texts.hash(), 3));
}

#[test]
fn an_empty_group_does_not_approve_by_itself() {
    let nobody = roster(&[("legal", &["lena"]), ("comms", &["cora"])]);
    let mut statement = draft("We know.");
    let refused = statement.ask(&who("ada"), three_groups(), &nobody, at(0)).unwrap_err();
    assert!(matches!(&refused, Refused::Unreachable(group) if group.group == "executive" && group.has == 0));
    // Nor does it when its people leave while the review goes on.
    let mut statement = asked("We know.");
    approve(&mut statement, "lena", &nobody, 1).unwrap();
    approve(&mut statement, "cora", &nobody, 2).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &nobody, 3), Err(Refused::NoVote(NoVote::NotEntitled)));
    assert!(!is_approved(&statement));
    // Nor a group that needs nobody, nor a policy without groups.
    for groups in [vec![], vec![Group::new("legal", 0, vec![role("legal")])]] {
        let policy = Policy { groups, ..Policy::default() };
        assert!(matches!(draft("x").ask(&who("ada"), policy, &team(), at(0)), Err(Refused::Unreachable(_))));
    }
}

#[test]
fn a_quorum_does_not_count_people_without_the_role() {
    let mut policy = three_groups();
    policy.groups[0].needs = 2;
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), policy, &team(), at(0)).unwrap();
    for by in ["cora", "eleni", "lena"] {
        approve(&mut statement, by, &team(), 1).unwrap();
    }
    assert_eq!(approve(&mut statement, "mallory", &team(), 2), Err(Refused::NoVote(NoVote::NotEntitled)));
    assert!(!is_approved(&statement));
    assert_eq!(approve(&mut statement, "luca", &team(), 3), Ok(Voted::Approved));
}

#[test]
fn votes_do_not_survive_an_edit() {
    let mut statement = asked("We know.");
    let old = statement.texts.hash().clone();
    approve(&mut statement, "lena", &team(), 1).unwrap();
    approve(&mut statement, "cora", &team(), 1).unwrap();
    let Edited::Revised { voided } = statement.edit(&who("ada"), 1, text("We know more."), at(2)).unwrap() else {
        panic!("the words are others")
    };
    let told: Vec<_> = voided.iter().map(|vote| &vote.by).collect();
    assert_eq!(told, [&who("lena"), &who("cora")]);
    // A button of the old words is pressed.
    let late = statement.vote(&who("eleni"), &old, Approve, &team(), at(3));
    assert_eq!(late, Err(Refused::NoVote(NoVote::OtherWords)));
    approve(&mut statement, "eleni", &team(), 4).unwrap();
    assert!(!is_approved(&statement));
    // Nor does an approval.
    approve(&mut statement, "lena", &team(), 5).unwrap();
    assert_eq!(approve(&mut statement, "cora", &team(), 6), Ok(Voted::Approved));
    statement.edit(&who("ada"), 2, text("We know it all."), at(7)).unwrap();
    assert!(matches!(&statement.state, State::InReview(review) if review.votes.is_empty()));
}

#[test]
fn votes_of_an_earlier_statement_are_not_counted() {
    let mut first = asked("We know.");
    for by in ["lena", "cora"] {
        approve(&mut first, by, &team(), 1).unwrap();
    }
    let mut second = asked("We know.");
    assert_eq!(approve(&mut second, "eleni", &team(), 2), Ok(Voted::Counted), "the words are the same, the act is not");
    // Nor those of an earlier review of the same statement.
    first.recall(&who("ada")).unwrap();
    first.ask(&who("ada"), three_groups(), &team(), at(3)).unwrap();
    assert_eq!(approve(&mut first, "eleni", &team(), 4), Ok(Voted::Counted));
}

#[test]
fn the_same_text_submitted_again_wipes_no_votes() {
    let mut statement = asked("We know.");
    approve(&mut statement, "lena", &team(), 1).unwrap();
    approve(&mut statement, "cora", &team(), 1).unwrap();
    for same in ["We know.", "We know. \r\n", " We know."] {
        assert_eq!(statement.edit(&who("ada"), 1, text(same), at(2)), Ok(Edited::Same));
        assert_eq!(statement.ask(&who("ada"), three_groups(), &team(), at(2)), Ok(Asked::Already));
    }
    assert_eq!(approve(&mut statement, "eleni", &team(), 3), Ok(Voted::Approved));
}

#[test]
fn a_threshold_does_not_change_under_a_running_review() {
    let mut policy = three_groups();
    policy.groups[0].needs = 2;
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), policy, &team(), at(0)).unwrap();
    for by in ["lena", "cora"] {
        approve(&mut statement, by, &team(), 1).unwrap();
    }
    // The operator asks for less from now on, and somebody asks again.
    assert_eq!(statement.ask(&who("ada"), three_groups(), &team(), at(2)), Ok(Asked::Already));
    assert_eq!(approve(&mut statement, "eleni", &team(), 3), Ok(Voted::Counted));
    // Somebody gets the role while the review runs: they had no seat when it was asked.
    let grown = roster(&[("legal", &["lena", "luca", "lou"]), ("comms", &["cora"]), ("executive", &["eleni"])]);
    assert_eq!(approve(&mut statement, "lou", &grown, 4), Err(Refused::NoVote(NoVote::NotEntitled)));
    assert!(!is_approved(&statement));
}

#[test]
fn nobody_approves_their_own_words() {
    let with_ada = roster(&[("legal", &["lena", "ada"]), ("comms", &["cora"]), ("executive", &["eleni"])]);
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), three_groups(), &with_ada, at(0)).unwrap();
    assert_eq!(approve(&mut statement, "ada", &with_ada, 1), Err(Refused::NoVote(NoVote::Author)));
    // Whoever mends a word is an author too, and so is nobody's deputy for one.
    statement.edit(&who("lena"), 1, text("We know this."), at(2)).unwrap();
    assert_eq!(approve(&mut statement, "lena", &with_ada, 3), Err(Refused::NoVote(NoVote::Author)));
    let delegated = Roster {
        delegations: vec![Delegation { of: "lena".into(), to: "luca".into(), from: at(0), until: None }],
        ..with_ada
    };
    assert_eq!(approve(&mut statement, "luca", &delegated, 4), Err(Refused::NoVote(NoVote::NotEntitled)));
    // A group whose only people are authors can't be asked.
    let mut own = draft("We know.");
    own.authors.insert("eleni".into());
    assert!(matches!(own.ask(&who("ada"), three_groups(), &team(), at(0)), Err(Refused::Unreachable(_))));
}

#[test]
fn one_person_fills_one_seat_unless_the_policy_allows_it() {
    let both = roster(&[("legal", &["lena"]), ("comms", &["lena", "cora"]), ("executive", &["eleni"])]);
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), three_groups(), &both, at(0)).unwrap();
    approve(&mut statement, "lena", &both, 1).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &both, 2), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "lena", &both, 3), Ok(Voted::Same), "a double click");
    assert_eq!(approve(&mut statement, "cora", &both, 4), Ok(Voted::Approved), "lena sits where nobody else can");

    let mut statement = draft("We know.");
    statement.ask(&who("ada"), Policy { many_seats: true, ..three_groups() }, &both, at(0)).unwrap();
    approve(&mut statement, "lena", &both, 1).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &both, 2), Ok(Voted::Approved));
}

#[test]
fn a_policy_that_too_few_people_would_have_to_fill_twice_blocks() {
    let same = roster(&[("legal", &["lena"]), ("comms", &["lena"]), ("executive", &["eleni"])]);
    let refused = draft("We know.").ask(&who("ada"), three_groups(), &same, at(0)).unwrap_err();
    assert!(matches!(refused, Refused::Unreachable(group) if group.group == "comms" && group.has == 0));
}

#[test]
fn a_role_lost_after_voting_takes_the_vote_away_and_it_can_be_told() {
    let mut statement = asked("We know.");
    approve(&mut statement, "lena", &team(), 1).unwrap();
    let left = roster(&[("legal", &["luca"]), ("comms", &["cora"]), ("executive", &["eleni"])]);
    let State::InReview(review) = &statement.state else { panic!() };
    let lost = review.lost(&left.humans(&statement.authors), &left);
    assert!(matches!(lost[..], [vote] if vote.by == who("lena")), "{lost:?}");
    approve(&mut statement, "cora", &left, 2).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &left, 3), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "luca", &left, 4), Ok(Voted::Approved));
}

#[test]
fn changes_asked_for_stand_until_the_words_change_or_the_mind() {
    let mut statement = asked("We know.");
    let words = statement.texts.hash().clone();
    statement.vote(&who("luca"), &words, changes(), &team(), at(1)).unwrap();
    for by in ["lena", "cora", "eleni"] {
        approve(&mut statement, by, &team(), 2).unwrap();
    }
    assert!(!is_approved(&statement));
    assert_eq!(approve(&mut statement, "luca", &team(), 3), Ok(Voted::Approved));
}

#[test]
fn a_veto_ends_it_and_these_words_never_come_back() {
    let mut statement = asked("We know.");
    let words = statement.texts.hash().clone();
    approve(&mut statement, "lena", &team(), 1).unwrap();
    let voided = statement.veto(&who("cora"), &words, "it is not true", &team(), at(2)).unwrap();
    assert_eq!(voided.len(), 1);
    assert!(matches!(&statement.state, State::Draft { after: Some(Setback::Vetoed { .. }) }));
    assert_eq!(statement.ask(&who("ada"), three_groups(), &team(), at(3)), Err(Refused::Vetoed));
    statement.edit(&who("ada"), 1, text("We look into it."), at(4)).unwrap();
    statement.ask(&who("ada"), three_groups(), &team(), at(5)).unwrap();
    statement.edit(&who("ada"), 2, text("We know."), at(6)).unwrap();
    assert!(matches!(statement.state, State::Draft { .. }), "an edit does not bring them back either");
    // An approval can still be vetoed until it is used.
    let mut statement = asked("We know.");
    for by in ["lena", "cora", "eleni"] {
        approve(&mut statement, by, &team(), 1).unwrap();
    }
    assert!(statement.veto(&who("mallory"), &words, "no", &team(), at(2)).is_err());
    statement.veto(&who("luca"), &words, "no", &team(), at(2)).unwrap();
    assert!(!is_approved(&statement));
}

#[test]
fn groups_in_order_are_asked_in_order() {
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), Policy { ordered: true, ..three_groups() }, &team(), at(0)).unwrap();
    let early = approve(&mut statement, "eleni", &team(), 1);
    assert_eq!(early, Err(Refused::NoVote(NoVote::NotYet { first: "legal".into() })));
    approve(&mut statement, "lena", &team(), 2).unwrap();
    approve(&mut statement, "cora", &team(), 3).unwrap();
    assert_eq!(approve(&mut statement, "eleni", &team(), 4), Ok(Voted::Approved));
}

#[test]
fn deputies_vote_when_it_is_their_time_and_for_one_person_once() {
    let deputies =
        Roster { deputies: vec![("eleni".into(), "dora".into()), ("eleni".into(), "dimo".into())], ..team() };
    let mut statement = asked("We know.");
    let early = approve(&mut statement, "dora", &deputies, 29);
    assert_eq!(early, Err(Refused::NoVote(NoVote::NotEntitled)));
    for by in ["lena", "cora"] {
        approve(&mut statement, by, &deputies, 30).unwrap();
    }
    assert_eq!(approve(&mut statement, "dora", &deputies, 31), Ok(Voted::Approved));

    // Two deputies of one person are one voice, and the person's own goes before theirs.
    let mut policy = three_groups();
    policy.groups[2].needs = 2;
    let mut statement = draft("We know.");
    let two = Roster {
        deputies: deputies.deputies,
        ..roster(&[("executive", &["eleni", "evan"]), ("legal", &["lena"]), ("comms", &["cora"])])
    };
    statement.ask(&who("ada"), policy, &two, at(0)).unwrap();
    for by in ["lena", "cora", "dora", "dimo", "eleni"] {
        assert_eq!(approve(&mut statement, by, &two, 40), Ok(Voted::Counted), "{by}");
    }
    assert_eq!(approve(&mut statement, "evan", &two, 41), Ok(Voted::Approved));
}

#[test]
fn a_delegation_holds_within_its_dates() {
    let given = Delegation { of: "eleni".into(), to: "dora".into(), from: at(10), until: Some(at(20)) };
    let roster = Roster { delegations: vec![given], ..team() };
    for (minute, holds) in [(9, false), (10, true), (19, true), (20, false)] {
        let voted = approve(&mut asked("We know."), "dora", &roster, minute);
        assert_eq!(voted.is_ok(), holds, "{minute}");
    }
    // What was voted within them counts after them.
    let mut statement = asked("We know.");
    for (by, minute) in [("dora", 15), ("lena", 50), ("cora", 51)] {
        approve(&mut statement, by, &roster, minute).unwrap();
    }
    assert!(is_approved(&statement));
}

#[test]
fn nothing_counts_after_the_time_is_over() {
    let mut statement = asked("We know.");
    approve(&mut statement, "lena", &team(), 1).unwrap();
    let over = 24 * 60;
    assert_eq!(
        approve(&mut statement, "cora", &team(), over),
        Err(Refused::NoVote(NoVote::Expired)),
        "whatever the timer does"
    );
    assert_eq!(statement.expire(at(over - 1)), None);
    assert_eq!(statement.expire(at(over)).map(|voided| voided.len()), Some(1));
    assert!(matches!(statement.state, State::Draft { after: Some(Setback::ReviewExpired) }));
    // An approval is not good for ever either.
    let mut statement = asked("We know.");
    for by in ["lena", "cora", "eleni"] {
        approve(&mut statement, by, &team(), 0).unwrap();
    }
    assert_eq!(statement.publish(&who("ada").into(), "https://x.example/1", None, at(over)), Err(Refused::NotApproved));
    statement.expire(at(over)).unwrap();
    assert!(matches!(statement.state, State::Draft { after: Some(Setback::ApprovalExpired) }));
}

#[test]
fn glass_is_broken_by_who_is_named_and_in_writing() {
    let policy = Policy { break_glass: ["eleni".into()].into(), ..three_groups() };
    let why = "The plant burns and legal is on a plane.";
    let mut statement = draft("Leave the building.");
    let words = statement.texts.hash().clone();
    assert_eq!(statement.break_glass(&who("ada"), &words, why, (&policy, &team()), at(1)), Err(Refused::NotNamed));
    let hasty = statement.break_glass(&who("eleni"), &words, "urgent", (&policy, &team()), at(1));
    assert_eq!(hasty, Err(Refused::Unjustified));
    statement.break_glass(&who("eleni"), &words, why, (&policy, &team()), at(1)).unwrap();
    assert!(
        matches!(&statement.state, State::Approved(approval) if matches!(&approval.how, How::BrokenGlass { by, .. } if *by == who("eleni")))
    );
    // Under review the frozen policy names who may.
    let mut statement = asked("Leave the building.");
    assert_eq!(statement.break_glass(&who("eleni"), &words, why, (&policy, &team()), at(1)), Err(Refused::NotNamed));
    // A veto stands.
    statement.veto(&who("lena"), &words, "no", &team(), at(2)).unwrap();
    assert_eq!(statement.break_glass(&who("eleni"), &words, why, (&policy, &team()), at(3)), Err(Refused::Vetoed));
}

#[test]
fn sensitive_topics_need_the_executive_or_legal() {
    let comms = || Policy { groups: vec![Group::new("comms", 1, vec![role("comms")])], ..Policy::default() };
    let mut statement = draft("We support the march.");
    statement.sensitive = true;
    statement.ask(&who("ada"), comms(), &team(), at(0)).unwrap();
    assert_eq!(approve(&mut statement, "cora", &team(), 1), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "luca", &team(), 2), Ok(Voted::Approved));
    // A group in which others sit too is no guard.
    let mixed = Group::new("anyone of ours", 1, vec![role("legal"), role("comms")]);
    assert_eq!(Policy { groups: vec![mixed], ..Policy::default() }.guarded().groups.len(), 2);
    assert_eq!(three_groups().guarded(), three_groups());
}

#[test]
fn an_agency_approves_where_it_is_named_and_never_alone() {
    let groups = |names: &[&str]| names.iter().map(|name| Group::new(name, 1, vec![role(name)])).collect();
    let of_an_agency = |roles: &[(&str, &[&str])]| Roster { outside: ["gina".into()].into(), ..roster(roles) };
    let both = of_an_agency(&[("agency", &["gina"]), ("comms", &["cora"])]);
    let policy = Policy { groups: groups(&["agency", "comms"]), ..Policy::default() };
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), policy, &both, at(0)).unwrap();
    let words = statement.texts.hash().clone();
    let veto = statement.veto(&who("gina"), &words, "no", &both, at(1));
    assert_eq!(veto, Err(Refused::NoVote(NoVote::Outside)));
    assert_eq!(approve(&mut statement, "gina", &both, 1), Ok(Voted::Counted));
    assert_eq!(approve(&mut statement, "cora", &both, 2), Ok(Voted::Approved));
    // Alone it can't be asked, it is no second reader, and it sits in no guard's place whatever role it has.
    let alone = Policy { groups: groups(&["agency"]), ..Policy::default() };
    assert!(matches!(draft("x").ask(&who("ada"), alone, &both, at(0)), Err(Refused::Unreachable(_))));
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), Policy::default(), &both, at(0)).unwrap();
    assert_eq!(approve(&mut statement, "gina", &both, 1), Err(Refused::NoVote(NoVote::NotEntitled)));
    let legal = of_an_agency(&[("legal", &["gina"])]);
    let guard = Policy { groups: groups(&["legal"]), ..Policy::default() };
    assert!(matches!(draft("x").ask(&who("ada"), guard, &legal, at(0)), Err(Refused::Unreachable(_))));
    // Nor does it stand in for anybody.
    let given = Delegation { of: "cora".into(), to: "gina".into(), from: at(0), until: None };
    let given = Roster { delegations: vec![given], deputies: vec![("cora".into(), "gina".into())], ..both };
    let mut statement = draft("We know.");
    let comms = Policy { groups: groups(&["comms"]), ..Policy::default() };
    statement.ask(&who("ada"), comms, &given, at(0)).unwrap();
    assert_eq!(approve(&mut statement, "gina", &given, 50), Err(Refused::NoVote(NoVote::NotEntitled)));
}

#[test]
fn without_a_policy_somebody_else_reads_it() {
    let mut statement = draft("We know.");
    statement.ask(&who("ada"), Policy::default(), &Roster::default(), at(0)).unwrap();
    assert_eq!(approve(&mut statement, "ada", &Roster::default(), 1), Err(Refused::NoVote(NoVote::Author)));
    assert_eq!(approve(&mut statement, "bea", &Roster::default(), 2), Ok(Voted::Approved));
}

#[test]
fn somebody_edited_it_meanwhile() {
    let mut statement = draft("We know.");
    statement.edit(&who("bea"), 1, text("We know this."), at(1)).unwrap();
    let refused = statement.edit(&who("ada"), 1, text("We know that."), at(2));
    assert_eq!(refused, Err(Refused::EditedMeanwhile { by: "bea".into(), revision: 2 }));
    assert_eq!(statement.texts.main().words.text(), "We know this.");
}

#[test]
fn what_is_published_is_compared_with_what_was_approved() {
    let approved = || {
        let mut statement = asked("We know.");
        for by in ["lena", "cora", "eleni"] {
            approve(&mut statement, by, &team(), 1).unwrap();
        }
        statement
    };
    let link = "https://x.example/1";
    assert_eq!(approved().publish(&who("cora").into(), link, Some(&Words::new("We know.\r\n")), at(2)), Ok(true));
    let mut other = approved();
    assert_eq!(other.publish(&who("cora").into(), link, Some(&Words::new("We knew.")), at(2)), Ok(false));
    assert!(
        matches!(&other.state, State::Published(publication) if publication.differs.as_deref() == Some("We knew."))
    );
    assert_eq!(other.edit(&who("ada"), 1, text("New"), at(3)), Err(Refused::Over));
    other.supersede(StatementId(2), at(4)).unwrap();
    assert_eq!(other.withdraw(&who("ada"), "again", at(5)), Err(Refused::Over));
    assert_eq!(asked("We know.").publish(&who("cora").into(), link, None, at(2)), Err(Refused::NotApproved));
}
