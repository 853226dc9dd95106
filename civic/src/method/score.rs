//! Score: each ballot gives each option from zero to so many points; the sums decide.

use super::{Groups, MAX_STEPS, MethodError, grouped_by, options, votes};
use serde::{Deserialize, Serialize};

/// What an option left without points gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// Zero points.
    Zero,
    /// Nothing: options are compared by their mean over those who gave points. An option nobody gave
    /// points to comes last.
    LeftOut,
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// The highest first.
    pub groups: Groups,
    /// For each option the sum of its points and by how many it is divided: an exact mean.
    pub means: Vec<(u64, u64)>,
}

/// Counts points: `totals[option][points]` is how often so many points were given, `skipped[option]` how
/// often none.
///
/// # Errors
/// [`MethodError`], but for [`MethodError::UnevenBallot`].
pub fn count(totals: &[Vec<u64>], skipped: &[u64], rule: Skipped) -> Result<Scored, MethodError> {
    options(totals.len())?;
    let width = totals[0].len();
    if width == 0 || width > MAX_STEPS {
        return Err(MethodError::Grades);
    }
    let mut means = Vec::with_capacity(totals.len());
    for (option, counts) in totals.iter().enumerate() {
        if counts.len() != width {
            return Err(MethodError::UnevenGrades { option });
        }
        let given = votes(counts.iter().copied())?;
        let left = skipped.get(option).copied().unwrap_or(0);
        let all = votes([given, left])?;
        let sum = (0u64..).zip(counts).map(|(points, n)| points * n).sum();
        means.push(match rule {
            Skipped::Zero => (sum, all),
            Skipped::LeftOut => (sum, given),
        });
    }
    if rule == Skipped::Zero
        && let Some(option) = means.iter().position(|mean| mean.1 != means[0].1)
    {
        return Err(MethodError::UnevenVotes { option });
    }
    let groups = grouped_by(means.len(), |a, b| compare(means[b], means[a]));
    Ok(Scored { groups, means })
}

/// Two means, exactly; of nobody's it is the least.
fn compare(a: (u64, u64), b: (u64, u64)) -> std::cmp::Ordering {
    let wide = |x: u64, y: u64| u128::from(x) * u128::from(y);
    match (a.1, b.1) {
        (0, 0) => std::cmp::Ordering::Equal,
        (0, _) => std::cmp::Ordering::Less,
        (_, 0) => std::cmp::Ordering::Greater,
        _ => wide(a.0, b.1).cmp(&wide(b.0, a.1)),
    }
}
