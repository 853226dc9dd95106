//! What `cargo xtask bench` needs of a sealed vote: `urn DATABASE KEYFILE VOTERS BALLOTS FOLDER PROJECTS` opens one and
//! writes sessions, rights and ballots, one a line; `urn close DATABASE KEYFILE BALLOTS` puts so many ballots into an urn and
//! says how long closing takes, in seconds. A measuring stick, not part of the program.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)] // it reads the clock

use app::web::sign_session;
use ballot::archive::Kind;
use ballot::text::{hex, sha256};
use ballot::v1::ceremony::{Published, Seed, Shape, certificate_text, certify, deal, receive};
use ballot::v1::credential::Credential;
use ballot::v1::group::{Belenios2048 as G, Group as _};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::seal;
use ballot::v1::tally::{PartialDecryption, Tally};
use civic::device::Device;
use civic::identity::Proof;
use civic::permission::{Actor, Level, Role};
use civic::process::Template;
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::process::{Form, create};
use services::proposal::{self, AnswerForm};
use services::sealed::ceremony::{Step, begin, give, set_rights, state};
use services::sealed::{self, Ready, Right, right};
use services::{Db, Tx, Vault, person, session, sign_in};
use std::fmt::Write as _;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use zeroize::Zeroizing;

const DAY: i64 = 86_400;
/// Projects of an urn that is closed.
const PROJECTS: usize = 5;
/// Sealed once and put into the urn again and again, where only their number matters.
const DIFFERENT: usize = 50;

struct Vote {
    rng: ChaCha20Rng,
    now: Time,
    people: usize,
    projects: usize,
    slug: String,
    credentials: Vec<Credential>,
}

impl Vote {
    async fn account(&mut self, tx: &mut Tx, at: Time) -> Actor {
        self.people += 1;
        let email = format!("mesure{}@exemple.bzh", self.people);
        let id = sign_in::account_of(tx, at, &mut self.rng, &email)
            .await
            .unwrap();
        store::account::set_level(tx, &id, Level::Mailbox)
            .await
            .unwrap();
        store::account::actor(tx, &id).await.unwrap()
    }

    /// A process whose vote is open now, with its projects.
    async fn process(&mut self, tx: &mut Tx, mayor: &Actor) {
        let at = self.now.plus_seconds(-90 * DAY);
        let form = Form {
            title: "Un vote scellé".to_owned(),
            summary: "Les habitants proposent et choisissent.".to_owned(),
            promise: "Le conseil suit le vote.".to_owned(),
            budget: "120 000".to_owned(),
            rule: "greedy_votes".to_owned(),
            urn: "sealed_letter".to_owned(),
            categories: "Bourg".to_owned(),
            ..Form::of_template(Template::ParticipatoryBudget, at)
        };
        let made = create(tx, mayor, at, &mut self.rng, &form).await.unwrap();
        self.slug.clone_from(&made.slug);
        let categories = store::process::categories(tx, &made.id).await.unwrap();
        for n in 0..self.projects {
            let author = self.account(tx, at).await;
            let form = proposal::Form {
                title: format!("Un projet pour le bourg n° {n}"),
                body: "Un projet comme un autre, pour le bourg et pour le port.".to_owned(),
                category: categories[0].0.0.clone(),
                ..proposal::Form::default()
            };
            let slug = self.slug.clone();
            let at = at.plus_seconds(DAY);
            let id = proposal::create(tx, &author, at, &mut self.rng, &slug, &form)
                .await
                .unwrap();
            let answer = AnswerForm {
                state: "admitted".to_owned(),
                cost: "10000".to_owned(),
                answer: "C’est faisable, et utile à tous.".to_owned(),
            };
            let at = at.plus_seconds(45 * DAY);
            proposal::answer(tx, mayor, at, &mut self.rng, &id, &answer)
                .await
                .unwrap();
        }
    }

