//! `tiker rotate-key`, run as a command on the file of a service: refused while that runs; once it was killed, done, and the
//! service runs again with the new key; broken off between the change and the files' names, the other commands say what to do.
#![allow(clippy::unwrap_used)] // a test stops at the first surprise

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn tiker(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiker"));
    command.args(arguments).current_dir(folder);
    // nothing of whoever runs the tests
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TIKER_") {
            command.env_remove(name);
        }
    }
    command
}

/// The exit code, and all that was said.
fn said(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = tiker(folder, arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let (code, said) = said(folder, arguments);
    assert_eq!(code, Some(0), "{arguments:?}: {said}");
    said
}

/// A running service; killed at the end, as by a power cut.
struct Service(Child);

impl Service {
    fn start(folder: &Path) -> Service {
        let mut serve = tiker(folder, &["serve", "--listen", "127.0.0.1:0"]);
        let serve = serve.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut service = Service(serve.spawn().unwrap());
        let lines = BufReader::new(service.0.stdout.take().unwrap()).lines();
        let ready = lines
            .map_while(Result::ok)
            .any(|line| line.contains("Tikêr est prêt"));
        assert!(ready, "the service does not start");
        service
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_key_of_a_service_is_changed() {
    let folder = std::env::temp_dir().join(format!("tiker-rotate-key-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let gone = Folder(folder);
    let folder = &gone.0;
    let (key, new) = (
        folder.join("tiker.db.key"),
        folder.join("tiker.db.key.nouvelle"),
    );
    let known = || {
        let (code, said) = said(folder, &["admin", "forget-passkeys", "anne@exemple.bzh"]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("n’a pas de clé d’accès"), "{said}");
    };

    let (code, refused) = said(folder, &["rotate-key"]);
    assert_eq!(code, Some(2), "{refused}");
    done(folder, &["migrate"]);
    done(folder, &["admin", "grant", "anne@exemple.bzh", "agent"]);
    let former = fs::read_to_string(&key).unwrap();
    let service = Service::start(folder);
    let (code, refused) = said(folder, &["rotate-key"]);
    assert_eq!(code, Some(1), "{refused}");
    assert!(refused.contains("Arrêtez le service"), "{refused}");
    assert_eq!(fs::read_to_string(&key).unwrap(), former);
    assert!(!new.exists());
    drop(service);

    let told = done(folder, &["rotate-key"]);
    for words in ["se reconnecter", "tiker.db.key.avant-", "détruisez-la"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let now = fs::read_to_string(&key).unwrap();
    let digits = former.trim();
    assert!(now.lines().count() == 2 && !now.contains(digits));
    for secret in now.lines().chain([digits]) {
        assert!(!told.contains(secret.trim_start_matches("recherche ")));
    }
    known();
    drop(Service::start(folder));
    known();

    fs::rename(&key, &new).unwrap();
    fs::write(&key, &former).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["doctor"][..]] {
        let (code, refused) = said(folder, command);
        assert_ne!(code, Some(0), "{refused}");
        assert!(refused.contains("tiker rotate-key"), "{refused}");
    }
    let told = done(folder, &["rotate-key"]);
    assert!(told.contains("est terminé"), "{told}");
    assert_eq!(fs::read_to_string(&key).unwrap(), now);
    known();
}
