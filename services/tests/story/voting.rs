//! The vote: what a ballot may hold, one per person, replaced by its secret alone; the close.

use crate::common::{
    Base, CLOSED, PROPOSING, REVIEWING, VOTING, admit, at, budget_form, citizen, official,
    proposal_form, rng,
};
use crate::on_both;
use civic::ballot::BallotError;
use civic::id::ProposalId;
use civic::money::Cents;
use civic::permission::{Actor, Level, Refusal, Role};
use civic::process::{Act, Process};
use rand_chacha::ChaCha20Rng;
use services::{Error, Tx, export, process, proposal, tally, vote};

pub struct Ground {
    pub mayor: Actor,
    pub people: Vec<Actor>,
    pub process: Process,
    /// Admitted at 30 000, 25 000, 20 000, 10 000 euros; the last is not admitted.
    pub ids: Vec<ProposalId>,
    pub rng: ChaCha20Rng,
}

pub async fn ground(tx: &mut Tx, form: &process::Form, voters: usize) -> Ground {
    let (now, mut rng) = (at(PROPOSING), rng(61));
    let mayor = official(tx, now, &mut rng).await;
    let process = process::create(tx, &mayor, now, &mut rng, form)
        .await
        .unwrap();
    let categories = store::process::categories(tx, &process.id).await.unwrap();
    let mut people = Vec::new();
    for n in 0..voters.max(5) {
        people.push(citizen(tx, now, &mut rng, n).await);
    }
    let mut ids = Vec::new();
    for (n, author) in people.iter().enumerate().take(5) {
        let form = proposal_form(
            &format!("Un projet, le numéro {n}"),
            "Un projet comme un autre, pour le bourg et le port.",
            categories[0].0.as_str(),
        );
        ids.push(
            proposal::create(tx, author, now, &mut rng, &process.slug, &form)
                .await
                .unwrap(),
        );
    }
    for (id, cost) in ids.iter().zip(["30000", "25000", "20000", "10000"]) {
        proposal::answer(tx, &mayor, at(REVIEWING), &mut rng, id, &admit(cost))
            .await
            .unwrap();
    }
    Ground {
        mayor,
        people,
        process,
        ids,
        rng,
    }
}

impl Ground {
    fn choose(&self, positions: &[usize]) -> Vec<ProposalId> {
        positions.iter().map(|p| self.ids[*p].clone()).collect()
    }

    async fn cast(
        &mut self,
        tx: &mut Tx,
        who: usize,
        positions: &[usize],
        secret: Option<vote::Secret>,
    ) -> services::Result<vote::Receipt> {
        let (chosen, person) = (self.choose(positions), self.people[who].clone());
        let slug = self.process.slug.clone();
        vote::cast(
            tx,
            &person,
            at(VOTING),
            &mut self.rng,
            &slug,
            &chosen,
            secret,
        )
        .await
    }
}

async fn up_to_three_projects(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 5).await;
    let twice = g.cast(&mut tx, 0, &[0, 0], None).await;
    assert!(matches!(twice, Err(Error::Ballot(BallotError::Twice))));
    let many = g.cast(&mut tx, 0, &[0, 1, 2, 3], None).await;
    assert!(matches!(
        many,
        Err(Error::Ballot(BallotError::TooMany { max: 3 }))
    ));
    let none = g.cast(&mut tx, 0, &[], None).await;
    assert!(matches!(
        none,
        Err(Error::Ballot(BallotError::TooFew { min: 1 }))
    ));
    let absent = g.cast(&mut tx, 0, &[4], None).await;
    assert!(matches!(
        absent,
        Err(Error::Ballot(BallotError::NotOffered))
    ));
    let receipt = g.cast(&mut tx, 0, &[2, 0, 1], None).await.unwrap();
    // 75 000 euros for a budget of 60 000: voices, not money, are counted here; the order is not kept
    let mine = vote::mine(&mut tx, &g.process.id, &receipt.secret)
        .await
        .unwrap();
    assert_eq!((mine, receipt.replaced), (vec![1, 2, 3], false));
    let visitor = vote::cast(
        &mut tx,
        &Actor::visitor(),
        at(VOTING),
        &mut g.rng,
        &g.process.slug,
        &g.ids[..1],
        None,
    )
    .await;
    assert!(matches!(visitor, Err(Error::Refused(Refusal::SignIn))));
    for (now, slug) in [
        (at(REVIEWING), g.process.slug.as_str()),
        (at(CLOSED), g.process.slug.as_str()),
    ] {
        let closed = vote::cast(
            &mut tx,
            &g.people[1],
            now,
            &mut g.rng,
            slug,
            &g.ids[..1],
            None,
        )
        .await;
        assert!(matches!(closed, Err(Error::Closed(Act::Vote))));
    }
}

