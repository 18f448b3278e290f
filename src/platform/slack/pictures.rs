//! Charts become files of Slack, each once.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use slack_morphism::api::{
    SlackApiFilesComplete, SlackApiFilesCompleteUploadExternalRequest, SlackApiFilesGetUploadUrlExternalResponse,
};

use super::render::Pictures;
use super::trouble::{Kind, Trouble};
use super::web::Web;
use crate::post::{Block, Chart, Post};

/// Files that are remembered: a card is edited often, and its chart changes less.
const REMEMBERED: usize = 256;
/// How often Slack may say that a file can't be shown before its words are shown instead.
const PATIENCE: u8 = 4;
/// Slack's limit of an alternative text, in characters (docs.slack.dev/reference/methods/files.getUploadURLExternal).
const ALT: usize = 1000;

type Hash = [u8; 32];

struct Uploaded {
    chart: Hash,
    file: String,
    refused: u8,
}

/// What was uploaded lately.
#[derive(Default)]
pub(super) struct Cache(Mutex<VecDeque<Uploaded>>);

impl Cache {
    /// The files of a post's charts, uploaded where need be. A chart that can't be is left to its words.
    pub(super) async fn of(&self, web: &Web, post: &Post) -> Pictures {
        let mut pictures = Pictures::new();
        for (index, chart) in charts(post).enumerate() {
            let hash = hash(chart);
            let known = self.all().iter().find(|one| one.chart == hash).map(|one| (one.file.clone(), one.refused));
            match known {
                Some((file, refused)) if refused < PATIENCE => drop(pictures.insert(index, file)),
                Some(_) => {}
                None => match upload(web, chart).await {
                    Ok(file) => {
                        self.remember(Uploaded { chart: hash, file: file.clone(), refused: 0 });
                        pictures.insert(index, file);
                    }
                    Err(trouble) => {
                        let error = crate::chat::ChatError::from(trouble);
                        tracing::warn!(%error, "a chart is shown as words");
                    }
                },
            }
        }
        pictures
    }

    /// Slack can't show one of the post's pictures. Whether it is worth a moment's patience.
    pub(super) fn refused(&self, post: &Post) -> bool {
        let hashes: Vec<Hash> = charts(post).map(hash).collect();
        let mut all = self.all();
        let mut patient = true;
        for one in all.iter_mut().filter(|one| hashes.contains(&one.chart)) {
            one.refused = one.refused.saturating_add(1);
            patient &= one.refused < PATIENCE;
        }
        patient
    }

    fn remember(&self, uploaded: Uploaded) {
        let mut all = self.all();
        if all.len() >= REMEMBERED {
            all.pop_front();
        }
        all.push_back(uploaded);
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Uploaded>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn charts(post: &Post) -> impl Iterator<Item = &Chart> {
    post.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    })
}

fn hash(chart: &Chart) -> Hash {
    Sha256::digest(serde_json::to_vec(chart).unwrap_or_default()).into()
}

/// Draws a chart and gives it to Slack; the file's id. Three calls: an address, the bytes, done.
async fn upload(web: &Web, chart: &Chart) -> Result<String, Trouble> {
    let drawn = chart.clone();
    let broken = |what: &str| Trouble::new(Kind::Refused, "files.getUploadURLExternal", what);
    let png = tokio::task::spawn_blocking(move || drawn.png()).await.map_err(|_| broken("not drawn"))?;
    let png = png.map_err(|_| broken("not drawn"))?;
    let alt: String = chart.alt.chars().take(ALT).collect();
    let arguments = [("filename", "chart.png".to_owned()), ("length", png.len().to_string()), ("alt_txt", alt)];
    let place: SlackApiFilesGetUploadUrlExternalResponse = web.get("files.getUploadURLExternal", &arguments).await?;
    web.upload(&place.upload_url.0, &png).await?;
    let file = place.file_id.0.clone();
    let done = SlackApiFilesComplete::new(place.file_id).with_title(chart.title.clone());
    web.call(&SlackApiFilesCompleteUploadExternalRequest::new(vec![done])).await?;
    Ok(file)
}
