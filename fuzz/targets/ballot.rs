//! Any text as a ballot: one that is read and holds is the very one that was made.
#![no_main]

mod common;

use ballot::v1::proof::PublicBases;
use ballot::v1::sealed::SealedBallot;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static MADE: LazyLock<common::Made> = LazyLock::new(common::made);
static BASES: LazyLock<PublicBases<ballot::v1::group::Belenios2048>> =
    LazyLock::new(|| PublicBases::new(&MADE.election.key));

fuzz_target!(|data: &[u8]| {
    let Ok(read) = SealedBallot::read(data, &MADE.election) else {
        return;
    };
    if read.check(&MADE.election, &BASES).is_ok() {
        assert_eq!(data, MADE.ballot.as_bytes(), "another ballot holds");
    }
});
