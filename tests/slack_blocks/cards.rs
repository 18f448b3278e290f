//! The cards and forms that come by themselves, in every state.

use chrono::Duration;
use chrono_tz::Tz;
use squall::alert::trial::Trial;
use squall::alert::{Alert, AlertState, Driver, Evidence, Figures, Kind, voice};
use squall::chat::Place;
use squall::clock::{Time, micros};
use squall::digest::{self, Authors, Counts, Digest, Late, Part, ShareOfVoice, Silent, Theme};
use squall::home::Room;
use squall::id::{AlertId, IncidentId, WatchId};
use squall::mention::store::Heard;
use squall::people::{self, Settings};
use squall::post::chart::VolumePoint;
use squall::post::{Block, Button, Check, Checked, Form, Input, InputKind, Pick, PickOf, Post, Style};
use squall::reading::Lang;
use squall::words::Locale;

type Named = Vec<(String, Post)>;

pub fn at() -> Time {
    Time::from_timestamp(1_790_000_000, 0).unwrap()
}

/// The longest that a source is shown with, and hostile.
fn words() -> String {
    "@everyone <!channel> *leaking* bottles & https://evil.example again\n> squall: all clear 🧴 ".repeat(6)
}

fn points() -> Vec<VolumePoint> {
    let hour = |hour: i64| VolumePoint {
        at: at() + Duration::hours(hour),
        negative: 20,
        neutral: 6,
        positive: 2,
        expected: 8.4,
    };
    (0..24).map(hour).collect()
}

fn alert(state: AlertState, over: bool, severity: u8) -> Alert {
    let driver = |number: u64| Driver {
        author: format!("@maria_{number}"),
        text: words(),
        followers: Some(9_100 * number),
        language: Lang::from_tag("el"),
        platform: "pulse".into(),
        url: Some(format!("https://pulse.example/maria/{number}?a=1&b=2")),
    };
    Alert {
        id: AlertId(7),
        watch: WatchId(1),
        name: "nimbus & <co> *now*".into(),
        kind: Kind::Volume,
        figures: Figures {
            severity,
            observed: 1_412.0,
            expected: 2.2,
            factor: 641.8,
            window_minutes: 15,
            cold_start: over,
        },
        peak: severity,
        evidence: Evidence {
            drivers: (1..=3).map(driver).collect(),
            new_languages: vec![Lang::from_tag("el"), Lang::from_tag("sw")],
            negative: 300,
            total: 400,
            points: points(),
            record: squall::alert::Record { opened: 3, dismissed: 1 },
        },
        raised_at: at(),
        updated_at: at(),
        over_at: over.then(|| at() + Duration::hours(3)),
        state,
    }
}

fn states() -> Vec<AlertState> {
    let by = || squall::person::Person { platform: "slack".into(), user: "U0123ABC".into() };
    let mut states = vec![
        AlertState::Raised,
        AlertState::Acknowledged { by: by() },
        AlertState::Snoozed { by: by(), until: at() + Duration::hours(1) },
        AlertState::Kept { by: by(), reason: "only fans <!here>".into() },
        AlertState::Opened { by: by() },
    ];
    let reasons = ["", "a known <!here> test"];
    states.extend(reasons.map(|reason| AlertState::Dismissed { by: by(), reason: reason.into() }));
    states
}

fn heard(number: i64) -> Heard {
    Heard {
        id: number,
        source: "webhook:pulse".into(),
        source_id: "1".into(),
        platform: "pulse".into(),
        url: Some("https://pulse.example/1".into()),
        author_id: number.to_string(),
        author_handle: Some("maria<!channel>".into()),
        author_name: None,
        followers: Some(9_100),
        title: None,
        text: words(),
        language: "it".into(),
        sentiment: "negative".into(),
        engagement: 0,
        reach: None,
        group_key: number,
        organic: 1.0,
        created_at: micros(at()),
    }
}

fn digest(total: u64) -> Digest {
    let part = |name: &str| Part { name: name.into(), total, negative: total / 2, positive: total / 4 };
    let theme = |word: &str| Theme { word: word.into(), voices: 30.0, z: 4.0 };
    let many: Vec<(String, u64)> = (0..5).map(|number| (format!("@author{number}"), 900 - number)).collect();
    let counts = Counts { total, negative: total / 2, positive: total / 4, organic: 0.3 * 412.0 };
    Digest {
        watch: "nimbus & <co>".into(),
        from: at(),
        to: at() + Duration::hours(24),
        counts,
        before: Counts { total: 133, negative: 20, positive: 15, organic: 130.0 },
        languages: ["en", "it", "bg", "el", "sw", "und"].map(part).into(),
        sources: ["webhook:pulse", "import <b>"].map(part).into(),
        columns: points(),
        drivers: (1..=3).map(heard).collect(),
        themes: ["recall", "召回", "@here", "https://evil.example"].map(theme).into(),
        authors: Authors { busiest: many.clone(), farthest: many },
        voice: Some(ShareOfVoice { ours: 0.4, before: Some(0.2), theirs: vec![("acme".into(), 0.6)] }),
        incidents: vec![IncidentId(1), IncidentId(2)],
        alerts: vec![AlertId(7)],
        silent: vec![Silent { source: "rss".into(), since: at() }],
        late: Some(Late { due: at(), sent: at() + Duration::hours(1) }),
    }
}

