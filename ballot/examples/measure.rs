//! What `cargo xtask bench` runs: makes an election with so many ballots, verifies an archive,
//! seals a ballot; one line of JSON each. It measures and never judges.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::panic)] // a measuring stick

use ballot::archive::{Kind, begin};
use ballot::text::{hex, sha256};
use ballot::v1::credential::{Credential, public_list};
use ballot::v1::election::{Draft, Election, Question};
use ballot::v1::group::Belenios2048 as G;
use ballot::v1::proof::{PublicBases, SecretBases};
use ballot::v1::seal::seal;
use ballot::v1::sealed::SealedBallot;
use ballot::v1::tally::{PartialDecryption, Tally, open, owned_text, result_text};
use ballot::v1::trustee::{Trustee, TrusteeKey, Trustees};
use ballot::v1::verifier::{Request, verify};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::time::Instant;
use zeroize::Zeroizing;

/// A file that can be read anywhere.
struct Opened(File, u64);

impl ballot::archive::reader::Source for Opened {
    fn len(&self) -> u64 {
        self.1
    }

    fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool {
        self.0.read_exact_at(buffer, at).is_ok()
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize| arguments[at].parse::<usize>().unwrap();
    match arguments[0].as_str() {
        "make" => make(&arguments[1], number(2), number(3)),
        "verify" => {
            let file = File::open(&arguments[1]).unwrap();
            let length = file.metadata().unwrap().len();
            let request = Request {
                threads: number(2),
                ..Request::default()
            };
            let start = Instant::now();
            let report = verify(&Opened(file, length), &request, &mut |_| {}).unwrap();
            let seconds = start.elapsed().as_secs_f64();
            println!(
                "{{\"ballots\":{},\"seconds\":{seconds:.3},\"memory_kb\":{}}}",
                report.ballots,
                memory()
            );
        }
        other => panic!("make FILE BALLOTS CHOICES, or verify FILE THREADS; not {other}"),
    }
}

/// The most memory that this process ever had, in kilobytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn make(path: &str, ballots: usize, answers: usize) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let uuid = "TikerMeasured1";
    let key = TrusteeKey::<G>::random(&mut rng);
    let trustees = Trustees {
        list: vec![Trustee::Single(key.publish(None, &mut rng))],
    };
    let draft = Draft {
        name: "Mesure".into(),
        uuid: uuid.into(),
        questions: vec![Question {
            question: "Un ?".into(),
            answers: (0..answers).map(|number| number.to_string()).collect(),
            blank: false,
            min: 0,
            max: 1,
        }],
        ..Draft::default()
    };
    let election = Election::<G>::new(draft, key.public()).unwrap();
    let bases = SecretBases::new(&election.key);
    let public = PublicBases::new(&election.key);
    let numbers: Vec<usize> = (0..ballots).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let one = |number: &usize| {
        let mut rng = ChaCha20Rng::seed_from_u64(100 + *number as u64);
        let key = Credential::random(&mut rng).key::<G>(uuid, &bases.g);
        let mut row = vec![0; answers];
        row[number % answers] = 1;
        let rows = [Zeroizing::new(row)];
        let text = seal(&election, &key, &rows, &bases, &mut rng).unwrap();
        let read = SealedBallot::read(text.as_bytes(), &election).unwrap();
        let sums = read.check(&election, &public).unwrap();
        (key.public(), text, sums)
    };
    let one = &one;
    let made: Vec<_> = std::thread::scope(|scope| {
        let chunks = numbers.chunks(ballots.div_ceil(threads).max(1));
        let workers: Vec<_> = chunks
            .map(|chunk| scope.spawn(move || chunk.iter().map(one).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    let mut file = File::create(path).unwrap();
    let (start, mut head) = begin(1_795_550_810);
    file.write_all(&start).unwrap();
    let list: Vec<_> = made.iter().map(|(public, ..)| (*public, 1)).collect();
    let (trustees_text, credentials) = (trustees.text(), public_list::<G>(&list));
    let [a, b, c] =
        [&election.text, &trustees_text, &credentials].map(|text| hex(&sha256(text.as_bytes())));
    let setup = format!("{{\"election\":\"{a}\",\"trustees\":\"{b}\",\"credentials\":\"{c}\"}}");
    let data = [election.text.as_str(), &trustees_text, &credentials, &setup];
    file.write_all(&head.append(Kind::Setup, &data)).unwrap();
    let mut tally = Tally::empty(election.questions());
    for (_, text, sums) in &made {
        file.write_all(&head.append(Kind::Ballot, &[text])).unwrap();
        tally.add(sums, 1);
    }
    file.write_all(&head.append(Kind::EndBallots, &[])).unwrap();
    let texts = [tally.text(), tally.sized_text()];
    file.write_all(&head.append(Kind::EncryptedTally, &[&texts[0], &texts[1]]))
        .unwrap();
    let part = PartialDecryption::make(&election, &tally, &key, &mut rng);
    let text = part.text();
    let owned = owned_text(1, &sha256(text.as_bytes()));
    file.write_all(&head.append(Kind::PartialDecryption, &[&text, &owned]))
        .unwrap();
    let counts = open(&trustees, &tally, &[(1, part)]).unwrap();
    file.write_all(&head.append(Kind::Result, &[&result_text(&counts)]))
        .unwrap();
}