    /// Two trustees make the key and rehearse.
    async fn key(&mut self, tx: &mut Tx, mayor: &Actor) {
        let (now, slug) = (self.now, self.slug.clone());
        let addresses = ["un@exemple.bzh", "deux@exemple.bzh"].map(str::to_owned);
        begin(tx, mayor, now, &mut self.rng, &slug, &addresses, 2)
            .await
            .unwrap();
        let shape = Shape {
            size: 2,
            threshold: 2,
        };
        let mut people = Vec::new();
        for address in &addresses {
            let id = sign_in::account_of(tx, now, &mut self.rng, address)
                .await
                .unwrap();
            people.push(store::account::actor(tx, &id).await.unwrap());
        }
        let rng = &mut self.rng;
        let seeds = [(); 2].map(|()| Seed::random(rng));
        let mut certificates = Vec::new();
        for (i, seed) in seeds.iter().enumerate() {
            certificates.push(certify::<G, _>(seed, shape, i + 1, rng));
            let text = certificate_text(&certificates[i]);
            give(tx, &people[i], rng, &slug, Step::Certify, &text)
                .await
                .unwrap();
        }
        let mut dealings = Vec::new();
        for (i, seed) in seeds.iter().enumerate() {
            dealings.push(deal(seed, shape, i + 1, &certificates, rng).unwrap());
            let text = dealings[i].text();
            give(tx, &people[i], rng, &slug, Step::Deal, &text)
                .await
                .unwrap();
        }
        let mut shares = Vec::new();
        for (i, seed) in seeds.iter().enumerate() {
            shares.push(receive(seed, shape, i + 1, &certificates, &dealings, rng).unwrap());
            let text = Published::of(&shares[i]).text();
            give(tx, &people[i], rng, &slug, Step::Publish, &text)
                .await
                .unwrap();
        }
        for step in [Step::FromFile, Step::FromPaper] {
            for (person, share) in people.iter().zip(&shares) {
                let kept = state(tx, person, &slug).await.unwrap().ceremony.rehearsal;
                let election =
                    ballot::v1::election::Election::<G>::read(kept.election.as_bytes()).unwrap();
                let tally = Tally::read(kept.sum.as_bytes(), kept.size.as_bytes()).unwrap();
                let part = PartialDecryption::make(&election, &tally, &share.key, rng).text();
                give(tx, person, rng, &slug, step, &part).await.unwrap();
            }
        }
    }

    async fn open(&mut self, tx: &mut Tx, mayor: &Actor, voters: usize) {
        let (now, slug, address) = (self.now, self.slug.clone(), "registre@exemple.bzh");
        set_rights(tx, mayor, now, &mut self.rng, &slug, "", address)
            .await
            .unwrap();
        let id = sign_in::account_of(tx, now, &mut self.rng, address)
            .await
            .unwrap();
        let registrar = store::account::actor(tx, &id).await.unwrap();
        let (process, uuid, _) = right::registry(tx, &registrar, &slug).await.unwrap();
        let table = G::secret_table(&G::generator());
        self.credentials = (0..voters)
            .map(|_| Credential::random(&mut self.rng))
            .collect();
        let rights: Vec<Right> = self
            .credentials
            .iter()
            .map(|one| (G::element_text(&one.key::<G>(&uuid, &table).public()), 1))
            .collect();
        let list = right::List::of(&uuid, rights).unwrap();
        right::offer(tx, &registrar, now, &mut self.rng, &slug, &list)
            .await
            .unwrap();
        let plan = sealed::plan(tx, &process.id).await.unwrap();
        let list = right::list(&plan, &[0; 32]).unwrap();
        sealed::open(tx, now, &mut self.rng, &process.id, &list)
            .await
            .unwrap();
    }
}

/// The database of these arguments, with a sealed vote of so many rights that is open.
async fn opened(database: &str, key: &str, voters: usize, projects: usize) -> (Db, Vote) {
    let key = std::fs::read_to_string(key).unwrap();
    let digits: Vec<u8> = (0..64)
        .step_by(2)
        .map(|i| u8::from_str_radix(&key[i..i + 2], 16).unwrap())
        .collect();
    let vault = Vault::new(&digits.try_into().unwrap());
    let db = Db::open(&format!("sqlite:{database}"), vault)
        .await
        .unwrap();
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let mut vote = Vote {
        rng: ChaCha20Rng::seed_from_u64(1),
        now: Time(i64::try_from(since.as_micros()).unwrap()),
        people: 0,
        projects,
        slug: String::new(),
        credentials: Vec::new(),
    };
    let mut tx = db.write_long().await.unwrap();
    let now = vote.now;
    let mayor = vote.account(&mut tx, now).await;
    let id = mayor.account.clone().unwrap();
    person::give_role(&mut tx, None, now, &mut vote.rng, &id, Role::Official, true)
        .await
        .unwrap();
    let mayor = store::account::actor(&mut tx, &id).await.unwrap();
    vote.process(&mut tx, &mayor).await;
    vote.key(&mut tx, &mayor).await;
    vote.open(&mut tx, &mayor, voters).await;
    tx.commit().await.unwrap();
    (db, vote)
}

