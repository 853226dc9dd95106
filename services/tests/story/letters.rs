//! Letters: who has neither a mailbox nor another way in is known at the desk, enters with a code on paper, votes once. On both
//! databases; the people are invented.

use crate::common::{Base, VOTING, at, budget_form, holder, rng};
use crate::on_both;
use crate::voting::ground;
use civic::civil::{BirthDate, Civil};
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::{Identity, Way};
use civic::permission::{Actor, Level, Role};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use services::civil::Proved;
use services::document::{self, Document, Seen};
use services::identity::{Arrived, Purpose, arrive, depart};
use services::letter::{self, SECONDS};
use services::limit::LETTER_NETWORK;
use services::session::{self, Demand};
use services::{Error, Tx, address, person, process, vote};

fn paper(given: &str) -> Document {
    Document {
        birth_name: "Le Goff".to_owned(),
        given_names: given.to_owned(),
        born: "03/05/1931".to_owned(),
        place: "56007".to_owned(),
    }
}

async fn enters(tx: &mut Tx, rng: &mut ChaCha20Rng, now: Time, code: &str) -> Option<Actor> {
    let here = (Device::default(), "192.0.2.9");
    let secret = letter::enter(tx, now, rng, code, here).await.unwrap()?;
    let who = session::who(tx, now, Some(&secret), Demand::Any).await;
    Some(who.unwrap().actor)
}

async fn known(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    agent: &Actor,
    document: &Document,
) -> Result<AccountId, Proved> {
    let what = (document, Seen::Residence);
    document::enrol(tx, agent, at(VOTING), rng, what)
        .await
        .unwrap()
}

