//! Ballots that are not as they must be, signed as well as their maker can.

use super::common::made::{Holders, Made, archive, owned, question, setup_text};
use super::common::{refused, verified};
use super::{Events, G, answers, election};
use ballot::text::{base64, fingerprint, sha256};
use ballot::v1::credential::{Credential, CredentialKey};
use ballot::v1::group::{Group, Rfc3526};
use ballot::v1::proof::SecretBases;
use ballot::v1::seal::seal;
use ballot::{Code, Refusal};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;

/// p − 1 and p − 2 in RFC-3526-2048.
const MINUS_ONE: &str = "32317006071311007300338913926423828248817941241140239112842009751400741706634354222619689417363569347117901737909704191754605873209195028853758986185622153212175412514901774520270235796078236248884246189477587641105928646099411723245426622522193230540919037680524235519125679715870117001058055877651038861847280257976054903569732561526167081339361799541336476559160368317896729073178384589680639671900977202194168647225871031411336429319536193471636533209717077448227988588565369208645296636077250268955505928362751121174096972998068410554359584866583291642136218231078990999448652468262416972035911852507045361090558";
const MINUS_TWO: &str = "32317006071311007300338913926423828248817941241140239112842009751400741706634354222619689417363569347117901737909704191754605873209195028853758986185622153212175412514901774520270235796078236248884246189477587641105928646099411723245426622522193230540919037680524235519125679715870117001058055877651038861847280257976054903569732561526167081339361799541336476559160368317896729073178384589680639671900977202194168647225871031411336429319536193471636533209717077448227988588565369208645296636077250268955505928362751121174096972998068410554359584866583291642136218231078990999448652468262416972035911852507045361090557";

/// The archive before its sum, the ballot of the last voter changed and signed again.
fn with_ballot(made: &mut Made<G>, change: impl FnOnce(String) -> String) -> Events {
    let (voter, ballot) = made.ballots.pop().unwrap();
    let body = body(&ballot);
    let changed = change(body.clone());
    assert_ne!(changed, body);
    let signed = sign(&changed, &made.voters[voter].0);
    made.ballots.push((voter, signed));
    made.votes()
}

fn body(ballot: &str) -> String {
    format!("{}}}", ballot.split(",\"signature\":").next().unwrap())
}

fn sign<G: Group>(body: &str, key: &CredentialKey<G>) -> String {
    let hash = fingerprint(body.as_bytes());
    let mut proof = String::new();
    let g = G::secret_table(&G::generator());
    key.sign(&hash, &g, &mut ChaCha20Rng::seed_from_u64(5))
        .write(&mut proof);
    let open = body.strip_suffix('}').unwrap();
    format!("{open},\"signature\":{{\"hash\":\"{hash}\",\"proof\":{proof}}}}}")
}

#[track_caller]
fn refuses(code: Code, change: impl FnOnce(String) -> String) -> Refusal {
    let events = with_ballot(&mut election(), change);
    let refusal = verified(&archive(&events)).unwrap_err();
    assert_eq!(refusal.code, code);
    assert_eq!(refusal.place.event, Some(4));
    assert_eq!(
        refusal.place.ballot,
        Some(base64(&sha256(events[4].1[0].as_bytes())))
    );
    refusal
}

#[track_caller]
fn refuses_text(code: Code, change: impl FnOnce(&str) -> String) {
    let mut made = election();
    let last = made.ballots.last_mut().unwrap();
    last.1 = change(&last.1);
    assert_eq!(refused(&archive(&made.votes())), code);
}

fn once(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// The first value of a field.
fn value<'a>(text: &'a str, field: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("\"{field}\":\"")).unwrap();
    rest.split('"').next().unwrap()
}

#[test]
fn changed_after_the_signature() {
    refuses_text(Code::BallotHash, |text| {
        let alpha = value(text, "alpha");
        let digit = if alpha.ends_with('1') { "2" } else { "1" };
        once(
            text,
            alpha,
            &format!("{}{digit}", &alpha[..alpha.len() - 1]),
        )
    });
    // The hash made right: the signature is still of the other.
    refuses_text(Code::BallotSignature, |text| {
        let beta = value(text, "beta");
        let digit = if beta.ends_with('1') { "2" } else { "1" };
        let changed = once(text, beta, &format!("{}{digit}", &beta[..beta.len() - 1]));
        let hash = fingerprint(body(&changed).as_bytes());
        once(&changed, value(text, "hash"), &hash)
    });
}

