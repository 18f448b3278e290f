//! Which vote fills which seat: a matching, because one person may belong to several groups and fills one seat.

/// How many seats of each group the votes fill. `needs` says how many seats each group has, `votes` in which groups each
/// voter may sit. The first groups are filled first, and never at the cost of a fuller whole.
pub fn filled(needs: &[usize], votes: &[Vec<usize>], many_seats: bool) -> Vec<usize> {
    seating(needs, votes, many_seats).iter().map(Vec::len).collect()
}

/// The voters, by number, that fill the seats of each group.
pub fn seating(needs: &[usize], votes: &[Vec<usize>], many_seats: bool) -> Vec<Vec<usize>> {
    if many_seats {
        let of = |(group, needs): (usize, &usize)| {
            let voters = (0..votes.len()).filter(|&voter| votes[voter].contains(&group));
            voters.take(*needs).collect()
        };
        return needs.iter().enumerate().map(of).collect();
    }
    let mut seated: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    // Groups look for voters, in their order: a seat that was once filled stays filled, though its voter may move.
    for (group, needs) in needs.iter().enumerate() {
        for _ in 0..*needs {
            let mut asked = vec![false; votes.len()];
            if !seat(group, votes, &mut seated, &mut asked) {
                break;
            }
        }
    }
    seated
}

/// Finds a voter for one more seat of the group; a voter who sits elsewhere comes when that seat finds another.
fn seat(group: usize, votes: &[Vec<usize>], seated: &mut Vec<Vec<usize>>, asked: &mut [bool]) -> bool {
    for voter in 0..votes.len() {
        if asked[voter] || !votes[voter].contains(&group) || seated[group].contains(&voter) {
            continue;
        }
        asked[voter] = true;
        let elsewhere = seated.iter().position(|voters| voters.contains(&voter));
        let free = match elsewhere {
            None => true,
            Some(other) => seat(other, votes, seated, asked),
        };
        if free {
            if let Some(other) = elsewhere {
                seated[other].retain(|&sitting| sitting != voter);
            }
            seated[group].push(voter);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_belongs_to_two_groups_sits_where_they_are_needed() {
        // The first voter could take either seat, the second only the first.
        assert_eq!(filled(&[1, 1], &[vec![0, 1], vec![0]], false), [1, 1]);
        assert_eq!(filled(&[1, 1], &[vec![0, 1]], false), [1, 0], "one person, one seat");
        assert_eq!(filled(&[1, 1], &[vec![0, 1]], true), [1, 1], "unless the policy allows it");
        assert_eq!(filled(&[2], &[vec![0]], true), [1], "never two seats of one group");
        assert_eq!(filled(&[1, 1, 1], &[vec![0, 1], vec![0, 2], vec![0]], false), [1, 1, 1]);
    }

    /// The fullest seating, by trying all.
    fn best(needs: &mut [usize], votes: &[Vec<usize>]) -> usize {
        let Some((first, rest)) = votes.split_first() else { return 0 };
        let mut most = best(needs, rest);
        for &group in first {
            if needs[group] > 0 {
                needs[group] -= 1;
                most = most.max(1 + best(needs, rest));
                needs[group] += 1;
            }
        }
        most
    }

    proptest! {
        #[test]
        fn no_other_seating_fills_more(
            mut needs in prop::collection::vec(0usize..3, 1..4),
            votes in prop::collection::vec(prop::collection::btree_set(0usize..4, 0..4), 0..6),
        ) {
            let groups = needs.len();
            let votes: Vec<Vec<usize>> =
                votes.into_iter().map(|of| of.into_iter().filter(|&group| group < groups).collect()).collect();
            let seated = seating(&needs, &votes, false);
            for (group, voters) in seated.iter().enumerate() {
                prop_assert!(voters.len() <= needs[group]);
                prop_assert!(voters.iter().all(|&voter| votes[voter].contains(&group)));
            }
            let mut all: Vec<usize> = seated.concat();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), seated.concat().len(), "nobody sits twice");
            prop_assert_eq!(all.len(), best(&mut needs, &votes));
        }
    }
}
