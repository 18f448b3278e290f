//! Spokespeople in the store.

use super::Speaker;
use crate::person::Person;
use crate::store::{Result, StoreError, Tx};
use crate::{execute, fetch_all};

#[derive(sqlx::FromRow)]
struct Row {
    platform: String,
    person: String,
    languages: String,
    topics: String,
    backup_platform: Option<String>,
    backup: Option<String>,
    trained_on: Option<String>,
}

impl TryFrom<Row> for Speaker {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self> {
        let no_day = || {
            StoreError::spoilt("speaker", format_args!("{}:{}", row.platform, row.person), "trained_on", "it is no day")
        };
        let trained = row.trained_on.as_deref().map(|day| day.parse().map_err(|_| no_day())).transpose()?;
        let tags = row.languages.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
        Ok(Self {
            trained,
            person: Person { platform: row.platform, user: row.person },
            languages: tags,
            topics: row.topics,
            backup: row.backup_platform.zip(row.backup).map(|(platform, user)| Person { platform, user }),
        })
    }
}

/// Everybody who speaks for the company, by name.
pub async fn list(tx: &mut Tx) -> Result<Vec<Speaker>> {
    let rows = fetch_all!(
        tx,
        Row,
        "select platform, person, languages, topics, backup_platform, backup, trained_on from speaker \
         order by platform, person"
    )?;
    rows.into_iter().map(Speaker::try_from).collect()
}

/// They speak no longer. False when they were not on record.
pub(super) async fn forget(tx: &mut Tx, person: &Person) -> Result<bool> {
    let gone = execute!(
        tx,
        "delete from speaker where platform = $1 and person = $2",
        person.platform.as_str(),
        person.user.as_str()
    )?;
    Ok(gone > 0)
}

/// From now on it is so.
pub(super) async fn save(tx: &mut Tx, speaker: &Speaker) -> Result<()> {
    execute!(
        tx,
        "insert into speaker (platform, person, languages, topics, backup_platform, backup, trained_on) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (platform, person) do update set \
         languages = excluded.languages, topics = excluded.topics, backup_platform = excluded.backup_platform, \
         backup = excluded.backup, trained_on = excluded.trained_on",
        speaker.person.platform.as_str(),
        speaker.person.user.as_str(),
        speaker.languages.join(","),
        speaker.topics.as_str(),
        speaker.backup.as_ref().map(|backup| backup.platform.as_str()),
        speaker.backup.as_ref().map(|backup| backup.user.as_str()),
        speaker.trained.map(|day| day.to_string())
    )?;
    Ok(())
}
