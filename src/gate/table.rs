//! The table of docs/security.md: every verb for everybody, as the gate itself decides.

use std::fmt::Write;

use super::{Scene, Standing, Verb};
use crate::chat::Place;
use crate::person::{Accounts, Person};

/// Those whom the gate tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Sees no place of the team and is named nowhere.
    Outsider,
    /// Is let into the room of one incident and sees nothing else.
    Guest,
    /// Sees the place of the team.
    Member,
    /// Has a role in one incident, or was asked about it, and does not see its place.
    RoleHolder,
    /// Leads one, and sees its place.
    Lead,
    /// Is in charge of how Squall is set up, and sees no place.
    InCharge,
    /// Runs the machine.
    Operator,
}

/// Whether they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    Never,
    /// With what they are let into or named in.
    Theirs,
    Always,
}

impl Who {
    pub const ALL: [Self; 7] =
        [Self::Outsider, Self::Guest, Self::Member, Self::RoleHolder, Self::Lead, Self::InCharge, Self::Operator];

    /// As the table calls them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outsider => "outsider",
            Self::Guest => "guest or agency",
            Self::Member => "member of the place",
            Self::RoleHolder => "role holder elsewhere",
            Self::Lead => "lead",
            Self::InCharge => "in charge",
            Self::Operator => "operator",
        }
    }

    /// What is known of them.
    fn standing(self) -> Standing {
        let (team, room) = places();
        let by = Person::new("slack", "U1");
        let stranger = Standing::of(&by, &Accounts::default());
        match self {
            Self::Outsider => stranger,
            Self::Guest => stranger.sees([room], &[team]).expected(true),
            Self::Member | Self::Lead => stranger.sees([team.clone()], &[team]),
            Self::RoleHolder => stranger.expected(true),
            Self::InCharge => stranger.in_charge(true),
            Self::Operator => Standing::operator(&by),
        }
    }

    /// One subject of the team, and one that is theirs if any is.
    fn scenes(self) -> [Scene; 2] {
        let (team, room) = places();
        let of_team = Scene { subject: "INC-1".to_owned(), places: vec![team], ..Scene::default() };
        let theirs = match self {
            Self::Guest => Scene { places: vec![room], ..of_team.clone() },
            Self::RoleHolder => Scene { named: true, ..of_team.clone() },
            Self::Outsider | Self::Member | Self::Lead | Self::InCharge | Self::Operator => of_team.clone(),
        };
        [of_team, theirs]
    }

    /// What the gate says.
    pub fn may(self, verb: Verb) -> May {
        let standing = self.standing();
        match self.scenes().map(|scene| standing.decide(verb, &scene).is_ok()) {
            [true, _] => May::Always,
            [false, true] => May::Theirs,
            [false, false] => May::Never,
        }
    }
}

fn places() -> (Place, Place) {
    let place = |channel: &str| Place { platform: "slack".to_owned(), channel: channel.to_owned(), thread: None };
    (place("C1"), place("C2"))
}

/// As Markdown.
pub fn markdown() -> String {
    let mut table = String::from("| verb |");
    for who in Who::ALL {
        let _ = write!(table, " {} |", who.name());
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(Who::ALL.len()));
    for verb in Verb::ALL {
        let _ = write!(table, "\n| {} |", verb.name());
        for who in Who::ALL {
            let cell = match who.may(verb) {
                May::Always => "yes",
                May::Theirs => "theirs",
                May::Never => "no",
            };
            let _ = write!(table, " {cell} |");
        }
    }
    table.push('\n');
    table
}
