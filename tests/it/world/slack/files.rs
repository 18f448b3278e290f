//! Uploads in three steps: an address, the bytes, the completion.
//! https://docs.slack.dev/messaging/working-with-files

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State as Inject};
use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use super::args::{Answer, Args, refuse};
use super::state::{Message, State};
use super::{BOT_USER, Shared};

/// An image as people see it, and what a screen reader says.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub id: String,
    pub name: String,
    pub alt_text: Option<String>,
    pub title: Option<String>,
    pub length: usize,
    pub bytes: Vec<u8>,
    pub complete: bool,
}

/// `files.getUploadURLExternal`, which reads no JSON.
pub fn address(state: &mut State, args: &Args) -> Answer {
    if args.is_json {
        state.breaks("json_for_an_upload", "files.getUploadURLExternal takes form fields");
        return Err(refuse("invalid_arguments"));
    }
    let name = args.need("filename", "invalid_arguments")?;
    let length = args.number("length").filter(|length| *length > 0).ok_or_else(|| refuse("invalid_arguments"))?;
    let id = state.number("F");
    let alt_text = args.text("alt_txt").or_else(|| args.text("alt_text")).map(str::to_owned);
    if alt_text.as_ref().is_some_and(|text| text.chars().count() > 1000) {
        state.breaks("alt_txt_too_long", "alt_txt holds 1000 characters");
        return Err(refuse("alt_txt_too_large"));
    }
    state.files.insert(id.clone(), File { id: id.clone(), name, alt_text, length, ..File::default() });
    Ok(json!({ "upload_url": format!("{}/upload/{id}", state.url), "file_id": id }))
}

/// The bytes, alone or as the only part of a multipart body.
pub async fn upload(
    Inject(shared): Inject<Arc<Shared>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, String) {
    let content = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let bytes = if content.starts_with("multipart/") { part(&body) } else { body.to_vec() };
    let mut state = shared.state();
    let Some(file) = state.files.get_mut(&id) else { return (StatusCode::NOT_FOUND, "no such upload".into()) };
    let (length, promised) = (bytes.len(), file.length);
    if length != promised {
        state.breaks("upload_length", format!("{length} bytes, {promised} were promised"));
        return (StatusCode::BAD_REQUEST, "length differs".into());
    }
    file.bytes = bytes;
    (StatusCode::OK, format!("OK - {length}"))
}

/// The content of the first part of a multipart body.
fn part(body: &[u8]) -> Vec<u8> {
    let find =
        |from: usize, what: &[u8]| body[from..].windows(what.len()).position(|at| at == what).map(|at| from + at);
    let boundary = body.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let start = find(0, b"\r\n\r\n").map_or(0, |at| at + 4);
    let end = find(start, &[b"\r\n", boundary].concat()).unwrap_or(body.len());
    body[start..end].to_vec()
}

/// `files.completeUploadExternal`
pub fn complete(state: &mut State, args: &Args) -> Answer {
    let files = args.structure("files")?.ok_or_else(|| refuse("invalid_arguments"))?;
    let mut shown = Vec::new();
    for one in files.as_array().ok_or_else(|| refuse("invalid_arguments"))? {
        let id = one["id"].as_str().unwrap_or_default();
        let file = state.files.get_mut(id).ok_or_else(|| refuse("file_not_found"))?;
        if file.bytes.is_empty() {
            return Err(refuse("file_not_found"));
        }
        file.complete = true;
        file.title = one["title"].as_str().map(str::to_owned);
        shown.push(json!({
            "id": id, "title": file.title, "name": file.name, "size": file.length, "alt_txt": file.alt_text,
            "permalink": format!("https://fake.slack.example/files/{BOT_USER}/{id}"),
        }));
    }
    let channel = args.text("channel_id").or_else(|| args.text("channels")).map(str::to_owned);
    if let Some(channel) = channel {
        let text = args.text("initial_comment").unwrap_or_default().to_owned();
        let thread = args.text("thread_ts").map(str::to_owned);
        let ts = state.ts();
        let found = state.channels.get_mut(&channel).ok_or_else(|| refuse("channel_not_found"))?;
        if !found.members.contains(BOT_USER) {
            return Err(refuse("not_in_channel"));
        }
        let files = shown.clone();
        found.messages.push(Message { ts, thread, text, files, user: BOT_USER.into(), ..Message::default() });
    }
    Ok(json!({ "files": shown }))
}

/// The Slack files that blocks show must be there.
pub fn are_there(state: &mut State, blocks: &[Value]) -> Result<(), Value> {
    for id in blocks.iter().filter_map(|block| block["slack_file"]["id"].as_str()) {
        if !state.files.get(id).is_some_and(|file| file.complete) {
            state.breaks("invalid_slack_file", id);
            return Err(refuse("invalid_blocks"));
        }
    }
    Ok(())
}
