//! Closing an account: who she was goes, what she wrote stays without a name or goes too, and nobody gets a second voice by
//! it. What is kept of somebody, for herself. What is erased in time. On both databases.

use crate::common::{Base, CLOSED, PROPOSING, VOTING, at, budget_form, holder, rng};
use crate::on_both;
use crate::voting::{Ground, ground};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Level, Refusal, Role};
use civic::proposal::State;
use civic::time::Time;
use services::closing::{self, Closed, Contributions, KEPT_SECONDS};
use services::retention::{self, Rule, TOLD_SECONDS, UNUSED_SECONDS};
use services::session::Demand;
use services::{Error, Tx, contribution, my_data, session, sign_in, vote};

const DAY: i64 = 24 * 3600;

async fn enters(tx: &mut Tx, g: &mut Ground, now: Time, id: &AccountId) -> [u8; 16] {
    let device = Device::default();
    let opened = session::open(tx, now, &mut g.rng, id, Proof::Code, device).await;
    opened.unwrap()
}

async fn closes(
    tx: &mut Tx,
    g: &mut Ground,
    now: Time,
    actor: &Actor,
    contributions: Contributions,
) -> Closed {
    let id = actor.account.clone().unwrap();
    let here = enters(tx, g, now, &id).await;
    let by = (actor, Some(&here));
    let done = closing::close(tx, by, now, &mut g.rng, contributions).await;
    done.unwrap()
}

/// Somebody reads a code in her mailbox, and types it.
async fn comes_back(tx: &mut Tx, g: &mut Ground, now: Time, email: &str) -> AccountId {
    let (browser, net) = (&[5; 16], "192.0.2.9");
    sign_in::ask_code(tx, now, &mut g.rng, email, browser, net, "fr")
        .await
        .unwrap();
    let job = store::job::lease(tx, now, now.plus_seconds(60))
        .await
        .unwrap();
    let mail: sign_in::CodeMail = serde_json::from_str(&job.unwrap().payload).unwrap();
    let here = (&browser[..], Device::default());
    let typed = sign_in::type_code(tx, now, &mut g.rng, &mail.code, here, net).await;
    match typed.unwrap() {
        sign_in::Typed::Opened { account, .. } => account,
        other => panic!("{other:?}"),
    }
}

/// The ground, with a comment of the second person under the first's proposal, answered by the third, and supports.
async fn lively(tx: &mut Tx, form: &services::process::Form) -> Ground {
    let mut g = ground(tx, form, 6).await;
    let now = at(PROPOSING);
    let (first, second) = (g.ids[0].clone(), g.ids[1].clone());
    let form = |body: &str, parent: &str| contribution::Form {
        stance: "for".to_owned(),
        body: body.to_owned(),
        parent: parent.to_owned(),
    };
    let one = contribution::comment(
        tx,
        &g.people[1],
        now,
        &mut g.rng,
        &first,
        &form("Je suis pour, et voici pourquoi.", ""),
    )
    .await;
    let one = one.unwrap();
    let two = form("Moi aussi, pour la même raison.", one.as_str());
    contribution::comment(tx, &g.people[2], now, &mut g.rng, &first, &two)
        .await
        .unwrap();
    for id in [&first, &second] {
        contribution::support(tx, &g.people[1], now, id, true)
            .await
            .unwrap();
    }
    g
}

/// The thread under the first proposal: the comment, then its answer.
async fn thread(tx: &mut Tx, g: &Ground) -> Vec<store::contribution::Comment> {
    let (mut thread, _) = contribution::comments(tx, &g.ids[0], None).await.unwrap();
    thread.sort_by_key(|comment| comment.parent.is_some());
    thread
}

async fn nothing_of_who_she_was_stays(tx: &mut Tx, id: &AccountId) {
    let left = store::account::get(tx, id).await.unwrap().unwrap();
    assert_eq!(
        (left.email, left.name, left.level),
        (None, None, Level::Anonymous)
    );
    assert!(!store::account::actor(tx, id).await.unwrap().has_roles());
    for sql in [
        "SELECT account_id FROM session WHERE account_id = $1",
        "SELECT account_id FROM passkey WHERE account_id = $1",
        "SELECT account_id FROM identity WHERE account_id = $1",
        "SELECT account_id FROM role WHERE account_id = $1",
        "SELECT account_id FROM enrolment WHERE account_id = $1",
    ] {
        assert!(
            tx.all(sql, store::args![id]).await.unwrap().is_empty(),
            "{sql}"
        );
    }
}