#[test]
fn a_number_written_another_way() {
    // The response plus q: the same number modulo q.
    let q = "78571733251071885079927659812671450121821421258408794611510081919805623223441";
    let plus = |digits: &str| {
        let mut sum = Vec::new();
        let mut carry = 0;
        let (a, b): (Vec<u8>, Vec<u8>) =
            (digits.bytes().rev().collect(), q.bytes().rev().collect());
        for at in 0..a.len().max(b.len()) + 1 {
            let digit = |number: &[u8]| number.get(at).map_or(0, |byte| byte - b'0');
            let total = digit(&a) + digit(&b) + carry;
            sum.push(b'0' + total % 10);
            carry = total / 10;
        }
        let text: String = sum.iter().rev().map(|byte| char::from(*byte)).collect();
        text.trim_start_matches('0').to_owned()
    };
    refuses_text(Code::NumberTooLarge, |text| {
        let (head, tail) = text.split_once(",\"signature\":").unwrap();
        let response = value(tail, "response");
        format!(
            "{head},\"signature\":{}",
            once(tail, response, &plus(response))
        )
    });
    refuses(Code::NumberTooLarge, |text| {
        let challenge = value(&text, "challenge").to_owned();
        once(&text, &challenge, &plus(&challenge))
    });
    let refusal = refuses(Code::NumberLeadingZero, |text| {
        once(&text, "\"alpha\":\"", "\"alpha\":\"0")
    });
    assert_eq!(
        (refusal.place.question, refusal.place.choice),
        (Some(0), Some(0))
    );
    refuses(Code::NumberForm, |text| {
        once(&text, "\"alpha\":\"", "\"alpha\":\"+")
    });
    refuses(Code::NumberForm, |text| {
        once(&text, "\"alpha\":\"", "\"alpha\":\" ")
    });
    refuses(Code::NumberForm, |text| {
        once(&text, value(&text, "beta"), "12_3")
    });
    refuses(Code::NumberForm, |text| {
        once(&text, value(&text, "beta"), "")
    });
    refuses(Code::NumberTooLarge, |text| {
        once(&text, value(&text, "beta"), &"9".repeat(617))
    });
    refuses(Code::NumberTooLarge, |text| {
        once(&text, value(&text, "beta"), &"9".repeat(5000))
    });
}

#[test]
fn written_another_way() {
    refuses_text(Code::JsonSpace, |text| {
        once(text, ",\"credential\":", ", \"credential\":")
    });
    refuses(Code::JsonSpace, |text| {
        once(&text, "\"alpha\":\"", "\"alpha\": \"")
    });
    refuses(Code::JsonSpace, |text| {
        once(&text, "},{\"alpha\"", "}, {\"alpha\"")
    });
    refuses(Code::JsonFieldOrder, |text| {
        let (alpha, beta) = (
            value(&text, "alpha").to_owned(),
            value(&text, "beta").to_owned(),
        );
        once(
            &text,
            &format!("\"alpha\":\"{alpha}\",\"beta\":\"{beta}\""),
            &format!("\"beta\":\"{beta}\",\"alpha\":\"{alpha}\""),
        )
    });
    refuses(Code::JsonUnknownField, |text| {
        once(&text, "\"}],\"indi", "\",\"x\":1}],\"indi")
    });
    refuses(Code::JsonUnknownField, |text| {
        once(&text, "{\"choices\":", "{\"mark\":0,\"choices\":")
    });
    refuses_text(Code::JsonFieldOrder, |text| {
        let uuid = "\"election_uuid\":\"TikerMadeThis1\",";
        let moved = once(text, uuid, "");
        once(&moved, "\"credential\":", &format!("{uuid}\"credential\":"))
    });
    refuses_text(Code::JsonUnknownField, |text| {
        format!("{},\"x\":1}}", &text[..text.len() - 1])
    });
    refuses_text(Code::JsonTrailing, |text| format!("{text}\n"));
    refuses_text(Code::JsonText, |text| {
        once(text, "\"credential\":\"", "\"credential\":\"\\u0031")
    });
    refuses_text(Code::JsonForm, |text| text[..text.len() - 1].to_owned());
    refuses_text(Code::JsonForm, |_| String::new());
    refuses_text(Code::JsonForm, |_| "[".repeat(10_000));
    refuses_text(Code::RecordTooLarge, |text| {
        format!("{text}{}", " ".repeat(1 << 20))
    });
}

