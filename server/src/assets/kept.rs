//! Files of the release before: a page that was open during an upgrade, or that a browser kept, still asks
//! for the style and scripts it was made with. So the sealed files of a release are kept in a folder beside
//! the database, and the next ones hand them out for [`DAYS`] days more.
//! Never here: files without a hash in their name, since those change under the same name.

use anyhow::Result;
use axum::body::Bytes;
use civic::time::Now;
use std::collections::BTreeMap;
use std::fs::{self, DirBuilder};
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use super::{File, Site};

/// How many days after a release the files of the one before are handed out.
const DAYS: i64 = 30;
/// Name of the list.
const LIST: &str = "gardes.json";

/// Names of files, and since when (microseconds UTC) the program has them no more; `None` while it does.
type Kept = BTreeMap<String, Option<i64>>;

impl Site {
    /// Keeps this release's sealed files in a folder, and takes in those of the ones before.
    pub fn keep(&mut self, folder: &Path, now: Now) -> Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
        let list = folder.join(LIST);
        let mut kept: Kept = match fs::read(&list) {
            // a list that a power cut spoiled is begun anew: what it named is not handed out, that is all
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, "la liste des fichiers gardés est abîmée : elle est refaite");
                Kept::new()
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Kept::new(),
            Err(error) => return Err(error.into()),
        };
        for (name, file) in self.files.iter().filter(|(_, file)| file.hashed) {
            if !kept.contains_key(name) {
                write(folder, name, file)?;
            }
            kept.insert(name.clone(), None);
        }
        let mut gone = Vec::new();
        for (name, since) in &mut kept {
            if self.files.contains_key(name) {
                continue;
            }
            let since = *since.get_or_insert(now.0);
            let file = read(folder, name);
            match file {
                Some(file) if now.0 - since < DAYS * 86_400_000_000 => {
                    self.files.insert(name.clone(), file);
                }
                _ => gone.push(name.clone()),
            }
        }
        for name in gone {
            for ending in ["", ".br", ".gz"] {
                let _ = fs::remove_file(folder.join(format!("{name}{ending}")));
            }
            kept.remove(&name);
        }
        let beside = folder.join(".gardes.new");
        let mut file = fs::File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(&kept)?)?;
        file.sync_all()?;
        Ok(fs::rename(&beside, &list)?)
    }
}

/// Writes a file and its compressed siblings; the list names it only afterwards.
fn write(folder: &Path, name: &str, file: &File) -> Result<()> {
    fs::write(folder.join(name), &file.plain)?;
    for (ending, content) in [("br", &file.brotli), ("gz", &file.gzip)] {
        if let Some(content) = content {
            fs::write(folder.join(format!("{name}.{ending}")), content)?;
        }
    }
    Ok(())
}

fn read(folder: &Path, name: &str) -> Option<File> {
    // the list may have been written by hand
    if name.contains('/') || name.starts_with('.') {
        return None;
    }
    let sibling = |ending: &str| {
        let content = fs::read(folder.join(format!("{name}{ending}")));
        content.ok().map(Bytes::from)
    };
    File::new(name, sibling("")?, sibling(".br"), sibling(".gz"), true).ok()
}
