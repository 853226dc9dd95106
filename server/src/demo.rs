//! The demonstration: an invented commune in a database of its own, whose mails are on a page.

use anyhow::Result;
use app::web::{Demonstration, FirstStart};
use civic::permission::{Level, Role};
use civic::time::Now;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::session::Demand;
use services::{Db, Rng, Tx, person, sign_in};

use crate::cli::Demo;
use crate::mail::Outbox;
use crate::serve::{self, Service};
use crate::{clock, database, out};

/// The demonstration's accounts: address, what it is in French, roles.
const ACCOUNTS: [(&str, &str, &[Role]); 2] = [
    (
        "mairie@demo.example",
        "élue, agente et administratrice",
        &[Role::Official, Role::Agent, Role::Administrator],
    ),
    ("agent@demo.example", "agente d’accueil", &[Role::Agent]),
];

/// `tiker demo`.
pub async fn run(options: Demo) -> Result<()> {
    let clock = match options.clock {
        Some(file) => clock::moved_by(file)?,
        None => clock::machine(),
    };
    let outbox = Outbox::folder(&serve::mail_folder(&options.base, options.mail_folder))?;
    let db = options.base.open().await?;
    database::claim(&db, true).await?;
    prepare(&db, clock(), options.empty).await?;
    let demonstration = Demonstration {
        accounts: ACCOUNTS
            .iter()
            .map(|(email, role, _)| ((*email).to_owned(), (*role).to_owned()))
            .collect(),
    };
    let origin = serve::local_origin(options.listen);
    let providers = serve::providers(&options.france_connect, &options.pro_connect, Some(&origin))?;
    let service = Service {
        listen: options.listen,
        db,
        clock,
        outbox,
        demonstration: Some(demonstration),
        public: None,
        first_start: FirstStart::default(),
        kept_site: None,
        proxies: None,
        providers,
        // anybody tries the town hall of an invented commune
        demand: Demand::Any,
    };
    serve::run(service, |address| {
        out::say(&format!(
            "Démonstration (tout y est inventé) : http://{address}"
        ));
        out::say("Comptes, à saisir sur la page « Se connecter » :");
        for (email, role, _) in ACCOUNTS {
            out::say(&format!("  {email} : {role}"));
        }
        out::say("  toute autre adresse : une habitante, un habitant");
        out::say(&format!(
            "Les codes arrivent sur http://{address}/courriels"
        ));
    })
    .await
}

/// Makes the accounts, and the invented processes unless there are some or none are wanted.
async fn prepare(db: &Db, now: Now, empty: bool) -> Result<()> {
    let mut rng = ChaCha20Rng::from_os_rng();
    let mut tx = db.write().await?;
    for (email, _, roles) in ACCOUNTS {
        account(&mut tx, now, &mut rng, email, roles).await?;
    }
    if !empty && store::process::all(&mut tx, true).await?.is_empty() {
        services::demo::seed(&mut tx, now, &mut rng).await?;
    }
    Ok(tx.commit().await?)
}

async fn account(
    tx: &mut Tx,
    now: Now,
    rng: &mut Rng,
    email: &str,
    roles: &[Role],
) -> services::Result<()> {
    let id = sign_in::account_of(tx, now, rng, email).await?;
    let known = store::account::actor(tx, &id).await?;
    if known.level < Level::Resident {
        store::account::set_level(tx, &id, Level::Resident).await?;
    }
    for role in roles.iter().filter(|r| !known.has(**r)) {
        person::give_role(tx, None, now, rng, &id, *role, true).await?;
    }
    Ok(())
}