async fn what_she_wrote_stays_without_a_name(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = lively(&mut tx, &budget_form()).await;
    let leaver = g.people[1].clone();
    let id = leaver.account.clone().unwrap();
    store::account::set_name(&mut tx, &id, Some("Nolwenn"), [4; 24])
        .await
        .unwrap();
    // nothing that she took part in is open any more
    let now = at(CLOSED);
    assert_eq!(
        closes(&mut tx, &mut g, now, &leaver, Contributions::Stay).await,
        Closed::Done
    );
    nothing_of_who_she_was_stays(&mut tx, &id).await;
    let thread = thread(&mut tx, &g).await;
    assert_eq!(thread.len(), 2);
    assert_eq!(
        (thread[0].author_name.clone(), thread[0].withdrawn),
        (None, false)
    );
    assert_eq!(thread[0].body, "Je suis pour, et voici pourquoi.");
    let hers = store::proposal::get(&mut tx, &g.ids[1])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((hers.author_name, hers.state), (None, State::Admitted));
    assert_eq!(
        store::proposal::get(&mut tx, &g.ids[0])
            .await
            .unwrap()
            .unwrap()
            .supports,
        1
    );
    // the hash of her address goes too, but not before what she may be doing on another device is over
    let email = "citoyenne1@exemple.bzh";
    let soon = now.plus_seconds(KEPT_SECONDS - 1);
    assert_eq!(closing::sweep(&mut tx, soon).await.unwrap(), 0);
    let later = now.plus_seconds(KEPT_SECONDS + 1);
    assert_eq!(closing::sweep(&mut tx, later).await.unwrap(), 1);
    let known = store::account::by_email(&mut tx, email).await.unwrap();
    assert_eq!(known, None);
    // and the address opens a new account, which has nothing of the old one
    let again = sign_in::account_of(&mut tx, later, &mut g.rng, email).await;
    assert_ne!(again.unwrap(), id);
}

async fn what_she_wrote_goes_and_leaves_no_hole(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = lively(&mut tx, &budget_form()).await;
    let leaver = g.people[1].clone();
    let id = leaver.account.clone().unwrap();
    // while supports are still open
    let now = at(PROPOSING);
    assert_eq!(
        closes(&mut tx, &mut g, now, &leaver, Contributions::Go).await,
        Closed::Done
    );
    nothing_of_who_she_was_stays(&mut tx, &id).await;
    let thread = thread(&mut tx, &g).await;
    assert_eq!((thread[0].withdrawn, thread[0].body.as_str()), (true, ""));
    assert_eq!(thread[1].parent.as_ref(), Some(&thread[0].id));
    let hers = store::proposal::get(&mut tx, &g.ids[1])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (hers.state, hers.title.as_str(), hers.body.as_str()),
        (State::Withdrawn, "…", "")
    );
    let first = store::proposal::get(&mut tx, &g.ids[0])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((first.supports, first.comments), (0, 1));
    // and no search finds it
    let sql = "SELECT number FROM search_token WHERE number = $1";
    let found = tx.all(sql, store::args![hers.number]).await.unwrap();
    assert!(found.is_empty());
}

async fn what_was_put_to_a_vote_stays_without_an_author(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = lively(&mut tx, &budget_form()).await;
    let leaver = g.people[1].clone();
    closes(&mut tx, &mut g, at(VOTING), &leaver, Contributions::Go).await;
    let hers = store::proposal::get(&mut tx, &g.ids[1])
        .await
        .unwrap()
        .unwrap();
    assert_eq!((hers.state, hers.author_name), (State::Admitted, None));
    assert!(hers.body.starts_with("Un projet comme un autre"));
}

async fn nobody_gets_a_second_voice_by_leaving(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 6).await;
    let (leaver, now, email) = (g.people[1].clone(), at(VOTING), "citoyenne1@exemple.bzh");
    let id = leaver.account.clone().unwrap();
    let (slug, chosen) = (g.process.slug.clone(), g.ids[..1].to_vec());
    vote::cast(&mut tx, &leaver, now, &mut g.rng, &slug, &chosen, None)
        .await
        .unwrap();
    closes(&mut tx, &mut g, now, &leaver, Contributions::Go).await;
    // what the rules would forget is not forgotten while the vote is open
    assert_eq!(closing::sweep(&mut tx, now).await.unwrap(), 0);
    let gone = store::account::get(&mut tx, &id).await.unwrap().unwrap();
    assert_eq!((gone.email, gone.level), (None, Level::Anonymous));
    // an official who types her address in a form opens nothing again
    let back = sign_in::account_of(&mut tx, now, &mut g.rng, email).await;
    assert_eq!(back.unwrap(), id);
    let still = store::account::get(&mut tx, &id).await.unwrap().unwrap();
    assert_eq!(still.email, None);
    let back = comes_back(&mut tx, &mut g, now, email).await;
    assert_eq!(back, id);
    let back = store::account::actor(&mut tx, &back).await.unwrap();
    assert_eq!(back.level, Level::Mailbox);
    let again = vote::cast(&mut tx, &back, now, &mut g.rng, &slug, &chosen, None).await;
    assert!(matches!(again, Err(Error::AlreadyVoted)), "{again:?}");
    // closed once more, it is forgotten after the vote
    let after = at(CLOSED).plus_seconds(KEPT_SECONDS);
    closes(&mut tx, &mut g, now, &back, Contributions::Stay).await;
    assert_eq!(closing::sweep(&mut tx, after).await.unwrap(), 1);
    let new = sign_in::account_of(&mut tx, at(CLOSED), &mut g.rng, email)
        .await
        .unwrap();
    assert_ne!(new, id);
}