#[test]
fn answers_too_many_or_too_few() {
    let answer = |text: &str| {
        let (_, rest) = text.split_once("\"answers\":[").unwrap();
        let (first, _) = rest.split_once(",{\"choices\"").unwrap();
        first.to_owned()
    };
    // Without the first, the second stands in its place.
    refuses(Code::BallotChoices, |text| {
        once(&text, &format!("{},", answer(&text)), "")
    });
    refuses(Code::BallotAnswers, |text| {
        let first = answer(&text);
        let (head, _) = text.split_once(&first).unwrap();
        format!("{head}{first}]}}")
    });
    refuses(Code::BallotAnswers, |text| {
        let first = answer(&text);
        format!("{},{first}]}}", text.strip_suffix("]}").unwrap())
    });
    refuses(Code::BallotChoices, |text| {
        let (alpha, beta) = (
            value(&text, "alpha").to_owned(),
            value(&text, "beta").to_owned(),
        );
        once(
            &text,
            &format!("{{\"alpha\":\"{alpha}\",\"beta\":\"{beta}\"}},"),
            "",
        )
    });
    refuses(Code::BallotChoices, |text| {
        once(
            &text,
            "[{\"alpha\"",
            "[{\"alpha\":\"1\",\"beta\":\"1\"},{\"alpha\"",
        )
    });
    refuses(Code::BallotOverallProof, |text| {
        let proof = "{\"challenge\":\"1\",\"response\":\"1\"}";
        once(
            &text,
            "\"overall_proof\":[",
            &format!("\"overall_proof\":[{proof},"),
        )
    });
}

#[test]
fn not_of_this_election_or_voter() {
    let other_election = |change: fn(&mut Made<G>)| {
        let mut other = election();
        change(&mut other);
        other.ballots.clear();
        let draft = other.election.draft.clone();
        other.election = ballot::v1::election::Election::new(draft, other.election.key).unwrap();
        other.vote(3, &answers(&[&[1, 0], &[0, 1, 0]]));
        let mut made = election();
        made.ballots.push(other.ballots[0].clone());
        refused(&archive(&made.votes()))
    };
    let uuid: fn(&mut Made<G>) = |other| other.election.draft.uuid = "AnotherUuid123".into();
    assert_eq!(other_election(uuid), Code::BallotElection);
    // A candidate who has another name after the vote.
    let name: fn(&mut Made<G>) = |other| other.election.draft.questions[0].answers[0] = "X".into();
    assert_eq!(other_election(name), Code::BallotElectionHash);

    let mut made = election();
    let (_, ballot) = strangers(&mut made);
    made.ballots.push((3, ballot));
    assert_eq!(refused(&archive(&made.votes())), Code::BallotCredential);
    assert_eq!(refused(&archive(&forged().votes())), Code::BallotSignature);
}

/// The election with a ballot for somebody who did not vote, made without her key.
pub fn forged() -> Made<G> {
    let mut made = election();
    let (stranger, ballot) = strangers(&mut made);
    let abstainer = G::element_text(&made.voters[3].0.public());
    let forged = body(&ballot).replace(&G::element_text(&stranger.public()), &abstainer);
    made.ballots.push((3, sign(&forged, &stranger)));
    made
}

/// A credential that is not in the list, and a ballot signed with it.
fn strangers(made: &mut Made<G>) -> (CredentialKey<G>, String) {
    let stranger: CredentialKey<G> = Credential::random(&mut ChaCha20Rng::seed_from_u64(99))
        .key("TikerMadeThis1", &made.bases.g);
    let rows = answers(&[&[1, 0], &[0, 1, 0]]);
    let ballot = seal(&made.election, &stranger, &rows, &made.bases, &mut made.rng).unwrap();
    (stranger, ballot)
}

#[test]
fn copied_from_another_voter() {
    let mut made = election();
    let copied = body(&made.ballots[1].1);
    let (theirs, mine) = (&made.voters[1].0, &made.voters[3].0);
    let copied = copied.replace(
        &G::element_text(&theirs.public()),
        &G::element_text(&mine.public()),
    );
    let ballot = sign(&copied, mine);
    made.ballots.push((3, ballot));
    assert_eq!(refused(&archive(&made.votes())), Code::BallotChoiceProof);
}

#[test]
fn her_own_older_answer_again_is_allowed() {
    let mut made = election();
    let ballot = sign(&body(&made.ballots[0].1), &made.voters[0].0);
    assert!(ballot != made.ballots[0].1);
    made.ballots.push((0, ballot));
    assert!(verified(&archive(&made.votes())).is_ok());
}

