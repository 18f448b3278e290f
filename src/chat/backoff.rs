//! How long to wait before the next connection to a platform.

use std::time::Duration;

pub const FIRST_PAUSE: Duration = Duration::from_millis(500);
pub const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The pause after so many failures: doubling, half of it by chance, never under the first nor over the longest.
/// `chance` is between 0 and 1.
pub fn pause(failures: u32, chance: f64) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(1 << failures.min(10)).min(LONGEST_PAUSE);
    doubled.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0).max(FIRST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_half_a_second_to_a_minute_and_differ_by_chance() {
        let calm: Vec<_> = (0..40).map(|failures| pause(failures, 1.0)).collect();
        assert_eq!((calm[0], calm[39]), (FIRST_PAUSE, LONGEST_PAUSE));
        assert!(calm.is_sorted());
        assert!(pause(3, 0.0) < pause(3, 0.9) && pause(0, 0.0) == FIRST_PAUSE);
    }

    #[test]
    fn the_worst_of_chances_stays_within_what_platforms_bear() {
        let mut spent = Duration::ZERO;
        let within = (0..40).take_while(|failures| {
            spent += pause(*failures, 0.0);
            spent < Duration::from_secs(10)
        });
        assert!(within.count() < 9, "Slack: fewer than ten connections in ten seconds");
        // Discord begins a thousand sessions a day: half of the longest pause alone keeps below that.
        assert!(LONGEST_PAUSE.as_secs() * 1_000 / 2 > 8 * 3_600);
    }
}
