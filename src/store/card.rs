//! Living cards: the one message of a subject in a channel, edited in place, and the thread under it.

use super::errand::{Body, Effect, NewErrand, Target, write};
use super::{Result, Tx};
use crate::chat::{MessageRef, Place};
use crate::clock::{Time, micros};
use crate::person::Person;
use crate::post::Post;
use crate::{execute, fetch_one, fetch_optional};

/// Which card.
#[derive(Clone, Copy, Debug)]
pub struct Card<'a> {
    /// `alert`, `incident`, ...
    pub about: &'a str,
    /// `A-7`.
    pub subject: &'a str,
    pub channel: &'a Place,
}

/// Where a card stands, as far as it was delivered.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// The platform's id of the message.
    pub message: Option<String>,
    pub thread: Option<String>,
}

impl Card<'_> {
    /// Shows the card: posts it the first time, edits it from then on.
    pub async fn show(&self, tx: &mut Tx, post: &Post, at: Time) -> Result<()> {
        self.show_at(tx, self.target(), post, at).await
    }

    async fn show_at(&self, tx: &mut Tx, target: Target, post: &Post, at: Time) -> Result<()> {
        let (writes,): (i64,) = fetch_one!(
            tx,
            (i64,),
            "insert into card (subject, platform, channel, writes) values ($1, $2, $3, 1) \
             on conflict (subject, platform, channel) do update set writes = card.writes + 1 returning writes",
            self.subject,
            self.channel.platform.as_str(),
            self.channel.channel.as_str()
        )?;
        let effect = if writes == 1 { Effect::Post } else { Effect::Edit };
        let key = self.key(&format!("card:{writes}"));
        self.write(tx, &key, effect, target, Body::Post(post.clone()), at).await
    }

    /// Shows the card in the thread under another subject's card of the same channel: posts it the first time, edits it
    /// from then on.
    pub async fn show_within(&self, tx: &mut Tx, under: &str, post: &Post, at: Time) -> Result<()> {
        let (subject, channel) = (self.subject.to_owned(), self.channel.clone());
        let target = Target::CardWithin { subject, under: under.to_owned(), channel };
        self.show_at(tx, target, post, at).await
    }

    /// Opens the thread under the card. Asking again changes nothing.
    pub async fn open_thread(&self, tx: &mut Tx, title: &str, at: Time) -> Result<()> {
        self.write(tx, &self.key("thread"), Effect::Thread, self.target(), Body::Title(title.to_owned()), at).await
    }

    /// Says something in the thread, once per `name`.
    pub async fn say(&self, tx: &mut Tx, name: &str, post: &Post, at: Time) -> Result<()> {
        let target = Target::CardThread { subject: self.subject.to_owned(), channel: self.channel.clone() };
        self.write(tx, &self.key(name), Effect::Post, target, Body::Post(post.clone()), at).await
    }

    /// Says something in the channel itself, once per `name`.
    pub async fn announce(&self, tx: &mut Tx, name: &str, post: &Post, at: Time) -> Result<()> {
        let target = Target::Place(self.channel.clone());
        self.write(tx, &self.key(name), Effect::Post, target, Body::Post(post.clone()), at).await
    }

    /// Lets somebody into the room that it stands in.
    pub async fn let_in(&self, tx: &mut Tx, person: &Person, at: Time) -> Result<()> {
        let key = self.key(&format!("let-in:{person}:{}", micros(at)));
        self.write(tx, &key, Effect::Post, Target::Place(self.channel.clone()), Body::LetIn(person.clone()), at).await
    }

    fn target(&self) -> Target {
        Target::Card { subject: self.subject.to_owned(), channel: self.channel.clone() }
    }

    fn key(&self, name: &str) -> String {
        format!("{}:{}:{}:{name}", self.about, self.subject, self.channel)
    }

    async fn write(
        &self,
        tx: &mut Tx,
        key: &str,
        effect: Effect,
        target: Target,
        body: Body,
        due_at: Time,
    ) -> Result<()> {
        let (target, body) = (&target, &body);
        let errand = NewErrand { key, effect, target, body, about: self.about, subject: Some(self.subject), due_at };
        write(tx, &errand).await.map(drop)
    }
}

/// The card of a subject in a channel is another subject's from now on.
pub async fn rename(tx: &mut Tx, subject: &str, to: &str, channel: &Place) -> Result<()> {
    execute!(
        tx,
        "update card set subject = $1 where subject = $2 and platform = $3 and channel = $4",
        to,
        subject,
        channel.platform.as_str(),
        channel.channel.as_str()
    )?;
    Ok(())
}

/// Where the card of a subject stands in a channel.
pub async fn standing(tx: &mut Tx, subject: &str, channel: &Place) -> Result<Standing> {
    let found = fetch_optional!(
        tx,
        Standing,
        "select message, thread from card where subject = $1 and platform = $2 and channel = $3",
        subject,
        channel.platform.as_str(),
        channel.channel.as_str()
    )?;
    Ok(found.unwrap_or_default())
}

/// The channels in which a subject has a card.
pub async fn channels(tx: &mut Tx, subject: &str) -> Result<Vec<Place>> {
    Ok(places(tx, subject).await?.into_iter().filter(|place| place.direct_to().is_none()).collect())
}

/// The conversations with one person in which a subject has a card.
pub async fn conversations(tx: &mut Tx, subject: &str) -> Result<Vec<Place>> {
    Ok(places(tx, subject).await?.into_iter().filter(|place| place.direct_to().is_some()).collect())
}

async fn places(tx: &mut Tx, subject: &str) -> Result<Vec<Place>> {
    let found = crate::fetch_all!(
        tx,
        (String, String),
        "select platform, channel from card where subject = $1 order by platform, channel",
        subject
    )?;
    Ok(found.into_iter().map(|(platform, channel)| Place { platform, channel, thread: None }).collect())
}

/// The subject whose card a message is.
pub async fn subject_of(tx: &mut Tx, message: &MessageRef) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "select subject from card where platform = $1 and channel = $2 and message = $3",
        message.place.platform.as_str(),
        message.place.channel.as_str(),
        message.message.as_str()
    )?;
    Ok(found.map(|(subject,)| subject))
}

/// The subject under whose card a thread stands.
pub async fn subject_of_thread(tx: &mut Tx, place: &Place) -> Result<Option<String>> {
    let Some(thread) = place.thread.as_deref() else { return Ok(None) };
    let found: Option<(String,)> = fetch_optional!(
        tx,
        (String,),
        "select subject from card where platform = $1 and thread = $2",
        place.platform.as_str(),
        thread
    )?;
    Ok(found.map(|(subject,)| subject))
}

/// The card's message is there.
pub async fn posted(tx: &mut Tx, subject: &str, channel: &Place, message: &str) -> Result<()> {
    let (platform, channel) = (channel.platform.as_str(), channel.channel.as_str());
    execute!(
        tx,
        "update card set message = $1 where subject = $2 and platform = $3 and channel = $4",
        message,
        subject,
        platform,
        channel
    )?;
    Ok(())
}

/// The card's thread is there.
pub async fn threaded(tx: &mut Tx, subject: &str, channel: &Place, thread: &str) -> Result<()> {
    let (platform, channel) = (channel.platform.as_str(), channel.channel.as_str());
    execute!(
        tx,
        "update card set thread = $1 where subject = $2 and platform = $3 and channel = $4",
        thread,
        subject,
        platform,
        channel
    )?;
    Ok(())
}
