//! The desk of an incident: who leads, who does what, where it stands.

use crate::world::{Deed, World, hours, minutes, stories};

stories!(
    one_click_opens_and_one_leads,
    nobody_leads_and_more_are_asked_each_time,
    the_deputy_takes_over_and_others_may_not,
    roles_are_given_by_line,
    roles_are_given_by_the_menu,
    who_sleeps_is_not_woken_to_lead,
    it_goes_from_open_to_closed_and_back,
    severity_is_changed_by_who_is_in_charge_and_said,
    updates_come_at_their_pace_and_a_snooze_survives_a_restart
);

async fn one_click_opens_and_one_leads(world: &mut World) {
    world.trouble().await;
    let before = world.card().id;
    world.presses("giulia", "Open incident").await;
    assert_eq!(world.card().id, before, "the alert's card is the incident's");
    assert!(world.card_text().contains("INC-1: lumo") && world.card_text().contains("nobody yet"));
    assert_eq!(
        world.card().buttons,
        ["Take the lead", "Roles", "Post update", "Resolve", "Timeline", "Situation", "Make private"]
    );
    world.passes(minutes(2)).await;
    let answer = world.presses("giulia", "Take the lead").await;
    assert_eq!(answer, "coordinamento in INC-1: giulia. Le istruzioni arrivano in privato.");
    let card = world.card_text();
    assert!(card.contains("responding") && card.contains("lead giulia") && card.contains("2 min"), "{card}");
    assert!(!world.card().buttons.contains(&"Take the lead".to_owned()));
    let brief = world.told("giulia")[0].clone();
    assert!(brief.contains("INC-1: lumo") && brief.contains("voci"), "what happened, in her language: {brief}");
    world.passes(minutes(20)).await;
    let thread = world.thread(&world.card());
    assert_eq!(thread.len(), 2, "opened, and led; nobody is reminded: {thread:?}");
    world.shout("90 in 10 minutes", crate::world::ENGLISH).await;
    assert!(world.card_text().contains("lead giulia"), "it grows with the public and stays the incident's");
    assert_eq!(world.cards().len(), 1);
}

async fn nobody_leads_and_more_are_asked_each_time(world: &mut World) {
    world.says("nikos", "/crisis language en me").await;
    world.says("elitsa", "/crisis language en me").await;
    for line in ["lead @giulia", "lead @nikos deputy", "executive @elitsa --department \"Board, <!here>\""] {
        assert!(world.says("maya", &format!("/crisis roster add {line}")).await.contains("is on the roster"));
    }
    let roster = world.says("maya", "/crisis roster").await;
    assert!(roster.is_empty() || !roster.contains("giulia"), "a group alone shows its help");
    let listed = world.says("maya", "/crisis roster list").await;
    assert!(listed.contains("nikos (deputy)") && listed.contains("elitsa · Board, ‹!here›"), "{listed}");
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.passes(minutes(4)).await;
    assert!(world.told("giulia").is_empty(), "there is time to take it");
    world.passes(minutes(1)).await;
    assert_eq!((world.told("giulia").len(), world.told("nikos").len()), (1, 0));
    world.restarts().await;
    world.passes(minutes(10)).await;
    assert_eq!((world.told("giulia").len(), world.told("nikos").len(), world.told("elitsa").len()), (2, 1, 0));
    world.passes(minutes(15)).await;
    assert_eq!(world.told("elitsa").len(), 1);
    let thread = world.thread(&world.card());
    assert_eq!(thread.iter().filter(|line| line.contains("Nobody leads INC-1 yet")).count(), 3, "{thread:?}");

    world.presses_directly("elitsa", "I have seen it").await;
    assert!(world.thread(&world.card()).last().unwrap().contains("elitsa has seen that nobody leads INC-1"));
    world.passes(minutes(14)).await;
    assert_eq!(world.told("giulia").len(), 3, "quiet for a while");
    world.presses_directly("nikos", "Take the lead").await;
    assert!(world.card_text().contains("lead nikos"));
    let asked = world.told("giulia").len();
    world.passes(hours(3)).await;
    assert_eq!(world.told("giulia").len(), asked, "nobody is asked any more");
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("role lead: nikos") && record.contains("nobody leads: reminder 1"), "{record}");
}