async fn within_the_budget(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let form = process::Form {
        ballot: "within_budget".to_owned(),
        ..budget_form()
    };
    let mut g = ground(&mut tx, &form, 5).await;
    let over = g.cast(&mut tx, 0, &[0, 1, 3], None).await;
    let by = Cents(500_000);
    assert!(matches!(over, Err(Error::Ballot(BallotError::OverBudget { by: b })) if b == by));
    let empty = g.cast(&mut tx, 0, &[], None).await;
    assert!(matches!(
        empty,
        Err(Error::Ballot(BallotError::TooFew { .. }))
    ));
    g.cast(&mut tx, 0, &[0, 2, 3], None).await.unwrap();
}

async fn one_ballot_each_and_its_secret_alone_replaces_it(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 5).await;
    let receipt = g.cast(&mut tx, 0, &[0], None).await.unwrap();
    let other = g.cast(&mut tx, 1, &[1], None).await.unwrap();
    for guess in [None, Some([0; 16]), Some([255; 16])] {
        let refused = g.cast(&mut tx, 0, &[1], guess).await;
        assert!(matches!(refused, Err(Error::AlreadyVoted)));
    }
    // what was on the paper is kept, typed by hand
    let text = vote::secret_to_text(&receipt.secret);
    let secret = vote::secret_from_text(&text.to_lowercase()).unwrap();
    let replaced = g.cast(&mut tx, 0, &[2], Some(secret)).await.unwrap();
    assert_eq!((replaced.secret, replaced.replaced), (receipt.secret, true));
    let mine = vote::mine(&mut tx, &g.process.id, &receipt.secret)
        .await
        .unwrap();
    let theirs = vote::mine(&mut tx, &g.process.id, &other.secret)
        .await
        .unwrap();
    assert_eq!((mine, theirs), (vec![3], vec![2]));
    // a bad ballot does not use the right to vote up
    assert!(g.cast(&mut tx, 2, &[4], None).await.is_err());
    g.cast(&mut tx, 2, &[0], None).await.unwrap();
    tx.commit().await.unwrap();
    // a first vote with a secret that opens somebody's ballot overwrites nothing and signs nobody off
    let mut tx = base.db.write().await.unwrap();
    let taken = g.cast(&mut tx, 3, &[0], Some(other.secret)).await;
    assert!(matches!(taken, Err(Error::Conflict)));
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    let theirs = vote::mine(&mut tx, &g.process.id, &other.secret)
        .await
        .unwrap();
    assert_eq!(theirs, vec![2]);
    let new = g.cast(&mut tx, 3, &[0], Some([9; 16])).await.unwrap();
    assert_eq!((new.secret, new.replaced), ([9; 16], false));
    let offered = vote::offered(&mut tx, &g.people[0], &g.process.slug)
        .await
        .unwrap();
    assert!(offered.voted && offered.projects.len() == 4);
    let offered = vote::offered(&mut tx, &Actor::visitor(), &g.process.slug)
        .await
        .unwrap();
    assert!(!offered.voted);
}