#[test]
fn more_than_a_vote() {
    // Two of at most one, proven for at most two.
    let over = |min: usize, max: usize, row: &[u64]| {
        let mut made = election();
        let mut cheating = made.election.clone();
        cheating.draft.questions[0] = question(2, false, min, max);
        let bases = SecretBases::new(&cheating.key);
        let rows = answers(&[row, &[0, 1, 0]]);
        let key = &made.voters[3].0;
        let ballot = seal(&cheating, key, &rows, &bases, &mut made.rng).unwrap();
        made.ballots.push((3, ballot));
        refused(&archive(&made.votes()))
    };
    assert_eq!(over(0, 2, &[1, 1]), Code::BallotOverallProof);
    assert_eq!(over(1, 2, &[1, 1]), Code::BallotOverallProof);
    let mut made = election();
    let rows = answers(&[&[1, 1], &[0, 1, 0]]);
    let key = &made.voters[3].0;
    let honest = seal(&made.election, key, &rows, &made.bases, &mut made.rng).unwrap_err();
    assert_eq!(
        (honest.code, honest.place.question),
        (Code::ChoicesNotAllowed, Some(0))
    );
}

#[test]
fn numbers_outside_the_group() {
    let p_minus_one = {
        let text = G::element_text(&(G::identity()));
        assert_eq!(text, "1");
        "20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880718"
    };
    for number in ["0", p_minus_one, "2"] {
        for field in ["alpha", "beta"] {
            let refusal = refuses(Code::NotInGroup, |text| {
                once(&text, value(&text, field), number)
            });
            assert_eq!(
                (refusal.place.question, refusal.place.choice),
                (Some(0), Some(0))
            );
        }
    }
}

/// In the other group the members are the squares: minus one has order two, and minus two is no square.
#[test]
fn numbers_outside_the_other_group() {
    let one = [
        ("0", Code::NotInGroup),
        (MINUS_ONE, Code::NotInGroup),
        (MINUS_TWO, Code::NotInGroup),
        ("4", Code::BallotChoiceProof),
    ];
    let holders = Holders {
        single: 1,
        shared: None,
    };
    let mut made = Made::<Rfc3526>::new(13, vec![question(1, false, 0, 1)], holders, &[1]);
    made.vote(0, &answers(&[&[1]]));
    let (events, _) = made.events(&[1]);
    assert!(verified(&archive(&events)).is_ok());
    let right = made.ballots[0].1.clone();
    for (number, code) in one {
        for field in ["alpha", "beta"] {
            let text = body(&right);
            let changed = once(&text, value(&text, field), number);
            made.ballots[0].1 = sign(&changed, &made.voters[0].0);
            assert_eq!(refused(&archive(&made.votes())), code, "{field} {number}");
        }
    }
    for number in ["0", MINUS_ONE, MINUS_TWO] {
        let refuses = |event: usize, record: usize, field: &str| {
            let mut events = events.clone();
            let data = &mut events[event].1;
            let start = data[record].find(field).unwrap() + field.len();
            let end = start + data[record][start..].find('"').unwrap();
            data[record].replace_range(start..end, number);
            if event == 0 {
                data[3] = setup_text(&[&data[0], &data[1], &data[2]]);
            } else {
                *data = owned(1, &data[0]);
            }
            assert_eq!(
                refused(&archive(&events)),
                Code::NotInGroup,
                "{field} {number}"
            );
        };
        refuses(0, 0, "\"public_key\":\"");
        refuses(0, 1, "\"public_key\":\"");
        refuses(0, 2, "[\"");
        refuses(4, 0, "\"decryption_factors\":[[\"");
    }
}

#[test]
fn every_number_is_proven() {
    // Each number of the answers changed by itself, and signed again.
    let made = election();
    let (voter, ballot) = made.ballots.last().unwrap();
    let body = body(ballot);
    let (head, answers) = body.split_once("\"answers\":").unwrap();
    let digits: Vec<(usize, usize)> = answers
        .match_indices(|c: char| c.is_ascii_digit())
        .map(|(at, _)| at)
        .filter(|at| answers.as_bytes()[at - 1] == b'"')
        .map(|at| (at, at + answers[at..].find('"').unwrap()))
        .collect();
    // Two choices, a blank and two: five times two and four numbers; overall two and three
    // proofs, a blank proof of two.
    assert_eq!(digits.len(), 5 * (2 + 4) + 2 * (2 + 3 + 2));
    let mut codes = std::collections::BTreeMap::new();
    for (start, end) in digits {
        let last = answers.as_bytes()[end - 1];
        let other = if last == b'1' { '2' } else { '1' };
        let changed = format!(
            "{head}\"answers\":{}{other}{}",
            &answers[..end - 1],
            &answers[end..]
        );
        let mut made = election();
        made.ballots.truncate(2);
        made.ballots
            .push((*voter, sign(&changed, &made.voters[*voter].0)));
        let code = refused(&archive(&made.votes()));
        *codes.entry(code.name()).or_insert(0) += 1;
        assert!(start < end);
    }
    let expected = [
        ("ballot-blank-proof", 4),
        ("ballot-choice-proof", 20),
        ("ballot-overall-proof", 10),
        ("not-in-group", 10),
    ];
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), expected);
}
