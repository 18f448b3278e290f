//! What comes over the gateway: every interaction is an event of the chat, acknowledged once that is kept, or may open a form
//! for two seconds. Work comes after.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use commands::{Action, HOME_PAGE, Shortcut};
use serde_json::Value;
use serenity::builder::{AutocompleteChoice, CreateActionRow, CreateAutocompleteResponse, CreateButton};
use serenity::model::application::ButtonStyle;
use serenity::model::guild::UnavailableGuild;
use serenity::model::id::{GuildId, RoleId};
use tokio::sync::watch;

use super::forms::Sent;
use super::interaction::{self, Did, Interaction};
use super::live::{First, Live};
use super::modal::{self, OPENS, page_of};
use super::parts::{ASKS, action_of, button, text};
use super::wire::{self, Channel, Doer, NewMessage, Response};
use super::{Discord, PLATFORM, events, fit};
use crate::chat::{ChatEvent, Happened, MessageRef, Offers, Place, Said, Typing};
use crate::person::Person;
use crate::words::{Args, Locale, say, word};

/// A form opens, or a first word is said, within this time; then the interaction is acknowledged as it is. Discord's
/// patience is three seconds.
const FIRST_WITHIN: Duration = Duration::from_secs(2);
/// What is offered while somebody types may take so long.
const OFFERS_WITHIN: Duration = Duration::from_millis(1500);

/// What who did something is called: in the server, else everywhere, else by the account's name.
fn name(doer: &Doer) -> Option<String> {
    let account = doer.account()?;
    let nick = doer.member.as_ref().and_then(|member| member.nick.as_ref());
    nick.or(account.global_name.as_ref()).or(account.username.as_ref()).cloned()
}

/// Takes dispatches.
pub struct Receiver {
    pub discord: Arc<Discord>,
    pub offers: Arc<dyn Offers>,
    /// The bot's own id, once it is known.
    bot: String,
    /// The roles of Discord that the operator named, and those of them that each server has.
    named: Vec<RoleId>,
    roles: HashMap<GuildId, Vec<RoleId>>,
}

impl Receiver {
    pub fn new(discord: Arc<Discord>, offers: Arc<dyn Offers>, named: Vec<String>) -> Self {
        let named = named.iter().filter_map(|role| role.parse().ok()).collect();
        Self { discord, offers, bot: String::new(), named, roles: HashMap::new() }
    }

    /// Takes a dispatch; the events that it is. Never waits.
    pub fn take(&mut self, kind: &str, told: &Value, number: &str) -> Vec<ChatEvent> {
        if kind == events::SEVERAL_DELETED {
            return events::deleted(told, &self.discord.channels, self.discord.now());
        }
        let Some(event) = self.read(kind, told, number) else { return Vec::new() };
        let doer: Doer = wire::read(told).unwrap_or_default();
        vec![ChatEvent { roles: self.roles_of(&doer), name: name(&doer), ..event }]
    }

    /// Of the roles that were named and that are of the server where something was done: who did it has them or not.
    fn roles_of(&self, doer: &Doer) -> BTreeMap<String, bool> {
        let here = doer.guild_id.and_then(|guild| self.roles.get(&guild));
        let (Some(here), Some(member)) = (here, &doer.member) else { return BTreeMap::new() };
        here.iter().map(|role| (role.to_string(), member.roles.contains(role))).collect()
    }

    fn read(&mut self, kind: &str, data: &Value, number: &str) -> Option<ChatEvent> {
        let channels = &self.discord.channels;
        match kind {
            "READY" => self.bot = events::told::<wire::Ready>(kind, data)?.user.id.to_string(),
            "GUILD_CREATE" => {
                let guild: wire::Guild = events::told(kind, data)?;
                let has = |named: &&RoleId| guild.roles.iter().any(|role| role.id == **named);
                self.roles.insert(guild.id, self.named.iter().filter(has).copied().collect());
                for channel in guild.channels.iter().chain(&guild.threads) {
                    channels.learn(channel, Some(guild.id));
                }
            }
            "GUILD_DELETE" => {
                let left: UnavailableGuild = events::told(kind, data)?;
                if !left.unavailable {
                    let guild = left.id.to_string();
                    tracing::warn!(
                        guild,
                        "Squall was taken out of a server; what is meant for its channels can't be said"
                    );
                    channels.forget_guild(&guild);
                }
            }
            "CHANNEL_CREATE" | "CHANNEL_UPDATE" | "THREAD_CREATE" | "THREAD_UPDATE" => {
                channels.learn(&events::told(kind, data)?, None);
            }
            "THREAD_LIST_SYNC" => {
                let all: wire::ThreadList = events::told(kind, data)?;
                all.threads.iter().for_each(|thread| drop(channels.learn(thread, all.guild_id)));
            }
            "CHANNEL_DELETE" | "THREAD_DELETE" => {
                channels.forget(&events::told::<Channel>(kind, data)?.id.to_string());
            }
            "INTERACTION_CREATE" => return self.interaction(data),
            _ => return events::read(kind, data, channels, &self.bot, number, self.discord.now()),
        }
        None
    }