async fn residents_only_where_it_is_asked(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let form = process::Form {
        level_to_vote: "resident".to_owned(),
        ..budget_form()
    };
    let mut g = ground(&mut tx, &form, 5).await;
    let refused = g.cast(&mut tx, 0, &[0], None).await;
    assert!(matches!(
        refused,
        Err(Error::Refused(Refusal::Level(Level::Resident)))
    ));
    let id = g.people[0].account().unwrap().clone();
    store::account::set_level(&mut tx, &id, Level::Resident)
        .await
        .unwrap();
    g.people[0] = store::account::actor(&mut tx, &id).await.unwrap();
    g.cast(&mut tx, 0, &[0], None).await.unwrap();
}

async fn voting_twice_at_once_leaves_one_ballot(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = ground(&mut tx, &budget_form(), 5).await;
    tx.commit().await.unwrap();
    let casts = (0..8).map(|n| {
        let (db, person, slug) = (base.db.clone(), g.people[0].clone(), g.process.slug.clone());
        let chosen = g.choose(&[n % 4]);
        tokio::spawn(async move {
            let (mut rng, mut tx) = (rng(600 + n as u64), db.write().await.unwrap());
            let cast =
                vote::cast(&mut tx, &person, at(VOTING), &mut rng, &slug, &chosen, None).await;
            if cast.is_ok() {
                tx.commit().await.unwrap();
            }
            cast
        })
    });
    let mut receipts = 0;
    for cast in casts.collect::<Vec<_>>() {
        match cast.await.unwrap() {
            Ok(_) => receipts += 1,
            Err(error) => assert!(matches!(error, Error::AlreadyVoted)),
        }
    }
    assert_eq!(receipts, 1);
    let mut tx = base.db.write().await.unwrap();
    let mut rng = rng(62);
    let counted = tally::close(&mut tx, at(CLOSED), &mut rng, &g.process.id)
        .await
        .unwrap();
    assert_eq!((counted.voters, counted.ballots), (1, 1));
}

/// Whoever is ticked at the desk casts no ballot here, and the result says how many were.
async fn paper_excludes_a_ballot_and_is_told_with_the_result(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 5).await;
    let mut agent = g.mayor.clone();
    agent.roles.push(Role::Agent);
    let (slug, who) = (g.process.slug.clone(), g.people[0].account.clone().unwrap());
    for _ in 0..2 {
        // once for one person, however often it is tried
        let _ = vote::on_paper(&mut tx, &agent, at(VOTING), &mut g.rng, &slug, &who).await;
    }
    let refused = g.cast(&mut tx, 0, &[0], None).await;
    assert!(matches!(refused, Err(Error::AlreadyVoted)), "{refused:?}");
    g.cast(&mut tx, 1, &[0], None).await.unwrap();
    let known = vote::listed(&mut tx, at(CLOSED)).await.unwrap();
    assert!(!known[0].known, "nothing was counted yet");
    let closed = tally::close(&mut tx, at(CLOSED), &mut g.rng, &g.process.id).await;
    assert_eq!(closed.unwrap().ballots, 1);
    let told = tally::published(&mut tx, &Actor::visitor(), &slug).await;
    assert_eq!(told.unwrap().on_paper, 1);
    assert!(vote::listed(&mut tx, at(CLOSED)).await.unwrap()[0].known);
}

/// Ballots acknowledged are counted, those that come behind the count are not acknowledged.
async fn the_count_misses_no_receipt(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let g = ground(&mut tx, &budget_form(), 40).await;
    tx.commit().await.unwrap();
    let last = civic::time::Time(at(CLOSED).0 - 1);
    let casts = (0..40).map(|n| {
        let (db, person, slug) = (base.db.clone(), g.people[n].clone(), g.process.slug.clone());
        let chosen = g.choose(&[n % 4]);
        tokio::spawn(async move {
            let (mut rng, mut tx) = (rng(700 + n as u64), db.write().await.unwrap());
            match vote::cast(&mut tx, &person, last, &mut rng, &slug, &chosen, None).await {
                Ok(receipt) => {
                    tx.commit().await.unwrap();
                    Some(receipt.secret)
                }
                Err(error) => {
                    assert!(matches!(error, Error::Closed(Act::Vote)), "{error:?}");
                    None
                }
            }
        })
    });
    let casts: Vec<_> = casts.collect();
    let closing: Vec<_> = (0..2u64)
        .map(|n| {
            let (db, process) = (base.db.clone(), g.process.id.clone());
            tokio::spawn(async move {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                let (mut rng, mut tx) = (rng(800 + n), db.write().await.unwrap());
                let counted = tally::close(&mut tx, at(CLOSED), &mut rng, &process)
                    .await
                    .unwrap();
                tx.commit().await.unwrap();
                counted
            })
        })
        .collect();
    let mut receipts = 0;
    for cast in casts {
        receipts += i64::from(cast.await.unwrap().is_some());
    }
    for count in closing {
        let counted = count.await.unwrap();
        assert_eq!((counted.ballots, counted.voters), (receipts, receipts));
    }
    let mut tx = base.db.read().await.unwrap();
    let kept = store::urn::contents(&mut tx, &g.process.id).await.unwrap();
    assert_eq!(i64::try_from(kept.len()).unwrap(), receipts);
}

