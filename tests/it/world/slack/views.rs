//! `views.*`: modals over a trigger that counts once and not for long, and home tabs.

use serde_json::{Value, json};
use squall::clock::micros;

use super::args::{Answer, Args, refuse};
use super::blocks::check_view;
use super::state::State;

/// https://docs.slack.dev/interactivity/handling-user-interaction
const TRIGGER_LIFE: i64 = 3_000_000;
/// https://docs.slack.dev/surfaces/modals
const MAX_STACK: usize = 3;

#[derive(Clone, Debug)]
pub struct Trigger {
    pub user: String,
    pub until: i64,
    pub used: bool,
}

/// A trigger for what this person just did.
pub fn trigger(state: &mut State, user: &str) -> String {
    let id = format!("{}.222.{}", state.number("1"), user.to_lowercase());
    let until = micros(state.clock.now()) + TRIGGER_LIFE;
    state.triggers.insert(id.clone(), Trigger { user: user.into(), until, used: false });
    id
}

/// The person behind a trigger, who can be shown a view once.
fn exchange(state: &mut State, args: &Args) -> Result<String, Value> {
    let id = args.need("trigger_id", "invalid_arguments")?;
    let now = micros(state.clock.now());
    let Some(trigger) = state.triggers.get_mut(&id) else { return Err(refuse("invalid_trigger_id")) };
    let error = match trigger {
        Trigger { used: true, .. } => "exchanged_trigger_id",
        Trigger { until, .. } if now > *until => "expired_trigger_id",
        _ => {
            trigger.used = true;
            return Ok(trigger.user.clone());
        }
    };
    state.breaks(error, id);
    Err(refuse(error))
}

/// The view of the arguments, checked, with a `block_id` on every block.
fn view(state: &mut State, args: &Args) -> Result<Value, Value> {
    let mut view = args.structure("view")?.ok_or_else(|| refuse("invalid_arguments"))?;
    check_view(state, &view)?;
    name_blocks(state, &mut view["blocks"]);
    for (field, empty) in [("private_metadata", ""), ("callback_id", ""), ("external_id", "")] {
        if view[field].is_null() {
            view[field] = json!(empty);
        }
    }
    if view["type"] == "modal" {
        for field in ["clear_on_close", "notify_on_close"] {
            view[field] = json!(view[field] == true);
        }
        // What was not given is null, and there: indexing a field makes it.
        for field in ["close", "submit"] {
            let given = view[field].take();
            view[field] = given;
        }
    }
    for (field, value) in [("team_id", super::TEAM), ("app_id", super::APP_ID), ("bot_id", super::BOT_ID)] {
        view[field] = json!(value);
    }
    view["state"] = json!({ "values": {} });
    view["app_installed_team_id"] = json!(super::TEAM);
    view["hash"] = json!(state.number("hash."));
    Ok(view)
}

/// Slack names the blocks that have no name.
pub fn name_blocks(state: &mut State, blocks: &mut Value) {
    for block in blocks.as_array_mut().into_iter().flatten() {
        if block["block_id"].is_null() {
            block["block_id"] = json!(state.number("b"));
        }
    }
}

fn shown(state: &mut State, user: &str, mut view: Value) -> Value {
    let id = state.number("V");
    let stack = state.views.entry(user.to_owned()).or_default();
    view["id"] = json!(id);
    view["root_view_id"] = stack.first().map_or(json!(id), |root| root["id"].clone());
    view["previous_view_id"] = stack.last().map_or(Value::Null, |under| under["id"].clone());
    stack.push(view.clone());
    view
}

pub fn open(state: &mut State, args: &Args, push: bool) -> Answer {
    let view = view(state, args)?;
    if view["type"] != "modal" {
        return Err(refuse("invalid_arguments"));
    }
    let user = exchange(state, args)?;
    let stack = state.views.entry(user.clone()).or_default();
    if !push {
        stack.clear();
    } else if stack.len() >= MAX_STACK {
        return Err(refuse("push_limit_reached"));
    }
    Ok(json!({ "view": shown(state, &user, view) }))
}

pub fn update(state: &mut State, args: &Args) -> Answer {
    let mut new = view(state, args)?;
    let (id, external) = (args.text("view_id"), args.text("external_id"));
    let mut all = state.views.values_mut().flatten();
    let old = all
        .find(|view| id.is_some_and(|id| view["id"] == id) || external.is_some_and(|id| view["external_id"] == id))
        .ok_or_else(|| refuse("not_found"))?;
    if args.text("hash").is_some_and(|hash| old["hash"] != hash) {
        return Err(refuse("hash_conflict"));
    }
    for field in ["id", "root_view_id", "previous_view_id"] {
        new[field] = old[field].clone();
    }
    *old = new.clone();
    Ok(json!({ "view": new }))
}

pub fn publish(state: &mut State, args: &Args) -> Answer {
    let user = args.need("user_id", "invalid_arguments")?;
    // The manifest decides whether there are pages.
    if commands::slack_manifest()["features"]["app_home"]["home_tab_enabled"] != true {
        return Err(refuse("not_enabled"));
    }
    let mut view = view(state, args)?;
    if view["type"] != "home" || !state.people.contains_key(&user) {
        return Err(refuse("invalid_arguments"));
    }
    let old = state.homes.get(&user);
    if let Some(hash) = args.text("hash").filter(|hash| old.is_some_and(|old| old["hash"] != *hash)) {
        return Err(json!({ "error": "hash_conflict", "hash": hash }));
    }
    view["id"] = json!(format!("VHOME{user}"));
    state.homes.insert(user, view.clone());
    Ok(json!({ "view": view }))
}

/// What the answer to a submission does to the person's modals.
pub fn submitted(state: &mut State, view: &Value, answer: &Value) {
    let Some((user, at)) = state
        .views
        .iter()
        .find_map(|(user, stack)| Some((user.clone(), stack.iter().position(|open| open["id"] == view["id"])?)))
    else {
        return;
    };
    match answer["response_action"].as_str() {
        None => state.views.entry(user).or_default().truncate(at),
        Some("clear") => state.views.entry(user).or_default().clear(),
        Some("errors") => {
            let asks = |id: &String, block: &Value| block["type"] == "input" && block["block_id"] == *id;
            let named = |id: &String| view["blocks"].as_array().unwrap().iter().any(|block| asks(id, block));
            let errors = answer["errors"].as_object().cloned().unwrap_or_default();
            let said = errors.values().all(|error| error.as_str().is_some_and(|error| !error.trim().is_empty()));
            if errors.is_empty() || !said || !errors.keys().all(named) {
                state.breaks("invalid_errors", answer.to_string());
            }
            state.views.entry(user).or_default()[at]["errors"] = json!(errors);
        }
        Some(action @ ("update" | "push")) => {
            if check_view(state, &answer["view"]).is_err() {
                return;
            }
            let mut new = answer["view"].clone();
            name_blocks(state, &mut new["blocks"]);
            if action == "update" {
                new["id"] = view["id"].clone();
                state.views.entry(user).or_default()[at] = new;
            } else {
                shown(state, &user, new);
            }
        }
        Some(other) => state.breaks("invalid_response_action", other),
    }
}
