//! The second judge: an archive spoiled in one place, every hash made right again, is refused
//! for that reason and no other.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // tests

#[path = "tampering/ballots.rs"]
mod ballots;
mod common;
#[path = "tampering/kept.rs"]
mod kept;
#[path = "tampering/setup.rs"]
mod setup;

use ballot::Code;
use ballot::archive::Kind;
use ballot::text::{hex, sha256};
use ballot::v1::ceremony::Shape;
use ballot::v1::group::Belenios2048;
use ballot::v1::seal::Choices;
use ballot::v1::tally::{PartialDecryption, Tally, result_text};
use common::made::{
    Holders, Made, archive, archive_with_head, choices, owned, question, setup_text,
};
use common::{refused, verified, verified_with};

pub type G = Belenios2048;
pub type Events = Vec<(Kind, Vec<String>)>;

pub fn answers(rows: &[&[u64]]) -> Vec<Choices> {
    rows.iter().map(|row| choices(row)).collect()
}

/// Three voters, one of whom votes again; one who does not vote. Two trustees.
pub fn election() -> Made<G> {
    let questions = vec![question(2, false, 0, 1), question(2, true, 1, 2)];
    let mut made = Made::new(
        11,
        questions,
        Holders {
            single: 2,
            shared: None,
        },
        &[1; 4],
    );
    made.vote(0, &answers(&[&[1, 0], &[0, 1, 1]]));
    made.vote(1, &answers(&[&[0, 1], &[1, 0, 0]]));
    made.vote(2, &answers(&[&[0, 0], &[0, 0, 1]]));
    made.vote(0, &answers(&[&[0, 1], &[0, 1, 0]]));
    made
}

/// The whole election; `spoil` changes its events.
fn spoiled(spoil: impl FnOnce(&mut Events)) -> Vec<u8> {
    let (mut events, _) = election().events(&[1, 2]);
    assert!(verified(&archive(&events)).is_ok());
    spoil(&mut events);
    archive(&events)
}

#[track_caller]
fn refuses(code: Code, spoil: impl FnOnce(&mut Events)) {
    assert_eq!(refused(&spoiled(spoil)), code);
}

#[test]
fn a_ballot_missing_or_moved() {
    refuses(Code::TallyDiffers, |events| drop(events.remove(2)));
    // Before the sum is known only an earlier publication of the head shows it.
    let votes = election().votes();
    let (_, published) = archive_with_head(&votes[..4]);
    let heads = [published.last.unwrap()];
    let judge = |events: &Events| verified_with(&archive(events), &heads);
    // it is at the event that was the last when it was published
    assert_eq!(
        judge(&votes).unwrap().heads,
        [(heads[0], published.events - 1)]
    );
    let mut without = votes.clone();
    without.remove(2);
    let refusal = judge(&without).unwrap_err();
    assert_eq!(refusal.code, Code::HeadMissing);
    assert_eq!(refusal.place.head, Some(ballot::text::hex(&heads[0])));
    let mut moved = votes.clone();
    moved.swap(1, 2);
    assert_eq!(judge(&moved).unwrap_err().code, Code::HeadMissing);
}

#[test]
fn a_ballot_there_twice() {
    // The first ballot of a voter who voted again, and then the last ballot, once more.
    for number in [1, 4] {
        refuses(Code::BallotDuplicate, |events| {
            let again = events[number].clone();
            events.insert(5, again);
        });
    }
}

