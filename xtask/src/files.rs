//! Folders walked, copied and hashed in an order that is always the same.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// The files below a folder as paths relative to it, sorted.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(current) = folders.pop() {
        let entries = fs::read_dir(&current)
            .with_context(|| format!("cannot read the folder {}", current.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder)?.to_path_buf());
            }
        }
    }
    found.sort();
    Ok(found)
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file, with the folders above it.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

/// An empty folder, whatever was there.
pub fn empty(folder: &Path) -> Result<()> {
    remove(folder)?;
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))
}

/// Removes a folder that may not be there.
pub fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove the folder {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// A hash of named contents: names and lengths count, so that nothing can move unseen.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    pub fn add(&mut self, name: &str, content: &[u8]) {
        for part in [name.as_bytes(), content] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    pub fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Enough of a content's hash to name a file by it.
pub fn short_hash(content: &[u8]) -> String {
    hex(&Sha256::digest(content)[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A folder for one test, removed at its end.
#[cfg(test)]
pub mod scratch {
    use std::path::{Path, PathBuf};

    pub struct Scratch(PathBuf);

    impl Scratch {
        pub fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            super::empty(&folder).unwrap();
            Self(folder)
        }

        pub fn path(&self) -> &Path {
            &self.0
        }

        /// Writes a file below the folder.
        pub fn with(self, name: &str, content: &str) -> Self {
            super::write(&self.0.join(name), content).unwrap();
            self
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = super::remove(&self.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::scratch::Scratch;
    use super::*;

    #[test]
    fn lists_in_order_below_folders() {
        let folder = Scratch::new("list")
            .with("b", "")
            .with("a/z", "")
            .with("a/c/d", "");
        let names: Vec<_> = list(folder.path()).unwrap();
        assert_eq!(names, ["a/c/d", "a/z", "b"].map(PathBuf::from));
    }

    #[test]
    fn a_fingerprint_sees_what_moves_between_files() {
        let of = |files: &[(&str, &str)]| {
            let mut print = Fingerprint::default();
            for (name, content) in files {
                print.add(name, content.as_bytes());
            }
            print.hex()
        };
        assert_eq!(of(&[("a", "xy")]), of(&[("a", "xy")]));
        assert_ne!(of(&[("a", "xy"), ("b", "")]), of(&[("a", "x"), ("b", "y")]));
        assert_ne!(of(&[("ab", "")]), of(&[("a", "b")]));
    }

    #[test]
    fn removing_nothing_is_no_error() {
        remove(Path::new("/nowhere/at/all")).unwrap();
    }
}
