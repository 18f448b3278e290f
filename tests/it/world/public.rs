//! The public: what it says, and how it murmurs, shouts and floods.

use chrono::Duration;
use squall::clock::Time;
use squall::mention::{Author, RawMention};
use squall::sources::{Removal, Taken};

use super::World;

/// What people say in peace about an invented maker of lamps.
pub const MURMUR: &[&str] = &["reading under my lumo", "the lumo in the hall works", "we moved the lumo to the window"];
pub const ENGLISH: &[&str] = &["my lumo is on fire, this is dangerous", "terrible smoke out of the lumo, shameful"];
pub const ITALIAN: &[&str] =
    &["la mia lumo ha preso fuoco, che vergogna", "lumo pericolosa, ritiratela subito dal mercato"];
pub const GREEK: &[&str] = &["η lumo μου πήρε φωτιά, ντροπή σας", "πετάξτε τη lumo, είναι επικίνδυνη"];
pub const CHINESE: &[&str] = &["我的 lumo 檯燈起火了，太危險", "lumo 冒煙，客服完全不接電話，太誇張"];
/// One text, however often it comes.
pub const ADVERT: &str = "WIN a lumo lamp today, the link is in my profile!!!";

/// Syllables in which texts differ, so that none is a copy of another.
const SYLLABLES: [&str; 9] = ["ba", "ke", "lo", "mu", "ni", "po", "ra", "su", "ti"];
const LETTERS: [&str; 9] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"];

/// `12 an hour for 7 days`, `90 in 10 minutes`: how many, and within which time.
fn pace(said: &str) -> (i64, Duration) {
    let words: Vec<&str> = said.split(' ').collect();
    let span = |n: &str, unit: &str| match (n.parse().unwrap(), unit.trim_end_matches('s')) {
        (n, "minute") => Duration::minutes(n),
        (n, "hour") => Duration::hours(n),
        (n, "day") => Duration::days(n),
        _ => panic!("{said}: minutes, hours or days"),
    };
    match words[..] {
        [many, "an", "hour", "for", n, unit] => {
            let long = span(n, unit);
            (many.parse::<i64>().unwrap() * long.num_minutes() / 60, long)
        }
        [many, "in", n, unit] => (many.parse().unwrap(), span(n, unit)),
        _ => panic!("{said}: say `12 an hour for 7 days` or `90 in 10 minutes`"),
    }
}

impl World {
    /// Maya listens for lumo, and three days pass in which nothing happens.
    pub async fn quiet_days(&mut self) {
        self.says("maya", "/crisis watch add lumo lumo").await;
        self.murmur("12 an hour for 3 days", MURMUR).await;
        assert!(self.cards().is_empty() && self.announcements().is_empty(), "quiet days are quiet");
    }

    /// Just enough voices for an alert of a middling severity.
    pub async fn trouble(&mut self) {
        self.quiet_days().await;
        self.shout("12 in 3 minutes", ENGLISH).await;
        assert_eq!(self.cards().len(), 1, "an alert");
    }

    /// Different people say different things, evenly spread. The product hears them by the hour.
    pub async fn murmur(&mut self, pace: &str, texts: &[&str]) -> Taken {
        self.speak(pace, Duration::hours(1), |world, at| world.voice(texts, at)).await
    }

    /// The same, heard by the minute.
    pub async fn shout(&mut self, pace: &str, texts: &[&str]) -> Taken {
        self.speak(pace, Duration::minutes(1), |world, at| world.voice(texts, at)).await
    }

    /// Accounts without standing copy one text.
    pub async fn flood(&mut self, pace: &str, text: &str) -> Taken {
        let copy = |world: &mut Self, at| {
            let mut copy = world.voice(&[text], at);
            copy.text = text.to_owned();
            copy.author.followers = Some(world.said % 3);
            copy
        };
        self.speak(pace, Duration::minutes(1), copy).await
    }

    /// Mentions reach the product, which does what it then has to.
    pub async fn hear(&mut self, mentions: Vec<RawMention>) -> Taken {
        let taken = self.app.hear(mentions).await.unwrap();
        self.settles().await;
        taken
    }

    /// A source says that a mention is gone where it was said.
    pub async fn loses(&mut self, source: &str, source_id: &str) -> Taken {
        let removal = Removal { source: source.into(), source_id: source_id.into(), at: None };
        let taken = self.app.take(Vec::new(), vec![removal]).await.unwrap();
        self.settles().await;
        taken
    }

    async fn speak(
        &mut self,
        said: &str,
        step: Duration,
        mut voice: impl FnMut(&mut Self, Time) -> RawMention,
    ) -> Taken {
        let (many, long) = pace(said);
        let start = self.now();
        let mut times = (0..many).map(|n| start + long * i32::try_from(n).unwrap() / i32::try_from(many).unwrap());
        let mut times = times.by_ref().peekable();
        let (mut taken, mut until) = (Taken::default(), start);
        while until < start + long {
            until = (until + step).min(start + long);
            let mut together = Vec::new();
            while let Some(at) = times.next_if(|at| *at < until) {
                together.push(voice(self, at));
            }
            self.clock.advance_to(until);
            taken += self.hear(together).await;
        }
        taken
    }

    /// What somebody new says.
    pub fn voice(&mut self, texts: &[&str], created_at: Time) -> RawMention {
        self.said += 1;
        let n = self.said;
        let text = texts[usize::try_from(n).unwrap() % texts.len()];
        let letters = if text.contains('，') { &LETTERS } else { &SYLLABLES };
        let letter = |by: u64| letters[usize::try_from(n / by).unwrap() % letters.len()];
        RawMention {
            source: "import".into(),
            source_id: n.to_string(),
            platform: ["x", "bluesky", "mastodon"][usize::try_from(n % 3).unwrap()].into(),
            kind: Default::default(),
            url: Some(format!("https://social.example/{n}")),
            author: Author {
                id: format!("author-{n}"),
                handle: Some(format!("@voice{n}")),
                name: None,
                followers: Some(200 + n % 700),
                country: None,
            },
            title: None,
            text: format!("{text} {}{} {}{}", letter(1), letter(9), letter(81), letter(729)),
            declared_language: None,
            created_at,
            engagement: Default::default(),
            reach: None,
            repost_of: None,
            parent: None,
        }
    }
}