#[test]
fn events_out_of_order() {
    refuses(Code::BallotAfterEnd, |events| {
        let ballot = events.remove(3);
        events.insert(5, ballot);
    });
    refuses(Code::BallotAfterEnd, |events| {
        let ballot = events.remove(3);
        events.push(ballot);
    });
    refuses(Code::EndTwice, |events| {
        events.insert(5, (Kind::EndBallots, vec![]))
    });
    refuses(Code::EndMissing, |events| drop(events.remove(5)));
    refuses(Code::TallyMissing, |events| drop(events.remove(6)));
    refuses(Code::TallyTwice, |events| {
        let again = events[6].clone();
        events.insert(7, again);
    });
    refuses(Code::ResultTwice, |events| {
        let again = events[9].clone();
        events.push(again);
    });
    refuses(Code::AfterResult, |events| events.swap(8, 9));
    refuses(Code::SetupMissing, |events| drop(events.remove(0)));
    refuses(Code::SetupTwice, |events| {
        let again = events[0].clone();
        events.insert(1, again);
    });
    refuses(Code::ShuffleUnexpected, |events| {
        events.insert(7, (Kind::EndShuffles, vec![]))
    });
}

#[test]
fn another_sum() {
    refuses(Code::TallyDiffers, |events| {
        let mut other = election();
        other.ballots.pop();
        let tally = other.tally();
        events[6].1 = vec![tally.text(), tally.sized_text()];
    });
    refuses(Code::TallyDiffers, |events| {
        let tally = Tally::<G>::empty(election().election.questions());
        events[6].1 = vec![tally.text(), tally.sized_text()];
    });
    for field in ["num_tallied", "total_weight"] {
        refuses(Code::TallyCount, |events| {
            let right = format!("\"{field}\":3");
            assert!(events[6].1[1].contains(&right));
            events[6].1[1] = events[6].1[1].replace(&right, &format!("\"{field}\":99"));
        });
    }
}

#[test]
fn other_decryptions() {
    refuses(Code::DecryptionMissing, |events| drop(events.remove(8)));
    refuses(Code::DecryptionTwice, |events| {
        let again = events[7].clone();
        events.insert(8, again);
    });
    refuses(Code::DecryptionProof, |events| {
        let (one, two) = (events[7].1[0].clone(), events[8].1[0].clone());
        events[7].1 = owned(2, &one);
        events[8].1 = owned(1, &two);
    });
    for owner in [0, 3, 255] {
        refuses(Code::DecryptionOwner, |events| {
            let part = events[8].1[0].clone();
            events[8].1 = owned(owner, &part);
        });
    }
    refuses(Code::DecryptionProof, |events| {
        let mut other = election();
        other.ballots.pop();
        let tally = other.tally();
        let part = PartialDecryption::make(&other.election, &tally, &other.keys[0], &mut other.rng);
        events[7].1 = owned(1, &part.text());
    });
    refuses(Code::DecryptionShape, |events| {
        let part =
            events[7].1[0].replace("]],\"decryption_proofs\"", "],[]],\"decryption_proofs\"");
        events[7].1 = owned(1, &part);
    });
    refuses(Code::NotInGroup, |events| {
        let start = "{\"decryption_factors\":[[\"";
        let rest = events[7].1[0].strip_prefix(start).unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        let part = format!("{start}0\"{rest}");
        events[7].1 = owned(1, &part);
    });
}

#[test]
fn another_result() {
    let right = "{\"result\":[[0,2],[1,1,1]]}";
    let change = |code, other: &str| {
        refuses(code, |events| {
            assert_eq!(events[9].1[0], right);
            events[9].1[0] = other.to_owned();
        });
    };
    change(Code::ResultDiffers, "{\"result\":[[0,3],[1,1,1]]}");
    change(Code::ResultDiffers, "{\"result\":[[2,0],[1,1,1]]}");
    change(Code::ResultShape, "{\"result\":[[0,2],[1,1]]}");
    change(Code::ResultShape, "{\"result\":[[0,2]]}");
    change(Code::JsonSpace, "{\"result\":[[0, 2],[1,1,1]]}");
    change(Code::NumberLeadingZero, "{\"result\":[[00,2],[1,1,1]]}");
    change(Code::JsonTrailing, "{\"result\":[[0,2],[1,1,1]]}\n");
}