async fn open_data_only_as_announced(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 50).await;
    let (closed, slug) = (at(CLOSED), g.process.slug.clone());
    let silent = process::Form {
        ballots_published: false,
        ..budget_form()
    };
    let mayor = g.mayor.clone();
    let quiet = process::create(&mut tx, &mayor, at(PROPOSING), &mut g.rng, &silent)
        .await
        .unwrap();
    for voter in 0..50 {
        g.cast(&mut tx, voter, &[voter % 4, (voter + 1) % 4], None)
            .await
            .unwrap();
        if voter == 48 {
            // 49 voters: counted in a transaction of its own it would be refused (see below)
            let early = export::pabulib(&mut tx, closed, &mut g.rng, &slug).await;
            assert!(matches!(early, Err(Error::NotPublished)));
        }
    }
    tally::close(&mut tx, closed, &mut g.rng, &g.process.id)
        .await
        .unwrap();
    tally::close(&mut tx, closed, &mut g.rng, &quiet.id)
        .await
        .unwrap();
    for (now, slug) in [(at(VOTING), &slug), (closed, &quiet.slug)] {
        let refused = export::pabulib(&mut tx, now, &mut g.rng, slug).await;
        assert!(matches!(refused, Err(Error::NotPublished)));
    }
    let unknown = export::pabulib(&mut tx, closed, &mut g.rng, "ailleurs").await;
    assert!(matches!(unknown, Err(Error::NotFound)));
    let text = export::pabulib(&mut tx, closed, &mut g.rng, &slug)
        .await
        .unwrap();
    let file = civic::pabulib::parse(text.as_bytes()).unwrap();
    assert_eq!(
        (file.votes.len(), file.projects.len(), file.budget),
        (50, 4, 6_000_000)
    );
    assert!(text.contains("\nvoter_id;vote\n"), "{text}");
    assert!(
        text.contains("date_begin;01.05.2026\ndate_end;31.05.2026\n"),
        "{text}"
    );
    for person in &g.people {
        assert!(!text.contains(person.account().unwrap().as_str()));
    }
    let again = export::pabulib(&mut tx, closed, &mut g.rng, &slug)
        .await
        .unwrap();
    assert_ne!(text, again);
}

async fn never_under_fifty_voters(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 49).await;
    for voter in 0..49 {
        g.cast(&mut tx, voter, &[voter % 4], None).await.unwrap();
    }
    let closed = at(CLOSED);
    tally::close(&mut tx, closed, &mut g.rng, &g.process.id)
        .await
        .unwrap();
    let refused = export::pabulib(&mut tx, closed, &mut g.rng, &g.process.slug).await;
    assert!(matches!(refused, Err(Error::NotPublished)));
}

on_both! {
    paper_excludes_a_ballot_and_is_told_with_the_result
    up_to_three_projects
    within_the_budget
    one_ballot_each_and_its_secret_alone_replaces_it
    residents_only_where_it_is_asked
    voting_twice_at_once_leaves_one_ballot
    the_count_misses_no_receipt
    open_data_only_as_announced
    never_under_fifty_voters
}
