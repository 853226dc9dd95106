//! Voting methods: ties made by hand, each with its derivation, and what must hold for all ballots.
#![allow(clippy::unwrap_used)] // helpers of tests

use civic::method::judgment::{Middle, Rule, Skipped};
use civic::method::order::Order;
use civic::method::schulze::Strength;
use civic::method::{MethodError, borda, choice, draw, judgment, schulze, score};
use proptest::prelude::*;

fn orders(ballots: &[(u64, &[u32])]) -> Vec<Order> {
    let order = |(weight, places): &(u64, &[u32])| Order {
        // 0 stands for one left out
        places: places.iter().map(|p| (*p > 0).then_some(*p)).collect(),
        weight: *weight,
    };
    ballots.iter().map(order).collect()
}

/// As in the book: everybody grades, and of two middles the worse counts.
const BOOK: Rule = Rule {
    skipped: Skipped::Refused,
    middle: Middle::Worse,
};
const TOOL: Rule = Rule {
    middle: Middle::Better,
    ..BOOK
};

fn judged(totals: &[&[u64]]) -> judgment::Judgment {
    let totals: Vec<Vec<u64>> = totals.iter().map(|t| t.to_vec()).collect();
    judgment::count(&totals, &[], BOOK).unwrap()
}

#[test]
fn single_choice_and_approval() {
    // 5 + 3 + 3 + 0 = 11 ballots; half is 5.5: 5 are no majority
    let found = choice::single(&[3, 5, 3, 0]).unwrap();
    assert_eq!(found.groups, [vec![1], vec![0, 2], vec![3]]);
    assert_eq!((found.majority, found.ballots), (None, 11));
    // two share the second place: who goes on is not for the count to say
    assert_eq!(choice::second_round(&found), None);
    let found = choice::single(&[4, 6, 1]).unwrap();
    assert_eq!(
        (found.majority, choice::second_round(&found)),
        (Some(1), Some([1, 0]))
    );
    // exactly half is no majority
    let found = choice::single(&[5, 5]).unwrap();
    assert_eq!((found.groups, found.majority), (vec![vec![0, 1]], None));
    // approval: two options on more than half of the ballots, so neither is "the" majority
    let found = choice::count(&[7, 8, 2], 10).unwrap();
    assert_eq!(
        (found.groups, found.majority),
        (vec![vec![1], vec![0], vec![2]], None)
    );
    assert_eq!(choice::count(&[11], 10), Err(MethodError::TooManyVotes));
    assert_eq!(choice::single(&[]), Err(MethodError::Options));
    assert_eq!(
        choice::single(&[1 << 63, 1 << 63]),
        Err(MethodError::TooManyVotes)
    );
    // nobody voted: all are equal
    assert_eq!(choice::single(&[0, 0]).unwrap().groups, [vec![0, 1]]);
}

#[test]
fn score_by_sums_and_by_means() {
    use score::Skipped::{LeftOut, Zero};
    // points 0, 1, 2. First: 2 × 1 + 1 × 2 = 4; second: 2 × 2 = 4, one left it out; third: 1 × 1 + 1 × 2 = 3
    let totals = [vec![0, 2, 1], vec![0, 0, 2], vec![1, 1, 1]];
    let skipped = [0, 1, 0];
    let found = score::count(&totals, &skipped, Zero).unwrap();
    assert_eq!(found.groups, [vec![0, 1], vec![2]]);
    assert_eq!(found.means, [(4, 3), (4, 3), (3, 3)]);
    // left out: 4/3, 4/2, 3/3
    let found = score::count(&totals, &skipped, LeftOut).unwrap();
    assert_eq!(found.groups, [vec![1], vec![0], vec![2]]);
    // 2/4 and 1/2 are the same mean; one whom nobody gave points to comes last
    let found = score::count(&[vec![2, 2], vec![0, 0], vec![1, 1]], &[0, 4, 2], LeftOut).unwrap();
    assert_eq!(found.groups, [vec![0, 2], vec![1]]);
    let uneven = score::count(&[vec![1, 0], vec![2, 0]], &[], Zero);
    assert_eq!(uneven, Err(MethodError::UnevenVotes { option: 1 }));
    let uneven = score::count(&[vec![1, 0], vec![1]], &[], Zero);
    assert_eq!(uneven, Err(MethodError::UnevenGrades { option: 1 }));
    assert_eq!(score::count(&[vec![]], &[], Zero), Err(MethodError::Grades));
}

