//! What `cargo xtask bench` fills a database with, through the use cases that people's requests go through:
//! `seed DATABASE KEYFILE PROPOSALS SUPPORTS COMMENTS VOTERS`. Prints one line of JSON: addresses and sessions.
//! A measuring stick, not part of the program.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)] // it reads the clock

use app::web::sign_session;
use civic::device::Device;
use civic::identity::Proof;
use civic::permission::{Actor, Level, Role};
use civic::process::Template;
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::process::{Form, create};
use services::proposal::AnswerForm;
use services::{Db, Tx, Vault, contribution, person, proposal, session, sign_in};
use std::time::{SystemTime, UNIX_EPOCH};

const DAY: i64 = 86_400;
/// Words of which titles and texts are made: search must find some often and some seldom.
const WORDS: [&str; 24] = [
    "verger", "partagé", "bourg", "école", "vélo", "sentier", "côtier", "banc", "ombre", "place",
    "marché", "kiosque", "musique", "jardin", "enfants", "aire", "jeux", "lavoir", "pierre",
    "fontaine", "arbres", "quai", "port", "lanterne",
];

struct Seeder {
    rng: ChaCha20Rng,
    now: Time,
    count: usize,
}

impl Seeder {
    async fn account(&mut self, tx: &mut Tx, at: Time) -> Actor {
        self.count += 1;
        let email = format!("mesure{}@exemple.bzh", self.count);
        let id = sign_in::account_of(tx, at, &mut self.rng, &email)
            .await
            .unwrap();
        store::account::set_level(tx, &id, Level::Mailbox)
            .await
            .unwrap();
        store::account::actor(tx, &id).await.unwrap()
    }

    async fn process(&mut self, tx: &mut Tx, mayor: &Actor, title: &str, start: i64) -> String {
        let at = self.now.plus_seconds(start * DAY);
        let form = Form {
            title: title.to_owned(),
            summary: "Les habitants proposent et choisissent.".to_owned(),
            promise: "Le conseil suit le vote.".to_owned(),
            budget: "120 000".to_owned(),
            categories: "Nature\nÉcole\nBourg".to_owned(),
            ..Form::of_template(Template::ParticipatoryBudget, at)
        };
        let made = create(tx, mayor, at, &mut self.rng, &form).await.unwrap();
        made.slug
    }

    /// A proposal of its own author, with a text of usual length.
    async fn proposal(
        &mut self,
        tx: &mut Tx,
        slug: &str,
        at: Time,
        n: usize,
        author: &Actor,
    ) -> civic::id::ProposalId {
        let word = |k: usize| WORDS[(n * 7 + k * 5 + n / 24) % 24];
        let listed = services::process::visible(tx, author, slug).await.unwrap();
        let categories = store::process::categories(tx, &listed.process.id)
            .await
            .unwrap();
        let body: Vec<&str> = (0..60).map(word).collect();
        let form = proposal::Form {
            title: format!("Un {} {} près du {} n° {n}", word(1), word(2), word(3)),
            body: body.join(" "),
            category: categories[n % categories.len()].0.0.clone(),
            ..proposal::Form::default()
        };
        proposal::create(tx, author, at, &mut self.rng, slug, &form)
            .await
            .unwrap()
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |i: usize| arguments[i].parse::<usize>().unwrap();
    let (proposals, supports, comments, voters) = (number(2), number(3), number(4), number(5));
    let key = std::fs::read_to_string(&arguments[1]).unwrap();
    let digits: Vec<u8> = (0..64)
        .step_by(2)
        .map(|i| u8::from_str_radix(&key[i..i + 2], 16).unwrap())
        .collect();
    let vault = Vault::new(&digits.try_into().unwrap());
    let db = Db::open(&format!("sqlite:{}", arguments[0]), vault)
        .await
        .unwrap();
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let now = Time(i64::try_from(since.as_micros()).unwrap());
    let mut seeder = Seeder {
        rng: ChaCha20Rng::seed_from_u64(1),
        now,
        count: 0,
    };
    let mut tx = db.write().await.unwrap();
    let mayor = seeder.account(&mut tx, now).await;
    let id = mayor.account.clone().unwrap();
    person::give_role(
        &mut tx,
        None,
        now,
        &mut seeder.rng,
        &id,
        Role::Official,
        true,
    )
    .await
    .unwrap();
    let mayor = store::account::actor(&mut tx, &id).await.unwrap();

    // open to proposals since yesterday
    let open = seeder.process(&mut tx, &mayor, "Budget ouvert", -1).await;
    let mut ids = Vec::with_capacity(proposals);
    let mut authors = Vec::new();
    for n in 0..proposals {
        // no more of one author than an hour allows
        if n % 8 == 0 {
            authors.push(seeder.account(&mut tx, now).await);
        }
        let author = authors.last().unwrap().clone();
        ids.push(seeder.proposal(&mut tx, &open, now, n, &author).await);
    }
    // thirty on the first, the others spread
    for n in 0..comments {
        let at = now.plus_seconds((i64::try_from(n).unwrap() / 10) * 601);
        let author = &authors[n % authors.len()];
        let on = if n < 30 { 0 } else { n % ids.len() };
        let form = contribution::Form {
            stance: "for".to_owned(),
            body: format!(
                "Je suis pour, et voici pourquoi : {}.",
                WORDS[n % 24].repeat(6)
            ),
            ..contribution::Form::default()
        };
        let at = if at > now.plus_seconds(6 * DAY) {
            now
        } else {
            at
        };
        contribution::comment(&mut tx, author, at, &mut seeder.rng, &ids[on], &form)
            .await
            .unwrap();
    }
    for n in 0..supports {
        let account = authors[n % authors.len()].account.clone().unwrap();
        // each author supports another one each time round
        let on = &ids[(n / authors.len() * 13 + n) % ids.len()];
        store::contribution::support(&mut tx, on, &account, now)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();

    // a vote that is open: proposals made weeks ago, admitted, twelve of them
    let mut tx = db.write().await.unwrap();
    let days: i64 = Template::ParticipatoryBudget.phases()[..2]
        .iter()
        .map(|(_, days)| days)
        .sum();
    let vote = seeder
        .process(&mut tx, &mayor, "Vote ouvert", -days - 2)
        .await;
    let begun = now.plus_seconds((-days - 1) * DAY);
    let (mut choices, mut sessions) = (Vec::new(), Vec::new());
    for n in 0..12 {
        let author = seeder.account(&mut tx, begun).await;
        let id = seeder.proposal(&mut tx, &vote, begun, n, &author).await;
        let answer = AnswerForm {
            state: "admitted".to_owned(),
            cost: format!("{}", 4_000 + n * 700),
            answer: "C’est faisable.".to_owned(),
        };
        proposal::answer(&mut tx, &mayor, begun, &mut seeder.rng, &id, &answer)
            .await
            .unwrap();
        choices.push(id.as_str().to_owned());
    }
    for _ in 0..voters {
        let voter = seeder.account(&mut tx, now).await;
        let account = voter.account.clone().unwrap();
        let secret = session::open(
            &mut tx,
            now,
            &mut seeder.rng,
            &account,
            Proof::Code,
            Device::default(),
        )
        .await
        .unwrap();
        let until = now.0 / 1_000_000 + 30 * DAY;
        sessions.push(sign_session(db.vault().session_key(), &secret, until).unwrap());
    }
    tx.commit().await.unwrap();
    db.close().await;
    let first = ids.first().map_or("", |id| id.as_str());
    println!(
        "{}",
        serde_json::json!({
            "open": open, "proposal": first, "vote": vote, "choices": choices, "sessions": sessions,
        })
    );
}