/// Between two phases nothing is open, and supports go on in the next.
async fn nor_a_second_support(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = lively(&mut tx, &budget_form()).await;
    let (leaver, email) = (g.people[1].clone(), "citoyenne1@exemple.bzh");
    let id = leaver.account.clone().unwrap();
    let now = at(PROPOSING);
    closes(&mut tx, &mut g, now, &leaver, Contributions::Stay).await;
    let later = now.plus_seconds(KEPT_SECONDS + 1);
    assert_eq!(closing::sweep(&mut tx, later).await.unwrap(), 0);
    assert_eq!(comes_back(&mut tx, &mut g, later, email).await, id);
}

/// Whoever only reads an agent's mails ends nothing of hers.
async fn an_agents_account_is_not_closed_with_a_mailbox(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 5).await;
    let now = at(VOTING);
    let agent = holder(&mut tx, &mut g.rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let id = agent.account.unwrap();
    let here = enters(&mut tx, &mut g, now, &id).await;
    let who = session::who(&mut tx, now, Some(&here), Demand::Strong).await;
    let by = (&who.unwrap().actor, Some(&here));
    let done = closing::close(&mut tx, by, now, &mut g.rng, Contributions::Go).await;
    assert!(
        matches!(done, Err(Error::Refused(Refusal::Asleep(_)))),
        "{done:?}"
    );
}

async fn not_everybody_may_leave_at_once(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = ground(&mut tx, &budget_form(), 5).await;
    let now = at(VOTING);
    let chief = holder(
        &mut tx,
        &mut g.rng,
        "dgs@exemple.bzh",
        &[Role::Administrator],
    )
    .await;
    assert_eq!(
        closes(&mut tx, &mut g, now, &chief, Contributions::Stay).await,
        Closed::LastAdministrator
    );
    holder(
        &mut tx,
        &mut g.rng,
        "maire@exemple.bzh",
        &[Role::Administrator],
    )
    .await;
    assert_eq!(
        closes(&mut tx, &mut g, now, &chief, Contributions::Stay).await,
        Closed::Done
    );
    // long after the sign-in, or for a visitor, nothing is closed
    let anne = g.people[0].clone();
    let here = enters(&mut tx, &mut g, now, anne.account.as_ref().unwrap()).await;
    let late = now.plus_seconds(session::FRESH_SECONDS + 1);
    let done = closing::close(
        &mut tx,
        (&anne, Some(&here)),
        late,
        &mut g.rng,
        Contributions::Go,
    )
    .await;
    assert!(matches!(done, Err(Error::Stale)), "{done:?}");
    let visitor = Actor::visitor();
    let done = closing::close(
        &mut tx,
        (&visitor, Some(&here)),
        now,
        &mut g.rng,
        Contributions::Go,
    )
    .await;
    assert!(matches!(done, Err(Error::Refused(_))), "{done:?}");
}

