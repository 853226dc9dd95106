//! The demonstration commune, Lannevez: invented, and said to be so by the interface. It is made through the
//! citizens' use cases at past instants, so every page shows what those use cases give.
//!
//! **Invariant**: no real person, place or figure; names are pseudonyms.

mod idea;
mod last_year;
mod people;
mod stage;
mod talk;
mod vote;
mod youth;

use crate::process::Form;
use crate::{Result, Rng, new_id, project, shuffle, tally};
use civic::id::{DistrictId, ProposalId};
use civic::permission::Actor;
use civic::process::{PhaseKind, Process, Template};
use civic::time::Now;
use stage::{Calendar, Stage};
use store::Tx;

/// The commune's name.
pub const COMMUNE: &str = "Lannevez";

/// Fills an empty database.
///
/// # Errors
/// What a use case or the database says.
pub async fn seed(tx: &mut Tx, now: Now, rng: &mut Rng) -> Result<()> {
    let calendar = Calendar::new(now);
    store::meta::set(tx, store::meta::COMMUNE, COMMUNE).await?;
    let official = people::official(tx, calendar.at(-500, 9), rng).await?;
    let people = people::make(tx, calendar.at(-480, 9), rng).await?;
    let mut districts = Vec::new();
    for (position, name) in (0..).zip(idea::DISTRICTS) {
        let id: DistrictId = new_id(calendar.at(-500, 9), rng);
        districts.push(store::district::list(tx, &id, name, position).await?);
    }
    let stage = Stage {
        calendar,
        official,
        people,
        districts,
    };
    last_year(tx, rng, &stage).await?;
    this_year(tx, rng, &stage).await?;
    petitions(tx, rng, &stage).await?;
    youth(tx, rng, &stage).await?;
    seafront(tx, rng, &stage).await
}

fn year(calendar: &Calendar, days: i64) -> i16 {
    crate::calendar::local(calendar.at(days, 12)).year()
}

/// Voted, counted, two projects under way.
async fn last_year(tx: &mut Tx, rng: &mut Rng, stage: &Stage) -> Result<()> {
    let c = &stage.calendar;
    let form = Form {
        title: format!("Budget participatif {}", year(c, -365)),
        summary: "Les habitants de Lannevez ont proposé, puis choisi, comment dépenser 50 000 €.".to_owned(),
        promise: "Tout projet retenu est réalisé dans les deux ans. La mairie donne des nouvelles de chacun, ici.".to_owned(),
        budget: "50 000".to_owned(),
        rule: "greedy_votes".to_owned(),
        categories: last_year::CATEGORIES.to_owned(),
        ballots_published: true,
        ..c.form(Template::ParticipatoryBudget, &[-400, -350, -300, -279, 450])
    };
    let process = stage.create(tx, rng, -410, &form).await?;
    let ids = stage
        .propose(tx, rng, &process, &last_year::IDEAS, (-398, -352))
        .await?;
    stage
        .reply(tx, rng, &last_year::IDEAS, &ids, (-345, -305))
        .await?;
    let liked: Vec<u32> = last_year::IDEAS.iter().map(|i| i.liked).collect();
    let mut voters: Vec<&Actor> = stage.people.iter().collect();
    shuffle(&mut voters, rng);
    voters.truncate(91);
    stage
        .cast(tx, rng, &process, &voters, (&ids, &liked), (-299, -280))
        .await?;
    let closes = process
        .phase(PhaseKind::Vote)
        .map_or(c.at(-279, 0), |p| p.closes_at);
    let counted = tally::close(tx, closes, rng, &process.id).await?;
    for (place, opened, steps) in last_year::FOLLOWED {
        // a refused idea is not on the ballot: the places of the result are not those of the ideas
        let funded = |id: &&ProposalId| {
            let position = counted.projects.iter().position(|p| p.id == id.0);
            position.is_some_and(|i| counted.outcome.funds(i))
        };
        let Some(id) = ids.get(place).filter(funded) else {
            continue;
        };
        let project = project::open(tx, &stage.official, c.at(-opened, 10), rng, id).await?;
        for (days, title, body, status) in steps {
            let form = project::MilestoneForm {
                title: idea::typeset(title),
                body: idea::typeset(body),
                status: (*status).to_owned(),
            };
            project::post_milestone(tx, &stage.official, c.at(-days, 11), rng, &project, &form)
                .await?;
        }
    }
    Ok(())
}

