//! What is shown and said when something happens to a statement: its card, the thread below the incident. Errands, in the
//! transaction of the fact.

use super::letters;
use super::news::Told;
use super::promise;
use super::rules::Rules;
use super::store::{self, Stored};
use super::voice::{self, Faces};
use crate::clock::{Time, micros};
use crate::home::Home;
use crate::incident::desk::card_in;
use crate::store::card::Card;
use crate::store::{Result, Tx};

/// Shows the card as it is now, says the news below the incident, and reaches who has to vote.
pub(super) async fn tell(
    tx: &mut Tx,
    home: &Home,
    rules: &Rules,
    stored: &Stored,
    told: Told<'_>,
    now: Time,
) -> Result<()> {
    let (statement, stand) = (&stored.statement, &stored.stand);
    let subject = statement.id.to_string();
    let locale = home.locale(tx, &stand.channel).await?;
    let faces = Faces { rules, platform: &stand.channel.platform };
    let before = store::before(tx, statement).await?;
    let card = Card { about: "statement", subject: &subject, channel: &stand.channel };
    let promise = promise::store::get(tx, statement.id).await?;
    let known = voice::Known { before: before.as_ref(), promise: promise.as_ref() };
    let post = voice::card(locale, &faces, statement, known);
    match &stand.under {
        Some(under) => card.show_within(tx, under, &post, now).await?,
        None => card.show(tx, &post, now).await?,
    }
    if let Some(news) = voice::news(locale, &faces, statement, told) {
        let name = format!("{subject}:{}:{}:{}", statement.revision, told.name(), micros(now));
        match &stand.under {
            Some(under) => card_in(under, &stand.channel).say(tx, &name, &news, now).await?,
            None => card.announce(tx, &name, &news, now).await?,
        }
    }
    letters::send(tx, home, &faces, stored, told, now).await
}
