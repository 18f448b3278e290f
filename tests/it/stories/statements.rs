//! A public statement on its way: drafted, reviewed by the right people word by word, published.

use std::sync::Arc;

use commands::Shortcut;
use squall::person::Accounts;
use squall::statement::Kind;
use squall::statement::policy::{Group, Member, Policy, Roster};
use squall::statement::rules::{Rule, Rules};

use crate::world::{Deed, Seen, World, hours, minutes, stories};

stories!(
    three_groups_approve_with_one_command_and_three_clicks,
    an_edit_voids_votes_and_says_to_whom,
    changes_and_vetoes_are_said_with_their_reason,
    a_form_begins_a_statement_from_a_message,
    two_people_edit_at_once,
    what_was_published_is_compared_with_what_was_approved,
    who_is_missing_is_reminded_and_deputies_step_in_across_a_restart,
    an_empty_group_blocks_and_glass_is_broken_loudly,
    who_may_not_vote_is_told_why,
    a_long_statement_is_shown_whole_in_pages,
);

const WORDS: &str = "We know, and we will be back by noon.";

/// Legal is Nikos, communications Giulia, the executive Elitsa; Chia-ying may break glass and is Elitsa's deputy.
pub(super) fn rules(world: &World) -> Rules {
    let human = |user: &str| Accounts::default().human(&world.stage.person(user));
    let one_of = |name: &str| Group::new(name, 1, vec![Member::Role(name.to_owned())]);
    let policy = Policy {
        groups: vec![one_of("legal"), one_of("comms"), one_of("executive")],
        break_glass: [world.stage.person("chiaying")].into(),
        ..Policy::default()
    };
    let roles = [("legal", "nikos"), ("comms", "giulia"), ("executive", "elitsa")];
    Rules {
        policies: vec![Rule { kinds: Vec::new(), severity_from: 1, templates: Vec::new(), policy }],
        roster: Roster {
            roles: roles.iter().map(|(role, user)| ((*role).to_owned(), [human(user)].into())).collect(),
            deputies: vec![(human("elitsa"), human("chiaying"))],
            ..Roster::default()
        },
        ..Rules::default()
    }
}

pub(super) fn with(world: &mut World, rules: Rules) {
    world.app.rule_by(Arc::new(rules));
}

/// An incident is open, and the operator named who approves.
async fn incident(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    world.trouble().await;
    world.presses("giulia", "Open incident").await;
    for (person, language) in [("nikos", "el"), ("giulia", "it"), ("elitsa", "bg"), ("chiaying", "zh-Hant")] {
        world.says(person, &format!("/crisis language {language} me")).await;
    }
}

/// The statement's card in the incident's thread.
pub(super) fn card(world: &World) -> Seen {
    let mut cards = world.seen("crisis");
    cards.retain(|message| message.only.is_none() && is_card(message));
    cards.pop().expect("a statement has its card")
}

fn is_card(message: &Seen) -> bool {
    message.words.split_once(": ").is_some_and(|(id, _)| id.starts_with("S-") && !id.contains(' '))
}

