//! The self-audit against RGAA 4.1: two texts, read once. `rgaa.txt` has the 106 criteria as the State's
//! digital service publishes them (accessibilite.numerique.gouv.fr, Licence Ouverte 2.0); `audit.txt` has for
//! each a verdict and, in French, what it rests on. Never here: a verdict that nobody looked at.

use std::sync::LazyLock;

/// What the audit found of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds on every page looked at.
    Holds,
    /// It fails somewhere.
    Fails,
    /// There is nothing that it speaks of.
    NoSubject,
}

/// A criterion and what was found.
#[derive(Clone, Copy, Debug)]
pub struct Finding {
    /// "10.4".
    pub number: &'static str,
    /// The criterion, in French.
    pub title: &'static str,
    /// What was found.
    pub verdict: Verdict,
    /// What that rests on, or what fails; may be empty.
    pub note: &'static str,
}

/// One of the thirteen topics.
#[derive(Clone, Debug)]
pub struct Topic {
    /// 1 to 13.
    pub number: &'static str,
    /// Its name, in French.
    pub title: &'static str,
    /// Its criteria.
    pub findings: Vec<Finding>,
}

/// The whole audit.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The thirteen topics.
    pub topics: Vec<Topic>,
}

/// The audit that is published.
pub static AUDIT: LazyLock<Audit> = LazyLock::new(|| {
    let (criteria, found) = (include_str!("rgaa.txt"), include_str!("audit.txt"));
    Audit::read(criteria, found).unwrap_or(Audit { topics: Vec::new() })
});

impl Audit {
    /// Both texts together; none when a line of one has no fellow in the other.
    fn read(criteria: &'static str, found: &'static str) -> Option<Audit> {
        let mut found = found.lines();
        let mut topics: Vec<Topic> = Vec::new();
        for line in criteria.lines() {
            if let Some(topic) = line.strip_prefix("# ") {
                let (number, title) = topic.split_once(' ')?;
                let findings = Vec::new();
                topics.push(Topic {
                    number,
                    title,
                    findings,
                });
                continue;
            }
            let (number, title) = line.split_once(' ')?;
            let mut parts = found.next()?.splitn(3, ' ');
            if parts.next() != Some(number) {
                return None;
            }
            let verdict = match parts.next()? {
                "C" => Verdict::Holds,
                "NC" => Verdict::Fails,
                "NA" => Verdict::NoSubject,
                _ => return None,
            };
            topics.last_mut()?.findings.push(Finding {
                number,
                title,
                verdict,
                note: parts.next().unwrap_or(""),
            });
        }
        found.next().is_none().then_some(Audit { topics })
    }

    /// The findings of one verdict.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Finding> {
        let all = self.topics.iter().flat_map(|topic| &topic.findings);
        all.filter(move |finding| finding.verdict == verdict)
    }

    /// Of the criteria that have a subject, how many in a hundred hold, rounded down (decree 2019-768).
    pub fn percent(&self) -> usize {
        let (holds, fails) = (
            self.of(Verdict::Holds).count(),
            self.of(Verdict::Fails).count(),
        );
        (holds * 100).checked_div(holds + fails).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_106_criteria_have_a_verdict() {
        let counts: Vec<usize> = AUDIT.topics.iter().map(|t| t.findings.len()).collect();
        assert_eq!(counts, [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]);
        assert_eq!(counts.iter().sum::<usize>(), 106);
    }

    #[test]
    fn what_fails_and_what_has_no_subject_says_why() {
        for verdict in [Verdict::Fails, Verdict::NoSubject] {
            for finding in AUDIT.of(verdict) {
                assert!(finding.note.len() > 10, "{}", finding.number);
            }
        }
    }

    #[test]
    fn texts_that_do_not_match_are_no_audit() {
        let one = "# 1 Images\n1.1 Un ?\n1.2 Deux ?\n";
        for (found, read) in [
            ("1.1 C\n1.2 NC parce que\n", true),
            ("1.1 C\n", false),
            ("1.2 C\n1.1 C\n", false),
            ("1.1 C\n1.2 X\n", false),
            ("1.1 C\n1.2 C\n1.3 C\n", false),
        ] {
            assert_eq!(Audit::read(one, found).is_some(), read, "{found}");
        }
        assert_eq!(
            Audit::read(one, "1.1 C\n1.2 NC non\n").map(|a| a.percent()),
            Some(50)
        );
    }
}
