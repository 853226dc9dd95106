//! Districts: the commune's own list, and those that the file of an imported process names.

use crate::{Result, Row, Tx, args};
use civic::id::{DistrictId, ProcessId};

fn read(rows: &[Row]) -> Result<Vec<(DistrictId, String)>> {
    rows.iter()
        .map(|r| Ok((DistrictId(r.get(0)?), r.get(1)?)))
        .collect()
}

/// The commune's own list, in order.
///
/// # Errors
/// What the database says.
pub async fn listed(tx: &mut Tx) -> Result<Vec<(DistrictId, String)>> {
    let sql = "SELECT id, name FROM district WHERE listed = 1 ORDER BY position, name";
    read(&tx.all(sql, args![]).await?)
}

/// Those a process knows: its file's own when it was imported, else the commune's.
///
/// # Errors
/// What the database says.
pub async fn of_process(tx: &mut Tx, process: &ProcessId) -> Result<Vec<(DistrictId, String)>> {
    let sql = "SELECT d.id, d.name FROM district d WHERE d.id IN (SELECT district_id FROM process_district WHERE process_id = $1)
        OR (d.listed = 1 AND NOT EXISTS (SELECT 1 FROM process_district WHERE process_id = $1))
        ORDER BY d.position, d.name";
    read(&tx.all(sql, args![process]).await?)
}

/// Puts a name at a place of the commune's own list; gives its id.
///
/// # Errors
/// What the database says.
pub async fn list(tx: &mut Tx, id: &DistrictId, name: &str, position: i64) -> Result<DistrictId> {
    let sql = "INSERT INTO district (id, name, position, listed) VALUES ($1, $2, $3, 1)
        ON CONFLICT (name) DO UPDATE SET listed = 1, position = excluded.position RETURNING id";
    let row = tx.first(sql, args![id, name, position]).await?;
    row.map_or(Ok(id.clone()), |r| r.get::<String>(0).map(DistrictId))
}

/// Takes a district off the commune's own list; it stays on the proposals that have it.
///
/// # Errors
/// What the database says.
pub async fn unlist(tx: &mut Tx, id: &DistrictId) -> Result<()> {
    tx.run("UPDATE district SET listed = 0 WHERE id = $1", args![id])
        .await?;
    Ok(())
}

/// A district that the file of a process names; it does not join the commune's own list.
///
/// # Errors
/// What the database says.
pub async fn of_file(
    tx: &mut Tx,
    id: &DistrictId,
    name: &str,
    position: i64,
    process: &ProcessId,
) -> Result<DistrictId> {
    let sql = "INSERT INTO district (id, name, position, listed) VALUES ($1, $2, $3, 0)
        ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id";
    let row = tx.first(sql, args![id, name, position]).await?;
    let id = row.map_or(Ok(id.clone()), |r| r.get::<String>(0).map(DistrictId))?;
    let sql = "INSERT INTO process_district (process_id, district_id) VALUES ($1, $2) ON CONFLICT (process_id, district_id) DO NOTHING";
    tx.run(sql, args![process, &id]).await?;
    Ok(id)
}
