//! When something is due in an incident. Graver ones wait for less.

use chrono::Duration;
use commands::{Role, Seat};

use crate::people::roster::{Member, of};
use crate::person::Person;

/// How long an incident may be without a lead before it is said, and then again; each time a little longer.
pub fn without_lead(severity: u8, reminded: u32) -> Duration {
    let first = match severity {
        8.. => 3,
        5..8 => 5,
        _ => 10,
    };
    Duration::minutes(first * i64::from(reminded.min(5) + 1))
}

/// Reminders about the lead, after which it is left to the card.
pub const REMINDERS: u32 = 6;

/// Who is asked to lead at the nth reminder: first who leads by the roster, then who stands in for them, then PR, then
/// the executives. Each once, however many roles they have.
pub fn asked(roster: &[Member], nth: u32) -> Vec<&Person> {
    let leads = of(roster, Role::Lead);
    let (pr, executives) = (of(roster, Role::Pr), of(roster, Role::Executive));
    let deputies = leads.iter().filter(|member| member.seat == Seat::Deputy).copied();
    let leads = leads.iter().filter(|member| member.seat == Seat::Holder).copied();
    let steps: [Vec<&Member>; 4] = [leads.collect(), deputies.collect(), pr, executives];
    let nth = usize::try_from(nth).unwrap_or(usize::MAX);
    let mut asked: Vec<&Person> = Vec::new();
    // A step that nobody stands on is no step.
    for member in steps.into_iter().filter(|step| !step.is_empty()).take(nth).flatten() {
        if !asked.contains(&&member.person) {
            asked.push(&member.person);
        }
    }
    asked
}

/// How long nobody is asked to lead again after somebody has read that nobody does.
pub const ACKNOWLEDGED: Duration = Duration::minutes(15);

/// How often the team is told what is new.
pub fn cadence(severity: u8) -> Duration {
    Duration::minutes(match severity {
        9.. => 30,
        7..9 => 60,
        4..7 => 120,
        _ => 240,
    })
}

/// How long the team may say nothing in public.
pub fn silence(severity: u8) -> Duration {
    Duration::minutes(if severity >= 7 { 30 } else { 60 })
}

/// How long the team may say nothing in public once it has spoken.
pub fn silence_again(severity: u8) -> Duration {
    silence(severity) * 4
}

/// How long a reminder is put off.
pub const SNOOZE: Duration = Duration::minutes(30);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_are_asked_each_time_and_each_is_asked_once() {
        let person = |user: &str| Person { platform: "sandbox".into(), user: user.into() };
        let member = |role, user: &str, seat| Member { role, person: person(user), seat };
        let roster = [
            member(Role::Executive, "elena", Seat::Holder),
            member(Role::Executive, "giulia", Seat::Holder),
            member(Role::Lead, "nikos", Seat::Deputy),
            member(Role::Lead, "giulia", Seat::Holder),
            member(Role::Legal, "paolo", Seat::Holder),
        ];
        let users = |nth| asked(&roster, nth).into_iter().map(|person| person.user.as_str()).collect::<Vec<_>>();
        assert_eq!(users(1), ["giulia"]);
        assert_eq!(users(2), ["giulia", "nikos"]);
        assert_eq!(users(3), ["giulia", "nikos", "elena"], "there is no PR to wait for");
        assert_eq!(users(9), users(3));
        assert!(asked(&[], 3).is_empty());
    }

    #[test]
    fn the_graver_the_sooner() {
        for severity in 1..10 {
            assert!(without_lead(severity, 0) >= without_lead(severity + 1, 0));
            assert!(cadence(severity) >= cadence(severity + 1));
            assert!(silence(severity) >= silence(severity + 1));
        }
        assert!((0..9).all(|n| without_lead(8, n) <= without_lead(8, n + 1)));
        assert_eq!(without_lead(8, 100), Duration::minutes(18), "it never grows without bounds");
    }
}