/// So many ballots as phones would seal them.
async fn ballots(db: &Db, vote: &mut Vote, number: usize) -> Vec<String> {
    let mut tx = db.read().await.unwrap();
    let visitor = Actor::visitor();
    let text = sealed::definition(&mut tx, &visitor, &vote.slug)
        .await
        .unwrap();
    let ready = Ready::of(&text).unwrap();
    let bases = SecretBases::new(&ready.election.key);
    let uuid = &ready.election.draft.uuid;
    let mut made = Vec::new();
    for (n, credential) in vote.credentials.iter().take(number).enumerate() {
        let row = (0..vote.projects)
            .map(|p| u64::from(p == n % vote.projects))
            .collect();
        let key = credential.key::<G>(uuid, &bases.g);
        let rows = [Zeroizing::new(row)];
        made.push(seal(&ready.election, &key, &rows, &bases, &mut vote.rng).unwrap());
    }
    made
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments[0] == "close" {
        close(&arguments[1], &arguments[2], arguments[3].parse().unwrap()).await;
        return;
    }
    let [voters, number, projects] = [2, 3, 5].map(|i| arguments[i].parse::<usize>().unwrap());
    let (db, mut vote) = opened(&arguments[0], &arguments[1], voters, projects).await;
    let made = ballots(&db, &mut vote, number).await;
    let mut tx = db.write_long().await.unwrap();
    let now = vote.now;
    let mut sessions = String::new();
    for _ in 0..number {
        let person = vote.account(&mut tx, now).await;
        let id = person.account.unwrap();
        let secret = session::open(
            &mut tx,
            now,
            &mut vote.rng,
            &id,
            Proof::Code,
            Device::default(),
        )
        .await
        .unwrap();
        let until = now.0 / 1_000_000 + 30 * DAY;
        let session = sign_session(db.vault().session_key(), &secret, until).unwrap();
        let _ = writeln!(sessions, "{session}");
    }
    tx.commit().await.unwrap();
    std::fs::write(format!("{}/sealed-sessions", arguments[4]), sessions).unwrap();
    std::fs::write(format!("{}/sealed-ballots", arguments[4]), made.join("\n")).unwrap();
    let rights: Vec<&str> = vote.credentials.iter().map(Credential::as_str).collect();
    std::fs::write(format!("{}/sealed-rights", arguments[4]), rights.join("\n")).unwrap();
    println!("{{\"slug\":\"{}\"}}", vote.slug);
}

/// Puts ballots into the urn, each the last of a right of its own, and closes it.
async fn close(database: &str, key: &str, number: usize) {
    let (db, mut vote) = opened(database, key, number, PROJECTS).await;
    let made = ballots(&db, &mut vote, DIFFERENT.min(number)).await;
    let mut tx = db.write_long().await.unwrap();
    let visitor = Actor::visitor();
    let process = services::process::visible(&mut tx, &visitor, &vote.slug)
        .await
        .unwrap()
        .process;
    let definition = sealed::definition(&mut tx, &visitor, &vote.slug)
        .await
        .unwrap();
    let uuid = Ready::of(&definition).unwrap().election.draft.uuid;
    let table = G::secret_table(&G::generator());
    let rights: Vec<[u8; 32]> = vote
        .credentials
        .iter()
        .map(|one| sha256(G::element_text(&one.key::<G>(&uuid, &table).public()).as_bytes()))
        .collect();
    let mut kept = store::election::get(&mut tx, &process.id, true)
        .await
        .unwrap()
        .unwrap();
    for (n, credential) in rights.iter().enumerate() {
        let text = &made[n % made.len()];
        let mut head = ballot::archive::Head {
            timestamp: u64::try_from(kept.head.began_at).unwrap(),
            last: ballot::text::hash_from_hex(&kept.head.hash),
            events: u64::try_from(kept.head.events).unwrap(),
        };
        let bytes = head.append(Kind::Ballot, &[text]);
        let new = store::election::Head {
            began_at: kept.head.began_at,
            events: i64::try_from(head.events).unwrap(),
            hash: hex(&head.last.unwrap()),
            size: kept.head.size + i64::try_from(bytes.len()).unwrap(),
        };
        let payload = hex(&sha256(text.as_bytes()));
        let event = store::election::NewEvent {
            kind: "Ballot",
            payload: &payload,
            bytes: &bytes,
        };
        store::election::append(&mut tx, &process.id, (&kept.head, &new), event)
            .await
            .unwrap();
        let height = new.events - 1;
        store::election::note_ballot(&mut tx, &process.id, credential, height, "")
            .await
            .unwrap();
        kept.head = new;
    }
    tx.commit().await.unwrap();
    let after = vote.now.plus_seconds(400 * DAY);
    let began = Instant::now();
    let mut tx = db.write_long().await.unwrap();
    let rng = &mut vote.rng;
    assert!(sealed::end(&mut tx, after, rng, &process.id).await.unwrap());
    let mut adding = sealed::adding(&mut tx, &process.id).await.unwrap();
    loop {
        let ballots = adding.next(&mut tx).await.unwrap();
        if ballots.is_empty() {
            break;
        }
        adding = adding.with(&ballots).unwrap();
    }
    sealed::publish_sum(&mut tx, after, rng, &adding)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    println!("{}", began.elapsed().as_secs_f64());
}
