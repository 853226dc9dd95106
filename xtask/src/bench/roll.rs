//! The electoral roll: how long a large one takes to be read and kept, and somebody to be found on it.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Row;
use super::commune::Programs;
use crate::files;
use crate::run::{Repo, output};

/// The same work in Python, as a careful script would do it: read, hash with a key, write.
const BESIDE: &str = "import csv, hashlib, hmac, io, sqlite3, sys, time
n, out = int(sys.argv[1]), sys.argv[2]
head = ['c'] * 27
rows = io.StringIO()
w = csv.writer(rows, delimiter=';', quoting=csv.QUOTE_ALL)
w.writerow(head)
for i in range(n):
    r = ['COMMUNE'] * 27
    r[3], r[5], r[7], r[8], r[21] = f'KERMAN{i}', 'Loic, Marie', '03/05/1961', '56007', f'{i % 90:04}'
    w.writerow(r)
rows.seek(0)
began = time.perf_counter()
db = sqlite3.connect(out)
db.execute('CREATE TABLE elector (roll TEXT, key BLOB, name BLOB, station TEXT, PRIMARY KEY (roll, key)) WITHOUT ROWID')
db.execute('CREATE INDEX by_name ON elector (roll, name)')
seal = lambda text: hmac.new(b'k' * 32, text.encode(), hashlib.sha256).digest()
lines = csv.reader(rows, delimiter=';')
next(lines)
def kept():
    for r in lines:
        name = '|'.join([r[3].lower(), r[5].lower(), r[7]])
        yield ('r', seal(name + '|' + r[8]), seal(name), r[21])
db.executemany('INSERT INTO elector VALUES (?, ?, ?, ?)', kept())
db.commit()
print(time.perf_counter() - began)";

const LINES: &str = "100000";

/// A hundred thousand lines of 27 columns.
pub fn roll(repo: &Repo) -> Result<Vec<Row>> {
    let programs = Programs::build(repo)?;
    let folder = repo.target.join("bench/roll");
    files::empty(&folder)?;
    let mut program = repo.command(programs.path("roll"));
    let told = output(program.arg(folder.join("db")).arg(LINES))?;
    let found: Value = serde_json::from_str(&told).context("the roll said no JSON")?;
    let number = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
    let mut beside = repo.command("python3");
    let beside = output(
        beside
            .args(["-c", BESIDE, LINES])
            .arg(folder.join("beside")),
    )?;
    let beside: f64 = beside.trim().parse()?;
    Ok(vec![
        Row {
            what: format!(
                "an electoral roll of {LINES} lines and {:.0} MB: read, looked at and kept",
                number("bytes") / 1e6
            ),
            ours: format!(
                "{:.1} s, of which reading and looking {:.1} s",
                number("all"),
                number("looked")
            ),
            beside: format!(
                "csv, hmac and sqlite3 of Python, with no look at the lines: {beside:.1} s"
            ),
            ratio: format!("{:.1} times", number("all") / beside),
        },
        Row {
            what: "somebody found on it, 99 of 100".to_owned(),
            ours: format!("{:.2} ms", number("found") * 1000.0),
            beside: "–".to_owned(),
            ratio: "–".to_owned(),
        },
    ])
}
