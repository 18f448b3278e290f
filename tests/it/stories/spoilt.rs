//! A row is spoilt: it costs itself alone, the operators are told once, and when it is mended all is as before.

use squall::store::Tx;
use squall::{execute, fetch_all, fetch_one};

use crate::world::{ENGLISH, MURMUR, Seen, World, hours, minutes, stories};

stories!(
    a_spoilt_alert_silences_no_other,
    a_watch_that_can_not_be_read_is_heard_again_when_it_can,
    what_shows_why_is_missing_and_the_alarm_is_raised,
    a_timer_that_nobody_knows_holds_nobody_up,
    a_timer_whose_desk_fails_is_put_back,
    one_watch_gets_no_digest_and_the_other_does,
    a_person_whose_settings_are_spoilt_misses_an_alert_alone,
    a_message_that_can_not_be_read_lets_those_behind_it_pass,
);

/// No column of text is that for long.
const SPOILT: &str = "{\"v\":";
/// What is said of another maker of lamps.
const RIVAL: &[&str] = &["reading under my rivale", "the rivale in the hall works"];
const RIVAL_BURNS: &[&str] = &["my rivale is on fire, this is dangerous", "terrible smoke out of the rivale, shameful"];

/// What the operators were told in the home's channel.
fn told(world: &World) -> Vec<String> {
    world.announcements().into_iter().filter(|words| words.contains("left out")).collect()
}

async fn faults(world: &World) -> Vec<(String, String, String)> {
    let mut tx = world.app.store.read().await.unwrap();
    fetch_all!(&mut tx, (String, String, String), "select work, in_table, in_row from fault order by 1, 2, 3").unwrap()
}

/// Somebody with access to the database changes it.
async fn changes(world: &World) -> Tx {
    world.app.store.write().await.unwrap()
}

/// Cards about this.
fn cards_of(world: &World, about: &str) -> Vec<Seen> {
    world.cards().into_iter().filter(|card| card.words.contains(about)).collect()
}

/// It was told once, everybody who asks sees it; and nobody any more once it is mended.
async fn is_known(world: &mut World, words: &str) {
    let all = told(world);
    assert_eq!(all.iter().filter(|told| told.contains(words)).count(), 1, "once: {all:#?}");
    let status = world.says("maya", "/crisis status").await;
    assert!(status.contains(words), "{status}");
}

async fn is_well(world: &mut World) {
    world.passes(hours(1)).await;
    assert_eq!(faults(world).await, [], "all is well");
    let status = world.says("maya", "/crisis status").await;
    assert!(!status.contains("left out"), "{status}");
}

async fn a_spoilt_alert_silences_no_other(world: &mut World) {
    world.trouble().await;
    let mut tx = changes(world).await;
    let (was,) = fetch_one!(&mut tx, (String,), "select evidence from alert where id = 1").unwrap();
    execute!(&mut tx, "update alert set evidence = $1 where id = 1", SPOILT).unwrap();
    tx.commit().await.unwrap();
    world.says("giulia", "/crisis watch add rivale rivale").await;
    world.murmur("12 an hour for 1 day", RIVAL).await;
    world.shout("40 in 3 minutes", RIVAL_BURNS).await;
    assert_eq!(cards_of(world, "rivale").len(), 1, "the other watch is judged, and its card is there");
    is_known(world, "row 1 of the table alert").await;
    assert_eq!(faults(world).await, [("judging".into(), "watch".into(), "W-1".into())]);

    let mut tx = changes(world).await;
    execute!(&mut tx, "update alert set evidence = $1 where id = 1", was).unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    let lumo = cards_of(world, "lumo").remove(0);
    assert!(lumo.words.contains("It has calmed down"), "it goes on where it stood: {}", lumo.words);
}

async fn a_watch_that_can_not_be_read_is_heard_again_when_it_can(world: &mut World) {
    world.says("giulia", "/crisis watch add rivale rivale").await;
    world.murmur("12 an hour for 3 days", RIVAL).await;
    world.quiet_days().await;
    let mut tx = changes(world).await;
    execute!(&mut tx, "update watch set sources = $1 where name = 'rivale'", SPOILT).unwrap();
    squall::watch::store::changed(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    world.restarts().await;
    world.shout("12 in 3 minutes", ENGLISH).await;
    assert_eq!(cards_of(world, "lumo").len(), 1, "who can be read is heard");
    assert_eq!(world.shout("40 in 3 minutes", RIVAL_BURNS).await.unmatched, 40);
    is_known(world, "row 1 of the table watch").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "update watch set sources = '[]' where name = 'rivale'").unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    assert_eq!(world.shout("40 in 3 minutes", RIVAL_BURNS).await.new, 40, "and without a restart");
    assert_eq!(cards_of(world, "rivale").len(), 1);
}

async fn what_shows_why_is_missing_and_the_alarm_is_raised(world: &mut World) {
    world.quiet_days().await;
    // Another process judges while forty voices are stored; then it is gone, and with it what the card would show.
    world.passes(minutes(1)).await;
    let mut other = world.another_process().await;
    world.clock.advance_to(world.now() + minutes(1));
    other.settle().await.unwrap();
    let voices: Vec<_> = (0..40).map(|_| world.voice(ENGLISH, world.now())).collect();
    assert_eq!(world.app.hear(voices).await.unwrap().new, 40);
    assert_eq!(world.decisions().await, [""; 0], "it is the other's to judge");
    other.store.close().await;
    let mut tx = changes(world).await;
    execute!(&mut tx, "alter table tally_part rename to tally_part_away").unwrap();
    tx.commit().await.unwrap();
    world.passes(minutes(1)).await;
    assert_eq!(cards_of(world, "lumo").len(), 1, "the alarm is raised on its figures");
    is_known(world, "a database query failed").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "alter table tally_part_away rename to tally_part").unwrap();
    tx.commit().await.unwrap();
    world.passes(hours(7)).await;
    is_well(world).await;
}