fn alerts(locale: Locale) -> Named {
    let room = Room { channel: Place::parse("slack:C1").unwrap(), locale, zone: Tz::Europe__Sofia };
    let mut posts = Vec::new();
    for state in states() {
        for (over, severity) in [(false, 4), (false, 9), (true, 9)] {
            let alert = alert(state.clone(), over, severity);
            posts.push(("alert-card".to_owned(), voice::card(&room, &alert)));
            posts.push(("alert-done".to_owned(), voice::done(locale, &alert, 60)));
        }
    }
    let one = alert(AlertState::Raised, false, 9);
    posts.extend([
        ("alert-escalated".to_owned(), voice::escalated(locale, &one)),
        ("alert-awake".to_owned(), voice::awake(locale, &one)),
        ("alert-decided".to_owned(), voice::decided(locale)),
        ("alert-unknown".to_owned(), voice::unknown(locale, AlertId(9))),
        ("alert-flood".to_owned(), voice::flood(locale, "nimbus", 400, 412)),
        ("alert-list".to_owned(), voice::list(locale, &states().map_alerts())),
        ("alert-list-empty".to_owned(), voice::list(locale, &[])),
        ("alert-mentions".to_owned(), voice::mentions(locale, &one, &[1, 2, 3, 4, 5].map(heard), Some(1))),
        ("alert-mentions-none".to_owned(), voice::mentions(locale, &one, &[], None)),
    ]);
    let understood = ["acknowledge", "open", "snooze", "dismiss"];
    posts.extend(understood.map(|what| (format!("alert-understood-{what}"), voice::understood(locale, what, &one))));
    let trial = |total| Trial {
        total,
        matched: total / 2,
        alerts: (0..12).map(|hour| (at() + Duration::hours(hour), 7)).collect(),
        latest: vec![heard(1), heard(2), heard(3)],
    };
    posts.extend(
        [0, 9_000].map(|total| ("watch-test".to_owned(), voice::trial(locale, "nimbus* AND `x`", &trial(total)))),
    );
    posts
}

trait Alerts {
    fn map_alerts(self) -> Vec<Alert>;
}

impl Alerts for Vec<AlertState> {
    fn map_alerts(self) -> Vec<Alert> {
        self.into_iter().map(|state| alert(state, false, 7)).collect()
    }
}

pub fn posts(locale: Locale) -> Named {
    let mut posts = alerts(locale);
    let zone = Tz::Asia__Taipei;
    for total in [0, 3, 412] {
        posts.push(("digest".to_owned(), digest::voice::digest(locale, zone, &digest(total))));
    }
    let several: Vec<Digest> = [412, 3, 0].map(digest).into_iter().cycle().take(12).collect();
    posts.push(("digest-overview".to_owned(), digest::voice::overview(locale, zone, &several)));
    let mine = people::voice::settings(locale, &settings(), zone, &watches());
    posts.push(("people-page".to_owned(), people::voice::page(locale, vec![mine])));
    posts.push(("every-button".to_owned(), every_button()));
    posts.push(("every-menu".to_owned(), every_menu()));
    posts
}

/// What no card uses yet and every card may.
fn every_button() -> Post {
    let button = |style, confirm: Option<&str>| Button {
        action: "sq1:watch-remove:1".into(),
        label: "Remove".into(),
        style,
        confirm: confirm.map(Into::into),
    };
    let mut post = Post::line("Sure?");
    post.blocks.push(Block::Divider);
    post.blocks.push(Block::Buttons(vec![
        button(Style::Plain, None),
        button(Style::Primary, Some("Really?")),
        button(Style::Danger, Some("Really?")),
    ]));
    post
}

/// People, and as many options as a menu takes.
fn every_menu() -> Post {
    let options = (0..40).map(|number| (format!("value-{number}"), format!("Level {number} & <co>"))).collect();
    let pick = |action: &str, of| Block::Pick(Pick { action: action.into(), label: "Pick one".into(), of });
    let mut post = Post::line("Who, and how bad?");
    post.blocks.extend([pick("sq1:lead:7", PickOf::People), pick("sq1:level:7", PickOf::Options(options))]);
    post
}

fn settings() -> Settings {
    let night = [("quiet", "22:00-07:00"), ("wake", "9"), ("alerts", "5"), ("watches", "nimbus & <co>")];
    let night = night.map(|(key, answer)| (key.to_owned(), answer.to_owned()));
    people::filled_in(&night, Settings::default(), &watches()).0
}

fn watches() -> Vec<(WatchId, String)> {
    vec![(WatchId(1), "nimbus & <co>".into())]
}

pub fn forms(locale: Locale) -> Vec<(String, Form)> {
    let input = |key: &str, kind, initial: Option<&str>| Input {
        key: key.into(),
        label: "Which one?".into(),
        hint: initial.map(|_| "One of these".into()),
        kind,
        required: initial.is_none(),
        initial: initial.map(Into::into),
        check: None,
    };
    let options = (0..100).map(|number| (number.to_string(), format!("Number {number}"))).collect();
    let inputs = vec![
        input("line", InputKind::Line { max: 80 }, Some("nimbus")),
        input("text", InputKind::Text { max: 3_000 }, None),
        input("choice", InputKind::Choice { options }, Some("7")),
    ];
    let mut checked = input("hours", InputKind::Line { max: 80 }, Some("22:00-07:00"));
    checked.check = Some(Checked { check: Check::Hours, otherwise: "Write it as 22:00-07:00".into() });
    let title = "A title that is longer than Slack's twenty-four characters".into();
    let long = Form { action: "sq1:x:2".into(), title, submit: "Send".into(), inputs: vec![checked] };
    let every = Form { action: "sq1:x:1".into(), title: "Every kind".into(), submit: "Send".into(), inputs };
    let mine = people::voice::form(locale, &settings(), Tz::Asia__Taipei, &watches());
    vec![
        ("alert-reason".to_owned(), voice::reason_form(locale, AlertId(7))),
        ("people-settings".to_owned(), mine),
        ("every-input".to_owned(), every),
        ("long-title".to_owned(), long),
    ]
}
