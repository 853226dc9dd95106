//! What the page of a proposal reads: a fixed number of statements, comments in pages that neither skip
//! nor repeat, and what is asked before one comments, supports or takes back.

use crate::common::{
    Base, PROPOSING, VOTING, at, budget_form, citizen, official, proposal_form, rng,
};
use crate::on_both;
use civic::id::{CommentId, ProposalId};
use civic::permission::{Actor, Refusal};
use civic::process::Act;
use civic::proposal::Stance;
use rand_chacha::ChaCha20Rng;
use services::{Error, Tx, contribution, process, proposal, proposal_page};

const BODY: &str = "À l’ombre des tilleuls, pour se poser un moment au bourg.";

struct Ground {
    anne: Actor,
    yann: Actor,
    id: ProposalId,
    rng: ChaCha20Rng,
}

async fn ground(tx: &mut Tx) -> Ground {
    let (now, mut rng) = (at(PROPOSING), rng(47));
    let mayor = official(tx, now, &mut rng).await;
    let anne = citizen(tx, now, &mut rng, 1).await;
    let yann = citizen(tx, now, &mut rng, 2).await;
    let made = process::create(tx, &mayor, now, &mut rng, &budget_form())
        .await
        .unwrap();
    let choices = proposal_page::choices(tx, &made.id).await.unwrap();
    let form = proposal_form("Des bancs au bourg", BODY, choices.categories[0].0.as_str());
    let id = proposal::create(tx, &anne, now, &mut rng, &made.slug, &form)
        .await
        .unwrap();
    Ground {
        anne,
        yann,
        id,
        rng,
    }
}

/// Comments a minute apart, so that one account stays within its limit; each answers the first.
async fn say(tx: &mut Tx, g: &mut Ground, count: i64) -> Vec<CommentId> {
    let mut ids: Vec<CommentId> = Vec::new();
    for i in 0..count {
        let form = contribution::Form {
            stance: ["for", "against", "neutral"][usize::try_from(i % 3).unwrap()].to_owned(),
            body: format!("Un avis, le numéro {i}."),
            parent: ids.first().map(ToString::to_string).unwrap_or_default(),
        };
        let now = at(PROPOSING).plus_seconds(i * 60);
        let id = contribution::comment(tx, &g.yann, now, &mut g.rng, &g.id, &form)
            .await
            .unwrap();
        ids.push(id);
    }
    ids
}

async fn comments_in_pages(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx).await;
    let said = say(&mut tx, &mut g, 75).await;
    let visitor = Actor::visitor();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let before = base.db.statements();
        let shown = proposal_page::shown(&mut tx, &visitor, &g.id, after.as_ref())
            .await
            .unwrap();
        assert_eq!(base.db.statements() - before, 5, "statements of a page");
        assert_eq!(shown.proposal.comments, 75);
        let tallied: i64 = shown.tallies.iter().map(|(_, n)| n).sum();
        assert_eq!(tallied, 75);
        assert!(shown.tallies.contains(&(Stance::For, 25)));
        seen.extend(shown.comments.into_iter().map(|c| c.id));
        after = shown.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, said);
    // where one lands after writing, the comment is on the page
    for (i, id) in said.iter().enumerate() {
        let start = proposal_page::page_of(&mut tx, &g.id, id).await.unwrap();
        let (page, _) = contribution::comments(&mut tx, &g.id, start.as_ref())
            .await
            .unwrap();
        assert!(page.iter().any(|c| c.id == *id), "comment {i}");
    }
}

async fn what_is_asked_first(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx).await;
    let said = say(&mut tx, &mut g, 1).await;
    let now = at(PROPOSING);
    let open = proposal_page::to_contribute(&mut tx, &g.yann, now, &g.id, Act::Support).await;
    assert!(open.is_ok());
    let late = at(VOTING);
    for act in [Act::Support, Act::Comment] {
        let closed = proposal_page::to_contribute(&mut tx, &g.yann, late, &g.id, act).await;
        assert!(matches!(closed, Err(Error::Closed(a)) if a == act));
    }
    for (actor, before, after) in [(&g.yann, false, true), (&Actor::visitor(), false, false)] {
        let supported = proposal_page::supported(&mut tx, actor, &g.id).await;
        assert_eq!(supported.unwrap(), before);
        let _ = contribution::support(&mut tx, actor, now, &g.id, true).await;
        let supported = proposal_page::supported(&mut tx, actor, &g.id).await;
        assert_eq!(supported.unwrap(), after);
    }
    let mine = proposal_page::my_comment(&mut tx, &g.yann, &said[0]).await;
    assert_eq!(mine.unwrap().1, g.id);
    let not_mine = proposal_page::my_comment(&mut tx, &g.anne, &said[0]).await;
    assert!(matches!(not_mine, Err(Error::Refused(Refusal::NotYours))));
    let elsewhere = ProposalId("ailleurs".to_owned());
    let elsewhere = proposal_page::comment(&mut tx, &elsewhere, &said[0]).await;
    assert!(matches!(elsewhere, Err(Error::NotFound)));
    tx.commit().await.unwrap();
}

async fn an_id_with_a_nul_finds_nothing(base: Base) {
    let mut tx = base.db.read().await.unwrap();
    for odd in ["\0", "a\0b", "%00", "\u{202e}"] {
        let found = proposal_page::shown(
            &mut tx,
            &Actor::visitor(),
            &ProposalId(odd.to_owned()),
            None,
        )
        .await;
        assert!(matches!(found, Err(Error::NotFound)), "{odd:?}");
        let found = proposal_page::my_comment(
            &mut tx,
            &Actor {
                account: Some("x".into()),
                ..Actor::default()
            },
            &CommentId(odd.to_owned()),
        )
        .await;
        assert!(matches!(found, Err(Error::NotFound)), "{odd:?}");
    }
}

on_both! { comments_in_pages what_is_asked_first an_id_with_a_nul_finds_nothing }
