//! `tiker verify FILE.bel`: checks the archive of a sealed election, says what it found in words
//! that a citizen can follow, or what is wrong and where. It needs no database and no network.
//! What is checked, and how, is in the crate `ballot`; here are only the words.

mod words;

use anyhow::Result;
use ballot::archive::reader::Source;
use ballot::v1::verifier::{Progress, Report, Request, Step, typed};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::{Verify, wrong};
use crate::out;

/// The archive's file, read where it is needed and never held whole.
struct Archive {
    file: File,
    length: u64,
}

impl Source for Archive {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool {
        self.file.read_exact_at(buffer, at).is_ok()
    }
}

/// `tiker verify`. The exit code is 0 for a right archive, 1 for a wrong one.
pub fn run(options: &Verify) -> Result<ExitCode> {
    let archive = open(&options.file)?;
    let heads = options.head.iter().map(|head| {
        let expected = "64 chiffres et lettres de a à f sont attendus";
        typed::head(head).ok_or_else(|| wrong("--head", expected))
    });
    let tracker = options.tracker.as_ref().map(|tracker| {
        let expected =
            "huit mots sont attendus, ou 43 signes dont majuscules et minuscules comptent";
        typed::tracker(tracker).ok_or_else(|| wrong("--tracker", expected))
    });
    let request = Request {
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        heads: heads.collect::<Result<_>>()?,
        tracker: tracker.transpose()?,
    };
    let bar = bar(options.json);
    let verified = ballot::v1::verifier::verify(&archive, &request, &mut |progress| {
        show(&bar, progress);
    });
    bar.finish_and_clear();
    let missing = |report: &Report| options.tracker.is_some() && report.found.is_none();
    let good = verified.as_ref().is_ok_and(|report| !missing(report));
    match (&verified, options.json) {
        (Ok(report), true) => out::say(&report.json(request.tracker.as_deref())),
        (Err(refusal), true) => {
            out::say(&refusal.json(Some(words::sentence(refusal.code))));
        }
        (Ok(report), false) => words::tell(report, &request),
        (Err(refusal), false) => words::refuse(refusal),
    }
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn open(path: &Path) -> Result<Archive> {
    let unreadable = |why: String| wrong("FICHIER", format!("{} : {why}", path.display()));
    let file = File::open(path).map_err(|error| unreadable(out::trouble(&error)))?;
    let about = file
        .metadata()
        .map_err(|error| unreadable(out::trouble(&error)))?;
    if !about.is_file() {
        return Err(unreadable("ce n’est pas un fichier".to_owned()));
    }
    Ok(Archive {
        file,
        length: about.len(),
    })
}

/// A bar on standard error; hidden when that is no terminal, or when a program reads us.
fn bar(hidden: bool) -> ProgressBar {
    if hidden {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg:30} {bar:30} {percent} %, encore {eta}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, progress: Progress) {
    let message = match progress.step {
        Step::Rights => "Contrôle des codes de vote",
        Step::Reading => "Lecture de l’archive",
        Step::Ballots => "Contrôle des bulletins",
        Step::Result => "Contrôle du dépouillement",
    };
    if bar.message() != message {
        bar.set_message(message);
        bar.reset_eta();
    }
    bar.set_length(progress.total);
    bar.set_position(progress.done);
}