/// The revision and the digits that a card shows, as they are typed to approve: `v1 9f86d081884c7d65`.
pub(super) fn seal(card: &str) -> String {
    let rest = card.split("Hash: ").nth(1).expect("a card shows the hash");
    rest.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

/// What the bot wrote to a person alone, newest last.
pub(super) fn letters(world: &World, person: &str) -> Vec<Seen> {
    let mut letters = world.stage.direct(person);
    letters.retain(|message| message.by_the_bot && message.only.is_none());
    letters
}

/// What was said about the statement in the incident's thread, without its cards.
pub(super) fn news(world: &World) -> Vec<String> {
    let said = world.thread(&world.card()).into_iter();
    said.filter(|line| line.contains("S-1") && !line.starts_with("S-1:")).collect()
}

pub(super) async fn statement_ledger(world: &World) -> Vec<String> {
    let all = world.ledger().await;
    all.into_iter().filter(|line| line.contains(" statement.")).map(|line| line.replace(" S-1", "")).collect()
}

async fn three_groups_approve_with_one_command_and_three_clicks(world: &mut World) {
    incident(world).await;
    let answer = world.says("maya", &format!("/crisis statement draft {WORDS} --outlet x --review yes")).await;
    assert!(answer.starts_with("The review of S-1 has begun: revision 1 ("), "{answer}");
    let shown = card(world).words;
    assert!(shown.contains(WORDS) && shown.contains("37 of 280") && shown.contains("in review"), "{shown}");
    assert!(shown.contains("legal: 0 of 1 · missing: nikos"), "{shown}");
    assert!(card(world).thread.is_some(), "it stands in the incident's thread");
    // Each is reached in their own language, with the words in full.
    let letter = letters(world, "nikos").pop().expect("a letter");
    assert!(letter.words.contains("maya ζητά την έγκρισή σας για τη S-1"), "{}", letter.words);
    assert!(letter.words.contains(WORDS));
    assert_eq!(letter.buttons, ["Εγκρίνω", "Ζητώ αλλαγές", "Βέτο", "Επεξεργασία"]);
    assert!(letters(world, "maya").is_empty(), "nobody is asked about their own words");

    // One of them answers in the letter, two on the card.
    let answer = world.presses_directly("nikos", "Εγκρίνω").await;
    assert!(answer.starts_with("Εγκρίνατε τη S-1, αναθεώρηση 1 ("), "{answer}");
    let answer = world.presses("giulia", "Approve").await;
    assert!(answer.starts_with("Hai approvato S-1, revisione 1 ("), "{answer}");
    assert_eq!(world.presses("giulia", "Approve").await, "L’avevi già detto; non è cambiato nulla.");
    assert!(card(world).words.contains("comms: 1 of 1 · approved by giulia"), "{}", card(world).words);
    world.presses("elitsa", "Approve").await;
    assert!(card(world).words.contains("approved | "), "{}", card(world).words);
    assert!(news(world)[0].starts_with("S-1 is approved ("), "{:?}", news(world));
    assert_eq!(
        statement_ledger(world).await,
        [
            "maya statement.drafted",
            "maya statement.review_asked",
            "nikos statement.voted",
            "giulia statement.voted",
            "elitsa statement.voted",
            "squall statement.approved",
        ]
    );
    let timeline = world.says("maya", "/crisis timeline").await;
    assert!(timeline.contains("S-1 drafted") && timeline.contains("S-1 approved"), "{timeline}");
}

async fn an_edit_voids_votes_and_says_to_whom(world: &mut World) {
    incident(world).await;
    world.says("maya", &format!("/crisis statement draft {WORDS} --review yes")).await;
    world.presses("nikos", "Approve").await;
    world.presses("giulia", "Approve").await;
    let old = letters(world, "elitsa").pop().unwrap();
    let same = world.says("maya", &format!("/crisis statement edit S-1 {WORDS}")).await;
    assert_eq!(same, "The words of S-1 are the same; approvals stand.");
    assert!(card(world).words.contains("legal: 1 of 1"), "a mere resubmission wipes nothing");

    let answer = world.says("maya", "/crisis statement edit S-1 We know. We will be back by one.").await;
    assert!(answer.starts_with("S-1 has new words: revision 2 ("), "{answer}");
    let said = news(world).pop().unwrap();
    assert!(said.starts_with("S-1 has other words now (revision 2,") && said.ends_with("nikos, giulia"), "{said}");
    let shown = card(world).words;
    assert!(shown.contains("legal: 0 of 1") && shown.contains("- We know, and we will be back by noon."), "{shown}");
    assert!(shown.contains("+ We know.\n+ We will be back by one."), "{shown}");
    // The letter of before still has its button: it is about other words.
    let answer = world.does("elitsa", Deed::Press { on: old, label: "Одобрявам".into() }).await;
    assert!(answer.contains("S-1 е с друг текст от този, който видяхте"), "{answer}");
    let letters = letters(world, "elitsa");
    assert!(letters.iter().any(|letter| letter.words.contains("maya промени S-1")), "and the new words were sent");
    for person in ["nikos", "giulia", "elitsa"] {
        assert!(!card(world).words.contains("approved | "));
        world.presses(person, "Approve").await;
    }
    assert!(card(world).words.contains("approved | "));
}

async fn changes_and_vetoes_are_said_with_their_reason(world: &mut World) {
    incident(world).await;
    world.says("maya", &format!("/crisis statement draft {WORDS} --review yes")).await;
    world.presses("nikos", "Request changes").await;
    let answer = world.fills("nikos", &["too vague @here"]).await;
    assert!(answer.starts_with("Ζητήσατε αλλαγές στη S-1"), "{answer}");
    assert_eq!(news(world), ["nikos asks for changes to S-1: too vague ＠here"]);
    for person in ["giulia", "elitsa"] {
        world.presses(person, "Approve").await;
    }
    assert!(card(world).words.contains("nikos asks for changes: too vague ＠here"), "{}", card(world).words);
    world.presses("elitsa", "Veto").await;
    world.fills("elitsa", &["it is not true"]).await;
    assert_eq!(news(world).pop().unwrap(), "elitsa vetoes S-1: it is not true");
    assert_eq!(card(world).buttons, ["Ask for review", "Edit", "Add version"]);
    let answer = world.presses("maya", "Ask for review").await;
    assert_eq!(answer, "These words of S-1 were vetoed; change them first.");
    world.says("maya", "/crisis statement edit S-1 We look into it.").await;
    assert!(world.presses("maya", "Ask for review").await.starts_with("The review of S-1 has begun"));
}

async fn a_form_begins_a_statement_from_a_message(world: &mut World) {
    world.says("maya", "/crisis statement list").await;
    world.presses("maya", "Write a statement").await;
    let answer = world.fills("maya", &["apology", "linkedin", "it", "sensitive", "Ci scusiamo.\r\n\nDavvero.  "]).await;
    assert_eq!(answer, "S-1 is drafted; its card has the buttons.");
    let shown = card(world).words;
    assert!(shown.starts_with("S-1: apology") && shown.contains("Ci scusiamo.\n\nDavvero."), "{shown}");
    assert!(shown.contains("LinkedIn") && shown.contains("Italian") && shown.contains("sensitive: ESG"), "{shown}");
    // Without a policy a second reader is enough, but not for this topic.
    let answer = world.presses("maya", "Ask for review").await;
    assert!(answer.contains("“executive/legal” needs 1 and has 0"), "{answer}");
    let listed = world.says("giulia", "/crisis statement list").await;
    assert!(listed.contains("S-1: scuse · bozza · Ci scusiamo."), "{listed}");

    let on = world.writes("giulia", "The plant is closed.", None).await;
    world.does("maya", Deed::Choose { on, shortcut: Shortcut::DraftStatement.name() }).await;
    let answer = world.fills("maya", &["memo", "press", "en", "ordinary", "The plant is closed."]).await;
    assert_eq!(answer, "S-2 is drafted; its card has the buttons.");
}

async fn two_people_edit_at_once(world: &mut World) {
    world.says("maya", &format!("/crisis statement draft {WORDS}")).await;
    world.presses("maya", "Edit").await;
    world.presses("giulia", "Edit").await;
    world.fills("giulia", &["We know this."]).await;
    let answer = world.fills("maya", &["We know that."]).await;
    assert!(answer.starts_with("giulia edited S-1 since you read it; look at revision 2"), "{answer}");
    assert!(card(world).words.contains("We know this.") && !card(world).words.contains("We know that."));
    // Both wrote it now: neither approves it, a second reader does.
    world.presses("maya", "Ask for review").await;
    assert!(world.presses("giulia", "Approve").await.starts_with("Hai scritto parte di S-1"));
    world.presses("nikos", "Approve").await;
    assert!(card(world).words.contains("approved | "));
}

async fn what_was_published_is_compared_with_what_was_approved(world: &mut World) {
    incident(world).await;
    world.says("maya", &format!("/crisis statement draft {WORDS} --review yes")).await;
    let link = "https://social.example/acme/1";
    let early = world.says("maya", &format!("/crisis statement published S-1 {link}")).await;
    assert_eq!(early, "S-1 is not approved, so it can't be published.");
    for person in ["nikos", "giulia", "elitsa"] {
        world.presses(person, "Approve").await;
    }
    world.presses("maya", "Published").await;
    let answer = world.fills("maya", &[link, "We know, and we will be back by nine."]).await;
    assert_eq!(answer, "What it says there is not what was approved; everybody was told.");
    let shout = news(world).pop().unwrap();
    assert!(shout.starts_with("ATTENTION: what was published is not what was approved as S-1"), "{shout}");
    assert!(
        shout.contains("- We know, and we will be back by noon.\n+ We know, and we will be back by nine."),
        "{shout}"
    );
    assert!(card(world).words.contains("What was published is not what was approved."));
    world.says("maya", "/crisis statement withdraw S-1 the time is wrong").await;
    assert_eq!(news(world).pop().unwrap(), "maya withdraws S-1: the time is wrong");
    let ledger = statement_ledger(world).await;
    let last = ["maya statement.published", "maya statement.promised", "maya statement.withdrawn"];
    assert_eq!(ledger[ledger.len() - 3..], last, "“by noon” is a promise");
}

async fn who_is_missing_is_reminded_and_deputies_step_in_across_a_restart(world: &mut World) {
    incident(world).await;
    world.says("maya", &format!("/crisis statement draft {WORDS} --review yes")).await;
    world.presses("nikos", "Approve").await;
    let early = world.presses("chiaying", "Approve").await;
    assert!(early.starts_with("您不屬於任何核准 S-1 的小組。"), "{early}");
    world.restarts().await;
    let rules = rules(world);
    with(world, rules);
    world.passes(minutes(20)).await;
    assert_eq!(news(world), ["S-1 waits for approval: giulia, elitsa"]);
    assert!(letters(world, "giulia").iter().any(|letter| letter.words.contains("attende ancora la tua approvazione")));
    assert!(letters(world, "chiaying").is_empty());
    world.passes(minutes(20)).await;
    assert!(letters(world, "chiaying")[0].words.contains("您身為代理人現在可以表決"));
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.contains("executive: 1 of 1 · approved by chiaying"), "{}", card(world).words);
    world.passes(hours(24)).await;
    assert_eq!(news(world).pop().unwrap(), "The time of S-1 is over; it is a draft again.");
    assert_eq!(world.presses("maya", "Ask for review").await.split(':').next(), Some("The review of S-1 has begun"));
    assert!(card(world).words.contains("legal: 0 of 1"), "votes of an earlier review are not counted");
}