#[test]
fn majority_judgment_tells_equal_grades_apart() {
    // Three votes: A = 0 0 2 (middle 0), B = 0 1 1 (middle 1), C = 0 1 2 (middle 1).
    // B and C: without their middle 1: 0 1 and 0 2. Of two the worse is the middle: 1 beats 2.
    let found = judged(&[&[2, 0, 1], &[1, 2, 0], &[1, 1, 1]]);
    assert_eq!(found.groups, [vec![0], vec![1], vec![2]]);
    let grades: Vec<_> = found
        .options
        .iter()
        .map(|o| (o.grade, o.better, o.worse))
        .collect();
    assert_eq!(grades, [(Some(0), 0, 1), (Some(1), 1, 0), (Some(1), 1, 1)]);

    // Four votes: A = 0 1 1 2, B = 0 1 1 3, C = 0 0 1 3. Middle (the worse of two): 1 1 1.
    // Without it: A = 0 1 2, B = 0 1 3, C = 0 0 3 → 1, 1, 0: C is the best.
    // A and B, without it again: 0 2 and 0 3 → 2 beats 3.
    let found = judged(&[&[1, 2, 1, 0], &[1, 2, 0, 1], &[2, 1, 0, 1]]);
    assert_eq!(found.groups, [vec![2], vec![0], vec![1]]);

    // the same votes are equal to the end; the order of options decides nothing
    let found = judged(&[&[0, 3, 2], &[1, 3, 1], &[0, 3, 2]]);
    assert_eq!(found.groups, [vec![1], vec![0, 2]]);
    // Of two votes 0 and 2 against 1 and 1: the worse middle is 2 against 1, the better one 0 against 1
    let two = [vec![1, 0, 1], vec![0, 2, 0]];
    let by = |rule| judgment::count(&two, &[], rule).unwrap().groups;
    assert_eq!(
        (by(BOOK), by(TOOL)),
        (vec![vec![1], vec![0]], vec![vec![0], vec![1]])
    );
    // nobody voted
    let found = judged(&[&[0, 0], &[0, 0]]);
    assert_eq!(
        (found.groups, found.options[0].grade),
        (vec![vec![0, 1]], None)
    );
}

#[test]
fn majority_judgment_of_those_who_left_some_out() {
    let (totals, skipped) = ([vec![2, 1], vec![2, 0]], [0, 1]);
    let found = judgment::count(
        &totals,
        &skipped,
        Rule {
            skipped: Skipped::Worst,
            ..BOOK
        },
    )
    .unwrap();
    assert_eq!(found.groups, [vec![0, 1]]);
    let refused = judgment::count(&totals, &skipped, BOOK);
    assert_eq!(refused, Err(MethodError::UnevenVotes { option: 1 }));
}

#[test]
fn a_hundred_million_votes_are_judged_at_once() {
    let half = 50_000_000;
    let found = judged(&[&[half, 0, half], &[half - 1, 2, half - 1], &[half, 0, half]]);
    // even in number: the middle is the worse one, 2 for the first; the second has a 1 there
    assert_eq!(found.groups, [vec![1], vec![0, 2]]);
    assert!(found.options.iter().all(|o| o.rings.len() <= 3));
}

#[test]
fn borda_shares_equal_places() {
    // 3 × A>B>C, 2 × B>C>A: A 3×2 = 6; B 3×1 + 2×2 = 7; C 2×1 = 2
    let found = borda::count(3, &orders(&[(3, &[1, 2, 3]), (2, &[3, 1, 2])])).unwrap();
    assert_eq!(
        (found.groups, found.doubled),
        (vec![vec![1], vec![0], vec![2]], vec![12, 14, 4])
    );
    // A alone first, B and C left out: 2 and ½ + ½; then B, C, A in that order: 2, 1, 0
    // A 2; B ½ + 2; C ½ + 1
    let found = borda::count(3, &orders(&[(1, &[1, 0, 0]), (1, &[3, 1, 2])])).unwrap();
    assert_eq!(found.doubled, [4, 5, 3]);
    // a circle of three is a tie
    let circle = orders(&[(1, &[1, 2, 3]), (1, &[3, 1, 2]), (1, &[2, 3, 1])]);
    assert_eq!(borda::count(3, &circle).unwrap().groups, [vec![0, 1, 2]]);
    let uneven = borda::count(3, &orders(&[(1, &[1, 2])]));
    assert_eq!(uneven, Err(MethodError::UnevenBallot { ballot: 0 }));
    assert_eq!(borda::count(0, &[]), Err(MethodError::Options));
}

