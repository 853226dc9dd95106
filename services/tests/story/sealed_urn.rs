//! The urn of a sealed vote, from the first ballot to the result, on both databases; the verifier of `ballot` and, where
//! it is installed, `belenios-tool` 2.0 judge what can be downloaded.

use super::sealed::{archive, opened, tag, verified};
use crate::common::{Base, CLOSED, REVIEWING, VOTING, at};
use crate::on_both;
use ballot::Code;
use ballot::v1::credential::Credential;
use civic::permission::Actor;
use civic::process::Act;
use services::Error;
use services::sealed;
async fn from_the_urn_to_the_result(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 60).await;
    let mut last = None;
    for who in 0..55 {
        last = Some(vote.vote(&mut tx, who, &[who % 4, (who + 1) % 4]).await);
    }
    let published = last.unwrap();
    assert_eq!((published.event, published.replaced), (55, false));
    // the first voter votes again: the last ballot counts, the urn keeps both
    let last_text = vote.sealed(0, &[3]);
    let again = vote.cast(&mut tx, 0, &last_text).await.unwrap();
    assert!(again.replaced);
    let id = vote.g.process.id.clone();
    let slug = vote.g.process.slug.clone();
    let page = sealed::page(&mut tx, &vote.g.mayor, &slug, 50, 100)
        .await
        .unwrap();
    assert_eq!(
        (page.head.events, page.turnout, page.events.len()),
        (57, (60, 55), 7)
    );
    let place = sealed::place(&mut tx, &id, &published.tracker)
        .await
        .unwrap();
    let (tracker, words) = sealed::tracker(&place.event.payload).unwrap();
    assert_eq!(tracker, published.tracker);
    let by_words = sealed::place(&mut tx, &id, &words.to_uppercase()).await;
    assert_eq!(by_words.unwrap(), place);
    for none in ["", "abeille", &"A".repeat(43)] {
        let absent = sealed::place(&mut tx, &id, none).await;
        assert!(matches!(absent, Err(Error::NotFound)), "{none}");
    }
    assert_eq!((place.event.height, place.after.len()), (55, 1));
    assert_eq!(place.event.hash, published.head);
    assert_eq!(place.after[0].hash, again.head);
    assert!(
        closed(&mut tx, at(VOTING), &mut vote.g.rng, &id)
            .await
            .is_err()
    );

    assert!(
        closed(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
            .await
            .unwrap()
    );
    assert!(
        !closed(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
            .await
            .unwrap()
    );
    let late = vote.sealed(57, &[1]);
    let person = &vote.g.people[57];
    let early = sealed::expected(&mut tx, person, at(CLOSED), &slug, &late).await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let late = vote.cast(&mut tx, 57, &late).await;
    assert!(matches!(late, Err(Error::Closed(Act::Vote))));
    // the answer to the last ballot was lost at the close: sent again, it has its receipt all the same
    let person = &vote.g.people[0];
    sealed::expected(&mut tx, person, at(CLOSED), &slug, &last_text)
        .await
        .unwrap();
    let checked = sealed::check(&vote.ready, last_text).unwrap();
    let same = sealed::cast(&mut tx, person, at(CLOSED), &slug, &checked, &tag(0)).await;
    assert_eq!(same.unwrap().tracker, again.tracker);
    // the second trustee has lost her key
    let (first, third) = (vote.part(&mut tx, 0).await, vote.part(&mut tx, 2).await);
    let mut rng = vote.g.rng.clone();
    // a part in another's name, one that comes twice, and one of nobody
    for (owner, part, code) in [
        (2, &first, Code::DecryptionProof),
        (4, &first, Code::DecryptionOwner),
        (0, &first, Code::DecryptionOwner),
    ] {
        let refused = gives(&mut tx, &mut rng, &id, owner, part).await;
        assert!(
            matches!(refused, Err(Error::Sealed(c)) if c == code),
            "{owner}"
        );
    }
    // weighed before another part came: to be weighed again, with that one
    let stale = sealed::sum(&mut tx, &id).await.unwrap();
    let stale = sealed::weigh(stale, 3, &third).unwrap();
    let one = gives(&mut tx, &mut rng, &id, 1, &first).await;
    assert!(one.unwrap().is_none(), "one trustee alone opens nothing");
    let late = sealed::publish(&mut tx, at(CLOSED), &mut rng, &stale).await;
    assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
    let twice = gives(&mut tx, &mut rng, &id, 1, &first).await;
    assert!(matches!(twice, Err(Error::Sealed(Code::DecryptionTwice))));
    let tally = gives(&mut tx, &mut rng, &id, 3, &third).await;
    let tally = tally.unwrap().unwrap();
    assert_eq!((tally.voters, tally.ballots), (55, 55));
    // 55 people chose two of four in turn; the first of them changed from 0 and 1 to 3
    let votes: Vec<_> = tally.outcome.projects.iter().map(|t| t.votes).collect();
    let expected: Vec<u64> = (0..4)
        .map(|p| {
            (1..55).filter(|w| w % 4 == p || (w + 1) % 4 == p).count() as u64 + u64::from(p == 3)
        })
        .collect();
    assert_eq!(votes, expected);

    let whole = archive(&mut tx, &id).await;
    let report = verified(&whole, &[&published.head, &again.head]).unwrap();
    assert!(report.complete());
    assert_eq!(report.result, Some(vec![expected]));
    assert_eq!((report.ballots, report.voters), (56, 55));
    judged(&whole, &report.election.uuid);
    tx.commit().await.unwrap();
}
on_both!(from_the_urn_to_the_result);

/// The urn is closed and added up; whether it had no sum before.
pub async fn closed(
    tx: &mut services::Tx,
    now: civic::time::Now,
    rng: &mut services::Rng,
    process: &civic::id::ProcessId,
) -> services::Result<bool> {
    if !sealed::end(tx, now, rng, process).await? {
        return Ok(false);
    }
    let mut adding = sealed::adding(tx, process).await?;
    loop {
        let ballots = adding.next(tx).await?;
        if ballots.is_empty() {
            break;
        }
        adding = adding.with(&ballots)?;
    }
    sealed::publish_sum(tx, now, rng, &adding).await?;
    Ok(true)
}

/// A trustee's part is weighed and published.
async fn gives(
    tx: &mut services::Tx,
    rng: &mut services::Rng,
    process: &civic::id::ProcessId,
    owner: usize,
    part: &str,
) -> services::Result<Option<services::tally::Tally>> {
    let sum = sealed::sum(tx, process).await?;
    let weighed = sealed::weigh(sum, owner, part)?;
    sealed::publish(tx, at(CLOSED), rng, &weighed).await
}

/// The program that nobody here wrote says the same; where it is not installed, other tests say so.
fn judged(archive: &[u8], uuid: &str) {
    use std::process::Command;
    let version = Command::new("belenios-tool").arg("--version").output();
    if !version.is_ok_and(|v| v.stdout.starts_with(b"2.0 ")) {
        return;
    }
    let folder = std::env::temp_dir().join(format!("tiker-urn-{uuid}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{uuid}.bel")), archive).unwrap();
    let mut tool = Command::new("belenios-tool");
    let verdict = tool.args(["election", "verify", "--dir"]).arg(&folder);
    let verdict = verdict.output().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        verdict.status.success(),
        "{}",
        String::from_utf8_lossy(&verdict.stderr)
    );
}