async fn an_empty_group_blocks_and_glass_is_broken_loudly(world: &mut World) {
    let mut nobody = rules(world);
    nobody.roster.roles.remove("executive");
    with(world, nobody);
    let answer = world.says("maya", "/crisis statement draft Leave the building. --review yes").await;
    assert_eq!(
        answer,
        "S-1 can't be reviewed: “executive” needs 1 and has 0 who may approve and did not write it. \
         Name people with /crisis roster add or in squall.toml."
    );
    let why = "The plant burns, the board is on a plane.";
    let refused = world.says("maya", &format!("/crisis statement release S-1 {why}")).await;
    assert_eq!(refused, "Only people named in squall.toml (break_glass) may release without approval.");
    assert_eq!(
        world.says("chiaying", "/crisis statement release S-1 urgent").await,
        "請用一句話說明原因；會留下紀錄。"
    );
    world.says("chiaying", &format!("/crisis statement release S-1 {why}")).await;
    let shout = world.announcements().pop().unwrap();
    assert!(shout.starts_with("ATTENTION: chiaying releases S-1 (") && shout.contains(why), "{shout}");
    let shown = card(world).words;
    assert!(shown.contains("released without approval") && shown.contains(why), "{shown}");
    let last = statement_ledger(world).await.pop().unwrap();
    assert_eq!(last, "chiaying statement.released_without_approval");
}

