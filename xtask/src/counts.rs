//! How many tests passed and failed, read from what the runners print.

/// Tests, or stages that have no tests of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    /// Said to have passed, having found nothing to run on.
    pub skipped: u64,
}

impl Count {
    pub const ONE_PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Takes the tests that skipped out of those that passed; `said` has a line `test: reason` for each time.
    pub fn without_skipped(mut self, said: &str) -> Self {
        let names = said.lines().filter_map(|line| line.split_once(": "));
        let mut names: Vec<&str> = names.map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        self.skipped = (names.len() as u64).min(self.passed);
        self.passed -= self.skipped;
        self
    }

    /// The count of a runner that ended so. What it says of itself is not enough: one that
    /// broke before its first test, or found none, has failed too.
    pub fn of_runner(counted: Option<Self>, success: bool) -> Self {
        let count = counted.unwrap_or_default();
        let nothing_ran = count == Self::default();
        if count.failed == 0 && (!success || nothing_ran) {
            return Self { failed: 1, ..count };
        }
        count
    }
}

/// `Summary [ 1.2s] 12 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 3 skipped`
pub fn nextest(text: &str) -> Option<Count> {
    let text = without_colours(text);
    let line = text.lines().rev().find(|line| line.contains("Summary"))?;
    let (_, results) = line.split_once(" run: ")?;
    let mut count = Count::default();
    for result in without_parentheses(results).split(',') {
        let Some((number, word)) = result.trim().split_once(' ') else {
            continue;
        };
        let Ok(number) = number.parse::<u64>() else {
            continue;
        };
        match word.trim() {
            "passed" => count.passed += number,
            "skipped" => {}
            // Failed, timed out, could not be started: whatever else there is, it did not pass.
            _ => count.failed += number,
        }
    }
    Some(count)
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; …`, once for each program of tests.
pub fn cargo_test(text: &str) -> Option<Count> {
    let text = without_colours(text);
    let mut total = None;
    for line in text.lines().filter(|line| line.starts_with("test result:")) {
        let words = line.split([' ', ';']).filter(|word| !word.is_empty());
        let mut previous = "";
        for word in words {
            let number: u64 = previous.parse().unwrap_or_default();
            match word {
                "passed" => total.get_or_insert_with(Count::default).passed += number,
                "failed" => total.get_or_insert_with(Count::default).failed += number,
                _ => {}
            }
            previous = word;
        }
    }
    total
}

/// The last line of the form `N passed, N failed`.
pub fn runner(text: &str) -> Option<Count> {
    without_colours(text).lines().rev().find_map(|line| {
        let (passed, failed) = line.trim().split_once(", ")?;
        Some(Count {
            passed: passed.strip_suffix(" passed")?.parse().ok()?,
            failed: failed.strip_suffix(" failed")?.parse().ok()?,
            skipped: 0,
        })
    })
}

/// Colours are asked for by the environment even where nobody sees them.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        let end = after.find(|letter: char| letter.is_ascii_alphabetic());
        rest = end.map_or("", |end| &after[end + 1..]);
    }
    plain.push_str(rest);
    plain
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|letter| {
            match letter {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64) -> Count {
        Count {
            passed,
            failed,
            skipped: 0,
        }
    }

    #[test]
    fn a_test_that_skipped_did_not_pass() {
        let said = "a::b: no folder\na::b: no file\nc: no python\n";
        let told = count(5, 1).without_skipped(said);
        assert_eq!((told.passed, told.failed, told.skipped), (3, 1, 2));
        assert_eq!(count(5, 1).without_skipped(""), count(5, 1));
    }

    #[test]
    fn reads_nextest() {
        let line = "     Summary [   0.012s] 12 tests run: 12 passed, 0 skipped";
        assert_eq!(nextest(line), Some(count(12, 0)));
        let line = "Summary [1s] 9/30 tests run: 5 passed (1 slow, 2 flaky), 2 failed (1 due to \
                    being leaky), 1 timed out, 1 exec failed, 4 skipped";
        assert_eq!(nextest(line), Some(count(5, 4)));
        let line = "\u{1b}[32;1m Summary\u{1b}[0m [ 1s] 1 test run: \u{1b}[1m1\u{1b}[0m passed";
        assert_eq!(nextest(line), Some(count(1, 0)));
        assert_eq!(nextest("error: could not compile"), None);
    }

    #[test]
    fn reads_cargo_test() {
        let text = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\n\
                    noise 7 passed\n\
                    test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured\n";
        assert_eq!(cargo_test(text), Some(count(7, 3)));
        assert_eq!(cargo_test("error"), None);
    }

    #[test]
    fn reads_the_last_line_of_a_runner() {
        assert_eq!(
            runner("1 passed, 0 failed\nmore\n34 passed, 2 failed\n\n"),
            Some(count(34, 2))
        );
        assert_eq!(runner("it passed, nothing failed"), None);
    }

    #[test]
    fn a_runner_is_judged_by_how_it_ended_too() {
        assert_eq!(Count::of_runner(Some(count(3, 0)), true), count(3, 0));
        assert_eq!(Count::of_runner(Some(count(3, 2)), false), count(3, 2));
        assert_eq!(Count::of_runner(Some(count(3, 0)), false), count(3, 1));
        assert_eq!(Count::of_runner(None, false), count(0, 1));
        assert_eq!(Count::of_runner(None, true), count(0, 1));
    }
}