async fn a_timer_that_nobody_knows_holds_nobody_up(world: &mut World) {
    world.trouble().await;
    world.presses("maya", "Open incident").await;
    world.delivers().await;
    let mut tx = changes(world).await;
    execute!(&mut tx, "update timer set kind = 'incident.nagging' where kind = 'incident.nag'").unwrap();
    tx.commit().await.unwrap();
    world.passes(hours(3)).await;
    let thread = world.thread(&world.card());
    assert!(thread.iter().any(|words| words.contains("Nothing new was said")), "others fire: {thread:#?}");
    assert!(!thread.iter().any(|words| words.contains("Nobody leads")), "and it means nothing else: {thread:#?}");
    is_known(world, "sets such a timer").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "update timer set kind = 'incident.nag' where kind = 'incident.nagging'").unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    let thread = world.thread(&world.card());
    assert!(thread.iter().any(|words| words.contains("Nobody leads")), "late, and not lost: {thread:#?}");
}

async fn a_timer_whose_desk_fails_is_put_back(world: &mut World) {
    world.trouble().await;
    world.says("maya", "/crisis alert snooze A-1 1h").await;
    world.says("giulia", "/crisis watch add rivale rivale --digest \"0 * * * *\"").await;
    let mut tx = changes(world).await;
    let (was,) = fetch_one!(&mut tx, (String,), "select evidence from alert where id = 1").unwrap();
    execute!(&mut tx, "update alert set evidence = $1 where id = 1", SPOILT).unwrap();
    tx.commit().await.unwrap();
    world.passes(hours(3)).await;
    assert!(faults(world).await.iter().any(|(work, table, _)| (work.as_str(), table.as_str()) == ("timers", "timer")));
    is_known(world, "row 1 of the table alert").await;
    let awake = |decisions: Vec<String>| decisions.into_iter().filter(|line| line.contains("alert.awake")).count();
    assert_eq!(awake(world.decisions().await), 0);

    let mut tx = changes(world).await;
    execute!(&mut tx, "update alert set evidence = $1 where id = 1", was).unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    assert_eq!(awake(world.decisions().await), 1, "late, and once");
}

async fn one_watch_gets_no_digest_and_the_other_does(world: &mut World) {
    world.says("maya", "/crisis watch add lumo lumo --digest \"0 9 * * *\"").await;
    world.says("maya", "/crisis watch add rivale rivale --digest \"0 9 * * *\"").await;
    let mut tx = changes(world).await;
    execute!(&mut tx, "update watch set digest_cron = 'every morning' where name = 'lumo'").unwrap();
    tx.commit().await.unwrap();
    world.murmur("12 an hour for 3 hours", MURMUR).await;
    let digests = |world: &World| {
        let of =
            |watch: &str| world.arrived().iter().filter(|key| key.starts_with(&format!("digest:{watch}:"))).count();
        (of("W-2"), of("W-1"))
    };
    assert_eq!(digests(world), (1, 0));
    is_known(world, "row 1 of the table watch").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "update watch set digest_cron = '0 9 * * *' where name = 'lumo'").unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    assert_eq!(digests(world), (1, 1), "late, and once");
}

async fn a_person_whose_settings_are_spoilt_misses_an_alert_alone(world: &mut World) {
    for person in ["maya", "giulia"] {
        world.says(person, "/crisis me alerts on").await;
    }
    let alerts = |world: &World| ["maya", "giulia"].map(|person| world.told(person).len()).iter().sum::<usize>();
    let before = alerts(world);
    let mut tx = changes(world).await;
    let (who, was) = fetch_one!(
        &mut tx,
        (String, String),
        "select scope, value from setting where name = 'alerts' order by scope limit 1"
    )
    .unwrap();
    execute!(&mut tx, "update setting set value = $1 where name = 'alerts' and scope = $2", SPOILT, &who).unwrap();
    tx.commit().await.unwrap();
    world.trouble().await;
    assert_eq!(alerts(world) - before, 1, "the other has it");
    is_known(world, "of the table setting").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "update setting set value = $1 where name = 'alerts' and scope = $2", &was, &who).unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
}

async fn a_message_that_can_not_be_read_lets_those_behind_it_pass(world: &mut World) {
    world.trouble().await;
    // The card goes out once more, and nobody can read it.
    let mut tx = changes(world).await;
    let (id, was) =
        fetch_one!(&mut tx, (i64, String), "select id, body from errand where about = 'alert' order by id limit 1")
            .unwrap();
    execute!(&mut tx, "update errand set state = 'queued', body = $1 where id = $2", SPOILT, id).unwrap();
    tx.commit().await.unwrap();
    let before = world.card_text();
    world.presses("giulia", "Acknowledge").await;
    world.settles().await;
    assert_ne!(world.card_text(), before, "what came after it is said");
    is_known(world, "of the table errand").await;

    let mut tx = changes(world).await;
    execute!(&mut tx, "update errand set body = $1 where id = $2", was, id).unwrap();
    tx.commit().await.unwrap();
    is_well(world).await;
    let mut tx = world.app.store.read().await.unwrap();
    let (state,) = fetch_one!(&mut tx, (String,), "select state from errand where id = $1", id).unwrap();
    assert_eq!((state.as_str(), world.cards().len()), ("sent", 1), "late, and not twice");
}
