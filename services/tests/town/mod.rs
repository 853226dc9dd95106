//! A town to test in: a temporary SQLite database with an official and a citizen, and short names for
//! the use cases that several tests call.
#![allow(dead_code, reason = "each test file uses a part of it")]

use civic::field::FieldError;
use civic::id::ProposalId;
use civic::permission::{Actor, Role};
use civic::process::{Process, Template};
use civic::time::Time;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::process::{Form, close_phase, create, edit, open_phase, visible};
use services::proposal::AnswerForm;
use services::{Db, Error, Tx, Vault, desk, person, proposal, sign_in};

pub const DAY: i64 = 86_400;

/// A town on a database of its own.
pub struct Town {
    pub db: Db,
    folder: std::path::PathBuf,
    pub rng: ChaCha20Rng,
    pub official: Actor,
    pub citizen: Actor,
    pub now: Time,
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub async fn town(name: &str) -> Town {
    let folder = std::env::temp_dir().join(format!("tiker-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let address = format!("sqlite:{}", folder.join("tiker.db").display());
    let db = Db::open(&address, Vault::new(&[7; 32])).await.unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let now = services::calendar::from_field("2026-09-01T10:00").unwrap();
    let mut tx = db.write().await.unwrap();
    let official = account(
        &mut tx,
        &mut rng,
        now,
        "maire@exemple.bzh",
        &[Role::Official],
    )
    .await;
    let citizen = account(&mut tx, &mut rng, now, "anne@exemple.bzh", &[]).await;
    tx.commit().await.unwrap();
    Town {
        db,
        folder,
        rng,
        official,
        citizen,
        now,
    }
}

pub async fn account(
    tx: &mut Tx,
    rng: &mut ChaCha20Rng,
    now: Time,
    email: &str,
    roles: &[Role],
) -> Actor {
    let id = sign_in::account_of(tx, now, rng, email).await.unwrap();
    for role in roles {
        person::give_role(tx, None, now, rng, &id, *role, true)
            .await
            .unwrap();
    }
    store::account::actor(tx, &id).await.unwrap()
}

pub fn form(template: Template, start: Time) -> Form {
    Form {
        title: "Budget participatif 2026".to_owned(),
        summary: "Les habitants proposent et choisissent.".to_owned(),
        promise: "Le conseil suit le vote.".to_owned(),
        budget: "120 000".to_owned(),
        categories: "Nature\nÉcole\n".to_owned(),
        ..Form::of_template(template, start)
    }
}

impl Town {
    pub async fn made(&mut self, tx: &mut Tx, template: Template) -> Process {
        let form = form(template, self.now);
        create(tx, &self.official, self.now, &mut self.rng, &form)
            .await
            .unwrap()
    }

    pub async fn form_of(&self, tx: &mut Tx, slug: &str) -> Form {
        let (process, categories) = desk::to_edit(tx, &self.official, slug).await.unwrap();
        Form::of_process(&process, &categories)
    }

    /// Edits what stands: the form is taken as filled from the process of this instant.
    pub async fn edited(&mut self, tx: &mut Tx, slug: &str, form: &Form) -> Result<Process, Error> {
        let form = Form {
            seen: self.form_of(tx, slug).await.seen,
            ..form.clone()
        };
        edit(tx, &self.official, self.now, &mut self.rng, slug, &form).await
    }

    pub async fn proposed(&mut self, tx: &mut Tx, process: &Process, title: &str) -> ProposalId {
        let category = store::process::categories(tx, &process.id).await.unwrap()[0]
            .0
            .0
            .clone();
        let form = proposal::Form {
            title: title.to_owned(),
            body: "Une description assez longue pour être comprise.".to_owned(),
            category,
            ..proposal::Form::default()
        };
        proposal::create(
            tx,
            &self.citizen,
            self.now,
            &mut self.rng,
            &process.slug,
            &form,
        )
        .await
        .unwrap()
    }

    pub async fn opened(&mut self, tx: &mut Tx, slug: &str, index: usize) -> Result<(), Error> {
        open_phase(tx, &self.official, self.now, &mut self.rng, slug, index).await
    }

    pub async fn closed(&mut self, tx: &mut Tx, slug: &str, index: usize) -> Result<(), Error> {
        close_phase(tx, &self.official, self.now, &mut self.rng, slug, index).await
    }

    pub async fn answered(
        &mut self,
        tx: &mut Tx,
        id: &ProposalId,
        state: &str,
        cost: &str,
        answer: &str,
    ) -> Result<desk::Answered, Error> {
        let form = AnswerForm {
            state: state.to_owned(),
            cost: cost.to_owned(),
            answer: answer.to_owned(),
        };
        desk::answer(tx, &self.official, self.now, &mut self.rng, id, "", &form).await
    }
}

pub fn fields(error: Error) -> Vec<(&'static str, FieldError)> {
    match error {
        Error::Fields(errors) => errors.0,
        other => panic!("{other:?}"),
    }
}

pub async fn found(tx: &mut Tx, slug: &str) -> Process {
    visible(tx, &Actor::visitor(), slug).await.unwrap().process
}
