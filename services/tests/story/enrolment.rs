//! The first passkey of somebody with a role: made with a code that was handed over, and never with a mailbox alone, on
//! both databases.

use crate::common::{Base, VOTING, at, holder, rng};
use crate::on_both;
use civic::device::Device;
use civic::id::AccountId;
use civic::identity::Proof;
use civic::permission::{Actor, Asleep, Refusal, Role};
use rand_chacha::ChaCha20Rng;
use services::enrolment::{self, SECONDS, TRIES, Typed};
use services::passkey::{self, Passkey, Place};
use services::session::{self, Demand, FRESH_SECONDS};
use services::sign_in::account_of;
use services::{Error, Tx, person};

const PLACE: Place<'static> = Place {
    site: "https://mairie.exemple.bzh",
    commune: "Plou-Bézh",
    browser: &[3; 16],
    network: "192.0.2.7",
    device: Device {
        browser: None,
        system: None,
    },
};

struct Hall {
    tx: Tx,
    rng: ChaCha20Rng,
    chief: Actor,
    here: [u8; 16],
}

impl Hall {
    async fn new(base: &Base, seed: u64) -> Hall {
        let (mut tx, mut rng) = (base.db.write().await.unwrap(), rng(seed));
        let chief = holder(&mut tx, &mut rng, "dgs@exemple.bzh", &[Role::Administrator]).await;
        let owner = chief.account.clone().unwrap();
        let device = Device::default();
        let here = session::open(
            &mut tx,
            at(VOTING),
            &mut rng,
            &owner,
            Proof::Passkey,
            device,
        );
        let here = here.await.unwrap();
        Hall {
            tx,
            rng,
            chief,
            here,
        }
    }

    async fn give(&mut self, email: &str, role: Role, on: bool, demand: Demand) -> Option<String> {
        let by = (&self.chief, Some(&self.here), demand);
        let now = at(VOTING);
        let id = account_of(&mut self.tx, now, &mut self.rng, email)
            .await
            .unwrap();
        let what = (role, on);
        let done = person::set_role(&mut self.tx, by, now, &mut self.rng, &id, what).await;
        done.unwrap().code
    }

    /// Somebody signs in so many seconds later.
    async fn enters(&mut self, seconds: i64, id: &AccountId, proof: Proof) -> ([u8; 16], Actor) {
        let (now, device) = (at(VOTING).plus_seconds(seconds), Device::default());
        let secret = session::open(&mut self.tx, now, &mut self.rng, id, proof, device).await;
        let secret = secret.unwrap();
        (secret, self.actor(seconds, &secret).await)
    }

    async fn actor(&mut self, seconds: i64, secret: &[u8]) -> Actor {
        let now = at(VOTING).plus_seconds(seconds);
        let who = session::who(&mut self.tx, now, Some(secret), Demand::Strong).await;
        who.unwrap().actor
    }

    async fn types(
        &mut self,
        seconds: i64,
        by: (&Actor, &[u8; 16]),
        code: &str,
    ) -> Result<Typed, Error> {
        let now = at(VOTING).plus_seconds(seconds);
        enrolment::type_code(&mut self.tx, (by.0, Some(by.1)), now, &mut self.rng, code).await
    }

