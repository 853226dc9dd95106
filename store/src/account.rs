//! Accounts, their roles and verification levels. Addresses and names are sealed here and nowhere else.

use crate::{Result, Tx, args};
use civic::id::AccountId;
use civic::permission::{Actor, Level, Role};
use civic::time::Now;

pub(crate) const EMAIL: &str = "account.email";
const NAME: &str = "account.name";

/// An account as its owner or an agent sees it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its address, opened; `None` for an imported voter.
    pub email: Option<String>,
    /// The name shown beside contributions, when the person gave one.
    pub name: Option<String>,
    /// How well the commune knows the person.
    pub level: Level,
    /// Whether it is somebody's: an imported voter's is nobody's, and one that was closed or put into another is not any more.
    pub is_somebodys: bool,
}

/// Finds the account of an address; where it was put into another account, that one.
///
/// # Errors
/// What the database says.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<AccountId>> {
    let hash = tx.vault().hash("email", email.as_bytes());
    let row = tx
        .first(
            "SELECT COALESCE(merged_into, id) FROM account WHERE email_hash = $1",
            args![&hash],
        )
        .await?;
    row.map(|r| r.get::<String>(0).map(AccountId)).transpose()
}

/// Creates an account for an address, or gives the one that another request made meanwhile.
///
/// # Errors
/// What the database says.
pub async fn create(
    tx: &mut Tx,
    id: &AccountId,
    email: &str,
    nonce: [u8; 24],
    now: Now,
) -> Result<AccountId> {
    let hash = tx.vault().hash("email", email.as_bytes());
    let sealed = tx.vault().seal(nonce, EMAIL, email)?;
    let sql = "INSERT INTO account (id, email_hash, email_sealed, level, origin, created_at)
        VALUES ($1, $2, $3, 'mailbox', 'email', $4)
        ON CONFLICT (email_hash) DO UPDATE SET email_hash = excluded.email_hash RETURNING COALESCE(merged_into, id)";
    let row = tx.first(sql, args![id, &hash, &sealed, now]).await?;
    row.map_or(Ok(id.clone()), |r| r.get::<String>(0).map(AccountId))
}

/// Gives an account another address; one that led to it from another account of hers becomes its own.
///
/// # Errors
/// What the database says; also where the address is somebody else's.
pub async fn set_email(tx: &mut Tx, id: &AccountId, email: &str, nonce: [u8; 24]) -> Result<()> {
    let hash = tx.vault().hash("email", email.as_bytes());
    let sealed = tx.vault().seal(nonce, EMAIL, email)?;
    let sql = "UPDATE account SET email_hash = NULL, email_sealed = NULL WHERE merged_into = $1 AND email_hash = $2";
    tx.run(sql, args![id, &hash]).await?;
    let sql = "UPDATE account SET email_hash = $2, email_sealed = $3 WHERE id = $1";
    tx.run(sql, args![id, &hash, &sealed]).await?;
    // a mailbox that was read is known at least so well
    raise(tx, id, Level::Mailbox).await
}

/// Creates an account that stands for a voter of an imported file: no address, no name.
///
/// # Errors
/// What the database says.
pub async fn create_imported(tx: &mut Tx, id: &AccountId, now: Now) -> Result<()> {
    let sql =
        "INSERT INTO account (id, level, origin, created_at) VALUES ($1, 'resident', 'import', $2)";
    tx.run(sql, args![id, now]).await?;
    Ok(())
}

/// Creates an account without an address, for somebody whose identity was proven.
///
/// # Errors
/// What the database says.
pub async fn create_proven(tx: &mut Tx, id: &AccountId, now: Now) -> Result<()> {
    let sql = "INSERT INTO account (id, level, origin, created_at) VALUES ($1, 'identified', 'identity', $2)";
    tx.run(sql, args![id, now]).await?;
    Ok(())
}

/// The account behind an id.
///
/// # Errors
/// What the database says, or the wrong key.
pub async fn get(tx: &mut Tx, id: &AccountId) -> Result<Option<Account>> {
    let sql = "SELECT email_sealed, name_sealed, level, origin, closed_at, merged_into FROM account WHERE id = $1";
    let Some(row) = tx.first(sql, args![id]).await? else {
        return Ok(None);
    };
    let open = |column: &str, sealed: Option<Vec<u8>>| {
        sealed.map(|s| tx.vault().open(column, &s)).transpose()
    };
    Ok(Some(Account {
        id: id.clone(),
        email: open(EMAIL, row.get(0)?)?,
        name: open(NAME, row.get(1)?)?,
        level: row.parse(2, Level::parse, "account", "level")?,
        is_somebodys: row.get::<String>(3)? != "import"
            && row.get::<Option<i64>>(4)?.is_none()
            && row.get::<Option<String>>(5)?.is_none(),
    }))
}

/// The actor an account is: roles and level.
///
/// # Errors
/// What the database says.
pub async fn actor(tx: &mut Tx, id: &AccountId) -> Result<Actor> {
    let sql = "SELECT a.level, r.role FROM account a LEFT JOIN role r ON r.account_id = a.id WHERE a.id = $1";
    let rows = tx.all(sql, args![id]).await?;
    let Some(first) = rows.first() else {
        return Ok(Actor::visitor());
    };
    let level = first.parse(0, Level::parse, "account", "level")?;
    let mut roles = Vec::new();
    for row in &rows {
        if let Some(role) = row.get::<Option<&str>>(1)?.and_then(Role::parse) {
            roles.push(role);
        }
    }
    Ok(Actor {
        account: Some(id.clone()),
        roles,
        level,
        asleep: None,
    })
}