#[test]
fn not_enough_of_a_group_of_trustees() {
    let shape = Shape {
        size: 3,
        threshold: 2,
    };
    let questions = vec![question(2, false, 1, 1)];
    let holders = Holders {
        single: 0,
        shared: Some(shape),
    };
    let mut made = Made::<G>::new(12, questions, holders, &[1, 1]);
    made.vote(0, &answers(&[&[1, 0]]));
    let (mut events, counts) = made.events(&[3, 1]);
    assert_eq!(result_text(&counts), "{\"result\":[[1,0]]}");
    assert!(verified(&archive(&events)).is_ok());
    events.remove(4);
    assert_eq!(refused(&archive(&events)), Code::DecryptionMissing);
}

/// Bytes of the tar, not of what is in it.
#[test]
fn tricks_with_the_file() {
    let right = spoiled(|_| ());
    let changed = |at: usize, byte: u8| {
        let mut bytes = right.clone();
        assert_ne!(bytes[at], byte);
        bytes[at] = byte;
        refused(&bytes)
    };
    // The second record: the election.
    let record = 1024;
    assert_eq!(changed(record, b'z'), Code::RecordName);
    assert_eq!(
        changed(record, if right[record] == b'0' { b'1' } else { b'0' }),
        Code::ArchiveHeader
    );
    for at in [100, 110, 120, 134, 140, 150, 156] {
        let other = right[record + at] ^ 1;
        assert_eq!(changed(record + at, other), Code::ArchiveHeader, "{at}");
    }
    for (at, byte) in [(257, b'u'), (300, b'x'), (500, 1)] {
        assert_eq!(changed(record + at, byte), Code::ArchiveHeader, "{at}");
    }
    assert_eq!(changed(record + 600, b'~'), Code::RecordHash);
    assert_eq!(changed(record + 124, b'x'), Code::ArchiveHeader);
    assert_eq!(changed(record + 124, b'7'), Code::ArchiveHeader);
    assert_eq!(changed(0, b'b'), Code::ArchiveStart);
    assert_eq!(changed(1023, 1), Code::ArchivePadding);
    assert_eq!(changed(512 + 11, b'2'), Code::ArchiveVersion);
    assert_eq!(changed(145, b'7'), Code::ArchiveStart);
    let last = right.len() - 1;
    assert_eq!(changed(last, 1), Code::ArchivePadding);
    assert_eq!(
        refused(&[&right[..], &[0; 1024]].concat()),
        Code::ArchiveEndMarker
    );
    assert_eq!(refused(&right[..right.len() - 512]), Code::ArchiveTruncated);
    assert_eq!(refused(&right[..right.len() - 1]), Code::ArchiveTruncated);
    assert_eq!(
        refused(&[&right[..], b"x"].concat()),
        Code::ArchiveTruncated
    );
    assert_eq!(refused(&[]), Code::ArchiveStart);
    assert_eq!(refused(&[0; 4096]), Code::ArchiveStart);
    // A stray record at the end.
    let stray = right[record..record + 2048].to_vec();
    assert_eq!(
        refused(&[&right[..], &stray].concat()),
        Code::RecordUnreferenced
    );
    // The time as a number.
    let start = b"{\"version\":1,\"timestamp\":1795550810}";
    let mut number = right.clone();
    number[512..1024].fill(0);
    number[512..512 + start.len()].copy_from_slice(start);
    number[124..135].copy_from_slice(format!("{:011o}", start.len()).as_bytes());
    assert_eq!(refused(&number), Code::ArchiveStart);
}

