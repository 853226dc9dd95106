//! Voting methods on top of questions that are added up without being opened: which questions an
//! election asks, what a voter's answer becomes, and what the sums mean. Counting (who wins)
//! is not done here: this gives the totals that the rules of civic life count.
//!
//! A grade for each option needs no shuffle of the ballots: one question per option, its answers
//! the grades, one of them chosen. The sums are how many voters gave each option each grade,
//! which is all that majority judgment and score ask; who gave what stays sealed.

use super::election::Question;
use super::seal::Choices;
use super::tally::Counts;
use crate::{Code, Refusal};
use zeroize::Zeroizing;

/// How people vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// From `least` to `most` of the options; one of them, approval, or so many projects.
    Choose {
        least: usize,
        most: usize,
        /// Whether a blank vote can be cast and is counted.
        blank: bool,
    },
    /// One grade for each option, the best first.
    Grades {
        grades: Vec<String>,
        /// Whether an option may be left without a grade; counted as "no opinion".
        may_skip: bool,
    },
    /// From zero to `most` points for each option.
    Points { most: u32, may_skip: bool },
    /// An order of the options: sealed ballots of it must be shuffled, which is not done yet.
    Ranking,
    /// Equal shares: needs whole ballots, so a shuffle too.
    EqualShares,
}

/// One voter's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Blank,
    /// The chosen options, from zero.
    Chosen(Vec<usize>),
    /// For each option the grade from zero (the best), or the points; nothing if skipped.
    Given(Vec<Option<usize>>),
}

/// What the sums mean; all numbers are votes with their weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Totals {
    /// For each option how often it was chosen, and how often nothing was (a blank vote).
    Chosen { options: Vec<u64>, blank: u64 },
    /// For each option how often each grade was given (the best first, or zero points first),
    /// and how often none.
    Given {
        options: Vec<Vec<u64>>,
        skipped: Vec<u64>,
    },
}

impl Method {
    /// The questions of the election.
    ///
    /// # Errors
    /// If the method needs a shuffle, or makes no sense for so many options.
    pub fn questions(&self, title: &str, options: &[String]) -> Result<Vec<Question>, Refusal> {
        let graded = |grades: Vec<String>, skip: bool| {
            let one = |option: &String| Question {
                question: option.clone(),
                answers: grades.clone(),
                blank: skip,
                min: 1,
                max: 1,
            };
            options.iter().map(one).collect()
        };
        match self {
            Self::Choose { least, most, blank } => {
                if least > most || *most > options.len() || options.is_empty() {
                    return Err(Code::QuestionRange.into());
                }
                Ok(vec![Question {
                    question: title.to_owned(),
                    answers: options.to_vec(),
                    blank: *blank,
                    min: *least,
                    max: *most,
                }])
            }
            Self::Grades { grades, may_skip } if grades.len() > 1 && !options.is_empty() => {
                Ok(graded(grades.clone(), *may_skip))
            }
            Self::Points { most, may_skip } if *most > 0 && !options.is_empty() => Ok(graded(
                (0..=*most).map(|points| points.to_string()).collect(),
                *may_skip,
            )),
            Self::Grades { .. } | Self::Points { .. } => Err(Code::QuestionRange.into()),
            Self::Ranking | Self::EqualShares => Err(Code::QuestionNeedsMixnet.into()),
        }
    }

    /// What is sealed of an answer.
    ///
    /// # Errors
    /// If the answer is not one to these questions.
    pub fn choices(
        &self,
        questions: &[Question],
        answer: &Answer,
    ) -> Result<Vec<Choices>, Refusal> {
        let refused = || Refusal::from(Code::ChoicesNotAllowed);
        let mut all: Vec<Choices> = questions
            .iter()
            .map(|one| Zeroizing::new(vec![0; one.choices()]))
            .collect();
        match (self, answer) {
            (Self::Choose { blank: true, .. }, Answer::Blank) => all[0][0] = 1,
            (Self::Choose { .. }, Answer::Chosen(options)) => {
                let question = questions.first().ok_or_else(refused)?;
                for option in options {
                    let place = option + usize::from(question.blank);
                    let choice = all[0].get_mut(place).filter(|choice| **choice == 0);
                    *choice.ok_or_else(refused)? = 1;
                }
            }
            (Self::Grades { .. } | Self::Points { .. }, Answer::Given(given))
                if given.len() == questions.len() =>
            {
                for ((choices, question), grade) in all.iter_mut().zip(questions).zip(given) {
                    let place = match grade {
                        Some(grade) => grade + usize::from(question.blank),
                        None if question.blank => 0,
                        None => return Err(refused()),
                    };
                    *choices.get_mut(place).ok_or_else(refused)? = 1;
                }
            }
            _ => return Err(refused()),
        }
        Ok(all)
    }

