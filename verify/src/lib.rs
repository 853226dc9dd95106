//! Checking an archive in a browser: what the worker of the page `/verifier` calls, and nothing else.
//!
//! It is a file of its own, fetched when somebody chose an archive. The archive is read in pieces
//! that the worker hands over, so it is never in memory as a whole, and nothing is sent anywhere.
//! No sentence is here: the answer is the JSON of `tiker verify --json`. It also checks a test ballot that another device
//! opened.

use ballot::archive::reader::Source;
use ballot::generator::Generator;
use ballot::v1::election::Election;
use ballot::v1::group::Belenios2048;
use ballot::v1::proof::{PublicBases, SecretBases};
use ballot::v1::seal;
use ballot::v1::sealed::SealedBallot;
use ballot::v1::verifier::{self, Request, typed};
use ballot::{Refusal, words};
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    /// Fills the buffer from a place of the archive; false if that is not possible.
    #[wasm_bindgen(js_name = archiveRead)]
    fn archive_read(at: f64, buffer: &mut [u8]) -> bool;

    /// Told again and again: the name of the step, how far it is, how far it goes.
    #[wasm_bindgen(js_name = archiveProgress)]
    fn archive_progress(step: &str, done: f64, total: f64);
}

/// Bytes fetched at once: a header and what most records hold, so that a record asks the browser
/// once and not four times.
const AHEAD: usize = 64 * 1024;

/// The file that was chosen, with the piece of it that was fetched last.
struct Archive {
    length: u64,
    piece: std::sync::Mutex<Piece>,
}

#[derive(Default)]
struct Piece {
    at: u64,
    bytes: Vec<u8>,
}

impl Piece {
    /// What of the piece begins at a place and is so long.
    fn part(&self, at: u64, length: usize) -> Option<&[u8]> {
        let from = usize::try_from(at.checked_sub(self.at)?).ok()?;
        self.bytes.get(from..from.checked_add(length)?)
    }
}

/// A place in a file, as JavaScript counts: exact far beyond the size of any file.
#[expect(clippy::cast_precision_loss, reason = "exact below 2^53")]
fn place(at: u64) -> f64 {
    at as f64
}

impl Source for Archive {
    fn len(&self) -> u64 {
        self.length
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool {
        if buffer.len() >= AHEAD {
            return archive_read(place(at), buffer);
        }
        let Ok(mut piece) = self.piece.lock() else {
            return false;
        };
        if piece.part(at, buffer.len()).is_none() {
            let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(AHEAD);
            let mut bytes = std::mem::take(&mut piece.bytes);
            bytes.resize(left.min(AHEAD), 0);
            if !archive_read(place(at), &mut bytes) {
                return false;
            }
            *piece = Piece { at, bytes };
        }
        let found = piece.part(at, buffer.len());
        found.map(|found| buffer.copy_from_slice(found)).is_some()
    }
}

/// Checks the archive of so many bytes. `head` are links of the chain that were published, between commas, `tracker`
/// is that of a ballot to look for; empty ones ask for nothing. The answer is a report or a refusal.
///
/// # Errors
/// The name of the one that has not its shape: `head`, `tracker`.
#[wasm_bindgen]
pub fn verify(length: u64, head: &str, tracker: &str) -> Result<String, String> {
    let given = |text: &'_ str| !text.trim().is_empty();
    let heads = head.split(',').filter(|head| given(head));
    let heads = heads.map(|head| typed::head(head).ok_or("head"));
    let tracker = given(tracker).then(|| typed::tracker(tracker).ok_or("tracker"));
    let request = Request {
        threads: 1,
        heads: heads.collect::<Result<_, _>>()?,
        tracker: tracker.transpose()?,
    };
    let archive = Archive {
        length,
        piece: std::sync::Mutex::default(),
    };
    let verified = verifier::verify(&archive, &request, &mut |progress| {
        let (done, total) = (place(progress.done), place(progress.total));
        archive_progress(progress.step.name(), done, total);
    });
    Ok(match verified {
        Ok(report) => report.json(request.tracker.as_deref()),
        Err(refusal) => refusal.json(None),
    })
}

/// Checks a test ballot that another device sealed and then opened: that it is a right ballot of this election, and
/// that it hides these choices, sealed with this randomness. Gives its eight words, then the answers that it holds.
///
/// # Errors
/// The name of the reason.
#[wasm_bindgen]
pub fn opened(
    election: &[u8],
    ballot: &str,
    choices: Vec<u8>,
    random: Vec<u8>,
) -> Result<Vec<String>, String> {
    let told = |refusal: Refusal| refusal.code.name().to_owned();
    let election = Election::<Belenios2048>::read(election).map_err(told)?;
    let read = SealedBallot::read(ballot.as_bytes(), &election).map_err(told)?;
    let public = PublicBases::new(&election.key);
    read.check(&election, &public).map_err(told)?;
    let seed: &[u8; 32] = random.as_slice().try_into().map_err(|_| "ballot-opening")?;
    let chosen = Zeroizing::new(choices.iter().map(|choice| u64::from(*choice)).collect());
    let bases = SecretBases::new(&election.key);
    let mut generator = Generator::new(seed);
    seal::opened(&election, &read, &chosen, &bases, &mut generator).map_err(told)?;
    let answers = election.questions().iter().flat_map(|q| &q.answers);
    let held = answers.zip(&choices).filter(|(_, choice)| **choice == 1);
    let hash = ballot::text::sha256(ballot.as_bytes());
    let first = std::iter::once(words::of(&hash));
    Ok(first
        .chain(held.map(|(answer, _)| answer.clone()))
        .collect())
}