async fn the_deputy_takes_over_and_others_may_not(world: &mut World) {
    world.says("maya", "/crisis roster add lead @nikos deputy").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("giulia", "/crisis take lead").await;
    let refused = world.says("elitsa", "/crisis поеми водещ").await;
    assert!(refused.contains("giulia") && refused.contains("INC-1"), "{refused}");
    assert!(world.card_text().contains("lead giulia"));
    let done = world.says("nikos", "/crisis take lead").await;
    assert!(done.contains("nikos"), "{done}");
    assert!(world.card_text().contains("lead nikos") && !world.card_text().contains("lead giulia"));
    let ledger = world.decisions().await;
    assert_eq!(
        ledger,
        [
            "maya incident.opened INC-1",
            "giulia incident.assigned INC-1",
            "giulia incident.moved INC-1",
            "nikos incident.assigned INC-1"
        ]
    );
}

async fn roles_are_given_by_line(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    assert!(world.presses("maya", "Roles").await.contains("legal: free"));
    world.says("maya", "/crisis assign legal @nikos").await;
    assert!(world.card_text().contains("legal nikos"), "{}", world.card_text());
    let brief = world.told("nikos")[0].clone();
    assert!(brief.contains("INC-1: Smoke in Varna"), "{brief}");
    assert!(brief.contains("ο ρόλος σας"), "in his language: {brief}");
    let done = world.says("maya", "/crisis assign PR @giulia").await;
    assert_eq!(done, "PR in INC-1: giulia. A briefing is on its way.");
    assert_eq!(world.redelivers().await, "");
    let thread = world.thread(&world.card());
    assert_eq!(thread[1..], ["maya gives nikos the role: legal.", "maya gives giulia the role: PR."]);
    assert!(world.says("elitsa", "@squall роли").await.contains("nikos"));
}

async fn roles_are_given_by_the_menu(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.presses("maya", "Roles").await;
    let picks = |world: &World, menu: &str, choice: &str| {
        let on = world.seen("crisis").pop().unwrap();
        Deed::Pick { on, menu: menu.into(), choice: choice.into() }
    };
    let asked = picks(world, "Give a role…", "legal");
    assert!(world.does("maya", asked).await.contains("legal in INC-1: who?"));
    let given = picks(world, "Choose a person…", "nikos");
    assert_eq!(world.does("maya", given).await, "legal in INC-1: nikos. A briefing is on its way.");
    assert_eq!(world.redelivers().await, "");
    assert!(world.card_text().contains("legal nikos") && world.told("nikos").len() == 1);
}

async fn who_sleeps_is_not_woken_to_lead(world: &mut World) {
    world.says("maya", "/crisis roster add lead @giulia").await;
    world.says("maya", "/crisis roster add lead @nikos deputy").await;
    world.says("giulia", "/crisis me quiet 00:00-23:59").await;
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.passes(minutes(20)).await;
    assert_eq!((world.told("giulia").len(), world.told("nikos").len()), (0, 1));
    world.says("maya", "/crisis open Fire in Varna").await;
    world.says("maya", "/crisis severity 9 --incident 2").await;
    world.passes(minutes(6)).await;
    assert_eq!(world.told("giulia").len(), 1, "grave enough to wake her");
}