    fn interaction(&self, told: &Value) -> Option<ChatEvent> {
        let Some(heard) = interaction::read(told) else {
            self.unread(told);
            return None;
        };
        if let Some(channel) = &heard.at {
            self.discord.channels.learn(channel, heard.guild);
        }
        let place = self.discord.channels.place(&heard.channel, &heard.user, heard.guild.is_some());
        let locale = heard.locale.as_deref().and_then(Locale::nearest).unwrap_or(self.discord.locale);
        let asked = Asked { discord: &self.discord, place, locale, heard: &heard };
        let what = match &heard.what {
            Did::Types { path, option, typed } => {
                self.offer(asked.live(First::Answered, false), path, option, typed, locale);
                return None;
            }
            Did::Command { path, options } => {
                if *path == HOME_PAGE {
                    self.discord.opens_page(&heard.user, &heard.id);
                }
                asked
                    .acknowledged(true, false)
                    .then(|| Happened::Commanded { path: path.clone(), options: options.clone() })
            }
            Did::Chose { name, message } => asked.chose(name, message),
            Did::Pressed { id, picked, message } => asked.pressed(id, picked.as_deref(), message),
            Did::Sent { id, answers, component } => asked.sent(id, answers, *component),
        }?;
        let event = events::event(
            &format!("interaction:{}", heard.id),
            heard.user.clone(),
            asked.place,
            self.discord.now(),
            what,
        );
        Some(ChatEvent { locale: heard.locale, ..event })
    }

    /// Nobody's press is lost in silence.
    fn unread(&self, told: &Value) {
        metrics::counter!("squall_discord_unread_total").increment(1);
        let Some(told) = wire::read::<wire::Unread>(told) else {
            tracing::error!("an interaction of Discord could not be read, nor its sender be told");
            return;
        };
        tracing::error!(kind = ?told.kind, "an interaction of Discord could not be read; its sender was told");
        let id = told.id.to_string();
        let locale = told.locale.as_deref().and_then(Locale::nearest).unwrap_or(self.discord.locale);
        let place = Place { platform: super::PLATFORM.into(), channel: String::new(), thread: None };
        let live = Live {
            key: format!("unread:{id}"),
            id,
            token: told.token,
            application: told.application_id.map(|id| id.to_string()).unwrap_or_default(),
            place,
            user: String::new(),
            at: self.discord.now(),
            first: First::Answered,
            pending: None,
            component: false,
            arrived: watch::Sender::new(None),
        };
        respond(&self.discord, live, only_you(&word(locale, "discord-unread"), Vec::new()));
    }

    /// Offers what the person could mean. When it takes too long, nothing.
    fn offer(&self, live: Live, path: &[String], option: &str, typed: &str, locale: Locale) {
        if !self.discord.live.add(live.clone()) {
            return;
        }
        let (discord, offers) = (Arc::clone(&self.discord), Arc::clone(&self.offers));
        let (path, option, typed) = (path.to_vec(), option.to_owned(), typed.to_owned());
        tokio::spawn(async move {
            let person = Person { platform: PLATFORM.into(), user: live.user.clone() };
            let (person, place, path, option, typed) = (&person, &live.place, &path, &option, &typed);
            let asked = offers.offers(Typing { person, place, path, option, typed, locale });
            let found = tokio::time::timeout(OFFERS_WITHIN, asked).await.unwrap_or_default();
            let fits = found.into_iter().filter(|(value, _)| (1..=fit::OPTION).contains(&fit::length(value)));
            let choices = fits.take(fit::CHOICES);
            let choices =
                choices.map(|(value, label)| AutocompleteChoice::new(text(&label, fit::OPTION), value)).collect();
            let response = Response::choices(CreateAutocompleteResponse::new().set_choices(choices));
            if let Err(trouble) = discord.respond(&live, &response, &[]).await {
                tracing::debug!(what = trouble.what, "an offer came too late");
            }
        });
    }
}

/// An interaction that is being dealt with.
struct Asked<'a> {
    discord: &'a Arc<Discord>,
    place: Place,
    locale: Locale,
    heard: &'a Interaction,
}

