//! The file of a backup, the same whatever the database: some bytes in clear, then sealed and compressed
//! lines of JSON. The first line says where it comes from, then each table by its name and its columns, its
//! rows as arrays (bytes in hexadecimal), and a last line with the number of rows.
//! Never here: SQL, nor where the file lies.

use anyhow::{Result, anyhow, bail};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::io::{self, BufRead as _, BufReader, Read, Write};
use store::backup::Value;
use store::{Kind, Table, Vault};

use super::seal::{NONCE, Opener, Sealer};
use crate::key;

/// The first bytes of every backup.
const MARK: &[u8; 13] = b"TIKER-BACKUP\n";
/// The version of this format. Another is another file to read.
const VERSION: u8 = 1;
/// Bytes that tell one key from another and say nothing of either.
const KEY_ID: usize = 8;

/// Where a backup comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Version of the program.
    pub program: String,
    /// When, in microseconds UTC.
    pub made_at: i64,
    /// The migrations that the database had had.
    pub migrations: Vec<String>,
    /// Rows in all.
    pub rows: u64,
}

/// What is not a row.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    Origin(Origin),
    Table { name: String, columns: Vec<String> },
    End { rows: u64 },
}

fn key_id(vault: &Vault) -> [u8; KEY_ID] {
    let digest = Sha256::digest([&b"backup key "[..], vault.backup_key()].concat());
    let mut id = [0; KEY_ID];
    id.copy_from_slice(&digest[..KEY_ID]);
    id
}

/// Writes a backup line by line.
pub struct Writer<W: Write> {
    out: GzEncoder<Sealer<W>>,
    line: Vec<u8>,
    rows: u64,
}

impl<W: Write> Writer<W> {
    pub fn new(mut out: W, vault: &Vault, nonce: [u8; NONCE], origin: &Origin) -> Result<Self> {
        let head = [&MARK[..], &[VERSION], &key_id(vault), &nonce].concat();
        out.write_all(&head)?;
        let sealer = Sealer::new(out, vault.backup_key(), &nonce, head);
        let mut writer = Writer {
            out: GzEncoder::new(sealer, Compression::default()),
            line: Vec::new(),
            rows: 0,
        };
        writer.put(&Line::Origin(origin.clone()))?;
        Ok(writer)
    }

    pub fn table(&mut self, table: &Table) -> Result<()> {
        self.put(&Line::Table {
            name: table.name.to_owned(),
            columns: table.columns.iter().map(|c| c.name.to_owned()).collect(),
        })
    }

    pub fn row(&mut self, row: &[Value]) -> Result<()> {
        self.rows += 1;
        let cells: Vec<Cell<'_>> = row.iter().map(Cell).collect();
        self.put(&cells)
    }

    /// Writes the end; gives back where it was written to.
    pub fn end(mut self) -> Result<W> {
        self.put(&Line::End { rows: self.rows })?;
        Ok(self.out.finish()?.end()?)
    }

    fn put(&mut self, line: &impl Serialize) -> Result<()> {
        self.line.clear();
        serde_json::to_writer(&mut self.line, line)?;
        self.line.push(b'\n');
        Ok(self.out.write_all(&self.line)?)
    }
}

struct Cell<'a>(&'a Value);

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => to.serialize_unit(),
            Value::Text(text) => to.serialize_str(text),
            Value::Int(n) => to.serialize_i64(*n),
            Value::Bytes(bytes) => to.serialize_str(&key::to_hex(bytes)),
        }
    }
}

/// What a line of a backup may be.
pub enum Entry {
    /// The rows that follow are of this table, with these columns.
    Table(String, Vec<String>),
    /// A row.
    Row(Vec<serde_json::Value>),
    /// There is no more.
    End,
}

/// Reads a backup line by line.
pub struct Reader<R: Read> {
    from: BufReader<GzDecoder<Opener<R>>>,
    line: Vec<u8>,
    rows: u64,
    /// Where it comes from.
    pub origin: Origin,
}

impl<R: Read> Reader<R> {
    /// Reads the beginning. The error says in words what is wrong with the file or the key.
    pub fn new(mut from: R, vault: &Vault) -> Result<Self> {
        let mut head = vec![0; MARK.len() + 1 + KEY_ID + NONCE];
        let (mark, rest) = (MARK.len(), MARK.len() + 1);
        let read = from.read_exact(&mut head);
        if read.is_err() || head[..mark] != MARK[..] {
            bail!("ce fichier n’est pas une sauvegarde de Tikêr, ou il n’est pas arrivé entier");
        }
        if head[mark] != VERSION {
            bail!(
                "cette sauvegarde a été faite par une autre version de Tikêr (format {}). Installez la version la plus récente, puis recommencez",
                head[mark]
            );
        }
        if head[rest..rest + KEY_ID] != key_id(vault) {
            bail!(
                "cette sauvegarde n’a pas été faite avec cette clé. Remettez le fichier de clé que vous avez gardé avec la base de ce moment-là (--key-file)"
            );
        }
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&head[rest + KEY_ID..]);
        let opener = Opener::new(from, vault.backup_key(), &nonce, head).map_err(damaged)?;
        let mut reader = Reader {
            from: BufReader::new(GzDecoder::new(opener)),
            line: Vec::new(),
            rows: 0,
            origin: Origin {
                program: String::new(),
                made_at: 0,
                migrations: Vec::new(),
                rows: 0,
            },
        };
        reader.read_line()?;
        match serde_json::from_slice(&reader.line) {
            Ok(Line::Origin(origin)) => reader.origin = origin,
            _ => return Err(unexpected()),
        }
        Ok(reader)
    }

    /// The next line.
    pub fn next(&mut self) -> Result<Entry> {
        self.read_line()?;
        if self.line.first() == Some(&b'[') {
            self.rows += 1;
            return serde_json::from_slice(&self.line)
                .map(Entry::Row)
                .map_err(|_| unexpected());
        }
        match serde_json::from_slice(&self.line) {
            Ok(Line::Table { name, columns }) => Ok(Entry::Table(name, columns)),
            Ok(Line::End { rows }) if rows == self.rows => {
                // the last piece vouches for the whole: it must have been opened
                match self.from.read(&mut [0]).map_err(damaged)? {
                    0 => Ok(Entry::End),
                    _ => Err(unexpected()),
                }
            }
            _ => Err(unexpected()),
        }
    }

    fn read_line(&mut self) -> Result<()> {
        self.line.clear();
        self.from
            .read_until(b'\n', &mut self.line)
            .map_err(damaged)?;
        if self.line.is_empty() {
            return Err(unexpected());
        }
        Ok(())
    }
}

