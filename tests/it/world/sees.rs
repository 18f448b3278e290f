//! What there is to see in a world, by the people in it and in its store.

use squall::fetch_all;
use squall::store::ledger;

use super::World;
use super::stage::{self, Seen};

/// What people see.
impl World {
    /// Everything in a channel and its threads, oldest first.
    pub fn seen(&self, channel: &str) -> Vec<Seen> {
        self.stage.seen(channel)
    }

    /// What only one person sees, wherever it was whispered.
    pub(super) fn whispers(&self) -> Vec<Seen> {
        let mut all = self.seen("crisis");
        all.extend(self.seen("general"));
        all.extend(self.team.iter().flat_map(|person| self.stage.direct(person.name)));
        all.retain(|message| message.only.is_some());
        all.sort_by_key(|message| message.order);
        all
    }

    pub fn whispers_to(&self, person: &str) -> Vec<String> {
        let all = self.whispers().into_iter();
        all.filter(|message| message.only.as_deref() == Some(person)).map(|message| message.words).collect()
    }

    /// What the bot wrote to one person alone.
    pub fn told(&self, person: &str) -> Vec<String> {
        let all = self.stage.direct(person).into_iter();
        all.filter(|message| message.by_the_bot && message.only.is_none()).map(|message| message.words).collect()
    }

    /// What stands on the person's own page.
    pub fn page(&self, person: &str) -> String {
        self.stage.home(person).expect("the page was opened before").words
    }

    fn by_the_bot(&self) -> impl Iterator<Item = Seen> {
        let all = self.seen("crisis").into_iter();
        all.filter(|message| message.by_the_bot && message.only.is_none())
    }

    /// The cards in the channel: what has a heading and stands for all to see.
    pub fn cards(&self) -> Vec<Seen> {
        self.by_the_bot().filter(|message| message.thread.is_none() && message.has_heading).collect()
    }

    /// The newest card.
    pub fn card(&self) -> Seen {
        self.cards().pop().expect("there is a card")
    }

    /// All that the newest card says.
    pub fn card_text(&self) -> String {
        self.card().words
    }

    /// What the bot said in the channel without a card.
    pub fn announcements(&self) -> Vec<String> {
        let plain = self.by_the_bot().filter(|message| message.thread.is_none() && !message.has_heading);
        plain.map(|message| message.words).collect()
    }

    /// What stands in the thread under a message.
    pub fn thread(&self, root: &Seen) -> Vec<String> {
        let inside = self.by_the_bot().filter(|message| message.thread.as_deref() == Some(&root.id));
        inside.map(|message| message.words).collect()
    }

    /// This title of a thread, where threads have one.
    pub fn titled(&self, title: &str) -> Option<String> {
        self.stage.has_titles().then(|| title.to_owned())
    }

    /// The zone that the platform tells of somebody, or the home's.
    pub fn zone(&self, person: &str) -> &'static str {
        let known = stage::TEAM.iter().find(|known| known.name == person).expect("somebody of the team");
        if self.stage.tells_zones() { known.zone } else { "UTC" }
    }

    /// The keys of the posts that reached the platform, once for each time.
    pub fn arrived(&self) -> Vec<String> {
        self.stage.arrived()
    }

    /// What is stored of the public: source, platform, author and words of each mention.
    pub async fn mentions(&self) -> Vec<String> {
        let mut tx = self.app.store.read().await.unwrap();
        let sql = "select source, platform, coalesce(author_handle, ''), text from mention order by id";
        let rows = fetch_all!(&mut tx, (String, String, String, String), sql).unwrap();
        rows.into_iter().map(|(source, on, author, text)| format!("{source} {on} {author} {text}")).collect()
    }

    /// Who decided what about what, in order; people by their names. The chain must hold.
    pub async fn ledger(&self) -> Vec<String> {
        let (rows, head) = ledger::read(&mut self.app.store.read().await.unwrap()).await.unwrap();
        ledger::verify(&rows, Some(&head)).unwrap();
        rows.into_iter().map(|row| format!("{} {} {}", self.who(&row.actor), row.action, row.subject)).collect()
    }

    fn who(&self, actor: &str) -> String {
        let named = self.team.iter().find(|known| self.stage.person(known.name).to_string() == actor);
        named.map_or_else(|| actor.to_owned(), |known| known.name.to_owned())
    }

    /// Those about alerts and incidents.
    pub async fn decisions(&self) -> Vec<String> {
        let all = self.ledger().await;
        all.into_iter().filter(|line| line.contains(" alert.") || line.contains(" incident.")).collect()
    }
}
