//! Tests of what stands in `packaging/`: the units as systemd reads them, the script that installs, and Tikêr
//! behind Caddy with the file that is shipped. Only built for tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::common::skip;
use crate::testing::Folder;

mod caddy;

fn packaging() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../packaging")
}

const UNITS: [&str; 3] = [
    "tiker.service",
    "tiker-backup.service",
    "tiker-backup.timer",
];

fn run(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

#[test]
fn systemd_understands_the_units_and_finds_them_well_shut() {
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        skip("systemd-analyze is not here: the units are not read");
        return;
    }
    let folder = Folder::new("units");
    for unit in UNITS {
        let text = fs::read_to_string(packaging().join(unit)).unwrap();
        // systemd looks whether the program is there
        let text = text.replace("/usr/local/bin/tiker", "/bin/true");
        fs::write(folder.0.join(unit), text).unwrap();
    }
    let analyze = |arguments: &[&str]| {
        run(Command::new("systemd-analyze")
            .args(arguments)
            .current_dir(&folder.0))
    };
    let (well, said) = analyze(&[
        "verify",
        "./tiker.service",
        "./tiker-backup.service",
        "./tiker-backup.timer",
    ]);
    assert!(well && !said.contains("./tiker"), "{said}");
    for unit in &UNITS[..2] {
        // 1.2 of 10 today; 10 is a unit without any of it
        let unit = format!("./{unit}");
        let (well, said) = analyze(&[
            "security",
            "--no-pager",
            "--offline=true",
            "--threshold=15",
            &unit,
        ]);
        assert!(well, "{said}");
    }
}

#[test]
fn the_program_takes_what_the_units_and_settings_give_it() {
    for unit in &UNITS[..2] {
        let text = fs::read_to_string(packaging().join(unit)).unwrap();
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix("ExecStart="))
            .unwrap();
        assert!(crate::cli::parse(line.split_whitespace()).is_ok(), "{line}");
    }
    let text = fs::read_to_string(packaging().join("tiker.env")).unwrap();
    let mut line = vec!["tiker".to_owned(), "serve".to_owned()];
    for setting in text.lines().map(|l| l.trim_start_matches('#')) {
        if let Some((name, value)) = setting
            .strip_prefix("TIKER_")
            .and_then(|s| s.split_once('='))
        {
            line.push(format!(
                "--{}={value}",
                name.to_lowercase().replace('_', "-")
            ));
        }
    }
    assert_eq!(line.len(), 9, "{line:?}");
    let Ok(crate::cli::Command::Serve(serve)) = crate::cli::parse(&line) else {
        panic!("{line:?}");
    };
    assert!(serve.public_url.unwrap().https && serve.trusted_proxies.is_some());
}

#[test]
fn installing_leaves_settings_alone() {
    let folder = Folder::new("install");
    let root = folder.0.join("root");
    let program = folder.0.join("tiker");
    fs::write(&program, "new").unwrap();
    let install = || {
        let mut sh = Command::new("sh");
        sh.arg(packaging().join("install.sh")).arg(&program);
        run(sh.env("DESTDIR", &root))
    };
    let (well, said) = install();
    assert!(well, "{said}");
    let settings = root.join("etc/tiker/tiker.env");
    fs::write(&settings, "mine").unwrap();
    let (well, said) = install();
    assert!(well, "{said}");
    assert_eq!(fs::read_to_string(settings).unwrap(), "mine");
    assert_eq!(
        fs::read_to_string(root.join("usr/local/bin/tiker")).unwrap(),
        "new"
    );
    for unit in UNITS {
        assert!(
            root.join("etc/systemd/system").join(unit).is_file(),
            "{unit}"
        );
    }
    let (well, said) = run(Command::new("sh")
        .arg("-n")
        .arg(packaging().join("tikerctl")));
    assert!(well, "{said}");
}
