//! The living card of an alert: which message it is in each channel.

use crate::chat::Place;
use crate::store::card::Card;

/// The alert's card in a channel.
pub fn card_in<'a>(subject: &'a str, channel: &'a Place) -> Card<'a> {
    Card { about: "alert", subject, channel }
}
