//! How the invented commune is played: people propose, comment, support and vote at past instants, each
//! through the use case that a real citizen's tap calls.

use super::idea::{Idea, Reply, typeset};
use crate::process::Form;
use crate::proposal::AnswerForm;
use crate::vote::Offered;
use crate::{Result, Rng, calendar, contribution, proposal, shuffle};
use civic::ballot::BallotKind;
use civic::id::{CommentId, DistrictId, ProposalId};
use civic::permission::Actor;
use civic::process::{Process, Template};
use civic::time::{Now, Time};
use jiff::ToSpan as _;
use store::Tx;

/// Days told from today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calendar {
    now: Now,
}

impl Calendar {
    pub(super) fn new(now: Now) -> Calendar {
        Calendar { now }
    }

    /// An hour of a day, local time; what lies in the past by its day is never after now.
    pub(super) fn at(&self, days: i64, hour: i64) -> Time {
        let today = calendar::local(self.now).date();
        let day = today.checked_add(days.days()).unwrap_or(today);
        let midnight = calendar::day_start(day.year(), day.month(), day.day());
        midnight.unwrap_or(self.now).plus_seconds(hour * 3600)
    }

    /// A template's form whose phases open and close at midnight of these days, one after the other.
    pub(super) fn form(&self, template: Template, days: &[i64]) -> Form {
        let fields: Vec<String> = days
            .iter()
            .map(|d| calendar::to_field(self.at(*d, 0)))
            .collect();
        let last = fields.len().saturating_sub(1);
        Form {
            opens_at: fields[..last].to_vec(),
            closes_at: fields.iter().skip(1).cloned().collect(),
            ..Form::of_template(template, self.now)
        }
    }
}

/// Who is there.
pub(super) struct Stage {
    pub calendar: Calendar,
    pub official: Actor,
    pub people: Vec<Actor>,
    pub districts: Vec<DistrictId>,
}

/// A number below `n`.
fn below(rng: &mut Rng, n: usize) -> usize {
    let n = u64::try_from(n.max(1)).unwrap_or(1);
    // uneven by less than one in 10^17: it is a demonstration
    usize::try_from(rng.next_u64() % n).unwrap_or(0)
}

impl Stage {
    pub(super) async fn create(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        day: i64,
        form: &Form,
    ) -> Result<Process> {
        let form = Form {
            summary: typeset(&form.summary),
            promise: typeset(&form.promise),
            ..form.clone()
        };
        crate::process::create(tx, &self.official, self.calendar.at(day, 9), rng, &form).await
    }

    /// An instant between two days, by day.
    fn between(&self, rng: &mut Rng, (first, last): (i64, i64)) -> Time {
        let days = usize::try_from(last - first + 1).unwrap_or(1);
        let day = first + i64::try_from(below(rng, days)).unwrap_or(0);
        let minutes = i64::try_from(below(rng, 13 * 60)).unwrap_or(0);
        self.calendar.at(day, 8).plus_seconds(minutes * 60)
    }

    /// People propose, in random order; others comment and support in the days after.
    pub(super) async fn propose(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        process: &Process,
        ideas: &[Idea],
        days: (i64, i64),
    ) -> Result<Vec<ProposalId>> {
        let categories = store::process::categories(tx, &process.id).await?;
        let mut instants: Vec<Time> = ideas.iter().map(|_| self.between(rng, days)).collect();
        instants.sort_unstable();
        let mut order: Vec<usize> = (0..ideas.len()).collect();
        shuffle(&mut order, rng);
        let mut authors: Vec<&Actor> = self.people.iter().collect();
        shuffle(&mut authors, rng);
        let mut ids = vec![ProposalId(String::new()); ideas.len()];
        for ((place, now), author) in order.into_iter().zip(instants).zip(authors) {
            let idea = &ideas[place];
            let district = idea.district.and_then(|d| self.districts.get(d));
            let form = proposal::Form {
                title: typeset(idea.title),
                body: typeset(idea.body),
                category: categories
                    .get(idea.category)
                    .map(|(id, _)| id.0.clone())
                    .unwrap_or_default(),
                district: district.map(|d| d.0.clone()).unwrap_or_default(),
                version: String::new(),
            };
            let id = proposal::create(tx, author, now, rng, &process.slug, &form).await?;
            self.support(tx, rng, &id, idea.liked, now).await?;
            self.discuss(tx, rng, author, &id, idea, now).await?;
            if matches!(idea.reply, Reply::Withdrawn) {
                proposal::withdraw(tx, author, now.plus_seconds(7200), rng, &id).await?;
            }
            ids[place] = id;
        }
        Ok(ids)
    }