impl Asked<'_> {
    fn live(&self, first: First, component: bool) -> Live {
        let heard = self.heard;
        Live {
            id: heard.id.clone(),
            token: heard.token.clone(),
            application: heard.application.clone(),
            key: format!("{}:interaction:{}", super::PLATFORM, heard.id),
            place: self.place.clone(),
            user: heard.user.clone(),
            at: self.discord.now(),
            first,
            pending: None,
            component,
            arrived: watch::Sender::new(None),
        }
    }

    /// Has it acknowledged once it is kept; false when it was here before.
    fn acknowledged(&self, thinking: bool, component: bool) -> bool {
        let live = self.live(First::Deferred { thinking }, component);
        self.discord.live.add(Live { pending: Some(thinking), ..live })
    }

    /// Leaves the first answer to a form or a whisper, for a moment; false when it was here before.
    fn left_open(&self, component: bool) -> bool {
        let live = self.live(First::Open, component);
        if !self.discord.live.add(live.clone()) {
            return false;
        }
        let discord = Arc::clone(self.discord);
        tokio::spawn(async move {
            tokio::time::sleep(FIRST_WITHIN).await;
            let thinking = !component;
            if let Some(live) = discord.live.claim(&live.id, First::Deferred { thinking }, discord.now()) {
                discord.acknowledge(&live, thinking).await;
            }
        });
        true
    }

    /// Answers it at once, and that is all.
    fn answered(&self, response: Response) {
        let live = self.live(First::Answered, true);
        if self.discord.live.add(live.clone()) {
            respond(self.discord, live, response);
        }
    }

    fn chose(&self, name: &str, message: &wire::Message) -> Option<Happened> {
        // An entry is called back by its English label.
        let shortcut = Shortcut::ALL.into_iter().find(|shortcut| shortcut.label(Locale::En) == name);
        let shortcut = shortcut.map_or_else(|| name.to_owned(), |shortcut| shortcut.name().to_owned());
        let reference = MessageRef { place: self.place.clone(), message: message.id.to_string() };
        let on = super::said(message, reference.clone()).unwrap_or_else(|| Said {
            message: reference,
            author: None,
            text: message.content.clone(),
            at: self.discord.now(),
        });
        self.left_open(false).then(|| Happened::Chose { shortcut, on, trigger: self.heard.id.clone() })
    }

    fn pressed(&self, id: &str, picked: Option<&str>, message: &wire::Message) -> Option<Happened> {
        if let Some(action) = id.strip_prefix(ASKS) {
            self.answered(self.question(action_of(action), id, message));
            return None;
        }
        if let Some((page, action)) = id.strip_prefix(OPENS).and_then(page_of) {
            self.answered(match self.discord.forms.standing(&self.heard.user, action) {
                Some((form, answers)) => Response::modal(modal::modal(&form, &answers, page)),
                None => only_you(&word(self.locale, "discord-form-expired"), Vec::new()),
            });
            return None;
        }
        let action = interaction::action(id, picked);
        // What is not known here may well open one.
        let form = Action::decode(&action).is_none_or(|action| action.opens_form());
        let new = if form { self.left_open(true) } else { self.acknowledged(false, true) };
        let message = MessageRef { place: self.place.clone(), message: message.id.to_string() };
        new.then(|| Happened::Pressed { action, message, trigger: self.heard.id.clone() })
    }

    fn sent(&self, id: &str, answers: &[(String, String)], component: bool) -> Option<Happened> {
        let (page, action) = page_of(id)?;
        match self.discord.forms.sent(&self.heard.user, action, page, answers.to_vec()) {
            Sent::Whole(answers) => self
                .acknowledged(!component, component)
                .then(|| Happened::Submitted { action: action.to_owned(), answers }),
            Sent::More { page } => {
                let pages = self
                    .discord
                    .forms
                    .standing(&self.heard.user, action)
                    .map_or(page + 1, |(form, _)| modal::pages(&form));
                let said = say(
                    self.locale,
                    "discord-form-part",
                    &Args::new().text("page", (page + 1).to_string()).text("pages", pages.to_string()),
                );
                let label = word(self.locale, "discord-form-continue");
                self.answered(only_you(
                    &said,
                    vec![button(&format!("{OPENS}{page}:{action}"), &label, ButtonStyle::Primary)],
                ));
                None
            }
            Sent::Faults(faults) => {
                let lines = faults.iter().map(|fault| format!("\n- {}", super::escape::words(fault)));
                let said = format!("{}{}", word(self.locale, "discord-form-faults"), lines.collect::<String>());
                let label = word(self.locale, "discord-form-again");
                self.answered(only_you(
                    &said,
                    vec![button(&format!("{OPENS}0:{action}"), &label, ButtonStyle::Primary)],
                ));
                None
            }
        }
    }

    /// Discord's buttons ask nothing, so the question comes as a message that only who pressed sees.
    fn question(&self, action: &str, id: &str, message: &wire::Message) -> Response {
        let asked = self.discord.confirm_of(action).unwrap_or_else(|| word(self.locale, "discord-sure"));
        let mut parts = message.components.iter().flat_map(|row| &row.components);
        let pressed = parts.find(|part| part.custom_id.as_deref() == Some(id));
        let label = pressed.and_then(|part| part.label.as_deref()).unwrap_or("✓");
        only_you(&super::escape::words(&asked), vec![button(action, label, ButtonStyle::Danger)])
    }
}

fn respond(discord: &Arc<Discord>, live: Live, response: Response) {
    let discord = Arc::clone(discord);
    tokio::spawn(async move {
        if let Err(trouble) = discord.respond(&live, &response, &[]).await {
            tracing::warn!(what = trouble.what, "an interaction could not be answered");
        }
    });
}

/// A first answer that only who asked sees.
fn only_you(content: &str, buttons: Vec<CreateButton>) -> Response {
    let content = fit::clip(content, fit::CONTENT, &mut fit::Cut::default());
    let rows = (!buttons.is_empty()).then(|| CreateActionRow::Buttons(buttons).into());
    let message = NewMessage { content, components: rows.into_iter().collect(), ..NewMessage::default() };
    Response::message(message.for_one())
}
