//! What `tiker doctor` looks at on the machine: who can read the files, the clock, the disk, the public
//! address.

use app::fmt::date_time;
use app::texts::Lang;
use civic::time::Now;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Report;
use crate::cli::{Base, PublicUrl};
use crate::database::Address;
use crate::key;

/// The day on which this was written, in microseconds: no clock that goes right is before it.
const WRITTEN: i64 = 1_764_028_800_000_000;
/// Free bytes below which a disk is nearly full.
const LOW: u64 = 1_000_000_000;
/// How long the public address may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Who can read the key and the database.
pub fn rights(base: &Base, report: &mut Report) {
    let mut open = Vec::new();
    let key = base.key_path();
    if key::is_open(&key) {
        open.push(("la clé", key));
    }
    if let Address::File(path) = &base.database
        && key::is_open(path)
    {
        open.push(("la base", path.clone()));
    }
    if open.is_empty() {
        report.well("Seul le compte du service peut lire la base et la clé.");
    }
    for (what, path) in open {
        report.ill(format!(
            "D’autres comptes de cette machine peuvent lire {what} : chmod 600 {}",
            path.display()
        ));
    }
}

/// Keys beside the one in use: one that was to take its place, and those that it replaced.
pub fn keys(base: &Base, report: &mut Report) {
    let file = base.key_path();
    let new = key::beside(&file, key::NEW);
    if new.exists() {
        report.ill(format!(
            "Un changement de clé a été interrompu ({} est là) : arrêtez le service et relancez `tiker rotate-key`, qui le termine.",
            new.display()
        ));
    }
    for former in key::former(&file) {
        report.note(format!(
            "Une ancienne clé est encore à côté de la base : {}. Rangez-la à part aussi longtemps que vous gardez des sauvegardes faites avec elle, puis détruisez-la.",
            former.display()
        ));
    }
}

/// Whether the clock can be right: votes open and close by it.
pub fn clock(now: Now, newest: Option<i64>, report: &mut Report) {
    let remedy = "Réglez l’heure de la machine : `timedatectl set-ntp true`. Les votes ouvrent et ferment à cette heure-là.";
    // a minute's grace, for another machine's clock
    if now.0 < WRITTEN || newest.is_some_and(|at| at > now.0 + 60_000_000) {
        report.ill(format!(
            "L’horloge est en retard : pour cette machine nous sommes le {}, et des données sont plus récentes. {remedy}",
            date_time(Lang::Fr, now)
        ));
    } else if synchronised() == Some(false) {
        report.ill(format!(
            "L’horloge n’est réglée par aucun serveur de temps. {remedy}"
        ));
    } else {
        report.well(format!("L’horloge dit : {}.", date_time(Lang::Fr, now)));
    }
}

/// What systemd knows of it; `None` where there is no systemd.
fn synchronised() -> Option<bool> {
    if !Path::new("/run/systemd/system").exists() {
        return None;
    }
    let asked = Command::new("timedatectl")
        .args(["show", "--property=NTPSynchronized", "--value"])
        .output()
        .ok()?;
    match String::from_utf8_lossy(&asked.stdout).trim() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// Whether there is room: a full disk stops votes.
pub fn disk(address: &Address, report: &mut Report) {
    let (folder, size) = match address {
        Address::File(path) => {
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            let folder = folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
            (folder, std::fs::metadata(path).map_or(0, |m| m.len()))
        }
        // the server's own disk cannot be seen from here; this one holds mails and backups
        Address::Postgres(_) => (PathBuf::from("."), 0),
    };
    match rustix::fs::statvfs(&folder) {
        Ok(disk) => room(disk.f_bavail.saturating_mul(disk.f_frsize), size, report),
        Err(_) => report.note("La place libre sur le disque n’a pas pu être lue."),
    }
}

fn room(free: u64, database: u64, report: &mut Report) {
    let gigabytes = format!("{},{} Go", free / LOW, free % LOW / (LOW / 10));
    // rewriting the database at a close takes twice its size
    if free < LOW.max(database.saturating_mul(3)) {
        report.ill(format!(
            "Il reste {gigabytes} sur le disque : faites de la place (vieilles sauvegardes, journaux : `journalctl --vacuum-time=7d`), ou agrandissez-le."
        ));
    } else {
        report.well(format!("Il reste {gigabytes} sur le disque."));
    }
}

/// Whether people can come, and come by HTTPS.
pub async fn address(public: Option<&PublicUrl>, report: &mut Report) {
    let Some(public) = public else {
        report.note("Aucune adresse publique (--public-url) : sans elle, ni HTTPS ni témoins protégés. Donnez celle que les habitants tapent, par exemple https://participer.exemple.bzh.");
        return;
    };
    if !public.https {
        report.ill("L’adresse publique n’est pas en https : mettez Caddy devant (docs/operations.md) et donnez --public-url https://…");
        return;
    }
    let (host, port) = public.host_and_port();
    match timeout(PATIENCE, TcpStream::connect((host, port))).await {
        Ok(Ok(_)) => report.well(format!("{} répond.", public.origin)),
        _ => report.ill(format!(
            "{} ne répond pas depuis cette machine : vérifiez le nom de domaine, Caddy (systemctl status caddy) et le pare-feu (ports 80 et 443).",
            public.origin
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Command;
    use crate::doctor::Report;

    fn said(look: impl FnOnce(&mut Report)) -> (bool, String) {
        let mut report = Report::default();
        look(&mut report);
        (report.ill, report.lines.join("\n"))
    }

    #[test]
    fn a_clock_before_its_data_is_wrong() {
        let now = civic::time::Time(WRITTEN + 1);
        let late = said(|r| clock(now, Some(now.0 + 120_000_000), r));
        assert!(late.0 && late.1.contains("en retard"), "{late:?}");
        let late = said(|r| clock(civic::time::Time(0), None, r));
        assert!(late.0 && late.1.contains("set-ntp"), "{late:?}");
        let right = said(|r| clock(now, Some(now.0 - 1), r));
        assert!(!right.1.contains("en retard"), "{right:?}");
    }

    #[test]
    fn a_disk_must_hold_three_times_the_database() {
        let (ill, line) = said(|r| room(2_300_000_000, 1_000_000, r));
        assert!(!ill && line.contains("2,3 Go"), "{line}");
        assert!(said(|r| room(900_000_000, 0, r)).0);
        assert!(said(|r| room(5_000_000_000, 2_000_000_000, r)).0);
    }

    #[tokio::test]
    async fn the_public_address_must_answer_by_https() {
        let url = |text: &str| {
            let line = ["tiker", "doctor", "--public-url", text];
            match crate::cli::parse(line).unwrap() {
                Command::Doctor(options) => options.public_url.unwrap(),
                _ => unreachable!(),
            }
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let there = url(&format!("https://127.0.0.1:{port}"));
        let mut report = Report::default();
        address(Some(&there), &mut report).await;
        assert!(!report.ill, "{:?}", report.lines);
        drop(listener);
        for gone in [there, url("http://commune.example")] {
            let mut report = Report::default();
            address(Some(&gone), &mut report).await;
            assert!(report.ill, "{:?}", report.lines);
        }
        assert_eq!(url("https://ma.bzh").host_and_port(), ("ma.bzh", 443));
        assert_eq!(url("https://[::1]:8443").host_and_port(), ("::1", 8443));
    }
}