#[test]
fn schulze_as_in_its_paper() {
    // Schulze 2011, example 1 (section 3.1): 21 voters, four candidates; the order is D A C B.
    let ballots = orders(&[
        (8, &[1, 4, 2, 3]),
        (2, &[2, 1, 4, 3]),
        (4, &[4, 3, 1, 2]),
        (4, &[3, 2, 4, 1]),
        (3, &[4, 3, 2, 1]),
    ]);
    let found = schulze::count(4, &ballots).unwrap();
    assert_eq!(found.preferred[0], [0, 8, 14, 10]);
    assert_eq!(found.groups, [vec![3], vec![0], vec![2], vec![1]]);
    // a circle of equal strength: all three are equal; a fourth that all put last comes after
    let circle = orders(&[(1, &[1, 2, 3, 4]), (1, &[3, 1, 2, 4]), (1, &[2, 3, 1, 4])]);
    assert_eq!(
        schulze::count(4, &circle).unwrap().groups,
        [vec![0, 1, 2], vec![3]]
    );
    // as many for as against: no link at all
    let even = orders(&[(2, &[1, 2]), (2, &[2, 1])]);
    assert_eq!(schulze::count(2, &even).unwrap().groups, [vec![0, 1]]);
}

#[test]
fn a_draw_is_a_step_of_its_own_that_anybody_can_redo() {
    // printf 'tiker draw 1\n%s\n%s' "$(printf '07%.0s' $(seq 32))" a | sha256sum
    let ids = ["a", "b", "c", "d"];
    let drawn = draw(&[0, 2, 3], &ids, &[7; 32]);
    let mut sorted = drawn.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [0, 2, 3]);
    // independent of who stands beside
    let pair = draw(&[3, 0], &ids, &[7; 32]);
    let order: Vec<_> = drawn.into_iter().filter(|o| pair.contains(o)).collect();
    assert_eq!(order, pair);
    assert_ne!(
        (0..20)
            .map(|seed| draw(&[0, 1], &ids, &[seed; 32])[0])
            .sum::<usize>()
            % 20,
        0,
        "each of the two wins some draws"
    );
}

/// The definition, word for word: take the majority grade away once from each, and look again.
fn by_taking_away(mut a: Vec<usize>, mut b: Vec<usize>, middle: Middle) -> std::cmp::Ordering {
    a.sort_unstable();
    b.sort_unstable();
    while !a.is_empty() {
        let place = match middle {
            Middle::Worse => a.len() / 2,
            Middle::Better => (a.len() - 1) / 2,
        };
        let (x, y) = (a.remove(place), b.remove(place));
        if x != y {
            return x.cmp(&y);
        }
    }
    std::cmp::Ordering::Equal
}

fn given(counts: &[u64]) -> Vec<usize> {
    let of = |(grade, n): (usize, &u64)| std::iter::repeat_n(grade, usize::try_from(*n).unwrap());
    counts.iter().enumerate().flat_map(of).collect()
}

/// Ballots that grade: for each of some voters a grade of each option.
fn graded() -> impl Strategy<Value = (usize, usize, Vec<Vec<usize>>)> {
    (1..5usize, 1..5usize).prop_flat_map(|(options, grades)| {
        let ballot = proptest::collection::vec(0..grades, options);
        (
            Just(options),
            Just(grades),
            proptest::collection::vec(ballot, 0..12),
        )
    })
}

fn totals(options: usize, grades: usize, ballots: &[Vec<usize>]) -> Vec<Vec<u64>> {
    let mut totals = vec![vec![0; grades]; options];
    for ballot in ballots {
        for (option, grade) in ballot.iter().enumerate() {
            totals[option][*grade] += 1;
        }
    }
    totals
}

fn ordered() -> impl Strategy<Value = (usize, Vec<Order>)> {
    (1..6usize).prop_flat_map(|n| {
        let place = proptest::option::weighted(0.8, 1..5u32);
        let places = proptest::collection::vec(place, n);
        let ballot = (places, 0..4u64).prop_map(|(places, weight)| Order { places, weight });
        (Just(n), proptest::collection::vec(ballot, 0..8))
    })
}