async fn one_person_one_right(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 6).await;
    let first = vote.sealed(0, &[0]);
    let receipt = vote.cast(&mut tx, 0, &first).await.unwrap();
    // sent twice, since the answer was lost: the same receipt
    let same = vote.cast(&mut tx, 0, &first).await.unwrap();
    assert_eq!(
        (&same.tracker, same.event),
        (&receipt.tracker, receipt.event)
    );
    tx.commit().await.unwrap();

    // what is refused is undone as a whole, as the edge does
    let mut tx = base.db.write().await.unwrap();
    let other = vote.sealed(1, &[1]);
    let refused = vote.cast(&mut tx, 0, &other).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "a second right");
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    let stolen = vote.sealed(0, &[2]);
    let refused = vote.cast(&mut tx, 1, &stolen).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "another's right");
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    vote.vote(&mut tx, 0, &[1, 2]).await;
    let back = vote.cast(&mut tx, 0, &first).await;
    assert!(
        matches!(back, Err(Error::Sealed(Code::BallotDuplicate))),
        "an old vote put back"
    );
    // whoever has voted cannot replace another voter's ballot with that voter's right, which a registrar may have kept
    vote.vote(&mut tx, 4, &[0]).await;
    tx.commit().await.unwrap();
    let mut tx = base.db.write().await.unwrap();
    let stolen = vote.sealed(0, &[2]);
    let refused = vote.cast(&mut tx, 4, &stolen).await;
    assert!(matches!(refused, Err(Error::OtherRight)), "another's vote");
    let text = vote.sealed(5, &[0]);
    let untied = sealed::check(&vote.ready, text).unwrap();
    let (person, slug) = (&vote.g.people[5], &vote.g.process.slug);
    let refused = sealed::cast(&mut tx, person, at(VOTING), slug, &untied, "").await;
    assert!(matches!(refused, Err(Error::Sealed(Code::JsonForm))));
    drop(tx);
    let mut tx = base.db.write().await.unwrap();
    let unknown = Credential::random(&mut vote.g.rng);
    vote.credentials[2] = unknown;
    let nobody = vote.sealed(2, &[0]);
    let refused = vote.cast(&mut tx, 2, &nobody).await;
    assert!(matches!(
        refused,
        Err(Error::Sealed(Code::BallotCredential))
    ));
    let visitor = civic::permission::Actor::visitor();
    let text = vote.sealed(3, &[0]);
    let ballot = sealed::check(&vote.ready, text).unwrap();
    let slug = vote.g.process.slug.clone();
    let refused = sealed::cast(&mut tx, &visitor, at(VOTING), &slug, &ballot, &tag(3)).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    let early = sealed::cast(
        &mut tx,
        &vote.g.people[3],
        at(REVIEWING),
        &slug,
        &ballot,
        &tag(3),
    )
    .await;
    assert!(matches!(early, Err(Error::Closed(Act::Vote))));
    let page = sealed::page(&mut tx, &visitor, &slug, 0, 100)
        .await
        .unwrap();
    assert_eq!((page.turnout, page.events.len()), ((6, 2), 4));
    tx.commit().await.unwrap();
}
on_both!(one_person_one_right);