async fn without_a_mailbox_one_enters_by_a_letter_and_votes_once(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let form = process::Form {
        level_to_vote: "resident".to_owned(),
        ..budget_form()
    };
    let mut g = ground(&mut tx, &form, 5).await;
    let (now, slug, chosen) = (at(VOTING), g.process.slug.clone(), g.ids[..1].to_vec());
    let agent = holder(&mut tx, &mut g.rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let document = paper("Jeanne");
    for actor in [&g.mayor, &g.people[0], &Actor::visitor()] {
        let what = (&document, Seen::Residence);
        let refused = document::enrol(&mut tx, actor, now, &mut rng(3), what).await;
        assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    }
    let jeanne = known(&mut tx, &mut g.rng, &agent, &document).await.unwrap();
    // once known, she has no second account
    let twice = known(&mut tx, &mut g.rng, &agent, &document).await;
    assert_eq!(twice, Err(Proved::Elsewhere(jeanne.clone())));
    let first = letter::hand_over(&mut tx, &agent, now, &mut g.rng, &jeanne)
        .await
        .unwrap();
    let code = letter::hand_over(&mut tx, &agent, now, &mut g.rng, &jeanne)
        .await
        .unwrap();
    assert_eq!(code.len(), 13);
    let standing = letter::standing(&mut tx, &agent, now, &jeanne).await;
    assert_eq!(standing.unwrap(), Some(Some(now.plus_seconds(SECONDS))));
    // the newer takes the place of the former, and is read however it is typed
    for wrong in [first.as_str(), "", "AAAAAA-AAAAAA"] {
        assert_eq!(
            enters(&mut tx, &mut g.rng, now, wrong).await,
            None,
            "{wrong}"
        );
    }
    let typed = code.to_lowercase().replace('-', " ");
    for _ in 0..2 {
        let who = enters(&mut tx, &mut g.rng, now, &typed).await.unwrap();
        assert_eq!(
            (who.account.as_ref(), who.level),
            (Some(&jeanne), Level::Resident)
        );
        let cast = vote::cast(&mut tx, &who, now, &mut g.rng, &slug, &chosen, None).await;
        assert!(matches!(cast, Ok(_) | Err(Error::AlreadyVoted)), "{cast:?}");
    }
    let voted = store::roll::count(&mut tx, &g.process.id).await.unwrap();
    assert_eq!(voted, 1);
    // what the desk has checked is not taken back meanwhile: she would vote again
    let undone = document::take_back(&mut tx, &agent, now, &mut g.rng, &jeanne).await;
    assert!(matches!(undone, Err(Error::Conflict)), "{undone:?}");
    // of the code a hash is kept, and it ends on its date
    let rows = tx.all("SELECT code_hash FROM letter", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<Vec<u8>>(0).unwrap().len(), 32);
    let late = now.plus_seconds(SECONDS);
    assert_eq!(enters(&mut tx, &mut g.rng, late, &code).await, None);
    store::letter::sweep(&mut tx, late.plus_seconds(1))
        .await
        .unwrap();
    let rows = tx.all("SELECT code_hash FROM letter", &[]).await.unwrap();
    assert!(rows.is_empty());
}
on_both!(without_a_mailbox_one_enters_by_a_letter_and_votes_once);

/// Nobody at the desk opens an account that its owner opens otherwise.
async fn an_account_with_another_way_in_gets_no_letter(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (mut rng, now) = (rng(2), at(VOTING));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let anne = holder(&mut tx, &mut rng, "anne@exemple.bzh", &[]).await;
    let id = anne.account.clone().unwrap();
    let what = (&paper("Anne"), Seen::Document);
    document::check(&mut tx, &agent, now, &mut rng, &id, what)
        .await
        .unwrap();
    let refused = letter::hand_over(&mut tx, &agent, now, &mut rng, &id).await;
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    // with a letter first: FranceConnect finds her account, and no other letter is made for it
    let yann = known(&mut tx, &mut rng, &agent, &paper("Yann"))
        .await
        .unwrap();
    let code = letter::hand_over(&mut tx, &agent, now, &mut rng, &yann)
        .await
        .unwrap();
    let visitor = Actor::visitor();
    let identity = Identity {
        way: Way::FranceConnect,
        subject: "https://fc.example/api/v2 yy".to_owned(),
        civil: Some(Civil {
            birth_name: "LE GOFF".to_owned(),
            given_names: "Yann".to_owned(),
            born: BirthDate::parse("1931-05-03").unwrap(),
            place: "56007".to_owned(),
        }),
    };
    let what = (&visitor, None, Purpose::SignIn);
    let way = Way::FranceConnect;
    let journey = depart(&mut tx, now, &mut rng, way, (&[1; 16], "-"), what, "/moi").await;
    let here = (&visitor, None, Device::default());
    let arrived = arrive(
        &mut tx,
        now,
        &mut rng,
        here,
        &journey.unwrap(),
        &identity,
        "jeton",
    )
    .await;
    assert!(matches!(arrived, Ok(Arrived::Opened(_))), "{arrived:?}");
    let refused = letter::hand_over(&mut tx, &agent, now, &mut rng, &yann).await;
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    // the letter that she has opens nothing any more: somebody may have a copy of it
    assert_eq!(enters(&mut tx, &mut rng, now, &code).await, None);
    // nor does that of whoever was given a role
    let maela = known(&mut tx, &mut rng, &agent, &paper("Maela"))
        .await
        .unwrap();
    let code = letter::hand_over(&mut tx, &agent, now, &mut rng, &maela)
        .await
        .unwrap();
    assert!(enters(&mut tx, &mut rng, now, &code).await.is_some());
    person::give_role(&mut tx, None, now, &mut rng, &maela, Role::Agent, true)
        .await
        .unwrap();
    assert_eq!(enters(&mut tx, &mut rng, now, &code).await, None);
    // what is typed is counted, and by no browser's word
    for _ in 0..LETTER_NETWORK.most {
        let here = (Device::default(), "192.0.2.77");
        let _ = letter::enter(&mut tx, now, &mut rng, "x", here).await;
    }
    let here = (Device::default(), "192.0.2.77");
    let limited = letter::enter(&mut tx, now, &mut rng, &code, here).await;
    assert!(matches!(limited, Err(Error::TooMany(_))), "{limited:?}");
}
on_both!(an_account_with_another_way_in_gets_no_letter);

/// With a letter she may give an address later; then the letter is not her only way in, and opens nothing any more.
async fn an_address_may_follow_a_letter(base: Base) {
    let mut tx = base.db.write().await.unwrap();
    let (mut rng, now) = (rng(3), at(VOTING));
    let agent = holder(&mut tx, &mut rng, "accueil@exemple.bzh", &[Role::Agent]).await;
    let id = known(&mut tx, &mut rng, &agent, &paper("Soazig"))
        .await
        .unwrap();
    let code = letter::hand_over(&mut tx, &agent, now, &mut rng, &id)
        .await
        .unwrap();
    let here = (Device::default(), "192.0.2.9");
    let secret = letter::enter(&mut tx, now, &mut rng, &code, here).await;
    let secret = secret.unwrap().unwrap();
    let who = session::who(&mut tx, now, Some(&secret), Demand::Any).await;
    let soazig = who.unwrap().actor;
    let from = (&[9; 16][..], "192.0.2.9", "fr");
    let by = (&soazig, Some(&secret));
    address::ask(&mut tx, by, now, &mut rng, "soazig@exemple.bzh", from)
        .await
        .unwrap();
    let job = store::job::lease(&mut tx, now, now.plus_seconds(60)).await;
    let mail: services::sign_in::CodeMail =
        serde_json::from_str(&job.unwrap().unwrap().payload).unwrap();
    let from = (&[9; 16][..], "192.0.2.9");
    let by = (&soazig, &secret);
    let changed = address::type_code(&mut tx, by, now, &mut rng, &mail.code, from).await;
    assert!(
        matches!(changed, Ok(address::Changed::Done(_))),
        "{changed:?}"
    );
    let standing = letter::standing(&mut tx, &agent, now, &id).await;
    assert_eq!(standing.unwrap(), None);
    assert_eq!(enters(&mut tx, &mut rng, now, &code).await, None);
    let level = store::account::actor(&mut tx, &id).await.unwrap().level;
    assert_eq!(level, Level::Resident);
}
on_both!(an_address_may_follow_a_letter);