/// The vote is open.
async fn this_year(tx: &mut Tx, rng: &mut Rng, stage: &Stage) -> Result<()> {
    let c = &stage.calendar;
    let form = Form {
        title: format!("Budget participatif {}", year(c, 0)),
        summary: "60 000 € pour des projets imaginés par les habitants. Douze sont au vote : choisissez-en jusqu’à trois.".to_owned(),
        promise: "Les projets retenus par le vote sont votés tels quels au conseil municipal suivant, puis réalisés dans les deux ans.".to_owned(),
        budget: "60 000".to_owned(),
        rule: "equal_shares".to_owned(),
        categories: vote::CATEGORIES.to_owned(),
        ballots_published: true,
        ..c.form(Template::ParticipatoryBudget, &[-110, -70, -9, 12, 740])
    };
    let process = stage.create(tx, rng, -115, &form).await?;
    let ids = stage
        .propose(tx, rng, &process, &vote::IDEAS, (-108, -75))
        .await?;
    stage.reply(tx, rng, &vote::IDEAS, &ids, (-66, -14)).await?;
    let admitted = vote::IDEAS.iter().zip(&ids);
    let admitted: Vec<(ProposalId, u32)> = admitted
        .filter(|(idea, _)| matches!(idea.reply, idea::Reply::Yes(..)))
        .map(|(idea, id)| (id.clone(), idea.liked))
        .collect();
    let (ids, liked): (Vec<_>, Vec<_>) = admitted.into_iter().unzip();
    let mut voters: Vec<&Actor> = stage.people.iter().collect();
    shuffle(&mut voters, rng);
    voters.truncate(58);
    stage
        .cast(tx, rng, &process, &voters, (&ids, &liked), (-8, -1))
        .await
}

/// Proposals are open.
async fn youth(tx: &mut Tx, rng: &mut Rng, stage: &Stage) -> Result<()> {
    let c = &stage.calendar;
    let form = Form {
        title: "Budget participatif des jeunes".to_owned(),
        summary: "15 000 € pour les idées des 11-25 ans de Lannevez. Tout le monde peut commenter et soutenir.".to_owned(),
        promise: "La mairie répond à chaque idée. Les projets choisis sont réalisés avec leurs auteurs avant l’été prochain.".to_owned(),
        budget: "15 000".to_owned(),
        ballot: "within_budget".to_owned(),
        rule: "greedy_votes".to_owned(),
        categories: youth::CATEGORIES.to_owned(),
        ..c.form(Template::ParticipatoryBudget, &[-24, 21, 50, 71, 500])
    };
    let process = stage.create(tx, rng, -25, &form).await?;
    stage
        .propose(tx, rng, &process, &youth::IDEAS, (-23, -1))
        .await?;
    Ok(())
}

/// Opinions are open, some have an answer.
async fn seafront(tx: &mut Tx, rng: &mut Rng, stage: &Stage) -> Result<()> {
    let c = &stage.calendar;
    let form = Form {
        title: "Le front de mer de demain".to_owned(),
        summary: "Voitures, dune, terrasses : que voulez-vous pour le front de mer de la Grève-Noire ? Donnez votre avis, répondez à ceux des autres.".to_owned(),
        promise: "La mairie répond aux avis au fil de l’eau, publie une synthèse dans le mois qui suit la clôture, et dit ce qu’elle en garde et pourquoi.".to_owned(),
        categories: talk::SEAFRONT_CATEGORIES.to_owned(),
        ..c.form(Template::Concertation, &[-16, 26, 200])
    };
    let process = stage.create(tx, rng, -18, &form).await?;
    let ids = stage
        .propose(tx, rng, &process, &talk::SEAFRONT, (-15, -4))
        .await?;
    stage.reply(tx, rng, &talk::SEAFRONT, &ids, (-3, -1)).await
}

/// Petitions gather signatures.
async fn petitions(tx: &mut Tx, rng: &mut Rng, stage: &Stage) -> Result<()> {
    let c = &stage.calendar;
    let form = Form {
        title: "Pétitions à la commune".to_owned(),
        summary: "Une demande à faire au conseil municipal ? Lancez une pétition ou signez celles des autres.".to_owned(),
        promise: "À 80 signatures, la pétition est inscrite à l’ordre du jour du conseil municipal suivant et reçoit une réponse écrite.".to_owned(),
        support_goal: "80".to_owned(),
        ..c.form(Template::Petition, &[-40, 50, 140])
    };
    let process: Process = stage.create(tx, rng, -41, &form).await?;
    stage
        .propose(tx, rng, &process, &talk::PETITIONS, (-38, -20))
        .await?;
    Ok(())
}