async fn who_may_not_vote_is_told_why(world: &mut World) {
    let mut ordered = rules(world);
    ordered.policies[0].policy.ordered = true;
    ordered.policies[0].kinds = vec![Kind::Apology];
    with(world, ordered);
    world.says("nikos", "/crisis statement draft Λυπούμαστε. --purpose apology --review yes").await;
    assert!(world.says("maya", "/crisis statement show S-1").await.starts_with("S-1: apology"));
    assert!(card(world).words.contains("draft"), "legal wrote it, and nobody else is legal");
    world.says("maya", "/crisis statement draft We are sorry. --purpose apology --review yes").await;
    let hash = seal(&card(world).words);
    let too_early = world.says("elitsa", &format!("/crisis statement approve S-2 {hash}")).await;
    assert_eq!(too_early, "Първо е ред на „legal“; ще разберете, когато дойде вашият.");
    assert!(letters(world, "elitsa").is_empty() && !letters(world, "nikos").is_empty());
    let other = world.says("nikos", "/crisis statement approve S-2 v1 0000000000000000").await;
    assert!(other.starts_with("Η S-2 έχει άλλο κείμενο από αυτό που είδατε"), "{other}");
    // Fewer than sixteen digits could be of other words, and another revision is.
    let (revision, digits) = hash.split_once(' ').unwrap();
    for wrong in [format!("{revision} {}", &digits[..15]), format!("v2 {digits}")] {
        let other = world.says("nikos", &format!("/crisis statement approve S-2 {wrong}")).await;
        assert!(other.starts_with("Η S-2 έχει άλλο κείμενο από αυτό που είδατε"), "{wrong}: {other}");
    }
    world.says("nikos", &format!("/crisis statement approve S-2 {hash}")).await;
    assert!(!letters(world, "giulia").is_empty(), "now it is her turn, and she hears of it");
    let own = world.says("maya", &format!("/crisis statement approve S-2 {hash}")).await;
    assert_eq!(own, "You wrote words of S-2; somebody else has to approve them.");
    // Other kinds have the default policy.
    world.says("maya", "/crisis statement draft Hello. --review yes").await;
    world.presses("chiaying", "Approve").await;
    assert!(card(world).words.starts_with("S-3: holding statement\nState: approved"));
    let unknown = world.says("maya", "/crisis statement ask S-9").await;
    assert_eq!(unknown, "There is no statement S-9. /crisis statement list shows those that are there.");
}

async fn a_long_statement_is_shown_whole_in_pages(world: &mut World) {
    let rules = rules(world);
    with(world, rules);
    let sentence = "Every word of this long statement must be read by those who approve it. ";
    world.says("maya", &format!("/crisis statement draft {} --review yes", sentence.repeat(50))).await;
    let shown = card(world).words;
    assert!(shown.contains("Length: 3,599") && shown.contains("page 1 of 2"), "{shown}");
    let next = world.presses("maya", "Next page").await;
    assert!(next.contains("page 2 of 2"), "{next}");
    let read: usize = [&shown, &next].iter().map(|part| part.matches("must be read").count()).sum();
    assert_eq!(read, 50);
    let letters = letters(world, "nikos");
    let read: usize = letters.iter().map(|letter| letter.words.matches("must be read").count()).sum();
    assert_eq!((letters.len(), read), (2, 50), "a letter has it all");
    assert_eq!(letters.iter().filter(|letter| !letter.buttons.is_empty()).count(), 1);
}