/// Whether a chain of wins leads from one to the other, each link at least (or more than) so strong.
fn reaches(preferred: &[Vec<u64>], from: usize, to: usize, least: Strength, more: bool) -> bool {
    let (mut seen, mut next) = (vec![false; preferred.len()], vec![from]);
    while let Some(a) = next.pop() {
        for b in 0..preferred.len() {
            let (votes, against) = (preferred[a][b], preferred[b][a]);
            let strength = Strength { votes, against };
            let link = votes > against
                && if more {
                    strength > least
                } else {
                    strength >= least
                };
            if link && !seen[b] {
                seen[b] = true;
                next.push(b);
            }
        }
    }
    seen[to]
}

proptest! {
    #[test]
    fn judgment_from_totals_is_taking_away_one_by_one((options, grades, ballots) in graded()) {
        let totals = totals(options, grades, &ballots);
        for rule in [BOOK, TOOL] {
        let found = judgment::count(&totals, &[], rule).unwrap();
        let place = |option: usize| found.groups.iter().position(|g| g.contains(&option)).unwrap();
        for a in 0..options {
            // the rings hold every vote once
            let votes: u64 = found.options[a].rings.iter().enumerate()
                .map(|(i, r)| if i == 0 && found.votes % 2 == 1 { r.times } else { 2 * r.times }).sum();
            prop_assert_eq!(votes, found.votes);
            for b in 0..options {
                let wanted = by_taking_away(given(&totals[a]), given(&totals[b]), rule.middle);
                prop_assert_eq!(place(a).cmp(&place(b)), wanted);
            }
        }
        }
    }

    #[test]
    fn a_better_grade_never_harms((options, grades, ballots) in graded(), who in 0..12usize, whom in 0..5usize) {
        let (who, whom) = (who.min(ballots.len().saturating_sub(1)), whom % options);
        prop_assume!(ballots.get(who).is_some_and(|b| b[whom] > 0));
        let place = |ballots: &[Vec<usize>]| {
            let found = judgment::count(&totals(options, grades, ballots), &[], BOOK).unwrap();
            let at = found.groups.iter().position(|g| g.contains(&whom)).unwrap();
            found.groups[..at].iter().map(Vec::len).sum::<usize>()
        };
        let mut better = ballots.clone();
        better[who][whom] -= 1;
        prop_assert!(place(&better) <= place(&ballots));
    }

    #[test]
    fn schulze_is_what_its_chains_say((n, ballots) in ordered()) {
        let found = schulze::count(n, &ballots).unwrap();
        let place = |option: usize| found.groups.iter().position(|g| g.contains(&option)).unwrap();
        prop_assert_eq!(found.groups.iter().map(Vec::len).sum::<usize>(), n);
        for a in 0..n {
            for b in (0..n).filter(|b| *b != a) {
                let chain = found.chains[a][b];
                let none = chain == Strength::default();
                prop_assert!(none || reaches(&found.preferred, a, b, chain, false));
                prop_assert!(!reaches(&found.preferred, a, b, chain, true));
                if chain > found.chains[b][a] {
                    prop_assert!(place(a) < place(b));
                }
            }
            // whoever beats everybody one by one is alone at the top
            if (0..n).all(|b| b == a || found.preferred[a][b] > found.preferred[b][a]) {
                prop_assert_eq!(&found.groups[0], &vec![a]);
            }
        }
    }

    #[test]
    fn borda_is_the_places_added_up((n, ballots) in ordered()) {
        let found = borda::count(n, &ballots).unwrap();
        let mut doubled = vec![0; n];
        for ballot in &ballots {
            let place = |o: usize| ballot.places[o].unwrap_or(u32::MAX);
            for (a, doubled) in doubled.iter_mut().enumerate() {
                for b in (0..n).filter(|b| *b != a) {
                    *doubled += ballot.weight * match place(a).cmp(&place(b)) {
                        std::cmp::Ordering::Less => 2,
                        std::cmp::Ordering::Equal => 1,
                        std::cmp::Ordering::Greater => 0,
                    };
                }
            }
        }
        prop_assert_eq!(found.doubled, doubled);
    }

    #[test]
    fn who_cast_a_ballot_and_in_what_order_is_indifferent((n, ballots) in ordered()) {
        // a ballot of weight three is three ballots, in any order
        let mut apart: Vec<Order> = ballots.iter().flat_map(|b| {
            let one = Order { weight: 1, ..b.clone() };
            std::iter::repeat_n(one, usize::try_from(b.weight).unwrap())
        }).collect();
        apart.reverse();
        prop_assert_eq!(schulze::count(n, &apart).unwrap(), schulze::count(n, &ballots).unwrap());
        prop_assert_eq!(borda::count(n, &apart).unwrap(), borda::count(n, &ballots).unwrap());
    }
}
