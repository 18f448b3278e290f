//! The team's door: what people do in the chat reaches the alerts.
//!
//! The alerts are kept in memory: this is the reception of the demo. The desks that keep them in the store, with
//! errands and the ledger, are still to come.

use std::collections::BTreeMap;

use commands::{Action, Command, Locale};

use crate::alert::{Alert, AlreadyDecided, voice};
use crate::chat::{Chat, ChatError, ChatEvent, Happened, MessageRef, Place};
use crate::id::AlertId;
use crate::post::{Block, Form, Input, InputKind, Post, Rich};
use crate::words::{Args, say, word};

/// The alerts that people decide about, each with the message of its card.
pub struct Reception<'a, C: Chat> {
    chat: &'a C,
    /// The language of the channel.
    locale: Locale,
    alerts: BTreeMap<AlertId, (Alert, MessageRef)>,
}

impl<'a, C: Chat> Reception<'a, C> {
    pub fn new(chat: &'a C, locale: Locale) -> Self {
        Self { chat, locale, alerts: BTreeMap::new() }
    }

    /// Posts the card of an alert.
    pub async fn raise(&mut self, place: &Place, alert: Alert) -> Result<(), ChatError> {
        let card = voice::card(self.locale, &alert);
        let message = self.chat.post(place, &card, &format!("card:{}", alert.id)).await?;
        self.alerts.insert(alert.id, (alert, message));
        Ok(())
    }

    /// Does what a person asked for. Whatever they see is in their language; the card is in the channel's.
    pub async fn receive(&mut self, event: ChatEvent) -> Result<(), ChatError> {
        let locale = event.locale.as_deref().and_then(Locale::nearest).unwrap_or(self.locale);
        match &event.what {
            Happened::Asked { words } => self.whisper(&event, answer(locale, words)).await,
            Happened::Pressed { action, trigger, .. } => match Action::decode(action) {
                Some(Action::AlertDismiss(id)) => self.chat.ask(trigger, &reason_form(locale, id)).await,
                Some(action) => self.decide(&event, locale, action, "").await,
                None => Ok(()),
            },
            Happened::Submitted { action, answers } => match Action::decode(action) {
                Some(action) => {
                    let reason = answers.first().map_or("", |(_, reason)| reason);
                    self.decide(&event, locale, action, reason).await
                }
                None => Ok(()),
            },
            Happened::Reacted { .. } => Ok(()),
        }
    }

    async fn decide(&mut self, event: &ChatEvent, locale: Locale, action: Action, why: &str) -> Result<(), ChatError> {
        let by = event.person.user.as_str();
        let (Action::AlertAcknowledge(id) | Action::AlertDismissReason(id) | Action::AlertOpen(id)) = action else {
            return Ok(());
        };
        let Some((alert, message)) = self.alerts.get_mut(&AlertId(id)) else { return Ok(()) };
        let decided = match action {
            Action::AlertAcknowledge(_) => alert.acknowledge(by),
            Action::AlertDismissReason(_) => alert.dismiss(by, why),
            _ => alert.open(by),
        };
        let (card, message) = (voice::card(self.locale, alert), message.clone());
        if decided == Err(AlreadyDecided) {
            return self.whisper(event, Post::line(word(locale, "alert-decided"))).await;
        }
        let watch = alert.watch.clone();
        self.chat.edit(&message, &card).await?;
        if matches!(action, Action::AlertOpen(_)) {
            let thread = self.chat.open_thread(&message, &watch).await?;
            let args = Args::new().text("watch", watch).text("by", by);
            let first = Post::line(say(self.locale, "alert-thread", &args));
            self.chat.post(&thread, &first, &format!("thread:{id}")).await?;
        }
        Ok(())
    }

    async fn whisper(&self, event: &ChatEvent, post: Post) -> Result<(), ChatError> {
        self.chat.whisper(&event.place, &event.person.user, &post, &format!("whisper:{}", event.key)).await
    }
}

/// What is whispered in answer to a command: help, or why it was not understood.
fn answer(locale: Locale, words: &str) -> Post {
    match commands::parse(words) {
        Ok(Command::Help(help)) => {
            let page = help.about.and_then(|about| commands::help_for(&about, locale));
            help_post(page.unwrap_or_else(|| commands::help(locale)))
        }
        Ok(_) => help_post(commands::help(locale)),
        Err(refusal) => Post::line(refusal.say(locale)),
    }
}

fn help_post(page: commands::HelpPage) -> Post {
    let rows = page.arguments.into_iter().map(|(name, about)| Rich::words(format!("{name}: {about}"))).collect();
    Post {
        summary: page.summary.clone(),
        blocks: vec![Block::Heading(page.title), Block::Text(Rich::words(page.summary)), Block::List(rows)],
        ..Post::default()
    }
}

fn reason_form(locale: Locale, alert: i64) -> Form {
    Form {
        action: Action::AlertDismissReason(alert).encode(),
        title: word(locale, "alert-dismiss"),
        submit: word(locale, "alert-send"),
        inputs: vec![Input {
            key: "reason".into(),
            label: word(locale, "alert-reason"),
            hint: None,
            kind: InputKind::Line { max: 300 },
            required: true,
            initial: None,
        }],
    }
}
