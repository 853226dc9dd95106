//! A ballot with some of its bytes changed, its own hash made right or not, and any text as one: what is
//! read and holds is the very one that was made.
#![no_main]

mod common;

use ballot::text::fingerprint;
use ballot::v1::proof::PublicBases;
use ballot::v1::sealed::SealedBallot;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MADE: LazyLock<common::Made> = LazyLock::new(common::made);
static BASES: LazyLock<PublicBases<ballot::v1::group::Belenios2048>> =
    LazyLock::new(|| PublicBases::new(&MADE.election.key));

fn judge(text: &[u8]) {
    let Ok(read) = SealedBallot::read(text, &MADE.election) else {
        return;
    };
    if read.check(&MADE.election, &BASES).is_ok() {
        assert_eq!(text, MADE.ballot.as_bytes(), "another ballot holds");
    }
}

/// The hash that the ballot says of itself made right again.
fn rehashed(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?;
    let (body, signature) = text.split_once(",\"signature\":{\"hash\":\"")?;
    let (_, proof) = signature.split_once('"')?;
    let hash = fingerprint(format!("{body}}}").as_bytes());
    let head = [body, ",\"signature\":{\"hash\":\"", &hash, "\""].concat();
    Some([head.as_bytes(), proof.as_bytes()].concat())
}

fuzz_target!(|data: &[u8]| {
    judge(data);
    let edited = common::edited(MADE.ballot.as_bytes(), data);
    judge(&edited);
    if let Some(right) = rehashed(&edited) {
        judge(&right);
    }
});
