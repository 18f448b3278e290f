//! What a person could mean while they still type.

use async_trait::async_trait;
use commands::Completes;

use super::Reception;
use super::eyes::Eyes;
use crate::chat::{Offers, Typing};
use crate::gate::{Scene, Verb};
use crate::store::StoreError;
use crate::words::Locale;
use crate::{alert, incident, playbook, retro, statement, watch};

/// Statements and tasks that are offered; Discord shows 25.
const OFFERED: i64 = 25;

impl Reception {
    /// As (value, label), in the order of the store.
    async fn known(
        &self,
        eyes: &Eyes<'_>,
        what: Completes,
        locale: Locale,
    ) -> Result<Vec<(String, String)>, StoreError> {
        let mut tx = self.setup.store.read().await?;
        Ok(match what {
            // Names of watches say what the team fears.
            Completes::Watch if !eyes.standing().is_member() => Vec::new(),
            Completes::Watch => {
                let watches = watch::store::list(&mut tx).await?.good;
                watches.into_iter().map(|watch| (watch.name.clone(), watch.name)).collect()
            }
            Completes::Alert => {
                let alerts = alert::store::ongoing(&mut tx).await?.good;
                let alerts = eyes.alerts(&mut tx, alerts).await?;
                let label = |alert: &alert::Alert| format!("{} · {}", alert.id, alert::voice::gist(locale, alert));
                alerts.iter().map(|alert| (alert.id.to_string(), label(alert))).collect()
            }
            Completes::Incident => {
                let incidents = incident::store::open_ones(&mut tx).await?.good;
                let incidents = eyes.incidents(&mut tx, incidents).await?;
                let entry = |one: &incident::Incident| (one.id.to_string(), incident::voice::title(locale, one));
                incidents.iter().map(entry).collect()
            }
            Completes::Statement => {
                let statements = statement::store::current(&mut tx, OFFERED).await?;
                let statements = eyes.statements(&mut tx, statements).await?;
                let entry = |stored: &statement::store::Stored| {
                    let id = stored.statement.id.to_string();
                    (id.clone(), format!("{id} · {}", stored.statement.texts.main().words.text()))
                };
                statements.iter().map(entry).collect()
            }
            Completes::Task => {
                let tasks = playbook::store::left(&mut tx, OFFERED).await?;
                let tasks = eyes.of_theirs(&mut tx, tasks, |task| task.incident).await?;
                let entry = |task: &playbook::task::Task| {
                    let id = task.id.to_string();
                    (id.clone(), format!("{id} · {}", task.texts.within(locale)))
                };
                tasks.iter().map(entry).collect()
            }
            Completes::Item => {
                let items = retro::action::store::open(&mut tx).await?;
                let items = eyes.of_theirs(&mut tx, items, |item| item.incident).await?;
                items.iter().map(|item| (item.id.to_string(), format!("{} · {}", item.id, item.text))).collect()
            }
            Completes::Values(values) => {
                values.iter().map(|value| ((*value).to_owned(), commands::value_label(locale, value))).collect()
            }
            Completes::Topic => commands::topics().into_iter().map(|topic| (topic.clone(), topic)).collect(),
        })
    }
}

#[async_trait]
impl Offers for Reception {
    async fn offers(&self, asked: Typing<'_>) -> Vec<(String, String)> {
        let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
        let Some(what) = commands::completes(&path, asked.option) else { return Vec::new() };
        let known = async {
            let eyes = Eyes::new(self, self.standing(asked.person, asked.place).await?);
            if eyes.standing().decide(Verb::Own, &Scene::default()).is_err() {
                return Ok(Vec::new());
            }
            self.known(&eyes, what, asked.locale).await
        };
        let known = known.await.unwrap_or_else(|error: StoreError| {
            tracing::warn!(%error, "nothing can be offered to who types");
            Vec::new()
        });
        likeliest(known, asked.typed)
    }
}

/// Those that hold what was typed, those that begin with it first.
fn likeliest(known: Vec<(String, String)>, typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim().to_lowercase();
    let holds = |text: &str| text.to_lowercase().find(&typed);
    let found = known.into_iter().filter_map(|(value, label)| {
        let at = [holds(&value), holds(&label)].into_iter().flatten().min()?;
        Some((at > 0, value, label))
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(later, ..)| *later);
    found.into_iter().map(|(_, value, label)| (value, label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_typed_comes_first_and_the_rest_in_order() {
        let known = ["nimbus", "Acme", "my acme", "zephyr"].map(|name| (name.to_owned(), name.to_owned()));
        let offered =
            |typed: &str| likeliest(known.to_vec(), typed).into_iter().map(|(value, _)| value).collect::<Vec<_>>();
        assert_eq!(offered("ac"), ["Acme", "my acme"]);
        assert_eq!(offered(""), ["nimbus", "Acme", "my acme", "zephyr"]);
        assert_eq!(offered("nothing"), Vec::<String>::new());
    }
}