/// Names by account id, opened, for the authors of a page.
///
/// # Errors
/// What the database says, or the wrong key.
pub fn open_name(tx: &Tx, sealed: Option<&[u8]>) -> Result<Option<String>> {
    sealed.map(|s| tx.vault().open(NAME, s)).transpose()
}

/// Sets or removes the name shown beside contributions.
///
/// # Errors
/// What the database says.
pub async fn set_name(
    tx: &mut Tx,
    id: &AccountId,
    name: Option<&str>,
    nonce: [u8; 24],
) -> Result<()> {
    let sealed = name.map(|n| tx.vault().seal(nonce, NAME, n)).transpose()?;
    tx.run(
        "UPDATE account SET name_sealed = $1 WHERE id = $2",
        args![sealed.as_deref(), id],
    )
    .await?;
    Ok(())
}

/// Sets how well the commune knows a person.
///
/// # Errors
/// What the database says.
pub async fn set_level(tx: &mut Tx, id: &AccountId, level: Level) -> Result<()> {
    tx.run(
        "UPDATE account SET level = $1 WHERE id = $2",
        args![level.as_str(), id],
    )
    .await?;
    Ok(())
}

/// Sets how well the commune knows a person, unless it knows her better already: in one statement, since another way in
/// may raise it at the same time.
///
/// # Errors
/// What the database says.
pub async fn raise(tx: &mut Tx, id: &AccountId, level: Level) -> Result<()> {
    let sql = "UPDATE account SET level = $1 WHERE id = $2 AND $3 >
        CASE level WHEN 'anonymous' THEN 0 WHEN 'mailbox' THEN 1 WHEN 'identified' THEN 2 WHEN 'resident' THEN 3 ELSE 4 END";
    let rank = match level {
        Level::Anonymous => 0,
        Level::Mailbox => 1,
        Level::Identified => 2,
        Level::Resident => 3,
        Level::Elector => 4_i64,
    };
    tx.run(sql, args![level.as_str(), id, rank]).await?;
    Ok(())
}

/// Sets how well the commune knows a person from one level to another; nothing where she has a third.
///
/// # Errors
/// What the database says.
pub async fn change_level(tx: &mut Tx, id: &AccountId, from: Level, to: Level) -> Result<()> {
    let sql = "UPDATE account SET level = $1 WHERE id = $2 AND level = $3";
    tx.run(sql, args![to.as_str(), id, from.as_str()]).await?;
    Ok(())
}

/// What stands for an account among the locks of PostgreSQL. A lock on its row would write the number of the ballot's transaction
/// there, which a ballot has too.
fn lock_of(tx: &Tx, id: &AccountId) -> i64 {
    let hash = tx.vault().hash("account.lock", id.as_str().as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}

/// Holds an account as it is until the end of the transaction, and gives its level then; `None` where there is none. Whoever lowers a
/// level, or puts an account into another, holds it.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, id: &AccountId) -> Result<Option<Level>> {
    if tx.backend() == crate::Backend::Postgres {
        let lock = lock_of(tx, id);
        tx.run("SELECT pg_advisory_xact_lock($1)", args![lock])
            .await?;
    }
    level(tx, id).await
}

/// Keeps an account's level from being lowered until the end of the transaction, with others who keep it too; gives it. `None` on
/// SQLite, whose one writer changes nothing meanwhile.
///
/// # Errors
/// What the database says.
pub async fn keep_still(tx: &mut Tx, id: &AccountId) -> Result<Option<Level>> {
    if tx.backend() == crate::Backend::Sqlite {
        return Ok(None);
    }
    let lock = lock_of(tx, id);
    tx.run("SELECT pg_advisory_xact_lock_shared($1)", args![lock])
        .await?;
    level(tx, id).await
}

async fn level(tx: &mut Tx, id: &AccountId) -> Result<Option<Level>> {
    let sql = "SELECT level FROM account WHERE id = $1";
    let row = tx.first(sql, args![id]).await?;
    row.map(|r| r.parse(0, Level::parse, "account", "level"))
        .transpose()
}

/// Gives a role.
///
/// # Errors
/// What the database says.
pub async fn grant(tx: &mut Tx, id: &AccountId, role: Role, now: Now) -> Result<()> {
    let sql = "INSERT INTO role (account_id, role, granted_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    tx.run(sql, args![id, role.as_str(), now]).await?;
    Ok(())
}

/// Takes a role back.
///
/// # Errors
/// What the database says.
pub async fn revoke(tx: &mut Tx, id: &AccountId, role: Role) -> Result<()> {
    tx.run(
        "DELETE FROM role WHERE account_id = $1 AND role = $2",
        args![id, role.as_str()],
    )
    .await?;
    Ok(())
}

/// How many people have a role.
///
/// # Errors
/// What the database says.
pub async fn count_with(tx: &mut Tx, role: Role) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM role WHERE role = $1";
    let row = tx.first(sql, args![role.as_str()]).await?;
    row.map_or(Ok(0), |r| r.get(0))
}

/// Holds every grant of a role until the end of the transaction: two who give theirs up at once see one another.
///
/// # Errors
/// What the database says.
pub async fn hold_roles(tx: &mut Tx, role: Role) -> Result<()> {
    let sql = "UPDATE role SET granted_at = granted_at WHERE role = $1";
    tx.run(sql, args![role.as_str()]).await?;
    Ok(())
}

/// Everybody with a role.
///
/// # Errors
/// What the database says.
pub async fn with_roles(tx: &mut Tx) -> Result<Vec<AccountId>> {
    let sql = "SELECT DISTINCT account_id FROM role ORDER BY account_id";
    let rows = tx.all(sql, args![]).await?;
    rows.iter()
        .map(|r| r.get::<String>(0).map(AccountId))
        .collect()
}