    /// The totals of a result.
    ///
    /// # Errors
    /// If the result is not one of these questions.
    pub fn totals(&self, questions: &[Question], counts: &Counts) -> Result<Totals, Refusal> {
        let fits = questions.len() == counts.len()
            && questions
                .iter()
                .zip(counts)
                .all(|(one, row)| one.choices() == row.len());
        if !fits {
            return Err(Code::ResultShape.into());
        }
        let split = |question: &Question, row: &Vec<u64>| match row.split_first() {
            Some((blank, rest)) if question.blank => (rest.to_vec(), *blank),
            _ => (row.clone(), 0),
        };
        let mut rows = questions
            .iter()
            .zip(counts)
            .map(|(question, row)| split(question, row));
        match self {
            Self::Choose { .. } => match (rows.next(), rows.next()) {
                (Some((options, blank)), None) => Ok(Totals::Chosen { options, blank }),
                _ => Err(Code::ResultShape.into()),
            },
            Self::Grades { .. } | Self::Points { .. } => {
                let (options, skipped) = rows.unzip();
                Ok(Totals::Given { options, skipped })
            }
            Self::Ranking | Self::EqualShares => Err(Code::QuestionNeedsMixnet.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<String> {
        ["A", "B", "C"].map(str::to_owned).to_vec()
    }

    #[test]
    fn what_needs_a_shuffle_is_refused_as_such() {
        for method in [Method::Ranking, Method::EqualShares] {
            let refusal = method.questions("?", &options()).unwrap_err();
            assert_eq!(refusal.code, Code::QuestionNeedsMixnet);
        }
    }

    #[test]
    fn an_answer_becomes_choices_and_sums_become_totals() {
        let method = Method::Choose {
            least: 1,
            most: 2,
            blank: true,
        };
        let questions = method.questions("?", &options()).unwrap();
        let chosen = method
            .choices(&questions, &Answer::Chosen(vec![2, 0]))
            .unwrap();
        assert_eq!(*chosen[0], [0, 1, 0, 1]);
        assert_eq!(
            *method.choices(&questions, &Answer::Blank).unwrap()[0],
            [1, 0, 0, 0]
        );
        for wrong in [
            Answer::Chosen(vec![3]),
            Answer::Chosen(vec![1, 1]),
            Answer::Given(vec![]),
        ] {
            assert!(method.choices(&questions, &wrong).is_err());
        }
        assert_eq!(
            method.totals(&questions, &vec![vec![1, 2, 3, 4]]).unwrap(),
            Totals::Chosen {
                options: vec![2, 3, 4],
                blank: 1
            }
        );
        assert!(method.totals(&questions, &vec![vec![1, 2, 3]]).is_err());
        assert!(
            Method::Choose {
                least: 0,
                most: 4,
                blank: false
            }
            .questions("?", &options())
            .is_err()
        );
    }

    #[test]
    fn grades_are_one_question_per_option() {
        let method = Method::Points {
            most: 2,
            may_skip: true,
        };
        let questions = method.questions("?", &options()).unwrap();
        assert_eq!(questions.len(), 3);
        let given = Answer::Given(vec![Some(2), None, Some(0)]);
        let choices = method.choices(&questions, &given).unwrap();
        assert_eq!(*choices[0], [0, 0, 0, 1]);
        assert_eq!(*choices[1], [1, 0, 0, 0]);
        assert!(
            method
                .choices(&questions, &Answer::Given(vec![Some(3), None, None]))
                .is_err()
        );
        let counts = vec![vec![1, 0, 2, 3], vec![0, 1, 1, 4], vec![6, 0, 0, 0]];
        assert_eq!(
            method.totals(&questions, &counts).unwrap(),
            Totals::Given {
                options: vec![vec![0, 2, 3], vec![1, 1, 4], vec![0, 0, 0]],
                skipped: vec![1, 0, 6],
            }
        );
    }
}