async fn an_unused_account_is_told_and_closed(base: Base) {
    let (mut tx, mut rng, start) = (base.db.write().await.unwrap(), rng(8), at(VOTING));
    let unused = holder(&mut tx, &mut rng, "partie@exemple.bzh", &[]).await;
    let used = holder(&mut tx, &mut rng, "la@exemple.bzh", &[]).await;
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let (unused, used) = (unused.account.unwrap(), used.account.unwrap());
    let device = Device::default();
    let year = start.plus_seconds(365 * DAY);
    session::open(&mut tx, year, &mut rng, &used, Proof::Code, device)
        .await
        .unwrap();
    let before = start.plus_seconds(UNUSED_SECONDS - TOLD_SECONDS - DAY);
    assert_eq!(Rule::Told.run(&mut tx, before, &mut rng).await.unwrap(), 0);
    let telling = start.plus_seconds(UNUSED_SECONDS - TOLD_SECONDS + DAY);
    assert_eq!(Rule::Told.run(&mut tx, telling, &mut rng).await.unwrap(), 1);
    assert_eq!(
        Rule::Told.run(&mut tx, telling, &mut rng).await.unwrap(),
        0,
        "told once"
    );
    // not before a month has gone by since
    let late = start.plus_seconds(UNUSED_SECONDS + DAY);
    assert_eq!(Rule::Unused.run(&mut tx, late, &mut rng).await.unwrap(), 0);
    let over = telling.plus_seconds(TOLD_SECONDS + DAY);
    assert_eq!(Rule::Unused.run(&mut tx, over, &mut rng).await.unwrap(), 1);
    nothing_of_who_she_was_stays(&mut tx, &unused).await;
    assert!(
        store::account::get(&mut tx, &used)
            .await
            .unwrap()
            .unwrap()
            .email
            .is_some()
    );
    let agent = agent.account.unwrap();
    assert!(
        store::account::get(&mut tx, &agent)
            .await
            .unwrap()
            .unwrap()
            .email
            .is_some()
    );
}

async fn one_who_signs_in_after_the_mail_keeps_her_account(base: Base) {
    let (mut tx, mut rng, start) = (base.db.write().await.unwrap(), rng(9), at(VOTING));
    let id = holder(&mut tx, &mut rng, "revient@exemple.bzh", &[])
        .await
        .account
        .unwrap();
    let telling = start.plus_seconds(UNUSED_SECONDS - TOLD_SECONDS + DAY);
    assert_eq!(Rule::Told.run(&mut tx, telling, &mut rng).await.unwrap(), 1);
    let device = Device::default();
    session::open(
        &mut tx,
        telling.plus_seconds(DAY),
        &mut rng,
        &id,
        Proof::Code,
        device,
    )
    .await
    .unwrap();
    let over = telling.plus_seconds(TOLD_SECONDS + 2 * DAY);
    for (rule, gone) in retention::run(&mut tx, over, &mut rng).await.unwrap() {
        if matches!(rule, Rule::Unused | Rule::Told) {
            assert_eq!(gone, 0, "{rule:?}");
        }
    }
    assert!(
        store::account::get(&mut tx, &id)
            .await
            .unwrap()
            .unwrap()
            .email
            .is_some()
    );
}

async fn what_is_kept_of_her_is_hers_to_read(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let mut g = lively(&mut tx, &budget_form()).await;
    let (anne, now) = (g.people[1].clone(), at(VOTING));
    let (slug, chosen) = (g.process.slug.clone(), g.ids[..1].to_vec());
    vote::cast(&mut tx, &anne, now, &mut g.rng, &slug, &chosen, None)
        .await
        .unwrap();
    let id = anne.account.clone().unwrap();
    enters(&mut tx, &mut g, now, &id).await;
    let data = my_data::of(&mut tx, &anne, now).await.unwrap();
    assert_eq!(data.account.email, "citoyenne1@exemple.bzh");
    assert_eq!(
        (
            data.proposals.len(),
            data.comments.len(),
            data.supports.len()
        ),
        (1, 1, 2)
    );
    assert_eq!(data.voted_in, [g.process.title.clone()]);
    assert_eq!(data.devices.len(), 1);
    assert!(
        data.notes
            .iter()
            .any(|note| note.action == "account.create")
    );
    // and nobody else's: not a word of the comment that answers hers
    let text = serde_json::to_string(&data).unwrap();
    assert!(
        !text.contains("Moi aussi") && !text.contains("citoyenne2"),
        "{text}"
    );
    // nor what she chose: of the ballot nothing is known here
    assert!(
        !text.contains("\"ballot") && !text.contains("secret"),
        "{text}"
    );
    let visitor = my_data::of(&mut tx, &Actor::visitor(), now).await;
    assert!(matches!(visitor, Err(Error::Refused(_))));
}

on_both!(
    what_she_wrote_stays_without_a_name
    what_she_wrote_goes_and_leaves_no_hole
    what_was_put_to_a_vote_stays_without_an_author
    nobody_gets_a_second_voice_by_leaving
    nor_a_second_support
    an_agents_account_is_not_closed_with_a_mailbox
    not_everybody_may_leave_at_once
    an_unused_account_is_told_and_closed
    one_who_signs_in_after_the_mail_keeps_her_account
    what_is_kept_of_her_is_hers_to_read
);