/// The chain of events, with hashes that are right in themselves.
#[test]
fn a_broken_chain() {
    let (events, _) = election().events(&[1, 2]);
    // The archive of the first events, and an event that follows another one.
    let begun = archive(&events[..3]);
    let append = |change: &dyn Fn(&mut ballot::archive::Head)| {
        let (mut bytes, mut head) = archive_with_head(&events[..3]);
        change(&mut head);
        let data: Vec<&str> = events[3].1.iter().map(String::as_str).collect();
        bytes.extend(head.append(events[3].0, &data));
        bytes
    };
    assert!(verified(&begun).is_ok());
    assert!(verified(&append(&|_| ())).is_ok());
    assert_eq!(refused(&append(&|head| head.events = 7)), Code::EventHeight);
    assert_eq!(
        refused(&append(&|head| head.last = None)),
        Code::EventParent
    );
    assert_eq!(
        refused(&append(&|head| head.last = Some([7; 32]))),
        Code::EventParent
    );
    assert_eq!(
        refused(&append(&|head| head.timestamp += 1)),
        Code::ArchiveHeader
    );
    refuses(Code::EventPayload, |events| events[2].1.clear());
    refuses(Code::EventPayload, |events| events[5].1.push("{}".into()));
    refuses(Code::RecordUnreferenced, |events| {
        let text = events[1].1[0].clone();
        events[2].1.insert(0, text);
    });
}

/// What one record says of another, with every hash right: of its parts, its owner, its data.
#[test]
fn records_that_name_others() {
    refuses(Code::RecordMissing, |events| {
        let data = &mut events[0].1;
        data[3] = setup_text(&[&data[0], &data[1], "[]"]);
    });
    refuses(Code::RecordMissing, |events| {
        let data = &mut events[0].1;
        data[3] = setup_text(&[&data[0], &data[2], &data[1]]);
    });
    refuses(Code::RecordMissing, |events| {
        let other = owned(1, &events[8].1[0]);
        events[7].1[1] = other[1].clone();
    });
    // An event that names another ballot than the one before it, or is of no kind.
    let (events, _) = election().events(&[1, 2]);
    let own = |change: &dyn Fn(&str) -> String| {
        let (bytes, _) = archive_with_head(&events[..2]);
        let (before, head) = archive_with_head(&events[..1]);
        let text = ballot::archive::event_text(
            head.last.as_ref(),
            head.events,
            Kind::Ballot,
            Some(&sha256(events[1].1[0].as_bytes())),
        );
        let changed = change(&text);
        let (name, own) = (hex(&sha256(changed.as_bytes())), changed.as_bytes());
        let header = ballot::archive::header(
            &format!("{name}.event.json"),
            own.len() as u64,
            head.timestamp,
        );
        // everything up to the event's own record, which is two blocks
        let mut archive = bytes[..bytes.len() - 1024].to_vec();
        assert!(archive.len() > before.len());
        archive.extend(header);
        archive.extend(own);
        archive.resize(bytes.len(), 0);
        assert_eq!(text == changed, archive == bytes);
        verified(&archive)
            .map(|_| ())
            .map_err(|refusal| refusal.code)
    };
    assert_eq!(own(&str::to_owned), Ok(()));
    let other = hex(&sha256(events[2].1[0].as_bytes()));
    let right = hex(&sha256(events[1].1[0].as_bytes()));
    assert_eq!(
        own(&|text| text.replace(&right, &other)),
        Err(Code::RecordMissing)
    );
    assert_eq!(
        own(&|text| text.replace("Ballot", "Balot")),
        Err(Code::EventUnknown)
    );
}

/// A file that cannot be read to its end.
#[test]
fn a_file_that_fails() {
    struct Failing(Vec<u8>);
    impl ballot::archive::reader::Source for Failing {
        fn len(&self) -> u64 {
            self.0.len() as u64
        }
        fn read_at(&self, at: u64, buffer: &mut [u8]) -> bool {
            let from = usize::try_from(at).unwrap();
            let part = self.0.get(from..from + buffer.len());
            // a place in the middle of the election that the disk does not give
            let lost = from <= 1600 && from + buffer.len() > 1600;
            part.filter(|_| !lost)
                .map(|part| buffer.copy_from_slice(part))
                .is_some()
        }
    }
    let source = Failing(spoiled(|_| ()));
    let request = ballot::v1::verifier::Request::default();
    let found = ballot::v1::verifier::verify(&source, &request, &mut |_| {});
    assert_eq!(found.unwrap_err().code, Code::ArchiveUnreadable);
}