async fn it_goes_from_open_to_closed_and_back(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    assert_eq!(
        world.says("maya", "/crisis incident state closed").await,
        "INC-1 is open. Resolve it before closing it: /crisis resolve."
    );
    world.presses("maya", "Take the lead").await;
    assert!(world.says("nikos", "/crisis resolve").await.contains("maya"), "she decides");
    world.presses("maya", "Resolve").await;
    assert!(world.card_text().contains("responding"), "nothing is done without the form");
    world.fills("maya", &["the fire is out @here"]).await;
    assert!(world.card_text().contains("resolved"), "{}", world.card_text());
    assert_eq!(world.card().buttons, ["Reopen", "Close", "Timeline", "Situation"]);
    let thread = world.thread(&world.card());
    assert_eq!(thread.last().unwrap(), "maya moved INC-1 to “resolved”. the fire is out ＠here");
    assert!(world.says("maya", "/crisis take legal --incident 1").await.contains("Reopen it first"));
    world.passes(hours(6)).await;
    let reminded = world.thread(&world.card()).iter().any(|line| line.starts_with("Nothing"));
    assert!(!reminded, "nobody is reminded of what is over");
    assert!(world.says("maya", "/crisis reopen it smokes again").await.starts_with("INC-1: responding"));
    world.says("maya", "/crisis resolve").await;
    world.presses("maya", "Close").await;
    assert!(world.card_text().contains("closed"));
    assert_eq!(world.card().buttons, ["Reopen", "Timeline", "Situation"]);
    let record = world.says("maya", "/crisis timeline INC-1").await;
    assert!(record.contains("state: responding > resolved: the fire is out ＠here"), "{record}");
    assert!(record.contains("state: resolved > closed"), "{record}");
    let greek = world.says("nikos", "/crisis timeline INC-1").await;
    assert!(greek.contains("φάση: επιλύθηκε > έκλεισε"), "{greek}");
}

async fn severity_is_changed_by_who_is_in_charge_and_said(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis incident kind defect").await;
    world.says("maya", "/crisis take lead").await;
    assert!(world.says("nikos", "/crisis severity 9").await.contains("maya"));
    assert!(world.card_text().contains("5/10") && world.card_text().contains("defect"), "{}", world.card_text());
    let answer = world.says("maya", "/crisis severity 9 It is on television").await;
    assert_eq!(answer, "INC-1: responding, severity 9/10. The card and the thread say so.");
    assert!(world.card_text().contains("9/10"));
    let thread = world.thread(&world.card());
    assert_eq!(thread.last().unwrap(), "maya changed the severity from 5 to 9. It is on television");
    assert!(world.says("maya", "/crisis severity 9").await.contains("Nothing changed"));
}

async fn updates_come_at_their_pace_and_a_snooze_survives_a_restart(world: &mut World) {
    world.says("maya", "/crisis open Smoke in Varna").await;
    world.says("maya", "/crisis take lead").await;
    let lines =
        |world: &World, what: &str| world.thread(&world.card()).into_iter().filter(|line| line.contains(what)).count();
    world.passes(minutes(59)).await;
    assert_eq!(lines(world, "said in public"), 0);
    world.passes(minutes(1)).await;
    assert_eq!(lines(world, "Nothing has been said in public about INC-1 for 60 min."), 1);
    world.presses("maya", "Post update").await;
    world.fills("maya", &["The shop is closed"]).await;
    assert_eq!(lines(world, "Update by maya: The shop is closed"), 1);
    world.passes(minutes(119)).await;
    assert_eq!(lines(world, "Nothing new was said"), 0);
    world.passes(minutes(1)).await;
    assert_eq!(lines(world, "Nothing new was said about INC-1 for 120 min. What is new? maya"), 1);
    let until = (world.now() + minutes(30)).format("%Y-%m-%d %H:%M UTC");
    let answer = world.presses("maya", "Remind me in 30 min").await;
    assert_eq!(answer, format!("The next reminder about INC-1 comes {until}."));
    let said = world.thread(&world.card()).len();
    world.restarts().await;
    world.passes(minutes(29)).await;
    assert_eq!(world.thread(&world.card()).len(), said, "quiet, as she asked");
    world.passes(minutes(1)).await;
    assert_eq!(lines(world, "Nothing new was said about INC-1 for 150 min."), 1);
    let record = world.says("maya", "/crisis timeline").await;
    assert!(record.contains("reminders put off until") && record.contains("update: The shop is closed"), "{record}");
}