    async fn may_add(&mut self, seconds: i64, by: (&Actor, &[u8; 16])) -> bool {
        let (now, here) = (at(VOTING).plus_seconds(seconds), Some(by.1));
        let asked =
            passkey::begin_adding(&mut self.tx, by.0, now, &mut self.rng, &PLACE, here).await;
        match asked {
            Ok(_) => true,
            Err(Error::Refused(Refusal::Asleep(Asleep::Weak))) => false,
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn has_passkey(&mut self, id: &AccountId, name: &[u8]) {
        let kept = Passkey {
            id: String::from_utf8_lossy(name).into_owned(),
            name: "Tablette".to_owned(),
            key: "{}".to_owned(),
            created_at: at(VOTING),
            used_at: None,
        };
        let added = store::passkey::add(&mut self.tx, id, name, &kept, [[1; 24], [2; 24]]).await;
        assert!(added.unwrap());
    }
}

async fn whoever_only_reads_her_mails_makes_no_passkey_for_the_town_hall(base: Base) {
    let mut hall = Hall::new(&base, 1).await;
    let email = "accueil@exemple.bzh";
    let agent = holder(&mut hall.tx, &mut hall.rng, email, &[]).await;
    let id = agent.account.unwrap();
    // made with a mailbox alone, before she was entrusted anything
    hall.has_passkey(&id, b"before").await;
    let code = hall
        .give(email, Role::Agent, true, Demand::Strong)
        .await
        .unwrap();
    assert_eq!(store::passkey::number(&mut hall.tx, &id).await.unwrap(), 0);
    let (mails, actor) = hall.enters(0, &id, Proof::Code).await;
    assert!(!hall.may_add(0, (&actor, &mails)).await);
    assert_eq!(
        hall.types(0, (&actor, &mails), "AAAAA-AAAAA")
            .await
            .unwrap(),
        Typed::Wrong { left: TRIES - 1 }
    );
    let empty = hall.types(0, (&actor, &mails), " - ").await;
    assert!(matches!(empty, Err(Error::Fields(_))), "{empty:?}");
    let typed = hall
        .types(0, (&actor, &mails), &code.to_lowercase().replace('-', " "))
        .await;
    let Ok(Typed::Right(secret)) = typed else {
        panic!("{typed:?}")
    };
    // the session's old secret is nobody's any more; the new one makes the passkey, and does nothing else
    assert_eq!(hall.actor(0, &mails).await, Actor::visitor());
    let actor = hall.actor(0, &secret).await;
    let refused = actor.with_role(Role::Agent);
    assert_eq!(refused, Err(Refusal::Asleep(Asleep::Keyless)));
    assert!(hall.may_add(0, (&actor, &secret)).await);
    // once
    let (again, actor) = hall.enters(0, &id, Proof::Code).await;
    assert_eq!(
        hall.types(0, (&actor, &again), &code).await.unwrap(),
        Typed::NoneWaiting
    );
    // and not where one is there already, made in another browser meanwhile
    hall.has_passkey(&id, b"meanwhile").await;
    let actor = hall.actor(0, &secret).await;
    assert!(!hall.may_add(0, (&actor, &secret)).await);
}

async fn a_code_dies(base: Base) {
    let mut hall = Hall::new(&base, 2).await;
    let email = "accueil@exemple.bzh";
    let first = hall
        .give(email, Role::Agent, true, Demand::Strong)
        .await
        .unwrap();
    let id = store::account::by_email(&mut hall.tx, email)
        .await
        .unwrap()
        .unwrap();
    // a second role gives another while no passkey is there, and the first is dead
    let code = hall
        .give(email, Role::Official, true, Demand::Strong)
        .await
        .unwrap();
    let (here, actor) = hall.enters(0, &id, Proof::Code).await;
    assert_eq!(
        hall.types(0, (&actor, &here), &first).await.unwrap(),
        Typed::Wrong { left: TRIES - 1 }
    );
    // by too many wrong tries
    for left in (1..TRIES - 1).rev() {
        assert_eq!(
            hall.types(0, (&actor, &here), "AAAAA-AAAAA").await.unwrap(),
            Typed::Wrong { left }
        );
    }
    for code in ["AAAAA-AAAAA", &code] {
        assert_eq!(
            hall.types(0, (&actor, &here), code).await.unwrap(),
            Typed::NoneWaiting
        );
    }
    // by age
    let by = (&hall.chief, Some(&hall.here));
    let code = enrolment::offer(&mut hall.tx, by, at(VOTING), &mut hall.rng, &id)
        .await
        .unwrap();
    let (late, actor) = hall.enters(SECONDS, &id, Proof::Code).await;
    assert_eq!(
        hall.types(SECONDS, (&actor, &late), &code).await.unwrap(),
        Typed::NoneWaiting
    );
    // long after the sign-in, nothing is tried
    let (stale, actor) = hall.enters(0, &id, Proof::Code).await;
    let typed = hall.types(FRESH_SECONDS + 1, (&actor, &stale), &code).await;
    assert!(matches!(typed, Err(Error::Stale)), "{typed:?}");
    // by the loss of the role
    for role in [Role::Agent, Role::Official] {
        assert_eq!(hall.give(email, role, false, Demand::Strong).await, None);
    }
    hall.give(email, Role::Agent, true, Demand::Any).await;
    let (here, actor) = hall.enters(0, &id, Proof::Code).await;
    assert_eq!(
        hall.types(0, (&actor, &here), &code).await.unwrap(),
        Typed::NoneWaiting
    );
}

async fn who_gets_a_code_and_who_may_type_one(base: Base) {
    let mut hall = Hall::new(&base, 3).await;
    let (agent, citizen) = ("accueil@exemple.bzh", "anne@exemple.bzh");
    // where roles ask for no passkey, nobody needs one
    assert_eq!(hall.give(agent, Role::Agent, true, Demand::Any).await, None);
    let id = store::account::by_email(&mut hall.tx, agent)
        .await
        .unwrap()
        .unwrap();
    let anne = holder(&mut hall.tx, &mut hall.rng, citizen, &[]).await;
    let hers = anne.account.clone().unwrap();
    let (now, here) = (at(VOTING), hall.here);
    let agent = store::account::actor(&mut hall.tx, &id).await.unwrap();
    let chief = hall.chief.clone();
    for (by, to) in [
        ((&agent, Some(&here)), &id),
        ((&chief, None), &id),
        ((&chief, Some(&here)), &hers),
    ] {
        let code = enrolment::offer(&mut hall.tx, by, now, &mut hall.rng, to).await;
        assert!(
            matches!(
                code,
                Err(Error::Refused(_) | Error::Stale | Error::Conflict)
            ),
            "{code:?}"
        );
    }
    let by = (&chief, Some(&here));
    let code = enrolment::offer(&mut hall.tx, by, now, &mut hall.rng, &id)
        .await
        .unwrap();
    let until = enrolment::waiting(&mut hall.tx, &chief, now, &id)
        .await
        .unwrap();
    assert_eq!(until, Some(now.plus_seconds(SECONDS)));
    assert_eq!(
        enrolment::waiting(&mut hall.tx, &agent, now, &id)
            .await
            .unwrap(),
        None
    );
    // a code is its owner's: nobody else's session gets anything by it
    let (secret, actor) = hall.enters(0, &hers, Proof::Code).await;
    let typed = hall.types(0, (&actor, &secret), &code).await;
    assert!(matches!(typed, Err(Error::Refused(_))), "{typed:?}");
    let other = holder(
        &mut hall.tx,
        &mut hall.rng,
        "urba@exemple.bzh",
        &[Role::Official],
    )
    .await;
    let (secret, actor) = hall.enters(0, &other.account.unwrap(), Proof::Code).await;
    assert_eq!(
        hall.types(0, (&actor, &secret), &code).await.unwrap(),
        Typed::NoneWaiting
    );
    // a passkey made, there is none to give
    hall.has_passkey(&id, b"made").await;
    let refused = enrolment::offer(&mut hall.tx, by, now, &mut hall.rng, &id).await;
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
    assert_eq!(
        hall.give("accueil@exemple.bzh", Role::Official, true, Demand::Strong)
            .await,
        None
    );
    // and a role more takes none of her passkeys away
    assert_eq!(store::passkey::number(&mut hall.tx, &id).await.unwrap(), 1);
}

on_both!(
    whoever_only_reads_her_mails_makes_no_passkey_for_the_town_hall
    a_code_dies
    who_gets_a_code_and_who_may_type_one
);