async fn what_the_server_takes_out_shows(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 4).await;
    let id = vote.g.process.id.clone();
    let mut heads = Vec::new();
    for who in 0..3 {
        heads.push(vote.vote(&mut tx, who, &[who]).await.head);
    }
    let whole = archive(&mut tx, &id).await;
    assert!(verified(&whole, &[&heads[0], &heads[2]]).is_ok());
    // somebody with the database makes an archive again without the second ballot, all hashes right
    let setup = store::election::bytes(&mut tx, &id, 0, 1)
        .await
        .unwrap()
        .concat();
    let mut walk = ballot::archive::reader::Walk::begin(&setup[..]).unwrap();
    walk.event().unwrap();
    let (mut forged, mut head) = (setup.clone(), walk.head());
    for place in [1, 3] {
        let piece = store::election::bytes(&mut tx, &id, place, 1)
            .await
            .unwrap()
            .concat();
        let records = ballot::archive::contents(&piece).unwrap();
        let ballot = std::str::from_utf8(records[0]).unwrap();
        forged.extend(head.append(ballot::archive::Kind::Ballot, &[ballot]));
    }
    assert!(
        verified(&forged, &[&heads[0]]).is_ok(),
        "by itself it looks right"
    );
    for published in &heads[1..] {
        assert_eq!(verified(&forged, &[published]), Err(Code::HeadMissing));
    }
}
on_both!(what_the_server_takes_out_shows);
async fn heads_are_signed(base: Base) {
    use ed25519_dalek::{Signature, VerifyingKey};
    use services::sealed::head;
    let mut tx = base.db.write().await.unwrap();
    let mut vote = opened(&mut tx, 5).await;
    let slug = vote.g.process.slug.clone();
    let visitor = Actor::visitor();
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 1);
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 0);
    let receipt = vote.vote(&mut tx, 0, &[1]).await;
    // within the hour nothing is due; after it the head holds the ballot
    assert_eq!(head::sign(&mut tx, at(VOTING)).await.unwrap(), 0);
    let later = at(VOTING).plus_seconds(3600);
    assert_eq!(head::sign(&mut tx, later).await.unwrap(), 1);
    assert_eq!(
        head::sign(&mut tx, later.plus_seconds(9000)).await.unwrap(),
        0
    );
    let (process, heads) = head::newest(&mut tx, &visitor, &slug).await.unwrap();
    assert_eq!(heads.len(), 2);
    assert_eq!((&heads[0].hash, heads[0].events), (&receipt.head, 2));
    let holding = store::signed_head::holding(&mut tx, &process.id, receipt.event).await;
    assert_eq!(holding.unwrap().as_ref(), Some(&heads[0]));
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len() / 2)
            .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
            .collect()
    };
    let public: [u8; 32] = bytes(&head::public_key(tx.vault())).try_into().unwrap();
    let public = VerifyingKey::from_bytes(&public).unwrap();
    for one in &heads {
        let text = head::statement(&process, one.events, &one.hash, one.at);
        let signature: [u8; 64] = bytes(&one.signature).try_into().unwrap();
        let signature = Signature::from_bytes(&signature);
        public.verify_strict(text.as_bytes(), &signature).unwrap();
        let other = head::statement(&process, one.events + 1, &one.hash, one.at);
        assert!(public.verify_strict(other.as_bytes(), &signature).is_err());
    }
    // after the close each step has its head at once
    let id = process.id.clone();
    closed(&mut tx, at(CLOSED), &mut vote.g.rng, &id)
        .await
        .unwrap();
    assert_eq!(head::sign(&mut tx, at(CLOSED)).await.unwrap(), 1);
}
on_both!(heads_are_signed);
