//! `tiker admin` and `tiker migrate`: what only someone with access to the machine may do.

use anyhow::Result;
use civic::permission::Role;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use services::{Db, Error, enrolment, passkey, person, sign_in};

use crate::cli::{Admin, AdminAct, Base, RoleOf, wrong};
use crate::{backup, clock, out, serve};

/// `tiker migrate`: brings the schema up to date, and says what it did.
pub async fn migrate(base: Base) -> Result<()> {
    if !base.database.is_there() {
        base.open().await?.close().await;
        out::say("La base n’existait pas : elle est faite, et à jour.");
        return Ok(());
    }
    let db = base.connect().await?;
    let done = db.migrate().await.map_err(backup::in_words);
    db.close().await;
    let done = done?;
    for name in &done {
        out::say(&format!("Fait : {name}"));
    }
    out::say(match done.len() {
        0 => "La base était déjà à jour : rien n’a été changé.",
        _ => "La base est à jour.",
    });
    Ok(())
}

/// `tiker admin`.
pub async fn run(options: Admin) -> Result<()> {
    match options.act {
        AdminAct::Grant(of) => role(of, true).await,
        AdminAct::Revoke(of) => role(of, false).await,
        AdminAct::ForgetPasskeys { email, base } => forget_passkeys(&email, &base).await,
        AdminAct::Commune { name, base } => {
            let db = base.open().await?;
            let name = serve::name(&db, Some(&name)).await?.unwrap_or_default();
            db.close().await;
            out::say(&format!(
                "La commune s’appelle maintenant {name}. Les pages le montrent dans la minute."
            ));
            Ok(())
        }
    }
}

/// The database, which must be there: nothing is to be changed in a new one.
async fn there(base: &Base) -> Result<Db> {
    if !base.database.is_there() {
        return Err(wrong("--database", "cette base n’existe pas"));
    }
    base.open().await
}

async fn forget_passkeys(email: &str, base: &Base) -> Result<()> {
    let db = there(base).await?;
    let now = (clock::machine())();
    let mut tx = db.write().await?;
    let mut rng = ChaCha20Rng::from_os_rng();
    let Some(owner) = store::account::by_email(&mut tx, email).await? else {
        return Err(wrong("COURRIEL", "personne n’a cette adresse ici"));
    };
    let done = passkey::remove_all(&mut tx, None, now, &mut rng, &owner).await;
    let code = match done {
        Ok(code) => code,
        Err(Error::NotFound) => {
            return Err(wrong("COURRIEL", "cette personne n’a pas de clé d’accès"));
        }
        Err(error) => return Err(error.into()),
    };
    tx.commit().await?;
    db.close().await;
    out::say(&format!(
        "Les clés d’accès de {email} sont retirées, et ses appareils déconnectés."
    ));
    hand_over(code.as_deref());
    Ok(())
}

async fn role(of: RoleOf, on: bool) -> Result<()> {
    let db = there(&of.base).await?;
    let now = (clock::machine())();
    let mut rng = ChaCha20Rng::from_os_rng();
    let mut tx = db.write().await?;
    let person = sign_in::account_of(&mut tx, now, &mut rng, &of.email).await?;
    let before = store::account::actor(&mut tx, &person).await?.has_roles();
    person::give_role(&mut tx, None, now, &mut rng, &person, of.role, on).await?;
    let code = if on {
        enrolment::follow(&mut tx, None, now, &mut rng, &person, before).await?
    } else {
        None
    };
    store::session::revoke_others(&mut tx, &person, &[]).await?;
    tx.commit().await?;
    db.close().await;
    let role = in_french(of.role);
    out::say(&if on {
        format!("{} a maintenant le rôle : {role}.", of.email)
    } else {
        format!("{} n’a plus le rôle : {role}.", of.email)
    });
    hand_over(code.as_deref());
    Ok(())
}

/// Says the code for somebody's first passkey: this once.
fn hand_over(code: Option<&str>) {
    let Some(code) = code else { return };
    out::say(&format!(
        "Code à remettre en main propre ou de vive voix, jamais par courriel : {code}\nAvec lui, la personne crée sa première clé d’accès à la mairie. Il fonctionne sept jours, une fois. (Il ne sert pas où la mairie s’ouvre par code : --town-hall-by-code, démonstration.)"
    ));
}

fn in_french(role: Role) -> &'static str {
    match role {
        Role::Official => "élue, élu ou service",
        Role::Agent => "agent d’accueil",
        Role::Administrator => "administration",
    }
}