/// The values of a row that was read, by what its columns hold.
pub fn values(row: Vec<serde_json::Value>, table: &Table) -> Result<Vec<Value>> {
    use serde_json::Value as Json;
    let of = |(json, column): (Json, &store::SchemaColumn)| {
        Some(match (json, column.kind) {
            (Json::Null, _) => Value::Null,
            (Json::String(text), Kind::Text) => Value::Text(text),
            (Json::Number(n), Kind::Int) => Value::Int(n.as_i64()?),
            (Json::String(hex), Kind::Bytes) => {
                let bytes = key::from_hex(&hex);
                (bytes.len() * 2 == hex.len()).then_some(Value::Bytes(bytes))?
            }
            _ => return None,
        })
    };
    if row.len() != table.columns.len() {
        return Err(unexpected());
    }
    let values = row.into_iter().zip(&table.columns).map(of);
    values.collect::<Option<_>>().ok_or_else(unexpected)
}

/// What a sealed file says when it is not as it was written.
fn damaged(error: io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            anyhow!(
                "cette sauvegarde est abîmée : le fichier a été coupé ou changé depuis qu’il a été écrit. Prenez une autre copie, ou une sauvegarde plus ancienne"
            )
        }
        _ => anyhow!("{}", crate::out::trouble(&error)),
    }
}

/// What a file says that opens and does not hold what it should: another program wrote it.
pub fn unexpected() -> anyhow::Error {
    anyhow!(
        "cette sauvegarde ne se lit pas comme prévu. Gardez-la, prenez-en une autre, et prévenez celles et ceux qui font Tikêr"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::SchemaColumn;

    fn table() -> Table {
        let column = |name, kind| SchemaColumn { name, kind };
        Table {
            name: "t",
            columns: vec![
                column("id", Kind::Text),
                column("n", Kind::Int),
                column("bytes", Kind::Bytes),
            ],
            key: vec!["id"],
        }
    }

    fn rows() -> Vec<Vec<Value>> {
        vec![
            vec![
                Value::Text("é\n\"'\u{1f33e}".to_owned()),
                Value::Int(i64::MIN),
                Value::Bytes(vec![0, 255, 16]),
            ],
            vec![
                Value::Text(String::new()),
                Value::Null,
                Value::Bytes(Vec::new()),
            ],
            vec![Value::Null, Value::Int(i64::MAX), Value::Null],
        ]
    }

    fn vault() -> Vault {
        Vault::new(&[7; 32])
    }

    fn written() -> Vec<u8> {
        let origin = Origin {
            program: "0.1.0".to_owned(),
            made_at: 5,
            migrations: vec!["0001_base".to_owned()],
            rows: 3,
        };
        let mut writer = Writer::new(Vec::new(), &vault(), [9; NONCE], &origin).unwrap();
        writer.table(&table()).unwrap();
        for row in rows() {
            writer.row(&row).unwrap();
        }
        writer.end().unwrap()
    }

    fn read(bytes: &[u8]) -> Result<Vec<Vec<Value>>> {
        let mut reader = Reader::new(bytes, &vault())?;
        let mut found = Vec::new();
        loop {
            match reader.next()? {
                Entry::Table(name, columns) => assert_eq!((name.as_str(), columns.len()), ("t", 3)),
                Entry::Row(row) => found.push(values(row, &table())?),
                Entry::End => return Ok(found),
            }
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(read(&written()).unwrap(), rows());
    }

    #[test]
    fn each_byte_counts() {
        let good = written();
        for at in 0..good.len() {
            assert!(read(&good[..at]).is_err(), "cut at {at}");
            for bit in [1, 0x80] {
                let mut changed = good.clone();
                changed[at] ^= bit;
                assert!(read(&changed).is_err(), "changed at {at}");
            }
        }
        assert!(read(&[&good[..], &[0]].concat()).is_err());
    }

    #[test]
    fn a_row_that_does_not_fit_its_table_is_refused() {
        for odd in [
            r#"["a",1]"#,
            r#"["a",1,"0g"]"#,
            r#"["a",1,"012"]"#,
            r#"["a","1","00"]"#,
            r#"["a",1.5,"00"]"#,
            r#"[1,1,"00"]"#,
            r#"["a",9223372036854775808,"00"]"#,
        ] {
            let row = serde_json::from_str(odd).unwrap();
            assert!(values(row, &table()).is_err(), "{odd}");
        }
    }
}