    async fn support(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        id: &ProposalId,
        liked: u32,
        now: Time,
    ) -> Result<()> {
        for person in &self.people {
            if below(rng, 100) < liked as usize {
                contribution::support(tx, person, now.plus_seconds(60), id, true).await?;
            }
        }
        Ok(())
    }

    /// Each remark by another person; an answer by the one who is answered's neighbour or the author.
    async fn discuss(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        author: &Actor,
        id: &ProposalId,
        idea: &Idea,
        now: Time,
    ) -> Result<()> {
        let mut said: Vec<CommentId> = Vec::new();
        let start = below(rng, self.people.len());
        for (n, remark) in idea.remarks.iter().enumerate() {
            let other = self.people.get((start + n * 7) % self.people.len());
            let answers_first = remark
                .2
                .is_some_and(|i| idea.remarks.get(i).is_some_and(|r| r.2.is_none()));
            let who = if answers_first {
                author
            } else {
                other.unwrap_or(author)
            };
            let parent = remark.2.and_then(|i| said.get(i));
            let form = contribution::Form {
                stance: remark.0.to_owned(),
                body: typeset(remark.1),
                parent: parent.map(|p| p.0.clone()).unwrap_or_default(),
            };
            let minutes = i64::try_from(n).unwrap_or(0) * 17 + 5;
            said.push(
                contribution::comment(tx, who, now.plus_seconds(minutes * 60), rng, id, &form)
                    .await?,
            );
        }
        Ok(())
    }

    /// The town hall answers.
    pub(super) async fn reply(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        ideas: &[Idea],
        ids: &[ProposalId],
        days: (i64, i64),
    ) -> Result<()> {
        for (idea, id) in ideas.iter().zip(ids) {
            let form = match idea.reply {
                Reply::None | Reply::Withdrawn => continue,
                Reply::Yes(cost, answer) => AnswerForm {
                    state: "admitted".to_owned(),
                    cost: cost.to_owned(),
                    answer: typeset(answer),
                },
                Reply::No(answer) => AnswerForm {
                    state: "refused".to_owned(),
                    cost: String::new(),
                    answer: typeset(answer),
                },
            };
            let now = self.between(rng, days);
            proposal::answer(tx, &self.official, now, rng, id, &form).await?;
        }
        Ok(())
    }

    /// People vote: each chooses what she likes, up to what a ballot may hold.
    pub(super) async fn cast(
        &self,
        tx: &mut Tx,
        rng: &mut Rng,
        process: &Process,
        voters: &[&Actor],
        (ids, liked): (&[ProposalId], &[u32]),
        days: (i64, i64),
    ) -> Result<()> {
        let offered: Offered = crate::vote::offered(tx, &Actor::visitor(), &process.slug).await?;
        let most = match process.ballot {
            BallotKind::UpTo { max, .. } => max as usize,
            BallotKind::WithinBudget => 1,
        };
        for voter in voters {
            let mut order: Vec<usize> = (0..ids.len()).collect();
            shuffle(&mut order, rng);
            let mut chosen: Vec<ProposalId> = Vec::new();
            for place in order {
                if chosen.len() < most && below(rng, 100) < liked[place] as usize {
                    chosen.push(ids[place].clone());
                }
            }
            if chosen.is_empty() {
                chosen.push(ids[below(rng, ids.len())].clone());
            }
            let now = self.between(rng, days);
            crate::vote::cast_offered(tx, voter, now, rng, &offered, &chosen, None).await?;
        }
        Ok(())
    }
}
